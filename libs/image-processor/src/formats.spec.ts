import * as z from 'zod';
import {
  FORMATS,
  OUTPUT_FORMATS,
  SOURCE_FORMATS,
  UNIVERSAL_FIRST,
  type Format,
} from './formats.ts';
import { inProcess } from './testing/in-process.ts';

/**
 * Adds a made-up format to the table, and an encoder that writes WebP in its name, then loads the library and reads
 * the format's abilities where they take effect. Modules derive from the table as they load: a process of its own.
 */
const CODE = `
  import sharp from 'sharp';
  import { FORMATS } from '../format-table.ts';

  FORMATS.jxl = {
    contentType: 'image/jxl',
    extensions: ['jxl', 'jpegxl'],
    signature: /^JXL!/,
    // So that a PNG can stand for it.
    loader: 'VipsForeignLoadPngBuffer',
    alpha: false,
    animated: true,
    profile: false,
    source: { counted: 'frames', vector: true, loaderBytes: 1_000 },
    output: { maxSide: 90, preference: 0, mustBeNamed: true, dropsOpaqueAlpha: false },
  };
  // Another one, which originals may not have.
  const { source, ...abilities } = FORMATS.jxl;
  const output = { ...abilities.output, preference: 9 };
  FORMATS.jp2 = { ...abilities, extensions: ['jp2'], signature: /^JP2!/, output };

  const { OUTPUT_FORMATS, SOURCE_FORMATS, UNIVERSAL_FIRST, formatNamed } = await import('../formats.ts');
  const { ENCODERS } = await import('../encoders/encoders.ts');
  const { needsIsolation } = await import('../isolate/needs-isolation.ts');
  const { inspection } = await import('../isolate/protocol.ts');
  const { decodeWindowFor } = await import('../plan/decode-window.ts');
  const { formatsRead } = await import('../plan/formats-read.ts');
  const { memoryNeeded } = await import('../plan/memory-needed.ts');
  const { canHold, keepsAnimation } = await import('../plan/outputs.ts');
  const { plan } = await import('../plan/plan.ts');
  const { recipe } = await import('../recipe/recipe.ts');
  const { render } = await import('../render.ts');
  const { complexityOf } = await import('../source/complexity.ts');
  const { allowLoaders } = await import('../source/loaders.ts');
  const { animation, photo } = await import('./index.ts');

  ENCODERS.jxl = { ...ENCODERS.webp, encode: (image, _, quality, timing) => image.webp({ quality, ...timing }) };
  const message = (error) => error.message;
  const attempt = (operation) => { try { operation(); } catch (error) { return error; } };
  const png = await photo({ width: 60, height: 40, format: 'png', alpha: true });
  const limits = { maxBytes: 1e6, maxPixels: 1e6, maxFrames: 9, timeout: 3_600 };
  const options = { accept: ['png', 'webp'], limits, formats: ['jxl'] };
  const rendered = async (bytes, input) => {
    const variants = { it: recipe.parse(input) };
    const { renditions } = await render(bytes, { ...options, variants });
    const { format, data } = (await renditions.next()).value;
    await renditions.return();
    const { hasAlpha, hasProfile, pages, delay, loop } = await sharp(data).metadata();
    return { format, hasAlpha, hasProfile, pages, delay, loop };
  };
  const moving = await animation({ frames: 3, width: 20, height: 10, format: 'webp', delay: [100, 200, 300], loop: 3 });
  const region = { left: 0, top: 0, width: 60, height: 40 };
  const plans = [plan('it', recipe.parse({ resize: { width: 90, enlarge: true }, colorSpace: 'p3' }),
    region, { frames: 1, hasProfile: true, formats: ['jxl'] })];
  const facts = { width: 60, height: 40, bytes: 1, frames: 1, alpha: false, orientation: 1, space: 'srgb', duration: 0, sha256: '' };
  const loads = (bytes) => sharp(bytes).raw().toBuffer().then(() => true, () => false);

  const found = {
    source: SOURCE_FORMATS,
    refusedSource: await render(Buffer.from('JP2!'), { ...options, variants: {} }).catch(message),
    notRead: message(attempt(() => formatsRead({ accept: ['png'], formats: ['png'], variants: {}, images: { logo: Buffer.from('JP2!') } }))),
    output: OUTPUT_FORMATS,
    universal: UNIVERSAL_FIRST,
    named: [formatNamed(OUTPUT_FORMATS, 'jxl'), formatNamed(OUTPUT_FORMATS, 'jpegxl')],
    recipe: recipe.parse({ formats: ['jpegxl', 'png'] }).formats,
    smallest: recipe.parse({ formats: { smallest: ['jxl'] } }).formats,
    refused: recipe.safeParse({ formats: ['bmp'] }).error.issues[0].message,
    read: formatsRead({ accept: ['jxl'], formats: ['webp', 'jpeg'], variants: { it: recipe.parse({}) } }),
    holds: [canHold('jxl', { width: 90, height: 1 }), canHold('jxl', { width: 1, height: 91 })],
    tooLarge: await rendered(png, { resize: { width: 91, enlarge: true } }).catch(message),
    animated: keepsAnimation({ animation: 'keep' }, 'jxl'),
    colorSpace: plans[0].recipe.colorSpace,
    window: ['jxl', 'jpeg'].map((format) => decodeWindowFor({ ...facts, format }, plans, limits).size.width),
    counted: complexityOf(moving, 'jxl'),
    memory: ['jxl', 'jpeg'].map((format) => memoryNeeded({ header: { facts: { ...facts, format }, metadata: {} }, plans: [] }, limits)),
    inspected: inspection.safeParse({ ...facts, format: 'jxl' }).success,
    isolated: needsIsolation(Buffer.from('JXL!'), { accept: ['jxl'] }),
    moves: await rendered(moving, { animation: 'keep' }),
    still: await rendered(png, { colorSpace: 'p3' }),
    opaque: await rendered(png, { formats: { smallest: ['jxl', 'png'] } }),
  };
  const jpeg = await photo({ width: 8, height: 8 });
  allowLoaders(['jxl']);
  console.log(JSON.stringify({ ...found, loaded: [await loads(png), await loads(jpeg)] }));
`;

