import { globSync } from 'node:fs';
import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { nx } from './nx.ts';
import { scratchClone, scratchFolder, type ScratchClone } from './scratch-clone.ts';

let folder: string;
let clone: ScratchClone;
beforeAll(async () => {
  folder = await scratchFolder();
  clone = await scratchClone(process.env, join(folder, 'clone'));
});
afterAll(() => rm(folder, { recursive: true }));

const taskGraph = z.object({ tasks: z.object({ tasks: z.record(z.string(), z.unknown()) }) });

/** The tasks of `nx affected` after a commit that touches these files and nothing else. */
async function affectedBy(...files: readonly string[]): Promise<string[]> {
  for (const file of files) await appendFile(join(clone.folder, file), '\n');
  await clone.commit(`Touch ${files.join(', ')}`);
  const targets = ['-t', 'test', 'bundle', 'synth', 'deploy'];
  const since = ['--base=HEAD~1', '--head=HEAD', '--graph=stdout'];
  const graph = await nx(process.env, ['affected', ...targets, ...since], clone.folder);
  return Object.keys(taskGraph.parse(JSON.parse(graph)).tasks.tasks).sort();
}

/** This package checks the whole workspace, so that every change affects it. */
const ALWAYS = 'tools-checks';
const testsOf = (projects: readonly string[]): string[] =>
  [...projects, ALWAYS].map((project) => `${project}:test`);

const DEPLOYMENT = ['lambda-handlers:bundle', 'infra:synth:dev', 'infra:deploy:dev'];

it.each`
  touched                                           | tested
  ${'libs/ssimulacra2/src/index.ts'}                | ${['adapters', 'api', 'cli', 'config', 'constructs', 'image-processor', 'infra', 'lambda-handlers', 'local', 'pipeline', 'ssimulacra2', 'tools-faults']}
  ${'libs/image-processor/src/render.ts'}           | ${['adapters', 'api', 'cli', 'config', 'constructs', 'image-processor', 'infra', 'lambda-handlers', 'local', 'pipeline', 'tools-faults']}
  ${'libs/client/src/address/grammar.ts'}           | ${['adapters', 'api', 'cli', 'client', 'config', 'constructs', 'infra', 'lambda-handlers', 'local', 'pipeline', 'tools-faults']}
  ${'libs/config/src/image/keys.ts'}                | ${['adapters', 'api', 'cli', 'config', 'constructs', 'infra', 'lambda-handlers', 'local', 'pipeline', 'tools-faults']}
  ${'libs/pipeline/src/use-cases/process-image.ts'} | ${['adapters', 'api', 'constructs', 'infra', 'lambda-handlers', 'local', 'pipeline', 'tools-faults']}
  ${'libs/adapters/src/issuer-keys.ts'}             | ${['adapters', 'constructs', 'infra', 'lambda-handlers', 'local', 'tools-faults']}
  ${'libs/api/src/create-api.ts'}                   | ${['api', 'constructs', 'infra', 'lambda-handlers', 'local', 'tools-faults']}
  ${'libs/lambda-handlers/src/http/authorize.ts'}   | ${['constructs', 'infra', 'lambda-handlers']}
  ${'libs/constructs/src/queues/queues.ts'}         | ${['constructs', 'infra']}
  ${'apps/infra/src/stages.ts'}                     | ${['infra']}
  ${'thumbing.config.ts'}                           | ${['cli', 'infra']}
`('deploys, and tests $tested, when $touched is touched', async ({ touched, tested }: Row) => {
  expect(await affectedBy(touched)).toEqual([...testsOf(tested), ...DEPLOYMENT].sort());
});

it.each`
  touched                         | tested
  ${'apps/cli/src/main.ts'}       | ${['cli']}
  ${'apps/infra-e2e/src/main.ts'} | ${[]}
  ${'apps/local/src/start.ts'}    | ${['local', 'tools-faults']}
  ${'tools/bench/src/main.ts'}    | ${[]}
  ${'tools/checks/src/main.ts'}   | ${[]}
  ${'tools/demo/src/main.ts'}     | ${[]}
  ${'tools/emulator/src/main.ts'} | ${[]}
  ${'tools/faults/src/main.ts'}   | ${['tools-faults']}
  ${'tools/python/src/main.ts'}   | ${['tools-python']}
`('deploys nothing, and tests $tested, when $touched is touched', async (row: Row) => {
  expect(await affectedBy(row.touched)).toEqual(testsOf(row.tested).sort());
});

it('deploys nothing when all documentation is touched, and nothing else', async () => {
  const documents = ['*.md', 'docs/*.md', '{apps,libs,tools}/*/*.md'];
  const touched = globSync(documents, { cwd: clone.folder });
  expect(touched).toContain(join('libs', 'pipeline', 'README.md'));
  expect(await affectedBy(...touched)).toEqual(testsOf([]));
});

interface Row {
  readonly touched: string;
  readonly tested: readonly string[];
}
