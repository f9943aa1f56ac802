import { rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '@thumbing/adapters/testing';
import { photo } from '@thumbing/image-processor/testing';
import { recordOf } from '@thumbing/pipeline/testing';
import { v7 } from 'uuid';
import { openDatabase } from './storage/database.ts';
import { sqliteImageRecords } from './storage/sqlite-image-records.ts';
import { edition, type Edition, type EditionOptions } from './testing/edition.ts';

const jpeg = new Uint8Array(await photo({ width: 60, height: 40 }));
const DAY = 24 * 60 * 60 * 1_000;

describe('the one-machine edition, when the clock was wrong', () => {
  let running: Edition;
  beforeEach(async () => {
    running = await edition(KEEPING_AN_HOUR);
  });
  afterEach(() => running.close());

  const KEEPING_AN_HOUR: EditionOptions = { config: { retention: { originals: '1 hour' } } };
  type Change = (database: ReturnType<typeof openDatabase>) => unknown;
  /** Starts again, after a change of the database. */
  const restart = async (
    change: Change = () => undefined,
    options: EditionOptions = {},
  ): Promise<void> => {
    const { folder } = running;
    await running.stop();
    const database = openDatabase(join(folder.path, 'thumbing.db'));
    await change(database);
    database.close();
    running = await edition({ ...KEEPING_AN_HOUR, folder, ...options });
  };

  it('takes the last upload for the latest one, after a day ahead', async () => {
    const ahead = v7({ msecs: Date.now() + DAY });
    const rendition = {
      variant: 'large',
      format: 'webp',
      width: 16,
      height: 16,
      bytes: 1,
    } as const;
    const settledAt = '2026-01-01T00:00:01.000Z';
    const record = recordOf({ id: ahead, status: 'ready', settledAt, renditions: [rendition] });
    await restart((database) => sqliteImageRecords(database, () => undefined).create(record));
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    await ada.settled(id);
    const latest = `${running.url}/latest/avatar/ada/large.webp`;
    const { headers } = await fetch(latest, { redirect: 'manual' });
    expect(headers.get('location')).toContain(`/avatar/${id}/`);
  });

  it('removes no original for its age after a leap of the clock, until that is accepted', async () => {
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    await ada.settled(id);
    const old = new Date(Date.now() - DAY);
    const oldId = v7({ msecs: old.getTime() });
    const originals = join(running.folder.path, 'originals', 'avatar');
    await rename(join(originals, id), join(originals, oldId));
    await utimes(join(originals, oldId), old, old);

    await restart((database) => {
      const age = database.prepare(
        "UPDATE images SET id = :id, record = json_set(record, '$.id', :id, '$.createdAt', :time)",
      );
      age.run({ id: oldId, time: old.toISOString() });
      database.prepare('UPDATE clock SET seen = seen - ?').run(31 * DAY);
    });
    const [line] = await waitUntil(() => running.logged.length > 0 && running.logged);
    expect(line).toMatch(/the clock is at .*: nothing is removed for its age.*--accept-clock/);
    expect(await running.folder.files('originals')).toEqual([`avatar/${oldId}`]);

    await restart(undefined, { acceptClock: true });
    await waitUntil(async () => (await running.folder.files('originals')).length === 0);
    await restart();
    expect(running.logged).toEqual([]);
  });
});
