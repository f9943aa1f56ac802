import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Prints every package that importing this one loads, by import specifier. */
const script = `
  import { registerHooks } from 'node:module';
  const packages = new Set();
  registerHooks({
    resolve(specifier, context, next) {
      if (/^[^.#]/.test(specifier)) packages.add(specifier);
      return next(specifier, context);
    },
  });
  await import('@thumbing/config');
  console.log(JSON.stringify([...packages].sort()));`;

it('loads the schema library and the recipe, and no native code', async () => {
  const options = ['--conditions=@thumbing/source', '--input-type=module', '--eval', script];
  const { stdout } = await run(process.execPath, options, { cwd: import.meta.dirname });
  expect(JSON.parse(stdout)).toEqual([
    '@thumbing/client/address',
    '@thumbing/config',
    '@thumbing/image-processor/errors',
    '@thumbing/image-processor/formats',
    '@thumbing/image-processor/recipe',
    'zod',
    'zod/mini',
    'zod/v4/core',
  ]);
});
