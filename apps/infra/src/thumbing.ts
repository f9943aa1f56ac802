import { App, Validations } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import { SolutionsChecks } from './solutions-checks.ts';
import type { Stage } from './stage.ts';
import { ThumbingStage } from './thumbing-stage.ts';

/**
 * One app with all stages, so that the assembly that was tested is the one that is deployed. It is written to
 * `outdir`, or to the output folder of the CDK CLI.
 */
export function thumbing(
  stages: Readonly<Record<string, Stage>>,
  config: Config,
  outdir?: string,
): App {
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    context: {
      '@aws-cdk/core:target-partitions': ['aws'],
      // The default, which the CDK warns about unless it is stated. It protects data; see weak-exports.ts.
      '@aws-cdk/core:defaultCrossStackReferences': 'strong',
    },
  });
  for (const [name, stage] of Object.entries(stages)) new ThumbingStage(app, name, stage, config);
  Validations.of(app).addPlugins(new SolutionsChecks());
  return app;
}
