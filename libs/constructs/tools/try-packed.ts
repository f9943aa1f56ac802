import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

/*
 * Packs the constructs as they are published, and uses them from an empty CDK app: what is published is
 * whole, its types are right, and the functions' code comes with it.
 */

const ROOT = join(import.meta.dirname, '../../..');
const PACKED = ['ssimulacra2', 'image-processor', 'config', 'lambda-handlers', 'constructs'];

const APP = `
import { App, Stack } from 'aws-cdk-lib';
import { ImagePipeline } from '@thumbing/constructs';

const app = new App();
const stack = new Stack(app, 'Pictures');
new ImagePipeline(stack, 'Thumbing', {
  config: {
    profiles: { avatar: { variants: { large: { resize: { width: 512, height: 512 } } } } },
    origins: ['https://app.example.com'],
    auth: { issuer: 'https://issuer.example.com', audience: ['web'] },
    webhooks: [{ url: 'https://hooks.example.com/images' }],
  },
});
app.synth();
`;

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2024',
    strict: true,
    skipLibCheck: false,
    types: ['node'],
    outDir: 'out',
  },
  files: ['app.ts'],
};

const versions = z.object({
  devDependencies: z.record(z.string(), z.string()),
});
const assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

const folder = await mkdtemp(join(tmpdir(), 'thumbing-packed-'));
const run = async (program: string, ...args: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder });
  return stdout;
};

try {
  const packages: string[] = [];
  for (const name of PACKED) {
    // Their targets have made what is packed.
    const said = await run('npm', 'pack', '--ignore-scripts', '--silent', join(ROOT, 'libs', name));
    packages.push(`./${said.trim()}`);
  }
  const manifest = await readFile(join(ROOT, 'libs/constructs/package.json'), 'utf8');
  const { devDependencies } = versions.parse(JSON.parse(manifest));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await writeFile(join(folder, 'app.ts'), APP);
  await run(
    'npm',
    ...['install', '--no-audit', '--no-fund', '--ignore-scripts'],
    ...packages,
    ...['aws-cdk-lib', 'constructs'].map((name) => `${name}@${devDependencies[name] ?? ''}`),
    ...['@types/node@24'],
  );
  await run(join(ROOT, 'node_modules/.bin/tsc'), '-p', '.');
  await promisify(execFile)(process.execPath, ['out/app.js'], {
    cwd: folder,
    env: { ...process.env, CDK_OUTDIR: 'cdk.out' },
  });
  const listed = await readFile(join(folder, 'cdk.out/Pictures.assets.json'), 'utf8');
  const functions = Object.values(assets.parse(JSON.parse(listed)).files).filter(({ source }) =>
    source.path.startsWith('asset.'),
  );
  if (functions.length !== 4) throw new Error(`${functions.length} functions came along, not 4`);
  for (const { source } of functions) {
    await access(join(folder, 'cdk.out', source.path, 'index.mjs'));
  }
  console.log(
    `An empty app has a pipeline of ${functions.length} functions from what is published.`,
  );
} finally {
  await rm(folder, { recursive: true });
}
