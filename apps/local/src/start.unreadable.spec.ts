import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { waitUntil } from '@thumbing/adapters/testing';
import { jpeg, edition, type Edition } from './testing/edition.ts';
import { openDatabase } from './storage/database.ts';

it('starts and serves the other images beside a record that cannot be read', async () => {
  const first: Edition = await edition();
  const ada = await first.as('ada');
  const [spoiled, good] = [await ada.upload(jpeg), await ada.upload(jpeg)];
  for (const id of [spoiled, good]) await ada.settled(id);
  await first.stop();
  const database = openDatabase(join(first.folder.path, 'thumbing.db'));
  database.prepare("UPDATE images SET record = '{', status = 'pending' WHERE id = ?").run(spoiled);
  database
    .prepare("INSERT INTO messages (queue, body, due) VALUES ('inbox', ?, 0)")
    .run(JSON.stringify({ profile: 'avatar', id: spoiled }));
  database.close();

  const second = await edition({ folder: first.folder });
  const again = await second.as('ada');
  const images = await again.api('/v1/images');
  expect(images.status).toBe(200);
  expect(await images.json()).toMatchObject({ images: [{ id: good }] });
  expect((await again.api(`/v1/images/${good}`)).status).toBe(200);
  expect((await again.api(`/v1/images/${spoiled}`)).status).toBe(500);
  const another = await again.upload(jpeg);
  expect((await again.settled(another)).status).toBe('ready');
  const reader = new DatabaseSync(join(first.folder.path, 'thumbing.db'), { readOnly: true });
  const message = reader.prepare('SELECT state FROM messages');
  await waitUntil(() => message.get()?.['state'] === 'parked');
  reader.close();
  expect(second.logged.filter((line) => line.startsWith(`image ${spoiled} is left out`))).toEqual([
    expect.stringContaining(`the record of image ${spoiled} cannot be read`),
  ]);
  const failures = second.logged.filter((line) => line.startsWith(`image ${spoiled}: processing`));
  expect(failures).toEqual([
    expect.stringContaining(`the record of image ${spoiled} cannot be read`),
  ]);
  await second.close();
});
