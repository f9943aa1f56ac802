import { render } from '../render.ts';
import { OPTIONS } from './testing/options.ts';
import { watchProcesses, type Processes } from './testing/processes.ts';
import { ENDLESS, SIMPLE, svg } from './testing/svg.ts';

/** The error of a render that must fail. */
const failure = (bytes: Uint8Array): Promise<unknown> =>
  render(bytes, OPTIONS).catch((error: unknown) => error);

let processes: Processes;
beforeEach(() => {
  processes = watchProcesses();
});
// Every test also checks that no process is left.
afterEach(() => processes.end());

describe('a child process that ends', () => {
  it.each(['SIGSEGV', 'SIGABRT', 'SIGKILL'] as const)(
    'by %s during its work is no fault of the image: machines without threads or memory cause it, too',
    async (how) => {
      const failed = failure(svg(ENDLESS.masks));
      (await processes.begun()).kill(how);
      expect(await failed).toEqual(
        new Error(`the process for this image ended unexpectedly (${how})`),
      );
    },
  );

  it('before it starts is not an ImageError', async () => {
    const killing = watchProcesses((child) => child.kill('SIGSEGV'));
    const error = await failure(SIMPLE);
    await killing.end();
    expect(error).toHaveProperty('name', 'Error');
    expect(String(error)).toMatch(
      /ended before it was ready \(SIGSEGV\); make sure that file:.*\/child\.ts exists\. In Next, add serverExternalPackages/,
    );
  });

  it('between two renditions fails the next one, which is the last', async () => {
    const { renditions } = await render(SIMPLE, OPTIONS);
    await renditions.next();
    processes.started[0]?.kill('SIGKILL');
    await expect(renditions.next()).rejects.toThrow('ended unexpectedly (SIGKILL)');
    expect(await renditions.next()).toEqual({ done: true, value: undefined });
  });

  it('is not ended by signals of a terminal, which go to its whole process group', async () => {
    const rendering = render(SIMPLE, OPTIONS);
    const child = await processes.begun();
    expect(process.kill(-(child.pid ?? NaN), 0)).toBe(true);
    const { renditions } = await rendering;
    expect((await renditions.next()).done).toBe(false);
    await renditions.return();
  });
});
