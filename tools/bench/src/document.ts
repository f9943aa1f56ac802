import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BENCHMARKS } from './benchmarks.ts';
import { recall, type Result } from './results.ts';
import { toMarkdown } from './table.ts';

const FILE = join(import.meta.dirname, '../../../docs/benchmarks.md');

const BEGINNING = `# Benchmarks

What Thumbing takes, and what it could not do with less. What each benchmark measures, and how, is in
[tools/bench](../tools/bench/README.md). This file is written by

\`\`\`sh
npx nx bench tools-bench all # an hour, on a machine that does nothing else
\`\`\`

Milliseconds and megabytes are those of one machine; ratios are of what was measured in the same run, in turns.`;

/** Writes what was found last into the document, and says what is not in it. */
export async function writeDocument(): Promise<string> {
  const sections: string[] = [];
  const absent: string[] = [];
  for (const name of BENCHMARKS.keys()) {
    const result = await recall(name);
    if (result) sections.push(section(name, result));
    else absent.push(name);
  }
  await writeFile(FILE, `${[BEGINNING, ...sections].join('\n\n')}\n`);
  const missing = absent.length > 0 ? ` It has nothing of ${absent.join(', ')}.` : '';
  return `docs/benchmarks.md says what was found last.${missing}`;
}

function section(name: string, { date, node, cpu, cores, tables, missed }: Result): string {
  return [
    `## ${name}`,
    `${date.slice(0, 10)}, Node ${node.slice(1)}, ${cores} cores of ${cpu}.`,
    ...tables.map(toMarkdown),
    ...(missed.length > 0
      ? [['Missed:', '', ...missed.map((goal) => `- ${goal}`)].join('\n')]
      : []),
  ].join('\n\n');
}
