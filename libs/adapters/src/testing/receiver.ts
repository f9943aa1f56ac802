import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { event, type Event } from '@thumbing/config';
import { Webhook } from 'standardwebhooks';
import { serve } from './serve.ts';
import { waitUntil } from './wait-until.ts';

/** A receiver that runs on this machine, and the requests that it got. */
export interface Receiver {
  /** URL for events. */
  readonly url: string;
  /** Event ids of all requests, accepted or not. */
  readonly requested: readonly string[];
  /** Accepted events: only those with a valid signature. */
  readonly accepted: readonly Event[];
  /** Accepted events, once there are `count` different ones. */
  readonly received: (count: number) => Promise<readonly Event[]>;
  /** Stops the server. */
  readonly close: () => Promise<void>;
}

/** The secret of a receiver, and the trouble that it makes. */
export interface ReceiverOptions {
  /** Signing secret, which may be known only later. */
  readonly secret: () => Promise<string> | string;
  /** Delays responses until it resolves. */
  readonly hold?: Promise<unknown>;
  /** Refuses the first requests, whatever their signature. */
  readonly failures?: {
    /** HTTP status of the responses that fail. */
    readonly status: number;
    /** Number of requests that fail, before all others succeed. */
    readonly times: number;
  };
}

/** Receiver of webhooks that verifies signatures as Standard Webhooks defines. */
export async function receiver({ secret, hold, failures }: ReceiverOptions): Promise<Receiver> {
  const requested: string[] = [];
  const accepted: Event[] = [];
  let left = failures?.times ?? 0;

  const statusFor = async (request: IncomingMessage): Promise<number> => {
    const headers = headersOf(request);
    requested.push(headers['webhook-id'] ?? '');
    const body = await text(request);
    await hold;
    if (failures && left > 0) {
      left -= 1;
      return failures.status;
    }
    try {
      accepted.push(event.parse(new Webhook(await secret()).verify(body, headers)));
      return 204;
    } catch {
      // Includes invalid signatures.
      return 400;
    }
  };
  const { url, close } = await serve(() => (request, response) => {
    // Target of a redirect: an event that follows it would be accepted.
    const location = '/hook';
    void statusFor(request).then((status) => response.writeHead(status, { location }).end());
  });
  return {
    url: `${url}/hook`,
    requested,
    accepted,
    received: (count) =>
      waitUntil(() => (new Set(accepted.map(({ id }) => id)).size >= count ? accepted : undefined)),
    close,
  };
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
