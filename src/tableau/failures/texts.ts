import type { FailureClass } from './classes.js'

/** Texts that show why a refresh failed: Tableau's own, and those of databases that it quotes. */
export interface FailureText {
  readonly class: FailureClass
  /** What these texts are about, and one of them: for docs/failures.md. */
  readonly about: string
  readonly example: string
  readonly patterns: readonly RegExp[]
}

/**
 * The first match decides, so specific patterns come before broad ones: a refused password follows "Unable to connect to
 * the server", and a server that is shutting down says "Login failed". Databases answer in their own language, so codes
 * come before phrases in Tableau's languages (docs/facts/tableau.md#failure-texts).
 */
export const FAILURE_TEXTS: readonly FailureText[] = [
  {
    class: 'quota',
    about: "the site's daily capacity for refreshes is used up",
    example: 'No more non-interactive quota remaining for your site',
    patterns: [/non-interactive quota/i],
  },
  {
    class: 'no-extract',
    about: 'there is no extract of its own to refresh',
    example: "Full extract refresh operation for the workbook 'Orders' is not allowed.",
    patterns: [/extract (?:refresh )?operation\b[^\n]{0,300}\bnot allowed|0x5CE10192/i],
  },
  {
    class: 'bridge',
    about: 'no Tableau Bridge client was free or connected',
    example: 'REMOTE_EXTRACT_REFRESH_ALL_AGENTS_BUSY: Maximum concurrency reached',
    patterns: [
      /ALL_AGENTS_BUSY|maximum concurrency reached/i,
      /\bno\b[^.\n]{0,40}\bbridge (?:client|agent)/i,
      /\bbridge (?:client|agent|pool)s?\b[^.\n]{0,60}\b(?:not connected|disconnected|not running|unavailable|not available|offline|busy)\b/i,
    ],
  },
  {
    class: 'timeout',
    about: "a time limit of Tableau's or of the database's",
    example: 'The query time resource limit (7200 seconds) was exceeded',
    patterns: [
      /query time resource limit|TableauCancelException|time ?limit (?:was |has been )?exceeded/i,
      /query time-?out expired|statement time-?out|\b(?:statement|warehouse) timeout of\b/i,
      /\bORA-01013\b|\boperation timed out after\b|query[^.\n]{0,40}\b(?:timed out|exceeded[^.\n]{0,24}execution time)\b/i,
    ],
  },
  {
    class: 'unreachable',
    about:
      'a firewall or network policy keeps Tableau out, or the database is starting, stopping, paused or being restored',
    example: 'Incoming request with IP/Token 203.0.113.7 is not allowed to access Snowflake.',
    patterns: [
      /\bIP[^\n]{0,60}\bis (?:not allowed to access|blocked by)\b|\bhost\b[^\n]{0,60}\bis not allowed to connect\b/i,
      /no pg_hba\.conf entry|\b(?:code|error)\W{0,3}390422\b/i,
      /script upgrade mode|shutdown is in progress|database system is (?:starting up|shutting down|in recovery)/i,
      /only (?:one )?administrators? (?:can|may) connect at this time|\bnot (?:ready to accept new|yet accepting)\b[^\n]{0,12}\bconnections/i,
      /database\b[^\n]{0,80}\b(?:is not currently available|in the middle of a restore|is being recovered)/i,
      /\b(?:database|pool|service)\b[^\n]{0,80}\b(?:is|has been) (?:paused|offline)\b|\bavailability (?:database|group|replica)/i,
      /\b(?:error|fehler|erreur|msg|number)\W{0,3}(?:976|983|17142|17187|18451|1846[01]|40197|40501|40613|42108)\b/i,
      /\bORA-0(?:1033|1034|1089|1090)\b/,
    ],
  },
  {
    class: 'unreachable',
    about: 'the service that gives out OAuth tokens did not answer',
    example: 'Failed to obtain OAuth access token: HTTP 503 Service Unavailable',
    patterns: [
      /\b(?:obtain|acquire|refresh|renew)\b[^.\n]{0,24}\btoken\b[^\n]{0,80}(?:timed? ?out|unknown ?host|connection (?:refused|reset)|\b50[0234]\b)/i,
    ],
  },
  {
    class: 'unknown',
    about:
      'SQL Server does not open a database for a login: it may be moving to another server, or closed to this one',
    example: 'Cannot open database "dwh" requested by the login. The login failed.',
    patterns: [
      /cannot open database [^\n]{1,130} requested by the login|\b(?:error|fehler|erreur|msg|number)\W{0,3}4060\b/i,
    ],
  },
  {
    class: 'unknown',
    about: "quotas and limits of the database, which say nothing of Tableau's",
    example: 'Quota exceeded: Your project exceeded quota for concurrent queries.',
    patterns: [
      /quota ?exceeded|exceeded (?:[^.\n]{0,24} )?quota|resources exceeded|(?:rate|requests?)[ _]?limit[ _]?exceeded/i,
    ],
  },
  {
    class: 'permission',
    about: 'codes of databases for what a user may not do: Oracle, SQL Server, Snowflake, SQLSTATE 42501',
    example: 'ORA-01031: insufficient privileges',
    patterns: [
      /\bORA-0(?:0942|1031|1045|1720|1749)\b|\bORA-4190\d\b/,
      /(?:[[(]|\b(?:SQLSTATE|ERROR)\W{0,3})42501\b/i,
      /(?:^|[[(]|\b(?:code|error)\W{0,3})390(?:186|189|201|309|317)\b/im,
      /\b(?:error|fehler|erreur|msg)\W{0,3}(?:229|230|262|916)\b/i,
    ],
  },
  {
    class: 'credentials',
    about: 'codes of databases for a refused sign-in: Oracle, SQL Server, Snowflake, SQLSTATE 28xxx',
    example: 'ORA-28001: the password has expired',
    patterns: [
      /\bORA-0(?:1005|1017)\b|\bORA-280(?:0\d|1[0-2])\b/,
      /\b28P01\b|\[28000\]|SQLSTATE\W{0,3}28000\b/i,
      /\b(?:error|fehler|erreur|msg|number)\W{0,3}184(?:5[0-9]|70|8[678])\b/i,
      /(?:^|[[(]|\b(?:code|error)\W{0,3})390(?:10\d|114|144|195|303|318)\b/im,
    ],
  },
  {
    class: 'credentials',
    about: 'OAuth: a token that is missing, expired, revoked or not valid',
    example: 'Tableau needs an unexpired OAuth refresh token to connect to the data.',
    patterns: [
      /unexpired OAuth|invalid_(?:grant|token|client)\b|\bAADSTS(?:50|53|65|70)\d/i,
      /\b(?:OAuth|access|refresh|bearer|id|jwt|security|authentication)[ _-]?token\b[^\n]{0,60}\b(?:expired|invalid|revoked|not valid|missing|rejected)\b/i,
      /\b(?:expired|invalid|revoked|malformed|missing)\b[^.\n]{0,24}\b(?:access|refresh|OAuth|bearer|jwt|security)[ _-]?token\b/i,
      /\binvalid token\b(?!\)?:? ?(?:at|near|in|line|['"[]))|\btoken has (?:been )?(?:expired|revoked)\b|invalid jwt/i,
      /\b(?:failed|unable|could not)\b[^.\n]{0,24}\b(?:obtain|acquire|refresh|renew)[^.\n]{0,24}\btoken\b/i,
    ],
  },
  {
    class: 'credentials',
    about: 'an account or password that is locked, disabled or expired',
    example: 'Your user account has been temporarily locked due to too many failed attempts.',
    patterns: [
      /(?<!billing )\b(?:account|login|user)\b(?! session)[^.\n]{0,60}\b(?:is|was|been|temporarily) (?:currently |temporarily )?(?:locked|disabled|expired|suspended|deactivated|deleted)\b/i,
      /\buser (?:temporarily locked|access disabled)|account (?:locked|disabled|expired)\b/i,
      /\bpassword\b[^.\n]{0,40}\b(?:expired|must be changed|has to be changed|change required)\b/i,
    ],
  },
  {
    class: 'permission',
    about: 'a right on a database, schema or table that the database user lacks',
    example:
      'Access Denied: Table acme:marts.orders: User does not have permission to query table acme:marts.orders',
    patterns: [
      /access denied for user\b[^\n]{0,120}\bto database\b|command denied to user/i,
      /\bpermissions?(?: '?[\w.]{1,60}'?)? (?:was |were |is |has been )?denied\b|PERMISSION_DENIED|INSUFFICIENT_PERMISSIONS/i,
      /\baccess ?denied\b(?! for user)|accessDenied|access (?:is|was|has been) denied/i,
      /\b(?:does|do|did) not have\b[^\n]{0,80}\b(?:permissions?|privileges?|access|authori[sz]ation|SELECT|USE|USAGE)\b/i,
      /\b(?:insufficient|lacks?|lacking|missing|not enough|no)\b[^.\n]{0,24}\b(?:permissions?|privileges?)\b/i,
      /\bnot authori[sz]ed\b|not granted to this user|not able to access the database|prohibited by organi[sz]ation/i,
    ],
  },
  {
    class: 'credentials',
    about: 'a user name, password or other credentials that were refused or are missing',
    example: "Unable to connect to the server. Login failed for user 'tableau'.",
    patterns: [
      /\blog(?:in|on)\b[^.\n]{0,12}\b(?:failed|denied)\b|\bfailed to log ?[io]n\b/i,
      /\b(?:missing|invalid|incorrect|wrong|bad)\b(?! (?:identifier|column))[^.\n]{0,24}\b(?:user ?name|password|credentials?)\b/i,
      /\b(?:user ?name|password|credentials?)\b[^.\n]{0,40}\b(?:not valid|not correct|invalid|incorrect|rejected|refused|missing|required)\b/i,
      /embedded credentials|access denied for user/i,
      /(?<!proxy )\bauthenticat(?:ion|e)\b[^.\n]{0,12}\b(?:failed|failure|error)\b|\b(?:failed|unable|could not|cannot)\b[^.\n]{0,12}\bauthenticate\b/i,
      /\bUNAUTHENTICATED\b|\b401 Unauthori[sz]ed\b|\b(?:http|status|response|code)\b[^.\n]{0,20}\b401\b/i,
      /must (?:re-?)?authenticate|sign in again|(?:mfa|multi-?factor)[^.\n]{0,40}\b(?:required|enrol)/i,
    ],
  },
  {
    class: 'permission',
    about: 'HTTP 403 of a database',
    example: 'HTTP Response code: 403, Error message: Unknown.',
    patterns: [/\b403 Forbidden\b|\b(?:http|status|response|code)\b[^.\n]{0,20}\b403\b/i],
  },
  {
    class: 'credentials',
    about: 'refused sign-ins in German, French, Spanish, Portuguese, Italian, Japanese, Chinese and Korean',
    example: "Fehler bei der Anmeldung für den Benutzer 'tableau'.",
    patterns: [
      /Fehler bei der Anmeldung|Anmeldung[^.\n]{0,40}fehlgeschlagen|Anmeldefehler|(?:Kennwort|Passwort)[^.\n]{0,40}(?:ungültig|falsch|abgelaufen|fehlt)|(?:ungültige[sr]?|falsche[sr]?)[^.\n]{0,40}(?:Kennwort|Passwort|Anmelde)/i,
      /Échec de (?:la connexion pour|l.ouverture de session)|mot de passe[^.\n]{0,40}(?:incorrect|invalide|non valide|expiré)/i,
      /error de inicio de sesión|contraseña[^.\n]{0,40}(?:incorrect|no válid|caducad|expirad|ha expirado)/i,
      /falha (?:de|no) log[io]n|senha[^.\n]{0,40}(?:incorret|inválid|expir)/i,
      /accesso non riuscito|password[^.\n]{0,40}(?:non valid|scadut|errat)/i,
      /ログインできません|ログインに失敗|パスワード[^。\n]{0,24}(?:無効|期限|正しく)/,
      /登录失败|登入失敗|密码[^。\n]{0,12}(?:错误|无效|过期)|用户名或密码/,
      /로그인하지 못|로그인에 실패|(?:암호|비밀번호)[^.\n]{0,24}(?:만료|올바르지|잘못)/,
    ],
  },
  {
    class: 'permission',
    about: 'missing rights in the same languages',
    example: 'Die SELECT-Berechtigung wurde für das orders-Objekt verweigert.',
    patterns: [
      /Zugriff[^.\n]{0,24}verweigert|Berechtigung[^.\n]{0,60}verweigert|keine Berechtigung|unzureichende (?:Berechtigung|Rechte)/i,
      /accès[^.\n]{0,24}refusé|(?:autorisation|permission|droit)s?[^.\n]{0,40}(?:refusée?|insuffisant)/i,
      /acceso[^.\n]{0,24}denegado|permisos?[^.\n]{0,40}(?:denegado|insuficiente)|denegó el permiso|no tiene permiso/i,
      /acesso[^.\n]{0,24}negado|permissão[^.\n]{0,40}negada|não tem permissão/i,
      /accesso[^.\n]{0,24}negato|autorizzazione[^.\n]{0,40}negata|non dispone delle autorizzazioni/i,
      /アクセスが拒否|権限が(?:ありません|拒否|不足)|拒绝访问|访问被拒绝|没有权限|权限(?:不足|被拒)|拒绝了对[^\n]{0,60}权限|액세스가 거부|권한이 (?:없|거부|부족)/,
    ],
  },
  {
    class: 'unreachable',
    about: 'no connection to the database: refused, reset, timed out, no such host',
    example: 'Unable to connect to the server "dwh.example.com". Check that the server is running.',
    patterns: [
      /\bconnection\b[^.\n]{0,24}\b(?:refused|reset|closed|lost|terminated|aborted|dropped|timed out|timeout)\b/i,
      /\bconnect(?:ion)? timed? ?out|(?:login|connection) timeout expired|communication link failure/i,
      /\b(?:can(?:no|')t|could not|unable to|failed to)\b[^.\n]{0,12}\b(?:connect|resolve|reach|open a connection)\b/i,
      /unknown host|no such host|name or service not known|name resolution|no route to host|network is unreachable/i,
      /\bhost\b[^.\n]{0,40}\b(?:not found|not be resolved|unreachable)\b|network-related or instance-specific/i,
      /\bORA-(?:12\d{3}|0311[34]|03135)\b|\bTNS:|server closed the connection|service unavailable/i,
      /Verbindung[^.\n]{0,60}(?:abgelehnt|verweigert|Zeitüberschreitung|hergestellt)|connexion refusée|impossible de se connecter|no se puede conectar|conexión rechazada/i,
      /接続できません|接続が拒否|无法连接|连接(?:被拒绝|超时)|연결할 수 없/,
    ],
  },
  {
    class: 'bridge',
    about: 'any other failure of a refresh through Tableau Bridge',
    example: 'Bridge client ETL01 reported an internal error.',
    patterns: [/REMOTE_EXTRACT_REFRESH|\bbridge (?:client|agent|pool)\b/i],
  },
]

/** The class of the first entry that matches; null if none does. */
export function classOfText(text: string): FailureClass | null {
  return FAILURE_TEXTS.find(({ patterns }) => patterns.some((pattern) => pattern.test(text)))?.class ?? null
}
