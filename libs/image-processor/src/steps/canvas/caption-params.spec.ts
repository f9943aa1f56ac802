import { caption } from './caption.ts';

describe('the parameters of a caption', () => {
  it('have defaults', () => {
    expect(caption.params.parse({ text: 'a' })).toEqual({
      text: 'a',
      size: 24,
      color: '#ffffff',
      padding: 8,
      position: 'bottom',
      margin: 0,
      align: 'center',
    });
  });

  it.each([
    { text: 'a' },
    { text: 'a'.repeat(500) },
    { text: 'one\ttwo\r\nthree\nüß日本語😀\ue000' },
    { text: 'a', font: 'f'.repeat(100), size: 4, color: '#000', background: '#12345678' },
    { text: 'a', size: 2_000, padding: 16_383, margin: 16_383, align: 'right' },
  ])('accept %p', (params) => expect(caption.params.safeParse(params).success).toBe(true));
  it.each([
    {},
    { text: '' },
    { text: 'a'.repeat(501) },
    { text: ' \n\u200b' },
    { text: 'a\0b' },
    { text: 'a\u001bb' },
    { text: 'a', font: '' },
    { text: 'a', font: 'f'.repeat(101) },
    { text: 'a', size: 3 },
    { text: 'a', size: 2_001 },
    { text: 'a', size: 4.5 },
    { text: 'a', color: 'white' },
    { text: 'a', background: 'rgb(0, 0, 0)' },
    { text: 'a', padding: -1 },
    { text: 'a', margin: 16_384 },
    { text: 'a', align: 'middle' },
    { text: 'a', position: 'entropy' },
    { text: 'a', bold: true },
  ])('reject %p', (params) => expect(caption.params.safeParse(params).success).toBe(false));
});
