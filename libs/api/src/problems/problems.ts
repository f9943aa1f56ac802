// Gives schemas `.openapi`.
import '@hono/zod-openapi';
import type { RequestErrorCode } from '@thumbing/pipeline';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';

interface Problem {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  /** A `detail` as one occurrence has it. */
  readonly example: string;
}

/** Everything that can be wrong with a request or with us: the one place that gives it a status. */
export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    example:
      "colour: is not known here, leave it out; bytes: say the upload's size, 1 or more bytes",
  },
  'unknown-profile': {
    status: 400,
    title: 'There is no such profile',
    example: "there is no profile 'poster'; there are: avatar, banner, photo",
  },
  'bad-cursor': {
    status: 400,
    title: 'This is not a cursor',
    example: "'yesterday' is not a cursor that a list has given",
  },
  unauthorized: {
    status: 401,
    title: 'A valid token is needed',
    example: "send a token as 'Authorization: Bearer <token>'",
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    example: "you have no image '01920000-0000-7000-8000-000000000001'",
  },
  'method-not-allowed': {
    status: 405,
    title: 'This is not done here',
    example: '/v1/profiles does not answer to PUT; it answers to: GET, HEAD',
  },
  'too-large': {
    status: 413,
    title: 'The upload is too large',
    example: 'avatar accepts at most 10000000 bytes, and the upload has 12000000',
  },
  'body-too-large': {
    status: 413,
    title: 'The body of the request is too large',
    example:
      'the body of a request has at most 16384 bytes; originals are uploaded to `upload.url`',
  },
  'unsupported-type': {
    status: 415,
    title: 'This content type is not accepted',
    example: "avatar does not accept 'image/bmp'; it accepts: image/jpeg, image/png",
  },
  internal: {
    status: 500,
    title: 'We could not answer',
    example: 'something went wrong on our side; try again later',
  },
  'out-of-space': {
    status: 507,
    title: 'There is no space left',
    example: 'there is no space left for another image; nothing was kept',
  },
  unavailable: {
    status: 503,
    title: 'Not at your service at the moment',
    example: 'something that the service needs does not answer; try again later',
  },
} as const satisfies Record<RequestErrorCode, Problem> & Record<string, Problem>;
export type ProblemCode = keyof typeof PROBLEMS;

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(PROBLEMS)),
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem', {
    description: 'RFC 9457. `code` is for programs, `detail` and `errors` are for people.',
  });
type ProblemBody = z.output<typeof problemSchema>;

/** Answers with a problem. */
export function problem(
  c: Context,
  code: ProblemCode,
  detail: string,
  errors?: ProblemBody['errors'],
): Response {
  const body = describe(code, detail, errors);
  const { status } = PROBLEMS[code];
  // A route may have made its answer cacheable before it failed; a failure of ours must pass.
  if (status >= 500) c.header('cache-control', 'no-store');
  return c.json(body, status, { 'content-type': 'application/problem+json' });
}

function describe(code: ProblemCode, detail: string, errors?: ProblemBody['errors']): ProblemBody {
  const { status, title } = PROBLEMS[code];
  const type = `urn:thumbing:problem:${code}`;
  return { type, title, status, detail, code, ...(errors && { errors }) };
}

/** The same for OpenAPI: what a route may answer with when it goes wrong. */
export function problemResponses(...codes: readonly ProblemCode[]) {
  const byStatus = Object.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes]) => [status, responseOf(codes)]),
  );
}

const responseOf = (codes: readonly ProblemCode[]) => ({
  description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
  content: {
    'application/problem+json': {
      schema: problemSchema,
      examples: Object.fromEntries(
        codes.map((code) => [code, { value: describe(code, PROBLEMS[code].example) }]),
      ),
    },
  },
});
