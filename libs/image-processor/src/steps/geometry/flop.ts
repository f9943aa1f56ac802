import * as z from 'zod/mini';
import type { Step } from '../step.ts';

export const flopParams = z.boolean().check(z.describe('Mirrors the picture left to right.'));

export const flop: Step<true> = (image) => image.flop();
