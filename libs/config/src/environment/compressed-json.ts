import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import { readable } from './environment.ts';

/**
 * Bytes that one value may have as a variable. All of a function's variables may take 4 KB together
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html); this leaves room for the rest.
 */
const MOST = 3_000;

/**
 * A value that is known before infra deploys, packed: recipes repeat each other, and a quarter of their
 * text is left. It was checked before it was packed; a function does not spend its start on checking it
 * again.
 */
export const packed = <Value>() =>
  z.codec(
    z
      .string('is missing')
      .check(z.maxLength(MOST, `takes more than ${MOST} bytes: have fewer profiles or variants`)),
    z.custom<Value, unknown>(),
    { decode: readable(unpack), encode: pack },
  );

const pack = (value: unknown): string => deflateRawSync(JSON.stringify(value)).toString('base64');

const unpack = (text: string): unknown =>
  JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString());
