module.exports = { displayName: 'tools-checks', preset: '../../jest.preset.js' };
