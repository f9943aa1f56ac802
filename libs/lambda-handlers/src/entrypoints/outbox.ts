import { outboxEnvironment } from '@thumbing/config/environment';
import { sqsInbox } from '../adapters/sqs-inbox.ts';
import { relayChanges } from '../messages/relay-changes.ts';
import { createLogger } from '../runtime/logger.ts';

const env = outboxEnvironment.fromEnv(process.env);

export const handler = relayChanges({
  inbox: sqsInbox(env.INBOX_URL),
  logger: createLogger('outbox'),
});
