import { chmodSync, copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { FileSystem } from 'aws-cdk-lib/core';
import { Code, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { ConfigError, type Config } from '@thumbing/config';
import { pathOf, readMaterials } from '@thumbing/config/materials';
import type { Construct } from 'constructs';
import type { Layer } from './node-function.ts';

type Files = Pick<Config, 'images' | 'fonts'>;

export interface MaterialsLayer {
  /** The paths of the files in the function. */
  readonly files: Files;
  /** Absent if there are no files. */
  readonly layer?: Layer;
}

interface Staged {
  readonly field: keyof Files;
  readonly name: string;
  readonly from: string;
  /** Relative to the root of the layer. */
  readonly to: string;
}

/** The folder that Lambda unpacks layers to: https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
const UNPACKED = '/opt';

/** The limit of 250 MB, less 20 MB for the function itself: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_BYTES = 230_000_000;

/** Puts the files that recipes name into a layer. Throws a `ConfigError` for unreadable or too large files. */
export function materialsLayer(scope: Construct, id: string, config: Files): MaterialsLayer {
  readMaterials(config);
  const staged = [...stagedOf('images', config), ...stagedOf('fonts', config)];
  checkSize(staged);
  const inFunction = (field: keyof Files): Record<string, string> =>
    Object.fromEntries(
      staged
        .filter((each) => each.field === field)
        .map(({ name, to }) => [name, `${UNPACKED}/${to}`]),
    );
  const files = { images: inFunction('images'), fonts: inFunction('fonts') };
  return staged.length > 0 ? { files, layer: layerOf(scope, id, staged) } : { files };
}

const stagedOf = (field: keyof Files, config: Files): Staged[] =>
  Object.entries(config[field]).map(([name, file]) => {
    const from = pathOf(file);
    return { field, name, from, to: `thumbing/${field}/${name}${extname(from)}` };
  });

function checkSize(staged: readonly Staged[]): void {
  const bytes = staged.reduce((sum, { from }) => sum + statSync(from).size, 0);
  if (bytes <= MAX_BYTES) return;
  const [all, most] = [bytes, MAX_BYTES].map((number) => number.toLocaleString('en'));
  throw new ConfigError(
    `✖ images and fonts take ${all} bytes: a Lambda function has room for ${most}; remove some, or use smaller files`,
  );
}

function layerOf(scope: Construct, id: string, staged: readonly Staged[]): Layer {
  const folder = FileSystem.mkdtemp('thumbing-materials-');
  try {
    for (const { from, to } of staged) {
      const target = join(folder, to);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(from, target);
      // Lambda keeps the mode, and its user is not the owner of the file.
      chmodSync(target, 0o644);
    }
    const description = 'Images and fonts for recipes';
    // Copied to the cloud assembly at once, so the folder can go.
    const version = new LayerVersion(scope, id, { code: Code.fromAsset(folder), description });
    return { version, fingerprint: FileSystem.fingerprint(folder) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
