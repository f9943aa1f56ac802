import type { Diagnosis } from './doctor.ts';
import { PROBLEMS, type Finding, type Problem } from './findings.ts';

/** Columns of a terminal. */
const WIDTH = 80;

/** Findings of one problem that are listed for people. */
const MOST = 20;

/** Text for the terminal: each problem with its images and files, and a remedy. */
export function doctorReport({ checked, findings }: Diagnosis, dataDir: string): string {
  const { records, originals, renditions } = checked;
  const counts = `records: ${records}, originals: ${originals}, folders of renditions: ${renditions}`;
  const summary = `Checked ${dataDir} (${counts}).`;
  if (findings.length === 0) return `${wrapped(summary)}\nNo problems were found.`;
  const sections = [...Map.groupBy(findings, ({ problem }) => problem)];
  return [wrapped(summary), ...sections.map(([problem, found]) => section(problem, found))].join(
    '\n\n',
  );
}

/** Text for programs: the same, with every finding. */
export const doctorJson = ({ checked, findings }: Diagnosis): string =>
  JSON.stringify(
    {
      ok: findings.length === 0,
      checked,
      findings: findings.map((finding) => ({
        ...finding,
        remedy: PROBLEMS[finding.problem].remedy,
      })),
    },
    undefined,
    2,
  );

function section(problem: Problem, found: readonly Finding[]): string {
  const { title, remedy } = PROBLEMS[problem];
  const left = found.length - MOST;
  return [
    `✖ ${title} (${found.length})`,
    ...found.slice(0, MOST).map(line),
    ...(left > 0 ? [`  and ${left} more: --json lists them all`] : []),
    wrapped(remedy, '→ '),
  ].join('\n');
}

/** The file has the id of its image in its path. */
function line({ id, file, detail }: Finding): string {
  const name = `  ${file ?? id ?? detail ?? ''}`;
  if (detail === undefined || (file ?? id) === undefined) return name;
  return name.length + detail.length + 2 <= WIDTH
    ? `${name}: ${detail}`
    : `${name}:\n${wrapped(detail, '    ')}`;
}

/** Text in lines that fit the terminal, each indented like the first. */
function wrapped(text: string, first = ''): string {
  const indent = ' '.repeat(first.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    const fits = line === '' || indent.length + longer.length <= WIDTH;
    if (!fits) lines.push(line);
    line = fits ? longer : word;
  }
  return [...lines, line].map((each, n) => (n === 0 ? first : indent) + each).join('\n');
}
