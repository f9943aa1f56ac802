module.exports = { displayName: 'lambda-handlers', preset: '../../jest.preset.js' };
