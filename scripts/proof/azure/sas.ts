import { createHmac } from 'node:crypto'

/** Azurite's only account, which its documentation publishes. */
export const ACCOUNT = 'devstoreaccount1'
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

const VERSION = '2018-11-09'

/** The query that allows one container or blob until then, as the cache service signs it (Azure's "Create a service SAS"). */
export function signedQuery(
  resource: 'c' | 'b',
  path: string,
  permissions: string,
  expiry: Date,
): URLSearchParams {
  const until = `${expiry.toISOString().slice(0, 19)}Z`
  const parts = [permissions, '', until, `/blob/${ACCOUNT}/${path}`, '', '', '', VERSION, resource]
  // Snapshot, and five headers of the response.
  const signature = signed([...parts, '', '', '', '', '', ''].join('\n'))
  return new URLSearchParams({ sv: VERSION, sr: resource, sp: permissions, se: until, sig: signature })
}

/** The query that allows the whole account, to create its container (Azure's "Create an account SAS"). */
export function accountQuery(expiry: Date): URLSearchParams {
  const until = `${expiry.toISOString().slice(0, 19)}Z`
  const [services, types, permissions] = ['b', 'sco', 'rwc']
  const parts = [ACCOUNT, permissions, services, types, '', until, '', '', VERSION, '']
  const signature = signed(parts.join('\n'))
  return new URLSearchParams({
    sv: VERSION,
    ss: services,
    srt: types,
    sp: permissions,
    se: until,
    sig: signature,
  })
}

function signed(text: string): string {
  return createHmac('sha256', Buffer.from(KEY, 'base64')).update(text, 'utf8').digest('base64')
}
