import { createHash } from 'node:crypto';
import { animation, look, photo } from '@thumbing/image-processor/testing';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const BIN = join(import.meta.dirname, '../bin/thumbing.js');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
let picture: Buffer;

beforeAll(async () => {
  picture = await photo({ width: 400, height: 300, orientation: 6, gps: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbing-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

const thumbing = (...args: string[]): Promise<Ended> => node(BIN, ...args);

const node = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: folder }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });

async function put(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, data] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), data);
  }
}

/** Every file of the folder below a name, hidden ones too. */
async function filesIn(name: string): Promise<string[]> {
  const found = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name).slice(folder.length + 1)).sort();
}

const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

const config = (settings: string): string =>
  `export default { profiles: { small: { variants: { thumb: { resize: { width: 32 } } }, formats: ['webp'], ${settings} } } };`;

describe('thumbing process', () => {
  it('makes every rendition of every file, and says so in a line of JSON each, in their order', async () => {
    await put({
      'in/b.jpg': picture,
      'in/a.png': await photo({ width: 40, height: 20, format: 'png' }),
    });
    const { code, stdout, stderr } = await thumbing(
      'process',
      'in/b.jpg',
      'in/a.png',
      '--profile',
      'avatar',
      '--out',
      './out',
      '--json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines(stdout)).toMatchObject([
      {
        input: 'in/b.jpg',
        status: 'ready',
        original: { format: 'jpeg', width: 300, height: 400, bytes: picture.length },
        placeholder: {
          thumbhash: expect.any(String) as unknown,
          color: expect.stringMatching(/^#/) as unknown,
        },
      },
      { input: 'in/a.png', status: 'ready', original: { format: 'png', width: 40, height: 20 } },
    ]);
    const files = ['large', 'medium', 'thumb'].flatMap((variant) =>
      ['avif', 'jpeg', 'webp'].map((format) => `${variant}.${format}`),
    );
    expect(await filesIn('out')).toEqual(
      ['a', 'b'].flatMap((name) => files.map((file) => `out/${name}/${file}`)),
    );
  });

  it('writes the files that it tells of, upright and without what EXIF knew', async () => {
    await put({ 'b.jpg': picture });
    const { stdout } = await thumbing('process', 'b.jpg', '-p', 'photo', '-o', 'out', '--json');
    const [line] = lines(stdout);
    expect(line).toMatchObject({ renditions: { length: 15 } });
    expect(line).toHaveProperty('renditions.0.path', 'out/b/w320.avif');
    const data = await readFile(join(folder, 'out/b/w320.webp'));
    expect(line).toHaveProperty('renditions.1.bytes', data.length);
    expect(await look(data)).toMatchObject({
      format: 'webp',
      width: 300,
      height: 400,
      hasGps: false,
      hasExif: false,
    });
  });

  it('tells people what it made and, aside, what it rejected; and ends with 1', async () => {
    await put({
      'a.jpg': picture,
      'b.jpg': picture.subarray(0, picture.length / 2),
      'c.jpg': 'notes',
      'd.jpg': '',
    });
    const { code, stdout, stderr } = await thumbing(
      'process',
      '*.jpg',
      '-p',
      'avatar',
      '-o',
      'out',
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^a\.jpg: jpeg 300 x 400 → out\/a: 9 renditions, [\d.]+ KB\n4 images: 1 ready, 3 rejected; 9 renditions, [\d.]+ KB\n$/,
    );
    expect(stderr).toMatch(
      /^b\.jpg: rejected \(corrupt\): .+\nc\.jpg: rejected \(unsupported-format\): .+\nd\.jpg: rejected \(empty\): .+\n$/,
    );
    expect(await readdir(join(folder, 'out'))).toEqual(['a']);
  });

  it('tells machines what it rejected in its turn', async () => {
    await put({ 'a.jpg': 'notes', 'b.jpg': picture, 'thumbing.config.mjs': config('') });
    const { code, stdout, stderr } = await thumbing(
      'process',
      'a.jpg',
      'b.jpg',
      '-p',
      'small',
      '-o',
      'out',
      '--json',
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(lines(stdout)).toMatchObject([
      { input: 'a.jpg', status: 'rejected', error: { code: 'unsupported-format' } },
      { input: 'b.jpg', status: 'ready' },
    ]);
  });

  it('keeps extensions apart when only they differ', async () => {
    await put({
      'x.jpg': picture,
      'x.gif': await animation({ frames: 2, width: 9, height: 9 }),
      'thumbing.config.mjs': config(''),
    });
    await thumbing('process', 'x.*', '-p', 'small', '-o', 'out');
    expect(await filesIn('out')).toEqual(['out/x.gif/thumb.webp', 'out/x.jpg/thumb.webp']);
  });

  it('rejects a file that is too large by its size alone', async () => {
    await put({ 'big.jpg': '', 'thumbing.config.mjs': config("maxBytes: '1 MB'") });
    await truncate(join(folder, 'big.jpg'), 2 ** 40);
    const { code, stderr } = await thumbing('process', 'big.jpg', '-p', 'small', '-o', 'out');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'big.jpg: rejected (too-large): the file has 1,099,511,627,776 bytes; the most is 1,000,000\n',
    );
  });

  it('does not make renditions of renditions when it runs again', async () => {
    await put({
      'in/a.webp': await photo({ width: 64, height: 64, format: 'webp' }),
      'thumbing.config.mjs': config(''),
    });
    const again = () => thumbing('process', '**/*.webp', '-p', 'small', '-o', 'out', '--json');
    await again();
    expect(lines((await again()).stdout)).toHaveLength(1);
    expect(await filesIn('out')).toEqual(['out/a/thumb.webp']);
  });

  it('leaves what an earlier run made when the file is rejected now', async () => {
    await put({ 'a.jpg': picture, 'thumbing.config.mjs': config('') });
    await thumbing('process', 'a.jpg', '-p', 'small', '-o', 'out');
    const before = await readFile(join(folder, 'out/a/thumb.webp'));
    await put({ 'a.jpg': 'notes' });
    expect((await thumbing('process', 'a.jpg', '-p', 'small', '-o', 'out')).code).toBe(1);
    expect(await readFile(join(folder, 'out/a/thumb.webp'))).toEqual(before);
    expect(await filesIn('out')).toEqual(['out/a/thumb.webp']);
  });

  it.each`
    wrong                                      | args                                                    | says
    ${'a profile that there is not'}           | ${['a.jpg', '-p', 'avatr', '-o', 'out']}                | ${"there is no profile 'avatr': choose one of avatar, banner, photo"}
    ${'a profile named like a JavaScript one'} | ${['a.jpg', '-p', 'constructor', '-o', 'out']}          | ${"there is no profile 'constructor': choose one of avatar, banner, photo"}
    ${'a file that is not there'}              | ${['a.jpg', 'b.jpg', '-p', 'avatar', '-o', 'out']}      | ${'b.jpg does not exist'}
    ${'a folder'}                              | ${['in', '-p', 'avatar', '-o', 'out']}                  | ${"in is a folder: name the files in it, as 'in/*.jpg'"}
    ${'a glob that matches no file'}           | ${['a.jpg', '*.{tif,in}', '-p', 'avatar', '-o', 'out']} | ${'no file matches *.{tif,in}'}
    ${'an output folder that is a file'}       | ${['a.jpg', '-p', 'avatar', '-o', 'a.jpg']}             | ${/^cannot write to a.jpg: EEXIST/}
    ${'originals that would be overwritten'}   | ${['a.jpg', 'a/large.webp', '-p', 'avatar', '-o', '.']} | ${'a/large.webp would be overwritten: choose another folder for --out'}
    ${'no profile'}                            | ${['a.jpg', '-o', 'out']}                               | ${"error: required option '-p, --profile <name>' not specified"}
    ${'a configuration that is not there'}     | ${['a.jpg', '-p', 'x', '-o', 'out', '-c', 'x.ts']}      | ${/x\.ts does not exist/}
  `(
    'refuses $wrong with 2, before it does anything',
    async ({ args, says }: { args: string[]; says: string | RegExp }) => {
      await put({ 'a.jpg': picture, 'a/large.webp': picture, 'in/c.jpg': picture });
      const { code, stdout, stderr } = await thumbing('process', ...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.trimEnd()).toEqual(
        typeof says === 'string' ? says : (expect.stringMatching(says) as unknown),
      );
      expect(await filesIn('.')).toEqual(['a.jpg', 'a/large.webp', 'in/c.jpg']);
    },
  );

  it('tells every mistake of a wrong configuration, with 2', async () => {
    await put({
      'a.jpg': picture,
      'thumbing.config.mjs': config("maxBytes: '10 Mb/s', format: 1"),
    });
    const { code, stderr } = await thumbing('process', 'a.jpg', '-p', 'small', '-o', 'out');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /\n✖ profiles\.small\.maxBytes is '10 Mb\/s': .+\n✖ profiles\.small\.format is unknown: .+\n$/,
    );
  });

  describe('with a recipe that names files', () => {
    const wanted = (files: string): string => `export default {
      profiles: { small: { accept: ['jpeg'], formats: ['png'], variants: { marked: {
        resize: { width: 32 },
        watermark: { image: 'logo', scale: 1 },
      } } } },
      images: { logo: new URL('./logo.svg', import.meta.url) },
      ${files}
    };`;
    const logo =
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="#f0f"/></svg>';

    it('finds them from wherever the configuration is', async () => {
      await put({ 'a.jpg': picture, 'brand/logo.svg': logo, 'brand/config.mjs': wanted('') });
      const args = ['process', 'a.jpg', '-p', 'small', '-o', 'out', '-c', 'brand/config.mjs'];
      expect(await thumbing(...args)).toMatchObject({ code: 0, stderr: '' });
      const { pixel } = await look(await readFile(join(folder, 'out/a/marked.png')));
      expect(pixel(16, 20)).toEqual([255, 0, 255, 255]);
    });

    it('names those that cannot be read, with 2, before it does anything', async () => {
      const config = wanted("fonts: { inter: '/absent/inter.ttf' },");
      await put({ 'a.jpg': picture, 'thumbing.config.mjs': config });
      const { code, stderr } = await thumbing('process', 'a.jpg', '-p', 'small', '-o', 'out');
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /\n✖ images\.logo is 'file:.+\/logo\.svg': ENOENT: .+\n✖ fonts\.inter is '\/absent\/inter\.ttf': ENOENT: .+\n$/,
      );
      expect(await filesIn('.')).toEqual(['a.jpg', 'thumbing.config.mjs']);
    });
  });

  it('ends with 3 when the machine fails, and leaves nothing half done', async () => {
    await put({
      'a.jpg': picture,
      'b.jpg': picture,
      'out/b': 'a file in the way',
      'thumbing.config.mjs': config(''),
    });
    const { code, stderr } = await thumbing(
      'process',
      'a.jpg',
      'b.jpg',
      '-p',
      'small',
      '-o',
      'out',
      '--json',
    );
    expect(code).toBe(3);
    expect(stderr).toMatch(/^b\.jpg could not be processed: EEXIST/);
    expect(await filesIn('out')).toEqual(['out/a/thumb.webp', 'out/b']);
  });

  it('leaves nothing half done when it is interrupted', async () => {
    await put({ 'a.png': await photo({ width: 2048, height: 2048, format: 'png' }) });
    const child = spawn(process.execPath, [BIN, 'process', 'a.png', '-p', 'photo', '-o', 'out'], {
      cwd: folder,
    });
    const ended = once(child, 'exit');
    await mkdir(join(folder, 'out'));
    while ((await filesIn('out')).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await ended).toEqual([null, 'SIGINT']);
    expect(await readdir(join(folder, 'out'))).toEqual([]);
  });
});

