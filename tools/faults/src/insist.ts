import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** The response to a request, with the token of an owner if one is given. */
export type Insist = (path: string, init?: RequestInit, owner?: string) => Promise<Response>;

/** Milliseconds until a request that failed is sent again. */
const PAUSE = 100;

const token = z.object({ access_token: z.string() });

/** Sends requests again while they get no response, or the server is at fault. */
export function insistOn(url: string, signal: AbortSignal): Insist {
  const tokens = new Map<string, string>();

  const attempt = async (path: string, init: RequestInit, owner?: string) => {
    signal.throwIfAborted();
    const headers = new Headers(init.headers);
    if (owner !== undefined) headers.set('authorization', `Bearer ${tokens.get(owner) ?? ''}`);
    try {
      return await fetch(new URL(path, url), { ...init, headers, signal });
    } catch (error) {
      signal.throwIfAborted();
      // `fetch` throws a TypeError if there is no connection; in Jest, that of another realm.
      if (!String(error).startsWith('TypeError')) throw error;
      return undefined;
    }
  };
  const insist: Insist = async (path, init = {}, owner) => {
    for (;;) {
      const response = await attempt(path, init, owner);
      if (response && !isForLater(response, owner)) return response;
      await response?.body?.cancel().catch(() => undefined);
      if (owner !== undefined && response?.status === 401) await signIn(owner);
      else await sleep(PAUSE);
    }
  };
  /** Also after a step of the clock, for which the server refuses tokens. */
  const signIn = async (owner: string): Promise<void> => {
    const body = JSON.stringify({ sub: owner });
    const response = await insist('/dev/token', { method: 'POST', body });
    tokens.set(owner, token.parse(await jsonOf(response)).access_token);
  };
  return insist;
}

const isForLater = ({ status }: Response, owner?: string): boolean =>
  status >= 500 || [408, 429].includes(status) || (owner !== undefined && status === 401);

/** Body of a response; `undefined` if the connection broke before its end. */
export const jsonOf = (response: Response): Promise<unknown> =>
  response.json().catch(() => undefined);
