#!/usr/bin/env node
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const source = new URL('../src/main.ts', import.meta.url);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`error: thumbing needs Node 22.18 or newer; this is ${process.versions.node}`);
  process.exitCode = 2;
} else if (existsSync(source)) {
  // A checkout runs its sources; the published package contains only the compiled files.
  const { registerHooks } = await import('node:module');
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, {
        ...context,
        conditions: ['@thumbing/source', ...(context.conditions ?? [])],
      }),
  });
  await import(source.href);
} else {
  await import('../dist/main.js');
}
