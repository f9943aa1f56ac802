module.exports = { displayName: 'tools-python', preset: '../../jest.preset.js' };
