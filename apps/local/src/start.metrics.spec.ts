import { waitUntil } from '@thumbing/adapters/testing';
import { request } from 'node:http';
import { jpeg, SMALL } from './testing/edition.ts';
import { begin, running } from './testing/fresh-edition.ts';
import { parseOpenMetrics } from './testing/parse-open-metrics.ts';

/** Values of a metric by their labels, as `a=1,b=2`. */
async function valuesOf(metric: string): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(running.metricsUrl ?? '');
  expect(response.headers.get('content-type')).toBe(
    'application/openmetrics-text; version=1.0.0; charset=utf-8',
  );
  const samples = parseOpenMetrics(await response.text());
  const ofName = samples.filter(({ name }) => name === `thumbing_${metric}`);
  return Object.fromEntries(
    ofName.map(({ labels, value }) => [
      Object.entries(labels)
        .map((pair) => pair.join('='))
        .join(),
      value,
    ]),
  );
}

/** Status of a request to the server of metrics. */
const statusOf = (method: string, path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const url = new URL(path, running.metricsUrl);
    request(url, { method }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });

describe('the metrics of the one-machine edition', () => {
  it('count uploads by their end, and the reasons of rejections', async () => {
    await begin({ metrics: true });
    expect(await valuesOf('images_total')).toEqual({
      'profile=avatar,end=ready': 0,
      'profile=avatar,end=rejected': 0,
      'profile=avatar,end=failed': 0,
      'profile=avatar,end=expired': 0,
    });
    const ada = await running.as('ada');
    await ada.settled(await ada.upload(jpeg));
    await ada.settled(await ada.upload(new Uint8Array(Buffer.from('Dear diary'))));
    // An image has settled before its event is counted, and events do not keep their order.
    await waitUntil(async () => {
      const ends = await valuesOf('images_total');
      return ends['profile=avatar,end=ready'] === 1 && ends['profile=avatar,end=rejected'] === 1;
    });
    expect(await valuesOf('images_total')).toMatchObject({
      'profile=avatar,end=ready': 1,
      'profile=avatar,end=rejected': 1,
    });
    expect(await valuesOf('rejections_total')).toEqual({ 'code=unsupported-format': 1 });
  });

  it('time each step', async () => {
    await begin({ metrics: true });
    const ada = await running.as('ada');
    await ada.settled(await ada.upload(jpeg));
    await waitUntil(async () => (await valuesOf('step_seconds_count'))['step=publish'] === 1);
    expect(await valuesOf('step_seconds_count')).toEqual({
      'step=wait': 1,
      'step=render': 1,
      'step=publish': 1,
    });
    expect((await valuesOf('step_seconds_sum'))['step=render']).toBeGreaterThan(0);
  });

  it('count refusals of the API, of uploads, of renditions and of the issuer', async () => {
    await begin({ metrics: true });
    await fetch(`${running.url}/v1/images`);
    await fetch(`${running.url}/uploads/avatar/1`, { method: 'PUT', body: 'x' });
    await fetch(`${running.url}/assets/avatar/1/large.webp`);
    await fetch(`${running.url}/dev/token`, {
      method: 'POST',
      headers: { 'x-forwarded-for': 'a' },
    });
    expect(await valuesOf('refusals_total')).toEqual({
      'status=401,code=unauthorized': 1,
      'status=403,code=no-grant': 1,
      'status=404,code=not-found': 1,
      'status=403,code=not-local': 1,
    });
  });

  it('tell the state of queues, memory and disk', async () => {
    await begin({ metrics: true });
    const ada = await running.as('ada');
    await ada.settled(await ada.upload(jpeg));
    await waitUntil(async () => (await valuesOf('queue_messages'))['queue=inbox'] === 0);
    expect(await valuesOf('queue_age_seconds')).toEqual({ 'queue=inbox': 0, 'queue=webhook': 0 });
    expect(await valuesOf('dead_letters')).toEqual({ 'queue=inbox': 0, 'queue=webhook': 0 });
    const memory = await valuesOf('memory_bytes');
    expect(memory['process=server']).toBeGreaterThan(20_000_000);
    expect(memory['process=renders']).toBeGreaterThan(20_000_000);
    expect((await valuesOf('disk_free_bytes'))['']).toBeGreaterThan(0);
  });

  it('count the memory of the processes that render on request', async () => {
    const { avatar } = SMALL.profiles;
    const variants = { ...avatar?.variants, hero: { on: 'request' as const } };
    await begin({ metrics: true, config: { profiles: { avatar: { ...avatar, variants } } } });
    const ada = await running.as('ada');
    const { id } = await ada.settled(await ada.upload(jpeg));
    const before = (await valuesOf('memory_bytes'))['process=renders'] ?? Infinity;
    expect((await fetch(`${running.url}/assets/avatar/${id}/hero.webp`)).status).toBe(200);
    const after = (await valuesOf('memory_bytes'))['process=renders'];
    expect(after).toBeGreaterThan(before + 20_000_000);
  });

  it('measure what is stored', async () => {
    await begin({ metrics: true });
    const ada = await running.as('ada');
    const { renditions } = await ada.settled(await ada.upload(jpeg));
    const { folder } = running;
    await running.stop();
    await begin({ metrics: true, folder });
    await waitUntil(async () => 'kind=originals' in (await valuesOf('stored_bytes')));
    expect(await valuesOf('stored_bytes')).toEqual({
      'kind=originals': jpeg.length,
      'kind=renditions': renditions.reduce((sum, { bytes }) => sum + bytes, 0),
    });
  });

  it('are served at one path of an address of their own, and nowhere else', async () => {
    await begin({ metrics: true });
    expect((await fetch(`${running.url}/metrics`)).status).toBe(404);
    expect(await statusOf('GET', '/metrics')).toBe(200);
    expect(await statusOf('GET', '/')).toBe(404);
    expect(await statusOf('POST', '/metrics')).toBe(404);
  });

  it('are not served unless somebody asks for it', async () => {
    await begin();
    expect(running.metricsUrl).toBeUndefined();
  });
});
