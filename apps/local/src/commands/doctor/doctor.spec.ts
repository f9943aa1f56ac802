import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig } from '@thumbing/config';
import { idOf } from '@thumbing/pipeline/testing';
import { openDataDirectory } from '../../storage/data-directory.ts';
import { MIGRATIONS } from '../../storage/migrations.ts';
import { imagesOf, keyOf } from '../../testing/images.ts';
import { parts, type Parts } from '../../testing/parts.ts';
import { doctor } from './doctor.ts';
import { doctorJson, doctorReport } from './report.ts';

describe('doctor', () => {
  let world: Parts;
  let images: ReturnType<typeof imagesOf>;
  beforeEach(async () => {
    world = await parts();
    images = imagesOf(world.deps);
  });
  afterEach(() => world.close());

  const pathOf = (...names: readonly string[]) => join(world.folder.path, ...names);
  const findings = async (keepsOriginals = true) =>
    (await doctor({ dataDir: world.folder.path, keepsOriginals })).findings;
  const execute = (sql: string) => world.dataDirectory.database.exec(sql);

  const picture = 'x'.repeat(1_000);
  const original = (n: number) => `originals/avatar/${idOf(n)}`;
  const rendition = (n: number) => `renditions/avatar/${idOf(n)}/large.webp`;
  const granted = {
    contentType: 'image/png',
    bytes: picture.length,
    expiresAt: '2026-01-01T00:05:00.000Z',
  };
  const facts = { variant: 'large', format: 'webp', width: 1, height: 1, bytes: 5 } as const;

  /** Stores an image with its files. */
  const complete = async (n: number) => {
    await images.ready(n, { granted, renditions: [facts] });
    await images.store(n, picture);
    const key = { ...keyOf(n), variant: 'large', format: 'webp' } as const;
    await world.deps.renditions.write(key, Buffer.from('large'));
  };

  it('finds nothing in sound data, whatever the images wait for', async () => {
    await complete(1);
    await images.create(2);
    await images.create(3, { granted, status: 'processing' });
    await images.store(3, picture);
    await images.create(4, { status: 'rejected', settledAt: '2026-01-01T00:00:01.000Z' });
    await images.ready(5, { renditions: [facts], deletedAt: '2026-01-01T00:00:02.000Z' });
    await images.ready(6);
    await world.deps.records.remove(idOf(6));
    await images.store(6);
    await world.deps.inbox.send(keyOf(3), { group: 'ada' });
    const diagnosis = await doctor({ dataDir: world.folder.path, keepsOriginals: true });
    expect(diagnosis).toEqual({
      checked: { records: 5, originals: 3, renditions: 1 },
      findings: [],
    });
    expect(doctorReport(diagnosis, '/srv/images')).toBe(
      'Checked /srv/images (records: 5, originals: 3, folders of renditions: 1).\nNo problems were found.',
    );
  });

  it('finds files that are missing or of another size, by the images that have them', async () => {
    for (const n of [1, 2, 3, 4]) await complete(n);
    await images.create(5, { status: 'processing' });
    await rm(pathOf(original(1)));
    await writeFile(pathOf(original(2)), 'x');
    await rm(pathOf(rendition(3)));
    await writeFile(pathOf(rendition(4)), '');
    const missing = { problem: 'original-missing', id: idOf(5), file: original(5) };
    expect(await findings()).toEqual([
      { problem: 'original-missing', id: idOf(1), file: original(1) },
      {
        problem: 'original-damaged',
        id: idOf(2),
        file: original(2),
        detail: '1 bytes instead of 1000',
      },
      { problem: 'rendition-missing', id: idOf(3), file: rendition(3) },
      {
        problem: 'rendition-damaged',
        id: idOf(4),
        file: rendition(4),
        detail: '0 bytes instead of 5',
      },
      missing,
    ]);
    const withoutOriginals = (await findings(false)).filter(({ problem }) =>
      problem.startsWith('original'),
    );
    expect(withoutOriginals).toEqual([missing]);
  });

  it('finds files without a record', async () => {
    await complete(1);
    execute(`DELETE FROM images WHERE id = '${idOf(1)}'`);
    expect(await findings()).toEqual([
      { problem: 'original-without-record', id: idOf(1), file: original(1) },
      {
        problem: 'renditions-without-record',
        id: idOf(1),
        file: `renditions/avatar/${idOf(1)}`,
      },
    ]);
  });

  it('finds what cannot be read, waits for a start, or was not delivered, without secrets', async () => {
    await images.ready(1);
    execute(`UPDATE images SET record = '{';
      INSERT INTO messages (queue, body, due, state) VALUES
        ('inbox.dead', 'torn', 0, 'unreadable'),
        ('inbox', '{"id":"${idOf(1)}"}', 0, 'parked'),
        ('webhooks:https://app.example.com/secret.dead', '{"id":"${idOf(2)}.ready"}', 0, 'waiting'),
        ('webhooks:https://app.example.com/secret', '{"id":"${idOf(3)}.ready"}', 0, 'waiting')`);
    expect(await findings()).toEqual([
      { problem: 'record-unreadable', id: idOf(1) },
      { problem: 'message-unreadable', detail: 'row 1, inbox.dead' },
      { problem: 'message-parked', id: idOf(1), detail: 'row 2' },
      {
        problem: 'dead-letter',
        id: `${idOf(2)}.ready`,
        detail: 'row 3, https://app.example.com',
      },
    ]);
  });

  it('finds keys that cannot be used, and makes none', async () => {
    await writeFile(pathOf('keys', 'grants'), '');
    await writeFile(pathOf('keys', 'webhooks.json'), '[]');
    await rm(pathOf('keys', 'issuer.json'), { force: true });
    expect((await findings()).map(({ problem, file }) => [problem, file])).toEqual([
      ['key-unusable', 'keys/grants'],
      ['key-unusable', 'keys/webhooks.json'],
    ]);
    expect(await world.folder.files('keys')).toEqual(['addresses.json', 'grants', 'webhooks.json']);
  });

  it('finds a database that is missing, of another version, or damaged', async () => {
    const detailIn = async (dataDir: string) => {
      const diagnosis = await doctor({ dataDir, keepsOriginals: true });
      expect(diagnosis.findings).toMatchObject([{ problem: 'database-unusable' }]);
      return diagnosis.findings[0]?.detail;
    };
    expect(await detailIn(pathOf('nothing'))).toContain('thumbing.db is missing or empty');
    execute(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    expect(await detailIn(world.folder.path)).toContain('start the newer program');
    execute(`PRAGMA user_version = ${MIGRATIONS.length - 1}`);
    expect(await detailIn(world.folder.path)).toContain('start the server once');
    execute(`PRAGMA user_version = ${MIGRATIONS.length}`);

    const copy = pathOf('copy');
    await mkdir(copy);
    (
      await openDataDirectory(copy, defineConfig({ profiles: { a: { variants: { b: {} } } } }))
    ).database.close();
    const content = await readFile(join(copy, 'thumbing.db'));
    await writeFile(join(copy, 'thumbing.db'), content.fill(7, 4_096));
    expect(await detailIn(copy)).toBeDefined();
  });

  it('reports each problem once, in 80 columns, with at most 20 images and a remedy', async () => {
    for (let n = 1; n <= 23; n += 1) await images.ready(n, { granted, renditions: [facts] });
    await writeFile(pathOf('keys', 'grants'), '');
    const diagnosis = await doctor({ dataDir: world.folder.path, keepsOriginals: false });
    const report = doctorReport(diagnosis, '.thumbing');
    expect(report).toContain(
      [
        'Checked .thumbing (records: 23, originals: 0, folders of renditions: 0).',
        '',
        '✖ Keys that cannot be used (1)',
        '  keys/grants:',
      ].join('\n'),
    );
    expect(report).toContain('✖ Renditions that are missing (23)');
    expect(report.match(/^ {2}renditions\/.*\/large\.webp$/gm)).toHaveLength(20);
    expect(report).toContain('  and 3 more: --json lists them all\n→ Restore the files');
    const paths = report.split('\n').filter((line) => !line.includes(world.folder.path));
    for (const line of paths) expect(line.length).toBeLessThanOrEqual(80);
    expect(JSON.parse(doctorJson(diagnosis))).toMatchObject({
      ok: false,
      checked: { records: 23 },
      findings: { length: 24 },
    });
  });
});
