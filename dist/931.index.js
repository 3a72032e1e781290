export const id = 931;
export const ids = [931];
export const modules = {

/***/ 3659:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/** Undefined if the text is not JSON. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ compare)
/* harmony export */ });
/** Compares by code unit: the same on every machine, unlike `localeCompare`. */
function compare(a, b) {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
}


/***/ }),

/***/ 769:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cw: () => (/* binding */ notAfter),
/* harmony export */   YH: () => (/* binding */ isOfBuild),
/* harmony export */   _o: () => (/* binding */ joinNodeFacts),
/* harmony export */   bN: () => (/* binding */ firstExecution),
/* harmony export */   xS: () => (/* binding */ factsOf)
/* harmony export */ });
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6412);
/* harmony import */ var _lineage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7195);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6497);
/* harmony import */ var _artifacts_run_results_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2043);




/**
 * The landings and health that these artifacts show, by node.
 * @param known facts in state, to detect a changed view or source
 */
function factsOf(artifacts, known) {
    const facts = new Map();
    const { manifest } = artifacts;
    for (const results of artifacts.runResults.filter(_artifacts_run_results_js__WEBPACK_IMPORTED_MODULE_3__/* .hasVerdicts */ .PH)) {
        for (const result of results.results) {
            const node = manifest.nodes.get(result.id);
            if (node !== undefined)
                addFacts(facts, node.key, factsOfResult({ node, result, results }, known));
        }
    }
    addUnbuilt(artifacts, addFreshness(artifacts, facts, known), facts);
    return facts;
}
function factsOfResult({ node, result, results }, known) {
    const at = result.completedAt;
    const health = healthOf({ node, result, results });
    if ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isTest */ .Nu)(node.resourceType))
        return health;
    const rebuilt = (0,_artifacts_run_results_js__WEBPACK_IMPORTED_MODULE_3__/* .wasRebuilt */ .Z6)(result, results);
    if ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .holdsData */ .VU)(node)) {
        const landed = rebuilt ? { landedAt: at, ...(results.fullRefresh && { fullRefreshAt: at }) } : {};
        return { ...health, ...landed };
    }
    if (!rebuilt)
        return health;
    const fingerprint = result.codeHash ?? node.codeHash;
    if (fingerprint === null)
        return health;
    const before = known.get(node.key)?.fingerprint;
    const changed = before !== undefined && before !== fingerprint;
    return { ...health, fingerprint, ...(changed && { landedAt: at }) };
}
function healthOf({ node, result, results }) {
    const about = { isTest: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isTest */ .Nu)(node.resourceType), ephemeral: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isEphemeral */ .aw)(node) };
    const verdict = (0,_artifacts_run_results_js__WEBPACK_IMPORTED_MODULE_3__/* .verdictOf */ .Vj)(result, about);
    if (verdict === 'failed')
        return { failedAt: result.completedAt };
    // With --empty tests pass because there are no rows, so only failures count.
    return verdict === null || results.empty ? {} : { okAt: result.completedAt };
}
/**
 * A `sources.json` that is this much older than the first execution of its build is from an earlier command: a cached or
 * self-hosted `target` folder keeps it for days.
 */
const MAX_AGE_OF_SOURCES = 60 * 60 * 1000;
/** Whether a `sources.json` was generated for this build; always true if the build executed nothing. */
function isOfBuild({ generatedAt }, runResults) {
    return generatedAt >= (firstExecution(runResults) ?? -Infinity) - MAX_AGE_OF_SOURCES;
}
/** Adds the results of `dbt source freshness`, and returns the sources whose load time it measured for this build. */
function addFreshness({ manifest, runResults, sources: files }, facts, known) {
    const measured = new Set();
    for (const file of files) {
        const counts = isOfBuild(file, runResults);
        for (const source of file.sources) {
            const node = manifest.nodes.get(source.id);
            if (node === undefined)
                continue;
            if (counts && source.maxLoadedAt !== null)
                measured.add(source.id);
            addFacts(facts, node.key, counts ? factsOfFreshness(source, known.get(node.key)) : healthOfSource(source));
        }
    }
    return measured;
}
function healthOfSource({ failed, checkedAt }) {
    return failed ? { failedAt: checkedAt } : { okAt: checkedAt };
}
function factsOfFreshness(source, before) {
    const at = source.checkedAt;
    if (source.maxLoadedAt === null)
        return healthOfSource(source);
    if (source.failed) {
        // A fingerprint belongs to an `okAt`, which a stale source has not: compare load times instead.
        const landed = source.maxLoadedAt > (before?.landedAt ?? -Infinity);
        return { failedAt: at, ...(landed && { landedAt: at }) };
    }
    const fingerprint = (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .toIso */ .tK)(source.maxLoadedAt);
    return { okAt: at, fingerprint, ...(before?.fingerprint !== fingerprint && { landedAt: at }) };
}
/**
 * Adds landings of nodes that dbt does not build here: unmeasured sources, and nodes of other projects. They land with each
 * build that ran a node reading them, directly or through ephemeral models; if no node reads them, with every build.
 */