describe('thumbing inspect', () => {
  it('says what every file is', async () => {
    await put({
      'a[1].jpg': picture,
      'b.gif': await animation({ frames: 3, width: 12, height: 8 }),
      'c.txt': 'notes',
    });
    const { code, stdout, stderr } = await thumbing('inspect', 'a[1].jpg', '*', './b.gif');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^a\[1\]\.jpg: jpeg 300 x 400, [\d.]+ KB\nb\.gif: gif 12 x 8, 3 frames in 0\.33 s, \d+ B\n3 images: 2 ready, 1 rejected\n$/,
    );
    expect(stderr).toMatch(/^c\.txt: rejected \(unsupported-format\): /);
  });

  it('goes by the header: that the rest is missing is not seen', async () => {
    await put({
      'cut.jpg': picture.subarray(0, picture.length / 2),
      'cut-header.jpg': picture.subarray(0, 100),
    });
    const { code, stdout, stderr } = await thumbing('inspect', 'cut.jpg', 'cut-header.jpg');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^cut\.jpg: jpeg 300 x 400, /);
    expect(stderr).toBe(
      'cut-header.jpg: rejected (corrupt): this jpeg is damaged or incomplete (VipsJpeg: premature end of JPEG image); send a whole one\n',
    );
  });

  it('says it in a line of JSON each, on request', async () => {
    await put({ 'a.jpg': picture });
    const { code, stdout } = await thumbing('inspect', 'a.jpg', '--json');
    expect(code).toBe(0);
    expect(lines(stdout)).toEqual([
      {
        input: 'a.jpg',
        status: 'ready',
        original: {
          format: 'jpeg',
          width: 300,
          height: 400,
          bytes: picture.length,
          frames: 1,
          alpha: false,
          orientation: 6,
          space: 'srgb',
          duration: 0,
          sha256: createHash('sha256').update(picture).digest('hex'),
        },
      },
    ]);
  });

  it("reads this repository's own configuration", async () => {
    await put({ 'a.jpg': picture });
    const own = join(import.meta.dirname, '../../../thumbing.config.ts');
    expect(await thumbing('inspect', 'a.jpg', '-c', own)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('thumbing', () => {
  const withoutSharp = `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    registerHooks({ resolve(specifier, context, next) {
      if (specifier === 'sharp') throw new Error('sharp was loaded');
      return next(specifier, context);
    } });`)}`;

  it.each(['--help', '--version', 'help process'])(
    'answers %s without loading sharp',
    async (asked) => {
      const { code, stdout } = await node('--import', withoutSharp, BIN, ...asked.split(' '));
      expect(code).toBe(0);
      expect(stdout).toMatch(/^(?:\d+\.\d+\.\d+|Usage: thumbing)/);
    },
  );

  it('fits into 80 columns', async () => {
    for (const command of ['process', 'inspect']) {
      const { stdout } = await thumbing(command, '--help');
      expect(stdout).toContain('Exit codes:');
      expect(stdout).not.toMatch(/.{81}/);
    }
  });

  it('runs what was built where its sources are not', async () => {
    await put({ 'package.json': '{ "type": "module" }', 'dist/main.js': "console.log('built')" });
    await cp(BIN, join(folder, 'bin/thumbing.js'));
    expect(await node('bin/thumbing.js')).toEqual({ code: 0, stdout: 'built\n', stderr: '' });
  });
});
