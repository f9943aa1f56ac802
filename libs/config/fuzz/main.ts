import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { faultOfPath, faultOfRecipe } from '../src/testing/address-laws.ts';
import { likePaths } from '../src/testing/address-paths.ts';
import { likeRecipes } from '../src/testing/address-texts.ts';

/* Reads random texts as recipes and as addresses, and fails at the first that breaks a law of addresses. */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
console.log(`Reading ${values.runs} texts with seed ${values.seed}.`);
const texts = fc.oneof(
  likeRecipes.map((text) => ({ text, faultOf: faultOfRecipe })),
  likePaths.map((text) => ({ text, faultOf: faultOfPath })),
);
const law = fc.property(texts, ({ text, faultOf }) => {
  const fault = faultOf(text);
  if (fault !== undefined) throw new Error(`${JSON.stringify(text)}: ${fault}`);
});
fc.assert(law, { numRuns: Number(values.runs), seed: Number(values.seed), endOnFailure: true });
console.log('No faults.');
