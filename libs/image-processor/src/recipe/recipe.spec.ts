import { OUTPUT_FORMATS } from '../formats.ts';
import { recipe } from './recipe.ts';
import { inProcess } from '../testing/in-process.ts';

describe('recipe', () => {
  it('fills in defaults', () => {
    expect(recipe.parse({ resize: { width: 100 } })).toEqual({
      resize: { width: 100, fit: 'inside', position: 'center', enlarge: false, dpr: 1 },
      background: '#ffffff',
      animation: 'first-frame',
      colorSpace: 'srgb',
      metadata: 'none',
    });
  });

  it.each`
    input                                        | says
    ${{ resize: {} }}                            | ${'give a width, a height, or both'}
    ${{ resize: { width: 0 } }}                  | ${'write a whole number from 1 to 16383'}
    ${{ resize: { width: 1.5 } }}                | ${'write a whole number from 1 to 16383'}
    ${{ resize: { height: '9' } }}               | ${'write a whole number from 1 to 16383'}
    ${{ rotate: [] }}                            | ${'write a number from -360 to 360'}
    ${{ gamma: 3.1 }}                            | ${'write a number from 0.34 to 3'}
    ${{ formats: ['bmp'] }}                      | ${`write a list of ${OUTPUT_FORMATS.join(', ')}, each once, or`}
    ${{ background: '#12345678' }}               | ${'write a color without transparency, as #rgb or #rrggbb'}
    ${{ extend: { top: 1, background: 'red' } }} | ${'write a color as #rgb, #rrggbb or #rrggbbaa'}
    ${{ resize: { width: 1, color: 'red' } }}    | ${'Unrecognized key: "color"'}
  `('rejects $input', ({ input, says }: { input: unknown; says: string }) => {
    expect(recipe.safeParse(input).error?.message.replaceAll('\\', '')).toContain(says);
  });

  it('loads no native code', async () => {
    const loads = (module: string) =>
      inProcess(`
        await import('@thumbing/image-processor${module}');
        const { sharedObjects } = process.report.getReport();
        console.log(sharedObjects.some((path) => path.includes('sharp')));
      `);
    expect(await loads('/recipe')).toBe(false);
    expect(await loads('')).toBe(true);
  });
});
