import { setTimeout as sleep } from 'node:timers/promises';
import type { Image } from '@thumbing/config';
import { patientApi, type PatientApi } from './patient-api.ts';
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
  readonly getImage: (id: string) => Promise<Image | undefined>;
}

const CLIENTS = 8;
/** Uploads that a client has in progress. */
const AT_ONCE = 3;

/** Clients as they should be: they repeat what got no answer, and never take that for a refusal. */
export function clients(options: ClientsOptions): Clients {
  const api = patientApi(options.url, options.signal);
  const known = new Map<string, Known>();
  const ownerOf = new Map<string, string>();
  const getImage = (id: string) => api.getImage(ownerOf.get(id) ?? '', id);

  const upload = async (owner: string, upload: Upload): Promise<Fate> => {
    const picture = options.pictures.get(upload.picture);
    if (!picture) throw new Error(`there is no picture '${upload.picture}'`);
    for (;;) {
      const granted = await api.requestGrant(owner, picture);
      if (typeof granted === 'string') return { upload, status: 'refused', code: granted };
      const { id } = granted;
      ownerOf.set(id, owner);
      const entry: Known = { picture: upload.picture };
      known.set(id, entry);
      await sleep(upload.delay);
      const sends = Array.from({ length: upload.twice ? 2 : 1 }, () => api.send(granted, picture));
      if (!(await Promise.all(sends)).includes(true)) continue;
      options.onAccepted();
      return { upload, id, status: await end(api, options, { owner, id, upload, entry }) };
    }
  };

  return {
    known,
    getImage,
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

interface Accepted {
  readonly owner: string;
  readonly id: string;
  readonly upload: Upload;
  readonly entry: Known;
}

/** Waits for the end of an image, and deletes it if the upload says so. */
async function end(
  api: PatientApi,
  { givesUp }: ClientsOptions,
  { owner, id, upload: { deletes }, entry }: Accepted,
): Promise<Fate['status']> {
  if (deletes !== 'at once') {
    entry.ready = (await settled(api, givesUp, owner, id))?.status === 'ready';
  }
  if (deletes === 'never') return 'kept';
  entry.deleting = true;
  await api.remove(owner, id);
  entry.deleted = deletes === 'settled';
  return 'deleted';
}

/** The image when it is settled, or as it is when the clients give up. */
async function settled(
  api: PatientApi,
  givesUp: () => boolean,
  owner: string,
  id: string,
): Promise<Image | undefined> {
  for (;;) {
    const found = await api.getImage(owner, id, 2);
    if (found?.status !== 'pending' && found?.status !== 'processing') return found;
    if (givesUp()) return found;
  }
}
