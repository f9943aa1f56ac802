import { ImageError } from '../errors.ts';
import { memoryLimit } from './memory-guard.ts';

const LIMITS = { maxPixels: 100_000_000 };

describe('the memory of a child process', () => {
  it('is what the largest original takes, and more is the fault of the image', () => {
    const { bytes, exceeded } = memoryLimit(LIMITS, 24e9);
    expect(bytes).toBe(300_000_000 + 100_000_000 * 96);
    expect(exceeded()).toBeInstanceOf(ImageError);
    expect(exceeded()).toMatchObject({
      code: 'too-many-pixels',
      message:
        'this image takes more memory than the limit of 100,000,000 pixels allows; send a simpler one',
    });
  });

  it('is three quarters of a small machine, and more is the fault of the machine', () => {
    const { bytes, exceeded } = memoryLimit(LIMITS, 600_000_000);
    expect(bytes).toBe(450_000_000);
    expect(exceeded()).toEqual(
      new Error(
        'the render took more than 450 MB of memory, which is what this machine can spare; give it more memory, or lower limits.maxPixels',
      ),
    );
  });
});
