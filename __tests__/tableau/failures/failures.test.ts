import { message } from '../../../src/messages/message.js'
import { describe, expect, test } from '@jest/globals'
import { HttpError } from '../../../src/base/http.js'
import { NotTableauError, SessionError, TableauError } from '../../../src/tableau/client/errors.js'
import { FAILURE_TEXTS } from '../../../src/tableau/failures/texts.js'
import type { FailureClass } from '../../../src/tableau/failures/classes.js'
import { classifyError, classifyNotes } from '../../../src/tableau/failures/failures.js'

function tableauError(code: string, summary = '', detail = ''): TableauError {
  return new TableauError({ status: Number(code.slice(0, 3)), code, summary, detail, retryAfter: null })
}

describe('a refusal', () => {
  test.each<[string, string, FailureClass]>([
    ['409090', "Extract operation for the workbook 'Orders' is not allowed..", 'no-extract'],
    ['403180', 'Full extract refresh operation is not allowed', 'no-extract'],
    [
      '403180',
      "Full extract refresh operation for the workbook 'No permission' is not allowed.",
      'no-extract',
    ],
    ['403069', 'Full extract refresh operation for the workbook is not allowed.', 'no-extract'],
    ['403004', 'You do not have permission for this operation.', 'permission'],
    ['403022', '', 'permission'],
    ['403157', '', 'permission'],
    ['404006', 'Workbook could not be found.', 'permission'],
    ['404004', 'Data source could not be found.', 'permission'],
    ['429000', 'Too many requests', 'quota'],
    ['400000', 'Bad Request', 'unknown'],
    ['500000', 'The server has encountered an error', 'unknown'],
  ])('%s (%s) is of class %s', (code, detail, expected) => {
    expect(classifyError(tableauError(code, 'Summary', detail)).class).toBe(expected)
  })

  test('is classified by its code, in any language', () => {
    const german = tableauError(
      '409090',
      'Ungültige Anforderung',
      'Kennwort: login failed, connection refused',
    )
    expect(classifyError(german).class).toBe('no-extract')
  })

  test('keeps Tableau’s text', () => {
    expect(classifyError(tableauError('403004', 'Forbidden', 'No permission.')).text).toBe(
      '403004 Forbidden No permission.',
    )
  })

  test.each<[string, unknown, FailureClass]>([
    ['no answer', new HttpError('x refused the connection.', true), 'no-answer'],
    ['a maintenance page', new NotTableauError('https://x/', 503, 'an HTML page'), 'no-answer'],
    ["a firewall's page", new NotTableauError('https://x/', 403, 'an HTML page'), 'no-answer'],
    ['a missing scope', new SessionError('scope', message('AE-SESSION-SCOPE')), 'permission'],
    ['anything else', new Error('boom'), 'unknown'],
    ['no error at all', 'boom', 'unknown'],
  ])('with %s (%s) is of class %s', (_, error, expected) => {
    expect(classifyError(error)).toMatchObject({ class: expected, text: expect.stringMatching(/\S/) })
  })
})

type Texts = readonly (readonly [FailureClass, string])[]

/** As Tableau shows them, with its own words around those of the database; ordered by vendor. */
const TABLEAU: Texts = [
  ['credentials', 'Tableau needs an unexpired OAuth refresh token to connect to the data.'],
  ['credentials', 'The OAuth refresh token has expired.'],
  ['credentials', 'Missing or invalid password for connection 0x8A2F'],
  ['credentials', 'The embedded credentials are not valid.'],
  ['credentials', 'Unable to connect to the server. Invalid username or password.'],
  [
    'credentials',
    'The username or password you provided is not correct. Check the database name and credentials.',
  ],
  ['no-extract', '403180: Full refresh not allowed (0x5CE10192)'],
  ['no-extract', "Full extract refresh operation for the workbook 'Orders' is not allowed."],
  ['no-extract', "Extract operation for the datasource 'Access denied' is not allowed.. (Extract operation)"],
  ['permission', '403004: You do not have permission for this operation.'],
  ['quota', 'No more non-interactive quota remaining for your site'],
  ['timeout', 'The query time resource limit (7200 seconds) was exceeded'],
  ['timeout', 'com.tableau.nativeapi.dll.TableauCancelException: Operation cancelled'],
  ['bridge', 'REMOTE_EXTRACT_REFRESH_ALL_AGENTS_BUSY: Maximum concurrency reached'],
  ['bridge', 'No Tableau Bridge client is connected for this pool.'],
  ['bridge', 'Bridge client ETL01 was disconnected during the refresh.'],
  ['credentials', "Bridge client ETL01: Login failed for user 'tableau'."],
  ['unreachable', 'Bridge client ETL01: connection refused by 10.0.0.3:5432'],
  ['bridge', 'Bridge client ETL01 reported an internal error.'],
]

