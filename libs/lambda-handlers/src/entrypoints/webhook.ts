import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { deliverWebhook, systemClock } from '@thumbing/adapters';
import { event, WEBHOOK_RETRIES } from '@thumbing/config';
import { webhookEnvironment } from '@thumbing/config/environment';
import { webhookSecret } from '../adapters/webhook-secret.ts';
import { handleBatch } from '../messages/handle-batch.ts';
import { about, createLogger } from '../runtime/logger.ts';
import { retryLater } from '../messages/retry-later.ts';
import { unwrap } from '../messages/unwrap-sns.ts';

const SERVICE = 'webhook';

const env = webhookEnvironment.fromEnv(process.env);
const logger = createLogger(SERVICE);
const secretOf = webhookSecret(new SecretsManagerClient(), env.WEBHOOK_SECRET_ARN);

export const handler = handleBatch({
  read: (body) => [event.parse(unwrap(body))],
  imageOf: ({ subject }) => subject,
  handle: async (event) => {
    const secret = await secretOf();
    await deliverWebhook({ url: env.WEBHOOK_URL, secret, clock: systemClock })(event);
    logger.info('an event was sent', { ...about(event.subject), type: event.type });
  },
  retryLater: retryLater(env.QUEUE_URL, WEBHOOK_RETRIES),
  logger,
});
