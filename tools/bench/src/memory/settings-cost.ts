import { builtinProfiles } from '@thumbing/config';
import { compare, type Group } from '../comparisons.ts';
import { runProcesses } from '../interleaved/interleaved-run.ts';
import type { RenderTaskInput } from '../interleaved/render-task.ts';
import { writeJpeg } from '../pictures/originals.ts';
import type { Start } from '../settings.ts';

const ROUNDS = 15;

/** CPU under the function's settings, relative to a process that is started with others. */
export async function settingsCost(folder: string, start: Start): Promise<Group> {
  const file = await writeJpeg(folder, 12);
  const { avatar, photo } = builtinProfiles;
  const square = { resize: { width: 512, height: 512 } };
  const tasks: Readonly<Record<string, RenderTaskInput>> = {
    'avatar, 3 x 2': { file, variants: avatar.variants, formats: ['webp', 'jpeg'] },
    'photo, 5 x 2': { file, variants: photo.variants, formats: ['webp', 'jpeg'] },
    'square, webp': { file, variants: { square }, formats: ['webp'] },
  };
  const comparisons = [];
  for (const [name, task] of Object.entries(tasks)) {
    const processes = new Map([
      ['with', { renderer: 'library', task }],
      ['without', { renderer: 'library', task, start }],
    ]);
    const samples = await runProcesses(processes, ROUNDS);
    const cpu = (renderer: string) => samples[renderer]?.map((sample) => sample.cpu) ?? [];
    comparisons.push(compare(name, cpu('with'), cpu('without')));
  }
  return {
    title: 'CPU with these settings, relative to two arenas and two threads alone',
    headings: ['with', 'without'],
    comparisons,
    note: `With: the settings of the function. Without: two arenas and two threads alone. Medians of ${ROUNDS} rounds; the original is a JPEG of 12 megapixels.`,
  };
}
