import { copyrightInIptc, iptcRecords, toPhotoshop } from './iptc.ts';

const record = (set: number, value: string | Buffer, application = 2): Buffer => {
  const head = Buffer.from([0x1c, application, set, 0, 0]);
  head.writeUInt16BE(Buffer.byteLength(value), 3);
  return Buffer.concat([head, Buffer.from(value)]);
};
const resource = (id: number, name: string, data: Buffer): Buffer => {
  const head = Buffer.from(`8BIM\0\0${String.fromCharCode(name.length)}${name}`, 'latin1');
  head.writeUInt16BE(id, 4);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const even = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
  return Buffer.concat([even(head), length, even(data)]);
};
const photoshop = (...resources: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from('Photoshop 3.0\0'), ...resources]);

const UTF8 = record(90, '\x1b%G', 1);
const ADA = Buffer.concat([
  UTF8,
  record(5, 'A title'),
  record(80, 'Ada'),
  record(80, 'Zoë'),
  record(116, '© 2026 Ada'),
]);

it('is found among the resources of Photoshop, and by itself in a TIFF', () => {
  const thumbnail = resource(0x040c, 'odd', Buffer.from('a thumbnail'));
  expect(iptcRecords(photoshop(thumbnail, resource(0x0404, '', ADA)))).toEqual(ADA);
  expect(iptcRecords(photoshop(resource(0x0404, 'even', ADA), thumbnail))).toEqual(ADA);
  expect(iptcRecords(ADA)).toEqual(ADA);
  expect(iptcRecords(photoshop(thumbnail))).toBeUndefined();
  expect(iptcRecords(Buffer.from('something else'))).toBeUndefined();
});

it('is found again as it was written', () => {
  for (const records of [ADA, Buffer.concat([ADA, record(80, '.')])]) {
    expect(iptcRecords(toPhotoshop(records))).toEqual(records);
  }
});

it('contains the artist and the copyright notice', () => {
  expect(copyrightInIptc(ADA)).toEqual({ artist: 'Ada; Zoë', copyright: '© 2026 Ada' });
  expect(copyrightInIptc(record(110, 'An agency'))).toEqual({ artist: 'An agency' });
  expect(copyrightInIptc(record(80, Buffer.from('Zoë', 'latin1')))).toEqual({ artist: 'Zoë' });
  expect(copyrightInIptc(UTF8)).toEqual({});
});

it('is read up to its first damage', () => {
  const whole = photoshop(resource(0x040c, '', Buffer.alloc(9)), resource(0x0404, '', ADA));
  for (let end = 0; end < whole.length; end += 1) {
    const records = iptcRecords(whole.subarray(0, end));
    if (records) copyrightInIptc(records);
  }
  for (let at = 0; at < whole.length; at += 1) {
    const broken = Buffer.from(whole);
    broken.writeUInt8(0xff, at);
    const records = iptcRecords(broken);
    if (records) copyrightInIptc(records);
  }
  expect(copyrightInIptc(Buffer.concat([record(80, 'Ada'), Buffer.alloc(9)])).artist).toBe('Ada');
});
