import { V8_GC_FLAG, MEMORY_ENV } from '@thumbing/config/environment';

/** Environment and flags of a process. */
export interface Start {
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Flags of V8. */
  readonly flags?: readonly string[];
}

/** The settings of the deployed function that makes renditions, with two threads. */
export const LIKE_THE_FUNCTION: Start = {
  env: { ...MEMORY_ENV, VIPS_CONCURRENCY: '2' },
  flags: [V8_GC_FLAG],
};

/** Arguments of Node: the flags, and the condition that resolves packages to their sources. */
export const argumentsOf = ({ flags = [] }: Start): string[] => [
  ...flags,
  '--conditions=@thumbing/source',
];
