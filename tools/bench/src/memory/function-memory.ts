import { builtinProfiles, defineConfig } from '@thumbing/config';
import type { Report } from '../benchmark.ts';
import { inFolder } from '../in-folder.ts';
import { onLinux } from '../on-linux.ts';
import { writeAvif, writeJpeg, writePng, writeWebp } from '../pictures/originals.ts';
import { renderAll, type Rendering } from './rendering.ts';
import { comparedFormat } from '../interleaved/sharp-encoders.ts';
import { LIKE_THE_FUNCTION } from '../settings.ts';
import { megabytes, seconds } from '../units.ts';
import { sum } from '../statistics.ts';

/** Common uploads, and formats that cannot be downscaled while they are decoded. */
const ORIGINALS: Readonly<Record<string, (folder: string) => Promise<string>>> = {
  'jpeg, 12 MP': (folder) => writeJpeg(folder, 12),
  'jpeg, 48 MP': (folder) => writeJpeg(folder, 48),
  'jpeg, 100 MP': (folder) => writeJpeg(folder, 100),
  'png with alpha, 24 MP': (folder) => writePng(folder, 24),
  'webp, 100 MP': (folder) => writeWebp(folder, 100),
  'avif, 24 MP': (folder) => writeAvif(folder, 24),
  'avif, 100 MP': (folder) => writeAvif(folder, 100),
};

const PROFILES = Object.entries(defineConfig({ profiles: builtinProfiles }).profiles);

interface Row {
  readonly name: string;
  readonly renderings: readonly Rendering[];
}

/** Peak memory of one original of each kind in a fresh process, which decides the memory size of the function. */
export async function functionMemory(log: (message: string) => void): Promise<Report> {
  onLinux('peaks are read from /proc');
  const rows = await inFolder(async (folder) => {
    const made: Row[] = [];
    for (const [name, write] of Object.entries(ORIGINALS)) {
      log(name);
      made.push({ name, renderings: await renderEach(await write(folder)) });
    }
    return made;
  });
  return {
    tables: [
      {
        title: 'Peak memory of one original in a fresh process, by profile; CPU and time of all',
        rows: [
          ['', ...PROFILES.map(([profile]) => profile), 'CPU', 'time'],
          ...rows.map(({ name, renderings }) => [
            name,
            ...renderings.map(({ peak }) => megabytes(peak)),
            seconds(sum(renderings.map(({ cpu }) => cpu))),
            seconds(sum(renderings.map(({ wall }) => wall))),
          ]),
        ],
        notes: [
          'Each profile is made as AVIF, WebP and JPEG. AVIF originals decide the peak: they cannot be downscaled while they are decoded.',
        ],
      },
    ],
    figures: { rows },
    missed: [],
  };
}

async function renderEach(file: string): Promise<Rendering[]> {
  const renderings: Rendering[] = [];
  for (const [, { variants, formats }] of PROFILES) {
    renderings.push(
      ...(await renderAll(
        [{ file, variants, formats: comparedFormat.array().parse(formats) }],
        LIKE_THE_FUNCTION,
      )),
    );
  }
  return renderings;
}
