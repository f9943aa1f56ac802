/** Authorship and rights of an image. */
export interface Copyright {
  readonly artist?: string | undefined;
  readonly copyright?: string | undefined;
}

/** Characters at most: no name is longer, and every rendition carries it. */
const MAX_LENGTH = 1_000;

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const WINDOWS = new TextDecoder('windows-1252');

/** Decodes text of an undeclared encoding: as UTF-8 if it is valid, else as Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return WINDOWS.decode(bytes);
  }
}

/** Joins names into one text, as EXIF has it; undefined where there are none. */
export const joinNames = (names: readonly string[]): string | undefined =>
  names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .join('; ')
    .slice(0, MAX_LENGTH) || undefined;
