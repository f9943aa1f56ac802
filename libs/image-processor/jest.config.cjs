module.exports = { displayName: 'image-processor', preset: '../../jest.preset.js' };
