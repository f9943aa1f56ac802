import { builtinProfiles } from '../builtin-profiles.ts';
import { defineConfig } from '../define-config.ts';
import { makeRenditionEnvironment } from './index.ts';

const config = defineConfig({ profiles: builtinProfiles });

it.each(['', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:keys'])(
  'decodes its own encoding: make-rendition, with the keys %j',
  (ADDRESS_KEYS_ARN) => {
    const variables = {
      RECORDS_TABLE: 'records',
      ORIGINALS_BUCKET: 'originals',
      RENDITIONS_BUCKET: 'renditions',
      ADDRESS_KEYS_ARN,
    };
    const encoded = makeRenditionEnvironment.toEnv({ ...variables, CONFIG: config });
    const { CONFIG, ...others } = makeRenditionEnvironment.fromEnv(encoded);
    expect(others).toEqual(variables);
    expect(CONFIG).toMatchObject({ profiles: config.profiles, delivery: config.delivery });
    expect(config).toMatchObject(CONFIG);
  },
);
