import { setTimeout as sleep } from 'node:timers/promises';
import type { Known } from './clients.ts';
import { hashOf, type Picture } from './pictures.ts';
import { pick, type Random } from './random.ts';

export interface ReadersOptions {
  readonly url: string;
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly known: ReadonlyMap<string, Known>;
  readonly random: Random;
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

export interface Readings {
  /** Number of renditions that were read to their end. */
  readonly whole: number;
  readonly problems: readonly string[];
}

/** Images among which readers choose: the latest ones, since something happens to those. */
const LATEST = 40;
/** Milliseconds between two reads. */
const PAUSE = 10;

/**
 * Reads renditions until the signal aborts, from the grant on, although their URLs are published later: a rendition
 * is complete or absent, and stays from `ready` until its image is deleted.
 */
export async function readContinuously(options: ReadersOptions): Promise<Readings> {
  const { url, pictures, known, random, signal } = options;
  const problems = new Set<string>();
  let whole = 0;
  while (!signal.aborted) {
    await sleep(PAUSE);
    const latest = [...known].slice(-LATEST);
    if (latest.length === 0) continue;
    const [id, image] = pick(random, latest);
    const expected = pictures.get(image.picture)?.expected;
    if (expected?.status !== 'ready') continue;
    const [file, hash] = pick(random, [...expected.renditions]);
    const before = { ...image };
    const read = await readWhole(`${url}/assets/avatar/${id}/${file}`, signal);
    if (!read) continue;
    if (read.status === 200 && read.hash !== hash) problems.add(`${id}/${file} is another file`);
    if (read.status === 200 && before.deleted)
      problems.add(`${id}/${file} is served after its deletion`);
    if (read.status === 404 && before.ready && !image.deleting)
      problems.add(`${id}/${file} is gone`);
    if (read.status === 200) whole += 1;
  }
  return { whole, problems: [...problems] };
}

/** Status and hash of a complete response; `undefined` if the connection broke. */
async function readWhole(
  url: string,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly hash: string } | undefined> {
  try {
    const response = await fetch(url, { signal });
    return { status: response.status, hash: hashOf(await response.bytes()) };
  } catch {
    return undefined;
  }
}
