// Read by functions at their start, where the smaller zod counts.
import * as z from 'zod/mini';

type Text = Readonly<Record<string, string | undefined>>;

/** What a function is told by its environment: one description for whoever writes it and for whoever reads it. */
export interface Environment<Values> {
  /** As variables. Throws, naming each, where a value cannot be written as one. */
  toEnv(values: Values): Record<string, string>;
  /** Back from them. Throws, naming each, where one is missing or wrong. */
  fromEnv(env: Text): Values;
}

/** Each variable by its name: a string, or a codec from one. */
export function environment<Shape extends Record<string, z.ZodMiniType<unknown, string>>>(
  shape: Shape,
): Environment<z.output<z.ZodMiniObject<Shape>>> {
  const variables = z.object(shape);
  return {
    toEnv: (values) =>
      z.record(z.string(), z.string()).parse(valid(z.safeEncode(variables, values))),
    fromEnv: (env) => valid(variables.safeParse(env)),
  };
}

/** Has whoever reads told which variable is at fault. */
export const readable =
  <Value>(read: (text: string) => Value) =>
  (input: string, { issues }: z.core.ParsePayload): Value => {
    try {
      return read(input);
    } catch {
      issues.push({ code: 'custom', input, message: 'is not what infra writes' });
      return z.NEVER;
    }
  };

/** What is known only while infra deploys, such as the name of a bucket. */
export const text = z.string('is missing').check(z.minLength(1, 'is empty'));

/** A list as JSON; its entries may be known only while infra deploys. */
export const list = z.codec(z.string('is missing'), z.array(z.string()), {
  decode: readable((json) => z.array(z.string()).parse(JSON.parse(json))),
  encode: (values) => JSON.stringify(values),
});

export const seconds = z.codec(
  z.string('is missing').check(z.regex(/^\d+$/, 'is no number of seconds')),
  z.int(),
  {
    decode: Number,
    encode: String,
  },
);

function valid<T>(result: z.core.util.SafeParseResult<T>): T {
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `✖ ${path.join('.')} ${message}`);
  throw new Error(lines.join('\n'));
}
