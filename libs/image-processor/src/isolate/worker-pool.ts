import { semaphore } from '../util/semaphore.ts';
import { BASE } from './memory-guard.ts';
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
  /** Waits for a process, in turn. Throws the signal's reason, and an error once the pool is closed. */
  readonly lease: (signal?: AbortSignal) => Promise<Lease>;
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
  const all = new Map<Worker, number>();
  const idle: Worker[] = [];

  const spawn = (): Worker => {
    const worker = spawnWorker();
    all.set(worker, 0);
    void worker.ended.then(() => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    return worker;
  };

  return {
    lease: async (outer) => {
      const signal = outer ? AbortSignal.any([outer, closed.signal]) : closed.signal;
      const leave = await places.acquire(1, signal);
      // The one that was used last: the others may sleep.
      const worker = idle.pop() ?? spawn();
      const used = (all.get(worker) ?? 0) + 1;
      all.set(worker, used);
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
        reserve: async (needed, within) => {
          free = await bytes.acquire(needed, AbortSignal.any([within, closed.signal]));
          if (over) free();
        },
        giveBack: (state) => {
          const isSpent = state === 'spent' || used >= uses || worker.rss() > BASE;
          if (isSpent) return worker.kill();
          idle.push(worker);
          end();
        },
      };
    },
    close: async () => {
      const reason = new Error('the render pool was closed');
      closed.abort(reason);
      const ends = [...all.keys()].map(({ kill, ended }) => {
        kill(reason);
        return ended;
      });
      await Promise.all(ends);
    },
  };
}
