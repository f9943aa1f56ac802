import { z } from 'zod';

/** `#rgb`, `#rrggbb` or `#rrggbbaa`, as CSS writes them. */
export const colour = z
  .string()
  .regex(
    /^#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i,
    'write a colour as #rgb, #rrggbb or #rrggbbaa',
  );
