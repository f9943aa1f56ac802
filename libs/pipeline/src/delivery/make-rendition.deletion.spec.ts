import fc from 'fast-check';
import type { OriginalKey, RenditionKey } from '@thumbing/config';
import { deliveryWorld } from './testing/delivery-world.ts';
import { finishing } from '../testing/memory-world.ts';
import { takeTurns, type Step } from '../testing/take-turns.ts';
import { deleteImage } from '../use-cases/delete-image.ts';
import { makeRendition, type MakeRenditionDeps } from './make-rendition.ts';

const hero = (image: OriginalKey): RenditionKey => ({ ...image, variant: 'hero', format: 'webp' });

it('refuses a deleted image as gone, until nothing of it is left', async () => {
  const { deps, ready } = deliveryWorld();
  const image = await ready();
  await deleteImage(deps)('ada', image.id);
  await expect(makeRendition(deps)(hero(image))).rejects.toMatchObject({ code: 'deleted' });
  await deps.records.remove(image.id);
  await expect(makeRendition(deps)(hero(image))).rejects.toMatchObject({ code: 'not-found' });
});

it('does not answer with a picture that was deleted while it was made', async () => {
  const { deps, ready, files } = deliveryWorld();
  const image = await ready();
  const render: typeof deps.render = async (...asked) => {
    await deleteImage(finishing(deps))('ada', image.id);
    return deps.render(...asked);
  };
  await expect(makeRendition({ ...deps, render })(hero(image))).rejects.toMatchObject({
    code: 'not-found',
  });
  expect(files.renditions.size).toBe(0);
});

it('leaves no file of an image that is deleted at any moment of the work', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat()), async (choices) => {
      const { deps, ready, files } = deliveryWorld();
      const image = await ready();
      await takeTurns(
        [
          async (step) => {
            const made = makeRendition(stepping(deps, step))(hero(image));
            await made.then(({ kept }) => kept).catch(() => undefined);
          },
          async (step) => {
            const removing = { ...finishing(deps), ...stepping(deps, step) };
            await deleteImage(removing)('ada', image.id);
          },
        ],
        (among) => (choices.next().value ?? 0) % among,
      );
      expect(files.renditions.size).toBe(0);
    }),
    { numRuns: 200 },
  );
});

/** Dependencies that wait for their turn before each call that a deletion may race with. */
const stepping = <Deps extends Pick<MakeRenditionDeps, 'records' | 'renditions' | 'originals'>>(
  deps: Deps,
  step: Step,
): Deps => ({
  ...deps,
  records: { ...deps.records, get: (id: string) => step(() => deps.records.get(id)) },
  originals: {
    ...deps.originals,
    read: (key: OriginalKey) => step(() => deps.originals.read(key)),
  },
  renditions: {
    ...deps.renditions,
    write: (key: RenditionKey, data: Uint8Array) => step(() => deps.renditions.write(key, data)),
    removeAll: (key: OriginalKey) => step(() => deps.renditions.removeAll(key)),
  },
});
