import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A private certificate authority, as companies have, and a server certificate that it signed. */
export interface Certificates {
  /** PEM file of the authority, for `NODE_EXTRA_CA_CERTS`. */
  readonly authority: string
  readonly key: string
  readonly certificate: string
}

/** Issues a certificate for these host names, in a new folder of `parent`; with `selfSigned`, without the authority. Needs openssl. */
export function issueCertificate(
  hosts: readonly string[],
  { selfSigned = false, parent = tmpdir() } = {},
): Certificates {
  const folder = mkdtempSync(join(parent, 'certificates-'))
  const file = (name: string): string => join(folder, name)
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  const names = hosts.map((host) => `${/^[\d.]+$/.test(host) ? 'IP' : 'DNS'}:${host}`).join(',')
  const create = (name: string, subject: string, ...more: string[]): void => {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
    openssl(
      'req',
      ...curve,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-subj',
      `/CN=${subject}`,
      ...more,
    )
  }
  create('authority', 'Test authority', '-x509', '-days', '7300')
  if (selfSigned)
    create('server', hosts[0] ?? '', '-x509', '-days', '7300', '-addext', `subjectAltName=${names}`)
  else {
    create('server', hosts[0] ?? '')
    writeFileSync(file('names'), `subjectAltName=${names}\n`)
    const by = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial']
    openssl(
      'x509',
      '-req',
      '-in',
      'server.pem',
      ...by,
      '-days',
      '7300',
      '-extfile',
      'names',
      '-out',
      'server.pem',
    )
  }
  return {
    authority: file('authority.pem'),
    key: readFileSync(file('server.key'), 'utf8'),
    certificate: readFileSync(file('server.pem'), 'utf8'),
  }
}
