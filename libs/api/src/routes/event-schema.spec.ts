import { EVENT_TYPES, event, type Event } from '@thumbing/config';
import { finishDeletion } from '@thumbing/pipeline';
import { memoryEvents, memoryOriginals, memoryRenditions } from '@thumbing/pipeline/memory';
import { eventOf, idOf, recordOf } from '@thumbing/pipeline/testing';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { world } from '../testing/world.ts';

const served = async () => {
  const response = await world().api.request('/events.schema.json');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/schema+json');
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  return z.looseObject({ $schema: z.string() }).parse(await response.json());
};

let validate: ValidateFunction;
beforeAll(async () => {
  // Patterns are checked rather than formats, which JSON Schema leaves to the validator.
  validate = new Ajv2020({ validateFormats: false }).compile(await served());
});

it('is JSON Schema, draft 2020-12', async () => {
  expect((await served()).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
});

it.each(EVENT_TYPES)('accepts an event of type %s', (type) => {
  expect(validate(eventOf(1, type))).toBe(true);
});

it('accepts what is published about a deleted image', async () => {
  const published: Event[] = [];
  const config = { profiles: {} };
  const files = { originals: memoryOriginals(), renditions: memoryRenditions() };
  const { ada, records } = world({
    finishDeletion: (image) =>
      finishDeletion({ config, ...files, records, events: memoryEvents(published) }, image),
  });
  await records.create(recordOf({ status: 'rejected', error: { code: 'empty', detail: 'empty' } }));
  await ada(`/v1/images/${idOf(1)}`, { method: 'DELETE' });
  expect(published).toHaveLength(1);
  for (const each of published) expect(validate(JSON.parse(JSON.stringify(each)))).toBe(true);
});

it('accepts unknown properties, which a later version may add', () => {
  expect(validate({ ...eventOf(1), traceparent: '00-…' })).toBe(true);
});

it('accepts an unknown error code, which a later version may add', () => {
  const image = { ...eventOf(1).data.image, error: { code: 'odd', detail: '' } };
  expect(validate({ ...eventOf(1), data: { version: 1, image } })).toBe(true);
});

it.each([
  { type: 'thumbing.image.made' },
  { specversion: '0.3' },
  { data: {} },
  { time: 'now' },
  { subject: 'avatar' },
  { data: { version: 2, image: eventOf(1).data.image } },
  { data: { version: 1, image: { ...eventOf(1).data.image, error: { code: 'empty' } } } },
])('refuses an event with %j, like the schema it is generated from', (change) => {
  const odd = { ...eventOf(1), ...change };
  expect(event.safeParse(odd).success).toBe(false);
  expect(validate(odd)).toBe(false);
});
