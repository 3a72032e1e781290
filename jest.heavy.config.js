import config from './jest.config.js'

// Properties of which `npm test` tries only a few values (__tests__/support/runs.ts) are tried as often as usual.
process.env['PROPERTIES_FACTOR'] ??= '1'

export default {
  ...config,
  testMatch: [
    '**/*.heavy.test.ts',
    '**/{fuzz/fuzz,json/pick,plan/weekly-windows,report/summary/summary,run/absurd-values}.test.ts',
  ],
}
