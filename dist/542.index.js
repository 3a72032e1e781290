export const id = 542;
export const ids = [542];
export const modules = {

/***/ 769:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cw: () => (/* binding */ notAfter),
/* harmony export */   _o: () => (/* binding */ joinNodeFacts),
/* harmony export */   bN: () => (/* binding */ firstExecution),
/* harmony export */   xS: () => (/* binding */ factsOf)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6497);
/* harmony import */ var _run_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5424);



/**
 * What these artifacts say of landings and health, by node. `known` is what state knew before: it tells a
 * changed view or source from one that is as it was.
 */
function factsOf(artifacts, known) {
    const facts = new Map();
    const { manifest } = artifacts;
    for (const results of artifacts.runResults.filter(_run_results_js__WEBPACK_IMPORTED_MODULE_1__/* .hasVerdicts */ .PH)) {
        for (const result of results.results) {
            const node = manifest.nodes.get(result.id);
            if (node !== undefined)
                note(facts, node.key, factsOfResult({ node, result, results }, known));
        }
    }
    const checked = noteFreshness(artifacts, facts, known);
    noteUnbuilt(artifacts, checked, facts, known);
    return facts;
}
function factsOfResult({ node, result, results }, known) {
    const at = result.completedAt;
    const health = healthOf(node, result);
    if ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isTest */ .Nu)(node.resourceType))
        return health;
    const rebuilt = (0,_run_results_js__WEBPACK_IMPORTED_MODULE_1__/* .wasRebuilt */ .Z6)(result, results);
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
function healthOf(node, result) {
    const ephemeral = node.materialized === 'ephemeral';
    const verdict = (0,_run_results_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictOf */ .Vj)(result, { isTest: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isTest */ .Nu)(node.resourceType), ephemeral });
    if (verdict === null)
        return {};
    return verdict === 'ok' ? { okAt: result.completedAt } : { failedAt: result.completedAt };
}
/** Notes what `dbt source freshness` saw, and returns the sources whose load time it could tell. */
function noteFreshness(artifacts, facts, known) {
    const checked = new Set();
    for (const source of artifacts.sources.flatMap((file) => file.sources)) {
        const node = artifacts.manifest.nodes.get(source.id);
        if (node === undefined)
            continue;
        if (source.maxLoadedAt !== null)
            checked.add(source.id);
        note(facts, node.key, factsOfFreshness(source, known.get(node.key)));
    }
    return checked;
}
function factsOfFreshness(source, before) {
    const at = source.checkedAt;
    if (source.maxLoadedAt === null)
        return source.failed ? { failedAt: at } : { okAt: at };
    if (source.failed) {
        // A fingerprint goes with an `okAt`, which a stale source has not: tell new data by its load time alone.
        const landed = source.maxLoadedAt > (before?.landedAt ?? -Infinity);
        return { failedAt: at, ...(landed && { landedAt: at }) };
    }
    const fingerprint = (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .toIso */ .tK)(source.maxLoadedAt);
    return { okAt: at, fingerprint, ...(before?.fingerprint !== fingerprint && { landedAt: at }) };
}
/**
 * Sources whose load time nobody told, and nodes of projects whose results we never get, land with each
 * build that ran a node reading them.
 */
