import sharp, { type Sharp } from 'sharp';
import type { ColorSpace } from '../params/color-space.ts';
import type { Pixels } from '../raster/pixels.ts';
import { sharpInput } from '../raster/sharp-input.ts';
import { withLibvipsRetry } from '../raster/sharp-retry.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Header } from '../source/header.ts';
import { blackPixel, type EmbeddedMetadata } from './black-pixel.ts';
import type { Copyright } from './copyright.ts';
import { copyrightInExif, exifForRendition, exifOf } from './exif.ts';
import { copyrightInIptc, iptcRecords, toPhotoshop } from './iptc.ts';
import { copyrightInXmp, xmpForRendition } from './xmp.ts';

/** Opens pixels to be encoded, together with the metadata that the file carries. */
export type MetadataCarrier = (pixels: Pixels) => Sharp;

/**
 * Makes a carrier of metadata and of a profile. sharp writes them only as they come with a file, and raw pixels come
 * without: so a file of one black pixel carries them, and the pixels are laid over it.
 */
export async function metadataCarrier(
  bytes: Uint8Array,
  header: Header,
  { metadata, colorSpace }: Pick<Recipe, 'metadata' | 'colorSpace'>,
  signal: AbortSignal,
): Promise<MetadataCarrier> {
  const embedded = {
    ...EMBEDDED[metadata](bytes, header),
    icc: await profileOf(colorSpace, header, signal),
  };
  if (metadata !== 'keep' && !embedded.exif && !embedded.icc) return sharpInput;
  const { density } = header.metadata;
  const file = await withLibvipsRetry(() => blackPixel(embedded), signal);
  return ({ data, width, height, channels }) => {
    const black = sharp(file, { autoOrient: true });
    if (channels === 4) black.joinChannel(Buffer.alloc(1), { raw: ONE_PIXEL });
    // The black pixel is padded with zeros, and pixels or'ed with zeros stay as they are.
    const overlay = { raw: { width, height, channels }, limitInputPixels: false };
    black.boolean(data, 'or', overlay);
    if (embedded.icc) black.keepIccProfile();
    if (embedded.exif) black.keepExif();
    if (metadata !== 'keep') return black;
    return density === undefined ? black.keepMetadata() : black.keepMetadata().withDensity(density);
  };
}

const ONE_PIXEL = { width: 1, height: 1, channels: 1 } as const;

type Embed = (bytes: Uint8Array, header: Header) => Omit<EmbeddedMetadata, 'icc'>;

const EMBEDDED: Readonly<Record<Recipe['metadata'], Embed>> = {
  none: () => ({}),
  copyright: (bytes, header) => ({ exif: exifOf(copyrightOf(bytes, header)) }),
  keep: (bytes, header) => {
    const { exif, xmpAsString, iptc } = header.metadata;
    const records = iptc && iptcRecords(iptc);
    return {
      exif: (exif && exifForRendition(exif)) ?? exifOf(copyrightOf(bytes, header)),
      xmp: xmpAsString === undefined ? undefined : Buffer.from(xmpForRendition(xmpAsString)),
      iptc: records && toPhotoshop(records),
    };
  },
};

/** The copyright from EXIF, which programs show, or else from IPTC or XMP. */
function copyrightOf(bytes: Uint8Array, { facts, metadata }: Header): Copyright {
  // A TIFF is laid out as EXIF is, and has the same tags.
  const tiff =
    facts.format === 'tiff' ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : undefined;
  const { exif = tiff, iptc, xmpAsString } = metadata;
  const records = iptc && iptcRecords(iptc);
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

/** The ICC profile of the pixels; none for sRGB. */
async function profileOf(
  colorSpace: ColorSpace,
  { metadata: { icc } }: Header,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  if (colorSpace !== 'p3') return colorSpace === 'keep' ? icc : undefined;
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: 'black' } });
  const webp = await withLibvipsRetry(() => pixel.withIccProfile('p3').webp().toBuffer(), signal);
  // The file's head takes 30 bytes, and the chunk's 8, of which the last four are its length.
  return webp.subarray(38, 38 + webp.readUInt32LE(34));
}
