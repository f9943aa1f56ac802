import { readFileSync } from 'node:fs';
import { countTasks } from '../auto-quality/count-tasks.ts';
import { prepare, type Picture } from '../auto-quality/picture.ts';
import { search, type Auto, type Found, type Made } from '../auto-quality/search.ts';
import { measure } from '../interleaved/sample.ts';
import { readTask } from '../in-process.ts';
import { mean } from '../statistics.ts';

/** A process that encodes pictures with the quality that the library finds and with fixed ones, and prints the results. */
const { files, format, usual, target } = await readTask(search);

const pictures: Picture[] = [];
for (const file of files) pictures.push(await prepare(readFileSync(file), format));

const auto: Auto[] = [];
const cpu = { auto: 0, usual: 0 };
for (const picture of pictures) {
  auto.push(await makeAuto(picture));
  cpu.usual += (await measure(() => picture.render({}))).cpu;
  cpu.auto += (await measure(() => picture.render({ quality: 'auto' }))).cpu;
}
const found: Found = {
  auto,
  usual: await withAll(usual),
  everywhere: await leastQuality((all) => Math.min(...all.map(({ score }) => score)) >= target),
  onAverage: await leastQuality((all) => scoreOf(all) >= scoreOf(auto)),
  cpu,
};
process.stdout.write(JSON.stringify(found));

async function makeAuto({ render, make }: Picture): Promise<Auto> {
  const { value, tasks } = await countTasks(() => render({ quality: 'auto' }));
  // With `maxBytes` the library decodes first and then encodes, as with `auto`.
  const { tasks: once } = await countTasks(() => render({ maxBytes: 100_000_000 }));
  const { quality = NaN, score = NaN, data } = value;
  const { bytes } = await make(quality);
  if (bytes !== data.length) {
    throw new Error(
      `${format} of quality ${quality} differs from sharp alone: update src/interleaved/sharp-encoders.ts to the options of the library`,
    );
  }
  // Each encode is decoded for its score, so it is two tasks; that of `maxBytes` is one.
  return { quality, score, bytes, encodes: (tasks - once + 1) / 2 };
}

/** Results of the lowest quality that satisfies a predicate, by bisection. */
async function leastQuality(is: (all: readonly Made[]) => boolean): Promise<Made[]> {
  let [low, high] = [1, 100];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (is(await withAll(middle))) high = middle;
    else low = middle + 1;
  }
  return withAll(low);
}

async function withAll(quality: number): Promise<Made[]> {
  const made: Made[] = [];
  for (const { make } of pictures) made.push(await make(quality));
  return made;
}

function scoreOf(all: readonly Made[]): number {
  return mean(all.map(({ score }) => score));
}
