import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serve } from '@thumbing/adapters/testing';
import { event, type Event } from '@thumbing/config';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import type { Random } from './random.ts';

/** A receiver of events that fails at random. */
export interface Receiver {
  readonly url: string;
  /** Accepted events, as often as they came. */
  readonly accepted: readonly Event[];
  /** Number of requests that it refused, or broke off. */
  readonly refused: () => number;
  /** Share of the events that fail, each once: refused, broken off, and accepted without a response, in turn. */
  failing: number;
  readonly close: () => Promise<void>;
}

const secrets = z.record(z.string(), z.string());

/** Receives events of the server whose folder this is. */
export async function startReceiver(folder: string, random: Random): Promise<Receiver> {
  const accepted: Event[] = [];
  const failed = new Set<string>();
  const secretOf = async (url: string): Promise<string> =>
    secrets.parse(JSON.parse(await readFile(join(folder, 'data/keys/webhooks.json'), 'utf8')))[
      url
    ] ?? '';

  const { url, close } = await serve((base) => (request, response) => {
    const answer = async (): Promise<void> => {
      const {
        'webhook-id': id,
        'webhook-timestamp': time,
        'webhook-signature': signature,
      } = request.headers;
      const body = await text(request);
      const key = String(id);
      const fails = !failed.has(key) && random() < receiver.failing;
      const how = failed.size % 3;
      if (fails) {
        failed.add(key);
        if (how === 0) return void response.writeHead(500).end();
        if (how === 1) return void request.socket.destroy();
      }
      const webhook = new Webhook(await secretOf(`${base}/hook`));
      // Signed again, since the clock of the server may be hours away, for which `verify` would refuse it.
      if (webhook.sign(key, new Date(Number(time) * 1_000), body) !== signature) {
        return void response.writeHead(400).end();
      }
      accepted.push(event.parse(JSON.parse(body)));
      // Accepted, but the server cannot know: it sends the event again.
      if (fails) request.socket.destroy();
      else response.writeHead(204).end();
    };
    void answer().catch(() => response.destroy());
  });
  const receiver: Receiver = {
    url: `${url}/hook`,
    accepted,
    refused: () => failed.size,
    failing: 0,
    close,
  };
  return receiver;
}
