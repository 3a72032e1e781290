import type { Content } from '../tableau/types.js'

/** Longer than any address of Tableau content. */
const LONGEST_LINK = 1000

/**
 * The address that people may follow: https on the configured server, or http where that is this machine.
 * Null for any other.
 */
export function linkOf(content: Content, tableau: { readonly server: string } | null): string | null {
  const link = parse(content.url)
  const server = parse(tableau?.server ?? null)
  if (link === null || server === null || link.host !== server.host) return null
  if (link.username !== '' || link.password !== '' || link.href.length > LONGEST_LINK) return null
  if (link.protocol === 'https:') return link.href
  return link.protocol === 'http:' && isLoopback(link.hostname) ? link.href : null
}

function parse(address: string | null): URL | null {
  return address !== null && URL.canParse(address) ? new URL(address) : null
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}
