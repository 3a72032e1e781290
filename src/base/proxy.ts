import { checkBypass } from '@actions/http-client/lib/proxy'

/** The variables that the HTTP client reads; the first one that is set counts. */
const VARIABLES = {
  'http:': ['http_proxy', 'HTTP_PROXY'],
  'https:': ['https_proxy', 'HTTPS_PROXY'],
} as const

export type WebUrl = URL & { readonly protocol: keyof typeof VARIABLES }

/** The variable that sets the proxy for this URL; the first one if none is set. */
export function proxyVariable({ protocol }: WebUrl, environment: NodeJS.ProcessEnv): string {
  const [first] = VARIABLES[protocol]
  return VARIABLES[protocol].find((one) => (environment[one] ?? '') !== '') ?? first
}

/**
 * A clause about the variable that should set a proxy for this URL but has an invalid value; null if there is none. The HTTP
 * client then uses no proxy or throws, so it matters only after a failure. Omits the value, which may contain a password.
 */
export function invalidProxyVariable(url: WebUrl, environment: NodeJS.ProcessEnv): string | null {
  const name = proxyVariable(url, environment)
  const value = environment[name] ?? ''
  if (value === '' || checkBypass(url) || isProxy(value)) return null
  return `the environment variable ${name} is not the address of a proxy, as in http://proxy.example.com:8080 (a % in its password is written %25)`
}

/** The client adds `http://` to a value that is not a URL, such as an IP address with a port. */
function isProxy(value: string): boolean {
  const text = URL.canParse(value) || /^https?:\/\//.test(value) ? value : `http://${value}`
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && hostname !== '' && isDecodable(username) && isDecodable(password)
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
