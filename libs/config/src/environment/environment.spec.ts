import { builtinProfiles } from '../builtin-profiles.ts';
import { defineConfig } from '../define-config.ts';
import { environment, type Environment } from './environment.ts';
import {
  apiEnvironment,
  authorizerEnvironment,
  deadLetterEnvironment,
  expireGrantsEnvironment,
  failedImagesEnvironment,
  forwardOriginalsEnvironment,
  metricsEnvironment,
  outboxEnvironment,
  processImageEnvironment,
  reconcileEnvironment,
  webhookEnvironment,
} from './index.ts';
import { settings } from './settings.ts';

const config = defineConfig({ profiles: builtinProfiles, origins: ['https://app.example.com'] });
const { profiles } = config;

const records = {
  RECORDS_TABLE: 'records',
  ORIGINALS_BUCKET: 'originals',
  ASSETS_URL: 'https://images.example.com',
};
const storage = {
  ...records,
  RENDITIONS_BUCKET: 'renditions',
  EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:events',
};

describe('each function', () => {
  /** The values decoded from an environment that holds them among other variables. */
  const readBack = <Values>(described: Environment<Values>, values: Values): Values =>
    described.fromEnv({ ...described.toEnv(values), PATH: '/usr/bin' });

  const checked = <Values>(described: Environment<Values>, values: Values): void =>
    expect(readBack(described, values)).toEqual(values);

  it('decodes its own encoding: api', () => {
    const { CONFIG, ...others } = readBack(apiEnvironment, { ...records, CONFIG: config });
    expect(others).toEqual(records);
    expect(CONFIG).toMatchObject({ profiles, origins: config.origins });
    expect(config).toMatchObject(CONFIG);
  });

  it('decodes its own encoding: process-image', () => {
    const files = {
      images: { logo: '/opt/thumbing/images/logo.png' },
      fonts: { second: '/opt/thumbing/fonts/second.ttf', first: '/opt/thumbing/fonts/first.otf' },
    };
    const variables = { ...storage, QUEUE_URL: 'https://q' };
    const configured = { ...config, ...files };
    const { CONFIG, ...others } = readBack(processImageEnvironment, {
      ...variables,
      CONFIG: configured,
    });
    expect(others).toEqual(variables);
    expect(CONFIG).toMatchObject({ profiles, limits: config.limits, ...files });
    expect(configured).toMatchObject(CONFIG);
  });

  const { RECORDS_TABLE, ORIGINALS_BUCKET } = records;
  const inbox = { INBOX_URL: 'https://q' };
  const webhook = { WEBHOOK_URL: 'https://a.b', WEBHOOK_SECRET_ARN: 'arn', QUEUE_URL: 'https://q' };
  it.each([
    ['dead-letter', () => checked(deadLetterEnvironment, { ...storage, CONFIG: { profiles } })],
    ['metrics', () => checked(metricsEnvironment, { METRICS_NAMESPACE: 'Thumbing/prod' })],
    ['webhook', () => checked(webhookEnvironment, webhook)],
    [
      'expire-grants',
      () =>
        checked(expireGrantsEnvironment, {
          ...inbox,
          RECORDS_TABLE,
          ORIGINALS_BUCKET,
          FORGET_AFTER: 86_400,
        }),
    ],
    ['forward-originals', () => checked(forwardOriginalsEnvironment, { ...inbox, RECORDS_TABLE })],
    [
      'reconcile',
      () =>
        checked(reconcileEnvironment, { ...inbox, ...records, RENDITIONS_BUCKET: 'renditions' }),
    ],
    [
      'failed-images',
      () => checked(failedImagesEnvironment, { ...inbox, RECORDS_TABLE, ORIGINALS_BUCKET }),
    ],
    ['outbox', () => checked(outboxEnvironment, inbox)],
    [
      'authorizer',
      () =>
        checked(authorizerEnvironment, { ISSUER: 'https://i.example.com', AUDIENCE: ['a', 'b'] }),
    ],
  ])('decodes its own encoding: %s', (_, check) => check());

  it('reports every missing or empty variable at once', () => {
    expect(() =>
      apiEnvironment.fromEnv({ ...storage, RECORDS_TABLE: undefined, ASSETS_URL: '' }),
    ).toThrow('✖ RECORDS_TABLE is missing\n✖ ASSETS_URL is empty\n✖ CONFIG is missing');
  });
});

it('holds the settings that are listed, and no others', () => {
  const some = environment({ CONFIG: settings('origins', 'limits') });
  const { CONFIG } = some.fromEnv(some.toEnv({ CONFIG: config }));
  expect(CONFIG).toEqual({ origins: config.origins, limits: config.limits });
});

it('fits 60 profiles into one variable', () => {
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`avatar-${n}`, profiles['photo'] ?? {}]),
  );
  const CONFIG = { ...config, profiles: many as typeof profiles };
  expect(
    processImageEnvironment.toEnv({ ...storage, QUEUE_URL: 'https://q', CONFIG })['CONFIG']?.length,
  ).toBeLessThan(3_000);
});

it('reports profiles that do not fit into one variable', () => {
  const noise = Array.from({ length: 400 }, (_, n) => [
    `p${((n * 48_271) % 2_147_483_647).toString(36)}${((n * 69_621) % 99_991).toString(36)}`,
    profiles['avatar'],
  ]);
  const CONFIG = { ...config, profiles: Object.fromEntries(noise) as typeof profiles };
  expect(() =>
    processImageEnvironment.toEnv({ ...storage, QUEUE_URL: 'https://q', CONFIG }),
  ).toThrow('✖ CONFIG exceeds 3,000 bytes when compressed: use fewer profiles or variants');
});

it.each(['nonsense', 'e30', 'W10'])('names the variable that cannot be decoded: %j', (text) => {
  expect(() =>
    processImageEnvironment.fromEnv({ ...storage, QUEUE_URL: 'https://q', CONFIG: text }),
  ).toThrow(/^✖ CONFIG cannot be decoded: deploy the stack again$/);
  expect(() =>
    authorizerEnvironment.fromEnv({ ISSUER: 'https://i.example.com', AUDIENCE: text }),
  ).toThrow(/^✖ AUDIENCE cannot be decoded: deploy the stack again$/);
});

it.each(['', 'soon', '-1', '1.5', '1e3'])(
  'refuses a number of seconds written as %j',
  (FORGET_AFTER) => {
    expect(() =>
      expireGrantsEnvironment.fromEnv({ ...storage, INBOX_URL: 'https://q', FORGET_AFTER }),
    ).toThrow(/^✖ FORGET_AFTER must be a whole number of seconds$/);
  },
);
