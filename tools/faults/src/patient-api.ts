import { setTimeout as sleep } from 'node:timers/promises';
import { image, type Image } from '@thumbing/config';
import * as z from 'zod';
import { insistOn, jsonOf, type Insist } from './insist.ts';
import type { Picture } from './pictures.ts';

/** Requests of owners, repeated until they are answered. */
export interface PatientApi {
  /** A grant, or the code of the problem for which it was refused. */
  readonly requestGrant: (owner: string, picture: Picture) => Promise<Grant | string>;
  /** Sends the original until it is known to be stored. False if the grant has expired before. */
  readonly send: (grant: Grant, picture: Picture) => Promise<boolean>;
  /** The image, or `undefined` if there is none, after so many seconds if it is not settled before. */
  readonly getImage: (owner: string, id: string, wait?: number) => Promise<Image | undefined>;
  readonly remove: (owner: string, id: string) => Promise<void>;
}

const grant = z.object({
  id: z.string(),
  upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
});
export type Grant = z.output<typeof grant>;
const problem = z.object({ code: z.string() });

/** Milliseconds until an upload that was cut off, or sent twice at once, is sent again. */
const PAUSE = 100;

export function patientApi(url: string, signal: AbortSignal): PatientApi {
  const insist = insistOn(url, signal);
  return {
    requestGrant: (owner, picture) => requestGrant(insist, owner, picture),
    send: (granted, picture) => send(insist, granted, picture),
    getImage: async (owner, id, wait = 0) => {
      for (;;) {
        const response = await insist(`/v1/images/${id}?wait=${wait}`, {}, owner);
        const answer = await jsonOf(response);
        if (response.status === 404) return undefined;
        const found = image.safeParse(answer).data;
        if (found) return found;
      }
    },
    remove: async (owner, id) => {
      // 204, or 404 if an earlier attempt had no answer.
      await insist(`/v1/images/${id}`, { method: 'DELETE' }, owner);
    },
  };
}

async function requestGrant(
  insist: Insist,
  owner: string,
  { bytes, contentType }: Picture,
): Promise<Grant | string> {
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
}

async function send(insist: Insist, { upload }: Grant, { bytes }: Picture): Promise<boolean> {
  const { url, headers } = upload;
  for (;;) {
    const response = await insist(url, { method: 'PUT', headers, body: bytes });
    const answer = await jsonOf(response);
    // 412 answers an earlier attempt.
    if (response.status === 200 || response.status === 412) return true;
    if (response.status === 403) return false;
    // Cut off, since the process stopped while it read the body, or sent twice at once.
    if (response.status !== 400 && response.status !== 409)
      throw new Error(`an upload got ${JSON.stringify(answer)}`);
    await sleep(PAUSE);
  }
}
