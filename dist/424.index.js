export const id = 424;
export const ids = [424];
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

/***/ 3424:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ openMemory),
  G: () => (/* binding */ saveWhatMainLeft)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/run.ts + 18 modules
var src_run = __webpack_require__(5212);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
// EXTERNAL MODULE: ./src/state/merge.ts
var merge = __webpack_require__(2853);
// EXTERNAL MODULE: ./src/state/serialise.ts
var serialise = __webpack_require__(4202);
// EXTERNAL MODULE: ./src/state/state.ts
var state_state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/state/journal.ts








const FILE = 'journal.jsonl';
/** Beside it: the catalogue may be large, and changes once in a run, where facts change with every request. */
const CATALOGUE_FILE = 'catalogue.json';
/**
 * The state during a run, on disk after every fact, so that the post step has it whatever becomes of this process.
 * A fact is one more line: with a thousand extracts, writing the whole state each time took longer than all else.
 */
class Journal {
    /** For `readJournal` in the post step. */
    path;
    #folder;
    #state;
    /** Requests that are on their way: on disk only, and gone when they are answered. */
    #asking = new Map();
    #answered = [];
    #catalogueOnDisk = null;
    #problem = null;
    /** `folder` is made when missing; it belongs to this run alone, under RUNNER_TEMP. */
    constructor(folder, state = state_state/* EMPTY_STATE */.W) {
        this.#folder = folder;
        this.path = (0,external_node_path_.join)(folder, FILE);
        this.#state = state;
        this.#write(() => this.#writeAll());
    }
    get state() {
        return this.#state;
    }
    /** Why the last write failed, in one sentence; facts stay in memory then. Null when the file is up to date. */
    get problem() {
        return this.#problem;
    }
    /** Joins these facts to the state and writes them; never throws. */
    update(facts) {
        this.#state = (0,merge/* join */.f)(this.#state, facts);
        this.#add({ facts });
    }
    /** A request is about to be sent: should no answer ever be noted, the disk knows that Tableau may have it. */
    asking(key, job, facts) {
        const requests = new Map([[job, facts]]);
        this.#asking.set(key, requests);
        this.#add({ asking: new Map([[key, requests]]) });
    }
    /** The request about this extract was answered; the caller notes what the answer said in the same breath. */
    answered(key) {
        this.#asking.delete(key);
        this.#answered.push(key);
    }
    #add(entry) {
        const line = lineOf({ ...entry, answered: this.#answered });
        this.#answered = [];
        this.#write(() => {
            // After a failure the end of the file may be half a line.
            if (this.#problem !== null)
                this.#writeAll();
            else {
                this.#writeCatalogue();
                (0,external_node_fs_.appendFileSync)(this.path, line);
            }
        });
    }
    #writeAll() {
        (0,external_node_fs_.mkdirSync)(this.#folder, { recursive: true });
        this.#writeCatalogue();
        writeWhole(this.path, lineOf({ facts: this.#state, asking: this.#asking }));
    }
    #writeCatalogue() {
        const { catalogue } = this.#state;
        if (catalogue === this.#catalogueOnDisk)
            return;
        writeWhole(cataloguePath(this.path), (0,serialise/* serialise */.GY)({ ...state_state/* EMPTY_STATE */.W, catalogue }));
        this.#catalogueOnDisk = catalogue;
    }
    #write(write) {
        try {
            write();
            this.#problem = null;
        }
        catch (error) {
            this.#problem = `The state of this run cannot be written to ${this.path}: ${(0,errors/* sentenceOf */.$)(error)}.`;
        }
    }
}
function lineOf({ facts = state_state/* EMPTY_STATE */.W, asking = new Map(), answered = [] }) {
    const json = {
        facts: (0,serialise/* toJson */.aB)({ ...facts, catalogue: state_state/* EMPTY_STATE */.W.catalogue }),
        asking: (0,serialise/* toJson */.aB)({ ...state_state/* EMPTY_STATE */.W, requests: asking }),
        answered,
    };
    return `${JSON.stringify(json)}\n`;
}
const entry = schemas/* object */.Ikc({ facts: schemas/* unknown */.L5J(), asking: schemas/* unknown */.L5J(), answered: schemas/* array */.YOg(schemas/* string */.YjP()) });
/** What a journal at this path holds; never throws. */
function readJournal(path) {
    const text = readText(path);
    if (text === null)
        return { state: state_state/* EMPTY_STATE */.W, problem: null, found: false };
    // What follows the last line break is a line that was never finished.
    const lines = text.split('\n').slice(0, -1);
    const { state, problem } = readLines(lines.length === 0 ? [text] : lines);
    const kept = readText(cataloguePath(path));
    const { catalogue } = kept === null ? state_state/* EMPTY_STATE */.W : (0,serialise/* deserialise */.Bc)(kept).state;
    return { state: { ...state, catalogue }, problem, found: true };
}
function readLines(lines) {
    // The first line may be large and the others are small: joined by themselves first, they cost little.
    let [whole, added] = [state_state/* EMPTY_STATE */.W, state_state/* EMPTY_STATE */.W];
    const asking = new Map();
    for (const [index, line] of lines.entries()) {
        const read = entry.safeParse((0,src_text/* parseJson */.qF)(line)).data;
        const facts = (0,serialise/* fromJson */.Rf)(read?.facts);
        if (facts.problem !== null)
            return facts;
        if (index === 0)
            whole = facts.state;
        else
            added = (0,merge/* join */.f)(added, facts.state);
        for (const key of read?.answered ?? [])
            asking.delete(key);
        for (const [key, requests] of (0,serialise/* fromJson */.Rf)(read?.asking).state.requests)
            asking.set(key, new Map([[key, requests]]));
    }
    for (const requests of asking.values())
        added = (0,merge/* join */.f)(added, { ...state_state/* EMPTY_STATE */.W, requests });
    return { state: (0,merge/* join */.f)(whole, added), problem: null };
}
function cataloguePath(journal) {
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(journal), CATALOGUE_FILE);
}
/** Written beside and renamed: a reader finds the old file or the new one, never a part (kill -9, full disk). */
function writeWhole(path, text) {
    const half = `${path}.half`;
    (0,external_node_fs_.writeFileSync)(half, text);
    (0,external_node_fs_.renameSync)(half, path);
}
function readText(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./src/memory.ts





/** What the post step is told by main, and all that it knows (DESIGN §5, Death). */
const KEPT = { journal: 'journal', instance: 'instance', done: 'done' };
const FIRST_RUN = 'There is no state of an earlier run: what landed in this build is refreshed, and work that was pending before cannot be known.';
/** GitHub shows a run the caches of its own ref, of the branch that a pull request is for, and of the default branch. */
const NOT_SEEN_FROM_HERE = 'There is no state that this run may see, which is that of its own branch or pull request, its base, and the default branch: everything that landed looks due.';
/** Loads the state, once; what cannot be had is said and never stops a run. */
async function openMemory(run, { tableau, stateScope, dbtArtifacts }) {
    if (run.memory !== null)
        return run.memory;
    const { action, draft } = run;
    const instance = { server: tableau.server ?? '', site: tableau.site, stateScope };
    const store = await action.store(instance);
    const { state, problem, found } = await action.runner.group('Restoring state', () => store.load());
    if (problem !== null)
        (0,src_run/* say */.cv)(run, 'warning', problem);
    else if (!found && dbtArtifacts !== 'none')
        (0,src_run/* say */.cv)(run, 'notice', draft.mode.onProduction ? FIRST_RUN : NOT_SEEN_FROM_HERE);
    const journal = new Journal((0,external_node_path_.join)(temporaryFolder(action), `active-exposures-${(0,external_node_crypto_.randomUUID)()}`), state);
    if (draft.mode.kind === 'real')
        rememberForPost(action, journal, instance);
    const save = async () => {
        const kept = keptOf(draft.mode, journal.state, state);
        const saved = kept === null ? null : await action.runner.group('Saving state', () => store.save(kept));
        const problem = saved?.problem ?? null;
        // What could not be saved now, the post step tries once more.
        if (problem === null && draft.mode.kind === 'real')
            action.runner.saveState(KEPT.done, 'true');
        return [journal.problem, problem].filter((sentence) => sentence !== null);
    };
    run.memory = { journal, save };
    return run.memory;
}
/** A dry run on the production branch keeps what it learnt, but no requests; any other dry run keeps nothing. */
function keptOf(mode, now, loaded) {
    if (mode.kind === 'real')
        return now;
    return mode.onProduction ? { ...now, requests: loaded.requests } : null;
}
function rememberForPost({ runner }, journal, instance) {
    runner.saveState(KEPT.journal, journal.path);
    runner.saveState(KEPT.instance, JSON.stringify(instance));
}
function temporaryFolder({ environment }) {
    return environment['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)();
}
/**
 * Saves what main left on disk when it could not finish. Reads no inputs and never refreshes.
 * @returns a sentence about what could not be saved; null when nothing was lost or nothing was left to do.
 */
async function saveWhatMainLeft(action) {
    const { runner } = action;
    const path = runner.getState(KEPT.journal);
    if (path === '' || runner.getState(KEPT.done) === 'true')
        return null;
    const left = readJournal(path);
    if (!left.found)
        return null;
    if (left.problem !== null)
        return left.problem;
    const store = await action.store(JSON.parse(runner.getState(KEPT.instance)));
    return (await store.save(left.state)).problem;
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
