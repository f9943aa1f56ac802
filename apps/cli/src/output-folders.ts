import { dirname, join, parse, relative, sep } from 'node:path';

/**
 * A separate folder for each input, relative to the output folder: its path without the extension, below the
 * deepest folder that contains all inputs. Inputs that would share a folder keep their extensions.
 */
export function outputFolders(paths: readonly string[]): string[] {
  const root = commonFolder(paths);
  const full = paths.map((path) => relative(root, path));
  let folders = full.map(withoutExtension);
  // Resolving one collision may cause another: `photo.jpg`, with its extension kept, collides with `photo.jpg.png`.
  for (;;) {
    const sharing = shared(folders);
    const next = folders.map((folder, n) =>
      sharing.has(key(folder)) ? (full[n] ?? folder) : folder,
    );
    if (next.every((folder, n) => folder === folders[n])) return next;
    folders = next;
  }
}

/** Some file systems ignore case. */
const key = (folder: string): string => folder.toLowerCase();

function shared(folders: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(folders.map(key).filter((name) => seen.has(name) || !seen.add(name)));
}

function withoutExtension(path: string): string {
  const { dir, name } = parse(path);
  // `...jpg` without its extension is `..`, the parent folder.
  return /^\.+$/.test(name) ? path : join(dir, name);
}

function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => dirname(path).split(sep));
  const length = first.findIndex((part, n) => others.some((other) => other[n] !== part));
  return (length < 0 ? first : first.slice(0, length)).join(sep) || sep;
}
