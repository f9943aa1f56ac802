import { dirname, join, parse, relative, sep } from 'node:path';

/**
 * A folder of its own for each input, below the output folder: its path without extension, relative to the
 * folder that all inputs have in common. Inputs that would share one keep their extensions.
 */
export function outputFolders(paths: readonly string[]): string[] {
  const root = commonFolder(paths);
  const whole = paths.map((path) => relative(root, path));
  let folders = whole.map(withoutExtension);
  // Each round settles inputs that share a folder, and may bring one to `photo.jpg`, which is where
  // `photo.jpg.png` was going.
  for (;;) {
    const sharing = shared(folders);
    const next = folders.map((folder, n) =>
      sharing.has(key(folder)) ? (whole[n] ?? folder) : folder,
    );
    if (next.every((folder, n) => folder === folders[n])) return next;
    folders = next;
  }
}

/** Names that differ only in case are one name to some file systems. */
const key = (folder: string): string => folder.toLowerCase();

function shared(folders: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(folders.map(key).filter((name) => seen.has(name) || !seen.add(name)));
}

function withoutExtension(path: string): string {
  const { dir, name } = parse(path);
  // `...jpg` would leave `..`, which is another folder.
  return /^\.+$/.test(name) ? path : join(dir, name);
}

function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => dirname(path).split(sep));
  const length = first.findIndex((part, n) => others.some((other) => other[n] !== part));
  return (length < 0 ? first : first.slice(0, length)).join(sep) || sep;
}
