import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Image } from '@thumbing/config';
import { judgeCharges } from './charges.ts';
import type { Clients, Fate } from './clients.ts';
import { filesIn, messagesIn } from './data-directory.ts';
import { CONFIG, makePictures, type Picture } from './pictures.ts';
import { randomFrom } from './random.ts';
import { startReceiver, type Receiver } from './receiver.ts';
import { makeSchedule, type Schedule, type ScheduleOptions } from './schedule.ts';
import { startServer, type Server } from './server.ts';
import { uploadAll } from './upload-all.ts';
import { judge, type EndState, type Problem } from './verdict.ts';

export interface RunOptions extends Omit<ScheduleOptions, 'pictures'> {
  /** Name of a fault that is planted in the server. @default none */
  readonly plant?: string | undefined;
  /** Seconds that a render may take. One that takes longer is tried again. */
  readonly timeout: number;
  /** Seconds for which SIGSTOP stops the server. */
  readonly pause: number;
  /** Seconds after which what has not ended is lost: from the last accepted upload on, and again for events and messages. */
  readonly patience: number;
}

/** The figures of a run. */
export interface Report {
  readonly seed: number;
  readonly problems: readonly Problem[];
  readonly uploads: number;
  readonly faults: number;
  /** Uploads by their end. */
  readonly ends: Readonly<Record<string, number>>;
  /** Renditions that readers got. */
  readonly reads: number;
  /** Deliveries of events that were accepted, and that failed. */
  readonly delivered: number;
  readonly refused: number;
  /** Output of the server. */
  readonly log: string;
}

/** Uploads pictures to a server that has faults, and compares the end with that of a run without. */
export async function run(options: RunOptions): Promise<Report> {
  const pictures = await makePictures();
  const schedule = makeSchedule({ ...options, pictures: [...pictures.keys()] });
  const folder = await mkdtemp(join(tmpdir(), 'thumbing-faults-'));
  const receiver = await startReceiver(folder, randomFrom(options.seed + 1));
  const config = {
    ...CONFIG,
    limits: { ...CONFIG.limits, timeout: `${options.timeout} seconds` },
    webhooks: [{ url: receiver.url }],
  };
  const { seed, plant } = options;
  let server: Server | undefined;
  try {
    server = await startServer({ folder, config, seed, ...(plant !== undefined && { plant }) });
    return await runOn({ ...options, pictures, schedule, folder, receiver, server });
  } finally {
    await server?.kill().catch(() => undefined);
    await receiver.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface World extends RunOptions {
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly schedule: Schedule;
  readonly folder: string;
  readonly receiver: Receiver;
  readonly server: Server;
}

async function runOn(world: World): Promise<Report> {
  const { server, receiver, schedule, folder, seed } = world;
  const problems: Problem[] = [];
  const checkStop = (code: number | null): void => {
    if (code !== 0)
      problems.push({ kind: 'crash', text: `a stop ended with ${code ?? 'a signal'}` });
    problems.push(...judgeCharges(messagesIn(folder), server.output()));
  };
  server.change({ failing: schedule.failing.storage });
  receiver.failing = schedule.failing.events;

  const { client, fates, readings, faults } = await uploadAll({ ...world, onStopped: checkStop });
  server.change({ clock: 0, failing: 0, full: false });
  const images = await getImages(client);
  await quiet(world, eventIds(fates, images), images);

  checkStop(await server.stop());
  const messages = messagesIn(folder);
  // A start removes temporary files that could not be removed before.
  await server.start();
  await server.stop();
  const end: EndState = {
    ...world,
    fates,
    known: client.known,
    images,
    events: receiver.accepted,
    messages,
    originals: await filesIn(folder, 'originals'),
    renditions: await filesIn(folder, 'renditions'),
    staging: await filesIn(folder, 'staging'),
  };
  problems.push(...judge(end), ...readings.flatMap((each) => each.problems.map(toPartial)));
  return {
    seed,
    problems: unique(problems),
    uploads: fates.length,
    faults,
    ends: endsOf(end),
    reads: readings.reduce((sum, { whole }) => sum + whole, 0),
    delivered: receiver.accepted.length,
    refused: receiver.refused(),
    log: server.output(),
  };
}

const toPartial = (text: string): Problem => ({ kind: 'partial', text: `a reader: ${text}` });

const unique = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [problem.text, problem])).values(),
];

/** The images of all grants, as the API shows them. */
async function getImages({ known, getImage }: Clients): Promise<ReadonlyMap<string, Image>> {
  const images = new Map<string, Image>();
  for (const id of known.keys()) {
    const found = await getImage(id);
    if (found) images.set(id, found);
  }
  return images;
}

/**
 * Waits until each image that has ended has an event that says so, and none has a message, or until the patience is over. An image
 * may be ready while its message waits for another attempt: a fault may come between the two.
 */
async function quiet(
  { receiver, patience, folder }: World,
  ended: readonly string[],
  images: ReadonlyMap<string, Image>,
): Promise<void> {
  const deadline = performance.now() + patience * 1_000;
  const hasMessages = () =>
    messagesIn(folder).some(({ queue, id }) => queue === 'inbox' && images.has(id));
  while (performance.now() < deadline) {
    const ids = new Set(receiver.accepted.map(({ id }) => id));
    if (ended.every((id) => ids.has(id)) && !hasMessages()) return;
    await sleep(100);
  }
}

/** Ids of the events that an end needs. */
const eventIds = (fates: readonly Fate[], images: ReadonlyMap<string, Image>): string[] =>
  fates.flatMap(({ id, status }) =>
    id === undefined
      ? []
      : `${id}.${status === 'deleted' ? status : (images.get(id)?.status ?? '')}`,
  );

function endsOf({ fates, images }: EndState): Readonly<Record<string, number>> {
  const ends: Record<string, number> = {};
  for (const { id, status } of fates) {
    const end = status === 'kept' ? (images.get(id ?? '')?.status ?? 'unknown') : status;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return ends;
}
