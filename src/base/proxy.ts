import { checkBypass } from '@actions/http-client/lib/proxy'

/** Spellings that the HTTP client looks at, the first that is set counts. */
const VARIABLES = {
  'http:': ['http_proxy', 'HTTP_PROXY'],
  'https:': ['https_proxy', 'HTTPS_PROXY'],
} as const

export type WebUrl = URL & { readonly protocol: keyof typeof VARIABLES }

/** The variable that names the proxy for this URL; the first of them where none is set. */
export function proxyVariable({ protocol }: WebUrl, environment: NodeJS.ProcessEnv): string {
  const [first] = VARIABLES[protocol]
  return VARIABLES[protocol].find((one) => (environment[one] ?? '') !== '') ?? first
}

/**
 * Says which variable of the environment should name a proxy for this URL and does not. The HTTP client goes without a
 * proxy then, or throws, so that it matters only where no answer comes. Never shows the value, which may hold a password.
 */
export function brokenProxy(url: WebUrl, environment: NodeJS.ProcessEnv): string | null {
  const name = proxyVariable(url, environment)
  const value = environment[name] ?? ''
  if (value === '' || checkBypass(url) || isProxy(value)) return null
  return `the environment variable ${name} does not hold the address of a proxy, as in http://proxy.example.com:8080 (a % in its password is written %25)`
}

/** The client itself puts `http://` before what is no URL, such as an IP address with a port. */
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
