import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { V8_GC_FLAG, MEMORY_ENV } from '@thumbing/config/environment';
import * as z from 'zod';

const ROOT = join(import.meta.dirname, '../../..');

const npmStart = async (): Promise<string> => {
  const manifest = z.object({ scripts: z.object({ start: z.string() }) });
  return manifest.parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))).scripts
    .start;
};

const withoutNpm = async (): Promise<string> => {
  const readme = await readFile(join(ROOT, 'apps/local/README.md'), 'utf8');
  return /without npm[^]*?```sh\n(.+)\n```/.exec(readme)?.[1] ?? '';
};

/** Prints the environment at the start of the process, which is all that glibc sees, and Node's additions. */
const PRINT = `
  import { readFileSync } from 'node:fs';
  const started = readFileSync('/proc/self/environ', 'utf8').split('\\0');
  const malloc = started.filter((each) => each.startsWith('MALLOC_'));
  console.log(JSON.stringify(Object.fromEntries(malloc.map((each) => each.split('=')))));
  console.log(process.execArgv.filter((each) => /semi-space|heap/.test(each)).join(' '));
  console.log(process.env.UV_THREADPOOL_SIZE);
`;

it.each([
  ['npm start', npmStart],
  ["the README's, without npm,", withoutNpm],
])(
  'the command of %s limits memory, lets V8 collect seldom, and gives libuv more threads',
  async (_, command) => {
    const { stdout } = await promisify(execFile)('sh', ['-c', `${await command()} --help`], {
      cwd: ROOT,
      env: {
        PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PRINT)}`,
      },
    });
    const { NODE_OPTIONS, ...malloc } = MEMORY_ENV;
    const [set = '', heap, threads, ...usage] = stdout.split('\n');
    expect(JSON.parse(set)).toEqual(malloc);
    expect([heap, threads]).toEqual([`${NODE_OPTIONS} ${V8_GC_FLAG}`, '16']);
    expect(usage.join('\n')).toContain('Usage: npm start');
  },
);
