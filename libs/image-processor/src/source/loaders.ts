import sharp from 'sharp';
import { FORMATS, type FormatName, type SourceFormat } from '../formats.ts';

/** All formats, until a process restricts them. */
let allowed: ReadonlySet<FormatName> | undefined;

/** Throws for a format that this process may not load: a mistake in the program, and no image is to blame. */
export function checkLoaderAllowed(format: SourceFormat): void {
  if (allowed?.has(format) === false) {
    throw new Error(
      `this process may not load ${format}; pass allowLoaders every format that it accepts`,
    );
  }
}

/**
 * Blocks every loader of libvips except those that load these formats from memory. It changes sharp for the whole
 * process: call it once, as the process starts. The library does not call it by itself.
 */
export function allowLoaders(formats: readonly FormatName[]): void {
  allowed = new Set(formats);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: formats.map((format) => FORMATS[format].loader) });
}
