import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '@thumbing/adapters';
import { put, waitUntil } from '@thumbing/adapters/testing';
import type { GrantedUpload } from '@thumbing/pipeline';
import { idOf } from '@thumbing/pipeline/testing';
import { jpeg } from '../testing/edition.ts';
import { raw } from '../testing/raw.ts';
import { ada, nothingStaged, running } from '../testing/shared-edition.ts';
import { signedUploadGrants } from './signed-upload-grants.ts';

describe('uploads, on a connection', () => {
  /** Head of a request with a grant's URL and these headers. */
  const headOf = (
    { upload }: Pick<GrantedUpload, 'upload'>,
    ...headers: readonly string[]
  ): string => {
    const { host, pathname, search } = new URL(upload.url);
    const lines = [`PUT ${pathname}${search} HTTP/1.1`, `Host: ${host}`, ...headers];
    return `${lines.join('\r\n')}\r\n\r\n`;
  };

  it('requires the length of an upload', async () => {
    const granted = await ada.grant(jpeg.length);
    const answer = await raw(
      running.url,
      headOf(
        granted,
        'Content-Type: image/jpeg',
        'Transfer-Encoding: chunked',
        'Connection: close',
      ),
      '3\r\nabc\r\n0\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 411 /);
    expect(answer).toContain(`Content-Length: ${jpeg.length}`);
    expect(await put(granted, jpeg)).toBe(200);
  });

  it('refuses a grant that has expired', async () => {
    const secret = await readFile(join(running.folder.path, 'keys', 'grants'));
    const grants = signedUploadGrants({
      secret,
      baseUrl: `${running.url}/uploads`,
      clock: systemClock,
    });
    const grant = { key: { profile: 'avatar', id: idOf(1) }, contentType: 'image/jpeg' };
    const expiresAt = new Date(Date.now() - 1);
    const upload = await grants.issue({ ...grant, bytes: jpeg.length, expiresAt });
    expect(await put({ upload }, jpeg)).toBe(403);
  });

  it('keeps nothing of an interrupted upload, and the grant stays valid', async () => {
    const granted = await ada.grant(jpeg.length);
    await nothingStaged();
    const { hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    socket.write(headOf(granted, 'Content-Type: image/jpeg', `Content-Length: ${jpeg.length}`));
    socket.write(jpeg.subarray(0, 100));
    await waitUntil(async () => (await running.folder.files('staging')).length === 1);
    expect(await running.folder.files('originals')).not.toContain(`avatar/${granted.id}`);
    socket.destroy();
    await nothingStaged();
    expect(await running.folder.files('originals')).not.toContain(`avatar/${granted.id}`);
    expect(await put(granted, jpeg)).toBe(200);
    expect((await ada.settled(granted.id)).status).toBe('ready');
  });

  it('answers the next request on a connection after refusing an unread upload', async () => {
    const granted = await ada.grant(jpeg.length);
    const answer = await raw(
      running.url,
      headOf(granted, 'Content-Type: image/png', `Content-Length: ${jpeg.length}`),
      jpeg,
      'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200']);
  });

  it('supports Expect: 100-continue', async () => {
    const granted = await ada.grant(jpeg.length);
    const { hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    const length = `Content-Length: ${jpeg.length}`;
    socket.write(headOf(granted, 'Content-Type: image/jpeg', length, 'Expect: 100-continue'));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 100 /);
    socket.destroy();
  });

  it('logs none of these mistakes of clients', () => {
    expect(running.logged).toEqual([]);
  });
});
