import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { Random } from '../random.ts';
import type { Conditions } from './conditions.ts';

type Disk = Pick<Conditions, 'full' | 'failing'>;

/** Begins every message of an error that is made here. */
export const INJECTED = 'injected: ';

interface Guard {
  /** Fails while the disk is full. */
  readonly takesSpace?: boolean;
  /** May fail although the operation was done, as a sync or a network file system does. */
  readonly mayBeDone?: boolean;
}

/**
 * Lets operations on files fail at random, and those that take space while the disk is full. The patched functions are
 * those that the server uses for originals and renditions.
 */
export function breakFiles(disk: () => Disk, random: Random): void {
  const guarded =
    <Args extends unknown[], Result>(
      name: string,
      call: (...args: Args) => Promise<Result>,
      { takesSpace = false, mayBeDone = false }: Guard = {},
    ) =>
    async (...args: Args): Promise<Result> => {
      const { full, failing } = disk();
      if (full && takesSpace) throw failure('ENOSPC', name);
      const fails = random() < failing;
      if (fails && !(mayBeDone && random() < 0.5)) throw failure('EIO', name);
      const result = await call(...args);
      if (fails) throw failure('EIO', `${name}, which was done`);
      return result;
    };
  const { open, link, rename, rm, readFile, mkdir } = fs.promises;
  const openFile = guarded('open', open);
  const guardedFile = (file: FileHandle): FileHandle =>
    Object.assign(file, {
      writeFile: guarded('write', file.writeFile.bind(file), { takesSpace: true }),
      sync: guarded('fsync', file.sync.bind(file)),
      datasync: guarded('fdatasync', file.datasync.bind(file)),
    });
  Object.assign(fs.promises, {
    open: async (...args: Parameters<typeof open>) => guardedFile(await openFile(...args)),
    link: guarded('link', link, { takesSpace: true, mayBeDone: true }),
    rename: guarded('rename', rename, { mayBeDone: true }),
    rm: guarded('unlink', rm, { mayBeDone: true }),
    readFile: guarded('read', readFile),
    mkdir: guarded('mkdir', mkdir, { takesSpace: true, mayBeDone: true }),
  });
  syncBuiltinESMExports();
}

const failure = (code: 'EIO' | 'ENOSPC', operation: string): Error =>
  Object.assign(new Error(`${INJECTED}${code}, ${operation}`), { code });

/** Returns a function that stops databases from growing, or allows it again: SQLite does not write through Node. */
export function limitDatabases(): (full: boolean) => void {
  const sqlite = process.getBuiltinModule('node:sqlite');
  const databases = new Set<InstanceType<typeof sqlite.DatabaseSync>>();
  class LimitedDatabase extends sqlite.DatabaseSync {
    constructor(...args: ConstructorParameters<typeof sqlite.DatabaseSync>) {
      super(...args);
      databases.add(this);
    }
  }
  Object.assign(sqlite, { DatabaseSync: LimitedDatabase });
  syncBuiltinESMExports();
  return (full) => {
    for (const database of databases) {
      if (!database.isOpen) continue;
      // SQLite takes a lower limit for the present size. The other one is its default.
      database.exec(`PRAGMA max_page_count = ${full ? 1 : 4_294_967_294}`);
    }
  };
}
