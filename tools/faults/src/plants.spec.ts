import { run, type RunOptions } from './run.ts';
import { PLANTS } from './preload/plants.ts';

const KILLS = { SIGKILL: 4 };

/** The faults of a run that has to find a planted one, and a problem that it has to report. */
const FOUND: Readonly<Record<string, readonly [faults: RunOptions['faults'], problem: RegExp]>> = {
  'torn write': [{}, /^partial: a reader: \S+ is another file/],
  'lease not reset': [KILLS, /^lost: the message \S+ is leased in inbox/],
  'event dropped': [{}, /^event: .* has no event (?:ready|rejected|deleted)/],
  'arrival forgotten': [KILLS, /^lost: .* is pending/],
  'file left': [{}, /^file: the rendition \S+ is left/],
  'staging left': [KILLS, /^file: the temporary file \S+ is left/],
  'random event id': [{}, /^event: .* has the event \S+\.0\.\d+/],
  'crash that rejects': [{ 'render crash': 8 }, /^misjudged: .* is rejected, corrupt/],
  'time-out that rejects': [{ SIGSTOP: 4 }, /^misjudged: .* is rejected, too-slow/],
  'stop that charges': [
    { SIGTERM: 3 },
    /^charge: \S+ is charged for: Error: the server is stopping/,
  ],
};

it('has a run for every planted fault', () => {
  expect(Object.keys(FOUND).sort()).toEqual(Object.keys(PLANTS).sort());
});

it.each(Object.entries(FOUND))('finds a planted fault: %s', async (plant, [faults, problem]) => {
  const { problems } = await run({
    seed: 1,
    uploads: 13,
    faults,
    plant,
    failing: { storage: 0, events: plant === 'event dropped' ? 1 : 0.5 },
    timeout: plant === 'time-out that rejects' ? 3 : 60,
    pause: 4,
    patience: 15,
  });
  expect(problems.map(({ kind, text }) => `${kind}: ${text}`)).toContainEqual(
    expect.stringMatching(problem),
  );
});
