import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ESBUILD_OPTIONS } from '@thumbing/lambda-handlers/esbuild-options';
import * as esbuild from 'esbuild';

const ROOT = join(import.meta.dirname, '../../../..');

/** The least that anything loads which takes pictures from S3 and puts others there. */
const FLOOR = `
  import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
  import sharp from 'sharp';
  export const s3 = new S3Client();
  export { GetObjectCommand, PutObjectCommand, sharp };
`;

/**
 * Bundles the floor into this folder as the functions are bundled: once with sharp installed beside it, as its
 * documentation asks for, and once with sharp's JavaScript in the bundle. Gives their modules.
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
