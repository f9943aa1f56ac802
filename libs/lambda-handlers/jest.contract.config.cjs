// Without an emulator the clients would ask AWS itself.
if (!process.env.AWS_ENDPOINT_URL) {
  throw new Error('there is no emulator to ask: run `npx nx contract lambda-handlers`');
}

module.exports = {
  displayName: 'lambda-handlers contracts',
  preset: '../../jest.preset.js',
  testMatch: ['**/*.emulator.ts'],
};
