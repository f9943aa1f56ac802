import { join } from 'node:path';
import { CommandError } from '../util/command-error.ts';
import { dataPaths } from '../storage/data-paths.ts';
import { ADDRESS_KEYS_FILE, rotateAddressKeys, type KeyRotation } from '../storage/secret-store.ts';

/**
 * Puts a new key first of those that sign addresses, and keeps the one that was first: addresses that it signed stay valid. A server
 * that is running reads the keys again.
 */
export async function rotateAddressKey({ dataDir }: { readonly dataDir: string }): Promise<string> {
  const { keys, staging } = dataPaths(dataDir);
  const path = join(keys, ADDRESS_KEYS_FILE);
  const rotation = await rotateAddressKeys({ keys, staging });
  if (rotation) return rotationText(path, rotation);
  throw new CommandError(
    `${path} is missing: choose the data directory with --data-dir, or start the server once, which makes a key`,
  );
}

const rotationText = (path: string, { added, kept, dropped }: KeyRotation): string =>
  [
    `Added the key ${added} to ${path}.`,
    `Kept ${kept}: the addresses that it signed stay valid.`,
    ...dropped.map((id) => `Dropped ${id}: the addresses that it signed end.`),
    '',
    'To do:',
    `1. Give ${added} to whatever signs addresses. A running server knows it within a`,
    '   second, and signs with it.',
    '2. Sign the addresses of pages and feeds anew.',
    `3. Rotate again once the addresses of ${kept} may end: two keys are valid at a time.`,
  ].join('\n');
