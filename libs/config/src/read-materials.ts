import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config-error.ts';
import type { Config } from './schema/config.ts';

/** What recipes name, as rendering takes it. */
export interface Materials {
  /** Images for watermarks: their bytes. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  /** Fonts for captions: their paths. */
  readonly fonts: Readonly<Record<string, string>>;
}

/**
 * Reads the files that recipes name; for when a process starts. Throws a `ConfigError` that names every file which
 * cannot be read.
 */
export function readMaterials({ images, fonts }: Pick<Config, 'images' | 'fonts'>): Materials {
  const mistakes: string[] = [];
  const each = <T>(
    field: keyof Materials,
    files: Readonly<Record<string, string>>,
    take: (path: string, bytes: Uint8Array) => T,
  ): Record<string, T> => {
    const taken: Record<string, T> = {};
    for (const [name, file] of Object.entries(files)) {
      try {
        const path = pathOf(file);
        taken[name] = take(path, readFileSync(path));
      } catch (cause) {
        const remedy = `${reasonOf(cause)}; name a file that can be read`;
        mistakes.push(`✖ ${field}.${name} is '${file}': ${remedy}`);
      }
    }
    return taken;
  };

  const materials = {
    images: each('images', images, (_, bytes) => bytes),
    // Whoever writes with a font opens it itself: it is read here to see that it can be.
    fonts: each('fonts', fonts, (path) => path),
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
  return materials;
}

/** Where a file of the configuration is. */
export const pathOf = (file: string): string =>
  file.startsWith('file:') ? fileURLToPath(file) : file;

/** `ENOENT: no such file or directory` of `Error: ENOENT: no such file or directory, open '…'`: the path is told already. */
const reasonOf = (cause: unknown): string =>
  String(cause).replaceAll(/^\w*Error(?: \[\w+\])?: |, .*/gs, '');