function addUnbuilt({ manifest, runResults }, measured, facts) {
    const lastRun = lastRuns(runResults, manifest);
    const lastBuild = latestOrNull(runResults.filter(_artifacts_run_results_js__WEBPACK_IMPORTED_MODULE_3__/* .hasData */ .vI).map(({ generatedAt }) => generatedAt));
    const { children } = (0,_lineage_js__WEBPACK_IMPORTED_MODULE_1__/* .lineageOf */ .bQ)(manifest);
    for (const node of manifest.nodes.values()) {
        if (!isUnbuilt(node, manifest) || measured.has(node.id))
            continue;
        const readers = readersOf(node.id, children, manifest);
        const landedAt = readers.length === 0 ? lastBuild : latestOrNull(readers.flatMap((reader) => lastRun.get(reader) ?? []));
        if (landedAt !== null)
            addFacts(facts, node.key, { landedAt });
    }
}
function isUnbuilt(node, manifest) {
    return node.resourceType === 'source' || (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfAnotherProject */ .Yj)(node, manifest);
}
/** When each node last read its parents: when it was rebuilt, or, if it refreshes itself, when dbt found it in order. */
function lastRuns(runResults, { nodes }) {
    const last = new Map();
    for (const results of runResults.filter(_artifacts_run_results_js__WEBPACK_IMPORTED_MODULE_3__/* .hasData */ .vI)) {
        for (const result of results.results) {
            const node = nodes.get(result.id);
            if (node === undefined)
                continue;
            const isInOrder = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .refreshesItself */ .t$)(node) && healthOf({ node, result, results }).okAt !== undefined;
            if (!isInOrder && !(0,_artifacts_run_results_js__WEBPACK_IMPORTED_MODULE_3__/* .wasRebuilt */ .Z6)(result, results))
                continue;
            last.set(result.id, Math.max(last.get(result.id) ?? -Infinity, result.completedAt));
        }
    }
    return last;
}
/** The nodes that dbt builds from this one, directly or through ephemeral models; not tests, hooks and analyses. */
function readersOf(id, children, { nodes }) {
    const next = (from) => {
        const node = nodes.get(from);
        return from === id || (node !== undefined && (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isEphemeral */ .aw)(node)) ? children(from) : [];
    };
    return [...(0,_lineage_js__WEBPACK_IMPORTED_MODULE_1__/* .reach */ .gl)([id], next)].filter((reader) => {
        const node = nodes.get(reader);
        return node !== undefined && (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isBuilt */ .TQ)(node.resourceType) && !(0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isEphemeral */ .aw)(node) && reader !== id;
    });
}
function latestOrNull(instants) {
    return instants.reduce(_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .later */ .NU, null);
}
/** Several results may concern one node (a build and its retry): the later instant of each kind counts. */
function addFacts(facts, key, news) {
    if (Object.keys(news).length > 0)
        facts.set(key, joinNodeFacts(facts.get(key) ?? {}, news));
}
/** The later instant of each kind; a fingerprint belongs to its `okAt`. Idempotent, commutative, associative. */
function joinNodeFacts(a, b) {
    const newer = isNewerSuccess(a, b) ? a : b;
    return {
        ...laterOf('landedAt', a, b),
        ...laterOf('failedAt', a, b),
        ...laterOf('fullRefreshAt', a, b),
        ...(newer.okAt !== undefined && { okAt: newer.okAt }),
        ...(newer.fingerprint !== undefined && { fingerprint: newer.fingerprint }),
    };
}
/** Clamps instants to `now`, since clocks differ. If the failure was last, it stays last. */
function notAfter(now, facts) {
    const future = ['landedAt', 'okAt', 'failedAt', 'fullRefreshAt'].filter((name) => (facts[name] ?? now) > now);
    if (future.length === 0)
        return facts;
    const past = { ...facts, ...Object.fromEntries(future.map((name) => [name, now])) };
    const failedLast = (facts.failedAt ?? -Infinity) > (facts.okAt ?? Infinity);
    return failedLast ? { ...past, okAt: Math.min(past.okAt ?? now, now - 1) } : past;
}
function laterOf(field, a, b) {
    const instant = (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .later */ .NU)(a[field] ?? null, b[field] ?? null);
    return instant === null ? {} : { [field]: instant };
}
/** For equal instants the greater fingerprint counts, so that the order of facts does not matter. */
function isNewerSuccess(a, b) {
    const [at, other] = [a.okAt ?? -Infinity, b.okAt ?? -Infinity];
    if (at !== other)
        return at > other;
    return b.fingerprint === undefined || (a.fingerprint !== undefined && a.fingerprint >= b.fingerprint);
}
/** The earliest execution in these results; null if none has a time. */
function firstExecution(runResults) {
    return runResults
        .flatMap((results) => results.results)
        .map((result) => result.startedAt)
        .reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);
}


/***/ }),

/***/ 9931:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  actionsCacheStore: () => (/* binding */ actionsCacheStore),
  actionsEnvironment: () => (/* binding */ actionsEnvironment)
});

// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/dbt/facts.ts
var dbt_facts = __webpack_require__(769);
// EXTERNAL MODULE: ./src/state/request-history.ts
var request_history = __webpack_require__(1501);
// EXTERNAL MODULE: ./src/state/request-id.ts
var request_id = __webpack_require__(840);
;// CONCATENATED MODULE: ./src/state/retention.ts




const KEPT_FOR = clock/* LONGEST */.zP;
/**
 * Each extract keeps its five newest requests, its newest success, and the request that used up the newest window.
 * Without the last, six manual refreshes (no window) on one day would displace the scheduled one, and the extract would
 * be refreshed twice in that window.
 *
 * `compact(join(compact(a), b))` equals `compact(join(a, b))`, so it does not matter when a run compacts: a request keeps
 * its instant and its window, and a join only moves an outcome forward. Open requests are not kept specially for the same
 * reason: one could come back from an older state after its outcome was dropped. While one is open no other is sent
 * (row 4), so it is among the newest anyway.
 */
function compact(state) {
    return { ...state, requests: mapValues(state.requests, keepFew) };
}
/** Drops nodes, extracts, warnings and a catalogue whose newest instant is more than 400 days before `now`. */
function prune(state, now) {
    const oldest = now - KEPT_FOR;
    return {
        nodes: filterValues(state.nodes, (facts) => newestOfNode(facts) >= oldest),
        requests: filterValues(state.requests, (requests) => newestOfRequests(requests) >= oldest),
        reads: filterValues(state.reads, ({ seenAt }) => seenAt >= oldest),
        warned: filterValues(state.warned, (givenAt) => givenAt >= oldest),
        catalogue: state.catalogue !== null && state.catalogue.builtAt >= oldest ? state.catalogue : null,
    };
}
/**
 * Instants later than `now`, from a wrong clock, become `now`: otherwise they would count as newest for ever. A window moves
 * with its request. It may start after its request, because a run within the tolerance is early
 * (docs/decisions.md#windows), but never by more than a day.
 */
