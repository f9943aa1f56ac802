/** Eight-bit sRGB, with alpha if there are four channels; rows from top to bottom without gaps. */
export interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Whether there is a pixel that is not opaque. */
export function seeThrough({ data, channels }: Picture): boolean {
  if (channels === 3) return false;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}
