import { constants } from 'node:fs';
import { access, glob, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { UsageError } from './usage-error.ts';

/** An input file. */
export interface Input {
  /** The name as given, or as found by a glob. */
  readonly input: string;
  /** The absolute path. */
  readonly path: string;
}

/**
 * Expands file names and globs to files, without duplicates; the matches of a glob are sorted. Globs skip the
 * output folder, so that a second run does not render the renditions of the first. Throws a `UsageError` for a
 * file that does not exist or cannot be read, and for a glob without a match.
 */
export async function findFiles(
  patterns: readonly string[],
  folder: string,
  out?: string,
): Promise<Input[]> {
  const skipped = out === undefined || isWithin(folder, out) ? undefined : out;
  const found = new Map<string, Input>();
  for (const pattern of patterns) {
    for (const input of await expand(pattern, folder, skipped)) {
      const path = resolve(folder, input);
      if (!found.has(path)) found.set(path, { input, path });
    }
  }
  for (const { input, path } of found.values()) await checkReadable(input, path);
  return [...found.values()];
}

async function expand(
  pattern: string,
  folder: string,
  skipped: string | undefined,
): Promise<string[]> {
  // A file name may contain brackets: an existing file takes precedence over a glob.
  if (await isFile(resolve(folder, pattern))) return [pattern];
  if (!/[*?[{]/.test(pattern)) throw await unusable(pattern, folder);
  const files: string[] = [];
  for await (const match of glob(pattern, { cwd: folder })) {
    const path = resolve(folder, match);
    if (skipped !== undefined && isWithin(path, skipped)) continue;
    if (await isFile(path)) files.push(match);
  }
  if (files.length === 0) throw new UsageError(`no file matches ${pattern}`);
  return files.sort();
}

const isWithin = (path: string, folder: string): boolean =>
  `${path}${sep}`.startsWith(`${folder}${sep}`);

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

async function checkReadable(input: string, path: string): Promise<void> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new UsageError(`cannot read ${input}: permission denied`, { cause });
  });
}

async function unusable(file: string, folder: string): Promise<UsageError> {
  const there = await stat(resolve(folder, file)).catch(() => undefined);
  if (there?.isDirectory()) {
    return new UsageError(`${file} is a folder: pass the files in it, such as '${file}/*.jpg'`);
  }
  return new UsageError(there ? `${file} is not a regular file` : `${file} does not exist`);
}
