import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { font } from '../../testing/font.ts';
import { inProcess } from '../../testing/in-process.ts';
import { flat, startCaptions, written, type Captions } from './testing/captions.ts';

let captions: Captions;
beforeAll(async () => {
  captions = await startCaptions();
});
afterAll(() => captions.end());
const write: Captions['write'] = (...args) => captions.write(...args);

describe('the font of a caption', () => {
  it('is that of the file, whatever other fonts its family has', async () => {
    const heights = [];
    for (const name of ['squares', 'bold', 'italic', 'other', 'bold', 'squares']) {
      heights.push(written(await write(flat(40, 40), 'a', { font: name, size: 20 }))?.height);
    }
    expect(heights).toEqual([20, 10, 5, 15, 10, 20]);
  });

  it('is the first of the fonts by default', async () => {
    const made = await write(flat(40, 40), 'a', { font: undefined, size: 20 });
    expect(written(made)).toMatchObject({ width: 20, height: 20 });
  });

  it('may be a family that is installed', async () => {
    await write(flat(40, 40), 'a', { font: 'bold' });
    await write(flat(40, 40), 'a', { font: 'squares' });
    // Pango knows both from then on, as it knows installed fonts.
    const made = await write(flat(40, 40), 'a', { font: 'Squares 3 Bold', size: 20 });
    expect(written(made)).toMatchObject({ width: 20, height: 10 });
  });

  it('gives the same pixels every time', async () => {
    const asked = { size: 40 };
    const first = await write(flat(50, 20), 'abc', asked);
    expect(await write(flat(50, 20), 'abc', asked)).toEqual(first);
  });

  it.each`
    what                    | file
    ${'does not exist'}     | ${undefined}
    ${'is not a font'}      | ${Buffer.from('hello')}
    ${'is empty'}           | ${Buffer.alloc(0)}
    ${'is cut short'}       | ${font({ family: 'Cut' }).subarray(0, 1_000)}
    ${'ends in its header'} | ${font({ family: 'Cut' }).subarray(0, 30)}
  `('is a mistake in the program where its file $what', async ({ file }: Broken) => {
    const path = join(captions.folder, 'broken.ttf');
    captions.fonts['broken'] = path;
    await rm(path, { force: true });
    if (file) await writeFile(path, file);
    const error = await failure(write(flat(40, 40), 'a', { font: 'broken' }));
    expect(error.name).toBe('Error');
    expect(error.message).toMatch(
      /^the font "broken" cannot be read from .+broken\.ttf \(.+\); give the path of an intact \.ttf/,
    );
  });
  interface Broken {
    file: Buffer | undefined;
  }

  it('has a message for machines without fonts, where a file is enough', async () => {
    const said = await inProcess(`
      import { writeFileSync } from 'node:fs';
      const folder = ${JSON.stringify(captions.folder)};
      writeFileSync(folder + '/none.conf', '<fontconfig><cachedir>' + folder + '</cachedir></fontconfig>');
      process.env.FONTCONFIG_FILE = folder + '/none.conf';
      const { allowLoaders } = await import('../source/loaders.ts');
      const { applyStep } = await import('../transform/apply-step.ts');
      const { caption } = await import('../steps/canvas/caption.ts');

      allowLoaders(['jpeg']);
      const picture = { data: Buffer.alloc(40 * 10 * 3), width: 40, height: 10, channels: 3, frames: 1 };
      const write = async (font, fonts = {}) => {
        const materials = { images: {}, fonts };
        const context = { timeout: { seconds: 30 }, materials, signal: new AbortController().signal };
        const params = caption.params.parse({ text: 'abcd', font, size: 10, padding: 0 });
        const { data } = await applyStep(caption, params, picture, { colorSpace: 'srgb' }, context);
        return data.every((value) => value === 255);
      };
      const saying = ({ message }) => message;
      console.log(JSON.stringify([
        await write().catch(saying), await write('Arial').catch(saying), await write(undefined, { squares: folder + '/squares.ttf' }),
      ]));
    `);
    const none: unknown = expect.stringMatching(/^there is no font on this machine .+`fonts`/);
    expect(said).toEqual([none, none, true]);
  });
});

/** The error that work fails with. */
const failure = async (work: Promise<unknown>): Promise<Error> => {
  const outcome = await work.catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('it did not fail');
};
