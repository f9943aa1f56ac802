import sharp, { type Sharp } from 'sharp';
import { decodeFailure } from '../errors.ts';
import type { Header } from '../inspect.ts';
import { open } from '../open.ts';
import type { Job } from '../pass.ts';
import type { Pixels } from '../pixels.ts';
import type { Recipe } from '../recipe.ts';
import { told } from '../told.ts';
import { toDecode } from './decode.ts';
import { timeout } from './timeout.ts';

/** Opens pixels to be encoded, with all that the file says beside them. */
export type Carrier = (pixels: Pixels) => Sharp;

type Says = Pick<Recipe, 'metadata' | 'colour'>;

/**
 * sharp writes metadata and a profile only as they come with a file, and pixels come without. So a black pixel
 * carries them: a file of its own, over which the pixels are laid.
 */
export async function carrier(
  bytes: Uint8Array,
  header: Header,
  says: Says,
  job: Job,
): Promise<Carrier> {
  if (says.metadata === 'none' && says.colour === 'srgb') return open;
  const file = await blackPixel(bytes, header, says, job);
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
  { facts, metadata: { exif } }: Header,
  says: Says,
  { limits, signal }: Job,
): Promise<Buffer> {
  const { metadata, colour } = says;
  const IFD0 = metadata === 'copyright' ? await copyright(exif) : {};
  const making = () => {
    const image =
      metadata === 'keep' || colour === 'keep'
        ? sharp(bytes, { ...toDecode(limits), autoOrient: true }).resize(1, 1, { fit: 'fill' })
        : sharp({ create: { width: 1, height: 1, channels: 3, background: 'black' } });
    if (metadata === 'copyright') image.withExif({ IFD0 });
    // What the original's own profile says is not true of other colours.
    if (colour === 'p3' || (colour === 'srgb' && metadata === 'keep')) image.withIccProfile(colour);
    return keep(image, says).timeout(timeout(limits)).jpeg().toBuffer();
  };
  try {
    return await told(making, signal);
  } catch (error) {
    throw decodeFailure(facts.format, error);
  }
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
