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
 * Sends the processor hostile files with random recipes for as long as it is told, and keeps each that does not end
 * in renditions or an `ImageError`, in little time and memory.
 */

/** What a process keeps of each adds up; in a new one it is plain again which takes how much. */
const TRIALS_OF_A_PROCESS = 500;

/** So many are made up at a time: more would be a lot of bytes. */
const BATCH = 50;

/** Milliseconds from one line of progress to the next. */
const PAUSE = process.stdout.isTTY ? 200 : 30_000;

async function fuzz(seconds: number, seed: number): Promise<number> {
  console.log(`Fuzzing for ${seconds} seconds, from seed ${seed}. Ctrl+C ends it sooner.\n`);
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
  console.log(`Each file in fuzz-findings can be tried again, after a mend or in a debugger:
  npx nx fuzz image-processor --reproduce fuzz-findings/<name>.json`);
  return 1;
}

/** The same ones for the same seed. */
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
  console.log(fault ?? `It ends as it should: it is ${verdict.ended}.`);
  return fault === undefined ? 0 : 1;
}

/** In place of the line of progress, where there is one. */
const say = (text: string): void => console.log(process.stdout.isTTY ? `\r\x1b[K${text}` : text);

function showProgress({ trials, faults }: Tally, left: number): void {
  const counts = `${trials.toLocaleString('en')} trials, ${faults.toLocaleString('en')} faults`;
  const text = `${counts}, ${Math.max(0, Math.round(left / 1_000))} seconds left`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}`);
  else console.log(text);
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  console.error(`--${name} is '${text}': write a whole number`);
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
