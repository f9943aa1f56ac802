import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientOf, put, waitUntil, type Client } from '@thumbing/adapters/testing';
import { decodeImage, photo, QUADRANTS } from '@thumbing/image-processor/testing';
import { deployment, type Deployment } from './deployment.ts';
import { fetchPicture } from './fetch-picture.ts';
import { logsOf } from './logs-of.ts';
import { subscribe, type Subscriber } from './subscriber.ts';

let deployed: Deployment;
let subscriber: Subscriber;
/** Resources to close, also if a later one fails to open. */
const opened: { close: () => Promise<void> }[] = [];
let jpeg: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  deployed = await deployment({ env: process.env, secret: () => signingSecret() });
  opened.push(deployed);
  subscriber = await subscribe(deployed.emulator, outputOf('Processing', 'EventsTopic'));
  opened.push(subscriber);
  const options = { width: 300, height: 200, orientation: 6, gps: true };
  jpeg = Uint8Array.from(await photo(options));
});
afterAll(async () => {
  for (const { close } of opened.reverse()) await close();
});

const outputOf = (stack: string, name: string, stage = 'jwt'): string => {
  const value = deployed.outputsOf(stage, stack)[name];
  if (value === undefined) throw new Error(`${stage}/${stack} has no output ${name}`);
  return value;
};

/** The URL of a stage's API in the emulator. */
const apiOf = (stage = 'jwt'): string =>
  `${deployed.emulator.endpoint}/_aws/execute-api/${outputOf('Api', 'ApiId', stage)}/live`;

const as = async (sub: string, stage?: string): Promise<Client> =>
  clientOf(apiOf(stage), await deployed.issuer.tokenOf({ sub }));

async function signingSecret(): Promise<string> {
  const client = new SecretsManagerClient(deployed.emulator);
  const SecretId = outputOf('Processing', 'WebhookSecret0');
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
  return SecretString;
}

async function keysIn(bucket: string, prefix: string): Promise<(string | undefined)[]> {
  const client = new S3Client({ ...deployed.emulator, forcePathStyle: true });
  const listed = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  return (listed.Contents ?? []).map(({ Key }) => Key);
}

