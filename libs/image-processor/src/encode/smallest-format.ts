import { ImageError } from '../errors.ts';
import type { Judge } from './score.ts';
import { targetOf, TARGETS, type Quality } from '../params/quality.ts';

/**
 * Of several files, the one with the fewest bytes that shows the same picture: that scores what `auto` asks for, or
 * `medium` where the qualities are numbers. Where none does, the one that is most like it. What cannot fit into the
 * bytes that it may have is left out; where nothing fits, the error says so of each.
 */
export async function smallest<File extends { readonly data: Buffer; readonly score?: number }>(
  candidates: readonly (() => Promise<File>)[],
  quality: Quality,
  judge: Judge,
): Promise<File> {
  const made: (File & { readonly score: number })[] = [];
  const refusals: string[] = [];
  for (const make of candidates) {
    try {
      const file = await make();
      made.push({ ...file, score: file.score ?? (await judge(file.data)) });
    } catch (error) {
      if (!(error instanceof ImageError && error.code === 'cannot-fit')) throw error;
      refusals.push(error.message);
    }
  }
  const enough = TARGETS[typeof quality === 'number' ? 'medium' : targetOf(quality)];
  const [fewest] = made
    .filter(({ score }) => score >= enough)
    .toSorted((a, b) => a.data.length - b.data.length);
  const [likest] = made.toSorted((a, b) => b.score - a.score);
  const kept = fewest ?? likest;
  if (!kept) throw new ImageError('cannot-fit', refusals.join('; '));
  return kept;
}
