import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { ConfigError } from '@thumbing/config';
import { loadConfig } from '@thumbing/config/load';
import { stages } from './stages.ts';
import { thumbing } from './thumbing.ts';

const ROOT = join(import.meta.dirname, '../../..');

try {
  const { config } = await loadConfig(ROOT);
  thumbing(new App(), stages, config).synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(`The configuration is wrong:\n${error.message}`);
  process.exitCode = 2;
}
