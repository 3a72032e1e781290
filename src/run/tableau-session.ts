import { clauseOf, ConfigurationError } from '../base/errors.js'
import { HttpError } from '../base/http.js'
import { message } from '../messages/message.js'
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
    throw new ConfigurationError(message('AE-SERVER-MISSING'))
  }
  if (credentials === null) {
    throw new ConfigurationError(message('AE-CREDENTIALS-MISSING'))
  }
  const mask = (secret: string): void => runner.setSecret(secret)
  const mayCancel = onCancel === 'cancel'
  return withTableau(
    { http, clock, random, signal, mask, server, site, credentials, mayCancel, ...hooks },
    use,
  ).catch((error: unknown) => {
    throw explained(error)
  })
}

/** Explains refused calls, and errors of the network and of servers between this runner and Tableau. */
function explained(error: unknown): unknown {
  const why = clauseOf(error)
  if (error instanceof TableauError && error.status < 500)
    return new SessionError('refused', message('AE-TABLEAU-REFUSED', { why }))
  const isOnTheWay =
    error instanceof TableauError || error instanceof HttpError || error instanceof NotTableauError
  return isOnTheWay ? new SessionError('unreachable', message('AE-TABLEAU-UNREACHABLE', { why })) : error
}
