import { image, type Image } from '@thumbing/config';
import * as z from 'zod';

const grantResponse = z.object({
  id: z.string(),
  upload: z.object({
    method: z.literal('PUT'),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
  expiresAt: z.string(),
  self: z.string(),
});
export type Granted = z.output<typeof grantResponse>;

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export type Client = ReturnType<typeof clientOf>;

/** Client of the API, with the token of one owner. */
export function clientOf(url: string, token: string) {
  const api = (path: string, options: RequestOptions = {}) =>
    fetch(url + path, requestInit(token, options));

  const grant = async (bytes: number, request: object = {}): Promise<Granted> => {
    const body = { profile: 'avatar', contentType: 'image/jpeg', bytes, ...request };
    const response = await api('/v1/images', { method: 'POST', body });
    if (response.status !== 201) throw new Error(`no grant: ${await response.text()}`);
    return grantResponse.parse(await response.json());
  };

  const look = async (id: string, wait = 0): Promise<Image> => {
    const response = await api(`/v1/images/${id}?wait=${wait}`);
    if (response.status !== 200) throw new Error(`no image: ${await response.text()}`);
    return image.parse(await response.json());
  };

  const settled = async (id: string): Promise<Image> => {
    for (;;) {
      const found = await look(id, 20);
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

  return { api, grant, look, settled, upload };
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
