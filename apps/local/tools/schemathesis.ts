import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ConfigInput } from '@thumbing/config';
import { edition, jpeg, SMALL } from '../src/testing/edition.ts';
import { tokenOf } from '../src/testing/token-of.ts';

/** Images that are ready, and as many that are rejected: requests delete some of them. */
const IMAGES = 5;
const NO_IMAGE = new Uint8Array([1, 2, 3]);

/** Runs Schemathesis with arguments after those of `schemathesis.toml`. Returns its exit code. */
async function schemathesis(...args: readonly string[]): Promise<number> {
  const python = ['--conditions=@thumbing/source', '../../tools/python/src/main.ts'];
  const program = ['requirements.txt', '-m', 'schemathesis.cli', 'run'];
  const child = spawn(process.execPath, [...python, ...program, ...args], { stdio: 'inherit' });
  await once(child, 'close');
  return child.exitCode ?? 1;
}

// No request waits, which would take minutes, and none is one too many.
const quotas = { waits: 0, grantsPer5Minutes: 100_000, grantsPerDay: 100_000 };
const { avatar } = SMALL.profiles;
const profiles: ConfigInput['profiles'] = {
  avatar: { variants: {}, ...avatar, onDemand: { widths: [8, 12], recipes: 'signed' } },
};
const server = await edition({ config: { quotas, profiles } });
try {
  const ada = await server.as('ada');
  const originals = Array.from({ length: IMAGES }, () => [jpeg, NO_IMAGE]).flat();
  for (const original of originals) await ada.settled(await ada.upload(original));

  const authorization = `Authorization: Bearer ${await tokenOf(server.url, 'ada')}`;
  process.exitCode = await schemathesis(`${server.url}/openapi.json`, '--header', authorization);
} finally {
  await server.close();
}
