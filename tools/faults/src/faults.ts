import { setTimeout as sleep } from 'node:timers/promises';
import { pick, type Random } from './random.ts';
import type { Fault, Planned } from './schedule.ts';
import type { Server } from './server.ts';

export interface FaultsOptions {
  readonly server: Server;
  readonly planned: readonly Planned[];
  /** Seconds for which SIGSTOP stops the server. */
  readonly pause: number;
  readonly random: Random;
  /** Number of originals that were accepted so far. */
  readonly accepted: () => number;
  /** Called after each fault. */
  readonly onMade: () => void;
  /** Called when the server has stopped as it was asked to, before it is started again. */
  readonly onStopped: (code: number | null) => void;
  /** Ends the waits for further uploads. */
  readonly signal: AbortSignal;
}

/** Milliseconds. */
const FULL_DISK = 1_500;

/** Milliseconds: far more than a grant lives, and than a token, but less than the retention of anything. */
const STEPS = [-7_200_000, -1_000, 0, 1_000, 7_200_000];

/** Lets each planned fault come when its time is there, one after the other. Returns their number. */
export async function makeFaults(options: FaultsOptions): Promise<number> {
  const { planned, accepted, signal } = options;
  let made = 0;
  for (const { after, fault } of planned) {
    while (accepted() < after && !signal.aborted) await sleep(5);
    if (signal.aborted) break;
    await makeFault(options, fault);
    options.onMade();
    made += 1;
  }
  return made;
}

/** Milliseconds, after which nobody may upload any more. */
const LONGEST_WAIT = 2_000;

async function untilBusy({ isBusy }: Server): Promise<void> {
  const deadline = performance.now() + LONGEST_WAIT;
  while (!isBusy() && performance.now() < deadline) await sleep(1);
}

async function makeFault(
  { server, pause, random, onStopped }: FaultsOptions,
  fault: Fault,
): Promise<void> {
  // Not always in the same moment after an upload.
  await sleep(Math.floor(random() * 40));
  switch (fault) {
    case 'SIGKILL':
      await server.kill();
      return server.start();
    case 'SIGKILL twice':
      await server.kill();
      await server.killStarting();
      return server.start();
    case 'SIGTERM':
      onStopped(await server.stop());
      return server.start();
    case 'SIGSTOP':
      // A pause is to outlast a render, which takes moments.
      await untilBusy(server);
      server.pause();
      await sleep(pause * 1_000);
      server.resume();
      return;
    case 'render crash':
      await untilBusy(server);
      server.crashRenders();
      return;
    case 'full disk':
      server.change({ full: true });
      await sleep(FULL_DISK);
      server.change({ full: false });
      return;
    case 'clock step':
      server.change({ clock: pick(random, STEPS) });
      return;
  }
}
