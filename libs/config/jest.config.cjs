module.exports = {
  displayName: 'config',
  preset: '../../jest.preset.js',
  // Tests start processes, which takes long where other suites run at the same time.
  testTimeout: 60_000,
};
