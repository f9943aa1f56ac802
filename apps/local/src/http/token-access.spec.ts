import { clientOf } from '@thumbing/adapters/testing';
import * as z from 'zod';
import { edition, type Edition } from '../testing/edition.ts';
import { raw } from '../testing/raw.ts';
import { tokenOf } from '../testing/token-of.ts';

const APP = 'https://app.example.com';
const problem = z.object({ code: z.string(), detail: z.string() });

/** Sends a request for a token, with these headers and nothing else. */
async function ask(
  { url }: Pick<Edition, 'url'>,
  headers: Readonly<Record<string, string>>,
  version = '1.1',
) {
  const body = '{"sub":"ada"}';
  const lines = Object.entries({ ...headers, 'content-length': String(body.length) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const answer = await raw(
    url,
    `POST /dev/token HTTP/${version}\r\n${head}connection: close\r\n\r\n${body}`,
  );
  const [top = '', content = ''] = answer.split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(top)?.[1]),
    allowed: /^access-control-allow-origin: (.*)\r?$/im.exec(top)?.[1]?.trim(),
    text: content,
  };
}

/** Headers that browsers add to requests of a page. */
const fromPage = (origin: string, site: string) => ({
  origin,
  referer: `${origin}/`,
  'sec-fetch-site': site,
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  'sec-ch-ua': '"Chromium";v="140"',
  'user-agent': 'Mozilla/5.0',
  accept: '*/*',
  'accept-language': 'en',
  'accept-encoding': 'gzip',
  'content-type': 'application/json',
  priority: 'u=1, i',
  cookie: 'of=another-port',
});

