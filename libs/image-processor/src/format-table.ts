/** Abilities of an image format. Everything that depends on a format derives from its record. */
export interface Format {
  /** The media type, as IANA registers it. */
  readonly contentType: string;
  /** File name extensions, which are names of the format too: `jpg` may be written wherever `jpeg` may. */
  readonly extensions: readonly string[];
  /**
   * A pattern of its first 64 bytes as Latin-1, or the name of a check in `source/sniff.ts`. Renditions are recognized
   * too: an isolated process sends no file of another format.
   */
  readonly signature: RegExp | 'av1-brand' | 'svg-root';
  /** The class of libvips that loads it from memory. Renditions are loaded too, to score them. */
  readonly loader: string;
  /** Can have an alpha channel. */
  readonly alpha: boolean;
  /** Read and written as an animation. Pages of a TIFF and items of an AVIF are other pictures, and stay unread. */
  readonly animated: boolean;
  /** Holds an ICC profile and metadata. */
  readonly profile: boolean;
  /** Absent where no original may be of this format. */
  readonly source?: SourceAbilities;
  /** Absent where no rendition may be of this format. */
  readonly output?: OutputAbilities;
}

/** Abilities of a format that originals may have. */
export interface SourceAbilities {
  /** Parts that make a small file slow: they are counted before libvips sees it. */
  readonly counted?: 'frames' | 'pages' | 'scans';
  /** Drawn sharply at any size, by a loader that can spin: always in an isolated process. */
  readonly vector: boolean;
  /**
   * Bytes that the loader holds for each pixel. One that reads rows holds next to nothing, and 1 is a margin; one that
   * decodes a file as a whole was measured.
   */
  readonly loaderBytes: number;
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

/**
 * All formats, in the order in which messages list them. To add one for renditions: a record here, its encoder in
 * `encoders/`, and the encoder's entry in `encoders/encoders.ts`.
 */
export const FORMATS = {
  jpeg: {
    contentType: 'image/jpeg',
    extensions: ['jpeg', 'jpg'],
    signature: /^\xff\xd8\xff/,
    loader: 'VipsForeignLoadJpegBuffer',
    alpha: false,
    animated: false,
    profile: true,
    source: { counted: 'scans', vector: false, loaderBytes: 1 },
    // libvips' own limit, which is below that of the format.
    output: { maxSide: 65_500, preference: 3, mustBeNamed: false, dropsOpaqueAlpha: false },
  },
  png: {
    contentType: 'image/png',
    extensions: ['png'],
    signature: /^\x89PNG\r\n\cZ\n/,
    loader: 'VipsForeignLoadPngBuffer',
    alpha: true,
    animated: false,
    profile: true,
    source: { vector: false, loaderBytes: 1 },
    output: { maxSide: 2_147_483_647, preference: 4, mustBeNamed: false, dropsOpaqueAlpha: false },
  },
  webp: {
    contentType: 'image/webp',
    extensions: ['webp'],
    signature: /^RIFF[^]{4}WEBP/,
    loader: 'VipsForeignLoadWebpBuffer',
    alpha: true,
    animated: true,
    profile: true,
    source: { counted: 'frames', vector: false, loaderBytes: 1 },
    output: { maxSide: 16_383, preference: 2, mustBeNamed: true, dropsOpaqueAlpha: true },
  },
  gif: {
    contentType: 'image/gif',
    extensions: ['gif'],
    signature: /^GIF8[79]a/,
    loader: 'VipsForeignLoadNsgifBuffer',
    alpha: true,
    animated: true,
    profile: false,
    source: { vector: false, loaderBytes: 1 },
    output: { maxSide: 65_535, preference: 5, mustBeNamed: false, dropsOpaqueAlpha: false },
  },
  avif: {
    contentType: 'image/avif',
    extensions: ['avif'],
    signature: 'av1-brand',
    loader: 'VipsForeignLoadHeifBuffer',
    alpha: true,
    animated: false,
    profile: true,
    source: { vector: false, loaderBytes: 20 },
    output: { maxSide: 16_384, preference: 1, mustBeNamed: true, dropsOpaqueAlpha: false },
  },
  tiff: {
    contentType: 'image/tiff',
    extensions: ['tiff', 'tif'],
    signature: /^(?:II[*+]\0|MM\0[*+])/,
    loader: 'VipsForeignLoadTiffBuffer',
    alpha: true,
    animated: false,
    profile: true,
    source: { counted: 'pages', vector: false, loaderBytes: 1 },
  },
  svg: {
    contentType: 'image/svg+xml',
    extensions: ['svg'],
    signature: 'svg-root',
    loader: 'VipsForeignLoadSvgBuffer',
    alpha: true,
    animated: false,
    profile: false,
    source: { vector: true, loaderBytes: 0 },
  },
} as const satisfies Readonly<Record<string, Format>>;
