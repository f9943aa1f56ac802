import { breakFiles, limitDatabases } from '../preload/break-storage.ts';
import { conditions, preloadOptions } from '../preload/conditions.ts';
import { patchSources } from '../preload/patch-sources.ts';
import { PLANTS } from '../preload/plants.ts';
import { SHORTER_WAITS } from '../preload/shorter-waits.ts';
import { stepClock } from '../preload/step-clock.ts';
import { randomFrom } from '../random.ts';

/** Loaded before the server, in its process: `server.ts` gives it options in its URL, and changes them by messages. */
const url = new URL(import.meta.url);
const options = preloadOptions.parse(JSON.parse(url.searchParams.get('options') ?? ''));
const { seed, plant } = options;
let current = options.conditions;

patchSources([...SHORTER_WAITS, ...(plant === undefined ? [] : (PLANTS[plant] ?? []))]);
stepClock(() => current.clock);
breakFiles(() => current, randomFrom(seed));
const limit = limitDatabases();

process.on('message', (message) => {
  current = conditions.parse(message);
  limit(current.full);
});
// A harness that ends leaves no server behind.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