function noteUnbuilt(artifacts, checked, facts, known) {
    const { nodes } = artifacts.manifest;
    const ours = packagesWithResults(artifacts, known);
    const unbuilt = (node) => node.resourceType === 'source' ? !checked.has(node.id) : !ours.has(node.packageName) && (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .holdsData */ .VU)(node);
    for (const results of artifacts.runResults) {
        for (const result of results.results) {
            if (!(0,_run_results_js__WEBPACK_IMPORTED_MODULE_1__/* .wasRebuilt */ .Z6)(result, results))
                continue;
            for (const id of nodes.get(result.id)?.parents ?? []) {
                const parent = nodes.get(id);
                if (parent !== undefined && unbuilt(parent)) {
                    note(facts, parent.key, { landedAt: result.completedAt });
                }
            }
        }
    }
}
function packagesWithResults(artifacts, known) {
    const packages = new Set();
    const add = (id) => {
        const [type, name] = id.split('.');
        if (type !== 'source' && name !== undefined)
            packages.add(name);
    };
    for (const result of artifacts.runResults.flatMap((results) => results.results))
        add(result.id);
    for (const [key, fact] of known)
        if (fact.okAt !== undefined || fact.failedAt !== undefined)
            add(key);
    return packages;
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
    const instant = (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .later */ .NU)(a[field] ?? null, b[field] ?? null);
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

/***/ 1542:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  actionsCacheStore: () => (/* binding */ actionsCacheStore),
  actionsEnvironment: () => (/* binding */ actionsEnvironment)
});

// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/dbt/facts.ts
var dbt_facts = __webpack_require__(769);
// EXTERNAL MODULE: ./src/state/requests.ts
var state_requests = __webpack_require__(455);
;// CONCATENATED MODULE: ./src/state/ageing.ts



