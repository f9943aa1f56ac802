import { Architecture, Code } from 'aws-cdk-lib/aws-lambda';
import { bundleOf, type FunctionName } from '@thumbing/lambda-handlers/bundles';

/** Returns the code of a function by its name. */
export type CodeOf = (name: FunctionName) => Code;

/** The bundles of this package for an architecture. */
export const packaged = (architecture: Architecture): CodeOf => {
  const bundled = architecture === Architecture.X86_64 ? 'x64' : 'arm64';
  return (name) => Code.fromAsset(bundleOf(name, bundled));
};