function clamp(state, now) {
    return {
        nodes: mapValues(state.nodes, (facts) => (0,dbt_facts/* notAfter */.Cw)(now, facts)),
        requests: mapValues(state.requests, (requests) => mapValues(requests, (facts) => clampRequest(facts, now))),
        reads: mapValues(state.reads, (facts) => (facts.seenAt <= now ? facts : { ...facts, seenAt: now })),
        warned: mapValues(state.warned, (givenAt) => Math.min(givenAt, now)),
        catalogue: clampCatalogue(state.catalogue, now),
    };
}
/** The newest instant in this state; null if it is empty. */
function newestIn({ nodes, requests, reads, warned, catalogue }) {
    const instants = [
        ...[...nodes.values()].map(newestOfNode),
        ...[...requests.values()].map(newestOfRequests),
        ...[...reads.values()].map(({ seenAt }) => seenAt),
        ...warned.values(),
        catalogue?.builtAt ?? -Infinity,
    ];
    const newest = instants.reduce((a, b) => Math.max(a, b), -Infinity);
    return newest === -Infinity ? null : newest;
}
function keepFew(requests) {
    if (requests.size <= request_history/* KEPT_REQUESTS */.gX)
        return requests;
    const sorted = (0,request_history/* newestFirst */.ll)(requests);
    const kept = [
        ...sorted.slice(0, request_history/* KEPT_REQUESTS */.gX),
        sorted.find(({ outcome }) => outcome === 'refreshed') ?? [],
        (0,request_history/* lastUsedWindow */.ER)(requests) ?? [],
    ].flat();
    const keys = new Set(kept.map(({ id }) => (0,request_id/* requestKey */.l)(id)));
    return new Map([...requests].filter(([key]) => keys.has(key)));
}
function newestOfNode({ landedAt, okAt, failedAt, fullRefreshAt }) {
    return (0,clock/* latestOf */.Te)([landedAt, okAt, failedAt, fullRefreshAt].filter((instant) => instant !== undefined));
}
function newestOfRequests(requests) {
    return (0,clock/* latestOf */.Te)([...requests.values()].map(({ requestedAt }) => requestedAt));
}
function clampRequest(facts, now) {
    const { window, overtakenBy } = facts;
    const requestedAt = Math.min(facts.requestedAt, now);
    const latest = requestedAt + clock/* DAY */.d_;
    const isFuture = facts.requestedAt > now || (overtakenBy?.at ?? now) > now;
    if (!isFuture && (window ?? latest) <= latest)
        return facts;
    const moved = window === null ? null : window - (facts.requestedAt - requestedAt);
    return {
        ...facts,
        requestedAt,
        window: moved === null ? null : Math.min(moved, latest),
        ...(overtakenBy !== undefined && { overtakenBy: { ...overtakenBy, at: Math.min(overtakenBy.at, now) } }),
    };
}
function clampCatalogue(catalogue, now) {
    return catalogue === null || catalogue.builtAt <= now ? catalogue : { ...catalogue, builtAt: now };
}
/** Returns the same map if nothing changes, which is the usual case. */
function mapValues(map, change) {
    const changed = [];
    for (const [key, value] of map) {
        const now = change(value);
        if (now !== value)
            changed.push([key, now]);
    }
    return changed.length === 0 ? map : new Map([...map, ...changed]);
}
function filterValues(map, keep) {
    const kept = [...map].filter(([, value]) => keep(value));
    return kept.length === map.size ? map : new Map(kept);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __webpack_require__(6698);
// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __webpack_require__(3053);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: ./src/base/http.ts + 1 modules
var http = __webpack_require__(9360);
// EXTERNAL MODULE: ./src/base/json.ts
var json = __webpack_require__(3659);
;// CONCATENATED MODULE: ./src/state/cache/last-response.ts





/** The second one names a request only once a connection takes it, and is all that Node 20 has. */
const STARTED = ['http.client.request.created', 'http.client.request.start'];
const ANSWERED = 'http.client.response.finish';
/** The calls of the cache service, and those of its older protocol; any other address is the storage's. */
const SERVICE_CALL = /^\/twirp\/|\/_apis\/artifactcache\/caches?\b/;
/** Longer than any answer of the cache service. */
const LONGEST_TEXT = 100_000;
/** The requests of the call that runs. One for all calls: Node keeps each for good, and with each every promise gets larger. */
const exchangesOfCall = new external_node_async_hooks_.AsyncLocalStorage();
/** Makes a call and returns the answer to its last HTTP request, not counting requests by other code. */
async function withLastAnswer(call) {
    const exchanges = [];
    const of = (request) => exchanges.find((exchange) => exchange.request === request);
    const started = (message) => {
        const request = requestOf(message);
        // CONNECT opens the way through a proxy for a request that is noted by itself.
        if (request === null || request.method === 'CONNECT' || of(request) !== undefined)
            return;
        if (exchangesOfCall.getStore() !== exchanges)
            return;
        exchanges.push({ request, status: null, isPage: false, text: '' });
    };
    const answered = (message) => {
        const request = requestOf(message);
        const response = responseOf(message);
        const exchange = request === null ? undefined : of(request);
        if (exchange === undefined || response === null)
            return;
        exchange.status = response.statusCode ?? null;
        exchange.isPage = response.headers['content-type']?.startsWith('text/html') === true;
        if (storageOf(exchange.request) === null)
            listenIn(response, exchange);
    };
    STARTED.forEach((channel) => (0,external_node_diagnostics_channel_.subscribe)(channel, started));
    (0,external_node_diagnostics_channel_.subscribe)(ANSWERED, answered);
    try {
        return { result: await exchangesOfCall.run(exchanges, call), answer: describe(exchanges.at(-1)) };
    }
    finally {
        STARTED.forEach((channel) => (0,external_node_diagnostics_channel_.unsubscribe)(channel, started));
        (0,external_node_diagnostics_channel_.unsubscribe)(ANSWERED, answered);
    }
}
function describe(last) {
    if (last === undefined)
        return { kind: 'none' };
    const { request, status, isPage, text } = last;
    const storage = storageOf(request);
    if (status === null)
        return { kind: 'silence', storage };
    const body = (0,json/* parseJson */.q)(text);
    const next = storageIn(body);
    // The service has named the storage, and no request to there has even begun.
    if (next !== null)
        return { kind: 'silence', storage: next };
    const isNoJson = text !== '' && body === undefined;
    const cameInstead = isPage ? 'an HTML page' : isNoJson ? (0,http/* kindOfBody */.kU)(text) : null;
    const call = pathOf(request).split('/').at(-1) ?? '';
    return { kind: 'status', storage, status, call, refusal: refusalIn(body), cameInstead };
}
/** Reads along as soon as the client reads: a listener of our own would start the stream before it is ready. */
function listenIn(response, exchange) {
    const onListener = (event) => {
        if (event !== 'data')
            return;
        response.off('newListener', onListener);
        response.on('data', (chunk) => {
            if (exchange.text.length < LONGEST_TEXT)
                exchange.text += chunk.toString('utf8');
        });
    };
    response.on('newListener', onListener);
}
function pathOf({ path }) {
    return new URL(path, 'http://any').pathname;
}
function storageOf(request) {
    return SERVICE_CALL.test(pathOf(request)) ? null : String(request.getHeader('host') ?? request.host);
}
/** The host of the only address in an answer, that of an entry's bytes; the rest of it is a secret. */
function storageIn(body) {
    const values = typeof body === 'object' && body !== null ? Object.values(body) : [];
    const url = values.find((value) => typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value));
    return typeof url === 'string' ? new URL(url).host : null;
}
function refusalIn(body) {
    if (typeof body !== 'object' || body === null)
        return '';
    const { message, msg } = body;
    const words = message ?? msg;
    return typeof words === 'string' ? words : '';
}
function requestOf(message) {
    if (typeof message !== 'object' || message === null || !('request' in message))
        return null;
    return message.request instanceof external_node_http_.ClientRequest ? message.request : null;
}
function responseOf(message) {
    if (typeof message !== 'object' || message === null || !('response' in message))
        return null;
    return message.response instanceof external_node_http_.IncomingMessage ? message.response : null;
}

