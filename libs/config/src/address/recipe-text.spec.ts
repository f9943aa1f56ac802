import type { RecipeInput } from '@thumbing/image-processor/recipe';
import fc from 'fast-check';
import { faultOfRecipe } from '../testing/address-laws.ts';
import { addressable, likeRecipes } from '../testing/address-texts.ts';
import { effective } from '../testing/effective.ts';
import { recipeText } from './recipe-text.ts';

describe('one recipe, one text', () => {
  it('reads every recipe that it writes', () => {
    fc.assert(
      fc.property(addressable, (input) => {
        const text = textOf(input);
        // A recipe of defaults has no text, nor has one that is too long.
        if (text === undefined) return;
        const read = recipeText.parse(text);
        expect(read.success && recipeText.format(read.recipe)).toBe(text);
        expect(read.success && effective(read.recipe)).toEqual(effective(input));
      }),
      { seed: 7, numRuns: 2_000, endOnFailure: true },
    );
  });

  it('agrees with the client and the edge on every text, and writes what it accepts as it was', () => {
    fc.assert(
      fc.property(likeRecipes, (text) => {
        expect(faultOfRecipe(text)).toBeUndefined();
      }),
      { seed: 7, numRuns: 3_000, endOnFailure: true },
    );
  });
});

function textOf(input: RecipeInput): string | undefined {
  try {
    return recipeText.format(input);
  } catch (error) {
    if (error instanceof RangeError && /is empty|at most 512/.test(error.message)) return undefined;
    throw error;
  }
}

