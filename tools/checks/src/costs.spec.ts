import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './nx.ts';

interface Row {
  readonly what: string;
  readonly quantity: number;
  readonly price: number;
  readonly cost: number;
}

/** As in `| SQS: idle polling | 1.944 million | 0.40 | 0.78 |`: a number, what it counts, its price, its cost. */
const ROW =
  /^\| (\S.*?) +\| (\d{1,3}(?:,\d{3})*(?:\.\d+)?) [\w-]+ +\| +(\d+(?:\.\d+)?) \| +(\d+\.\d\d) \|$/;
const TOTAL = /^\| \*\*Total\*\* [ |]+\*\*(\d+\.\d\d)\*\* \|$/;
const UNUSED = /^A stage that nobody uses costs (\d+\.\d\d) a month: /m;

/** The monthly costs in `docs/deploying.md`. Throws where they are written in another way. */
async function costs() {
  const text = await readFile(join(ROOT, 'docs/deploying.md'), 'utf8');
  const [, section = ''] = text.split('\n## What it costs\n');
  const [, , ...lines] = section.split('\n').filter((line) => line.startsWith('|'));
  return {
    rows: lines.slice(0, -1).map(rowIn),
    total: Number(partsOf(lines.at(-1) ?? '', TOTAL)[0]),
    unused: Number(partsOf(section, UNUSED)[0]),
  };
}

function rowIn(line: string): Row {
  const [what = '', quantity = '', price, cost] = partsOf(line, ROW);
  const count = Number(quantity.replaceAll(',', ''));
  return { what, quantity: count, price: Number(price), cost: Number(cost) };
}

function partsOf(text: string, pattern: RegExp): string[] {
  const parts = pattern.exec(text)?.slice(1);
  if (!parts) throw new Error(`not written as costs are, ${String(pattern)}: ${text}`);
  return parts;
}

const inCents = (dollars: number): number => Math.round(dollars * 100) / 100;

const sumOf = (rows: readonly Row[]): number =>
  inCents(rows.reduce((sum, { cost }) => sum + cost, 0));

it('says of each thing what so many of it cost at its price', async () => {
  const { rows } = await costs();
  expect(rows.length).toBeGreaterThan(20);
  expect(rows).toEqual(rows.map((row) => ({ ...row, cost: inCents(row.quantity * row.price) })));
});

it('says in total what all of them cost together', async () => {
  const { rows, total } = await costs();
  expect(total).toBe(sumOf(rows));
});

it('says what a stage costs that nobody uses: a secret, alarms and polling', async () => {
  const { rows, unused } = await costs();
  const always = rows.filter(({ what }) => /secret|alarms|idle/.test(what));
  expect(always).toHaveLength(3);
  expect(unused).toBe(sumOf(always));
});