;// CONCATENATED MODULE: ./src/state/cache/cache-client.ts





/** Runners of all operating systems share one state: it is text with a relative path. */
const CROSS_OS = true;
/** Of one call, including the client's own retries of up to 29 seconds (docs/facts/github-actions.md#cache-client-failures). */
const TIME_LIMIT = clock/* MINUTE */.pY;
const TIMED_OUT = Symbol('timed out');
/** One file in the Actions cache. Says in one sentence why a call failed, which the real client does not. */
class CacheClient {
    #options;
    /**
     * Relative to the workspace: an absolute path outside it can unpack elsewhere (docs/facts/github-actions.md#cache-paths).
     * Always spelled the same: another spelling is another cache version (docs/facts/github-actions.md#cache-protocol).
     */
    #file;
    /** The previous client call: after its time limit it may still use the same file. */
    #before = Promise.resolve();
    constructor(options) {
        this.#options = options;
        this.#file = `${options.folder}/state.json`;
    }
    /** False if the runner offers no cache service. */
    async isAvailable() {
        return (await __webpack_require__.e(/* import() */ 691).then(__webpack_require__.bind(__webpack_require__, 1691))).isFeatureAvailable();
    }
    /**
     * Restores the newest entry whose key starts with `prefix`. Never rejects. The prefix is passed as a restore key too:
     * GitHub's service matches the primary key by prefix, but others match it exactly.
     */
    async restore(prefix) {
        try {
            const { result, answer } = await this.#call((cache) => cache.restoreCache([this.#file], prefix, [prefix], undefined, CROSS_OS));
            if (result === TIMED_OUT)
                return { kind: 'unknown', problem: tooSlow(answer) };
            return result === undefined ? whyNothing(answer) : await this.#readFile();
        }
        catch (error) {
            return { kind: 'unknown', problem: `the cache client failed: ${(0,errors/* clauseOf */.pQ)(error)}` };
        }
        finally {
            await this.#removeFolder();
        }
    }
    /** Saves `text` under this key. Returns null, or why it was not saved. Never rejects. */
    async save(key, text) {
        try {
            const { result, answer } = await this.#call(async (cache) => {
                await (0,promises_.writeFile)(this.#path(this.#file), text);
                return cache.saveCache([this.#file], key, undefined, CROSS_OS);
            });
            if (result === TIMED_OUT)
                return tooSlow(answer);
            return result === -1 ? whyRefused(answer) : null;
        }
        catch (error) {
            return `the cache client failed: ${(0,errors/* clauseOf */.pQ)(error)}`;
        }
        finally {
            await this.#removeFolder();
        }
    }
    /** Calls the client in an empty folder, after the previous call has ended, within the time limit. */
    #call(use) {
        return withLastAnswer(() => {
            const call = this.#before.then(async () => {
                await this.#makeFolder();
                return use(await __webpack_require__.e(/* import() */ 691).then(__webpack_require__.bind(__webpack_require__, 1691)));
            });
            // A call may fail after its time limit, when it is no longer awaited.
            this.#before = call.catch(() => undefined);
            return this.#withinLimit(call);
        });
    }
    async #withinLimit(call) {
        const stop = new AbortController();
        const limit = this.#options.clock.sleep(TIME_LIMIT, stop.signal).then(() => TIMED_OUT);
        try {
            return await Promise.race([call, limit]);
        }
        finally {
            stop.abort();
        }
    }
    /** Wipe first: the folder may be part of the checkout, or hostile. The .gitignore hides our file from git. */
    async #makeFolder() {
        await (0,promises_.rm)(this.#path(this.#options.folder), { recursive: true, force: true });
        await (0,promises_.mkdir)(this.#path(this.#options.folder));
        await (0,promises_.writeFile)(this.#path(this.#options.folder, '.gitignore'), '*\n');
    }
    async #removeFolder() {
        await (0,promises_.rm)(this.#path(this.#options.folder), { recursive: true, force: true }).catch(() => undefined);
    }
    async #readFile() {
        const path = this.#path(this.#file);
        const stats = await (0,promises_.lstat)(path).catch(() => null);
        if (stats?.isFile() !== true)
            return { kind: 'broken', problem: 'the stored entry has no state file' };
        return { kind: 'found', text: await (0,promises_.readFile)(path, 'utf8') };
    }
    #path(...parts) {
        return (0,external_node_path_.join)(this.#options.workspace, ...parts);
    }
}
/** The client returns undefined both for a miss and for most failures. */
function whyNothing(answer) {
    if (answer.kind !== 'status')
        return { kind: 'unknown', problem: whyNoAnswer(answer) };
    const { storage, status, cameInstead } = answer;
    const isThere = status < 300 && cameInstead === null;
    if (storage === null && isThere)
        return { kind: 'missing' };
    // There was a hit: a file that was downloaded whole, or that storage no longer has, stays unreadable.
    if (storage !== null && (isThere || status === 404))
        return { kind: 'broken', problem: 'the stored entry cannot be downloaded or unpacked' };
    return { kind: 'unknown', problem: whatWasAnswered(answer) };
}
/** How the service's refusal begins if the token may not write. */
const DENIED = 'cache write denied';
/** The client returns -1 for every refusal and blames "another job" in an info line. */
function whyRefused(answer) {
    if (answer.kind !== 'status')
        return whyNoAnswer(answer);
    const { storage, status, call, refusal } = answer;
    if (storage === null && refusal.startsWith(DENIED))
        return 'the token of this job may only read the cache';
    if (status === 429)
        return 'too many entries were saved in this repository in the last minute (answer 429)';
    if (status >= 400 || answer.cameInstead !== null)
        return whatWasAnswered(answer);
    if (call === 'CreateCacheEntry')
        return `the cache service refused the entry${inBrackets(refusal)}`;
    return `the cache service did not confirm the upload${inBrackets(refusal)}`;
}
const IN_LOG = 'its message is in the log';
function whyNoAnswer(answer) {
    if (answer.kind === 'none')
        return `the cache client gave up before it asked the cache service (${IN_LOG})`;
    return answer.storage === null
        ? 'the cache service did not answer'
        : `the cache client could not reach ${whoWasAsked(answer)} (${IN_LOG})`;
}
function tooSlow(answer) {
    return `${whoWasAsked(answer)} took longer than ${TIME_LIMIT / 1000} s`;
}
function whatWasAnswered(answer) {
    const { status, cameInstead } = answer;
    return `${whoWasAsked(answer)} answered ${status}${cameInstead === null ? '' : ` and ${cameInstead}`}`;
}
function whoWasAsked(answer) {
    if (answer.kind === 'none')
        return 'the cache client';
    return answer.storage === null ? 'the cache service' : `the cache's storage at ${answer.storage}`;
}
function inBrackets(text) {
    return text === '' ? '' : ` (${text})`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/state/state-file.ts
var state_file = __webpack_require__(8255);
;// CONCATENATED MODULE: ./src/state/cache/cache-key.ts


/**
 * The key prefix of all saves of one entry. It ends in a delimiter because a restore matches prefixes
 * (docs/facts/github-actions.md#cache-keys). Address and scope are hashed: everybody who can read the
 * repository can read cache keys, and `prod` must not match `prod-eu`.
 */
function cacheKeyPrefix(entry) {
    const hash = (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(identityOf(entry)))
        .digest('hex')
        .slice(0, 16);
    return `active-exposures-v${state_file/* STATE_VERSION */.nd}-${hash}-`;
}
/** Tableau ignores the case of a site's content URL. If it did not, LUIDs would still keep two sites apart. */
function identityOf(entry) {
    const scope = entry.stateScope.trim();
    return entry.of === 'dbt'
        ? [entry.of, scope]
        : [entry.of, hostOf(entry.server), entry.site.trim().toLowerCase(), scope];
}
/** Lower-case host, with its port unless that is the default one. */
function hostOf(server) {
    const text = server.trim();
    const absolute = /^https?:\/\//i.test(text) ? text : `https://${text}`;
    return URL.canParse(absolute) ? new URL(absolute).host : text.toLowerCase();
}

// EXTERNAL MODULE: ./src/state/join.ts
var join = __webpack_require__(4841);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/state/cache/cache-store.ts









/** A save is repeated at most this often while the cache does not show all our facts. */
const ROUNDS = 5;
const MODES_THAT_READ = ['read', 'write'];
const MODES_THAT_WRITE = ['write'];
const KNOWN_MODES = ['none', 'read', 'write', 'write-only'];
/** Reads what the cache needs from the environment of the process. */
function actionsEnvironment(env) {
    return {
        runId: env['GITHUB_RUN_ID'] ?? '0',
        runAttempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
        workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
        cacheMode: (env['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase(),
        random: Math.random,
    };
}
/** A state entry in the Actions cache: entries are immutable, and the newest one holds all facts (docs/state.md#where). */
function actionsCacheStore(options) {
    return new ActionsCacheStore(options);
}
class ActionsCacheStore {
    #environment;
    #clock;
    #client;
    #prefix;
    #loaded = null;
    /** A restore mostly returns the same text again, and parsing a large state takes time. */
    #lastText = null;
    constructor({ entry, environment, clock }) {
        this.#environment = environment;
        this.#clock = clock;
        this.#prefix = cacheKeyPrefix(entry);
        const folder = `.active-exposures-${entry.of}`;
        this.#client = new CacheClient({ workspace: environment.workspace, folder, clock });
    }
    async load() {
        try {
            this.#loaded = await this.#read();
        }
        catch (error) {
            this.#loaded = unknown(`the cache client failed: ${(0,errors/* clauseOf */.pQ)(error)}`);
        }
        const { state, problem, found } = this.#loaded;
        const now = this.#clock.now();
        return {
            state: prune(clamp(compact(state), now), now),
            problem: problem ?? aheadOfClock(newestIn(state), now),
            found,
        };
    }
    async save(state) {
        try {
            if (this.#loaded !== null && (0,state_file/* isSame */.Ft)(this.#loaded.state, compact(state)))
                return NOTHING_LOST;
            const forbidden = await this.#whyNotWritable();
            return forbidden === null ? await this.#joinAndSave(state) : notSaved(forbidden);
        }
        catch (error) {
            return notSaved(`the cache client failed: ${(0,errors/* clauseOf */.pQ)(error)}`);
        }
    }
    /**
     * Restores the newest entry, adds our facts, saves, and restores again: another job may have saved between our restore
     * and our save, and the next run sees the newest entry only.
     */
    async #joinAndSave(facts) {
        // As stored, without the instants that `load` has clamped.
        let known = (0,join/* join */.f)(this.#loaded?.state ?? state/* EMPTY_STATE */.Wk, facts);
        // The same instant in all rounds, so that no round changes what the one before has saved.
        const now = this.#clock.now();
        let saved = false;
        for (let round = 0;; round += 1) {
            const startedAt = this.#clock.now();
            const stored = await this.#read();
            if (!saved && this.#wouldHide(stored))
                return notSaved(WOULD_HIDE);
            const all = stateToSave(stored, { known, saved, now });
            if (all === null)
                return NOTHING_LOST;
            if (round === ROUNDS)
                return { problem: NOT_SHOWN };
            const refusal = await this.#write(all);
            if (refusal !== null)
                return saved ? { problem: NOT_SHOWN } : notSaved(refusal);
            // Includes what was stored: the next restore may find nothing readable.
            known = all;
            saved = true;
            await this.#waitForParallelJobs(this.#clock.now() - startedAt, round);
        }
    }
    /** A save would hide an entry that could be read neither now nor at the start. */
    #wouldHide(stored) {
        return !stored.isKnown && this.#loaded?.isKnown !== true;
    }
    /**
     * A job that restored before our save and saves after it hides our facts, and only we can notice. So we restore again
     * when such a job must have finished, after a random pause so that parallel jobs do not stay in step. In a simulation
     * without this pause up to one in four pairs of parallel jobs lost facts; with it none did (docs/state.md).
     */
    async #waitForParallelJobs(ownDuration, round) {
        await this.#clock.sleep(ownDuration * (2 + 2 * this.#environment.random() * 2 ** round));
    }
    async #read() {
        const mode = this.#environment.cacheMode;
        if (!allows(MODES_THAT_READ, mode))
            return unknown(modeForbids(mode));
        if (!(await this.#client.isAvailable()))
            return unknown(NO_SERVICE);
        const restored = await this.#client.restore(this.#prefix);
        if (restored.kind !== 'found')
            return interpret(restored);
        const { text } = restored;
        if (text !== this.#lastText?.text)
            this.#lastText = { text, stored: interpret(restored) };
        return this.#lastText.stored;
    }
    async #whyNotWritable() {
        const mode = this.#environment.cacheMode;
        // With write-only we could not read the newest entry and would hide it.
        if (!allows(MODES_THAT_WRITE, mode))
            return modeForbids(mode);
        return (await this.#client.isAvailable()) ? null : NO_SERVICE;
    }
    async #write(state) {
        const { runId, runAttempt, random } = this.#environment;
        const unique = Math.floor(random() * 2 ** 48).toString(16);
        const text = (0,state_file/* serialise */.GY)(state);
        this.#lastText = { text, stored: { state, problem: null, found: true, isKnown: true } };
        return this.#client.save(`${this.#prefix}${runId}-${runAttempt}-${unique}`, text);
    }
}
const NOTHING_LOST = { problem: null };
const NO_SERVICE = 'the runner offers no cache service';
const WOULD_HIDE = 'what is stored cannot be read, and saving without it would hide it';
const NOT_SHOWN = (0,message/* message */.i)('AE-STATE-NOT-SHOWN');
/**
 * The facts to save. Instants up to a day later than `now` are kept: our clock may be the wrong one, and clamped instants
 * would be wrong for every later run.
 */
function factsToKeep(state, now) {
    return prune(clamp(compact(state), now + clock/* DAY */.d_), now);
}
function aheadOfClock(newest, now) {
    if (newest === null || newest - now <= clock/* CLOCKS_DIFFER */.j4)
        return null;
    return (0,message/* message */.i)('AE-STATE-CLOCK', { time: (0,clock/* toMinute */.y_)(newest), now: (0,clock/* toMinute */.y_)(now) });
}
/** GitHub's workflow key `cache-mode`; linters advise to restrict it. */
function modeForbids(mode) {
    return `this job runs with "cache-mode: ${mode}" and needs "cache-mode: write"`;
}
function allows(modes, mode) {
    return modes.includes(mode) || !KNOWN_MODES.includes(mode);
}
/** The state to save; null if the cache shows all our facts already. */
function stateToSave(stored, { known, saved, now }) {
    // If the cache cannot be read again, trust the save.
    if (saved && (!stored.isKnown || stored.state === known))
        return null;
    const all = factsToKeep((0,join/* join */.f)(stored.state, known), now);
    return (0,state_file/* isSame */.Ft)(all, stored.state) ? null : all;
}
function interpret(restored) {
    switch (restored.kind) {
        case 'found':
            return { ...(0,state_file/* deserialise */.Bc)(restored.text), found: true, isKnown: true };
        case 'missing':
            return { state: state/* EMPTY_STATE */.Wk, problem: null, found: false, isKnown: true };
        case 'broken':
            return { ...unknown(restored.problem), isKnown: true };
        case 'unknown':
            return unknown(restored.problem);
    }
}
function unknown(why) {
    return {
        state: state/* EMPTY_STATE */.Wk,
        problem: (0,message/* message */.i)('AE-STATE-UNREADABLE', { why }),
        found: false,
        isKnown: false,
    };
}
function notSaved(why) {
    return { problem: (0,message/* message */.i)('AE-STATE-NOT-SAVED', { why }) };
}


/***/ }),

/***/ 4841:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ join)
/* harmony export */ });
/* harmony import */ var _dbt_facts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(769);
/* harmony import */ var _base_order_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(617);
/* harmony import */ var _request_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1501);



