import { createScorer } from '@thumbing/ssimulacra2';
import sharp from 'sharp';
import { BARE } from '../interleaved/sharp-encoders.ts';
import { measureRounds } from '../interleaved/rounds.ts';
import { measure } from '../interleaved/sample.ts';
import { trials, type Made, type Trial } from '../encoders/trials.ts';
import { readTask } from '../in-process.ts';
import { readPicture } from '../pictures/read.ts';

/** A process that encodes a picture with several options, and prints time, bytes and score of each. */
const { file, format, qualities, quality, options, rounds } = await readTask(trials);
const { picture, open } = await readPicture(file);
const scoreOf = await createScorer(picture);

const encode = (its: Record<string, unknown>, quality: number): Promise<Buffer> =>
  open()
    .toFormat(format, format === 'gif' || format === 'png' ? its : { ...its, quality })
    .toBuffer();

async function make(its: Record<string, unknown>, quality: number): Promise<Made> {
  const data = await encode(its, quality);
  const shown = await sharp(data).removeAlpha().raw().toBuffer();
  return { bytes: data.length, score: await scoreOf({ ...picture, data: shown }) };
}

const [usual = {}] = Object.values(options);
if (!(await encode(usual, quality)).equals(await BARE[format](open()).toBuffer())) {
  throw new Error(
    `the first ${format} differs from the library's own: see src/encoders/options.ts and src/interleaved/sharp-encoders.ts`,
  );
}
const renderers = Object.entries(options).map(
  ([name, its]) => [name, (times: number) => measure(() => encode(its, quality), times)] as const,
);
const samples = await measureRounds(new Map(renderers), { rounds, shortest: 100 });
const found: Record<string, Trial> = {};
for (const [name, its] of Object.entries(options)) {
  const others: Made[] = [];
  for (const other of qualities) others.push(await make(its, other));
  found[name] = { ...(await make(its, quality)), samples: samples[name] ?? [], others };
}
process.stdout.write(JSON.stringify(found));
