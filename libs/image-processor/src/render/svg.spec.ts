import { createServer } from 'node:http';
import sharp from 'sharp';
import { svg } from '../isolate/testing/svg.ts';
import { make, makeOne } from '../testing/make.ts';

/** Rendering in this process: isolation is tested in `isolate/`. */
const HERE = { isolate: 'never' } as const;

/** An SVG on a green background. */
const drawing = (inside: string): Buffer =>
  svg(`<rect width="40" height="20" fill="#0f0"/>${inside}`, 'width="40" height="20"');

const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

describe('an SVG', () => {
  const halves = (side: number) => {
    const half = side / 2;
    return Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><path d="M0 0h${half}v${side}H0z"/><path fill="#fff" d="M${half} 0h${half}v${side}H${half}z"/></svg>`,
    );
  };
  const resize = { width: 480, enlarge: true } as const;

  it('is drawn no larger than the limit, then enlarged', async () => {
    const wide = { width: 1_900, height: 20, fit: 'fill', enlarge: true } as const;
    const made = await makeOne(
      halves(20),
      { resize: wide },
      { limits: { maxPixels: 1_000_000 }, ...HERE },
    );
    expect(made).toMatchObject({ width: 1_900, height: 20 });
  });

  it('is drawn as large as needed', async () => {
    const { pixel } = await makeOne(halves(24), { resize }, HERE);
    expect([pixel(237, 9)[0], pixel(242, 9)[0]]).toEqual([0, 255]);
  });

  it.each`
    size                               | title
    ${''}                              | ${'no size'}
    ${'width="24"'}                    | ${'a width only'}
    ${'height="24"'}                   | ${'a height only'}
    ${'width="100%" height="100%"'}    | ${'a relative size'}
    ${'width="24" height=" 24px "'}    | ${'a size in pixels'}
    ${"width = '.25in' height='18pt'"} | ${'a size in inches and points'}
    ${'viewBox="0 0 24 24"'}           | ${'a view box only'}
  `('fills the rendition where it has $title', async ({ size }: { size: string }) => {
    const text = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><path fill="red" d="M0 0h24v24H0z"/></svg>`;
    for (const crop of [undefined, { left: '50%', top: '25%' }]) {
      const { pixel, width, height } = await makeOne(Buffer.from(text), { crop, resize }, HERE);
      for (const [x, y] of CORNERS) {
        expect(pixel(x * (width - 1), y * (height - 1))).toEqual([255, 0, 0, 255]);
      }
    }
  });

  it('is trimmed in its own pixels', async () => {
    const dot = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path fill="#fff" d="M0 0h40v40H0z"/><path d="M10 15h20v10H10z"/></svg>',
    );
    expect(await makeOne(dot, { trim: {} }, HERE)).toMatchObject({ width: 20, height: 10 });
    const asked = { trim: {}, resize: { width: 100, enlarge: true } } as const;
    const enlarged = await makeOne(dot, asked, HERE);
    expect(enlarged).toMatchObject({ width: 100, height: 50 });
  });

  it('shows embedded images, and loads nothing from outside', async () => {
    const red = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const asked: string[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url ?? '');
      response.end(red);
    }).listen(0, '127.0.0.1');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const image = (href: string) => drawing(`<image xlink:href="${href}" width="40" height="20"/>`);

    const inside = await makeOne(image(`data:image/png;base64,${red.toString('base64')}`), {});
    expect(inside.pixel(20, 10)).toEqual([255, 0, 0, 255]);
    for (const href of [`http://127.0.0.1:${port ?? ''}/red.png`, import.meta.filename]) {
      expect((await makeOne(image(href), {})).pixel(20, 10)).toEqual([0, 255, 0, 255]);
    }
    expect(asked).toEqual([]);
    server.close();
  });

  it.each`
    what                        | bytes
    ${'an entity from a file'}  | ${'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&x;</text></svg>'}
    ${'markup that never ends'} | ${'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect'}
    ${'no size at all'}         | ${'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>'}
  `('with $what is corrupt', async ({ bytes }: { bytes: string }) => {
    await expect(make(Buffer.from(bytes), {}, HERE)).rejects.toMatchObject({ code: 'corrupt' });
  });
});
