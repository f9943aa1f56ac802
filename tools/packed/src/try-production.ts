import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import * as z from 'zod';
import { runIn } from './run.ts';
import { ROOT } from './workspace.ts';

/** A PNG of one red pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

/** For each request, in milliseconds. */
const TIMEOUT = 60_000;

const token = z.object({ access_token: z.string() });
const grant = z.object({
  self: z.string(),
  upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
});
const image = z.object({ status: z.string(), renditions: z.array(z.unknown()) });

/**
 * Installs the workspace without development dependencies in a clone, starts it with `npm start`, uploads an image and
 * waits for its renditions. Fails if a program or package that the pipeline needs is a development dependency.
 */
export async function tryProduction(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'thumbing-production-'));
  try {
    // The files of the working tree, committed or not, but for those that Git ignores.
    const files = join(folder, 'files');
    await promisify(execFile)(
      'sh',
      [
        ...[
          '-c',
          'git ls-files -z --cached --others --exclude-standard | tar -cf "$0" --null -T -',
        ],
        files,
      ],
      { cwd: ROOT },
    );
    const run = runIn(folder);
    await run('tar', '-xf', files);
    await run('npm', 'ci', '--omit=dev', '--prefer-offline');
    const server = spawn('npm', ['start', '--silent', '--', '--port', '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await upload(await urlOf(server));
    } finally {
      await stop(server);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout) {
    for await (const line of createInterface(stdout)) {
      const [, url] = /^\s*API\s+(\S+)\/v1$/.exec(line) ?? [];
      if (url !== undefined) return url;
    }
  }
  throw new Error('the server ended before it was ready');
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

interface Init {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function upload(url: string): Promise<void> {
  const json = async (path: string, init: Init): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', ...init.headers };
    const signal = AbortSignal.timeout(TIMEOUT);
    const response = await fetch(`${url}${path}`, { ...init, headers, signal });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const post = (path: string, body: object, headers = {}) =>
    json(path, { method: 'POST', body: JSON.stringify(body), headers });

  const { access_token } = token.parse(await post('/dev/token', { sub: 'ada' }));
  const headers = { authorization: `Bearer ${access_token}` };
  const request = { profile: 'avatar', contentType: 'image/png', bytes: PICTURE.length };
  const { self, upload } = grant.parse(await post('/v1/images', request, headers));
  const put = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: PICTURE });
  if (!put.ok) throw new Error(`the upload was answered with ${put.status}`);
  for (;;) {
    const { status, renditions } = image.parse(await json(`${self}?wait=20`, { headers }));
    if (status === 'pending' || status === 'processing') continue;
    if (status === 'ready' && renditions.length > 0) return;
    throw new Error(`the image is ${status}, with ${renditions.length} renditions`);
  }
}
