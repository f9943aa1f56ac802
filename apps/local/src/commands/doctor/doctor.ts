import type { DatabaseSync } from 'node:sqlite';
import { dataPaths } from '../../storage/data-paths.ts';
import { isDatabaseDamaged, connectDatabase } from '../../storage/database.ts';
import { findUnusableKeys } from '../../storage/secret-store.ts';
import { checkIntegrity, checkMessages } from './check-database.ts';
import { checkFiles } from './check-files.ts';
import { checkRecords, type CheckOptions } from './check-records.ts';
import type { Finding } from './findings.ts';

export interface Diagnosis {
  /** Numbers of what was compared. */
  readonly checked: Readonly<Record<'records' | 'originals' | 'renditions', number>>;
  readonly findings: readonly Finding[];
}

export type DoctorOptions = Pick<CheckOptions, 'dataDir' | 'keepsOriginals'>;

/** Checks a data directory, also while a server uses it. Changes nothing. */
export async function doctor(options: DoctorOptions): Promise<Diagnosis> {
  const paths = dataPaths(options.dataDir);
  const keys = [...(await findUnusableKeys(paths.keys))].map(([name, error]): Finding => ({
    problem: 'key-unusable',
    file: `keys/${name}`,
    detail: messageOf(error),
  }));
  let database: DatabaseSync;
  try {
    database = connectDatabase(paths.database, { readOnly: true });
  } catch (error) {
    return unusable(error, keys);
  }
  try {
    const integrity = checkIntegrity(database);
    const check = { ...options, database };
    const [records, ofRecords] = await checkRecords(check);
    const [originals, ofOriginals] = await checkFiles(check, 'originals');
    const [renditions, ofRenditions] = await checkFiles(check, 'renditions');
    return {
      checked: { records, originals, renditions },
      findings: [
        ...integrity,
        ...keys,
        ...ofRecords,
        ...ofOriginals,
        ...ofRenditions,
        ...checkMessages(database),
      ],
    };
  } catch (error) {
    if (!isDatabaseDamaged(error)) throw error;
    return unusable(error, keys);
  } finally {
    database.close();
  }
}

/** Diagnosis of a database that nothing can be compared with. */
const unusable = (error: unknown, others: readonly Finding[]): Diagnosis => ({
  checked: { records: 0, originals: 0, renditions: 0 },
  findings: [
    { problem: 'database-unusable', file: 'thumbing.db', detail: messageOf(error) },
    ...others,
  ],
});

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
