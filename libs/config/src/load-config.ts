import { access } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtinProfiles } from './builtin-profiles.ts';
import { ConfigError } from './config-error.ts';
import { defineConfig, parseConfig } from './define-config.ts';
import type { Config } from './schema/config.ts';

const FILES = ['thumbing.config.ts', 'thumbing.config.js', 'thumbing.config.mjs'];

export interface LoadedConfig {
  readonly config: Config;
  /** The file that it was read from; `undefined` when there is none and the built-in profiles are used. */
  readonly path: string | undefined;
}

/**
 * Reads the configuration file of a folder, or the one that is named, relative to the folder. A folder
 * without one has the built-in profiles. Throws a `ConfigError` when the file is missing, cannot be
 * imported, exports nothing by default, or is wrong.
 */
export async function loadConfig(folder: string, file?: string): Promise<LoadedConfig> {
  const path = file === undefined ? await find(folder) : resolve(folder, file);
  if (path === undefined) {
    return { config: defineConfig({ profiles: builtinProfiles }), path };
  }
  if (!(await exists(path))) {
    throw new ConfigError(`✖ ${path} does not exist: name a configuration file that does`);
  }
  return { config: parseConfig(await importDefault(path)), path };
}

async function find(folder: string): Promise<string | undefined> {
  for (const path of FILES.map((file) => resolve(folder, file))) {
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
    `✖ ${path} exports no configuration: write \`export default defineConfig({ … })\``,
  );
}

async function importFile(path: string): Promise<unknown> {
  const { href } = pathToFileURL(path);
  const hooks = asModule(href);
  try {
    return await import(href);
  } catch (cause) {
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
    // By its name: a project may have a copy of this package of its own, with a class of its own.
    if (name === ConfigError.name) throw new ConfigError(message, { cause });
    throw new ConfigError(`✖ ${path} cannot be imported: ${message}`, { cause });
  } finally {
    hooks.deregister();
  }
}

/** A configuration is an ES module, also in a project whose package.json says CommonJS, or nothing. */
const asModule = (href: string) =>
  registerHooks({
    load: (url, context, next) =>
      next(
        url,
        url === href ? { ...context, format: FORMATS[extname(url)] ?? context.format } : context,
      ),
  });

const FORMATS: Readonly<Record<string, string>> = {
  '.ts': 'module-typescript',
  '.js': 'module',
};
