import sharp from 'sharp';
import type { SourceFormat } from './formats.ts';

const LOADERS: Readonly<Record<SourceFormat, string>> = {
  jpeg: 'VipsForeignLoadJpegBuffer',
  png: 'VipsForeignLoadPngBuffer',
  webp: 'VipsForeignLoadWebpBuffer',
  gif: 'VipsForeignLoadNsgifBuffer',
  avif: 'VipsForeignLoadHeifBuffer',
  tiff: 'VipsForeignLoadTiffBuffer',
  svg: 'VipsForeignLoadSvgBuffer',
};

/**
 * Blocks every way libvips has of reading an image, except from memory in the formats given. It changes
 * sharp for the whole process, so a process calls it once as it starts; this library never does by itself.
 */
export function allowLoaders(accept: readonly SourceFormat[]): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: accept.map((format) => LOADERS[format]) });
}
