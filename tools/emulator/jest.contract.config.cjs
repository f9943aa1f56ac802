module.exports = {
  displayName: 'tools-emulator contract',
  preset: '../../jest.preset.js',
  testMatch: ['**/*.emulator.ts'],
};
