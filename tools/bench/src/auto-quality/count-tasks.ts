import sharp from 'sharp';

/** Runs work, and counts the tasks that sharp is given meanwhile: each decode and each encode. */
export async function countTasks<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly tasks: number }> {
  let changes = 0;
  const count = () => (changes += 1);
  sharp.queue.on('change', count);
  try {
    const value = await work();
    // The event fires twice for each: when it is queued, and when it is done.
    return { value, tasks: changes / 2 };
  } finally {
    sharp.queue.off('change', count);
  }
}
