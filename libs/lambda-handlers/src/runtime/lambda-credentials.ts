import type { Credentials } from '../adapters/presigned-upload-grants.ts';

/** The credentials that Lambda gives a function in its environment. Throws when there are none. */
export function credentialsIn(env: Readonly<Record<string, string | undefined>>): Credentials {
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are missing: run this in Lambda');
  }
  return { accessKeyId, secretAccessKey, sessionToken: env['AWS_SESSION_TOKEN'] };
}
