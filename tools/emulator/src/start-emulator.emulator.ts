import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmulator } from './start-emulator.ts';

const MAIN = ['--conditions=@thumbing/source', fileURLToPath(new URL('main.ts', import.meta.url))];

/** Status of a response, or `undefined` without one. */
const status = async (url: string, init: RequestInit = {}): Promise<number | undefined> =>
  fetch(url, init).then(
    (response) => response.status,
    () => undefined,
  );

it('answers until it is stopped, which may be repeated', async () => {
  const emulator = await startEmulator();
  expect(await status(`${emulator.endpoint}/_ministack/ready`)).toBe(200);
  await emulator.stop();
  await emulator.stop();
  expect(await status(emulator.endpoint)).toBeUndefined();
});

it('refuses requests without credentials', async () => {
  const emulator = await startEmulator();
  const listing = `${emulator.endpoint}/?Action=ListTopics`;
  expect(await status(listing, { method: 'POST' })).toBe(403);
  await emulator.stop();
});

it('starts any number of times, each with a state of its own', async () => {
  const emulators = await Promise.all([startEmulator(), startEmulator()]);
  expect(new Set(emulators.map(({ endpoint }) => endpoint)).size).toBe(2);
  await Promise.all(emulators.map(({ stop }) => stop()));
});

it('runs a command that finds it, and exits with its code', async () => {
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

it('ends with the process that started it, however that ends', async () => {
  const started = spawn(process.execPath, [...MAIN, 'sh', '-c', 'echo $AWS_ENDPOINT_URL; cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const endpoint of createInterface(started.stdout)) {
    expect(await status(`${endpoint}/_ministack/ready`)).toBe(200);
    started.kill('SIGKILL');
    await once(started, 'exit');
    while ((await status(endpoint)) !== undefined) await sleep(20);
    // The command survives and waits for more input.
    started.stdin.end();
    return;
  }
  throw new Error('the command got no endpoint');
});
