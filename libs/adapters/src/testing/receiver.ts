import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { event, type Event } from '@thumbing/config';
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

  const statusFor = async (request: IncomingMessage): Promise<number> => {
    const headers = headersOf(request);
    asked.push(headers['webhook-id'] ?? '');
    const body = await text(request);
    await hold;
    if (failures && left > 0) {
      left -= 1;
      return failures.status;
    }
    try {
      taken.push(event.parse(new Webhook(await secret()).verify(body, headers)));
      return 204;
    } catch {
      // Including a signature that is wrong.
      return 400;
    }
  };
  const { url, close } = await serve(() => (request, response) => {
    // Where a redirect leads to: an event that follows it shows among those taken.
    const location = '/hook';
    void statusFor(request).then((status) => response.writeHead(status, { location }).end());
  });
  return {
    url: `${url}/hook`,
    asked,
    taken,
    received: (count) =>
      waitUntil(() => (new Set(taken.map(({ id }) => id)).size >= count ? taken : undefined)),
    close,
  };
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
