import type { Header } from '../inspect.ts';
import type { Job } from '../raster/sharp-pass.ts';
import type { Plan } from '../plan/plan.ts';
import { carrier, type Carrier } from '../metadata/carrier.ts';

/** What files of a plan say beside their pixels. */
export type CarrierOf = (plan: Plan) => Carrier;

/** The carriers of plans. Each is made once for all whose files say the same. */
export async function carriersFor(
  bytes: Uint8Array,
  header: Header,
  plans: readonly Plan[],
  job: Job,
): Promise<CarrierOf> {
  const says = ({ recipe: { colour, metadata } }: Plan) => JSON.stringify([colour, metadata]);
  const made = new Map<string, Carrier>();
  for (const [what, [first]] of Map.groupBy(plans, says)) {
    if (first) made.set(what, await carrier(bytes, header, first.recipe, job));
  }
  return (plan) => {
    const its = made.get(says(plan));
    if (!its) throw new RangeError(`${plan.variant} is none of the plans`);
    return its;
  };
}
