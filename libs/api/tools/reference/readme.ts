import { join } from 'node:path';
import { world } from '../../src/testing/world.ts';
import { routesTable } from './routes-table.ts';

/** The path of the README. */
export const README = join(import.meta.dirname, '../../README.md');

/** The generated table, below the comment that says so. */
const TABLE = /(?<=^<!-- Generated .* -->\n\n)(?:\|.*\n)+/m;

/** The README with the routes that the API describes. */
export async function withRoutes(readme: string): Promise<string> {
  if (!TABLE.test(readme)) throw new Error('README.md has no table below a comment `Generated …`');
  const response = await world().api.request('/openapi.json');
  const table = routesTable(await response.json());
  return readme.replace(TABLE, () => table);
}
