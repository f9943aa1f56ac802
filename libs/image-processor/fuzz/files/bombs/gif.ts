interface Frame {
  readonly left?: number;
  readonly top?: number;
  readonly width: number;
  readonly height: number;
  /** Compressed pixels; a single one by default. */
  readonly data?: Buffer;
}

/** A GIF with a screen of this size, two colors, and frames that may all be repeated. */
export function gif(width: number, height: number, frames: readonly Frame[], times = 1): Buffer {
  const screen = Buffer.alloc(13);
  screen.write('GIF89a');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  screen.writeUInt8(0x80, 10);
  const colors = Buffer.from([0, 0, 0, 255, 255, 255]);
  const blocks = Buffer.concat(frames.map(block));
  const repeated = Buffer.alloc(blocks.length * times, blocks);
  return Buffer.concat([screen, colors, repeated, Buffer.from(';')]);
}

/** A graphic control extension and an image. */
function block({ left = 0, top = 0, width, height, data = ONE_PIXEL }: Frame): Buffer {
  const head = Buffer.from('!\xf9\x04\0\x05\0\0\0,\0\0\0\0\0\0\0\0\0\x02', 'latin1');
  [left, top, width, height].forEach((value, index) => head.writeUInt16LE(value, 9 + 2 * index));
  return Buffer.concat([head, pieces(data), Buffer.alloc(1)]);
}

/** Codes of three bits: clear, color 0, end. */
const ONE_PIXEL = Buffer.from([0x44, 0x01]);

/**
 * Nearly two million pixels of color 0 in LZW codes that grow: each stands for one pixel more than the one
 * before it.
 */
function longRuns(): Buffer {
  const bytes: number[] = [];
  let [bits, filled] = [0, 0];
  const put = (code: number, size: number): void => {
    bits |= code << filled;
    filled += size;
    for (; filled >= 8; filled -= 8) {
      bytes.push(bits & 0xff);
      bits >>>= 8;
    }
  };
  put(4, 3);
  put(0, 3);
  let size = 3;
  for (let code = 6; code < 2_000; code += 1) {
    put(code, size);
    if (code + 1 === 1 << size && size < 12) size += 1;
  }
  put(5, size);
  put(0, 8);
  return Buffer.from(bytes);
}

/** Data in sub-blocks of up to 255 bytes, each after its length. */
function pieces(data: Buffer): Buffer {
  const made: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const piece = data.subarray(at, at + 255);
    made.push(Buffer.from([piece.length]), piece);
  }
  return Buffer.concat(made);
}

export const GIF_BOMBS = {
  'a screen of 65,535 x 65,535': () => gif(65_535, 65_535, [{ width: 1, height: 1 }]),
  'a screen of 1 x 1 and a frame of 65,535 x 65,535': () =>
    gif(1, 1, [{ width: 65_535, height: 65_535, data: longRuns() }]),
  'frames that lie outside of the screen': () =>
    gif(8, 8, [{ left: 65_000, top: 65_000, width: 65_535, height: 65_535 }], 90),
  '5,000 frames of 1,000 x 1,000': () =>
    gif(1_000, 1_000, [{ width: 1_000, height: 1_000 }], 5_000),
  '500,000 frames of one pixel': () => gif(1, 1, [{ width: 1, height: 1 }], 500_000),
  'frames whose few bytes are millions of pixels': () =>
    gif(200, 200, [{ width: 200, height: 200, data: longRuns() }], 90),
  'a color that does not end': () =>
    Buffer.concat([
      gif(8, 8, [{ width: 8, height: 8 }]).subarray(0, -2),
      Buffer.alloc(40_000 * 256, Buffer.from([255, ...Array<number>(255).fill(0)])),
    ]),
} satisfies Record<string, () => Buffer>;
