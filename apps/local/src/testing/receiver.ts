import { event, type Event } from '@thumbing/config';
import { Hono } from 'hono';
import { Webhook } from 'standardwebhooks';
import { serve } from './serve.ts';
import { waitUntil } from './wait-until.ts';

export interface Receiver {
  /** Where events are to be sent. */
  readonly url: string;
  /** The ids of every request that was sent, taken or not. */
  readonly asked: readonly string[];
  /** What was taken: only requests whose signature is right. */
  readonly taken: readonly Event[];
  /** What was taken, once there are events of that many ids. */
  readonly received: (count: number) => Promise<readonly Event[]>;
  readonly close: () => Promise<void>;
}

export interface ReceiverOptions {
  /** What the webhook's secret is, which may be known only later. */
  readonly secret: () => Promise<string> | string;
  /** Answers nothing before. */
  readonly hold?: Promise<unknown>;
  /** Answers this instead of taking an event, so often. */
  readonly failures?: { readonly status: number; readonly times: number };
}

/** Someone else's server, which takes events as Standard Webhooks says. */
export async function receiver({ secret, hold, failures }: ReceiverOptions): Promise<Receiver> {
  const asked: string[] = [];
  const taken: Event[] = [];
  let left = failures?.times ?? 0;
  const routes = new Hono();
  routes.post('/hook', async (c) => {
    asked.push(c.req.header('webhook-id') ?? '');
    await hold;
    if (failures && left > 0) {
      left -= 1;
      return c.body(null, failures.status === 302 ? 302 : 500, { location: '/hook' });
    }
    const body = new Webhook(await secret()).verify(await c.req.text(), c.req.header());
    taken.push(event.parse(body));
    return c.body(null, 204);
  });
  // Including a signature that is wrong.
  routes.onError((_, c) => c.body(null, 400));
  const { url, close } = await serve(() => routes);
  return {
    url: `${url}/hook`,
    asked,
    taken,
    received: (count) =>
      waitUntil(() => (new Set(taken.map(({ id }) => id)).size >= count ? taken : undefined)),
    close,
  };
}
