import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { changed, faultOf, pathsBySignature, signedAddresses } from './signature-laws.ts';

/* Changes signed addresses at random, and fails at the first that passes for something it was not signed for. */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
console.log(`Verifying ${values.runs} changed signatures with seed ${values.seed}.`);
const signed = await signedAddresses();
const paths = pathsBySignature(signed);
const law = fc.property(changed(signed), (text) => {
  const fault = faultOf(text, paths);
  if (fault !== undefined) throw new Error(fault);
});
fc.assert(law, { numRuns: Number(values.runs), seed: Number(values.seed), endOnFailure: true });
console.log('No faults.');
