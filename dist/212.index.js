export const id = 212;
export const ids = [212];
export const modules = {

/***/ 9359:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ nodeName)
/* harmony export */ });
/** The name people know a node by: the last parts of its unique id (`fct_orders`, `shop.orders`, `dim_customers.v2`). */
function nodeName(id) {
    return id.split('.').slice(2).join('.');
}


/***/ }),

/***/ 3834:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ matcher)
/* harmony export */ });
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4006);
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(picomatch__WEBPACK_IMPORTED_MODULE_0__);

const GLOB = /[*?[]/;
/**
 * Whether a name is `pattern`, or matches it as a glob: `*` and `?` stop at a slash, `**` does not. What other characters
 * mean to shells they do not mean here: names in Tableau have brackets of every kind.
 */
function matcher(pattern, { ignoreCase = false } = {}) {
    const plain = (text) => (ignoreCase ? text.toLowerCase() : text);
    const wanted = plain(pattern.replace(/^\.\//, '').replace(/\/$/, ''));
    if (!GLOB.test(pattern))
        return (name) => plain(name) === wanted;
    const matches = picomatch__WEBPACK_IMPORTED_MODULE_0___default()(wanted, { dot: true, nobrace: true, noextglob: true, nonegate: true });
    return (name) => plain(name) === wanted || matches(plain(name));
}


/***/ }),

/***/ 6584:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ connectGitHub),
/* harmony export */   y: () => (/* binding */ GitHubError)
/* harmony export */ });
/** GitHub said no, or nothing. */
class GitHubError extends Error {
    status;
    name = 'GitHubError';
    constructor(message, 
    /** 0 where no answer came. */
    status) {
        super(message);
        this.status = status;
    }
}
const TIME_LIMIT = 30_000;
const TRIES = 3;
/** A pull request's check should not sit out an hour for a comment. */
const LONGEST_WAIT = 60_000;
async function connectGitHub({ token, repository, apiUrl, clock }) {
    const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const octokit = getOctokit(token, { baseUrl: apiUrl.replace(/\/$/, ''), log: SILENT });
    const [owner = '', repo = ''] = repository.split('/');
    return {
        owner,
        repo,
        call: async (work, repeat) => {
            for (let tried = 1;; tried += 1) {
                try {
                    return await work(octokit, AbortSignal.timeout(TIME_LIMIT));
                }
                catch (error) {
                    const answer = answerOf(error);
                    const wait = waitFor(answer, { now: clock.now(), mayRepeat: repeat === 'read' });
                    if (wait === null || wait > LONGEST_WAIT || tried === TRIES)
                        throw refusal(answer);
                    await clock.sleep(wait);
                }
            }
        },
    };
}
const nothing = () => undefined;
/** Octokit would print deprecations to standard output, past our log. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
function answerOf(error) {
    const thrown = typeof error === 'object' && error !== null ? error : {};
    const status = 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : 0;
    const response = 'response' in thrown ? thrown.response : null;
    const message = error instanceof Error ? error.message : String(error);
    // Octokit calls 500 what never got an answer.
    if (typeof response !== 'object' || response === null)
        return { status: 0, headers: {}, message };
    const headers = 'headers' in response && typeof response.headers === 'object' ? response.headers : null;
    return { status, headers: { ...headers }, message };
}
/** How long to wait before asking again; null where asking again is no use, or may do a thing twice. */
function waitFor({ status, headers }, { now, mayRepeat }) {
    if (status === 403 || status === 429) {
        const after = Number(headers['retry-after']);
        if (Number.isFinite(after) && after >= 0)
            return after * 1000;
        if (headers['x-ratelimit-remaining'] !== '0')
            return null;
        return Math.max(0, Number(headers['x-ratelimit-reset']) * 1000 - now) || 0;
    }
    return mayRepeat && (status === 0 || status >= 500) ? 1000 : null;
}
function refusal({ status, headers, message }) {
    if (status === 0)
        return new GitHubError('GitHub did not answer', 0);
    const limited = status === 429 || headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
    if (limited)
        return new GitHubError("GitHub's rate limit is used up", status);
    return new GitHubError(`GitHub answered ${status} (${message.split(' - http')[0] ?? ''})`, status);
}


/***/ }),

/***/ 7318:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ keepComment),
/* harmony export */   l: () => (/* binding */ LONGEST_COMMENT)
/* harmony export */ });
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6584);

/** GitHub refuses a longer comment, its marker included (facts/actions-platform.md §7). */
const LONGEST_COMMENT = 65_536;
/**
 * Makes the one comment of this marker say `body`: written once, then updated, removed when there is nothing to say.
 * Anybody can write the marker, so only a comment of our own author counts. @throws GitHubError
 */
async function keepComment(github, comment) {
    const { owner, repo } = github;
    const { issueNumber, marker, body } = comment;
    const [found, ...doubles] = await ownComments(github, comment);
    for (const { id } of doubles)
        await remove(github, id);
    if (body === null) {
        if (found === undefined)
            return 'none';
        await remove(github, found.id);
        return 'removed';
    }
    const text = `${marker}\n${body}`;
    if (found?.body === text)
        return 'unchanged';
    await github.call((octokit, signal) => found === undefined
        ? octokit.rest.issues.createComment({
            owner,
            repo,
            issue_number: issueNumber,
            body: text,
            request: { signal },
        })
        : octokit.rest.issues.updateComment({
            owner,
            repo,
            comment_id: found.id,
            body: text,
            request: { signal },
        }));
    return found === undefined ? 'created' : 'updated';
}
async function remove({ owner, repo, call }, id) {
    try {
        await call((octokit, signal) => octokit.rest.issues.deleteComment({ owner, repo, comment_id: id, request: { signal } }));
    }
    catch (error) {
        // Somebody was faster.
        if (!(error instanceof _client_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y) || error.status !== 404)
            throw error;
    }
}
const PER_PAGE = 100;
/** 3000 comments: what is older nobody looks for. */
const MOST_PAGES = 30;
async function ownComments(github, { issueNumber, marker }) {
    const marked = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
        const { data } = await github.call((octokit, signal) => octokit.rest.issues.listComments({
            owner: github.owner,
            repo: github.repo,
            issue_number: issueNumber,
            per_page: PER_PAGE,
            page,
            request: { signal },
        }), 'read');
        for (const { id, body, user } of data) {
            // GitHub gives line ends back as it likes.
            const text = (body ?? '').replaceAll('\r\n', '\n');
            if (text.startsWith(`${marker}\n`))
                marked.push({ id, body: text, login: user?.login ?? '', type: user?.type ?? '' });
        }
        if (data.length < PER_PAGE)
            break;
    }
    if (marked.length === 0)
        return [];
    const me = await loginOf(github);
    return marked.filter(({ login, type }) => (me === null ? type === 'Bot' : login === me));
}
/**
 * The token's user; null for an app's token, which may not ask. Then the author is a bot: `github-actions[bot]`, or that
 * of an app of the repository's own. No outsider can write as one.
 */
async function loginOf(github) {
    try {
        const { data } = await github.call((octokit, signal) => octokit.rest.users.getAuthenticated({ request: { signal } }), 'read');
        return data.login;
    }
    catch (error) {
        if (error instanceof _client_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y && (error.status === 403 || error.status === 404))
            return null;
        throw error;
    }
}


/***/ }),

/***/ 5015:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VV: () => (/* binding */ modeOf),
/* harmony export */   b0: () => (/* binding */ isManual),
/* harmony export */   j_: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9691);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);


const payloadSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    schedule: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().catch(undefined),
    repository: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ default_branch: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), full_name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional() })
        .optional()
        .catch(undefined),
    pull_request: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        number: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr(),
        head: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ repo: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ full_name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).nullish() }).optional(),
    })
        .optional()
        .catch(undefined),
    workflow_run: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        created_at: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        event: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        head_branch: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
        head_repository: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ full_name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).nullish(),
    })
        .optional()
        .catch(undefined),
});
/** Reads the runner's environment and the event's payload; whatever is missing there is null here. */
function readEvent(environment, payload) {
    const parsed = payloadSchema.safeParse(payload);
    const event = parsed.success ? parsed.data : {};
    const name = environment['GITHUB_EVENT_NAME'] ?? 'unknown';
    return {
        name,
        actor: environment['GITHUB_TRIGGERING_ACTOR'] ?? environment['GITHUB_ACTOR'] ?? null,
        cron: event.schedule ?? null,
        defaultBranch: event.repository?.default_branch ?? null,
        ref: name === 'workflow_run' ? triggeringRef(event) : ownRef(name, environment['GITHUB_REF'] ?? ''),
        triggeredAt: (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .parseInstant */ .nV)(event.workflow_run?.created_at),
        pullRequest: pullRequestOf(name, event, environment['GITHUB_ACTOR'] ?? ''),
    };
}
/** Whether a person asked for this run. */
function isManual({ name }) {
    return name === 'workflow_dispatch';
}
/** `pull_request_target` runs with the secrets and the token of its base, whoever opened it. */
function pullRequestOf(name, event, actor) {
    const pull = event.pull_request;
    if (pull === undefined || !name.startsWith('pull_request'))
        return null;
    const home = event.repository?.full_name;
    const fromFork = home === undefined || pull.head?.repo?.full_name !== home;
    const untrusted = name !== 'pull_request_target' && (fromFork || actor === 'dependabot[bot]');
    return { number: pull.number, untrusted };
}
/** A fork's or a pull request's run may carry the name of the production branch without being it. */
function triggeringRef(event) {
    const run = event.workflow_run;
    if (run === undefined)
        return { kind: 'other', what: 'a workflow run that GitHub did not describe' };
    if (run.event.startsWith('pull_request'))
        return { kind: 'other', what: 'a run of a pull request' };
    const home = event.repository?.full_name;
    if (home === undefined || run.head_repository?.full_name !== home) {
        return { kind: 'other', what: 'a run of another repository' };
    }
    return run.head_branch === null
        ? { kind: 'other', what: 'a run without a branch' }
        : { kind: 'branch', branch: run.head_branch };
}
function ownRef(eventName, ref) {
    if (eventName.startsWith('pull_request'))
        return { kind: 'other', what: 'a pull request' };
    if (ref.startsWith('refs/heads/'))
        return { kind: 'branch', branch: ref.slice('refs/heads/'.length) };
    if (ref.startsWith('refs/tags/'))
        return { kind: 'other', what: `the tag ${ref.slice('refs/tags/'.length)}` };
    return { kind: 'other', what: ref === '' ? 'no branch' : ref };
}
/**
 * Whether this run may refresh. `auto` is real only on the production branch; a dry run there still keeps
 * what landed (DESIGN §5), any other keeps nothing.
 */
function modeOf(event, inputs) {
    const production = inputs.productionBranch ?? event.defaultBranch;
    const onProduction = event.ref.kind === 'branch' && event.ref.branch === production;
    if (inputs.dryRun === true)
        return { kind: 'dry', why: 'dry-run is true', onProduction };
    const asked = inputs.dryRun === false && !event.name.startsWith('pull_request');
    if (asked || onProduction)
        return { kind: 'real', onProduction: true };
    const here = event.ref.kind === 'branch' ? `branch ${event.ref.branch}` : event.ref.what;
    const there = production === null ? 'and no production-branch is known' : `not the production branch ${production}`;
    return { kind: 'dry', why: `this is ${here}, ${there}`, onProduction: false };
}


/***/ }),

/***/ 8206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IQ: () => (/* binding */ SWITCHED_OFF),
  ci: () => (/* binding */ addressOf),
  r5: () => (/* binding */ isSwitchedOff),
  Ko: () => (/* binding */ readInputs)
});

// UNUSED EXPORTS: INPUT_NAMES

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/exposures/glob.ts
var glob = __webpack_require__(3834);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./src/exposures/select-syntax.ts

/** How a selector names things. Those of Tableau's content can be answered only once Tableau was asked. */
const METHODS = ['exposure', 'tag', 'owner', 'path', 'package', 'source', 'workbook', 'datasource'];
function isContentTerm(term) {
    return isContentMethod(term.method);
}
function isDbtTerm(term) {
    return !isContentTerm(term);
}
/**
 * Reads `select` and `exclude` as dbt would: parts are joined by blanks or lines, selectors in a part by commas. Double
 * quotes keep blanks and commas together, which Tableau's names need and dbt's do not.
 */
function parseSelectors(text) {
    if ((text.split('"').length - 1) % 2 === 1)
        return { problem: 'has a double quote that is never closed' };
    const parts = [];
    for (const [written] of text.matchAll(/(?:"[^"]*"|[^\s"])+/g)) {
        const terms = [];
        for (const selector of splitAtCommas(written)) {
            const term = parseTerm(selector);
            if ('problem' in term)
                return { problem: `has "${written}": ${term.problem}` };
            terms.push(term);
        }
        parts.push({ text: written, dbt: terms.filter(isDbtTerm), content: terms.filter(isContentTerm) });
    }
    return { parts };
}
/** `a,"b,c"` → `a`, `"b,c"`. */
function splitAtCommas(part) {
    const quoted = [];
    const masked = part.replace(/"[^"]*"/g, (text) => `"${quoted.push(text) - 1}"`);
    return masked
        .split(',')
        .map((selector) => selector.replace(/"(\d+)"/g, (_, index) => quoted[Number(index)] ?? ''));
}
/** What lies above never holds an exposure: a leading `+`, which dbt knows, changes nothing here. */
const SHAPE = /^(?:\d*\+)?(?:([a-z_]+):)?(.*?)(?:\+(\d*))?$/s;
function parseTerm(text) {
    if (text === '')
        return { problem: 'commas join selectors without blanks, as in tag:finance,owner:Ana' };
    if (text.startsWith('@'))
        return { problem: `write ${text.slice(1)}+ for what hangs on it` };
    const [, method = 'name', written = '', steps] = SHAPE.exec(text) ?? [];
    const value = written.replaceAll('"', '');
    if (value === '')
        return { problem: 'a name is missing' };
    if (isContentMethod(method))
        return { text, value, method };
    if (isDbtMethod(method))
        return { text, value, method, below: stepsDown(steps) };
    return { problem: `there is no ${method}: (did you mean ${(0,mod/* closest */.kp)(method, [...METHODS])}:?)` };
}
/** `model+` is all that hangs on it, `model+1` what reads it; null where there is no plus. */
function stepsDown(written) {
    if (written === undefined)
        return null;
    return written === '' ? Infinity : Number(written);
}
function isContentMethod(method) {
    return method === 'workbook' || method === 'datasource';
}
function isDbtMethod(method) {
    return method === 'name' || METHODS.includes(method);
}

// EXTERNAL MODULE: ./src/tableau/urls.ts
var urls = __webpack_require__(3366);
;// CONCATENATED MODULE: ./src/inputs.ts






/** The configured server and site; null when no server was given. */
function addressOf({ tableau: { server, site } }) {
    return server === null ? null : { server, site };
}
/** Minutes in a window when nobody says otherwise, as on the dbt platform (facts/dbt-artifacts.md §3.2). */
const DEFAULT_BUILD_AFTER = '1440';
const inputs_text = schemas/* string */.YjP().default('');
function oneOf(values) {
    return schemas/* enum */.k5n(values, { error: `has to be one of ${values.join(', ')}` });
}
/** The spellings of YAML 1.2, as `core.getBooleanInput` takes them. */
const flag = schemas/* enum */.k5n(['true', 'True', 'TRUE', 'false', 'False', 'FALSE'], { error: 'has to be true or false' })
    .transform((value) => value.toLowerCase() === 'true');
function wholeNumber(smallest) {
    const error = `has to be a whole number, ${smallest} or more`;
    return schemas/* string */.YjP()
        .regex(/^\d+$/, { error })
        .transform(Number)
        .pipe(schemas/* int */.Whr({ error }).min(smallest, { error }));
}
const lines = schemas/* string */.YjP().transform((value) => value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''));
const artifacts = lines.transform((all, context) => {
    if (!all.includes('none'))
        return all;
    if (all.length > 1)
        context.addIssue({ code: 'custom', message: 'has none beside other lines' });
    return 'none';
});
const selectors = schemas/* string */.YjP().transform((value, context) => {
    const parsed = parseSelectors(value);
    if ('parts' in parsed)
        return parsed.parts;
    context.addIssue({ code: 'custom', message: parsed.problem });
    return core/* NEVER */.tm;
});
/** The address as people paste it from the browser; only its origin counts. Its own errors quote nothing: it may hold a password. */
const serverUrl = schemas/* string */.YjP().transform(urls/* serverOrigin */.s3);
const mappingLine = /^([^=.\s]+)(?:\.([^=.\s]+))?\s*=\s*([^=.\s]+)(?:\.([^=.\s]+))?$/;
const relationMap = lines.transform((all, context) => all.map((line) => {
    const [, database, schema, otherDatabase, otherSchema] = mappingLine.exec(line.toLowerCase()) ?? [];
    if (database === undefined || otherDatabase === undefined) {
        context.addIssue({
            code: 'custom',
            message: `has the line "${line}": write dbt_database[.schema]=tableau_database[.schema]`,
        });
    }
    return {
        dbt: { database: database ?? null, schema: schema ?? null },
        tableau: { database: otherDatabase ?? null, schema: otherSchema ?? null },
    };
}));
/** `true`, or globs over paths of projects; those behind `!` take away. */
const discover = lines.transform((all) => {
    const [only = ''] = all;
    if (all.length === 1 && /^(true|false)$/i.test(only))
        return only.toLowerCase() === 'true' ? () => true : null;
    const matchers = (texts) => texts.map((text) => (0,glob/* matcher */.j)(text, { ignoreCase: true }));
    const out = matchers(all.filter((line) => line.startsWith('!')).map((line) => line.slice(1)));
    const given = matchers(all.filter((line) => !line.startsWith('!')));
    return (project) => (given.length === 0 || given.some((matches) => matches(project))) &&
        !out.some((matches) => matches(project));
});
const failOn = schemas/* string */.YjP()
    .transform((value) => value.split(/[\s,]+/).filter((word) => word !== ''))
    .pipe(schemas/* array */.YOg(oneOf(['failure', 'unresolved', 'drift', 'never'])))
    .refine((words) => words.length === 1 || !words.includes('never'), {
    error: 'has never beside other words',
})
    .transform((words) => words.filter((word) => word !== 'never'));
