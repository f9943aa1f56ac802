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
  /** Where the function finds them. */
  readonly files: Files;
  /** Where there are no files, there is no layer. */
  readonly layer?: Layer;
}

interface Staged {
  readonly field: keyof Files;
  readonly name: string;
  readonly from: string;
  /** In the layer. */
  readonly to: string;
}

/** Where Lambda unpacks layers: https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
const UNPACKED = '/opt';

/** 250 MB, of which the function itself takes 20: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 230_000_000;

/** The files that recipes name, for the function that makes renditions. Throws a `ConfigError` where it cannot have them. */
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
  if (bytes <= MOST_BYTES) return;
  const [all, most] = [bytes, MOST_BYTES].map((number) => number.toLocaleString('en'));
  throw new ConfigError(
    `✖ images and fonts have ${all} bytes: a function of Lambda has room for ${most}; leave some out, or make them smaller`,
  );
}

function layerOf(scope: Construct, id: string, staged: readonly Staged[]): Layer {
  const folder = FileSystem.mkdtemp('thumbing-materials-');
  try {
    for (const { from, to } of staged) {
      const target = join(folder, to);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(from, target);
      // Lambda keeps modes, and its user is not whoever may read the file here.
      chmodSync(target, 0o644);
    }
    const description = 'Images and fonts that recipes name';
    // Copied again at once, to where the assembly is.
    const version = new LayerVersion(scope, id, { code: Code.fromAsset(folder), description });
    return { version, fingerprint: FileSystem.fingerprint(folder) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
