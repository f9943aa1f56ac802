import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { deliverWebhook, systemClock } from '@thumbing/adapters';
import { event, WEBHOOK_RETRIES, withJitter } from '@thumbing/config';
import { webhookEnvironment } from '@thumbing/config/environment';
import { timed } from '@thumbing/pipeline';
import { webhookSecret } from '../adapters/webhook-secret.ts';
import { handleBatch } from '../messages/handle-batch.ts';
import { measuredBatch } from '../messages/measured-batch.ts';
import { retryLater } from '../messages/retry-later.ts';
import { unwrapSns } from '../messages/unwrap-sns.ts';
import { functionMetrics } from '../runtime/function-metrics.ts';
import { createLogger, imageFields } from '../runtime/logger.ts';

const env = webhookEnvironment.fromEnv(process.env);
const logger = createLogger('webhook');
const metrics = functionMetrics(process.env);
const secretOf = webhookSecret(new SecretsManagerClient(), env.WEBHOOK_SECRET_ARN);

const handleMessages = handleBatch({
  read: (body) => [event.parse(unwrapSns(body))],
  imageOf: ({ subject }) => subject,
  handle: async (event) => {
    const secret = await secretOf();
    const deliver = deliverWebhook({ url: env.WEBHOOK_URL, secret, clock: systemClock });
    await timed({ metrics, clock: systemClock }, 'deliver', () => deliver(event));
    logger.info('event delivered', { ...imageFields(event.subject), type: event.type });
  },
  retryLater: retryLater(env.QUEUE_URL, withJitter(WEBHOOK_RETRIES, Math.random)),
  logger,
});

export const handler = measuredBatch(handleMessages, { metrics, queue: 'webhook' });
