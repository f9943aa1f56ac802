import type { OriginalKey } from '@thumbing/config';
import type { Inbox } from '../../domain/ports.ts';
import { compareOriginal, compareRenditions, type CompareFilesDeps } from './compare-files.ts';
import { compareRecord, type CompareRecordDeps } from './compare-record.ts';
import type { Difference } from './difference.ts';
import type { Inventory, ListedRecord } from './inventory.ts';
import { withPage, type Reconciliation, type Stage } from './reconciliation.ts';

/** Ports of `reconcile`. */
export interface ReconcileDeps extends CompareRecordDeps, CompareFilesDeps {
  /** Lists of everything that is stored. */
  readonly inventory: {
    /** Every record. */
    readonly records: Inventory<ListedRecord>;
    /** Every original. */
    readonly originals: Inventory<OriginalKey>;
    /** Every image that has renditions. */
    readonly renditions: Inventory<OriginalKey>;
  };
  /** Gets every image that a worker repairs: it brings files and events in line with the record, or with its absence. */
  readonly inbox: Inbox;
  /** Called for each image that could not be compared or repaired: the others are. */
  readonly onError: (error: unknown, id: string) => void;
}

/** Effect of a reconciliation. */
export interface ReconcileOptions {
  /** Repairs nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /**
   * Removes files without a record. After the restore of an old backup they are the only copies of pictures, so that
   * somebody must ask for it. @default false: they are reported
   */
  readonly removeUnrecorded?: boolean | undefined;
  /** Days in which the renditions of every ready image are compared once. @default 1: all of them now */
  readonly rotation?: number | undefined;
}

/**
 * Compares all records with all files, page by page, and sends what differs to the inbox. Looks only at what has been
 * at rest for a day. Idempotent: a message too many changes nothing.
 * Yields the report after each page, and goes on from any of them. Throws if a list cannot be read.
 */
export const reconcile = (deps: ReconcileDeps) =>
  async function* (
    from: Reconciliation,
    options: ReconcileOptions = {},
  ): AsyncGenerator<Reconciliation, void> {
    const lookAt = stagesOf(deps, options, from);
    let report = from;
    while (report.next) {
      const { stage, from: place } = report.next;
      for await (const page of lookAt[stage](place)) {
        report = withPage(report, { ...page, stage, dryRun: options.dryRun });
        yield report;
      }
    }
  };

interface Compared {
  readonly size: number;
  readonly differences: readonly Difference[];
  readonly next: string | undefined;
}

function stagesOf(
  deps: ReconcileDeps,
  { dryRun = false, removeUnrecorded = false, rotation = 1 }: ReconcileOptions,
  { startedAt }: Reconciliation,
): Readonly<Record<Stage, (from: string | undefined) => AsyncGenerator<Compared>>> {
  const { inventory } = deps;
  const isTurn = turnOf(new Date(startedAt), rotation);
  return {
    records: comparing(deps, inventory.records, compareRecord(deps, isTurn), dryRun),
    originals: comparing(
      deps,
      inventory.originals,
      compareOriginal(deps, removeUnrecorded),
      dryRun,
    ),
    renditions: comparing(
      deps,
      inventory.renditions,
      compareRenditions(deps, removeUnrecorded),
      dryRun,
    ),
  };
}

const comparing = <Item extends { readonly id: string }>(
  deps: Pick<ReconcileDeps, 'inbox' | 'onError'>,
  inventory: Inventory<Item>,
  compare: (item: Item) => Promise<Difference | undefined>,
  dryRun: boolean,
) =>
  async function* (from: string | undefined): AsyncGenerator<Compared> {
    const differenceOf = async (item: Item): Promise<readonly Difference[]> => {
      try {
        const found = await compare(item);
        if (found?.repair && !dryRun) {
          await deps.inbox.send(found.repair.key, { group: found.repair.group });
        }
        return found ? [found] : [];
      } catch (error) {
        deps.onError(error, item.id);
        return [{ finding: 'not-compared', id: item.id }];
      }
    };
    for await (const { items, next } of inventory.pages(from)) {
      const differences = await Promise.all(items.map(differenceOf));
      yield { size: items.length, differences: differences.flat(), next };
    }
  };

const DAY = 24 * 60 * 60 * 1_000;

/** Tells if it is the day of an image in a rotation, by the random end of its id. */
function turnOf(now: Date, rotation: number): (id: string) => boolean {
  const day = Math.floor(now.getTime() / DAY) % rotation;
  return (id) => Number.parseInt(id.slice(-4), 16) % rotation === day;
}
