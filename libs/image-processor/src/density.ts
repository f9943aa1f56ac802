import type { Size } from './geometry.ts';

/** An SVG is drawn as large as it is needed, where a photo would be enlarged. sharp draws at 72 dots an inch. */
export function density(
  { format, width }: Size & { readonly format: string },
  wanted: Size,
): { density?: number } {
  if (format !== 'svg') return {};
  return { density: Math.min(Math.max(1, (72 * wanted.width) / width), 100_000) };
}
