import { createHash } from 'node:crypto';

/** A strong ETag that depends on the content only, as S3 has it: of a file that is made, and of the same file once it is kept. */
export const contentEtag = (data: Uint8Array): string =>
  // MD5 names content here, and protects nothing.
  `"${createHash('md5').update(data).digest('hex')}"`;
