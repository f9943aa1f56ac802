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
import { checkedOut, EARLIER } from '../one-machine/earlier.ts';
import { startEdition } from '../one-machine/edition.ts';
import type { ProcessMemory } from '../one-machine/process-memory.ts';
import type { Server } from '../one-machine/server.ts';
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

/** Turns of a server, by the number of clients. */
type Turns = ReadonlyMap<number, Turn[]>;

/**
 * Images a second through the whole one-machine edition, relative to `render` called directly on the same cores, and to an
 * earlier build.
 */
export async function throughput(log: (message: string) => void): Promise<Report> {
  onLinux('the CPU time of processes is read from /proc');
  const { direct, edition, earlier, idle } = await inFolder((folder) => measure(folder, log));
  const against = (pick: (turn: Turn) => number, goal?: { readonly least: number }) =>
    CLIENTS.map((clients) =>
      compare(`${clients} clients`, (edition.get(clients) ?? []).map(pick), direct.map(pick), goal),
    );
  const rates: Group = {
    title: 'Images a second through the one-machine edition, relative to `render` called directly',
    headings: ['edition', '`render`'],
    comparisons: against(({ rate }) => rate, { least: 0.95 }),
  };
  const faster: Group = {
    title: `Images a second through the one-machine edition, relative to build ${EARLIER}`,
    headings: ['edition', EARLIER],
    comparisons: CLIENTS.map((clients) =>
      compare(`${clients} clients`, ratesOf(edition, clients), ratesOf(earlier, clients), {
        least: 1.6,
      }),
    ),
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
      tableOf(faster, (rate) => rate.toFixed(2)),
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
    figures: {
      rounds: ROUNDS,
      count: COUNT,
      direct,
      edition: Object.fromEntries(edition),
      earlier: Object.fromEntries(earlier),
      idle,
    },
    missed: [
      ...missedOf(rates),
      ...missedOf(faster),
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

  const root = await checkedOut(EARLIER);
  const servers = {
    edition: await startEdition(join(folder, 'edition'), { profiles }),
    earlier: await startEdition(join(folder, 'earlier'), { profiles }, { root }),
  };
  const direct: Turn[] = [];
  const [edition, earlier] = [noTurns(), noTurns()];
  try {
    for (const { url } of Object.values(servers)) {
      await uploadAll(url, originals.slice(0, PICTURES), PICTURES);
    }
    for (let round = 1; round <= ROUNDS; round += 1) {
      log(`round ${round} of ${ROUNDS}`);
      const { wall, cpu } = await renderFiles(files, avatar, LIKE_THE_FUNCTION);
      direct.push({ rate: (COUNT * 1_000) / wall, cpu: cpu / COUNT });
      for (const clients of CLIENTS) {
        edition.get(clients)?.push(await turnOf(servers.edition, originals, clients));
        earlier.get(clients)?.push(await turnOf(servers.earlier, originals, clients));
      }
    }
    const idle: readonly ProcessMemory[] = await servers.edition.workers();
    return { direct, edition, earlier, idle };
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

const noTurns = (): Turns => new Map(CLIENTS.map((clients) => [clients, []]));

const ratesOf = (turns: Turns, clients: number): number[] =>
  (turns.get(clients) ?? []).map(({ rate }) => rate);

/** Uploads all originals. */
async function turnOf(
  server: Server,
  originals: readonly Buffer[],
  clients: number,
): Promise<Turn> {
  const [cpuBefore, before] = [await server.cpu(), performance.now()];
  await uploadAll(server.url, originals, clients);
  const rate = (COUNT * 1_000) / (performance.now() - before);
  return { rate, cpu: ((await server.cpu()) - cpuBefore) / COUNT };
}
