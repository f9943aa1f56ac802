import { recipe, validate } from '../recipe/index.ts';

describe('a name in its British spelling', () => {
  it.each`
    field                   | input
    ${'resize.position'}    | ${{ resize: { width: 9, position: 'centre' } }}
    ${'watermark.position'} | ${{ watermark: { image: 'logo', position: 'centre' } }}
    ${'caption.position'}   | ${{ caption: { text: 'a', position: 'centre' } }}
    ${'caption.align'}      | ${{ caption: { text: 'a', align: 'centre' } }}
  `('is refused with the right one in $field', ({ field, input }: Asked) => {
    const message = "write 'center' instead of 'centre'";
    expect(recipe.safeParse(input).error?.issues).toMatchObject([{ message }]);
    expect(validate(recipe, input)).toEqual({
      success: false,
      mistakes: [`✖ ${field} is 'centre': ${message}`],
    });
  });
  interface Asked {
    readonly field: string;
    readonly input: unknown;
  }

  it('is a name like any other where the right one cannot be chosen', () => {
    expect(validate(recipe, { resize: { width: 9, fit: 'centre' } })).toEqual({
      success: false,
      mistakes: [
        "✖ resize.fit is 'centre': choose 'cover', 'contain', 'fill', 'inside' or 'outside'",
      ],
    });
  });
});
