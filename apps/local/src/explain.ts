import { ConfigError } from '@thumbing/config';
import { USAGE, UsageError } from './options.ts';

/** Why the pipeline did not start, and what to do about it. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return `The configuration is wrong:\n${error.message}`;
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`;
  if (!(error instanceof Error)) return String(error);
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `${error.message}: the port is taken, choose another one with --port`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return `${error.message}: the data directory cannot be written, choose another one with --data-dir`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `${error.message}: there is no space left, make some or choose another --data-dir`;
    default:
      return `Thumbing did not start: ${error.message}`;
  }
}
