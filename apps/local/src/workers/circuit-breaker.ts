import type { Clock } from '@thumbing/pipeline';
import type { ConsumeOptions } from '../queues/consume.ts';
import type { Delivery, Queue, ReceiveOptions } from '../queues/queue.ts';

export interface CircuitBreakerOptions<Message> {
  readonly queue: Pick<Queue<Message>, 'receive'>;
  /** Throws if the receiver of messages fails. */
  readonly handle: ConsumeOptions<Message>['handle'];
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  /** Returns numbers from 0 to 1, which spread the pauses. */
  readonly random: () => number;
  /** Called once when the receiver is down, with its last failure. */
  readonly onOpen: (error: unknown) => void;
  /** Called once when it is back. */
  readonly onClose: (outage: Outage) => void;
}

export interface Outage {
  /** Number of attempts that failed. */
  readonly failures: number;
  /** Time since the first of them. */
  readonly milliseconds: number;
}

/** A queue and a handler to consume, for which the breaker is open or closed. */
export interface CircuitBreaker<Message> extends Pick<ConsumeOptions<Message>, 'queue' | 'handle'> {
  readonly isOpen: () => boolean;
}

/** Failures in a row after which a receiver is down. */
export const FAILURES = 5;

/** Milliseconds: the first pause between two probes, and the longest. Each is up to half shorter, by chance. */
export const PAUSE = { first: 5_000, longest: 5 * 60_000 };

/**
 * Holds messages back while their receiver is down: they stay in the queue, and no attempt is charged. After
 * each pause, twice as long as the one before, a single message is tried; the first success ends the outage.
 */
export function circuitBreaker<Message extends object>(
  options: CircuitBreakerOptions<Message>,
): CircuitBreaker<Message> {
  const { queue, handle, clock } = options;
  const circuit = circuitOf<Message>(options);
  return {
    isOpen: () => circuit.open() !== undefined,
    queue: {
      receive: async (receive) => {
        for (let open = circuit.open(); open && !receive.signal?.aborted; open = circuit.open()) {
          const left = open.until - clock.monotonic();
          if (left <= 0 && !open.probe) return probe(options, circuit, open, receive);
          await clock.sleep(left > 0 ? left : PAUSE.longest, circuit.untilChange(receive.signal));
        }
        return queue.receive({ ...receive, signal: circuit.untilChange(receive.signal) });
      },
    },
    handle: async (message, { signal }) => {
      try {
        await handle(message, { signal });
      } catch (error) {
        // Work that is given up for a stop tells nothing about the receiver.
        if (!signal.aborted) circuit.failed(error, message);
        throw error;
      }
      circuit.succeeded();
    },
  };
}

interface Open<Message> {
  /** Length of the current pause, in milliseconds, and its end. */
  readonly pause: number;
  readonly until: number;
  /** The message that is tried, or that is waited for. */
  probe?: Message | 'awaited' | undefined;
}

type Circuit<Message> = ReturnType<typeof circuitOf<Message>>;

/** State of the circuit: closed, unless it is open. */
function circuitOf<Message>(options: Omit<CircuitBreakerOptions<Message>, 'queue' | 'handle'>) {
  const { clock, random, onOpen, onClose } = options;
  let [failures, since] = [0, 0];
  let open: Open<Message> | undefined;
  let change = new AbortController();
  const changed = (): void => {
    change.abort();
    change = new AbortController();
  };
  const pauseFor = (pause: number): void => {
    open = { pause, until: clock.monotonic() + pause * (1 - random() / 2) };
    changed();
  };
  return {
    open: () => open,
    changed,
    /** Signal that ends a wait when the circuit opens or closes, or a probe ends. */
    untilChange: (signal = change.signal) => AbortSignal.any([signal, change.signal]),
    failed: (error: unknown, message: Message): void => {
      if (failures === 0) since = clock.monotonic();
      failures += 1;
      if (open?.probe === message) {
        pauseFor(Math.min(open.pause * 2, PAUSE.longest));
        return;
      }
      if (open || failures < FAILURES) return;
      pauseFor(PAUSE.first);
      onOpen(error);
    },
    succeeded: (): void => {
      const outage = { failures, milliseconds: clock.monotonic() - since };
      const wasOpen = open !== undefined;
      failures = 0;
      open = undefined;
      if (!wasOpen) return;
      changed();
      onClose(outage);
    },
  };
}

/** Receives the one message that tells if the receiver is back. */
async function probe<Message>(
  { queue }: Pick<CircuitBreakerOptions<Message>, 'queue'>,
  circuit: Circuit<Message>,
  open: Open<Message>,
  receive: ReceiveOptions,
): Promise<readonly Delivery<Message>[]> {
  open.probe = 'awaited';
  try {
    const signal = circuit.untilChange(receive.signal);
    const deliveries = await queue.receive({ ...receive, max: 1, signal });
    open.probe = deliveries[0]?.message;
    return deliveries;
  } finally {
    if (open.probe === 'awaited') open.probe = undefined;
    if (!open.probe) circuit.changed();
  }
}
