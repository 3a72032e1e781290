export const id = 151;
export const ids = [151];
export const modules = {

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

/***/ 9791:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ nextSlotOf),
/* harmony export */   S: () => (/* binding */ slotOf)
/* harmony export */ });
/* harmony import */ var cron_parser__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8628);
/* harmony import */ var cron_parser__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(cron_parser__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6412);


/**
 * The instant a run represents: the newest instant of its cron at or before its start, so that GitHub's late starts
 * shift no window (docs/facts/field-data.md#late-schedules). Without a cron, the start itself.
 * `cron` is GitHub's `schedule`: five POSIX fields, UTC. An unreadable one counts as none.
 */
function slotOf({ cron, start }) {
    // `prev` means strictly before, hence one millisecond later.
    return instantOf(cron, start + 1, (instants) => instants.prev()) ?? start;
}
/** When the next run of this cron is due after `slot`; null without a cron. */
function nextSlotOf({ cron, slot }) {
    return instantOf(cron, slot, (instants) => instants.next());
}
function instantOf(cron, currentDate, take) {
    // The library also accepts other numbers of fields and guesses their meaning; GitHub has five.
    if (cron?.trim().split(/\s+/).length !== 5)
        return null;
    try {
        return take(cron_parser__WEBPACK_IMPORTED_MODULE_0__.CronExpressionParser.parse(cron, { currentDate: (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .dateOf */ .Q$)(currentDate), tz: 'UTC' })).getTime();
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 3151:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  noteFacts: () => (/* binding */ noteFacts),
  slotOfRun: () => (/* binding */ slotOfRun)
});

// EXTERNAL MODULE: ./src/dbt/facts.ts
var dbt_facts = __webpack_require__(769);
// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./src/dbt/manifest.ts
var dbt_manifest = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/dbt/artifacts/run-results.ts + 1 modules
var run_results = __webpack_require__(2043);
;// CONCATENATED MODULE: ./src/dbt/notices.ts





/**
 * Notices about artifacts that do not show what landed.
 * @param news whether they had facts that state did not have
 */
function artifactNotices(artifacts, { news, now }) {
    const { manifest, runResults, sources } = artifacts;
    if (runResults.length === 0)
        return [missingResults(manifest)];
    if (!runResults.some(run_results/* canLand */.w1))
        return runResults.slice(0, 1).map(overwritten);
    return [
        ...runResults.flatMap((results) => oddResults(results, manifest)),
        ...sources.filter((file) => !(0,dbt_facts/* isOfBuild */.YH)(file, runResults)).map(leftBehind),
        ...fromTheFuture(runResults, now),
        ...onlyRetried(runResults),
        // Tables without rows have no landings to count.
        ...(news || !runResults.some(run_results/* hasData */.vI) ? [] : [nothingNew(manifest, runResults)]),
    ];
}
function missingResults(manifest) {
    return (0,message/* message */.i)('AE-NO-RUN-RESULTS', { manifest: manifest.path });
}
/** `args.which` of the commands that write run results without building anything, as people type them. */
const TYPED = { generate: 'docs generate', operation: 'run-operation' };
function overwritten({ path, command }) {
    const typed = `dbt ${TYPED[command] ?? command}`;
    return (0,message/* message */.i)(command === 'test' ? 'AE-RESULTS-OF-TEST' : 'AE-RESULTS-OVERWRITTEN', {
        path,
        command: typed,
    });
}
function oddResults({ path, command, empty, results }, manifest) {
    if (empty)
        return [(0,message/* message */.i)('AE-RESULTS-EMPTY', { path, command })];
    // Hooks have results too, with ids that are no node's.
    const built = results.filter(({ id }) => !id.startsWith('operation.'));
    if (built.length > 0 && !built.some(({ id }) => manifest.nodes.has(id))) {
        return [(0,message/* message */.i)('AE-RESULTS-OF-OTHER-PROJECT', { path, manifest: manifest.path })];
    }
    // A project that builds no nodes, only exposures, has nothing to select.
    const selectsNothing = built.length === 0 && [...manifest.nodes.values()].some(isBuiltIn(manifest));
    return selectsNothing ? [(0,message/* message */.i)('AE-NOTHING-BUILT', { path, command })] : [];
}
function isBuiltIn(manifest) {
    return (node) => (0,dbt_manifest/* isBuilt */.TQ)(node.resourceType) && !(0,dbt_manifest/* isOfAnotherProject */.Yj)(node, manifest);
}
function leftBehind({ path, generatedAt }) {
    return (0,message/* message */.i)('AE-SOURCES-OUTDATED', { path, time: (0,clock/* toMinute */.y_)(generatedAt) });
}
function fromTheFuture(runResults, now) {
    const ahead = runResults.find(({ generatedAt }) => generatedAt - now > clock/* CLOCKS_DIFFER */.j4);
    if (ahead === undefined)
        return [];
    const { path, generatedAt } = ahead;
    return [(0,message/* message */.i)('AE-CLOCK-OF-DBT', { path, time: (0,clock/* toMinute */.y_)(generatedAt), now: (0,clock/* toMinute */.y_)(now) })];
}
function onlyRetried(runResults) {
    const landing = runResults.filter(run_results/* canLand */.w1);
    const [retry] = landing;
    if (retry === undefined || !landing.every((results) => results.isRetry))
        return [];
    return [(0,message/* message */.i)('AE-RESULTS-OF-RETRY', { path: retry.path })];
}
/** If dbt ends after parsing, there is a new manifest next to the results of an earlier command. */
function nothingNew(manifest, runResults) {
    const newest = runResults.reduce((a, b) => (b.generatedAt > a.generatedAt ? b : a));
    const isSameCommand = runResults.some((results) => results.invocationId === manifest.invocationId);
    const { path, command, generatedAt } = newest;
    const counted = { path, command, time: (0,clock/* toMinute */.y_)(generatedAt) };
    if (isSameCommand)
        return (0,message/* message */.i)('AE-RESULTS-KNOWN', counted);
    const manifestTime = manifest.generatedAt === null ? 'unknown time' : (0,clock/* toMinute */.y_)(manifest.generatedAt);
    return (0,message/* message */.i)('AE-RESULTS-OUTDATED', { ...counted, manifest: manifest.path, manifestTime });
}