const KEPT_FOR = 400 * src_clock/* DAY */.d_;
const KEPT_REQUESTS = 5;
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
 * Instants in the future of `now`, from a clock that was wrong, become `now`: nothing may count as newer than
 * everything for ever. A window moves with its request; by itself it may begin somewhat later than its request,
 * because a run within the tolerance is early (DESIGN §4), but never more than a day.
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
    if (requests.size <= KEPT_REQUESTS)
        return requests;
    const sorted = (0,state_requests/* newestFirst */.ll)(requests);
    const kept = new Set([
        ...sorted.slice(0, KEPT_REQUESTS).map(({ job }) => job),
        sorted.find(({ outcome }) => outcome === 'refreshed')?.job,
        (0,state_requests/* lastUsedWindow */.ER)(requests)?.job,
    ]);
    return new Map([...requests].filter(([job]) => kept.has(job)));
}
function newestOfNode({ landedAt, okAt, failedAt, fullRefreshAt }) {
    return Math.max(...[landedAt, okAt, failedAt, fullRefreshAt].map((instant) => instant ?? -Infinity));
}
function newestOfRequests(requests) {
    return Math.max(...[...requests.values()].map(({ requestedAt }) => requestedAt));
}
function clampRequest(facts, now) {
    const { window, overtakenBy } = facts;
    const requestedAt = Math.min(facts.requestedAt, now);
    const latest = requestedAt + src_clock/* DAY */.d_;
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
;// CONCATENATED MODULE: ./src/state/cache-answers.ts



const STARTED = 'http.client.request.start';
const ANSWERED = 'http.client.response.finish';
/** Makes a call and says what its last HTTP request came to, whatever else sends requests in the meantime. */
async function withLastAnswer(call) {
    const exchanges = [];
    const inCall = new external_node_async_hooks_.AsyncLocalStorage();
    const started = (message) => {
        const request = requestOf(message);
        if (request !== null && inCall.getStore() === true)
            exchanges.push({ request, status: null });
    };
    const answered = (message) => {
        const exchange = exchanges.find(({ request }) => request === requestOf(message));
        if (exchange !== undefined)
            exchange.status = statusOf(message);
    };
    (0,external_node_diagnostics_channel_.subscribe)(STARTED, started);
    (0,external_node_diagnostics_channel_.subscribe)(ANSWERED, answered);
    try {
        return { result: await inCall.run(true, call), answer: describe(exchanges.at(-1)) };
    }
    finally {
        (0,external_node_diagnostics_channel_.unsubscribe)(STARTED, started);
        (0,external_node_diagnostics_channel_.unsubscribe)(ANSWERED, answered);
    }
}
function describe(exchange) {
    if (exchange === undefined)
        return { kind: 'none' };
    if (exchange.status === null)
        return { kind: 'silence' };
    const { method, path } = exchange.request;
    return { kind: 'status', status: exchange.status, method, call: path.split('/').at(-1) ?? '' };
}
function requestOf(message) {
    if (typeof message !== 'object' || message === null || !('request' in message))
        return null;
    return message.request instanceof external_node_http_.ClientRequest ? message.request : null;
}
function statusOf(message) {
    if (typeof message !== 'object' || message === null || !('response' in message))
        return null;
    return message.response instanceof external_node_http_.IncomingMessage ? (message.response.statusCode ?? null) : null;
}

;// CONCATENATED MODULE: ./src/state/cache-version.ts


/** The client packs with zstd where the runner has it, and either is a cache version of its own (facts/actions-platform.md §5.2). */
const COMPRESSIONS = ['gzip', 'zstd'];
/**
 * Makes a call of the cache client that only looks entries up, as a runner would that packs in this way. The client
 * has no setting for that: it takes what it finds on the PATH. `folder` is this runner's own and exists.
 */
async function asPackedWith(compression, folder, lookUp) {
    const before = process.env['PATH'];
    process.env['PATH'] =
        compression === 'gzip' ? folder : `${await withZstd(folder)}${external_node_path_.delimiter}${before ?? ''}`;
    try {
        return await lookUp();
    }
    finally {
        if (before === undefined)
            Reflect.deleteProperty(process.env, 'PATH');
        else
            process.env['PATH'] = before;
    }
}
/** Nothing is packed or unpacked while looking up, so it is enough that something of this name answers. */
async function withZstd(folder) {
    const program = (0,external_node_path_.join)(folder, 'zstd');
    await (0,promises_.writeFile)(program, '#!/bin/sh\necho 1.0.0\n');
    await (0,promises_.chmod)(program, 0o755);
    return folder;
}

;// CONCATENATED MODULE: ./src/state/cache-client.ts





const FOLDER = '.active-exposures';
/**
 * Relative to the workspace and spelled in one way only: an absolute path outside it can unpack elsewhere, and
 * another spelling is another cache version (facts/actions-platform.md §5.2, §5.5).
 */
const FILE = `${FOLDER}/state.json`;
/** Runners of all systems share one state: it is text, and its path means the same everywhere. */
const CROSS_OS = true;
const TIMED_OUT = Symbol('timed out');
/** One file in the Actions cache, with everything that the real client leaves unsaid said in a sentence. */
class CacheClient {
    #options;
    /** The client call before, which a time limit may have left running with the same file. */
    #before = Promise.resolve();
    constructor(options) {
        this.#options = options;
    }
    /** False when the runner offers this job no cache service. */
    async isAvailable() {
        return (await __webpack_require__.e(/* import() */ 691).then(__webpack_require__.bind(__webpack_require__, 1691))).isFeatureAvailable();
    }
    /** The newest entry whose key starts with `prefix`. Never rejects. */
    async restore(prefix) {
        try {
            const { result, answer } = await this.#call((cache) => cache.restoreCache([FILE], prefix, [], undefined, CROSS_OS));
            if (result === TIMED_OUT)
                return { kind: 'unknown', problem: this.#tooSlow() };
            return result === undefined ? whyNothing(answer) : await this.#readFile();
        }
        catch (error) {
            return { kind: 'unknown', problem: `the cache client failed: ${(0,errors/* sentenceOf */.$)(error)}` };
        }
        finally {
            await this.#removeFolder();
        }
    }
    /** How entries under `prefix` are packed that this runner, which found none of its own, cannot see; null for none. */
    async otherVersion(prefix) {
        try {
            for (const compression of COMPRESSIONS) {
                const { result } = await this.#call((cache) => asPackedWith(compression, this.#path(FOLDER), () => cache.restoreCache([FILE], prefix, [], { lookupOnly: true }, CROSS_OS)));
                if (typeof result === 'string')
                    return compression;
            }
            return null;
        }
        catch {
            return null;
        }
        finally {
            await this.#removeFolder();
        }
    }
    /** Saves `text` under this key; null, or why the cache did not take it. Never rejects. */
    async save(key, text) {
        try {
            const { result, answer } = await this.#call(async (cache) => {
                await (0,promises_.writeFile)(this.#path(FILE), text);
                return cache.saveCache([FILE], key, undefined, CROSS_OS);
            });
            if (result === TIMED_OUT)
                return this.#tooSlow();
            return result === -1 ? whyRefused(answer) : null;
        }
        catch (error) {
            return `the cache client failed: ${(0,errors/* sentenceOf */.$)(error)}`;
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
        const { clock, timeLimit } = this.#options;
        const stop = new AbortController();
        const limit = clock.sleep(timeLimit, stop.signal).then(() => TIMED_OUT);
        try {
            return await Promise.race([call, limit]);
        }
        finally {
            stop.abort();
        }
    }
    #tooSlow() {
        return `the cache service took longer than ${this.#options.timeLimit / 1000} s`;
    }
    /** What lay there came from a checkout or a stranger and is never trusted; git must not see what we put there. */
    async #makeFolder() {
        await (0,promises_.rm)(this.#path(FOLDER), { recursive: true, force: true });
        await (0,promises_.mkdir)(this.#path(FOLDER));
        await (0,promises_.writeFile)(this.#path(FOLDER, '.gitignore'), '*\n');
    }
    async #removeFolder() {
        await (0,promises_.rm)(this.#path(FOLDER), { recursive: true, force: true }).catch(() => undefined);
    }
    async #readFile() {
        const path = this.#path(FILE);
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
    if (answer.kind === 'none')
        return { kind: 'unknown', problem: 'the cache client did not reach the cache service' };
    if (answer.kind === 'silence')
        return { kind: 'unknown', problem: 'the cache service did not answer' };
    const { status, method } = answer;
    // A GET is the download that follows a hit; in the older protocol a miss is a GET, too, but with 204.
    if (method === 'GET' && status !== 204)
        return { kind: 'broken', problem: 'the stored entry cannot be downloaded or unpacked' };
    if (status < 300)
        return { kind: 'missing' };
    return { kind: 'unknown', problem: `the cache service answered ${status}` };
}
/** The client returns -1 for every refusal and blames "another job" in an info line (facts/actions-platform.md §5.3). */
function whyRefused(answer) {
    if (answer.kind === 'none')
        return 'the cache client did not reach the cache service';
    if (answer.kind === 'silence')
        return 'the cache service did not answer';
    const { status, call } = answer;
    if (status === 429)
        return 'too many entries were saved in this repository in the last minute (answer 429)';
    if (status >= 400)
        return `the cache service answered ${status}`;
    if (call === 'CreateCacheEntry')
        return 'the token of this job may only read the cache';
    return 'the cache service did not confirm the upload';
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/state/serialise.ts
var serialise = __webpack_require__(4202);
;// CONCATENATED MODULE: ./src/state/cache-key.ts


/**
 * The prefix under which the states of one instance are kept; it ends in a delimiter, since a restore matches
 * prefixes (facts/actions-platform.md §5.3). A hash in place of the address and the scope: cache keys are visible
 * to everybody who can read the repository, and `prod` must not find `prod-eu`.
 */
function cacheKeyPrefix({ server, site, stateScope }) {
    // A site is found whatever the case of its name; were it not, keys are LUIDs and two sites in one state do not meet.
    const identity = JSON.stringify([normalisedServer(server), site.trim().toLowerCase(), stateScope.trim()]);
    const hash = (0,external_node_crypto_.createHash)('sha256').update(identity).digest('hex').slice(0, 16);
    return `active-exposures-v${serialise/* STATE_VERSION */.nd}-${hash}-`;
}
/** Lower-case host, no default port, no trailing slash, https where nothing is said. */
function normalisedServer(server) {
    const text = server.trim();
    const absolute = /^https?:\/\//i.test(text) ? text : `https://${text}`;
    if (!URL.canParse(absolute))
        return text.toLowerCase();
    const url = new URL(absolute);
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

// EXTERNAL MODULE: ./src/state/merge.ts
var merge = __webpack_require__(2853);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/state/actions-cache.ts








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
/** The state in the Actions cache: entries that are never changed, the newest of which holds everything (DESIGN §5). */
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
    constructor({ instance, environment, clock, timeLimit = src_clock/* MINUTE */.pY }) {
        this.#environment = environment;
        this.#clock = clock;
        this.#prefix = cacheKeyPrefix(instance);
        this.#client = new CacheClient({ workspace: environment.workspace, clock, timeLimit });
    }
    async load() {
        try {
            this.#loaded = await this.#explained(await this.#read());
        }
        catch (error) {
            this.#loaded = unknown(`the cache client failed: ${(0,errors/* sentenceOf */.$)(error)}`);
        }
        const { state, problem, found } = this.#loaded;
        const now = this.#clock.now();
        return {
            state: prune(clamp(compact(state), now), now),
            problem: problem ?? aheadOfClock(newestIn(state), now),
            found,
        };
    }
    /** That nothing is found may only mean that another kind of runner has saved it. */
    async #explained(stored) {
        if (!stored.isKnown || stored.found || stored.problem !== null)
            return stored;
        const compression = await this.#client.otherVersion(this.#prefix);
        return compression === null ? stored : { ...stored, problem: OTHER_VERSION[compression] };
    }
    async save(state) {
        try {
            if (this.#loaded?.isKnown === true && (0,serialise/* isSame */.Ft)(this.#loaded.state, compact(state)))
                return NOTHING_TO_SAVE;
            const forbidden = await this.#whyNotWrite();
            return forbidden === null ? await this.#joinAndSave(state) : notSaved(forbidden);
        }
        catch (error) {
            return notSaved(`the cache client failed: ${(0,errors/* sentenceOf */.$)(error)}`);
        }
    }
    /**
     * Restores the newest entry, adds what it lacks, saves, and looks again: another job may have saved between our
     * restore and our save, and the newest entry is all that the next run sees.
     */
    async #joinAndSave(learnt) {
        // As it was stored, not as our clock made us read it.
        let known = (0,merge/* join */.f)(this.#loaded?.state ?? state/* EMPTY_STATE */.W, learnt);
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
        if (!allows(MODES_THAT_READ, this.#environment.cacheMode)) {
            return unknown(`the cache mode of this job is "${this.#environment.cacheMode}"`);
        }
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
            return `the cache mode of this job is "${mode}"`;
        return (await this.#client.isAvailable()) ? null : NO_SERVICE;
    }
    async #write(state) {
        const { runId, runAttempt, random } = this.#environment;
        const unique = Math.floor(random() * 2 ** 48).toString(16);
        const text = (0,serialise/* serialise */.GY)(state);
        this.#seen = { text, stored: { state, problem: null, found: true, isKnown: true } };
        return this.#client.save(`${this.#prefix}${runId}-${runAttempt}-${unique}`, text);
    }
}
const NOTHING_TO_SAVE = { saved: false, problem: null };
const NO_SERVICE = 'the runner offers no cache service';
const WOULD_HIDE = 'what is stored cannot be read, and saving without it would hide it';
const otherVersion = (saved, here) => `The state of an earlier run has another cache version, because a runner ${saved} zstd saved it and this one ${here}: have zstd on all runners and in all containers of this workflow, or on none. This run starts without it.`;
const OTHER_VERSION = {
    gzip: otherVersion('without', 'has it'),
    zstd: otherVersion('with', 'has none'),
};
const NOT_SHOWN = "The cache took this run's facts but does not show all of them; the next run may refresh something once more.";
/**
 * What is worth keeping. What an earlier run has dated later than `now` stays so for up to a day: it may be our clock
 * that is wrong, and what it moved would be wrong for every run to come.
 */
function lasting(state, now) {
    return prune(clamp(compact(state), now + src_clock/* DAY */.d_), now);
}
function aheadOfClock(newest, now) {
    if (newest === null || newest - now <= src_clock/* CLOCKS_DIFFER */.j4)
        return null;
    return `An earlier run has noted something of ${(0,src_clock/* toMinute */.y_)(newest)}, but for this runner it is ${(0,src_clock/* toMinute */.y_)(now)}: its clock is slow, or that run's was fast. Times of the future count as now.`;
}
function allows(modes, mode) {
    return modes.includes(mode) || !KNOWN_MODES.includes(mode);
}
/** What the cache should show and does not; null where it shows all. */
function whatIsLacking(stored, { known, saved, now }) {
    // Where the cache does not let us look again, what it has taken counts as shown.
    if (saved && (!stored.isKnown || stored.state === known))
        return null;
    const all = lasting((0,merge/* join */.f)(stored.state, known), now);
    return (0,serialise/* isSame */.Ft)(all, stored.state) ? null : all;
}
function interpret(restored) {
    switch (restored.kind) {
        case 'found':
            return { ...(0,serialise/* deserialise */.Bc)(restored.text), found: true, isKnown: true };
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

/***/ 2853:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ join)
/* harmony export */ });
/* harmony import */ var _dbt_facts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(769);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8992);
/* harmony import */ var _requests_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(455);



/**
 * What two states know together: idempotent, commutative and associative for any two states, so that
 * replays, re-runs and double saves change nothing (DESIGN §5). It forgets nothing; see `compact`.
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
    const order = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .compare */ .UD)(a.builtAt, b.builtAt) || (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .compare */ .UD)(a.project, b.project) || (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .compare */ .UD)(a.content, b.content);
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
    const order = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .compare */ .UD)(a.seenAt, b.seenAt) || (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .compare */ .UD)(a.nodes.join(' '), b.nodes.join(' '));
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
    return ((0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .compare */ .UD)(certainty(a), certainty(b)) ||
        compareOptional(a.window, b.window) ||
        (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .compare */ .UD)(a.requestedAt, b.requestedAt) ||
        compareOptional(a.failure, b.failure) ||
        compareOptional(a.seconds, b.seconds) ||
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
        case 'cancelled':
            return 1;
        case 'failed':
            return (0,_requests_js__WEBPACK_IMPORTED_MODULE_2__/* .isPermanent */ .lE)(failure) ? 3 : 2;
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
    return b === null || b === undefined ? -unknown : (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .compare */ .UD)(a, b);
}


/***/ }),

