import type { Place } from '../places.ts';
import type { TextFile } from '../workspace-files.ts';

/** Words that open a question, where a noun or a verb says at once what it is about. */
const QUESTION = /^(?:What|Who|Whom|Whose|Where|How|Which|Whether|When|Why)(?:ever)?\b/;

/** Files whose comments begin with `#`. */
const HASH = /\.(?:py|sh|txt|ya?ml)$|^\.(?:ci\/|nxignore$|gitignore$)/;

/** Files with comments. */
export const hasComments = (path: string): boolean => HASH.test(path) || /\.[mc]?[jt]s$/.test(path);

/** Comments that open with a question word. */
export function questionsIn({ path, text }: TextFile): Place[] {
  const lines = text.split('\n');
  const openings = lines.map(HASH.test(path) ? afterHash : inScript);
  return openings.flatMap((opening, index) =>
    opening !== undefined && QUESTION.test(opening)
      ? [{ file: path, line: index + 1, problem: opening }]
      : [],
  );
}

/** The first line of a comment: after `/*`, in the line below a bare `/**`, or after `//` that continues no comment. */
function inScript(line: string, index: number, lines: readonly string[]): string | undefined {
  const previous = lines[index - 1] ?? '';
  const block = /(?:^|[\s({[,])\/\*\*?\s+(\S.*)$/.exec(line);
  if (block) return block[1];
  if (/^\s*\/\*\*?$/.test(previous)) return /^\s*\*?\s*(.*)$/.exec(line)?.[1];
  const single = /(?:^|\s)\/\/ (.*)$/.exec(line);
  const continues = /^\s*\/\/ /.test(line) && /^\s*\/\/ /.test(previous);
  return continues ? undefined : single?.[1];
}

function afterHash(line: string, index: number, lines: readonly string[]): string | undefined {
  const docstring = /^\s*"""(.+)$/.exec(line);
  if (docstring) return docstring[1];
  const comment = /(?:^|\s)# (.*)$/.exec(line);
  return /^\s*# /.test(lines[index - 1] ?? '') ? undefined : comment?.[1];
}