/**
 * Joins two states. Idempotent, commutative and associative, so that replays, re-runs and double saves change
 * nothing (docs/state.md#what-is-kept). It drops nothing; see `compact`.
 */
function join(a, b) {
    return {
        nodes: joinMaps(a.nodes, b.nodes, _dbt_facts_js__WEBPACK_IMPORTED_MODULE_0__/* .joinNodeFacts */ ._o),
        requests: joinMaps(a.requests, b.requests, (one, other) => joinMaps(one, other, joinRequest)),
        reads: joinMaps(a.reads, b.reads, joinReads),
        warned: joinMaps(a.warned, b.warned, (one, other) => Math.min(one, other)),
        catalogue: joinCatalogues(a.catalogue, b.catalogue),
    };
}
/** The later catalogue as a whole; at one instant the greater text, so that the order of joining does not matter. */
function joinCatalogues(a, b) {
    if (a === null || b === null)
        return a ?? b;
    const order = (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a.builtAt, b.builtAt) || (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a.project, b.project) || (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a.content, b.content);
    return order < 0 ? b : a;
}
function joinMaps(a, b, joinValues) {
    const joined = new Map(a);
    for (const [key, value] of b) {
        const known = joined.get(key);
        joined.set(key, known === undefined ? value : joinValues(known, value));
    }
    return joined;
}
/** The later record as a whole, because an extract may read less than before; at one instant the greater text. */
function joinReads(a, b) {
    const order = (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a.seenAt, b.seenAt) || (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a.nodes.join(' '), b.nodes.join(' '));
    return order < 0 ? b : a;
}
/**
 * The greater of two records of one request, as a whole, in a total order: that makes this a join. The facts of the request
 * itself never change, so the outcome nearly always decides.
 */
