import { readFileSync } from 'node:fs';
import { EXIT, run } from './program.ts';

const controller = new AbortController();

// What was being written is removed at once; then the signal does what it does to any program.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    controller.abort();
    process.kill(process.pid, name);
  });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  controller.abort();
  // EPIPE: whoever reads has left (`thumbing … | head`), and knows.
  if (error.code !== 'EPIPE')
    process.stderr.write(`the results cannot be written: ${error.message}\n`);
  process.exit(EXIT.failed);
});

const manifest: unknown = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

process.exitCode = await run(process.argv.slice(2), {
  version: String(Reflect.get(Object(manifest), 'version')),
  folder: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  interrupted: controller.signal,
});
