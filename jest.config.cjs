// Nest 12 ships ES modules; the transformer turns them into CommonJS, so jest needs no experimental flag.
module.exports = {
  testEnvironment: 'node',
  // Most of the slow suites wait for processes of their own, so every core takes one.
  maxWorkers: '100%',
  // No rule is about time; a limit is only there to end what hangs.
  testTimeout: 600_000,
  testRegex: '\\.spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '\\.(ts|m?js)$': '<rootDir>/test/jest-transform.cjs' },
  transformIgnorePatterns: [],
  setupFiles: ['reflect-metadata'],
  moduleNameMapper: { '^@outturn/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
};
