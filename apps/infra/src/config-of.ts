import { defineConfig, type Config } from '@thumbing/config';
import type { Stage } from './stage.ts';

/** The configuration of a stage: the common one, with the fields of `stage.config` replaced. */
export const configOf = (stage: Stage, common: Config): Config =>
  defineConfig({ ...common, ...stage.config });
