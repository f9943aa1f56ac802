/** What a command takes from the process that it runs in. */
export interface Surroundings {
  readonly version: string;
  /** The working directory. */
  readonly folder: string;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted when the process is about to be ended from outside; listeners clean up before they return. */
  readonly interrupted: AbortSignal;
}
