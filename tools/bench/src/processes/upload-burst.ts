import { constants, setPriority } from 'node:os';
import { readTask } from '../in-process.ts';
import { burst, uploadBurst } from '../one-machine/uploads.ts';

/** A process of clients. They would be on other machines: where a server wants a core, it goes first. */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
await uploadBurst(await readTask(burst));
process.stdout.write('null');
