import { dirname } from 'node:path';

/** A place in the workspace that breaks a rule. */
export interface Place {
  /** Path from the root. */
  readonly file: string;
  readonly line?: number;
  /** The text that breaks the rule, and the remedy. */
  readonly problem: string;
}

/** Throws one error that lists all places, grouped by package. */
export function refuse(places: readonly Place[]): void {
  if (places.length === 0) return;
  const packages = Map.groupBy(places, ({ file }) => packageOf(file));
  const sections = [...packages].map(([name, its]) => {
    const lines = its.map(
      ({ file, line, problem }) => `  ${file}${line ? `:${line}` : ''}  ${problem}`,
    );
    return [`${name}: ${its.length}`, ...lines].join('\n');
  });
  throw new Error(`${places.length} places\n${sections.sort().join('\n')}`);
}

/** As `libs/api`; the folder of what is in no package. */
const packageOf = (file: string): string =>
  /^(?:apps|libs|tools)\/[^/]+/.exec(file)?.[0] ?? dirname(file);
