import { readFileSync, writeFileSync } from 'node:fs';
import { builtinProfiles, defineConfig } from '@thumbing/config';
import { render } from '@thumbing/image-processor';
import { tasks, type Rendering } from './rendering.ts';

/**
 * A process that makes renditions as the function does, one original after the other, and prints what each
 * has taken.
 */
const { profiles, limits } = defineConfig({ profiles: builtinProfiles });

/** The largest original that any of the profiles takes: what one does not take says nothing of its memory. */
const maxBytes = Math.max(...Object.values(profiles).map((profile) => profile.maxBytes));

const done: Rendering[] = [];
for (const { file, profile: name } of tasks.parse(JSON.parse(process.argv[2] ?? ''))) {
  const profile = profiles[name];
  if (!profile) throw new Error(`there is no built-in profile '${name}'`);
  const bytes = readFileSync(file);
  forgetPeak();
  const [cpuBefore, before] = [process.cpuUsage(), performance.now()];
  const { renditions } = await render(bytes, { ...profile, limits: { ...limits, maxBytes } });
  let written = 0;
  for await (const { data } of renditions) written += data.length;
  const { user, system } = process.cpuUsage(cpuBefore);
  done.push({
    peak: residentPeak(),
    after: process.memoryUsage.rss(),
    cpu: (user + system) / 1_000,
    wall: performance.now() - before,
    written,
  });
}
process.stdout.write(JSON.stringify(done));

/** Linux counts the peak of a process anew from here on. */
function forgetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

/** Unlike `maxRSS`, it does not count what the parent held when it started this process. */
function residentPeak(): number {
  const [, kibibytes] =
    /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes) * 1_024;
}
