import { readdir, readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { watchProcesses } from './testing/processes.ts';
import { lowerPriority, NICE } from './lower-priority.ts';
import { spawnWorker } from './worker.ts';

it('runs the process for an image, all of its threads and its session below the priority of its parent', async () => {
  const processes = watchProcesses();
  const worker = spawnWorker();
  await worker.ready;
  const pid = Number(processes.started[0]?.pid);
  expect(getPriority(pid)).toBe(NICE);
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    const stat = await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    expect(stat.split(') ')[1]?.split(' ')[16]).toBe(String(NICE));
  }
  const lowered = ` nice ${NICE}\n`;
  // Linux without such groups has no such file.
  const isLowered = async () =>
    (await readFile(`/proc/${pid}/autogroup`, 'utf8').catch(() => lowered)).endsWith(lowered);
  while (!(await isLowered())) await wait(20);
  worker.kill();
  await processes.end();
});

it('changes nothing for a process that has ended', async () => {
  await lowerPriority(2 ** 30);
});
