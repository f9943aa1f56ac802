import type { Made, Trial } from './trials.ts';

/**
 * Bytes of an option at a given score, interpolated between the two qualities whose scores enclose it: bytes grow by
 * the same factor with each point. An option without qualities has one size.
 */
export function bytesForScore({ bytes, score, others }: Trial, wanted: number): number {
  const known: readonly Made[] = [{ bytes, score }, ...others].toSorted(
    (a, b) => a.score - b.score,
  );
  const after = known.findIndex((made) => made.score >= wanted);
  const upper = after === -1 ? known.length - 1 : Math.max(after, 1);
  const [low, high] = [known[upper - 1], known[upper]];
  if (!low || !high || low.score === high.score) return bytes;
  const share = (wanted - low.score) / (high.score - low.score);
  return Math.exp(Math.log(low.bytes) * (1 - share) + Math.log(high.bytes) * share);
}