/** Tests of the templates cover the features that the emulator lacks; the stages of this app do not use them. */
describe('on an emulator that has no CodeDeploy, TTL, lifecycle rules, alarms and throttling', () => {
  it('changes nothing in a second deployment', async () => {
    const said = await deployed.deploy();
    expect(said.match(/\(no changes\)/g)).toHaveLength(8);
  });

  it.each(['jwt', 'lambda'])(
    'accepts an upload and renders its variants, with tokens verified by %s',
    async (stage) => {
      const ada = await as('ada', stage);
      const image = await ada.settled(await ada.upload(jpeg));
      expect(image).toMatchObject({
        owner: 'ada',
        status: 'ready',
        original: { format: 'jpeg', width: 200, height: 300, bytes: jpeg.length },
        placeholder: { color: expect.stringMatching(/^#/) as unknown },
      });
      expect(image.renditions).toHaveLength(6);
      for (const { url, width, height, format, contentType, bytes } of image.renditions) {
        const picture = await fetchPicture(deployed.emulator.endpoint, url);
        expect(picture).toMatchObject({
          status: 200,
          headers: {
            'content-type': contentType,
            'cache-control': 'public, max-age=31536000, immutable',
            'x-content-type-options': 'nosniff',
          },
        });
        expect(picture.bytes).toHaveLength(bytes);
        const seen = await decodeImage(picture.bytes);
        expect(seen).toMatchObject({ format, width, height, hasGps: false, hasExif: false });
        seen.pixel(2, 2).forEach((value, channel) => {
          expect(Math.abs(value - (QUADRANTS.topLeft[channel] ?? 255))).toBeLessThan(32);
        });
      }
    },
  );

  it('negotiates the format if the URL names none', async () => {
    const ada = await as('ada');
    const { renditions } = await ada.settled(await ada.upload(jpeg));
    const large = renditions[0]?.url.replace(/\.\w+$/, '') ?? '';
    const typeFor = async (accept: string) => {
      const { headers } = await fetchPicture(deployed.emulator.endpoint, large, accept);
      return [headers['content-type'], headers.vary];
    };
    expect(await typeFor('image/avif,image/webp,*/*;q=0.8')).toEqual([
      'image/avif',
      'accept, origin',
    ]);
    expect(await typeFor('image/webp,*/*;q=0.8')).toEqual(['image/webp', 'accept, origin']);
    expect(await typeFor('*/*')).toEqual(['image/jpeg', 'accept, origin']);
  });

  it('refuses at the edge what is not the address of a rendition', async () => {
    const statusOf = async (path: string) => {
      const url = `${outputOf('Storage', 'AssetsUrl')}${path}`;
      return (await fetchPicture(deployed.emulator.endpoint, url)).status;
    };
    const image = '/avatar/01920000-0000-7000-8000-000000000001';
    expect(await statusOf('/')).toBe(404);
    expect(await statusOf(`${image}/large.jpg`)).toBe(400);
    expect(await statusOf(`${image}/huge.webp`)).toBe(404);
    expect(await statusOf(`${image}/width=64.webp`)).toBe(403);
    expect(await statusOf(`${image}/large.webp`)).toBe(404);
  });

  it('returns URLs that clients can reach, and redirects to the newest rendition', async () => {
    const owner = 'auth0|ada ü#1?';
    const ada = await as(owner);
    const response = await ada.api('/v1/images', {
      method: 'POST',
      body: { profile: 'avatar', contentType: 'image/jpeg', bytes: jpeg.length },
    });
    expect(response.headers.get('location')).toMatch(/\/v1\/images\/[\w-]+$/);
    const id = await ada.upload(jpeg);
    await ada.settled(id);
    const url = `${apiOf()}/latest/avatar/${encodeURIComponent(owner)}/large.webp`;
    const latest = await fetch(url, { redirect: 'manual' });
    expect(latest.status).toBe(302);
    expect(latest.headers.get('location')).toBe(
      `${outputOf('Storage', 'AssetsUrl')}/avatar/${id}/large.webp`,
    );
  });

  it('lets pages of the configured origins call and upload, and no others', async () => {
    const { upload } = await (await as('ada')).grant(jpeg.length);
    const allowed = async (url: string, method: string, origin: string) => {
      const headers = {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'content-type',
      };
      const preflight = await fetch(url, { method: 'OPTIONS', headers });
      return preflight.headers.get('access-control-allow-origin');
    };
    for (const [url, method] of [
      [`${apiOf()}/v1/images`, 'POST'],
      [upload.url, 'PUT'],
    ] as const) {
      expect(await allowed(url, method, 'https://app.example.com')).toBe('https://app.example.com');
      expect(await allowed(url, method, 'https://evil.example.com')).toBeNull();
    }
  });

  it('holds an uploader to the type, the length and the checksum, and to one upload', async () => {
    const ada = await as('ada');
    const granted = await ada.grant(jpeg.length);
    expect(await put(granted, jpeg.subarray(1))).toBeGreaterThanOrEqual(400);
    expect(await put(granted, jpeg, { 'content-type': 'text/html' })).toBeGreaterThanOrEqual(400);
    const sha256 = '00'.repeat(32);
    const other = await ada.grant(jpeg.length, { sha256 });
    expect(await put(other, jpeg)).toBeGreaterThanOrEqual(400);
    expect(await put(granted, jpeg)).toBe(200);
    expect(await put(granted, jpeg)).toBe(412);
  });

  it('rejects a file that is not an image, deletes it, and notifies subscribers', async () => {
    const ada = await as('ada');
    const id = await ada.upload(new TextEncoder().encode('this is not a picture'));
    expect(await ada.settled(id)).toMatchObject({
      status: 'rejected',
      error: { code: 'unsupported-format' },
    });
    const { event, attributes } = await subscriber.received(id, 'thumbing.image.rejected');
    expect(event.data.image).toMatchObject({ id, status: 'rejected' });
    expect(attributes).toEqual({ type: 'thumbing.image.rejected', profile: 'avatar' });
    await waitUntil(
      async () =>
        (await keysIn(outputOf('Storage', 'OriginalsBucket'), `avatar/${id}`)).length === 0,
    );
  });

  it('sends signed events to the webhook', async () => {
    const ada = await as('ada');
    const id = await ada.upload(jpeg);
    const image = await ada.settled(id);
    const told = await waitUntil(() =>
      deployed.webhook.accepted.find(
        ({ subject, type }) => subject === id && type === 'thumbing.image.ready',
      ),
    );
    expect(told).toMatchObject({ data: { version: 1, image } });
  });

  it('deletes an image with its files, and publishes an event', async () => {
    const ada = await as('ada');
    const id = await ada.upload(jpeg);
    const [rendition] = (await ada.settled(id)).renditions;
    expect((await ada.api(`/v1/images/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ada.api(`/v1/images/${id}`)).status).toBe(404);
    // The API hides the image, and a worker removes its files.
    await subscriber.received(id, 'thumbing.image.deleted');
    for (const bucket of ['OriginalsBucket', 'RenditionsBucket']) {
      expect(await keysIn(outputOf('Storage', bucket), `avatar/${id}`)).toEqual([]);
    }
    const { status } = await fetchPicture(deployed.emulator.endpoint, rendition?.url ?? '');
    expect(status).toBe(404);
  });

  it.each(['jwt', 'lambda'])(
    'rejects invalid tokens, and hides the images of other owners: %s',
    async (stage) => {
      const [ada, eve] = [await as('ada', stage), await as('eve', stage)];
      const { id } = await ada.grant(jpeg.length);
      expect((await eve.api(`/v1/images/${id}`)).status).toBe(404);
      expect((await eve.api(`/v1/images/${id}`, { method: 'DELETE' })).status).toBe(404);
      const forged = clientOf(apiOf(stage), await deployed.issuer.forgedTokenOf({ sub: 'ada' }));
      const expired = clientOf(
        apiOf(stage),
        await deployed.issuer.tokenOf({ sub: 'ada', expiresIn: -3_600 }),
      );
      for (const stranger of [forged, expired]) {
        expect([401, 403]).toContain((await stranger.api('/v1/images')).status);
      }
      expect((await fetch(`${apiOf(stage)}/v1/images`)).status).toBe(401);
      for (const path of ['health', 'ready']) {
        expect((await fetch(`${apiOf(stage)}/${path}`)).status).toBe(200);
      }
    },
  );

  it('marks an image as failed after its retries, and publishes an event', async () => {
    const ada = await as('ada');
    const { id } = await ada.grant(jpeg.length);
    const queue = new SQSClient(deployed.emulator);
    const inbox = outputOf('Storage', 'Inbox');
    // Two attempts; all of them take minutes.
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: outputOf('Storage', 'DeadLetters'),
      maxReceiveCount: 2,
    });
    await queue.send(
      new SetQueueAttributesCommand({ QueueUrl: inbox, Attributes: { RedrivePolicy } }),
    );
    // S3's notification of an original that does not exist, as if storage had lost it.
    const key = `avatar/${id}`;
    const MessageBody = JSON.stringify({
      Records: [{ eventName: 'ObjectCreated:Put', s3: { object: { key } } }],
    });
    await queue.send(new SendMessageCommand({ QueueUrl: inbox, MessageBody }));
    expect(await ada.settled(id)).toMatchObject({
      status: 'failed',
      error: { code: 'processing-failed' },
    });
    await subscriber.received(id, 'thumbing.image.failed');
  });

  it('logs the image id in every function, and no token, URL or file name', async () => {
    const ada = await as('ada');
    const id = await ada.upload(jpeg, { filename: 'my secret holiday.jpg' });
    await ada.settled(id);
    const services = ['api', 'process-image', 'webhook'];
    await waitUntil(async () => {
      const lines = (await logsOf(deployed.emulator, 'jwt')).filter((line) => line.includes(id));
      return services.every((name) => lines.some((line) => line.includes(`"service":"${name}"`)));
    });
    const all = (await logsOf(deployed.emulator, 'jwt')).join('\n');
    expect(all).not.toMatch(/my secret holiday|X-Amz-Signature|Bearer |eyJ[\w-]+\.eyJ|https?:\/\//);
  });

  it('records metrics in the log, as CloudWatch reads them, and none about an owner', async () => {
    const eve = await as('eve, of all owners');
    await eve.settled(await eve.upload(jpeg));
    const metrics = await waitUntil(async () => {
      const lines = (await logsOf(deployed.emulator, 'jwt')).filter((line) =>
        /^\{"_aws"/.test(line),
      );
      const isThere = (text: string) => lines.some((line) => line.includes(text));
      return isThere('"step":"deliver"') && isThere('"end":"ready"') ? lines : undefined;
    });
    for (const step of ['wait', 'render', 'publish']) {
      expect(metrics).toContainEqual(
        expect.stringMatching(`"step":"${step}","step_seconds":[\\d.]+`),
      );
    }
    expect(metrics.join('\n')).not.toContain('of all owners');
  });
});
