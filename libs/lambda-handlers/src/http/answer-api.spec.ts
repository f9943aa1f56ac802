import { createApi, type ApiDeps } from '@thumbing/api';
import { builtinProfiles, defineConfig } from '@thumbing/config';
import * as memory from '@thumbing/pipeline/memory';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerApi } from './answer-api.ts';
import { apiDeps } from '../testing/api-deps.ts';
import { context, httpEvent } from '../testing/events.ts';

/** The native authorizer's, and ours. */
const jwt = (sub: string) => ({
  jwt: { claims: { sub, exp: '4000000000', iss: 'https://i.example.com' }, scopes: [] },
});
const lambda = (sub: string) => ({ lambda: { sub, exp: 4_000_000_000 } });
const authorization = 'Bearer whatever-was-checked';

function open(overrides: Partial<ApiDeps> = {}) {
  const records = memory.memoryRecords();
  const correlations: string[] = [];
  const api = createApi({
    ...apiDeps(),
    config: defineConfig({ profiles: builtinProfiles, origins: ['https://app.example.com'] }),
    records,
    onError: () => undefined,
    onInvalidToken: () => undefined,
    ...overrides,
  });
  const handler = answerApi({
    api,
    clock: memory.manualClock(),
    logger: {
      addContext: () => undefined,
      setCorrelationId: (id) => void correlations.push(String(id)),
    },
  });
  return { records, correlations, ask: (event: APIGatewayProxyEventV2) => handler(event, context) };
}

it.each([
  ['the native authorizer', jwt('auth0|ada/ü')],
  ['the Lambda authorizer', lambda('auth0|ada/ü')],
])('knows the owner from %s', async (_, authorizer) => {
  const { ask, records } = open();
  await records.create(recordOf({ owner: 'auth0|ada/ü' }));
  const answer = await ask(httpEvent({ headers: { authorization }, authorizer }));
  expect(answer).toMatchObject({
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
  });
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ images: [{ id: idOf(1) }] });
});

it.each([
  ['no authorizer', undefined],
  ['an authorizer that found nobody', lambda('')],
  ['an authorizer of another kind', { iam: { userId: 'ada' } }],
])('knows no owner from %s, whatever token is sent along', async (_, authorizer) => {
  const headers = { authorization: `Bearer e30.${btoa('{"sub":"ada"}')}.x` };
  const event = httpEvent({ headers, ...(authorizer && { authorizer }) });
  expect(await open().ask(event)).toMatchObject({ statusCode: 401 });
});

it('never mixes up two requests at once', async () => {
  const { ask, records } = open();
  await records.create(recordOf({ id: idOf(1), owner: 'ada' }));
  await records.create(recordOf({ id: idOf(2), owner: 'eve' }));
  const bodies = await Promise.all(
    ['ada', 'eve'].map(async (sub) => {
      const answer = await ask(httpEvent({ headers: { authorization }, authorizer: jwt(sub) }));
      return JSON.parse(answer.body ?? '') as unknown;
    }),
  );
  expect(bodies).toMatchObject([{ images: [{ id: idOf(1) }] }, { images: [{ id: idOf(2) }] }]);
});

it.each([
  ['$default', '/health'],
  ['live', '/live/health'],
  ['live', '/health'],
])('answers under the stage %s at %s', async (stage, path) => {
  expect(await open().ask(httpEvent({ stage, path }))).toMatchObject({ statusCode: 200 });
});

it.each(['ada', 'auth0|ada ü', '50%25', 'what?x#1'])(
  'finds the newest rendition of %s, whose name API Gateway decodes',
  async (owner) => {
    const { ask, records } = open();
    const rendition = { variant: 'large', format: 'webp', width: 1, height: 1, bytes: 1 } as const;
    await records.create(recordOf({ owner, status: 'ready', renditions: [rendition] }));
    const path = `/live/latest/avatar/${encodeURIComponent(owner)}/large.webp`;
    expect(await ask(httpEvent({ stage: 'live', path }))).toMatchObject({ statusCode: 302 });
  },
);

it.each([false, true])('reads a body, encoded or not (%s)', async (isBase64Encoded) => {
  const json = JSON.stringify({
    profile: 'avatar',
    contentType: 'image/png',
    bytes: 100,
    filename: 'mé.png',
  });
  const { ask, records } = open();
  const answer = await ask(
    httpEvent({
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: isBase64Encoded ? Buffer.from(json).toString('base64') : json,
      isBase64Encoded,
      authorizer: jwt('ada'),
    }),
  );
  expect(answer).toMatchObject({ statusCode: 201 });
  expect((await records.get(idOf(1)))?.granted.filename).toBe('mé.png');
});

it('takes the query as it was sent, headers that are no ASCII, and a body where there should be none', async () => {
  const event = httpEvent({
    headers: { authorization, 'x-name': 'Zoë 🙂' },
    query: 'limit=0&color=bl%C3%BCe',
    body: 'what is this',
    authorizer: jwt('ada'),
  });
  const answer = await open().ask(event);
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain('color: unknown field');
});

it('logs under the id of the image, below its path too, or of the request where there is none', async () => {
  const { ask, correlations } = open();
  await ask(httpEvent({ path: `/live/v1/images/${idOf(7)}`, stage: 'live' }));
  await ask(httpEvent({ path: `/v1/images/${idOf(8)}/renditions` }));
  await ask(httpEvent({ path: '/v1/images' }));
  expect(correlations).toEqual([idOf(7), idOf(8), 'request-1']);
});
