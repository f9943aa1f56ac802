import { prefixOf, type Api } from '../api-env.ts';

/** What a route under `/v1` says about who may use it. */
export const SIGNED_IN = [{ bearer: [] }];

const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Thumbing',
    version: '1',
    description:
      'Upload pictures, learn when their renditions are ready, and find them. ' +
      'What goes wrong is told as a problem (RFC 9457) with a stable `code`.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  tags: [
    { name: 'images', description: 'What you uploaded, and what was made of it.' },
    { name: 'delivery', description: 'Where everyone finds the newest renditions.' },
    { name: 'service', description: 'The service itself.' },
  ],
};

/** `GET /openapi.json`: made from the schemas that validate. */
export function addOpenApi(api: Api): void {
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token of the configured issuer; its `sub` is the owner.',
  });
  api.doc31('/openapi.json', ({ env }) => ({
    ...DOCUMENT,
    servers: [{ url: prefixOf(env) || '/' }],
  }));
}
