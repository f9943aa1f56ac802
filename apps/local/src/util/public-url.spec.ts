import { isLoopbackHost, publicUrlOf } from './public-url.ts';

describe('publicUrlOf', () => {
  it.each([
    ['127.0.0.1', 'http://localhost:8080'],
    ['localhost', 'http://localhost:8080'],
    ['::1', 'http://localhost:8080'],
    ['0.0.0.0', 'http://localhost:8080'],
    ['::', 'http://localhost:8080'],
    ['192.168.1.5', 'http://192.168.1.5:8080'],
    ['127.0.0.2', 'http://127.0.0.2:8080'],
    ['images.local', 'http://images.local:8080'],
    ['fd00::5', 'http://[fd00::5]:8080'],
  ])('maps a server that listens at %s to %s', (host, url) => {
    expect(publicUrlOf({ host, port: 8080 })).toBe(url);
  });

  it('prefers the configured public URL', () => {
    const publicUrl = 'https://example.com/images';
    expect(publicUrlOf({ host: '192.168.1.5', port: 8080, publicUrl })).toBe(publicUrl);
  });
});

describe('isLoopbackHost', () => {
  it.each(['localhost', 'localhost:8080', '127.0.0.1:8080', '127.1.2.3', '[::1]', '[::1]:8080'])(
    'accepts %s as this machine',
    (host) => expect(isLoopbackHost(host)).toBe(true),
  );

  it.each([
    '',
    'example.com',
    '192.168.1.5:8080',
    'localhost.example.com',
    '127.0.0.1.example.com',
  ])("refuses '%s' as this machine", (host) => expect(isLoopbackHost(host)).toBe(false));
});