const STILL = { format: 'jxl', hasAlpha: false, hasProfile: false };
const SHOWN_BY_ALL = UNIVERSAL_FIRST.filter((format) => !FORMATS[format].output.mustBeNamed);
const SHOWN_BY_SOME = UNIVERSAL_FIRST.filter((format) => FORMATS[format].output.mustBeNamed);
const MOVING = { format: 'jxl', pages: 3, delay: [100, 200, 300], loop: 3 };

it('is a type error to have no loader, without which renditions cannot be decoded again', () => {
  const { loader, ...rest } = FORMATS.png;
  // @ts-expect-error the loader is missing
  expect([{ loader, ...rest }, rest] satisfies Format[]).toHaveLength(2);
});

it('is a type error to have no signature, without which a child process could send another format', () => {
  const { signature, ...rest } = FORMATS.png;
  // @ts-expect-error the signature is missing
  expect([{ signature, ...rest }, rest] satisfies Format[]).toHaveLength(2);
});

it.each`
  formats            | order                                     | title
  ${OUTPUT_FORMATS}  | ${['avif', 'webp', 'jpeg', 'png', 'gif']} | ${'are preferred by how small their files are'}
  ${UNIVERSAL_FIRST} | ${['jpeg', 'png', 'gif', 'webp', 'avif']} | ${'are ranked by how many clients show them'}
`('formats of renditions $title', ({ formats, order }: Record<string, readonly string[]>) => {
  expect(formats?.filter((format) => order?.includes(format))).toEqual(order);
});

describe('a format that is added to the table', () => {
  let found: Record<string, unknown>;
  beforeAll(async () => {
    found = z.record(z.string(), z.unknown()).parse(await inProcess(CODE));
  });

  it.each`
    place              | gives                                                                                         | title
    ${'source'}        | ${[...SOURCE_FORMATS, 'jxl']}                                                                 | ${'is a format of originals where its record says so'}
    ${'refusedSource'} | ${'this is jp2; send png, webp'}                                                              | ${'is refused as an original otherwise'}
    ${'notRead'}       | ${expect.stringContaining('logo is not a supported image')}                                   | ${'is refused as a watermark otherwise'}
    ${'output'}        | ${['jxl', ...OUTPUT_FORMATS, 'jp2']}                                                          | ${'takes its place among those of renditions'}
    ${'universal'}     | ${[...SHOWN_BY_ALL, 'jp2', ...SHOWN_BY_SOME, 'jxl']}                                          | ${'comes last where few clients show it'}
    ${'named'}         | ${['jxl', 'jxl']}                                                                             | ${'is found by its name and its extensions'}
    ${'recipe'}        | ${['jxl', 'png']}                                                                             | ${'may be named in a recipe by its extension'}
    ${'smallest'}      | ${{ smallest: ['jxl'] }}                                                                      | ${'may be a candidate for the smallest file'}
    ${'refused'}       | ${expect.stringContaining('write a list of jxl, avif, webp,')}                                | ${'is listed where another format is refused'}
    ${'read'}          | ${['jxl']}                                                                                    | ${'is among the formats that a render reads'}
    ${'holds'}         | ${[true, false]}                                                                              | ${'has its largest side'}
    ${'tooLarge'}      | ${expect.stringContaining('it would be 91 x 61, and the limit of jxl is 90 pixels per side')} | ${'is checked for its largest side'}
    ${'animated'}      | ${true}                                                                                       | ${'keeps animations'}
    ${'colorSpace'}    | ${'srgb'}                                                                                     | ${'makes a variant sRGB where it has no profile'}
    ${'window'}        | ${[90, 60]}                                                                                   | ${'is drawn as large as needed where it is a vector format'}
    ${'counted'}       | ${{ count: 3, of: 'frames' }}                                                                 | ${'has its parts counted'}
    ${'inspected'}     | ${true}                                                                                       | ${'may be reported by a child process'}
    ${'isolated'}      | ${true}                                                                                       | ${'is isolated where it is a vector format'}
    ${'still'}         | ${expect.objectContaining(STILL)}                                                             | ${'is encoded without the transparency and the profile that it cannot hold'}
    ${'moves'}         | ${expect.objectContaining(MOVING)}                                                            | ${'is encoded with the timing of an animation'}
    ${'opaque'}        | ${expect.objectContaining({ format: 'png', hasAlpha: true, hasProfile: false })}              | ${'is not the smallest format of what it would flatten'}
    ${'memory'}        | ${[62_400_002, 60_002_402]}                                                                   | ${'is counted with the memory of its loader'}
    ${'loaded'}        | ${[true, false]}                                                                              | ${'has its loader unblocked, and no other'}
  `('$title', ({ place, gives }: { place: string; gives: unknown }) => {
    expect(found[place]).toEqual(gives);
  });
});
