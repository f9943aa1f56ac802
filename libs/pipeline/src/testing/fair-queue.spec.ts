import { turnsContract } from './contracts/turns.contract.ts';
import { fairQueue } from './fair-queue.ts';

turnsContract('simulation of SQS fair queues', async () => {
  const { take, ...inbox } = fairQueue();
  return {
    inbox,
    take: async () => take(),
    // Work that has ended counts as recent for a while.
    finish: async () => undefined,
    // Quiet groups have at most three of the last twenty deliveries each: five of them cannot have all.
    turn: 4,
    close: async () => undefined,
  };
});
