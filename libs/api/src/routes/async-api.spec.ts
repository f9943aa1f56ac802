import { createRequire } from 'node:module';
import { EVENT_TYPES, webhookHeaders, type EventType } from '@thumbing/config';
import { eventOf } from '@thumbing/pipeline/testing';
import { Ajv } from 'ajv';
import * as z from 'zod';
import { world } from '../testing/world.ts';

const references = z.record(z.string(), z.object({ $ref: z.string() }));
const message = z.looseObject({
  name: z.string(),
  contentType: z.string(),
  examples: z.array(z.object({ payload: z.unknown() })),
});
const asyncApi = z.looseObject({
  channels: z.record(z.string(), z.looseObject({ messages: references })),
  operations: z.record(
    z.string(),
    z.looseObject({
      action: z.string(),
      channel: z.object({ $ref: z.string() }),
      messages: z.array(z.object({ $ref: z.string() })),
    }),
  ),
  components: z.looseObject({
    messages: z.record(z.string(), message),
    messageBindings: z.object({
      webhookRequest: z.object({
        http: z.looseObject({ headers: z.looseObject({ required: z.array(z.string()) }) }),
      }),
    }),
  }),
});

let document: z.output<typeof asyncApi>;
beforeAll(async () => {
  const response = await world().api.request('/asyncapi.json');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(
    'application/vnd.aai.asyncapi+json;version=3.0.0',
  );
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  document = asyncApi.parse(await response.json());
});

/** Checks patterns rather than formats, which JSON Schema leaves to the validator. */
const validator = () => new Ajv({ strict: false, validateFormats: false });

/** Validates payloads of a message. */
const validatePayload = (type: EventType) =>
  validator()
    .addSchema(document, 'document')
    .compile({ $ref: `document#/components/messages/${type}/payload` });

it('is AsyncAPI 3.0', () => {
  const official: unknown = createRequire(import.meta.url)(
    '@asyncapi/specs/schemas/3.0.0-without-$id.json',
  );
  const ajv = validator();
  const validate = ajv.compile(z.looseObject({}).parse(official));
  expect(validate(document) ? [] : validate.errors).toEqual([]);
  expect(validate({ ...document, operations: { odd: { action: 'publish' } } })).toBe(false);
});

it('has references that lead somewhere', () => {
  const targets = referencesIn(document);
  expect(targets.length).toBeGreaterThan(EVENT_TYPES.length);
  expect(targets.filter((target) => valueAt(target) === undefined)).toEqual([]);
});

it('has one message for each type of events, in every channel and operation', () => {
  const { channels, operations, components } = document;
  expect(Object.values(components.messages).map(({ name }) => name)).toEqual(EVENT_TYPES);
  expect(Object.keys(channels)).toEqual(['webhooks', 'topic']);
  for (const { messages } of Object.values(channels)) {
    expect(messages).toEqual(
      Object.fromEntries(
        EVENT_TYPES.map((type) => [type, { $ref: `#/components/messages/${type}` }]),
      ),
    );
  }
  for (const { channel, messages } of Object.values(operations)) {
    expect(messages).toEqual(
      EVENT_TYPES.map((type) => ({ $ref: `${channel.$ref}/messages/${type}` })),
    );
  }
});

it('says that Thumbing sends to each channel', () => {
  const { channels, operations } = document;
  expect(Object.values(operations).map(({ action, channel }) => [action, channel.$ref])).toEqual(
    Object.keys(channels).map((name) => ['send', `#/channels/${name}`]),
  );
});

it('requires every header of a webhook', () => {
  const { headers } = document.components.messageBindings.webhookRequest.http;
  expect(headers.required).toEqual(Object.keys(webhookHeaders.shape));
  for (const { contentType } of Object.values(document.components.messages)) {
    expect(webhookHeaders.shape['content-type'].value).toMatch(`${contentType}; `);
  }
});

describe.each(EVENT_TYPES)('the message %s', (type) => {
  it('has an example that is valid', () => {
    const validate = validatePayload(type);
    const examples = document.components.messages[type]?.examples ?? [];
    expect(examples.map(({ payload }) => validate(payload))).toEqual([true]);
  });

  it('accepts events of its type only', () => {
    const validate = validatePayload(type);
    expect(EVENT_TYPES.filter((other) => validate(eventOf(1, other)))).toEqual([type]);
  });

  it('refuses an event without an image', () => {
    expect(validatePayload(type)({ ...eventOf(1, type), data: { version: 1 } })).toBe(false);
  });
});

/** All references of a document. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

/** The value that a reference leads to. */
function valueAt(reference: string): unknown {
  const [root, ...names] = reference.split('/');
  expect(root).toBe('#');
  return names.reduce<unknown>(
    (value, name) => z.looseObject({}).safeParse(value).data?.[name],
    document,
  );
}
