import type { HttpBindings } from '@hono/node-server';
import type { DeliveryDeps } from '@thumbing/api/delivery';
import type { RenderPool } from '@thumbing/image-processor/pool';
import type { Config } from '@thumbing/config';
import type { RenditionFiles } from '../../storage/disk-renditions.ts';
import { hasCode } from '../../util/has-code.ts';
import type { Log } from '../../util/log.ts';
import type { AssetCache } from './asset-cache.ts';
import { keptAssets } from './kept-assets.ts';

type Delivery = DeliveryDeps<{ Bindings: HttpBindings }>;

export type OnRequestDeps = Omit<Delivery, 'render' | 'makes' | 'sendKept' | 'onUnkept'> & {
  readonly config: Delivery['config'] & Pick<Config, 'origins'>;
  readonly files: RenditionFiles;
  readonly assets: AssetCache;
  /** Renders on request: not those of uploads, so that neither waits for the other. */
  readonly onRequest: Pick<RenderPool, 'render' | 'workers'>;
};

/** Requests that may wait for each process: some seconds of work. */
const WAITING = 32;

/** Dependencies of renditions on this machine: kept ones are sent from disk, others are made by the pool. */
export const onRequestDelivery = (deps: OnRequestDeps, log: Log): Delivery => ({
  ...deps,
  render: deps.onRequest.render,
  makes: { atOnce: deps.onRequest.workers, waiting: deps.onRequest.workers * WAITING },
  sendKept: keptAssets({ ...deps.files, ...deps.assets, origins: deps.config.origins }),
  onUnkept: (error, path) => {
    // Its folder was removed while it was written, with its image.
    if (!hasCode(error, 'ENOENT')) log(`${path} could not be kept`, error);
  },
});
