import type { Patch } from './patch-sources.ts';

/** Faults that are planted in the server, to prove that a run finds them. */
export const PLANTS: Readonly<Record<string, readonly Patch[]>> = {
  /** Renditions are written in place, in two parts. */
  'torn write': [
    {
      file: 'apps/local/src/storage/atomic-file.ts',
      from: '    const made = await inFolderOf(path, () => rename(staged, path));\n',
      to: `    const made = await inFolderOf(path, async () => {
           const inPlace = await open(path, 'w');
           await inPlace.write(data.subarray(0, data.length >> 1));
           await new Promise((resolve) => setTimeout(resolve, 300));
           await inPlace.write(data.subarray(data.length >> 1));
           await inPlace.close();
         });\n`,
    },
  ],
  /** A message stays with a process that died. */
  'lease not reset': [
    {
      file: 'apps/local/src/queues/queue-statements.ts',
      from: "WHERE queue = :queue AND state = 'leased' RETURNING",
      to: "WHERE queue = :queue AND state = 'none' RETURNING",
    },
  ],
  /** An event that the receiver refuses is taken for delivered. */
  'event dropped': [
    {
      file: 'libs/adapters/src/deliver-webhook.ts',
      from: 'if (!response.ok) throw',
      to: 'if (false) throw',
    },
  ],
  /**
   * An original that was stored, but not sent to the inbox before the end of the process, is never sent. Each waits
   * longer than the one before, so that some are not sent when the first is accepted.
   */
  'arrival forgotten': [
    {
      file: 'apps/local/src/workers/recover.ts',
      from: '  await forEachCatching(records.pending(), sendIfStored, onError);\n',
      to: '  void [sendIfStored, onError, forEachCatching, records];\n',
    },
    {
      file: 'apps/local/src/http/uploads.ts',
      from: 'await inbox.send(',
      to: `globalThis.arrivals = (globalThis.arrivals ?? 0) + 1;
           await clock.sleep(300 * globalThis.arrivals);
           await inbox.send(`,
    },
  ],
  /** Renditions of a deleted image stay. */
  'file left': [
    {
      file: 'libs/pipeline/src/lifecycle/delete-files.ts',
      from: '  await renditions.removeAll(key);\n',
      to: '  void renditions;\n',
    },
  ],
  /** Temporary files of a killed process stay. */
  'staging left': [
    {
      file: 'apps/local/src/storage/data-directory.ts',
      from: 'for (const name of await readdir(staging)) await rm(join(staging, name));',
      to: 'void [readdir, rm];',
    },
    {
      file: 'apps/local/src/storage/atomic-file.ts',
      from: '    await write(file);\n',
      to: '    await write(file); await new Promise((resolve) => setTimeout(resolve, 300));\n',
    },
  ],
  /** A copy of an event has another id. */
  'random event id': [
    {
      file: 'libs/pipeline/src/lifecycle/to-event.ts',
      from: 'id: `${image.id}.${type.slice(PREFIX.length)}`,',
      to: 'id: `${image.id}.${type.slice(PREFIX.length)}.${Math.random()}`,',
    },
  ],
  /** A picture is blamed for a crash of its decoder. */
  'crash that rejects': [
    {
      file: 'libs/image-processor/src/isolate/worker.ts',
      from: 'failureOf(started, how)',
      to: "new ImageError('corrupt', 'this image is damaged')",
    },
  ],
  /** A picture is blamed for a render that took too long. */
  'time-out that rejects': [
    {
      file: 'libs/pipeline/src/use-cases/process-image.ts',
      from: '    throw error;\n  }\n}',
      to: `    if (error instanceof Error && error.name === 'RenderTimeoutError')
           return rejected('too-slow', error.message);
         throw error;\n  }\n}`,
    },
  ],
  /** Work that is given up for a stop counts as a failed attempt. */
  'stop that charges': [
    {
      file: 'apps/local/src/queues/consume.ts',
      from: 'if (stop.working.aborted) return untilSuccess(() => delivery.release());',
      to: '',
    },
  ],
};
