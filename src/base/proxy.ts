import { checkBypass } from '@actions/http-client/lib/proxy'

/** The variables that the HTTP client reads, per protocol; it uses the first one that is set. */
const VARIABLES = {
  'http:': ['http_proxy', 'HTTP_PROXY'],
  'https:': ['https_proxy', 'HTTPS_PROXY'],
} as const

export type WebUrl = URL & { readonly protocol: keyof typeof VARIABLES }

/** The name of the variable that sets the proxy for this URL; `http_proxy` or `https_proxy` if none is set. */
export function proxyVariable({ protocol }: WebUrl, environment: NodeJS.ProcessEnv): string {
  const [first] = VARIABLES[protocol]
  return VARIABLES[protocol].find((one) => (environment[one] ?? '') !== '') ?? first
}

/**
 * A clause about the proxy variable for this URL if its value is invalid, else null. With such a value the HTTP client uses no
 * proxy or throws, so it matters only after a failure. Omits the value, which may contain a password.
 */
export function invalidProxyVariable(url: WebUrl, environment: NodeJS.ProcessEnv): string | null {
  const name = proxyVariable(url, environment)
  const value = environment[name] ?? ''
  if (value === '' || checkBypass(url) || isProxyAddress(value)) return null
  return `the environment variable ${name} is not the address of a proxy, as in http://proxy.example.com:8080 (a % in its password is written %25)`
}

/** The client adds `http://` to a value that is not a URL, such as an IP address with a port. */
function isProxyAddress(value: string): boolean {
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
