import sharp, { type Sharp } from 'sharp';
import type { Header } from '../inspect.ts';
import { blackPixel, type Said } from './black-pixel.ts';
import type { Copyright } from './copyright.ts';
import { copyrightInExif, exifForRendition, exifOf } from './exif.ts';
import { copyrightInIptc, iptcIn, photoshopOf } from './iptc.ts';
import { copyrightInXmp, xmpForRendition } from './xmp.ts';
import { open } from '../raster/sharp-input.ts';
import type { Job } from '../raster/sharp-pass.ts';
import type { Pixels } from '../raster/raster.ts';
import type { Recipe } from '../recipe.ts';
import { told } from '../raster/sharp-retry.ts';

/** Opens pixels to be encoded, with all that the file says beside them. */
export type Carrier = (pixels: Pixels) => Sharp;

/**
 * sharp writes metadata and a profile only as they come with a file, and pixels come without. So a black pixel
 * carries them: a file of its own, over which the pixels are laid.
 */
export async function carrier(
  bytes: Uint8Array,
  header: Header,
  { metadata, colour }: Pick<Recipe, 'metadata' | 'colour'>,
  { signal }: Job,
): Promise<Carrier> {
  const said = {
    ...SAYS[metadata](bytes, header),
    icc: await profileOf(colour, header, signal),
  };
  if (metadata !== 'keep' && !said.exif && !said.icc) return open;
  const { density } = header.metadata;
  const file = await told(() => blackPixel(said), signal);
  return ({ data, width, height, channels }) => {
    const black = sharp(file, { autoOrient: true });
    if (channels === 4) black.joinChannel(Buffer.alloc(1), { raw: ONE });
    const laid = { raw: { width, height, channels }, limitInputPixels: false };
    // What the pixel lacks in size is zeros, and nothing or'ed with a pixel is the pixel.
    black.boolean(data, 'or', laid);
    if (said.icc) black.keepIccProfile();
    if (said.exif) black.keepExif();
    if (metadata !== 'keep') return black;
    return density === undefined ? black.keepMetadata() : black.keepMetadata().withDensity(density);
  };
}

const ONE = { width: 1, height: 1, channels: 1 } as const;

type Says = (bytes: Uint8Array, header: Header) => Omit<Said, 'icc'>;

const SAYS: Readonly<Record<Recipe['metadata'], Says>> = {
  none: () => ({}),
  copyright: (bytes, header) => ({ exif: exifOf(copyrightOf(bytes, header)) }),
  keep: (bytes, header) => {
    const { exif, xmpAsString, iptc } = header.metadata;
    const records = iptc && iptcIn(iptc);
    return {
      exif: (exif && exifForRendition(exif)) ?? exifOf(copyrightOf(bytes, header)),
      xmp: xmpAsString === undefined ? undefined : Buffer.from(xmpForRendition(xmpAsString)),
      iptc: records && photoshopOf(records),
    };
  },
};

/** Where more than one says it, EXIF is what programs show. */
function copyrightOf(bytes: Uint8Array, { facts, metadata }: Header): Copyright {
  const tiff =
    facts.format === 'tiff' ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : undefined;
  const { exif = tiff, iptc, xmpAsString } = metadata;
  const records = iptc && iptcIn(iptc);
  const found = [
    exif ? copyrightInExif(exif) : {},
    records ? copyrightInIptc(records) : {},
    xmpAsString === undefined ? {} : copyrightInXmp(xmpAsString),
  ];
  return {
    artist: found.find(({ artist }) => artist)?.artist,
    copyright: found.find(({ copyright }) => copyright)?.copyright,
  };
}

/** What says which colours the pixels mean. */
async function profileOf(
  colour: Recipe['colour'],
  { metadata: { icc } }: Header,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  if (colour !== 'p3') return colour === 'keep' ? icc : undefined;
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: 'black' } });
  const webp = await told(() => pixel.withIccProfile('p3').webp().toBuffer(), signal);
  // The head of the file has 30 bytes, that of the chunk 8, and the last four of those are its length.
  return webp.subarray(38, 38 + webp.readUInt32LE(34));
}
