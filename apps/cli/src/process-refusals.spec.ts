import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { config, filesIn, folder, picture, put, thumbing } from './testing/cli.ts';

describe('thumbing process', () => {
  it('rejects a file that is too large by its size alone', async () => {
    await put({ 'big.jpg': '', 'thumbing.config.mjs': config("maxBytes: '1 MB'") });
    await truncate(join(folder, 'big.jpg'), 2 ** 40);
    const { code, stderr } = await thumbing('process big.jpg -p small -o out');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'big.jpg: rejected (too-large): the file is 1024 GiB, and the limit is 1 MB; send a smaller one\n',
    );
  });

  it.each`
    wrong                                      | command                                        | says
    ${'a profile that there is not'}           | ${'process a.jpg -p avatr -o out'}             | ${"error: unknown profile 'avatr'; choose one of: avatar, banner, photo"}
    ${'a profile named like a JavaScript one'} | ${'process a.jpg -p constructor -o out'}       | ${"error: unknown profile 'constructor'; choose one of: avatar, banner, photo"}
    ${'a file that is not there'}              | ${'process a.jpg b.jpg -p avatar -o out'}      | ${'error: b.jpg does not exist'}
    ${'a folder'}                              | ${'process in -p avatar -o out'}               | ${"error: in is a folder: pass the files in it, such as 'in/*.jpg'"}
    ${'a glob that matches no file'}           | ${'process a.jpg *.{tif,in} -p avatar -o out'} | ${'error: no file matches *.{tif,in}'}
    ${'an output folder that is a file'}       | ${'process a.jpg -p avatar -o a.jpg'}          | ${/^error: cannot write to a.jpg: EEXIST/}
    ${'originals that would be overwritten'}   | ${'process a.jpg a/large.webp -p avatar -o .'} | ${'error: a/large.webp would be overwritten; choose another folder for --out'}
    ${'no profile'}                            | ${'process a.jpg -o out'}                      | ${"error: missing --profile <name>; see 'thumbing help process'"}
    ${'no arguments, naming all of them'}      | ${'process'}                                   | ${"error: missing <files...>, --profile <name>, and --out <folder>; see 'thumbing help process'"}
    ${'a configuration that is not there'}     | ${'process a.jpg -p x -o out -c x.ts'}         | ${/^error: the configuration is invalid:\n✖ .*x\.ts does not exist/}
  `(
    'refuses $wrong with 2, before it does anything',
    async ({ command, says }: { command: string; says: string | RegExp }) => {
      await put({ 'a.jpg': picture, 'a/large.webp': picture, 'in/c.jpg': picture });
      const { code, stdout, stderr } = await thumbing(command);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.trimEnd()).toEqual(
        typeof says === 'string' ? says : (expect.stringMatching(says) as unknown),
      );
      expect(await filesIn('.')).toEqual(['a.jpg', 'a/large.webp', 'in/c.jpg']);
    },
  );

  it('names every mistake in an invalid configuration, with 2', async () => {
    await put({
      'a.jpg': picture,
      'thumbing.config.mjs': config("maxBytes: '10 Mb/s', format: 1"),
    });
    const { code, stderr } = await thumbing('process a.jpg -p small -o out');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /\n✖ profiles\.small\.maxBytes is '10 Mb\/s': .+\n✖ profiles\.small\.format is unknown: .+\n$/,
    );
  });
});
