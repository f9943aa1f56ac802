import sharp, { type Sharp } from 'sharp';
import { photoLike } from './photo-like.ts';
import type { Size } from './size.ts';

/** An animation, to be encoded as WebP or GIF: a view that pans over a picture. */
export async function moving({ width, height }: Size, frames: number): Promise<Sharp> {
  const step = 8;
  const wide = { width: width + step * frames, height };
  const picture = await (await photoLike(wide)).png({ compressionLevel: 1 }).toBuffer();
  const views: Buffer[] = [];
  for (let frame = 0; frame < frames; frame += 1) {
    const view = { left: step * frame, top: 0, width, height };
    views.push(await sharp(picture).extract(view).raw().toBuffer());
  }
  return sharp(Buffer.concat(views), {
    raw: { width, height: height * frames, channels: 3, pageHeight: height },
    animated: true,
  });
}
