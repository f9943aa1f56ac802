import { ImageError } from '../errors.ts';
import { TARGET_SCORES, targetOf, type Quality } from '../params/quality.ts';
import type { Scorer } from './score.ts';

/**
 * Of several files, the one with the fewest bytes that shows the same image: that scores what `auto` asks for, or
 * `medium` where the qualities are numbers. Where none does, the one with the highest score. Files that exceed
 * `maxBytes` are left out; where all do, the error names each of them.
 */
export async function smallestFormat<
  File extends { readonly data: Buffer; readonly score?: number },
>(candidates: readonly (() => Promise<File>)[], quality: Quality, score: Scorer): Promise<File> {
  const made: (File & { readonly score: number })[] = [];
  const refusals: string[] = [];
  for (const make of candidates) {
    try {
      const file = await make();
      made.push({ ...file, score: file.score ?? (await score(file.data)) });
    } catch (error) {
      if (!(error instanceof ImageError && error.code === 'cannot-fit')) throw error;
      refusals.push(error.message);
    }
  }
  const target = TARGET_SCORES[typeof quality === 'number' ? 'medium' : targetOf(quality)];
  const [fewest] = made
    .filter(({ score }) => score >= target)
    .toSorted((a, b) => a.data.length - b.data.length);
  const [closest] = made.toSorted((a, b) => b.score - a.score);
  const kept = fewest ?? closest;
  if (!kept) throw new ImageError('cannot-fit', refusals.join('; '));
  return kept;
}
