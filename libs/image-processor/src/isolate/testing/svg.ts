/** An SVG of 400 x 400, or of another size. */
export const svg = (inside: string, size = 'width="400" height="400"'): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size}>${inside}</svg>`,
  );

const BOX = '<rect width="400" height="400" fill="#0a0"/>';
export const SIMPLE = svg(BOX);

const times = (count: number, each: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => each(n)).join('');

/** SVGs that draw forever, or for hours. */
export const ENDLESS = {
  /** Each group draws the one before it ten times. */
  laughs: `<g id="a0">${BOX}</g>${times(12, (n) => `<g id="a${n + 1}">${`<use xlink:href="#a${n}"/>`.repeat(10)}</g>`)}`,
  /** Each mask applies the one before it twice. */
  masks: `<mask id="m0">${BOX}</mask>${times(20, (n) => `<mask id="m${n + 1}">${`<g mask="url(#m${n})">${BOX}</g>`.repeat(2)}</mask>`)}<g mask="url(#m20)">${BOX}</g>`,
  noise: `<filter id="f" x="0" y="0" width="1" height="1">${'<feTurbulence baseFrequency="0.9" numOctaves="9"/>'.repeat(10_000)}</filter><rect width="400" height="400" filter="url(#f)"/>`,
};