function joinRequest(a, b) {
    return compareRequests(a, b) < 0 ? b : a;
}
function compareRequests(a, b) {
    return ((0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(certainty(a), certainty(b)) ||
        compareOptional(a.window, b.window) ||
        (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a.requestedAt, b.requestedAt) ||
        compareOptional(a.failure, b.failure) ||
        compareOptional(a.seconds, b.seconds) ||
        (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(Number(a.isRetry ?? false), Number(b.isRetry ?? false)) ||
        compareOvertaking(a.overtakenBy, b.overtakenBy));
}
/** Only the first landing after a refresh matters, so the earlier one is the greater. */
function compareOvertaking(a, b) {
    return -compareOptional(a?.at, b?.at, LAST) || -compareOptional(a?.node, b?.node, LAST);
}
/**
 * A final outcome beats an open one. Two final outcomes can differ: a job that Tableau has forgotten counts as failed, though
 * another run saw it succeed. The one that uses up the window wins, so that a used window stays used.
 */
function certainty({ outcome, failure }) {
    switch (outcome) {
        case null:
            return 0;
        case 'deferred':
            return 1;
        case 'cancelled':
            return (0,_request_history_js__WEBPACK_IMPORTED_MODULE_1__/* .isPermanent */ .lE)(failure) ? 3 : 1;
        case 'failed':
            return (0,_request_history_js__WEBPACK_IMPORTED_MODULE_1__/* .isPermanent */ .lE)(failure) ? 3 : 2;
        case 'refreshed':
            return 4;
    }
}
const FIRST = -1;
const LAST = 1;
/** An unknown value comes first or last. */
function compareOptional(a, b, unknown = FIRST) {
    if (a === null || a === undefined)
        return b === null || b === undefined ? 0 : unknown;
    return b === null || b === undefined ? -unknown : (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a, b);
}


/***/ }),

