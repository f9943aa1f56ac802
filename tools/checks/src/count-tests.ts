import { glob, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ROOT } from './nx.ts';

/** What Jest writes about a run, as far as it matters here. */
const testResults = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
});

/** Adds up the results that the last test run of every project has written. */
export async function countTests(): Promise<{ passed: number; failed: number }> {
  let [passed, failed] = [0, 0];
  for await (const file of glob('{apps,libs,tools}/*/test-results.json', { cwd: ROOT })) {
    const results = testResults.parse(JSON.parse(await readFile(`${ROOT}/${file}`, 'utf8')));
    passed += results.numPassedTests;
    failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
  }
  return { passed, failed };
}
