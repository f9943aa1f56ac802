import { readFileSync } from 'node:fs';
import { CONTENDERS } from '../contest/contenders.ts';
import { contest, type Contender } from '../contest/contest.ts';
import { race } from '../contest/race.ts';
import { readTask } from '../in-process.ts';

/** A process in which contenders make the same renditions, and that prints what it took each of them. */
const { work, contenders, rounds } = await readTask(contest);
const { file, ...rest } = work;
const order = { ...rest, bytes: readFileSync(file) };

const prepared = new Map<Contender, () => Promise<unknown>>();
for (const name of contenders) prepared.set(name, await CONTENDERS[name](order));
process.stdout.write(JSON.stringify(await race(prepared, rounds)));
