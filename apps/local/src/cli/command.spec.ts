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

  it('reads the data directory of a rotation', () => {
    const name = 'rotate-address-key';
    expect(parse(name)).toEqual({ name, dataDir: '.thumbing' });
    expect(parse(name, '--data-dir', 'data')).toEqual({ name, dataDir: 'data' });
  });

  it.each([
    [['doctor', 'data'], "Unexpected argument 'data'"],
    [['doctor', '--port', '1'], "Unknown option '--port'"],
    [['doctor', '--data-dir', ''], "the data directory is ''"],
    [['backup'], 'backup takes one folder'],
    [['backup', 'a', 'b'], 'backup takes one folder'],
    [['reconcile', 'data'], "Unexpected argument 'data'"],
    [['rotate-address-key', 'k2'], "Unexpected argument 'k2'"],
    [['docter'], "Unexpected argument 'docter'"],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });

  it.each([
    ['--help'],
    ['doctor', '--help'],
    ['backup', '--help'],
    ['reconcile', '--help'],
    ['rotate-address-key', '--help'],
  ])('shows the help for %s %s', (...args) => {
    expect(parse(...args)).toBeUndefined();
  });
});
