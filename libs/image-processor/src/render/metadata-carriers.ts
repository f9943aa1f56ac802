import { metadataCarrier, type MetadataCarrier } from '../metadata/carrier.ts';
import type { Plan } from '../plan/plan.ts';
import type { Header } from '../source/header.ts';

/** The carrier of a plan's files. */
export type CarrierOf = (plan: Plan) => MetadataCarrier;

/** Makes one metadata carrier for each pair of color space and metadata that plans ask for. */
export async function metadataCarriers(
  bytes: Uint8Array,
  header: Header,
  plans: readonly Plan[],
  signal: AbortSignal,
): Promise<CarrierOf> {
  const keyOf = ({ recipe: { colorSpace, metadata } }: Plan) =>
    JSON.stringify([colorSpace, metadata]);
  const carriers = new Map<string, MetadataCarrier>();
  for (const [key, [first]] of Map.groupBy(plans, keyOf)) {
    if (first) carriers.set(key, await metadataCarrier(bytes, header, first.recipe, signal));
  }
  return (plan) => {
    const carrier = carriers.get(keyOf(plan));
    if (!carrier) throw new RangeError(`${plan.variant} has no metadata carrier`);
    return carrier;
  };
}
