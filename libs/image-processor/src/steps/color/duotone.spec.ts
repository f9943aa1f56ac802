import { apply, colorsOf, draw, drawRow } from '../../testing/apply.ts';
import { duotone } from './duotone.ts';
import { grayscale } from './grayscale.ts';

const grays = draw(256, 1, (x) => [x, x, x]);

describe('duotone', () => {
  it.each`
    what                        | shadow       | highlight
    ${'a darker and a lighter'} | ${'#0a1e50'} | ${'#ffd28c'}
    ${'a lighter and a darker'} | ${'#ffd28c'} | ${'#0a1e50'}
    ${'some up, some down'}     | ${'#c80a64'} | ${'#14fa64'}
    ${'black and white'}        | ${'#000000'} | ${'#ffffff'}
    ${'white and black'}        | ${'#ffffff'} | ${'#000000'}
    ${'one color'}              | ${'#123456'} | ${'#123456'}
  `('maps grays to colors between $what', async ({ shadow, highlight }: Case) => {
    const made = colorsOf(await apply(duotone, grays, { shadow, highlight }));
    const [from, to] = [bytes(shadow), bytes(highlight)];
    made.forEach((color, x) =>
      color.forEach((value, channel) => {
        const [low = 0, high = 0] = [from[channel], to[channel]];
        expect(Math.abs(value - (low + ((high - low) * x) / 255))).toBeLessThanOrEqual(0.501);
      }),
    );
    expect(made[0]).toEqual(from);
    expect(made[255]).toEqual(to);
  });
  interface Case {
    shadow: string;
    highlight: string;
  }

  it('depends on luminance', async () => {
    const source = drawRow([255, 0, 0], [0, 255, 0], [0, 0, 255], [200, 100, 50]);
    const made = colorsOf(await apply(duotone, source, { shadow: '#000', highlight: '#fff' }));
    const gray = colorsOf(await apply(grayscale, source, true));
    made
      .flat()
      .forEach((value, at) =>
        expect(Math.abs(value - (gray.flat()[at] ?? 0))).toBeLessThanOrEqual(1),
      );
  });

  it('accepts short colors', async () => {
    const long = await apply(duotone, grays, { shadow: '#00ff88', highlight: '#112233' });
    expect(await apply(duotone, grays, { shadow: '#0f8', highlight: '#123' })).toEqual(long);
  });

  it('keeps alpha', async () => {
    const source = drawRow([0, 0, 0, 0], [0, 0, 0, 77], [255, 255, 255, 255]);
    const made = await apply(duotone, source, { shadow: '#ffd28c', highlight: '#0a1e50' });
    expect(colorsOf(made)).toEqual([
      [255, 210, 140, 0],
      [255, 210, 140, 77],
      [10, 30, 80, 255],
    ]);
  });

  it.each([
    {},
    { shadow: '#000' },
    { highlight: '#000' },
    { shadow: '#000', highlight: 'white' },
    { shadow: '#000000ff', highlight: '#fff' },
    { shadow: '#000', highlight: '#fff', middle: '#888' },
  ])('rejects %j', (params) => expect(duotone.params.safeParse(params).success).toBe(false));
});

const bytes = (color: string): number[] => [...Buffer.from(color.slice(1), 'hex')];
