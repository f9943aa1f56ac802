import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { Config } from '../schema/config.ts';
import { decodeOrReport } from './environment.ts';

/**
 * Maximum length of one variable. All variables of a function may take 4 KB together
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html); this leaves room for the others.
 */
const MAX_LENGTH = 3_000;

/**
 * A codec for these settings of a configuration, which is known at synth time: JSON, deflated, in base64. Recipes repeat
 * each other, so that a quarter of the JSON remains. Encoding takes a whole configuration and leaves the other settings
 * out. Decoding does not validate: the value was checked before it was encoded, and validating it again would lengthen
 * every cold start.
 */
export const settings = <Key extends keyof Config>(...keys: readonly Key[]) =>
  z.codec(
    z.string('is missing').check(
      z.maxLength(
        MAX_LENGTH,
        // Formatted when it is needed: loading the locale takes a function's start 25 ms.
        {
          error: () =>
            `exceeds ${MAX_LENGTH.toLocaleString('en-US')} bytes when compressed: use fewer profiles or variants`,
        },
      ),
    ),
    z.custom<Pick<Config, Key>, unknown>(),
    {
      decode: decodeOrReport(decompress),
      encode: (config) =>
        compress(Object.fromEntries(keys.map((key) => [key, Reflect.get(Object(config), key)]))),
    },
  );

const compress = (value: unknown): string =>
  deflateRawSync(JSON.stringify(value)).toString('base64');

const decompress = (text: string): unknown =>
  JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString());