/***/ 8255:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ deserialise),
/* harmony export */   Ft: () => (/* binding */ isSame),
/* harmony export */   GY: () => (/* binding */ serialise),
/* harmony export */   Rf: () => (/* binding */ fromJson),
/* harmony export */   aB: () => (/* binding */ toJson),
/* harmony export */   nd: () => (/* binding */ STATE_VERSION)
/* harmony export */ });
/* harmony import */ var _messages_message_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5283);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9691);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8532);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6412);
/* harmony import */ var _tableau_failures_classes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7040);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3659);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6708);







const STATE_VERSION = 2;
const instant = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().transform((text, context) => {
    const parsed = (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .parseInstant */ .nV)(text);
    if (parsed !== null)
        return parsed;
    context.addIssue('not an instant');
    return zod__WEBPACK_IMPORTED_MODULE_5__/* .NEVER */ .tm;
});
const failureClass = zod__WEBPACK_IMPORTED_MODULE_4__/* ["enum"] */ .k5n(_tableau_failures_classes_js__WEBPACK_IMPORTED_MODULE_6__/* .FAILURE_CLASSES */ .C);
const nodeFacts = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    landedAt: instant.optional(),
    okAt: instant.optional(),
    failedAt: instant.optional(),
    fullRefreshAt: instant.optional(),
    fingerprint: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().optional(),
})
    .transform((facts) => withoutUndefined(facts));
