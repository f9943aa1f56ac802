import { deadLetterEnvironment } from '@thumbing/config/environment';
import { giveUp } from '@thumbing/pipeline';
import { handleBatch } from '../messages/handle-batch.ts';
import { about, createLogger } from '../runtime/logger.ts';
import { originalMessages } from '../original-messages.ts';
import { stores } from '../adapters/backends.ts';

const SERVICE = 'dead-letter';

const env = deadLetterEnvironment.fromEnv(process.env);
const logger = createLogger(SERVICE);
const fail = giveUp(stores(env, process.env, SERVICE));

export const handler = handleBatch({
  ...originalMessages(logger),
  handle: async (key) => {
    await fail(key);
    logger.error('an original could not be processed', about(key.id));
  },
  logger,
});
