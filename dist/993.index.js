export const id = 993;
export const ids = [993];
export const modules = {

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
    };
}
/** Whether a person asked for this run. */
function isManual({ name }) {
    return name === 'workflow_dispatch';
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
    if (inputs.dryRun === false || onProduction)
        return { kind: 'real', onProduction: true };
    const here = event.ref.kind === 'branch' ? `branch ${event.ref.branch}` : event.ref.what;
    const there = production === null ? 'and no production-branch is known' : `not the production branch ${production}`;
    return { kind: 'dry', why: `this is ${here}, ${there}`, onProduction: false };
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

/***/ 1993:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qN: () => (/* binding */ begin),
  Ep: () => (/* binding */ conclude),
  a3: () => (/* binding */ obey),
  cv: () => (/* binding */ say)
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
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
;// CONCATENATED MODULE: ./src/report/status.ts
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

;// CONCATENATED MODULE: ./src/report/report.ts

function counts(report) {
    const groups = report.rows.map((row) => STATUS[statusOf(row, report.mode)].group);
    const count = (group) => groups.filter((each) => each === group).length;
    return { refreshed: count('refreshed'), skipped: count('skipped'), failed: count('failed') };
}
/** What needs a person first, then what is open, then what went well; the plan's order among equals. */
function worstFirst(report) {
    return [...report.rows].sort((a, b) => rankOf(a, report.mode) - rankOf(b, report.mode));
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

// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
;// CONCATENATED MODULE: ./src/report/link.ts
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
var report_times = __webpack_require__(7020);
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
            return `the refresh requested at ${(0,report_times.at)(decision.requestedAt, now)} is still running`;
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
            return `nothing new since its last refresh (newest data ${(0,report_times.at)(decision.landedAt, now)})`;
        case 'waiting-for-upstream':
            return `waiting for new data in ${list(decision.waitingFor)} too (updates_on: all)`;
        case 'build-after':
            return buildAfterWords(row, now);
        case 'failing':
            return `failing since ${(0,report_times.at)(decision.since, now)}: ${FAILURE[decision.failure].what}`;
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
    const last = lastRefreshedAt === null ? 'its window is used up' : `refreshed ${(0,report_times/* ago */.KN)(lastRefreshedAt, now)}`;
    return dueAt === null ? last : `${last}; next due ${(0,report_times.at)(dueAt, now)}`;
}
function problemWords(problems, now) {
    const [first] = problems;
    if (first === undefined)
        return 'an upstream node is unhealthy';
    const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
    return `${problemSentence(first, (0,report_times.at)(first.failedAt, now))}${more}`;
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

;// CONCATENATED MODULE: ./src/report/rows.ts






/** No name in Tableau or dbt is as long; a hostile one must not crowd out the others. */
const LONGEST_NAME = 1000;
/** All rows as machines read them, worst first; unresolved exposures stand after what failed. */
function toRows(report) {
    const speaking = speakingOf(report);
    const rows = worstFirst(report);
    const failed = rows.filter((row) => STATUS[statusOf(row, report.mode)].group === 'failed');
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
        message: messageOf(reportRow, speaking),
        lastRefreshedAt: isoOrNull(lastRefreshOf(reportRow)),
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
        url: linkOf(content, tableau),
    };
}
/** The message of an unresolved exposure with its candidates. */
function unresolvedWords({ message, candidates }) {
    const sentence = (0,src_text/* oneLine */.TN)(message, 500);
    return candidates.length === 0 ? sentence : `${sentence} Candidates: ${list(candidates, 5)}.`;
}
function isoOrNull(instant) {
    return instant === null ? null : (0,clock/* toIso */.tK)(instant);
}

;// CONCATENATED MODULE: ./src/report/annotations.ts





/** GitHub shows 10 of each level a step and cuts messages at 4096 characters (facts/actions-platform.md §7). */
const SHOWN_PER_LEVEL = 10;
const LONGEST_MESSAGE = 2000;
const LONGEST_TITLE = 120;
const annotations_NAMES_TOLD = 8;
/** What GitHub will show of the report: at most 10 of each level, the worst ones first. */
function annotationsOf(report) {
    const all = [
        ...(report.error === null ? [] : [annotation('error', 'Active Exposures stopped', report.error)]),
        ...report.notices.map(fromNotice),
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
    const speaking = speakingOf(report);
    const causes = new Map();
    for (const row of worstFirst(report)) {
        const status = statusOf(row, report.mode);
        const { group, word } = STATUS[status];
        if (group !== 'failed' && status !== 'held')
            continue;
        const message = messageOf(row, speaking);
        const key = JSON.stringify([word, message]);
        const contents = [...(causes.get(key)?.contents ?? []), row.row.extract.lineage.content];
        causes.set(key, { level: group === 'failed' ? 'error' : 'warning', word, message, contents });
    }
    return [...causes.values()].map(fromCause);
}
/** The log shows messages without their titles, so that these name the extracts too. */
function fromCause({ level, word, message, contents }) {
    const [first] = contents;
    const kind = first?.kind === 'datasource' ? 'Data source' : 'Workbook';
    const names = contents.map(({ name }) => name);
    const title = names.length === 1 ? `${kind} ${word}: ${names.join()}` : `${names.length} extracts ${word}`;
    return annotation(level, title, `${list(names, annotations_NAMES_TOLD)}: ${message}`);
}
function fromNotice({ level, message, file, line }) {
    return {
        ...annotation(level, 'Active Exposures', message),
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
        const { notices, drift, exposuresFile, error } = this;
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
    const remedy = remedyOf(row);
    const text = (0,src_text/* harmlessLines */.vL)(row.result?.failure?.text ?? '', 10);
    return [
        coloured(`Failure in refresh ${titleOf(row.row)}`, 'red'),
        `  ${reasonOf(row, speaking)}`,
        ...text.map((line) => `  ${line}`),
        ...(remedy === null ? [] : [`  > ${remedy}`]),
    ];
}
/** dbt's line before the failures; an extract that is held back, or was not found, counts as a warning. */
function completedLine({ rows, mode, unresolved }) {
    const statuses = rows.map((row) => statusOf(row, mode));
    const errors = statuses.filter((status) => STATUS[status].group === 'failed').length;
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
    const { refreshed, skipped, failed } = counts(report);
    const open = new Map();
    for (const row of report.rows) {
        const status = statusOf(row, report.mode);
        const { group } = STATUS[status];
        if (group === 'open' || group === 'would-refresh')
            open.set(status, (open.get(status) ?? 0) + 1);
    }
    const others = [...open].map(([status, count]) => `${status.toUpperCase()}=${count} `).join('');
    return `Done. REFRESHED=${refreshed} SKIP=${skipped} ERROR=${failed} ${others}TOTAL=${report.rows.length}`;
}

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
        this.#names = namesOf(extracts);
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
        this.#say(`  ${decisionWords(row, this.#speaking())}`);
    }
    started(row) {
        this.#row(row, `START refresh ${titleOf(row)}`, { word: 'RUN', colour: null, rest: '' });
        this.#say(`  ${decisionWords(row, this.#speaking())}`);
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
        this.#say(`${running.length} running: ${list(told)}`);
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
        const speaking = speakingOf(report);
        for (const row of report.rows) {
            if (STATUS[statusOf(row, report.mode)].group !== 'failed')
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
        const done = report.mode.kind === 'dry' ? 'the dry run' : `refreshing ${plural(counts(report).refreshed, 'extract')}`;
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
    const { refreshed, skipped, failed } = counts(report);
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
    const { refreshed, skipped, failed } = counts(report);
    const statuses = report.rows.map((row) => statusOf(row, report.mode));
    const open = new Map();
    for (const status of statuses) {
        const { group, word } = STATUS[status];
        if (group === 'open')
            open.set(word, (open.get(word) ?? 0) + 1);
    }
    const done = report.mode.kind === 'dry'
        ? `${statuses.filter((status) => status === 'would-refresh').length} would be refreshed`
        : `${report.error === null ? '' : 'stopped, '}${refreshed} refreshed`;
    const held = statuses.filter((status) => status === 'held').length;
    const parts = [
        [failed, 'failed'],
        [held, STATUS.held.word],
        [skipped - held, 'skipped'],
        ...[...open].map(([word, count]) => [count, word]),
        [report.unresolved.length, 'unresolved'],
    ];
    return [done, ...parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)].join(' · ');
}
function iconOf(report) {
    const statuses = report.rows.map((row) => statusOf(row, report.mode));
    if (report.error !== null || counts(report).failed > 0)
        return '❌';
    if (statuses.includes('held') || report.unresolved.length > 0)
        return '⚠️';
    if (statuses.some((status) => STATUS[status].group === 'open'))
        return '⏳';
    return report.mode.kind === 'dry' ? '🔵' : '✅';
}

// EXTERNAL MODULE: ./src/dbt/types.ts
var types = __webpack_require__(9359);
;// CONCATENATED MODULE: ./src/report/drawing.ts

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
    const label = (0,src_text/* oneLine */.TN)(text, LONGEST_LABEL);
    return (label === '' ? '?' : label).replace(/[^\p{L}\p{N}\p{M} ]/gu, (character) => `#${character.codePointAt(0) ?? 32};`);
}

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
        const statuses = those.map((row) => statusOf(row, mode));
        return { project, rows: those, statuses, className: statuses.map(classOf).reduce(worse) };
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
    for (const status of [...statuses].sort((a, b) => STATUS[a].rank - STATUS[b].rank)) {
        const { icon } = STATUS[status];
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
    const rows = worstFirst(report).filter(({ row }) => row.decision.reason !== 'no-extract');
    for (let drawn = mostDrawn(rows, report); drawn > 0; drawn -= 1) {
        const folds = foldsOf(rows.slice(drawn), report.mode);
        const drawing = draw(rows.slice(0, drawn), report, rows.length > MAX_EXTRACTS ? NARROW : WIDE);
        drawFolds(drawing, folds);
        const mermaid = textOf(drawing);
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
    const classes = rows.map((row) => classOf(statusOf(row, mode)));
    const telling = classes.filter((name) => name === 'failed' || name === 'held').length;
    return Math.min(Math.max(telling, LEAST_IN_CROWD), MAX_IN_CROWD);
}
function draw(rows, { mode }, width) {
    const drawing = new Drawing();
    const extracts = new Map();
    for (const reportRow of rows) {
        const { key, lineage } = reportRow.row.extract;
        const { name, project: group } = lineage.content;
        const status = statusOf(reportRow, mode);
        const label = `${STATUS[status].icon} ${name}`;
        extracts.set(key, drawing.box(`extract ${key}`, { label, shape: 'extract', className: classOf(status), group }));
    }
    for (const reportRow of rows) {
        const className = classOf(statusOf(reportRow, mode));
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

// EXTERNAL MODULE: ./node_modules/mdast-util-gfm/lib/index.js + 6 modules
var lib = __webpack_require__(5618);
// EXTERNAL MODULE: ./node_modules/mdast-util-to-markdown/lib/index.js + 14 modules
var mdast_util_to_markdown_lib = __webpack_require__(9059);
;// CONCATENATED MODULE: ./src/report/markdown.ts



/**
 * Untrusted or not, words become Markdown only here. mdast escapes Markdown and HTML; GitHub then looks at the
 * finished text for mentions, references, bare links and emoji names, which no escaping stops. A zero-width space
 * behind their first character does. (A commit's hash may still become a link into the own repository.)
 */
function words(text, max) {
    return { type: 'text', value: inert((0,src_text/* oneLine */.TN)(text, max)) };
}
/** As `words`; what is short stays on one line, where a narrow column would put a word on each. */
function compact(text, max) {
    const value = inert((0,src_text/* oneLine */.TN)(text, max));
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
function markdown_link(url, ...phrases) {
    return { type: 'link', url, children: phrasing(phrases) };
}
function inlineCode(text) {
    return { type: 'inlineCode', value: (0,src_text/* oneLine */.TN)(text) };
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
    return (0,mdast_util_to_markdown_lib/* toMarkdown */.l)(root, {
        bullet: '-',
        // Columns padded to the longest cell would multiply the size of a summary that has a limit.
        extensions: [(0,lib/* gfmToMarkdown */.H)({ tablePipeAlign: false }), DOLLARS_ARE_TEXT],
    });
}
/** GitHub reads `$…$` as mathematics, which mdast knows nothing of. */
const DOLLARS_ARE_TEXT = { unsafe: [{ character: '$', inConstruct: 'phrasing' }] };

;// CONCATENATED MODULE: ./src/report/remedies.ts



/** Worst first; rows that ask for the same, with the same words of Tableau's, are told together. */
function remediesOf(report) {
    const remedies = new Map();
    for (const row of worstFirst(report)) {
        const sentence = remedyOf(row);
        if (sentence === null)
            continue;
        const { icon } = STATUS[statusOf(row, report.mode)];
        const tableauText = row.result?.failure?.text ?? '';
        const name = row.row.extract.lineage.content.name;
        const key = JSON.stringify([icon, sentence, tableauText]);
        const names = [...(remedies.get(key)?.names ?? []), name];
        remedies.set(key, { icon, names, sentence, tableauText });
    }
    return [...remedies.values()];
}

;// CONCATENATED MODULE: ./src/report/room.ts
/** Tried in this order until the summary fits; the last one is small whatever the input. */
const ROOMS = [
    { rows: 300, notes: 30, text: 400, lines: 20, diagram: true },
    { rows: 200, notes: 20, text: 200, lines: 8, diagram: true },
    { rows: 100, notes: 10, text: 100, lines: 3, diagram: false },
    { rows: 10, notes: 3, text: 60, lines: 1, diagram: false },
];

;// CONCATENATED MODULE: ./src/report/summary-about.ts




/** One line under the headline: when, and after which build. */
function contextLine(report) {
    const { run, builds } = report;
    const times = new Set([(0,report_times/* clockTime */.qo)(run.startedAt), (0,report_times/* clockTime */.qo)(run.endedAt)]);
    const when = `${(0,report_times/* day */.vd)(run.startedAt)}, ${[...times].join('–')}`;
    const [first] = builds;
    if (first === undefined)
        return paragraph(...small(own(`${when} UTC · ${withoutBuild(report)}`)));
    const landed = builds.reduce((sum, build) => sum + build.landed, 0);
    const failed = builds.reduce((sum, build) => sum + build.failed, 0);
    const more = builds.length === 1 ? '' : ` and ${builds.length - 1} more`;
    const result = ` (${landed} landed${failed === 0 ? '' : `, ${failed} failed`}) · times in UTC`;
    return paragraph(...small(own(`${when} · after `), inlineCode(first.command), own(`${more}${result}`)));
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
        ...(manual || force ? [[own('Asked for by '), strong(words(actor ?? 'nobody known', 80))]] : []),
        ...given('select', select, room),
        ...given('exclude', exclude, room),
        ...(force
            ? [[own('forced: nothing but an unhealthy upstream, or no data at all, holds an extract back')]]
            : []),
        ...(manual || force ? [[own('uses up no window')]] : []),
    ];
    return phrases.length === 0
        ? null
        : phrases.flatMap((phrase, index) => [own(index === 0 ? '' : ' · '), ...phrase]);
}
function given(input, text, room) {
    return text === '' ? [] : [[own(`${input}: `), inlineCode((0,src_text/* oneLine */.TN)(text, room.text))]];
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
    return folded('About this run', [bullets(items)]);
}
function runItem({ run }) {
    const { event, actor, slot, startedAt, endedAt } = run;
    const by = actor === null ? [] : [own(', by '), words(actor, 80)];
    const times = `: stands for ${(0,report_times.at)(slot, endedAt)}, took ${(0,report_times/* duration */.p0)((endedAt - startedAt) / 1000)}`;
    return [own('Started by '), inlineCode(event), ...by, own(times)];
}
function tableauItem({ tableau }) {
    if (tableau === null)
        return [];
    const site = tableau.site === '' ? own('default site') : words(`site ${tableau.site}`);
    return [[own('Tableau: '), site, own(' on '), inlineCode(tableau.server)]];
}
function buildItem({ command, dbtVersion, finishedAt, landed, failed }, now) {
    const result = `, finished ${(0,report_times.at)(finishedAt, now)}: ${landed} landed, ${failed} failed`;
    return [inlineCode(command), own(' with dbt '), words(dbtVersion, 40), own(result)];
}
function leftOutItem(leftOut, reason, title, room) {
    const exposures = leftOut.filter((each) => each.reason === reason);
    if (exposures.length === 0)
        return [];
    const told = exposures.slice(0, room.notes).map(({ exposure, why }) => `${exposure} (${why})`);
    return [[own(`Left out, ${title}: ${exposures.length}. `), words(list(told, 5), room.text)]];
}

// EXTERNAL MODULE: ./src/state/requests.ts
var requests = __webpack_require__(455);
;// CONCATENATED MODULE: ./src/report/next-due.ts



/** For a cell: when the extract may be refreshed again, or what has to happen first. */
function nextDue(reportRow, mode, now) {
    const { dueAt, decision } = reportRow.row;
    const due = dueAt !== null && dueAt > now ? (0,report_times/* shortly */.s4)(dueAt, now) : null;
    const { group } = STATUS[statusOf(reportRow, mode)];
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







const summary_state_LONGEST_NAME = 100;
/** Extracts shown: a look, not the whole state, which lies in the cache. */
const MOST = 100;
/** Folded away: what the action remembers of each extract, and where that shows a rhythm that costs freshness. */
function stateBlocks(report, room) {
    if (report.rows.length === 0)
        return [];
    const byName = [...report.rows].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    const shown = byName.slice(0, Math.min(MOST, room.rows));
    const left = byName.length - shown.length;
    const hints = hintsOf(report.rows);
    return folded(hints.length === 0 ? 'What is remembered' : 'What is remembered and what comes too late', [
        ...hintBlocks(hints, room),
        table(columns(report, room), shown),
        ...(left === 0 ? [] : [paragraph(own(`… and ${left} more.`))]),
    ]);
}
function nameOf({ row }) {
    return row.extract.lineage.content.name;
}
function columns({ run, mode }, room) {
    const now = run.endedAt;
    const width = Math.min(room.text, summary_state_LONGEST_NAME);
    return [
        { title: 'Extract', cell: (row) => [compact(nameOf(row), width)] },
        { title: 'Last refreshed by us', cell: (row) => [ownCompact(moment(lastRefreshOf(row), now))] },
        { title: 'Newest landing', cell: ({ row }) => newestLanding(row.known.newest, now, width) },
        { title: 'Window used', cell: (row) => windowUsed(row, now) },
        { title: 'Next due', cell: (row) => [ownCompact(nextDue(row, mode, now))] },
    ];
}
function moment(instant, now) {
    return instant === null ? 'never' : (0,report_times/* shortly */.s4)(instant, now);
}
function newestLanding(newest, now, width) {
    if (newest === null)
        return [own('not known')];
    return [ownCompact((0,report_times/* shortly */.s4)(newest.at, now)), lineBreak, ...small(compact(newest.name, width))];
}
/** The window of this run's refresh, where it used one, else the last one that state knows. */
function windowUsed({ row, result }, now) {
    const { decision, dueAt, known } = row;
    const planned = decision.decision === 'refresh' && result?.outcome === 'refreshed' ? decision.window : null;
    const used = planned !== null && dueAt !== null ? { start: planned, end: dueAt } : known.window;
    if (used === null)
        return [own('none')];
    return [
        ownCompact((0,report_times/* shortly */.s4)(used.start, now)),
        lineBreak,
        ...small(ownCompact(`to ${(0,report_times/* shortly */.s4)(used.end, now)}`)),
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
        ...(shown.length === 0 ? [] : [bullets(shown.map((hint) => hintWords(hint, room)))]),
        ...(left === 0 ? [] : [paragraph(own(`… and ${left} more hints.`))]),
    ];
}
function hintWords({ latecomer: { node, times, of, after }, rows }, room) {
    const exposures = rows.flatMap(({ row }) => row.extract.exposures.map(({ name }) => name));
    const seen = `${times} of the last ${of} refreshes, by up to ${(0,report_times/* duration */.p0)(after / 1000)}`;
    return [
        own('💡 '),
        inlineCode((0,src_text/* oneLine */.TN)((0,types/* nodeName */.q)(node) || node, summary_state_LONGEST_NAME)),
        own(' landed too late for '),
        strong(words(list(rows.map(nameOf), 3), room.text)),
        own(`: after ${seen}, and then waits for the next window. In `),
        inlineCode('build_after'),
        own(' of '),
        words(list([...new Set(exposures)], 5), room.text),
        own(' set '),
        inlineCode('at'),
        own(' to a time after the run that it follows now and before the run that builds this node; '),
        inlineCode('updates_on: all'),
        own(' then waits for both.'),
    ];
}

;// CONCATENATED MODULE: ./src/report/summary-drift.ts


const summary_drift_LONGEST_NAME = 100;
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
    const withoutTable = fold ? cappedTable(without, report, room) : [];
    return [
        heading(3, own('Drift')),
        ...cappedTable(main, report, room),
        ...(fold ? folded(`${without.length} dashboards without an exposure`, withoutTable) : []),
        ...(check.incomplete ? [paragraph(...small(own(INCOMPLETE)))] : []),
    ];
}
const INCOMPLETE = "Tableau's answer was incomplete: what exposures declare and Tableau does not read was not looked for, and dashboards without an exposure may be missing here.";
function cappedTable(drift, report, room) {
    const shown = drift.slice(0, room.rows);
    const left = drift.length - shown.length;
    return [
        ...(shown.length === 0 ? [] : [table(summary_drift_columns(report, room), shown)]),
        ...(left === 0 ? [] : [paragraph(own(`… and ${left} more, in the output drift.`))]),
    ];
}
function summary_drift_columns(report, room) {
    return [
        { title: 'Drift', cell: ({ kind }) => [own(WORD[kind])] },
        { title: 'Exposure', cell: ({ exposure }) => (exposure === null ? [own('–')] : [inlineCode(exposure)]) },
        { title: 'In Tableau', cell: (each) => contentCell(each, report, room) },
        { title: 'What to do', cell: ({ message }) => [words(message, room.text)] },
    ];
}
function contentCell({ content }, { tableau }, room) {
    if (content === null)
        return [own('–')];
    const path = content.project === null ? content.name : `${content.project}/${content.name}`;
    const name = words(path, Math.min(room.text, summary_drift_LONGEST_NAME));
    const url = linkOf(content, tableau);
    return [url === null ? name : markdown_link(url, name)];
}

;// CONCATENATED MODULE: ./src/report/summary-table.ts








/** With more rows than these the ones skipped in the normal course of things are folded away. */
const summary_table_READ_AT_ONCE = 15;
const EXPOSURES_TOLD = 3;
const summary_table_LONGEST_NAME = 100;
/** One row per extract, worst first; routine skips folded away when there are many rows. */
function tableBlocks(report, room) {
    const rows = worstFirst(report);
    if (rows.length === 0)
        return [];
    const all = summary_table_columns(report, speakingOf(report), room);
    const routine = rows.length > summary_table_READ_AT_ONCE ? rows.filter((row) => statusOf(row, report.mode) === 'skipped') : [];
    const main = rows.slice(0, rows.length - routine.length);
    return [
        ...summary_table_cappedTable(all, main, room),
        ...(routine.length === 0
            ? []
            : folded(`${routine.length} skipped in the normal course of things`, summary_table_cappedTable(all, routine, room))),
    ];
}
function summary_table_cappedTable(all, rows, room) {
    const shown = rows.slice(0, room.rows);
    const left = rows.length - shown.length;
    const blocks = shown.length === 0 ? [] : [table(all, shown)];
    return left === 0
        ? blocks
        : [...blocks, paragraph(own(`… and ${left} more; the plan-file output has them all.`))];
}
function summary_table_columns(report, speaking, room) {
    const { now } = speaking;
    return [
        { title: 'Status', cell: (row) => statusCell(row, report) },
        { title: 'Extract', cell: ({ row }) => extractCell(row, report, room) },
        { title: 'Why', cell: (row) => [words(whyOf(row, speaking), room.text)] },
        { title: 'Last refreshed', cell: (row) => [ownCompact(summary_table_moment(lastRefreshOf(row), now))] },
        { title: 'Next due', cell: (row) => [ownCompact(nextDue(row, report.mode, now))] },
    ];
}
function statusCell(row, { mode }) {
    const { icon, word } = STATUS[statusOf(row, mode)];
    const seconds = row.result?.seconds ?? null;
    const took = seconds === null ? [] : [lineBreak, ...small(ownCompact(`took ${(0,report_times/* duration */.p0)(seconds)}`))];
    return [ownCompact(`${icon} ${word}`), ...took];
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
        own(index === 0 ? 'for\u00A0' : ', '),
        compact(name, Math.min(room.text, summary_table_LONGEST_NAME)),
    ]);
    return [lineBreak, ...small(...phrases, own(more === 0 ? '' : ` and ${more} more`))];
}
function extractCell({ extract }, { tableau }, room) {
    const { content } = extract.lineage;
    const name = words((0,src_text/* oneLine */.TN)(content.name, Math.min(room.text, summary_table_LONGEST_NAME)) || 'unnamed');
    const url = linkOf(content, tableau);
    const kind = content.kind === 'datasource' ? 'data source' : 'workbook';
    const where = content.project === null ? kind : `${kind} · ${content.project}`;
    return [
        strong(url === null ? name : markdown_link(url, name)),
        lineBreak,
        ...small(compact(where, Math.min(room.text, summary_table_LONGEST_NAME))),
        ...servesLine(extract, room),
    ];
}
/** Without the instant that the next column tells. */
function whyOf(row, speaking) {
    const { decision, lastRefreshedAt, dueAt } = row.row;
    return decision.reason === 'build-after' && lastRefreshedAt !== null && dueAt !== null
        ? `refreshed ${(0,report_times/* ago */.KN)(lastRefreshedAt, speaking.now)}, not due yet`
        : reasonOf(row, speaking);
}
function summary_table_moment(instant, now) {
    return instant === null ? 'never by us' : (0,report_times/* shortly */.s4)(instant, now);
}

;// CONCATENATED MODULE: ./src/report/summary.ts












/** GitHub drops a summary that is larger, whole (facts/actions-platform.md §7). */
const LARGEST_SUMMARY = 1_048_576;
/** The report as GitHub-flavoured Markdown: valid, and at most `largest` bytes whatever the report holds. */
function summaryMarkdown(report, largest = LARGEST_SUMMARY) {
    for (const room of ROOMS) {
        const markdown = serialise(blocksOf(report, room));
        if (Buffer.byteLength(markdown) <= largest)
            return markdown;
    }
    return serialise([heading(2, own(headlineOf(report)))]);
}
function blocksOf(report, room) {
    return [
        heading(2, own(headlineOf(report))),
        contextLine(report),
        ...leadBlocks(report, room),
        ...noticeBlocks(report.notices, room),
        ...tableBlocks(report, room),
        ...remedyBlocks(report, room),
        ...unresolvedBlocks(report, room),
        ...driftBlocks(report, room),
        ...(room.diagram ? lineageBlocks(report) : []),
        ...stateBlocks(report, room),
        ...aboutBlocks(report, room),
    ];
}
/** What a reader must know before the table: that the run stopped, that nothing was changed, that there is nothing. */
function leadBlocks({ error, mode, run, rows }, room) {
    const blocks = [];
    if (error !== null)
        blocks.push(quote(paragraph(own('❌ '), strong(words(error, 1000)))));
    const asked = askedLine(run, room);
    if (asked !== null)
        blocks.push(paragraph(...asked));
    if (mode.kind === 'dry') {
        blocks.push(paragraph(strong(own('Nothing was refreshed:')), own(' '), words(mode.why, room.text)));
    }
    if (rows.length === 0 && error === null) {
        blocks.push(paragraph(own('No extract in Tableau hangs on the exposures of this run.')));
    }
    return blocks;
}
const NOTICE_ICON = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
const NOTICE_RANK = { error: 0, warning: 1, notice: 2 };
function noticeBlocks(notices, room) {
    const sorted = [...notices].sort((a, b) => NOTICE_RANK[a.level] - NOTICE_RANK[b.level]);
    const shown = sorted.slice(0, room.notes).map(({ level, message, file, line }) => {
        const place = file === undefined ? [] : [own(' '), inlineCode(line === undefined ? file : `${file}:${line}`)];
        return quote(paragraph(own(`${NOTICE_ICON[level]} `), words(message, room.text), ...place));
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
        heading(3, own('What to do')),
        ...shown.flatMap(({ icon, names, sentence, tableauText }) => {
            const lines = (0,src_text/* harmlessLines */.vL)(tableauText, room.lines, room.text);
            return [
                paragraph(own(`${icon} `), strong(words(list(names, 5), room.text)), own(': '), words(sentence, room.text)),
                ...(lines.length === 0 ? [] : [codeBlock(lines)]),
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
        heading(3, own('Unresolved exposures')),
        bullets(shown.map((each) => [
            strong(words(each.exposure, 120)),
            own(': '),
            words(unresolvedWords(each), room.text),
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
        heading(3, own('Lineage')),
        codeBlock(diagram.mermaid.split('\n'), 'mermaid'),
        paragraph(...small(own(`${LEGEND}${folded}${left}`))),
    ];
}
const LEGEND = 'green: new data, refreshed · red: failed · amber: held back · blue: open · grey: nothing to do';
function andMore(count, where) {
    return count === 0 ? [] : [paragraph(own(`… and ${count} more, ${where}.`))];
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
/** What the inputs mean for the run as a whole: whether it is real, when it fails, and what was asked for. */
function obey(run, inputs) {
    const { draft, event } = run;
    run.failOn = inputs.failOn;
    draft.mode = (0,github_event/* modeOf */.VV)(event, inputs);
    draft.asked = {
        manual: (0,github_event/* isManual */.b0)(event),
        force: inputs.policy.force,
        select: run_textOf(inputs.selection.select),
        exclude: run_textOf(inputs.selection.exclude),
    };
}
function run_textOf(parts) {
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
        (failOn.includes('failure') && counts(report).failed > 0) ||
        (failOn.includes('unresolved') && report.unresolved.length > 0) ||
        (failOn.includes('drift') && (report.drift?.drift.length ?? 0) > 0));
}


/***/ }),

/***/ 8992:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   vL: () => (/* binding */ harmlessLines)
/* harmony export */ });
/** Longer than any name or sentence people write; keeps a hostile one from filling a page. */
const USUAL_LENGTH = 300;
/**
 * Characters that draw nothing or turn the text around them: controls, bidi overrides and marks, zero-width
 * spaces, tags. The zero-width joiners stay: emoji and Persian need them.
 */
const INVISIBLE = /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu;
/**
 * Untrusted text as one harmless line of at most `max` code points: for log lines, annotations and cells.
 * The runner obeys `::name::` after leading blanks (facts/actions-platform.md §8) and, from older days, `##[name]`
 * anywhere in a line (actions/runner, ActionCommand.cs); both come out broken by a space.
 */
function oneLine(text, max = USUAL_LENGTH) {
    // What draws nothing may make a text a little longer than it looks; 100 kB of it nobody needs to wash.
    const visible = cut(text, max * 8)
        .replace(/[\s\u0085]+/gu, ' ')
        .replace(/\p{Cs}/gu, '\uFFFD')
        .replace(INVISIBLE, '')
        .trim();
    return cut(visible.replace(/^::/, ': :').replaceAll('##[', '## ['), max);
}
/** The first code points of a text, an ellipsis in place of the rest; never half a surrogate pair. */
function cut(text, max) {
    if (text.length <= max)
        return text;
    let points = 0;
    let offset = 0;
    let end = 0;
    for (const character of text) {
        points += 1;
        if (points > max)
            return `${text.slice(0, end)}…`;
        offset += character.length;
        if (points < max)
            end = offset;
    }
    return text;
}
/** Untrusted text of several lines (an error message), each as `oneLine` leaves it; empty lines go. */
function harmlessLines(text, maxLines, max = USUAL_LENGTH) {
    const all = text
        .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
        .map((line) => oneLine(line, max))
        .filter((line) => line !== '');
    if (all.length <= maxLines)
        return all;
    return [...all.slice(0, maxLines), `… and ${all.length - maxLines} more lines`];
}


/***/ })

};
