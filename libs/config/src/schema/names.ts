import * as z from 'zod';
import { NAME } from '../image/keys.ts';

/** The name of a profile, a variant, an image or a font. */
export const name = z
  .string()
  .regex(
    NAME,
    'use lowercase letters, digits and hyphens, at most 63, starting with a letter or digit',
  );

/** Runs a refinement on any object, even where parsing its fields has failed. */
export const ANY_OBJECT = {
  when: ({ value }: { readonly value: unknown }) => typeof value === 'object' && value !== null,
};

/** A record from names to values. An invalid name does not hide mistakes in its value. */
export const record = <T extends z.ZodType>(value: T, remedy?: string) =>
  z.record(z.string(), value, remedy).superRefine(checkNames, ANY_OBJECT);

/** A record with at least one entry. */
export const nonEmptyRecord = <T extends z.ZodType>(value: T, remedy: string) =>
  record(value, remedy).refine((entries) => Object.keys(entries).length > 0, remedy);

function checkNames(entries: object, context: z.RefinementCtx): void {
  for (const key of Object.keys(entries)) {
    const { error } = name.safeParse(key);
    if (!error) continue;
    const { issues } = error;
    context.addIssue({ code: 'invalid_key', origin: 'record', input: key, path: [key], issues });
  }
}
