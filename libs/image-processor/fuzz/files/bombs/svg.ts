import { svg } from '../../../src/isolate/testing/svg.ts';
import { PNG_BOMBS } from './png.ts';

/** Nested entities, each of which is ten times the one before. */
function laughs(levels: number): Buffer {
  const entities = Array.from({ length: levels }, (_, level) => {
    const text = level === 0 ? 'ha' : `&l${level - 1};`.repeat(10);
    return `<!ENTITY l${level} "${text}">`;
  });
  const doctype = `<!DOCTYPE svg [${entities.join('')}]>`;
  return Buffer.concat([Buffer.from(doctype), svg(`<text y="20">&l${levels - 1};</text>`)]);
}

/** The same with `use` elements. */
function uses(levels: number): Buffer {
  const groups = Array.from({ length: levels }, (_, level) => {
    const inside =
      level === 0
        ? '<rect width="9" height="9"/>'
        : `<use xlink:href="#g${level - 1}" x="1"/>`.repeat(10);
    return `<g id="g${level}">${inside}</g>`;
  });
  return svg(`<defs>${groups.join('')}</defs><use xlink:href="#g${levels - 1}"/>`);
}

const nested = (element: string, levels: number): string =>
  `${`<${element}>`.repeat(levels)}<rect width="9" height="9"/>${`</${element.split(' ')[0] ?? ''}>`.repeat(levels)}`;

const filter = (
  primitives: string,
  region = 'x="-1000%" y="-1000%" width="9000%" height="9000%"',
) =>
  svg(
    `<filter id="f" ${region}>${primitives}</filter><rect width="400" height="400" fill="red" filter="url(#f)"/>`,
  );

const picture = (type: string, bytes: Buffer): string =>
  `<image width="400" height="400" xlink:href="data:${type};base64,${bytes.toString('base64')}"/>`;

/** Scattered points. */
const points = (count: number): string => {
  let noise = 1;
  const next = () => (noise = (noise * 48_271) % 2_147_483_647) % 400;
  return Array.from({ length: count }, () => `${next()},${next()}`).join(' ');
};

export const SVG_BOMBS = {
  '1,000,000,000 pixels a side': () => svg('', 'width="1e9" height="1e9"'),
  'a view of nothing in 1e30 by 1e30': () => svg('', 'viewBox="0 0 1e30 1e30"'),
  'ten billion laughs': () => laughs(10),
  'ten billion rectangles, by use': () => uses(10),
  '100,000 groups within each other': () => svg(nested('g', 100_000)),
  'a use of itself': () => svg('<g id="a"><use xlink:href="#a"/></g>'),
  'patterns within each other': () =>
    svg(
      Array.from(
        { length: 30 },
        (_, level) =>
          `<pattern id="p${level}" width="0.01" height="0.01"><rect width="9" height="9" fill="url(#p${level + 1})"/></pattern>`,
      ).join('') + '<rect width="400" height="400" fill="url(#p0)"/>',
    ),
  'a pattern of tiles that are too small to see': () =>
    svg(
      '<pattern id="p" width="0.00001" height="0.00001" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern><rect width="400" height="400" fill="url(#p)"/>',
    ),
  'a blur of a million pixels': () => filter('<feGaussianBlur stdDeviation="1000000"/>'),
  'clouds of a billion octaves': () =>
    filter('<feTurbulence baseFrequency="0.9" numOctaves="1000000000"/>'),
  '1,000 blurs, one after the other': () =>
    filter('<feGaussianBlur stdDeviation="50"/>'.repeat(1_000)),
  'tiles of a filter that are a billion pixels wide': () =>
    filter(
      '<feFlood x="0" y="0" width="1" height="1"/><feTile/>',
      'x="-1e9" y="-1e9" width="2e9" height="2e9" filterUnits="userSpaceOnUse"',
    ),
  'dashes of 0.00001 pixels': () =>
    svg('<path d="M0 0H400V400H0Z" stroke="red" stroke-dasharray="0.00001"/>'),
  'a line of 1e30 pixels, dashed': () =>
    svg('<path d="M-1e30 9H1e30" stroke="red" stroke-dasharray="1"/>'),
  'a stroke of 100,000 points, wide and round': () =>
    svg(
      `<polyline fill="none" stroke="red" stroke-width="90" stroke-linejoin="round" points="${points(100_000)}"/>`,
    ),
  'a gradient of 100,000 stops': () =>
    svg(
      `<linearGradient id="l">${'<stop offset="0.5" stop-color="red"/>'.repeat(100_000)}</linearGradient><rect width="400" height="400" fill="url(#l)"/>`,
    ),
  'masks within each other': () =>
    svg(
      Array.from(
        { length: 30 },
        (_, level) =>
          `<mask id="m${level}"><g mask="url(#m${level + 1})"><rect width="400" height="400" fill="white" mask="url(#m${level + 1})"/></g></mask>`,
      ).join('') + '<rect width="400" height="400" mask="url(#m0)"/>',
    ),
  'a text of 100,000 letters': () => svg(`<text y="20">${'lorem ipsum '.repeat(8_300)}</text>`),
  'letters of a million pixels': () =>
    svg('<text y="20" font-size="1000000" stroke="red" stroke-width="5">&amp;</text>'),
  '10,000 rules of style for 10,000 elements': () =>
    svg(
      `<style>${Array.from({ length: 10_000 }, (_, rule) => `g rect:not(.c${rule}) ~ rect + rect { fill: red }`).join('')}</style><g>${'<rect width="1" height="1"/>'.repeat(10_000)}</g>`,
    ),
  'an attribute of 10 MB': () => svg(`<rect id="${'x'.repeat(10_000_000)}"/>`),
  '100,000 attributes': () =>
    svg(`<rect ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
  'a PNG in it that is a bomb': () =>
    svg(picture('image/png', PNG_BOMBS['20,000 x 20,000 black pixels, all of them there']())),
  'pictures within each other, two in each': () => {
    let inside: Buffer = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    for (let level = 0; level < 7; level += 1)
      inside = svg(picture('image/svg+xml', inside).repeat(2));
    return inside;
  },
} satisfies Record<string, () => Buffer>;
