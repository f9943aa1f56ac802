import { originalKey, pathOf, renditionKey, type Event, type OriginalKey } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import type {
  Clock,
  Events,
  ImageRecords,
  Inbox,
  NewId,
  Originals,
  Quotas,
  Renditions,
} from '../domain/ports.ts';
import type { Inventory } from '../use-cases/reconcile/inventory.ts';
import { idOf } from './samples.ts';

export { memoryCopies } from '../delivery/testing/memory-copies.ts';
export { memoryMetrics, type Measurement } from './memory-metrics.ts';

// Adapters in memory, which pass the same contracts as the real ones.

/** Image records in memory, without limits. */
export function memoryRecords(stored = new Map<string, ImageRecord>()): ImageRecords {
  return {
    create: async (record) => {
      const found = stored.get(record.id);
      if (found && JSON.stringify(found) !== JSON.stringify(record)) {
        throw new Error(`another record of image '${record.id}' exists`);
      }
      stored.set(record.id, record);
    },
    get: async (id) => stored.get(id),
    replace: async (record) => {
      if (stored.get(record.id)?.version !== record.version) return false;
      stored.set(record.id, { ...record, version: record.version + 1 });
      return true;
    },
    remove: async (id) => void stored.delete(id),
    list: async ({ owner, profile, status, before, limit }) =>
      [...stored.values()]
        .filter((record) => record.owner === owner && !record.deletedAt)
        .filter((record) => profile === undefined || record.profile === profile)
        .filter((record) => status === undefined || record.status === status)
        .filter((record) => before === undefined || record.id < before)
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, limit),
  };
}

/** Sums of quotas in memory, which are never forgotten. */
export function memoryQuotas(): Quotas {
  const sums = new Map<string, number>();
  return {
    take: async (owner, uses) => {
      const counted = uses.map(({ quota, endsAt, amount, limit }) => {
        const key = JSON.stringify([owner, quota, endsAt]);
        return { key, amount, limit, sum: sums.get(key) ?? 0 };
      });
      const taken = counted.every(({ sum, amount, limit }) => sum + amount <= limit);
      if (taken) for (const { key, sum, amount } of counted) sums.set(key, sum + amount);
      return { taken, used: counted.map(({ sum, amount }) => (taken ? sum + amount : sum)) };
    },
  };
}

/** Contents of files by their key, as `originalKey` and `renditionKey` of `@thumbing/config` format it. */
export type MemoryFiles = Map<string, Uint8Array>;

/** Originals in a map: put one there to upload it. */
export const memoryOriginals = (files: MemoryFiles = new Map()): Originals => ({
  read: async (key) => files.get(originalKey.format(key)),
  exists: async (key) => files.has(originalKey.format(key)),
  remove: async (key) => void files.delete(originalKey.format(key)),
});

/** Renditions in a map, with URLs of `https://assets.example.com`. */
export const memoryRenditions = (files: MemoryFiles = new Map()): Renditions => ({
  write: async (key, data) => void files.set(renditionKey.format(key), data),
  stored: async (image) =>
    [...files.keys()].flatMap((text) => {
      const key = renditionKey.parse(text);
      return key?.profile === image.profile && key.id === image.id ? [key] : [];
    }),
  removeAll: async (image) => {
    const prefix = `${originalKey.format(image)}/`;
    for (const key of files.keys()) if (key.startsWith(prefix)) files.delete(key);
  },
  urlOf: (address) => `https://assets.example.com/${pathOf(address)}`,
});

/** Pages of two of the items that a function lists, by id. */
export const memoryInventory = <Item extends Pick<OriginalKey, 'id'>>(
  items: () => readonly Item[],
): Inventory<Item> => ({
  pages: async function* (from = '') {
    for (let next: string | undefined = from; next !== undefined;) {
      const after: string = next;
      const rest = items()
        .filter(({ id }) => id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      next = rest.length > 2 ? rest[1]?.id : undefined;
      yield { items: rest.slice(0, 2), ...(next !== undefined && { next }) };
    }
  },
});

/** Keys of the images that files in memory belong to. */
export const imagesIn = (files: MemoryFiles): readonly OriginalKey[] => {
  const keys = [...files.keys()].map((key) => key.split('/').slice(0, 2).join('/'));
  return [...new Set(keys)].flatMap((key) => originalKey.parse(key) ?? []);
};

/** Events in an array, in the order of publishing. */
export const memoryEvents = (published: Event[] = []): Events => ({
  publish: async (event) => void published.push(event),
});

/** Ids that count up: `idOf(1)`, `idOf(2)`... */
export function countedIds(): NewId {
  let count = 0;
  return () => idOf((count += 1));
}

export interface ManualClock extends Clock {
  /** Steps the wall clock, ahead or back. */
  readonly step: (milliseconds: number) => void;
}

/** Clock that advances only by `sleep`. */
export function manualClock(start = '2026-01-01T00:00:00.000Z'): ManualClock {
  let slept = 0;
  let stepped = 0;
  return {
    now: () => new Date(Date.parse(start) + slept + stepped),
    monotonic: () => slept,
    sleep: async (milliseconds) => {
      slept += milliseconds;
    },
    step: (milliseconds) => {
      stepped += milliseconds;
    },
  };
}

export interface MemoryInbox extends Inbox {
  /** Removes and returns every image: with all of them at once, there are no turns to take. */
  readonly receive: () => readonly OriginalKey[];
}

/** Inbox in memory. */
export function memoryInbox(): MemoryInbox {
  let waiting: OriginalKey[] = [];
  return {
    send: async (image) => void waiting.push(image),
    receive: () => {
      const received = waiting;
      waiting = [];
      return received;
    },
  };
}
