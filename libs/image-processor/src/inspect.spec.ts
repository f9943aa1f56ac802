import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { SOURCE_FORMATS } from './formats.ts';
import { inspect } from './inspect.ts';
import { animation, photo } from './testing/index.ts';
import { LIMITS } from './testing/make.ts';

const facts = (bytes: Uint8Array) => inspect(bytes, { accept: SOURCE_FORMATS, limits: LIMITS });

describe('inspect', () => {
  it('reports all facts of the header', async () => {
    const bytes = await photo({ width: 80, height: 60, orientation: 6 });
    expect(await facts(bytes)).toEqual({
      format: 'jpeg',
      width: 60,
      height: 80,
      bytes: bytes.length,
      frames: 1,
      alpha: false,
      orientation: 6,
      space: 'srgb',
      duration: 0,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  it('reports the duration of an animation', async () => {
    for (const format of ['gif', 'webp'] as const) {
      const bytes = await animation({
        frames: 3,
        width: 8,
        height: 8,
        format,
        delay: [100, 200, 50],
      });
      expect(await facts(bytes)).toMatchObject({ frames: 3, duration: 0.35 });
    }
  });

  it('reports the color space and the alpha channel', async () => {
    const create = { width: 8, height: 8, channels: 4, background: '#ff000080' } as const;
    const png = sharp({ create }).toColourspace('rgb16').png();
    expect(await facts(await png.toBuffer())).toMatchObject({ alpha: true, space: 'rgb16' });
    const cmyk = sharp({ create }).flatten().toColourspace('cmyk').jpeg();
    expect(await facts(await cmyk.toBuffer())).toMatchObject({ alpha: false, space: 'cmyk' });
  });

  it('stops when the signal aborts', async () => {
    const reason = new Error('the client left');
    const inspecting = inspect(await photo({ width: 8, height: 8 }), {
      accept: SOURCE_FORMATS,
      limits: LIMITS,
      signal: AbortSignal.abort(reason),
    });
    await expect(inspecting).rejects.toBe(reason);
  });

  it('refuses the former name of an option, which would leave an original without isolation', async () => {
    const options = { accept: SOURCE_FORMATS, limits: LIMITS, ...{ apart: true } };
    const inspecting = inspect(await photo({ width: 8, height: 8 }), options);
    await expect(inspecting).rejects.toThrow('write isolate instead of apart');
  });
});
