import { join } from 'node:path';
import { defineConfig, type ConfigInput } from '@thumbing/config';
import { openDataDirectory, type DataDirectory } from '../storage/data-directory.ts';
import { openReserve } from '../storage/reserve.ts';
import { compose, type ComposeOptions, type Composition } from '../compose.ts';
import { SMALL } from './edition.ts';
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

/** Every adapter of the one-machine edition in a temporary folder, without workers. */
export interface Parts {
  readonly deps: Composition;
  readonly folder: TemporaryFolder;
  readonly dataDirectory: DataDirectory;
  readonly close: () => Promise<void>;
}

export async function parts(
  config: Partial<ConfigInput> = {},
  options: Partial<ComposeOptions> | ((folder: string) => Partial<ComposeOptions>) = {},
): Promise<Parts> {
  const folder = await temporaryFolder();
  const checked = defineConfig({ ...SMALL, ...config });
  const dataDirectory = await openDataDirectory(folder.path, checked);
  return {
    deps: await compose(checked, dataDirectory, {
      url: 'http://localhost:8080',
      log: () => undefined,
      reserve: openReserve({
        file: join(folder.path, 'reserve'),
        log: () => undefined,
        bytes: 10_000,
      }),
      ...(typeof options === 'function' ? options(folder.path) : options),
    }),
    folder,
    dataDirectory,
    close: async () => {
      dataDirectory.database.close();
      await folder.close();
    },
  };
}
