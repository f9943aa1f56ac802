import { originalKey, renditionKey, type OriginalKey } from '@thumbing/config';
import { finalEvents } from '../../testing/final-events.ts';
import {
  DAY,
  found,
  png,
  reconcilingWorld,
  type ReconcilingWorld,
} from './testing/reconciling-world.ts';
import { deleteImage } from '../delete-image.ts';
import { expireGrant } from '../expire-grant.ts';
import { markFailed } from '../mark-failed.ts';
import { summaryOf, unrepairedIn } from './reconciliation.ts';

let world: ReconcilingWorld;
beforeEach(() => {
  world = reconcilingWorld();
});

describe('reconcile', () => {
  it('finds nothing in a sound pipeline, whatever the images wait for', async () => {
    await world.ready();
    await markFailed(world.deps)(await world.upload(png));
    const unused = await world.upload(png);
    world.files.originals.delete(originalKey.format(unused));
    await world.deps.clock.sleep(DAY);
    await expireGrant(world.deps)(unused.id);
    await world.work();
    await world.deps.clock.sleep(DAY + 1);
    const report = await world.reconciled();
    expect(report).toEqual({
      startedAt: '2026-01-03T00:00:00.001Z',
      checked: { records: 3, originals: 2, renditions: 1 },
      findings: {},
    });
    expect(summaryOf(report)).toBe(
      'compared 3 records, 2 originals, renditions of 1 images: nothing differs',
    );
  });

  it('has an original processed whose message was lost', async () => {
    const key = await world.upload(png);
    await world.deps.clock.sleep(DAY + 1);
    expect((await world.reconciled()).findings).toEqual({ 'notice-missed': found(true, key) });
    await world.work();
    expect(await world.statusOf(key)).toBe('ready');
    expect(finalEvents(world)).toHaveLength(1);
  });

  it('has an image processed that no worker came to an end with', async () => {
    const key = await world.interrupted();
    await world.deps.clock.sleep(DAY + 1);
    expect((await world.reconciled()).findings).toEqual({
      'processing-unfinished': found(true, key),
    });
    await world.work();
    expect(await world.statusOf(key)).toBe('ready');
  });

  it('has a deletion finished that began and never ended', async () => {
    const key = await world.ready();
    await deleteImage(world.deps)('ada', key.id);
    await world.deps.clock.sleep(DAY + 1);
    expect((await world.reconciled()).findings).toEqual({
      'deletion-unfinished': found(true, key),
    });
    await world.work();
    expect(await world.statusOf(key)).toBeUndefined();
    expect(world.files).toEqual({ originals: new Map(), copies: new Map(), renditions: new Map() });
  });

  it('has an original removed that arrived after its image had expired', async () => {
    const key = await world.upload(png);
    world.files.originals.clear();
    await world.deps.clock.sleep(DAY);
    await expireGrant(world.deps)(key.id);
    world.files.originals.set(originalKey.format(key), png);
    await world.deps.clock.sleep(DAY + 1);
    expect((await world.reconciled()).findings).toEqual({ 'original-unusable': found(true, key) });
    await world.work();
    expect(world.files.originals.size).toBe(0);
  });

  it('reports renditions that are missing', async () => {
    const [whole, partial, none] = [await world.ready(), await world.ready(), await world.ready()];
    const remove = (key: OriginalKey, variant: string, format: 'webp' | 'jpeg') =>
      world.files.renditions.delete(renditionKey.format({ ...key, variant, format }));
    remove(partial, 'large', 'jpeg');
    await world.deps.renditions.removeAll(none);
    await world.deps.clock.sleep(DAY + 1);
    const report = await world.reconciled();
    expect(report.findings).toEqual({ 'renditions-missing': found(false, partial, none) });
    expect(unrepairedIn(report)).toBe(2);
    expect(world.deps.inbox.receive()).toEqual([]);
    expect(await world.statusOf(whole)).toBe('ready');
  });

  it('leaves alone what is younger than a day', async () => {
    await world.upload(png);
    await world.interrupted();
    await deleteImage(world.deps)('ada', (await world.ready()).id);
    const lost = await world.ready();
    await world.deps.renditions.removeAll(lost);
    await world.deps.clock.sleep(DAY);
    expect((await world.reconciled()).findings).toEqual({});
  });
});