/** Every input of action.yml, by its name. An empty one counts as not given. */
const inputsSchema = schemas/* object */.Ikc({
    'tableau-server-url': serverUrl.optional(),
    'tableau-site': inputs_text,
    'tableau-token-name': inputs_text,
    'tableau-token-secret': inputs_text,
    'tableau-client-id': inputs_text,
    'tableau-secret-id': inputs_text,
    'tableau-secret-value': inputs_text,
    'tableau-username': inputs_text,
    'dbt-artifacts': artifacts.prefault('target'),
    'relation-map': relationMap.prefault(''),
    discover: discover.prefault('false'),
    select: selectors.prefault(''),
    exclude: selectors.prefault(''),
    'exposures-file': schemas/* string */.YjP()
        .regex(/\.ya?ml$/i, { error: 'has to be a path that ends in .yml or .yaml' })
        .optional(),
    'build-after': wholeNumber(0).prefault(DEFAULT_BUILD_AFTER),
    'build-after-tolerance': wholeNumber(0).optional(),
    'updates-on': oneOf(['any', 'all']).prefault('any'),
    force: flag.prefault('false'),
    'on-upstream-failure': oneOf(['skip', 'refresh']).prefault('skip'),
    'production-branch': schemas/* string */.YjP().optional(),
    'dry-run': schemas/* union */.KCZ([schemas/* literal */.euz('auto'), flag], { error: 'has to be auto, true or false' }).prefault('auto'),
    wait: flag.prefault('true'),
    timeout: wholeNumber(1).prefault('60'),
    'max-parallel': wholeNumber(1).prefault('10'),
    'on-cancel': oneOf(['leave', 'cancel']).prefault('leave'),
    'fail-on': failOn.prefault('failure'),
    'state-scope': inputs_text,
    'base-manifest': lines.prefault(''),
    comment: oneOf(['auto', 'always', 'never']).prefault('auto'),
    'github-token': inputs_text,
});
const INPUT_NAMES = Object.keys(inputsSchema.shape);
/**
 * Reads and checks all inputs; `read` gives an input of action.yml by its name, empty when not given. A run that
 * `lacksSecrets` has no credentials whatever half of them it was given.
 * @throws ConfigurationError that names the input and the remedy.
 */
function readInputs(read, environment, lacksSecrets = false) {
    const given = INPUT_NAMES.map((name) => [name, read(name).trim()]);
    const raw = new Map(given.filter(([, value]) => value !== ''));
    const fromEnvironment = environment['DBT_ACTIVE_EXPOSURES_BUILD_AFTER']?.trim() ?? '';
    const buildAfterName = raw.has('build-after') ? 'build-after' : 'DBT_ACTIVE_EXPOSURES_BUILD_AFTER';
    if (!raw.has('build-after') && fromEnvironment !== '')
        raw.set('build-after', fromEnvironment);
    const parsed = inputsSchema.safeParse(Object.fromEntries(raw));
    if (parsed.success)
        return consistent(toInputs(parsed.data, lacksSecrets));
    throw problemOf(parsed.error, raw, buildAfterName);
}
function problemOf(error, raw, buildAfterName) {
    const issue = error.issues[0];
    const name = String(issue?.path[0]);
    const shown = name === 'build-after' ? buildAfterName : name;
    return new errors/* ConfigurationError */.j(`${shown} ${sentenceEnd(issue?.message ?? 'is wrong', raw.get(name) ?? '')}`);
}
/** What it has to be is told together with what it is; other messages quote what they are about. */
function sentenceEnd(message, given) {
    return message.startsWith('has to be') ? `${message}, not "${given}".` : `${message}.`;
}
function consistent(inputs) {
    if (inputs.exposuresFile !== null && inputs.discover === null) {
        throw new errors/* ConfigurationError */.j('exposures-file is given, but discover is false: there is nothing to write without it, so set discover to true or to globs of projects.');
    }
    if (inputs.exposuresFile !== null && inputs.dbtArtifacts === 'none') {
        throw new errors/* ConfigurationError */.j('exposures-file is given, but dbt-artifacts is none: it can be written only where the files of dbt parse or dbt build are read.');
    }
    return inputs;
}
function toInputs(raw, lacksSecrets) {
    return {
        tableau: {
            server: raw['tableau-server-url'] ?? null,
            site: raw['tableau-site'],
            credentials: lacksSecrets ? null : credentialsOf(raw),
        },
        dbtArtifacts: raw['dbt-artifacts'],
        relationMap: raw['relation-map'],
        discover: raw.discover,
        selection: { select: raw.select, exclude: raw.exclude },
        exposuresFile: raw['exposures-file'] ?? null,
        policy: {
            buildAfter: { minutes: raw['build-after'], at: null, timezone: null },
            toleranceMinutes: raw['build-after-tolerance'] ?? null,
            updatesOn: raw['updates-on'],
            onUpstreamFailure: raw['on-upstream-failure'],
            force: raw.force,
        },
        productionBranch: raw['production-branch'] ?? null,
        dryRun: raw['dry-run'],
        wait: raw.wait,
        timeout: raw.timeout * clock/* MINUTE */.pY,
        maxParallel: raw['max-parallel'],
        onCancel: raw['on-cancel'],
        failOn: raw['fail-on'],
        stateScope: raw['state-scope'],
        baseManifest: raw['base-manifest'],
        comment: raw.comment,
        githubToken: raw['github-token'],
    };
}
const TOKEN = ['tableau-token-name', 'tableau-token-secret'];
const CONNECTED_APP = [
    'tableau-client-id',
    'tableau-secret-id',
    'tableau-secret-value',
    'tableau-username',
];
/** One whole way to sign in, or none; half a way or two of them are mistakes. */
function credentialsOf(raw) {
    const some = (names) => names.some((name) => raw[name] !== '');
    if (some(TOKEN) && some(CONNECTED_APP)) {
        throw new errors/* ConfigurationError */.j(`Both a personal access token (${TOKEN.join(', ')}) and a connected app (${CONNECTED_APP.join(', ')}) are given: keep one of them.`);
    }
    if (some(TOKEN)) {
        requireAll(raw, TOKEN);
        return { kind: 'token', name: raw['tableau-token-name'], secret: raw['tableau-token-secret'] };
    }
    if (!some(CONNECTED_APP))
        return null;
    requireAll(raw, CONNECTED_APP);
    return {
        kind: 'connected-app',
        clientId: raw['tableau-client-id'],
        secretId: raw['tableau-secret-id'],
        secretValue: raw['tableau-secret-value'],
        username: raw['tableau-username'],
    };
}
function requireAll(raw, names) {
    const missing = names.filter((name) => raw[name] === '');
    if (missing.length > 0) {
        throw new errors/* ConfigurationError */.j(`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} empty: if it comes from a secret or variable, check that this repository or environment has it and that the job may read it.`);
    }
}
const SWITCHED_OFF = 'DBT_ACTIVE_EXPOSURES switches this action off: set it to 1, or leave it empty.';
/**
 * `DBT_ACTIVE_EXPOSURES` as dbt users set it: anything but `1` or `true` switches the action off.
 * Unset or empty means on.
 */
function isSwitchedOff(environment) {
    const value = environment['DBT_ACTIVE_EXPOSURES']?.trim().toLowerCase() ?? '';
    return !['', '1', 'true'].includes(value);
}


/***/ }),

/***/ 571:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B6: () => (/* binding */ LONGEST_NAME),
/* harmony export */   GM: () => (/* binding */ contentPhrases),
/* harmony export */   Uz: () => (/* binding */ cappedTable),
/* harmony export */   YU: () => (/* binding */ nameWidth)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8992);
/* harmony import */ var _link_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3072);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4285);
/* Pieces that several tables of the summary, and of the comment on a pull request, share. */



const LONGEST_NAME = 100;
/** Code points of a name in a cell. */
function nameWidth({ text }) {
    return Math.min(text, LONGEST_NAME);
}
/** What content is called, linked where people may follow the address; and what it is and where it lies. */
function contentPhrases(content, tableau, room) {
    const name = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .words */ .aL)((0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(content.name, nameWidth(room)) || 'unnamed');
    const url = (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .linkOf */ .I)(content, tableau);
    const kind = content.kind === 'datasource' ? 'data source' : 'workbook';
    const where = content.project === null ? kind : `${kind} · ${content.project}`;
    return { name: url === null ? name : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(url, name), place: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .small */ .EX)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .compact */ .oE)(where, nameWidth(room))) };
}
/** As many rows as there is room for, and a line about the rest. */
function cappedTable(columns, rows, most, rest) {
    const shown = rows.slice(0, most);
    const left = rows.length - shown.length;
    return [
        ...(shown.length === 0 ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(columns, shown)]),
        ...(left === 0 ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .paragraph */ .FY)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .own */ .ZV)(rest(left)))]),
    ];
}


/***/ }),

/***/ 5340:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H1: () => (/* binding */ Drawing),
/* harmony export */   JJ: () => (/* binding */ worse),
/* harmony export */   b6: () => (/* binding */ textOf)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8992);

const LONGEST_LABEL = 40;
const SHAPES = {
    model: ['[', ']'],
    extract: ['[(', ')]'],
    dashboard: ['(', ')'],
    fold: ['[[', ']]'],
};
/** Colours that read on GitHub's light and dark grounds alike: white on a middle tone. Worst first. */
const CLASSES = {
    failed: 'fill:#cf222e,stroke:#a40e26,color:#ffffff',
    held: 'fill:#9a6700,stroke:#7d4e00,color:#ffffff',
    open: 'fill:#0969da,stroke:#0550ae,color:#ffffff',
    refreshed: 'fill:#1a7f37,stroke:#116329,color:#ffffff',
    quiet: 'fill:#6e7781,stroke:#57606a,color:#ffffff',
};
const CLASS_NAMES = Object.keys(CLASSES);
/** Boxes by what they stand for, and arrows. Ids are counted, never made from names. */
class Drawing {
    boxes = new Map();
    edges = new Set();
    /** The id of the box for `what`; a box that several rows share takes the worst of their colours. */
    box(what, look) {
        const known = this.boxes.get(what);
        const box = { ...look, id: known?.id ?? `b${this.boxes.size + 1}` };
        if (known === undefined || isWorse(look.className, known.className))
            this.boxes.set(what, box);
        return box.id;
    }
    hasGroup(title) {
        return [...this.boxes.values()].some(({ group }) => group !== undefined && group === title);
    }
    edge(from, to) {
        this.edges.add(`${from} --> ${to}`);
    }
}
/** The worse of two colours. */
function worse(a, b) {
    return isWorse(b, a) ? b : a;
}
function isWorse(a, b) {
    return CLASS_NAMES.indexOf(a) < CLASS_NAMES.indexOf(b);
}
/** Mermaid's own spacing makes a drawing of ten extracts higher than a screen. */
const CLOSE_TOGETHER = "%%{init: {'flowchart': {'nodeSpacing': 12, 'rankSpacing': 64, 'subGraphTitleMargin': {'top': 2, 'bottom': 10}}}}%%";
/** See-through, so that they read on both grounds. */
const FRAME = 'fill:none,stroke:#8c959f,stroke-dasharray:3 3';
/** The drawing as Mermaid's text. Frames only where there are several: a single one tells nothing apart. */
function textOf({ boxes, edges }) {
    const all = [...boxes.values()];
    const used = CLASS_NAMES.filter((name) => all.some(({ className }) => className === name));
    const titles = [...new Set(all.flatMap(({ group }) => group ?? []))].sort();
    const frames = titles.length > 1 ? titles : [];
    return [
        CLOSE_TOGETHER,
        'flowchart LR',
        ...all.filter(({ group }) => !frames.includes(group ?? '')).map(boxText),
        ...frames.flatMap((title, index) => [
            `  subgraph g${index + 1}["${safeLabel(title)}"]`,
            ...all.filter(({ group }) => group === title).map((box) => `  ${boxText(box)}`),
            '  end',
            `  style g${index + 1} ${FRAME}`,
        ]),
        ...[...edges].map((edge) => `  ${edge}`),
        ...used.map((name) => `  classDef ${name} ${CLASSES[name]}`),
        ...used.map((name) => `  class ${idsOf(all, name)} ${name}`),
    ].join('\n');
}
function boxText({ id, label, shape }) {
    return `  ${id}${SHAPES[shape][0]}"${safeLabel(label)}"${SHAPES[shape][1]}`;
}
function idsOf(boxes, className) {
    return boxes
        .filter((box) => box.className === className)
        .map(({ id }) => id)
        .join(',');
}
/**
 * Everything but letters, digits and spaces as Mermaid's `#code;`, so that no name can end its quotes, start a
 * directive (`%%{`), HTML or the Markdown that Mermaid reads in labels. An empty label would be a syntax error.
 */
function safeLabel(text) {
    const label = (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, LONGEST_LABEL);
    return (label === '' ? '?' : label).replace(/[^\p{L}\p{N}\p{M} ]/gu, (character) => `#${character.codePointAt(0) ?? 32};`);
}


/***/ }),

/***/ 5615:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ commentMarkdown),
  J: () => (/* binding */ impactBlocks)
});

// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
// EXTERNAL MODULE: ./src/github/comment.ts
var comment = __webpack_require__(7318);
// EXTERNAL MODULE: ./src/report/cells.ts
var cells = __webpack_require__(571);
// EXTERNAL MODULE: ./src/report/drawing.ts
var report_drawing = __webpack_require__(5340);
// EXTERNAL MODULE: ./src/report/impact-words.ts
var impact_words = __webpack_require__(1298);
;// CONCATENATED MODULE: ./src/report/impact-diagram.ts


const MAX_EDGES = 120;
const MAX_CHARACTERS = 12_000;
const MAX_EXPOSURES = 12;
const MAX_CAUSES = 6;
/** Changed nodes → extracts → exposures, as far as one can read it; null when there is nothing to draw. */
function impactDiagram({ exposures }) {
    for (let drawn = Math.min(exposures.length, MAX_EXPOSURES); drawn > 0; drawn -= 1) {
        const drawing = new report_drawing/* Drawing */.H1();
        for (const exposure of exposures.slice(0, drawn))
            draw(drawing, exposure);
        const mermaid = (0,report_drawing/* textOf */.b6)(drawing);
        if (drawing.edges.size === 0)
            return null;
        if (drawing.edges.size <= MAX_EDGES && mermaid.length <= MAX_CHARACTERS)
            return { mermaid, leftOut: exposures.length - drawn };
    }
    return null;
}
function draw(drawing, exposure) {
    const { id, label, extracts, through } = exposure;
    const className = exposure.changed ? 'refreshed' : 'quiet';
    const page = drawing.box(`exposure ${id}`, { label, shape: 'dashboard', className });
    const boxes = extracts.map((row) => drawing.box(`extract ${row.extract.key}`, extractLook(row)));
    for (const box of boxes)
        drawing.edge(box, page);
    const targets = boxes.length > 0 ? boxes : [page];
    for (const node of through.slice(0, MAX_CAUSES))
        for (const target of targets)
            drawing.edge(drawing.box(`node ${node.id}`, nodeLook(node)), target);
    const more = through.length - MAX_CAUSES;
    if (more <= 0)
        return;
    const look = { label: `… ${more} more`, shape: 'model', className: 'quiet' };
    for (const target of targets)
        drawing.edge(drawing.box(`more of ${id}`, look), target);
}
function nodeLook(node) {
    return { label: (0,impact_words/* changedWords */._y)(node), shape: 'model', className: 'refreshed' };
}
function extractLook(row) {
    const { kind } = (0,impact_words/* afterMerge */.X0)(row);
    const className = kind === 'next-build' ? 'open' : kind === 'held' ? 'held' : 'quiet';
    return { label: row.extract.lineage.content.name, shape: 'extract', className };
}
const IMPACT_LEGEND = 'green: changed · blue: refreshes with the next build · amber: held back · grey: waits, or only reads';

// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/room.ts
var report_room = __webpack_require__(9971);
// EXTERNAL MODULE: ./src/report/times.ts
var times = __webpack_require__(7020);
// EXTERNAL MODULE: ./src/report/words.ts + 1 modules
var words = __webpack_require__(2398);
;// CONCATENATED MODULE: ./src/report/impact-markdown.ts