/***/ 4202:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ deserialise),
/* harmony export */   Ft: () => (/* binding */ isSame),
/* harmony export */   GY: () => (/* binding */ serialise),
/* harmony export */   Rf: () => (/* binding */ fromJson),
/* harmony export */   aB: () => (/* binding */ toJson),
/* harmony export */   nd: () => (/* binding */ STATE_VERSION)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9691);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8532);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9373);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8992);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6708);





const STATE_VERSION = 1;
const instant = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().transform((text, context) => {
    const parsed = (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInstant */ .nV)(text);
    if (parsed !== null)
        return parsed;
    context.addIssue('not an instant');
    return zod__WEBPACK_IMPORTED_MODULE_4__/* .NEVER */ .tm;
});
const failureClass = zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n([
    'credentials',
    'permission',
    'no-extract',
    'quota',
    'timeout',
    'bridge',
    'unreachable',
    'unknown',
]);
const nodeFacts = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    landedAt: instant.optional(),
    okAt: instant.optional(),
    failedAt: instant.optional(),
    fullRefreshAt: instant.optional(),
    fingerprint: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional(),
})
    .transform((facts) => withoutUndefined(facts));
const overtaking = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    node: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().transform((id) => id),
    at: instant,
});
const requestFacts = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    requestedAt: instant,
    window: instant.nullable(),
    outcome: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['refreshed', 'failed', 'cancelled', 'deferred']).nullable(),
    // A later release may know more classes under the same version.
    failure: failureClass.nullable().catch('unknown'),
    seconds: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().nullable(),
    overtakenBy: overtaking.optional(),
})
    .transform(({ overtakenBy, ...facts }) => (overtakenBy === undefined ? facts : { ...facts, overtakenBy }));
