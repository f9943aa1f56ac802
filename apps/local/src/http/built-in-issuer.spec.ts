import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, tokenIdentity } from '@thumbing/adapters';
import { clientOf } from '@thumbing/adapters/testing';
import { identityContract, type Claims } from '@thumbing/pipeline/testing';
import { generateKeyPair, importJWK, SignJWT, type CryptoKey } from 'jose';
import { builtInIssuer } from './built-in-issuer.ts';
import { issuerKey } from '../storage/secret-store.ts';
import { tokenOf } from '../testing/token-of.ts';
import { edition, type Edition } from '../testing/edition.ts';
import { raw } from '../testing/raw.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

describe('the built-in issuer', () => {
  let running: Edition;
  beforeAll(async () => {
    running = await edition();
  });
  afterAll(() => running.close());

  const ask = (...headers: readonly string[]) => {
    const body = '{"sub":"ada"}';
    const lines = ['POST /dev/token HTTP/1.1', ...headers, `Content-Length: ${body.length}`];
    return raw(running.url, `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`);
  };

  it('issues tokens to this machine that the API accepts', async () => {
    const ada = clientOf(running.url, await tokenOf(running.url, 'ada'));
    expect((await ada.api('/v1/images')).status).toBe(200);
  });

  it('forbids caches to store a token', async () => {
    const answer = await ask('Host: localhost');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toMatch(/^cache-control: no-store\r$/im);
  });

  it.each([
    ['a reverse proxy passes on', ['Host: localhost', 'X-Forwarded-For: 203.0.113.9']],
    ['another reverse proxy passes on', ['Host: localhost', 'Forwarded: for=203.0.113.9']],
    ['nginx passes on', ['Host: localhost', 'X-Real-IP: 203.0.113.9']],
    ['a page with a name for this machine sends', ['Host: evil.example.com']],
    ['a page with a name that looks like this machine sends', ['Host: localhost.example.com']],
    ['a page with a name that begins like this machine sends', ['Host: 127.0.0.1.example.com']],
  ])('refuses what %s', async (_, headers) => {
    const answer = await ask(...headers);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('"code":"not-local"');
    expect(answer).not.toContain('access_token');
  });

  it.each([
    '',
    '{}',
    '{"sub":""}',
    '{"sub":1}',
    '{"sub":"ada","admin":true}',
    '[',
    'x'.repeat(999),
  ])('refuses the request body %j', async (body) => {
    const response = await fetch(`${running.url}/dev/token`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid-request' });
  });

  it('publishes the documents of an OIDC issuer, without its private key', async () => {
    const found = await fetch(`${running.url}/.well-known/openid-configuration`);
    const { issuer, jwks_uri } = (await found.json()) as Record<string, string>;
    expect(issuer).toBe(running.url);
    const keys = await (await fetch(String(jwks_uri))).text();
    const key: unknown = JSON.parse(
      await readFile(join(running.folder.path, 'keys', 'issuer.json'), 'utf8'),
    );
    expect(key).toMatchObject({ d: expect.any(String) as unknown });
    for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(keys).not.toContain(`"${part}"`);
  });

  it('is absent when an issuer is configured, and its tokens are invalid', async () => {
    const folder = await temporaryFolder();
    const first = await edition({ folder });
    const token = await tokenOf(first.url, 'ada');
    await first.stop();
    const auth = { issuer: running.url, audience: ['app'] };
    const second = await edition({ folder, config: { auth } });
    const asked = await fetch(`${second.url}/dev/token`, { method: 'POST', body: '{"sub":"ada"}' });
    expect(asked.status).toBe(404);
    const documents = ['openid-configuration', 'jwks.json'];
    for (const name of documents) {
      expect((await fetch(`${second.url}/.well-known/${name}`)).status).toBe(404);
    }
    expect((await clientOf(second.url, token).api('/v1/images')).status).toBe(401);
    await second.close();
  });

  it('makes no key when an issuer is configured', async () => {
    const auth = { issuer: running.url, audience: ['app'] };
    const other = await edition({ config: { auth } });
    expect(await other.folder.files('keys')).toEqual(['grants']);
    await other.close();
  });

  it('is refused for a server with another public host, since proxies may leave no trace', async () => {
    const folder = await temporaryFolder();
    const publicUrl = 'https://images.example.com';
    await expect(edition({ folder, publicUrl })).rejects.toThrow(
      'the public URL is https://images.example.com, but the built-in token issuer is for this machine ' +
        'only: configure auth.issuer',
    );
    expect(await folder.files()).toEqual([]);
    const auth = { issuer: running.url, audience: ['app'] };
    const other = await edition({ folder, publicUrl, config: { auth } });
    expect(other.url).toBe(publicUrl);
    await other.close();
  });
});

const another = await generateKeyPair('RS256');

identityContract('the built-in issuer', async () => {
  const folder = await temporaryFolder();
  const url = 'http://localhost:8080';
  const key = await issuerKey({ keys: folder.path, staging: folder.path });
  const issuer = builtInIssuer(url, key, systemClock);
  const signer =
    (signWith: CryptoKey | Uint8Array) =>
    ({ sub, audience = 'thumbing', ...claims }: Claims): Promise<string> =>
      new SignJWT(sub === undefined ? {} : { sub })
        .setProtectedHeader({ alg: 'RS256', kid: key.kid })
        .setAudience(audience)
        .setIssuer(claims.issuer ?? url)
        .setExpirationTime(Math.floor(Date.now() / 1_000) + (claims.expiresIn ?? 3_600))
        .sign(signWith);
  return {
    identity: tokenIdentity(issuer),
    tokenOf: signer(await importJWK(key, 'RS256')),
    forgedTokenOf: signer(another.privateKey),
    close: folder.close,
  };
});