const overtaking = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    node: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().transform((id) => id),
    at: instant,
});
const requestFacts = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    requestedAt: instant,
    window: instant.nullable(),
    outcome: zod__WEBPACK_IMPORTED_MODULE_4__/* ["enum"] */ .k5n(['refreshed', 'failed', 'cancelled', 'deferred']).nullable(),
    // A later release may have more classes under the same version.
    failure: failureClass.nullable().catch('unknown'),
    // Other values come from a broken clock.
    seconds: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig()
        .min(0)
        .max(_base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .LONGEST */ .zP / 1000)
        .nullable()
        .catch(null),
    isRetry: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz(true).optional(),
    overtakenBy: overtaking.optional(),
})
    .transform(({ isRetry, overtakenBy, ...facts }) => ({
    ...facts,
    ...(isRetry !== undefined && { isRetry }),
    ...(overtakenBy !== undefined && { overtakenBy }),
}));
const readFacts = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    seenAt: instant,
    nodes: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()).transform((keys) => keys),
});
const catalogue = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    builtAt: instant,
    project: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    content: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
});
const versionOnly = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ version: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig() });
/** An entry has facts of one kind; the members of the other kind are missing. */
const stateFile = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    version: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz(STATE_VERSION),
    nodes: mapOf(nodeFacts).prefault({}),
    requests: mapOf(mapOf(requestFacts)).prefault({}),
    reads: mapOf(readFacts).prefault({}),
    // Missing in the files of earlier releases.
    warned: mapOf(instant).prefault({}),
    // Only `dbt-artifacts: none` reads it; drop a catalogue in another format and keep the facts.
    catalogue: catalogue.nullable().default(null).catch(null),
});
/** The state as JSON text: ISO 8601 instants and sorted keys, so that equal states are equal bytes. */
function serialise(state) {
    return `${JSON.stringify(toJson(state), null, 1)}\n`;
}
/** The JSON value that `serialise` writes; empty members are left out. */
function toJson({ nodes, requests, reads, warned, catalogue }) {
    return {
        version: STATE_VERSION,
        nodes: toObject(nodes, writeNode),
        requests: toObject(requests, (each) => toObject(each, writeRequest) ?? {}),
        reads: toObject(reads, ({ seenAt, nodes }) => ({ seenAt: (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .toIso */ .tK)(seenAt), nodes })),
        warned: toObject(warned, _base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .toIso */ .tK),
        catalogue: catalogueToJson(catalogue),
    };
}
/** Reads what `serialise` wrote; never throws. Ignores unknown fields. */
function deserialise(text) {
    return fromJson((0,_base_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .q)(text));
}
/** Reads what `toJson` returned; `undefined` stands for text that is not JSON. */
function fromJson(json) {
    if (json === undefined)
        return unreadable('is incomplete JSON');
    const { data: file } = stateFile.safeParse(json);
    if (file !== undefined) {
        const { nodes, requests, reads, warned, catalogue: kept } = file;
        return { state: { nodes, requests, reads, warned, catalogue: kept }, problem: null };
    }
    const version = versionOnly.safeParse(json).data?.version ?? STATE_VERSION;
    if (version !== STATE_VERSION) {
        return unreadable(`has version ${version}, and this release reads version ${STATE_VERSION} only`);
    }
    return unreadable('does not have the expected form');
}
/** True if both states have the same facts. */
function isSame(a, b) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_1__.isDeepStrictEqual)(a, b);
}
function unreadable(why) {
    return { state: _state_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_STATE */ .Wk, problem: (0,_messages_message_js__WEBPACK_IMPORTED_MODULE_0__/* .message */ .i)('AE-STATE-DAMAGED', { problem: why }) };
}
/** A JSON object as a Map; z.record mishandles a key such as `__proto__`. */
function mapOf(value) {
    return zod__WEBPACK_IMPORTED_MODULE_4__/* .custom */ .IeY((input) => typeof input === 'object' && input !== null && !Array.isArray(input))
        .transform((input) => Object.entries(input))
        .pipe(zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .tuple */ .PVZ([zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), value])))
        .transform((entries) => new Map(entries));
}
function toObject(map, write) {
    if (map.size === 0)
        return undefined;
    const sorted = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([key, value]) => [key, write(value)]));
}
function writeNode({ landedAt, okAt, failedAt, fullRefreshAt, fingerprint }) {
    return {
        landedAt: isoOrNothing(landedAt),
        okAt: isoOrNothing(okAt),
        failedAt: isoOrNothing(failedAt),
        fullRefreshAt: isoOrNothing(fullRefreshAt),
        fingerprint,
    };
}
function writeRequest(request) {
    const { requestedAt, window, outcome, failure, seconds, isRetry, overtakenBy } = request;
    return {
        requestedAt: (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .toIso */ .tK)(requestedAt),
        window: window === null ? null : (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .toIso */ .tK)(window),
        outcome,
        failure,
        seconds,
        isRetry,
        overtakenBy: overtakenBy === undefined ? undefined : { ...overtakenBy, at: (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .toIso */ .tK)(overtakenBy.at) },
    };
}
function catalogueToJson(kept) {
    return kept === null ? undefined : { ...kept, builtAt: (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .toIso */ .tK)(kept.builtAt) };
}
function isoOrNothing(value) {
    return value === undefined ? undefined : (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .toIso */ .tK)(value);
}
function withoutUndefined(facts) {
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}


/***/ }),

/***/ 6708:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wk: () => (/* binding */ EMPTY_STATE),
/* harmony export */   XC: () => (/* binding */ factsOfKind),
/* harmony export */   cb: () => (/* binding */ stateOfRequest)
/* harmony export */ });
/* harmony import */ var _request_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(840);

const EMPTY_STATE = {
    nodes: new Map(),
    requests: new Map(),
    reads: new Map(),
    warned: new Map(),
    catalogue: null,
};
/** The facts of one request and nothing else. */
function stateOfRequest(extract, id, facts) {
    return { ...EMPTY_STATE, requests: new Map([[extract, new Map([[(0,_request_id_js__WEBPACK_IMPORTED_MODULE_0__/* .requestKey */ .l)(id), facts]])]]) };
}
/** The facts of one kind, as stored in its entry. */
function factsOfKind(kind, state) {
    return kind === 'dbt' ? { ...EMPTY_STATE, nodes: state.nodes } : { ...state, nodes: EMPTY_STATE.nodes };
}


/***/ })

};
