import { gzipSync } from 'node:zlib';

const latin1 = (text: string, length = text.length): Buffer => {
  const bytes = Buffer.alloc(Math.max(text.length, length));
  bytes.write(text, 'latin1');
  return bytes;
};

/** An archive with one file, stored without compression. */
export function zip(name: string, content: string): Buffer {
  const local = latin1(`PK\x03\x04\x0a${'\0'.repeat(25)}${name}${content}`);
  const central = latin1(`PK\x01\x02\x0a\0\x0a${'\0'.repeat(39)}${name}`);
  const end = latin1('PK\x05\x06', 22);
  for (const [head, at] of [
    [local, 18],
    [central, 20],
  ] as const) {
    head.writeUInt32LE(content.length, at);
    head.writeUInt32LE(content.length, at + 4);
    head.writeUInt16LE(name.length, at + 8);
  }
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

/** Files that are not supported images, and may be uploaded as one. */
export const FOREIGN = {
  'a byte': () => latin1('\xff'),
  'zeros, a megabyte of them': () => Buffer.alloc(1_000_000),
  'ones, a megabyte of them': () => Buffer.alloc(1_000_000, 0xff),
  text: () => latin1('Dear diary, today I uploaded this as a photo.'),
  'text that starts like a BMP': () => latin1('BMW sells cars.'),
  'a script': () => latin1('#!/bin/sh\nrm -rf "$HOME"\n'),
  'a web page': () => latin1('<!DOCTYPE html><html><script>alert(1)</script><svg></svg></html>'),
  'a web page that says it is XML': () => latin1('<?xml version="1.0"?><html><svg/></html>'),
  'a zip': () => zip('photo.jpg', 'not a photo'),
  'an SVG in gzip': () =>
    gzipSync('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  'a Linux program': () => latin1('\x7fELF\x02\x01\x01', 4_096),
  'a Windows program': () => latin1('MZ\x90\0', 4_096),
  'a Java class': () => latin1('\xca\xfe\xba\xbe\0\0\0\x41', 512),
  WebAssembly: () => latin1('\0asm\x01\0\0\0'),
  'a PDF': () => latin1('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>'),
  PostScript: () => latin1('%!PS-Adobe-3.0 EPSF-3.0\n'),
  'a film': () => latin1('\0\0\0\x18ftypisom\0\0\0\0isommp42', 512),
  HEIC: () => latin1('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 512),
  sound: () => latin1('RIFF\x24\0\0\0WAVEfmt ', 512),
  'a BMP': () =>
    latin1('BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\x18', 70),
  'an icon': () => latin1('\0\0\x01\0\x01\0\x10\x10', 512),
  Photoshop: () => latin1('8BPS\0\x01', 512),
  'JPEG XL': () => latin1('\xff\x0a', 512),
  'JPEG 2000': () => latin1('\0\0\0\x0cjP  \r\n\x87\n', 512),
  PPM: () => latin1('P6 1 1 255\n\xff\xff\xff'),
  Radiance: () => latin1('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n\0\0\0\0'),
  OpenEXR: () => latin1('\x76\x2f\x31\x01', 512),
  FITS: () => latin1('SIMPLE  =                    T', 2_880),
  MATLAB: () => latin1('MATLAB 5.0 MAT-file', 512),
  "libvips's own": () => latin1('\x08\xf2\xa6\xb6', 512),
  ImageMagick: () => latin1('push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 "|id"\n'),
} satisfies Record<string, () => Buffer>;

/** The magic bytes of each format. */
export const SIGNATURES = {
  jpeg: latin1('\xff\xd8\xff\xe0'),
  png: latin1('\x89PNG\r\n\x1a\n'),
  webp: latin1('RIFF\xff\xff\0\0WEBP'),
  gif: latin1('GIF89a'),
  avif: latin1('\0\0\0\x18ftypavif\0\0\0\0mif1avif'),
  tiff: latin1('II*\0'),
  svg: latin1('<svg '),
} as const;
