import { defineConfig, type ConfigInput } from '@thumbing/config';
import { openState, type State } from '../storage/data-directory.ts';
import { wire, type Wired } from '../compose.ts';
import { SMALL } from './edition.ts';
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

/** Every adapter of the one-machine edition in a folder of its own, with nobody at work. */
export interface Parts {
  readonly deps: Wired;
  readonly folder: TemporaryFolder;
  readonly state: State;
  readonly close: () => Promise<void>;
}

export async function parts(config: Partial<ConfigInput> = {}): Promise<Parts> {
  const folder = await temporaryFolder();
  const checked = defineConfig({ ...SMALL, ...config });
  const state = await openState(folder.path, checked);
  return {
    deps: await wire(checked, state, 'http://localhost:8080'),
    folder,
    state,
    close: async () => {
      state.database.close();
      await folder.close();
    },
  };
}
