import { validate } from '@thumbing/image-processor/recipe';
import { ConfigError } from './config-error.ts';
import { config, type Config, type ConfigInput } from './schema/config.ts';

/** Checks a configuration and fills in its defaults. Throws a `ConfigError` that lists every mistake. */
export function defineConfig(input: ConfigInput): Config {
  return parseConfig(input);
}

/** Like `defineConfig`, for a value of unknown type, such as the default export of a file. */
export function parseConfig(input: unknown): Config {
  const result = validate(config, input, 'the configuration');
  if (result.success) return result.data;
  throw new ConfigError(result.mistakes.join('\n'));
}
