import { defineConfig } from '@thumbing/config';
import { SMALL } from '../testing/edition.ts';
import { welcome } from './startup-banner.ts';

describe('welcome', () => {
  const auth = { issuer: 'https://issuer.example.com', audience: ['app'] };
  const told = (url: string, more: Partial<typeof SMALL> = {}) =>
    welcome({
      url,
      dataDir: 'data',
      config: defineConfig({ ...SMALL, ...more }),
      configPath: undefined,
    });

  it.each([
    ['http://localhost:8080', {}, 'POST http://localhost:8080/dev/token'],
    ['http://192.168.1.5:8080', {}, 'configure auth.issuer'],
    ['http://192.168.1.5:8080', { auth }, 'from https://issuer.example.com'],
  ])('says where the tokens for %s are from, with %j', (url, more, tokens) => {
    expect(told(url, more)).toMatch(new RegExp(`^ *Tokens +.*${tokens}$`, 'm'));
    expect(told(url, more)).toContain(`${url}/v1`);
  });
});
