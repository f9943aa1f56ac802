/** Throws where this is not Linux, for this reason. */
export function onLinux(reason: string): void {
  if (process.platform === 'linux') return;
  throw new Error(`${reason}, and this is ${process.platform}: run it there`);
}
