import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { pythonWith } from '@thumbing/tools-python';

export interface Emulator {
  /** Where everything is asked: what `AWS_ENDPOINT_URL` is to be. */
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  /** Of someone who may do everything. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** What to spread over the environment of a child process that is to use the emulator. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Ends it and forgets everything in it. Throws when it has ended before. */
  readonly stop: () => Promise<void>;
}

const REQUIREMENTS = fileURLToPath(new URL('../requirements.txt', import.meta.url));
const SERVE = fileURLToPath(new URL('../serve.py', import.meta.url));

const region = 'eu-west-1';
const account = '123456789012';
/**
 * A key that is the number of an account is that of its root. The CDK remembers on the disk which account a key
 * is of, and no other one can be of this.
 */
const credentials = { accessKeyId: account, secretAccessKey: 'test' };

/** How much of what it wrote last is told when it ends early, in characters. */
const TOLD = 4_000;

/** Starts an AWS of one's own at a free port of this machine, with nothing in it yet. */
export async function startEmulator(): Promise<Emulator> {
  const python = await pythonWith(REQUIREMENTS);
  const child = spawn(python, [SERVE], {
    // Its functions get all of this, so it is no more than what they need.
    env: {
      // Functions run on the Node that runs this, and on its own Python.
      PATH: [dirname(process.execPath), dirname(python), '/usr/bin', '/bin'].join(delimiter),
      TMPDIR: tmpdir(),
      MINISTACK_REGION: region,
      MINISTACK_ACCOUNT_ID: account,
      // Enforces policies.
      AUTH: 'true',
      // Both would listen at ports that are not free to choose.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      LOG_LEVEL: 'WARNING',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });

  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-TOLD);
  });
  const ended = once(child, 'close');
  const endedEarly = ended.then(() => {
    throw new Error(`the emulator ended early\n${output.trim()}`);
  });
  // Whoever asks for it is told; until then it is not unhandled.
  endedEarly.catch(() => undefined);

  const endpoint = (await firstLine(child.stdout)) ?? (await endedEarly);
  // Nobody reads what comes after it, and a full pipe would hold the emulator up.
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
  // Whatever a person has signed in to is not for the emulator.
  AWS_PROFILE: undefined,
  AWS_SESSION_TOKEN: undefined,
});
