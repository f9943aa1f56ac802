import type { InspectOptions } from '../types.ts';
import { sniff } from '../source/sniff.ts';

/**
 * Whether an original is worked on in a process of its own: where that is asked for, and always where its loader can
 * spin. Whoever does not accept an SVG does not start one for it.
 */
export const isApart = (
  bytes: Uint8Array,
  { accept, apart = false }: Pick<InspectOptions, 'accept' | 'apart'>,
): boolean => apart || (accept.includes('svg') && sniff(bytes) === 'svg');
