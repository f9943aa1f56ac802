import { SOURCE_FORMATS } from '../formats.ts';
import { photo } from '../testing/index.ts';
import { sniff } from './sniff.ts';

describe('sniff', () => {
  it.each(SOURCE_FORMATS.filter((format) => format !== 'svg'))('recognizes %s', async (format) => {
    expect(sniff(await photo({ width: 8, height: 8, format }))).toBe(format);
  });

  it.each`
    text                                                                    | why
    ${'<svg/>'}                                                             | ${'nothing before it'}
    ${'\uFEFF \n<svg xmlns="http://www.w3.org/2000/svg">'}                  | ${'a byte order mark and space'}
    ${'<?xml version="1.0"?><!-- a > b --><!-- c --><svg>'}                 | ${'a prolog and comments'}
    ${'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg width="1">'} | ${'a doctype'}
    ${'<!DOCTYPE svg [ <!ENTITY a "b"> ]>\n<svg>'}                          | ${'a doctype with entities'}
  `('recognizes an svg after $why', ({ text }: { text: string }) => {
    expect(sniff(Buffer.from(text))).toBe('svg');
  });

  it.each`
    bytes                                   | what
    ${'hello'}                              | ${'text'}
    ${''}                                   | ${'nothing'}
    ${'<html><svg></svg></html>'}           | ${'a web page with an svg in it'}
    ${'<!-- <svg> '}                        | ${'a comment that never ends'}
    ${'<svgz>'}                             | ${'another element'}
    ${'%PDF-1.7'}                           | ${'a PDF'}
    ${'\0\0\0\x18ftypheic\0\0\0\0mif1heic'} | ${'HEIC'}
    ${'\0\0\0\x14ftypisom\0\0\0\0isomavif'} | ${'a video with a stray brand after its box'}
    ${'RIFF\x10\0\0\0WAVEfmt '}             | ${'sound'}
  `('does not recognize $what', ({ bytes }: { bytes: string }) => {
    expect(sniff(Buffer.from(bytes, 'latin1'))).toBeUndefined();
  });

  it('takes linear time over a hostile preamble', () => {
    expect(sniff(Buffer.from('<!---->'.repeat(500_000)))).toBeUndefined();
  });

  it('accepts the AV1 brand at any position', () => {
    expect(sniff(Buffer.from('\0\0\0\x1cftypmif1\0\0\0\0mif1miafavif', 'latin1'))).toBe('avif');
  });
});
