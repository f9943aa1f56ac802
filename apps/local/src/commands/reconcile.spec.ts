import { idOf } from '@thumbing/pipeline/testing';
import { exitCodeOf, reconciliationText } from '../cli/reconciliation-text.ts';
import { SLICE } from '../storage/sqlite-record-lists.ts';
import { imagesOf, keyOf } from '../testing/images.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { reconcileAll } from '../workers/reconcile-all.ts';
import { reconcileDirectory } from './reconcile.ts';

describe('reconcile, beside a server', () => {
  let world: Parts;
  let images: ReturnType<typeof imagesOf>;
  let logged: string[];
  beforeEach(async () => {
    world = await parts();
    images = imagesOf(world.deps);
    logged = [];
  });
  afterEach(() => world.close());

  const run = (options: { dryRun?: boolean; removeUnrecorded?: boolean } = {}) =>
    reconcileDirectory({
      dataDir: world.folder.path,
      log: (message) => void logged.push(message),
      ...options,
    });
  const inbox = async () => {
    const deliveries = await world.deps.queues.inbox.receive({ max: 10, waitSeconds: 0 });
    return deliveries.map(({ message }) => message);
  };
  const facts = { variant: 'large', format: 'webp', width: 1, height: 1, bytes: 5 } as const;

  it('finds nothing in sound data', async () => {
    const key = { ...keyOf(1), variant: 'large', format: 'webp' } as const;
    await images.ready(1, { renditions: [facts] });
    await images.store(1);
    await world.deps.renditions.write(key, Buffer.from('large'));
    const report = await run();
    expect(report).toMatchObject({
      checked: { records: 1, originals: 1, renditions: 1 },
      findings: {},
    });
    expect(reconciliationText(report, false)).toBe(
      'Compared 1 records, 1 originals and the renditions of 1 images.\nNothing differs.',
    );
    expect(exitCodeOf(report)).toBe(0);
  });

  it('sends to the inbox what a worker repairs', async () => {
    await images.create(1);
    await images.store(1);
    await images.create(2, { status: 'processing', owner: 'eve' });
    await images.ready(3, { deletedAt: '2026-01-01T00:00:02.000Z' });
    const report = await run();
    expect(Object.keys(report.findings).sort()).toEqual([
      'deletion-unfinished',
      'notice-missed',
      'processing-unfinished',
    ]);
    expect(exitCodeOf(report)).toBe(0);
    expect(new Set(await inbox())).toEqual(new Set([1, 2, 3].map(keyOf)));
    expect(reconciliationText(report, false)).toContain(
      `✖ Originals that no worker was told of (1, sent to the inbox: 1)\n  ${idOf(1)}`,
    );
  });

  it('changes nothing in a dry run', async () => {
    await images.create(1, { status: 'processing' });
    const report = await run({ dryRun: true });
    expect(await inbox()).toEqual([]);
    expect(exitCodeOf(report)).toBe(1);
    expect(reconciliationText(report, true)).toContain('this was a dry run');
  });

  it('reports files without a record, and has them removed only if it is told to', async () => {
    await images.store(1);
    const text = reconciliationText(await run(), false);
    expect(text).toContain(`✖ Originals without a record (1)\n  ${idOf(1)}`);
    expect(text).toContain('may be the only copies of pictures');
    expect(await inbox()).toEqual([]);
    expect(exitCodeOf(await run({ removeUnrecorded: true }))).toBe(0);
    expect(await inbox()).toEqual([keyOf(1)]);
  });

  it('counts nothing as old while the clock is far ahead of the last time seen', async () => {
    world.dataDirectory.database.exec(
      "INSERT OR REPLACE INTO clock (id, seen) VALUES (1, unixepoch('2026-01-01') * 1000)",
    );
    await images.store(1);
    expect(await run({ removeUnrecorded: true })).toMatchObject({ findings: {} });
    expect(logged).toEqual(['the clock is far ahead of the last time seen: nothing counts as old']);
  });

  it('reports a record that cannot be read, and goes on', async () => {
    await images.ready(1);
    await images.create(2, { status: 'processing' });
    world.dataDirectory.database.exec(`UPDATE images SET record = '{' WHERE id = '${idOf(1)}'`);
    expect((await run()).findings).toMatchObject({
      'record-unreadable': { found: 1 },
      'processing-unfinished': { found: 1, repaired: 1 },
    });
  });

  it('stops between two pages when the server stops', async () => {
    for (let n = 1; n <= 2 * SLICE; n += 1) await images.create(n);
    const stop = AbortSignal.abort();
    const deps = { ...world.deps, isClockTrusted: () => true, onError: () => undefined };
    expect(await reconcileAll(deps, {}, stop)).toMatchObject({
      checked: { records: SLICE },
      next: { stage: 'records', from: idOf(SLICE) },
    });
  });
});
