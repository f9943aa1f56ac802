import * as z from 'zod';
import { world } from '../testing/world.ts';

const link = z.object({ operationId: z.string(), parameters: z.looseObject({}) });
const operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.object({ name: z.string() })).default([]),
  responses: z.record(z.string(), z.object({ links: z.record(z.string(), link).default({}) })),
});
const document = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

it('link responses to requests that take their contents', async () => {
  const response = await world().api.request('/openapi.json');
  const { paths } = document.parse(await response.json());
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const linked = operations.flatMap(({ operationId: from, responses }) =>
    Object.values(responses).flatMap(({ links }) =>
      Object.values(links).map((to) => ({ from, ...to })),
    ),
  );
  for (const { operationId, parameters } of linked) {
    const named = operations.find((each) => each.operationId === operationId)?.parameters;
    expect(named?.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(parameters)));
  }
  expect(linked.map(({ from, operationId }) => `${from} → ${operationId}`)).toEqual([
    'grantUpload → getImage',
    'grantUpload → deleteImage',
    'listImages → getImage',
    'listImages → deleteImage',
    'listImages → listImages',
    'getImage → getImage',
    'getImage → deleteImage',
  ]);
});
