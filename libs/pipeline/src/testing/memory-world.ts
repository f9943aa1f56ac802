import {
  defineConfig,
  originalKey,
  type Config,
  type Event,
  type OriginalKey,
} from '@thumbing/config';
import type { Copies } from '../delivery/copies/copies.ts';
import { finishDeletion } from '../lifecycle/finish-deletion.ts';
import type { ImageRecord } from '../domain/image-record.ts';
import type { DeleteImageDeps } from '../use-cases/delete-image.ts';
import { render } from '@thumbing/image-processor';
import type { ProcessImageDeps } from '../use-cases/process-image.ts';
import type { ReconcileDeps } from '../use-cases/reconcile/reconcile.ts';
import { grantUpload, type UploadRequest } from '../use-cases/grant-upload.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type {
  Clock,
  Events,
  ImageRecords,
  NewId,
  Originals,
  Quotas,
  Renditions,
  UploadGrants,
} from '../domain/ports.ts';
import { memoryCopies, originalsWithCopies } from '../delivery/testing/memory-copies.ts';
import {
  countedIds,
  imagesIn,
  manualClock,
  memoryEvents,
  memoryMetrics,
  memoryInbox,
  memoryInventory,
  memoryOriginals,
  memoryQuotas,
  memoryRecords,
  memoryRenditions,
  type MemoryFiles,
  type MemoryInbox,
} from './memory.ts';

/** Dependencies of all use cases. */
export interface MemoryDeps {
  readonly render: ProcessImageDeps['render'];
  readonly config: Config;
  readonly records: ImageRecords;
  readonly originals: Originals;
  readonly copies: Copies;
  readonly renditions: Renditions;
  readonly events: Events;
  readonly inbox: MemoryInbox;
  readonly inventory: ReconcileDeps['inventory'];
  readonly grants: UploadGrants;
  readonly quotas: Quotas;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly newId: NewId;
}

export interface MemoryWorld {
  readonly deps: MemoryDeps;
  /** Files behind the ports, by key as `@thumbing/config` formats it. */
  readonly files: Readonly<Record<'originals' | 'copies' | 'renditions', MemoryFiles>>;
  /** Every event in the order of publishing, with duplicates. */
  readonly published: readonly Event[];
  /** Requests a grant, for ada by default, and redeems it. */
  readonly upload: (data: Uint8Array, options?: UploadOptions) => Promise<OriginalKey>;
}

export type UploadOptions = Partial<UploadRequest> & { readonly owner?: string };

/** All ports in memory. To break one, spread `deps` and replace it. */
export function memoryWorld(overrides: Partial<MemoryDeps> = {}): MemoryWorld {
  const files: MemoryWorld['files'] = {
    originals: new Map(),
    copies: new Map(),
    renditions: new Map(),
  };
  const published: Event[] = [];
  const stored = new Map<string, ImageRecord>();
  const clock = overrides.clock ?? manualClock();
  const deps: MemoryDeps = {
    render,
    config: SMALL,
    records: memoryRecords(stored),
    originals: originalsWithCopies(memoryOriginals(files.originals), files.copies),
    copies: memoryCopies(files.copies),
    renditions: memoryRenditions(files.renditions),
    events: memoryEvents(published),
    inbox: memoryInbox(),
    inventory: {
      records: memoryInventory(() =>
        [...stored.values()].map((record) => ({ id: record.id, record })),
      ),
      originals: memoryInventory(() => imagesIn(files.originals)),
      renditions: memoryInventory(() => imagesIn(files.renditions)),
    },
    grants: {
      issue: async ({ key, contentType }) => ({
        method: 'PUT',
        url: `https://uploads.example.com/${originalKey.format(key)}`,
        headers: { 'content-type': contentType },
      }),
    },
    quotas: memoryQuotas(),
    clock,
    metrics: memoryMetrics(),
    newId: countedIds(),
    ...overrides,
  };

  const upload = async (
    data: Uint8Array,
    { owner = 'ada', ...request }: UploadOptions = {},
  ): Promise<OriginalKey> => {
    const asked = { profile: 'avatar', contentType: 'image/png', bytes: data.length, ...request };
    const { id } = await grantUpload(deps)(owner, asked);
    const key = { profile: asked.profile, id };
    files.originals.set(originalKey.format(key), data);
    return key;
  };
  return { deps, files, published, upload };
}

/** Dependencies of a `deleteImage` that removes the files itself, as on one machine. */
export const finishing = (deps: MemoryDeps): DeleteImageDeps => ({
  ...deps,
  finishDeletion: (image) => finishDeletion(deps, image),
});

/** Two profiles with small renditions, for speed. */
const SMALL = defineConfig({
  profiles: {
    avatar: {
      maxBytes: '10 KB',
      variants: {
        large: { resize: { width: 8, height: 8, fit: 'cover' } },
        thumb: { resize: { width: 4, height: 4, fit: 'cover' } },
      },
      formats: ['webp', 'jpeg'],
    },
    banner: { accept: ['jpeg'], variants: { wide: { resize: { width: 16 } } }, formats: ['png'] },
  },
});
