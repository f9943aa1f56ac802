import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { photo } from '@thumbing/image-processor/testing';

export const BIN = join(import.meta.dirname, '../../bin/thumbing.js');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The working directory of the programs, new for each test. */
export let folder: string;

/** A JPEG of 300 x 400 that is stored rotated, with a place in its EXIF. */
export let picture: Buffer;

beforeAll(async () => {
  picture = await photo({ width: 400, height: 300, orientation: 6, gps: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbing-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs a command, which is split at spaces, with more arguments that may have spaces in them. */
export const thumbing = (command: string, ...args: string[]): Promise<Ended> =>
  node(BIN, ...command.split(' '), ...args);

export const node = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: folder }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });

export async function put(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, data] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), data);
  }
}

/** Every file of the working directory below a name, hidden ones too. */
export async function filesIn(name: string): Promise<string[]> {
  const found = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name).slice(folder.length + 1)).sort();
}

export const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

/** The text of a configuration with one profile, `small`. */
export const config = (settings: string): string =>
  `export default { profiles: { small: { variants: { thumb: { resize: { width: 32 } } }, formats: ['webp'], ${settings} } } };`;
