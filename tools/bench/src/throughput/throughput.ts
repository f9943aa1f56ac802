import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtinProfiles, defineConfig } from '@thumbing/config';
import type { Report } from '../benchmark.ts';
import { compare, missedOf, tableOf, type Group } from '../comparisons.ts';
import { inFolder } from '../in-folder.ts';
import { onLinux } from '../on-linux.ts';
import { writeJpeg } from '../pictures/originals.ts';
import { LIKE_THE_FUNCTION } from '../settings.ts';
import { median } from '../statistics.ts';
import { megabytes } from '../units.ts';
import { renderFiles } from './at-once.ts';
import { startEdition } from '../one-machine/edition.ts';
import type { ProcessMemory } from '../one-machine/server.ts';
import { uploadAll } from '../one-machine/uploads.ts';

const ROUNDS = 5;

/** Originals of a turn, each one of a few pictures. */
const COUNT = 64;
const PICTURES = 4;

const CLIENTS = [8, 32] as const;

/** Resident bytes that an idle process may keep. */
const MOST_IDLE = 200_000_000;

const profiles = { avatar: builtinProfiles.avatar };

/** One turn: images a second, and CPU milliseconds an image. */
interface Turn {
  readonly rate: number;
  readonly cpu: number;
}

/** Images a second through the whole one-machine edition, relative to `render` called directly on the same cores. */
export async function throughput(log: (message: string) => void): Promise<Report> {
  onLinux('the CPU time of processes is read from /proc');
  const { direct, edition, idle } = await inFolder((folder) => measure(folder, log));
  const against = (pick: (turn: Turn) => number, goal?: { readonly least: number }) =>
    CLIENTS.map((clients) =>
      compare(`${clients} clients`, (edition.get(clients) ?? []).map(pick), direct.map(pick), goal),
    );
  const rates: Group = {
    title: 'Images a second through the one-machine edition, relative to `render` called directly',
    headings: ['edition', '`render`'],
    comparisons: against(({ rate }) => rate, { least: 0.95 }),
  };
  const cpu: Group = {
    title: 'CPU time of an image, likewise',
    headings: ['edition', '`render`'],
    comparisons: against(({ cpu }) => cpu),
    note: 'The edition has its server, queue and storage, and a process for each core; the clients are not included.',
  };
  const resident = median(idle.map((worker) => worker.resident));
  const proportional = median(idle.map((worker) => worker.proportional));
  const fits = resident <= MOST_IDLE;
  return {
    tables: [
      tableOf(rates, (rate) => rate.toFixed(2)),
      tableOf(cpu, (milliseconds) => `${Math.round(milliseconds)} ms`),
      {
        title: 'Memory of an idle process that renders, after all turns',
        rows: [
          ['resident', 'goal', '', 'with shared pages in parts'],
          [
            megabytes(resident),
            `≤ ${megabytes(MOST_IDLE)}`,
            fits ? 'pass' : 'miss',
            megabytes(proportional),
          ],
        ],
        notes: ['Read from `/proc/<pid>/smaps_rollup`; one process for each core.'],
      },
    ],
    figures: { rounds: ROUNDS, count: COUNT, direct, edition: Object.fromEntries(edition), idle },
    missed: [
      ...missedOf(rates),
      ...(fits ? [] : [`an idle process that renders keeps ${megabytes(resident)}`]),
    ],
  };
}

async function measure(folder: string, log: (message: string) => void) {
  const seeds = Array.from({ length: PICTURES }, (_, seed) => seed + 1);
  const pictures = await Promise.all(seeds.map((seed) => writeJpeg(folder, 2, seed)));
  const files = Array.from({ length: COUNT }, (_, n) => pictures[n % PICTURES] ?? '');
  const originals = await Promise.all(files.map((file) => readFile(file)));
  const { avatar } = defineConfig({ profiles }).profiles;
  if (!avatar) throw new Error('no profile to measure');

  const server = await startEdition(join(folder, 'edition'), { profiles });
  const direct: Turn[] = [];
  const edition = new Map<number, Turn[]>(CLIENTS.map((clients) => [clients, []]));
  try {
    await uploadAll(server.url, originals.slice(0, PICTURES), PICTURES);
    for (let round = 1; round <= ROUNDS; round += 1) {
      log(`round ${round} of ${ROUNDS}`);
      const { wall, cpu } = await renderFiles(files, avatar, LIKE_THE_FUNCTION);
      direct.push({ rate: (COUNT * 1_000) / wall, cpu: cpu / COUNT });
      for (const clients of CLIENTS) {
        const [cpuBefore, before] = [await server.cpu(), performance.now()];
        await uploadAll(server.url, originals, clients);
        const rate = (COUNT * 1_000) / (performance.now() - before);
        edition.get(clients)?.push({ rate, cpu: ((await server.cpu()) - cpuBefore) / COUNT });
      }
    }
    const idle: readonly ProcessMemory[] = await server.workers();
    return { direct, edition, idle };
  } finally {
    await server.stop();
  }
}
