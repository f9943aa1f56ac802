import { idOf, manualClock, recordOf } from '@thumbing/pipeline/testing';
import { avatar, problemOf, world } from '../testing/world.ts';

describe('while a check of grants fails', () => {
  const waiting = async () => '10001 originals wait, more than 10000';
  const request = { method: 'POST', body: avatar };

  it('responds with 503 and what is wrong, grants nothing, and takes no quota', async () => {
    let wrong: string | undefined = await waiting();
    const clock = manualClock();
    const { ada, records } = world({ clock, grantReadiness: { inbox: async () => wrong } });
    const response = await ada('/v1/images', request);
    expect(await problemOf(response)).toMatchObject({
      status: 503,
      code: 'not-ready',
      errors: [{ field: 'inbox', detail: wrong }],
    });
    expect(response.headers.get('retry-after')).toBe('30');
    expect(await records.list({ owner: 'ada', limit: 1 })).toEqual([]);
    wrong = undefined;
    await clock.sleep(2_000);
    const granted = await ada('/v1/images', request);
    expect(granted.headers.get('ratelimit')).toContain('"grantsPerDay";r=9999;');
  });

  it('lists and returns images', async () => {
    const { ada, records } = world({ grantReadiness: { inbox: waiting } });
    await records.create(recordOf());
    expect((await ada('/v1/images')).status).toBe(200);
    expect((await ada(`/v1/images/${idOf(1)}`)).status).toBe(200);
  });

  it('grants although another check of `/ready` fails', async () => {
    const { ada } = world({ readiness: { inbox: waiting } });
    expect((await ada('/v1/images', request)).status).toBe(201);
  });

  it('tells nobody without a token', async () => {
    const { api } = world({ grantReadiness: { inbox: waiting } });
    expect((await api.request('/v1/images', { method: 'POST' })).status).toBe(401);
  });
});
