/** Maximum numbers of waits at once. */
export interface MostWaits {
  /** Of each owner. */
  readonly perOwner: number;
  /** Of all owners. */
  readonly inAll: number;
}

/** Takes the slot of a wait, and returns a function that gives it back; `undefined` if there is none. */
export type TakeWaitSlot = (owner: string) => (() => void) | undefined;

/** Limits the waits of this process: each holds a connection. */
export function waitSlots({ perOwner, inAll }: MostWaits): TakeWaitSlot {
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
