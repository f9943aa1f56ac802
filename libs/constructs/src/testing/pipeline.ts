import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { ConfigInput } from '@thumbing/config';
import type { CodeOf } from '../functions/code.ts';
import { ImagePipeline, type ImagePipelineProps } from '../image-pipeline.ts';

/** A stand-in for the bundles: constructs do not depend on their contents. */
export const code: CodeOf = () => Code.fromInline('exports.handler = async () => {};');

export const config = {
  profiles: {
    avatar: { variants: { large: { resize: { width: 512 } } } },
    banner: { variants: { wide: { resize: { width: 1600 } } } },
  },
  origins: ['https://app.example.com'],
  auth: { issuer: 'https://issuer.example.com', audience: ['web'] },
  webhooks: [{ url: 'https://hooks.example.com/images' }],
  retention: { originals: '36 hours' },
} satisfies ConfigInput;

/** The same with renditions on request, of which recipes need signatures. */
export const onRequest = {
  ...config,
  profiles: {
    ...config.profiles,
    avatar: {
      variants: { large: { resize: { width: 512 } }, huge: { on: 'request' } },
      onDemand: { widths: [64, 128], recipes: 'signed' },
    },
  },
} satisfies ConfigInput;

/** An app whose assembly is removed after the tests of a file. */
export function newApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), 'thumbing-constructs-'));
  outdirs.push(outdir);
  return new App({ outdir });
}
const outdirs: string[] = [];
afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true });
});

export const stackIn = (region?: string): Stack =>
  new Stack(newApp(), 'Pictures', region === undefined ? {} : { env: { region } });

/** The template of a stack with one pipeline, with some props overridden. */
export function templateOf(changes: Partial<ImagePipelineProps> = {}): Template {
  const stack = stackIn();
  new ImagePipeline(stack, 'Thumbing', { config, code, ...changes });
  return Template.fromStack(stack);
}
