import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { photo } from '@thumbing/image-processor/testing';
import { checkRenditions, type Framing, type Size } from './check-renditions.ts';
import { signIn } from './client.ts';
import { startPipeline } from './pipeline-process.ts';
import { viewTwice } from './view-twice.ts';

const FORMATS = ['avif', 'webp', 'jpeg'];

/** Renditions that the built-in profiles make of a portrait of 3,000 x 4,000 pixels. */
const EXPECTED: Readonly<
  Record<string, { readonly framing: Framing; readonly sizes: Readonly<Record<string, Size>> }>
> = {
  avatar: {
    framing: 'cropped',
    sizes: { large: [512, 512], medium: [256, 256], thumb: [96, 96] },
  },
  photo: {
    framing: 'whole',
    sizes: {
      w320: [320, 427],
      w640: [640, 853],
      w1024: [1024, 1365],
      w1536: [1536, 2048],
      w2048: [2048, 2731],
    },
  },
};

const root = join(import.meta.dirname, '../../..');
const dataDir = await mkdtemp(join(tmpdir(), 'thumbing-demo-'));
const pipeline = await startPipeline(root, dataDir);
try {
  console.log(`The pipeline listens at ${pipeline.url}.`);
  // As phones store a portrait: landscape pixels, an EXIF orientation, and GPS coordinates.
  const original = await photo({ width: 4_000, height: 3_000, orientation: 6, gps: true });
  const client = await signIn(pipeline.url, 'demo');

  for (const [profile, { framing, sizes }] of Object.entries(EXPECTED)) {
    const self = await client.upload(profile, 'image/jpeg', original);
    const image = await client.settled(self);
    if (image.status !== 'ready')
      throw new Error(`${self} is ${image.status}: ${image.error?.detail ?? ''}`);
    await checkRenditions(image, sizes, FORMATS, framing);
    console.log(`\n${profile}: 12 megapixels in, ${image.renditions.length} renditions out`);
    console.table(
      image.renditions.map(({ variant, format, width, height, bytes }) => ({
        variant,
        format,
        width,
        height,
        bytes,
      })),
    );
  }
  const gallery = await client.settled(await client.upload('gallery', 'image/jpeg', original));
  console.log(`\ngallery: ${gallery.renditions.length} renditions out, until they are asked for`);
  console.table(await viewTwice(gallery));
  console.log('Every rendition has the expected size and format, is upright, and has no location.');
} finally {
  await pipeline.stop();
  await rm(dataDir, { recursive: true });
}
