import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { builtinProfiles, defineConfig, type ConfigInput } from '@thumbing/config';
import type { Stage } from '../stage.ts';
import { thumbing } from '../thumbing.ts';

export const config: ConfigInput = {
  profiles: builtinProfiles,
  origins: ['https://app.example.com'],
  webhooks: [{ url: 'https://hooks.example.com/images' }],
};

/** The folder of the assemblies, removed after the tests of a file. */
export let outdir: string;
beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'thumbing-infra-'));
});
afterAll(() => rm(outdir, { recursive: true }));

export const stacksOf = (
  all: Readonly<Record<string, Stage>>,
  given = config,
): Map<string, Stack> => {
  const app = thumbing(all, defineConfig(given), outdir);
  const found = app.node.findAll().filter((node) => Stack.isStack(node));
  return new Map(found.map((stack) => [stack.node.path, stack]));
};

export const stackOf = (stage: Stage, name: string, given = config): Stack => {
  const stack = stacksOf({ test: stage }, given).get(`thumbing-test/${name}`);
  if (!stack) throw new Error(`no stack ${name}`);
  return stack;
};

export const templateOf = (stage: Stage, name: string, given = config): Template =>
  Template.fromStack(stackOf(stage, name, given));
