import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { renderer } from '../interleaved/interleaved-run.ts';
import { RENDERERS } from '../interleaved/renderers.ts';
import { asked, entry } from '../interleaved/runner.ts';
import { measure } from '../interleaved/sample.ts';

/** A process in which one renderer makes the renditions of one task, once for each turn. */
const [first] = (await once(process, 'message')) as unknown[];
const { renderer: name, task } = entry.parse(first);
const { file, ...rest } = task;
const doWork = await RENDERERS[renderer.parse(name)]({ ...rest, bytes: readFileSync(file) });

process.on('message', (message) => {
  const { times } = asked.parse(message);
  void measure(doWork, times).then((sample) => process.send?.(sample));
});
process.send?.(name);