const SNOWFLAKE: Texts = [
  [
    'credentials',
    'java.lang.RuntimeException: [Snowflake] Incorrect username or password was specified. Login failed',
  ],
  ['credentials', '[Snowflake][Snowflake] (4) Incorrect username or password was specified.'],
  [
    'credentials',
    '250001 (08001): Failed to connect to DB: acme.snowflakecomputing.com:443. Incorrect username or password was specified.',
  ],
  [
    'credentials',
    '250001 (08001): Failed to connect to DB: acme.snowflakecomputing.com:443. Your user account has been temporarily locked due to too many failed attempts. Try again after 15 minutes.',
  ],
  ['credentials', 'User temporarily locked. Try again later, or contact your local system administrator.'],
  ['credentials', 'User access disabled. Contact your local system administrator.'],
  ['credentials', 'The specified user password has expired.'],
  ['credentials', 'JWT token is invalid. [0ce9eb56-821d-4ca9-a774-04ae89a0cf5a]'],
  [
    'credentials',
    'Unable to connect to the server "acme.snowflakecomputing.com". OAuth access token expired. [390318]',
  ],
  ['credentials', 'Invalid OAuth access token. Error code: 390303'],
  ['credentials', 'Http Error: 401, Vendor Code: 390100, Message: (localised)'],
  ['credentials', 'Authentication token has expired.  The user must authenticate again.'],
  ['credentials', 'User is locked from Duo Security. Contact your local system administrator.'],
  ['credentials', 'Multi-factor authentication is required for this account. Log in to Snowsight to enroll.'],
  ['permission', "SQL compilation error: Object 'X.Y' does not exist or not authorized."],
  [
    'permission',
    "Role 'BI' specified in the connect string is not granted to this user. Contact your local system administrator.",
  ],
  ['permission', "SQL access control error: Insufficient privileges to operate on schema 'MARTS'."],
  [
    'unreachable',
    'Incoming request with IP/Token 203.0.113.7 is not allowed to access Snowflake. Contact your account administrator.',
  ],
  [
    'timeout',
    '000630 (57014): Statement reached its statement or warehouse timeout of 7,200 second(s) and was canceled.',
  ],
  ['unknown', "SQL compilation error: error line 1 at position 7 invalid identifier 'PASSWORD'"],
]

const BIGQUERY: Texts = [
  [
    'permission',
    'Access Denied: Project acme: User does not have bigquery.jobs.create permission in project acme.',
  ],
  [
    'permission',
    'Access Denied: Table acme:marts.orders: User does not have permission to query table acme:marts.orders, or perhaps it does not exist.',
  ],
  ['permission', 'Access Denied: BigQuery BigQuery: Permission denied while getting Drive credentials.'],
  [
    'permission',
    'Unable to connect to the server. 403 Forbidden { "code": 403, "errors": [ { "domain": "global", "reason": "accessDenied" } ] }',
  ],
  [
    'permission',
    'Permission bigquery.tables.getData denied on table acme:marts.orders (or it may not exist).',
  ],
  ['permission', "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: x"],
  ['credentials', 'invalid_grant: Token has been expired or revoked.'],
  ['credentials', '{ "error": "invalid_grant", "error_description": "Account has been deleted" }'],
  [
    'credentials',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
  ],
  ['unknown', 'Quota exceeded: Your project exceeded quota for concurrent queries. 403 quotaExceeded'],
  [
    'unknown',
    'Exceeded rate limits: too many concurrent queries for this project_and_region. 403 rateLimitExceeded',
  ],
  ['unknown', 'Resources exceeded during query execution: Not enough resources for query planning'],
]

