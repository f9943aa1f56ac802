const { testPathIgnorePatterns, ...config } = require('./jest.config.cjs');

module.exports = { ...config, testMatch: ['**/plants.spec.ts'] };
