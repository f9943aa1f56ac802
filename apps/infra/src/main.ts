import { join } from 'node:path';
import { ConfigError } from '@thumbing/config';
import { loadConfig } from '@thumbing/config/load';
import { checkLocalhost } from './check-localhost.ts';
import { configOf } from './config-of.ts';
import { stages } from './stages.ts';
import { thumbing } from './thumbing.ts';

const ROOT = join(import.meta.dirname, '../../..');

try {
  const { config } = await loadConfig(ROOT);
  for (const stage of Object.values(stages)) checkLocalhost(stage, configOf(stage, config));
  thumbing(stages, config).synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(`The configuration is invalid:\n${error.message}`);
  process.exitCode = 2;
}
