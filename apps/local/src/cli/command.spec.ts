import { parseCommand } from './command.ts';

describe('parseCommand', () => {
  const parse = (...args: readonly string[]) => parseCommand(args, {});

  it('starts the server without a command', () => {
    expect(parse('--port', '0')).toMatchObject({ name: 'start', options: { port: 0 } });
  });

  it('reads the options of a command', () => {
    expect(parse('doctor')).toEqual({ name: 'doctor', dataDir: '.thumbing', json: false });
    expect(parse('doctor', '--json', '--data-dir', 'data', '--config', 'a.ts')).toEqual({
      name: 'doctor',
      dataDir: 'data',
      config: 'a.ts',
      json: true,
    });
    expect(parse('backup', 'copy', '--data-dir', 'data')).toEqual({
      name: 'backup',
      dataDir: 'data',
      target: 'copy',
    });
  });

  it.each([
    [['doctor', 'data'], "Unexpected argument 'data'"],
    [['doctor', '--port', '1'], "Unknown option '--port'"],
    [['doctor', '--data-dir', ''], "the data directory is ''"],
    [['backup'], 'backup takes one folder'],
    [['backup', 'a', 'b'], 'backup takes one folder'],
    [['docter'], "Unexpected argument 'docter'"],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });

  it.each([['--help'], ['doctor', '--help'], ['backup', '--help']])(
    'shows the help for %s %s',
    (...args) => {
      expect(parse(...args)).toBeUndefined();
    },
  );
});
