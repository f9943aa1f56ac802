import { memoryMetrics, type Measurement } from '../../testing/memory-metrics.ts';
import { idOf, recordOf } from '../../testing/samples.ts';
import {
  DAY,
  found,
  png,
  reconcilingWorld,
  type ReconcilingWorld,
} from './testing/reconciling-world.ts';
import { processImage } from '../process-image.ts';
import { countFindings } from './count-findings.ts';
import { reconciliation, summaryOf } from './reconciliation.ts';
import { reconcile } from './reconcile.ts';

let world: ReconcilingWorld;
beforeEach(() => {
  world = reconcilingWorld();
});

describe('reconcile', () => {
  it('repairs nothing in a dry run, and reports the same', async () => {
    const [waiting, stuck] = [await world.upload(png), await world.interrupted()];
    await world.deps.clock.sleep(DAY + 1);
    const report = await world.reconciled({ dryRun: true });
    expect(report.findings).toEqual({
      'notice-missed': found(false, waiting),
      'processing-unfinished': found(false, stuck),
    });
    expect(world.deps.inbox.receive()).toEqual([]);
    expect(summaryOf(report)).toContain(`notice-missed 1 (sent to the inbox: 0; ${waiting.id})`);
  });

  it('leaves out an image that changed since it was listed', async () => {
    const key = await world.upload(png);
    const record = await world.deps.records.get(key.id);
    await processImage(world.deps)(key);
    await world.deps.clock.sleep(DAY + 1);
    const pages = async function* () {
      yield { items: record ? [{ id: key.id, record }] : [] };
    };
    const inventory = { ...world.deps.inventory, records: { pages } };
    expect((await world.reconciled({}, { inventory })).findings).toEqual({});
  });

  it('goes on with the others where an image cannot be read, compared or sent', async () => {
    const [broken, unsent, waiting] = [
      await world.interrupted(),
      await world.interrupted(),
      await world.interrupted(),
    ];
    await world.deps.clock.sleep(DAY + 1);
    const pages = async function* () {
      yield { items: [{ id: idOf(99) }] };
      yield* world.deps.inventory.records.pages();
    };
    const get: typeof world.deps.records.get = async (id) => {
      if (id === broken.id) throw new Error('the disk does not answer');
      return world.deps.records.get(id);
    };
    const send: typeof world.deps.inbox.send = async (key, options) => {
      if (key.id === unsent.id) throw new Error('the queue is down');
      await world.deps.inbox.send(key, options);
    };
    const { findings } = await world.reconciled(
      {},
      {
        inventory: { ...world.deps.inventory, records: { pages }, originals: { pages: nothing } },
        records: { get },
        inbox: { send },
      },
    );
    expect(findings).toEqual({
      'record-unreadable': { found: 1, repaired: 0, examples: [idOf(99)] },
      'not-compared': found(false, broken, unsent),
      'processing-unfinished': found(true, waiting),
    });
    expect(world.failures).toEqual([
      `${broken.id} Error: the disk does not answer`,
      `${unsent.id} Error: the queue is down`,
    ]);
  });

  const nothing = async function* () {
    yield { items: [] };
  };

  it('goes on from any of its reports, and finds the same in the end', async () => {
    for (let n = 1; n <= 5; n += 1) await world.interrupted();
    await world.deps.records.create(recordOf({ id: idOf(50), status: 'processing' }));
    const gone = await world.ready();
    await world.deps.records.remove(gone.id);
    await world.deps.clock.sleep(DAY + 1);
    const whole = await world.reconciled({ dryRun: true });
    expect(whole.findings).toMatchObject({ 'processing-unfinished': { found: 6 } });

    let report = world.begin();
    let runs = 0;
    while (report.next) {
      // Stored in between, as text.
      report = reconciliation.parse(JSON.parse(JSON.stringify(report)));
      for await (const next of reconcile(world.depsWith())(report, { dryRun: true })) {
        report = next;
        break;
      }
      runs += 1;
    }
    expect(report).toEqual(whole);
    expect(runs).toBeGreaterThan(5);
  });

  it('counts what it found, and what needs a person', () => {
    const recorded: Measurement[] = [];
    const findings = {
      'renditions-missing': { found: 2, repaired: 0, examples: [] },
      'notice-missed': { found: 30, repaired: 30, examples: [] },
    };
    countFindings(memoryMetrics(recorded), { ...world.begin(), findings });
    const counted = Object.fromEntries(
      recorded.map(({ name, labels, value }) => [labels['finding'] ?? name, value]),
    );
    expect(counted).toMatchObject({
      'renditions-missing': 2,
      'notice-missed': 30,
      'deletion-unfinished': 0,
      unrepaired_findings: 2,
    });
  });

  it('names twenty images of each finding at most, and counts all', async () => {
    for (let n = 1; n <= 25; n += 1) {
      await world.deps.records.create(recordOf({ id: idOf(n), status: 'processing' }));
    }
    await world.deps.clock.sleep(DAY + 1);
    const { findings } = await world.reconciled();
    expect(findings['processing-unfinished']).toMatchObject({ found: 25, repaired: 25 });
    expect(findings['processing-unfinished']?.examples).toHaveLength(20);
  });
});
