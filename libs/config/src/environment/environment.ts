// Functions load this module on every cold start: zod/mini is the smaller zod.
import * as z from 'zod/mini';

/** The environment of a function, described once for the construct that writes it and the function that reads it. */
export interface Environment<Values> {
  /** Encodes values as environment variables. Throws an error that lists every variable that cannot hold its value. */
  toEnv(values: Values): Record<string, string>;
  /** Decodes environment variables. Throws an error that lists every missing or invalid variable. */
  fromEnv(env: Readonly<Record<string, string | undefined>>): Values;
}

/** Builds an `Environment` from one schema per variable: a string, or a codec from one. */
export function environment<Shape extends Record<string, z.ZodMiniType<unknown, string>>>(
  shape: Shape,
): Environment<z.output<z.ZodMiniObject<Shape>>> {
  const variables = z.object(shape);
  return {
    toEnv: (values) =>
      z.record(z.string(), z.string()).parse(unwrap(z.safeEncode(variables, values))),
    fromEnv: (env) => unwrap(variables.safeParse(env)),
  };
}

/** Turns an exception of a decoder into an issue, which then names the variable. */
export const decodeOrReport =
  <Value>(decode: (text: string) => Value) =>
  (input: string, { issues }: z.core.ParsePayload): Value => {
    try {
      return decode(input);
    } catch {
      issues.push({ code: 'custom', input, message: 'cannot be decoded: deploy the stack again' });
      return z.NEVER;
    }
  };

/** A plain string. At synth time it may be a CDK token, such as the name of a bucket. */
export const text = z.string('is missing').check(z.minLength(1, 'is empty'));

/** A list of strings as JSON. Its entries may be CDK tokens. */
export const list = z.codec(z.string('is missing'), z.array(z.string()), {
  decode: decodeOrReport((json) => z.array(z.string()).parse(JSON.parse(json))),
  encode: (values) => JSON.stringify(values),
});

export const seconds = z.codec(
  z.string('is missing').check(z.regex(/^\d+$/, 'must be a whole number of seconds')),
  z.int(),
  {
    decode: Number,
    encode: String,
  },
);

function unwrap<T>(result: z.core.util.SafeParseResult<T>): T {
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `✖ ${path.join('.')} ${message}`);
  throw new Error(lines.join('\n'));
}
