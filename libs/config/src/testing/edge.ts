import { createContext, runInContext, Script } from 'node:vm';
import {
  ADDRESS_GRAMMAR,
  addressParts,
  addressProblem,
  findKey,
  recipeProblem,
} from '@thumbing/client/address';

const code = [findKey, recipeProblem, addressParts, addressProblem].join('\n');

/** The code of the grammar as a function at the edge has it: the text of the functions, and the data. */
export const EDGE_CODE = `${code}\nconst GRAMMAR = ${JSON.stringify(ADDRESS_GRAMMAR)};`;

const io: { input: string; output: unknown } = { input: '', output: undefined };
const context = createContext({ io });
runInContext(EDGE_CODE, context);

const runner = (name: string) => {
  const script = new Script(`io.output = ${name}(io.input, GRAMMAR);`);
  return (input: string): unknown => {
    io.input = input;
    script.runInContext(context);
    return io.output;
  };
};

/** `recipeProblem` and `addressProblem` as they run at the edge: without modules, and without the globals of Node. */
export const edge = {
  recipeProblem: runner('recipeProblem'),
  addressProblem: runner('addressProblem'),
};
