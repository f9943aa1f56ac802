/** Rows, the first of which has the headings, with columns as wide as they need: names left, figures right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const [headings = [], ...rest] = rows;
  return [line(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...rest.map(line)]
    .map((text) => `  ${text}`)
    .join('\n');
}
