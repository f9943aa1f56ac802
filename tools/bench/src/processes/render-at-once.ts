import { readFileSync } from 'node:fs';
import { render } from '@thumbing/image-processor';
import { renderAtOnce, type Rendered } from '../throughput/at-once.ts';
import { readTask } from '../in-process.ts';

/** A process that renders originals, several at once, and prints its time and CPU time, without those of its start. */
const { files, atOnce, ...options } = await readTask(renderAtOnce);
const originals = files.map((file) => readFileSync(file));

const renderAll = async (waiting: Iterable<Buffer>): Promise<void> => {
  const worker = async (): Promise<void> => {
    for (const original of waiting) {
      const { renditions, placeholder } = await render(original, options);
      for await (const { data } of renditions) written += data.length;
      await placeholder();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

let written = 0;
// Loads what is loaded with the first original.
await renderAll(originals.slice(0, 1).values());
const [cpuBefore, before] = [process.cpuUsage(), performance.now()];
await renderAll(originals.values());
const { user, system } = process.cpuUsage(cpuBefore);
const rendered: Rendered = {
  wall: performance.now() - before,
  cpu: (user + system) / 1_000,
  written,
};
process.stdout.write(JSON.stringify(rendered));
