import base, { layers } from '../../eslint.config.mjs';

export default [
  ...base,
  ...layers(
    'main.ts',
    'start.ts',
    'compose.ts',
    'cli',
    'commands',
    'workers',
    'http',
    'metrics',
    'queues',
    'storage',
    'util',
  ),
];
