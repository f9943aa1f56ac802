/** The parts of the process that a command may use. */
export interface CommandContext {
  readonly version: string;
  /** The working directory. */
  readonly folder: string;
  readonly now: () => Date;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborts on SIGINT, SIGTERM and SIGHUP, just before the process ends: listeners clean up synchronously. */
  readonly interrupted: AbortSignal;
}
