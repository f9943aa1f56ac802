import type { AddressKey } from '@thumbing/adapters';
import type { Clock } from '@thumbing/pipeline';
import * as z from 'zod/mini';
import { lazy } from '../runtime/lazy.ts';

/** Milliseconds after which keys are fetched again: a new one is known everywhere after that time. */
const REFRESH = 5 * 60 * 1_000;

const key = z.object({ id: z.string(), secret: z.string() });

/** One key, as it is generated, or several, so that one can replace another. */
const content = z.union([z.object({ keys: z.array(key) }), key]);

/** Keys of signed addresses, fetched from Secrets Manager on first use, and again after five minutes. */
export function addressKeys(
  arn: string,
  clock: Pick<Clock, 'monotonic'>,
): () => Promise<readonly AddressKey[]> {
  const fetchKeys = async (): Promise<readonly AddressKey[]> => {
    // Most requests need no keys: this keeps the client out of the cold start.
    const { GetSecretValueCommand, SecretsManagerClient } =
      await import('@aws-sdk/client-secrets-manager');
    const command = new GetSecretValueCommand({ SecretId: arn });
    const { SecretString = '' } = await new SecretsManagerClient().send(command);
    return keysIn(SecretString);
  };
  let keys = lazy(fetchKeys);
  let until = clock.monotonic() + REFRESH;
  return () => {
    if (clock.monotonic() >= until) {
      keys = lazy(fetchKeys);
      until = clock.monotonic() + REFRESH;
    }
    return keys();
  };
}

/** Errors do not contain the text: it is secret. */
function keysIn(text: string): readonly AddressKey[] {
  const read = content.safeParse(jsonIn(text));
  if (!read.success) {
    throw new Error(
      'the secret of address keys cannot be read: store {"keys":[{"id":"…","secret":"…"}]} as text (SecretString)',
    );
  }
  return 'keys' in read.data ? read.data.keys : [read.data];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
