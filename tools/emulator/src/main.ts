import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startEmulator } from './start-emulator.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('there is nothing to run: name a command, as in `node src/main.ts npx cdk deploy`');
  process.exit(2);
}

const emulator = await startEmulator();
// Interrupted at the terminal, the command is told as well: this waits for its end, and puts the emulator away.
process.on('SIGINT', () => undefined);
try {
  const child = spawn(command, args, {
    env: { ...process.env, ...emulator.env },
    stdio: 'inherit',
  });
  process.on('SIGTERM', () => void child.kill('SIGTERM'));
  await once(child, 'close');
  process.exitCode = child.exitCode ?? 1;
} finally {
  await emulator.stop();
}
