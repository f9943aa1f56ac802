import { unlink } from 'node:fs/promises';
import { eventOf, idOf } from '@thumbing/pipeline/testing';
import { imagesOf, keyOf } from '../testing/images.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { deadLetters } from './dead-letters.ts';

const webhook = { url: 'https://hooks.example.com/a-secret-path' };
const settledAt = '2026-01-01T00:00:00.000Z';
const error = { code: 'processing-failed', detail: 'the image could not be processed' };
const refusal = (message: string) => ({ name: 'CommandError', message });
const receive = { max: 10, waitSeconds: 0 };

describe('dead-letters', () => {
  let world: Parts;
  let images: ReturnType<typeof imagesOf>;
  let printed: string[];
  let logged: string[];
  beforeEach(async () => {
    world = await parts({ webhooks: [webhook] });
    images = imagesOf(world.deps);
    [printed, logged] = [[], []];
  });
  afterEach(() => world.close());

  /** Runs a command, and returns what it prints. */
  const run = async (command: string, now = Date.now()): Promise<string> => {
    printed = [];
    await deadLetters([...command.split(' '), '--data-dir', world.folder.path], {
      print: (text) => void printed.push(text),
      log: (message) => void logged.push(message),
      now,
    });
    return printed.join('\n');
  };
  const fail = async (n: number, owner = 'ada') => {
    await images.create(n, { owner, status: 'failed', error, settledAt });
    await images.store(n);
  };
  const queue = () => world.deps.queues.webhooks[0]?.queue;
  /** Sends an event that is given up after its last attempt. */
  const exhaust = async (n: number, reason = 'the webhook responded with 500') => {
    await queue()?.send(eventOf(n));
    world.dataDirectory.database.exec("UPDATE messages SET attempts = 7 WHERE queue LIKE '%path'");
    for (const delivery of (await queue()?.receive(receive)) ?? []) await delivery.retry(0, reason);
    expect(await queue()?.receive(receive)).toEqual([]);
  };
  const inbox = async () => {
    const deliveries = await world.deps.queues.inbox.receive(receive);
    return deliveries.map(({ message }) => message);
  };
  const dayLater = Date.parse(settledAt) + 30 * 3_600_000;

  it('lists images and events in 80 columns, without secrets', async () => {
    await fail(1);
    await fail(2, 'an owner\u001b[2J with a long name');
    await images.create(3, {
      status: 'rejected',
      error: { code: 'too-slow', detail: 'x' },
      settledAt,
    });
    await images.store(3);
    await exhaust(4);
    const text = await run('list', dayLater);
    expect(text.split('\n')).toEqual([
      'ID                                     AGE  FAILED',
      `${idOf(1)}    1d  avatar of ada: processing-failed: t…`,
      `${idOf(2)}    1d  avatar of an owner?[2J with a long …`,
      `${idOf(3)}    1d  avatar of ada: too-slow: x`,
      `1                                       0s  ready to https://hooks.example.com:…`,
    ]);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(80);
  });

  it('shows one in full', async () => {
    await exhaust(4);
    expect(await run('show 1')).toMatch(
      new RegExp(
        `^id       1
queue    webhook of https://hooks\\.example\\.com
since    20.*Z \\(\\ds\\)
event    ${idOf(4)}\\.ready
image    ${idOf(4)}
profile  avatar
owner    ü\\|🙂
error    the webhook responded with 500$`,
      ),
    );
    await expect(run('show 2')).rejects.toMatchObject(
      refusal('there is no dead letter 2: dead-letters list has their ids'),
    );
  });

  it('prints a JSON object for each', async () => {
    await fail(1);
    const letter = {
      id: idOf(1),
      queue: 'inbox',
      since: settledAt,
      error: 'processing-failed: the image could not be processed',
      image: { id: idOf(1), profile: 'avatar', owner: 'ada' },
    };
    await fail(2);
    await run('list --json');
    expect(printed.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([
      idOf(1),
      idOf(2),
    ]);
    expect(JSON.parse(await run(`show ${idOf(1)} --json`))).toEqual(letter);
    expect(await run(`redrive ${idOf(1)} --json`)).toBe(`{"id":"${idOf(1)}"}`);
  });

  it("reopens an image and sends it to the inbox, in its owner's turn", async () => {
    for (const n of [1, 2]) await fail(n, 'eve');
    await fail(3, 'ada');
    expect(await run(`redrive ${idOf(1)} ${idOf(2)} ${idOf(3)}`)).toBe(
      [1, 2, 3].map((n) => `${idOf(n)} waits to be processed again`).join('\n'),
    );
    expect(await world.deps.records.get(idOf(1))).toMatchObject({ status: 'pending' });
    expect(await inbox()).toEqual([keyOf(1), keyOf(3), keyOf(2)]);
    expect(await run('list')).toBe('There are no dead letters.');
  });

  it('sends an image again that a command reopened and then died', async () => {
    await images.create(1);
    await images.store(1);
    await run(`redrive ${idOf(1)}`);
    expect(await inbox()).toEqual([keyOf(1)]);
  });

  it('gives an event all of its attempts again', async () => {
    await exhaust(1);
    await run('redrive 1');
    expect(await queue()?.receive(receive)).toMatchObject([
      { message: { id: `${idOf(1)}.ready` }, attempt: 1 },
    ]);
    expect(await run('list')).toBe('There are no dead letters.');
  });

  it('redrives all that it lists', async () => {
    await exhaust(1);
    await fail(2);
    await run('redrive --all');
    expect(await inbox()).toEqual([keyOf(2)]);
    expect(await queue()?.receive(receive)).toHaveLength(1);
    expect(await run('redrive --all')).toBe('There are no dead letters.');
  });

  it('says what it cannot redrive, and redrives the others', async () => {
    await images.ready(1);
    await fail(2);
    await unlink(world.deps.originals.pathOf(keyOf(2)));
    await images.create(3);
    await images.create(4, { status: 'failed', settledAt, deletedAt: settledAt });
    await fail(5);
    expect(await run('list')).not.toContain(idOf(2));
    const ids = [1, 2, 3, 4, 5].map(idOf).join(' ');
    await expect(run(`redrive 7 ${ids}`)).rejects.toMatchObject(
      refusal(`there is no dead letter 7: dead-letters list has their ids
image ${idOf(1)} is ready: only images that failed, or took too long, are processed again
the original of image ${idOf(2)} is gone: have it uploaded again
image ${idOf(3)} waits for its original
there is no image ${idOf(4)}: list has the ids of those that failed`),
    );
    expect(await inbox()).toEqual([keyOf(5)]);
  });

  it('lists a message that could not be read, and tries it again', async () => {
    await world.deps.inbox.send(keyOf(1));
    const { database } = world.dataDirectory;
    database.exec("UPDATE messages SET body = 'torn'");
    expect(await inbox()).toEqual([]);
    expect(await run('list')).toBe('ID   AGE  FAILED\n1     0s  inbox: the message cannot be read');
    database.prepare('UPDATE messages SET body = ?').run(JSON.stringify(keyOf(1)));
    await run('redrive 1');
    expect(await inbox()).toEqual([keyOf(1)]);
  });

  it('leaves messages that a worker is about to mark as failed', async () => {
    await world.deps.inbox.send(keyOf(1));
    world.dataDirectory.database.exec("UPDATE messages SET queue = 'inbox.dead'");
    expect(await run('list')).toBe('There are no dead letters.');
    await expect(run('redrive 1')).rejects.toThrow('there is no dead letter 1');
  });

  it('lists the others beside a record that cannot be read', async () => {
    for (const n of [1, 2]) await fail(n);
    world.dataDirectory.database
      .prepare("UPDATE images SET record = 'torn' WHERE id = ?")
      .run(idOf(1));
    expect(await run('list')).toContain(idOf(2));
    expect(logged).toEqual(['an image is left out']);
  });

  it('names the database that is missing', async () => {
    const quiet = { print: () => undefined, log: () => undefined, now: 0 };
    await expect(deadLetters(['list', '--data-dir', '/nowhere'], quiet)).rejects.toMatchObject(
      refusal(
        '/nowhere/thumbing.db is missing or empty: give the data directory of the server, or restore it from a backup',
      ),
    );
  });
});
