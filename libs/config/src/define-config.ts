import { ConfigError } from './config-error.ts';
import { describeIssue, remedy } from './describe-issue.ts';
import { config, type Config, type ConfigInput } from './schema/config.ts';

/** Checks a configuration and fills in its defaults. Throws a `ConfigError` that lists every mistake. */
export function defineConfig(input: ConfigInput): Config {
  return parseConfig(input);
}

/** The same for a value whose type is not known, such as what a file exports. */
export function parseConfig(input: unknown): Config {
  const parsed = config.safeParse(input, { error: remedy });
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.flatMap((issue) => describeIssue(issue, input)).join('\n'),
  );
}
