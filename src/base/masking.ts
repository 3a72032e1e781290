/** Masks a secret as it is, URL-encoded, JSON-escaped and in Base64; ignores an empty one. */
export function maskForms(mask: (secret: string) => unknown, secret: string): void {
  if (secret === '') return
  const base64 = Buffer.from(secret, 'utf8').toString('base64')
  const json = JSON.stringify(secret).slice(1, -1)
  new Set([
    secret,
    encodeURIComponent(secret),
    json,
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret, 'utf8').toString('base64url'),
  ]).forEach((form) => mask(form))
}

const PROXY_VARIABLE = /^(?:https?|all)_proxy$/i

/** Masks the passwords in proxy variables, also as a Proxy-Authorization header carries them. */
export function maskProxyPasswords(environment: NodeJS.ProcessEnv, mask: (secret: string) => void): void {
  const secrets = new Set<string>()
  const add = (secret: string): unknown => secrets.add(secret)
  for (const [name, address = ''] of Object.entries(environment)) {
    if (!PROXY_VARIABLE.test(name)) continue
    for (const { user, password } of loginsIn(address).filter((login) => login.password !== '')) {
      maskForms(add, password)
      maskForms(add, `${user}:${password}`)
    }
  }
  secrets.forEach((secret) => mask(secret))
}

interface Login {
  readonly user: string
  readonly password: string
}

/** The login as written, URL-encoded and decoded, since libraries differ and some addresses are not URLs. */
function loginsIn(address: string): Login[] {
  const written = /^([^:]*):(.*)@/s.exec(address.replace(/^[a-z][a-z\d+.-]*:\/\//i, ''))
  const logins = [
    ...(written === null ? [] : [{ user: written[1] ?? '', password: written[2] ?? '' }]),
    ...[address, `http://${address}`].filter((text) => URL.canParse(text)).map(loginOf),
  ]
  return logins.flatMap((login) => [login, { user: decoded(login.user), password: decoded(login.password) }])
}

function loginOf(address: string): Login {
  const { username, password } = new URL(address)
  return { user: username, password }
}

/** Keeps invalid percent encodings, such as a bare percent sign. */
function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes)
    } catch {
      return codes
    }
  })
}
