import * as z from 'zod/mini';

/** `#rgb`, `#rrggbb` or `#rrggbbaa`, as CSS writes them. */
export const colour = () =>
  z
    .string()
    .check(
      z.regex(
        /^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/,
        'write a colour as #rgb, #rrggbb or #rrggbbaa',
      ),
    );

/** A colour without transparency, which would not be seen. */
export const opaque = () =>
  z
    .string()
    .check(
      z.regex(
        /^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/,
        'write a colour without transparency, as #rgb or #rrggbb',
      ),
    );

/** Where nothing else is asked for, what is not covered shows what is behind it. */
export const TRANSPARENT = '#00000000';
