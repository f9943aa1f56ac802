import { environment, text } from './environment.ts';

/** Environment of the function that follows changes of records. */
export const outboxEnvironment = environment({
  /** Queue that images are sent to. */
  INBOX_URL: text,
});
