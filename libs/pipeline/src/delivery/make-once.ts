import { renditionKey, type RenditionKey } from '@thumbing/config';
import type { Clock } from '../domain/ports.ts';
import { makeRendition, type MadeRendition, type MakeRenditionDeps } from './make-rendition.ts';
import { sharedWork, type SharedWork } from './work/shared-work.ts';
import { turns, type TurnsOptions } from './work/turns.ts';

/** Configuration and ports of `makeOnce`. */
export interface MakeOnceDeps extends MakeRenditionDeps {
  /** Renditions that are made at once, and that may wait. */
  readonly makes: TurnsOptions;
  /** Ends waits, too. */
  readonly clock: MakeRenditionDeps['clock'] & Pick<Clock, 'sleep'>;
}

/** Milliseconds that a request waits for its turn, at most: well below those after which servers and proxies give up. */
const PATIENCE = 10_000;

/**
 * Makes each rendition once for all who ask for it at the same time. Throws as `makeRendition` does, and a `BusyError` where too many
 * others wait. One that nobody waits for any more is left out of the queue; once it is being made it is finished and kept,
 * since to stop a render costs more than most of them take.
 */
export function makeOnce(
  deps: MakeOnceDeps,
): (key: RenditionKey, signal?: AbortSignal) => SharedWork<MadeRendition> {
  const make = makeRendition(deps);
  const takeTurn = turns(deps.makes, (signal) => deps.clock.sleep(PATIENCE, signal));
  const share = sharedWork<MadeRendition>(({ kept }) => kept);
  const inTurn = async (key: RenditionKey, signal: AbortSignal): Promise<MadeRendition> => {
    const end = await takeTurn(signal);
    try {
      return await make(key);
    } finally {
      end();
    }
  };
  return (key, signal) => share(renditionKey.format(key), (stop) => inTurn(key, stop), signal);
}
