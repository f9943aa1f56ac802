import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { randomTrials, type RandomTrial } from './trials/random-trials.ts';
import { faultOf } from './trials/trial.ts';
import { startTrials } from './trials/trials.ts';
import { keepFinding, readFinding } from './findings.ts';
import { Tally } from './tally.ts';

/*
 * Renders hostile files with random recipes for a given time, and keeps each file that does not end in renditions or an
 * `ImageError` within bounded time and memory.
 */

/** Memory of a process grows with its trials: a new one shows again how much each takes. */
const TRIALS_OF_A_PROCESS = 500;

/** Trials that are generated at a time; each holds the bytes of its file. */
const BATCH = 50;

/** Milliseconds between progress lines. */
const PAUSE = process.stdout.isTTY ? 200 : 30_000;

async function fuzz(seconds: number, seed: number): Promise<number> {
  console.log(`Fuzzing for ${seconds} seconds with seed ${seed}. Press Ctrl+C to stop.\n`);
  const tally = new Tally();
  const trials = numbered(await randomTrials(), seed);
  let over = Date.now() + seconds * 1_000;
  process.once('SIGINT', () => (over = 0));
  const progress = setInterval(() => showProgress(tally, over - Date.now()), PAUSE);

  const workers = Array.from({ length: availableParallelism() }, async () => {
    let running = startTrials();
    for (let count = 1; Date.now() < over; count += 1) {
      const { value: next } = trials.next();
      const started = Date.now();
      const verdict = await running.run(next.trial);
      const fault = faultOf(verdict, next.trial.limits);
      const isNew = tally.add(next, { verdict, fault, milliseconds: Date.now() - started });
      if (fault !== undefined && isNew) {
        const path = await keepFinding({ ...next, seed, fault });
        say(`${next.kind} (${next.what}): ${fault.split('\n', 1).join()}\n  ${path}`);
      }
      if (count % TRIALS_OF_A_PROCESS !== 0) continue;
      await running.end();
      running = startTrials();
    }
    await running.end();
  });
  await Promise.all(workers);

  clearInterval(progress);
  say(`\n${tally.table()}\n`);
  if (tally.faults === 0) return 0;
  console.log(`To try a file of fuzz-findings again, after a fix or in a debugger:
  npx nx fuzz image-processor --reproduce fuzz-findings/<name>.json`);
  return 1;
}

/** Numbered trials, which depend on the seed only. */
function* numbered(
  random: fc.Arbitrary<RandomTrial>,
  seed: number,
): Generator<RandomTrial & { readonly number: number }, never> {
  for (let number = 0; ; number += BATCH) {
    const some = fc.sample(random, { seed: seed + number, numRuns: BATCH });
    for (const [index, each] of some.entries()) yield { ...each, number: number + index };
  }
}

async function reproduce(path: string): Promise<number> {
  const trial = await readFinding(path);
  const trials = startTrials();
  const verdict = await trials.run(trial);
  await trials.end();
  const fault = faultOf(verdict, trial.limits);
  console.log(fault ?? `no fault: ${verdict.ended}`);
  return fault === undefined ? 0 : 1;
}

/** Prints a line, in place of the progress line on a terminal. */
const say = (text: string): void => console.log(process.stdout.isTTY ? `\r\x1b[K${text}` : text);

function showProgress({ trials, faults }: Tally, left: number): void {
  const counts = `${trials.toLocaleString('en')} trials, ${faults.toLocaleString('en')} faults`;
  const text = `${counts}, ${Math.max(0, Math.round(left / 1_000))} seconds left`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}`);
  else console.log(text);
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  console.error(`--${name} is '${text}'; write a whole number`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        seconds: { type: 'string', default: '300' },
        seed: { type: 'string', default: String(randomInt(2 ** 31)) },
        reproduce: { type: 'string' },
      },
    }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('Write --seconds <number>, --seed <number>, or --reproduce <file>.');
    process.exit(2);
  }
}

const options = readOptions();
process.exitCode = options.reproduce
  ? await reproduce(options.reproduce)
  : await fuzz(wholeNumber('seconds', options.seconds), wholeNumber('seed', options.seed));
