import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** Things by the name that alarms and graphs give them. */
export type Named<T> = Readonly<Record<string, T>>;

/** All functions of a construct, which get alarms and graphs. */
export interface WatchedFunctions {
  /** A single failure, followed by a success, wakes nobody. */
  readonly retried?: Named<IFunction>;
  /** Each failure counts: nothing repeats the work. */
  readonly unretried?: Named<IFunction>;
}
