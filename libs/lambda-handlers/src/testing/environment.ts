import { builtinProfiles, defineConfig } from '@thumbing/config';
import {
  apiEnvironment,
  authorizerEnvironment,
  deadLetterEnvironment,
  processImageEnvironment,
  webhookEnvironment,
} from '@thumbing/config/environment';
import type { BundleName } from '../bundles.ts';

/** Lambda sets it for every function. */
export const LAMBDA = { AWS_REGION: 'eu-west-1' };

const { profiles, origins, limits, images, fonts } = defineConfig({ profiles: builtinProfiles });
const stores = {
  RECORDS_TABLE: 'records',
  ORIGINALS_BUCKET: 'originals',
  RENDITIONS_BUCKET: 'renditions',
  EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:events',
  ASSETS_URL: 'https://images.example.com',
};
const queue = (name: string) => `https://sqs.eu-west-1.amazonaws.com/123456789012/${name}`;

const told: Readonly<Record<BundleName, Readonly<Record<string, string>>>> = {
  api: apiEnvironment.toEnv({
    ...stores,
    INBOX_URL: queue('inbox'),
    CONFIG: { profiles, origins },
    FORGET_AFTER: 86_400,
  }),
  processImage: processImageEnvironment.toEnv({
    ...stores,
    QUEUE_URL: queue('inbox'),
    CONFIG: { profiles, limits, images, fonts },
  }),
  deadLetter: deadLetterEnvironment.toEnv(stores),
  webhook: webhookEnvironment.toEnv({
    QUEUE_URL: queue('webhooks'),
    WEBHOOK_URL: 'https://hooks.example.com',
    WEBHOOK_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:webhook',
  }),
  authorizer: authorizerEnvironment.toEnv({
    ISSUER: 'https://id.example.com',
    AUDIENCE: ['app'],
  }),
};

/** What a function has in its environment: what infra tells it, and what Lambda sets. */
export const environmentOf = (name: BundleName): Readonly<Record<string, string>> => ({
  ...LAMBDA,
  ...told[name],
});
