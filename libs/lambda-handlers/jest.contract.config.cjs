// Without an emulator, the clients would call AWS itself.
if (!process.env.AWS_ENDPOINT_URL) {
  throw new Error('AWS_ENDPOINT_URL is not set: run `npx nx contract lambda-handlers`');
}

module.exports = {
  displayName: 'lambda-handlers contracts',
  preset: '../../jest.preset.js',
  testMatch: ['**/*.emulator.ts'],
};
