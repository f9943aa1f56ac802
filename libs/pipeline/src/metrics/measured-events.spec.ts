import type { Event } from '@thumbing/config';
import { manualClock, memoryEvents } from '../testing/memory.ts';
import { memoryMetrics, type Measurement } from '../testing/memory-metrics.ts';
import { eventOf } from '../testing/samples.ts';
import { measuredEvents } from './measured-events.ts';

const rejected = (): Event => {
  const { data, ...event } = eventOf(1, 'thumbing.image.rejected');
  const error = { code: 'corrupt', detail: 'the file ends early' };
  return { ...event, data: { ...data, image: { ...data.image, error } } };
};

describe('measuredEvents', () => {
  const clock = manualClock();
  let recorded: Measurement[];
  beforeEach(() => {
    recorded = [];
  });

  it('counts the end of an image, and times its publication', async () => {
    const events = { publish: () => clock.sleep(250) };
    await measuredEvents(events, { metrics: memoryMetrics(recorded), clock }).publish(eventOf(1));
    expect(recorded).toEqual([
      { name: 'step_seconds', labels: { step: 'publish' }, value: 0.25 },
      { name: 'images', labels: { profile: 'avatar', end: 'ready' }, value: 1 },
    ]);
  });

  it('counts the reason of a rejection', async () => {
    const deps = { metrics: memoryMetrics(recorded), clock };
    await measuredEvents(memoryEvents(), deps).publish(rejected());
    expect(recorded).toContainEqual({ name: 'rejections', labels: { code: 'corrupt' }, value: 1 });
  });

  it('counts no image whose event was not published, but its time', async () => {
    const events = { publish: () => Promise.reject(new Error('the topic is down')) };
    const measured = measuredEvents(events, { metrics: memoryMetrics(recorded), clock });
    await expect(measured.publish(eventOf(1))).rejects.toThrow('the topic is down');
    expect(recorded.map(({ name }) => name)).toEqual(['step_seconds']);
  });
});
