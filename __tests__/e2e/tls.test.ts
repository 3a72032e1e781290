import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { type Certificates, issueCertificate } from '../../simulators/network/certificates.js'
import { type Listening, startConnectProxy, startTls } from '../../simulators/network/tunnel.js'
import type { StepResult } from '../../simulators/runner/runner.js'
import { annotations, Stage } from './stage.js'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

/** The simulated Tableau behind TLS; the exposures point there. */
async function behindTls(
  host: string,
  certificates: Certificates,
): Promise<{ stage: Stage; tls: Listening; url: string }> {
  const stage = await Stage.open('build-ok', { ownProcesses: true })
  const tls = await startTls(certificates, stage.server.port)
  const remove = (): Promise<void> => rm(dirname(certificates.authority), { recursive: true })
  open.push(stage, tls, { close: remove })
  const url = host === 'localhost' ? `https://localhost:${tls.port}` : `https://${host}`
  stage.edit('target/manifest.json', (text) => text.replaceAll(stage.server.url, url))
  stage.tableau.configure({ webOrigin: url })
  return { stage, tls, url }
}

const runAt = async (stage: Stage, url: string, environment: Record<string, string>): Promise<StepResult> =>
  await stage.main({ inputs: { 'tableau-server-url': url }, environment })

test('a server with a certificate of a private authority, which NODE_EXTRA_CA_CERTS names', async () => {
  const certificates = issueCertificate(['localhost'])
  const { stage, url } = await behindTls('localhost', certificates)
  const main = await runAt(stage, url, { NODE_EXTRA_CA_CERTS: certificates.authority })
  expect(annotations(main, 'error')).toEqual([])
  expect(main.exitCode).toBe(0)
  expect(Number(main.outputs['refreshed'])).toBeGreaterThan(0)
})

test.each(['HTTPS_PROXY', 'https_proxy'])('a server that only the proxy in %s reaches', async (variable) => {
  const certificates = issueCertificate(['tableau.test'])
  const { stage, tls, url } = await behindTls('tableau.test', certificates)
  const proxy = await startConnectProxy({ 'tableau.test:443': tls.port })
  open.push(proxy)
  const main = await runAt(stage, url, {
    NODE_EXTRA_CA_CERTS: certificates.authority,
    [variable]: proxy.url,
  })
  expect(annotations(main, 'error')).toEqual([])
  expect(Number(main.outputs['refreshed'])).toBeGreaterThan(0)
  // No other host was requested.
  expect(new Set(proxy.asked)).toEqual(new Set(['tableau.test:443']))
})

test.each([
  ['self-signed', true, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['of an authority that is not known', false, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
])('a certificate that is %s is refused, with the remedy', async (_, selfSigned, code) => {
  const { stage, url } = await behindTls('localhost', issueCertificate(['localhost'], { selfSigned }))
  const main = await runAt(stage, url, {})
  expect(main.exitCode).toBe(1)
  const { host } = new URL(url)
  expect(annotations(main, 'error').join()).toContain(
    `The TLS certificate of ${host} is not trusted (${code}); for a private certificate authority set NODE_EXTRA_CA_CERTS`,
  )
  expect(stage.tableau.record.calls).toEqual([])
})

test('a certificate for another host is refused', async () => {
  const certificates = issueCertificate(['other.test'])
  const { stage, url } = await behindTls('localhost', certificates)
  const main = await runAt(stage, url, { NODE_EXTRA_CA_CERTS: certificates.authority })
  expect(main.exitCode).toBe(1)
  expect(annotations(main, 'error').join()).toContain(
    `The TLS certificate of ${new URL(url).host} is for another host name (ERR_TLS_CERT_ALTNAME_INVALID): check the address`,
  )
  expect(stage.tableau.record.calls).toEqual([])
})
