import { defineConfig, image } from '@thumbing/config';
import { memoryRenditions } from '../testing/memory.ts';
import { idOf, recordOf } from '../testing/samples.ts';
import { toImage } from './to-image.ts';

const config = defineConfig({
  profiles: {
    photo: {
      variants: {
        card: { resize: { width: 20 } },
        hero: { on: 'request', resize: { width: 40 }, formats: ['jpeg'] },
        least: { formats: { smallest: ['webp', 'png'] } },
      },
      formats: ['webp', 'png'],
      onDemand: { widths: [50, 10] },
    },
  },
});
const deps = { config, renditions: memoryRenditions() };
const ready = recordOf({ profile: 'photo', status: 'ready' });
const url = `https://assets.example.com/photo/${idOf(1)}`;

it('lists the variants that can be asked for, whichever way they are made', () => {
  const made = toImage(deps, ready);
  expect(made.variants).toEqual([
    {
      variant: 'card',
      url: `${url}/card`,
      formats: ['webp', 'png'],
      widths: [10, 50],
      widthUrl: `${url}/card,width=*`,
    },
    {
      variant: 'hero',
      url: `${url}/hero`,
      formats: ['jpeg'],
      widths: [10, 50],
      widthUrl: `${url}/hero,width=*`,
    },
  ]);
  expect(image.parse(made)).toEqual(made);
});

it('lists no variants of a profile that the configuration has lost', () => {
  expect(toImage({ ...deps, config: { profiles: {} } }, ready).variants).toEqual([]);
});

it('lists no variants of an image that is not ready, or is being deleted', () => {
  for (const status of ['pending', 'processing', 'rejected', 'failed', 'expired'] as const) {
    expect(toImage(deps, { ...ready, status })).not.toHaveProperty('variants');
  }
  const deletedAt = '2026-01-01T00:00:00.000Z';
  expect(toImage(deps, { ...ready, deletedAt })).not.toHaveProperty('variants');
});

it('lists only variants that were made where no profile has anything made on request', () => {
  const variants = { card: {}, later: {} };
  const eager = defineConfig({ profiles: { photo: { variants, formats: ['webp'] } } });
  const made = { variant: 'card', format: 'webp', width: 9, height: 6, bytes: 100 } as const;
  const found = toImage({ ...deps, config: eager }, { ...ready, renditions: [made] });
  expect(found.variants?.map(({ variant }) => variant)).toEqual(['card']);
});
