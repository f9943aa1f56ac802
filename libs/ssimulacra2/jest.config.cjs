module.exports = { displayName: 'ssimulacra2', preset: '../../jest.preset.js' };