describe('the text of a recipe', () => {
  it.each<[RecipeInput, string]>([
    [{ resize: { height: 480, width: 640 } }, 'width=640,height=480'],
    [{ quality: 80, resize: { width: 9, fit: 'cover' } }, 'width=9,fit=cover,quality=80'],
    [{ resize: { width: 9, position: 'attention' } }, 'width=9,position=attention'],
    [{ resize: { width: 9, position: 'right top' } }, 'width=9,position=northeast'],
    [{ resize: { width: 9, position: { x: 0.5, y: 0.2 } } }, 'width=9,position=0.5:0.2'],
    [{ resize: { width: 9, position: { x: 0, y: 0 } } }, 'width=9,position=northwest'],
    [{ resize: { width: 9, position: { x: 0.5, y: 0.5 } } }, 'width=9'],
    [{ resize: { width: 9, dpr: 1.5, enlarge: true } }, 'width=9,enlarge=true,dpr=1.5'],
    [{ resize: { width: 9, background: '#ABCF' } }, ''],
    [{ background: '#F00', tint: '#0a0B0c' }, 'tint=0a0b0c,background=ff0000'],
    [{ trim: { background: '#00FF00FF' } }, 'trim.background=00ff00'],
    [{ trim: { background: '#00ff0080' } }, 'trim.background=00ff0080'],
    [{ extend: { top: 1, background: '#00000000' } }, 'extend.top=1'],
    [{ crop: { left: '12.5%', width: '50.0%' } }, 'crop.left=12.5pct,crop.width=50pct'],
    [{ crop: { left: '0%', top: 4 } }, 'crop.top=4'],
    [{ trim: {} }, 'trim=true'],
    [{ normalize: true }, 'normalize=true'],
    [{ normalize: { lower: 1, upper: 99 } }, 'normalize=true'],
    [{ normalize: { lower: 2 } }, 'normalize.lower=2'],
    [{ sharpen: {} }, 'sharpen=true'],
    [{ flip: true, flop: false, grayscale: true }, 'flip=true,grayscale=true'],
    [{ modulate: { brightness: 1.2, hue: 0 } }, 'modulate.brightness=1.2'],
    [{ rotate: -2.5, contrast: 1.2, gamma: 0.5 }, 'rotate=-2.5,gamma=0.5,contrast=1.2'],
    [{ quality: 'auto', maxBytes: 50_000 }, 'quality=auto,maxBytes=50000'],
    [{ quality: { auto: 'high' } }, 'quality=auto'],
    [{ quality: { auto: 'medium' } }, 'quality.auto=medium'],
    [{ cornerRadius: 'circle', animation: 'keep' }, 'cornerRadius=circle,animation=keep'],
    [{ colorSpace: 'p3', webp: { quality: 80 }, jpeg: {} }, 'colorSpace=p3,webp.quality=80'],
    [{ watermark: { image: 'logo', position: 'right bottom' } }, 'watermark.image=logo'],
    [{ caption: { text: 'Zoë, 50%' } }, 'caption.text=Wm_DqywgNTAl'],
  ])('writes %j as %s', (input, text) => {
    if (text === '') expect(() => recipeText.format(input)).toThrow('resize.background');
    else expect(recipeText.format(input)).toBe(text);
  });

  it.each<[RecipeInput, string]>([
    [{}, 'the recipe is empty'],
    [{ flip: false }, 'the recipe is empty'],
    [{ blur: 1 / 3 }, 'blur has no address: 0.3333333333333333'],
    [{ rotate: 1e-7 }, 'rotate has no address: 1e-7'],
    [{ caption: { text: 'a', font: 'DejaVu Sans' } }, 'caption.font has no address: DejaVu Sans'],
    [{ caption: { text: 'a'.repeat(500) } }, 'a recipe has at most 512 bytes'],
    [{ caption: { text: 'a\ud800' } }, 'caption.text has no address'],
    [{ metadata: 'keep' }, 'metadata cannot be part of an address'],
    [{ formats: ['webp'] }, 'formats cannot be part of an address'],
    [{ resize: { width: 0 } }, '✖ resize.width is 0: write a whole number from 1 to 16383'],
  ])('has none for %j', (input, message) => {
    expect(() => recipeText.format(input)).toThrow(message);
  });

  it.each`
    text                            | instead                         | problem
    ${'height=480,width=640'}       | ${'width=640,height=480'}       | ${'width belongs before height'}
    ${'width=0640'}                 | ${'width=640'}                  | ${"width is not written as '0640'"}
    ${'width=640.0'}                | ${'width=640'}                  | ${"width is not written as '640.0'"}
    ${'width=6.4e2'}                | ${'width=640'}                  | ${"width is not written as '6.4e2'"}
    ${'resize.width=640'}           | ${'width=640'}                  | ${'resize.width is unknown'}
    ${'width=640,fit=inside'}       | ${'width=640'}                  | ${'fit=inside is the default: leave it out'}
    ${'width=640,dpr=1'}            | ${'width=640'}                  | ${'dpr=1 is the default: leave it out'}
    ${'width=9,position=right+top'} | ${'width=9,position=northeast'} | ${"position is not written as 'right+top'"}
    ${'width=9,position=center'}    | ${'width=9'}                    | ${'position=center is the default: leave it out'}
    ${'width=9,position=1:0'}       | ${'width=9,position=northeast'} | ${"position is not written as '1:0'"}
    ${'tint=#FF0000'}               | ${'tint=ff0000'}                | ${"tint is not written as '#FF0000'"}
    ${'trim.background=0000ffff'}   | ${'trim.background=0000ff'}     | ${"trim.background is not written as '0000ffff'"}
    ${'crop.left=12.50%'}           | ${'crop.left=12.5pct'}          | ${"crop.left is not written as '12.50%'"}
    ${'normalize.lower=1'}          | ${'normalize=true'}             | ${'normalize.lower=1 is the default: leave it out'}
    ${'quality.auto=high'}          | ${'quality=auto'}               | ${"quality.auto is not written as 'high'"}
    ${'flip=true,flop=false'}       | ${'flip=true'}                  | ${"flop is not written as 'false'"}
    ${'caption.text=YR'}            | ${'caption.text=YQ'}            | ${"caption.text is not written as 'YR'"}
    ${'caption.text=YQ=='}          | ${'caption.text=YQ'}            | ${"caption.text is not written as 'YQ=='"}
  `('refuses $text, and says to write $instead', ({ text, instead, problem }: Row) => {
    expect(recipeText.parse(text)).toEqual({ success: false, problem, canonical: instead });
  });

  it.each`
    text                                  | problem
    ${''}                                 | ${"'' is neither a variant nor key=value"}
    ${'width'}                            | ${"'width' is neither a variant nor key=value"}
    ${'width=640,'}                       | ${"'' is neither a variant nor key=value"}
    ${'width=0'}                          | ${'width is 0: write a whole number from 1 to 16383'}
    ${'width=-1'}                         | ${'width is -1: write a whole number from 1 to 16383'}
    ${'width=1e9'}                        | ${'width is 1000000000: write a whole number from 1 to 16383'}
    ${'width=NaN'}                        | ${"width is 'NaN': write a whole number from 1 to 16383"}
    ${'width=1e400'}                      | ${'width is Infinity: write a whole number from 1 to 16383'}
    ${'width=*'}                          | ${"width is '*': write a whole number from 1 to 16383"}
    ${'width=640,width=640'}              | ${'width is repeated'}
    ${'width=640,resize.width=640'}       | ${'width is repeated'}
    ${'widht=640'}                        | ${'widht is unknown'}
    ${'__proto__=1'}                      | ${'__proto__ is unknown'}
    ${'constructor=1'}                    | ${'constructor is unknown'}
    ${'width=9,metadata=keep'}            | ${"metadata is not part of an address: it is the profile's"}
    ${'width=9,formats=webp'}             | ${'formats is not part of an address: its extension is the format'}
    ${'normalize=true,normalize.lower=2'} | ${'normalize and normalize.lower exclude each other'}
    ${'quality=80,quality.auto=low'}      | ${'quality and quality.auto exclude each other'}
    ${'fit=cover'}                        | ${'give a width, a height, or both'}
    ${'watermark.scale=0.5'}              | ${'watermark.image is missing: '}
    ${'caption.text=_w'}                  | ${'caption.text is not base64url of UTF-8'}
    ${'caption.font=..'}                  | ${'caption.text is missing'}
    ${'flip=false'}                       | ${"flip is not written as 'false'"}
  `('refuses $text, which has no other form', ({ text, problem }: Row) => {
    const read = recipeText.parse(text);
    expect(read).toEqual({ success: false, problem: expect.stringContaining(problem) as unknown });
  });

  it('takes no longer to refuse a long text than a short one', () => {
    const text = `${'width=1,'.repeat(1_000_000)}width=1`;
    expect(recipeText.parse(text)).toMatchObject({ problem: 'a recipe has at most 512 bytes' });
  });
});

interface Row {
  readonly text: string;
  readonly instead: string;
  readonly problem: string;
}
