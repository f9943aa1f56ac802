import { availableParallelism } from 'node:os';
import { renderConcurrency } from './concurrency.ts';

describe('renderConcurrency', () => {
  it('is one per core when the originals are small', () => {
    expect(renderConcurrency({ maxPixels: 1 })).toBe(availableParallelism());
  });

  it('is one when the largest original fills the memory', () => {
    expect(renderConcurrency({ maxPixels: 1_000_000_000_000 })).toBe(1);
  });
});
