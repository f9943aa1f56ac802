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
import { sharedLimits } from './shared-limits.ts';
import type { CommandContext } from './command-context.ts';

interface InspectRequest {
  readonly patterns: readonly string[];
  readonly config: Config;
  readonly json?: boolean;
}

/** Reports the facts of each file. Returns whether every file is an image that some profile accepts. */
export async function inspectImages(
  { patterns, config, json = false }: InspectRequest,
  context: CommandContext,
): Promise<boolean> {
  const inputs = await findFiles(patterns, context.folder);
  const options = acceptedByAnyProfile(config);
  allowLoaders(options.accept);
  const outcomes = inOrder(inputs, renderConcurrency(options.limits), (input) =>
    outcomeOf(input, options.limits.maxBytes, async (bytes) => ({
      original: await inspect(bytes, options),
    })),
  );
  return report(outcomes, json, context);
}

function acceptedByAnyProfile({ profiles, limits }: Config): InspectOptions {
  const all = Object.values(profiles);
  const accept = [...new Set(all.flatMap((profile) => profile.accept))];
  const maxBytes = Math.max(...all.map((profile) => profile.maxBytes));
  return { accept, limits: { ...sharedLimits(limits), maxBytes } };
}
