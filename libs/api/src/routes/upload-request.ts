import '@hono/zod-openapi';
import { FORMATS, type Config } from '@thumbing/config';
import * as z from 'zod';

const BYTES = 'give the size of the upload, 1 byte or more';
const SHA256 = 'write 64 hexadecimal digits';

/** Characters of a filename. */
const MAX_FILENAME = 255;
const FILENAME = `write at most ${MAX_FILENAME} characters, without control characters`;
/** In the syntax that JavaScript, Python, RE2 and Rust share, since clients compile it. */
const PRINTABLE = new RegExp(String.raw`^[^\x00-\x1f\x7f-\x9f]*$`);

const filename = z
  .string(FILENAME)
  .regex(PRINTABLE, FILENAME)
  // UTF-8 cannot store half of a surrogate pair. `max` counts its halves, JSON Schema counts characters.
  .refine((name) => name.isWellFormed() && Array.from(name).length <= MAX_FILENAME, FILENAME)
  .openapi({
    maxLength: MAX_FILENAME,
    description: 'Name of the file, for display only.',
    example: 'me.jpg',
  });

const sha256 = z
  .string(SHA256)
  .regex(/^[0-9A-Fa-f]{64}$/, SHA256)
  .toLowerCase()
  .openapi({
    description:
      'SHA-256 of the original, in hexadecimal; uploads with another checksum are refused.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  });

/**
 * Schema of a request for a grant. The document shows what some profile accepts; the use case knows what the requested
 * one does, and says so.
 */
export function uploadRequest(profiles: Config['profiles']) {
  const formats = Object.values(profiles).flatMap(({ accept }) => accept);
  const contentTypes = [...new Set(formats.map((format) => FORMATS[format].contentType))];
  const maximum = Math.max(...Object.values(profiles).map(({ maxBytes }) => maxBytes));
  return z
    .strictObject(
      {
        profile: z.string('give the name of a profile').openapi({ enum: Object.keys(profiles) }),
        contentType: z
          .string('give the content type of the upload, such as image/jpeg')
          .openapi({ enum: contentTypes }),
        bytes: z.int(BYTES).min(1, BYTES).openapi({ maximum }),
        sha256: sha256.optional(),
        filename: filename.optional(),
      },
      'send an object such as { "profile": "avatar", "contentType": "image/jpeg", "bytes": 12345 }',
    )
    .openapi('UploadRequest');
}
