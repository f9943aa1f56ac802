import { builtinProfiles } from '@thumbing/config';
import { compare, type Group } from '../comparisons.ts';
import { runProcesses } from '../interleaved/interleaved-run.ts';
import type { RenderTaskInput } from '../interleaved/render-task.ts';
import { writeJpeg } from '../pictures/originals.ts';
import type { Start } from '../settings.ts';

const ROUNDS = 15;

/** What it costs to be started as the function is, beside a process that is started so. */
export async function settingsCost(folder: string, start: Start): Promise<Group> {
  const file = await writeJpeg(folder, 12);
  const { avatar, photo } = builtinProfiles;
  const square = { resize: { width: 512, height: 512 } };
  const works: Readonly<Record<string, RenderTaskInput>> = {
    'avatar, 3 x 2': { file, variants: avatar.variants, formats: ['webp', 'jpeg'] },
    'photo, 5 x 2': { file, variants: photo.variants, formats: ['webp', 'jpeg'] },
    'square, webp': { file, variants: { square }, formats: ['webp'] },
  };
  const comparisons = [];
  for (const [name, work] of Object.entries(works)) {
    const processes = new Map([
      ['with', { renderer: 'library', work }],
      ['without', { renderer: 'library', work, start }],
    ]);
    const outcome = await runProcesses(processes, ROUNDS);
    const cpu = (who: string) => outcome[who]?.map((sample) => sample.cpu) ?? [];
    comparisons.push(compare(name, cpu('with'), cpu('without')));
  }
  return {
    title: 'What these settings cost, CPU',
    headings: ['with', 'without'],
    comparisons,
    note: `With is as the function is started, without has two arenas and two threads alone. Medians of ${ROUNDS} rounds; the original is a JPEG of 12 megapixels.`,
  };
}
