import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type * as z from 'zod';
import { ImageError, RenderTimeoutError } from '../../src/errors.ts';
import { SOURCE_FORMATS } from '../../src/formats.ts';
import { render } from '../../src/render.ts';
import { renderInProcess } from '../../src/render/in-process.ts';
import type { Rendition } from '../../src/types.ts';
import { photo } from '../../src/testing/photo.ts';
import { watchMemory } from './memory.ts';
import { LOGO, READY, trial, type Answer } from './trial.ts';

/* The child program of `trials.ts`: renders each trial that it receives, and reports how that ended. */

const logo = await photo({ width: 16, height: 16, alpha: true, format: 'png' });

process.on('message', (message) => {
  void answer(message).then((said) => {
    process.send?.(said);
    // Node writes compiled modules as a process exits, which this one never does.
    flushCompileCache();
  });
});
// An `exit` would wait for decoders that may never end.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send?.(READY);

async function answer(message: unknown): Promise<Answer> {
  const memory = watchMemory();
  try {
    const renditions = await renderAll(trial.parse(message));
    return { ended: 'rendered', renditions, peak: memory.peak() };
  } catch (error) {
    const code = refusal(error);
    if (code !== undefined && error instanceof Error) {
      if (code === 'timeout' || code === 'too-slow') await rest();
      return { ended: 'refused', code, message: error.message, peak: memory.peak() };
    }
    const says = error instanceof Error ? (error.stack ?? error.message) : 'something was thrown';
    return { ended: 'failed', says, peak: memory.peak() };
  }
}

/** The code of a refusal: an original may also take longer than trials have time for. */
function refusal(error: unknown): string | undefined {
  if (error instanceof ImageError) return error.code;
  return error instanceof RenderTimeoutError ? 'timeout' : undefined;
}

/** Waits for work that goes on after a limit of time: the caller has stopped waiting for it. */
async function rest(): Promise<void> {
  for (;;) {
    const before = process.cpuUsage();
    await sleep(500);
    const { user, system } = process.cpuUsage(before);
    // Little work is left, even where other processes use most of the machine.
    if (user + system < 50_000) return;
  }
}

/** Renders and checks every variant of a trial. */
async function renderAll({
  bytes,
  where,
  ...options
}: z.output<typeof trial>): Promise<Rendition[]> {
  const { placeholder, renditions } = await (where === 'here' ? renderInProcess : render)(bytes, {
    ...options,
    accept: SOURCE_FORMATS,
    images: { [LOGO]: logo },
    isolate: where === 'isolated',
  });
  // Takes longer than the rest, and only uses decoded pixels.
  if (where !== 'here') await placeholder();
  const made: Rendition[] = [];
  for await (const rendition of renditions) {
    await check(rendition);
    made.push(rendition);
  }
  return made;
}

/** Decodes a rendition to its end, and checks its size. */
async function check({ format, width, height, data }: Rendition): Promise<void> {
  const { info } = await sharp(data).raw().toBuffer({ resolveWithObject: true });
  if (info.width === width && info.height === height) return;
  throw new Error(`a ${format} of ${info.width} x ${info.height} says it is ${width} x ${height}`);
}
