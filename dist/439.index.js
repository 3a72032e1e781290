export const id = 439;
export const ids = [439];
export const modules = {

/***/ 7195:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F0: () => (/* binding */ ancestorsFirst),
/* harmony export */   bQ: () => (/* binding */ lineageOf),
/* harmony export */   gl: () => (/* binding */ reach),
/* harmony export */   yP: () => (/* binding */ expandSemantics)
/* harmony export */ });
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6497);

function lineageOf(manifest) {
    const children = new Map();
    for (const node of manifest.nodes.values()) {
        if ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .isTest */ .Nu)(node.resourceType))
            continue;
        for (const parent of node.parents) {
            const known = children.get(parent);
            if (known === undefined)
                children.set(parent, [node.id]);
            else
                known.push(node.id);
        }
    }
    return {
        parents: (id) => manifest.nodes.get(id)?.parents ?? [],
        children: (id) => children.get(id) ?? [],
    };
}
/** `start` and everything reached from it. */
function reach(start, next) {
    const reached = new Set(start);
    for (const id of reached)
        for (const neighbour of next(id))
            reached.add(neighbour);
    return reached;
}
/** The nodes an exposure reads: metrics, semantic models and saved queries stand for what they are made of. */
function expandSemantics(ids, manifest) {
    const all = reach(ids, (id) => manifest.semantics.get(id) ?? []);
    return [...all].filter((id) => !manifest.semantics.has(id));
}
/**
 * `ids` and their ancestors, every parent before its children. A cycle, which dbt does not allow, is cut.
 */
function ancestorsFirst(ids, lineage) {
    const order = [];
    const seen = new Set();
    const stack = [...ids].map((id) => ({ id, left: false }));
    for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
        if (step.left) {
            order.push(step.id);
        }
        else if (!seen.has(step.id)) {
            seen.add(step.id);
            stack.push({ id: step.id, left: true });
            for (const parent of lineage.parents(step.id))
                stack.push({ id: parent, left: false });
        }
    }
    return order;
}


/***/ }),

/***/ 5099:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ declaredExposures),
  V: () => (/* binding */ pointedAt)
});

// EXTERNAL MODULE: ./src/dbt/lineage.ts
var lineage = __webpack_require__(7195);
// EXTERNAL MODULE: ./src/tableau/urls.ts
var urls = __webpack_require__(3366);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
;// CONCATENATED MODULE: ./src/exposures/settings.ts


/** An object without other keys; a wrong one is answered with the nearest that exists. */
function strict(shape) {
    return schemas/* strictObject */.rej(shape, {
        error: (issue) => {
            if (issue.code !== 'unrecognized_keys')
                return 'has to be a mapping';
            const key = issue['keys'][0] ?? '';
            return `has no key ${key}; did you mean ${(0,mod/* closest */.kp)(key, Object.keys(shape))}?`;
        },
    });
}
function oneOf(values) {
    return schemas/* enum */.k5n(values, { error: `has to be one of ${values.join(', ')}` });
}
const trueOrFalse = schemas/* boolean */.zMY({ error: 'has to be true or false' });
/** YAML reads an unquoted 06:30 as a number. */
const AT_EXAMPLE = "has to be a quoted time of day such as '06:30'";
const timeOfDay = schemas/* string */.YjP({ error: AT_EXAMPLE }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: AT_EXAMPLE });
const timezone = schemas/* string */.YjP({ error: 'has to be a text' })
    .refine(isTimezone, { error: 'is not an IANA time zone such as Europe/Berlin' });
const buildAfterSchema = strict({
    count: schemas/* int */.Whr({ error: 'has to be a whole number' }).min(0, { error: 'has to be 0 or more' }).optional(),
    period: oneOf(['minute', 'hour', 'day']).optional(),
    updates_on: oneOf(['any', 'all']).optional(),
    at: timeOfDay.optional(),
    timezone: timezone.optional(),
})
    .refine((window) => (window.count === undefined) === (window.period === undefined), {
    error: 'needs both count and period',
})
    .refine((window) => window.timezone === undefined || window.at !== undefined, {
    error: 'has a timezone, which means nothing without at',
});
const contentName = schemas/* string */.YjP().min(1, { error: 'is empty' });
const extractSchema = schemas/* union */.KCZ([strict({ datasource: contentName }), strict({ workbook: contentName })], {
    error: 'has to be {datasource: …} or {workbook: …}, with a project path and name or a LUID',
});
const settingsSchema = strict({
    enabled: trueOrFalse.optional(),
    build_after: buildAfterSchema.optional(),
    on_upstream_failure: oneOf(['skip', 'refresh']).optional(),
    incremental: trueOrFalse.optional(),
    extracts: schemas/* array */.YOg(extractSchema, { error: 'has to be a list' }).min(1, { error: 'is empty' }).optional(),
});
const MINUTES = { minute: 1, hour: 60, day: 1440 };
/**
 * Reads `meta.active_exposure`. `defaultMinutes` is the window of an exposure that sets `at` but no length.
 * A wrong key or value is a problem of this exposure alone, told in words that name the key.
 */
