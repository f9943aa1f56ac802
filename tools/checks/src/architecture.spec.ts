import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { nx } from './nx.ts';

/** The diagram in `docs/architecture.md`: the packages that each may import. A new arrow is a decision to make here. */
const ARROWS = {
  client: [],
  ssimulacra2: [],
  'image-processor': ['ssimulacra2'],
  config: ['client', 'image-processor'],
  pipeline: ['config', 'image-processor'],
  api: ['config', 'pipeline'],
  adapters: ['client', 'config', 'pipeline'],
  'lambda-handlers': ['adapters', 'api', 'config', 'image-processor', 'pipeline'],
  constructs: ['client', 'config', 'lambda-handlers'],
  cli: ['client', 'config', 'image-processor'],
  local: ['adapters', 'api', 'client', 'config', 'image-processor', 'pipeline'],
  infra: ['config', 'constructs'],
  'infra-e2e': ['adapters', 'config', 'image-processor', 'infra', 'tools-emulator'],
  'tools-bench': ['config', 'image-processor', 'lambda-handlers', 'ssimulacra2'],
  'tools-checks': ['adapters', 'config', 'image-processor', 'pipeline'],
  'tools-demo': ['config', 'image-processor'],
  'tools-emulator': ['tools-python'],
  'tools-faults': ['adapters', 'config', 'image-processor', 'local'],
  'tools-packed': [],
  'tools-python': [],
};

const graphFile = z.object({
  graph: z.object({
    dependencies: z.record(z.string(), z.array(z.object({ target: z.string() }))),
  }),
});

it('has the arrows of the design and no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'thumbing-graph-'));
  const file = join(folder, 'graph.json');
  await nx(process.env, ['graph', '--file', file]);
  const { graph } = graphFile.parse(JSON.parse(await readFile(file, 'utf8')));
  await rm(folder, { recursive: true });

  const projects = Object.keys(graph.dependencies);
  // A package that is loaded lazily has two entries: a static one for its manifest, and a dynamic one.
  const arrows = Object.entries(graph.dependencies).map(([source, dependencies]) => [
    source,
    [...new Set(dependencies.map(({ target }) => target))]
      .filter((target) => projects.includes(target))
      .sort(),
  ]);
  expect(Object.fromEntries(arrows)).toEqual(ARROWS);
});
