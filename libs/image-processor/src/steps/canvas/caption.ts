import * as z from 'zod/mini';
import { distance, whole } from '../../params/number.ts';
import { colour } from '../../params/color.ts';
import { layer, within } from '../../overlay/layer.ts';
import { write } from '../../overlay/text.ts';
import type { Overlay } from '../../overlay/overlay.ts';
import { place, POSITIONS } from '../../geometry/position.ts';

/** Pixels of the font; smaller letters cannot be read. */
const LEAST_SIZE = 4;

export const captionParams = z
  .strictObject({
    text: z
      .string()
      .check(
        z.minLength(1),
        z.maxLength(500),
        z.regex(/^(?:\P{Cc}|[\t\n\r])*$/u, 'leave out control characters'),
        z.regex(/[^\s\p{Cc}\p{Cf}]/u, 'write something that can be seen'),
        z.describe(
          'What is written, as it is: markup is text too. Lines wider than the picture are broken.',
        ),
      ),
    font: z.optional(
      z
        .string()
        .check(
          z.minLength(1),
          z.maxLength(100),
          z.describe(
            'Its name among the `fonts`, or a family of the system, which takes the likest that it has; without it the first of the `fonts`, or any.',
          ),
        ),
    ),
    size: z._default(
      whole(LEAST_SIZE, 2_000).check(
        z.describe(
          'Pixels of the font; less where the text would not fit, and no text where that takes less than 4.',
        ),
      ),
      24,
    ),
    colour: z._default(colour().check(z.describe('Of the letters.')), '#ffffff'),
    background: z.optional(
      colour().check(z.describe('Of a box behind the text; without it there is none.')),
    ),
    padding: z._default(
      distance().check(z.describe('Pixels between the letters and the edges of their box.')),
      8,
    ),
    position: z._default(
      z.enum(POSITIONS).check(z.describe('The side or corner where the box lies.')),
      'bottom',
    ),
    margin: z._default(
      distance().check(z.describe("Pixels between the box and the picture's edges.")),
      0,
    ),
    align: z._default(
      z.enum(['left', 'centre', 'right']).check(z.describe('How lines lie within the box.')),
      'centre',
    ),
  })
  .check(
    z.describe(
      'Writes on the picture, in one of the `fonts` that `render` is given, or one of the system.',
    ),
  );
export type CaptionParams = z.output<typeof captionParams>;

/** Nothing where not even the smallest letters would fit. */
export const caption: Overlay<CaptionParams> = async (params, { size, materials, ...tools }) => {
  const room = within(size, params.margin);
  const inside = within(room, params.padding);
  const letters = await write(tools, params, {
    room: inside,
    least: LEAST_SIZE,
    fonts: materials.fonts,
  });
  if (!letters) return [];

  const padding = inside.inset;
  const box = { width: letters.width + 2 * padding, height: letters.height + 2 * padding };
  const at = place(params.position, box, room);
  const [left, top] = [at.left + room.inset, at.top + room.inset];
  const text = { ...layer(letters), left: left + padding, top: top + padding };
  if (params.background === undefined) return [text];
  const create = { ...box, channels: 4, background: params.background } as const;
  return [{ input: { create }, left, top }, text];
};
