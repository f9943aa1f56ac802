import type { Point, Size } from './region.ts';

/** Where something is put or kept, as sharp names it: by sides, or by points of the compass. */
export const POSITIONS = [
  'centre',
  'top',
  'right top',
  'right',
  'right bottom',
  'bottom',
  'left bottom',
  'left',
  'left top',
  'center',
  'north',
  'northeast',
  'east',
  'southeast',
  'south',
  'southwest',
  'west',
  'northwest',
] as const;

/** How a part is looked for that draws the eye. */
export const STRATEGIES = ['entropy', 'attention'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** A place by its name, or by a point of the picture; names that say nothing of a side mean the middle. */
type Position = (typeof POSITIONS)[number] | Strategy | Point;

/** Where something of this size lies in the canvas, or the canvas in it: what room there is, is shared out. */
export function place(
  position: Position,
  inner: Size,
  outer: Size,
): { readonly left: number; readonly top: number } {
  const { x, y } = typeof position === 'object' ? position : anchor(position);
  return {
    left: Math.round((outer.width - inner.width) * x),
    top: Math.round((outer.height - inner.height) * y),
  };
}

/** Where a part lies whose middle is as near to a point of the picture as the picture allows. */
export function around(
  { x, y }: Point,
  inner: Size,
  outer: Size,
): { readonly left: number; readonly top: number } {
  return {
    left: within(x * outer.width - inner.width / 2, outer.width - inner.width),
    top: within(y * outer.height - inner.height / 2, outer.height - inner.height),
  };
}

const within = (start: number, room: number): number =>
  Math.min(Math.max(0, Math.round(start)), room);

function anchor(name: string): Point {
  const x = /left|west/.test(name) ? 0 : /right|east/.test(name) ? 1 : 0.5;
  const y = /top|north/.test(name) ? 0 : /bottom|south/.test(name) ? 1 : 0.5;
  return { x, y };
}
