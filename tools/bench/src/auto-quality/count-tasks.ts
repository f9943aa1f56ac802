import sharp from 'sharp';

/** Does it, and counts what sharp is given to do meanwhile: each decode, each encode. */
export async function countTasks<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly tasks: number }> {
  let changes = 0;
  const count = () => (changes += 1);
  sharp.queue.on('change', count);
  try {
    const value = await work();
    // Each is told of twice: when it is put into the queue, and when it is done.
    return { value, tasks: changes / 2 };
  } finally {
    sharp.queue.off('change', count);
  }
}
