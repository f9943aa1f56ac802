import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { ImagePipeline } from '@thumbing/constructs';
import * as z from 'zod';

/* Synthesizes a pipeline with a webhook, and checks that the code of its four functions is in the assembly. */

const assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

const app = new App({ outdir: 'cdk.out' });
new ImagePipeline(new Stack(app, 'Pictures'), 'Thumbing', {
  config: {
    profiles: { avatar: { variants: { large: { resize: { width: 512, height: 512 } } } } },
    origins: ['https://app.example.com'],
    auth: { issuer: 'https://issuer.example.com', audience: ['web'] },
    webhooks: [{ url: 'https://hooks.example.com/images' }],
  },
});
app.synth();

const manifest: unknown = JSON.parse(await readFile('cdk.out/Pictures.assets.json', 'utf8'));
const paths = Object.values(assets.parse(manifest).files).map(({ source }) => source.path);
const functions = paths.filter((path) => path.startsWith('asset.'));
if (functions.length !== 4) throw new Error(`${functions.length} functions were packed, not 4`);
for (const path of functions) await access(join('cdk.out', path, 'index.mjs'));
