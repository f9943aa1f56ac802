import { setFlagsFromString } from 'node:v8';
import { INBOX_RETRIES } from '@thumbing/config';
import { V8_GC_FLAG, processImageEnvironment } from '@thumbing/config/environment';
import { readMaterials } from '@thumbing/config/materials';
import { allowLoaders, formatsRead, render } from '@thumbing/image-processor';
import { processImage } from '@thumbing/pipeline/process-image';
import { backends } from '../adapters/backends.ts';
import { handleBatch } from '../messages/handle-batch.ts';
import { measuredBatch } from '../messages/measured-batch.ts';
import { originalMessages } from '../messages/originals-in.ts';
import { retryLater } from '../messages/retry-later.ts';
import { functionMetrics } from '../runtime/function-metrics.ts';
import { createLogger, imageFields } from '../runtime/logger.ts';

setFlagsFromString(V8_GC_FLAG);

const env = processImageEnvironment.fromEnv(process.env);
const logger = createLogger('process-image');
const config = env.CONFIG;
const materials = readMaterials(config);
allowLoaders(
  Object.values(config.profiles).flatMap((profile) => formatsRead({ ...profile, ...materials })),
);
const metrics = functionMetrics(process.env);
const makeRenditions = processImage({
  ...backends(env, process.env, metrics),
  config,
  materials,
  render,
});

const handleMessages = handleBatch({
  ...originalMessages(logger),
  handle: async (key) => {
    await makeRenditions(key);
    logger.info('image processed', imageFields(key.id));
  },
  retryLater: retryLater(env.QUEUE_URL, INBOX_RETRIES),
  logger,
});

export const handler = measuredBatch(handleMessages, { metrics, queue: 'inbox' });
