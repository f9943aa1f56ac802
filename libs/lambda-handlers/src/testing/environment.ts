import { builtinProfiles, defineConfig } from '@thumbing/config';
import {
  apiEnvironment,
  authorizerEnvironment,
  expireGrantsEnvironment,
  outboxEnvironment,
  processImageEnvironment,
  webhookEnvironment,
} from '@thumbing/config/environment';

/** Variables that Lambda itself sets for every function. */
export const LAMBDA = { AWS_REGION: 'eu-west-1' };

const CONFIG = defineConfig({ profiles: builtinProfiles });

const stores = {
  RECORDS_TABLE: 'records',
  ORIGINALS_BUCKET: 'originals',
  RENDITIONS_BUCKET: 'renditions',
  EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:events',
  ASSETS_URL: 'https://images.example.com',
};
const QUEUE_URL = 'https://sqs.eu-west-1.amazonaws.com/123456789012/queue';

/**
 * Every variable that any function reads, with a value that it accepts. Functions ignore the variables
 * of others, so only a new variable needs an entry here, not a new function.
 */
export const SAMPLE_ENVIRONMENT: Readonly<Record<string, string>> = {
  ...LAMBDA,
  ...apiEnvironment.toEnv({ ...stores, CONFIG }),
  ...processImageEnvironment.toEnv({ ...stores, QUEUE_URL, CONFIG }),
  ...expireGrantsEnvironment.toEnv({ ...stores, FORGET_AFTER: 86_400 }),
  ...outboxEnvironment.toEnv({ INBOX_URL: QUEUE_URL }),
  ...webhookEnvironment.toEnv({
    QUEUE_URL,
    WEBHOOK_URL: 'https://hooks.example.com',
    WEBHOOK_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:webhook',
  }),
  ...authorizerEnvironment.toEnv({ ISSUER: 'https://id.example.com', AUDIENCE: ['app'] }),
};
