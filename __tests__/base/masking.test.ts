import { describe, expect, test } from '@jest/globals'
import { maskProxyPasswords } from '../../src/base/masking.js'

function masked(environment: NodeJS.ProcessEnv): string[] {
  const secrets: string[] = []
  maskProxyPasswords(environment, (secret) => secrets.push(secret))
  return secrets
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

describe('the password of a proxy is masked', () => {
  test.each([
    ['as it is', 'http://robot:geheim@proxy:8080', 'robot', 'geheim'],
    ['with percent encodings', 'http://robot:geh%20eim%2F@proxy:8080', 'robot', 'geh eim/'],
    ['with a percent encoding in the user name', 'http://a%40b:geheim@proxy', 'a@b', 'geheim'],
    ['with a bare percent sign', 'http://robot:100%@proxy:8080', 'robot', '100%'],
    ['with a percent encoding that is not UTF-8', 'http://robot:1%ff@proxy', 'robot', '1%ff'],
    ['with an unencoded @', 'http://robot:p@ss@proxy', 'robot', 'p@ss'],
    ['with an unencoded slash and hash', 'http://robot:p/a#b?c@proxy', 'robot', 'p/a#b?c'],
    ['with a colon', 'http://robot:a:b@proxy', 'robot', 'a:b'],
    ['with a letter beyond ASCII', 'http://robot:geheim-ü@proxy', 'robot', 'geheim-ü'],
    ['without a scheme', 'robot:geheim@proxy:8080', 'robot', 'geheim'],
    ['of a SOCKS proxy', 'socks5://robot:geheim@proxy', 'robot', 'geheim'],
    ['without a user name', 'http://:geheim@proxy', '', 'geheim'],
  ])('%s', (_, address, user, password) => {
    const secrets = masked({ https_proxy: address })
    expect(secrets).toEqual(
      expect.arrayContaining([
        password,
        encodeURIComponent(password),
        base64(password),
        base64(`${user}:${password}`),
      ]),
    )
  })

  test('also as written, and as a library would encode it', () => {
    expect(masked({ http_proxy: 'http://robot:geh%20eim@proxy' })).toContain('geh%20eim')
    expect(masked({ http_proxy: 'http://robot:geh eim-ü@proxy' })).toContain('geh%20eim-%C3%BC')
  })

  test.each([
    'https_proxy',
    'HTTPS_PROXY',
    'http_proxy',
    'HTTP_PROXY',
    'Https_Proxy',
    'ALL_PROXY',
    'all_proxy',
  ])('from %s', (name) => {
    expect(masked({ [name]: 'http://robot:geheim@proxy' })).toContain('geheim')
  })
})

test.each([
  ['no proxy at all', { https_proxy: '' }],
  ['a proxy without a login', { https_proxy: 'http://proxy:8080' }],
  ['a host and a port', { https_proxy: 'proxy:8080' }],
  ['a user name alone, which may be a common word', { https_proxy: 'http://robot@proxy:8080' }],
  ['an empty password', { https_proxy: 'http://robot:@proxy:8080' }],
  ['another variable', { no_proxy: 'a:b@c', MY_HTTPS_PROXY: 'http://robot:geheim@proxy' }],
])('masks nothing in %s', (_, environment) => {
  expect(masked(environment)).toEqual([])
})
