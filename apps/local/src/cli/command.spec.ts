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

  it('repairs unless it is told not to, and removes files without a record only if it is', () => {
    const command = { name: 'reconcile', dataDir: '.thumbing', json: false };
    expect(parse('reconcile')).toEqual({ ...command, dryRun: false, removeUnrecorded: false });
    expect(parse('reconcile', '--dry-run', '--remove-unrecorded', '--json')).toEqual({
      ...command,
      dryRun: true,
      removeUnrecorded: true,
      json: true,
    });
  });

  it.each([
    [['doctor', 'data'], "Unexpected argument 'data'"],
    [['doctor', '--port', '1'], "Unknown option '--port'"],
    [['doctor', '--data-dir', ''], "the data directory is ''"],
    [['backup'], 'backup takes one folder'],
    [['backup', 'a', 'b'], 'backup takes one folder'],
    [['reconcile', 'data'], "Unexpected argument 'data'"],
    [['docter'], "Unexpected argument 'docter'"],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });

  it.each([['--help'], ['doctor', '--help'], ['backup', '--help'], ['reconcile', '--help']])(
    'shows the help for %s %s',
    (...args) => {
      expect(parse(...args)).toBeUndefined();
    },
  );
});
