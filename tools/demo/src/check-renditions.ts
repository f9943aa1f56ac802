import assert from 'node:assert/strict';
import type { Image } from '@thumbing/config';
import { decodeImage, QUADRANTS, type DecodedImage } from '@thumbing/image-processor/testing';

/** Width and height in pixels. */
export type Size = readonly [number, number];

/** The part of the original that a rendition shows: all of it, or the one that draws the eye. */
export type Framing = 'whole' | 'cropped';

/** Largest difference of a channel, of 255: lossy formats shift colors a little. */
const TOLERANCE = 24;

type Rendition = Image['renditions'][number];

/** Fetches every rendition as a browser would, and checks headers and pixels. Throws at the first mismatch. */
export async function checkRenditions(
  { renditions }: Image,
  sizes: Readonly<Record<string, Size>>,
  formats: readonly string[],
  framing: Framing,
): Promise<void> {
  const expected = Object.keys(sizes).flatMap((variant) =>
    formats.map((format) => `${variant}.${format}`),
  );
  assert.deepEqual(renditions.map(nameOf).sort(), expected.sort());
  for (const rendition of renditions)
    await checkRendition(rendition, sizes[rendition.variant], framing);
}

async function checkRendition(
  rendition: Rendition,
  size: Size | undefined,
  framing: Framing,
): Promise<void> {
  const name = nameOf(rendition);
  const response = await fetch(rendition.url);
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, name);
  assert.equal(response.headers.get('content-type'), `image/${rendition.format}`, name);
  assert.match(response.headers.get('cache-control') ?? '', /immutable/, name);
  assert.equal(bytes.length, rendition.bytes, name);

  const seen = await decodeImage(bytes);
  assert.equal(seen.format, rendition.format, name);
  assert.deepEqual([seen.width, seen.height], size, name);
  assert.deepEqual([rendition.width, rendition.height], size, name);
  assert.ok(!seen.hasGps && !seen.hasExif, `${name} has EXIF metadata or a location`);
  assertUpright(seen, framing, name);
}

/** Colors of the quarters show the orientation; a crop may have lost the upper or the lower ones. */
function assertUpright(seen: DecodedImage, framing: Framing, name: string): void {
  const { topLeft, topRight, bottomLeft, bottomRight } = QUADRANTS;
  const at = (x: number, y: number) =>
    seen.pixel(Math.floor(seen.width * x), Math.floor(seen.height * y)).slice(0, 3);
  const near = (pixel: readonly number[], color: readonly number[]): boolean =>
    pixel.every((value, channel) => Math.abs(value - (color[channel] ?? 0)) <= TOLERANCE);

  const corners = [
    [at(0.1, 0.1), [topLeft, bottomLeft], topLeft],
    [at(0.9, 0.1), [topRight, bottomRight], topRight],
    [at(0.1, 0.9), [topLeft, bottomLeft], bottomLeft],
    [at(0.9, 0.9), [topRight, bottomRight], bottomRight],
  ] as const;
  for (const [pixel, sameSide, exactly] of corners) {
    const right = framing === 'whole' ? near(pixel, exactly) : sameSide.some((c) => near(pixel, c));
    assert.ok(right, `${name} is not upright: unexpected pixel (${pixel.join(', ')})`);
  }
}

const nameOf = ({ variant, format }: Rendition): string => `${variant}.${format}`;
