import { readFile, writeFile } from 'node:fs/promises';
import { PAGE, withEvents } from './events/page.ts';
import { realEvents } from './events/real-events.ts';

/* Writes the types in docs/events.md: their meanings, and a real event of each. */

await writeFile(PAGE, withEvents(await readFile(PAGE, 'utf8'), await realEvents()));
