import { builtinProfiles, defineConfig, type Event } from '@thumbing/config';
import {
  manualClock,
  memoryEvents,
  memoryOriginals,
  memoryRecords,
  memoryRenditions,
} from '@thumbing/pipeline/memory';
import { idOf } from '@thumbing/pipeline/testing';
import { createApi, type ApiDeps } from '../create-api.ts';
import { problemSchema } from '../problems.ts';

/** An API over adapters in memory, and what can be seen of it from the other side. */
export function world(overrides: Partial<ApiDeps> = {}) {
  const records = memoryRecords();
  const published: Event[] = [];
  const errors: unknown[] = [];
  let ids = 0;
  const api = createApi({
    config: defineConfig({ profiles: builtinProfiles, origins: ['https://app.example.com'] }),
    records,
    originals: memoryOriginals(),
    renditions: memoryRenditions(),
    events: memoryEvents(published),
    inbox: { send: async () => undefined },
    grants: {
      issue: async ({ key, contentType }) => ({
        method: 'PUT',
        url: `https://uploads.example.com/${key.profile}/${key.id}`,
        headers: { 'content-type': contentType },
      }),
    },
    clock: manualClock(),
    newId: () => idOf((ids += 1)),
    identity: { ownerOf: async (token) => /^token-of-(.+)$/.exec(token)?.[1] },
    health: async () => undefined,
    onError: (error) => void errors.push(error),
    ...overrides,
  });

  /** Asks with a token of this owner. */
  const as =
    (owner: string) =>
    async (path: string, { method = 'GET', body, signal }: Asked = {}): Promise<Response> =>
      api.request(path, {
        method,
        headers: {
          authorization: `Bearer token-of-${owner}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal && { signal }),
      });

  return { api, records, published, errors, as, ada: as('ada'), eve: as('eve') };
}

interface Asked {
  readonly method?: string;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** What ada may upload. */
export const avatar = { profile: 'avatar', contentType: 'image/jpeg', bytes: 12_345 };

/** The problem that an answer tells of; fails when it is none. */
export async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.type).toBe(`urn:thumbing:problem:${problem.code}`);
  return problem;
}
