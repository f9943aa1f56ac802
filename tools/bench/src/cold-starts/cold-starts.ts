import { join } from 'node:path';
import { bundleOf, FUNCTIONS } from '@thumbing/lambda-handlers/bundles';
import { LAMBDA, sampleEnvironment } from '@thumbing/lambda-handlers/testing';
import type { Report } from '../benchmark.ts';
import { makeFloors } from './floors.ts';
import { GOALS } from './goals.ts';
import { inFolder } from '../in-folder.ts';
import { initCpuInRounds, type Load } from './init-cpu.ts';
import { onLinux } from '../on-linux.ts';
import { median, spread } from '../statistics.ts';
import { bytes, milliseconds, percent } from '../units.ts';
import { zipSize, type Size } from './zip-size.ts';

/** Fresh processes for each function. */
const ROUNDS = 15;

const FLOOR = 'floor';
const INLINED = 'floor, inlined';

interface Row {
  readonly name: string;
  readonly size?: Size;
  readonly samples: readonly number[];
  readonly median: number;
  readonly spread: number;
  /** Relative to the floor. */
  readonly ratio: number;
  readonly goal?: number;
  readonly pass?: boolean;
}

/** Size and init CPU of each function, relative to a floor that loads the least that such a function can. */
export async function coldStarts(): Promise<Report> {
  onLinux('functions are bundled for Linux');
  return report(await inFolder(measure));
}

async function measure(folder: string): Promise<Row[]> {
  const own = process.arch === 'arm64' ? 'arm64' : 'x64';
  const { floor, inlined } = await makeFloors(folder);
  const loads = new Map<string, Load>([
    [FLOOR, { file: floor, env: LAMBDA }],
    [INLINED, { file: inlined, env: LAMBDA }],
  ]);
  for (const name of FUNCTIONS) {
    loads.set(name, { file: join(bundleOf(name, own), 'index.mjs'), env: sampleEnvironment(name) });
  }
  const samples = await initCpuInRounds(loads, ROUNDS);
  const floorCpu = median(samples.get(FLOOR) ?? []);
  const figuresOf = (name: string) => {
    const its = samples.get(name) ?? [];
    const middle = median(its);
    return { name, samples: its, median: middle, spread: spread(its), ratio: middle / floorCpu };
  };

  const rows: Row[] = [figuresOf(FLOOR), figuresOf(INLINED)];
  for (const name of FUNCTIONS) {
    const goal = GOALS[name];
    const row = { ...figuresOf(name), size: await zipSize(bundleOf(name, 'arm64')) };
    rows.push(goal === undefined ? row : { ...row, goal, pass: row.ratio <= goal });
  }
  return rows;
}

function report(rows: readonly Row[]): Report {
  const lines = rows.map(({ name, size, median, spread, ratio, goal, pass }) => [
    name,
    size ? bytes(size.zip) : '',
    size ? bytes(size.unpacked) : '',
    milliseconds(median),
    percent(spread),
    ratio.toFixed(3),
    goal === undefined ? '' : `≤ ${goal}`,
    pass === undefined ? '' : pass ? 'pass' : 'miss',
  ]);
  return {
    tables: [
      {
        title: `Size and init CPU of each function: medians of ${ROUNDS} processes`,
        rows: [['', 'zip', 'unpacked', 'init CPU', 'spread', 'x floor', 'goal', ''], ...lines],
        notes: [
          `The floor is the S3 client and sharp alone. Sizes are those of the deployed bundles (arm64), CPU is that of this machine (${process.arch}).`,
        ],
      },
    ],
    figures: { rounds: ROUNDS, architecture: process.arch, rows },
    missed: rows
      .filter(({ pass }) => pass === false)
      .map(
        ({ name, ratio, goal = NaN }) =>
          `${name} takes ${ratio.toFixed(3)} x the floor's CPU to load; the goal is ${goal}`,
      ),
  };
}
