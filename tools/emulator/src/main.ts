import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startEmulator } from './start-emulator.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('usage: main.ts <command> [arguments], for example `main.ts npx cdk deploy`');
  process.exit(2);
}

try {
  process.exitCode = await withEmulator(command, args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Runs the command with an emulator. Returns its exit code. */
async function withEmulator(command: string, args: readonly string[]): Promise<number> {
  const emulator = await startEmulator();
  // An interrupt at the terminal reaches the command too. This process waits for its end, to stop the emulator.
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
