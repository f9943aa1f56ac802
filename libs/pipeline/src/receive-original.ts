import type { OriginalKey } from '@thumbing/config';
import type { InboxMessage, Queue } from './ports.ts';

/** An original has arrived: puts it into the inbox. May be told twice. */
export const receiveOriginal =
  ({ inbox }: { readonly inbox: Pick<Queue<InboxMessage>, 'send'> }) =>
  (key: OriginalKey): Promise<void> =>
    inbox.send(key);
