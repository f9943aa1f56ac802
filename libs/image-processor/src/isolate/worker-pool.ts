import { semaphore } from '../util/semaphore.ts';
import { BASE_MEMORY } from './memory-guard.ts';
import { spawnWorker, type Worker } from './worker.ts';

export interface WorkerPoolOptions {
  /** Processes at once. */
  readonly size: number;
  /** Bytes of memory that all originals in work may take, as their headers tell. */
  readonly memory: number;
  /** Originals that one process works on before it is replaced. */
  readonly uses: number;
}

/** Processes that work on one original at a time. They start on demand, and stay for the next original. */
export interface WorkerPool {
  /**
   * Waits for a process, in turn, and for its start. Throws the signal's reason, and an error once the pool is closed.
   */
  readonly lease: (signal?: AbortSignal) => Promise<Lease>;
  /** Starts a process for the first lease, unless there is one. */
  readonly start: () => void;
  /** Resident memory of all processes in bytes, as of the last answer of each. */
  readonly rss: () => number;
  /** Kills all processes, also those at work, and resolves when they have ended. */
  readonly close: () => Promise<void>;
}

/** A process for one original. The lease ends when it is given back, or when the process ends. */
export interface Lease extends Pick<Worker, 'ask' | 'kill'> {
  /** Waits until so many bytes of memory are free, in turn. */
  readonly reserve: (bytes: number, signal: AbortSignal) => Promise<void>;
  /** Gives a process back whose work is done; one that is `spent` is replaced. */
  readonly giveBack: (state?: 'spent') => void;
}

export function createWorkerPool({ size, memory, uses }: WorkerPoolOptions): WorkerPool {
  const closed = new AbortController();
  const places = semaphore(size);
  const bytes = semaphore(memory);
  const workers = workerList();
  const untilClosed = (signal?: AbortSignal): AbortSignal =>
    signal ? AbortSignal.any([signal, closed.signal]) : closed.signal;

  return {
    lease: async (signal) => {
      const leave = await places.acquire(1, untilClosed(signal));
      const { worker, used } = workers.take();
      const lease = leaseOf(worker, {
        leave,
        reserve: async (needed, within) => bytes.acquire(needed, untilClosed(within)),
        keep: () => workers.keep(worker),
        isSpent: () => used >= uses || worker.rss() > BASE_MEMORY,
      });
      await untilReady(worker, signal);
      return lease;
    },
    start: workers.start,
    rss: () => workers.all().reduce((sum, worker) => sum + worker.rss(), 0),
    close: async () => {
      const reason = new Error('the render pool was closed');
      closed.abort(reason);
      const all = workers.all();
      for (const { kill } of all) kill(reason);
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

async function untilReady({ ready, kill }: Worker, signal?: AbortSignal): Promise<void> {
  const abort = () => kill(signal?.reason);
  signal?.addEventListener('abort', abort);
  try {
    await ready;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** The processes of a pool, by the times that they were taken, and the idle ones among them. */
function workerList() {
  const all = new Map<Worker, number>();
  const idle: Worker[] = [];
  const spawn = (): Worker => {
    const worker = spawnWorker();
    void worker.ended.then(() => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    return worker;
  };
  return {
    all: () => [...all.keys()],
    /** Takes the one that was used last, so that the others may sleep. */
    take: () => {
      const worker = idle.pop() ?? spawn();
      const used = (all.get(worker) ?? 0) + 1;
      all.set(worker, used);
      return { worker, used };
    },
    keep: (worker: Worker) => void idle.push(worker),
    start: () => {
      if (all.size > 0) return;
      const worker = spawn();
      all.set(worker, 0);
      idle.push(worker);
      // Nobody waits for it. The first lease finds no process then, and reports why it cannot start one.
      worker.ready.catch(() => undefined);
    },
  };
}

interface LeaseParts {
  readonly leave: () => void;
  /** Returns the function that frees the memory. */
  readonly reserve: (bytes: number, signal: AbortSignal) => Promise<() => void>;
  readonly keep: () => void;
  readonly isSpent: () => boolean;
}

function leaseOf(worker: Worker, { leave, reserve, keep, isSpent }: LeaseParts): Lease {
  let over = false;
  let free: () => void = () => undefined;
  const end = () => {
    over = true;
    free();
    leave();
  };
  void worker.ended.then(end);
  return {
    ask: worker.ask,
    kill: worker.kill,
    reserve: async (bytes, signal) => {
      free = await reserve(bytes, signal);
      if (over) free();
    },
    giveBack: (state) => {
      if (over) return;
      if (state === 'spent' || isSpent()) {
        worker.kill();
      } else {
        keep();
        end();
      }
    },
  };
}
