import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type * as z from 'zod';
import { ImageError } from '../../src/errors.ts';
import { SOURCE_FORMATS } from '../../src/formats.ts';
import { render } from '../../src/render.ts';
import { renderInProcess } from '../../src/render/in-process.ts';
import type { Rendition } from '../../src/types.ts';
import { photo } from '../../src/testing/photo.ts';
import { watchMemory } from './memory.ts';
import { LOGO, READY, trial, type Answer } from './trial.ts';

/* The other end of `trials.ts`: renders whatever it is sent, and says how that ended. */

const logo = await photo({ width: 16, height: 16, alpha: true, format: 'png' });

process.on('message', (message) => {
  void answer(message).then((said) => process.send?.(said));
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
    if (error instanceof ImageError) {
      if (error.code === 'too-slow') await rest();
      const peak = memory.peak();
      return { ended: 'refused', code: error.code, message: error.message, peak };
    }
    const says = error instanceof Error ? (error.stack ?? error.message) : 'something was thrown';
    return { ended: 'failed', says, peak: memory.peak() };
  }
}

/** Who is told that it takes too long does not wait any more; the machine may still be at it. */
async function rest(): Promise<void> {
  for (;;) {
    const before = process.cpuUsage();
    await sleep(500);
    const { user, system } = process.cpuUsage(before);
    // What is left is little, even where other processes have most of the machine.
    if (user + system < 50_000) return;
  }
}

/** The one place that knows how an original is rendered. */
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
  // It takes longer than all else, and is made of pixels that are sound by then.
  if (where !== 'here') await placeholder();
  const made: Rendition[] = [];
  for await (const rendition of renditions) {
    await check(rendition);
    made.push(rendition);
  }
  return made;
}

/** Whether a rendition is what it says it is, to its end. */
async function check({ format, width, height, data }: Rendition): Promise<void> {
  const { info } = await sharp(data).raw().toBuffer({ resolveWithObject: true });
  if (info.width === width && info.height === height) return;
  throw new Error(`a ${format} of ${info.width} x ${info.height} says it is ${width} x ${height}`);
}
