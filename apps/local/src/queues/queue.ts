import type { SendOptions } from '@thumbing/pipeline';

/** Messages delivered at least once, to one receiver at a time, until acknowledged or set aside. */
export interface Queue<Message> {
  /** Makes a message available, after a delay if there is one. */
  send(message: Message, options?: SendOptions): Promise<void>;
  /** Takes up to `max` due messages; waits up to `waitSeconds` for the first. Empty if none arrives. */
  receive(options: ReceiveOptions): Promise<readonly Delivery<Message>[]>;
}

export interface ReceiveOptions {
  readonly max: number;
  readonly waitSeconds: number;
  /** Ends the wait; messages not yet taken stay in the queue. */
  readonly signal?: AbortSignal | undefined;
}

/** One delivery of a message. Without an answer, the message is delivered again after a timeout. */
export interface Delivery<Message> {
  readonly message: Message;
  /** 1 for the first delivery. */
  readonly attempt: number;
  /** Acknowledges the message: it is never delivered again. */
  done(): Promise<void>;
  /** Delivers the message again after `seconds`, or moves it to the dead letters after the last attempt. */
  retry(seconds: number): Promise<void>;
}
