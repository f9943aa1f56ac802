import type { InboxMessage } from './ports.ts';
import { receiveOriginal } from './receive-original.ts';
import { idOf } from './testing/samples.ts';

describe('receiveOriginal', () => {
  it('puts an original that has arrived into the inbox', async () => {
    const sent: InboxMessage[] = [];
    const inbox = { send: async (message: InboxMessage) => void sent.push(message) };
    await receiveOriginal({ inbox })({ profile: 'avatar', id: idOf(1) });
    expect(sent).toEqual([{ profile: 'avatar', id: idOf(1) }]);
  });
});
