import { element, textElement, type Element } from './element.js'

type Text = readonly [summary: string, detail: string]

interface Known {
  readonly en: Text
  readonly de: Text
}

/** Every error that the simulator can return (docs/facts/tableau.md#error-codes). The code that throws it fills in `{}`. */
const ERRORS = {
  '400000': {
    en: ['Bad Request', 'The request is malformed or incorrect: {}'],
    de: ['Ungültige Anforderung', 'Die Anforderung ist fehlerhaft: {}'],
  },
  '400003': {
    en: ['Bad Request', 'Incremental refresh is not possible: {}'],
    de: ['Ungültige Anforderung', 'Eine inkrementelle Aktualisierung (incremental) ist nicht möglich: {}'],
  },
  '400006': {
    en: ['Invalid page number', 'The page number is invalid: {}'],
    de: ['Ungültige Seitennummer', 'Die Seitennummer ist ungültig: {}'],
  },
  '400007': {
    en: ['Invalid page size', 'The page size is invalid: {}'],
    de: ['Ungültige Seitengröße', 'Die Seitengröße ist ungültig: {}'],
  },
  '400031': {
    en: ['Bad Request', "There was a problem querying job '{}'."],
    de: ['Ungültige Anforderung', "Beim Abfragen des Auftrags '{}' ist ein Problem aufgetreten."],
  },
  '401000': {
    en: ['Unauthorized Access', 'No authentication credentials were provided.'],
    de: ['Nicht autorisierter Zugriff', 'Es wurden keine Anmeldeinformationen angegeben.'],
  },
  '401001': {
    en: ['Signin Error', 'Error signing in to Tableau Server{}'],
    de: ['Anmeldefehler', 'Fehler bei der Anmeldung bei Tableau Server{}'],
  },
  '401002': {
    en: ['Unauthorized Access', 'Invalid authentication credentials were provided.'],
    de: ['Nicht autorisierter Zugriff', 'Es wurden ungültige Anmeldeinformationen angegeben.'],
  },
  '403004': {
    en: ['Forbidden', 'You do not have permission for this operation.'],
    de: ['Verboten', 'Sie haben keine Berechtigung für diesen Vorgang.'],
  },
  '403069': {
    en: ['Forbidden', 'Full extract refresh operation for the {} is not allowed.'],
    de: ['Verboten', 'Die vollständige Extraktaktualisierung ist nicht zulässig ({}).'],
  },
  '403070': {
    en: ['Forbidden', 'Switching to the site you are signed in to is not allowed.'],
    de: ['Verboten', 'Sie sind bereits bei dieser Site angemeldet.'],
  },
  '403157': {
    en: ['Forbidden', 'The feature is disabled: {}'],
    de: ['Verboten', 'Die Funktion ist deaktiviert: {}'],
  },
  '403180': {
    en: ['Forbidden', 'Full extract refresh operation for the {} is not allowed.'],
    de: ['Verboten', 'Die vollständige Extraktaktualisierung ist nicht zulässig ({}).'],
  },
  '404000': {
    en: ['Resource Not Found', 'Site could not be found.'],
    de: ['Ressource nicht gefunden', 'Die Site wurde nicht gefunden.'],
  },
  '404002': {
    en: ['Resource Not Found', 'User could not be found.'],
    de: ['Ressource nicht gefunden', 'Der Benutzer wurde nicht gefunden.'],
  },
  '404003': {
    en: ['Resource Not Found', "Unknown resource '{}' specified in URI."],
    de: ['Ressource nicht gefunden', "Unbekannte Ressource '{}' im URI."],
  },
  '404004': {
    en: ['Resource Not Found', 'Data source could not be found.'],
    de: ['Ressource nicht gefunden', 'Die Datenquelle wurde nicht gefunden.'],
  },
  '404006': {
    en: ['Resource Not Found', 'Workbook could not be found.'],
    de: ['Ressource nicht gefunden', 'Die Arbeitsmappe wurde nicht gefunden.'],
  },
  '404011': {
    en: ['Resource Not Found', 'View could not be found.'],
    de: ['Ressource nicht gefunden', 'Die Ansicht wurde nicht gefunden.'],
  },
  '404013': {
    en: ['Resource Not Found', 'The task could not be found.'],
    de: ['Ressource nicht gefunden', 'Die Aufgabe wurde nicht gefunden.'],
  },
  '404031': {
    en: ['Resource Not Found', "Job '{}' could not be found."],
    de: ['Ressource nicht gefunden', "Der Auftrag '{}' wurde nicht gefunden."],
  },
  '405000': {
    en: ['Invalid Request Method', 'Request type {} was invalid.'],
    de: ['Ungültige Anforderungsmethode', 'Die Methode {} ist ungültig.'],
  },
  '409000': {
    en: ['Resource Conflict', 'Incremental refresh is not possible: {}'],
    de: ['Ressourcenkonflikt', 'Eine inkrementelle Aktualisierung (incremental) ist nicht möglich: {}'],
  },
  '409004': {
    en: ['Resource Conflict', "'{}' has a data quality warning already."],
    de: ['Ressourcenkonflikt', "Für '{}' gibt es bereits eine Datenqualitätswarnung."],
  },
  '409090': {
    en: ['Bad Request', 'Extract operation for the {}'],
    de: ['Ungültige Anforderung', 'Extraktvorgang: {}'],
  },
  '409093': {
    en: ['Resource Conflict', "Job for '{}' is already queued. Not queuing a duplicate."],
    de: ['Ressourcenkonflikt', "Auftrag für '{}' befindet sich bereits in der Warteschlange."],
  },
  '422000': {
    en: ['Unprocessable Entity', 'Incremental refresh is not possible: {}'],
    de: ['Nicht verarbeitbar', 'Eine inkrementelle Aktualisierung (incremental) ist nicht möglich: {}'],
  },
  '429000': {
    en: ['Too Many Requests', 'Too many requests for {}'],
    de: ['Zu viele Anforderungen', 'Zu viele Anforderungen für {}'],
  },
  '500000': {
    en: ['Internal Server Error', 'The server has encountered an error and cannot process the request.'],
    de: ['Interner Serverfehler', 'Der Server kann die Anforderung nicht verarbeiten.'],
  },
} as const satisfies Record<string, Known>

export type ErrorCode = keyof typeof ERRORS

export function isErrorCode(code: string): code is ErrorCode {
  return code in ERRORS
}

/** A refusal; becomes an `<error>` body in the caller's format and the server's language. */
export class TableauError extends Error {
  override readonly name = 'TableauError'
  readonly code: ErrorCode
  readonly headers: Readonly<Record<string, string>>
  readonly #about: string

  constructor(code: ErrorCode, about = '', headers: Readonly<Record<string, string>> = {}) {
    super(`${code} ${about}`)
    this.code = code
    this.headers = headers
    this.#about = about
  }

  /** The first three digits of the code (docs/facts/tableau.md#error-codes). */
  get status(): number {
    return Number(this.code.slice(0, 3))
  }

  body(language: 'en' | 'de'): Element {
    const [summary, detail] = ERRORS[this.code][language]
    return errorElement(this.code, summary, detail.replace('{}', this.#about))
  }
}

export function errorElement(code: string, summary: string, detail: string): Element {
  return element('error', { code }, [textElement('summary', summary), textElement('detail', detail)])
}
