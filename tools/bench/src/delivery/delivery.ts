import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { builtinProfiles } from '@thumbing/config';
import type { Report } from '../benchmark.ts';
import { compare, missedOf, tableOf, type Group } from '../comparisons.ts';
import { inFolder } from '../in-folder.ts';
import { checkedOut, EARLIER } from '../one-machine/earlier.ts';
import { dataOf, startEdition } from '../one-machine/edition.ts';
import { sendRequests } from '../one-machine/requests.ts';
import { startServer, type Server } from '../one-machine/server.ts';
import { onLinux } from '../on-linux.ts';

const ROUNDS = 7;

/** Requests of a turn, on so many connections. */
const COUNT = 10_000;
const CONNECTIONS = 32;

const BYTES = 50_000;

const RENDITION = 'avatar/0199fc10-5c9e-7abc-8def-0123456789ab/large.webp';

/** Microseconds of CPU that a request takes in each turn, by the server. */
type Costs = Readonly<Record<'edition' | 'earlier' | 'limit', number[]>>;

/** CPU of a request for a rendition of 50 kB, relative to an earlier build and to a server that does nothing else. */
export async function delivery(log: (message: string) => void): Promise<Report> {
  onLinux('the CPU time of processes is read from /proc');
  const costs = await inFolder((folder) => measure(folder, log));
  const group: Group = {
    title: 'CPU of a request for a rendition of 50 kB',
    headings: ['other', 'edition'],
    comparisons: [
      compare(`build ${EARLIER}`, costs.earlier, costs.edition, { least: 2.5 }),
      compare('limit', costs.limit, costs.edition),
    ],
    note: `The limit is a server of Node that sends the same bytes to every request. ${ROUNDS} rounds of ${COUNT.toLocaleString('en')} requests to each, on ${CONNECTIONS} connections that are kept; the client is not included.`,
  };
  return {
    tables: [tableOf(group, (cost) => `${cost.toFixed(1)} µs`)],
    figures: { rounds: ROUNDS, count: COUNT, connections: CONNECTIONS, bytes: BYTES, costs },
    missed: missedOf(group),
  };
}

async function measure(folder: string, log: (message: string) => void): Promise<Costs> {
  const earlier = await checkedOut(EARLIER);
  const servers = {
    edition: await startEditionWithRendition(join(folder, 'edition')),
    earlier: await startEditionWithRendition(join(folder, 'earlier'), earlier),
    limit: await startServer(
      [join(import.meta.dirname, '../processes/serve-bytes.ts'), String(BYTES)],
      { env: {}, url: /^(\S+)\n/ },
    ),
  };
  const costs: Costs = { edition: [], earlier: [], limit: [] };
  const names = Object.keys(servers) as (keyof Costs)[];
  try {
    for (const name of names) await costOf(servers[name]);
    for (let round = 1; round <= ROUNDS; round += 1) {
      log(`round ${round} of ${ROUNDS}`);
      for (const name of names) costs[name].push(await costOf(servers[name]));
      names.reverse();
    }
    return costs;
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

/** An edition whose storage has a rendition, which delivery needs no record of. */
async function startEditionWithRendition(folder: string, root?: string): Promise<Server> {
  const file = join(dataOf(folder), 'renditions', RENDITION);
  const server = await startEdition(
    folder,
    { profiles: { avatar: builtinProfiles.avatar } },
    { root },
  );
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, Buffer.alloc(BYTES, 'x'));
  return server;
}

/** Microseconds of CPU that one request takes. */
async function costOf({ url, cpu }: Server): Promise<number> {
  const before = await cpu();
  await sendRequests({
    url: `${url}/assets/${RENDITION}`,
    headers: {},
    connections: CONNECTIONS,
    count: COUNT,
  });
  return (((await cpu()) - before) * 1_000) / COUNT;
}
