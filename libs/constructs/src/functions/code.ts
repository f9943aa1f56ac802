import { Architecture, Code } from 'aws-cdk-lib/aws-lambda';
import { bundlesFor, type BundleName } from '@thumbing/lambda-handlers/bundles';

/** What a function runs, by its name. */
export type CodeOf = (name: BundleName) => Code;

/** The bundles that come with this package, for that machine. */
export const packaged = (architecture: Architecture): CodeOf => {
  const bundles = bundlesFor(architecture === Architecture.X86_64 ? 'x64' : 'arm64');
  return (name) => Code.fromAsset(bundles[name]);
};
