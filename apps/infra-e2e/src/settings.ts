import * as z from 'zod';

/** What the app that is deployed must know of the test that deploys it. */
export const settings = z.object({
  issuer: z.string(),
  audience: z.string(),
  webhook: z.string(),
});
export type Settings = z.output<typeof settings>;

/** The variable that they are handed over in, as JSON. */
export const SETTINGS = 'E2E_SETTINGS';
