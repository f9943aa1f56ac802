import type { ProfileInput } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { deliveryWorld } from '../testing/delivery-world.ts';
import { down } from '../../testing/interference.ts';
import { copyAhead } from './copy-ahead.ts';

const large = await photo({ width: 3_000, height: 2_250, format: 'jpeg' });

const VARIANTS = { card: { resize: { width: 20 } } };

describe('copyAhead', () => {
  it('makes the copy of a large original, where renditions may be asked for', async () => {
    const { deps, ready, files } = deliveryWorld();
    const image = await ready(large);
    await copyAhead(deps)(image);
    expect([...files.copies.keys()]).toEqual([`photo/${image.id}/1280.jpeg`]);
  });

  it.each<[string, Pick<ProfileInput, 'onDemand'>]>([
    ['widths', { onDemand: { widths: [10] } }],
    ['recipes', { onDemand: { recipes: 'signed' } }],
  ])('makes it for a profile with %s', async (_, profile) => {
    const profiles = { photo: { maxBytes: '30 MB', variants: VARIANTS, ...profile } };
    const { deps, ready, files } = deliveryWorld({}, { profiles });
    await copyAhead(deps)(await ready(large));
    expect(files.copies.size).toBe(1);
  });

  it('makes none where all is made at upload, and none of a small original', async () => {
    const profiles = { photo: { maxBytes: '30 MB', variants: VARIANTS } };
    const eager = deliveryWorld({}, { profiles });
    await copyAhead(eager.deps)(await eager.ready(large));
    const small = deliveryWorld();
    await copyAhead(small.deps)(await small.ready());
    expect([eager.files.copies.size, small.files.copies.size]).toEqual([0, 0]);
  });

  it('makes none of an image that is not ready, or not there', async () => {
    const { deps, upload, files } = deliveryWorld();
    const image = await upload(large, { profile: 'photo', contentType: 'image/jpeg' });
    await copyAhead(deps)(image);
    await deps.records.remove(image.id);
    await copyAhead(deps)(image);
    expect(files.copies.size).toBe(0);
  });

  it('reports a failure, and does not fail itself', async () => {
    const { deps, ready, unkept } = deliveryWorld();
    const image = await ready(large);
    await copyAhead({ ...deps, render: down })(image);
    await copyAhead({ ...deps, copies: { write: down } })(image);
    expect(unkept).toEqual([`the copy of photo/${image.id}`, `photo/${image.id}/1280.jpeg`]);
  });
});
