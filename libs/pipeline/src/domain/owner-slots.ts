/** Maximum numbers of requests at once. */
export interface MostAtOnce {
  /** Of each owner. */
  readonly perOwner: number;
  /** Of all owners. @default no limit */
  readonly inAll?: number;
}

/** Takes a slot, and returns a function that gives it back; `undefined` if there is none. */
export type TakeSlot = (owner: string) => (() => void) | undefined;

/** Limits requests of this process that take long, and hold a connection meanwhile. */
export function ownerSlots({ perOwner, inAll = Infinity }: MostAtOnce): TakeSlot {
  const taken = new Map<string, number>();
  let all = 0;
  const add = (owner: string, change: 1 | -1): void => {
    const count = (taken.get(owner) ?? 0) + change;
    if (count === 0) taken.delete(owner);
    else taken.set(owner, count);
    all += change;
  };
  return (owner) => {
    if (all >= inAll || (taken.get(owner) ?? 0) >= perOwner) return undefined;
    add(owner, 1);
    return () => add(owner, -1);
  };
}
