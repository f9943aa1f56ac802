import { builtinProfiles, defineConfig } from '@thumbing/config';
import { InvalidTokenError } from '@thumbing/pipeline';
import {
  countedIds,
  manualClock,
  memoryMetrics,
  memoryQuotas,
  memoryRecords,
  memoryRenditions,
  type Measurement,
} from '@thumbing/pipeline/memory';
import { signAddresses } from '@thumbing/pipeline/delivery';
import { createApi, type ApiDeps } from '../create-api.ts';
import { TITLES } from '../problems/catalog.ts';
import { problemSchema } from '../problems/problem-schema.ts';

/** An API over in-memory adapters, and the records, errors and refusals that it leaves behind. */
export function world(overrides: Partial<ApiDeps> = {}) {
  const records = memoryRecords();
  const errors: unknown[] = [];
  const refused: string[] = [];
  const measured: Measurement[] = [];
  const common = { records, renditions: memoryRenditions(), clock: manualClock() };
  const config = defineConfig({ profiles: builtinProfiles, origins: ['https://app.example.com'] });
  const api = createApi({
    config,
    ...common,
    grants: {
      issue: async ({ key, contentType }) => ({
        method: 'PUT',
        url: `https://uploads.example.com/${key.profile}/${key.id}`,
        headers: { 'content-type': contentType },
      }),
    },
    quotas: memoryQuotas(),
    newId: countedIds(),
    identity: { ownerOf: async (token) => ownerIn(token) },
    readiness: {},
    signAddresses: signAddresses({
      config,
      ...common,
      signer: { sign: async (path) => `k1..of${path.replaceAll(/\W/g, '')}` },
    }),
    metrics: memoryMetrics(measured),
    onError: (error) => void errors.push(error),
    onInvalidToken: (reason) => void refused.push(reason),
    ...overrides,
  });

  /** Sends requests with a token of this owner. */
  const as =
    (owner: string) =>
    async (
      path: string,
      { method = 'GET', body, signal }: RequestOptions = {},
    ): Promise<Response> =>
      api.request(path, {
        method,
        headers: {
          authorization: `Bearer token-of-${owner}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal && { signal }),
      });

  return { api, records, errors, refused, measured, as, ada: as('ada'), eve: as('eve') };
}

/** Owner in a token such as `token-of-ada`. */
function ownerIn(token: string): string {
  const [, owner] = /^token-of-(.+)$/.exec(token) ?? [];
  if (owner === undefined) throw new InvalidTokenError('the token is "not" one, so\\to say: ü');
  return owner;
}

interface RequestOptions {
  readonly method?: string;
  /** A string is sent as is, anything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** A valid upload request. */
export const avatar = { profile: 'avatar', contentType: 'image/jpeg', bytes: 12_345 };

/** The problem details of a response; fails if the response has none. */
export async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(Object.entries(TITLES)).toContainEqual([String(problem.status), problem.title]);
  expect(problem.type).toBe(`urn:thumbing:problem:${problem.code}`);
  return problem;
}
