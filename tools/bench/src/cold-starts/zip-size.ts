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

/** Bytes of a zip for each file besides its name (twice) and content: the local header and the central one. */
const HEADERS = 30 + 46;
/** Bytes of the end of central directory record. */
const END = 22;

/** Computes the size of a zip of a folder without writing it. */
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
