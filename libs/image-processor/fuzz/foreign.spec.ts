import { FOREIGN, SIGNATURES, zip } from './files/foreign.ts';
import { PAYLOAD, POLYGLOTS } from './files/polyglots.ts';
import { faultOf, LIMITS, type Verdict } from './trials/trial.ts';
import { startTrials } from './trials/trials.ts';
import { photo } from '../src/testing/index.ts';

const trials = startTrials();
afterAll(() => trials.end());

const tried = (bytes: Uint8Array): Promise<Verdict> =>
  trials.run({
    bytes,
    variants: { whole: {}, small: { resize: { width: 8 } } },
    formats: ['jpeg', 'png', 'webp', 'avif'],
    limits: LIMITS,
  });

describe('a file that is not an image', () => {
  it.each(Object.entries(FOREIGN))('is refused: %s', async (_, bytes) => {
    expect(await tried(bytes())).toMatchObject({ ended: 'refused', code: 'unsupported-format' });
  });
});

describe('the magic bytes', () => {
  it.each(Object.entries(SIGNATURES))('of %s alone are corrupt', async (_, signature) => {
    const rests = {
      nothing: Buffer.alloc(0),
      zeros: Buffer.alloc(100_000),
      ones: Buffer.alloc(100_000, 0xff),
      text: Buffer.from('plain text follows'),
      'a zip': zip('photo.jpg', 'not a photo'),
      'an svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'a photo': await photo({ width: 16, height: 16 }),
      'a png': await photo({ width: 16, height: 16, format: 'png' }),
    };
    for (const [rest, bytes] of Object.entries(rests)) {
      const verdict = await tried(Buffer.concat([signature, bytes]));
      expect({ rest, ...verdict }).toMatchObject({ rest, ended: 'refused', code: 'corrupt' });
    }
  });
});

describe('an image that is a file of another type too', () => {
  it.each(Object.entries(POLYGLOTS))('is rendered without its payload: %s', async (_, make) => {
    const bytes = await make();
    expect(bytes.includes(PAYLOAD)).toBe(true);
    const verdict = await tried(bytes);
    expect(faultOf(verdict, LIMITS)).toBeUndefined();
    expect(verdict).toMatchObject({ ended: 'rendered' });
    const renditions = verdict.ended === 'rendered' ? verdict.renditions : [];
    expect(renditions).toHaveLength(8);
    for (const { data } of renditions) expect(Buffer.from(data).includes(PAYLOAD)).toBe(false);
  });
});
