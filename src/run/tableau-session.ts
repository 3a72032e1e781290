import { ConfigurationError, sentenceOf } from '../base/errors.js'
import { HttpError } from '../base/http.js'
import { NotTableauError, SessionError, TableauError } from '../tableau/client/errors.js'
import { type TableauOptions, type TableauSession, withTableau } from '../tableau/session.js'
import type { Inputs } from './inputs.js'
import type { Action } from './ports.js'

/**
 * Opens the one session of a run, and signs out at its end.
 * @throws ConfigurationError when an input that it needs is missing.
 */
export async function withSession<T>(
  { http, clock, random, signal, runner }: Action,
  { tableau: { server, site, credentials }, onCancel }: Pick<Inputs, 'tableau' | 'onCancel'>,
  hooks: Pick<TableauOptions, 'beforeCall' | 'log' | 'warn'>,
  use: (tableau: TableauSession) => Promise<T>,
): Promise<T> {
  if (server === null) {
    throw new ConfigurationError(
      "tableau-server-url is empty, but there are exposures of Tableau: give the server's address.",
    )
  }
  if (credentials === null) {
    throw new ConfigurationError(
      'There are no credentials for Tableau: give tableau-token-name and tableau-token-secret, or a connected app by tableau-client-id, tableau-secret-id, tableau-secret-value and tableau-username.',
    )
  }
  const mask = (secret: string): void => runner.setSecret(secret)
  const mayCancel = onCancel === 'cancel'
  return withTableau(
    { http, clock, random, signal, mask, server, site, credentials, mayCancel, ...hooks },
    use,
  ).catch((error: unknown) => {
    throw withRemedy(error)
  })
}

/** Adds a remedy to errors of the network, and of servers between this runner and Tableau. */
function withRemedy(error: unknown): unknown {
  const isServers = error instanceof TableauError && error.status >= 500
  if (!isServers && !(error instanceof HttpError) && !(error instanceof NotTableauError)) return error
  const met = sentenceOf(error).replace(/\.$/, '')
  const sentence = `${met}; check Tableau's status page, and what stands between this runner and Tableau: a proxy, gateway or firewall.`
  return new SessionError('unreachable', sentence)
}

/** Why `wait: true` cannot wait: this user may not see jobs. */
export function unseenJobs(version: string): string {
  return `Tableau's REST API ${version} shows no jobs to a connected app: refreshes are requested but not waited for, and the next run judges each by its extract's last update. Upgrade Tableau to API 3.25, or use a personal access token, to wait for them.`
}
