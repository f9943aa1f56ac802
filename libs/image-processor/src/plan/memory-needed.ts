import { FORMATS } from '../formats.ts';
import { area } from '../geometry/region.ts';
import type { Header } from '../source/header.ts';
import type { Limits } from '../source/facts.ts';
import { decodeWindowFor } from './decode-window.ts';
import type { RenderPlan } from './plan-render.ts';

/** Bytes that even the smallest render takes. */
const BASE = 60_000_000;

/**
 * Bytes for each pixel of the largest image of a render: measured as 53 for a PNG with alpha, kept at full size in three
 * formats, 61 with effects, and 65 in three color spaces.
 */
const LARGEST = 65;

/** Bytes for each pixel of every variant: with six that are all different and of full size, 84 were measured in all. */
const VARIANT = 4;

/** Bytes for each pixel of all frames, which an encoder of animations holds together. */
const FRAMES = 24;

/** The bytes that a render is expected to take at its peak, by what the header tells. */
export function memoryNeeded({ header, plans }: RenderPlan, limits: Limits): number {
  const { facts } = header;
  const frames = Math.max(1, ...plans.map((plan) => plan.frames));
  const sizes = plans.map(({ size }) => area(size));
  const decoded = plans.length > 0 ? [area(decodeWindowFor(facts, plans, limits).size)] : [];
  const largest = Math.max(0, ...decoded, ...sizes);
  const variants = sizes.reduce((sum, size) => sum + size, 0);
  return Math.ceil(
    BASE +
      // Its copies in the message and in the process.
      2 * facts.bytes +
      loaderBytesOf(header) * area(facts) * facts.frames +
      LARGEST * largest +
      VARIANT * variants +
      (frames > 1 ? FRAMES * largest * frames : 0),
  );
}

/** Bytes that a loader holds for each pixel of a file that is stored in passes: it is decoded as a whole. */
const PASSES = 8;

function loaderBytesOf({ facts: { format }, metadata }: Header): number {
  const { loaderBytes } = FORMATS[format].source;
  return metadata.isProgressive ? Math.max(PASSES, loaderBytes) : loaderBytes;
}
