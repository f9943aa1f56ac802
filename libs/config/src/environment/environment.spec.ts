import { builtinProfiles } from '../builtin-profiles.ts';
import { defineConfig } from '../define-config.ts';
import {
  apiEnvironment,
  authorizerEnvironment,
  deadLetterEnvironment,
  processImageEnvironment,
  webhookEnvironment,
} from './index.ts';

const config = defineConfig({ profiles: builtinProfiles, origins: ['https://app.example.com'] });
const { profiles, origins, limits } = config;

const stores = {
  RECORDS_TABLE: 'records',
  ORIGINALS_BUCKET: 'originals',
  RENDITIONS_BUCKET: 'renditions',
  EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:events',
  ASSETS_URL: 'https://images.example.com',
};

describe('each function', () => {
  it.each([
    [
      'api',
      apiEnvironment,
      { ...stores, CONFIG: { profiles, origins }, FORGET_AFTER: 86_400, INBOX_URL: 'https://q' },
    ],
    [
      'process-image',
      processImageEnvironment,
      { ...stores, QUEUE_URL: 'https://q', CONFIG: { profiles, limits } },
    ],
    ['dead-letter', deadLetterEnvironment, stores],
    [
      'webhook',
      webhookEnvironment,
      { WEBHOOK_URL: 'https://a.b', WEBHOOK_SECRET_ARN: 'arn', QUEUE_URL: 'https://q' },
    ],
    [
      'authorizer',
      authorizerEnvironment,
      { ISSUER: 'https://i.example.com', AUDIENCE: ['a', 'b'] },
    ],
  ])('reads back what was written for it: %s', (_, environment, values) => {
    const env = environment.toEnv(values as never);
    expect(Object.values(env).every((value) => typeof value === 'string')).toBe(true);
    expect(environment.fromEnv({ ...env, PATH: '/usr/bin' })).toEqual(values);
  });

  it('is told of every variable that is missing or wrong, at once', () => {
    expect(() =>
      apiEnvironment.fromEnv({ ...stores, RECORDS_TABLE: undefined, ASSETS_URL: '' }),
    ).toThrow(
      '✖ RECORDS_TABLE is missing\n✖ ASSETS_URL is empty\n✖ INBOX_URL is missing\n✖ CONFIG is missing\n✖ FORGET_AFTER is missing',
    );
  });
});

it('has room for many profiles', () => {
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`avatar-${n}`, profiles['photo'] ?? {}]),
  );
  const CONFIG = { profiles: many as typeof profiles, limits };
  expect(
    processImageEnvironment.toEnv({ ...stores, QUEUE_URL: 'https://q', CONFIG })['CONFIG']?.length,
  ).toBeLessThan(3_000);
});

it('says so when there are more profiles than a function has room for', () => {
  const noise = Array.from({ length: 400 }, (_, n) => [
    `p${((n * 48_271) % 2_147_483_647).toString(36)}${((n * 69_621) % 99_991).toString(36)}`,
    profiles['avatar'],
  ]);
  const CONFIG = { profiles: Object.fromEntries(noise) as typeof profiles, limits };
  expect(() =>
    processImageEnvironment.toEnv({ ...stores, QUEUE_URL: 'https://q', CONFIG }),
  ).toThrow('✖ CONFIG takes more than 3000 bytes: have fewer profiles or variants');
});

it.each(['nonsense', '', 'e30'])(
  'reads no configuration from what was not packed: %j',
  (CONFIG) => {
    expect(() =>
      processImageEnvironment.fromEnv({ ...stores, QUEUE_URL: 'https://q', CONFIG }),
    ).toThrow();
  },
);
