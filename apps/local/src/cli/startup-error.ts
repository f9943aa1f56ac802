import { ConfigError } from '@thumbing/config';
import { isDatabaseFull } from '../storage/database.ts';
import { USAGE, UsageError } from './options.ts';

/** Why the pipeline did not start, and what to do about it. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return `The configuration is wrong:\n${error.message}`;
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if ('syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo')) {
    return code === 'EADDRINUSE'
      ? `${error.message}: the port is taken, choose another one with --port`
      : `${error.message}: choose another address with --host, or another port with --port`;
  }
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return `${error.message}: the data directory cannot be written, choose another one with --data-dir`;
    case 'ENOSPC':
    case 'EDQUOT':
      return outOfSpace(error);
    case 'ERR_SQLITE_ERROR':
      if (isDatabaseFull(error)) return outOfSpace(error);
      return `${error.message}: the database cannot be used, choose another --data-dir`;
    default:
      return `Thumbing did not start: ${error.message}`;
  }
}

const outOfSpace = ({ message }: Error): string =>
  `${message}: there is no space left, make some or choose another --data-dir`;
