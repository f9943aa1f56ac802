import * as z from 'zod/mini';

/** Keys that have another name in recipes, each with the names to choose from: the first that an object has. */
const RENAMED: Readonly<Record<string, readonly string[]>> = {
  colour: ['color', 'colorSpace'],
  colours: ['colors'],
  colourSpace: ['colorSpace'],
  colorspace: ['colorSpace'],
  gray: ['grayscale'],
  grey: ['grayscale'],
  greyscale: ['grayscale'],
  jpg: ['jpeg'],
  normalise: ['normalize'],
  round: ['cornerRadius'],
};

type Refusal = { readonly code: string; readonly keys?: readonly string[] };

/** Names the key to write where an unknown key has another name among these; other issues keep their messages. */
export const refuseRenamed =
  (known: readonly string[]) =>
  ({ code, keys = [] }: Refusal): string | undefined => {
    if (code !== 'unrecognized_keys') return undefined;
    const remedies = keys.map((key) => {
      const name = Object.hasOwn(RENAMED, key)
        ? RENAMED[key]?.find((each) => known.includes(each))
        : undefined;
      return { key, name };
    });
    if (remedies.every(({ name }) => name === undefined)) return undefined;
    return remedies
      .map(({ key, name }) =>
        name === undefined ? `leave ${key} out` : `write ${name} instead of ${key}`,
      )
      .join('; ');
  };

/** An object without other keys. The message for a key under its former or British name says the right one. */
export const strictObject = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, { error: refuseRenamed(Object.keys(shape)) });
