import { expect, test } from '@jest/globals'
import { ConfigurationError } from '../../../src/base/errors.js'
import { redirectedOrigin } from '../../../src/tableau/client/redirects.js'

const PATH = '/api/3.27/auth/signin'

test.each<[string, string, string, string]>([
  [
    'the generic host to a pod',
    'https://online.tableau.com',
    `https://10ax.online.tableau.com${PATH}`,
    'https://10ax.online.tableau.com',
  ],
  [
    'a pod to another pod',
    'https://10ax.online.tableau.com',
    `https://prod-uk-a.online.tableau.com${PATH}`,
    'https://prod-uk-a.online.tableau.com',
  ],
  [
    'http to https on the same host',
    'http://tableau.example.com',
    `https://tableau.example.com${PATH}`,
    'https://tableau.example.com',
  ],
  [
    'another port of the same host',
    'https://tableau.example.com',
    `https://tableau.example.com:8443${PATH}`,
    'https://tableau.example.com:8443',
  ],
  ['a path on the same host', 'https://tableau.example.com', PATH, 'https://tableau.example.com'],
  ['loopback to loopback', 'http://127.0.0.1:1', `http://127.0.0.1:2${PATH}`, 'http://127.0.0.1:2'],
])('a redirect from %s is followed', (_, from, location, origin) => {
  expect(redirectedOrigin(new URL(`${from}${PATH}`), location, from)).toBe(origin)
})

test.each<[string, string, string | undefined]>([
  ['to another host', 'https://tableau.example.com', `https://evil.example${PATH}`],
  ['out of Tableau Cloud', 'https://10ax.online.tableau.com', `https://tableau.example.com${PATH}`],
  [
    'to a host whose name only contains that of Tableau Cloud',
    'https://10ax.online.tableau.com',
    `https://10ax.online.tableau.com.evil.example${PATH}`,
  ],
  [
    'to a host whose name only ends like that of Tableau Cloud',
    'https://10ax.online.tableau.com',
    `https://evilonline.tableau.com${PATH}`,
  ],
  ['to a subdomain', 'https://example.com', `https://tableau.example.com${PATH}`],
  ['from https to http', 'https://tableau.example.com', `http://tableau.example.com${PATH}`],
  [
    'from https to http within Tableau Cloud',
    'https://online.tableau.com',
    `http://10ax.online.tableau.com${PATH}`,
  ],
  [
    'over http to a host that is not loopback',
    'http://tableau.example.com',
    `http://tableau.example.com:8080${PATH}`,
  ],
  ['from a server to loopback', 'https://tableau.example.com', `http://127.0.0.1${PATH}`],
  ['with credentials in the URL', 'https://tableau.example.com', `https://bob:pw@tableau.example.com${PATH}`],
  ['to a login page', 'https://tableau.example.com', 'https://tableau.example.com/#/signin'],
  ['to a script', 'https://tableau.example.com', 'javascript:alert(1)'],
  ['to nowhere', 'https://tableau.example.com', undefined],
])('a redirect %s is not followed, and the sentence names the input and no path', (_, from, location) => {
  const follow = () => redirectedOrigin(new URL(`${from}${PATH}`), location, from)
  expect(follow).toThrow(ConfigurationError)
  expect(follow).toThrow(/tableau-server-url/)
  expect(follow).not.toThrow(/signin|bob|alert/)
})

test('loopback is followed over http only if http on loopback was configured', () => {
  const follow = () =>
    redirectedOrigin(new URL(`http://127.0.0.1:1${PATH}`), `http://127.0.0.1:2${PATH}`, 'https://127.0.0.1')
  expect(follow).toThrow(ConfigurationError)
})
