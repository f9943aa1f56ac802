import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientOf, waitUntil } from '@thumbing/adapters/testing';
import { connectDatabase } from './storage/database.ts';
import { jpeg, SMALL } from './testing/edition.ts';
import { configure, DATA } from './testing/process.ts';
import { ANY_PORT, useProcesses } from './testing/processes.ts';
import { tokenOf } from './testing/token-of.ts';

const { folder, begin } = useProcesses();

it('a failed image is listed, redriven while the server runs, and ready', async () => {
  await configure(folder(), SMALL);
  const server = begin(ANY_PORT);
  const url = await server.url();
  const ada = clientOf(url, await tokenOf(url, 'ada'));
  const status = async (id: string) => (await ada.getImage(id)).status;

  // Renditions of this profile cannot be stored.
  const obstacle = join(folder().path, 'data', 'renditions', 'avatar');
  await writeFile(obstacle, '');
  const id = await ada.upload(jpeg);
  const database = connectDatabase(join(folder().path, 'data', 'thumbing.db'), { readOnly: false });
  // Its retries would take minutes.
  const exhaust = database.prepare(
    "UPDATE messages SET queue = 'inbox.dead', due = 9e15 WHERE state = 'waiting' AND error IS NOT NULL",
  );
  await waitUntil(() => exhaust.run().changes === 1);
  await rm(obstacle);
  database.exec('UPDATE messages SET due = 0');
  database.close();
  await waitUntil(async () => (await status(id)) === 'failed');

  const list = begin(['dead-letters', 'list', ...DATA]);
  expect(await list.ended).toBe(0);
  expect(list.output()).toContain(id);
  const redrive = begin(['dead-letters', 'redrive', id, ...DATA]);
  expect([await redrive.ended, redrive.output()]).toEqual([
    0,
    `${id} waits to be processed again\n`,
  ]);
  await waitUntil(async () => (await status(id)) === 'ready');

  const again = begin(['dead-letters', 'redrive', id, ...DATA]);
  expect([await again.ended, again.output()]).toEqual([
    1,
    `image ${id} is ready: only images that failed, or took too long, are processed again\n`,
  ]);
});

it('a command that is misspelled prints the usage of dead-letters', async () => {
  const misspelled = begin(['dead-letters', 'lits']);
  expect(await misspelled.ended).toBe(2);
  expect(misspelled.output()).toMatch(
    /^the command is 'lits': use list, show or redrive\n\nUsage: npm start -- dead-letters/,
  );
});
