import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmulator } from './start-emulator.ts';

const MAIN = ['--conditions=@thumbing/source', fileURLToPath(new URL('main.ts', import.meta.url))];

/** What is answered there, if anyone answers. */
const status = async (url: string, init: RequestInit = {}): Promise<number | undefined> =>
  fetch(url, init).then(
    (response) => response.status,
    () => undefined,
  );

it('answers until it is stopped, once or twice', async () => {
  const emulator = await startEmulator();
  expect(await status(`${emulator.endpoint}/_ministack/ready`)).toBe(200);
  await emulator.stop();
  await emulator.stop();
  expect(await status(emulator.endpoint)).toBeUndefined();
});

it('refuses whoever shows no credentials', async () => {
  const emulator = await startEmulator();
  const listing = `${emulator.endpoint}/?Action=ListTopics`;
  expect(await status(listing, { method: 'POST' })).toBe(403);
  await emulator.stop();
});

it('starts as often as it is asked to, each with nothing of the others', async () => {
  const emulators = await Promise.all([startEmulator(), startEmulator()]);
  expect(new Set(emulators.map(({ endpoint }) => endpoint)).size).toBe(2);
  await Promise.all(emulators.map(({ stop }) => stop()));
});

it('runs a command that finds it, and ends as the command does', async () => {
  const script =
    'const { status } = await fetch(process.env.AWS_ENDPOINT_URL + "/_ministack/ready"); process.exit(status === 200 ? 3 : 4)';
  const started = spawn(
    process.execPath,
    [...MAIN, process.execPath, '--input-type=module', '--eval', script],
    { stdio: 'inherit' },
  );
  await once(started, 'exit');
  expect(started.exitCode).toBe(3);
});

it('ends with whoever has started it, however they end', async () => {
  const started = spawn(process.execPath, [...MAIN, 'sh', '-c', 'echo $AWS_ENDPOINT_URL; cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const endpoint of createInterface(started.stdout)) {
    expect(await status(`${endpoint}/_ministack/ready`)).toBe(200);
    started.kill('SIGKILL');
    await once(started, 'exit');
    while ((await status(endpoint)) !== undefined) await sleep(20);
    // The command is left alone with it, and waits for more.
    started.stdin.end();
    return;
  }
  throw new Error('the command was told no endpoint');
});