const SQL_SERVER: Texts = [
  ['credentials', "[Microsoft][ODBC Driver 17 for SQL Server][SQL Server]Login failed for user 'tableau'."],
  [
    'credentials',
    'Unable to connect to the server "sql01". Login failed for user \'tableau\'. (Microsoft SQL Server, Error: 18456)',
  ],
  ['credentials', "Login failed for user 'tableau'. Reason: The password of the account must be changed."],
  [
    'credentials',
    "Login failed for user 'tableau' because the account is currently locked out. The system administrator can unlock it.",
  ],
  // One of Microsoft's transient errors, but also the error for a login without access.
  ['unknown', 'Cannot open database "dwh" requested by the login. The login failed.'],
  [
    'unknown',
    'Die von der Anmeldung angeforderte "dwh"-Datenbank kann nicht geöffnet werden. Fehler 4060. Fehler bei der Anmeldung.',
  ],
  [
    'unreachable',
    "Unable to access availability database 'dwh' because the database replica is not in the PRIMARY or SECONDARY role. Login failed for user 'tableau'.",
  ],
  [
    'unreachable',
    'The target database, \'dwh\', is participating in an availability group and is currently not accessible for queries. Cannot open database "dwh" requested by the login. The login failed.',
  ],
  ['unreachable', "Cannot connect to database when it is paused. Login failed for user 'tableau'."],
  ['unreachable', "Database 'dwh' cannot be opened because it is offline. Login failed for user 'tableau'."],
  [
    'unreachable',
    "Login failed for user 'tableau'. Reason: Server is in single user mode. Only one administrator can connect at this time.",
  ],
  ['unreachable', "Login failed for user 'tableau'. Only administrators may connect at this time."],
  [
    'unreachable',
    "Fehler bei der Anmeldung für den Benutzer 'tableau'. (Microsoft SQL Server, Fehler: 18461)",
  ],
  [
    'unreachable',
    "SQL Server is not ready to accept new client connections. Wait a few minutes before trying again. Login failed for user 'tableau'.",
  ],
  [
    'unreachable',
    "SQL Server service has been paused. No new connections will be allowed. Login failed for user 'tableau'.",
  ],
  ['credentials', 'AADSTS50126: Error validating credentials due to invalid username or password.'],
  ['credentials', "AADSTS7000222: The provided client secret keys for app 'dwh' are expired."],
  ['unknown', 'AADSTS90033: A transient error has occurred. Please try again.'],
  ['permission', "The SELECT permission was denied on the object 'orders', database 'dwh', schema 'marts'."],
  [
    'permission',
    'The server principal "tableau" is not able to access the database "dwh" under the current security context.',
  ],
  [
    'unreachable',
    "Cannot open server 'acme' requested by the login. Client with IP address '203.0.113.7' is not allowed to access the server.",
  ],
  [
    'unreachable',
    "Login failed for user 'tableau'. Reason: Server is in script upgrade mode. Only administrator can connect at this time.",
  ],
  ['unreachable', "SHUTDOWN is in progress. Login failed for user 'tableau'."],
  [
    'unreachable',
    "Database 'dwh' on server 'acme' is not currently available. Please retry the connection later.",
  ],
  ['unreachable', '[Microsoft][ODBC Driver 17 for SQL Server]Login timeout expired'],
  [
    'unreachable',
    'A network-related or instance-specific error has occurred while establishing a connection to SQL Server. Check if instance name is correct.',
  ],
  ['timeout', '[Microsoft][ODBC Driver 17 for SQL Server]Query timeout expired'],
  ['unknown', "Invalid object name 'marts.orders'."],
  ['unknown', "There is insufficient system memory in resource pool 'default' to run this query."],
]

