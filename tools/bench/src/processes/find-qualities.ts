import { readFileSync } from 'node:fs';
import { countTasks } from '../auto-quality/count-tasks.ts';
import { prepare, type Picture } from '../auto-quality/picture.ts';
import { search, type Auto, type Found, type Made } from '../auto-quality/search.ts';
import { measure } from '../interleaved/sample.ts';
import { readTask } from '../in-process.ts';
import { mean } from '../statistics.ts';

/** A process that makes pictures with the quality that the library finds, and with fixed ones, and prints what came out. */
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
  // Asked for bytes, the library also decodes first, and encodes then.
  const { tasks: once } = await countTasks(() => render({ maxBytes: 100_000_000 }));
  const { quality = NaN, score = NaN, data } = value;
  const { bytes } = await make(quality);
  if (bytes !== data.length) {
    throw new Error(
      `${format} of quality ${quality} is another file with bare sharp: make src/interleaved/sharp-encoders.ts what the library asks for`,
    );
  }
  // Each encode is looked at, so it is a task and another; the usual quality's is not.
  return { quality, score, bytes, encodes: (tasks - once + 1) / 2 };
}

/** All pictures with the least quality for which this is so; found by halving. */
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
