import { originalKey, renditionKey, type Event } from '@thumbing/config';
import { polledChanges } from '../domain/polled-changes.ts';
import { copiesContract } from './contracts/files/copies.contract.ts';
import { eventsContract } from './contracts/events.contract.ts';
import { imageRecordsContract } from './contracts/image-records.contract.ts';
import { inventoryContract } from './contracts/inventory.contract.ts';
import { inboxContract } from './contracts/inbox.contract.ts';
import { metricsContract } from './contracts/metrics.contract.ts';
import {
  imagesIn,
  memoryEvents,
  memoryInbox,
  memoryMetrics,
  memoryInventory,
  memoryOriginals,
  memoryQuotas,
  memoryRecords,
  memoryRenditions,
  type Measurement,
} from './memory.ts';
import { memoryCopies, originalsWithCopies } from '../delivery/testing/memory-copies.ts';
import { sumsOf } from './memory-metrics.ts';
import { originalsContract } from './contracts/files/originals.contract.ts';
import { quotasContract } from './contracts/quotas.contract.ts';
import { realSleep, recordChangesContract } from './contracts/record-changes.contract.ts';
import { renditionsContract } from './contracts/files/renditions.contract.ts';

const close = async (): Promise<void> => undefined;

imageRecordsContract('memory', async () => ({ records: memoryRecords(), close }));

originalsContract('memory', async () => {
  const files = new Map<string, Uint8Array>();
  return {
    originals: memoryOriginals(files),
    put: async (key, data) => void files.set(originalKey.format(key), data),
    close,
  };
});

copiesContract('memory', async () => {
  const [files, copies] = [new Map<string, Uint8Array>(), new Map<string, Uint8Array>()];
  return {
    copies: memoryCopies(copies),
    originals: originalsWithCopies(memoryOriginals(files), copies),
    put: async (key, data) => void files.set(originalKey.format(key), data),
    close,
  };
});

metricsContract('memory', async () => {
  const recorded: Measurement[] = [];
  return { metrics: memoryMetrics(recorded), sums: () => sumsOf(recorded), close };
});

quotasContract('memory', async () => ({ quotas: memoryQuotas(), close }));

recordChangesContract('polled', async () => ({
  records: memoryRecords(),
  changes: polledChanges({ sleep: realSleep }),
  close,
}));

renditionsContract('memory', async () => {
  const files = new Map<string, Uint8Array>();
  return {
    renditions: memoryRenditions(files),
    served: async (key) => files.get(renditionKey.format(key)),
    close,
  };
});

inventoryContract('memory', async () => {
  const files = new Map<string, Uint8Array>();
  return {
    inventory: memoryInventory(() => imagesIn(files)),
    put: async (key) => void files.set(originalKey.format(key), Uint8Array.of(1)),
    remove: async (key) => void files.delete(originalKey.format(key)),
    close,
  };
});

inboxContract('memory', async () => {
  const inbox = memoryInbox();
  return { inbox, receive: async () => inbox.receive(), close };
});

eventsContract('memory', async () => {
  const published: Event[] = [];
  return { events: memoryEvents(published), received: async () => published, close };
});
