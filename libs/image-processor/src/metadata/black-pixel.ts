import sharp from 'sharp';

/** Metadata of a file, each block without the prefix that a file format adds. */
export interface EmbeddedMetadata {
  /** A TIFF. */
  readonly exif?: Buffer | undefined;
  readonly xmp?: Buffer | undefined;
  /** Image resources of Photoshop. */
  readonly iptc?: Buffer | undefined;
  readonly icc?: Buffer | undefined;
}

/**
 * A file of one black pixel with this metadata. Only a JPEG holds every kind, but at most 64 KB of each, except of a
 * profile; where that is too little it is a WebP, without IPTC.
 */
export async function blackPixel(embedded: EmbeddedMetadata): Promise<Buffer> {
  const black = sharp({ create: { width: 1, height: 1, channels: 3, background: 'black' } });
  const segments = segmentsOf(embedded);
  const fits =
    segments.length < MAX_SEGMENTS && segments.every(({ body }) => body.length <= SEGMENT);
  return fits
    ? jpeg(await black.jpeg().toBuffer(), segments)
    : webp(await black.webp({ lossless: true }).toBuffer(), embedded);
}

/** Bytes of a JPEG segment at most, without its length. */
const SEGMENT = 65_533;
const PROFILE_SEGMENT = SEGMENT - 14;
/** libvips reads no more segments of a profile. */
const MAX_SEGMENTS = 100;

interface Segment {
  readonly marker: number;
  readonly body: Buffer;
}

function segmentsOf({ exif, xmp, iptc, icc }: EmbeddedMetadata): Segment[] {
  const segment = (marker: number, prefix: string, body: Buffer): Segment => ({
    marker,
    body: Buffer.concat([Buffer.from(prefix, 'latin1'), body]),
  });
  const segments = [];
  if (exif) segments.push(segment(0xe1, 'Exif\0\0', exif));
  if (xmp) segments.push(segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', xmp));
  if (iptc) segments.push(segment(0xed, '', iptc));
  const count = Math.ceil((icc?.length ?? 0) / PROFILE_SEGMENT);
  for (let index = 0; icc && index < count; index += 1) {
    const part = icc.subarray(index * PROFILE_SEGMENT, (index + 1) * PROFILE_SEGMENT);
    const number = String.fromCharCode(index + 1, count);
    segments.push(segment(0xe2, `ICC_PROFILE\0${number}`, part));
  }
  return segments;
}

/** Inserts segments after the two bytes that start a JPEG. */
function jpeg(pixel: Buffer, segments: readonly Segment[]): Buffer {
  const parts = segments.flatMap(({ marker, body }) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(2 + body.length, 2);
    return [head, body];
  });
  return Buffer.concat([pixel.subarray(0, 2), ...parts, pixel.subarray(2)]);
}

/** RIFF chunks: the first has flags for the others, and the canvas size minus one, which is zero here. */
function webp(pixel: Buffer, { exif, xmp, icc }: EmbeddedMetadata): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt8((icc ? 0x20 : 0) | (exif ? 0x08 : 0) | (xmp ? 0x04 : 0));
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', head),
    ...(icc ? [chunk('ICCP', icc)] : []),
    pixel.subarray(12),
    ...(exif ? [chunk('EXIF', exif)] : []),
    ...(xmp ? [chunk('XMP ', xmp)] : []),
  ]);
  return chunk('RIFF', body);
}

function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}
