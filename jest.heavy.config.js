import config from './jest.config.js'

export default { ...config, testMatch: ['**/*.heavy.test.ts'] }
