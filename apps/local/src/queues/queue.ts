import type { SendOptions } from '@thumbing/pipeline';

/** Messages delivered at least once, to one receiver at a time, until acknowledged or set aside. */
export interface Queue<Message> {
  /** Makes a message available. Messages without a group share one. */
  send(message: Message, options?: Partial<SendOptions>): Promise<void>;
  /**
   * Takes up to `max` due messages; waits up to `waitSeconds` for the first. Empty if none arrives. Groups
   * take turns, one message each, however many wait in one; within a group the first that was due is first.
   */
  receive(options: ReceiveOptions): Promise<readonly Delivery<Message>[]>;
}

export interface ReceiveOptions {
  readonly max: number;
  readonly waitSeconds: number;
  /** Ends the wait; messages not yet taken stay in the queue. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * One delivery of a message, and the lease on it. Without an answer, the lease expires after a timeout: that
 * is a failed attempt, and the message is delivered again. A message whose lease was held when the process
 * died is delivered again too, and its attempt is not counted: see `deaths`.
 */
export interface Delivery<Message> {
  readonly message: Message;
  /** 1 for the first delivery. */
  readonly attempt: number;
  /**
   * Number of times that a process died during a delivery of this message. Such a message is delivered
   * alone, with nothing else of its queue in work, and goes to the dead letters after `MAX_DEATHS` deaths
   * while it was alone.
   */
  readonly deaths: number;
  /** Acknowledges the message: it is never delivered again. */
  done(): Promise<void>;
  /**
   * Delivers the message again after `seconds`, or moves it to the dead letters after the last attempt. Keeps the reason,
   * for the person who looks at the dead letters.
   */
  retry(seconds: number, reason: string): Promise<void>;
  /** Hands the lease back: the message is due at once, and this attempt is not counted. */
  release(): Promise<void>;
  /** Keeps the message until the queue is opened again: it is due then. This attempt is not counted. */
  park(): Promise<void>;
}

/**
 * Deaths that a message may cause while it is alone. More than a person who restarts a server, or kills it,
 * comes to during one picture; and few enough for a picture that kills every process to end.
 */
export const MAX_DEATHS = 10;
