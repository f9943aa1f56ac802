import { join } from 'node:path';
import { modulesOfInput } from './interfaces.ts';
import { format } from './format.ts';

/** The folder of the generated modules. */
export const INPUT = join(import.meta.dirname, '../../src/recipe/input');

const HEADER =
  '// Generated from the schemas by `npx nx reference image-processor`: edit those instead.';

/** The contents of each generated module, formatted, by file name. */
export async function inputFiles(): Promise<Map<string, string>> {
  const modules = modulesOfInput();
  // As one text: starting the formatter takes longer than formatting.
  const together = [...modules.values()].map((code) => `${HEADER}\n\n${code}`).join('\n\n');
  const formatted = await format(together, join(INPUT, 'all.ts'));
  const parts = formatted.split(HEADER).slice(1);
  return new Map(
    [...modules.keys()].map((file, at) => [file, `${HEADER}${(parts[at] ?? '').trimEnd()}\n`]),
  );
}
