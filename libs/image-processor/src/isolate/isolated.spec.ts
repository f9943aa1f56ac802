import type * as z from 'zod/mini';
import { inspect } from '../inspect.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { renderInProcess } from '../render/in-process.ts';
import { inspectInProcess } from '../source/inspect-in-process.ts';
import { photo } from '../testing/index.ts';
import { LIMITS } from '../testing/make.ts';
import type { RenderOptions } from '../types.ts';
import { OPTIONS } from './testing/options.ts';
import { watchProcesses, type Processes } from './testing/processes.ts';
import { SIMPLE, svg } from './testing/svg.ts';

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const result of results) read.push(result);
  return read;
}

let processes: Processes;
beforeEach(() => {
  processes = watchProcesses();
});
// Every test also checks that no process is left.
afterEach(() => processes.end());

describe('a render in a child process', () => {
  it.each`
    what       | bytes
    ${'svg'}   | ${() => svg('<circle cx="200" cy="200" r="150" fill="#c40"/>')}
    ${'photo'} | ${() => photo({ width: 120, height: 80, orientation: 6, gps: true })}
  `(
    'of a $what gives the same files as in this process',
    async ({ bytes }: { bytes: () => Buffer | Promise<Buffer> }) => {
      const original = await bytes();
      const asked = {
        ...OPTIONS,
        variants: {
          plain: recipe.parse({ resize: { width: 60 } }),
          searched: recipe.parse({ resize: { width: 50 }, quality: 'auto' }),
          smallest: recipe.parse({ resize: { width: 40 }, formats: { smallest: ['webp', 'png'] } }),
          marked: recipe.parse({
            watermark: { image: 'logo' },
            metadata: 'keep',
            formats: ['jpeg'],
          }),
        },
        images: { logo: await photo({ width: 9, height: 9, format: 'png', alpha: true }) },
      };
      const isolated = await render(original, { ...asked, isolate: true });
      expect(processes.started).toHaveLength(1);
      const here = await renderInProcess(original, asked);
      expect(isolated.original).toEqual(here.original);
      expect(await all(isolated.renditions)).toEqual(await all(here.renditions));
      // It was made before the child ended.
      expect(await isolated.placeholder()).toEqual(await here.placeholder());
    },
  );

  it('inspects as in this process', async () => {
    const original = await photo({ width: 40, height: 30, orientation: 8 });
    const isolated = await inspect(original, { ...OPTIONS, isolate: true });
    expect(processes.started).toHaveLength(1);
    expect(isolated).toEqual(await inspectInProcess(original, OPTIONS));
  });

  it.each`
    what                     | bytes           | asked                                  | error           | says
    ${'a broken svg'}        | ${svg('<rect')} | ${{}}                                  | ${'ImageError'} | ${'this svg is damaged or incomplete'}
    ${'a small maxBytes'}    | ${SIMPLE}       | ${{ formats: ['png'], maxBytes: 100 }} | ${'ImageError'} | ${'and maxBytes is 100'}
    ${'a missing watermark'} | ${SIMPLE}       | ${{ watermark: { image: 'logo' } }}    | ${'Error'}      | ${'there is no image "logo" for a watermark'}
  `(
    'fails as in this process: $what',
    async ({
      bytes,
      asked,
      error,
      says,
    }: {
      bytes: Buffer;
      asked: z.input<typeof recipe>;
      error: string;
      says: string;
    }) => {
      const making = async () =>
        all(
          (await render(bytes, { ...OPTIONS, variants: { it: recipe.parse(asked) } })).renditions,
        );
      const thrown: unknown = await making().catch((reason: unknown) => reason);
      expect(thrown).toMatchObject({
        name: error,
        message: expect.stringContaining(says) as string,
      });
      expect(processes.started).toHaveLength(1);
    },
  );
});

describe('no process is started', () => {
  it.each`
    what                           | bytes                                                     | asked
    ${'for no bytes'}              | ${Buffer.alloc(0)}                                        | ${{ isolate: true }}
    ${'for too many bytes'}        | ${Buffer.concat([SIMPLE, Buffer.alloc(LIMITS.maxBytes)])} | ${{}}
    ${'for text'}                  | ${Buffer.from('dear diary')}                              | ${{ isolate: true }}
    ${'for a format not accepted'} | ${SIMPLE}                                                 | ${{ accept: ['jpeg'] }}
    ${'after an abort'}            | ${SIMPLE}                                                 | ${{ signal: AbortSignal.abort(new Error('the client left')) }}
  `('$what', async ({ bytes, asked }: { bytes: Buffer; asked: Partial<RenderOptions> }) => {
    await expect(render(bytes, { ...OPTIONS, ...asked })).rejects.toThrow();
    await expect(inspect(bytes, { ...OPTIONS, ...asked })).rejects.toThrow();
    expect(processes.started).toEqual([]);
  });

  it('for a photo, unless asked for', async () => {
    const { renditions } = await render(await photo({ width: 8, height: 8 }), OPTIONS);
    expect(await all(renditions)).toHaveLength(4);
    expect(processes.started).toEqual([]);
  });
});
