import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { originalKey, renditionKey } from '@thumbing/config';
import type { ImageRecord } from '@thumbing/pipeline';
import { recordOf, type Row } from '../../storage/sqlite-image-records.ts';
import { SLICE } from '../../storage/sqlite-record-lists.ts';
import { undefinedIfMissing } from '../../util/undefined-if-missing.ts';
import type { Finding, Problem } from './findings.ts';

export interface CheckOptions {
  readonly database: DatabaseSync;
  readonly dataDir: string;
  /** True if originals are kept as long as their image. */
  readonly keepsOriginals: boolean;
}

const ROWS = `SELECT id, record FROM images WHERE id > ? ORDER BY id LIMIT ${SLICE}`;

/** Compares each record with the files that its status promises. Returns the number of records, too. */
export async function checkRecords(options: CheckOptions): Promise<[number, readonly Finding[]]> {
  const rowsAfter = options.database.prepare(ROWS);
  const findings: Finding[] = [];
  let count = 0;
  for (let rows = rowsAfter.all(''); rows.length > 0;) {
    for (const row of rows) findings.push(...(await checkRow(options, row)));
    count += rows.length;
    rows = rowsAfter.all(String(rows.at(-1)?.['id']));
  }
  return [count, findings];
}

async function checkRow(options: CheckOptions, row: Row): Promise<readonly Finding[]> {
  const id = String(row['id']);
  let record: ImageRecord;
  try {
    record = recordOf(row);
  } catch {
    return [{ problem: 'record-unreadable', id }];
  }
  const findings = await Promise.all(
    promisesOf(options, record).map((file) => check(options, file)),
  );
  const found = findings.flat();
  // A running server may have changed the image since its record was read.
  const again = options.database.prepare('SELECT record FROM images WHERE id = ?');
  return found.length > 0 && again.get(id)?.['record'] !== row['record'] ? [] : found;
}

interface PromisedFile {
  readonly kind: 'original' | 'rendition';
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
}

/** Files that must exist. */
function promisesOf(
  { keepsOriginals }: CheckOptions,
  record: ImageRecord,
): readonly PromisedFile[] {
  const { id, profile, status, deletedAt, granted } = record;
  if (deletedAt !== undefined) return [];
  const hasOriginal =
    status === 'processing' || (keepsOriginals && (status === 'ready' || status === 'failed'));
  const file = `originals/${originalKey.format(record)}`;
  const renditions = record.renditions.map(({ variant, format, bytes }) => ({
    kind: 'rendition' as const,
    id,
    file: `renditions/${renditionKey.format({ profile, id, variant, format })}`,
    bytes,
  }));
  return hasOriginal
    ? [{ kind: 'original', id, file, bytes: granted.bytes }, ...renditions]
    : renditions;
}

async function check(
  { dataDir }: CheckOptions,
  { kind, id, file, bytes }: PromisedFile,
): Promise<readonly Finding[]> {
  const finding = (problem: Problem, detail?: string): readonly Finding[] => [
    { problem, id, file, ...(detail !== undefined && { detail }) },
  ];
  const stats = await stat(join(dataDir, file)).catch(undefinedIfMissing);
  if (!stats) return finding(`${kind}-missing`);
  const { size } = stats;
  return size === bytes ? [] : finding(`${kind}-damaged`, `${size} bytes instead of ${bytes}`);
}
