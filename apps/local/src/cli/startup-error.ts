import { ConfigError } from '@thumbing/config';
import { isDatabaseDamaged, isDatabaseFull } from '../storage/database.ts';
import type { Command } from './command.ts';
import { CommandError } from '../util/command-error.ts';
import { UsageError } from './options.ts';

/** Message for an error that ended a command: its reason and, for a start, a remedy. */
export function errorOf(command: Command['name'], error: unknown): string {
  if (error instanceof ConfigError) return `The configuration is invalid:\n${error.message}`;
  if (error instanceof UsageError) return `${error.message}\n\n${error.usage}`;
  if (error instanceof CommandError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (command === 'backup') return `No backup was made: ${error.message}`;
  if (command === 'rotate-address-key') return `The key was not replaced: ${error.message}`;
  if (command === 'reconcile') return `The data could not be reconciled: ${error.message}`;
  if (command === 'doctor') return `The data could not be checked: ${error.message}`;
  return startupError(error);
}

/** Message for an error that prevented the start. */
function startupError(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if ('syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo')) {
    return code === 'EADDRINUSE'
      ? `${error.message}: the port is in use; choose another one with --port or --metrics-port`
      : `${error.message}; choose another address with --host, or another port with --port`;
  }
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return `${error.message}: the data directory is not writable; choose another one with --data-dir`;
    case 'ENOSPC':
    case 'EDQUOT':
      return outOfSpace(error);
    case 'ERR_SQLITE_ERROR':
      if (isDatabaseFull(error)) return outOfSpace(error);
      if (isDatabaseDamaged(error)) {
        return `${error.message}: the database in the data directory is damaged; restore it from a backup`;
      }
      return `${error.message}: the database cannot be used; choose another --data-dir`;
    default:
      return `Thumbing could not start: ${error.message}`;
  }
}

const outOfSpace = ({ message }: Error): string =>
  `${message}: the disk is full; free some space or choose another --data-dir`;
