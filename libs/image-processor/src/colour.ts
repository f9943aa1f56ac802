import * as z from 'zod';

/** `#rgb`, `#rrggbb` or `#rrggbbaa`, as CSS writes them. */
export const colour = z
  .string()
  .regex(
    /^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/,
    'write a colour as #rgb, #rrggbb or #rrggbbaa',
  );
