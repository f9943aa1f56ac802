import { COLLECT_SELDOM, STEADY_MEMORY } from '@thumbing/config/environment';

/** How a process is started. */
export interface Start {
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Of V8. */
  readonly flags?: readonly string[];
}

/** As the function that makes renditions: what it is deployed with, and two cores. */
export const LIKE_THE_FUNCTION: Start = {
  env: { ...STEADY_MEMORY, VIPS_CONCURRENCY: '2' },
  flags: [COLLECT_SELDOM],
};

/** What Node is told, to read TypeScript beside that. */
export const argumentsOf = ({ flags = [] }: Start): string[] => [
  ...flags,
  '--conditions=@thumbing/source',
];
