import { access } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtinProfiles } from './builtin-profiles.ts';
import { ConfigError } from './config-error.ts';
import { defineConfig, parseConfig } from './define-config.ts';
import type { Config } from './schema/config.ts';

const FILE_NAMES = ['thumbing.config.ts', 'thumbing.config.js', 'thumbing.config.mjs'];

/** A configuration, and its origin. */
export interface LoadedConfig {
  /** Configuration, checked, with its defaults. */
  readonly config: Config;
  /** File that the configuration was read from; `undefined` for the built-in profiles. */
  readonly path: string | undefined;
}

/**
 * Loads `thumbing.config.ts` (or `.js`, `.mjs`) from a folder, or the given file, relative to the folder. Falls back to
 * the built-in profiles where the folder has none of them. Throws a `ConfigError` if the file does not exist, cannot be
 * imported, has no default export, or is invalid.
 */
export async function loadConfig(folder: string, file?: string): Promise<LoadedConfig> {
  const path = file === undefined ? await findFile(folder) : resolve(folder, file);
  if (path === undefined) {
    return { config: defineConfig({ profiles: builtinProfiles }), path };
  }
  if (!(await exists(path))) {
    throw new ConfigError(`✖ ${path} does not exist: give the path of a configuration file`);
  }
  return { config: parseConfig(await importDefault(path)), path };
}

async function findFile(folder: string): Promise<string | undefined> {
  for (const path of FILE_NAMES.map((name) => resolve(folder, name))) {
    if (await exists(path)) return path;
  }
  return undefined;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function importDefault(path: string): Promise<unknown> {
  const module = await importFile(path);
  if (typeof module === 'object' && module !== null && 'default' in module) return module.default;
  throw new ConfigError(
    `✖ ${path} has no default export: write \`export default defineConfig({ … })\``,
  );
}

async function importFile(path: string): Promise<unknown> {
  const { href } = pathToFileURL(path);
  const hooks = forceModuleFormat(href);
  try {
    return await import(href);
  } catch (cause) {
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
    // Compared by name: a project may load its own copy of this package, with its own class.
    if (name === ConfigError.name) throw new ConfigError(message, { cause });
    throw new ConfigError(`✖ ${path} cannot be imported: ${message}`, { cause });
  } finally {
    hooks.deregister();
  }
}

/** Has Node import the file as an ES module, also in a project whose package.json says CommonJS or nothing. */
const forceModuleFormat = (href: string) =>
  registerHooks({
    load: (url, context, next) =>
      next(
        url,
        url === href
          ? { ...context, format: MODULE_FORMATS[extname(url)] ?? context.format }
          : context,
      ),
  });

const MODULE_FORMATS: Readonly<Record<string, string>> = {
  '.ts': 'module-typescript',
  '.js': 'module',
};
