import * as z from 'zod';

const operation = z.object({
  summary: z.string(),
  description: z.string().optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]),
  responses: z.record(z.string(), z.unknown()),
});
const document = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

/** The routes of an OpenAPI document, as a table in Markdown: effects, and the statuses of responses. */
export function routesTable(openApi: unknown): string {
  const rows = Object.entries(document.parse(openApi).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, summary, description, responses }]) => {
      const query = parameters.filter((parameter) => parameter.in === 'query');
      const names = query.map(({ name }, index) => `${index === 0 ? '?' : '&'}${name}=`).join('');
      return [
        `\`${method.toUpperCase()} ${path}${names}\``,
        description === undefined ? summary : `${summary}. ${description}`,
        Object.keys(responses).join(', '),
      ];
    }),
  );
  return table(['route', 'effect', 'statuses'], rows);
}

/** A table in Markdown with columns of equal widths, as the repository formats it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0), title.length),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  const lines = [head, rule, ...rows].map((cells) =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | '),
  );
  return lines.map((line) => `| ${line} |\n`).join('');
}
