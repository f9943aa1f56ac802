import * as z from 'zod/mini';

/** `#rgb`, `#rrggbb` or `#rrggbbaa`, as CSS writes them. */
export const color = () =>
  z
    .string()
    .check(
      z.regex(
        /^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/,
        'write a color as #rgb, #rrggbb or #rrggbbaa',
      ),
    );

/** A color without transparency, for places where transparency would not show. */
export const opaqueColor = () =>
  z
    .string()
    .check(
      z.regex(
        /^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/,
        'write a color without transparency, as #rgb or #rrggbb',
      ),
    );

/** The background of uncovered areas when a recipe names none. */
export const TRANSPARENT = '#00000000';

/** Replaces one color by another, such as an sRGB color by the same color in Display P3. */
export type MapColor = (color: string) => string;

/** Maps the `background` of params that have one. */
export const mapBackground = <Params extends { readonly background?: string | undefined }>(
  params: Params,
  map: MapColor,
): Params =>
  params.background === undefined ? params : { ...params, background: map(params.background) };
