import { V8_GC_FLAG, MEMORY_ENV } from '@thumbing/config/environment';

/** How a process is started. */
export interface Start {
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What V8 is told. */
  readonly flags?: readonly string[];
}

/** As the function that makes renditions: what it is told, and two cores. */
export const LIKE_THE_FUNCTION: Start = {
  env: { ...MEMORY_ENV, VIPS_CONCURRENCY: '2' },
  flags: [V8_GC_FLAG],
};

/** Node's arguments: those flags, and to take the sources of packages. */
export const argumentsOf = ({ flags = [] }: Start): string[] => [
  ...flags,
  '--conditions=@thumbing/source',
];
