import { builtinProfiles, defineConfig } from '@thumbing/config';
import {
  apiEnvironment,
  authorizerEnvironment,
  deadLetterEnvironment,
  processImageEnvironment,
  webhookEnvironment,
} from '@thumbing/config/environment';
import type { BundleName } from '@thumbing/lambda-handlers/bundles';

export interface LambdaFunction {
  readonly name: string;
  readonly bundle: BundleName;
  readonly env: Readonly<Record<string, string>>;
  /** How many times the floor's CPU its start may take. */
  readonly goal?: number;
}

/** Lambda sets it for every function. */
export const LAMBDA = { AWS_REGION: 'eu-west-1' };

const { profiles, origins, limits } = defineConfig({ profiles: builtinProfiles });
const stores = {
  RECORDS_TABLE: 'records',
  ORIGINALS_BUCKET: 'originals',
  RENDITIONS_BUCKET: 'renditions',
  EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:events',
  ASSETS_URL: 'https://images.example.com',
};
const queue = (name: string) => ({
  QUEUE_URL: `https://sqs.eu-west-1.amazonaws.com/123456789012/${name}`,
});

/** With what infra would tell each. */
export const FUNCTIONS: readonly LambdaFunction[] = [
  {
    name: 'api',
    bundle: 'api',
    env: apiEnvironment.toEnv({
      ...stores,
      INBOX_URL: queue('inbox').QUEUE_URL,
      CONFIG: { profiles, origins },
      FORGET_AFTER: 86_400,
    }),
    goal: 0.9,
  },
  {
    name: 'process-image',
    bundle: 'processImage',
    env: processImageEnvironment.toEnv({
      ...stores,
      ...queue('inbox'),
      CONFIG: { profiles, limits },
    }),
    goal: 1.1,
  },
  { name: 'dead-letter', bundle: 'deadLetter', env: deadLetterEnvironment.toEnv(stores) },
  {
    name: 'webhook',
    bundle: 'webhook',
    env: webhookEnvironment.toEnv({
      ...queue('webhooks'),
      WEBHOOK_URL: 'https://hooks.example.com',
      WEBHOOK_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:webhook',
    }),
    goal: 0.7,
  },
  {
    name: 'authorizer',
    bundle: 'authorizer',
    env: authorizerEnvironment.toEnv({ ISSUER: 'https://id.example.com', AUDIENCE: ['app'] }),
    goal: 0.3,
  },
];
