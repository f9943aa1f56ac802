import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './nx.ts';

/** Runs a module in a process of its own, where `load` imports a source file of the workspace. */
async function evaluate(code: string): Promise<unknown> {
  const load = `const load = (path) => import(${JSON.stringify(`file://${ROOT}/`)} + path);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@thumbing/source', '--input-type=module', '--eval', `${load}${code}`],
    { cwd: join(ROOT, 'libs/constructs') },
  );
  return JSON.parse(stdout);
}

it('finds a format that is added to the table in every place that names formats', async () => {
  const found = await evaluate(`
    const { FORMATS } = await load('libs/image-processor/src/format-table.ts');
    FORMATS.jxl = {
      contentType: 'image/jxl',
      extensions: ['jxl', 'jpegxl'],
      signature: /^JXL!/,
      loader: 'VipsForeignLoadJxlBuffer',
      alpha: true,
      animated: true,
      profile: true,
      source: { vector: false },
      output: { maxSide: 1_000, preference: 0, mustBeNamed: true, dropsOpaqueAlpha: false },
    };
    const { ADDRESS_GRAMMAR } = await load('libs/client/src/address/index.ts');
    ADDRESS_GRAMMAR.formats.push('jxl');
    const { defineConfig, renditionKey, OUTPUT_FORMATS } = await load('libs/config/src/index.ts');
    const config = defineConfig({
      profiles: {
        avatar: {
          accept: ['jpegxl', 'jpg'],
          formats: ['jxl', 'jpeg'],
          variants: { large: {}, small: { formats: ['jpegxl'] } },
        },
      },
    });
    const { accept, formats, variants } = config.profiles.avatar;

    const id = '01920000-0000-7000-8000-000000000001';
    const key = renditionKey.parse('avatar/' + id + '/large.jxl');

    const { viewerRequest } = await load('libs/constructs/src/edge/edge-functions.ts');
    const edge = new Function(viewerRequest(config) + '; return handler;')();
    const visit = (name, accept) => {
      const uri = '/avatar/' + id + '/' + name;
      const headers = { accept: { value: accept } };
      const answer = edge({ request: { method: 'GET', uri, querystring: {}, headers } });
      return answer.statusCode ?? answer.uri.split('/')[3];
    };

    const { createApi } = await load('libs/api/src/index.ts');
    const response = await createApi({ config, identity: {} }).request('/openapi.json');
    const { components, paths } = await response.json();

    console.log(JSON.stringify({
      order: OUTPUT_FORMATS[0],
      config: { accept, formats, own: variants.small.formats },
      key: renditionKey.format(key).split('/')[2],
      edge: [
        visit('large', 'image/jxl,image/*'),
        visit('large', 'image/*'),
        visit('large.jxl', '*/*'),
        visit('large.jpegxl', '*/*'),
      ],
      openapi: {
        schemas: JSON.stringify(components).includes('"jxl"'),
        latest: JSON.stringify(paths['/latest/{profile}/{owner}/{file}']).includes('jxl|jpegxl'),
      },
    }));
  `);
  expect(found).toEqual({
    order: 'jxl',
    config: { accept: ['jxl', 'jpeg'], formats: ['jxl', 'jpeg'], own: ['jxl'] },
    key: 'large.jxl',
    edge: ['large.jxl', 'large.jpeg', 'large.jxl', 400],
    openapi: { schemas: true, latest: true },
  });
});
