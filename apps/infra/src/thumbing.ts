import { App, Validations } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import { SolutionsChecks } from './solutions-checks.ts';
import type { Stage } from './stage.ts';
import { ThumbingStage } from './thumbing-stage.ts';

/**
 * Every stage in one app, so that what was tested is what is deployed. It is written to `outdir`, or to where
 * the CDK's CLI wants it.
 */
export function thumbing(
  stages: Readonly<Record<string, Stage>>,
  config: Config,
  outdir?: string,
): App {
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    context: { '@aws-cdk/core:target-partitions': ['aws'] },
  });
  for (const [name, stage] of Object.entries(stages)) new ThumbingStage(app, name, stage, config);
  Validations.of(app).addPlugins(new SolutionsChecks());
  return app;
}
