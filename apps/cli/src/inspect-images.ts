import type { Config } from '@thumbing/config';
import {
  allowLoaders,
  inspect,
  renderConcurrency,
  type InspectOptions,
} from '@thumbing/image-processor';
import { findFiles } from './find-files.ts';
import { inOrder } from './in-order.ts';
import { outcomeOf } from './outcome.ts';
import { report } from './report.ts';
import type { Surroundings } from './surroundings.ts';

interface InspectRequest {
  readonly patterns: readonly string[];
  readonly config: Config;
  readonly json?: boolean;
}

/** Says what every file is; answers whether each is an image that some profile accepts. */
export async function inspectImages(
  { patterns, config, json = false }: InspectRequest,
  surroundings: Surroundings,
): Promise<boolean> {
  const inputs = await findFiles(patterns, surroundings.folder);
  const options = whatSomeProfileAccepts(config);
  allowLoaders(options.accept);
  const outcomes = inOrder(inputs, renderConcurrency(options.limits), (input) =>
    outcomeOf(input, options.limits.maxBytes, async (bytes) => ({
      original: await inspect(bytes, options),
    })),
  );
  return report(outcomes, json, surroundings);
}

function whatSomeProfileAccepts({ profiles, limits }: Config): InspectOptions {
  const all = Object.values(profiles);
  const accept = [...new Set(all.flatMap((profile) => profile.accept))];
  const maxBytes = Math.max(...all.map((profile) => profile.maxBytes));
  return { accept, limits: { ...limits, maxBytes } };
}
