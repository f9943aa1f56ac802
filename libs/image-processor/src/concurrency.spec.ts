import { availableParallelism } from 'node:os';
import { renderConcurrency } from './concurrency.ts';

describe('renders at once', () => {
  it('are one a core when the originals are small', () => {
    expect(renderConcurrency({ maxPixels: 1 })).toBe(availableParallelism());
  });

  it('are one when the largest original fills the memory', () => {
    expect(renderConcurrency({ maxPixels: 1_000_000_000_000 })).toBe(1);
  });
});
