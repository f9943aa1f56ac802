import sharp from 'sharp';
import { segment, withSegments } from '../../src/testing/jpeg.ts';
import { photo } from '../../src/testing/photo.ts';
import { gif } from './bombs/gif.ts';
import { chunk } from './bombs/png.ts';
import { DRAWING } from './drawing.ts';
import { zip } from './foreign.ts';

/** The text that is hidden in each image, beside its pixels. */
export const PAYLOAD = 'alert("payload")';

const HTML = `<html><script>${PAYLOAD}</script></html>`;
const small = { width: 16, height: 16 };

const after = async (format: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'tiff'): Promise<Buffer> =>
  Buffer.concat([await photo({ ...small, format }), zip('payload.js', PAYLOAD)]);

const commented = async (text: string): Promise<Buffer> =>
  withSegments(await photo(small), segment(0xfe, Buffer.from(text)));

/** `GIF89a/*` gives a width of 10,799, and starts a comment for JavaScript. */
function gifThatIsJavaScript(): Buffer {
  const [slash, star] = ['/', '*'].map((each) => each.charCodeAt(0));
  const width = (slash ?? 0) | ((star ?? 0) << 8);
  return Buffer.concat([gif(width, 1, [{ width: 8, height: 1 }]), Buffer.from(`*/=1;${PAYLOAD}`)]);
}

/** Valid images that are files of another type too. */
export const POLYGLOTS = {
  'a JPEG with a zip after it': () => after('jpeg'),
  'a PNG with a zip after it': () => after('png'),
  'a WebP with a zip after it': () => after('webp'),
  'a GIF with a zip after it': () => after('gif'),
  'an AVIF with a zip after it': () => after('avif'),
  'a TIFF with a zip after it': () => after('tiff'),
  'a JPEG with a web page in a comment': () => commented(HTML),
  'a JPEG that is a PDF': () => commented(`%PDF-1.7\n${PAYLOAD}`),
  'a JPEG with a script in its EXIF': async () =>
    sharp(await photo(small))
      .withExif({ IFD0: { ImageDescription: HTML } })
      .jpeg()
      .toBuffer(),
  'a JPEG with a script in its XMP': async () =>
    sharp(await photo(small))
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${HTML}</x:xmpmeta>`)
      .jpeg()
      .toBuffer(),
  'a PNG with a script in a text': async () => {
    const png = await photo({ ...small, format: 'png' });
    const text = chunk('tEXt', Buffer.from(`Comment\0${HTML}`));
    return Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
  },
  'a WebP with a script in its EXIF': async () =>
    sharp(await photo(small))
      .withExif({ IFD0: { ImageDescription: HTML } })
      .webp()
      .toBuffer(),
  'a GIF that is JavaScript': gifThatIsJavaScript,
  'an SVG with a script': () =>
    Buffer.from(DRAWING.replace('</svg>', `<script>${PAYLOAD}</script></svg>`)),
  'an SVG with a web page in it': () =>
    Buffer.from(
      DRAWING.replace(
        '</svg>',
        `<foreignObject width="48" height="32">${HTML}</foreignObject></svg>`,
      ),
    ),
} satisfies Record<string, () => Buffer | Promise<Buffer>>;
