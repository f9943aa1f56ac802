import type { RenderPlan } from '../plan/plan-render.ts';
import { groupByDecode } from '../plan/decode-window.ts';
import type { RenderContext } from '../render-context.ts';
import { lazy } from '../util/lazy.ts';
import { decodeSource, type DecodedSource } from './decoded-source.ts';
import { metadataCarriers, type CarrierOf } from './metadata-carriers.ts';
import { toThumbnail } from './placeholder.ts';
import { placeholderSource } from './placeholder-source.ts';
import type { RenderJob } from './render-job.ts';
import { variantFiles, type FileTask } from './variant-files.ts';

/** Decodes the original, and makes all files from its pixels: after this resolves, `bytes` is not read again. */
export async function multiPass<V extends string>(
  bytes: Uint8Array,
  plan: RenderPlan<V>,
  context: RenderContext,
): Promise<RenderJob<V>> {
  const { header, plans } = plan;
  const sources = await decodeSources(bytes, plan, context);
  const carrierOf = await metadataCarriers(bytes, header, plans, context.signal);
  const source = await placeholderSource(bytes, header, sources, context);
  const thumbnail = lazy(async () => toThumbnail(await source(), context));
  const reader = new AbortController();
  const whileRead = { ...context, signal: AbortSignal.any([context.signal, reader.signal]) };
  return {
    files: allFiles(plan, sources, carrierOf, whileRead),
    thumbnail,
    stop: () => reader.abort(),
    end: async () => {
      // It may be asked for later, when its buffers are gone, and must be the same as before.
      await thumbnail().catch(() => undefined);
      context.buffers.release();
    },
  };
}

/** Mostly one source; one per color space that variants ask for, or two: the whole original, and parts of it. */
export async function decodeSources<V extends string>(
  bytes: Uint8Array,
  { header, plans }: RenderPlan<V>,
  context: RenderContext,
): Promise<DecodedSource<V>[]> {
  const sources: DecodedSource<V>[] = [];
  for (const [colorSpace, same] of Map.groupBy(plans, ({ recipe }) => recipe.colorSpace)) {
    for (const group of groupByDecode(header.facts, same, context.limits)) {
      sources.push(await decodeSource(bytes, header, colorSpace, group, context));
    }
  }
  return sources;
}

/** The files of all variants, in the order of the variants. */
function* allFiles<V extends string>(
  { header: { animation }, plans }: RenderPlan<V>,
  sources: readonly DecodedSource<V>[],
  carrierOf: CarrierOf,
  context: RenderContext,
): Generator<FileTask<V>> {
  const files = new Map<V, Iterable<FileTask<V>>>();
  for (const { plans: decodedPlans, images } of sources) {
    for (const plan of decodedPlans) {
      const extras = { animation, carrier: carrierOf(plan) };
      files.set(plan.variant, variantFiles(plan, images, extras, context));
    }
  }
  for (const { variant } of plans) yield* files.get(variant) ?? [];
}
