import * as z from 'zod/mini';
import { place, POSITIONS } from '../../geometry/position.ts';
import { insetBy, layer } from '../../overlay/layer.ts';
import type { Overlay } from '../../overlay/overlay.ts';
import { renderText } from '../../overlay/text.ts';
import { choice } from '../../params/choice.ts';
import { color, mapBackground } from '../../params/color.ts';
import { distance, integerBetween } from '../../params/number.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { OverlayStep } from '../step.ts';

/** Pixels of the font; smaller letters are illegible. */
const MIN_SIZE = 4;

const text = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(500),
    z.regex(/^(?:\P{Cc}|[\t\n\r])*$/u, 'leave out control characters'),
    z.regex(/[^\s\p{Cc}\p{Cf}]/u, 'write something visible'),
    z.describe('The text, literally: markup is text too. Lines wider than the image are wrapped.'),
  );

const font = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(100),
    z.describe(
      'A name among the `fonts`, or a font family of the system, of which the closest match is used. Without it, the first of the `fonts`, or any font of the system.',
    ),
  );

const params = strictObject({
  text,
  font: z.optional(font),
  size: z._default(
    integerBetween(MIN_SIZE, 2_000).check(
      z.describe(
        'Size of the font in pixels, reduced if the text would not fit; text that does not fit at a size of 4 is left out.',
      ),
    ),
    24,
  ),
  color: z._default(color().check(z.describe('The color of the letters.')), '#ffffff'),
  background: z.optional(
    color().check(z.describe('The color of a box behind the text; no box without it.')),
  ),
  padding: z._default(
    distance().check(z.describe('Pixels between the letters and the edges of the box.')),
    8,
  ),
  position: z._default(
    choice(POSITIONS).check(z.describe('The side or corner of the image for the box.')),
    'bottom',
  ),
  margin: z._default(
    distance().check(z.describe("Pixels between the box and the image's edges.")),
    0,
  ),
  align: z._default(
    choice(['left', 'center', 'right']).check(z.describe('Alignment of lines within the box.')),
    'center',
  ),
}).check(
  z.describe(
    'Writes text on the image, in one of the `fonts` passed to `render` or a font of the system.',
  ),
);
type CaptionParams = z.output<typeof params>;

/** No layers where not even the smallest letters fit. */
const captionLayers: Overlay<CaptionParams> = async (params, { size, materials, ...tools }) => {
  const area = insetBy(size, params.margin);
  const inside = insetBy(area, params.padding);
  const { fonts } = materials;
  const letters = await renderText(tools, params, { box: inside, minSize: MIN_SIZE, fonts });
  if (!letters) return [];

  const padding = inside.inset;
  const box = { width: letters.width + 2 * padding, height: letters.height + 2 * padding };
  const at = place(params.position, box, area);
  const [left, top] = [at.left + area.inset, at.top + area.inset];
  const text = { ...layer(letters), left: left + padding, top: top + padding };
  if (params.background === undefined) return [text];
  const create = { ...box, channels: 4, background: params.background } as const;
  return [{ input: { create }, left, top }, text];
};

export const caption = {
  params,
  example: { text: 'Lisbon, 1974', size: 32, background: '#00000080' },
  mapColors: (params, map) => ({ ...mapBackground(params, map), color: map(params.color) }),
  kind: 'overlay',
  apply: captionLayers,
} satisfies OverlayStep<CaptionParams>;
