module.exports = {
  displayName: 'infra-e2e',
  preset: '../../jest.preset.js',
  testMatch: ['**/*.e2e.ts'],
  // One deployment after the other, on the cores that there are.
  maxWorkers: 1,
  testTimeout: 240_000,
};