describe('a server that only this machine reaches', () => {
  let running: Edition;
  let host: string;
  let port: string;
  beforeAll(async () => {
    running = await edition();
    ({ host, port } = new URL(running.url));
  });
  afterAll(() => running.close());

  it.each([
    ['curl', () => ({ host, 'user-agent': 'curl/8', accept: '*/*' })],
    ['curl, by address', () => ({ host: `127.0.0.1:${port}`, accept: '*/*' })],
    ['a program, by its IPv6 address', () => ({ host: `[::1]:${port}` })],
    ['its own page', () => ({ host, ...fromPage(`http://${host}`, 'same-origin') })],
    [
      'its own page by another of its names',
      () => ({ host, ...fromPage(`http://127.0.0.1:${port}`, 'cross-site') }),
    ],
    ['a page of `origins`', () => ({ host, ...fromPage(APP, 'cross-site') })],
  ])('issues a token to %s', async (_, headers) => {
    const { status, text } = await ask(running, headers());
    expect({ status, text }).toMatchObject({
      status: 200,
      text: expect.stringContaining('access_token') as unknown,
    });
  });

  it.each<[string, () => Record<string, string>, sign: string]>([
    ['X-Forwarded-For', () => ({ host, 'X-Forwarded-For': '203.0.113.9' }), "'x-forwarded-for'"],
    ['X-Forwarded-Proto', () => ({ host, 'X-Forwarded-Proto': 'https' }), "'x-forwarded-proto'"],
    ['Forwarded', () => ({ host, Forwarded: 'for=203.0.113.9' }), "'forwarded'"],
    ['X-Real-IP', () => ({ host, 'X-Real-IP': '203.0.113.9' }), "'x-real-ip'"],
    ['Via', () => ({ host, Via: '1.1 cache' }), "'via'"],
    ['CF-Connecting-IP', () => ({ host, 'CF-Connecting-IP': '203.0.113.9' }), "'cf-connecting-ip'"],
    ['True-Client-IP', () => ({ host, 'True-Client-IP': '203.0.113.9' }), "'true-client-ip'"],
    ['Fly-Client-IP', () => ({ host, 'Fly-Client-IP': '203.0.113.9' }), "'fly-client-ip'"],
    ['X-Amzn-Trace-Id', () => ({ host, 'X-Amzn-Trace-Id': 'Root=1' }), "'x-amzn-trace-id'"],
    ['one nobody has heard of', () => ({ host, 'X-Peer': '203.0.113.9' }), "'x-peer'"],
  ])('refuses a request with a header of a proxy: %s', async (_, headers, sign) => {
    const { status, text } = await ask(running, headers());
    expect(status).toBe(403);
    expect(problem.parse(JSON.parse(text))).toMatchObject({
      code: 'not-local',
      detail: expect.stringContaining(`the header ${sign}`) as unknown,
    });
  });

  it('refuses HTTP/1.0, which a plain nginx speaks, with the Host of its upstream and no header', async () => {
    const { status, text } = await ask(running, { host }, '1.0');
    expect(status).toBe(403);
    expect(text).toContain('HTTP/1.0');
  });

  it.each([
    ['another name for this machine', () => 'evil.example.com'],
    ['another name, with the port', () => `evil.example.com:${port}`],
    ['a name that looks like this machine', () => `localhost.example.com:${port}`],
    ['a name that begins like this machine', () => `127.0.0.1.example.com:${port}`],
    ['another port', () => 'localhost:1'],
    ['no port', () => 'localhost'],
  ])('refuses a request to %s (DNS rebinding)', async (_, hostOf) => {
    const { status, text } = await ask(running, { host: hostOf() });
    expect(status).toBe(403);
    expect(text).toContain(`the Host '${hostOf()}'`);
  });

  it.each([
    ['another site', () => fromPage('https://evil.example.com', 'cross-site')],
    ['another server on this machine', () => fromPage('http://localhost:1', 'same-site')],
    ['a page in a sandbox', () => fromPage('null', 'cross-site')],
    ['a name like its own', () => fromPage(`http://localhost.example.com:${port}`, 'cross-site')],
    ['its own name under https', () => fromPage(`https://${host}`, 'cross-site')],
    ['another site that hides its origin', () => ({ 'sec-fetch-site': 'cross-site' })],
    [
      'another server on this machine that hides its origin',
      () => ({ 'sec-fetch-site': 'same-site' }),
    ],
  ])('refuses a page of %s, and lets it read nothing', async (_, headers) => {
    const { status, allowed, text } = await ask(running, { host, ...headers() });
    expect({ status, allowed }).toEqual({ status: 403, allowed: undefined });
    expect(text).not.toContain('access_token');
  });

  it.each([
    ['a page of `origins`', () => APP, true],
    ['its own page', () => `http://${host}`, true],
    ['another page', () => 'https://evil.example.com', false],
    ['a page in a sandbox', () => 'null', false],
  ])('promises %s in the preflight just what the answer grants', async (_, originOf, granted) => {
    const origin = originOf();
    const preflight = await fetch(`${running.url}/dev/token`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    const promised = preflight.headers.get('access-control-allow-origin') ?? undefined;
    expect(promised).toBe(granted ? origin : undefined);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
    const { status, allowed } = await ask(running, { host, ...fromPage(origin, 'cross-site') });
    expect({ status, allowed }).toEqual({ status: granted ? 200 : 403, allowed: promised });
  });

  it('lets a page of `origins` read its mistakes too', async () => {
    const response = await fetch(`${running.url}/dev/token`, {
      method: 'POST',
      headers: { origin: APP },
      body: '{}',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBe(APP);
  });
});

describe.each([
  ['listens on another address', { host: '0.0.0.0' }],
  ['has a public URL', { publicUrl: 'https://images.example.com/pictures' }],
])('a server that %s', (_, options) => {
  let running: Edition;
  let local: { readonly url: string };
  let secret: string;
  beforeAll(async () => {
    running = await edition(options);
    local = { url: `http://127.0.0.1:${running.port}` };
    secret = running.tokenSecret ?? '';
  });
  afterAll(() => running.close());

  it('issues no token without its secret, to programs on this machine neither', async () => {
    expect(secret).toMatch(/^[\w-]{32}$/);
    const host = new URL(local.url).host;
    const wrong = [
      {},
      { authorization: `Bearer ${secret}x` },
      { authorization: `Basic ${secret}` },
    ];
    for (const headers of wrong) {
      const { status, text } = await ask(local, { host, ...headers });
      expect(status).toBe(401);
      expect(text).toContain('"code":"unauthorized"');
      expect(text).not.toContain('access_token');
    }
  });

  it('issues tokens to holders of its secret, through a proxy too', async () => {
    const { status } = await ask(local, {
      host: 'images.example.com',
      'x-forwarded-for': '203.0.113.9',
      authorization: `Bearer ${secret}`,
    });
    expect(status).toBe(200);
    const token = await tokenOf(local.url, 'ada', secret);
    expect((await clientOf(local.url, token).api('/v1/images')).status).toBe(200);
  });

  it('lets pages of `origins` send the secret', async () => {
    const preflight = await fetch(`${local.url}/dev/token`, {
      method: 'OPTIONS',
      headers: { origin: APP, 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'content-type,authorization',
    );
  });

  it('has another secret after each start', async () => {
    const another = await edition(options);
    expect(another.tokenSecret).not.toBe(secret);
    await another.close();
  });
});
