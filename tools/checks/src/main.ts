import { countTests } from './count-tests.ts';

const { passed, failed } = await countTests();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
