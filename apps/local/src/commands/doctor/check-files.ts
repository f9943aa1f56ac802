import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { originalKey } from '@thumbing/config';
import { keysIn } from '../../storage/disk-originals.ts';
import { SLICE } from '../../storage/sqlite-record-lists.ts';
import { undefinedIfMissing } from '../../util/undefined-if-missing.ts';
import type { CheckOptions } from './check-records.ts';
import type { Finding } from './findings.ts';

const KNOWN = `SELECT id FROM images WHERE id IN (SELECT value FROM json_each(:ids))
  UNION SELECT id FROM tombstones WHERE id IN (SELECT value FROM json_each(:ids))`;

/**
 * Finds files without a record. One that arrived after its image was deleted is none: the server removes it. Returns the
 * number of originals, and of folders of renditions, too.
 */
export async function checkFiles(
  options: CheckOptions,
  folder: 'originals' | 'renditions',
): Promise<[number, readonly Finding[]]> {
  const known = options.database.prepare(KNOWN);
  const problem = `${folder === 'originals' ? 'original' : folder}-without-record` as const;
  const findings: Finding[] = [];
  let count = 0;
  for await (const keys of keysIn(join(options.dataDir, folder), SLICE)) {
    count += keys.length;
    const rows = known.all({ ids: JSON.stringify(keys.map(({ id }) => id)) });
    const ids = new Set(rows.map(({ id }) => String(id)));
    for (const key of keys.filter(({ id }) => !ids.has(id))) {
      const file = `${folder}/${originalKey.format(key)}`;
      if (await exists(join(options.dataDir, file))) findings.push({ problem, id: key.id, file });
    }
  }
  return [count, findings];
}

/** False for a file that was removed, with its record, since the folder was read. */
const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(undefinedIfMissing)) !== undefined;
