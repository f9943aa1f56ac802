/** Throws on other systems than Linux, with the reason. */
export function onLinux(reason: string): void {
  if (process.platform === 'linux') return;
  throw new Error(`${reason}, and this is ${process.platform}: run it on Linux`);
}
