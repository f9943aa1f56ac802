import { environment, text } from './environment.ts';

export const webhookEnvironment = environment({
  WEBHOOK_URL: text,
  /** Queue that the function's messages come from. */
  QUEUE_URL: text,
  /** Secrets Manager secret that holds the signing secret. */
  WEBHOOK_SECRET_ARN: text,
});