function parseSettings(meta, defaultMinutes) {
    const parsed = settingsSchema.safeParse(meta['active_exposure'] ?? {});
    if (!parsed.success)
        return { problem: problemOf(parsed.error) };
    const { enabled, build_after: window, on_upstream_failure, incremental, extracts } = parsed.data;
    if (enabled === false)
        return { enabled: false };
    const settings = {
        buildAfter: window === undefined ? null : buildAfterOf(window, defaultMinutes),
        updatesOn: window?.updates_on ?? null,
        onUpstreamFailure: on_upstream_failure ?? null,
        incremental: incremental ?? false,
    };
    return { enabled: true, settings, extracts: (extracts ?? []).map(namedExtract) };
}
/** The extracts that are named, whatever else is wrong or switched off; unreadable ones are none. */
function namedExtracts(meta) {
    const parsed = schemas/* object */.Ikc({ extracts: schemas/* array */.YOg(extractSchema) }).safeParse(meta['active_exposure']);
    return parsed.success ? parsed.data.extracts.map(namedExtract) : [];
}
function buildAfterOf(window, defaultMinutes) {
    const { count, period, at = null, timezone: zone = null } = window;
    if (count !== undefined && period !== undefined)
        return { minutes: count * MINUTES[period], at, timezone: zone };
    return at === null ? null : { minutes: defaultMinutes, at, timezone: zone };
}
function namedExtract(named) {
    return 'datasource' in named
        ? { kind: 'datasource', name: named.datasource }
        : { kind: 'workbook', name: named.workbook };
}
function problemOf(error) {
    const issue = error.issues[0];
    const sentence = `${['active_exposure', ...(issue?.path ?? [])].map(String).join('.')} ${issue?.message ?? 'is wrong'}`;
    return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
function isTimezone(name) {
    try {
        new Intl.DateTimeFormat('en', { timeZone: name });
        return true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./src/exposures/declared.ts



/**
 * The root project's exposures, sorted into those that are ours to act on and those that are not.
 * Nothing is asked of Tableau yet.
 */
function declaredExposures(manifest, address, defaultMinutes) {
    const sorted = manifest.exposures.map((exposure) => sortExposure(exposure, { manifest, address, defaultMinutes }));
    const disabled = manifest.disabledExposures.map((exposure) => ({
        exposure,
        reason: 'not-selected',
        why: 'switched off in dbt (enabled: false)',
    }));
    return {
        ours: sorted.flatMap((item) => (item.as === 'ours' ? [item.declared] : [])),
        leftOut: [...disabled, ...sorted.flatMap((item) => (item.as === 'leftOut' ? [item.leftOut] : []))],
        unresolved: sorted.flatMap((item) => (item.as === 'unresolved' ? [item.unresolved] : [])),
    };
}
/** What exposures point at, also those that are off or wrong: people have decided about it, so it is not discovered anew. */
function pointedAt(pointers, address) {
    return pointers.flatMap(({ url, meta }) => {
        const target = url === null ? null : (0,urls/* targetOf */.$r)(url, address ?? ownAddress(url));
        const named = namedExtracts(meta).map(referenceTo);
        return target?.kind === 'content' ? [target.reference, ...named] : named;
    });
}
function sortExposure(declared, { manifest, address, defaultMinutes }) {
    const parsed = parseSettings(declared.meta, defaultMinutes);
    if ('problem' in parsed) {
        const message = `${declared.path}: meta.${parsed.problem}`;
        return {
            as: 'unresolved',
            unresolved: { exposure: declared.name, reason: 'misconfigured', message, candidates: [] },
        };
    }
    if (!parsed.enabled) {
        return leftOut(declared, 'not-selected', 'switched off in meta.active_exposure (enabled: false)');
    }
    const references = referencesOf(declared, parsed.extracts, address);
    if ('why' in references)
        return leftOut(declared, 'not-ours', references.why);
    const exposure = {
        uniqueId: declared.id,
        name: declared.name,
        label: declared.label,
        origin: 'declared',
        url: declared.url,
        owner: declared.owner,
        maturity: declared.maturity,
        path: declared.path,
        upstream: (0,lineage/* expandSemantics */.yP)(declared.dependsOn, manifest),
        settings: parsed.settings,
    };
    return { as: 'ours', declared: { exposure, references: references.all } };
}
function leftOut(declared, reason, why) {
    return { as: 'leftOut', leftOut: { exposure: declared.name, reason, why } };
}
/** Extracts that are named come first: the URL is then only where people look. */
function referencesOf(declared, named, address) {
    if (named.length > 0)
        return { all: named.map(referenceTo) };
    if (declared.url === null)
        return { why: 'it has neither a url nor meta.active_exposure.extracts' };
    const target = (0,urls/* targetOf */.$r)(declared.url, address ?? ownAddress(declared.url));
    if (target.kind === 'content')
        return { all: [target.reference] };
    // Without a configured server any page of a Tableau counts: then the server is what is missing.
    return address === null && target.reason === 'site' ? { all: [] } : { why: target.why };
}
function ownAddress(url) {
    return { server: URL.canParse(url) ? new URL(url).origin : 'https://localhost', site: '' };
}
const LUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
function referenceTo({ kind, name }) {
    return LUID.test(name)
        ? { by: 'luid', of: kind, luid: name.toLowerCase() }
        : { by: 'path', of: kind, path: name };
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
});
const INPUT_NAMES = Object.keys(inputsSchema.shape);
/**
 * Reads and checks all inputs; `read` gives an input of action.yml by its name, empty when not given.
 * @throws ConfigurationError that names the input and the remedy.
 */
function readInputs(read, environment) {
    const given = INPUT_NAMES.map((name) => [name, read(name).trim()]);
    const raw = new Map(given.filter(([, value]) => value !== ''));
    const fromEnvironment = environment['DBT_ACTIVE_EXPOSURES_BUILD_AFTER']?.trim() ?? '';
    const buildAfterName = raw.has('build-after') ? 'build-after' : 'DBT_ACTIVE_EXPOSURES_BUILD_AFTER';
    if (!raw.has('build-after') && fromEnvironment !== '')
        raw.set('build-after', fromEnvironment);
    const parsed = inputsSchema.safeParse(Object.fromEntries(raw));
    if (parsed.success)
        return consistent(toInputs(parsed.data));
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    const shown = name === 'build-after' ? buildAfterName : name;
    throw new errors/* ConfigurationError */.j(`${shown} ${sentenceEnd(issue?.message ?? 'is wrong', raw.get(name) ?? '')}`);
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
function toInputs(raw) {
    return {
        tableau: {
            server: raw['tableau-server-url'] ?? null,
            site: raw['tableau-site'],
            credentials: credentialsOf(raw),
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

/***/ 439:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./src/exposures/declared.ts + 1 modules
var exposures_declared = __webpack_require__(5099);
// EXTERNAL MODULE: ./src/inputs.ts + 1 modules
var src_inputs = __webpack_require__(8206);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(3382);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./src/json/pick.ts
var pick = __webpack_require__(7245);
;// CONCATENATED MODULE: ./src/dbt/json-file.ts



/** Fast enough for files of a gigabyte, and little beside the rest of the program. */
const BYTES_AT_ONCE = 1024 * 1024;
/**
 * What is wanted of a JSON file that dbt wrote; `shown` is its name in messages.
 * @throws ConfigurationError naming the file, when it cannot be read or is not whole JSON.
 */
function readJsonFile(path, shown, wanted = pick/* ALL */.y2) {
    const unreadable = (error) => new errors/* ConfigurationError */.j(`${shown} cannot be read (${(0,errors/* sentenceOf */.$)(error)}).`);
    let file;
    try {
        file = (0,external_node_fs_.openSync)(path, 'r');
    }
    catch (error) {
        throw unreadable(error);
    }
    const buffer = Buffer.allocUnsafe(Math.min(BYTES_AT_ONCE, (0,external_node_fs_.fstatSync)(file).size + 1));
    const next = () => {
        let length;
        try {
            length = (0,external_node_fs_.readSync)(file, buffer, 0, buffer.length, null);
        }
        catch (error) {
            throw unreadable(error);
        }
        return length === 0 ? null : buffer.subarray(0, length);
    };
    try {
        return (0,pick/* pickJson */.wm)(next, wanted);
    }
    catch (error) {
        if (!(error instanceof pick/* JsonError */.N3))
            throw error;
        throw new errors/* ConfigurationError */.j(`${shown} is not whole JSON (${error.message}): dbt probably ended while writing it; run the dbt command again.`);
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}

// EXTERNAL MODULE: ./src/dbt/manifest.ts
var dbt_manifest = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/dbt/run-results.ts
var run_results = __webpack_require__(5424);
// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/dbt/parse.ts
var parse = __webpack_require__(9217);
;// CONCATENATED MODULE: ./src/dbt/sources.ts



const sourcesSchema = schemas/* object */.Ikc({
    metadata: schemas/* object */.Ikc({ generated_at: schemas/* string */.YjP() }),
    results: schemas/* array */.YOg(schemas/* object */.Ikc({
        unique_id: schemas/* string */.YjP(),
        status: schemas/* string */.YjP(),
        max_loaded_at: parse/* optionalText */.mR,
        snapshotted_at: parse/* optionalText */.mR,
    })),
});
/** Sources v3; v2 writes its statuses with a capital (facts/dbt-artifacts.md §8). */
function parseSources(raw, path) {
    const file = (0,parse/* parseArtifact */.GJ)(sourcesSchema, raw, path);
    const generatedAt = (0,clock/* parseInstant */.nV)(file.metadata.generated_at) ?? 0;
    return {
        path,
        generatedAt,
        sources: file.results.map((result) => ({
            id: result.unique_id,
            maxLoadedAt: (0,clock/* parseInstant */.nV)(result.max_loaded_at),
            checkedAt: (0,clock/* parseInstant */.nV)(result.snapshotted_at) ?? generatedAt,
            failed: ['error', 'runtime error'].includes(result.status.toLowerCase()),
        })),
    };
}

;// CONCATENATED MODULE: ./src/dbt/artifacts.ts









const ARTIFACT_NAMES = ['manifest.json', 'run_results.json', 'sources.json'];
/**
 * Reads the artifacts that `patterns` name: folders (their three artifacts, not deeper), files, or globs.
 * @throws ConfigurationError when there is no manifest, or a file is not what dbt writes.
 */
async function readDbtProject(patterns, root) {
    const files = [];
    for (const path of await findFiles(patterns, root)) {
        const file = readArtifact(path, (0,external_node_path_.relative)(root, path) || path);
        if (file !== null)
            files.push(file);
    }
    const manifests = files.flatMap((file) => (file.kind === 'manifest' ? [file.manifest] : []));
    const first = manifests[0];
    if (first === undefined) {
        throw new errors/* ConfigurationError */.j(`There is no manifest.json in ${patterns.join(', ')}: run dbt build before this step, point dbt-artifacts at dbt's target folder, or set it to none to plan from what an earlier run has kept.`);
    }
    const home = (file) => manifestOf(file, manifests) ?? first;
    const builds = manifests.map((manifest) => ({
        manifest,
        runResults: files.flatMap((file) => file.kind === 'run-results' && home(file.results) === manifest ? [file.results] : []),
        sources: files.flatMap((file) => file.kind === 'sources' && home(file.sources) === manifest ? [file.sources] : []),
    }));
    return { builds, manifest: joinManifests(manifests) };
}
async function findFiles(patterns, root) {
    const found = new Set();
    for (const pattern of patterns) {
        for (const path of await expand(pattern, root)) {
            for (const file of await artifactsAt(path))
                found.add(file);
        }
    }
    return [...found];
}
/** A path that exists is taken as it is, whatever characters it holds; all else is a glob. */
async function expand(pattern, root) {
    const path = (0,external_node_path_.resolve)(root, pattern);
    if ((await kindOf(path)) !== 'nothing')
        return [path];
    const matches = await (0,dist/* glob */.TI)(pattern, {
        cwd: root,
        absolute: true,
        onlyFiles: false,
        expandDirectories: false,
    });
    return matches.sort();
}
async function artifactsAt(path) {
    if ((await kindOf(path)) === 'file')
        return [path];
    const files = ARTIFACT_NAMES.map((name) => (0,external_node_path_.join)(path, name));
    const kinds = await Promise.all(files.map(kindOf));
    return files.filter((_, index) => kinds[index] === 'file');
}
async function kindOf(path) {
    try {
        return (await (0,promises_.stat)(path)).isDirectory() ? 'folder' : 'file';
    }
    catch {
        return 'nothing';
    }
}
const anyArtifact = schemas/* object */.Ikc({ metadata: schemas/* object */.Ikc({ dbt_schema_version: schemas/* string */.YjP() }) });
/** Null for JSON of another kind, such as the catalog.json that a glob may bring along. */
function readArtifact(path, shown) {
    const manifest = new dbt_manifest/* ManifestReader */.pT();
    const picked = readJsonFile(path, shown, { ...run_results/* WANTED_OF_RESULTS */.Zj, ...manifest.wanted });
    const parsed = anyArtifact.safeParse(picked);
    const schema = parsed.success ? parsed.data.metadata.dbt_schema_version : '';
    if (schema.includes('/manifest/'))
        return { kind: 'manifest', manifest: manifest.manifestOf(picked, shown) };
    if (schema.includes('/run-results/'))
        return { kind: 'run-results', results: (0,run_results/* parseRunResults */.Hd)(picked, shown) };
    if (schema.includes('/sources/'))
        return { kind: 'sources', sources: parseSources(picked, shown) };
    if (!ARTIFACT_NAMES.includes((0,external_node_path_.basename)(path)))
        return null;
    throw new errors/* ConfigurationError */.j(`${shown} was not written by dbt: it has no dbt_schema_version.`);
}
/** The manifest of the same dbt command, else the one in the same folder, else the newest. */
function manifestOf(file, manifests) {
    const same = manifests.find((manifest) => manifest.invocationId !== null && manifest.invocationId === file.invocationId);
    const beside = manifests.find((manifest) => (0,external_node_path_.dirname)(manifest.path) === (0,external_node_path_.dirname)(file.path));
    return same ?? beside ?? oldestFirst(manifests).at(-1);
}
function oldestFirst(manifests) {
    return [...manifests].sort((a, b) => (a.generatedAt ?? 0) - (b.generatedAt ?? 0));
}
/** Where two manifests know the same node, the newer one tells how it is. */
function joinManifests(manifests) {
    return oldestFirst(manifests).reduce((older, newer) => ({
        ...newer,
        nodes: new Map([...older.nodes, ...newer.nodes]),
        semantics: new Map([...older.semantics, ...newer.semantics]),
        exposures: [
            ...new Map([...older.exposures, ...newer.exposures].map((exposure) => [exposure.id, exposure])).values(),
        ],
        disabledExposures: [...new Set([...older.disabledExposures, ...newer.disabledExposures])],
        pointers: [...older.pointers, ...newer.pointers],
    }));
}

;// CONCATENATED MODULE: ./src/project.ts

/** @throws ConfigurationError when there is no manifest, or nothing was kept. */
async function openProject(run, inputs) {
    if (inputs.dbtArtifacts === 'none')
        return (await Promise.all(/* import() */[__webpack_require__.e(424), __webpack_require__.e(949)]).then(__webpack_require__.bind(__webpack_require__, 949))).openCatalogue(run, inputs);
    return { ...(await readDbtProject(inputs.dbtArtifacts, run.workspace)), answers: null };
}

// EXTERNAL MODULE: ./src/run.ts + 24 modules
var src_run = __webpack_require__(1993);
;// CONCATENATED MODULE: ./src/main.ts




/** One run of the action, from its inputs to its report. Never rejects; returns the exit code. */
async function main(action) {
    const run = await (0,src_run/* begin */.qN)(action);
    return (0,src_run/* conclude */.Ep)(run, refreshExposures(run));
}
async function refreshExposures(run) {
    const { action, draft } = run;
    if ((0,src_inputs/* isSwitchedOff */.r5)(action.environment)) {
        (0,src_run/* say */.cv)(run, 'notice', src_inputs/* SWITCHED_OFF */.IQ);
        return;
    }
    const inputs = (0,src_inputs/* readInputs */.Ko)((name) => action.runner.getInput(name), action.environment);
    (0,src_run/* obey */.a3)(run, inputs);
    const project = await openProject(run, inputs);
    const declared = (0,exposures_declared/* declaredExposures */.d)(project.manifest, (0,src_inputs/* addressOf */.ci)(inputs), inputs.policy.buildAfter.minutes);
    draft.declared(declared);
    if (declared.ours.length === 0 && inputs.discover === null)
        return;
    const steps = await Promise.all(/* import() */[__webpack_require__.e(446), __webpack_require__.e(424), __webpack_require__.e(949), __webpack_require__.e(857)]).then(__webpack_require__.bind(__webpack_require__, 3857));
    const memory = await steps.openMemory(run, inputs);
    const landed = steps.noteFacts(run, project, memory);
    const chosen = steps.choose(run, declared, { project, inputs });
    if (chosen.ours.length === 0 && inputs.discover === null)
        return;
    await steps.onTableau(run, inputs, async (tableau) => {
        const resolved = await steps.findExtracts(run, { inputs, project, chosen, landed, memory }, tableau);
        await steps.settleEarlier(resolved.extracts, { ...action, ...memory, ...run, tableau });
        await steps.noteOthers(run, resolved, tableau);
        const input = steps.planRun(run, { inputs, project, chosen, resolved, memory });
        if (draft.mode.kind === 'real')
            await steps.refreshPlanned(run, { input, inputs, tableau, memory });
    });
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
