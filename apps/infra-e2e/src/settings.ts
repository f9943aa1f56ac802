import * as z from 'zod';

/** Values that the test passes to the app that it deploys. */
export const settings = z.object({
  issuer: z.string(),
  audience: z.string(),
  webhook: z.string(),
});
export type Settings = z.output<typeof settings>;

/** The environment variable with these values, as JSON. */
export const SETTINGS = 'E2E_SETTINGS';
