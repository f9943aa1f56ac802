import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Adds copies of the only image of a data directory, each with an id of its own, a file as its original, and one of a
 * hundred owners.
 */
export function copyImage(data: string, count: number): void {
  const database = new DatabaseSync(join(data, 'thumbing.db'));
  const image = database.prepare('SELECT * FROM images').get();
  const id = String(image?.['id']);
  const insert = database.prepare(
    `INSERT INTO images (id, version, owner, profile, status, deleting, record)
       SELECT :copy, version, :owner, profile, status, deleting,
         json_set(record, '$.id', :copy, '$.owner', :owner) FROM images WHERE id = :id`,
  );
  const folder = join(data, 'originals', String(image?.['profile']));
  mkdirSync(folder, { recursive: true });
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  for (let n = 0; n < count; n += 1) {
    const copy = `${id.slice(0, -6)}${n.toString(16).padStart(6, '0')}`;
    if (copy === id) continue;
    insert.run({ id, copy, owner: `owner-${n % 100}` });
    writeFileSync(join(folder, copy), 'original');
  }
  database.exec('COMMIT');
  database.close();
}
