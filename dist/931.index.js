export const id = 931;
export const ids = [931];
export const modules = {

/***/ 3659:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/** Undefined for text that is no JSON. */
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
/** Texts by code unit: the same on every machine, unlike `localeCompare`. */
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
 * What these artifacts say of landings and health, by node. `known` is what state knew before: it tells a
 * changed view or source from one that is as it was.
 */
function factsOf(artifacts, known) {
    const facts = new Map();
    const { manifest } = artifacts;
    for (const results of artifacts.runResults.filter(_artifacts_run_results_js__WEBPACK_IMPORTED_MODULE_3__/* .hasVerdicts */ .PH)) {
        for (const result of results.results) {
            const node = manifest.nodes.get(result.id);
            if (node !== undefined)
                note(facts, node.key, factsOfResult({ node, result, results }, known));
        }
    }
    noteUnbuilt(artifacts, noteFreshness(artifacts, facts, known), facts);
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
    // With --empty a test passes for want of rows: only what failed is news.
    return verdict === null || results.empty ? {} : { okAt: result.completedAt };
}
/**
 * A `sources.json` that is older than this against the first execution of its build was left by an earlier command: it measures
 * nothing for this build (a cached or self-hosted `target` keeps it for days).
 */
const MEASURED_BEFORE = 60 * 60 * 1000;
/** Whether it was measured for this build; without any execution there is nothing that it could be older than. */
function isOfBuild({ generatedAt }, runResults) {
    return generatedAt >= (firstExecution(runResults) ?? -Infinity) - MEASURED_BEFORE;
}
/** Notes what `dbt source freshness` saw, and returns the sources whose load time it tells for this build. */
function noteFreshness({ manifest, runResults, sources: files }, facts, known) {
    const measured = new Set();
    for (const file of files) {
        const counts = isOfBuild(file, runResults);
        for (const source of file.sources) {
            const node = manifest.nodes.get(source.id);
            if (node === undefined)
                continue;
            if (counts && source.maxLoadedAt !== null)
                measured.add(source.id);
            note(facts, node.key, counts ? factsOfFreshness(source, known.get(node.key)) : healthOfSource(source));
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
        // A fingerprint goes with an `okAt`, which a stale source has not: tell new data by its load time alone.
        const landed = source.maxLoadedAt > (before?.landedAt ?? -Infinity);
        return { failedAt: at, ...(landed && { landedAt: at }) };
    }
    const fingerprint = (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .toIso */ .tK)(source.maxLoadedAt);
    return { okAt: at, fingerprint, ...(before?.fingerprint !== fingerprint && { landedAt: at }) };
}
/**
 * What dbt does not build here, sources that nobody measures and nodes of other projects, lands with each build that ran a node
 * reading it, directly or through ephemeral models, which do not run by themselves. What no node reads lands with every build.
 */
function noteUnbuilt({ manifest, runResults }, measured, facts) {
    const lastRun = lastRuns(runResults, manifest);
    const lastBuild = newest(runResults.filter(_artifacts_run_results_js__WEBPACK_IMPORTED_MODULE_3__/* .hasData */ .vI).map(({ generatedAt }) => generatedAt));
    const { children } = (0,_lineage_js__WEBPACK_IMPORTED_MODULE_1__/* .lineageOf */ .bQ)(manifest);
    for (const node of manifest.nodes.values()) {
        if (!isUnbuilt(node, manifest) || measured.has(node.id))
            continue;
        const readers = readersOf(node.id, children, manifest);
        const landedAt = readers.length === 0 ? lastBuild : newest(readers.flatMap((reader) => lastRun.get(reader) ?? []));
        if (landedAt !== null)
            note(facts, node.key, { landedAt });
    }
}
function isUnbuilt(node, manifest) {
    return node.resourceType === 'source' || (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfAnotherProject */ .Yj)(node, manifest);
}
/** When each node last took what it reads: when it was really run, or found in order where it refreshes itself. */
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
/** The nodes that dbt runs and that read this one; tests, hooks and analyses bring no data anywhere. */
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
function newest(instants) {
    return instants.reduce(_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .later */ .NU, null);
}
/** Several results may speak of one node (a build and its retry): the later instant of each kind counts. */
function note(facts, key, news) {
    if (Object.keys(news).length > 0)
        facts.set(key, joinNodeFacts(facts.get(key) ?? {}, news));
}
/** The later instant of every kind; a fingerprint goes with its `okAt`. Idempotent, commutative, associative. */
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
/** What happened cannot be later than `now`, whatever the clock that dated it shows; what failed last still has. */
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
/** Of one instant, the greater fingerprint counts, so that it does not matter whose facts come first. */
function isNewerSuccess(a, b) {
    const [at, other] = [a.okAt ?? -Infinity, b.okAt ?? -Infinity];
    if (at !== other)
        return at > other;
    return b.fingerprint === undefined || (a.fingerprint !== undefined && a.fingerprint >= b.fingerprint);
}
/** The earliest execution in these results; null where none has a time. */
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

// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/dbt/facts.ts
var dbt_facts = __webpack_require__(769);
// EXTERNAL MODULE: ./src/state/request-history.ts
var request_history = __webpack_require__(1501);
;// CONCATENATED MODULE: ./src/state/retention.ts



const KEPT_FOR = clock/* LONGEST */.zP;
/**
 * Each extract keeps its five newest requests, its newest success, and the request that used up the newest window.
 * Without the last one, six manual refreshes (no window) on one day would push out the scheduled one, and the
 * extract would be refreshed twice in that window.
 *
 * `compact(join(compact(a), b))` equals `compact(join(a, b))`, so it does not matter who forgets when: a job keeps
 * the instant and the window it was requested with, and joining only ever makes an outcome greater. For the
 * same reason an open request has no place of its own: it could come back from an older state after its
 * outcome was forgotten. While one is open no other is asked for (row 4), so it is among the newest anyway.
 */
function compact(state) {
    return { ...state, requests: mapValues(state.requests, keepFew) };
}
/** Forgets nodes, extracts and a catalogue whose newest instant is more than 400 days before `now`. */
function prune(state, now) {
    const oldest = now - KEPT_FOR;
    return {
        nodes: filterValues(state.nodes, (facts) => newestOfNode(facts) >= oldest),
        requests: filterValues(state.requests, (requests) => newestOfRequests(requests) >= oldest),
        reads: filterValues(state.reads, ({ seenAt }) => seenAt >= oldest),
        catalogue: state.catalogue !== null && state.catalogue.builtAt >= oldest ? state.catalogue : null,
    };
}
/**
 * Instants in the future of `now`, from a wrong clock, become `now`: nothing may count as newer than everything
 * for ever. A window moves with its request. It may begin after its request, as a run within the tolerance is early
 * (docs/decisions.md#windows), but never by more than a day.
 */
function clamp(state, now) {
    return {
        nodes: mapValues(state.nodes, (facts) => (0,dbt_facts/* notAfter */.Cw)(now, facts)),
        requests: mapValues(state.requests, (requests) => mapValues(requests, (facts) => clampRequest(facts, now))),
        reads: mapValues(state.reads, (facts) => (facts.seenAt <= now ? facts : { ...facts, seenAt: now })),
        catalogue: clampCatalogue(state.catalogue, now),
    };
}
/** The newest instant at which something happened; null where nothing has. */
function newestIn({ nodes, requests, reads, catalogue }) {
    const instants = [
        ...[...nodes.values()].map(newestOfNode),
        ...[...requests.values()].map(newestOfRequests),
        ...[...reads.values()].map(({ seenAt }) => seenAt),
        catalogue?.builtAt ?? -Infinity,
    ];
    const newest = instants.reduce((a, b) => Math.max(a, b), -Infinity);
    return newest === -Infinity ? null : newest;
}
function keepFew(requests) {
    if (requests.size <= request_history/* KEPT_REQUESTS */.gX)
        return requests;
    const sorted = (0,request_history/* newestFirst */.ll)(requests);
    const kept = new Set([
        ...sorted.slice(0, request_history/* KEPT_REQUESTS */.gX).map(({ job }) => job),
        sorted.find(({ outcome }) => outcome === 'refreshed')?.job,
        (0,request_history/* lastUsedWindow */.ER)(requests)?.job,
    ]);
    return new Map([...requests].filter(([job]) => kept.has(job)));
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
/** The same map where nothing changes, which is nearly always so. */
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
/** Makes a call and says what its last HTTP request came to, whatever else sends requests in the meantime. */
async function withLastAnswer(call) {
    const exchanges = [];
    const inCall = new external_node_async_hooks_.AsyncLocalStorage();
    const of = (request) => exchanges.find((exchange) => exchange.request === request);
    const started = (message) => {
        const request = requestOf(message);
        // CONNECT opens the way through a proxy for a request that is noted by itself.
        if (request === null || request.method === 'CONNECT' || of(request) !== undefined)
            return;
        if (inCall.getStore() === true)
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
        return { result: await inCall.run(true, call), answer: describe(exchanges.at(-1)) };
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
    const cameInstead = isPage ? 'an HTML page' : isNoJson ? (0,http/* nameOfBody */.h5)(text) : null;
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





/** Runners of all systems share one state: it is text, and its path means the same everywhere. */
const CROSS_OS = true;
/** For each call, with the client's own retries of up to 29 seconds (docs/facts/github-actions.md#cache-client-failures). */
const TIME_LIMIT = clock/* MINUTE */.pY;
const TIMED_OUT = Symbol('timed out');
/** One file in the Actions cache, with everything that the real client leaves unsaid said in a sentence. */
class CacheClient {
    #options;
    /**
     * Relative to the workspace: an absolute path outside it can unpack elsewhere (docs/facts/github-actions.md#cache-paths).
     * Spelled in one way only: another spelling is another cache version (docs/facts/github-actions.md#cache-protocol).
     */
    #file;
    /** The client call before, which a time limit may have left running with the same file. */
    #before = Promise.resolve();
    constructor(options) {
        this.#options = options;
        this.#file = `${options.folder}/state.json`;
    }
    /** False when the runner offers this job no cache service. */
    async isAvailable() {
        return (await __webpack_require__.e(/* import() */ 691).then(__webpack_require__.bind(__webpack_require__, 1691))).isFeatureAvailable();
    }
    /**
     * The newest entry whose key starts with `prefix`. Never rejects. The prefix is given as a restore key too: GitHub's
     * service also matches the primary key by prefix, but others match it exactly.
     */
    async restore(prefix) {
        try {
            const { result, answer } = await this.#call((cache) => cache.restoreCache([this.#file], prefix, [prefix], undefined, CROSS_OS));
            if (result === TIMED_OUT)
                return { kind: 'unknown', problem: tooSlow(answer) };
            return result === undefined ? whyNothing(answer) : await this.#readFile();
        }
        catch (error) {
            return { kind: 'unknown', problem: `the cache client failed: ${(0,errors/* sentenceOf */.$N)(error)}` };
        }
        finally {
            await this.#removeFolder();
        }
    }
    /** Saves `text` under this key; null, or why the cache did not take it. Never rejects. */
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
            return `the cache client failed: ${(0,errors/* sentenceOf */.$N)(error)}`;
        }
        finally {
            await this.#removeFolder();
        }
    }
    /** One call of the client in a fresh folder, after the one before has ended, within the time limit. */
    #call(use) {
        return withLastAnswer(() => {
            const call = this.#before.then(async () => {
                await this.#makeFolder();
                return use(await __webpack_require__.e(/* import() */ 691).then(__webpack_require__.bind(__webpack_require__, 1691)));
            });
            // A call that outlives its time limit may still fail; nobody waits for it then.
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
    /** What lay there came from a checkout or a stranger and is never trusted; git must not see what we put there. */
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
            return { kind: 'broken', problem: 'the stored entry holds no state file' };
        return { kind: 'found', text: await (0,promises_.readFile)(path, 'utf8') };
    }
    #path(...parts) {
        return (0,external_node_path_.join)(this.#options.workspace, ...parts);
    }
}
/** The client returns nothing for a miss and for most failures alike. */
function whyNothing(answer) {
    if (answer.kind !== 'status')
        return { kind: 'unknown', problem: whyNoAnswer(answer) };
    const { storage, status, cameInstead } = answer;
    const isThere = status < 300 && cameInstead === null;
    if (storage === null && isThere)
        return { kind: 'missing' };
    // A hit was being downloaded: what storage has handed out whole, or no longer has, no later try mends.
    if (storage !== null && (isThere || status === 404))
        return { kind: 'broken', problem: 'the stored entry cannot be downloaded or unpacked' };
    return { kind: 'unknown', problem: whatWasAnswered(answer) };
}
/** How the service begins what it says to a token that may not write. */
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
const IN_LOG = 'its own words are in the log';
function whyNoAnswer(answer) {
    if (answer.kind === 'none')
        return `the cache client gave up before it asked the cache service (${IN_LOG})`;
    return answer.storage === null
        ? 'the cache service did not answer'
        : `the cache client did not get through to ${whoWasAsked(answer)} (${IN_LOG})`;
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
// EXTERNAL MODULE: ./src/state/state-file.ts + 1 modules
var state_file = __webpack_require__(8058);
;// CONCATENATED MODULE: ./src/state/cache/cache-key.ts


/**
 * The prefix of all saves of one entry. It ends in a delimiter, since a restore matches prefixes
 * (docs/facts/github-actions.md#cache-keys). A hash stands for the address and the scope: everybody who can read the
 * repository can read cache keys, and `prod` must not find `prod-eu`.
 */
function cacheKeyPrefix(entry) {
    const hash = (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(identityOf(entry)))
        .digest('hex')
        .slice(0, 16);
    return `active-exposures-v${state_file/* STATE_VERSION */.nd}-${hash}-`;
}
/** Tableau finds a site whatever the case of its content URL; if it did not, LUIDs would still keep two sites apart. */
function identityOf(entry) {
    const scope = entry.stateScope.trim();
    return entry.of === 'dbt'
        ? [entry.of, scope]
        : [entry.of, hostOf(entry.server), entry.site.trim().toLowerCase(), scope];
}
/** Lower-case host, with its port where that is not the default one. */
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








/** How often a save is repeated while the cache does not show all that we know. */
const ROUNDS = 5;
const MODES_THAT_READ = ['read', 'write'];
const MODES_THAT_WRITE = ['write'];
const KNOWN_MODES = ['none', 'read', 'write', 'write-only'];
/** Takes from the environment of the process what the cache needs. */
function actionsEnvironment(env) {
    return {
        runId: env['GITHUB_RUN_ID'] ?? '0',
        runAttempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
        workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
        cacheMode: (env['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase(),
        random: Math.random,
    };
}
/** A state entry in the Actions cache: saves never change, and the newest holds everything (docs/state.md#where). */
function actionsCacheStore(options) {
    return new ActionsCacheStore(options);
}
class ActionsCacheStore {
    #environment;
    #clock;
    #client;
    #prefix;
    #loaded = null;
    /** The cache mostly shows the same once more, and reading a large state takes its time. */
    #seen = null;
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
            this.#loaded = unknown(`the cache client failed: ${(0,errors/* sentenceOf */.$N)(error)}`);
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
                return NOTHING_TO_SAVE;
            const forbidden = await this.#whyNotWrite();
            return forbidden === null ? await this.#joinAndSave(state) : notSaved(forbidden);
        }
        catch (error) {
            return notSaved(`the cache client failed: ${(0,errors/* sentenceOf */.$N)(error)}`);
        }
    }
    /**
     * Restores the newest entry, adds what it lacks, saves, and looks again: another job may have saved between our
     * restore and our save, and the newest entry is all that the next run sees.
     */
    async #joinAndSave(learnt) {
        // As it was stored, not as our clock made us read it.
        let known = (0,join/* join */.f)(this.#loaded?.state ?? state/* EMPTY_STATE */.W, learnt);
        // One instant for all rounds, so that none of them changes what the one before has saved.
        const now = this.#clock.now();
        let saved = false;
        for (let round = 0;; round += 1) {
            const startedAt = this.#clock.now();
            const stored = await this.#read();
            if (!saved && this.#wouldHide(stored))
                return notSaved(WOULD_HIDE);
            const all = whatIsLacking(stored, { known, saved, now });
            if (all === null)
                return { saved, problem: null };
            const refusal = round === ROUNDS ? NOT_SHOWN : await this.#write(all);
            if (refusal !== null)
                return saved ? { saved, problem: NOT_SHOWN } : notSaved(refusal);
            // With what was stored there: the next look may find nothing that can be read.
            known = all;
            saved = true;
            await this.#letOthersFinish(this.#clock.now() - startedAt, round);
        }
    }
    /** What cannot be seen now, and could not be seen before, nothing may be put in front of. */
    #wouldHide(stored) {
        return !stored.isKnown && this.#loaded?.isKnown !== true;
    }
    /**
     * A job that restored before our save and saves after it hides our facts, and only we can notice. So we look
     * again when such a job must be done, and at random, so that parallel jobs do not keep step. In a simulation
     * without this pause up to every fourth pair of parallel jobs lost facts; with it none did (docs/state.md).
     */
    async #letOthersFinish(ownDuration, round) {
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
        if (text !== this.#seen?.text)
            this.#seen = { text, stored: interpret(restored) };
        return this.#seen.stored;
    }
    async #whyNotWrite() {
        const mode = this.#environment.cacheMode;
        // Write-only would save without having seen the newest entry, and hide it.
        if (!allows(MODES_THAT_WRITE, mode))
            return modeForbids(mode);
        return (await this.#client.isAvailable()) ? null : NO_SERVICE;
    }
    async #write(state) {
        const { runId, runAttempt, random } = this.#environment;
        const unique = Math.floor(random() * 2 ** 48).toString(16);
        const text = (0,state_file/* serialise */.GY)(state);
        this.#seen = { text, stored: { state, problem: null, found: true, isKnown: true } };
        return this.#client.save(`${this.#prefix}${runId}-${runAttempt}-${unique}`, text);
    }
}
const NOTHING_TO_SAVE = { saved: false, problem: null };
const NO_SERVICE = 'the runner offers no cache service';
const WOULD_HIDE = 'what is stored cannot be read, and saving without it would hide it';
const NOT_SHOWN = "The cache took this run's facts but does not show all of them; the next run may refresh something once more.";
/**
 * What is worth keeping. What an earlier run has dated later than `now` stays so for up to a day: it may be our clock
 * that is wrong, and what it moved would be wrong for every run to come.
 */
function lasting(state, now) {
    return prune(clamp(compact(state), now + clock/* DAY */.d_), now);
}
function aheadOfClock(newest, now) {
    if (newest === null || newest - now <= clock/* CLOCKS_DIFFER */.j4)
        return null;
    return `An earlier run has noted something of ${(0,clock/* toMinute */.y_)(newest)}, but for this runner it is ${(0,clock/* toMinute */.y_)(now)}: its clock is slow, or that run's was fast. Times of the future count as now.`;
}
/** GitHub's workflow key `cache-mode`, which linters advise to narrow. */
function modeForbids(mode) {
    return `this job runs with "cache-mode: ${mode}" and needs "cache-mode: write"`;
}
function allows(modes, mode) {
    return modes.includes(mode) || !KNOWN_MODES.includes(mode);
}
/** What the cache should show and does not; null where it shows all. */
function whatIsLacking(stored, { known, saved, now }) {
    // Where the cache does not let us look again, what it has taken counts as shown.
    if (saved && (!stored.isKnown || stored.state === known))
        return null;
    const all = lasting((0,join/* join */.f)(stored.state, known), now);
    return (0,state_file/* isSame */.Ft)(all, stored.state) ? null : all;
}
function interpret(restored) {
    switch (restored.kind) {
        case 'found':
            return { ...(0,state_file/* deserialise */.Bc)(restored.text), found: true, isKnown: true };
        case 'missing':
            return { state: state/* EMPTY_STATE */.W, problem: null, found: false, isKnown: true };
        case 'broken':
            return { ...unknown(restored.problem), isKnown: true };
        case 'unknown':
            return unknown(restored.problem);
    }
}
function unknown(why) {
    return {
        state: state/* EMPTY_STATE */.W,
        problem: `Earlier state cannot be read from the Actions cache, because ${why}; this run starts without it.`,
        found: false,
        isKnown: false,
    };
}
function notSaved(why) {
    return {
        saved: false,
        problem: `This run's facts cannot be saved to the Actions cache, because ${why}; the next run may refresh something once more.`,
    };
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
 * What two states know together: idempotent, commutative and associative, so that replays, re-runs and double
 * saves change nothing (docs/state.md#what-is-kept). It forgets nothing; see `compact`.
 */
function join(a, b) {
    return {
        nodes: joinMaps(a.nodes, b.nodes, _dbt_facts_js__WEBPACK_IMPORTED_MODULE_0__/* .joinNodeFacts */ ._o),
        requests: joinMaps(a.requests, b.requests, (one, other) => joinMaps(one, other, joinRequest)),
        reads: joinMaps(a.reads, b.reads, joinReads),
        catalogue: joinCatalogues(a.catalogue, b.catalogue),
    };
}
/** The later one, whole; of two of one instant the greater text, so that it does not matter which comes first. */
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
/** The later look counts as a whole: what an extract reads may shrink. Of two at one instant, the greater by its text. */
function joinReads(a, b) {
    const order = (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a.seenAt, b.seenAt) || (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a.nodes.join(' '), b.nodes.join(' '));
    return order < 0 ? b : a;
}
/**
 * The greater of two records of one job, as a whole, in a total order: that is what makes this a join.
 * What was noted with the request never changes, so the outcome decides nearly always.
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
/** The first landing after a refresh is the one to know, so the earlier is the greater. */
function compareOvertaking(a, b) {
    return -compareOptional(a?.at, b?.at, LAST) || -compareOptional(a?.node, b?.node, LAST);
}
/**
 * A final outcome beats an open one. Between final ones (a job that Tableau forgot counts as failed, though
 * another run saw it succeed) the better known one wins, so that a job which used up its window always will have.
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
/** What is not known comes first, or last. */
function compareOptional(a, b, unknown = FIRST) {
    if (a === null || a === undefined)
        return b === null || b === undefined ? 0 : unknown;
    return b === null || b === undefined ? -unknown : (0,_base_order_js__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .U)(a, b);
}


/***/ }),

/***/ 8058:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nd: () => (/* binding */ STATE_VERSION),
  Bc: () => (/* binding */ deserialise),
  Rf: () => (/* binding */ fromJson),
  Ft: () => (/* binding */ isSame),
  GY: () => (/* binding */ serialise),
  aB: () => (/* binding */ toJson)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
;// CONCATENATED MODULE: ./src/tableau/failures/classes.ts
const FAILURE_CLASSES = [
    'credentials',
    'permission',
    'no-extract',
    'quota',
    'timeout',
    'bridge',
    'unreachable',
    'no-answer',
    'unknown',
];

// EXTERNAL MODULE: ./src/base/json.ts
var json = __webpack_require__(3659);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/state/state-file.ts






const STATE_VERSION = 2;
const instant = schemas/* string */.YjP().transform((text, context) => {
    const parsed = (0,clock/* parseInstant */.nV)(text);
    if (parsed !== null)
        return parsed;
    context.addIssue('not an instant');
    return core/* NEVER */.tm;
});
const failureClass = schemas/* enum */.k5n(FAILURE_CLASSES);
const nodeFacts = schemas/* object */.Ikc({
    landedAt: instant.optional(),
    okAt: instant.optional(),
    failedAt: instant.optional(),
    fullRefreshAt: instant.optional(),
    fingerprint: schemas/* string */.YjP().optional(),
})
    .transform((facts) => withoutUndefined(facts));
const overtaking = schemas/* object */.Ikc({
    node: schemas/* string */.YjP().transform((id) => id),
    at: instant,
});
const requestFacts = schemas/* object */.Ikc({
    requestedAt: instant,
    window: instant.nullable(),
    outcome: schemas/* enum */.k5n(['refreshed', 'failed', 'cancelled', 'deferred']).nullable(),
    // A later release may know more classes under the same version.
    failure: failureClass.nullable().catch('unknown'),
    // Anything else was measured by a broken clock.
    seconds: schemas/* number */.aig()
        .min(0)
        .max(clock/* LONGEST */.zP / 1000)
        .nullable()
        .catch(null),
    isRetry: schemas/* literal */.euz(true).optional(),
    overtakenBy: overtaking.optional(),
})
    .transform(({ isRetry, overtakenBy, ...facts }) => ({
    ...facts,
    ...(isRetry !== undefined && { isRetry }),
    ...(overtakenBy !== undefined && { overtakenBy }),
}));
const readFacts = schemas/* object */.Ikc({
    seenAt: instant,
    nodes: schemas/* array */.YOg(schemas/* string */.YjP()).transform((keys) => keys),
});
const catalogue = schemas/* object */.Ikc({
    builtAt: instant,
    project: schemas/* string */.YjP(),
    content: schemas/* string */.YjP(),
});
const versionOnly = schemas/* object */.Ikc({ version: schemas/* number */.aig() });
/** An entry holds facts of one kind, so the members of the other are missing. */
const stateFile = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(STATE_VERSION),
    nodes: mapOf(nodeFacts).prefault({}),
    requests: mapOf(mapOf(requestFacts)).prefault({}),
    reads: mapOf(readFacts).prefault({}),
    // Planned from only where somebody asks for it: one in another form is none, and the facts are whole without it.
    catalogue: catalogue.nullable().default(null).catch(null),
});
/** The state as JSON: ISO 8601 instants, keys in order, so that equal states are equal bytes. */
function serialise(state) {
    return `${JSON.stringify(toJson(state), null, 1)}\n`;
}
/** What `serialise` writes, before it is text; empty members are left out. */
function toJson({ nodes, requests, reads, catalogue }) {
    return {
        version: STATE_VERSION,
        nodes: toObject(nodes, writeNode),
        requests: toObject(requests, (each) => toObject(each, writeRequest) ?? {}),
        reads: toObject(reads, ({ seenAt, nodes }) => ({ seenAt: (0,clock/* toIso */.tK)(seenAt), nodes })),
        catalogue: writeCatalogue(catalogue),
    };
}
/** Reads what `serialise` wrote, or tells in one sentence why it cannot; never throws. Unknown fields are left out. */
function deserialise(text) {
    return fromJson((0,json/* parseJson */.q)(text));
}
/** Reads what `toJson` made; `undefined` stands for text that is no JSON. */
function fromJson(json) {
    if (json === undefined)
        return unreadable('is not whole JSON');
    const { data: file } = stateFile.safeParse(json);
    if (file !== undefined) {
        const { nodes, requests, reads, catalogue: kept } = file;
        return { state: { nodes, requests, reads, catalogue: kept }, problem: null };
    }
    const version = versionOnly.safeParse(json).data?.version ?? STATE_VERSION;
    if (version !== STATE_VERSION) {
        return unreadable(`has version ${version}, and this release reads version ${STATE_VERSION} only`);
    }
    return unreadable('does not have the form it should have');
}
/** True when both say the same. */
function isSame(a, b) {
    return (0,external_node_util_.isDeepStrictEqual)(a, b);
}
function unreadable(why) {
    return { state: state/* EMPTY_STATE */.W, problem: `The stored state ${why}, so this run starts without it.` };
}
/** A JSON object as a Map; z.record would trip over a key such as `__proto__`. */
function mapOf(value) {
    return schemas/* custom */.IeY((input) => typeof input === 'object' && input !== null && !Array.isArray(input))
        .transform((input) => Object.entries(input))
        .pipe(schemas/* array */.YOg(schemas/* tuple */.PVZ([schemas/* string */.YjP(), value])))
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
        requestedAt: (0,clock/* toIso */.tK)(requestedAt),
        window: window === null ? null : (0,clock/* toIso */.tK)(window),
        outcome,
        failure,
        seconds,
        isRetry,
        overtakenBy: overtakenBy === undefined ? undefined : { ...overtakenBy, at: (0,clock/* toIso */.tK)(overtakenBy.at) },
    };
}
function writeCatalogue(kept) {
    return kept === null ? undefined : { ...kept, builtAt: (0,clock/* toIso */.tK)(kept.builtAt) };
}
function isoOrNothing(value) {
    return value === undefined ? undefined : (0,clock/* toIso */.tK)(value);
}
function withoutUndefined(facts) {
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}


/***/ }),

/***/ 6708:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ EMPTY_STATE),
/* harmony export */   X: () => (/* binding */ factsOfKind)
/* harmony export */ });
const EMPTY_STATE = {
    nodes: new Map(),
    requests: new Map(),
    reads: new Map(),
    catalogue: null,
};
/** The facts of one kind, as its entry holds them. */
function factsOfKind(kind, state) {
    return kind === 'dbt' ? { ...EMPTY_STATE, nodes: state.nodes } : { ...state, nodes: EMPTY_STATE.nodes };
}


/***/ })

};
