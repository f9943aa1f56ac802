import { recipe, validate } from '../recipe/index.ts';

const messagesFor = (input: unknown): string[] =>
  recipe.safeParse(input).error?.issues.map(({ message }) => message) ?? [];

describe('a key under its British or former name', () => {
  it.each`
    input                                         | message
    ${{ colour: 'p3' }}                           | ${'write colorSpace instead of colour'}
    ${{ colourSpace: 'p3' }}                      | ${'write colorSpace instead of colourSpace'}
    ${{ greyscale: true }}                        | ${'write grayscale instead of greyscale'}
    ${{ normalise: true }}                        | ${'write normalize instead of normalise'}
    ${{ round: 4 }}                               | ${'write cornerRadius instead of round'}
    ${{ jpg: { quality: 80 } }}                   | ${'write jpeg instead of jpg'}
    ${{ caption: { text: 'a', colour: '#fff' } }} | ${'write color instead of colour'}
    ${{ gif: { colours: 16 } }}                   | ${'write colors instead of colours'}
    ${{ colour: 'p3', greyscale: true, foo: 1 }}  | ${'write colorSpace instead of colour; write grayscale instead of greyscale; leave foo out'}
  `('is refused with the right one: $message', ({ input, message }) => {
    expect(messagesFor(input)).toEqual([message]);
  });

  it('has a line of its own for each key where mistakes are listed', () => {
    const result = validate(recipe, { colour: 'p3', greyscale: true });
    expect(result.success ? [] : result.mistakes).toEqual([
      '✖ colour is unknown: write colorSpace instead of colour',
      '✖ greyscale is unknown: write grayscale instead of greyscale',
    ]);
  });

  it('leaves other unknown keys their message', () => {
    expect(messagesFor({ shiny: true })).toEqual(['Unrecognized key: "shiny"']);
  });
});

it('jpg is jpeg where a recipe names formats', () => {
  expect(recipe.parse({ formats: ['jpg', 'webp'] }).formats).toEqual(['jpeg', 'webp']);
  expect(recipe.parse({ formats: { smallest: ['jpg'] } }).formats).toEqual({ smallest: ['jpeg'] });
  expect(recipe.safeParse({ formats: ['jpg', 'jpeg'] }).success).toBe(false);
});
