import { httpsUrl, origin } from './urls.ts';

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
});

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
