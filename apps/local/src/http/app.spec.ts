import { clientOf, waitUntil } from '@thumbing/adapters/testing';
import { SECURITY_HEADERS } from '@thumbing/config';
import { recordOf, idOf } from '@thumbing/pipeline/testing';
import { keptAssets } from './assets/kept-assets.ts';
import { createApp } from './app.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { raw } from '../testing/raw.ts';
import { serve, type Served } from '../testing/serve.ts';

describe('createApp', () => {
  let world: Parts;
  let server: Served;
  let looks: number;
  let answered: number;
  let broken: boolean;
  let errors: unknown[];
  beforeEach(async () => {
    world = await parts();
    [looks, answered, broken, errors] = [0, 0, false, []];
    const { deps } = world;
    // Stands still, so that no wait ever times out.
    const clock = { ...deps.clock, monotonic: () => 0 };
    const records = {
      ...deps.records,
      get: (id: string) => {
        looks += 1;
        return deps.records.get(id);
      },
    };
    const app = createApp({
      api: {
        ...deps,
        records,
        clock,
        identity: { ownerOf: async (token) => token },
        readiness: {
          database: async () => (broken ? 'it is gone' : undefined),
        },
        onError: (error) => void errors.push(error),
        onInvalidToken: () => undefined,
      },
      uploads: {
        ...deps,
        grants: {
          grantOf: () => {
            throw new Error('a secret of ours');
          },
        },
      },
      delivery: {
        ...deps,
        render: () => Promise.reject(new Error('nothing is rendered here')),
        makes: { atOnce: 1, waiting: 0 },
        sendKept: keptAssets({ ...deps.files, ...deps.assets, origins: [] }),
        onUnkept: () => undefined,
      },
    });
    server = await serve(() => ({
      fetch: async (request, env) => {
        try {
          return await app.fetch(request, env);
        } finally {
          answered += 1;
        }
      },
    }));
  });
  afterEach(async () => {
    await server.close();
    await world.close();
  });

  it('stops waiting for an image when the waiting client disconnects', async () => {
    await world.deps.records.create(recordOf());
    const gone = new AbortController();
    const waiting = clientOf(server.url, 'ada').api(`/v1/images/${idOf(1)}?wait=25`, {
      signal: gone.signal,
    });
    await waitUntil(() => looks === 1);
    gone.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await waitUntil(() => answered === 1);
    expect(errors).toEqual([]);
  });

  it('is alive, and not ready, when a check fails', async () => {
    broken = true;
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect((await fetch(`${server.url}/ready`)).status).toBe(503);
  });

  it('hides an internal error from clients, and reports it to the log', async () => {
    const response = await fetch(`${server.url}/uploads/avatar/${idOf(1)}`, { method: 'PUT' });
    expect(response.status).toBe(500);
    expect(Object.fromEntries(response.headers)).toMatchObject(SECURITY_HEADERS.api);
    expect(await response.text()).not.toContain('secret');
    expect(errors.map(String)).toEqual(['Error: a secret of ours']);
  });

  it.each([
    ['no host', 'GET /health HTTP/1.1\r\n\r\n', 400],
    ['a host that is none', 'GET /health HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
    ['a path that is none', 'GET health HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['nothing but noise', '\0\x01\x02 nonsense\r\n\r\n', 400],
    [
      'two lengths',
      'PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    [
      'a length and chunks',
      'PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['a negative length', 'PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', 400],
    ['too many headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'a path of two slashes',
      'GET //evil.example.com/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      404,
    ],
    ['a method of its own', 'BREW /pot HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ])('survives a request with %s', async (_, request, status) => {
    expect(
      await raw(server.url, request.replace(/\r\n\r\n$/, '\r\nConnection: close\r\n\r\n')),
    ).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(errors).toEqual([]);
  });
});
