/** Abilities of an image format. Everything that depends on a format derives from its record. */
export interface Format {
  /** The media type, as IANA registers it. */
  readonly contentType: string;
  /** File name extensions, which are names of the format too: `jpg` may be written wherever `jpeg` may. */
  readonly extensions: readonly string[];
  /** The class of libvips that loads it from memory. Renditions are loaded too, to score them. */
  readonly loader: string;
  /** Parts that make a small file slow: they are counted before libvips sees it. */
  readonly counted?: 'frames' | 'pages' | 'scans';
  /** Drawn sharply at any size, by a loader that can spin: always in an isolated process. */
  readonly vector: boolean;
  /** Can have an alpha channel. */
  readonly alpha: boolean;
  /** Read and written as an animation. Pages of a TIFF and items of an AVIF are other pictures, and stay unread. */
  readonly animated: boolean;
  /** Holds an ICC profile and metadata. */
  readonly profile: boolean;
  /** Absent where no rendition may be of this format. */
  readonly output?: OutputAbilities;
}

/** Abilities of a format that renditions may have. */
export interface OutputAbilities {
  /** Pixels of a side, at most. */
  readonly maxSide: number;
  /** Rank in content negotiation among formats that are equally acceptable: the smallest files come first. */
  readonly preference: number;
  /** Served only to clients that name it in `Accept`: older ones send `image/*` without being able to show it. */
  readonly mustBeNamed: boolean;
  /** The encoder drops an alpha channel in which every pixel is opaque. */
  readonly dropsOpaqueAlpha: boolean;
}

/** All formats, in the order in which messages list them. To add one: a record here, its magic bytes in `source/sniff.ts`, and its encoder in `encoders/`. */
export const FORMATS = {
  jpeg: {
    contentType: 'image/jpeg',
    extensions: ['jpeg', 'jpg'],
    loader: 'VipsForeignLoadJpegBuffer',
    counted: 'scans',
    vector: false,
    alpha: false,
    animated: false,
    profile: true,
    // libvips' own limit, which is below that of the format.
    output: { maxSide: 65_500, preference: 3, mustBeNamed: false, dropsOpaqueAlpha: false },
  },
  png: {
    contentType: 'image/png',
    extensions: ['png'],
    loader: 'VipsForeignLoadPngBuffer',
    vector: false,
    alpha: true,
    animated: false,
    profile: true,
    output: { maxSide: 2_147_483_647, preference: 4, mustBeNamed: false, dropsOpaqueAlpha: false },
  },
  webp: {
    contentType: 'image/webp',
    extensions: ['webp'],
    loader: 'VipsForeignLoadWebpBuffer',
    counted: 'frames',
    vector: false,
    alpha: true,
    animated: true,
    profile: true,
    output: { maxSide: 16_383, preference: 2, mustBeNamed: true, dropsOpaqueAlpha: true },
  },
  gif: {
    contentType: 'image/gif',
    extensions: ['gif'],
    loader: 'VipsForeignLoadNsgifBuffer',
    vector: false,
    alpha: true,
    animated: true,
    profile: false,
    output: { maxSide: 65_535, preference: 5, mustBeNamed: false, dropsOpaqueAlpha: false },
  },
  avif: {
    contentType: 'image/avif',
    extensions: ['avif'],
    loader: 'VipsForeignLoadHeifBuffer',
    vector: false,
    alpha: true,
    animated: false,
    profile: true,
    output: { maxSide: 16_384, preference: 1, mustBeNamed: true, dropsOpaqueAlpha: false },
  },
  tiff: {
    contentType: 'image/tiff',
    extensions: ['tiff', 'tif'],
    loader: 'VipsForeignLoadTiffBuffer',
    counted: 'pages',
    vector: false,
    alpha: true,
    animated: false,
    profile: true,
  },
  svg: {
    contentType: 'image/svg+xml',
    extensions: ['svg'],
    loader: 'VipsForeignLoadSvgBuffer',
    vector: true,
    alpha: true,
    animated: false,
    profile: false,
  },
} as const satisfies Readonly<Record<string, Format>>;
