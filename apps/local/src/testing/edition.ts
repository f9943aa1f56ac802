import { clientOf, type Client } from '@thumbing/adapters/testing';
import { defineConfig, type ConfigInput } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { start } from '../start.ts';
import { tokenOf } from './token-of.ts';
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

/** A small original. */
export const jpeg = new Uint8Array(await photo({ width: 60, height: 40 }));

/** Small renditions, for speed. */
export const SMALL: ConfigInput = {
  profiles: {
    avatar: {
      maxBytes: '5 MB',
      variants: {
        large: { resize: { width: 16, height: 16, fit: 'cover' } },
        thumb: { resize: { width: 8, height: 8, fit: 'cover' } },
      },
      formats: ['webp', 'jpeg'],
    },
  },
  origins: ['https://app.example.com'],
};

export interface Edition {
  readonly url: string;
  /** Port that it listens on. */
  readonly port: number;
  readonly metricsUrl: string | undefined;
  readonly tokenSecret: string | undefined;
  readonly folder: TemporaryFolder;
  /** Lines of the log. */
  readonly logged: readonly string[];
  readonly as: (sub: string) => Promise<Client>;
  /** Stops the edition, but keeps its folder. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface EditionOptions {
  readonly config?: Partial<ConfigInput>;
  readonly publicUrl?: string;
  /** @default 127.0.0.1 */
  readonly host?: string;
  readonly port?: number;
  readonly acceptClock?: boolean;
  /** Serves metrics, on a free port. */
  readonly metrics?: boolean;
  readonly folder?: TemporaryFolder;
}

/** Starts the one-machine edition in this process, on a free port. */
export async function edition({
  config,
  publicUrl,
  host = '127.0.0.1',
  port = 0,
  folder: given,
  acceptClock = false,
  metrics = false,
}: EditionOptions = {}): Promise<Edition> {
  const folder = given ?? (await temporaryFolder());
  const logged: string[] = [];
  const running = await start({
    config: defineConfig({ ...SMALL, ...config }),
    dataDir: folder.path,
    host,
    port,
    acceptClock,
    ...(metrics && { metrics: { host, port: 0 } }),
    ...(publicUrl !== undefined && { publicUrl }),
    log: (message, cause) =>
      void logged.push(cause instanceof Error ? `${message}: ${String(cause)}` : message),
  });
  const { url, metricsUrl, tokenSecret } = running;
  return {
    url,
    port: running.port,
    metricsUrl,
    tokenSecret,
    folder,
    logged,
    as: async (sub) => clientOf(url, await tokenOf(url, sub, tokenSecret)),
    stop: () => running.stop(),
    close: async () => {
      await running.stop();
      await folder.close();
    },
  };
}
