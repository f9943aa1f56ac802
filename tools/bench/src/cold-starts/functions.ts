import type { BundleName } from '@thumbing/lambda-handlers/bundles';

export interface LambdaFunction {
  readonly name: string;
  readonly bundle: BundleName;
  /** Its init CPU relative to the floor's, at most. */
  readonly goal?: number;
}

export const FUNCTIONS: readonly LambdaFunction[] = [
  { name: 'api', bundle: 'api', goal: 0.9 },
  { name: 'process-image', bundle: 'processImage', goal: 1.1 },
  { name: 'dead-letter', bundle: 'deadLetter' },
  { name: 'webhook', bundle: 'webhook', goal: 0.7 },
  { name: 'authorizer', bundle: 'authorizer', goal: 0.3 },
];
