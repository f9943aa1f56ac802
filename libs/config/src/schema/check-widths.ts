import type * as z from 'zod';

interface Widths {
  readonly profiles: Readonly<
    Record<string, { readonly onDemand: { readonly widths: readonly number[] } }>
  >;
  readonly delivery: { readonly maxSide: number };
}

/** Checks that every width can be asked for: a rendition above `delivery.maxSide` is refused. */
export function checkWidths({ profiles, delivery }: Widths, context: z.RefinementCtx): void {
  for (const [profile, { onDemand }] of Object.entries(profiles)) {
    const widest = Math.max(0, ...onDemand.widths);
    if (widest <= delivery.maxSide) continue;
    context.addIssue({
      code: 'custom',
      input: onDemand.widths,
      path: ['profiles', profile, 'onDemand', 'widths'],
      message: `write widths of at most ${delivery.maxSide}, or raise delivery.maxSide: the widest is ${widest}`,
    });
  }
}
