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

  /** Uploads the only image. */
  const upload = async (): Promise<void> => {
    const ada = await running.as('ada');
    await ada.settled(await ada.upload(jpeg));
  };

  /** Starts again with a clock that is so far ahead: all that was stored is from so long ago. */
  const restartAhead = async (step: number, age: number, options: EditionOptions) => {
    const old = new Date(Date.now() - age);
    const id = v7({ msecs: old.getTime() });
    await restart(async (database) => {
      const originals = join(running.folder.path, 'originals');
      const [name = ''] = await running.folder.files('originals');
      await rename(join(originals, name), join(originals, 'avatar', id));
      await utimes(join(originals, 'avatar', id), old, old);
      const change = database.prepare(
        "UPDATE images SET id = :id, record = json_set(record, '$.id', :id, '$.createdAt', :time)",
      );
      change.run({ id, time: old.toISOString() });
      database.prepare('UPDATE clock SET seen = seen - :step, trusted = trusted - :step').run({
        step,
      });
    }, options);
    return [`avatar/${id}`];
  };
  const LEAP = /the clock is at .*: nothing is removed for its age.*--accept-clock/;

  it.each([
    { originals: '1 hour', days: 31 },
    { originals: '7 days', days: 29 },
    { originals: '50 days', days: 51 },
  ])(
    'removes no original that is kept for $originals after a leap of $days days, until that is accepted',
    async ({ originals, days }) => {
      const config = { retention: { originals } };
      await upload();
      const kept = await restartAhead(days * DAY, days * DAY, { config });
      const [line] = await waitUntil(() => running.logged.length > 0 && running.logged);
      expect(line).toMatch(LEAP);
      expect(await running.folder.files('originals')).toEqual(kept);

      await restart(undefined, { config, acceptClock: true });
      await waitUntil(async () => (await running.folder.files('originals')).length === 0);
      await restart(undefined, { config });
      expect(running.logged).toEqual([]);
    },
  );

  it('removes no original after several starts, each with a clock that is further ahead', async () => {
    const options = { config: { retention: { originals: '7 days' } } };
    await upload();
    await restartAhead(3 * DAY, 3 * DAY, options);
    await restartAhead(3 * DAY, 6 * DAY, options);
    const kept = await restartAhead(3 * DAY, 9 * DAY, options);
    const [line] = await waitUntil(() => running.logged.length > 0 && running.logged);
    expect(line).toMatch(LEAP);
    expect(await running.folder.files('originals')).toEqual(kept);
  });

  it('removes old originals when the server was off for days', async () => {
    const options = { config: { retention: { originals: '7 days' } } };
    await upload();
    await restartAhead(3 * DAY, 8 * DAY, options);
    await waitUntil(async () => (await running.folder.files('originals')).length === 0);
    expect(running.logged).not.toContainEqual(expect.stringMatching(LEAP));
  });
});
