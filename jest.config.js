// Node loads the test files. Only what jest loads itself has coverage, and is loaded again when it changes.
const isNative = !process.argv.some((argument) => /^--(coverage|collectCoverage|watch)/.test(argument))

export default {
  testEnvironment: 'node',
  // Generous: a busy machine is no failure.
  testTimeout: 300_000,
  maxWorkers: '100%',
  // Modules that jest loads stay in memory: a worker is replaced before it runs out.
  workerIdleMemoryLimit: '1GB',
  globalSetup: '<rootDir>/__tests__/support/temp-folder.ts',
  globalTeardown: '<rootDir>/__tests__/support/temp-folder-end.ts',
  ...(isNative && { testRunner: '<rootDir>/__tests__/support/native/runner.mjs' }),
  setupFilesAfterEnv: ['<rootDir>/__tests__/support/properties.ts'],
  roots: ['<rootDir>/__tests__'],
  // What is heavy, in memory or time, runs by `npm run heavy`.
  testMatch: ['**/*.test.ts', '!**/*.heavy.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/json/assembly/**'],
}
