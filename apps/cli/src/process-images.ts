import { findProfile, recipesOf, type Config, type Profile } from '@thumbing/config';
import { readMaterials } from '@thumbing/config/materials';
import {
  allowLoaders,
  formatsRead,
  outputsOf,
  render,
  type RenderOptions,
  renderConcurrency,
} from '@thumbing/image-processor';
import { join, resolve } from 'node:path';
import { findFiles, type Input } from './find-files.ts';
import { inOrder } from './in-order.ts';
import { outcomeOf, type Result, type Outcome, type WrittenRendition } from './outcome.ts';
import { outputFolders } from './output-folders.ts';
import { progressBar } from './progress-bar.ts';
import { report } from './report.ts';
import { sharedLimits } from './shared-limits.ts';
import { openStaging, type Staging } from './staging.ts';
import type { CommandContext } from './command-context.ts';
import { UsageError } from './usage-error.ts';

interface ProcessRequest {
  readonly patterns: readonly string[];
  readonly config: Config;
  readonly profile: string;
  readonly out: string;
  readonly json?: boolean;
}

/** An input and the folder of its renditions: absolute, and relative to `--out` as given. */
interface Job extends Input {
  readonly target: string;
  readonly shown: string;
}

/** Renders every variant of every file. Returns whether all are ready. */
export async function processImages(
  { patterns, config, profile: name, out, json = false }: ProcessRequest,
  context: CommandContext,
): Promise<boolean> {
  const { folder, interrupted } = context;
  const options = renderOptions(requireProfile(name, config), config);
  const target = resolve(folder, out);
  const inputs = await findFiles(patterns, folder, target);
  const folders = outputFolders(inputs.map(({ path }) => path));
  const jobs = inputs.map((input, n) => {
    const own = folders[n] ?? '';
    return { ...input, target: join(target, own), shown: join(out, own) };
  });
  checkOverwriting(jobs, options);
  const staging = await openStaging(target, interrupted).catch((cause: unknown) => {
    throw new UsageError(`cannot write to ${out}: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    });
  });
  allowLoaders(formatsRead(options));
  return report(outcomes(jobs, options, staging, json, context), json, context);
}

async function* outcomes(
  jobs: readonly Job[],
  options: RenderOptions,
  staging: Staging,
  json: boolean,
  { stderr, interrupted }: CommandContext,
): AsyncGenerator<Outcome, void, void> {
  const each = countOf(options);
  const bar = progressBar(json ? undefined : stderr, jobs.length * each, interrupted);
  const work = async (job: Job): Promise<Outcome> => {
    let left = each;
    const outcome = await outcomeOf(job, options.limits.maxBytes, (bytes) =>
      renderJob(bytes, job, options, staging, () => {
        left -= 1;
        bar.advance(1);
      }),
    );
    bar.advance(left);
    return outcome;
  };
  try {
    yield* inOrder(jobs, renderConcurrency(options.limits), work);
  } finally {
    bar.stop();
    await staging.close();
  }
}

/** Renders one original. Its renditions are published together, or not at all. */
async function renderJob(
  bytes: Uint8Array,
  { target, shown }: Job,
  options: RenderOptions,
  staging: Staging,
  onRendition: () => void,
): Promise<Result> {
  const files = await staging.open();
  try {
    const { original, placeholder, renditions } = await render(bytes, options);
    const written: WrittenRendition[] = [];
    for await (const { data, ...rendition } of renditions) {
      const file = fileOf(rendition);
      await files.write(file, data);
      written.push({ ...rendition, bytes: data.length, path: join(shown, file) });
      onRendition();
    }
    await files.publish(target);
    return { original, renditions: written, placeholder: await placeholder() };
  } finally {
    await files.discard();
  }
}

function requireProfile(name: string, config: Config): Profile {
  const profile = findProfile(config, name);
  if (profile) return profile;
  const names = Object.keys(config.profiles).join(', ');
  throw new UsageError(`unknown profile '${name}'; choose one of: ${names}`);
}

/** The render options of a profile, with the images and fonts of its recipes read from disk. */
const renderOptions = (profile: Profile, config: Config): RenderOptions => ({
  accept: profile.accept,
  formats: profile.formats,
  variants: recipesOf(profile),
  ...readMaterials(config),
  limits: { ...sharedLimits(config.limits), maxBytes: profile.maxBytes },
});

const fileOf = ({ variant, format }: Pick<WrittenRendition, 'variant' | 'format'>): string =>
  `${variant}.${format}`;

/** The files that may be written. A variant with `formats: { smallest }` writes only one of its formats. */
const filesOf = ({ variants, formats }: RenderOptions): string[] =>
  Object.entries(variants).flatMap(([variant, recipe]) =>
    outputsOf(recipe, formats).formats.map((format) => fileOf({ variant, format })),
  );

/** The number of files that will be written. */
const countOf = ({ variants, formats }: RenderOptions): number =>
  Object.values(variants)
    .map((recipe) => outputsOf(recipe, formats))
    .reduce((count, { formats, smallest }) => count + (smallest ? 1 : formats.length), 0);

/** Refuses an output folder in which a rendition would overwrite an original. */
function checkOverwriting(jobs: readonly Job[], options: RenderOptions): void {
  const originals = new Map(jobs.map(({ path, input }) => [path, input]));
  for (const { target } of jobs) {
    for (const file of filesOf(options)) {
      const original = originals.get(join(target, file));
      if (original === undefined) continue;
      throw new UsageError(`${original} would be overwritten; choose another folder for --out`);
    }
  }
}
