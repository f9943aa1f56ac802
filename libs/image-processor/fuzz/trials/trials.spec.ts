import { photo } from '../../src/testing/photo.ts';
import { faultOf, LIMITS, type Trial } from './trial.ts';
import { startTrials, type TrialsOptions } from './trials.ts';

const trial = async (changed: Partial<Trial> = {}): Promise<Trial> => ({
  bytes: await photo({ width: 16, height: 16 }),
  variants: { it: {} },
  formats: ['png'],
  limits: LIMITS,
  ...changed,
});

/** The fault of a valid photo in a process that runs this code when it arrives. */
async function faultWith(code: string, options: TrialsOptions = {}, limits = LIMITS) {
  const trials = startTrials({
    ...options,
    preload: `process.prependListener('message', () => { ${code} })`,
  });
  const verdict = await trials.run(await trial({ limits }));
  await trials.end();
  return faultOf(verdict, limits);
}

const itOnLinux = process.platform === 'linux' ? it : it.skip;

describe('trials', () => {
  it('report no fault of renditions, nor of an ImageError', async () => {
    const trials = startTrials();
    const rendered = await trials.run(await trial());
    expect(rendered).toMatchObject({ ended: 'rendered', renditions: [{ format: 'png' }] });
    const refused = await trials.run(await trial({ bytes: Buffer.from('text') }));
    expect(refused).toMatchObject({ ended: 'refused', code: 'unsupported-format' });
    expect([rendered, refused].map((each) => faultOf(each, LIMITS))).toEqual([
      undefined,
      undefined,
    ]);
    await trials.end();
  });

  it.each`
    what                        | code                                              | says
    ${'a crash'}                | ${'process.abort()'}                              | ${/^its process died \(SIGABRT\): /}
    ${'a process that ends'}    | ${"process.stderr.write('bye'); process.exit(3)"} | ${/^its process died \(exit code 3\): bye/}
    ${'an unhandled rejection'} | ${"Promise.reject(new Error('unhandled'))"}       | ${/^its process died \(exit code 1\): [^]*unhandled/}
  `('report $what', async ({ code, says }: { code: string; says: RegExp }) => {
    expect(await faultWith(code)).toMatch(says);
  });

  it('report another error', async () => {
    const trials = startTrials();
    const verdict = await trials.run(await trial({ variants: { it: { resize: {} } } }));
    await trials.end();
    expect(faultOf(verdict, LIMITS)).toMatch(/^not an ImageError: ZodError/);
  });

  it('report work that does not end', async () => {
    const fault = await faultWith('for (;;);', { patience: 0 }, { ...LIMITS, timeout: 1 });
    expect(fault).toBe('it was still at work after 1 seconds');
  });

  itOnLinux('report too much memory', async () => {
    const limits = { ...LIMITS, maxPixels: 1_000_000 };
    const fault = await faultWith('globalThis.kept = Buffer.alloc(1_000_000_000, 1)', {}, limits);
    expect(fault).toMatch(/^it took [\d,]+ MB, and the limit is 900 MB$/);
  });

  it('go on in a new process', async () => {
    const trials = startTrials({
      preload: `process.prependListener('message', ({ bytes }) => { if (bytes.length === 1) process.abort() })`,
    });
    const verdicts = [];
    for (const changed of [{}, { bytes: Buffer.from('!') }, {}]) {
      verdicts.push((await trials.run(await trial(changed))).ended);
    }
    await trials.end();
    expect(verdicts).toEqual(['rendered', 'died', 'rendered']);
  });
});
