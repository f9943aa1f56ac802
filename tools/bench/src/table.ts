import * as z from 'zod';

/** A table of results. */
export const table = z.object({
  title: z.string(),
  /** Headings first. The first column is aligned left, figures right. */
  rows: z.array(z.array(z.string())).readonly(),
  /** Paragraphs below the table. */
  notes: z.array(z.string()).readonly(),
});
export type Table = z.output<typeof table>;

/** Columns of a terminal. */
const COLUMNS = 80;

/** Formats a table for a terminal. */
export function toText({ title, rows, notes }: Table): string {
  const widths = widthsOf(rows);
  const [headings = [], ...rest] = rows;
  const line = (cells: readonly string[]) => padded(cells, widths).join('  ').trimEnd();
  const lines = [line(headings), widths.map((width) => '─'.repeat(width)).join('  ')];
  return [
    ...wrapped(title),
    '',
    ...[...lines, ...rest.map(line)].map((text) => `  ${text}`),
    ...notes.flatMap((note) => ['', ...wrapped(note).map((text) => `  ${text}`)]),
  ].join('\n');
}

/** Formats a table as Markdown, as prettier would. */
export function toMarkdown({ title, rows, notes }: Table): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = widthsOf(cells).map((width) => Math.max(width, 3));
  const [headings = [], ...rest] = cells;
  const line = (row: readonly string[]) => `| ${padded(row, widths).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [
    `### ${title}`,
    '',
    line(headings),
    `| ${rule.join(' | ')} |`,
    ...rest.map(line),
    ...notes.flatMap((note) => ['', note]),
  ].join('\n');
}

const widthsOf = (rows: readonly (readonly string[])[]): number[] =>
  (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));

const padded = (row: readonly string[], widths: readonly number[]): string[] =>
  widths.map((width, column) => {
    const cell = row[column] ?? '';
    return column === 0 ? cell.padEnd(width) : cell.padStart(width);
  });

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= COLUMNS - 2) {
      lines.splice(-1, 1, `${last} ${word}`);
    } else {
      lines.push(word);
    }
  }
  return lines;
}