/** Exposures of one table: a comment is to be read, the plan-file has all. */
const MOST_ROWS = 60;
/** The pull request's part of the summary. */
function impactBlocks(impact, tableau, room) {
    if (impact === null)
        return [];
    const headline = (0,markdown/* paragraph */.FY)((0,markdown/* strong */.ko)((0,markdown/* own */.ZV)((0,impact_words/* impactHeadline */.jo)(impact))));
    return [(0,markdown/* heading */.R_)(3, (0,markdown/* own */.ZV)('What this pull request reaches')), headline, ...bodyBlocks(impact, tableau, room)];
}
/** The comment, as long as GitHub takes it beside a first line of `taken` characters. */
function commentMarkdown(impact, tableau, taken) {
    const title = [(0,markdown/* heading */.R_)(3, (0,markdown/* own */.ZV)(`${icon(impact)} ${(0,impact_words/* impactHeadline */.jo)(impact)}`))];
    for (const room of report_room/* ROOMS */.p) {
        const text = (0,markdown/* serialise */.GY)([...title, ...bodyBlocks(impact, tableau, room), ...footer()]);
        if (text.length + taken <= comment/* LONGEST_COMMENT */.l)
            return text;
    }
    return (0,markdown/* serialise */.GY)([...title, ...footer()]);
}
function icon({ exposures }) {
    return exposures.length === 0 ? '✅' : '📊';
}
function footer() {
    return [(0,markdown/* paragraph */.FY)(...(0,markdown/* small */.EX)((0,markdown/* own */.ZV)('Active Exposures · a dry run: nothing was refreshed · times in UTC')))];
}
function bodyBlocks(impact, tableau, room) {
    const { exposures, changed, caveats } = impact;
    const rows = exposures.slice(0, Math.min(room.rows, MOST_ROWS)).flatMap(linesOf);
    const left = exposures.length - Math.min(exposures.length, room.rows, MOST_ROWS);
    const names = (0,words/* list */.p_)(changed.map(impact_words/* changedWords */._y), 8);
    return [
        (0,markdown/* paragraph */.FY)((0,markdown/* own */.ZV)((0,impact_words/* extentWords */.s8)(impact)), (0,markdown/* own */.ZV)(names === '' ? '.' : ': '), (0,markdown/* words */.aL)(names, room.text)),
        ...(rows.length === 0 ? [] : [(0,markdown/* table */.tp)(columns(impact, tableau, room), rows)]),
        ...(left === 0 ? [] : [(0,markdown/* paragraph */.FY)((0,markdown/* own */.ZV)(`… and ${left} more exposures.`))]),
        ...(room.diagram ? diagramBlocks(impact) : []),
        ...caveats.slice(0, room.notes).map((caveat) => (0,markdown/* quote */.hD)((0,markdown/* paragraph */.FY)((0,markdown/* own */.ZV)('ℹ️ '), (0,markdown/* words */.aL)(caveat, room.text)))),
    ];
}
function diagramBlocks(impact) {
    const diagram = impactDiagram(impact);
    if (diagram === null)
        return [];
    const left = diagram.leftOut === 0 ? '' : ` · ${diagram.leftOut} more exposures are not drawn`;
    return [
        (0,markdown/* codeBlock */.DV)(diagram.mermaid.split('\n'), 'mermaid'),
        (0,markdown/* paragraph */.FY)(...(0,markdown/* small */.EX)((0,markdown/* own */.ZV)(`${IMPACT_LEGEND}${left}`))),
    ];
}
function linesOf(exposure) {
    const rows = exposure.extracts.length === 0 ? [null] : exposure.extracts;
    return rows.map((row, index) => ({ exposure, row, first: index === 0 }));
}
function columns(impact, tableau, room) {
    const speaking = (0,impact_words/* speakingOfImpact */.KY)(impact);
    return [
        { title: 'Exposure', cell: (line) => (line.first ? exposureCell(line.exposure, room) : [(0,markdown/* own */.ZV)('″')]) },
        {
            title: 'Changed upstream',
            cell: (line) => (line.first ? throughCell(line.exposure, room) : [(0,markdown/* own */.ZV)('″')]),
        },
        { title: 'Extract', cell: ({ row }) => extractCell(row, tableau, room) },
        { title: 'Last refreshed', cell: ({ row }) => [(0,markdown/* ownCompact */.qe)(lastCell(row, speaking))] },
        { title: 'After merge', cell: (line) => [(0,markdown/* words */.aL)(afterCell(line, impact, speaking), room.text)] },
    ];
}
function exposureCell({ label, file, line, owner, maturity }, room) {
    const facts = [owner, maturity === null ? null : `maturity ${maturity}`].filter((fact) => fact !== null);
    return [
        (0,markdown/* strong */.ko)((0,markdown/* words */.aL)((0,src_text/* oneLine */.TN)(label, (0,cells/* nameWidth */.YU)(room)) || 'unnamed')),
        markdown/* lineBreak */.qL,
        ...(file === '' ? [] : [(0,markdown/* inlineCode */.ti)((0,src_text/* oneLine */.TN)(line === null ? file : `${file}:${line}`, room.text))]),
        ...(facts.length === 0 ? [] : [markdown/* lineBreak */.qL, ...(0,markdown/* small */.EX)((0,markdown/* words */.aL)(facts.join(' · '), room.text))]),
    ];
}
function throughCell({ through, changed }, room) {
    const names = [...(changed ? ['itself'] : []), ...through.map(impact_words/* changedWords */._y)];
    return [(0,markdown/* words */.aL)((0,words/* list */.p_)(names, 3), room.text)];
}
function extractCell(row, tableau, room) {
    if (row === null)
        return [(0,markdown/* own */.ZV)('–')];
    const { name, place } = (0,cells/* contentPhrases */.GM)(row.extract.lineage.content, tableau, room);
    return [name, markdown/* lineBreak */.qL, ...place];
}
function lastCell(row, { now }) {
    if (row === null)
        return '–';
    return row.lastRefreshedAt === null ? 'never by us' : (0,times/* shortly */.s4)(row.lastRefreshedAt, now);
}
function afterCell({ row, exposure }, { asked }, speaking) {
    if (row !== null)
        return (0,impact_words/* afterMergeWords */.ET)(row, speaking);
    if (exposure.without !== null)
        return `not refreshed: ${exposure.without}`;
    return asked ? 'none of its extracts reads what changed' : 'not known without Tableau';
}


/***/ }),

/***/ 1298:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ET: () => (/* binding */ afterMergeWords),
/* harmony export */   KY: () => (/* binding */ speakingOfImpact),
/* harmony export */   RO: () => (/* binding */ rowsOf),
/* harmony export */   X0: () => (/* binding */ afterMerge),
/* harmony export */   _y: () => (/* binding */ changedWords),
/* harmony export */   jo: () => (/* binding */ impactHeadline),
/* harmony export */   s8: () => (/* binding */ extentWords)
/* harmony export */ });
/* unused harmony export count */
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8850);
/* harmony import */ var _times_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7020);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2398);



function afterMerge({ decision, dueAt }) {
    if (decision.decision !== 'skip')
        return { kind: 'next-build' };
    switch (decision.reason) {
        case 'build-after':
            return dueAt === null ? { kind: 'next-build' } : { kind: 'waits', until: dueAt };
        case 'waiting-for-upstream':
            return { kind: 'waits-for', names: decision.waitingFor };
        case 'no-extract':
            return { kind: 'live' };
        case 'up-to-date':
            return { kind: 'as-it-is' };
        case 'upstream-failed':
        case 'failing':
        case 'never-landed':
        case 'other-environment':
            return { kind: 'held' };
        default:
            return decision;
    }
}
/** For a cell. */
function afterMergeWords(row, speaking) {
    const after = afterMerge(row);
    switch (after.kind) {
        case 'next-build':
            return 'refreshes with the next build';
        case 'waits':
            return `waits until ${(0,_times_js__WEBPACK_IMPORTED_MODULE_1__.at)(after.until, speaking.now)}`;
        case 'waits-for':
            return `waits for ${(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(after.names)}`;
        case 'live':
            return 'a live connection: shows the change at once';
        case 'as-it-is':
            return 'stays as it is: no data changes';
        case 'held':
            return `held back: ${(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .decisionWords */ ._C)(row, speaking)}`;
        default:
            return after;
    }
}
/** The extracts of an impact, each once. */
function rowsOf({ exposures }) {
    return [
        ...new Map(exposures.flatMap(({ extracts }) => extracts.map((row) => [row.extract.key, row]))).values(),
    ];
}
/** `After merge: 3 extracts refresh with the next build, 2 wait until 06:00 UTC`; of constants and numbers only. */
function impactHeadline(impact) {
    const { exposures, asked, changed } = impact;
    if (exposures.length === 0)
        return changed.length === 0 ? 'Nothing that Tableau reads has changed' : 'No exposure is reached';
    const rows = rowsOf(impact);
    if (!asked || rows.length === 0)
        return `${count(exposures.length, 'exposure')} reached`;
    const kinds = rows.map(afterMerge);
    const number = (kind) => kinds.filter((after) => after.kind === kind).length;
    const parts = [
        tell(number('next-build'), 'refreshes with the next build', 'refresh with the next build'),
        ...waiting(kinds.flatMap((after) => (after.kind === 'waits' ? [after.until] : [])), impact.now),
        tell(number('waits-for'), 'waits for other upstream nodes', 'wait for other upstream nodes'),
        tell(number('held'), 'is held back', 'are held back'),
        tell(number('live'), 'is live', 'are live'),
        tell(number('as-it-is'), 'stays as it is', 'stay as they are'),
    ].filter((part) => part !== '');
    const [first = '', ...others] = parts;
    const noun = /^1 /.test(first) ? 'extract' : 'extracts';
    return `After merge: ${[first.replace(/^(\d+) /, `$1 ${noun} `), ...others].join(', ')}`;
}
function tell(number, one, many) {
    return number === 0 ? '' : `${number} ${number === 1 ? one : many}`;
}
/** By the instant where it is one; the cells tell each. */
function waiting(instants, now) {
    if (instants.length === 0)
        return [];
    const first = (0,_times_js__WEBPACK_IMPORTED_MODULE_1__.at)(Math.min(...instants), now);
    if (new Set(instants).size > 1)
        return [`${instants.length} wait, the first until ${first}`];
    return [tell(instants.length, `waits until ${first}`, `wait until ${first}`)];
}
/** `4 changed nodes reach 3 exposures`. */
function extentWords({ changed, exposures }) {
    const nodes = count(changed.length, 'changed node');
    return `${nodes} ${changed.length === 1 ? 'reaches' : 'reach'} ${exposures.length === 0 ? 'no exposure' : count(exposures.length, 'exposure')}`;
}
function count(number, word) {
    return `${number} ${word}${number === 1 ? '' : 's'}`;
}
/** `new model fct_orders`, `stg_orders (removed)`. */
function changedWords({ name, how }) {
    return how === 'changed' ? name : `${name} (${how})`;
}
function speakingOfImpact(impact) {
    return { now: impact.now, names: (0,_report_js__WEBPACK_IMPORTED_MODULE_0__/* .namesOf */ .eZ)(rowsOf(impact)) };
}


/***/ }),

/***/ 3072:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ linkOf)
/* harmony export */ });
/** Longer than any address of Tableau content. */
const LONGEST_LINK = 1000;
/**
 * The address that people may follow: https on the configured server, or http where that is this machine
 * (facts/actions-platform.md §8). Null for any other.
 */
function linkOf(content, tableau) {
    const link = parse(content.url);
    const server = parse(tableau?.server ?? null);
    if (link === null || server === null || link.host !== server.host)
        return null;
    if (link.username !== '' || link.password !== '' || link.href.length > LONGEST_LINK)
        return null;
    if (link.protocol === 'https:')
        return link.href;
    return link.protocol === 'http:' && isLoopback(link.hostname) ? link.href : null;
}
function parse(address) {
    return address !== null && URL.canParse(address) ? new URL(address) : null;
}
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   EX: () => (/* binding */ small),
/* harmony export */   FY: () => (/* binding */ paragraph),
/* harmony export */   GY: () => (/* binding */ serialise),
/* harmony export */   R_: () => (/* binding */ heading),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   ZV: () => (/* binding */ own),
/* harmony export */   aL: () => (/* binding */ words),
/* harmony export */   e5: () => (/* binding */ bullets),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   ko: () => (/* binding */ strong),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   oE: () => (/* binding */ compact),
/* harmony export */   qL: () => (/* binding */ lineBreak),
/* harmony export */   qe: () => (/* binding */ ownCompact),
/* harmony export */   ti: () => (/* binding */ inlineCode),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/* harmony import */ var mdast_util_gfm__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5618);
/* harmony import */ var mdast_util_to_markdown__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9059);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8992);



/**
 * Untrusted or not, words become Markdown only here. mdast escapes Markdown and HTML; GitHub then looks at the
 * finished text for mentions, references, bare links and emoji names, which no escaping stops. A zero-width space
 * behind their first character does. (A commit's hash may still become a link into the own repository.)
 */
function words(text, max) {
    return { type: 'text', value: inert((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, max)) };
}
/** As `words`; what is short stays on one line, where a narrow column would put a word on each. */
function compact(text, max) {
    const value = inert((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, max));
    return own(value.length > SHORT ? value : unbroken(value));
}
const SHORT = 28;
/** Text of our own that stays on one line. */
function ownCompact(text) {
    return own(unbroken(text));
}
function unbroken(text) {
    return text.replaceAll(' ', '\u00A0');
}
const ZERO_WIDTH_SPACE = '\u200B';
function inert(text) {
    return text
        .replaceAll('@', `@${ZERO_WIDTH_SPACE}`)
        .replace(/#(?=\d)/g, `#${ZERO_WIDTH_SPACE}`)
        .replace(/\b(GH)-(?=\d)/gi, `$1${ZERO_WIDTH_SPACE}-`)
        .replaceAll('://', `:${ZERO_WIDTH_SPACE}//`)
        .replace(/(www)\./gi, `$1${ZERO_WIDTH_SPACE}.`)
        .replace(/:(?=[\w+-]+(:|$))/g, `:${ZERO_WIDTH_SPACE}`);
}
/** Text of our own, whose spaces at the edges and between words matter. Never for names from outside. */
function own(text) {
    return { type: 'text', value: text };
}
function phrasing(phrases) {
    return phrases.map((phrase) => (typeof phrase === 'string' ? words(phrase) : phrase));
}
function paragraph(...phrases) {
    return { type: 'paragraph', children: phrasing(phrases) };
}
function heading(depth, ...phrases) {
    return { type: 'heading', depth, children: phrasing(phrases) };
}
function strong(...phrases) {
    return { type: 'strong', children: phrasing(phrases) };
}
/** `url` must come from `linkOf`. */
function link(url, ...phrases) {
    return { type: 'link', url, children: phrasing(phrases) };
}
function inlineCode(text) {
    return { type: 'inlineCode', value: (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text) };
}
/** A line break within a table cell, which Markdown itself does not have. */
const lineBreak = { type: 'html', value: '<br>' };
function small(...phrases) {
    return [{ type: 'html', value: '<sub>' }, ...phrasing(phrases), { type: 'html', value: '</sub>' }];
}
/** The fence is made longer than any run of backticks within, so that nothing breaks out. */
function codeBlock(lines, language = null) {
    return { type: 'code', lang: language, value: lines.join('\n') };
}
function quote(...children) {
    return { type: 'blockquote', children };
}
function bullets(items) {
    const children = items.map((item) => ({
        type: 'listItem',
        spread: false,
        children: [paragraph(...item)],
    }));
    return { type: 'list', ordered: false, spread: false, children };
}
function table(columns, rows) {
    const cells = (all) => ({
        type: 'tableRow',
        children: all.map((phrases) => ({ type: 'tableCell', children: phrasing(phrases) })),
    });
    return {
        type: 'table',
        align: columns.map(({ align }) => align ?? null),
        children: [
            cells(columns.map(({ title }) => [title])),
            ...rows.map((row) => cells(columns.map((column) => column.cell(row)))),
        ],
    };
}
/** Blocks folded away. Its type keeps names from outside out of the title, which is HTML. */
function folded(title, blocks) {
    return [
        { type: 'html', value: `<details>\n<summary>${title}</summary>` },
        ...blocks,
        { type: 'html', value: '</details>' },
    ];
}
function serialise(children) {
    const root = { type: 'root', children: [...children] };
    return (0,mdast_util_to_markdown__WEBPACK_IMPORTED_MODULE_1__/* .toMarkdown */ .l)(root, {
        bullet: '-',
        // Columns padded to the longest cell would multiply the size of a summary that has a limit.
        extensions: [(0,mdast_util_gfm__WEBPACK_IMPORTED_MODULE_2__/* .gfmToMarkdown */ .H)({ tablePipeAlign: false }), DOLLARS_ARE_TEXT],
    });
}
/** GitHub reads `$…$` as mathematics, which mdast knows nothing of. */
const DOLLARS_ARE_TEXT = { unsafe: [{ character: '$', inConstruct: 'phrasing' }] };


/***/ }),

