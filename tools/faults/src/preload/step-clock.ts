/** Lets the wall clock of this process be ahead by so many milliseconds. The monotonic clock is not changed. */
export function stepClock(ahead: () => number): void {
  const SystemDate = Date;
  const now = (): number => SystemDate.now() + ahead();
  class SteppedDate extends SystemDate {
    constructor(...given: [] | [value: string | number | Date]) {
      super(given[0] ?? now());
    }
    static override now(): number {
      return now();
    }
  }
  Object.assign(globalThis, { Date: SteppedDate });
}
