module.exports = {
  displayName: 'image-processor',
  preset: '../../jest.preset.js',
  // Specs replace no modules, so they share those of their process: a context for each of them takes a fifth more CPU.
  runner: require.resolve('jest-light-runner'),
};
