import { clients, type Clients, type Fate } from './clients.ts';
import { makeFaults } from './faults.ts';
import type { Picture } from './pictures.ts';
import { randomFrom } from './random.ts';
import { readContinuously, type Readings } from './readers.ts';
import type { Schedule } from './schedule.ts';
import type { Server } from './server.ts';

export interface UploadAllOptions {
  readonly server: Server;
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly schedule: Schedule;
  /** Seconds after the last accepted original, or the last fault, after which clients give up. */
  readonly patience: number;
  /** Seconds for which SIGSTOP stops the server. */
  readonly pause: number;
  /** Called when the server has stopped as it was asked to, before it is started again. */
  readonly onStopped: (code: number | null) => void;
}

export interface Uploaded {
  readonly client: Clients;
  readonly fates: readonly Fate[];
  readonly readings: readonly Readings[];
  /** Number of faults that were made. */
  readonly faults: number;
}

const READERS = 2;

/** Uploads everything, while readers read and faults are made. */
export async function uploadAll(options: UploadAllOptions): Promise<Uploaded> {
  const { server, pictures, schedule, patience, pause, onStopped } = options;
  const { seed, faults: planned } = schedule;
  const [uploaded, failed] = [new AbortController(), new AbortController()];
  let [accepted, latest] = [0, performance.now()];
  const progress = (): void => {
    latest = performance.now();
  };
  const client = clients({
    url: server.url,
    pictures,
    onAccepted: () => {
      accepted += 1;
      progress();
    },
    givesUp: () => performance.now() - latest > patience * 1_000,
    signal: failed.signal,
  });
  const reading = Array.from({ length: READERS }, (_, n) =>
    readContinuously({
      url: server.url,
      pictures,
      known: client.known,
      random: randomFrom(seed + 100 + n),
      signal: uploaded.signal,
    }),
  );
  const making = makeFaults({
    server,
    planned,
    pause,
    random: randomFrom(seed + 2),
    accepted: () => accepted,
    onMade: progress,
    onStopped,
    signal: uploaded.signal,
  });
  try {
    const uploading = client.upload(schedule.uploads).finally(() => uploaded.abort());
    const [fates, faults] = await Promise.race([Promise.all([uploading, making]), server.crashed]);
    return { client, fates, readings: await Promise.all(reading), faults };
  } catch (error) {
    failed.abort(error);
    uploaded.abort();
    throw error;
  }
}
