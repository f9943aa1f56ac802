import { image, type Image } from '@thumbing/config';
import * as z from 'zod';

const grantResponse = z.object({
  /** Id of the new image, a UUIDv7. */
  id: z.string(),
  /** Request that uploads the original: `put` sends it. */
  upload: z.object({
    /** PUT, which the URL is signed for. */
    method: z.literal('PUT'),
    /** Absolute URL, signed for this original. */
    url: z.string(),
    /** Headers that the request must have, with these values. */
    headers: z.record(z.string(), z.string()),
  }),
  /** End of the grant, as an ISO 8601 time. */
  expiresAt: z.string(),
  /** Path of the image in the API, without the host. */
  self: z.string(),
});
/** Response of the API to a request for a grant. */
export interface Granted extends z.output<typeof grantResponse> {}

/** Parts of a request that differ from a plain GET. */
export interface RequestOptions {
  /** Method, in capitals. @default 'GET' */
  readonly method?: string;
  /** Added to `authorization` and `content-type`, or replacing them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Aborts the request, which then rejects. */
  readonly signal?: AbortSignal;
}

/** Calls of the API by one owner, which `clientOf` makes. */
export type Client = ReturnType<typeof clientOf>;

/** Client of the API, with the token of one owner. */
export function clientOf(url: string, token: string) {
  /** Requests a path of the API. Resolves for every status. */
  const api = (path: string, options: RequestOptions = {}) =>
    fetch(url + path, requestInit(token, options));

  /** Requests a grant: for a JPEG avatar, unless `request` says otherwise. Throws for any status but 201. */
  const grant = async (bytes: number, request: object = {}): Promise<Granted> => {
    const body = { profile: 'avatar', contentType: 'image/jpeg', bytes, ...request };
    const response = await api('/v1/images', { method: 'POST', body });
    if (response.status !== 201) throw new Error(`no grant: ${await response.text()}`);
    return grantResponse.parse(await response.json());
  };

  /** Gets an image, after waiting up to `wait` seconds for its status to change. Throws for any status but 200. */
  const getImage = async (id: string, wait = 0): Promise<Image> => {
    const response = await api(`/v1/images/${id}?wait=${wait}`);
    if (response.status !== 200) throw new Error(`no image: ${await response.text()}`);
    return image.parse(await response.json());
  };

  /** Gets an image once it is ready, rejected or failed. Never gives up. */
  const settled = async (id: string): Promise<Image> => {
    for (;;) {
      const found = await getImage(id, 20);
      if (found.status !== 'pending' && found.status !== 'processing') return found;
    }
  };

  /** Requests a grant and redeems it. */
  const upload = async (data: Uint8Array<ArrayBuffer>, request?: object): Promise<string> => {
    const granted = await grant(data.length, request);
    const status = await put(granted, data);
    if (status !== 200) throw new Error(`the upload was answered with ${status}`);
    return granted.id;
  };

  return { api, grant, getImage, settled, upload };
}

function requestInit(
  token: string,
  { method = 'GET', headers, body, signal }: RequestOptions,
): RequestInit {
  return {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  };
}

/** Uploads an original with its grant. Returns the status. */
export async function put(
  { upload }: Pick<Granted, 'upload'>,
  data: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const { method, url } = upload;
  const response = await fetch(url, {
    method,
    headers: { ...upload.headers, ...headers },
    body: data,
  });
  await response.arrayBuffer();
  return response.status;
}
