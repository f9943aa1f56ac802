import base, { layers, worldless } from '../../eslint.config.mjs';

export default [
  ...base,
  worldless,
  ...layers('index.ts', 'testing', 'use-cases', 'lifecycle', 'domain'),
];
