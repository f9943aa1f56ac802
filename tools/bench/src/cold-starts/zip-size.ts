import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';

export interface Size {
  /** Bytes of a zip of the folder. */
  readonly zip: number;
  /** Bytes of the files in it. */
  readonly unpacked: number;
}

/** Bytes that a zip has for each file beside its name (twice) and its content: a header before it, and one at the end. */
const HEADERS = 30 + 46;
/** Bytes at the end of every zip. */
const END = 22;

/** How large a zip of this folder is; it is not written. */
export async function zipSize(folder: string): Promise<Size> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const size = { zip: END, unpacked: 0 };
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    const deflated = await promisify(deflateRaw)(content);
    const name = Buffer.byteLength(relative(folder, path));
    size.zip += HEADERS + 2 * name + Math.min(content.length, deflated.length);
    size.unpacked += content.length;
  }
  return size;
}
