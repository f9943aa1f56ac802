import { decodeText, joinNames, type Copyright } from './copyright.ts';

const [BY_LINE, CREDIT, COPYRIGHT_NOTICE] = [80, 110, 116];

/** The IPTC records. A TIFF has them as they are, a JPEG among Photoshop's resources, one of which is a thumbnail. */
export function iptcRecords(bytes: Buffer): Buffer | undefined {
  if (bytes[0] === RECORD) return bytes;
  if (!bytes.subarray(0, PHOTOSHOP_PREFIX.length).equals(PHOTOSHOP_PREFIX)) return undefined;
  for (let at = PHOTOSHOP_PREFIX.length; at + 12 <= bytes.length;) {
    const data = at + 6 + even(1 + bytes.readUInt8(at + 6)) + 4;
    if (data > bytes.length) return undefined;
    const length = bytes.readUInt32BE(data - 4);
    if (bytes.readUInt16BE(at + 4) === IPTC) return bytes.subarray(data, data + length);
    at = data + even(length);
  }
  return undefined;
}

/** Wraps records as JPEG has them: in a Photoshop resource without a name. */
export function toPhotoshop(records: Buffer): Buffer {
  const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(records.length, 8);
  return Buffer.concat([PHOTOSHOP_PREFIX, head, records, Buffer.alloc(records.length % 2)]);
}

/** Reads the records up to the first damaged one, or as many bytes as a JPEG holds. */
export function copyrightInIptc(records: Buffer): Copyright {
  const texts = Map.groupBy(applicationRecords(records.subarray(0, MAX_BYTES)), ({ set }) => set);
  const text = (set: number): string | undefined =>
    joinNames((texts.get(set) ?? []).map(({ value }) => decodeText(value)));
  return { artist: text(BY_LINE) ?? text(CREDIT), copyright: text(COPYRIGHT_NOTICE) };
}

const PHOTOSHOP_PREFIX = Buffer.from('Photoshop 3.0\0');
const IPTC = 0x0404;
const RECORD = 0x1c;
const APPLICATION = 2;
const MAX_BYTES = 65_533;

const even = (length: number): number => length + (length % 2);

/** The records about the image: each a marker, record and data set numbers, a length and a value. */
function* applicationRecords(
  bytes: Buffer,
): Generator<{ readonly set: number; readonly value: Buffer }> {
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === RECORD;) {
    const length = bytes.readUInt16BE(at + 3);
    const value = bytes.subarray(at + 5, at + 5 + length);
    if (bytes[at + 1] === APPLICATION) yield { set: bytes.readUInt8(at + 2), value };
    at += 5 + length;
  }
}
