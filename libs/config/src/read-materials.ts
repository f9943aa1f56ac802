import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config-error.ts';
import type { Config } from './schema/config.ts';

/** Images and fonts that recipes refer to by name, in the form that `render` takes. */
export interface Materials {
  /** Bytes of images for watermarks. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  /** Paths of fonts for captions. */
  readonly fonts: Readonly<Record<string, string>>;
}

/**
 * Reads the images and fonts of a configuration; called once, when a process starts. Throws a `ConfigError` that lists
 * every unreadable file.
 */
export function readMaterials({ images, fonts }: Pick<Config, 'images' | 'fonts'>): Materials {
  const mistakes: string[] = [];
  const materials = {
    images: readFiles('images', images, mistakes, (_, bytes) => bytes),
    // Pango opens fonts by path. Reading them here reports an unreadable one at startup.
    fonts: readFiles('fonts', fonts, mistakes, (path) => path),
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
  return materials;
}

/** Reads files by name and keeps what `select` returns for each. Adds unreadable ones to the mistakes. */
function readFiles<T>(
  field: keyof Materials,
  files: Readonly<Record<string, string>>,
  mistakes: string[],
  select: (path: string, bytes: Uint8Array) => T,
): Record<string, T> {
  const selected: Record<string, T> = {};
  for (const [name, file] of Object.entries(files)) {
    try {
      const path = pathOf(file);
      selected[name] = select(path, readFileSync(path));
    } catch (cause) {
      const remedy = `${reasonOf(cause)}; give a readable file`;
      mistakes.push(`✖ ${field}.${name} is '${file}': ${remedy}`);
    }
  }
  return selected;
}

/** Path of a file in the configuration, which is a `file:` URL or a path. */
export const pathOf = (file: string): string =>
  file.startsWith('file:') ? fileURLToPath(file) : file;

/** The reason in an error of `node:fs`, without its class and without the path, which the message already has. */
const reasonOf = (cause: unknown): string =>
  String(cause).replaceAll(/^\w*Error(?: \[\w+\])?: |, .*/gs, '');
