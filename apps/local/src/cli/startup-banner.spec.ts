import { defineConfig, type ConfigInput } from '@thumbing/config';
import { SMALL } from '../testing/edition.ts';
import { startupBanner } from './startup-banner.ts';

describe('startupBanner', () => {
  const auth = { issuer: 'https://issuer.example.com', audience: ['app'] };
  const banner = (url: string, more: Partial<typeof SMALL> = {}, tokenSecret?: string) =>
    startupBanner({
      url,
      tokenSecret,
      dataDir: 'data',
      config: defineConfig({ ...SMALL, ...more }),
      configPath: undefined,
    });

  it.each([
    ['http://localhost:8080', {}, undefined, 'curl http://localhost:8080/dev/token -H .+'],
    [
      'http://192.168.1.5:8080',
      {},
      's3cret',
      "curl http://192.168.1.5:8080/dev/token -H 'authorization: Bearer s3cret' -H .+",
    ],
    ['http://192.168.1.5:8080', { auth }, undefined, 'from https://issuer.example.com'],
  ])('names the source of tokens for %s, with %j', (url, more, secret, tokens) => {
    expect(banner(url, more, secret)).toMatch(new RegExp(`^ *Tokens +${tokens}$`, 'm'));
    expect(banner(url, more, secret)).toContain(`${url}/v1`);
  });

  it('shows the URL of the metrics if they are served', () => {
    const shown = { tokenSecret: undefined, dataDir: 'data', configPath: undefined };
    const config = defineConfig(SMALL);
    const url = 'http://localhost:8080';
    const metricsUrl = 'http://localhost:9464/metrics';
    expect(startupBanner({ ...shown, config, url, metricsUrl })).toMatch(
      /^ *Metrics +http:\/\/localhost:9464\/metrics$/m,
    );
    expect(startupBanner({ ...shown, config, url })).not.toContain('Metrics');
  });

  it('shows the origin of a webhook only, since its path may be a secret', () => {
    const url = 'https://hooks.example.com/services/T0/s3cret?key=s3cret';
    const text = banner('http://localhost:8080', { webhooks: [{ url }] });
    expect(text).toMatch(/^ *Webhook +https:\/\/hooks\.example\.com$/m);
    expect(text).not.toContain('s3cret');
  });

  it('says how many files requests can have made', () => {
    const variants: ConfigInput['profiles'][string]['variants'] = {
      card: { resize: { width: 9 } },
      hero: { on: 'request' },
      best: { formats: { smallest: ['webp', 'png'] } },
    };
    const profiles: ConfigInput['profiles'] = {
      avatar: { variants: { card: { resize: { width: 9 } } } },
      photo: { variants, formats: ['webp', 'jpeg'], onDemand: { widths: [1, 2, 3] } },
      gallery: { variants, onDemand: { recipes: 'signed' } },
    };
    // 3 widths of card, and 3 of hero beside its own, as WebP and JPEG.
    expect(banner('http://localhost:8080', { profiles })).toMatch(
      /^ *Requests +make at most 14 files of a photo, 200 files of a gallery; 50000 a day in all$/m,
    );
    expect(banner('http://localhost:8080')).not.toContain('Requests');
  });
});
