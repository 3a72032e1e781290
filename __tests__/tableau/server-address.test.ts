import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ConfigurationError } from '../../src/base/errors.js'
import { serverAddress, siteContentUrl } from '../../src/tableau/server-address.js'

describe('the address of a server', () => {
  test.each([
    ['https://10ax.online.tableau.com', 'https://10ax.online.tableau.com'],
    ['https://10ax.online.tableau.com/', 'https://10ax.online.tableau.com'],
    ['10ax.online.tableau.com', 'https://10ax.online.tableau.com'],
    ['https://10AX.online.tableau.com/#/site/acme/home', 'https://10ax.online.tableau.com'],
    ['https://10ax.online.tableau.com/public/idp/SSO', 'https://10ax.online.tableau.com'],
    ['  https://tableau.example.com:8443 ', 'https://tableau.example.com:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['tableau:8443', 'https://tableau:8443'],
    // Pages of Tableau's own.
    ['https://tableau.example.com/t/acme/views/K/O', 'https://tableau.example.com'],
    ['https://tableau.example.com/%23/site/acme/home', 'https://tableau.example.com'],
    ['https://tableau.example.com/signin?redirect=x', 'https://tableau.example.com'],
    ['https://tableau.example.com/api/3.25/', 'https://tableau.example.com'],
    ['https://tableau.example.com//', 'https://tableau.example.com'],
    // The path of a reverse proxy.
    ['https://bi.example.com/tableau', 'https://bi.example.com/tableau'],
    ['https://bi.example.com/tableau/', 'https://bi.example.com/tableau'],
    ['bi.example.com/apps/tableau/#/site/acme/home', 'https://bi.example.com/apps/tableau'],
    ['https://bi.example.com/tableau/t/acme/views/K/O?:iid=1', 'https://bi.example.com/tableau'],
    ['https://bi.example.com/tableau/views/K/O', 'https://bi.example.com/tableau'],
    // Copied with the text around it.
    ['"https://bi.example.com"', 'https://bi.example.com'],
    ["'10ax.online.tableau.com'", 'https://10ax.online.tableau.com'],
    ['<https://bi.example.com/>', 'https://bi.example.com'],
    ['[Tableau](https://bi.example.com)', 'https://bi.example.com'],
    ['\u200bhttps://bi.example.com\u200b', 'https://bi.example.com'],
    ['https:/bi.example.com', 'https://bi.example.com'],
    ['https:\\\\bi.example.com', 'https://bi.example.com'],
  ])('%s', (input, address) => {
    expect(serverAddress(input)).toBe(address)
  })

  test('does not change when it is read again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        const address = serverAddress(url)
        expect(serverAddress(address)).toBe(address)
        expect(new URL(`${address}/api/2.4/serverinfo`).host).toBe(new URL(url).host)
      }),
    )
  })

  test.each(['', 'ftp://tableau.example.com', 'https://', 'https://bob:pw@tableau.example.com'])(
    '%j is invalid, and the sentence names the input but not the value',
    (input) => {
      expect(() => serverAddress(input)).toThrow(ConfigurationError)
      expect(() => serverAddress(input)).toThrow(/^tableau-server-url /)
      expect(() => serverAddress(input)).not.toThrow(/bob|pw@/)
    },
  )
})

const CLOUD = 'https://10ax.online.tableau.com'
const SERVER = 'https://tableau.example.com'

describe('the content URL of a site', () => {
  test.each<[string, string | null, string]>([
    ['acme', CLOUD, 'acme'],
    [' acme ', CLOUD, 'acme'],
    ['ACME', CLOUD, 'ACME'],
    ['"acme"', CLOUD, 'acme'],
    ["'acme'", SERVER, 'acme'],
    ['acme\u200b', CLOUD, 'acme'],
    ['<https://10ax.online.tableau.com/#/site/acme/home>', CLOUD, 'acme'],
    ['acme-eu_2', SERVER, 'acme-eu_2'],
    ['', SERVER, ''],
    ['', CLOUD, ''],
    ['', null, ''],
    // The name of a Tableau Server's default site.
    ['Default', SERVER, ''],
    ['default', SERVER, ''],
    ['Default', CLOUD, 'Default'],
    // Whole addresses, and what follows the host.
    ['https://10ax.online.tableau.com/#/site/acme/home', CLOUD, 'acme'],
    ['https://10ax.online.tableau.com/#/site/acme', CLOUD, 'acme'],
    ['https://prod-uk-a.online.tableau.com/t/acme/views/K/O', CLOUD, 'acme'],
    ['10ax.online.tableau.com/#/site/acme/views/K/O?:iid=1', CLOUD, 'acme'],
    ['https://tableau.example.com/#/home', SERVER, ''],
    ['https://tableau.example.com/#/site//home', SERVER, ''],
    ['https://tableau.example.com/#/site/sales/home', null, 'sales'],
    ['/site/acme', CLOUD, 'acme'],
    ['#/site/acme/home', CLOUD, 'acme'],
    ['t/acme/', CLOUD, 'acme'],
    ['acme/', CLOUD, 'acme'],
    ['/acme', CLOUD, 'acme'],
    // Empty: taken from the address of the server.
    ['', 'https://10ax.online.tableau.com/#/site/acme/home', 'acme'],
    ['', 'https://tableau.example.com/t/Sales/views/K/O', 'Sales'],
    ['', 'https://tableau.example.com/#/home', ''],
    ['sales', 'https://tableau.example.com/t/acme/views/K/O', 'sales'],
  ])('tableau-site %j with %j', (site, server, contentUrl) => {
    expect(siteContentUrl(site, server)).toBe(contentUrl)
  })

  test.each<[string, string, RegExp]>([
    [
      'Acme Corp',
      CLOUD,
      /tableau-site "Acme Corp" is not the content URL of a site\..*not to the display name/,
    ],
    ['Ümlaut', CLOUD, /is not the content URL of a site/],
    ['10ax.online.tableau.com', CLOUD, /is not the content URL of a site/],
    ['https://10ax.online.tableau.com/#/home', CLOUD, /is not the content URL of a site/],
    ['Finance/Sales', SERVER, /is not the content URL of a site/],
    [
      'https://10ax.online.tableau.com/#/site/acme/home',
      SERVER,
      /^tableau-site is an address on 10ax\.online\.tableau\.com, but tableau-server-url is on tableau\.example\.com\. /,
    ],
    ['#', SERVER, /is not the content URL of a site/],
  ])('tableau-site %j with %s is refused', (site, server, sentence) => {
    expect(() => siteContentUrl(site, server)).toThrow(ConfigurationError)
    expect(() => siteContentUrl(site, server)).toThrow(sentence)
  })

  test('is a valid content URL or a one-sentence error for any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(CLOUD, SERVER, null), (text, server) => {
        try {
          expect(siteContentUrl(text, server)).toMatch(/^[\w-]*$/)
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigurationError)
        }
      }),
    )
  })
})
