import sharp from 'sharp';

/** The contents of a decoded file. */
export interface DecodedImage {
  /** The name of the format: `jpeg`, `png`, `webp`, `gif`, `avif`, ... */
  readonly format: string;
  /** Pixels of one frame, as stored. */
  readonly width: number;
  /** Rows of one frame, as stored. */
  readonly height: number;
  /** Frames of an animation, or pages of a TIFF; 1 for a still image. */
  readonly frames: number;
  /** Milliseconds of each frame; empty for a still image. */
  readonly delay: readonly number[];
  /** Number of plays of an animation; 0 is forever. */
  readonly loop: number | undefined;
  /** True if it has an alpha channel, even one without transparency. */
  readonly alpha: boolean;
  /** EXIF orientation, 1 to 8; `undefined` if none is stored. */
  readonly orientation: number | undefined;
  /** True if it has EXIF, even if that is only an orientation. */
  readonly hasExif: boolean;
  /** True if its EXIF has a directory for a location. */
  readonly hasGps: boolean;
  /** True if it has an ICC profile. */
  readonly hasIcc: boolean;
  /** True if it has XMP, with whatever content. */
  readonly hasXmp: boolean;
  /** True if it has IPTC, with whatever content. */
  readonly hasIptc: boolean;
  /** Red, green, blue and alpha of a pixel as stored, 0 to 255. */
  readonly pixel: (
    x: number,
    y: number,
    frame?: number,
  ) => readonly [number, number, number, number];
}

/** Decodes a file to its end, with every frame. */
export async function decodeImage(bytes: Uint8Array): Promise<DecodedImage> {
  const { pages, ...metadata } = await sharp(bytes).metadata();
  const animated = pages !== undefined && pages > 1;
  const { data, info } = await sharp(bytes, { animated })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    format: metadata.compression === 'av1' ? 'avif' : metadata.format,
    width: metadata.width,
    height: metadata.height,
    frames: pages ?? 1,
    delay: metadata.delay ?? [],
    loop: metadata.loop,
    alpha: metadata.hasAlpha,
    orientation: metadata.orientation,
    hasExif: metadata.exif !== undefined,
    hasGps: metadata.exif !== undefined && pointsToGps(metadata.exif),
    hasIcc: metadata.icc !== undefined,
    hasXmp: metadata.xmp !== undefined,
    hasIptc: metadata.iptc !== undefined,
    pixel: (x, y, frame = 0) => {
      const at = ((y + frame * metadata.height) * info.width + x) * 4;
      const [red, green, blue, alpha] = [0, 1, 2, 3].map((channel) => data.readUInt8(at + channel));
      return [red ?? 0, green ?? 0, blue ?? 0, alpha ?? 0];
    },
  };
}

/** The tag in the first directory of EXIF that points to its GPS directory. */
const GPS_POINTER = 0x8825;

function pointsToGps(exif: Buffer): boolean {
  // EXIF in a PNG lacks the prefix that JPEG needs.
  const prefix = 'Exif\0\0';
  const tiff = exif.subarray(exif.indexOf(prefix) === 0 ? prefix.length : 0);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = Array.from(
    { length: short(directory) },
    (_, entry) => directory + 2 + 12 * entry,
  );
  return entries.some((entry) => short(entry) === GPS_POINTER);
}
