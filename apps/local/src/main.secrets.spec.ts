import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientOf, put, receiver, serve, waitUntil } from '@thumbing/adapters/testing';
import { photo } from '@thumbing/image-processor/testing';
import { SMALL } from './testing/edition.ts';
import { configure } from './testing/process.ts';
import { ANY_PORT, useProcesses } from './testing/processes.ts';
import { tokenOf } from './testing/token-of.ts';

const { folder: folderOf, begin } = useProcesses();

/** Strings of a JSON document that are long enough to be secrets. */
const stringsIn = (json: string): string[] => json.match(/(?<=")[\w+/=-]{16,}(?=")/g) ?? [];

it('prints no secret in a run with every kind of failure', async () => {
  const folder = folderOf();
  const path = 'T0-path-of-a-hook-9f3';
  const key = 'key-of-a-hook-51c';
  const refusing = await serve(() => (_, response) => response.writeHead(500).end());
  const accepting = await receiver({ secret: () => '' });
  const gone = await serve(() => () => undefined);
  await gone.close();
  const hooks = [refusing, accepting, gone].map(
    ({ url }) => `${new URL(url).origin}/${path}?key=${key}`,
  );
  await configure(folder, { ...SMALL, webhooks: hooks.map((url) => ({ url })) });
  const server = begin(ANY_PORT);
  const url = await server.url();

  const token = await tokenOf(url, 'sub-of-ada');
  const ada = clientOf(url, token);
  const filename = 'private-name-of-a-file.jpg';
  const jpeg = new Uint8Array(await photo({ width: 60, height: 40 }));
  const granted = await ada.grant(jpeg.length, { filename });
  const { searchParams } = new URL(granted.upload.url);
  const signature = searchParams.get('signature') ?? '';
  const forged = new URL(granted.upload.url);
  forged.searchParams.set('bytes', '1');
  expect((await fetch(forged, { method: 'PUT', body: jpeg })).status).toBe(403);
  expect(await put(granted, jpeg.slice(1))).toBe(400);
  expect(await put(granted, jpeg)).toBe(200);
  expect(await put(granted, jpeg)).toBe(412);
  expect((await ada.settled(granted.id)).status).toBe('ready');
  const wrong = `${token.slice(0, -40)}${'A'.repeat(40)}`;
  expect((await clientOf(url, wrong).api('/v1/images')).status).toBe(401);
  await waitUntil(() => (server.output().match(/webhook of/g) ?? []).length >= hooks.length);
  server.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  for (const { close } of [refusing, accepting]) await close();

  const keys = join(folder.path, 'data', 'keys');
  const files = await Promise.all((await readdir(keys)).map((name) => readFile(join(keys, name))));
  const secrets = [
    path,
    key,
    filename,
    signature,
    ...[token, wrong].flatMap((each) => each.split('.')),
    ...files.flatMap((file) => [file.toString('hex'), file.toString('base64')]),
    ...files.flatMap((file) => stringsIn(file.toString())),
    'PRIVATE KEY',
  ];
  expect(secrets.filter((secret) => secret.length < 9)).toEqual([]);
  const output = server.output();
  expect(secrets.filter((secret) => output.includes(secret))).toEqual([]);
  // Failures are logged all the same: a webhook's by its origin, a refused token's by its reason.
  for (const hook of hooks) expect(output).toContain(`webhook of ${new URL(hook).origin}: event`);
  expect(output).toContain('token refused: the signature of the token is invalid');
});
