import { Architecture, Code } from 'aws-cdk-lib/aws-lambda';
import { bundlesFor, type BundleName } from '@thumbing/lambda-handlers/bundles';

/** Returns the code of a function by its name. */
export type CodeOf = (name: BundleName) => Code;

/** The bundles of this package for an architecture. */
export const packaged = (architecture: Architecture): CodeOf => {
  const bundles = bundlesFor(architecture === Architecture.X86_64 ? 'x64' : 'arm64');
  return (name) => Code.fromAsset(bundles[name]);
};
