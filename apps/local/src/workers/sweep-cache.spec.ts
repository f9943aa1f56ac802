import { idOf } from '@thumbing/pipeline/testing';
import { imagesOf } from '../testing/images.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { sweepCache } from './sweep-cache.ts';

describe('sweepCache', () => {
  let world: Parts;
  beforeEach(async () => {
    world = await parts();
  });
  afterEach(() => world.close());

  it('removes what is left of deleted images, and nothing of others', async () => {
    const { deps, folder } = world;
    await imagesOf(deps).ready(1);
    for (const id of [idOf(1), idOf(2)]) {
      await deps.cache.write(`copies/avatar/${id}/1280.jpeg`, Buffer.from('a copy'));
      await deps.cache.write(`renditions/avatar/${id}/width=9.webp`, Buffer.from('a picture'));
    }
    await sweepCache(deps);
    expect(await folder.files('cache')).toEqual([
      `copies/avatar/${idOf(1)}/1280.jpeg`,
      `renditions/avatar/${idOf(1)}/width=9.webp`,
    ]);
  });

  it('does nothing where nothing was kept', async () => {
    await sweepCache(world.deps);
    expect(await world.folder.files('cache')).toEqual([]);
  });
});
