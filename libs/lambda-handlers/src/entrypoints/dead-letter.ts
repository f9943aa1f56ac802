import { deadLetterEnvironment } from '@thumbing/config/environment';
import { markFailed } from '@thumbing/pipeline';
import { backends } from '../adapters/backends.ts';
import { handleBatch } from '../messages/handle-batch.ts';
import { originalMessages } from '../messages/originals-in.ts';
import { functionMetrics } from '../runtime/function-metrics.ts';
import { createLogger, imageFields } from '../runtime/logger.ts';

const env = deadLetterEnvironment.fromEnv(process.env);
const logger = createLogger('dead-letter');
const markAsFailed = markFailed({
  ...backends(env, process.env, functionMetrics(process.env)),
  config: env.CONFIG,
});

export const handler = handleBatch({
  ...originalMessages(logger),
  handle: async (key) => {
    await markAsFailed(key);
    logger.error('image marked as failed', imageFields(key.id));
  },
  logger,
});
