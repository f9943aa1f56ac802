import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { BIN, folder, node, put, thumbing } from './testing/cli.ts';

describe('thumbing', () => {
  const withoutSharp = `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    registerHooks({ resolve(specifier, context, next) {
      if (specifier === 'sharp') throw new Error('sharp was loaded');
      return next(specifier, context);
    } });`)}`;

  it.each(['--help', '--version', 'help process'])(
    'prints %s without loading sharp',
    async (asked) => {
      const { code, stdout } = await node('--import', withoutSharp, BIN, ...asked.split(' '));
      expect(code).toBe(0);
      expect(stdout).toMatch(/^(?:\d+\.\d+\.\d+|Usage: thumbing)/);
    },
  );

  it('fits its help into 80 columns', async () => {
    for (const command of ['process', 'inspect', 'sign']) {
      const { stdout } = await thumbing(`${command} --help`);
      expect(stdout).toContain('Exit codes:');
      expect(stdout).not.toMatch(/.{81}/);
    }
  });

  it('runs the compiled files if there are no sources', async () => {
    await put({ 'package.json': '{ "type": "module" }', 'dist/main.js': "console.log('built')" });
    await cp(BIN, join(folder, 'bin/thumbing.js'));
    expect(await node('bin/thumbing.js')).toEqual({ code: 0, stdout: 'built\n', stderr: '' });
  });
});
