import { photo } from '../testing/index.ts';
import { renditionOf } from './protocol.ts';

it('a rendition from the child is parsed: its bytes are of its format, and its variant was requested', async () => {
  const shape = renditionOf({ large: true });
  const webp = await photo({ width: 4, height: 4, format: 'webp' });
  const made = { variant: 'large', format: 'webp', width: 4, height: 4, data: webp } as const;
  expect(shape.parse(made)).toEqual(made);
  expect(shape.parse({ ...made, quality: 80, score: 71.5 })).toEqual({
    ...made,
    quality: 80,
    score: 71.5,
  });
  for (const other of [
    { variant: 'toString' },
    { format: 'svg' },
    { data: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
    { data: await photo({ width: 4, height: 4, format: 'jpeg' }) },
    { data: undefined },
  ]) {
    expect(shape.safeParse({ ...made, ...other }).success).toBe(false);
  }
});
