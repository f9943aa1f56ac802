import { environment, text } from './environment.ts';

export const webhookEnvironment = environment({
  WEBHOOK_URL: text,
  /** Whose messages it is given. */
  QUEUE_URL: text,
  /** The signing secret, in Secrets Manager. */
  WEBHOOK_SECRET_ARN: text,
});
