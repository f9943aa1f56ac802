import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ESBUILD_OPTIONS } from '@thumbing/lambda-handlers/esbuild-options';
import * as esbuild from 'esbuild';

const ROOT = join(import.meta.dirname, '../../../..');

/** The least that a function loads which reads images from S3 and writes others. */
const FLOOR = `
  import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
  import sharp from 'sharp';
  export const s3 = new S3Client();
  export { GetObjectCommand, PutObjectCommand, sharp };
`;

/**
 * Bundles the floor into a folder with the options of the functions: once with sharp installed beside it, as its
 * documentation recommends, and once with sharp's JavaScript in the bundle. Returns the paths of both modules.
 */
export async function makeFloors(
  folder: string,
): Promise<{ readonly floor: string; readonly inlined: string }> {
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return {
    floor: await makeFloor(join(folder, 'floor'), ['sharp']),
    inlined: await makeFloor(join(folder, 'inlined'), []),
  };
}

async function makeFloor(outdir: string, external: string[]): Promise<string> {
  await esbuild.build({
    ...ESBUILD_OPTIONS,
    stdin: { contents: FLOOR, resolveDir: ROOT, sourcefile: 'index.js' },
    entryNames: 'index',
    external,
    outdir,
  });
  return join(outdir, 'index.mjs');
}
