import { defineConfig, isLoopbackUrl, type Config } from '@thumbing/config';
import type { Stage } from './stage.ts';

/**
 * The configuration of a stage: the common one, with the fields of `stage.config` replaced. Of the common origins, a
 * stage that keeps its data gets none on localhost: they are for development, and any program there could use them.
 */
export function configOf({ keepData, config = {} }: Stage, common: Config): Config {
  const origins = keepData
    ? common.origins.filter((origin) => !isLoopbackUrl(origin))
    : common.origins;
  return defineConfig({ ...common, origins, ...config });
}