/***/ 8850:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   jJ: () => (/* binding */ lastRefreshOf),
/* harmony export */   kw: () => (/* binding */ speakingOf),
/* harmony export */   md: () => (/* binding */ worstFirst),
/* harmony export */   tQ: () => (/* binding */ counts)
/* harmony export */ });
/* harmony import */ var _status_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6934);

function counts(report) {
    const groups = report.rows.map((row) => _status_js__WEBPACK_IMPORTED_MODULE_0__/* .STATUS */ .XQ[(0,_status_js__WEBPACK_IMPORTED_MODULE_0__/* .statusOf */ .c2)(row, report.mode)].group);
    const count = (group) => groups.filter((each) => each === group).length;
    return { refreshed: count('refreshed'), skipped: count('skipped'), failed: count('failed') };
}
/** What needs a person first, then what is open, then what went well; the plan's order among equals. */
function worstFirst(report) {
    return [...report.rows].sort((a, b) => (0,_status_js__WEBPACK_IMPORTED_MODULE_0__/* .rankOf */ .IQ)(a, report.mode) - (0,_status_js__WEBPACK_IMPORTED_MODULE_0__/* .rankOf */ .IQ)(b, report.mode));
}
function namesOf(rows) {
    return new Map(rows.map(({ extract }) => [extract.key, extract.lineage.content.name]));
}
function speakingOf({ run, rows }) {
    return { now: run.endedAt, names: namesOf(rows.map(({ row }) => row)) };
}
/**
 * When the newest successful refresh was requested, this run's included: the same instant that the next run
 * will find in state.
 */
function lastRefreshOf({ row, result }) {
    if (result?.outcome !== 'refreshed' || result.endedAt === null)
        return row.lastRefreshedAt;
    return Math.round(result.endedAt - (result.seconds ?? 0) * 1000);
}


/***/ }),

/***/ 9971:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ ROOMS)
/* harmony export */ });
/** Tried in this order until the summary fits; the last one is small whatever the input. */
const ROOMS = [
    { rows: 300, notes: 30, text: 400, lines: 20, diagram: true },
    { rows: 200, notes: 20, text: 200, lines: 8, diagram: true },
    { rows: 100, notes: 10, text: 100, lines: 3, diagram: false },
    { rows: 10, notes: 3, text: 60, lines: 1, diagram: false },
];


/***/ }),

/***/ 6934:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IQ: () => (/* binding */ rankOf),
/* harmony export */   Kl: () => (/* binding */ classOf),
/* harmony export */   XQ: () => (/* binding */ STATUS),
/* harmony export */   c2: () => (/* binding */ statusOf)
/* harmony export */ });
const STATUS = {
    failed: { icon: '❌', word: 'failed', group: 'failed', rank: 0 },
    'timed-out': { icon: '❌', word: 'timed out', group: 'failed', rank: 1 },
    cancelled: { icon: '❌', word: 'cancelled', group: 'failed', rank: 2 },
    blocked: { icon: '❌', word: 'blocked', group: 'failed', rank: 3 },
    held: { icon: '⚠️', word: 'held back', group: 'skipped', rank: 4 },
    deferred: { icon: '⏳', word: 'deferred', group: 'open', rank: 5 },
    'not-started': { icon: '⏳', word: 'not started', group: 'open', rank: 6 },
    waiting: { icon: '⏳', word: 'still running', group: 'open', rank: 7 },
    requested: { icon: '🔵', word: 'requested', group: 'open', rank: 8 },
    'would-refresh': { icon: '🔵', word: 'would refresh', group: 'would-refresh', rank: 9 },
    refreshed: { icon: '✅', word: 'refreshed', group: 'refreshed', rank: 10 },
    skipped: { icon: '⏭️', word: 'skipped', group: 'skipped', rank: 11 },
};
/** What happened comes before what was planned. */
function statusOf({ row, result }, mode) {
    if (result !== null)
        return result.outcome;
    switch (row.decision.decision) {
        case 'refresh':
            return mode.kind === 'dry' ? 'would-refresh' : 'not-started';
        case 'wait':
            return 'waiting';
        case 'skip':
            return isHeld(row.decision.reason) ? 'held' : 'skipped';
    }
}
/** Among rows held back, what has just gone wrong comes before what waits for a setting. */
const CAUSES = ['upstream-failed', 'failing', 'other-environment', 'never-landed'];
/** For sorting: 0 is worst. */
function rankOf(row, mode) {
    const status = statusOf(row, mode);
    const cause = status === 'held' ? CAUSES.indexOf(row.row.decision.reason) : 0;
    return STATUS[status].rank * CAUSES.length + cause;
}
function isHeld(reason) {
    switch (reason) {
        case 'upstream-failed':
        case 'failing':
        case 'never-landed':
        case 'other-environment':
            return true;
        case 'no-extract':
        case 'up-to-date':
        case 'waiting-for-upstream':
        case 'build-after':
            return false;
    }
}
/** The colour of a status in the lineage. */
function classOf(status) {
    if (status === 'held')
        return 'held';
    const { group } = STATUS[status];
    switch (group) {
        case 'failed':
        case 'refreshed':
            return group;
        case 'open':
        case 'would-refresh':
            return 'open';
        case 'skipped':
            return 'quiet';
    }
}


/***/ }),

/***/ 7020:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KN: () => (/* binding */ ago),
/* harmony export */   at: () => (/* binding */ at),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   qo: () => (/* binding */ clockTime),
/* harmony export */   s4: () => (/* binding */ shortly),
/* harmony export */   vd: () => (/* binding */ day)
/* harmony export */ });
const HOUR = 3600;
const DAY = 24 * HOUR;
/** `45 s`, `1 min 13 s`, `2 h 5 min`, `3 d 4 h`. */
function duration(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    if (whole < 60)
        return `${whole} s`;
    if (whole < HOUR)
        return pair(whole, 60, 'min', 's');
    const minutes = Math.round(whole / 60);
    if (whole < DAY)
        return pair(minutes, 60, 'h', 'min');
    return pair(Math.round(minutes / 60), 24, 'd', 'h');
}
function pair(total, base, large, small) {
    const rest = total % base;
    const first = `${(total - rest) / base} ${large}`;
    return rest === 0 ? first : `${first} ${rest} ${small}`;
}
/** `just now`, `12 min ago`, `5 h ago`, `3 days ago`. */
function ago(instant, now) {
    const seconds = (now - instant) / 1000;
    if (seconds < 60)
        return 'just now';
    if (seconds < HOUR)
        return `${Math.floor(seconds / 60)} min ago`;
    if (seconds < 2 * DAY)
        return `${Math.floor(seconds / HOUR)} h ago`;
    return `${Math.floor(seconds / DAY)} days ago`;
}
/** For sentences: `06:02 UTC`, `06:00 UTC tomorrow (2026-11-25)`, `06:00 UTC on 2026-11-20`. */
function at(instant, now) {
    const time = `${clockTime(instant)} UTC`;
    const date = new Date(instant).toISOString().slice(0, 10);
    switch (daysAhead(instant, now)) {
        case 0:
            return time;
        case 1:
            return `${time} tomorrow (${date})`;
        case -1:
            return `${time} yesterday (${date})`;
        default:
            return `${time} on ${date}`;
    }
}
/** For cells, whose column says UTC: `today 06:02`, `23 Nov 06:02`, `23 Nov 2025`. */
function shortly(instant, now) {
    const { day, month, year } = utc(instant);
    if (daysAhead(instant, now) === 0)
        return `today ${clockTime(instant)}`;
    return `${Number(day)} ${month} ${year === utc(now).year ? clockTime(instant) : year}`;
}
/** `Tue 24 Nov 2026`. */
function day(instant) {
    const { weekday, day, month, year } = utc(instant);
    return `${weekday} ${Number(day)} ${month} ${year}`;
}
/** `06:02`, or `06:02:11` where a log wants it, in UTC. */
function clockTime(instant, precision = 'minutes') {
    return utc(instant).time.slice(0, precision === 'minutes' ? 5 : 8);
}
function daysAhead(instant, now) {
    return Math.floor(instant / (DAY * 1000)) - Math.floor(now / (DAY * 1000));
}
/** By `Tue, 24 Nov 2026 06:02:11 GMT`, a form that the language fixes: a library for it would be slow to load. */
function utc(instant) {
    const [weekday = '', day = '', month = '', year = '', time = ''] = new Date(instant)
        .toUTCString()
        .split(/,? /);
    return { weekday, day, month, year, time };
}


/***/ }),

/***/ 2398:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _C: () => (/* binding */ decisionWords),
  p_: () => (/* binding */ list),
  bD: () => (/* binding */ messageOf),
  A3: () => (/* binding */ reasonOf),
  SM: () => (/* binding */ remedyOf)
});

// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
;// CONCATENATED MODULE: ./src/report/failure-words.ts
/** What each failure means for people; `remedy` serves rows of earlier runs, whose own remedy is not kept. */
const FAILURE = {
    credentials: {
        what: 'its embedded credentials were refused',
        remedy: 'Enter the connection’s credentials again in Tableau (Edit Connection, embed password).',
    },
    permission: {
        what: 'this user may not refresh it',
        remedy: 'Give the user of the access token the right to refresh this content in Tableau.',
    },
    'no-extract': {
        what: 'Tableau says that it has no extract',
        remedy: 'Publish it with an extract, or switch the exposure off with meta.active_exposure.enabled: false.',
    },
    quota: {
        what: "the site's quota is used up",
        remedy: 'Free storage or extract capacity on the Tableau site.',
    },
    timeout: {
        what: 'Tableau stopped it at its time limit',
        remedy: 'Make the extract smaller or incremental, or raise the time limit in Tableau.',
    },
    bridge: {
        what: 'Tableau Bridge was busy or not connected',
        remedy: 'Check that a Bridge client is running and connected.',
    },
    unreachable: {
        what: 'Tableau could not reach its database',
        remedy: 'Check that the database is up and lets Tableau in.',
    },
    unknown: {
        what: "the refresh failed; Tableau's own words are in the summary",
        remedy: 'Open the job in Tableau to see its error.',
    },
};

// EXTERNAL MODULE: ./src/report/times.ts
var times = __webpack_require__(7020);
;// CONCATENATED MODULE: ./src/report/words.ts



/** Names told in a sentence before "and N more". */
const NAMES_TOLD = 3;
/** Why the row is as it is, in one line and without its remedy: what happened, else what was decided. */
function reasonOf({ row, result }, speaking) {
    if (result === null)
        return decisionWords(row, speaking);
    switch (result.outcome) {
        case 'refreshed':
            return row.decision.decision === 'refresh'
                ? decisionWords(row, speaking)
                : 'a refresh that was already under way has finished';
        case 'failed':
            return failureWords(result);
        case 'cancelled':
            return 'its job was cancelled in Tableau';
        case 'timed-out':
            return 'still running in Tableau when the time was up; the next run looks it up';
        case 'blocked':
            return blockedWords(row, speaking);
        case 'deferred':
            return "Tableau's rate limit was reached; the next run asks again";
        case 'requested':
            return `requested, not waited for: ${decisionWords(row, speaking)}`;
        default:
            return result.outcome;
    }
}
/** What to do about a row, in one sentence; null where there is nothing to do. */
function remedyOf({ row, result }) {
    if (result !== null)
        return result.failure === null ? null : (0,src_text/* oneLine */.TN)(result.failure.remedy, 500);
    const { decision } = row;
    if (decision.decision !== 'skip')
        return null;
    switch (decision.reason) {
        case 'upstream-failed':
            return upstreamRemedy(decision.problems);
        case 'failing':
            return FAILURE[decision.failure].remedy;
        case 'never-landed':
            return neverLandedRemedy(row);
        case 'other-environment':
            return 'Point the Tableau content to the database that dbt builds, or set relation-map if both are the same.';
        case 'no-extract':
        case 'up-to-date':
        case 'waiting-for-upstream':
        case 'build-after':
            return null;
        default:
            return decision;
    }
}
/** Reason and remedy together: the row's message for machines and annotations. */
function messageOf(row, speaking) {
    const reason = reasonOf(row, speaking);
    const remedy = remedyOf(row);
    return remedy === null ? reason : `${reason}. ${remedy}`;
}
/** The plan's decision in words. */
function decisionWords(row, speaking) {
    const { decision } = row;
    const { now } = speaking;
    switch (decision.decision) {
        case 'refresh':
            return refreshWords(decision, row, now);
        case 'wait':
            return `the refresh requested at ${(0,times.at)(decision.requestedAt, now)} is still running`;
        case 'skip':
            return skipWords(decision, row, now);
        default:
            return decision;
    }
}
function refreshWords(decision, row, now) {
    const data = decision.landed.length === 0 ? '' : `new data in ${list(decision.landed.map(({ name }) => name))}`;
    switch (decision.reason) {
        case 'new-data':
            return data === '' ? 'new data' : data;
        case 'first-refresh':
            return data === '' ? 'first refresh' : `first refresh: ${data}`;
        case 'forced':
            if (decision.passedOver !== null)
                return `forced; otherwise skipped: ${skipWords(decision.passedOver, row, now)}`;
            return data === '' ? 'forced' : `forced: ${data}`;
        default:
            return decision.reason;
    }
}
function skipWords(decision, row, now) {
    switch (decision.reason) {
        case 'no-extract':
            return 'live connection, or no extract of its own: nothing to refresh';
        case 'other-environment':
            return otherEnvironmentWords(decision.pairs);
        case 'upstream-failed':
            return problemWords(decision.problems, now);
        case 'never-landed':
            return neverLandedWords(decision.upstream, row);
        case 'up-to-date':
            return `nothing new since its last refresh (newest data ${(0,times.at)(decision.landedAt, now)})`;
        case 'waiting-for-upstream':
            return `waiting for new data in ${list(decision.waitingFor)} too (updates_on: all)`;
        case 'build-after':
            return buildAfterWords(row, now);
        case 'failing':
            return `failing since ${(0,times.at)(decision.since, now)}: ${FAILURE[decision.failure].what}`;
        default:
            return decision;
    }
}
/** dbt never builds a source: other things tell that it has new data (DESIGN §2, landing). */
function hangsOnSourcesOnly({ extract }) {
    return extract.upstream.every(({ node }) => node.startsWith('source.'));
}
function neverLandedWords(upstream, row) {
    if (upstream.length === 0)
        return 'its exposure depends on nothing, so that no new data can be known';
    return hangsOnSourcesOnly(row)
        ? `nothing has told yet that ${list(upstream)} has new data`
        : `no build of ${list(upstream)} is known yet`;
}
function neverLandedRemedy(row) {
    if (row.extract.upstream.length === 0)
        return 'Name what it reads in depends_on.';
    return hangsOnSourcesOnly(row)
        ? 'Measure it with dbt source freshness (sources.json), or build a model that reads it.'
        : 'Build it with dbt in a run of this action, or check that dbt-artifacts holds the results of dbt build or dbt run.';
}
function otherEnvironmentWords(pairs) {
    const [first] = pairs;
    if (first === undefined)
        return 'Tableau reads another database than dbt builds';
    const more = pairs.length === 1 ? '' : ` (and ${pairs.length - 1} more)`;
    return `dbt builds ${(0,src_text/* oneLine */.TN)(first.dbt)}, Tableau reads ${(0,src_text/* oneLine */.TN)(first.tableau)}${more}`;
}
function buildAfterWords({ lastRefreshedAt, dueAt }, now) {
    const last = lastRefreshedAt === null ? 'its window is used up' : `refreshed ${(0,times/* ago */.KN)(lastRefreshedAt, now)}`;
    return dueAt === null ? last : `${last}; next due ${(0,times.at)(dueAt, now)}`;
}
function problemWords(problems, now) {
    const [first] = problems;
    if (first === undefined)
        return 'an upstream node is unhealthy';
    const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
    return `${problemSentence(first, (0,times.at)(first.failedAt, now))}${more}`;
}
function problemSentence({ kind, name }, when) {
    const told = (0,src_text/* oneLine */.TN)(name);
    switch (kind) {
        case 'node':
            return `${told} failed at ${when}`;
        case 'test':
            return `test ${told} failed at ${when}`;
        case 'freshness':
            return `source ${told} was stale at ${when}`;
        default:
            return kind;
    }
}
function upstreamRemedy(problems) {
    const names = list([...new Set(problems.map(({ name }) => name))]);
    return names === ''
        ? 'Fix the upstream node and build again.'
        : `Fix ${names} and build again; the refresh then follows by itself.`;
}
function blockedWords({ extract, decision }, { names }) {
    const keys = decision.decision === 'refresh' && decision.after.length > 0 ? decision.after : extract.reads;
    const known = keys.map((key) => names.get(key)).filter((name) => name !== undefined);
    if (known.length === 0)
        return 'a data source that it reads could not be refreshed in this run';
    const which = known.length === 1 ? 'which' : 'one of which';
    return `reads ${list(known)}, ${which} could not be refreshed in this run`;
}
function failureWords({ failure }) {
    return FAILURE[failure?.class ?? 'unknown'].what;
}
/** `a`, `a, b`, `a, b, c and 4 more`; each name harmless in one line. */
function list(names, told = NAMES_TOLD) {
    const shown = names.slice(0, told).map((name) => (0,src_text/* oneLine */.TN)(name, 80));
    const rest = names.length - shown.length;
    return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}


