import { defineConfig } from '@thumbing/config';
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

const ON_REQUEST = defineConfig({
  profiles: {
    avatar: {
      variants: {
        hero: { on: 'request', resize: { width: 40 }, formats: ['webp'] },
        later: { resize: { width: 20 } },
        least: { formats: { smallest: ['webp', 'png'] } },
      },
      formats: ['webp', 'png'],
      onDemand: { widths: [10, 50] },
    },
  },
});

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
    ['hero.webp', { variant: 'hero' }],
    ['later.png', { variant: 'later', format: 'png' }],
    ['hero,width=50.webp', { variant: 'hero', width: 50 }],
  ])('returns the URL of %s, which was made or can be', async (file, asked) => {
    const { deps } = memoryWorld({ config: ON_REQUEST });
    await deps.records.create(recordOf({ status: 'ready', renditions: [large] }));
    expect(await latestRendition(deps)({ ...request, ...asked })).toBe(
      `https://assets.example.com/avatar/${idOf(1)}/${file}`,
    );
  });

  it.each<[string, Partial<LatestRequest>]>([
    ['a format', { variant: 'hero', format: 'jpeg' }],
    ['a width', { variant: 'hero', width: 51 }],
    ['a variant that is lost, and is served no more,', { variant: 'lost' }],
    ['the width of a variant that is lost', { variant: 'lost', width: 50 }],
    ['the smallest format', { variant: 'least' }],
    ['a property', { variant: 'constructor' }],
  ])('finds nothing for %s that cannot be asked for', async (_, asked) => {
    const { deps } = memoryWorld({ config: ON_REQUEST });
    const lost = { ...large, variant: 'lost' };
    await deps.records.create(recordOf({ status: 'ready', renditions: [lost] }));
    await expect(latestRendition(deps)({ ...request, ...asked })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('finds nothing for a variant of later on, where no profile has anything made on request', async () => {
    const variants = { large: { resize: { width: 8 } }, later: {} };
    const config = defineConfig({ profiles: { avatar: { variants, formats: ['webp'] } } });
    const world = memoryWorld({ config });
    await world.deps.records.create(recordOf({ status: 'ready', renditions: [large] }));
    await expect(latest(world, { variant: 'later' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await latest(world)).toContain('large.webp');
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
