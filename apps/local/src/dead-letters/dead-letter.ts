/** An image or an event that was given up, and can be processed or delivered again. Contains no secrets. */
export interface DeadLetter {
  /** Id of an image that failed; number of any other message. */
  readonly id: string;
  /** `inbox`, or the webhook, without its path, which may be a secret. */
  readonly queue: string;
  /** Time at which it was given up. */
  readonly since: Date;
  /** Reason of the last failure. */
  readonly error: string;
  /** Absent for a message that cannot be read. */
  readonly image?: { readonly id: string; readonly profile: string; readonly owner: string };
  /** Id and type of an event that a webhook did not accept. */
  readonly event?: { readonly id: string; readonly type: string };
}

/** Reason for which a command does nothing with an id. */
export const unknownLetter = (id: string): string =>
  `there is no dead letter ${id}: dead-letters list has their ids`;
