import { setTimeout as sleep } from 'node:timers/promises';
import { image, type Image } from '@thumbing/config';
import * as z from 'zod';
import type { Picture } from './pictures.ts';
import type { Upload } from './schedule.ts';

/** An upload, as its client saw it end. */
export interface Fate {
  readonly upload: Upload;
  /** Id of the image, unless its grant was refused. */
  readonly id?: string;
  readonly status: 'kept' | 'deleted' | 'refused';
  /** Code of the problem for which a grant was refused. */
  readonly code?: string;
}

/** An image that exists, or may exist. */
export interface Known {
  readonly picture: string;
  /** Set when the client has seen it ready, and before it asks for the deletion. */
  ready?: boolean;
  deleting?: boolean;
  /** Set when the deletion of a settled image was confirmed. */
  deleted?: boolean;
}

export interface ClientsOptions {
  readonly url: string;
  readonly pictures: ReadonlyMap<string, Picture>;
  /** Called when an original was accepted. */
  readonly onAccepted: () => void;
  /** Tells clients not to wait any longer: what is not settled by then never is. */
  readonly givesUp: () => boolean;
  /** Ends the clients. */
  readonly signal: AbortSignal;
}

export interface Clients {
  /** Uploads all, several at a time, and waits for their ends. */
  readonly upload: (uploads: readonly Upload[]) => Promise<readonly Fate[]>;
  /** Images by id, also those whose grant a client gave up. */
  readonly known: ReadonlyMap<string, Known>;
  /** The image, or `undefined` if there is none. */
  readonly look: (id: string) => Promise<Image | undefined>;
}

const CLIENTS = 8;
/** Uploads that a client has in progress. */
const AT_ONCE = 3;
/** Milliseconds until a request that failed is sent again. */
const PAUSE = 100;

const grant = z.object({
  id: z.string(),
  upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
});
type Grant = z.output<typeof grant>;
const problem = z.object({ code: z.string() });
const token = z.object({ access_token: z.string() });

/** Clients as they should be: they repeat what got no answer, and never take that for a refusal. */
export function clients({ url, pictures, onAccepted, givesUp, signal }: ClientsOptions): Clients {
  const known = new Map<string, Known>();
  const tokens = new Map<string, string>();
  const ownerOf = new Map<string, string>();

  /** The response to a request, which is repeated while there is none, or the server is at fault. */
  const insist = async (
    path: string,
    init: RequestInit = {},
    owner?: string,
  ): Promise<Response> => {
    for (;;) {
      signal.throwIfAborted();
      const authorization = owner !== undefined && `Bearer ${tokens.get(owner) ?? ''}`;
      const headers = new Headers(init.headers);
      if (authorization) headers.set('authorization', authorization);
      const response = await fetch(new URL(path, url), { ...init, headers, signal }).catch(
        ignoreBreak,
      );
      if (owner !== undefined && response?.status === 401) await signIn(owner);
      else if (response && response.status < 500 && ![408, 429].includes(response.status))
        return response;
      await response?.body?.cancel().catch(() => undefined);
      await sleep(PAUSE);
    }
  };
  const ignoreBreak = (error: unknown): undefined => {
    signal.throwIfAborted();
    // `fetch` throws a TypeError if there is no connection; in Jest, that of another realm.
    if (!String(error).startsWith('TypeError')) throw error;
  };
  /** Also after a step of the clock, for which the server refuses tokens. */
  const signIn = async (owner: string): Promise<void> => {
    const body = JSON.stringify({ sub: owner });
    const response = await insist('/dev/token', { method: 'POST', body });
    tokens.set(owner, token.parse(await jsonOf(response)).access_token);
  };
  /** Body of a response. The connection may break before its end. */
  const jsonOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

  const requestGrant = async (owner: string, { bytes, contentType }: Picture) => {
    const body = JSON.stringify({ profile: 'avatar', contentType, bytes: bytes.length });
    const headers = { 'content-type': 'application/json' };
    for (;;) {
      const response = await insist('/v1/images', { method: 'POST', body, headers }, owner);
      const answer = await jsonOf(response);
      if (response.status === 201) {
        const granted = grant.safeParse(answer).data;
        if (granted) return granted;
      } else {
        const refused = problem.safeParse(answer).data;
        if (refused) return refused.code;
      }
    }
  };
  /** Sends the original until it is known to be stored. False if the grant has expired before. */
  const send = async ({ upload }: Grant, { bytes }: Picture): Promise<boolean> => {
    for (;;) {
      const { url, headers } = upload;
      const response = await insist(url, { method: 'PUT', headers, body: bytes });
      const answer = await jsonOf(response);
      // 412 answers an earlier attempt, or the other one at the same time.
      if (response.status === 200 || response.status === 412) return true;
      if (response.status === 403) return false;
      // Cut off: the process stopped while it read the body.
      if (response.status !== 400) throw new Error(`an upload got ${JSON.stringify(answer)}`);
      await sleep(PAUSE);
    }
  };
  const look = async (id: string, wait = 0): Promise<Image | undefined> => {
    const owner = ownerOf.get(id);
    for (;;) {
      const response = await insist(`/v1/images/${id}?wait=${wait}`, {}, owner);
      const answer = await jsonOf(response);
      if (response.status === 404) return undefined;
      const found = image.safeParse(answer).data;
      if (found) return found;
    }
  };
  /** The image when it is settled, or as it is when the clients give up. */
  const settled = async (id: string): Promise<Image | undefined> => {
    for (;;) {
      const found = await look(id, 2);
      if (found?.status !== 'pending' && found?.status !== 'processing') return found;
      if (givesUp()) return found;
    }
  };
  const remove = async (owner: string, id: string): Promise<void> => {
    // 204, or 404 if an earlier attempt had no answer.
    await insist(`/v1/images/${id}`, { method: 'DELETE' }, owner);
  };

  const upload = async (owner: string, upload: Upload): Promise<Fate> => {
    const picture = pictures.get(upload.picture);
    if (!picture) throw new Error(`there is no picture '${upload.picture}'`);
    for (;;) {
      const granted = await requestGrant(owner, picture);
      if (typeof granted === 'string') return { upload, status: 'refused', code: granted };
      const { id } = granted;
      ownerOf.set(id, owner);
      const entry: Known = { picture: upload.picture };
      known.set(id, entry);
      await sleep(upload.delay);
      const attempts = Array.from({ length: upload.twice ? 2 : 1 }, () => send(granted, picture));
      if (!(await Promise.all(attempts)).includes(true)) continue;
      onAccepted();
      return { upload, id, status: await end(owner, id, upload, entry) };
    }
  };
  const end = async (
    owner: string,
    id: string,
    { deletes }: Upload,
    entry: Known,
  ): Promise<Fate['status']> => {
    if (deletes !== 'at once') entry.ready = (await settled(id))?.status === 'ready';
    if (deletes === 'never') return 'kept';
    entry.deleting = true;
    await remove(owner, id);
    entry.deleted = deletes === 'settled';
    return 'deleted';
  };

  return {
    known,
    look,
    upload: async (uploads) => {
      const fates: Fate[] = [];
      const waiting = uploads.values();
      const work = async (_: unknown, n: number): Promise<void> => {
        for (const next of waiting) fates.push(await upload(`client-${n % CLIENTS}`, next));
      };
      await Promise.all(Array.from({ length: CLIENTS * AT_ONCE }, work));
      return fates;
    },
  };
}
