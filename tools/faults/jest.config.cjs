module.exports = {
  displayName: 'tools-faults',
  preset: '../../jest.preset.js',
  // A run has a server, clients and readers: as much as two cores take.
  maxWorkers: 1,
  testTimeout: 600_000,
  // In a target of its own, which takes minutes.
  testPathIgnorePatterns: ['plants\\.spec\\.ts$'],
};
