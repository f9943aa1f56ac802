import { photo } from '@thumbing/image-processor/testing';
import type { RenditionFacts } from '../domain/image-record.ts';
import { latestRendition, type LatestRequest } from './latest-rendition.ts';
import { processImage } from './process-image.ts';
import { memoryWorld, type MemoryWorld } from '../testing/memory-world.ts';
import { idOf, recordOf } from '../testing/samples.ts';

const request: LatestRequest = {
  profile: 'avatar',
  owner: 'ada',
  variant: 'large',
  format: 'webp',
};
const large: RenditionFacts = {
  variant: 'large',
  format: 'webp',
  width: 8,
  height: 8,
  bytes: 50,
};

const latest = ({ deps }: MemoryWorld, asked: Partial<LatestRequest> = {}): Promise<string> =>
  latestRendition(deps)({ ...request, ...asked });

describe('latestRendition', () => {
  it('returns the URL of the newest image, whatever the order of settling', async () => {
    const world = memoryWorld();
    const picture = await photo({ width: 8, height: 8, format: 'png' });
    const older = await world.upload(picture);
    const newer = await world.upload(picture);
    await processImage(world.deps)(newer);
    expect(await latest(world)).toBe(`https://assets.example.com/avatar/${newer.id}/large.webp`);
    await processImage(world.deps)(older);
    expect(await latest(world)).toBe(`https://assets.example.com/avatar/${newer.id}/large.webp`);
  });

  it('skips newer images that are pending, rejected, failed or deleted', async () => {
    const world = memoryWorld();
    const { records } = world.deps;
    await records.create(recordOf({ id: idOf(1), status: 'ready', renditions: [large] }));
    await records.create(recordOf({ id: idOf(2), status: 'pending' }));
    await records.create(recordOf({ id: idOf(3), status: 'processing' }));
    await records.create(recordOf({ id: idOf(4), status: 'rejected' }));
    await records.create(recordOf({ id: idOf(5), status: 'failed' }));
    await records.create(
      recordOf({
        id: idOf(6),
        status: 'ready',
        renditions: [large],
        deletedAt: '2026-01-01T00:00:00.000Z',
      }),
    );
    expect(await latest(world)).toContain(idOf(1));
  });

  it.each<[string, Partial<LatestRequest>]>([
    ['owner', { owner: 'eve' }],
    ['profile', { profile: 'banner' }],
    ['variant', { variant: 'huge' }],
    ['format', { format: 'png' }],
  ])('finds nothing for another %s', async (_, asked) => {
    const world = memoryWorld();
    await world.deps.records.create(recordOf({ status: 'ready', renditions: [large] }));
    await expect(latest(world, asked)).rejects.toMatchObject({ code: 'not-found' });
  });
});
