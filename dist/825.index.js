export const id = 825;
export const ids = [825];
export const modules = {

/***/ 1825:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  noteFacts: () => (/* binding */ noteFacts),
  openMemory: () => (/* binding */ openMemory)
});

// EXTERNAL MODULE: ./src/dbt/facts.ts
var dbt_facts = __webpack_require__(769);
// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/dbt/manifest.ts
var dbt_manifest = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/dbt/run-results.ts + 1 modules
var run_results = __webpack_require__(9804);
;// CONCATENATED MODULE: ./src/dbt/notices.ts




/**
 * What the reader must know of artifacts that cannot show, or no longer show, what landed.
 * `news` tells whether they said anything that state did not know.
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
        ...(news ? [] : nothingNew(manifest, runResults)),
    ];
}
function missingResults(manifest) {
    return warning(`There is no run_results.json beside ${manifest.path}, so nothing is known to have landed: dbt ended before writing it, ran with --no-write-json, or only parsed the project.`);
}
/** `args.which` of the commands that write run results without building anything, as people type them. */
const TYPED = { generate: 'docs generate', operation: 'run-operation' };
function overwritten(results) {
    const command = `dbt ${TYPED[results.command] ?? results.command}`;
    const otherwise = results.command === 'test' ? 'use dbt build' : `run ${command} after this step`;
    return warning(`${results.path} was written by ${command}, which does not show what landed and has overwritten the results of any build before it: ${otherwise}, or keep a copy of the build's run_results.json and list it in dbt-artifacts too.`);
}
function oddResults(results, manifest) {
    if (results.empty) {
        return [
            warning(`${results.path} is of a dbt ${results.command} --empty: its tables have no rows, so nothing landed.`),
        ];
    }
    // A project of exposures alone has nothing to select.
    if (results.results.length === 0 &&
        [...manifest.nodes.values()].some((node) => isBuiltHere(node, manifest))) {
        return [
            warning(`${results.path} is of a dbt ${results.command} that selected nothing, so it built nothing.`),
        ];
    }
    return [];
}
function isBuiltHere(node, manifest) {
    return (0,dbt_manifest/* isBuilt */.TQ)(node.resourceType) && !(0,dbt_manifest/* isOfAnotherProject */.Yj)(node, manifest);
}
function leftBehind({ path, generatedAt }) {
    return {
        level: 'notice',
        message: `${path} is of a dbt source freshness of ${(0,clock/* toMinute */.y_)(generatedAt)}, more than an hour before this build: it does not tell which sources have new data now. Run dbt source freshness in the job of the build, or remove the old file.`,
    };
}
function fromTheFuture(runResults, now) {
    const ahead = runResults.find(({ generatedAt }) => generatedAt - now > clock/* CLOCKS_DIFFER */.j4);
    if (ahead === undefined)
        return [];
    return [
        warning(`${ahead.path} was written at ${(0,clock/* toMinute */.y_)(ahead.generatedAt)}, but for this runner it is ${(0,clock/* toMinute */.y_)(now)}: its clock is wrong, or that of the machine on which dbt ran. Times of the future count as now.`),
    ];
}
function onlyRetried(runResults) {
    const landing = runResults.filter(run_results/* canLand */.w1);
    const [retry] = landing;
    if (retry === undefined || !landing.every((results) => results.isRetry))
        return [];
    return [
        warning(`${retry.path} was written by dbt retry and lists the retried nodes only: what the build before it landed is not counted unless you keep a copy of its run_results.json and list both in dbt-artifacts.`),
    ];
}
/** dbt that died after parsing leaves a new manifest beside the results of an earlier command. */
function nothingNew(manifest, runResults) {
    const newest = runResults.reduce((a, b) => (b.generatedAt > a.generatedAt ? b : a));
    const sameCommand = runResults.some((results) => results.invocationId === manifest.invocationId);
    const counted = `${newest.path} (dbt ${newest.command} of ${shown(newest.generatedAt)}) says nothing new: an earlier run has already counted it.`;
    if (sameCommand)
        return [{ level: 'notice', message: counted }];
    return [
        warning(`${counted} ${manifest.path} is of another dbt command (${shown(manifest.generatedAt)}): if dbt has run since, it ended before it wrote its results.`),
    ];
}
function shown(instant) {
    return instant === null ? 'unknown time' : (0,clock/* toMinute */.y_)(instant);
}
function warning(message) {
    return { level: 'warning', message };
}

// EXTERNAL MODULE: ./src/memory.ts + 1 modules
var src_memory = __webpack_require__(3424);
// EXTERNAL MODULE: ./src/plan/slot.ts
var slot = __webpack_require__(9791);
// EXTERNAL MODULE: ./src/run.ts + 21 modules
var src_run = __webpack_require__(818);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/facts.ts
/* What landed and what failed, noted before anything else can go wrong: loaded only where there is something to remember. */






/** The state of this run, loaded once. */
async function openMemory(run, wanted) {
    run.memory ??= await (0,src_memory/* loadMemory */.ab)(run.action, run.draft.mode, wanted);
    return run.memory;
}
/** Puts into state, and on disk, what these builds say. Returns what has landed since this site was last looked at. */
function noteFacts(run, { builds }, memory) {
    (0,src_run/* sayAll */.jO)(run, 'warning', (0,src_memory/* problemsOf */.GW)(memory));
    const { journal } = memory;
    const now = run.action.clock.now();
    const before = journal.state;
    const fresh = [];
    const landed = new Set();
    for (const build of builds) {
        const known = journal.state.nodes;
        const facts = new Map([...(0,dbt_facts/* factsOf */.xS)(build, known)].map(([key, fact]) => [key, (0,dbt_facts/* notAfter */.Cw)(now, fact)]));
        const news = !isCounted(build, before) || [...facts].some(([key, fact]) => isNews(fact, known.get(key)));
        if (news)
            fresh.push(build);
        // The build of a pull request, if there is one, says nothing of production.
        if (run.event.pullRequest === null)
            (0,src_run/* note */.N4)(run, artifactNotices(build, { news, now }));
        journal.update({ ...state/* EMPTY_STATE */.W, nodes: facts });
        for (const [key, { landedAt }] of facts)
            if (landedAt !== undefined)
                landed.add(key);
    }
    run.draft.slot = (0,slot/* slotOf */.S)({ cron: run.event.cron, start: startOf(run, fresh) });
    return new Set([...landed, ...landedSince(lastLook(before), journal.state)]);
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
/** The start that the slot is reckoned from (DESIGN §2); results that an earlier run has counted are not this run's. */
function startOf({ event, draft }, fresh) {
    const now = draft.slot;
    const start = event.triggeredAt ?? (0,dbt_facts/* firstExecution */.bN)(fresh.flatMap((build) => build.runResults)) ?? now;
    return Math.min(start, now);
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
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9373);


/**
 * The instant a run stands for: the newest instant of its cron at or before its start, so that GitHub's late
 * starts (half an hour is usual, facts/peers.md §6) do not move anything. Without a cron, the start itself.
 * `cron` is GitHub's `schedule`: five POSIX fields, UTC. One that cannot be read counts as none.
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
    // The library also reads fewer and more fields, where it would guess; GitHub knows five only.
    if (cron?.trim().split(/\s+/).length !== 5)
        return null;
    try {
        return take(cron_parser__WEBPACK_IMPORTED_MODULE_0__.CronExpressionParser.parse(cron, { currentDate: (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .dateOf */ .Q$)(currentDate), tz: 'UTC' })).getTime();
    }
    catch {
        return null;
    }
}


/***/ })

};
