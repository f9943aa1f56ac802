import { Architecture, Code } from 'aws-cdk-lib/aws-lambda';
import { bundleOf, type FunctionName } from '@thumbing/lambda-handlers/bundles';

/** What a function runs, by its name. */
export type CodeOf = (name: FunctionName) => Code;

/** The bundles that come with this package, for that machine. */
export const packaged = (architecture: Architecture): CodeOf => {
  const bundled = architecture === Architecture.X86_64 ? 'x64' : 'arm64';
  return (name) => Code.fromAsset(bundleOf(name, bundled));
};
