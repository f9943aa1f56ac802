import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from '../inspect.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { black, png } from '../../fuzz/files/bombs/png.ts';
import { photo } from '../testing/index.ts';
import { LIMITS, PATIENT } from '../testing/make.ts';
import type { RenderOptions } from '../types.ts';
import { OPTIONS } from './testing/options.ts';
import { gone, isRunning, watchProcesses, type Processes } from './testing/processes.ts';
import { ENDLESS, svg } from './testing/svg.ts';

const PATIENT_LIMITS = { ...LIMITS, ...PATIENT };

/** The error of a render that must fail. */
const failure = (bytes: Uint8Array, asked: Partial<RenderOptions> = {}): Promise<unknown> =>
  render(bytes, { ...OPTIONS, ...asked }).catch((error: unknown) => error);

let processes: Processes;
beforeEach(() => {
  processes = watchProcesses();
});
// Every test also checks that no process is left.
afterEach(() => processes.end());

describe('an svg that never ends', () => {
  it.each(Object.entries(ENDLESS))(
    '(%s) is stopped when its CPU time is spent, and does not block the caller',
    async (_, inside) => {
      let ticks = 0;
      const ticking = setInterval(() => (ticks += 1), 10);
      const error = await failure(svg(inside), { limits: { ...PATIENT_LIMITS, cpuTime: 0.5 } });
      clearInterval(ticking);
      expect(error).toMatchObject({
        name: 'ImageError',
        code: 'too-slow',
        message:
          'this image takes more CPU time than the limit of 0.5 seconds; send a smaller or simpler one',
      });
      expect(ticks).toBeGreaterThan(10);
      expect(processes.started).toHaveLength(1);
    },
  );

  it('is stopped when it is inspected', async () => {
    const limits = { ...PATIENT_LIMITS, cpuTime: 0.5 };
    const inspecting = inspect(svg(ENDLESS.laughs, ''), { ...OPTIONS, limits });
    await expect(inspecting).rejects.toMatchObject({ code: 'too-slow' });
    expect(processes.started).toHaveLength(1);
  });

  it('is stopped when the time is up, for which it is not blamed', async () => {
    const error = await failure(svg(ENDLESS.masks), { limits: { ...LIMITS, timeout: 1 } });
    expect(error).toMatchObject({
      name: 'RenderTimeoutError',
      message: 'the render took longer than limits.timeout, 1 second; try again, or allow longer',
    });
  });

  it('is stopped when the signal aborts, with its reason', async () => {
    const stop = new AbortController();
    const failed = failure(svg(ENDLESS.masks), { signal: stop.signal });
    await processes.begun();
    await wait(100);
    const reason = new Error('the client left');
    stop.abort(reason);
    expect(await failed).toBe(reason);
  });

  it("ends with the caller's process, however that ends", async () => {
    const code = `
      import { render } from '@thumbing/image-processor';
      import { watchProcesses } from './testing/processes.ts';
      const { begun } = watchProcesses();
      render(Buffer.from(${JSON.stringify(svg(ENDLESS.masks).toString())}), {
        accept: ['svg'], variants: {}, formats: ['png'], limits: ${JSON.stringify(LIMITS)},
      });
      process.stdout.write(String((await begun()).pid)); // console.log may color a number
    `;
    const caller = spawn(
      process.execPath,
      ['--conditions=@thumbing/source', '--input-type=module', '--eval', code],
      { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const printed: unknown[] = await once(caller.stdout, 'data');
    const pid = Number(String(printed[0]));
    expect(await isRunning(pid)).toBe(true);
    caller.kill('SIGKILL');
    await gone(pid);
  });
});

it('stops an encoder that cannot be interrupted', async () => {
  const first = render(await photo({ width: 1_200, height: 800 }), {
    ...OPTIONS,
    variants: {
      it: recipe.parse({ avif: { effort: 9, lossless: true } }),
      other: recipe.parse({ resize: { width: 9 } }),
    },
    formats: ['avif'],
    limits: { ...PATIENT_LIMITS, cpuTime: 0.5 },
    isolate: true,
  }).then(({ renditions }) => renditions.next());
  await expect(first).rejects.toMatchObject({ code: 'too-slow' });
});

it('refuses an svg of 40 kB that takes a gigabyte to draw', async () => {
  const picture = png({ width: 15_000, height: 15_000 }, black(15_000, 15_000));
  const href = `data:image/png;base64,${picture.toString('base64')}`;
  const bomb = svg(`<image width="400" height="400" xlink:href="${href}"/>`);
  expect(bomb.length).toBeLessThan(50_000);
  expect(await failure(bomb, { limits: { ...LIMITS, maxPixels: 1_000_000 } })).toMatchObject({
    code: 'too-many-pixels',
    message:
      'this image takes more memory than the limit of 1,000,000 pixels allows; send a simpler one',
  });
});
