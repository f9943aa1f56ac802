import { askFunction, provideStreaming } from '../testing/streaming-runtime.ts';
import { streamDelivery, type StreamDeliveryDeps } from './stream-delivery.ts';

provideStreaming();

type Fetch = StreamDeliveryDeps['delivery']['fetch'];

/** A handler whose delivery answers so, and what it logs as errors. */
function world(fetch: Fetch, done: () => Promise<void> = async () => undefined) {
  const errors: unknown[] = [];
  const handler = streamDelivery({
    delivery: { fetch },
    background: { done },
    logger: {
      addContext: () => undefined,
      setCorrelationId: () => undefined,
      error: (...given) => void errors.push(given),
    },
  });
  return { handler, errors };
}

const path = '/avatar/01920000-0000-7000-8000-000000000001/large.webp';

it('answers with the status, the headers and every byte, and states no length', async () => {
  const data = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
  const headers = { 'content-type': 'image/webp', 'content-length': '100000', etag: '"a"' };
  const { handler } = world(() => new Response(data, { headers }));
  const { response } = await askFunction(handler, { path });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'image/webp',
    etag: '"a"',
  });
  expect(Buffer.from(await response.arrayBuffer()).equals(data)).toBe(true);
});

it('answers without a body', async () => {
  const { handler } = world(() => new Response(null, { status: 304, headers: { etag: '"a"' } }));
  const { response, ended } = await askFunction(handler, { path });
  expect([response.status, response.headers.get('etag')]).toEqual([304, '"a"']);
  await ended;
});

it('ends once what a rendition leaves to do is done, and answers before', async () => {
  const work = Promise.withResolvers<unknown>();
  const { handler } = world(
    () => new Response('picture'),
    async () => {
      await work.promise;
    },
  );
  const { response, ended } = await askFunction(handler, { path });
  expect(await response.text()).toBe('picture');
  const early = await Promise.race([ended.then(() => 'ended'), Promise.resolve('waits')]);
  expect(early).toBe('waits');
  work.resolve(undefined);
  await ended;
});

it.each([
  ['the query', 's=k.1.query', {}, '?s=k.1.query'],
  ['the header that the edge writes', '', { 'x-thumbing-signature': 'k..m' }, '?s=k..m'],
])('passes on the request, with the signature of %s', async (_, query, headers, asked) => {
  const requests: Request[] = [];
  const { handler } = world((request) => {
    requests.push(request);
    return new Response('picture');
  });
  await askFunction(handler, { path, query, headers: { ...headers, accept: 'image/avif' } });
  expect(requests.map(({ method, url }) => [method, url])).toEqual([
    ['GET', `https://images.invalid${path}${asked}`],
  ]);
  expect(requests[0]?.headers.get('accept')).toBe('image/avif');
  expect(requests[0]?.headers.has('x-thumbing-signature')).toBe(false);
});

it('logs an unexpected error, and keeps its reason from the caller', async () => {
  const { handler, errors } = world(async () => {
    throw new Error('the table is gone');
  });
  const { response } = await askFunction(handler, { path });
  expect(response.status).toBe(500);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toMatchObject({ code: 'internal', status: 500 });
  expect(errors).toMatchObject([['rendition not made', { error: new Error('the table is gone') }]]);
});
