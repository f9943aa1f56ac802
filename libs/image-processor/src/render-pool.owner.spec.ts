import * as z from 'zod';
import { gone } from './isolate/testing/processes.ts';
import { photo } from './testing/index.ts';
import { inProcess } from './testing/in-process.ts';
import { recipe } from './recipe/recipe.ts';
import { LIMITS } from './testing/make.ts';

const variants = { large: recipe.parse({ resize: { width: 30 } }), small: recipe.parse({}) };

it('loads no sharp in the process that owns the pool, which exits without closing it', async () => {
  const picture = await photo({ width: 60, height: 40 });
  const printed = await inProcess(`
    import { subscribe } from 'node:diagnostics_channel';
    import { createRenderPool } from '@thumbing/image-processor/pool';
    const started = [];
    subscribe('child_process', ({ process }) => started.push(process));
    const { renditions } = await createRenderPool().render(Buffer.from('${picture.toString('base64')}', 'base64'), {
      accept: ['jpeg'], variants: ${JSON.stringify(variants)}, formats: ['png'], limits: ${JSON.stringify(LIMITS)},
    });
    let files = 0;
    for await (const _ of renditions) files += 1;
    const { sharedObjects } = process.report.getReport();
    const sharp = sharedObjects.filter((file) => /sharp|vips/.test(file));
    console.log(JSON.stringify({ files, sharp, pid: started[0].pid }));
  `);
  const { pid, ...said } = z
    .object({ files: z.int(), sharp: z.array(z.string()), pid: z.int() })
    .parse(printed);
  expect(said).toEqual({ files: 2, sharp: [] });
  await gone(pid);
});
