import type { Point, Size } from './region.ts';

/** Positions by name, as sharp has them: sides and corners, or points of the compass. */
export const POSITIONS = [
  'center',
  'top',
  'right top',
  'right',
  'right bottom',
  'bottom',
  'left bottom',
  'left',
  'left top',
  'north',
  'northeast',
  'east',
  'southeast',
  'south',
  'southwest',
  'west',
  'northwest',
] as const;

/** Strategies of smart crop, as sharp names them. */
export const STRATEGIES = ['entropy', 'attention'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** A position by name or as a point; a name without a side or a corner means the center. */
type Position = (typeof POSITIONS)[number] | Strategy | Point;

/** Left and top of an image within a canvas, or of a canvas within an image: the free space is split by the position. */
export function place(
  position: Position,
  inner: Size,
  outer: Size,
): { readonly left: number; readonly top: number } {
  const { x, y } = typeof position === 'object' ? position : anchorOf(position);
  return {
    left: Math.round((outer.width - inner.width) * x),
    top: Math.round((outer.height - inner.height) * y),
  };
}

/** Left and top of a window whose center is as near to a point of the image as its edges allow. */
export function centerOn(
  { x, y }: Point,
  window: Size,
  image: Size,
): { readonly left: number; readonly top: number } {
  return {
    left: clampStart(x * image.width - window.width / 2, image.width - window.width),
    top: clampStart(y * image.height - window.height / 2, image.height - window.height),
  };
}

const clampStart = (start: number, most: number): number =>
  Math.min(Math.max(0, Math.round(start)), most);

function anchorOf(name: string): Point {
  const x = /left|west/.test(name) ? 0 : /right|east/.test(name) ? 1 : 0.5;
  const y = /top|north/.test(name) ? 0 : /bottom|south/.test(name) ? 1 : 0.5;
  return { x, y };
}
