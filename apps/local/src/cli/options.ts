import { parseArgs } from 'node:util';

export interface Options {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly dataDir: string;
  /** URL by which clients reach this server, if it differs from the address that it listens on. */
  readonly publicUrl?: string;
  readonly config?: string;
  /** Address of the metrics. @default they are not served */
  readonly metrics?: { readonly host: string; readonly port: number };
  /** Follows the wall clock, however far it is ahead of the last time seen. */
  readonly acceptClock?: boolean;
}

export const USAGE = `Usage: npm start -- [options]
       npm start -- doctor [--data-dir <folder>] [--config <file>] [--json]
       npm start -- backup <folder> [--data-dir <folder>]
       npm start -- reconcile [--dry-run] [--remove-unrecorded] [--json]
       npm start -- rotate-address-key [--data-dir <folder>]
       npm start -- dead-letters <command> [options]

Without a command, the server starts. While it runs, others may:
  doctor               check records, files and keys, and change nothing
  backup               copy all data to a folder that is new or empty
  reconcile            compare records with files, and repair what differs
  rotate-address-key   add a key that signs addresses, and keep the previous one
  dead-letters         list what was given up, or have it processed again

  --port <number>      port to listen on (default: PORT, or 8080; 0 for any free port)
  --host <name>        address to listen on (default: 127.0.0.1, this machine only)
  --data-dir <folder>  folder for all data (default: ./.thumbing)
  --public-url <url>   URL of this server behind a reverse proxy
  --metrics-port <number>  port for GET /metrics (default: none; 0 for any free port)
  --metrics-host <name>    address for it (default: 127.0.0.1, this machine only)
  --accept-clock       trust the clock, although it is far ahead of the last time seen (for one start)
  --config <file>      configuration file (default: ./thumbing.config.ts)
  --help               show this help`;

/** Invalid command line. The message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  readonly usage: string;

  constructor(message: string, usage = USAGE) {
    super(message);
    this.usage = usage;
  }
}

/** Parses the command line. Returns `undefined` for `--help`. Throws a `UsageError`. */
export function parseOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options | undefined {
  const { help, port = env['PORT'] || '8080', ...given } = parse(args);
  if (help) return undefined;
  return {
    host: given.host ?? '127.0.0.1',
    port: portOf(port),
    dataDir: dataDirOf(given['data-dir']),
    ...(given['public-url'] !== undefined && { publicUrl: publicUrlOf(given['public-url']) }),
    ...metricsOf(given),
    ...(given['accept-clock'] && { acceptClock: true }),
    ...(given.config !== undefined && { config: given.config }),
  };
}

const parse = (args: readonly string[]) =>
  orUsageError(() =>
    parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'data-dir': { type: 'string' },
        'public-url': { type: 'string' },
        config: { type: 'string' },
        'metrics-port': { type: 'string' },
        'metrics-host': { type: 'string' },
        'accept-clock': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }),
  ).values;

/** Result of `parseArgs`, whose errors are those of the person who wrote the command line. */
export function orUsageError<Result>(parse: () => Result, usage = USAGE): Result {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), usage);
  }
}

/** Folder of the option. Throws a `UsageError` for an empty text. */
export function dataDirOf(text = '.thumbing'): string {
  if (text !== '') return text;
  throw new UsageError("the data directory is '': use a folder such as ./.thumbing");
}

function metricsOf({
  'metrics-port': port,
  'metrics-host': host,
}: ReturnType<typeof parse>): Pick<Options, 'metrics'> {
  if (port !== undefined) return { metrics: { host: host ?? '127.0.0.1', port: portOf(port) } };
  if (host === undefined) return {};
  throw new UsageError('--metrics-host needs a --metrics-port, such as 9464');
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`the port is '${text}': use a whole number from 0 to 65535`);
}

function publicUrlOf(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash)
    return url.href.replace(/\/$/, '');
  throw new UsageError(`the public URL is '${text}': use a URL such as https://images.example.com`);
}
