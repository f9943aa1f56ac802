import { OUTPUT_FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/formats';
import { recipe } from '@thumbing/image-processor/recipe';
import * as z from 'zod';
import { checkWatermarks } from './check-watermarks.ts';
import { eventType } from '../image/event-type.ts';
import { bytes, duration } from './units.ts';
import { ANY_OBJECT, files, httpsUrl, named, origin, setOf, unique } from './values.ts';

const profile = z.strictObject({
  /** Formats that an original may have, judged by content. */
  accept: setOf(z.enum(SOURCE_FORMATS)).default(['jpeg', 'png', 'webp', 'avif', 'gif']),
  /** The largest original, in bytes. */
  maxBytes: bytes.default(20_000_000),
  variants: named(recipe, 'name at least one variant, as { large: { resize: { width: 512 } } }'),
  /** Every variant is made in each of these. */
  formats: setOf(z.enum(OUTPUT_FORMATS)).default(['avif', 'webp', 'jpeg']),
});

const limits = z.strictObject({
  /** Pixels of an original, width x height x frames. 100 megapixels decode to at most 400 MB. */
  maxPixels: z.int().min(1).default(100_000_000),
  /** Frames of an animated original. */
  maxFrames: z.int().min(1).default(300),
  /** The longest that an animated original may play before it starts again; in seconds. */
  maxDuration: duration.default(300),
  /** The longest that making all renditions of an original may take, without what writing them takes; in seconds. */
  timeout: duration
    .refine((seconds) => seconds <= 3_600, "write a duration of at most '1 hour'")
    .default(30),
});

const auth = z.strictObject({
  /** Whoever signs the tokens: its `/.well-known/openid-configuration` says where its keys are. */
  issuer: httpsUrl,
  /** Client ids that a token may be for. */
  audience: setOf(z.string().min(1, 'write a client id')),
});

const webhook = z.strictObject({
  url: httpsUrl,
  /** Which events are sent; without it, all. */
  events: setOf(eventType).optional(),
});

function checkUnique(
  webhooks: readonly { readonly url: string }[],
  context: z.RefinementCtx,
): void {
  const urls = webhooks.map(({ url }) => url);
  urls.forEach((url, index) => {
    if (urls.indexOf(url) === index) return;
    const message = 'it is there already: leave one out, or write another URL';
    context.addIssue({ code: 'custom', input: url, path: [index, 'url'], message });
  });
}

const retention = z.strictObject({
  /** How long originals are kept; in seconds. Without it, as long as their image. */
  originals: duration.optional(),
  /** How long a grant that nobody used is remembered as `pending`; in seconds. */
  unfinished: duration.default(86_400),
});

const fields = z.strictObject({
  profiles: named(profile, 'name at least one profile, as { avatar: { variants: { … } } }'),
  /** Files for watermarks, by the names that recipes have for them. */
  images: files,
  /** Font files for captions, by the names that recipes have for them. */
  fonts: files,
  limits: limits.prefault({}),
  /** Web pages that may call the API, upload and fetch; API, upload storage and CDN all use this list. */
  origins: z.array(origin).transform(unique).default([]),
  auth: auth.optional(),
  /** Each URL once: a webhook is known by it. */
  webhooks: z.array(webhook).superRefine(checkUnique).default([]),
  retention: retention.prefault({}),
});

/** The one file that says what a product needs: `thumbing.config.ts`. */
export const config = fields.superRefine(checkWatermarks, ANY_OBJECT);

/** As people write it: units as text, defaults left out. */
export type ConfigInput = z.input<typeof config>;
export type ProfileInput = z.input<typeof profile>;
export type Config = z.output<typeof config>;
export type Profile = z.output<typeof profile>;
export type Limits = z.output<typeof limits>;
export type Webhook = z.output<typeof webhook>;