/***/ }),

/***/ 5212:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qN: () => (/* binding */ begin),
  Ep: () => (/* binding */ conclude),
  cv: () => (/* binding */ say),
  LY: () => (/* binding */ takeInputs)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./src/inputs.ts + 1 modules
var src_inputs = __webpack_require__(8206);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
;// CONCATENATED MODULE: ./src/report/impact.ts
/** The exposures that hang on a changed node. */
function reachOf({ id }, { exposures }) {
    return exposures.filter(({ through }) => through.some((node) => node.id === id));
}

// EXTERNAL MODULE: ./src/report/impact-words.ts
var impact_words = __webpack_require__(1298);
// EXTERNAL MODULE: ./src/report/words.ts + 1 modules
var words = __webpack_require__(2398);
;// CONCATENATED MODULE: ./src/report/impact-annotations.ts



/**
 * What to tell beside the changed files, the widest reach first: once a file on its first line, and a changed exposure on
 * its own line.
 */
function impactNotices(impact) {
    const files = new Map();
    for (const node of impact.changed) {
        const reached = reachOf(node, impact);
        if (node.file === null || reached.length === 0 || onlyByMacro(node))
            continue;
        const known = files.get(node.file);
        if (known !== undefined && known.reach >= reached.length)
            continue;
        files.set(node.file, { ...fromNode(node, reached), file: node.file, line: 1, reach: reached.length });
    }
    const nodes = [...files.values()].sort((a, b) => b.reach - a.reach);
    return [
        ...nodes,
        ...impact.exposures.filter(({ changed }) => changed).map((each) => fromExposure(each, impact)),
    ];
}
/** Its own file is as it was. */
function onlyByMacro({ parts }) {
    return parts.length > 0 && parts.every((part) => part === 'macros');
}
function fromNode(node, reached) {
    const exposures = (0,words/* list */.p_)(reached.map(({ label }) => label), 5);
    return {
        level: 'notice',
        title: `Reaches ${reached.length} ${reached.length === 1 ? 'exposure' : 'exposures'}`,
        message: `${(0,impact_words/* changedWords */._y)(node)} reaches ${exposures}`,
    };
}
function fromExposure(exposure, impact) {
    const { file, line, label, extracts, without } = exposure;
    const speaking = (0,impact_words/* speakingOfImpact */.KY)(impact);
    const told = extracts.map((row) => `${row.extract.lineage.content.name} ${(0,impact_words/* afterMergeWords */.ET)(row, speaking)}`);
    const after = told.length > 0 ? (0,words/* list */.p_)(told, 3) : (without ?? 'no extract is known');
    return {
        level: 'notice',
        title: 'Exposure changed',
        message: `${label}: ${after}`,
        ...(file === '' ? {} : { file, line: line ?? 1 }),
    };
}

// EXTERNAL MODULE: ./src/report/report.ts
var report_report = __webpack_require__(8850);
// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/report/link.ts
var report_link = __webpack_require__(3072);
// EXTERNAL MODULE: ./src/report/status.ts
var report_status = __webpack_require__(6934);
;// CONCATENATED MODULE: ./src/report/rows.ts






/** No name in Tableau or dbt is as long; a hostile one must not crowd out the others. */
const LONGEST_NAME = 1000;
/** All rows as machines read them, worst first; unresolved exposures stand after what failed. */
function toRows(report) {
    const speaking = (0,report_report/* speakingOf */.kw)(report);
    const rows = (0,report_report/* worstFirst */.md)(report);
    const failed = rows.filter((row) => report_status/* STATUS */.XQ[(0,report_status/* statusOf */.c2)(row, report.mode)].group === 'failed');
    return [
        ...failed.map((row) => toRow(row, report, speaking)),
        ...report.unresolved.map(unresolvedRow),
        ...rows.slice(failed.length).map((row) => toRow(row, report, speaking)),
    ];
}
function toRow(reportRow, report, speaking) {
    const { row, result } = reportRow;
    const { content } = row.extract.lineage;
    return {
        extract: toContent(content, report),
        exposures: row.extract.exposures.map(({ name }) => (0,src_text/* cut */.Jj)(name, LONGEST_NAME)),
        decision: row.decision.decision,
        reason: row.decision.reason,
        outcome: result?.outcome ?? null,
        message: (0,words/* messageOf */.bD)(reportRow, speaking),
        lastRefreshedAt: isoOrNull((0,report_report/* lastRefreshOf */.jJ)(reportRow)),
        dueAt: isoOrNull(row.dueAt),
        seconds: result?.seconds ?? null,
        jobId: result?.jobId ?? (row.decision.decision === 'wait' ? row.decision.job : null),
    };
}
function unresolvedRow(unresolved) {
    return {
        extract: null,
        exposures: [(0,src_text/* cut */.Jj)(unresolved.exposure, LONGEST_NAME)],
        decision: 'unresolved',
        reason: unresolved.reason,
        outcome: null,
        message: unresolvedWords(unresolved),
        lastRefreshedAt: null,
        dueAt: null,
        seconds: null,
        jobId: null,
    };
}
function toDriftRows(report) {
    return (report.drift?.drift ?? []).map(({ kind, exposure, content, nodes, message }) => ({
        kind,
        exposure: exposure === null ? null : (0,src_text/* cut */.Jj)(exposure, LONGEST_NAME),
        content: content === null ? null : toContent(content, report),
        nodes,
        message: (0,src_text/* oneLine */.TN)(message, 1000),
    }));
}
function toContent(content, { tableau }) {
    const { kind, luid, name, project } = content;
    return {
        kind,
        luid,
        name: (0,src_text/* cut */.Jj)(name, LONGEST_NAME),
        project: project === null ? null : (0,src_text/* cut */.Jj)(project, LONGEST_NAME),
        url: (0,report_link/* linkOf */.I)(content, tableau),
    };
}
/** The message of an unresolved exposure with its candidates. */
function unresolvedWords({ message, candidates }) {
    const sentence = (0,src_text/* oneLine */.TN)(message, 500);
    return candidates.length === 0 ? sentence : `${sentence} Candidates: ${(0,words/* list */.p_)(candidates, 5)}.`;
}
function isoOrNull(instant) {
    return instant === null ? null : (0,clock/* toIso */.tK)(instant);
}

;// CONCATENATED MODULE: ./src/report/annotations.ts







/** GitHub shows 10 of each level a step and cuts messages at 4096 characters (facts/actions-platform.md §7). */
const SHOWN_PER_LEVEL = 10;
const LONGEST_MESSAGE = 2000;
const LONGEST_TITLE = 120;
const NAMES_TOLD = 8;
/** What GitHub will show of the report: at most 10 of each level, the worst ones first. */
function annotationsOf(report) {
    const all = [
        ...(report.error === null ? [] : [annotation('error', 'Active Exposures stopped', report.error)]),
        ...report.notices.map(fromNotice),
        ...(report.impact === null ? [] : impactNotices(report.impact).map(fromNotice)),
        ...fromRows(report),
        ...report.unresolved.map((each) => annotation('warning', `Unresolved: ${each.exposure}`, unresolvedWords(each))),
    ];
    return ['error', 'warning', 'notice'].flatMap((level) => capped(all.filter((each) => each.level === level)));
}
function annotate(report, port) {
    for (const { level, message, ...properties } of annotationsOf(report))
        port[level](message, properties);
}
/** A failure is an error, a refresh held back by something to put right a warning; rows with one cause are told together. */
function fromRows(report) {
    const speaking = (0,report_report/* speakingOf */.kw)(report);
    const told = report.impact === null ? null : new Set((0,impact_words/* rowsOf */.RO)(report.impact).map(({ extract }) => extract.key));
    const causes = new Map();
    for (const row of (0,report_report/* worstFirst */.md)(report)) {
        const status = (0,report_status/* statusOf */.c2)(row, report.mode);
        const { group, word } = report_status/* STATUS */.XQ[status];
        if (group !== 'failed' && status !== 'held')
            continue;
        // What a pull request does not reach is no news to its reviewers.
        if (told?.has(row.row.extract.key) === false)
            continue;
        const message = (0,words/* messageOf */.bD)(row, speaking);
        const key = JSON.stringify([word, message]);
        const { content } = row.row.extract.lineage;
        const known = causes.get(key);
        if (known !== undefined)
            known.contents.push(content);
        else
            causes.set(key, { level: group === 'failed' ? 'error' : 'warning', word, message, contents: [content] });
    }
    return [...causes.values()].map(fromCause);
}
/** The log shows messages without their titles, so that these name the extracts too. */
function fromCause({ level, word, message, contents }) {
    const [first] = contents;
    const kind = first?.kind === 'datasource' ? 'Data source' : 'Workbook';
    const names = contents.map(({ name }) => name);
    const title = names.length === 1 ? `${kind} ${word}: ${names.join()}` : `${names.length} extracts ${word}`;
    return annotation(level, title, `${(0,words/* list */.p_)(names, NAMES_TOLD)}: ${message}`);
}
function fromNotice({ level, title, message, file, line }) {
    return {
        ...annotation(level, title ?? 'Active Exposures', message),
        ...(file === undefined ? {} : { file: (0,src_text/* oneLine */.TN)(file, 1000) }),
        ...(line === undefined ? {} : { startLine: line }),
    };
}
function annotation(level, title, message) {
    return { level, title: (0,src_text/* oneLine */.TN)(title, LONGEST_TITLE), message: (0,src_text/* oneLine */.TN)(message, LONGEST_MESSAGE) };
}
function capped(annotations) {
    const [first] = annotations;
    if (first === undefined || annotations.length <= SHOWN_PER_LEVEL)
        return [...annotations];
    const shown = annotations.slice(0, SHOWN_PER_LEVEL - 1);
    const rest = annotations.length - shown.length;
    return [...shown, annotation(first.level, 'Active Exposures', `… and ${rest} more, see the summary`)];
}

;// CONCATENATED MODULE: ./src/report/draft.ts
/** The report as far as it can be written: a run adds to it as it goes, so that there is one whatever happens. */
class Draft {
    run;
    mode = { kind: 'real', onProduction: true };
    slot;
    tableau = null;
    asked = { manual: false, force: false, select: '', exclude: '' };
    catalogueOf = null;
    error = null;
    impact = null;
    rows = [];
    unresolved = [];
    leftOut = [];
    drift = null;
    exposuresFile = null;
    builds = [];
    notices = [];
    constructor(run) {
        this.run = run;
        this.slot = run.startedAt;
    }
    /** Before Tableau is asked, what the project declares is all there is to tell. */
    declared({ leftOut, unresolved }) {
        this.leftOut = leftOut;
        this.unresolved = unresolved;
    }
    /** Before anything is refreshed, the plan is. */
    planned(plan) {
        this.rows = plan.extracts.map((row) => ({ row, result: null }));
        this.unresolved = plan.unresolved;
        this.leftOut = plan.leftOut;
    }
    finish(endedAt) {
        const { mode, tableau, catalogueOf, builds, rows, unresolved, leftOut } = this;
        const { notices, drift, exposuresFile, error, impact } = this;
        return {
            mode,
            run: { ...this.run, asked: this.asked, slot: this.slot, endedAt },
            tableau,
            catalogueOf,
            builds,
            rows,
            unresolved,
            leftOut,
            notices,
            drift,
            exposuresFile,
            error,
            impact,
        };
    }
}

;// CONCATENATED MODULE: ./src/report/log-lines.ts




/** dbt's own width, to which its dots are drawn (dbt-core, ui.printer_width). */
const WIDTH = 80;
const log_lines_LONGEST_NAME = 120;
const ANSI = {
    green: '\u001B[32m',
    yellow: '\u001B[33m',
    red: '\u001B[31m',
};
/** Only constants and what `oneLine` made are coloured: a name's own escapes never get here. */
function coloured(text, colour) {
    return colour === null ? text : `${ANSI[colour]}${text}\u001B[0m`;
}
/** `1 of 4 START refresh workbook Finance/Weekly KPIs ......... [RUN]`, in dbt's own measure. */
function dotted(message, bracket) {
    const prefix = `${message} `;
    const dots = prefix.length > WIDTH ? `${(0,src_text/* cut */.Jj)(message, WIDTH - 3)}...` : prefix.padEnd(WIDTH, '.');
    return `${dots} [${coloured(bracket.word, bracket.colour)}${bracket.rest}]`;
}
/** `workbook Finance/Weekly KPIs`. */
function titleOf({ extract }) {
    const { kind, name, project } = extract.lineage.content;
    const path = project === null ? name : `${project}/${name}`;
    return `${KIND[kind]} ${(0,src_text/* oneLine */.TN)(path, log_lines_LONGEST_NAME)}`;
}
const KIND = { datasource: 'data source', workbook: 'workbook' };
/** How an outcome reads: dbt's `OK`, `SKIP` and `ERROR`, and what dbt has no word for. */
function endLine(row, { outcome, seconds }) {
    const { verb, word, colour } = ENDINGS[outcome];
    const time = seconds === null ? '' : ` in ${seconds.toFixed(1)}s`;
    const why = word === 'ERROR' && outcome !== 'failed' ? ` ${outcome}` : '';
    return { message: `${verb} ${titleOf(row)}`, bracket: { word, colour, rest: `${why}${time}` } };
}
const ENDINGS = {
    refreshed: { verb: 'OK refreshed', word: 'OK', colour: 'green' },
    failed: { verb: 'ERROR refreshing', word: 'ERROR', colour: 'red' },
    cancelled: { verb: 'ERROR refreshing', word: 'ERROR', colour: 'red' },
    'timed-out': { verb: 'ERROR refreshing', word: 'ERROR', colour: 'red' },
    blocked: { verb: 'ERROR refreshing', word: 'ERROR', colour: 'red' },
    deferred: { verb: 'DEFER refresh of', word: 'DEFER', colour: 'yellow' },
    requested: { verb: 'OK requested', word: 'REQUESTED', colour: 'green' },
};
/** dbt's block for what failed: the thing, Tableau's own words cut, what to do. */
function failureLines(row, speaking) {
    const remedy = (0,words/* remedyOf */.SM)(row);
    const text = (0,src_text/* harmlessLines */.vL)(row.result?.failure?.text ?? '', 10);
    return [
        coloured(`Failure in refresh ${titleOf(row.row)}`, 'red'),
        `  ${(0,words/* reasonOf */.A3)(row, speaking)}`,
        ...text.map((line) => `  ${line}`),
        ...(remedy === null ? [] : [`  > ${remedy}`]),
    ];
}
/** dbt's line before the failures; an extract that is held back, or was not found, counts as a warning. */
function completedLine({ rows, mode, unresolved }) {
    const statuses = rows.map((row) => (0,report_status/* statusOf */.c2)(row, mode));
    const errors = statuses.filter((status) => report_status/* STATUS */.XQ[status].group === 'failed').length;
    const warnings = statuses.filter((status) => status === 'held').length + unresolved.length;
    if (errors > 0)
        return coloured(`Completed with ${plural(errors, 'error')} and ${plural(warnings, 'warning')}:`, 'red');
    if (warnings > 0)
        return coloured(`Completed with ${plural(warnings, 'warning')}`, 'yellow');
    return coloured('Completed successfully', 'green');
}
function plural(count, word) {
    return `${count} ${word}${count === 1 ? '' : 's'}`;
}
/** `Done. REFRESHED=1 SKIP=2 ERROR=1 TOTAL=4`; what is open is told only where there is any. */
function doneLine(report) {
    const { refreshed, skipped, failed } = (0,report_report/* counts */.tQ)(report);
    const open = new Map();
    for (const row of report.rows) {
        const status = (0,report_status/* statusOf */.c2)(row, report.mode);
        const { group } = report_status/* STATUS */.XQ[status];
        if (group === 'open' || group === 'would-refresh')
            open.set(status, (open.get(status) ?? 0) + 1);
    }
    const others = [...open].map(([status, count]) => `${status.toUpperCase()}=${count} `).join('');
    return `Done. REFRESHED=${refreshed} SKIP=${skipped} ERROR=${failed} ${others}TOTAL=${report.rows.length}`;
}

// EXTERNAL MODULE: ./src/report/times.ts
var report_times = __webpack_require__(7020);
;// CONCATENATED MODULE: ./src/report/log.ts







