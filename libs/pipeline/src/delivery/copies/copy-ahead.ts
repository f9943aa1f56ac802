import {
  findProfile,
  makesOnRequest,
  originalKey,
  type Config,
  type OriginalKey,
} from '@thumbing/config';
import { smallestCopy } from '@thumbing/image-processor/copies';
import type { ImageRecords } from '../../domain/ports.ts';
import { factsOf, makeCopy, type CopySourceDeps } from './copy-source.ts';

/** Configuration and ports of `copyAhead`. */
export interface CopyAheadDeps extends CopySourceDeps {
  /** Tells which profiles have renditions on request. */
  readonly config: CopySourceDeps['config'] & Pick<Config, 'profiles'>;
  /** Tells if the image is ready. */
  readonly records: Pick<ImageRecords, 'get'>;
}

/**
 * Makes the copy that most renditions on request are made from, of an image whose profile has any: after its upload, when nobody waits.
 * Never rejects: the first request that needs the copy makes it otherwise.
 */
export const copyAhead =
  (deps: CopyAheadDeps) =>
  async (image: OriginalKey): Promise<void> => {
    try {
      const profile = findProfile(deps.config, image.profile);
      if (!profile || !makesOnRequest(profile)) return;
      const record = await deps.records.get(image.id);
      const facts = record?.status === 'ready' && record.original && factsOf(record.original);
      const copy = facts ? smallestCopy(facts) : undefined;
      if (!facts || !copy) return;
      const { kept } = await makeCopy(
        { ...deps, config: patient(deps.config) },
        image,
        copy,
        facts,
      );
      await kept;
    } catch (error) {
      deps.onUnkept(error, `the copy of ${originalKey.format(image)}`);
    }
  };

/** Nobody waits for it, so that it may take as long as an upload. */
const patient = ({ limits, delivery }: CopySourceDeps['config']): CopySourceDeps['config'] => ({
  limits,
  delivery: { ...delivery, timeout: limits.timeout },
});
