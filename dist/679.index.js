export const id = 679;
export const ids = [679];
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

/***/ 679:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ missingState),
  openState: () => (/* binding */ openState),
  problemsOf: () => (/* binding */ problemsOf),
  G: () => (/* binding */ saveWhatMainLeft)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/run/ports.ts
var ports = __webpack_require__(3221);
// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/base/json.ts
var json = __webpack_require__(3659);
// EXTERNAL MODULE: ./src/state/join.ts
var join = __webpack_require__(4841);
// EXTERNAL MODULE: ./src/state/request-id.ts
var request_id = __webpack_require__(840);
// EXTERNAL MODULE: ./src/state/state-file.ts
var state_file = __webpack_require__(8255);
// EXTERNAL MODULE: ./src/state/state.ts
var state_state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/state/journal.ts










const FILE = 'journal.jsonl';
/** A file of its own: the catalogue may be large and changes once per run; facts change with every request. */
const CATALOGUE_FILE = 'catalogue.json';
/**
 * The state during a run, on disk after every fact, so that the post step has it even if this process dies. Each fact adds
 * one line: with a thousand extracts, writing the whole state each time took longer than everything else.
 */
class Journal {
    /** For `readJournal` in the post step. */
    path;
    #folder;
    #state;
    /** Requests that Tableau has not answered yet. Only the file has them, not `state`. */
    #sending = new Map();
    #answered = [];
    #catalogueOnDisk = null;
    #problem = null;
    /** Creates `folder` if it is missing; it belongs to this run alone, under RUNNER_TEMP. */
    constructor(folder, state = state_state/* EMPTY_STATE */.Wk) {
        this.#folder = folder;
        this.path = (0,external_node_path_.join)(folder, FILE);
        this.#state = state;
        this.#write(() => this.#writeAll());
    }
    get state() {
        return this.#state;
    }
    /** Why the last write failed; facts then stay in memory. Null if the file is up to date. */
    get problem() {
        return this.#problem;
    }
    /** Joins these facts to the state and writes them; never throws. */
    update(facts) {
        this.#state = (0,join/* join */.f)(this.#state, facts);
        this.#add({ facts });
    }
    /** Call before sending a request: if the process dies before the answer, the file shows that Tableau may have it. */
    sending(key, id, facts) {
        const requests = new Map([[(0,request_id/* requestKey */.l)(id), facts]]);
        this.#sending.set(key, requests);
        this.#add({ sending: new Map([[key, requests]]) });
    }
    /** Call when the request was answered, and record the answer with `update` at once; if there is nothing to record, `flush`. */
    answered(key) {
        this.#sending.delete(key);
        this.#answered.push(key);
    }
    /** Writes answers that no fact has followed. */
    flush() {
        if (this.#answered.length > 0)
            this.#add({});
    }
    #add(entry) {
        const line = lineOf({ ...entry, answered: this.#answered });
        this.#answered = [];
        this.#write(() => {
            // After a failed write the file may end in half a line.
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
        writeWhole(this.path, lineOf({ facts: this.#state, sending: this.#sending }));
    }
    #writeCatalogue() {
        const { catalogue } = this.#state;
        if (catalogue === this.#catalogueOnDisk)
            return;
        writeWhole(cataloguePath(this.path), (0,state_file/* serialise */.GY)({ ...state_state/* EMPTY_STATE */.Wk, catalogue }));
        this.#catalogueOnDisk = catalogue;
    }
    #write(write) {
        try {
            write();
            this.#problem = null;
        }
        catch (error) {
            this.#problem = (0,message/* message */.i)('AE-JOURNAL-NOT-WRITTEN', { path: this.path, why: (0,errors/* clauseOf */.pQ)(error) });
        }
    }
}
function lineOf({ facts = state_state/* EMPTY_STATE */.Wk, sending = new Map(), answered = [] }) {
    const json = {
        facts: (0,state_file/* toJson */.aB)({ ...facts, catalogue: state_state/* EMPTY_STATE */.Wk.catalogue }),
        sending: (0,state_file/* toJson */.aB)({ ...state_state/* EMPTY_STATE */.Wk, requests: sending }),
        answered,
    };
    return `${JSON.stringify(json)}\n`;
}
const entry = schemas/* object */.Ikc({ facts: schemas/* unknown */.L5J(), sending: schemas/* unknown */.L5J(), answered: schemas/* array */.YOg(schemas/* string */.YjP()) });
/** Reads the journal at this path; never throws. */
function readJournal(path) {
    const text = readText(path);
    if (text === null)
        return { state: state_state/* EMPTY_STATE */.Wk, problem: null, found: false };
    // Text after the last line break is an unfinished line.
    const lines = text.split('\n').slice(0, -1);
    const { state, problem } = readLines(lines.length === 0 ? [text] : lines);
    const kept = readText(cataloguePath(path));
    const { catalogue } = kept === null ? state_state/* EMPTY_STATE */.Wk : (0,state_file/* deserialise */.Bc)(kept).state;
    return { state: { ...state, catalogue }, problem, found: true };
}
function readLines(lines) {
    // The first line may be large: joining the small ones first is cheaper.
    let [whole, added] = [state_state/* EMPTY_STATE */.Wk, state_state/* EMPTY_STATE */.Wk];
    const sending = new Map();
    for (const [index, line] of lines.entries()) {
        const read = entry.safeParse((0,json/* parseJson */.q)(line)).data;
        const facts = (0,state_file/* fromJson */.Rf)(read?.facts);
        if (facts.problem !== null)
            return facts;
        if (index === 0)
            whole = facts.state;
        else
            added = (0,join/* join */.f)(added, facts.state);
        for (const key of read?.answered ?? [])
            sending.delete(key);
        for (const [key, requests] of (0,state_file/* fromJson */.Rf)(read?.sending).state.requests)
            sending.set(key, new Map([[key, requests]]));
    }
    for (const requests of sending.values())
        added = (0,join/* join */.f)(added, { ...state_state/* EMPTY_STATE */.Wk, requests });
    return { state: (0,join/* join */.f)(whole, added), problem: null };
}
function cataloguePath(journal) {
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(journal), CATALOGUE_FILE);
}
/** Writes a temporary file and renames it, so that a reader never finds a part (kill -9, full disk). */
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

;// CONCATENATED MODULE: ./src/run/saved-state.ts







/** Names under which main leaves values for the post step, which knows nothing else. */
const FOR_POST = { journal: 'journal', entries: 'entries', done: 'done' };
/** Loads the state of earlier runs. Never fails: without state the run starts empty, and `problemsOf` says why. */
async function openState(action, mode, { stateScope, site }) {
    const [dbt, ofSite] = await action.runner.group('Restoring state', async () => [
        await saved_state_open(action, { of: 'dbt', stateScope }),
        site === null ? null : await saved_state_open(action, { of: 'site', stateScope, ...site }),
    ]);
    const opened = ofSite === null ? [dbt] : [dbt, ofSite];
    const loaded = opened.map((each) => each.loaded.state).reduce(join/* join */.f);
    const journal = new Journal((0,external_node_path_.join)((0,ports/* temporaryFolder */.y)(action.environment), `active-exposures-${(0,external_node_crypto_.randomUUID)()}`), loaded);
    prepareForPost(action, mode, { journal, entries: opened.map(({ entry }) => entry) });
    const save = async () => {
        const kept = savable(mode, journal.state, loaded);
        if (kept === null)
            return { problems: [], keepsLandings: false };
        const saved = await action.runner.group('Saving state', () => saveAll(opened, kept));
        // Otherwise the post step tries again.
        if (saved.problems.length === 0)
            action.runner.saveState(FOR_POST.done, 'true');
        return { ...saved, problems: withProblem(saved.problems, journal.problem) };
    };
    return { journal, dbt: dbt.loaded, site: ofSite?.loaded ?? null, save };
}
async function saved_state_open(action, entry) {
    const store = await action.store(entry);
    return { entry, store, loaded: await store.load() };
}
/** Saves the entries in parallel, as a save mostly waits. */
async function saveAll(entries, state) {
    const saved = await Promise.all(entries.map(async ({ entry, store }) => ({
        entry,
        ...(await store.save((0,state_state/* factsOfKind */.XC)(entry.of, state))),
    })));
    return {
        problems: saved.map(({ problem }) => problem).reduce(withProblem, []),
        keepsLandings: saved.every(({ entry, problem }) => entry.of !== 'dbt' || problem === null),
    };
}
/** Both entries usually fail for the same reason, which is reported once. */
function withProblem(problems, problem) {
    const isKnown = problem === null || problems.some(({ message: known }) => known === problem.message);
    return isKnown ? problems : [...problems, problem];
}
/** Why state could not be loaded, one message per cause. */
function problemsOf({ dbt, site }) {
    return [dbt.problem, site?.problem ?? null].reduce(withProblem, []);
}
/** A dry run on the production branch saves node facts and no requests; any other dry run saves nothing. */
function savable(mode, now, loaded) {
    if (mode.kind === 'real')
        return now;
    return mode.onProduction ? { ...now, requests: loaded.requests } : null;
}
/** Tells the post step where to find the journal. After a dry run it may save the node facts only. */
function prepareForPost({ runner }, mode, { journal, entries }) {
    if (!mode.onProduction)
        return;
    const kept = mode.kind === 'real' ? entries : entries.filter(({ of }) => of === 'dbt');
    runner.saveState(FOR_POST.journal, journal.path);
    runner.saveState(FOR_POST.entries, JSON.stringify(kept));
}
/**
 * The post step: saves what main left on disk when it could not finish.
 * @returns a message for each part that could not be saved.
 */
async function saveWhatMainLeft(action) {
    const { runner } = action;
    const path = runner.getState(FOR_POST.journal);
    if (path === '' || runner.getState(FOR_POST.done) === 'true')
        return [];
    const left = readJournal(path);
    if (!left.found)
        return [];
    if (left.problem !== null)
        return [left.problem];
    const entries = JSON.parse(runner.getState(FOR_POST.entries));
    const save = async () => {
        const opened = entries.map(async (entry) => ({ entry, store: await action.store(entry) }));
        return saveAll(await Promise.all(opened), left.state);
    };
    return (await runner.group('Saving state', save)).problems;
}
/** A notice about earlier state that this run does not see; null if it sees all, or if `problemsOf` says why not. */
function missingState(state, mode) {
    const { dbt, site } = state;
    if (problemsOf(state).length > 0)
        return null;
    // GitHub shows a run the caches of its own ref, of the branch that a pull request is for, and of the default branch.
    if (!dbt.found && site?.found !== true)
        return (0,message/* message */.i)(mode.onProduction ? 'AE-FIRST-RUN' : 'AE-STATE-NOT-VISIBLE');
    if (!dbt.found)
        return (0,message/* message */.i)('AE-LANDINGS-MISSING');
    return site?.found === false ? (0,message/* message */.i)('AE-FIRST-RUN-FOR-SITE') : null;
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
