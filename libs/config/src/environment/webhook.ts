import { environment, text } from './environment.ts';

/** Environment of the function that delivers events to one webhook. */
export const webhookEnvironment = environment({
  /** Receiver of the events. */
  WEBHOOK_URL: text,
  /** Queue that the function's messages come from. */
  QUEUE_URL: text,
  /** Secrets Manager secret that holds the signing secret. */
  WEBHOOK_SECRET_ARN: text,
});
