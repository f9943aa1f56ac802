import sharp, { type Sharp } from 'sharp';
import type { Header } from '../inspect.ts';
import { open } from '../open.ts';
import type { Pixels } from '../pixels.ts';
import type { Recipe } from '../recipe.ts';

/** Opens pixels to be encoded, with all that the file says beside them. */
export type Carrier = (pixels: Pixels) => Sharp;

type Says = Pick<Recipe, 'metadata' | 'colour'>;

/**
 * sharp writes metadata and a profile only as they come with a file, and pixels come without. So a black pixel
 * carries them: a file of its own, over which the pixels are laid.
 */
export async function carrier(bytes: Uint8Array, header: Header, says: Says): Promise<Carrier> {
  if (says.metadata === 'none' && says.colour === 'srgb') return open;
  const file = await keep(await blackPixel(bytes, header, says), says)
    .jpeg()
    .toBuffer();
  return ({ data, width, height, channels }) => {
    const black = sharp(file).resize(width, height, { fit: 'fill' }).linear(0, 0);
    if (channels === 4) {
      black.joinChannel(Buffer.alloc(width * height), { raw: { width, height, channels: 1 } });
    }
    // Nothing or'ed with a pixel is the pixel.
    return keep(black.boolean(data, 'or', { raw: { width, height, channels } }), says);
  };
}

async function blackPixel(
  bytes: Uint8Array,
  { metadata: { exif } }: Header,
  { metadata, colour }: Says,
): Promise<Sharp> {
  const image =
    metadata === 'keep' || colour === 'keep'
      ? sharp(bytes, { autoOrient: true, limitInputPixels: false }).resize(1, 1, { fit: 'fill' })
      : sharp({ create: { width: 1, height: 1, channels: 3, background: 'black' } });
  if (metadata === 'copyright') image.withExif({ IFD0: await copyright(exif) });
  // What the original's own profile says is not true of other colours.
  if (colour === 'p3' || (colour === 'srgb' && metadata === 'keep')) image.withIccProfile(colour);
  return image;
}

function keep(image: Sharp, { metadata, colour }: Says): Sharp {
  if (metadata === 'keep') return image.keepMetadata();
  if (metadata === 'copyright') image.keepExif();
  return colour === 'srgb' ? image : image.keepIccProfile();
}

/** Who made it and who may use it, as EXIF says it. A broken EXIF says nothing. */
async function copyright(exif: Buffer | undefined): Promise<Record<string, string>> {
  if (!exif) return {};
  const { default: readExif } = await import('exif-reader');
  try {
    const { Artist, Copyright } = readExif(exif).Image ?? {};
    return { ...(Artist && { Artist }), ...(Copyright && { Copyright }) };
  } catch {
    return {};
  }
}
