import { join } from 'node:path';
import { put } from '@thumbing/adapters/testing';
import { INBOX_BOUND } from './http/readiness.ts';
import { openDatabase } from './storage/database.ts';
import { jpeg } from './testing/edition.ts';
import { begin, running } from './testing/fresh-edition.ts';

/** Messages that are due after the test: an id for each number. */
const FILL = `INSERT INTO messages (queue, body, due)
  WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
  SELECT 'inbox', json_object('profile', 'avatar', 'id',
    format('01920000-0000-7000-8000-%012x', n)), ? FROM n`;

it('grants no upload while too many originals wait, and accepts those that it has granted', async () => {
  const { folder, port, stop, as } = await begin();
  const granted = await (await as('ada')).grant(jpeg.length);
  await stop();
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  database.prepare(FILL).run(INBOX_BOUND + 1, Date.now() + 600_000);
  database.close();

  const { url } = await begin({ folder, port });
  const { api } = await running.as('ada');
  const body = { profile: 'avatar', contentType: 'image/jpeg', bytes: 100 };
  const response = await api('/v1/images', { method: 'POST', body });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('30');
  expect(await response.json()).toMatchObject({
    code: 'not-ready',
    detail: 'inbox: 10001 originals wait, more than 10000; wait until they are processed',
  });
  expect((await fetch(`${url}/ready`)).status).toBe(503);
  expect(await put(granted, jpeg)).toBe(200);
});
