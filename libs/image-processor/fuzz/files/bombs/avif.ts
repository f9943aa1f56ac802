import { photo } from '../../../src/testing/photo.ts';

const small = (): Promise<Buffer> => photo({ width: 16, height: 16, format: 'avif' });

/** Writes a number after the name of a box. */
function rewritten(bytes: Buffer, box: string, offset: number, value: number): Buffer {
  const at = bytes.indexOf(box);
  if (at === -1) throw new Error(`there is no ${box} in this file`);
  bytes.writeUInt32BE(value, at + offset);
  return bytes;
}

const announces = async (side: number): Promise<Buffer> =>
  rewritten(rewritten(await small(), 'ispe', 8, side), 'ispe', 12, side);

const box = (type: string, ...inside: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([Buffer.from(`\0\0\0\0${type}`, 'latin1'), ...inside]);
  body.writeUInt32BE(body.length);
  return body;
};

const BRANDS = box('ftyp', Buffer.from('avif\0\0\0\0avifmif1miaf', 'latin1'));

export const AVIF_BOMBS = {
  '60,000 x 60,000 in the header, 16 x 16 in the data': () => announces(60_000),
  '4,294,967,295 pixels a side': () => announces(0xffff_ffff),
  '2,000 x 2,000 in the header, 16 x 16 in the data': () => announces(2_000),
  'data of 4 GB': async () => rewritten(await small(), 'mdat', -4, 0xffff_ffff),
  '20,000 boxes within each other': () => {
    const heads = Buffer.alloc(20_000 * 8);
    for (let at = 0; at < heads.length; at += 8) {
      heads.writeUInt32BE(heads.length - at, at);
      heads.write('moov', at + 4);
    }
    return Buffer.concat([BRANDS, heads]);
  },
  '500,000 boxes': () =>
    Buffer.concat([BRANDS, box('meta', Buffer.alloc(4), Buffer.alloc(500_000 * 8, box('free')))]),
} satisfies Record<string, () => Buffer | Promise<Buffer>>;
