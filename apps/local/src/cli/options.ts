import { parseArgs } from 'node:util';

export interface Options {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly dataDir: string;
  /** Where the world finds this server, when that is not where it listens. */
  readonly publicUrl?: string;
  readonly config?: string;
}

/** The command line is wrong: the message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Usage: npm start -- [options]

  --port <number>      where to listen (PORT, or 8080; 0 takes any free port)
  --host <name>        on which address (127.0.0.1: this machine only)
  --data-dir <folder>  where everything is kept (./.thumbing)
  --public-url <url>   what clients call this server, behind a reverse proxy (needs auth.issuer)
  --config <file>      the configuration (./thumbing.config.ts)
  --help               this text`;

/** Answers `undefined` when only the usage is asked for. Throws a `UsageError`. */
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
    ...(given.config !== undefined && { config: given.config }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'data-dir': { type: 'string' },
        'public-url': { type: 'string' },
        config: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function dataDirOf(text = '.thumbing'): string {
  if (text !== '') return text;
  throw new UsageError("the data directory is '': name a folder such as ./.thumbing");
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`the port is '${text}': write a whole number from 0 to 65535`);
}

function publicUrlOf(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash)
    return url.href.replace(/\/$/, '');
  throw new UsageError(
    `the public URL is '${text}': write a URL such as https://images.example.com`,
  );
}
