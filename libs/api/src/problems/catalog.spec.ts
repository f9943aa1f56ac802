import { idOf } from '@thumbing/pipeline/testing';
import { avatar, problemOf, world } from '../testing/world.ts';
import { PROBLEMS, type ProblemCode } from './catalog.ts';

const post = (body: unknown) => ['/v1/images', { method: 'POST', body }] as const;

it.each<[ProblemCode, readonly [string, { method?: string; body?: unknown }?]]>([
  ['invalid-request', post({ ...avatar, bytes: undefined, color: 'red' })],
  ['unknown-profile', post({ ...avatar, profile: 'poster' })],
  ['bad-cursor', ['/v1/images?cursor=yesterday']],
  ['not-found', [`/v1/images/${idOf(1)}`]],
  ['method-not-allowed', ['/v1/profiles', { method: 'PUT' }]],
  ['too-large', post({ ...avatar, bytes: 12_000_000 })],
  ['body-too-large', post('x'.repeat(20_000))],
])('%s: the example in the OpenAPI document is what the API says', async (code, request) => {
  const { detail, ...problem } = await problemOf(await world().ada(...request));
  expect(problem.code).toBe(code);
  expect(detail).toBe(PROBLEMS[code].example);
});
