import { parseOptions, UsageError } from './options.ts';

describe('parseOptions', () => {
  it('has defaults', () => {
    expect(parseOptions([], {})).toEqual({ host: '127.0.0.1', port: 8080, dataDir: '.thumbing' });
  });

  it('prefers the port of the command line to that of the environment', () => {
    expect(parseOptions([], { PORT: '9000' })?.port).toBe(9_000);
    expect(parseOptions(['--port', '0'], { PORT: '9000' })?.port).toBe(0);
  });

  it.each([
    ['https://images.example.com', 'https://images.example.com'],
    ['https://images.example.com/', 'https://images.example.com'],
    ['https://example.com/images/', 'https://example.com/images'],
    ['http://192.168.1.2:8080', 'http://192.168.1.2:8080'],
  ])('accepts %s as the public URL', (given, publicUrl) => {
    expect(parseOptions(['--public-url', given], {})?.publicUrl).toBe(publicUrl);
  });

  it.each([
    ['example.com'],
    ['ftp://example.com'],
    ['https://example.com/?a=b'],
    ['https://example.com/#a'],
    [''],
  ])('refuses %j as the public URL', (given) => {
    expect(() => parseOptions(['--public-url', given], {})).toThrow(UsageError);
  });

  it.each(['-1', '65536', '80 80', '8e3', '0x50'])('refuses %j as a port', (port) => {
    expect(() => parseOptions([`--port=${port}`], {})).toThrow(UsageError);
    expect(() => parseOptions([], { PORT: port })).toThrow(`the port is '${port}'`);
  });

  it('ignores an empty PORT, and refuses an empty option', () => {
    expect(parseOptions([], { PORT: '' })?.port).toBe(8_080);
    expect(() => parseOptions(['--port='], {})).toThrow("the port is ''");
    expect(() => parseOptions(['--data-dir='], {})).toThrow("the data directory is ''");
  });

  it('serves metrics on a port of their own, to this machine by default', () => {
    const metricsOf = (...args: string[]) => parseOptions(args, {})?.metrics;
    expect(metricsOf()).toBeUndefined();
    expect(metricsOf('--metrics-port', '9464')).toEqual({ host: '127.0.0.1', port: 9_464 });
    expect(metricsOf('--metrics-port', '0', '--metrics-host', '10.0.0.5')).toEqual({
      host: '10.0.0.5',
      port: 0,
    });
    expect(() => metricsOf('--metrics-host', '10.0.0.5')).toThrow(
      '--metrics-host needs a --metrics-port, such as 9464',
    );
    expect(() => metricsOf('--metrics-port', 'x')).toThrow("the port is 'x'");
  });

  it('accepts the clock for one start', () => {
    expect(parseOptions(['--accept-clock'], {})?.acceptClock).toBe(true);
  });

  it('returns nothing for --help', () => {
    expect(parseOptions(['--help', '--port', 'x'], {})).toBeUndefined();
  });

  it.each([['--color'], ['extra'], ['--port']])('refuses the unknown option %s', (arg) => {
    expect(() => parseOptions([arg], {})).toThrow(UsageError);
  });
});
