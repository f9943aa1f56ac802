/** Who made an image, and who may use it. */
export interface Copyright {
  readonly artist?: string | undefined;
  readonly copyright?: string | undefined;
}

/** Nobody has a longer name, and every rendition would carry it. */
const LONGEST = 1_000;

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const WINDOWS = new TextDecoder('windows-1252');

/** Text that does not say in which letters it is: UTF-8 if it can be, else what Windows writes in western Europe. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return WINDOWS.decode(bytes);
  }
}

/** Several names as one text, as EXIF has it; nothing where nobody is named. */
export const listed = (names: readonly string[]): string | undefined =>
  names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .join('; ')
    .slice(0, LONGEST) || undefined;
