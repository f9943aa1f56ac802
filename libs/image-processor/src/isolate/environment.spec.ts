import { childEnvironment, childFlags } from './environment.ts';

it('a child process gets the locations of fonts and libraries and resource limits, and no secrets', () => {
  const passed = {
    HOME: '/home/me',
    LC_ALL: 'de_DE.UTF-8',
    XDG_CACHE_HOME: '/tmp/cache',
    FONTCONFIG_PATH: '/etc/fonts',
    LD_LIBRARY_PATH: '/opt/lib',
    NODE_COMPILE_CACHE: '/var/cache/node',
    VIPS_CONCURRENCY: '2',
    MALLOC_ARENA_MAX: '4',
  };
  const secrets = {
    AWS_SECRET_ACCESS_KEY: 'x',
    NODE_OPTIONS: '--inspect',
    PATH: '/bin',
    XDG_SESSION_ID: '1',
  };
  expect(childEnvironment({ ...secrets, ...passed })).toEqual(passed);
  expect(childEnvironment(secrets)).toEqual({ MALLOC_ARENA_MAX: '2' });
});

it('passes on the flags that select the entries of packages, and no others but those for memory', () => {
  const memory = ['--max-semi-space-size=4', '--heap-growing-percent=150'];
  expect(
    childFlags([
      '--conditions=@thumbing/source',
      '--inspect',
      '--conditions',
      'b',
      '-C',
      'c',
      '-e',
    ]),
  ).toEqual(['--conditions=@thumbing/source', '--conditions', 'b', '-C', 'c', ...memory]);
  expect(childFlags(['--inspect', '--eval', 'code'])).toEqual(memory);
  expect(childFlags(['-C', 'b'], '--inspect --conditions=a -C c')).toEqual([
    ...['--conditions=a', '-C', 'c', '-C', 'b'],
    ...memory,
  ]);
});
