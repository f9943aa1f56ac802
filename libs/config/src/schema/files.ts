import * as z from 'zod';
import { record } from './names.ts';

const REMEDY =
  "write new URL('./logo.png', import.meta.url), which does not depend on the working directory, or an absolute path";

/** A local file: a `file:` URL, or an absolute path in POSIX or Windows notation. */
const file = z
  .union([z.instanceof(URL), z.string()], REMEDY)
  .transform(String)
  .refine((text) => /^(?:file:\/\/|\/|\\\\|[a-z]:[\\/])/i.test(text), REMEDY);

/** Files by name; none by default. */
export const files = record(file).default({});
