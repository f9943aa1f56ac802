import { builtinProfiles } from '../builtin-profiles.ts';
import { defineConfig } from '../define-config.ts';
import type { Environment } from './environment.ts';
import {
  apiEnvironment,
  authorizerEnvironment,
  deadLetterEnvironment,
  processImageEnvironment,
  webhookEnvironment,
} from './index.ts';

const config = defineConfig({ profiles: builtinProfiles, origins: ['https://app.example.com'] });
const { profiles, origins, limits, images, fonts } = config;

const stores = {
  RECORDS_TABLE: 'records',
  ORIGINALS_BUCKET: 'originals',
  RENDITIONS_BUCKET: 'renditions',
  EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:events',
  ASSETS_URL: 'https://images.example.com',
};

describe('each function', () => {
  /** What it reads, of all that a machine has, when these values were written for it. */
  const readBack = <Values>(environment: Environment<Values>, values: Values): Values =>
    environment.fromEnv({ ...environment.toEnv(values), PATH: '/usr/bin' });

  it('reads back what was written for it: api', () => {
    const CONFIG = { profiles, origins };
    const values = { ...stores, INBOX_URL: 'https://q', CONFIG, FORGET_AFTER: 86_400 };
    expect(readBack(apiEnvironment, values)).toEqual(values);
  });

  it('reads back what was written for it: process-image', () => {
    const files = {
      images: { logo: '/opt/thumbing/images/logo.png' },
      fonts: { second: '/opt/thumbing/fonts/second.ttf', first: '/opt/thumbing/fonts/first.otf' },
    };
    const values = { ...stores, QUEUE_URL: 'https://q', CONFIG: { profiles, limits, ...files } };
    expect(readBack(processImageEnvironment, values)).toEqual(values);
  });

  it('reads back what was written for it: dead-letter', () => {
    expect(readBack(deadLetterEnvironment, stores)).toEqual(stores);
  });

  it('reads back what was written for it: webhook', () => {
    const values = {
      WEBHOOK_URL: 'https://a.b',
      WEBHOOK_SECRET_ARN: 'arn',
      QUEUE_URL: 'https://q',
    };
    expect(readBack(webhookEnvironment, values)).toEqual(values);
  });

  it('reads back what was written for it: authorizer', () => {
    const values = { ISSUER: 'https://i.example.com', AUDIENCE: ['a', 'b'] };
    expect(readBack(authorizerEnvironment, values)).toEqual(values);
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
  const CONFIG = { profiles: many as typeof profiles, limits, images, fonts };
  expect(
    processImageEnvironment.toEnv({ ...stores, QUEUE_URL: 'https://q', CONFIG })['CONFIG']?.length,
  ).toBeLessThan(3_000);
});

it('says so when there are more profiles than a function has room for', () => {
  const noise = Array.from({ length: 400 }, (_, n) => [
    `p${((n * 48_271) % 2_147_483_647).toString(36)}${((n * 69_621) % 99_991).toString(36)}`,
    profiles['avatar'],
  ]);
  const CONFIG = { profiles: Object.fromEntries(noise) as typeof profiles, limits, images, fonts };
  expect(() =>
    processImageEnvironment.toEnv({ ...stores, QUEUE_URL: 'https://q', CONFIG }),
  ).toThrow('✖ CONFIG takes more than 3000 bytes: have fewer profiles or variants');
});

it.each(['nonsense', 'e30', 'W10'])('is told which variable infra has not written: %j', (text) => {
  expect(() =>
    processImageEnvironment.fromEnv({ ...stores, QUEUE_URL: 'https://q', CONFIG: text }),
  ).toThrow(/^✖ CONFIG is not what infra writes$/);
  expect(() =>
    authorizerEnvironment.fromEnv({ ISSUER: 'https://i.example.com', AUDIENCE: text }),
  ).toThrow(/^✖ AUDIENCE is not what infra writes$/);
});

it.each(['', 'soon', '-1', '1.5', '1e3'])('takes no such number of seconds: %j', (FORGET_AFTER) => {
  const { CONFIG } = apiEnvironment.toEnv({
    ...stores,
    INBOX_URL: 'https://q',
    CONFIG: { profiles, origins },
    FORGET_AFTER: 1,
  });
  expect(() =>
    apiEnvironment.fromEnv({ ...stores, INBOX_URL: 'https://q', CONFIG, FORGET_AFTER }),
  ).toThrow(/^✖ FORGET_AFTER is no number of seconds$/);
});