/** Progress is told at most this often: enough to see that the run lives. */
const PROGRESS_EVERY = 15_000;
function createRunLog(output, clock) {
    return new DbtLook(output, clock);
}
class DbtLook {
    #output;
    #clock;
    /** Places in the plan, from 1. */
    #places = new Map();
    #names = new Map();
    #mode = { kind: 'real' };
    #toldProgressAt = -Infinity;
    constructor(output, clock) {
        this.#output = output;
        this.#clock = clock;
    }
    line(text) {
        this.#say((0,src_text/* oneLine */.TN)(text, 1000));
    }
    detail(text) {
        this.#output.debug((0,src_text/* oneLine */.TN)(text, 4000));
    }
    planned({ extracts, unresolved, leftOut }, mode) {
        this.#places = new Map(extracts.map(({ extract }, index) => [extract.key, index + 1]));
        this.#names = (0,report_report/* namesOf */.eZ)(extracts);
        this.#mode = mode;
        const exposures = new Set(extracts.flatMap(({ extract }) => extract.exposures.map(({ uniqueId }) => uniqueId)));
        const others = [
            ...(unresolved.length === 0 ? [] : [`${unresolved.length} unresolved`]),
            ...(leftOut.length === 0 ? [] : [`${leftOut.length} left out`]),
        ];
        this.#say([
            `Found ${plural(extracts.length, 'extract')} of ${plural(exposures.size, 'exposure')}`,
            ...others,
        ].join(', '));
        if (mode.kind === 'dry')
            this.line(`Dry run, nothing is refreshed: ${mode.why}`);
        this.#say('');
        for (const each of unresolved) {
            this.#say(`${coloured('Unresolved', 'yellow')} exposure ${(0,src_text/* oneLine */.TN)(each.exposure)}: ${unresolvedWords(each)}`);
        }
        for (const row of extracts)
            this.decided(row);
    }
    decided(row) {
        this.detail(`${titleOf(row)}: ${JSON.stringify(row.decision)}`);
        const { decision, reason } = row.decision;
        switch (decision) {
            case 'skip':
                this.#row(row, `SKIP ${titleOf(row)}`, { word: 'SKIP', colour: 'yellow', rest: ` ${reason}` });
                break;
            case 'wait':
                this.#row(row, `WAIT for ${titleOf(row)}`, { word: 'WAIT', colour: 'yellow', rest: ` ${reason}` });
                break;
            case 'refresh':
                if (this.#mode.kind === 'real')
                    return;
                this.#row(row, `WOULD refresh ${titleOf(row)}`, { word: 'DRY', colour: null, rest: ` ${reason}` });
        }
        this.#say(`  ${(0,words/* decisionWords */._C)(row, this.#speaking())}`);
    }
    started(row) {
        this.#row(row, `START refresh ${titleOf(row)}`, { word: 'RUN', colour: null, rest: '' });
        this.#say(`  ${(0,words/* decisionWords */._C)(row, this.#speaking())}`);
    }
    ended(row, result) {
        const { message, bracket } = endLine(row, result);
        this.#row(row, message, bracket);
        if (result.jobId !== null)
            this.detail(`${titleOf(row)}: job ${result.jobId}`);
    }
    progress(running) {
        const now = this.#clock.now();
        if (running.length === 0 || now - this.#toldProgressAt < PROGRESS_EVERY)
            return;
        this.#toldProgressAt = now;
        const told = running.map(({ key, since }) => `${this.#names.get(key) ?? key} (${(0,report_times/* duration */.p0)((now - since) / 1000)})`);
        this.#say(`${running.length} running: ${(0,words/* list */.p_)(told)}`);
    }
    done(report) {
        this.#say('');
        if (report.error !== null) {
            this.#say(coloured('Encountered an error:', 'red'));
            this.line(report.error);
        }
        else {
            this.#finished(report);
        }
        const speaking = (0,report_report/* speakingOf */.kw)(report);
        for (const row of report.rows) {
            if (report_status/* STATUS */.XQ[(0,report_status/* statusOf */.c2)(row, report.mode)].group !== 'failed')
                continue;
            this.#say('');
            for (const line of failureLines(row, speaking))
                this.#say(line);
        }
        if (report.error !== null && report.rows.length === 0)
            return;
        this.#say('');
        this.#say(doneLine(report));
    }
    #finished(report) {
        const seconds = (report.run.endedAt - report.run.startedAt) / 1000;
        const done = report.mode.kind === 'dry' ? 'the dry run' : `refreshing ${plural((0,report_report/* counts */.tQ)(report).refreshed, 'extract')}`;
        this.#say(`Finished ${done} in ${(0,report_times/* duration */.p0)(seconds)} (${seconds.toFixed(2)}s).`);
        this.#say('');
        this.#say(completedLine(report));
    }
    /** Numbered by its place in the plan. */
    #row(row, message, bracket) {
        const place = this.#places.get(row.extract.key) ?? this.#places.size;
        this.#say(dotted(`${place} of ${this.#places.size} ${message}`, bracket));
    }
    /** `text` holds constants and what `oneLine` made. */
    #say(text) {
        this.#output.info(`${(0,report_times/* clockTime */.qo)(this.#clock.now(), 'seconds')}  ${text}`.trimEnd());
    }
    #speaking() {
        return { now: this.#clock.now(), names: this.#names };
    }
}

;// CONCATENATED MODULE: ./src/report/outputs.ts




/** Linux lets one environment variable hold 128 KiB: `rows` must fit into one of a later step. */
const LARGEST_ROWS = 100_000;
/** `planFile` is the path that `writePlanFile` was given; empty when it could not be written. */
function outputsOf(report, planFile) {
    const { refreshed, skipped, failed } = (0,report_report/* counts */.tQ)(report);
    const all = toRows(report);
    const fitting = fit(all.map((row) => JSON.stringify(row)));
    return {
        refreshed: String(refreshed),
        skipped: String(skipped),
        failed: String(failed),
        rows: `[${fitting.join(',')}]`,
        'rows-truncated': String(fitting.length < all.length),
        'plan-file': planFile,
        'exposures-file': report.exposuresFile ?? '',
        drift: `[${fit(toDriftRows(report).map((row) => JSON.stringify(row))).join(',')}]`,
    };
}
/** Writes every row, one a line, in the form of docs/rows.schema.json. */
async function writePlanFile(path, report) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    await (0,promises_.writeFile)(path, planJson(toRows(report)));
}
function planJson(rows) {
    return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}
/** The first rows that fit; one that is too large by itself is passed over. */
function fit(rows) {
    const fitting = [];
    let bytes = '[]'.length;
    for (const row of rows) {
        const size = Buffer.byteLength(row) + ','.length;
        if (bytes + size > LARGEST_ROWS)
            continue;
        bytes += size;
        fitting.push(row);
    }
    return fitting;
}

;// CONCATENATED MODULE: ./src/report/headline.ts


/** `❌ Active Exposures: 3 refreshed · 2 skipped · 1 failed`: made of constants and numbers only. */
function headlineOf(report) {
    const title = report.mode.kind === 'dry' ? 'Active Exposures, dry run' : 'Active Exposures';
    return `${iconOf(report)} ${title}: ${tally(report)}`;
}
/** The counts in words; what is zero is left out, except what everybody looks for. */
function tally(report) {
    const { refreshed, skipped, failed } = (0,report_report/* counts */.tQ)(report);
    const statuses = report.rows.map((row) => (0,report_status/* statusOf */.c2)(row, report.mode));
    const open = new Map();
    for (const status of statuses) {
        const { group, word } = report_status/* STATUS */.XQ[status];
        if (group === 'open')
            open.set(word, (open.get(word) ?? 0) + 1);
    }
    const done = report.mode.kind === 'dry'
        ? `${statuses.filter((status) => status === 'would-refresh').length} would be refreshed`
        : `${report.error === null ? '' : 'stopped, '}${refreshed} refreshed`;
    const held = statuses.filter((status) => status === 'held').length;
    const parts = [
        [failed, 'failed'],
        [held, report_status/* STATUS */.XQ.held.word],
        [skipped - held, 'skipped'],
        ...[...open].map(([word, count]) => [count, word]),
        [report.unresolved.length, 'unresolved'],
    ];
    return [done, ...parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)].join(' · ');
}
function iconOf(report) {
    const statuses = report.rows.map((row) => (0,report_status/* statusOf */.c2)(row, report.mode));
    if (report.error !== null || (0,report_report/* counts */.tQ)(report).failed > 0)
        return '❌';
    if (statuses.includes('held') || report.unresolved.length > 0)
        return '⚠️';
    if (statuses.some((status) => report_status/* STATUS */.XQ[status].group === 'open'))
        return '⏳';
    return report.mode.kind === 'dry' ? '🔵' : '✅';
}

// EXTERNAL MODULE: ./src/report/impact-markdown.ts + 1 modules
var impact_markdown = __webpack_require__(5615);
// EXTERNAL MODULE: ./src/dbt/types.ts
var types = __webpack_require__(9359);
// EXTERNAL MODULE: ./src/report/drawing.ts
var report_drawing = __webpack_require__(5340);
;// CONCATENATED MODULE: ./src/report/lineage-folds.ts



