import sharp, { type Sharp } from 'sharp';

/** The pixels of a still picture. */
export interface Picture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Decodes a file, for repeated encoding. */
export async function readPicture(
  file: string | Buffer,
): Promise<{ readonly picture: Picture; readonly open: () => Sharp }> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4)
    throw new Error(`expected colors, got ${channels} channels`);
  const picture = { data, width, height, channels } as const;
  return { picture, open: () => sharp(data, { raw: { width, height, channels } }) };
}
