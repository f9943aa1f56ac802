import * as z from 'zod';
import { runIn } from './run.ts';

const packed = z.tuple([
  z.object({
    filename: z.string(),
    /** In bytes, compressed. */
    size: z.number(),
    files: z.array(z.object({ path: z.string() })),
  }),
]);
export type Tarball = z.output<typeof packed>[0];

/** Packs an assembled package as `npm publish` would. */
export async function pack(assembled: string, destination: string): Promise<Tarball> {
  const options = ['--json', '--ignore-scripts', '--pack-destination', destination];
  const [tarball] = packed.parse(JSON.parse(await runIn(assembled)('npm', 'pack', ...options)));
  return tarball;
}