const MAX_FOLDS = 8;
const NODES_TOLD = 2;
/** The rows by project, the largest projects first; those of further projects are not drawn. */
function foldsOf(rows, mode) {
    const byProject = new Map();
    for (const row of rows) {
        const { project } = row.row.extract.lineage.content;
        const known = byProject.get(project);
        if (known === undefined)
            byProject.set(project, [row]);
        else
            known.push(row);
    }
    return [...byProject]
        .map(([project, those]) => {
        const statuses = those.map((row) => (0,report_status/* statusOf */.c2)(row, mode));
        return { project, rows: those, statuses, className: statuses.map(report_status/* classOf */.Kl).reduce(report_drawing/* worse */.JJ) };
    })
        .sort((a, b) => b.rows.length - a.rows.length)
        .slice(0, MAX_FOLDS);
}
/** Each in the frame of its project, behind the nodes that most of its extracts read. */
function drawFolds(drawing, folds) {
    for (const fold of folds) {
        const { project, rows, className } = fold;
        const nodes = mostRead(rows);
        const label = labelOf(fold, drawing.hasGroup(project));
        const box = drawing.box(`fold ${project ?? ''}`, { label, shape: 'fold', className, group: project });
        for (const node of nodes.slice(0, NODES_TOLD)) {
            const look = { label: (0,types/* nodeName */.q)(node), shape: 'model', className: 'quiet' };
            drawing.edge(drawing.box(`node ${node}`, look), box);
        }
    }
}
/** `38 more: ❌ 1 ✅ 30 ⏭️ 7`, the worst first. */
function labelOf({ rows, statuses }, isMore) {
    const counts = new Map();
    for (const status of [...statuses].sort((a, b) => report_status/* STATUS */.XQ[a].rank - report_status/* STATUS */.XQ[b].rank)) {
        const { icon } = report_status/* STATUS */.XQ[status];
        counts.set(icon, (counts.get(icon) ?? 0) + 1);
    }
    const told = [...counts].map(([icon, count]) => `${icon} ${count}`).join('  ');
    return `${rows.length} ${isMore ? 'more' : rows.length === 1 ? 'extract' : 'extracts'}: ${told}`;
}
function mostRead(rows) {
    const counts = new Map();
    for (const { node } of rows.flatMap(({ row }) => row.extract.upstream)) {
        counts.set(node, (counts.get(node) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a).map(([node]) => node);
}

;// CONCATENATED MODULE: ./src/report/lineage-diagram.ts





/** Mermaid's own limits in GitHub: 50 000 characters, 500 edges (facts/actions-platform.md §7). */
const MAX_EDGES = 500;
const MAX_CHARACTERS = 50_000;
/** More than these nobody can read; the table has them all. */
const MAX_EXTRACTS = 15;
/** Where there are more, those that went well are folded, but for a few that show how the others look. */
const MAX_IN_CROWD = 10;
const LEAST_IN_CROWD = 5;
const WIDE = { upstream: 12, exposures: 12 };
const NARROW = { upstream: 2, exposures: 2 };
/**
 * Models → extracts → dashboards, coloured by status and framed by Tableau project; null when there is nothing to
 * draw. What has no extract is not drawn. Of many rows the worst are drawn, the others folded by project.
 */
function lineageDiagram(report) {
    const rows = (0,report_report/* worstFirst */.md)(report).filter(({ row }) => row.decision.reason !== 'no-extract');
    for (let drawn = mostDrawn(rows, report); drawn > 0; drawn -= 1) {
        const folds = foldsOf(rows.slice(drawn), report.mode);
        const drawing = draw(rows.slice(0, drawn), report, rows.length > MAX_EXTRACTS ? NARROW : WIDE);
        drawFolds(drawing, folds);
        const mermaid = (0,report_drawing/* textOf */.b6)(drawing);
        if (drawing.edges.size <= MAX_EDGES && mermaid.length <= MAX_CHARACTERS) {
            const folded = folds.reduce((sum, { rows: those }) => sum + those.length, 0);
            return { mermaid, drawn, folded, leftOut: rows.length - drawn - folded };
        }
    }
    return null;
}
function mostDrawn(rows, { mode }) {
    if (rows.length <= MAX_EXTRACTS)
        return rows.length;
    const classes = rows.map((row) => (0,report_status/* classOf */.Kl)((0,report_status/* statusOf */.c2)(row, mode)));
    const telling = classes.filter((name) => name === 'failed' || name === 'held').length;
    return Math.min(Math.max(telling, LEAST_IN_CROWD), MAX_IN_CROWD);
}
function draw(rows, { mode }, width) {
    const drawing = new report_drawing/* Drawing */.H1();
    const extracts = new Map();
    for (const reportRow of rows) {
        const { key, lineage } = reportRow.row.extract;
        const { name, project: group } = lineage.content;
        const status = (0,report_status/* statusOf */.c2)(reportRow, mode);
        const label = `${report_status/* STATUS */.XQ[status].icon} ${name}`;
        extracts.set(key, drawing.box(`extract ${key}`, { label, shape: 'extract', className: (0,report_status/* classOf */.Kl)(status), group }));
    }
    for (const reportRow of rows) {
        const className = (0,report_status/* classOf */.Kl)((0,report_status/* statusOf */.c2)(reportRow, mode));
        drawUpstream(drawing, reportRow.row, { extracts, className, width });
        drawExposures(drawing, reportRow.row, { extracts, className, width });
    }
    return drawing;
}
function drawUpstream(drawing, row, { extracts, width }) {
    const { key, upstream, reads } = row.extract;
    const to = extracts.get(key) ?? '';
    const direct = upstream.filter(({ via }) => via === null || !extracts.has(via));
    const problems = problemsOf(row);
    const models = problems.length > 0 ? problems : direct.map(({ node }) => modelBox(node, landedNames(row)));
    const told = roomFor(models.length, width.upstream);
    for (const { what, look } of models.slice(0, told))
        drawing.edge(drawing.box(what, look), to);
    const more = models.length - told;
    if (more > 0)
        drawing.edge(drawing.box(`upstream of ${key}`, moreBox(more)), to);
    for (const id of reads.map((read) => extracts.get(read)))
        if (id !== undefined)
            drawing.edge(id, to);
}
function modelBox(node, landed) {
    const label = (0,types/* nodeName */.q)(node);
    const className = landed.has(label) ? 'refreshed' : 'quiet';
    return { what: `node ${node}`, look: { label, shape: 'model', className } };
}
/** What makes the upstream unhealthy, a test or a node far above, is drawn in place of the models it holds back. */
function problemsOf({ decision }) {
    if (decision.reason !== 'upstream-failed')
        return [];
    return decision.problems.map(({ node, name, kind }) => {
        const label = `❌ ${kind === 'test' ? 'test ' : ''}${name}`;
        return { what: `node ${node}`, look: { label, shape: 'model', className: 'failed' } };
    });
}
function landedNames({ decision }) {
    return new Set(decision.decision === 'refresh' ? decision.landed.map(({ name }) => name) : []);
}
function drawExposures(drawing, { extract }, { extracts, className, width }) {
    const from = extracts.get(extract.key) ?? '';
    const group = extract.lineage.content.project;
    const exposures = extract.exposures.filter((exposure) => !isItself(exposure, extract));
    const told = roomFor(exposures.length, width.exposures);
    for (const { uniqueId, label, name } of exposures.slice(0, told)) {
        const look = { label: label ?? name, shape: 'dashboard', className, group };
        drawing.edge(from, drawing.box(`exposure ${uniqueId}`, look));
    }
    const more = exposures.length - told;
    if (more > 0)
        drawing.edge(from, drawing.box(`exposures of ${extract.key}`, { ...moreBox(more), group }));
}
/** A discovered workbook is the extract that it embeds: a second box of the same name would tell nothing. */
function isItself({ origin, label, name }, { lineage }) {
    return origin === 'discovered' && (label ?? name) === lineage.content.name;
}
/** A box that says "1 more" would take the room of the one. */
function roomFor(count, most) {
    return count === most + 1 ? count : most;
}
function moreBox(count) {
    return { label: `… ${count} more`, shape: 'model', className: 'quiet' };
}

// EXTERNAL MODULE: ./src/report/markdown.ts
var report_markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/remedies.ts



/** Worst first; rows that ask for the same, with the same words of Tableau's, are told together. */
function remediesOf(report) {
    const remedies = new Map();
    for (const row of (0,report_report/* worstFirst */.md)(report)) {
        const sentence = (0,words/* remedyOf */.SM)(row);
        if (sentence === null)
            continue;
        const { icon } = report_status/* STATUS */.XQ[(0,report_status/* statusOf */.c2)(row, report.mode)];
        const tableauText = row.result?.failure?.text ?? '';
        const name = row.row.extract.lineage.content.name;
        const key = JSON.stringify([icon, sentence, tableauText]);
        const names = [...(remedies.get(key)?.names ?? []), name];
        remedies.set(key, { icon, names, sentence, tableauText });
    }
    return [...remedies.values()];
}

// EXTERNAL MODULE: ./src/report/room.ts
var report_room = __webpack_require__(9971);
;// CONCATENATED MODULE: ./src/report/summary-about.ts




/** One line under the headline: when, and after which build. */
function contextLine(report) {
    const { run, builds } = report;
    const times = new Set([(0,report_times/* clockTime */.qo)(run.startedAt), (0,report_times/* clockTime */.qo)(run.endedAt)]);
    const when = `${(0,report_times/* day */.vd)(run.startedAt)}, ${[...times].join('–')}`;
    const [first] = builds;
    if (first === undefined)
        return (0,report_markdown/* paragraph */.FY)(...(0,report_markdown/* small */.EX)((0,report_markdown/* own */.ZV)(`${when} UTC · ${withoutBuild(report)}`)));
    const landed = builds.reduce((sum, build) => sum + build.landed, 0);
    const failed = builds.reduce((sum, build) => sum + build.failed, 0);
    const more = builds.length === 1 ? '' : ` and ${builds.length - 1} more`;
    const result = ` (${landed} landed${failed === 0 ? '' : `, ${failed} failed`}) · times in UTC`;
    return (0,report_markdown/* paragraph */.FY)(...(0,report_markdown/* small */.EX)((0,report_markdown/* own */.ZV)(`${when} · after `), (0,report_markdown/* inlineCode */.ti)(first.command), (0,report_markdown/* own */.ZV)(`${more}${result}`)));
}
function withoutBuild({ catalogueOf, run }) {
    if (catalogueOf === null)
        return 'no dbt build was read';
    return `planned from the catalogue kept ${(0,report_times/* ago */.KN)(catalogueOf, run.endedAt)} (${(0,report_times.at)(catalogueOf, run.endedAt)}), without dbt’s files`;
}
/** Who asked for what, where a run is not the usual one; null where it is. */
function askedLine({ actor, asked }, room) {
    const { manual, force, select, exclude } = asked;
    const phrases = [
        ...(manual || force ? [[(0,report_markdown/* own */.ZV)('Asked for by '), (0,report_markdown/* strong */.ko)((0,report_markdown/* words */.aL)(actor ?? 'nobody known', 80))]] : []),
        ...given('select', select, room),
        ...given('exclude', exclude, room),
        ...(force
            ? [[(0,report_markdown/* own */.ZV)('forced: nothing but an unhealthy upstream, or no data at all, holds an extract back')]]
            : []),
        ...(manual || force ? [[(0,report_markdown/* own */.ZV)('uses up no window')]] : []),
    ];
    return phrases.length === 0
        ? null
        : phrases.flatMap((phrase, index) => [(0,report_markdown/* own */.ZV)(index === 0 ? '' : ' · '), ...phrase]);
}
function given(input, text, room) {
    return text === '' ? [] : [[(0,report_markdown/* own */.ZV)(`${input}: `), (0,report_markdown/* inlineCode */.ti)((0,src_text/* oneLine */.TN)(text, room.text))]];
}
/** Folded away: what was read, from where, started by whom, and what was left out and why. */
function aboutBlocks(report, room) {
    const { builds, leftOut } = report;
    const items = [
        runItem(report),
        ...tableauItem(report),
        ...builds.slice(0, room.notes).map((build) => buildItem(build, report.run.endedAt)),
        ...leftOutItem(leftOut, 'not-selected', 'not selected', room),
        ...leftOutItem(leftOut, 'not-ours', 'not of this Tableau site', room),
    ];
    return (0,report_markdown/* folded */.TM)('About this run', [(0,report_markdown/* bullets */.e5)(items)]);
}
function runItem({ run }) {
    const { event, actor, slot, startedAt, endedAt } = run;
    const by = actor === null ? [] : [(0,report_markdown/* own */.ZV)(', by '), (0,report_markdown/* words */.aL)(actor, 80)];
    const times = `: stands for ${(0,report_times.at)(slot, endedAt)}, took ${(0,report_times/* duration */.p0)((endedAt - startedAt) / 1000)}`;
    return [(0,report_markdown/* own */.ZV)('Started by '), (0,report_markdown/* inlineCode */.ti)(event), ...by, (0,report_markdown/* own */.ZV)(times)];
}
function tableauItem({ tableau }) {
    if (tableau === null)
        return [];
    const site = tableau.site === '' ? (0,report_markdown/* own */.ZV)('default site') : (0,report_markdown/* words */.aL)(`site ${tableau.site}`);
    return [[(0,report_markdown/* own */.ZV)('Tableau: '), site, (0,report_markdown/* own */.ZV)(' on '), (0,report_markdown/* inlineCode */.ti)(tableau.server)]];
}
function buildItem({ command, dbtVersion, finishedAt, landed, failed }, now) {
    const result = `, finished ${(0,report_times.at)(finishedAt, now)}: ${landed} landed, ${failed} failed`;
    return [(0,report_markdown/* inlineCode */.ti)(command), (0,report_markdown/* own */.ZV)(' with dbt '), (0,report_markdown/* words */.aL)(dbtVersion, 40), (0,report_markdown/* own */.ZV)(result)];
}
function leftOutItem(leftOut, reason, title, room) {
    const exposures = leftOut.filter((each) => each.reason === reason);
    if (exposures.length === 0)
        return [];
    const told = exposures.slice(0, room.notes).map(({ exposure, why }) => `${exposure} (${why})`);
    return [[(0,report_markdown/* own */.ZV)(`Left out, ${title}: ${exposures.length}. `), (0,report_markdown/* words */.aL)((0,words/* list */.p_)(told, 5), room.text)]];
}

// EXTERNAL MODULE: ./src/report/cells.ts
var cells = __webpack_require__(571);
// EXTERNAL MODULE: ./src/state/requests.ts
var requests = __webpack_require__(455);
;// CONCATENATED MODULE: ./src/report/next-due.ts



/** For a cell: when the extract may be refreshed again, or what has to happen first. */
function nextDue(reportRow, mode, now) {
    const { dueAt, decision } = reportRow.row;
    const due = dueAt !== null && dueAt > now ? (0,report_times/* shortly */.s4)(dueAt, now) : null;
    const { group } = report_status/* STATUS */.XQ[(0,report_status/* statusOf */.c2)(reportRow, mode)];
    switch (group) {
        case 'failed':
            return afterFailure(reportRow);
        case 'open':
            return 'next run';
        case 'would-refresh':
            return 'in a real run';
        case 'refreshed':
            return due ?? 'with new data';
        case 'skipped':
            return decision.decision === 'skip' ? until(decision.reason, due) : '–';
        default:
            return group;
    }
}
/** What time does not heal uses up its window (DESIGN §4, row 10); after anything else the next run may try. */
function afterFailure({ result }) {
    return (0,requests/* isPermanent */.lE)(result?.failure?.class ?? null) ? 'once fixed' : 'next run';
}
/** A window's end says more than its reason only where the window is the reason. */
function until(reason, due) {
    switch (reason) {
        case 'build-after':
            return due ?? 'next run';
        case 'failing':
            return due ?? 'once fixed';
        case 'up-to-date':
            return 'with new data';
        case 'waiting-for-upstream':
            return 'once all landed';
        case 'upstream-failed':
            return 'once fixed';
        case 'never-landed':
            return 'with new data';
        case 'other-environment':
            return 'once mapped';
        case 'no-extract':
            return '–';
        default:
            return reason;
    }
}

;// CONCATENATED MODULE: ./src/report/summary-state.ts








/** Extracts shown: a look, not the whole state, which lies in the cache. */
const MOST = 100;
/** Folded away: what the action remembers of each extract, and where that shows a rhythm that costs freshness. */
function stateBlocks(report, room) {
    if (report.rows.length === 0)
        return [];
    const byName = [...report.rows].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    const hints = hintsOf(report.rows);
    return (0,report_markdown/* folded */.TM)(hints.length === 0 ? 'What is remembered' : 'What is remembered and what comes too late', [
        ...hintBlocks(hints, room),
        ...(0,cells/* cappedTable */.Uz)(columns(report, room), byName, Math.min(MOST, room.rows), (left) => `… and ${left} more.`),
    ]);
}
function nameOf({ row }) {
    return row.extract.lineage.content.name;
}
function columns({ run, mode }, room) {
    const now = run.endedAt;
    const width = (0,cells/* nameWidth */.YU)(room);
    return [
        { title: 'Extract', cell: (row) => [(0,report_markdown/* compact */.oE)(nameOf(row), width)] },
        { title: 'Last refreshed by us', cell: (row) => [(0,report_markdown/* ownCompact */.qe)(moment((0,report_report/* lastRefreshOf */.jJ)(row), now))] },
        { title: 'Newest landing', cell: ({ row }) => newestLanding(row.known.newest, now, width) },
        { title: 'Window used', cell: (row) => windowUsed(row, now) },
        { title: 'Next due', cell: (row) => [(0,report_markdown/* ownCompact */.qe)(nextDue(row, mode, now))] },
    ];
}
function moment(instant, now) {
    return instant === null ? 'never' : (0,report_times/* shortly */.s4)(instant, now);
}
function newestLanding(newest, now, width) {
    if (newest === null)
        return [(0,report_markdown/* own */.ZV)('not known')];
    return [(0,report_markdown/* ownCompact */.qe)((0,report_times/* shortly */.s4)(newest.at, now)), report_markdown/* lineBreak */.qL, ...(0,report_markdown/* small */.EX)((0,report_markdown/* compact */.oE)(newest.name, width))];
}
/** The window of this run's refresh, where it used one, else the last one that state knows. */
function windowUsed({ row, result }, now) {
    const { decision, dueAt, known } = row;
    const planned = decision.decision === 'refresh' && result?.outcome === 'refreshed' ? decision.window : null;
    const used = planned !== null && dueAt !== null ? { start: planned, end: dueAt } : known.window;
    if (used === null)
        return [(0,report_markdown/* own */.ZV)('none')];
    return [
        (0,report_markdown/* ownCompact */.qe)((0,report_times/* shortly */.s4)(used.start, now)),
        report_markdown/* lineBreak */.qL,
        ...(0,report_markdown/* small */.EX)((0,report_markdown/* ownCompact */.qe)(`to ${(0,report_times/* shortly */.s4)(used.end, now)}`)),
    ];
}
/** One hint for each node that comes late, with all the extracts that it comes too late for. */
function hintsOf(rows) {
    const hints = new Map();
    for (const row of rows) {
        const { latecomer } = row.row.known;
        if (latecomer === null)
            continue;
        const known = hints.get(latecomer.node);
        hints.set(latecomer.node, {
            latecomer: known !== undefined && known.latecomer.after >= latecomer.after ? known.latecomer : latecomer,
            rows: [...(known?.rows ?? []), row],
        });
    }
    return [...hints.values()].sort((a, b) => b.rows.length - a.rows.length);
}
function hintBlocks(hints, room) {
    const shown = hints.slice(0, room.notes);
    const left = hints.length - shown.length;
    return [
        ...(shown.length === 0 ? [] : [(0,report_markdown/* bullets */.e5)(shown.map((hint) => hintWords(hint, room)))]),
        ...(left === 0 ? [] : [(0,report_markdown/* paragraph */.FY)((0,report_markdown/* own */.ZV)(`… and ${left} more hints.`))]),
    ];
}
function hintWords({ latecomer: { node, times, of, after }, rows }, room) {
    const exposures = rows.flatMap(({ row }) => row.extract.exposures.map(({ name }) => name));
    const seen = `${times} of the last ${of} refreshes, by up to ${(0,report_times/* duration */.p0)(after / 1000)}`;
    return [
        (0,report_markdown/* own */.ZV)('💡 '),
        (0,report_markdown/* inlineCode */.ti)((0,src_text/* oneLine */.TN)((0,types/* nodeName */.q)(node) || node, cells/* LONGEST_NAME */.B6)),
        (0,report_markdown/* own */.ZV)(' landed too late for '),
        (0,report_markdown/* strong */.ko)((0,report_markdown/* words */.aL)((0,words/* list */.p_)(rows.map(nameOf), 3), room.text)),
        (0,report_markdown/* own */.ZV)(`: after ${seen}, and then waits for the next window. In `),
        (0,report_markdown/* inlineCode */.ti)('build_after'),
        (0,report_markdown/* own */.ZV)(' of '),
        (0,report_markdown/* words */.aL)((0,words/* list */.p_)([...new Set(exposures)], 5), room.text),
        (0,report_markdown/* own */.ZV)(' set '),
        (0,report_markdown/* inlineCode */.ti)('at'),
        (0,report_markdown/* own */.ZV)(' to a time after the run that it follows now and before the run that builds this node; '),
        (0,report_markdown/* inlineCode */.ti)('updates_on: all'),
        (0,report_markdown/* own */.ZV)(' then waits for both.'),
    ];
}

;// CONCATENATED MODULE: ./src/report/summary-drift.ts



/** With more of them than these, dashboards without an exposure are folded away: the other differences come first. */
const READ_AT_ONCE = 10;
const WORD = {
    dead: 'leads nowhere',
    renamed: 'renamed',
    'not-declared': 'not declared',
    'not-read': 'not read',
    'no-exposure': 'no exposure',
};
/** How exposures differ from Tableau; nothing where all agree, or where nobody asked. */
function driftBlocks(report, room) {
    const { drift: check } = report;
    if (check === null || check.drift.length === 0)
        return [];
    const without = check.drift.filter(({ kind }) => kind === 'no-exposure');
    const fold = without.length > READ_AT_ONCE;
    const main = fold ? check.drift.filter(({ kind }) => kind !== 'no-exposure') : check.drift;
    const tableOf = (drift) => (0,cells/* cappedTable */.Uz)(summary_drift_columns(report, room), drift, room.rows, (left) => `… and ${left} more, in the output drift.`);
    return [
        (0,report_markdown/* heading */.R_)(3, (0,report_markdown/* own */.ZV)('Drift')),
        ...tableOf(main),
        ...(fold ? (0,report_markdown/* folded */.TM)(`${without.length} dashboards without an exposure`, tableOf(without)) : []),
        ...(check.incomplete ? [(0,report_markdown/* paragraph */.FY)(...(0,report_markdown/* small */.EX)((0,report_markdown/* own */.ZV)(INCOMPLETE)))] : []),
    ];
}
const INCOMPLETE = "Tableau's answer was incomplete: what exposures declare and Tableau does not read was not looked for, and dashboards without an exposure may be missing here.";
function summary_drift_columns(report, room) {
    return [
        { title: 'Drift', cell: ({ kind }) => [(0,report_markdown/* own */.ZV)(WORD[kind])] },
        { title: 'Exposure', cell: ({ exposure }) => (exposure === null ? [(0,report_markdown/* own */.ZV)('–')] : [(0,report_markdown/* inlineCode */.ti)(exposure)]) },
        { title: 'In Tableau', cell: (each) => contentCell(each, report, room) },
        { title: 'What to do', cell: ({ message }) => [(0,report_markdown/* words */.aL)(message, room.text)] },
    ];
}
function contentCell({ content }, { tableau }, room) {
    if (content === null)
        return [(0,report_markdown/* own */.ZV)('–')];
    const path = content.project === null ? content.name : `${content.project}/${content.name}`;
    const name = (0,report_markdown/* words */.aL)(path, (0,cells/* nameWidth */.YU)(room));
    const url = (0,report_link/* linkOf */.I)(content, tableau);
    return [url === null ? name : (0,report_markdown/* link */.nf)(url, name)];
}

;// CONCATENATED MODULE: ./src/report/summary-table.ts







/** With more rows than these the ones skipped in the normal course of things are folded away. */
const summary_table_READ_AT_ONCE = 15;
const EXPOSURES_TOLD = 3;
/** One row per extract, worst first; routine skips folded away when there are many rows. */
function tableBlocks(report, room) {
    const rows = (0,report_report/* worstFirst */.md)(report);
    if (rows.length === 0)
        return [];
    const all = summary_table_columns(report, (0,report_report/* speakingOf */.kw)(report), room);
    const routine = rows.length > summary_table_READ_AT_ONCE ? rows.filter((row) => (0,report_status/* statusOf */.c2)(row, report.mode) === 'skipped') : [];
    const main = rows.slice(0, rows.length - routine.length);
    return [
        ...(0,cells/* cappedTable */.Uz)(all, main, room.rows, rest),
        ...(routine.length === 0
            ? []
            : (0,report_markdown/* folded */.TM)(`${routine.length} skipped in the normal course of things`, (0,cells/* cappedTable */.Uz)(all, routine, room.rows, rest))),
    ];
}
const rest = (left) => `… and ${left} more; the plan-file output has them all.`;
function summary_table_columns(report, speaking, room) {
    const { now } = speaking;
    return [
        { title: 'Status', cell: (row) => statusCell(row, report) },
        { title: 'Extract', cell: ({ row }) => extractCell(row, report, room) },
        { title: 'Why', cell: (row) => [(0,report_markdown/* words */.aL)(whyOf(row, speaking), room.text)] },
        { title: 'Last refreshed', cell: (row) => [(0,report_markdown/* ownCompact */.qe)(summary_table_moment((0,report_report/* lastRefreshOf */.jJ)(row), now))] },
        { title: 'Next due', cell: (row) => [(0,report_markdown/* ownCompact */.qe)(nextDue(row, report.mode, now))] },
    ];
}
function statusCell(row, { mode }) {
    const { icon, word } = report_status/* STATUS */.XQ[(0,report_status/* statusOf */.c2)(row, mode)];
    const seconds = row.result?.seconds ?? null;
    const took = seconds === null ? [] : [report_markdown/* lineBreak */.qL, ...(0,report_markdown/* small */.EX)((0,report_markdown/* ownCompact */.qe)(`took ${(0,report_times/* duration */.p0)(seconds)}`))];
    return [(0,report_markdown/* ownCompact */.qe)(`${icon} ${word}`), ...took];
}
/** The exposures it serves, each name in one piece; nothing where the one exposure has the extract's own name. */
function servesLine({ exposures, lineage }, room) {
    const names = exposures.map(({ label, name }) => label ?? name);
    const extractName = lineage.content.name.toLowerCase();
    if (names.every((name) => name.toLowerCase() === extractName))
        return [];
    const shown = names.slice(0, EXPOSURES_TOLD);
    const more = names.length - shown.length;
    const phrases = shown.flatMap((name, index) => [
        (0,report_markdown/* own */.ZV)(index === 0 ? 'for\u00A0' : ', '),
        (0,report_markdown/* compact */.oE)(name, (0,cells/* nameWidth */.YU)(room)),
    ]);
    return [report_markdown/* lineBreak */.qL, ...(0,report_markdown/* small */.EX)(...phrases, (0,report_markdown/* own */.ZV)(more === 0 ? '' : ` and ${more} more`))];
}
function extractCell({ extract }, { tableau }, room) {
    const { name, place } = (0,cells/* contentPhrases */.GM)(extract.lineage.content, tableau, room);
    return [(0,report_markdown/* strong */.ko)(name), report_markdown/* lineBreak */.qL, ...place, ...servesLine(extract, room)];
}
/** Without the instant that the next column tells. */
function whyOf(row, speaking) {
    const { decision, lastRefreshedAt, dueAt } = row.row;
    return decision.reason === 'build-after' && lastRefreshedAt !== null && dueAt !== null
        ? `refreshed ${(0,report_times/* ago */.KN)(lastRefreshedAt, speaking.now)}, not due yet`
        : (0,words/* reasonOf */.A3)(row, speaking);
}
function summary_table_moment(instant, now) {
    return instant === null ? 'never by us' : (0,report_times/* shortly */.s4)(instant, now);
}

;// CONCATENATED MODULE: ./src/report/summary.ts













/** GitHub drops a summary that is larger, whole (facts/actions-platform.md §7). */
const LARGEST_SUMMARY = 1_048_576;
/** The report as GitHub-flavoured Markdown: valid, and at most `largest` bytes whatever the report holds. */
function summaryMarkdown(report, largest = LARGEST_SUMMARY) {
    for (const room of report_room/* ROOMS */.p) {
        const markdown = (0,report_markdown/* serialise */.GY)(blocksOf(report, room));
        if (Buffer.byteLength(markdown) <= largest)
            return markdown;
    }
    return (0,report_markdown/* serialise */.GY)([(0,report_markdown/* heading */.R_)(2, (0,report_markdown/* own */.ZV)(headlineOf(report)))]);
}
function blocksOf(report, room) {
    return [
        (0,report_markdown/* heading */.R_)(2, (0,report_markdown/* own */.ZV)(headlineOf(report))),
        contextLine(report),
        ...leadBlocks(report, room),
        ...(0,impact_markdown/* impactBlocks */.J)(report.impact, report.tableau, room),
        ...noticeBlocks(report.notices, room),
        ...tableBlocks(report, room),
        ...remedyBlocks(report, room),
        ...unresolvedBlocks(report, room),
        ...driftBlocks(report, room),
        ...(room.diagram && report.impact === null ? lineageBlocks(report) : []),
        ...stateBlocks(report, room),
        ...aboutBlocks(report, room),
    ];
}
/** What a reader must know before the table: that the run stopped, that nothing was changed, that there is nothing. */
function leadBlocks({ error, mode, run, rows, impact }, room) {
    const blocks = [];
    if (error !== null)
        blocks.push((0,report_markdown/* quote */.hD)((0,report_markdown/* paragraph */.FY)((0,report_markdown/* own */.ZV)('❌ '), (0,report_markdown/* strong */.ko)((0,report_markdown/* words */.aL)(error, 1000)))));
    const asked = askedLine(run, room);
    if (asked !== null)
        blocks.push((0,report_markdown/* paragraph */.FY)(...asked));
    if (mode.kind === 'dry') {
        blocks.push((0,report_markdown/* paragraph */.FY)((0,report_markdown/* strong */.ko)((0,report_markdown/* own */.ZV)('Nothing was refreshed:')), (0,report_markdown/* own */.ZV)(' '), (0,report_markdown/* words */.aL)(mode.why, room.text)));
    }
    if (rows.length === 0 && error === null && impact === null) {
        blocks.push((0,report_markdown/* paragraph */.FY)((0,report_markdown/* own */.ZV)('No extract in Tableau hangs on the exposures of this run.')));
    }
    return blocks;
}
const NOTICE_ICON = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
const NOTICE_RANK = { error: 0, warning: 1, notice: 2 };
function noticeBlocks(notices, room) {
    const sorted = [...notices].sort((a, b) => NOTICE_RANK[a.level] - NOTICE_RANK[b.level]);
    const shown = sorted.slice(0, room.notes).map(({ level, message, file, line }) => {
        const place = file === undefined ? [] : [(0,report_markdown/* own */.ZV)(' '), (0,report_markdown/* inlineCode */.ti)(line === undefined ? file : `${file}:${line}`)];
        return (0,report_markdown/* quote */.hD)((0,report_markdown/* paragraph */.FY)((0,report_markdown/* own */.ZV)(`${NOTICE_ICON[level]} `), (0,report_markdown/* words */.aL)(message, room.text), ...place));
    });
    return [...shown, ...andMore(sorted.length - shown.length, 'in the log')];
}
/** What somebody has to do, once for all rows that ask for the same, with Tableau's own words. */
function remedyBlocks(report, room) {
    const remedies = remediesOf(report);
    if (remedies.length === 0)
        return [];
    const shown = remedies.slice(0, room.notes);
    return [
        (0,report_markdown/* heading */.R_)(3, (0,report_markdown/* own */.ZV)('What to do')),
        ...shown.flatMap(({ icon, names, sentence, tableauText }) => {
            const lines = (0,src_text/* harmlessLines */.vL)(tableauText, room.lines, room.text);
            return [
                (0,report_markdown/* paragraph */.FY)((0,report_markdown/* own */.ZV)(`${icon} `), (0,report_markdown/* strong */.ko)((0,report_markdown/* words */.aL)((0,words/* list */.p_)(names, 5), room.text)), (0,report_markdown/* own */.ZV)(': '), (0,report_markdown/* words */.aL)(sentence, room.text)),
                ...(lines.length === 0 ? [] : [(0,report_markdown/* codeBlock */.DV)(lines)]),
            ];
        }),
        ...andMore(remedies.length - shown.length, 'in the output rows'),
    ];
}
function unresolvedBlocks({ unresolved }, room) {
    if (unresolved.length === 0)
        return [];
    const shown = unresolved.slice(0, room.notes);
    return [
        (0,report_markdown/* heading */.R_)(3, (0,report_markdown/* own */.ZV)('Unresolved exposures')),
        (0,report_markdown/* bullets */.e5)(shown.map((each) => [
            (0,report_markdown/* strong */.ko)((0,report_markdown/* words */.aL)(each.exposure, 120)),
            (0,report_markdown/* own */.ZV)(': '),
            (0,report_markdown/* words */.aL)(unresolvedWords(each), room.text),
        ])),
        ...andMore(unresolved.length - shown.length, 'in the output rows'),
    ];
}
function lineageBlocks(report) {
    const diagram = lineageDiagram(report);
    if (diagram === null)
        return [];
    const folded = diagram.folded === 0 ? '' : ` · ${diagram.folded} extracts are folded by project`;
    const left = diagram.leftOut === 0 ? '' : ` · ${diagram.leftOut} more extracts are not drawn`;
    return [
        (0,report_markdown/* heading */.R_)(3, (0,report_markdown/* own */.ZV)('Lineage')),
        (0,report_markdown/* codeBlock */.DV)(diagram.mermaid.split('\n'), 'mermaid'),
        (0,report_markdown/* paragraph */.FY)(...(0,report_markdown/* small */.EX)((0,report_markdown/* own */.ZV)(`${LEGEND}${folded}${left}`))),
    ];
}
const LEGEND = 'green: new data, refreshed · red: failed · amber: held back · blue: open · grey: nothing to do';
function andMore(count, where) {
    return count === 0 ? [] : [(0,report_markdown/* paragraph */.FY)((0,report_markdown/* own */.ZV)(`… and ${count} more, ${where}.`))];
}

;// CONCATENATED MODULE: ./src/run.ts













async function begin(action) {
    const { environment, clock, runner } = action;
    const event = (0,github_event/* readEvent */.j_)(environment, await readPayload(environment['GITHUB_EVENT_PATH']));
    return {
        action,
        event,
        workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
        draft: new Draft({ event: event.name, actor: event.actor, startedAt: clock.now() }),
        log: createRunLog(runner, clock),
        failOn: [],
        memory: null,
    };
}
async function readPayload(path) {
    try {
        return path === undefined ? null : JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
    }
    catch {
        return null;
    }
}
/**
 * What the workflow's author asked for, and what it means for the run as a whole: whether it is real, and when it fails.
 * @throws ConfigurationError
 */
function takeInputs(run) {
    const { action, draft, event } = run;
    const lacksSecrets = event.pullRequest?.untrusted ?? false;
    const inputs = (0,src_inputs/* readInputs */.Ko)((name) => action.runner.getInput(name), action.environment, lacksSecrets);
    run.failOn = inputs.failOn;
    draft.mode = (0,github_event/* modeOf */.VV)(event, inputs);
    draft.asked = {
        manual: (0,github_event/* isManual */.b0)(event),
        force: inputs.policy.force,
        select: textOf(inputs.selection.select),
        exclude: textOf(inputs.selection.exclude),
    };
    return inputs;
}
function textOf(parts) {
    return parts.map(({ text }) => text).join(' ');
}
function say({ draft }, level, ...messages) {
    draft.notices.push(...messages.map((message) => ({ level, message })));
}
/**
 * Waits for the story to end, well or badly, then saves the state and tells all there is to tell. A cancelled run
 * leaves saving to the post step: the runner gives it no time. Returns the exit code; never rejects.
 */
async function conclude(run, story) {
    const { action, draft } = run;
    const { signal } = action;
    try {
        await Promise.race([story, graceAfterSignal(action)]);
    }
    catch (error) {
        run.log.detail(error instanceof Error && error.stack !== undefined ? error.stack : String(error));
        draft.error = (0,errors/* sentenceOf */.$)(error);
    }
    if (signal.aborted)
        say(run, 'warning', CANCELLED);
    else
        await save(run);
    const report = draft.finish(action.clock.now());
    await publish(run, report);
    return failed(report, run.failOn) || signal.aborted ? 1 : 0;
}
async function save(run) {
    if (run.memory === null)
        return;
    const problems = await run.memory.save();
    const { mode, error, builds } = run.draft;
    say(run, 'warning', ...problems);
    if (error !== null && builds.length > 0 && problems.length === 0 && mode.onProduction)
        say(run, 'notice', KEPT);
}
const KEPT = 'What landed in this build is kept all the same: the next run that reaches Tableau refreshes it.';
/** The runner kills a cancelled step 7.5 seconds after its signal; by then all is written (DESIGN §5, Death). */
const GRACE = 5_000;
const CANCELLED = 'This run was cancelled: the next run learns from Tableau how its refreshes ended.';
function graceAfterSignal({ signal, clock }) {
    return new Promise((resolve) => {
        const wait = () => void clock.sleep(GRACE).then(() => resolve());
        if (signal.aborted)
            wait();
        else
            signal.addEventListener('abort', wait, { once: true });
    });
}
async function publish(run, report) {
    const { runner, environment } = run.action;
    run.log.done(report);
    annotate(report, runner);
    const planFile = (0,external_node_path_.join)(environment['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), `active-exposures-plan-${(0,external_node_crypto_.randomUUID)()}.json`);
    await attempt(run, () => writePlanFile(planFile, report));
    await attempt(run, () => writeSummary(environment['GITHUB_STEP_SUMMARY'], report));
    for (const [name, value] of Object.entries({ ...outputsOf(report, planFile) }))
        runner.setOutput(name, value);
}
async function writeSummary(path, report) {
    if (path !== undefined && path !== '')
        await (0,promises_.appendFile)(path, `${summaryMarkdown(report)}\n`);
}
/** Telling one thing must not depend on whether another could be told. */
async function attempt(run, write) {
    try {
        await write();
    }
    catch (error) {
        run.action.runner.warning(`The report is incomplete: ${(0,errors/* sentenceOf */.$)(error)}`);
    }
}
function failed(report, failOn) {
    return (report.error !== null ||
        report.notices.some(({ level }) => level === 'error') ||
        (failOn.includes('failure') && (0,report_report/* counts */.tQ)(report).failed > 0) ||
        (failOn.includes('unresolved') && report.unresolved.length > 0) ||
        (failOn.includes('drift') && (report.drift?.drift.length ?? 0) > 0));
}


/***/ }),

/***/ 3366:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ targetOf),
/* harmony export */   AD: () => (/* binding */ sameServer),
/* harmony export */   s3: () => (/* binding */ serverOrigin)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/**
 * The origin of a server as an input gives it: with or without `https://`, with or without what a browser's address
 * bar shows behind it. Throws a ConfigurationError for anything else.
 */
function serverOrigin(input) {
    const trimmed = input.trim();
    const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
    const url = parse(text);
    if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j('tableau-server-url is not the address of a server: give it as in https://10ax.online.tableau.com.');
    }
    if (url.username !== '' || url.password !== '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j('tableau-server-url contains a user name or password: remove them, and sign in with tableau-token-name and tableau-token-secret.');
    }
    return url.origin;
}
/**
 * True when both hosts belong to the same server. All pods of Tableau Cloud are one server: a site's contentUrl is
 * unique over all of them, sites move from pod to pod, and `online.tableau.com` itself redirects to the pod by it.
 */
