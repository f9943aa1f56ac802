import { defineConfig, originalKey, renditionKey, type RenditionKey } from '@thumbing/config';
import {
  manualClock,
  memoryCopies,
  memoryOriginals,
  memoryQuotas,
  memoryRecords,
  memoryRenditions,
} from '@thumbing/pipeline/memory';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { Hono } from 'hono';
import { createDelivery, type DeliveryDeps } from '../delivery/create-delivery.ts';

/** The image that there is. */
export const image = { profile: 'photo', id: idOf(1) };

const config = defineConfig({
  profiles: {
    photo: {
      variants: {
        hero: { on: 'request', resize: { width: 40 } },
        best: { formats: { smallest: ['webp', 'png'] } },
      },
      formats: ['webp', 'png'],
      onDemand: { widths: [10], recipes: 'signed' },
    },
    secret: { variants: { hero: { on: 'request' } }, formats: ['webp'], access: 'private' },
  },
  delivery: { perImage: 2 },
});

const ready = recordOf({
  ...image,
  status: 'ready',
  settledAt: '2026-01-01T00:00:00.000Z',
  original: { format: 'png', width: 60, height: 40, bytes: 1 },
});

type Rendered = Awaited<ReturnType<DeliveryDeps<object>['render']>>;

/** A render whose file has the name of its format in it: the pipeline's own tests render pictures. */
const rendered = (format: RenditionKey['format']): Rendered => ({
  original: { format: 'png', width: 60, height: 40, bytes: 1, frames: 1, alpha: false },
  placeholder: () => Promise.reject(new Error('nobody asks for it')),
  renditions: (async function* () {
    const data = Buffer.from(`a picture as ${format}`);
    yield { variant: 'file', format, width: 40, height: 27, data };
  })(),
});

/** Seconds since 1970 of the clock. */
export const NOW = Date.parse('2026-01-01T00:00:00.000Z') / 1_000;

/** Delivery over adapters in memory, where a signature is `valid` or `ended`, with an end or without. */
export function deliveryWorld(overrides: Partial<DeliveryDeps<object>> = {}, record = ready) {
  const kept = new Map<string, Uint8Array>();
  const records = memoryRecords(new Map([[record.id, record]]));
  const delivery = createDelivery({
    config,
    records,
    originals: memoryOriginals(new Map([[originalKey.format(record), Uint8Array.of(1)]])),
    copies: memoryCopies(new Map()),
    renditions: memoryRenditions(kept),
    quotas: memoryQuotas(),
    clock: { ...manualClock(), sleep: () => new Promise(() => undefined) },
    render: async (_, { formats }) => rendered(formats[0] ?? 'webp'),
    makes: { atOnce: 2, waiting: 10 },
    signatures: {
      verify: async (_, signature) => {
        const [status] = signature.split('.');
        return status === 'valid' || status === 'ended' ? status : 'invalid';
      },
    },
    sendKept: async (c, key) => {
      const data = kept.get(renditionKey.format(key));
      return data && c.body(Uint8Array.from(data), 200, { 'x-kept': 'true' });
    },
    onUnkept: (error) => {
      throw error;
    },
    ...overrides,
  });
  const app = new Hono().route('/assets', delivery);
  app.onError((error, c) => c.text(`unexpected: ${error.message}`, 500));
  const get = (name: string, init?: RequestInit): Promise<Response> =>
    Promise.resolve(app.request(`/assets/${originalKey.format(image)}/${name}`, init));
  return { app, get, kept, records };
}
