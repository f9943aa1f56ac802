import * as z from 'zod/mini';
import type { Step } from '../step.ts';

export const flipParams = z.boolean().check(z.describe('Mirrors the picture top to bottom.'));

export const flip: Step<true> = (image) => image.flip();
