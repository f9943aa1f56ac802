import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import * as z from 'zod';
import { lint, type LintCase } from './lint.ts';
import { ROOT } from './nx.ts';
import { sourceFiles } from './source-files.ts';

const PACKAGE = 'libs/image-processor';

const REFUSED: readonly LintCase[] = [
  { file: 'src/raster/pixels.ts', code: "import '../plan/plan.ts';" },
  { file: 'src/raster/pixels.ts', code: "import '../render.ts';" },
  { file: 'src/params/color.ts', code: "import '../raster/pixels.ts';" },
  { file: 'src/util/lazy.ts', code: "import '../source/facts.ts';" },
  { file: 'src/geometry/region.ts', code: "import '../util/lazy.ts';" },
  { file: 'src/plan/plan.ts', code: "import 'sharp';" },
  { file: 'src/plan/plan.ts', code: "import '../raster/pixels.ts';" },
  { file: 'src/steps/color/tint.ts', code: "import 'sharp';" },
  { file: 'src/steps/color/tint.ts', code: "import '../../transform/effects.ts';" },
  { file: 'src/steps/color/tint.ts', code: "import '../../recipe/recipe.ts';" },
  { file: 'src/encoders/webp.ts', code: "import sharp from 'sharp';" },
  { file: 'src/source/header.ts', code: "import '../recipe/recipe.ts';" },
  { file: 'src/decode/decode.ts', code: "import '../isolate/spawn.ts';" },
  { file: 'src/raster/pixels.ts', code: "import './../plan/plan.ts';" },
  { file: 'src/raster/pixels.ts', code: "import '../raster/../plan/plan.ts';" },
  { file: 'src/raster/pixels.ts', code: "export * from './../plan/plan.ts';" },
  { file: 'src/raster/pixels.ts', code: "export const plan = import('../plan/plan.ts');" },
  { file: 'src/raster/pixels.ts', code: "import '../../fuzz/tally.ts';" },
  { file: 'src/steps/color/tint.ts', code: "import './../../recipe/recipe.ts';" },
  { file: 'src/plan/plan.ts', code: "export const sharp = import('sharp');" },
  {
    file: 'src/plan/plan.ts',
    code: "import { type Sharp } from 'sharp';\nexport type Image = Sharp;",
  },
  { file: 'src/types.ts', code: "import './render.ts';" },
];

const ALLOWED: readonly LintCase[] = [
  {
    file: 'src/steps/color/tint.ts',
    code: "import type { Sharp } from 'sharp';\nexport type Image = Sharp;",
  },
  { file: 'src/steps/color/tint.ts', code: "import '../step.ts';" },
  { file: 'src/steps/color/tint.ts', code: "import '../../params/color.ts';" },
  { file: 'src/plan/plan.ts', code: "import '../geometry/region.ts';" },
  { file: 'src/plan/plan.ts', code: "import './../plan/framing.ts';" },
  { file: 'src/render/in-process.ts', code: "export const plan = import('../plan/plan.ts');" },
  { file: 'src/raster/pixels.ts', code: "export const sharp = import('sharp');" },
];

/** The folder of a source file, or the file itself where it is in none. */
const roomOf = (file: string): string => file.split('/')[0] ?? file;

/** Relative imports of every source file, by paths from `src`. */
async function importsOf(files: readonly string[]): Promise<Map<string, string[]>> {
  const imports = new Map<string, string[]>();
  for (const file of files) {
    const code = await readFile(join(ROOT, PACKAGE, 'src', file), 'utf8');
    const paths = code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
    imports.set(
      file,
      Array.from(paths, ([, path = '']) => normalize(join(dirname(file), path))),
    );
  }
  return imports;
}

/** The first circle of imports, if there is one. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const target of imports.get(file) ?? []) {
      const circle = visit(target, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}

it('keeps layers from importing those above them, however they write it', async () => {
  const cases = [
    "import '../lifecycle/follow-record.ts';",
    "import './../lifecycle/follow-record.ts';",
    "export const followRecord = import('../lifecycle/follow-record.ts');",
  ].map((code) => ({ file: 'src/domain/to-image.ts', code }));
  for (const report of await lint('libs/pipeline', cases)) {
    expect(report).toContain('domain is below index.ts, testing, use-cases, lifecycle');
  }
  expect.assertions(cases.length);
});

describe("image-processor's rooms", () => {
  const rooms = async () =>
    z
      .record(z.string(), z.array(z.string()))
      .parse(JSON.parse(await readFile(join(ROOT, PACKAGE, 'rooms.json'), 'utf8')));
  const files = async () =>
    (await sourceFiles(`${PACKAGE}/src`)).filter((file) => !/(?:^|\/)testing\//.test(file));

  it('have the arrows of rooms.json and no other', async () => {
    const arrows: Record<string, string[]> = {};
    for (const [file, targets] of await importsOf(await files())) {
      const room = roomOf(file);
      const others = targets.map(roomOf).filter((target) => target !== room);
      arrows[room] = [...new Set([...(arrows[room] ?? []), ...others])].sort();
    }
    const planned = Object.entries(await rooms()).map(([room, allowed]) => [
      room,
      [...allowed].sort(),
    ]);
    expect(arrows).toEqual(Object.fromEntries(planned));
  });

  it('have no arrow back up: each imports rooms that are listed before it', async () => {
    const order = Object.keys(await rooms());
    for (const [room, allowed] of Object.entries(await rooms())) {
      const above = allowed.filter((target) => order.indexOf(target) >= order.indexOf(room));
      expect({ room, above }).toEqual({ room, above: [] });
    }
  });

  it('have no circle of files', async () => {
    expect(circleIn(await importsOf(await files()))).toBeUndefined();
  });

  it('would show a circle', () => {
    const circle = new Map([
      ['a.ts', ['b.ts']],
      ['b.ts', ['c.ts', 'd.ts']],
      ['d.ts', ['b.ts']],
    ]);
    expect(circleIn(circle)).toEqual(['b.ts', 'd.ts', 'b.ts']);
  });

  it.each`
    outcome      | isRefused | cases
    ${'refuses'} | ${true}   | ${REFUSED}
    ${'allows'}  | ${false}  | ${ALLOWED}
  `('have a linter that $outcome imports by room', async ({ isRefused, cases }: Linted) => {
    const reports = await lint(PACKAGE, cases);
    const findings = cases.map((each, index) => ({
      ...each,
      isRefused: reports[index]?.includes('imports/rooms'),
    }));
    expect(findings).toEqual(cases.map((each) => ({ ...each, isRefused })));
  });
  interface Linted {
    readonly isRefused: boolean;
    readonly cases: readonly LintCase[];
  }
});
