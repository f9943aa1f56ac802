import { readFileSync } from 'node:fs';
import { EXIT, run } from './program.ts';

const controller = new AbortController();

// Removes unfinished files synchronously, then raises the signal again for its default action.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    controller.abort();
    process.kill(process.pid, name);
  });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  controller.abort();
  // EPIPE: the reader has closed its end on purpose (`thumbing … | head`), so there is nothing to report.
  if (error.code !== 'EPIPE')
    process.stderr.write(`error: cannot write the results: ${error.message}\n`);
  process.exit(EXIT.failed);
});

const manifest: unknown = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

process.exitCode = await run(process.argv.slice(2), {
  version: String(Reflect.get(Object(manifest), 'version')),
  folder: process.cwd(),
  now: () => new Date(),
  stdout: process.stdout,
  stderr: process.stderr,
  interrupted: controller.signal,
});
