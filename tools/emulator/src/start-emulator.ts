import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { pythonWith } from '@thumbing/tools-python';

export interface Emulator {
  /** URL of all services, for `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  /** Credentials of the root user. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Variables for the environment of a child process that uses the emulator. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Stops the emulator, which loses all its state. Throws if it has already ended by itself. */
  readonly stop: () => Promise<void>;
}

const REQUIREMENTS = fileURLToPath(new URL('../requirements.txt', import.meta.url));
const SERVE = fileURLToPath(new URL('../serve.py', import.meta.url));

const region = 'eu-west-1';
const account = '123456789012';
/**
 * MiniStack takes an access key that is an account's number for its root user. The CDK caches the account
 * of each key on disk, which is harmless for a key that belongs to no other account.
 */
const credentials = { accessKeyId: account, secretAccessKey: 'test' };

/** Length of the output shown when the emulator ends early, in characters. */
const OUTPUT_LIMIT = 4_000;

/** Starts an empty AWS emulator on a free port of this machine. */
export async function startEmulator(): Promise<Emulator> {
  const child = spawnMiniStack(await pythonWith(REQUIREMENTS));
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-OUTPUT_LIMIT);
  });
  const ended = once(child, 'close');
  const endedEarly = ended.then(() => {
    throw new Error(`the emulator ended early\n${output.trim()}`);
  });
  // Thrown to callers that await it. This keeps it from counting as unhandled until then.
  endedEarly.catch(() => undefined);

  const endpoint = (await firstLine(child.stdout)) ?? (await endedEarly);
  // Discards the rest: a full pipe would block the emulator.
  child.stdout.resume();
  if (!(await isReady(endpoint))) {
    child.stdin.end();
    await endedEarly;
  }

  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) await endedEarly;
    child.stdin.end();
    await ended;
  };
  let stopped: Promise<void> | undefined;
  return {
    endpoint,
    region,
    account,
    credentials,
    env: environmentOf(endpoint),
    stop: () => (stopped ??= stop()),
  };
}

const spawnMiniStack = (python: string): ChildProcessByStdio<Writable, Readable, Readable> =>
  spawn(python, [SERVE], {
    // Functions inherit this environment, so it contains nothing else.
    env: {
      // Functions run on this process's Node, and on the emulator's Python.
      PATH: [dirname(process.execPath), dirname(python), '/usr/bin', '/bin'].join(delimiter),
      TMPDIR: tmpdir(),
      MINISTACK_REGION: region,
      MINISTACK_ACCOUNT_ID: account,
      // Enforces IAM policies.
      AUTH: 'true',
      // Both would listen at fixed ports.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      LOG_LEVEL: 'WARNING',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });

async function firstLine(stream: Readable): Promise<string | undefined> {
  for await (const line of createInterface(stream)) return line;
  return undefined;
}

const isReady = (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/_ministack/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

const environmentOf = (endpoint: string): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_EC2_METADATA_DISABLED: 'true',
  // Removes the profile and session of the developer.
  AWS_PROFILE: undefined,
  AWS_SESSION_TOKEN: undefined,
});
