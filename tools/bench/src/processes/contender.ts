import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { contender } from '../contest/contest.ts';
import { CONTENDERS } from '../contest/contenders.ts';
import { asked, entry } from '../contest/runner.ts';
import { measure } from '../contest/sample.ts';

/** A process in which one contender makes the renditions of one order, whenever it is its turn. */
const [first] = (await once(process, 'message')) as unknown[];
const { contender: name, work } = entry.parse(first);
const { file, ...rest } = work;
const doWork = await CONTENDERS[contender.parse(name)]({ ...rest, bytes: readFileSync(file) });

process.on('message', (message) => {
  const { times } = asked.parse(message);
  void measure(doWork, times).then((sample) => process.send?.(sample));
});
process.send?.(name);
