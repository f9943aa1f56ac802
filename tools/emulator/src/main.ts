import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startEmulator } from './start-emulator.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('there is nothing to run: name a command, as in `main.ts npx cdk deploy`');
  process.exit(2);
}

try {
  process.exitCode = await withEmulator(command, args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Gives the exit code of the command. */
async function withEmulator(command: string, args: readonly string[]): Promise<number> {
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
    return child.exitCode ?? 1;
  } finally {
    await emulator.stop();
  }
}
