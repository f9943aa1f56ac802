module.exports = { displayName: 'adapters', preset: '../../jest.preset.js' };