const DATABRICKS: Texts = [
  [
    'unreachable',
    'HTTP Response code: 403, Error message: Source IP address: 203.0.113.7 is blocked by Databricks IP ACL for workspace: 1234',
  ],
  [
    'credentials',
    '[Simba][Hardy] (35) Error from server: error code: 0 error message: Invalid access token. HTTP response code: 403',
  ],
  [
    'credentials',
    'Unable to connect to the server "dbc-1.cloud.databricks.com". Error 403 Invalid access token.',
  ],
  ['credentials', 'HTTP Response code: 401, Error message: Unknown.'],
  ['permission', "PERMISSION_DENIED: User does not have USE SCHEMA on Schema 'prod.marts'."],
  [
    'permission',
    "[INSUFFICIENT_PERMISSIONS] Insufficient privileges: User does not have USE CATALOG on Catalog 'prod'. SQLSTATE: 42501",
  ],
  ['permission', 'HTTP Response code: 403, Error message: Unknown.'],
  ['unreachable', 'HTTP Response code: 503, Error message: TEMPORARILY_UNAVAILABLE: Service Unavailable'],
]

const ORACLE: Texts = [
  ['credentials', 'ORA-01017: invalid username/password; logon denied'],
  ['credentials', 'ORA-28000: the account is locked'],
  ['credentials', 'Unable to connect to the server. ORA-28001: the password has expired'],
  ['credentials', 'ORA-28000: 계정이 잠겼습니다'],
  ['permission', 'ORA-01031: insufficient privileges'],
  ['permission', 'ORA-01045: user TABLEAU lacks CREATE SESSION privilege; logon denied'],
  ['permission', 'ORA-00942: table or view does not exist'],
  ['unreachable', 'ORA-12541: TNS:no listener'],
  ['unreachable', 'ORA-12170: TNS:Connect timeout occurred'],
  ['unreachable', 'ORA-03113: end-of-file on communication channel'],
  ['unreachable', 'ORA-01033: ORACLE initialization or shutdown in progress'],
  ['timeout', 'ORA-01013: user requested cancel of current operation'],
  ['unknown', 'ORA-04031: unable to allocate 4160 bytes of shared memory'],
]

const OTHERS: Texts = [
  ['credentials', "FATAL: password authentication failed for user 'tableau'"],
  ['credentials', "Access denied for user 'tableau'@'10.0.0.7' (using password: YES)"],
  ['permission', "Access denied for user 'tableau'@'%' to database 'marts'"],
  ['permission', "SELECT command denied to user 'tableau'@'10.0.0.7' for table 'orders'"],
  ['permission', 'ERROR: permission denied for schema marts'],
  ['permission', 'Failure 3523 The user does not have SELECT access to marts.orders.'],
  [
    'unreachable',
    'FATAL: no pg_hba.conf entry for host "203.0.113.7", user "tableau", database "dwh", no encryption',
  ],
  ['unreachable', 'FATAL: the database system is starting up'],
  ['unreachable', 'server closed the connection unexpectedly'],
  [
    'unreachable',
    'Unable to connect to the Amazon Redshift server "dwh.example.com". Check that the server is running and that you have access privileges to the requested database.',
  ],
  ['unreachable', 'could not translate host name "dwh" to address: Name or service not known'],
  ['unreachable', 'Connection refused (Connection refused)\\nat java.net'],
  ['unreachable', 'Unknown host db.example.com'],
  ['unreachable', "Host '203.0.113.7' is not allowed to connect to this MySQL server"],
  ['unreachable', 'FATAL: the database system is not yet accepting connections'],
  ['unreachable', 'Failed to obtain OAuth access token: HTTP 503 Service Unavailable'],
  ['unreachable', 'Unable to refresh access token: java.net.UnknownHostException: login.microsoftonline.com'],
  ['credentials', 'Failed to obtain OAuth access token: the client was refused'],
  [
    'unknown',
    '403 Forbidden [{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]',
  ],
  ['unreachable', 'org.postgresql: connection timed out'],
  ['timeout', 'ERROR: canceling statement due to statement timeout'],
  ['unknown', 'com.tableausoftware.nativeapi.dll.DataEngineException: Out of Memory'],
  ['unknown', 'ERROR: relation "marts.orders" does not exist'],
  ['unknown', 'Could not write block 42501 of temporary file: No space left on device'],
  ['unknown', 'Read 403180 rows, then something else went wrong in line 390100'],
  ['unknown', 'Something new'],
  ['unknown', ''],
]

