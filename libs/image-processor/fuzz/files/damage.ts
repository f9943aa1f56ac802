import fc from 'fast-check';

/** A change of a file. Positions beyond its end wrap around. */
export type Damage =
  | { readonly kind: 'flip'; readonly bit: number }
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'drop'; readonly at: number; readonly length: number }
  | {
      readonly kind: 'repeat';
      readonly at: number;
      readonly length: number;
      readonly times: number;
    };

/** Applies changes one after the other. */
export function damaged(whole: Uint8Array, all: readonly Damage[]): Buffer {
  let bytes: Buffer = Buffer.from(whole);
  for (const each of all) if (bytes.length > 0) bytes = apply(bytes, each);
  return bytes;
}

function apply(bytes: Buffer, damage: Damage): Buffer {
  const at = (damage.kind === 'flip' ? damage.bit >> 3 : damage.at) % bytes.length;
  switch (damage.kind) {
    case 'flip':
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (damage.bit & 7)), at);
      return bytes;
    case 'write':
      bytes.set(damage.bytes.subarray(0, bytes.length - at), at);
      return bytes;
    case 'cut':
      return bytes.subarray(0, at);
    case 'drop':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + damage.length)]);
    case 'repeat': {
      const part = bytes.subarray(at, at + damage.length);
      const repeated = Buffer.alloc(part.length * damage.times, part);
      return Buffer.concat([bytes.subarray(0, at), repeated, bytes.subarray(at)]);
    }
  }
}

/** Unbiased: changes at the start destroy the signature, and the file is refused at once. */
const anywhere = fc.noBias(fc.nat(0x7fff_ffff));
const flip: fc.Arbitrary<Damage> = anywhere.map((bit) => ({ kind: 'flip', bit }));

/** A few bits flipped. */
export const flips = fc.array(flip, { minLength: 1, maxLength: 8 });

/** Integers as formats store them, small and as large as they get. */
const number = fc
  .tuple(
    fc.constantFrom(0n, 1n, 0x7fn, 0x80n, 0xffn, 0x7fffn, 0xffffn, 0x7fff_ffffn, 0xffff_ffffn),
    fc.constantFrom(1, 2, 4, 8),
    fc.boolean(),
  )
  .map(([value, size, little]) => {
    const bytes = Buffer.alloc(8);
    if (little) bytes.writeBigUInt64LE(value);
    else bytes.writeBigUInt64BE(value);
    return little ? bytes.subarray(0, size) : bytes.subarray(8 - size);
  });

const length = fc.integer({ min: 1, max: 5_000 });

/** Any changes of a file. */
export const damages: fc.Arbitrary<Damage[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: flip },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('write'), at: anywhere, bytes: number }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut'), at: anywhere }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop'), at: anywhere, length }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('repeat'),
        at: anywhere,
        length,
        times: fc.integer({ min: 1, max: 200 }),
      }),
    },
  ),
  { minLength: 1, maxLength: 8 },
);

/** The file cut short at 0 %, 1 %, ... 99 %. */
export const beginnings = (whole: Uint8Array): Uint8Array[] =>
  Array.from({ length: 100 }, (_, percent) =>
    whole.subarray(0, Math.floor((whole.length * percent) / 100)),
  );
