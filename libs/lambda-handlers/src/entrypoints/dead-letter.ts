import { deadLetterEnvironment } from '@thumbing/config/environment';
import { giveUp } from '@thumbing/pipeline';
import { handleBatch } from '../handle-batch.ts';
import { createLogger } from '../logger.ts';
import { originalsIn } from '../originals-in.ts';
import { stores } from '../stores.ts';

const SERVICE = 'dead-letter';

const env = deadLetterEnvironment.fromEnv(process.env);
const logger = createLogger(SERVICE);
const fail = giveUp(stores(env, process.env, SERVICE));

export const handler = handleBatch({
  read: (body) => originalsIn(body, () => logger.warn('an object that is no original was ignored')),
  imageOf: ({ id }) => id,
  handle: async (key) => {
    await fail(key);
    logger.error('an original could not be processed', { correlation_id: key.id });
  },
  logger,
});
