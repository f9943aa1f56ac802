import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { deliverWebhook, type DeliverWebhookDeps } from '@thumbing/adapters';
import { defineConfig, EVENT_TYPES, originalKey, type Event } from '@thumbing/config';
import { render } from '@thumbing/image-processor';
import { photo } from '@thumbing/image-processor/testing';
import {
  deleteImage,
  expireGrant,
  finishDeletion,
  grantUpload,
  markFailed,
} from '@thumbing/pipeline';
import * as memory from '@thumbing/pipeline/memory';
import { processImage } from '@thumbing/pipeline/process-image';

const config = defineConfig({
  profiles: {
    avatar: {
      variants: { large: { resize: { width: 512, height: 512, fit: 'cover' } } },
      formats: ['webp', 'jpeg'],
    },
  },
});

/** One event of each type, published by the use cases over in-memory adapters. */
export async function realEvents(): Promise<readonly Event[]> {
  const uploads = new Map<string, Uint8Array>();
  const published: Event[] = [];
  const clock = memory.manualClock('2026-11-23T08:30:19.714Z');
  let ids = 0;
  const deps = {
    config,
    render,
    records: memory.memoryRecords(),
    originals: memory.memoryOriginals(uploads),
    renditions: memory.memoryRenditions(),
    events: memory.memoryEvents(published),
    grants: {
      issue: async () => ({ method: 'PUT' as const, url: 'https://u.example.com', headers: {} }),
    },
    quotas: memory.memoryQuotas(),
    clock,
    metrics: memory.memoryMetrics(),
    inbox: memory.memoryInbox(),
    newId: () => `01a20787-0843-76fc-b133-e1da042e7b6${(ids += 1)}`,
  };
  const upload = async (data: Uint8Array, filename: string) => {
    const request = { profile: 'avatar', contentType: 'image/jpeg', bytes: data.length, filename };
    const { id } = await grantUpload(deps)('ada', request);
    const key = { profile: 'avatar', id };
    uploads.set(originalKey.format(key), data);
    await clock.sleep(2_000);
    return key;
  };

  const picture = await photo({ width: 1200, height: 800 });
  const ready = await upload(picture, 'me.jpg');
  await processImage(deps)(ready);
  await processImage(deps)(await upload(Buffer.from('Dear diary'), 'diary.jpg'));
  await markFailed(deps)(await upload(picture, 'me.jpg'));
  await deleteImage({ ...deps, finishDeletion: (image) => finishDeletion(deps, image) })(
    'ada',
    ready.id,
  );
  const unused = await upload(picture, 'me.jpg');
  uploads.delete(originalKey.format(unused));
  await clock.sleep(2 * 60 * 60 * 1_000);
  await expireGrant(deps)(unused.id);
  await processImage(deps)(unused);
  return EVENT_TYPES.map((type) => {
    const event = published.find((event) => event.type === type);
    if (!event) throw new Error(`no event of type '${type}': call the use case that publishes it`);
    return event;
  });
}

export interface DeliveredRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Delivers an event as a webhook to a server of its own, and returns the request that arrived there. */
export async function deliveredRequest(
  event: Event,
  signing: Pick<DeliverWebhookDeps, 'secret' | 'clock'>,
): Promise<DeliveredRequest> {
  const received = Promise.withResolvers<DeliveredRequest>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      response.writeHead(204).end();
      received.resolve({ headers: Object.fromEntries(headers) as Record<string, string>, body });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  try {
    const url = `http://127.0.0.1:${address.port}/hook`;
    await deliverWebhook({ ...signing, url })(event);
    return await received.promise;
  } finally {
    server.close();
  }
}