function sameServer(a, b) {
    return a.host === b.host || (isTableauCloud(a) && isTableauCloud(b));
}
function isTableauCloud({ hostname }) {
    return hostname === 'online.tableau.com' || hostname.endsWith('.online.tableau.com');
}
/** Reads every form of facts/tableau-api.md §13; never throws. */
function targetOf(text, address) {
    const url = parse(text.trim());
    if (url === null || !/^https?:$/.test(url.protocol))
        return other('tool', 'the URL is not a web address');
    const { site, steps } = readSteps(url);
    const page = pageOf(steps);
    if (!sameHost(url, new URL(address.server))) {
        return page === null
            ? other('tool', `the URL is on ${url.host}`)
            : other('server', `the URL is on another server, ${url.host}`);
    }
    if (site.toLowerCase() !== address.site.toLowerCase()) {
        return other('site', site === '' ? 'the URL is on the default site' : 'the URL is on another site');
    }
    return page ?? other('page', 'the URL names neither a view nor a workbook nor a data source');
}
function other(reason, why) {
    return { kind: 'other', reason, why };
}
/** The scheme does not matter: people write http where the server answers https, and the other way round. */
function sameHost(a, b) {
    return sameServer(a, b) || (a.hostname === b.hostname && portless(a) && portless(b));
}
function portless(url) {
    return url.port === '';
}
/** Site and the rest of the path, decoded; a query may stand behind `?` within the hash. */
function readSteps(url) {
    const hash = /^#!?\/(.*)$/s.exec(url.hash)?.[1];
    const path = (hash ?? url.pathname).split('?', 1)[0] ?? '';
    const steps = path
        .split('/')
        .filter((step) => step !== '')
        .map(decode);
    const rest = steps[0] === 'trusted' ? steps.slice(2) : steps;
    const prefix = hash === undefined ? 't' : 'site';
    return rest[0] === prefix ? { site: rest[1] ?? '', steps: rest.slice(2) } : { site: '', steps: rest };
}
function pageOf([page, first, second]) {
    if (first === undefined)
        return null;
    if (page === 'views' || page === 'authoring') {
        return content({ by: 'content-url', of: 'workbook', contentUrl: first }, viewOf(first, second));
    }
    if (page === 'workbooks')
        return content(numberOrUrl('workbook', first), null);
    if (page === 'datasources')
        return content(numberOrUrl('datasource', first), null);
    return null;
}
function content(reference, view) {
    return { kind: 'content', reference, view };
}
/** The image and PDF forms of a view's address end in what a content URL never holds: a dot. */
function viewOf(workbook, sheet) {
    return sheet === undefined ? null : `${workbook}/sheets/${sheet.replace(/\.[a-z]+$/, '')}`;
}
/** The browser shows a number that is no LUID (`vizportalUrlId`); tabcmd's form shows the content URL. */
function numberOrUrl(of, step) {
    return /^\d+$/.test(step) ? { by: 'number', of, number: step } : { by: 'content-url', of, contentUrl: step };
}
function decode(step) {
    try {
        return decodeURIComponent(step);
    }
    catch {
        return step;
    }
}
function parse(text) {
    return URL.canParse(text) ? new URL(text) : null;
}


/***/ })

};
