import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ImagePipeline } from '@thumbing/constructs';
import * as z from 'zod';

/* Synthesizes a pipeline with a webhook, and checks that the code of its functions is in the assembly. */

const assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

const app = new App({ outdir: 'cdk.out' });
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

const manifest: unknown = JSON.parse(await readFile('cdk.out/Pictures.assets.json', 'utf8'));
const paths = Object.values(assets.parse(manifest).files).map(({ source }) => source.path);
const functions = paths.filter((path) => path.startsWith('asset.'));
const deployed = Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
if (deployed.length === 0 || functions.length !== deployed.length) {
  throw new Error(`the code of ${functions.length} of ${deployed.length} functions was packed`);
}
for (const path of functions) await access(join('cdk.out', path, 'index.mjs'));
