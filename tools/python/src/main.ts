import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pythonWith } from './python-with.ts';

const [requirements, ...args] = process.argv.slice(2);
if (requirements === undefined || args.length === 0) {
  console.error('usage: main.ts <requirements.txt> <python arguments>');
  process.exit(2);
}

try {
  const child = spawn(await pythonWith(requirements), args, { stdio: 'inherit' });
  await once(child, 'close');
  process.exitCode = child.exitCode ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
