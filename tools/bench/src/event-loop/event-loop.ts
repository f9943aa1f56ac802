import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtinProfiles } from '@thumbing/config';
import * as z from 'zod';
import type { Report } from '../benchmark.ts';
import { inFolder } from '../in-folder.ts';
import { inProcess } from '../in-process.ts';
import { dataOf, startEdition } from '../one-machine/edition.ts';
import type { Server } from '../one-machine/server.ts';
import { uploadAll } from '../one-machine/uploads.ts';
import { onLinux } from '../on-linux.ts';
import { writeJpeg } from '../pictures/originals.ts';
import { quantile } from '../statistics.ts';
import { milliseconds } from '../units.ts';
import { copyImage } from './many-records.ts';
import { probeWhile } from './probe.ts';
import { readDelays, watchFlags, type Delays } from './watched.ts';

const RECORDS = 100_000;

/** Originals that are uploaded at once, by so many clients. */
const BURST = 500;
const CLIENTS = 32;

/** Milliseconds of the quiet phase and of the one in which records and files are tidied up. */
const PHASE = 10_000;

/** Milliseconds between two requests of the probe. */
const PAUSE = 10;

/** Milliseconds of the event loop's delay at p99.9, and the p99 of requests relative to a quiet server. */
const MOST_DELAY = 50;
const MOST_SLOWER = 3;

const profiles = { avatar: builtinProfiles.avatar };

/** A request for it is answered from memory, as most are. */
const RENDITION = 'avatar/0199fc10-5c9e-7abc-8def-0123456789ab/large.webp';

interface Phase {
  readonly name: string;
  readonly delays: Delays;
  /** Milliseconds at p99. */
  readonly health: number;
  readonly asset: number;
  /** The same of a server beside it that has nothing else to do: what the load of the machine alone costs. */
  readonly idleHealth: number;
}

/** Delay of the event loop, and of requests, while the one-machine edition works. */
export async function eventLoop(log: (message: string) => void): Promise<Report> {
  onLinux('a signal ends each measurement');
  const phases = await inFolder((folder) => measure(folder, log));
  const [quiet] = phases;
  const slower = (phase: Phase, of: 'health' | 'asset'): number => phase[of] / (quiet?.[of] ?? NaN);
  const missed = phases.flatMap((phase) => [
    ...(phase.delays.p999 > MOST_DELAY
      ? [`event loop, ${phase.name}: ${milliseconds(phase.delays.p999)} at p99.9`]
      : []),
    ...(['health', 'asset'] as const)
      .filter((of) => slower(phase, of) > MOST_SLOWER)
      .map((of) => `${of}, ${phase.name}: p99 is ${slower(phase, of).toFixed(1)} x that of quiet`),
  ]);
  return {
    tables: [
      {
        title: `Delays of a server with ${RECORDS.toLocaleString('en')} records`,
        rows: [
          [
            '',
            'loop p99',
            'p99.9',
            'max',
            '/health p99',
            'x quiet',
            'x idle',
            'asset p99',
            'x quiet',
          ],
          ...phases.map((phase) => [
            phase.name,
            milliseconds(phase.delays.p99),
            milliseconds(phase.delays.p999),
            milliseconds(phase.delays.max),
            milliseconds(phase.health),
            slower(phase, 'health').toFixed(1),
            (phase.health / phase.idleHealth).toFixed(1),
            milliseconds(phase.asset),
            slower(phase, 'asset').toFixed(1),
          ]),
        ],
        notes: [
          `Goals: p99.9 of the loop ≤ ${MOST_DELAY} ms, p99 of requests ≤ ${MOST_SLOWER} x quiet. One request for /health and one for an asset every ${PAUSE} ms, from another process. In the burst, ${CLIENTS} clients upload ${BURST} photos of 2 megapixels, each without waiting for the one before; they share the cores with the server, at a lower priority, since real ones are elsewhere, as do the renders and the probe. \`x idle\` compares with a second server that is only asked for /health meanwhile: the rest is due to the load of the machine.`,
        ],
      },
    ],
    figures: { records: RECORDS, burst: BURST, clients: CLIENTS, phases },
    missed,
  };
}

async function measure(folder: string, log: (message: string) => void): Promise<Phase[]> {
  const original = await writeJpeg(folder, 2, 1);
  log(`making ${RECORDS} records`);
  await prepare(folder, await readFile(original));
  const file = join(folder, 'delays.json');
  const server = await startEdition(folder, { profiles }, { flags: watchFlags(file) });
  const idle = await startEdition(join(folder, 'idle'), { profiles });
  const phase = async (name: string, work: () => Promise<unknown>): Promise<Phase> => {
    log(name);
    await readDelays(server.pid, file);
    const urls = [
      `${server.url}/health`,
      `${server.url}/assets/${RENDITION}`,
      `${idle.url}/health`,
    ];
    const latencies = await probeWhile({ urls, pause: PAUSE }, work);
    const delays = await readDelays(server.pid, file);
    const [health = NaN, asset = NaN, idleHealth = NaN] = latencies.map((each) =>
      quantile(each, 0.99),
    );
    return { name, delays, health, asset, idleHealth };
  };
  try {
    // The hourly cleanup begins with the start.
    const tidying = await phase('tidying', () => sleep(PHASE));
    const quiet = await phase('quiet', () => sleep(PHASE));
    const burst = await phase(`burst of ${BURST}`, () =>
      inProcess(
        'upload-burst',
        { url: server.url, file: original, count: BURST, clients: CLIENTS },
        z.null(),
        { env: {} },
      ),
    );
    return [quiet, tidying, burst];
  } finally {
    await Promise.all([server.stop(), idle.stop()]);
  }
}

/** Makes the data of a server that has been in use for long. */
async function prepare(folder: string, original: Buffer): Promise<void> {
  const server: Server = await startEdition(folder, { profiles });
  await uploadAll(server.url, [original], 1);
  await server.stop();
  copyImage(dataOf(folder), RECORDS);
  const file = join(dataOf(folder), 'renditions', RENDITION);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, Buffer.alloc(50_000, 'x'));
}
