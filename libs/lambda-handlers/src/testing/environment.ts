import { builtinProfiles, defineConfig } from '@thumbing/config';
import {
  apiEnvironment,
  authorizerEnvironment,
  expireGrantsEnvironment,
  failedImagesEnvironment,
  makeRenditionEnvironment,
  metricsEnvironment,
  outboxEnvironment,
  processImageEnvironment,
  reconcileEnvironment,
  webhookEnvironment,
} from '@thumbing/config/environment';
import type { FunctionName } from '../bundles.ts';

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

const inbox = { INBOX_URL: QUEUE_URL };

/** Every variable that any other function reads: each ignores those of others, so only a new variable needs an entry. */
const SHARED: Readonly<Record<string, string>> = {
  ...LAMBDA,
  ...metricsEnvironment.toEnv({ METRICS_NAMESPACE: 'Thumbing/test' }),
  ...processImageEnvironment.toEnv({ ...stores, QUEUE_URL, CONFIG }),
  ...expireGrantsEnvironment.toEnv({ ...stores, ...inbox, FORGET_AFTER: 86_400 }),
  ...reconcileEnvironment.toEnv({ ...stores, ...inbox }),
  ...failedImagesEnvironment.toEnv({ ...stores, ...inbox }),
  ...outboxEnvironment.toEnv(inbox),
  ...webhookEnvironment.toEnv({
    QUEUE_URL,
    WEBHOOK_URL: 'https://hooks.example.com',
    WEBHOOK_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:webhook',
  }),
  ...authorizerEnvironment.toEnv({ ISSUER: 'https://id.example.com', AUDIENCE: ['app'] }),
};

/** Variables of a function, with values that it accepts. */
export const sampleEnvironment = (name: FunctionName): Readonly<Record<string, string>> => ({
  ...SHARED,
  ...OWN[name],
});

/** Settings of functions, other ones than those of processing, in a variable of the same name. */
const OWN: Partial<Record<FunctionName, Readonly<Record<string, string>>>> = {
  api: apiEnvironment.toEnv({ ...stores, CONFIG }),
  'make-rendition': makeRenditionEnvironment.toEnv({ ...stores, ADDRESS_KEYS_ARN: '', CONFIG }),
};
