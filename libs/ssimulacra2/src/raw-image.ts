/** A width and a height in pixels. */
export interface Size {
  /** Pixels of a row. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
}

/** A rectangle of an image, in pixels. */
export interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

/** Decoded pixels: 8-bit sRGB samples, interleaved, rows from top to bottom without padding. */
export interface RawImage extends Size {
  /** `width * height * channels` bytes. */
  readonly data: Uint8Array;
  /** 3 for RGB, 4 for RGBA with straight (not premultiplied) alpha. */
  readonly channels: 3 | 4;
}

export const isSameSize = (a: Size, b: Size): boolean =>
  a.width === b.width && a.height === b.height;

/** Throws a `RangeError` unless there is a pixel, and each has its bytes. */
export function checkData({ data, width, height, channels }: RawImage): void {
  const expected = width * height * channels;
  if (data.length === expected && expected > 0) return;
  const layout = `${width} x ${height} pixels of ${channels} channels`;
  throw new RangeError(`expected ${layout}, got ${data.length} bytes`);
}

/** Tells if any pixel is not fully opaque. */
export function hasTransparency({ data, channels }: RawImage): boolean {
  if (channels === 3) return false;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}
