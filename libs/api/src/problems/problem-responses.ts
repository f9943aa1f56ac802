import { PROBLEMS, type ProblemCode, type ProblemType } from './catalog.ts';
import { problemSchema } from './problem-schema.ts';
import { problemOf } from './problem.ts';

/** OpenAPI descriptions of the problems that a route reports, by status. */
export function problemResponses(...codes: readonly ProblemCode[]) {
  const byStatus = Object.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes]) => [status, describe(codes)]),
  );
}

const headersOf = (code: ProblemCode) => {
  const { headers = {} }: ProblemType = PROBLEMS[code];
  return Object.entries(headers);
};

const describe = (codes: readonly ProblemCode[]) => ({
  headers: Object.fromEntries(codes.flatMap(headersOf)),
  description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].summary}`).join(' '),
  content: {
    'application/problem+json': {
      schema: problemSchema,
      examples: Object.fromEntries(
        codes.map((code) => [code, { value: problemOf(code, PROBLEMS[code].example) }]),
      ),
    },
  },
});
