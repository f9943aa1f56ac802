import { put } from '@thumbing/adapters/testing';
import { jpeg } from './testing/edition.ts';
import { freePort } from './testing/free-port.ts';
import { begin, running } from './testing/fresh-edition.ts';
import { proxyTo } from './testing/proxy.ts';

describe('the one-machine edition, for other hosts and origins', () => {
  it('returns public URLs behind a proxy that strips a prefix', async () => {
    const port = await freePort();
    const proxy = await proxyTo({ port }, '/images');
    await begin({ port, publicUrl: proxy.url });
    const ada = await running.as('ada');
    const { id, upload, self } = await ada.grant(jpeg.length);
    expect(self).toBe(`/images/v1/images/${id}`);
    expect(upload.url.startsWith(`${proxy.url}/uploads/avatar/${id}?`)).toBe(true);
    expect(await put({ upload }, jpeg)).toBe(200);
    for (const { url, bytes } of (await ada.settled(id)).renditions) {
      expect(url.startsWith(`${proxy.url}/assets/avatar/${id}/`)).toBe(true);
      expect(await (await fetch(url)).bytes()).toHaveLength(bytes);
    }
    const latest = await fetch(`${proxy.url}/latest/avatar/ada/large.webp`);
    expect(latest.headers.get('content-type')).toBe('image/webp');
    await proxy.close();
  });

  it('allows pages of the configured origins only (CORS)', async () => {
    await begin();
    const ada = await running.as('ada');
    const { upload } = await ada.grant(jpeg.length);
    const preflight = async (url: string, method: string, origin: string) => {
      const response = await fetch(url, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'content-type',
        },
      });
      return {
        origin: response.headers.get('access-control-allow-origin'),
        methods: response.headers.get('access-control-allow-methods')?.split(',') ?? [],
        headers: response.headers.get('access-control-allow-headers')?.split(',') ?? [],
      };
    };
    for (const [url, method] of [
      [`${running.url}/v1/images`, 'POST'],
      [upload.url, 'PUT'],
    ] as const) {
      const allowed = await preflight(url, method, 'https://app.example.com');
      expect(allowed.origin).toBe('https://app.example.com');
      expect(allowed.methods).toContain(method);
      expect(allowed.headers).toContain('content-type');
      expect((await preflight(url, method, 'https://evil.example.com')).origin).toBeNull();
    }
    const { method, url, headers } = upload;
    const origin = 'https://app.example.com';
    const redeemed = await fetch(url, { method, headers: { ...headers, origin }, body: jpeg });
    expect(redeemed.status).toBe(200);
    expect(redeemed.headers.get('access-control-allow-origin')).toBe(origin);
  });
});