const LOCALISED: Texts = [
  ['credentials', "Fehler bei der Anmeldung für den Benutzer 'tableau'."],
  ['credentials', 'Verbindung zum Server nicht möglich. Benutzername oder Kennwort ungültig.'],
  ['credentials', "Échec de la connexion pour l’utilisateur 'tableau'."],
  ['credentials', "Échec de l'ouverture de session de l'utilisateur 'tableau'."],
  ['credentials', "Error de inicio de sesión del usuario 'tableau'."],
  ['credentials', "Falha de logon do usuário 'tableau'."],
  ['credentials', "Accesso non riuscito per l'utente 'tableau'."],
  ['credentials', "ユーザー 'tableau' はログインできませんでした。"],
  ['credentials', "用户 'tableau' 登录失败。"],
  ['credentials', "사용자 'tableau'이(가) 로그인하지 못했습니다."],
  ['permission', 'Die SELECT-Berechtigung wurde für das orders-Objekt verweigert.'],
  ['permission', "L'autorisation SELECT a été refusée sur l'objet 'orders'."],
  ['permission', 'Acceso denegado: el usuario no tiene permiso.'],
  ['permission', 'オブジェクト orders に対する権限がありません。'],
  ['unreachable', 'Die Verbindung wurde vom Zielcomputer verweigert.'],
  ['unreachable', 'サーバーに接続できません。'],
]

describe('the notes of a job', () => {
  test.each([
    ['Tableau', TABLEAU],
    ['Snowflake', SNOWFLAKE],
    ['BigQuery', BIGQUERY],
    ['SQL Server', SQL_SERVER],
    ['Databricks', DATABRICKS],
    ['Oracle', ORACLE],
    ['other databases', OTHERS],
    ['other languages', LOCALISED],
  ])('%s', (_, texts) => {
    const told = texts.map(([, notes]) => [classifyNotes(notes).class, notes])
    expect(told).toEqual(texts)
  })

  test.each(FAILURE_TEXTS)('$class: $about, such as $example', (text) => {
    const first = FAILURE_TEXTS.find(({ patterns }) => patterns.some((pattern) => pattern.test(text.example)))
    expect(first).toBe(text)
  })

  test('are unchanged', () => {
    const notes = ' Login failed\n::error::\u0000'
    expect(classifyNotes(notes).text).toBe(notes)
  })

  test('are classified by their codes, in any language', () => {
    expect(classifyNotes('Ein Fehler (409090): Zugriff verweigert').class).toBe('no-extract')
    expect(classifyNotes('Fehlercode: 403157 – deaktiviert').class).toBe('permission')
  })

  test('with numbers that are not codes are classified by their text', () => {
    expect(classifyNotes('read 14090901 rows, then login failed').class).toBe('credentials')
    expect(classifyNotes('read 409090 rows, then login failed').class).toBe('credentials')
  })

  test('a megabyte of text is classified in a time that grows with its length, not with its square', () => {
    const notes = `${'missing connect host user token '.repeat(33_000)}login failed`
    const start = performance.now()
    expect(classifyNotes(notes).class).toBe('credentials')
    expect(performance.now() - start).toBeLessThan(60_000)
  })
})
