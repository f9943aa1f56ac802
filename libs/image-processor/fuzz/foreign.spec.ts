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

describe('what is not an image, whatever its name says', () => {
  it.each(Object.entries(FOREIGN))('is refused: %s', async (_, bytes) => {
    expect(await tried(bytes())).toMatchObject({ ended: 'refused', code: 'unsupported-format' });
  });
});

describe('the first bytes of an image', () => {
  it.each(Object.entries(SIGNATURES))('of %s alone do not make one', async (_, signature) => {
    const rests = {
      nothing: Buffer.alloc(0),
      zeros: Buffer.alloc(100_000),
      ones: Buffer.alloc(100_000, 0xff),
      text: Buffer.from('and then it turns out to be a letter'),
      'a zip': zip('photo.jpg', 'not a photo'),
      'a drawing': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'a photo': await photo({ width: 16, height: 16 }),
      'another picture': await photo({ width: 16, height: 16, format: 'png' }),
    };
    for (const [rest, bytes] of Object.entries(rests)) {
      const verdict = await tried(Buffer.concat([signature, bytes]));
      expect({ rest, ...verdict }).toMatchObject({ rest, ended: 'refused', code: 'corrupt' });
    }
  });
});

describe('an image that is something else as well', () => {
  it.each(Object.entries(POLYGLOTS))('is nothing but an image afterwards: %s', async (_, make) => {
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
