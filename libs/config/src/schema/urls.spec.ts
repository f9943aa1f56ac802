import { httpsUrl, isLoopbackUrl, origin } from './urls.ts';

describe('origin', () => {
  it.each(['http://localhost:5173', 'https://app.example.com', 'http://[::1]:8080'])(
    'accepts %j',
    (text) => {
      expect(origin.safeParse(text).success).toBe(true);
    },
  );

  it.each([
    '*',
    'null',
    'app.example.com',
    'https://app.example.com/',
    'https://App.example.com',
    'https://app.example.com:443',
    'https://user@app.example.com',
    'ftp://app.example.com',
  ])('refuses %j', (text) => {
    expect(origin.safeParse(text).success).toBe(false);
  });

  it.each(['*', 'https://*.example.com', 'http://app.*.example.com:8080'])(
    'refuses the wildcard of %j, and says so',
    (text) => {
      expect(origin.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
        "write every origin in full, such as 'https://app.example.com': wildcards are not supported",
      ]);
    },
  );
});

it.each`
  url                            | loopback
  ${'http://localhost:5173'}     | ${true}
  ${'http://app.localhost'}      | ${true}
  ${'https://127.0.0.1'}         | ${true}
  ${'http://127.1.2.3:80'}       | ${true}
  ${'http://[::1]:8080'}         | ${true}
  ${'https://localhost.example'} | ${false}
  ${'https://127.example.com'}   | ${false}
  ${'https://app.example.com'}   | ${false}
`('tells that $url is on this machine: $loopback', ({ url, loopback }: Row) => {
  expect(isLoopbackUrl(url)).toBe(loopback);
});

interface Row {
  readonly url: string;
  readonly loopback: boolean;
}

describe('httpsUrl', () => {
  it.each(['https://a.example/hook?x=1', 'http://localhost:3000/hook', 'http://127.0.0.1'])(
    'accepts %j',
    (text) => {
      expect(httpsUrl.safeParse(text).success).toBe(true);
    },
  );

  it.each(['http://a.example', 'http://localhost.a.example', 'https://a:b@a.example', '/hook', ''])(
    'refuses %j',
    (text) => {
      expect(httpsUrl.safeParse(text).success).toBe(false);
    },
  );
});
