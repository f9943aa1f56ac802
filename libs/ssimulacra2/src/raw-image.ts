/** A width and a height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle of an image, in its pixels. */
export interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

/** Eight-bit sRGB, with alpha if there are four channels; rows from top to bottom without gaps. */
export interface Picture extends Size {
  readonly data: Uint8Array;
  readonly channels: 3 | 4;
}

export const isSame = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

/** Whether there is a pixel that is not opaque. */
export function seeThrough({ data, channels }: Picture): boolean {
  if (channels === 3) return false;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}
