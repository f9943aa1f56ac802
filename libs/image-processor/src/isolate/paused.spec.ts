import { setTimeout as wait } from 'node:timers/promises';
import { RenderTimeoutError } from '../errors.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import type { Limits } from '../source/facts.ts';
import { photo } from '../testing/index.ts';
import { LIMITS, PATIENT } from '../testing/make.ts';
import { watchProcesses, type Processes } from './testing/processes.ts';

let processes: Processes;
beforeEach(() => {
  processes = watchProcesses();
});
// Every test also checks that no process is left.
afterEach(() => processes.end());

describe('a photo whose process is paused for longer than every limit', () => {
  const rendering = async (limits: Partial<Limits>) => {
    return render(await photo({ width: 300, height: 200 }), {
      accept: ['jpeg'],
      variants: { it: recipe.parse({ resize: { width: 90 } }) },
      formats: ['png'],
      limits: { ...LIMITS, ...limits },
      isolate: true,
    });
  };

  it('is rendered, since a pause takes no CPU time', async () => {
    const rendered = rendering({ ...PATIENT, cpuTime: 1.5 });
    const child = await processes.begun();
    child.kill('SIGSTOP');
    await wait(2_000);
    child.kill('SIGCONT');
    const { renditions } = await rendered;
    expect(await renditions.next()).toMatchObject({ value: { format: 'png' } });
    await renditions.return();
  });

  it('is not blamed when the time is up', async () => {
    const rendered = rendering({ timeout: 1, cpuTime: 1 });
    (await processes.begun()).kill('SIGSTOP');
    await expect(rendered).rejects.toBeInstanceOf(RenderTimeoutError);
  });
});
