import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface PipelineProcess {
  /** Base URL of its API, without `/v1`. */
  readonly url: string;
  stop(): Promise<void>;
}

const CONFIG = join(import.meta.dirname, 'demo.config.ts');

/** Starts the one-machine edition with `npm start` on a free port, and waits until it is ready. */
export async function startPipeline(root: string, dataDir: string): Promise<PipelineProcess> {
  const options = ['--port', '0', '--data-dir', dataDir, '--config', CONFIG];
  const child = spawn('npm', ['start', '--silent', '--', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  for await (const line of createInterface(child.stdout)) {
    const [, url] = /^\s*API\s+(\S+)\/v1$/.exec(line) ?? [];
    if (url) return { url, stop };
  }
  throw new Error('the pipeline exited before it was ready');
}
