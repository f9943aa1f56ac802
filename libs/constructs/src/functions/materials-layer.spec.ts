import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Stage } from 'aws-cdk-lib/core';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import type { ConfigInput } from '@thumbing/config';
import { processImageEnvironment } from '@thumbing/config/environment';
import * as z from 'zod';
import { ImagePipeline, type ImagePipelineProps } from '../image-pipeline.ts';
import { code, config, stackIn, templateOf } from '../testing/pipeline.ts';
import { propertiesOf } from '../testing/properties.ts';

let folder: string;
let named: Pick<ConfigInput, 'images' | 'fonts'>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbing-constructs-'));
  await put('my logo.png', 'logo');
  await put('Inter.ttf', 'inter');
  // Readable by this user only, who is not Lambda's.
  await chmod(join(folder, 'Inter.ttf'), 0o600);
  named = {
    images: { logo: pathToFileURL(join(folder, 'my logo.png')), mark: join(folder, 'my logo.png') },
    fonts: { inter: join(folder, 'Inter.ttf') },
  };
});
afterAll(() => rm(folder, { recursive: true }));

const put = (name: string, data: string): Promise<void> => writeFile(join(folder, name), data);

const LAYER = 'AWS::Lambda::LayerVersion';
const PROCESS_IMAGE = { Properties: { Description: 'Renders the variants of an original' } };
const processImage = z.object({
  Layers: z.array(z.object({ Ref: z.string() })).default([]),
  // Of what is known only while it deploys there are tokens.
  Environment: z.object({ Variables: z.record(z.string(), z.unknown().transform(String)) }),
});

const functionIn = (template: Template) =>
  processImage.parse(propertiesOf(template, 'AWS::Lambda::Function', PROCESS_IMAGE)[0]);
const filesTold = (template: Template) => {
  const { images, fonts } = processImageEnvironment.fromEnv(
    functionIn(template).Environment.Variables,
  ).CONFIG;
  return { images, fonts };
};

/** The files in the layer of a pipeline, each with its path, mode and text. */
async function layerOf(props: Partial<ImagePipelineProps>) {
  const stack = stackIn();
  new ImagePipeline(stack, 'Thumbing', { config, code, ...props });
  const [layer] = propertiesOf(Template.fromStack(stack), LAYER);
  const { Content } = z.object({ Content: z.object({ S3Key: z.string() }) }).parse(layer);
  const root = join(
    Stage.of(stack)?.assetOutdir ?? '',
    `asset.${Content.S3Key.replace('.zip', '')}`,
  );
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name);
      const { mode } = await stat(path);
      return [path.slice(root.length), mode & 0o777, await readFile(path, 'utf8')];
    }),
  );
}

describe('files that recipes name', () => {
  it('come along in a layer of the one function that needs them, which is told where', () => {
    const template = templateOf({ config: { ...config, ...named } });
    const [layer = ''] = Object.keys(template.findResources(LAYER));
    expect(functionIn(template).Layers).toEqual([{ Ref: layer }]);
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { Layers: Match.anyValue() }, 1);
    expect(filesTold(template)).toEqual({
      images: { logo: '/opt/thumbing/images/logo.png', mark: '/opt/thumbing/images/mark.png' },
      fonts: { inter: '/opt/thumbing/fonts/inter.ttf' },
    });
  });

  it('are where it is told, for anyone to read, and nothing else is', async () => {
    const files = await layerOf({ config: { ...config, ...named } });
    expect(files.sort()).toEqual([
      ['/thumbing/fonts/inter.ttf', 0o644, 'inter'],
      ['/thumbing/images/logo.png', 0o644, 'logo'],
      ['/thumbing/images/mark.png', 0o644, 'logo'],
    ]);
  });

  it('need no layer where there are none', () => {
    const template = templateOf();
    template.resourceCountIs(LAYER, 0);
    expect(functionIn(template).Layers).toEqual([]);
    expect(filesTold(template)).toEqual({ images: {}, fonts: {} });
  });

  it('make a new version of the function when they change, which a canary tries', async () => {
    const versions = (): string[] => {
      const canary = LambdaDeploymentConfig.ALL_AT_ONCE;
      const template = templateOf({ canary, config: { ...config, ...named } });
      return Object.keys(template.findResources('AWS::Lambda::Version')).sort();
    };
    const before = versions();
    expect(versions()).toEqual(before);
    await put('my logo.png', 'another logo');
    expect(versions().filter((version) => !before.includes(version))).toEqual([
      expect.stringContaining('ProcessImage'),
    ]);
  });

  it('stop the synthesis where they cannot be read', () => {
    const images = { logo: join(folder, 'absent.png') };
    expect(() => templateOf({ config: { ...config, images } })).toThrow(
      `✖ images.logo is '${images.logo}': ENOENT: no such file or directory; give a readable file`,
    );
  });

  it('stop the synthesis where they are more than Lambda takes', async () => {
    const images = { logo: join(folder, 'huge.svg') };
    await put('huge.svg', '');
    await truncate(images.logo, 230_000_001);
    expect(() => templateOf({ config: { ...config, images } })).toThrow(
      '✖ images and fonts take 230,000,001 bytes: a Lambda function has room for 230,000,000; remove some, or use smaller files',
    );
  });
});

describe('a caption on Lambda, which has no fonts', () => {
  const built = (caption: { font?: string }, fonts: ConfigInput['fonts']) => () => {
    const thumb = { caption: { text: 'ada', ...caption } };
    const profiles = { avatar: { variants: { thumb, plain: {} } } };
    return templateOf({ config: { ...config, profiles, fonts } });
  };

  it.each([
    [
      {},
      "is missing: Lambda has no system fonts; add its file, such as fonts: { inter: new URL('./inter.ttf', import.meta.url) }",
    ],
    [
      { font: 'Arial' },
      "is 'Arial': Lambda has no system fonts; add its file, such as fonts: { inter: new URL('./inter.ttf', import.meta.url) }",
    ],
  ])('stops the synthesis without fonts: %j', (caption, said) => {
    expect(built(caption, {})).toThrow(`✖ profiles.avatar.variants.thumb.caption.font ${said}`);
  });

  it('stops the synthesis where it names none of the fonts', () => {
    expect(built({ font: 'Arial' }, named.fonts)).toThrow(
      "✖ profiles.avatar.variants.thumb.caption.font is 'Arial': Lambda has no system fonts; name one of `fonts` (inter), or add it there",
    );
  });

  it.each([{}, { font: 'inter' }])('is written with one of the fonts: %j', (caption) => {
    expect(built(caption, named.fonts)).not.toThrow();
  });
});
