import { ImageError } from '../errors.ts';
import type { SourceFormat } from '../formats.ts';
import { sniff } from './sniff.ts';

/** The format of an original by its magic bytes. Throws `unsupported-format` unless it is accepted. */
export function acceptedFormat(bytes: Uint8Array, accept: readonly SourceFormat[]): SourceFormat {
  const format = sniff(bytes);
  const accepted = accept.find((each) => each === format);
  if (accepted) return accepted;
  const found = format === undefined ? 'this is not a supported image' : `this is ${format}`;
  throw new ImageError('unsupported-format', `${found}; send ${accept.join(', ')}`);
}
