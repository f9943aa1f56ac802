import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A change of one source file of the workspace, in the memory of one process. */
export interface Patch {
  /** Path from the root of the workspace. */
  readonly file: string;
  /** Text that is in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

const ROOT = join(import.meta.dirname, '../../../..');

export const pathOf = ({ file }: Patch): string => join(ROOT, file);

/** The text with the patch. Throws unless its place is found, since a patch that does nothing proves nothing. */
export function patched(text: string, { file, from, to }: Patch): string {
  const [before = '', after, ...more] = text.split(from);
  if (after === undefined || more.length > 0) {
    throw new Error(`'${from}' has to be in ${file} exactly once: change the patch`);
  }
  return before + to + after;
}

/** Patches sources as they are loaded. */
export function patchSources(patches: readonly Patch[]): void {
  const byUrl = Map.groupBy(patches, (patch) => pathToFileURL(pathOf(patch)).href);
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      const here = byUrl.get(url);
      if (!here || loaded.source === undefined) return loaded;
      const { source } = loaded;
      const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
      return { ...loaded, source: here.reduce(patched, text) };
    },
  });
}
