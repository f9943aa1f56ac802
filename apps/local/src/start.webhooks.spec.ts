import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  receiver,
  type Receiver,
  type ReceiverOptions,
  waitUntil,
} from '@thumbing/adapters/testing';
import type { Event } from '@thumbing/config';
import { FINAL_EVENT_TYPES } from '@thumbing/pipeline/testing';
import { edition, jpeg, type Edition } from './testing/edition.ts';

const text = new Uint8Array(Buffer.from('this is not a picture, whatever it is called'));

describe('webhooks of the one-machine edition', () => {
  let running: Edition;
  let subscriber: Receiver;
  const begin = async (
    options: Partial<ReceiverOptions> = {},
    others: readonly { readonly url: string }[] = [],
  ): Promise<void> => {
    const secret = async () => {
      const path = join(running.folder.path, 'keys', 'webhooks.json');
      const secrets = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
      return secrets[subscriber.url] ?? '';
    };
    subscriber = await receiver({ secret, ...options });
    running = await edition({
      config: { webhooks: [{ url: subscriber.url, events: [...FINAL_EVENT_TYPES] }, ...others] },
    });
  };
  afterEach(async () => {
    await running.close();
    await subscriber.close();
  });
  const outcomesOf = (events: readonly Event[]) =>
    [...new Set(events.map(({ id, type }) => `${type} ${id.split('.')[0] ?? ''}`))].sort();

  it('receive every outcome, signed with the stored secret', async () => {
    await begin();
    const ada = await running.as('ada');
    const ready = await ada.upload(jpeg);
    const rejected = await ada.upload(text);
    await ada.settled(ready);
    await ada.api(`/v1/images/${ready}`, { method: 'DELETE' });
    const events = await subscriber.received(3);
    expect(outcomesOf(events)).toEqual([
      `thumbing.image.deleted ${ready}`,
      `thumbing.image.ready ${ready}`,
      `thumbing.image.rejected ${rejected}`,
    ]);
    const url = events.find(({ type }) => type === 'thumbing.image.ready')?.data.image.renditions[0]
      ?.url;
    expect(url).toMatch(new RegExp(`^${running.url}/assets/avatar/${ready}/`));
  });

  it('receive an event again that they did not accept', async () => {
    await begin({ failures: { status: 500, times: 1 } });
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    expect(outcomesOf(await subscriber.received(1))).toEqual([`thumbing.image.ready ${id}`]);
    expect(subscriber.requested).toEqual([`${id}.ready`, `${id}.ready`]);
    const { origin } = new URL(subscriber.url);
    expect(running.logged).toEqual([
      `webhook of ${origin}: event ${id}.ready failed, attempt 1: Error: the webhook responded with 500`,
    ]);
  });

  it('are not followed to a redirect', async () => {
    await begin({ failures: { status: 302, times: 1 } });
    const ada = await running.as('ada');
    await ada.upload(jpeg);
    await waitUntil(() => running.logged.length > 0);
    expect(subscriber.requested).toHaveLength(1);
    expect(running.logged[0]).toContain('the webhook responded with 302');
  });

  it('are not delayed by a slow one', async () => {
    const release = Promise.withResolvers<undefined>();
    const slow = await receiver({ secret: () => '', hold: release.promise });
    await begin({}, [{ url: slow.url }]);
    const ada = await running.as('ada');
    for (let n = 0; n < 10; n += 1) await ada.upload(text);
    expect(await subscriber.received(10)).toHaveLength(10);
    expect(slow.accepted).toEqual([]);
    release.resolve(undefined);
    await slow.close();
  });
});
