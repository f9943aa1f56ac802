// Generated from the schemas by `npx nx reference image-processor`: edit those instead.

/** A position by its name: a side or a corner, or a point of the compass. */
export type PositionInput =
  | 'center'
  | 'top'
  | 'right top'
  | 'right'
  | 'right bottom'
  | 'bottom'
  | 'left bottom'
  | 'left'
  | 'left top'
  | 'north'
  | 'northeast'
  | 'east'
  | 'southeast'
  | 'south'
  | 'southwest'
  | 'west'
  | 'northwest';

/** A format of renditions, by one of its names. */
export type FormatInput = 'avif' | 'webp' | 'jpeg' | 'jpg' | 'png' | 'gif';