// EXTERNAL MODULE: ./src/plan/slot.ts
var slot = __webpack_require__(9791);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/run/facts.ts




/** Saves in state, and on disk, what landed and what failed in these builds. */
function noteFacts(builds, journal, { now, writesExposures }) {
    const before = journal.state;
    const fresh = [];
    const notices = [];
    const landed = new Set();
    for (const build of builds) {
        const known = journal.state.nodes;
        const facts = new Map([...(0,dbt_facts/* factsOf */.xS)(build, known)].map(([key, fact]) => [key, (0,dbt_facts/* notAfter */.Cw)(now, fact)]));
        const news = !isCounted(build, before) || [...facts].some(([key, fact]) => isNews(fact, known.get(key)));
        if (news)
            fresh.push(build);
        const isOnlyParsed = writesExposures && build.runResults.length === 0;
        if (!isOnlyParsed)
            for (const notice of artifactNotices(build, { news, now }))
                notices.push(notice);
        journal.update({ ...state/* EMPTY_STATE */.Wk, nodes: facts });
        for (const [key, { landedAt }] of facts)
            if (landedAt !== undefined)
                landed.add(key);
    }
    for (const key of landedSince(lastLook(before), journal.state))
        landed.add(key);
    return { landed, fresh, notices };
}
/** When a run of this site has last looked its exposures up: until then it has seen what landed. */
function lastLook({ catalogue }) {
    return catalogue?.builtAt ?? -Infinity;
}
/** Whether a run of this site has seen these results; what runs of other sites have seen is news to this one. */
function isCounted({ runResults }, state) {
    return runResults.every(({ generatedAt }) => generatedAt <= lastLook(state));
}
function isNews(fact, known) {
    return ['landedAt', 'okAt', 'failedAt'].some((name) => (fact[name] ?? -Infinity) > (known?.[name] ?? -Infinity));
}
function landedSince(since, { nodes }) {
    return [...nodes].flatMap(([key, { landedAt = -Infinity }]) => (landedAt > since ? [key] : []));
}
/** The instant that this run represents (docs/decisions.md#the-slot). `startedAt`: when its process began. */
function slotOfRun({ cron, triggeredAt }, fresh, startedAt) {
    const start = triggeredAt ?? (0,dbt_facts/* firstExecution */.bN)(fresh.flatMap(({ runResults }) => runResults)) ?? startedAt;
    return (0,slot/* slotOf */.S)({ cron, start: Math.min(start, startedAt) });
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
