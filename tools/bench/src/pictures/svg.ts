import type { Random } from './random.ts';
import type { Size } from './size.ts';

/** A drawing with 1,000 units a side at any size, on a transparent background. */
export const svg = ({ width, height }: Size, content: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1000 1000" preserveAspectRatio="none">${content}</svg>`,
  );

/** A random color of about this brightness, 0 to 1. */
export function color(random: Random, brightness: number): string {
  const channels = Array.from({ length: 3 }, () =>
    Math.round(255 * Math.min(1, brightness * (0.6 + 0.7 * random()))),
  );
  return `rgb(${channels.join(',')})`;
}

export const gradient = (id: string, from: string, to: string): string =>
  `<linearGradient id="${id}" x2="0.3" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;

/** Ellipses and rectangles, rotated and filled with gradients. */
export function things(random: Random, count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const [x, y] = [1_000 * random(), 200 + 800 * random()];
    const [width, height] = [20 + 280 * random() ** 2, 20 + 200 * random() ** 2];
    const look = `fill="url(#thing${index})" transform="rotate(${360 * random()} ${x} ${y})"`;
    const shape =
      index % 2 === 0
        ? `<ellipse cx="${x}" cy="${y}" rx="${width / 2}" ry="${height / 2}" ${look}/>`
        : `<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" ${look}/>`;
    const shade = gradient(
      `thing${index}`,
      color(random, 0.3 + 0.6 * random()),
      color(random, 0.2),
    );
    return shade + shape;
  }).join('');
}

/** A line of letter-like strokes. It uses no font, because machines have different ones. */
export function writing(
  random: Random,
  x: number,
  y: number,
  size: number,
  length: number,
): string {
  const letters = Array.from({ length }, (_, index) => {
    const left = x + 0.8 * size * index;
    const points = Array.from(
      { length: 4 },
      () =>
        `${left + 0.3 * size * Math.floor(3 * random())} ${y - 0.33 * size * Math.floor(4 * random())}`,
    );
    return random() < 0.15 ? '' : `M${points.join('L')}`;
  });
  return `<path d="${letters.join('')}" fill="none" stroke="#222" stroke-width="${size / 7}"/>`;
}

/** Lines of writing, one below the other. */
export const page = (
  random: Random,
  { x, y, size, lines, length }: Readonly<Record<'x' | 'y' | 'size' | 'lines' | 'length', number>>,
): string =>
  Array.from({ length: lines }, (_, line) =>
    writing(random, x, y + 1.8 * size * (line + 1), size, length),
  ).join('');
