import { originalKey, type OriginalKey } from '@thumbing/config';

/** Counts what is in work for each image. */
export function countedByImage() {
  const counts = new Map<string, number>();
  const of = (image: OriginalKey): number => counts.get(originalKey.format(image)) ?? 0;
  const add = (image: OriginalKey, by: number): void => {
    const count = of(image) + by;
    if (count > 0) counts.set(originalKey.format(image), count);
    else counts.delete(originalKey.format(image));
  };
  return {
    of,
    enter: (image: OriginalKey): (() => void) => {
      add(image, 1);
      return () => add(image, -1);
    },
  };
}
