import { oidcIssuer, TOKENS, type OidcIssuer } from '@thumbing/adapters/testing';
import { edition, type Edition } from '../testing/edition.ts';

describe('tokens of a configured issuer', () => {
  let issuer: OidcIssuer;
  let running: Edition;
  beforeAll(async () => {
    issuer = await oidcIssuer();
    const auth = { issuer: issuer.url, audience: [issuer.audience] };
    running = await edition({ config: { auth } });
  });
  afterAll(async () => {
    await running.close();
    await issuer.close();
  });

  it.each(TOKENS)('judges $name, and says why', async ({ tokenFrom, owner, refused = '' }) => {
    const token = await tokenFrom(issuer);
    const response = await fetch(`${running.url}/v1/images`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(owner === undefined ? 401 : 200);
    const isRefused = owner === undefined;
    expect(response.headers.get('www-authenticate')).toBe(
      isRefused
        ? `Bearer realm="thumbing", error="invalid_token", error_description="${refused}"`
        : null,
    );
    expect(running.logged.includes(`token refused: ${refused}`)).toBe(isRefused);
    expect(running.logged.join()).not.toContain(token);
  });
});
