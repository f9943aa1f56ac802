import type { Place } from '../places.ts';
import type { TextFile } from '../workspace-files.ts';
import { BRITISH } from './british-spelling.ts';
import { RETIRED_NAMES } from './retired-names.ts';

/** Names of other people's interfaces: they spell as they please. */
const FOREIGN =
  /pipelineColourspace|toColourspace|quantisationTable|trellisQuantisation|optimiseCoding|optimiseScans/g;

/** Every retired name and British spelling in a file and its path, but for the texts that are allowed in it. */
export function retiredIn({ path, text }: TextFile, allowed: readonly string[] = []): Place[] {
  const inPath = inLine(path, path).map((problem) => ({ file: path, problem: `path: ${problem}` }));
  const inText = text.split('\n').flatMap((line, index) => {
    const ours = [FOREIGN, ...allowed].reduce<string>(
      (rest, foreign) => rest.replaceAll(foreign, ' '),
      line,
    );
    return inLine(path, ours).map((problem) => ({ file: path, line: index + 1, problem }));
  });
  return [...inPath, ...inText];
}

function inLine(path: string, line: string): string[] {
  const words = line.match(/[A-Za-z]\w*/g) ?? [];
  const spellings = words.flatMap((word) => {
    const american = BRITISH.reduce((rest, [pattern, use]) => rest.replaceAll(pattern, use), word);
    return american === word ? [] : [`${word} → ${american}`];
  });
  const names = RETIRED_NAMES.filter(({ within }) => within?.test(path) ?? true).flatMap(
    ({ pattern, use }) => (line.match(pattern) ?? []).map((found) => `${found} → ${use}`),
  );
  return [...spellings, ...names];
}
