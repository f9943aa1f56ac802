import * as z from 'zod';
import { eventType } from '../image/event-type.ts';
import { checkWatermarks } from './check-watermarks.ts';
import { checkWidths } from './check-widths.ts';
import { delivery } from './delivery.ts';
import { files } from './files.ts';
import { ANY_OBJECT, nonEmptyRecord } from './names.ts';
import { profile } from './profile.ts';
import { nonEmptyList, uniqueList } from './unique-list.ts';
import { atMostAnHour, bytes, duration } from './units.ts';
import { httpsUrl, origin } from './urls.ts';

const limits = z.strictObject({
  /** Maximum pixels of an original: width x height x frames. 100 megapixels decode to at most 400 MB. */
  maxPixels: z.int().min(1).default(100_000_000),
  /** Maximum frames of an animated original. */
  maxFrames: z.int().min(1).default(300),
  /** Maximum duration of one loop of an animated original, in seconds. */
  maxDuration: duration.default(300),
  /** Maximum CPU time to render all variants of an original, in seconds of one core. */
  cpuTime: atMostAnHour.default(60),
  /**
   * Time after which a render is given up and tried again, in seconds: the machine is at fault, not the image. Time spent
   * writing the files is not counted.
   */
  timeout: atMostAnHour.default(120),
});

const quotas = z.strictObject({
  /** Maximum grants in 5 minutes, which is the life of a grant: at most twice as many are open at any time. */
  grantsPer5Minutes: z.int().min(1).default(1_000),
  /** Maximum grants in a day of UTC, whether they are used or not. */
  grantsPerDay: z.int().min(1).default(10_000),
  /** Maximum bytes of the originals granted in a day of UTC. */
  bytesPerDay: bytes.default(100_000_000_000),
  /** Maximum requests that wait at once (`?wait=`), in one process. */
  waits: z.int().min(0).default(100),
});

const auth = z.strictObject({
  /** OpenID Connect issuer of the tokens. Its `/.well-known/openid-configuration` leads to its keys. */
  issuer: httpsUrl,
  /** Audiences accepted in a token's `aud` or, where it has none, in its `client_id`. */
  audience: nonEmptyList(z.string().min(1, 'write a client id')),
});

const webhook = z.strictObject({
  /** Receiver of events: an https URL without credentials, or an http URL of this machine. */
  url: httpsUrl,
  /** Event types to send; all of them by default. */
  events: nonEmptyList(eventType).optional(),
});

function checkUnique(
  webhooks: readonly { readonly url: string }[],
  context: z.RefinementCtx,
): void {
  const urls = webhooks.map(({ url }) => url);
  urls.forEach((url, index) => {
    const first = urls.indexOf(url);
    if (first === index) return;
    const message = `it repeats webhooks[${first}]; remove it, or write another URL`;
    context.addIssue({ code: 'custom', input: url, path: [index, 'url'], message });
  });
}

const retention = z.strictObject({
  /** Time to keep originals, in seconds. By default, as long as their image exists. */
  originals: duration.optional(),
  /** Time to keep the record of an `expired` image, in seconds. */
  unfinished: duration.default(86_400),
});

const fields = z.strictObject({
  /** Kinds of upload by name; at least one. */
  profiles: nonEmptyRecord(
    profile,
    'define at least one profile, such as { avatar: { variants: { … } } }',
  ),
  /** Image files for watermarks, by the name that recipes use. */
  images: files,
  /** Font files for captions, by the name that recipes use. */
  fonts: files,
  /** Limits on an original of any profile. */
  limits: limits.prefault({}),
  /** Limits on what each owner uses. */
  quotas: quotas.prefault({}),
  /** Limits on renditions that are made on request. */
  delivery: delivery.prefault({}),
  /** Origins of web pages that may call the API, upload and fetch. The API, upload storage and CDN share this list. */
  origins: uniqueList(origin).default([]),
  /** Issuer of access tokens. Without it, the edition's own: a built-in one, or a user pool on AWS. */
  auth: auth.optional(),
  /** Webhooks, identified by URL: no URL may appear twice. */
  webhooks: z.array(webhook).superRefine(checkUnique).default([]),
  /** Times after which data is deleted. */
  retention: retention.prefault({}),
});

/** Schema of the configuration file, `thumbing.config.ts`. */
export const config = fields.superRefine(checkWatermarks, ANY_OBJECT).superRefine(checkWidths);

// Interfaces rather than type aliases: editors and compiler errors then show their names.

/** A checked configuration: plain data in bytes and seconds, with every default filled in. */
export interface Config extends z.output<typeof config> {}
/** A configuration as people write it: sizes and durations as strings, defaults left out. */
export interface ConfigInput extends z.input<typeof config> {}
/** Limits of originals and their processing. */
export interface Limits extends z.output<typeof limits> {}
/** Limits of renditions that are made on request. */
export interface Delivery extends z.output<typeof delivery> {}
/** A URL that receives events. */
export interface Webhook extends z.output<typeof webhook> {}
