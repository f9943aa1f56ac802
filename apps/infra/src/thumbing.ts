import { Validations, type App } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import { SolutionsChecks } from './solutions-checks.ts';
import type { Stage } from './stage.ts';
import { ThumbingStage } from './thumbing-stage.ts';

/** Every stage in one app, so that what was tested is what is deployed. */
export function thumbing(app: App, stages: Readonly<Record<string, Stage>>, config: Config): App {
  for (const [name, stage] of Object.entries(stages)) new ThumbingStage(app, name, stage, config);
  Validations.of(app).addPlugins(new SolutionsChecks());
  return app;
}
