// Generated from the schemas by `npx nx reference image-processor`: edit those instead.

import type { GeometryInput } from './geometry.ts';
import type { EffectsInput } from './effects.ts';
import type { OutputInput } from './output.ts';
import type { EncodersInput } from './encoders.ts';

/**
 * A recipe as people write it, before defaults. Every key is optional: `{}` is the whole image,
 * upright.
 */
export interface RecipeInput extends GeometryInput, EffectsInput, OutputInput, EncodersInput {}
