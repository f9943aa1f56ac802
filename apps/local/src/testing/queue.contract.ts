import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OriginalKey } from '@thumbing/config';
import { idOf, type World } from '@thumbing/pipeline/testing';
import { MAX_DEATHS, type Delivery, type Queue } from '../queues/queue.ts';

export interface Queues {
  readonly queue: Queue<OriginalKey>;
  readonly deadLetters: Queue<OriginalKey>;
}

export interface QueueWorld extends Queues {
  /** Kills the process that uses the queues, and opens them in another one. */
  readonly reopen: () => Promise<Queues>;
}

/** Settings of the queue under test. */
export interface QueueSettings {
  /** Time until an unanswered message is delivered again. */
  readonly visibilitySeconds: number;
  /** Number of deliveries before a message goes to the dead letters. */
  readonly maxAttempts: number;
}

/** Behavior that every queue has in common. */
export function queueContract(
  adapter: string,
  open: (settings: QueueSettings) => Promise<World<QueueWorld>>,
): void {
  describe(`queue (${adapter})`, () => {
    let world: World<QueueWorld>;
    beforeEach(async () => {
      world = await open({ visibilitySeconds: 2, maxAttempts: 2 });
    });
    afterEach(() => world.close());

    const message = (n: number): OriginalKey => ({ profile: 'avatar', id: idOf(n) });
    const now = (queue: Queue<OriginalKey>) => queue.receive({ max: 10, waitSeconds: 0 });
    const soon = async (queue: Queue<OriginalKey>): Promise<Delivery<OriginalKey>> => {
      const [delivery] = await queue.receive({ max: 1, waitSeconds: 10 });
      if (!delivery) throw new Error('nothing was delivered');
      return delivery;
    };

    it('delivers the message that was sent', async () => {
      await world.queue.send(message(1));
      expect(await soon(world.queue)).toMatchObject({ message: message(1), attempt: 1 });
    });

    it('delivers each message to one receiver only', async () => {
      for (let n = 0; n < 10; n += 1) await world.queue.send(message(n));
      const received = await Promise.all(Array.from({ length: 20 }, () => now(world.queue)));
      const ids = received.flat().map((delivery) => delivery.message.id);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('waits for a message that is sent later', async () => {
      const delivery = soon(world.queue);
      await world.queue.send(message(1));
      expect((await delivery).message).toEqual(message(1));
    });

    it('holds a retried message back until its delay is over', async () => {
      await world.queue.send(message(1));
      await (await soon(world.queue)).retry(2, 'in vain');
      await world.queue.send(message(2));
      expect((await now(world.queue)).map((delivery) => delivery.message)).toEqual([message(2)]);
      expect((await soon(world.queue)).message).toEqual(message(1));
    });

    it('stops waiting when the signal aborts', async () => {
      const stop = new AbortController();
      const received = world.queue.receive({ max: 1, waitSeconds: 20, signal: stop.signal });
      stop.abort();
      expect(await received).toEqual([]);
    });

    it('does not deliver an acknowledged message again', async () => {
      await world.queue.send(message(1));
      await (await soon(world.queue)).done();
      expect(await world.queue.receive({ max: 1, waitSeconds: 3 })).toEqual([]);
    });

    it('delivers a retried message again, and counts attempts', async () => {
      await world.queue.send(message(1));
      await (await soon(world.queue)).retry(0, 'in vain');
      expect(await soon(world.queue)).toMatchObject({ message: message(1), attempt: 2 });
    });

    it('does not deliver a retried message before its delay is over', async () => {
      await world.queue.send(message(1));
      await (await soon(world.queue)).retry(60, 'in vain');
      expect(await world.queue.receive({ max: 1, waitSeconds: 3 })).toEqual([]);
    });

    it('delivers an unanswered message again', async () => {
      await world.queue.send(message(1));
      await soon(world.queue);
      expect(await now(world.queue)).toEqual([]);
      expect(await soon(world.queue)).toMatchObject({ message: message(1), attempt: 2 });
    });

    it('sets a message aside after the last attempt', async () => {
      await world.queue.send(message(1));
      await (await soon(world.queue)).retry(0, 'in vain');
      await (await soon(world.queue)).retry(0, 'in vain');
      expect(await world.queue.receive({ max: 1, waitSeconds: 1 })).toEqual([]);
      expect((await soon(world.deadLetters)).message).toEqual(message(1));
    });

    it('sets a message aside that was never answered', async () => {
      await world.queue.send(message(1));
      await soon(world.queue);
      await soon(world.queue);
      expect(await world.queue.receive({ max: 1, waitSeconds: 3 })).toEqual([]);
      expect((await soon(world.deadLetters)).message).toEqual(message(1));
    });

    it('delivers a released message at once, and does not count its attempt', async () => {
      await world.queue.send(message(1));
      for (let n = 0; n < 6; n += 1) {
        const delivery = await soon(world.queue);
        expect(delivery).toMatchObject({ attempt: 1, deaths: 0 });
        await delivery.release();
      }
      expect(await now(world.deadLetters)).toEqual([]);
    });

    it('delivers a parked message when it is opened again, and counts neither attempt nor death', async () => {
      await world.queue.send(message(1));
      await (await soon(world.queue)).park();
      expect(await world.queue.receive({ max: 1, waitSeconds: 3 })).toEqual([]);
      const { queue } = await world.reopen();
      expect(await soon(queue)).toMatchObject({ message: message(1), attempt: 1, deaths: 0 });
    });

    it('ignores answers to a delivery that was released', async () => {
      await world.queue.send(message(1));
      const released = await soon(world.queue);
      await released.release();
      await released.done();
      const delivery = await soon(world.queue);
      expect(delivery.message).toEqual(message(1));
      await released.release();
      await released.retry(0, 'in vain');
      expect(await now(world.queue)).toEqual([]);
      await delivery.done();
    });

    it('delivers a message again whose process died, and counts the death, not the attempt', async () => {
      await world.queue.send(message(1));
      await soon(world.queue);
      const { queue } = await world.reopen();
      expect(await now(queue)).toMatchObject([{ message: message(1), attempt: 1, deaths: 1 }]);
    });

    it('counts no death for messages that were not in work', async () => {
      await world.queue.send(message(1));
      await (await soon(world.queue)).retry(0, 'in vain');
      await world.queue.send(message(2));
      await (await soon(world.queue)).release();
      const { queue } = await world.reopen();
      const deaths = (await now(queue)).map((delivery) => delivery.deaths);
      expect(deaths).toEqual([0, 0]);
    });

    it('delivers a message whose process died alone', async () => {
      await world.queue.send(message(1));
      await world.queue.send(message(2));
      await now(world.queue);
      const { queue } = await world.reopen();
      await queue.send(message(3));
      const [first, ...others] = await now(queue);
      expect(first).toMatchObject({ deaths: 1 });
      expect(others).toEqual([]);
      expect(await now(queue)).toEqual([]);
      await first?.done();
      const [second] = await now(queue);
      expect(second).toMatchObject({ deaths: 1 });
      await second?.retry(1, 'in vain');
      const beside = await now(queue);
      expect(beside).toMatchObject([{ message: message(3), deaths: 0 }]);
      // The retry is due, but waits until nothing else is in work.
      expect(await queue.receive({ max: 10, waitSeconds: 1.5 })).toEqual([]);
      for (const delivery of beside) await delivery.done();
      expect(await soon(queue)).toMatchObject({ message: second?.message, attempt: 2, deaths: 1 });
    });

    it('sets a message aside whose process died again and again while it was alone', async () => {
      await world.queue.send(message(1));
      let queues: Queues = world;
      for (let deaths = 0; deaths <= MAX_DEATHS; deaths += 1) {
        expect(await now(queues.queue)).toMatchObject([{ attempt: 1, deaths }]);
        queues = await world.reopen();
      }
      expect(await now(queues.queue)).toEqual([]);
      expect(await now(queues.deadLetters)).toMatchObject([{ message: message(1), deaths: 0 }]);
    });
  });
}
