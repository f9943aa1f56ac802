import { defineConfig } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { memoryWorld } from '../testing/memory-world.ts';
import { processImage } from './process-image.ts';

const png = await photo({ width: 20, height: 10, format: 'png' });

const config = (variants: object) =>
  defineConfig({ profiles: { avatar: { variants: { ...variants }, formats: ['webp'] } } });

const request = { hero: { on: 'request', resize: { width: 16 } } };

describe('a variant on request', () => {
  it('is not made at upload, unlike those beside it', async () => {
    const world = memoryWorld({ config: config({ ...request, thumb: { resize: { width: 4 } } }) });
    const key = await world.upload(png);
    await processImage(world.deps)(key);
    expect([...world.files.renditions.keys()]).toEqual([`avatar/${key.id}/thumb.webp`]);
  });

  it('leaves an upload its checks, facts and placeholder', async () => {
    const world = memoryWorld({ config: config(request) });
    const key = await world.upload(png);
    await processImage(world.deps)(key);
    expect(world.files.renditions.size).toBe(0);
    expect(await world.deps.records.get(key.id)).toMatchObject({
      status: 'ready',
      original: { format: 'png', width: 20, height: 10 },
      placeholder: { color: expect.stringMatching(/^#/) as string },
    });
  });

  it('leaves a damaged upload rejected', async () => {
    const world = memoryWorld({ config: config(request) });
    const key = await world.upload(png.subarray(0, png.length / 2));
    await processImage(world.deps)(key);
    expect(await world.deps.records.get(key.id)).toMatchObject({ error: { code: 'corrupt' } });
  });
});