const readFacts = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    seenAt: instant,
    nodes: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()).transform((keys) => keys),
});
const catalogue = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    builtAt: instant,
    project: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    content: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
});
const versionOnly = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ version: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig() });
const stateFile = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(STATE_VERSION),
    nodes: mapOf(nodeFacts),
    requests: mapOf(mapOf(requestFacts)),
    // Releases without discovery wrote none.
    reads: mapOf(readFacts).prefault({}),
    // Planned from only where somebody asks for it: one in another form is none, and the facts are whole without it.
    catalogue: catalogue.nullable().default(null).catch(null),
});
/** The state as JSON: ISO 8601 instants, keys in order, so that equal states are equal bytes. */
function serialise(state) {
    return `${JSON.stringify(toJson(state), null, 1)}\n`;
}
/** What `serialise` writes, before it is text. */
function toJson({ nodes, requests, reads, catalogue }) {
    return {
        version: STATE_VERSION,
        nodes: toObject(nodes, writeNode),
        requests: toObject(requests, (each) => toObject(each, writeRequest)),
        reads: toObject(reads, ({ seenAt, nodes }) => ({ seenAt: (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .toIso */ .tK)(seenAt), nodes })),
        catalogue: writeCatalogue(catalogue),
    };
}
/** Reads what `serialise` wrote, or tells in one sentence why it cannot; never throws. Unknown fields are left out. */
function deserialise(text) {
    return fromJson((0,_text_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJson */ .qF)(text));
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
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(a, b);
}
function unreadable(why) {
    return { state: _state_js__WEBPACK_IMPORTED_MODULE_2__/* .EMPTY_STATE */ .W, problem: `The stored state ${why}, so this run starts without it.` };
}
/** A JSON object as a Map; z.record would trip over a key such as `__proto__`. */
function mapOf(value) {
    return zod__WEBPACK_IMPORTED_MODULE_3__/* .custom */ .IeY((input) => typeof input === 'object' && input !== null && !Array.isArray(input))
        .transform((input) => Object.entries(input))
        .pipe(zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .tuple */ .PVZ([zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), value])))
        .transform((entries) => new Map(entries));
}
function toObject(map, write) {
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
    const { requestedAt, window, outcome, failure, seconds, overtakenBy } = request;
    return {
        requestedAt: (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .toIso */ .tK)(requestedAt),
        window: window === null ? null : (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .toIso */ .tK)(window),
        outcome,
        failure,
        seconds,
        overtakenBy: overtakenBy === undefined ? undefined : { ...overtakenBy, at: (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .toIso */ .tK)(overtakenBy.at) },
    };
}
function writeCatalogue(kept) {
    return kept === null ? undefined : { ...kept, builtAt: (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .toIso */ .tK)(kept.builtAt) };
}
function isoOrNothing(value) {
    return value === undefined ? undefined : (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .toIso */ .tK)(value);
}
function withoutUndefined(facts) {
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}


/***/ }),

/***/ 6708:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ EMPTY_STATE)
/* harmony export */ });
const EMPTY_STATE = {
    nodes: new Map(),
    requests: new Map(),
    reads: new Map(),
    catalogue: null,
};


/***/ })

};
