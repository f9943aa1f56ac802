import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { systemClock, tokenIdentity } from '@thumbing/adapters';
import { clientOf } from '@thumbing/adapters/testing';
import { identityContract, type Claims } from '@thumbing/pipeline/testing';
import { generateKeyPair, importJWK, SignJWT, type CryptoKey } from 'jose';
import { builtInIssuer } from './built-in-issuer.ts';
import { issuerKey } from '../storage/secret-store.ts';
import { tokenOf } from '../testing/token-of.ts';
import { edition } from '../testing/edition.ts';
import { raw } from '../testing/raw.ts';
import { running } from '../testing/shared-edition.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

describe('the built-in issuer', () => {
  it('issues tokens to this machine that the API accepts', async () => {
    const ada = clientOf(running.url, await tokenOf(running.url, 'ada'));
    expect((await ada.api('/v1/images')).status).toBe(200);
  });

  it('forbids caches to store a token', async () => {
    const response = await fetch(`${running.url}/dev/token`, {
      method: 'POST',
      body: '{"sub":"ada"}',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
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

  it('accepts the longest name that it allows, escaped', async () => {
    const sub = '\\ud83d\\ude42'.repeat(127);
    const body = `{"sub":"${sub}"}`;
    const response = await fetch(`${running.url}/dev/token`, { method: 'POST', body });
    expect(response.status).toBe(200);
  });

  it('refuses a body that is too long by its length, before it arrives', async () => {
    const { host } = new URL(running.url);
    const head = `POST /dev/token HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1500000000\r\n\r\n`;
    expect(await raw(running.url, head)).toMatch(
      /^HTTP\/1\.1 413 [^]*"title":"Content Too Large"[^]*"code":"body-too-large"/,
    );
  });

  it('refuses chunks without an end while they arrive, and closes the connection', async () => {
    const { host, hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(`POST /dev/token HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const closed = new Promise((resolve) => socket.on('close', resolve));
    const answered = once(socket, 'data') as Promise<[Buffer]>;
    const endless = new Readable({ read: () => void endless.push(chunk) });
    endless.pipe(socket);
    const [answer] = await answered;
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 /);
    await closed;
    endless.destroy();
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
    expect(await other.folder.files('keys')).toEqual(['addresses.json', 'grants']);
    await other.close();
  });
});

const another = await generateKeyPair('RS256');

identityContract('the built-in issuer', async () => {
  const folder = await temporaryFolder();
  const url = 'http://localhost:8080';
  const key = await issuerKey({ keys: folder.path, staging: folder.path });
  const issuer = builtInIssuer({ url, key, clock: systemClock, origins: [] });
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
