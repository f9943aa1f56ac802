import fc from 'fast-check';
import { OUTPUT_FORMATS } from '../formats.ts';
import { recipe, validate } from '../recipe/index.ts';

const mistakes = (input: unknown, subject?: string): readonly string[] => {
  const result = validate(recipe, input, subject);
  return result.success ? [] : result.mistakes;
};

it('gives a valid recipe with its defaults', () => {
  const input = { resize: { width: 512 } };
  expect(validate(recipe, input)).toEqual({ success: true, data: recipe.parse(input) });
});

it.each`
  input                                | line
  ${{ resize: { width: -1 } }}         | ${'✖ resize.width is -1: write a whole number from 1 to 16383'}
  ${{ resize: { fit: 'fit' } }}        | ${"✖ resize.fit is 'fit': choose 'cover', 'contain', 'fill', 'inside' or 'outside'"}
  ${{ formats: ['webp', 'bmp'] }}      | ${`✖ formats is ["webp","bmp"]: write a list of ${OUTPUT_FORMATS.join(', ')}, each once, or { smallest: [ … ] }`}
  ${{ flatten: 'yes' }}                | ${"✖ flatten is 'yes': write true or false"}
  ${{ maxBytes: 1 }}                   | ${'✖ maxBytes is 1: write 100 or more'}
  ${{ maxBytes: 1e12 }}                | ${'✖ maxBytes is 1000000000000: write 100000000 or less'}
  ${{ maxBytes: 'a\nb' }}              | ${"✖ maxBytes is 'a b': write a number"}
  ${{ resize: { wdth: 1, width: 1 } }} | ${'✖ resize.wdth is unknown: remove it, or use one of: '}
  ${{ 'not a field': 1 }}              | ${"✖ ['not a field'] is unknown: remove it, or use one of: crop, trim, "}
`('names field, value and remedy: $line', ({ input, line }: { input: unknown; line: string }) => {
  expect(mistakes(input)).toEqual([expect.stringContaining(line)]);
});

it('reports every mistake at once, unknown keys one by one', () => {
  expect(mistakes({ flatten: 1, blurr: 1, sharpn: 2 }).map((line) => line.split(':')[0])).toEqual([
    '✖ flatten is 1',
    '✖ blurr is unknown',
    '✖ sharpn is unknown',
  ]);
});

it.each([
  [undefined, 'missing'],
  [null, 'null'],
  [[], '[]'],
  [() => 1, 'a function'],
])('names the input as a whole where it is %p', (input, value) => {
  expect(mistakes(input, 'the recipe')).toEqual([
    `✖ the recipe is ${value}: write an object: { … }`,
  ]);
});

it('keeps each mistake on one short line, whatever the value', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const [line, ...rest] = mistakes({ avif: [value] });
      expect(line).toMatch(/^✖ avif is .{1,60}: write an object: \{ … \}$/u);
      expect(rest).toEqual([]);
    }),
  );
});
