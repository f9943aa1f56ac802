import { defineConfig } from '@thumbing/config';
import { SMALL } from '../testing/edition.ts';
import { startupBanner } from './startup-banner.ts';

describe('startupBanner', () => {
  const auth = { issuer: 'https://issuer.example.com', audience: ['app'] };
  const banner = (url: string, more: Partial<typeof SMALL> = {}) =>
    startupBanner({
      url,
      dataDir: 'data',
      config: defineConfig({ ...SMALL, ...more }),
      configPath: undefined,
    });

  it.each([
    ['http://localhost:8080', {}, 'POST http://localhost:8080/dev/token'],
    ['http://192.168.1.5:8080', {}, 'configure auth.issuer'],
    ['http://192.168.1.5:8080', { auth }, 'from https://issuer.example.com'],
  ])('names the source of tokens for %s, with %j', (url, more, tokens) => {
    expect(banner(url, more)).toMatch(new RegExp(`^ *Tokens +.*${tokens}$`, 'm'));
    expect(banner(url, more)).toContain(`${url}/v1`);
  });
});
