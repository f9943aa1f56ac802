import { sign, signWidths, type SigningKey, type SignOptions } from '@thumbing/client/server';
import { duration } from '@thumbing/config';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandContext } from './command-context.ts';
import { UsageError } from './usage-error.ts';

export interface SignRequest {
  /** Path of an address, or one with `width=*`. */
  readonly path: string;
  /** JSON with the `keys` of a server, of which the first one signs. */
  readonly keyFile: string;
  /** Duration, such as `1 hour`. @default signatures that do not end */
  readonly expires?: string;
  /** Widths that replace `*`, with commas between them. */
  readonly widths?: string;
  readonly json?: true;
}

/** A signed address, and the line that `--json` prints for it. */
interface SignedLine {
  readonly path: string;
  readonly address: string;
  readonly expiresAt?: string;
}

/** Prints the signed address of a path, or one for each width. */
export async function signAddress(request: SignRequest, context: CommandContext): Promise<void> {
  const widths = request.widths === undefined ? [] : widthsIn(request.widths);
  const expires = request.expires === undefined ? undefined : endOf(request.expires, context.now());
  const key = await firstKey(request.keyFile, context);
  const options = { key, ...(expires && { expires }) };
  const signed = await orUsageError(() => addressesOf(request.path, widths, options));
  for (const [path, address] of signed) {
    const line: SignedLine = {
      path,
      address,
      ...(expires && { expiresAt: expires.toISOString() }),
    };
    context.stdout.write(`${request.json ? JSON.stringify(line) : address}\n`);
  }
}

const ANY_WIDTH = 'width=*';

/** Paths and their signed addresses. */
async function addressesOf(
  path: string,
  widths: readonly number[],
  options: SignOptions,
): Promise<readonly (readonly [path: string, address: string])[]> {
  if (!path.includes(ANY_WIDTH)) {
    if (widths.length === 0) return [[path, await sign(path, options)]];
    throw new UsageError(
      `--widths needs a path with ${ANY_WIDTH}, such as /photo/<id>/${ANY_WIDTH}`,
    );
  }
  const at = await signWidths(path, options);
  const signature = at(1).slice(at(1).indexOf('?'));
  if (widths.length === 0) return [[path, `${path}${signature}`]];
  return widths.map((width) => [path.replace(ANY_WIDTH, `width=${width}`), at(width)]);
}

function widthsIn(text: string): readonly number[] {
  const parts = text.split(',').map((part) => part.trim());
  const wrong = parts.find((part) => !/^[1-9]\d{0,4}$/.test(part) || Number(part) > 16_383);
  if (wrong === undefined) return parts.map(Number);
  throw new UsageError(
    `--widths has '${wrong}': write whole numbers from 1 to 16383, such as 320,640`,
  );
}

/** Signatures end at whole seconds. */
function endOf(text: string, now: Date): Date {
  const read = duration.safeParse(/^\d+$/.test(text) ? Number(text) : text);
  if (read.success) return new Date((Math.floor(now.getTime() / 1_000) + read.data) * 1_000);
  const remedy = read.error.issues.map(({ message }) => message).join('; ');
  throw new UsageError(`--expires is '${text}': ${remedy}`);
}

async function firstKey(file: string, { folder }: CommandContext): Promise<SigningKey> {
  const [first]: unknown[] = keysIn(await read(file, folder));
  const [id, secret] = ['id', 'secret'].map((name): unknown => Reflect.get(Object(first), name));
  if (typeof id === 'string' && typeof secret === 'string') return { id, secret };
  throw new UsageError(
    `${file} has no key: it must be JSON such as { "keys": [{ "id": "k1", "secret": "..." }] }`,
  );
}

async function read(file: string, folder: string): Promise<string> {
  try {
    return await readFile(resolve(folder, file), 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/,.*$/, '') : String(error);
    throw new UsageError(
      `cannot read the key from ${file} (${reason}): give the file of a server with --key-file <file>`,
    );
  }
}

function keysIn(text: string): unknown[] {
  try {
    const keys: unknown = Reflect.get(Object(JSON.parse(text)), 'keys');
    return Array.isArray(keys) ? keys : [];
  } catch {
    return [];
  }
}

/** Turns the refusal of a path into a mistake in the command line. */
async function orUsageError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
