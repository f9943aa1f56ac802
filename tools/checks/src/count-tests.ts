import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { ROOT } from './nx.ts';

/** The fields that are read of Jest's report of a run. */
const testResults = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
});

/**
 * Adds up the reports of the last test run of every project. A project that has tests but no report, because its run
 * crashed, counts as a failure.
 */
export async function countTests(): Promise<{ passed: number; failed: number }> {
  let [passed, failed] = [0, 0];
  for await (const config of glob('{apps,libs,tools}/*/jest*.config.cjs', { cwd: ROOT })) {
    // `jest.e2e.config.cjs` belongs to the target `e2e`, and `jest.config.cjs` to `test`.
    const [, target = 'test'] = /jest\.(\w+)\.config/.exec(config) ?? [];
    const results = await resultsIn(join(ROOT, dirname(config), `${target}-results.json`));
    passed += results?.numPassedTests ?? 0;
    failed += results ? results.numFailedTests + results.numRuntimeErrorTestSuites : 1;
  }
  return { passed, failed };
}

async function resultsIn(file: string): Promise<z.output<typeof testResults> | undefined> {
  try {
    return testResults.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
