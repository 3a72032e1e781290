export const id = 857;
export const ids = [857];
export const modules = {

/***/ 4182:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ NOTHING_DISCOVERED)
/* harmony export */ });
const NOTHING_DISCOVERED = {
    dashboards: [],
    datasources: [],
    notices: [],
    incomplete: [],
    lineages: [],
};


/***/ }),

/***/ 9002:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kW: () => (/* binding */ candidatesOf),
  Ms: () => (/* binding */ entryOf),
  tJ: () => (/* binding */ inert)
});

// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
;// CONCATENATED MODULE: ./src/exposures/file/depends-on.ts
/**
 * How an exposure's `depends_on` names a node: `ref('fct_orders')`, `ref('shop', 'dim_customers', v=2)`,
 * `source('shop', 'orders')`. Null for what no exposure may name: a private model (dbt refuses it), or what is no data.
 */
function dependencyOn(node, { projectName }) {
    const { id, packageName, name } = node;
    switch (node.resourceType) {
        case 'source':
            return call('source', [sourceName(node), name]);
        case 'model':
        case 'seed':
        case 'snapshot': {
            if (node.access === 'private')
                return null;
            const own = packageName === projectName || projectName === null;
            return call('ref', own ? [name] : [packageName, name], versionOf(id, `.${packageName}.${name}`));
        }
        default:
            return null;
    }
}
/** `source.shop.finance.goals` → `finance`: only the unique id tells it. */
function sourceName({ id, packageName, name }) {
    return id.slice(`source.${packageName}.`.length, -(name.length + 1));
}
/** `model.shop.dim_customers.v2` → `2`; null without a version. */
function versionOf(id, path) {
    const rest = id.slice(id.indexOf(path) + path.length);
    return rest.startsWith('.v') ? rest.slice(2) : null;
}
function call(name, given, version = null) {
    const texts = given.map(quoted);
    if (version === null)
        return `${name}(${texts.join(', ')})`;
    return `${name}(${[...texts, `v=${/^\d+(\.\d+)?$/.test(version) ? version : quoted(version)}`].join(', ')})`;
}
function quoted(text) {
    return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw `\'`)}'`;
}

;// CONCATENATED MODULE: ./src/exposures/file/entry.ts


/** In order of project path and name. */
function candidatesOf({ dashboards, datasources }) {
    const place = ({ content }) => [...content.projectPath, content.name, content.luid].join('\u0000');
    return [
        ...dashboards.map(({ workbook, owner, upstream }) => ({
            kind: 'workbook',
            content: workbook,
            sheets: workbook.sheets,
            owner,
            upstream,
        })),
        ...datasources.map(({ datasource, owner, upstream }) => ({
            kind: 'datasource',
            content: datasource,
            sheets: [],
            owner,
            upstream,
        })),
    ].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
/** Longer than any description people read in a lineage; Tableau allows far more. */
const LONGEST_DESCRIPTION = 4000;
function entryOf({ kind, content, owner, upstream }, manifest) {
    const read = upstream.flatMap(({ node: id, certain }) => {
        const node = manifest.nodes.get(id);
        return node === undefined ? [] : [{ node, certain, name: dependencyOn(node, manifest) }];
    });
    const named = read.flatMap(({ name, certain }) => (name === null ? [] : [{ name, certain }]));
    const description = inert(content.description ?? '', LONGEST_DESCRIPTION);
    const url = webAddress(content.url);
    return {
        keys: {
            label: inert(content.name) || content.luid,
            type: kind === 'workbook' ? 'dashboard' : 'analysis',
            ...(url === null ? {} : { url }),
            ...(description === '' ? {} : { description }),
            ...(named.length === 0 ? {} : { depends_on: distinct(named.map(({ name }) => name)) }),
            owner: ownerOf(owner),
        },
        tableau: {
            luid: content.luid,
            kind,
            name: inert(content.name),
            ...(content.projectPath.length === 0 ? {} : { project: inert(content.projectPath.join('/')) }),
            ...uncertainOf(named),
        },
        extracts: url === null ? [{ [kind]: content.luid }] : [],
        privateModels: read.filter(({ node }) => isPrivate(node)).map(({ node }) => node.name),
    };
}
function isPrivate({ access }) {
    return access === 'private';
}
function uncertainOf(named) {
    const uncertain = named.filter(({ certain }) => !certain).map(({ name }) => name);
    return uncertain.length === 0 ? {} : { uncertain: distinct(uncertain) };
}
function distinct(names) {
    return [...new Set(names)].sort();
}
/** dbt asks for one of the two. */
function ownerOf(owner) {
    const name = inert(owner?.name ?? '');
    const email = inert(owner?.email ?? '');
    if (name === '' && email === '')
        return { name: 'unknown' };
    return { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) };
}
function webAddress(url) {
    return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? inert(url) : null;
}
/**
 * dbt renders every text in YAML as Jinja, descriptions twice. A space takes the meaning from what would open an
 * expression, however often it is rendered. What draws nothing goes, except line breaks.
 */
function inert(text, max = 500) {
    const plain = text
        .normalize('NFC')
        .replaceAll('\r\n', '\n')
        // eslint-disable-next-line no-control-regex -- YAML allows none of them
        .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g, ' ')
        .replace(/\p{Cs}/gu, '\uFFFD')
        .trim();
    return (0,src_text/* cut */.Jj)(plain, max).replace(/\{(?=[{%#])/g, '{ ');
}


/***/ }),

/***/ 9603:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ ProjectRelations),
/* harmony export */   a: () => (/* binding */ standsInWarehouse)
/* harmony export */ });
/* harmony import */ var _dbt_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6497);
/* harmony import */ var _relations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9599);


const NONE = { kind: 'none' };
/** The relations of a project, by name. */
class ProjectRelations {
    mappings;
    #byName = new Map();
    #adapterType;
    constructor({ nodes, adapterType }, mappings = []) {
        this.mappings = mappings;
        this.#adapterType = adapterType;
        for (const node of nodes.values()) {
            if (!standsInWarehouse(node))
                continue;
            const relation = (0,_relations_js__WEBPACK_IMPORTED_MODULE_0__/* .relationOf */ .Ke)(node, mappings);
            const known = this.#byName.get(relation.name);
            if (known === undefined)
                this.#byName.set(relation.name, [{ node, relation }]);
            else
                known.push({ node, relation });
        }
    }
    get names() {
        return this.#byName.keys();
    }
    /**
     * Never a guess: what the table tells must agree, and must fit one relation only. A match by less than the whole name
     * is not certain.
     */
    match(table) {
        const told = (0,_relations_js__WEBPACK_IMPORTED_MODULE_0__/* .relationOfTable */ .gB)(table);
        if (told === null || !(0,_relations_js__WEBPACK_IMPORTED_MODULE_0__/* .mayShare */ .Xb)(this.#adapterType, table.connectionType))
            return NONE;
        const same = (this.#byName.get(told.name) ?? []).filter(({ relation }) => (0,_relations_js__WEBPACK_IMPORTED_MODULE_0__/* .compareRelations */ .Xx)(relation, told, table.connectionType) === 'same');
        const relations = [...new Set(same.map(({ relation }) => (0,_relations_js__WEBPACK_IMPORTED_MODULE_0__/* .showRelation */ .O4)(relation)))];
        const [first] = same;
        if (first === undefined)
            return NONE;
        if (relations.length > 1)
            return { kind: 'ambiguous', relations };
        return {
            kind: 'match',
            nodes: same.map(({ node }) => node.id),
            certain: (0,_relations_js__WEBPACK_IMPORTED_MODULE_0__/* .isWhole */ .wP)(first.relation, told, table.connectionType),
        };
    }
    /** Every way in which Tableau may write the name of the node's table (facts/tableau-api.md §12.1). */
    spellingsOf(node) {
        if (!standsInWarehouse(node))
            return [];
        const { database, schema, name } = (0,_relations_js__WEBPACK_IMPORTED_MODULE_0__/* .relationOf */ .Ke)(node, this.mappings);
        const given = [name, node.identifier, name.toUpperCase()];
        const dotted = [
            ...(schema === null ? [] : [`${schema}.${name}`, `[${schema}].[${name}]`]),
            ...(schema === null || database === null
                ? []
                : [
                    `${database}.${schema}.${name}`,
                    `[${database}.${schema}].[${name}]`,
                    `[${database}].[${schema}].[${name}]`,
                    `\`${database}.${schema}.${name}\``,
                ]),
        ];
        return [...new Set([...given, ...dotted, ...dotted.map((text) => text.toUpperCase())])];
    }
}
/** Ephemeral models, tests and functions are no tables. */
function standsInWarehouse(node) {
    return !(0,_dbt_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .isTest */ .Nu)(node.resourceType) && node.resourceType !== 'function' && node.materialized !== 'ephemeral';
}


/***/ }),

/***/ 8686:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DL: () => (/* binding */ isReferredBy),
/* harmony export */   XE: () => (/* binding */ discoveredExposures),
/* harmony export */   ZH: () => (/* binding */ joinLineages)
/* harmony export */ });
/**
 * What discovery adds to the declared exposures: one dashboard is one exposure, and a declared one wins with all it
 * says, also where it is switched off or wrong. What has no extract has nothing to refresh and is left out.
 */
function discoveredExposures(discovery, decided) {
    const taken = new Set(decided.found.flatMap(({ contents }) => contents));
    const isNew = (content, sheets = []) => !taken.has(content.luid) &&
        !decided.pointedAt.some((reference) => isReferredBy(reference, content, sheets));
    return [
        ...discovery.dashboards
            .filter(({ workbook, extracts }) => extracts.length > 0 && isNew(workbook, workbook.sheets))
            .map((one) => exposureOf('workbook', one.workbook, one)),
        ...discovery.datasources
            .filter(({ datasource }) => isNew(datasource))
            .map((one) => exposureOf('datasource', one.datasource, one)),
    ];
}
/** All that may be told by a discovered dashboard itself: its sheets begin with the content URL of their workbook. */
function isReferredBy(reference, content, sheets) {
    switch (reference.by) {
        case 'luid':
            return reference.luid.toLowerCase() === content.luid;
        case 'number':
            return content.url.endsWith(`/${reference.of}s/${reference.number}`);
        case 'path':
            return [content.name, [...content.projectPath, content.name].join('/')].includes(reference.path);
        case 'content-url':
            return (reference.of === 'workbook' && sheets.some(({ path }) => path.split('/')[0] === reference.contentUrl));
    }
}
const OWN_SETTINGS = {
    buildAfter: null,
    updatesOn: null,
    onUpstreamFailure: null,
    incremental: false,
};
function exposureOf(kind, content, { owner, upstream, extracts }) {
    const exposure = {
        uniqueId: `tableau.${kind}.${content.luid}`,
        name: [...content.projectPath, content.name].join('/'),
        label: content.name,
        origin: 'discovered',
        url: content.url === '' ? null : content.url,
        owner: owner?.name ?? null,
        maturity: null,
        path: '',
        upstream: upstream.map(({ node }) => node),
        settings: OWN_SETTINGS,
    };
    return { exposure, contents: [content.luid], extracts };
}
/** By LUID, the description of whoever was described for a declared exposure first: it saw all custom SQL. */
function joinLineages(declared, discovered) {
    return [
        ...new Map([...discovered, ...declared].map((lineage) => [lineage.content.luid, lineage])).values(),
    ];
}


/***/ }),

/***/ 3857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  choose: () => (/* binding */ choose),
  findExtracts: () => (/* binding */ findExtracts),
  noteFacts: () => (/* binding */ noteFacts),
  noteOthers: () => (/* binding */ noteOthers),
  onTableau: () => (/* binding */ onTableau),
  openMemory: () => (/* reexport */ memory/* openMemory */.u),
  plan: () => (/* reexport */ plan),
  planInput: () => (/* binding */ planInput),
  planRun: () => (/* binding */ planRun),
  refreshPlanned: () => (/* binding */ refreshPlanned),
  settleEarlier: () => (/* reexport */ settleEarlier)
});

// EXTERNAL MODULE: ./src/catalogue.ts + 3 modules
var catalogue = __webpack_require__(949);
// EXTERNAL MODULE: ./src/dbt/manifest.ts
var dbt_manifest = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/dbt/run-results.ts
var run_results = __webpack_require__(5424);
;// CONCATENATED MODULE: ./src/dbt/build-read.ts



function buildsRead({ manifest, runResults }) {
    return runResults.map((results) => ({
        command: `dbt ${results.command}`,
        dbtVersion: results.dbtVersion,
        finishedAt: results.generatedAt,
        landed: results.results.filter((result) => landed(result, results, manifest.nodes)).length,
        failed: results.results.filter((result) => failed(result, results, manifest.nodes)).length,
    }));
}
function landed(result, results, nodes) {
    const node = nodes.get(result.id);
    return node !== undefined && !(0,dbt_manifest/* isTest */.Nu)(node.resourceType) && (0,dbt_manifest/* holdsData */.VU)(node) && (0,run_results/* wasRebuilt */.Z6)(result, results);
}
function failed(result, results, nodes) {
    const node = nodes.get(result.id);
    if (node === undefined || !(0,run_results/* hasVerdicts */.PH)(results))
        return false;
    const about = { isTest: (0,dbt_manifest/* isTest */.Nu)(node.resourceType), ephemeral: node.materialized === 'ephemeral' };
    return result.status !== 'skipped' && (0,run_results/* verdictOf */.Vj)(result, about) === 'failed';
}

// EXTERNAL MODULE: ./src/dbt/facts.ts
var dbt_facts = __webpack_require__(769);
// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/dbt/lineage.ts
var dbt_lineage = __webpack_require__(7195);
// EXTERNAL MODULE: ./src/dbt/types.ts
var types = __webpack_require__(9359);
;// CONCATENATED MODULE: ./src/dbt/health.ts





/** Problems are for people: more than these say nothing new about why a dashboard waits. */
const PROBLEMS_SHOWN = 10;
/**
 * The status of the given nodes, and of all their ancestors, as state knows them.
 * A view or ephemeral model shows the landings of what it looks through to; problems come down from all ancestors.
 */
function nodeStatuses(ids, manifest, facts) {
    const lineage = (0,dbt_lineage/* lineageOf */.bQ)(manifest);
    const heldByTests = nodesHeldByTests(manifest, lineage, facts);
    const statuses = new Map();
    for (const id of (0,dbt_lineage/* ancestorsFirst */.F0)(ids, lineage)) {
        const node = manifest.nodes.get(id);
        const parents = lineage.parents(id).map((parent) => statuses.get(parent) ?? UNKNOWN);
        statuses.set(id, node === undefined ? UNKNOWN : statusOf(node, { facts, parents, heldByTests }));
    }
    return statuses;
}
const UNKNOWN = { landedAt: null, fullRefreshAt: null, problems: [] };
function statusOf(node, { facts, parents, heldByTests }) {
    const own = facts.get(node.key) ?? {};
    const seen = (0,dbt_manifest/* holdsData */.VU)(node) ? [] : parents;
    const above = [...(heldByTests.get(node.id) ?? []), ...parents.flatMap((parent) => parent.problems)];
    return {
        landedAt: seen.map((parent) => parent.landedAt).reduce(clock/* later */.NU, own.landedAt ?? null),
        fullRefreshAt: seen.map((parent) => parent.fullRefreshAt).reduce(clock/* later */.NU, own.fullRefreshAt ?? null),
        // What failed above explains why this node was skipped, so its own skip is not named beside it.
        problems: above.length > 0 ? distinct(above) : ownProblem(node, own),
    };
}
function distinct(problems) {
    return [...new Map(problems.map((problem) => [problem.node, problem])).values()].slice(0, PROBLEMS_SHOWN);
}
function ownProblem(node, facts) {
    const failedAt = unhealthySince(facts);
    if (failedAt === null)
        return [];
    const kind = (0,dbt_manifest/* isTest */.Nu)(node.resourceType) ? 'test' : node.resourceType === 'source' ? 'freshness' : 'node';
    const name = (0,dbt_manifest/* isTest */.Nu)(node.resourceType) ? node.name : (0,types/* nodeName */.q)(node.id);
    return [{ node: node.id, name, kind, failedAt }];
}
/** When the node failed, if that is newer than its last success. */
function unhealthySince(facts) {
    if (facts.failedAt === undefined)
        return null;
    return facts.failedAt > (facts.okAt ?? -Infinity) ? facts.failedAt : null;
}
/**
 * The failed tests by the topmost nodes that they hold back; from there they come down as all problems do. dbt's own
 * rule: a test holds back a node only if all nodes the test reads are the node or upstream of it, so a relationships
 * test does not block the parent table.
 */
function nodesHeldByTests(manifest, lineage, facts) {
    const held = new Map();
    for (const test of manifest.nodes.values()) {
        if (!(0,dbt_manifest/* isTest */.Nu)(test.resourceType))
            continue;
        const [problem] = ownProblem(test, facts.get(test.key) ?? {});
        if (problem === undefined)
            continue;
        for (const id of topmostBelowAll(test.parents, lineage)) {
            const known = held.get(id);
            if (known === undefined)
                held.set(id, [problem]);
            else
                known.push(problem);
        }
    }
    return held;
}
/** Of the nodes that are, or lie below, every one of `ids`: those with none of these above them. */
function topmostBelowAll(ids, lineage) {
    const distinctIds = [...new Set(ids)];
    if (distinctIds.length < 2)
        return distinctIds;
    const [first = new Set(), ...others] = distinctIds.map((id) => (0,dbt_lineage/* reach */.gl)([id], lineage.children));
    const below = new Set([...first].filter((id) => others.every((other) => other.has(id))));
    return [...below].filter((id) => !lineage.parents(id).some((parent) => below.has(parent)));
}

;// CONCATENATED MODULE: ./src/dbt/notices.ts


/**
 * What the reader must know of artifacts that cannot show, or no longer show, what landed.
 * `news` tells whether they said anything that state did not know.
 */
function artifactNotices(artifacts, { news, now }) {
    const { manifest, runResults } = artifacts;
    if (runResults.length === 0)
        return [missingResults(manifest)];
    if (!runResults.some(run_results/* canLand */.w1))
        return runResults.slice(0, 1).map(overwritten);
    return [
        ...runResults.flatMap(oddResults),
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
function oddResults(results) {
    if (results.empty) {
        return [
            warning(`${results.path} is of a dbt ${results.command} --empty: its tables have no rows, so nothing landed.`),
        ];
    }
    if (results.results.length === 0) {
        return [
            warning(`${results.path} is of a dbt ${results.command} that selected nothing, so nothing landed.`),
        ];
    }
    return [];
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

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/exposures/declared.ts + 1 modules
var exposures_declared = __webpack_require__(5099);
// EXTERNAL MODULE: ./src/exposures/discovered.ts
var discovered = __webpack_require__(4182);
// EXTERNAL MODULE: ./src/inputs.ts + 1 modules
var src_inputs = __webpack_require__(8206);
// EXTERNAL MODULE: ./src/state/requests.ts
var state_requests = __webpack_require__(455);
;// CONCATENATED MODULE: ./src/plan/asked.ts




/**
 * The nodes whose readers a run has to know: what landed in this build, with the views that show it; what is unhealthy,
 * since it holds its readers back; and everything behind extracts that are pending from earlier runs, because a window
 * or a failure held them back. So calls grow with what has happened, not with the project.
 */
function askedNodes({ manifest, state, landed }) {
    const nodes = [...manifest.nodes.values()];
    const asked = new Set(nodes.filter(({ key }) => landed.has(key)).map(({ id }) => id));
    const { children } = (0,dbt_lineage/* lineageOf */.bQ)(manifest);
    for (const id of asked) {
        for (const child of children(id)) {
            const node = manifest.nodes.get(child);
            if (node !== undefined && !(0,dbt_manifest/* holdsData */.VU)(node))
                asked.add(child);
        }
    }
    const unhealthy = nodes.filter(({ key }) => {
        const { failedAt = -Infinity, okAt = -Infinity } = state.nodes.get(key) ?? {};
        return failedAt > okAt;
    });
    return new Set([...asked, ...unhealthy.map(({ id }) => id), ...pendingNodes(manifest, state)]);
}
/** The upstream of known extracts that are not up to date, or whose last request is open. */
function pendingNodes(manifest, { nodes, requests, reads }) {
    const idOf = new Map([...manifest.nodes.values()].map(({ key, id }) => [key, id]));
    const known = [...reads].map(([key, facts]) => ({
        key,
        ids: facts.nodes.flatMap((node) => idOf.get(node) ?? []),
    }));
    const statuses = nodeStatuses(known.flatMap(({ ids }) => ids), manifest, nodes);
    return known.flatMap(({ key, ids }) => {
        const since = (0,state_requests/* newestSuccess */.Sj)(requests.get(key))?.requestedAt ?? -Infinity;
        const isNews = (id) => (statuses.get(id)?.landedAt ?? -Infinity) > since;
        return (0,state_requests/* openRequest */.Gh)(requests.get(key)) !== null || ids.some(isNews) ? ids : [];
    });
}

// EXTERNAL MODULE: ./src/run.ts + 18 modules
var src_run = __webpack_require__(5212);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/discovery.ts






/**
 * Finds what reads the nodes that matter in this run, says what may be missing, and remembers what was found. Nothing
 * where it is not asked for, nor where the run plans without dbt's files and asks Tableau nothing.
 */
async function discoverExposures(run, { inputs, project, landed, memory: { journal } }, tableau) {
    const { discover: isWanted, relationMap } = inputs;
    const { nodes } = project.manifest;
    if (isWanted === null || project.answers !== null)
        return { discovery: discovered/* NOTHING_DISCOVERED */.Z, pointedAt: [] };
    const { discover } = await __webpack_require__.e(/* import() */ 455).then(__webpack_require__.bind(__webpack_require__, 8455));
    const asked = needsAll(inputs)
        ? nodes.keys()
        : askedNodes({ manifest: project.manifest, state: journal.state, landed });
    const manifest = warehouseOf(project);
    const discovery = await discover({ manifest, relationMap, asked, isWanted, tableau });
    run.draft.notices.push(...discovery.notices);
    (0,src_run/* say */.cv)(run, 'warning', ...discovery.incomplete);
    journal.update({ ...state/* EMPTY_STATE */.W, reads: readFacts(discovery, nodes, run.action.clock.now()) });
    const pointers = project.builds.flatMap(({ manifest: { pointers: own } }) => own);
    return { discovery, pointedAt: (0,exposures_declared/* pointedAt */.V)(pointers, (0,src_inputs/* addressOf */.ci)(inputs)) };
}
/** A file of all dashboards, or a verdict on all, cannot go by what landed in this build. */
function needsAll({ exposuresFile, failOn }) {
    return exposuresFile !== null || failOn.includes('drift');
}
/** The nodes, and the one kind of warehouse that they are in; null where there are several. */
function warehouseOf({ manifest, builds }) {
    const [adapterType = null, ...others] = new Set(builds.map((build) => build.manifest.adapterType));
    return { nodes: manifest.nodes, adapterType: others.length === 0 ? adapterType : null };
}
/** Every extract with the nodes of all that is shown on it. */
function readFacts({ dashboards, datasources }, nodes, seenAt) {
    const keys = new Map();
    for (const { extracts, upstream } of [...dashboards, ...datasources]) {
        const read = upstream.flatMap(({ node }) => nodes.get(node)?.key ?? []);
        for (const extract of extracts)
            keys.set(extract, new Set([...(keys.get(extract) ?? []), ...read]));
    }
    return new Map([...keys].map(([extract, read]) => [extract, { seenAt, nodes: [...read].sort() }]));
}

// EXTERNAL MODULE: ./src/exposures/answers.ts
var exposures_answers = __webpack_require__(9093);
// EXTERNAL MODULE: ./src/exposures/file/entry.ts + 1 modules
var entry = __webpack_require__(9002);
// EXTERNAL MODULE: ./src/exposures/matching.ts
var matching = __webpack_require__(9603);
// EXTERNAL MODULE: ./src/exposures/merge.ts
var merge = __webpack_require__(8686);
// EXTERNAL MODULE: ./src/exposures/extracts.ts + 1 modules
var exposures_extracts = __webpack_require__(2593);
// EXTERNAL MODULE: ./src/exposures/relations.ts
var relations = __webpack_require__(9599);
;// CONCATENATED MODULE: ./src/exposures/readings.ts



/** What Tableau's lineage says that content reads, in the project's nodes. */
class Readings {
    #relations;
    #names;
    #byLuid;
    /** Also what discovery read out of custom SQL that Tableau itself could not read. */
    #discovered;
    #complete;
    constructor({ manifest, relationMap, lineages, discovery }) {
        this.#relations = new matching/* ProjectRelations */.V(manifest, relationMap);
        this.#names = new Set(this.#relations.names);
        this.#byLuid = (0,exposures_extracts/* byLuidOf */.HO)(lineages);
        this.#discovered = new Map(discovery.dashboards.map(({ workbook, upstream }) => [workbook.luid, upstream.map(({ node }) => node)]));
        this.#complete = discovery.incomplete.length === 0;
    }
    of(luids) {
        const behind = this.#behind(luids);
        const tables = behind.flatMap((lineage) => lineage?.tables ?? []);
        const matches = tables.map((table) => this.#relations.match(table));
        const told = behind.every((lineage) => lineage !== undefined && lineage.tables !== null);
        const groups = new Map(matches.flatMap((match) => match.kind === 'match' ? [[match.nodes.join(), match.nodes]] : []));
        const known = new Set([...groups.values()].flat());
        const others = luids.flatMap((luid) => this.#discovered.get(luid) ?? []).filter((id) => !known.has(id));
        return {
            groups: [...groups.values(), ...[...new Set(others)].map((id) => [id])],
            complete: this.#complete &&
                told &&
                tables.every((table) => (0,relations/* relationOfTable */.gB)(table) !== null) &&
                matches.every(({ kind }) => kind !== 'ambiguous'),
            sameEnvironment: groups.size > 0 || (tables.length > 0 && !tables.some((table) => this.#isNamesake(table))),
        };
    }
    #behind(luids) {
        const all = (0,exposures_extracts/* readThrough */.ir)(luids, (luid) => this.#byLuid.get(luid));
        return all.map((luid) => this.#byLuid.get(luid));
    }
    #isNamesake(table) {
        const name = (0,relations/* relationOfTable */.gB)(table)?.name;
        return name !== undefined && this.#names.has(name);
    }
}

;// CONCATENATED MODULE: ./src/exposures/drift.ts





const DRIFT_KINDS = [
    /** The exposure points at nothing that this user may see. */
    'dead',
    /** Tableau calls the content otherwise than the exposure does. */
    'renamed',
    /** Tableau reads nodes that the exposure does not declare. */
    'not-declared',
    /** The exposure declares nodes that Tableau does not read. */
    'not-read',
    /** A dashboard on the project's nodes that no exposure points at. */
    'no-exposure',
];
/** Holds declared exposures against Tableau. What an incomplete answer cannot show is not told as a difference. */
function driftOf(input) {
    const tableau = new Readings(input);
    const drift = [
        ...input.exposures.flatMap((exposure) => [
            ...dead(exposure),
            ...renamed(exposure),
            ...upstreamDrift(exposure, tableau, input.manifest),
        ]),
        ...withoutExposure(input),
    ];
    const rank = ({ kind }) => DRIFT_KINDS.indexOf(kind);
    return {
        drift: drift.sort((a, b) => rank(a) - rank(b)),
        incomplete: input.discovery.incomplete.length > 0,
    };
}
function dead({ declared, dead: sentences }) {
    return sentences.map((message) => ({
        kind: 'dead',
        exposure: declared.name,
        content: null,
        nodes: [],
        message,
    }));
}
/**
 * By the name that a generated entry remembers; else where the label is what the address was made from, and the name
 * is no longer. A label that people chose themselves says nothing.
 */
function renamed({ declared, found }) {
    const { label, meta } = declared;
    return found.flatMap(({ reference, content }) => {
        const known = rememberedName(meta, content.luid);
        const old = known ?? (isFormerName(label, reference, content) ? label : null);
        if (old === null || old === (0,entry/* inert */.tJ)(content.name))
            return [];
        const message = `Tableau calls this ${wordFor(content)} "${content.name}", the exposure "${old}": change the label, or write the exposures-file anew.`;
        return [{ kind: 'renamed', exposure: declared.name, content, nodes: [], message }];
    });
}
function rememberedName(meta, luid) {
    const tableau = meta['tableau'];
    if (typeof tableau !== 'object' || tableau === null)
        return null;
    const told = new Map(Object.entries(tableau));
    const name = told.get('name');
    return told.get('luid') === luid && typeof name === 'string' ? name : null;
}
/** Tableau makes a content URL from the first name, without blanks, with a number where it is taken, and keeps it. */
function isFormerName(label, reference, { name }) {
    if (label === null || reference.by !== 'content-url')
        return false;
    const first = letters(reference.contentUrl.replace(/_\d+$/, ''));
    return letters(label) === first && letters(name) !== first;
}
function letters(text) {
    return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
function wordFor({ kind }) {
    return kind === 'workbook' ? 'workbook' : 'data source';
}
function upstreamDrift({ declared, upstream, found, isWhole }, tableau, { nodes }) {
    const [first] = found;
    if (first === undefined)
        return [];
    const read = tableau.of(found.map(({ content }) => content.luid));
    const declares = new Set(upstream);
    const about = { exposure: declared.name, content: first.content };
    const missing = read.groups
        .filter((group) => !group.some((id) => declares.has(id)))
        .flatMap((group) => group.slice(0, 1));
    const shown = new Set(read.groups.flat());
    const mayJudge = isWhole && read.complete && read.sameEnvironment;
    const extra = mayJudge ? upstream.filter((id) => isTable(id, nodes) && !shown.has(id)) : [];
    return [
        ...(missing.length === 0 ? [] : [{ ...about, ...notDeclared(missing) }]),
        ...(extra.length === 0 ? [] : [{ ...about, ...notRead(extra) }]),
    ];
}
function isTable(id, nodes) {
    const node = nodes.get(id);
    return node !== undefined && (0,matching/* standsInWarehouse */.a)(node);
}
function notDeclared(nodes) {
    const message = `Tableau reads ${namesOf(nodes)}, which the exposure's depends_on does not name: add ${nodes.length === 1 ? 'it' : 'them'}.`;
    return { kind: 'not-declared', nodes, message };
}
function notRead(nodes) {
    const message = `The exposure's depends_on names ${namesOf(nodes)}, which Tableau does not read: remove ${nodes.length === 1 ? 'it' : 'them'}.`;
    return { kind: 'not-read', nodes, message };
}
const NAMES_TOLD = 8;
function namesOf(nodes) {
    const names = nodes.map(types/* nodeName */.q).sort();
    const more = names.length - NAMES_TOLD;
    return `${names.slice(0, NAMES_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
function withoutExposure({ exposures, pointedAt, discovery }) {
    const taken = new Set(exposures.flatMap(({ found }) => found.map(({ content }) => content.luid)));
    const isFree = ({ workbook }) => !taken.has(workbook.luid) &&
        !pointedAt.some((reference) => (0,merge/* isReferredBy */.DL)(reference, workbook, workbook.sheets));
    return discovery.dashboards.filter(isFree).map(({ workbook, owner, upstream }) => {
        const nodes = upstream.map(({ node }) => node);
        const { luid, name, url } = workbook;
        return {
            kind: 'no-exposure',
            exposure: null,
            content: {
                kind: 'workbook',
                luid,
                name,
                project: workbook.projectPath.join('/') || null,
                url: url === '' ? null : url,
                owner: owner?.name ?? null,
            },
            nodes,
            message: `The dashboard reads ${namesOf(nodes)}, but no exposure points at it: declare one, or let exposures-file write it.`,
        };
    });
}

// EXTERNAL MODULE: ./src/exposures/glob.ts
var glob = __webpack_require__(3834);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./src/exposures/nearest.ts

const NEAREST_TOLD = 3;
/** The names that somebody who wrote `word` may have meant, the nearest first; none where nothing is like it. */
function nearest(word, names) {
    const wanted = word.toLowerCase();
    const tolerance = Math.max(2, Math.ceil(wanted.length / 2));
    return [...new Set(names)]
        .map((name) => ({ name, far: farness(wanted, name.toLowerCase()) }))
        .filter(({ far }) => far <= tolerance)
        .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
        .slice(0, NEAREST_TOLD)
        .map(({ name }) => name);
}
/** A name that holds the word, or a part of it, is nearer than any other. */
function farness(wanted, name) {
    const far = (0,mod/* distance */.Io)(wanted, name);
    return name.includes(wanted) || wanted.includes(name) ? Math.min(far, 1) : far;
}

;// CONCATENATED MODULE: ./src/exposures/select-dbt.ts





const nothing = () => [];
const OF_EXPOSURE = {
    name: exposureNames,
    exposure: exposureNames,
    tag: ({ tags }) => tags,
    owner: ({ owners }) => owners,
    path: ({ path }) => foldersOf(path),
    package: ({ id }) => [packageOf(id)],
    source: nothing,
};
/** By the same methods nodes are found, for what hangs on them. */
const OF_NODE = {
    name: (node) => node.resourceType === 'source' ? [] : namesInPackage(node.id, [(0,types/* nodeName */.q)(node.id), node.name]),
    exposure: nothing,
    tag: ({ tags }) => tags,
    owner: nothing,
    path: ({ path }) => foldersOf(path),
    package: ({ packageName }) => [packageName],
    source: sourceNames,
};
/** Every exposure that a selector can name. */
function allExposures({ exposures, disabledExposures }) {
    return [...exposures.map(({ id }) => id), ...disabledExposures];
}
/** The exposures that a selector names: by themselves, or as what hangs on the nodes that it names (`model+`). */
function exposuresNamed(term, graph) {
    const matches = (0,glob/* matcher */.j)(term.value, { ignoreCase: term.method === 'owner' });
    const named = graph.exposures.filter((exposure) => OF_EXPOSURE[term.method](exposure).some(matches));
    const off = isByName(term) ? graph.disabledExposures.filter((name) => matches(name)) : [];
    return new Set([...named.map(({ id }) => id), ...off, ...hangingOn(term, graph)]);
}
function hangingOn(term, graph) {
    // dbt's `model+1` ends at what reads the model; that an exposure reads a node is such a step.
    if (term.below === null || term.below < 1)
        return [];
    const { children } = (0,dbt_lineage/* lineageOf */.bQ)(graph);
    const reached = new Set(nodesNamed(term, graph).map(({ id }) => id));
    let latest = [...reached];
    for (let step = 1; step < term.below && latest.length > 0; step += 1) {
        latest = latest.flatMap(children).filter((id) => !reached.has(id));
        for (const id of latest)
            reached.add(id);
    }
    return graph.exposures
        .filter(({ dependsOn }) => (0,dbt_lineage/* expandSemantics */.yP)(dependsOn, graph).some((id) => reached.has(id)))
        .map(({ id }) => id);
}
function nodesNamed({ method, value }, { nodes }) {
    const matches = (0,glob/* matcher */.j)(value);
    return dataNodes(nodes).filter((node) => OF_NODE[method](node).some(matches));
}
function dataNodes(nodes) {
    return [...nodes.values()].filter(({ resourceType }) => !(0,dbt_manifest/* isTest */.Nu)(resourceType));
}
/** Why a selector names no exposure, and which names come nearest: the end of a sentence. */
function whyNone(term, graph) {
    const nodes = nodesNamed(term, graph);
    const [node] = nodes;
    if (node !== undefined && term.below === null) {
        return `names no exposure but a ${node.resourceType}: write ${term.text}+ for what hangs on it.`;
    }
    if (node !== undefined)
        return `matches nothing: no exposure hangs on ${(0,types/* nodeName */.q)(node.id)}.`;
    const below = term.below === null ? [] : dataNodes(graph.nodes);
    if (!isByName(term)) {
        const names = [
            ...graph.exposures.flatMap(OF_EXPOSURE[term.method]),
            ...below.flatMap(OF_NODE[term.method]),
        ];
        return nothingLike(term.value, names);
    }
    const nodeNames = term.method === 'name' ? below.map(({ id }) => (0,types/* nodeName */.q)(id)) : [];
    return nothingLike(term.value, [
        ...graph.exposures.map(({ name }) => name),
        ...graph.disabledExposures,
        ...nodeNames,
    ]);
}
/** The end of a sentence about a name that nothing has. */
function nothingLike(value, names) {
    const near = nearest(value, names);
    return near.length === 0 ? 'matches nothing.' : `matches nothing; the nearest: ${near.join(', ')}.`;
}
function isByName({ method }) {
    return method === 'name' || method === 'exposure';
}
function exposureNames({ id, name }) {
    return namesInPackage(id, [name]);
}
function namesInPackage(id, names) {
    return names.flatMap((name) => [name, `${packageOf(id)}.${name}`]);
}
function packageOf(id) {
    return id.split('.')[1] ?? '';
}
/** `source.shop.raw.orders` is `raw`, `raw.orders` and `shop.raw.orders`, as for dbt. */
function sourceNames({ id, resourceType }) {
    if (resourceType !== 'source')
        return [];
    const [, inPackage = '', source = '', ...table] = id.split('.');
    const name = [source, ...table].join('.');
    return [source, name, `${inPackage}.${name}`];
}
/** A file by its path, and by every folder it lies in. */
function foldersOf(path) {
    const parts = path.split('/');
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

;// CONCATENATED MODULE: ./src/exposures/select.ts


/** Of an exposure that no expression speaks of. */
const EVERYTHING = { select: [{ text: '', dbt: [], content: [] }], exclude: [] };
/**
 * Leaves out what `select` and `exclude` leave out; nothing is asked of Tableau.
 * @throws ConfigurationError when `select` matches nothing, with the nearest names.
 */
function chooseExposures(declared, graph, selection) {
    const select = selection.select.map((part) => answer(part, graph));
    const exclude = selection.exclude.map((part) => answer(part, graph));
    const unmatched = new Map([...problemsOf('select', select), ...problemsOf('exclude', exclude)]);
    refuseNothing(unmatched, selection);
    const choiceOf = (id) => ({
        select: select.length === 0 ? EVERYTHING.select : partsOf(select, id),
        exclude: partsOf(exclude, id),
    });
    const choices = new Map(allExposures(graph).map((id) => [id, choiceOf(id)]));
    const ids = new Map(graph.exposures.map(({ name, id }) => [name, id]));
    const isOut = (id) => isLeftOut(choices.get(id) ?? EVERYTHING);
    const isOutByName = (name) => isOut(ids.get(name) ?? name);
    const others = declared.ours.filter(({ exposure }) => isOut(exposure.uniqueId));
    return {
        ours: declared.ours.filter(({ exposure }) => !isOut(exposure.uniqueId)),
        unresolved: declared.unresolved.filter(({ exposure }) => !isOutByName(exposure)),
        leftOut: [
            ...declared.leftOut,
            ...others.map(({ exposure }) => notSelected(exposure.name)),
            ...declared.unresolved
                .filter(({ exposure }) => isOutByName(exposure))
                .map(({ exposure }) => notSelected(exposure)),
        ],
        others,
        selection,
        choices,
        unmatched,
    };
}
function notSelected(exposure) {
    return { exposure, reason: 'not-selected', why: 'by select or exclude' };
}
/** @throws ConfigurationError when no part of `select` matches anything; when only some do not, that is a warning. */
function refuseNothing(unmatched, { select }) {
    if (select.length === 0 || !select.every((part) => unmatched.has(part)))
        return;
    throw new errors/* ConfigurationError */.j(select.flatMap((part) => unmatched.get(part) ?? []).join(' '));
}
/** Whether an exposure is selected whatever its content is, so that it is worth telling that it has none. */
function isWhole({ choices }, { uniqueId }) {
    const choice = choices.get(uniqueId) ?? EVERYTHING;
    return !isLeftOut(choice) && choice.select.some(({ content }) => content.length === 0);
}
function isLeftOut({ select, exclude }) {
    return select.length === 0 || exclude.some(({ content }) => content.length === 0);
}
function answer(part, graph) {
    let exposures = new Set(allExposures(graph));
    for (const term of part.dbt) {
        const named = exposuresNamed(term, graph);
        if (named.size === 0)
            return { part, exposures: named, problem: whyNone(term, graph) };
        exposures = new Set([...exposures].filter((id) => named.has(id)));
    }
    const problem = exposures.size === 0 ? 'matches nothing: no exposure answers to all of its selectors.' : null;
    return { part, exposures, problem };
}
function problemsOf(input, answers) {
    return answers.flatMap(({ part, problem }) => problem === null ? [] : [[part, `${input}: ${part.text} ${problem}`]]);
}
function partsOf(answers, id) {
    return answers.filter(({ exposures }) => exposures.has(id)).map(({ part }) => part);
}

;// CONCATENATED MODULE: ./src/exposures/select-content.ts




/**
 * The content that `select` and `exclude` choose, now that it is known what there is. A workbook that is named stands
 * for what it reads, too; content that is excluded is left alone, with what only it reads.
 * @throws ConfigurationError when `select` matches nothing, with the nearest names.
 */
function chooseContent(found, { choices, selection, unmatched }, byLuid) {
    const matches = new Matches(selection);
    const contents = new Set();
    for (const { exposure, contents: own } of found) {
        const choice = choices.get(exposure.uniqueId) ?? EVERYTHING;
        const wanted = wantedOf(own, (0,exposures_extracts/* withAllItReads */.k2)(own, byLuid), { choice, matches });
        if (!isLeftOut(choice))
            for (const { content } of wanted)
                contents.add(content.luid);
    }
    const all = (0,exposures_extracts/* withAllItReads */.k2)(found.flatMap(({ contents: own }) => own), byLuid);
    const known = new Map([...select_content_problemsOf(selection, matches, all), ...unmatched]);
    refuseNothing(known, selection);
    return { contents, unmatched: known };
}
/** Which content answers to which part; a part is found out to match something as it is asked. */
class Matches {
    #tests;
    #matched = new Set();
    constructor({ select, exclude }) {
        this.#tests = new Map([...select, ...exclude].map((part) => [part, part.content.map(answersTo)]));
    }
    /** Whether it answers to any of these parts; all are asked. */
    any(parts, lineage) {
        const matched = parts.filter((part) => this.#tests.get(part)?.every((test) => test(lineage)) === true);
        for (const part of matched)
            this.#matched.add(part);
        return matched.length > 0;
    }
    isMatched(part) {
        return this.#matched.has(part);
    }
}
function wantedOf(own, behind, { choice: { select, exclude }, matches }) {
    const [whole, open] = [select.filter(select_content_isWhole), select.filter((part) => !select_content_isWhole(part))];
    const kept = behind.filter((lineage) => !matches.any(exclude.filter((part) => !select_content_isWhole(part)), lineage));
    const named = behind.filter((lineage) => matches.any(open, lineage)).map(({ content }) => content.luid);
    return (0,exposures_extracts/* withAllItReads */.k2)(whole.length > 0 ? own : named, (0,exposures_extracts/* byLuidOf */.HO)(kept));
}
/** Whether a part asks nothing of content. */
function select_content_isWhole({ content }) {
    return content.length === 0;
}
/** By name, by project path and name, or by LUID. */
function answersTo({ method, value }) {
    const matches = (0,glob/* matcher */.j)(value, { ignoreCase: true });
    return ({ content: { kind, name, project, luid } }) => {
        const names = project === null ? [name, luid] : [name, `${project}/${name}`, luid];
        return kind === method && names.some(matches);
    };
}
function select_content_problemsOf(selection, matches, all) {
    return ['select', 'exclude'].flatMap((input) => selection[input]
        .filter((part) => !select_content_isWhole(part) && !matches.isMatched(part))
        .map((part) => [part, `${input}: ${part.text} ${select_content_whyNone(part, all)}`]));
}
function select_content_whyNone({ content }, all) {
    const missing = content.find((term) => !all.some(answersTo(term)));
    if (missing === undefined)
        return 'matches nothing: no content answers to all of its selectors.';
    const ofKind = all.filter((lineage) => lineage.content.kind === missing.method);
    return nothingLike(missing.value, ofKind.map((lineage) => lineage.content.name));
}

;// CONCATENATED MODULE: ./src/exposures/resolve.ts






/**
 * Looks exposures up and finds the extracts behind them: also those of exposures that were not selected, which may share
 * an extract with one that was.
 * @throws ConfigurationError when `select` matches nothing.
 */
async function resolveExposures(chosen, port, surroundings) {
    const declared = [...chosen.ours, ...chosen.others];
    const findings = await (0,exposures_answers/* findAll */.JW)(declared.flatMap(({ references }) => references), port);
    const looked = declared.map((each) => lookUp(each, findings));
    const contents = looked.flatMap(({ contents: own }) => own);
    const { contents: lineages, notices } = await port.describe((0,exposures_answers/* distinct */.dM)(contents, ({ luid }) => luid));
    const found = looked
        .filter(({ problem }) => problem === null)
        .map(({ exposure, contents: own }) => ({
        exposure,
        contents: own.map(({ luid }) => luid),
    }));
    const { discovery, pointedAt } = surroundings.discovered ?? { discovery: discovered/* NOTHING_DISCOVERED */.Z, pointedAt: [] };
    const added = (0,merge/* discoveredExposures */.XE)(discovery, { found, pointedAt });
    const everyone = [...found, ...added];
    const known = (0,merge/* joinLineages */.ZH)(lineages, discovery.lineages);
    const selected = chooseContent(everyone, withDiscovered(chosen, added), (0,exposures_extracts/* byLuidOf */.HO)(known));
    const all = (0,exposures_extracts/* extractsOf */.C7)(everyone, { ...surroundings, lineages: known });
    const isSelected = ({ lineage }) => selected.contents.has(lineage.content.luid);
    const extracts = all.filter(isSelected);
    const unresolved = looked.flatMap(({ exposure, problem }) => problem !== null && isWhole(chosen, exposure) ? [problem] : []);
    return {
        extracts,
        found: everyone,
        others: all.filter((extract) => !isSelected(extract)),
        leftOut: withoutContent(chosen, extracts, unresolved),
        unresolved,
        notices,
        unmatched: [...selected.unmatched.values()],
        known,
        answers: { findings, lineages },
    };
}
/** dbt knows nothing of a discovered exposure, so it answers to what is said of content alone. */
function withDiscovered(chosen, added) {
    const ofContent = (parts) => parts.filter(({ dbt }) => dbt.length === 0);
    const { select, exclude } = chosen.selection;
    const choice = {
        select: select.length === 0 ? EVERYTHING.select : ofContent(select),
        exclude: ofContent(exclude),
    };
    const choices = added.map(({ exposure }) => [exposure.uniqueId, choice]);
    return { ...chosen, choices: new Map([...chosen.choices, ...choices]) };
}
/** Exposures that might have been selected, had their content been. */
function withoutContent({ ours, selection }, extracts, unresolved) {
    if (selection.select.length + selection.exclude.length === 0)
        return [];
    const served = extracts.flatMap(({ exposures }) => exposures.map(({ name }) => name));
    const told = new Set([...served, ...unresolved.map(({ exposure }) => exposure)]);
    return ours
        .filter(({ exposure }) => !told.has(exposure.name))
        .map(({ exposure }) => notSelected(exposure.name));
}
function lookUp({ exposure, references }, findings) {
    const answers = references.map((reference) => ({ reference, finding: findings.get((0,exposures_answers/* nameOf */.Vb)(reference)) }));
    const [problem = null] = answers.flatMap((answer) => problemOf(exposure.name, answer));
    const contents = answers.flatMap(({ finding }) => (finding?.kind === 'found' ? [finding.content] : []));
    return { exposure, contents: problem === null ? contents : [], problem };
}
function problemOf(exposure, { reference, finding }) {
    if (finding?.kind === 'found')
        return [];
    const thing = `${reference.of === 'workbook' ? 'workbook' : 'data source'} ${resolve_shown(reference)}`;
    const candidates = (finding?.candidates ?? []).map(shownContent);
    if (finding?.kind === 'ambiguous') {
        const message = `Tableau has more than one ${thing}; name one by its LUID in meta.active_exposure.extracts.`;
        return [{ exposure, reason: 'ambiguous', message, candidates }];
    }
    const message = `Tableau has no ${thing} that this user may see; correct the exposure's url or its meta.active_exposure.extracts.`;
    return [{ exposure, reason: 'not-found', message, candidates }];
}
function resolve_shown(reference) {
    switch (reference.by) {
        case 'luid':
            return reference.luid;
        case 'path':
            return `"${reference.path}"`;
        case 'content-url':
            return `with the content URL "${reference.contentUrl}"`;
        case 'number':
            return `with the number ${reference.number}`;
    }
}
function shownContent({ project, name, luid }) {
    return `${project === null ? name : `${project}/${name}`} (${luid})`;
}

;// CONCATENATED MODULE: ./src/drift-check.ts







/** Holds the declared exposures against Tableau, where discovery is on or the step is to fail on a difference. */
async function checkDrift(run, known) {
    const { inputs, project, discovery, pointedAt: decided, resolved } = known;
    const mayFail = inputs.failOn.includes('drift');
    if (inputs.discover === null && !mayFail)
        return;
    const pointing = pointingExposures(known);
    // Only a URL beside named extracts was not looked up yet.
    const port = (0,exposures_answers/* askSparingly */.pc)(known.tableau, { ...resolved.answers, lineages: resolved.known }, []);
    const findings = await (0,exposures_answers/* findAll */.JW)(pointing.flatMap(({ references }) => references), port);
    const exposures = pointing.map((one) => checkedExposure(one, findings));
    const contents = exposures.flatMap(({ found }) => found.map(({ content }) => content));
    const { contents: lineages } = await port.describe((0,exposures_answers/* distinct */.dM)(contents, ({ luid }) => luid));
    const check = driftOf({
        exposures,
        pointedAt: decided,
        discovery,
        lineages,
        manifest: warehouseOf(project),
        relationMap: inputs.relationMap,
    });
    run.draft.drift = check;
    const count = check.drift.length;
    if (count > 0)
        (0,src_run/* say */.cv)(run, mayFail ? 'error' : 'notice', sentence(count));
}
/** With a URL also where extracts are named beside it. */
function pointingExposures({ inputs, project, chosen }) {
    const byId = new Map(project.manifest.exposures.map((exposure) => [exposure.id, exposure]));
    return [...chosen.ours, ...chosen.others].flatMap(({ exposure, references }) => {
        const declared = byId.get(exposure.uniqueId);
        if (declared === undefined)
            return [];
        const all = [...references, ...(0,exposures_declared/* pointedAt */.V)([declared], (0,src_inputs/* addressOf */.ci)(inputs))];
        return [{ declared, exposure, references: (0,exposures_answers/* distinct */.dM)(all, exposures_answers/* nameOf */.Vb) }];
    });
}
function checkedExposure({ declared, exposure, references }, findings) {
    const answers = references.map((reference) => ({ reference, finding: findings.get((0,exposures_answers/* nameOf */.Vb)(reference)) }));
    const problems = answers.flatMap((answer) => problemOf(exposure.name, answer));
    return {
        declared,
        upstream: exposure.upstream,
        found: answers.flatMap(({ reference, finding }) => finding?.kind === 'found' ? [{ reference, content: finding.content }] : []),
        dead: problems.filter(({ reason }) => reason === 'not-found').map(({ message }) => message),
        isWhole: problems.length === 0,
    };
}
function sentence(count) {
    return count === 1
        ? 'An exposure differs from Tableau: the summary says how, under Drift.'
        : `Exposures differ from Tableau in ${count} points: the summary lists them under Drift.`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/exposures-file.ts







/** @throws ConfigurationError for a path that leads out of the workspace, into git's folders, or through a link. */
async function workspaceFile(given, workspace) {
    const root = await (0,promises_.realpath)(workspace);
    const path = (0,external_node_path_.resolve)(workspace, given);
    const shown = (0,external_node_path_.relative)(workspace, path).split(external_node_path_.sep).join('/');
    if (isOutside((0,external_node_path_.relative)(workspace, path)) || isOutside((0,external_node_path_.relative)(root, await realFolder((0,external_node_path_.dirname)(path))))) {
        throw new errors/* ConfigurationError */.j(`exposures-file ${given} leads out of the workspace: give a path within the repository.`);
    }
    if (shown.split('/').some((part) => part === '.git' || part === '.github')) {
        throw new errors/* ConfigurationError */.j(`exposures-file ${given} lies in a folder of git's or GitHub's: give a path in dbt's models folder.`);
    }
    const known = await (0,promises_.lstat)(path).catch(() => null);
    if (known !== null && !known.isFile()) {
        throw new errors/* ConfigurationError */.j(`exposures-file ${given} is a link or a folder: give the path of the YAML file itself.`);
    }
    return { path, shown };
}
function isOutside(path) {
    return path === '..' || path.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(path);
}
/** The folder, or as much of it as there is, without links. */
async function realFolder(folder) {
    try {
        return await (0,promises_.realpath)(folder);
    }
    catch {
        const above = (0,external_node_path_.dirname)(folder);
        return above === folder ? folder : (0,external_node_path_.join)(await realFolder(above), (0,external_node_path_.relative)(above, folder));
    }
}
/** Null when there is none. */
async function readIfThere({ path, shown }) {
    try {
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
            return null;
        throw new errors/* ConfigurationError */.j(`The exposures-file ${shown} cannot be read: check its permissions.`);
    }
}
/** Whole or not at all; a file that would not change is not touched. */
async function writeWhole(file, before, { text }) {
    if (text === before)
        return;
    const folder = (0,external_node_path_.dirname)(file.path);
    const beside = (0,external_node_path_.join)(folder, `.exposures-${(0,external_node_crypto_.randomUUID)()}.tmp`);
    try {
        await (0,promises_.mkdir)(folder, { recursive: true });
        await (0,promises_.writeFile)(beside, text);
        await (0,promises_.rename)(beside, file.path);
    }
    catch {
        await (0,promises_.rm)(beside, { force: true });
        throw new errors/* ConfigurationError */.j(`The exposures-file ${file.shown} cannot be written: check that its folder may be written to.`);
    }
}
/**
 * Writes the exposures-file, in dry runs too: it changes nothing but the checkout. What is wrong with it makes the step
 * fail, but holds no refresh back.
 */
async function writeExposures(run, { inputs, project, discovery }) {
    if (inputs.exposuresFile === null)
        return;
    try {
        const file = await workspaceFile(inputs.exposuresFile, run.workspace);
        const text = await readIfThere(file);
        const { exposuresFile } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(553)]).then(__webpack_require__.bind(__webpack_require__, 3553));
        const made = exposuresFile({
            text,
            shown: file.shown,
            discovery,
            manifest: { nodes: project.manifest.nodes, projectName: projectNameOf(project) },
            exposures: project.builds.flatMap(({ manifest: { pointers } }) => pointers.map((pointer) => ({
                name: pointer.name,
                references: (0,exposures_declared/* pointedAt */.V)([pointer], (0,src_inputs/* addressOf */.ci)(inputs)),
            }))),
        });
        await writeWhole(file, text, made);
        run.draft.exposuresFile = file.shown;
        (0,src_run/* say */.cv)(run, 'warning', ...made.notices);
        run.log.line(`Exposures of ${file.shown}: ${made.entries}, of these ${made.added} new; ${made.removed} removed`);
    }
    catch (error) {
        if (!(error instanceof errors/* ConfigurationError */.j))
            throw error;
        (0,src_run/* say */.cv)(run, 'error', (0,errors/* sentenceOf */.$)(error));
    }
}
/** Empty where there are several projects: then every model is named with its own. */
function projectNameOf({ builds }) {
    const [name = null, ...others] = new Set(builds.map(({ manifest }) => manifest.projectName));
    return others.length === 0 ? name : '';
}

;// CONCATENATED MODULE: ./src/give-back.ts


/** What Tableau showed, for those who write dbt's YAML. A run without dbt's files has nothing to hold it against. */
async function giveBack(run, known) {
    if (known.project.answers !== null)
        return;
    await writeExposures(run, known);
    await checkDrift(run, known);
}

// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
;// CONCATENATED MODULE: ./src/plan/settings.ts

/**
 * The settings of an extract: the rhythm of the exposure with the smallest window, as nobody who asked for fresh
 * data should wait for someone who did not. What can harm others (data of a failed upstream, a refresh that
 * rewrites only a part) happens only if all exposures ask for it.
 */
function settingsOf(extract, policy) {
    const wishes = extract.exposures.map(({ settings }) => ({
        buildAfter: settings.buildAfter ?? policy.buildAfter,
        updatesOn: settings.updatesOn ?? policy.updatesOn,
        onUpstreamFailure: settings.onUpstreamFailure ?? policy.onUpstreamFailure,
        incremental: settings.incremental,
    }));
    const { buildAfter, updatesOn } = [...wishes].sort(byHaste)[0] ?? policy;
    const allRefresh = wishes.every((wish) => wish.onUpstreamFailure === 'refresh');
    return {
        buildAfter,
        updatesOn,
        onUpstreamFailure: allRefresh ? 'refresh' : 'skip',
        incremental: wishes.every((wish) => wish.incremental),
    };
}
/**
 * Smallest window first. Among equals `any` before `all` (it waits for less), and a wished-for time of day before
 * none (who left it open has nothing against it); what is left is settled by time and zone, only to be settled.
 */
function byHaste(a, b) {
    return (a.buildAfter.minutes - b.buildAfter.minutes ||
        patience(a) - patience(b) ||
        (0,src_text/* compare */.UD)(a.buildAfter.at ?? '~', b.buildAfter.at ?? '~') ||
        (0,src_text/* compare */.UD)(a.buildAfter.timezone ?? '', b.buildAfter.timezone ?? ''));
}
function patience({ updatesOn }) {
    return updatesOn === 'any' ? 0 : 1;
}

;// CONCATENATED MODULE: ./src/plan/overtaken.ts



/**
 * Facts for state: which newest refreshes were overtaken, that is, a part of the upstream landed soon after, while
 * another part, which had landed shortly before, did not land again. Frequent whole builds overtake nothing. State
 * knows one landing per node, so this can only be seen in the run that follows the landing, and is noted then.
 */
function overtaken(input) {
    const noted = input.extracts.flatMap((extract) => {
        const success = (0,state_requests/* newestSuccess */.Sj)(input.requests.get(extract.key));
        const by = success === null ? null : firstAfter(success, extract, input);
        if (success === null || by === null)
            return [];
        const { job, ...facts } = success;
        return [[extract.key, new Map([[job, { ...facts, overtakenBy: by }]])]];
    });
    return new Map(noted);
}
/** Soon is a quarter of the window: with most of it still to come, waiting would have cost little. */
const SOON = 1 / 4;
function firstAfter({ requestedAt, window }, extract, { nodes, policy }) {
    const soon = settingsOf(extract, policy).buildAfter.minutes * clock/* MINUTE */.pY * SOON;
    const landings = directNodes(extract).flatMap((node) => {
        const at = nodes.get(node)?.landedAt ?? null;
        return at === null ? [] : [{ node, at, delay: at - requestedAt }];
    });
    const inTime = landings.some(({ delay }) => -soon <= delay && delay <= 0);
    const late = landings.filter(({ delay }) => 0 < delay && delay <= soon).sort((a, b) => a.at - b.at);
    const [first] = late;
    return window === null || !inTime || first === undefined ? null : { node: first.node, at: first.at };
}
/** What comes through a published data source comes with its refresh, which goes first. */
function directNodes({ key, upstream }) {
    return upstream.flatMap(({ node, via }) => (via === null || via === key ? [node] : []));
}

;// CONCATENATED MODULE: ./src/plan/order.ts


/**
 * The extracts in the order in which they are to be refreshed: published data sources before what reads them; among
 * those that may go, the ones that failed last time at the end (they must not eat the others' time), then the longest
 * overdue first (never refreshed: before all), then what the maturest exposure reads, then by name.
 */
function inOrder(extracts, requests) {
    const ranked = byUrgency(extracts, requests);
    const ranks = new Map(ranked.map(({ key }, rank) => [key, rank]));
    const missing = ranked.map((extract) => new Set(ranksOf(dataSourcesOf(extract), ranks)));
    const readers = readersOf(missing);
    const ready = new Queue(missing.flatMap((sources, rank) => (sources.size === 0 ? [rank] : [])));
    const taken = new Set();
    let next = 0;
    while (taken.size < ranked.length) {
        while (taken.has(next))
            next += 1;
        // Nothing ready means that data sources read each other in a circle: the most urgent one breaks it.
        const rank = ready.first() ?? next;
        if (taken.has(rank))
            continue;
        taken.add(rank);
        for (const reader of readers.get(rank) ?? []) {
            missing[reader]?.delete(rank);
            if (missing[reader]?.size === 0)
                ready.add(reader);
        }
    }
    return [...taken].flatMap((rank) => ranked[rank] ?? []);
}
function ranksOf(keys, ranks) {
    return keys.flatMap((key) => ranks.get(key) ?? []);
}
/** By the rank of a data source, the ranks of what reads it. */
function readersOf(missing) {
    const readers = new Map();
    for (const [reader, sources] of missing.entries()) {
        for (const source of sources) {
            const known = readers.get(source);
            if (known === undefined)
                readers.set(source, [reader]);
            else
                known.push(reader);
        }
    }
    return readers;
}
/** Ranks, of which the lowest goes first. */
class Queue {
    /** Falling, so that the lowest is taken from the end. */
    #ranks;
    constructor(ranks) {
        this.#ranks = [...ranks].sort((a, b) => b - a);
    }
    add(rank) {
        let [low, high] = [0, this.#ranks.length];
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((this.#ranks[middle] ?? 0) > rank)
                low = middle + 1;
            else
                high = middle;
        }
        this.#ranks.splice(low, 0, rank);
    }
    first() {
        return this.#ranks.pop();
    }
}
/** The published data sources that bring data to an extract, itself excluded. */
function dataSourcesOf(extract) {
    const keys = [...extract.reads, ...extract.upstream.flatMap(({ via }) => via ?? [])];
    return [...new Set(keys)].filter((key) => key !== extract.key);
}
function byUrgency(extracts, requests) {
    const ranked = extracts.map((extract) => {
        const history = requests.get(extract.key);
        const failed = (0,state_requests/* lastFinal */.TU)(history)?.outcome === 'failed' ? 1 : 0;
        return {
            extract,
            failed,
            refreshedAt: (0,state_requests/* newestSuccess */.Sj)(history)?.requestedAt ?? 0,
            maturity: maturityOf(extract),
        };
    });
    ranked.sort((a, b) => a.failed - b.failed ||
        a.refreshedAt - b.refreshedAt ||
        a.maturity - b.maturity ||
        (0,src_text/* compare */.UD)(a.extract.lineage.content.name, b.extract.lineage.content.name) ||
        (0,src_text/* compare */.UD)(a.extract.key, b.extract.key));
    return ranked.map(({ extract }) => extract);
}
/** dbt's words, the weightiest first; an exposure without one stands behind them. */
const MATURITIES = ['high', 'medium', 'low'];
function maturityOf({ exposures }) {
    const ranks = exposures.map(({ maturity }) => MATURITIES.indexOf(maturity)).filter((rank) => rank !== -1);
    return Math.min(MATURITIES.length, ...ranks);
}

;// CONCATENATED MODULE: ./src/plan/arrivals.ts



/** What an extract waits for under `updates_on: all`: its nodes, or the published data sources they come through. */
function upstreamArrivals(extract, input, coming) {
    const vias = new Set(extract.upstream.flatMap(({ via }) => via ?? []));
    const between = [...vias].filter((via) => via !== extract.key && !isLive(via, input));
    const direct = extract.upstream.filter(({ via }) => via === null || !between.includes(via));
    return [
        ...[...new Set(direct.map(({ node }) => node))].map((node) => arrivalOfNode(node, input)),
        ...between.map((key) => arrivalOfDataSource(key, input, coming)),
    ];
}
/** The published data sources an extract reads beside its upstream: they count when they land, nobody waits for them. */
function readArrivals(extract, input, coming) {
    const counted = new Set(extract.upstream.map(({ via }) => via));
    return dataSourcesOf(extract)
        .filter((key) => !counted.has(key))
        .map((key) => arrivalOfDataSource(key, input, coming));
}
function arrivalOfNode(node, input) {
    return { name: (0,types/* nodeName */.q)(node), at: input.nodes.get(node)?.landedAt ?? null, coming: false };
}
function arrivalOfDataSource(key, input, coming) {
    const success = (0,state_requests/* newestSuccess */.Sj)(input.requests.get(key));
    const name = input.find(key)?.lineage.content.name ?? key;
    const at = success === null ? null : success.requestedAt + (success.seconds ?? 0) * 1000;
    return { name, at, coming: coming.has(key) };
}
/** A data source without an extract passes everything on as it lands. Some only tell when asked for a refresh. */
function isLive(key, input) {
    const last = (0,state_requests/* lastFinal */.TU)(input.requests.get(key));
    return input.find(key)?.lineage.hasExtract === false || last?.failure === 'no-extract';
}

// EXTERNAL MODULE: ./node_modules/luxon/build/es6/luxon.mjs
var luxon = __webpack_require__(8714);
;// CONCATENATED MODULE: ./src/plan/grid.ts


/**
 * The grid of `at` (`HH:MM`) in `timezone` (IANA name; null or unknown means UTC). Null for an `at` of another form.
 * A time that the clocks skip means the first instant after the gap; one that they show twice means the first.
 */
function dailyGrid(at, timezone) {
    const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(at) ?? [];
    if (hours === undefined || minutes === undefined)
        return null;
    const timeOfDay = (Number(hours) * 60 + Number(minutes)) * clock/* MINUTE */.pY;
    const offsetAt = offsetsOf(timezone ?? 'UTC');
    const on = (day) => instantOf(day * clock/* DAY */.d_ + timeOfDay, offsetAt);
    const dayOf = (instant) => {
        // Clocks can jump over midnight, so begin one day late and walk back.
        let day = Math.floor((instant + offsetAt(instant)) / clock/* DAY */.d_) + 1;
        while (on(day) > instant)
            day -= 1;
        return day;
    };
    return { on, dayOf };
}
function offsetsOf(timezone) {
    const zone = luxon/* IANAZone */.oh.create(timezone);
    return zone.isValid ? (instant) => zone.offset(instant) * clock/* MINUTE */.pY : () => 0;
}
/** The first instant at which clocks show `local` (milliseconds as if in UTC), or the end of the gap that skips it. */
function instantOf(local, offsetAt) {
    const candidates = [local - offsetAt(local - clock/* DAY */.d_), local - offsetAt(local + clock/* DAY */.d_)].sort((a, b) => a - b);
    const shown = candidates.find((instant) => instant + offsetAt(instant) === local);
    return shown ?? endOfGap(local, candidates, offsetAt);
}
function endOfGap(local, [before, after], offsetAt) {
    let [low, high] = [before ?? local, after ?? local];
    while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (middle + offsetAt(middle) < local)
            low = middle;
        else
            high = middle;
    }
    return high;
}

;// CONCATENATED MODULE: ./src/plan/window.ts


/**
 * The windows of `buildAfter`; null for 0 minutes, which means no window. `toleranceMinutes` null means automatic;
 * `nextSlot` is when the next run of this run's cron is due, null where nobody knows.
 */
function windowsOf(buildAfter, toleranceMinutes, nextSlot = null) {
    const length = buildAfter.minutes * clock/* MINUTE */.pY;
    if (length <= 0)
        return null;
    const grid = buildAfter.at === null ? null : dailyGrid(buildAfter.at, buildAfter.timezone);
    const { endOf, newest } = layout(length, grid);
    const tolerance = toleranceMinutes === null ? automatic(length, grid) : asGiven(length, toleranceMinutes);
    // An early run stands in for one that does not come; one that is about to come needs nobody to.
    const isAwaited = (begin) => toleranceMinutes === null && nextSlot !== null && nextSlot <= begin + tolerance;
    const isOpen = (begin, slot) => begin <= slot || (begin <= slot + tolerance && !isAwaited(begin));
    return {
        endOf,
        holds: (start, slot) => !isOpen(endOf(start), slot),
        next: (last, slot) => {
            const early = newest(last, slot + tolerance, slot);
            return isOpen(early, slot) ? early : newest(last, slot, slot);
        },
    };
}
/**
 * 5 % of the window, at most 60 minutes. None with a time of day: who names one does not want older data, and
 * windows that a calendar holds in place need no play.
 */
function automatic(length, grid) {
    return grid === null ? Math.min(length / 20, 60 * clock/* MINUTE */.pY) : 0;
}
/** Never more than half a window: a run earlier than that is nearer to the window it lies in than to the next one. */
function asGiven(length, minutes) {
    return Math.min(Math.max(minutes, 0) * clock/* MINUTE */.pY, length / 2);
}
function layout(length, grid) {
    if (grid === null)
        return endToEnd(length);
    return length < clock/* DAY */.d_ ? partsOfDays(length, grid) : wholeDays(Math.ceil(length / clock/* DAY */.d_), grid);
}
/** Windows without a time of day: counted on from the first one. */
function endToEnd(length) {
    return {
        endOf: (start) => start + length,
        newest: (last, by, first) => last === null ? first : last + length * Math.max(1, Math.floor((by - last) / length)),
    };
}
/** Windows of whole calendar days, each from `at` to `at`: counted on from the first one, so that weeks keep their weekday. */
function wholeDays(days, grid) {
    return {
        endOf: (start) => grid.on(grid.dayOf(start) + days),
        newest: (last, by) => {
            if (last === null)
                return grid.on(grid.dayOf(by));
            const first = grid.dayOf(last);
            const passed = Math.floor((grid.dayOf(by) - first) / days);
            return grid.on(first + days * Math.max(1, passed));
        },
    };
}
/**
 * Windows shorter than a day: counted from `at`, anew each day. A day holds as many as fit best, and its last one is
 * stretched or cut (to no less than half) to end at the next `at`: no crumb of a window on days of 25 hours.
 */
function partsOfDays(length, grid) {
    const around = (instant) => {
        const day = grid.dayOf(instant);
        const [dawn, dusk] = [grid.on(day), grid.on(day + 1)];
        const count = Math.max(1, Math.round((dusk - dawn) / length));
        const index = Math.min(Math.floor((instant - dawn) / length), count - 1);
        return { start: dawn + index * length, end: index === count - 1 ? dusk : dawn + (index + 1) * length };
    };
    const endOf = (start) => around(start).end;
    const newest = (last, by) => last === null ? around(by).start : Math.max(endOf(last), around(by).start);
    return { endOf, newest };
}

;// CONCATENATED MODULE: ./src/plan/case.ts




function caseOf(input, extract, coming) {
    const settings = settingsOf(extract, input.policy);
    const requests = input.requests.get(extract.key);
    const upstream = upstreamArrivals(extract, input, coming);
    const statuses = extract.upstream.flatMap(({ node }) => input.nodes.get(node) ?? []);
    const fullRefreshes = statuses.flatMap(({ fullRefreshAt }) => fullRefreshAt ?? []);
    return {
        extract,
        policy: input.policy,
        slot: input.slot,
        settings,
        requests,
        success: (0,state_requests/* newestSuccess */.Sj)(requests),
        windows: windowsOf(settings.buildAfter, input.policy.toleranceMinutes, input.nextSlot),
        lastUse: (0,state_requests/* lastUsedWindow */.ER)(requests),
        problems: rootCausesFirst(statuses.flatMap(({ problems }) => problems)),
        upstream,
        arrivals: [...upstream, ...readArrivals(extract, input, coming)],
        fullRefreshAt: fullRefreshes.length === 0 ? null : Math.max(...fullRefreshes),
        coming,
    };
}
/** Whether this data is newer than what the extract holds. */
function isNew(arrival, success) {
    return arrival.coming || (arrival.at !== null && arrival.at > (success?.requestedAt ?? -Infinity));
}
/** The window that holds this extract back in this slot; null when none does. */
function heldBy({ windows, lastUse, slot }) {
    return lastUse !== null && windows?.holds(lastUse.window, slot) === true ? lastUse : null;
}
const KINDS = ['test', 'freshness', 'node'];
/**
 * Each problem once. A failed node often only follows from a failed test or stale source, so those come first; of one
 * kind the earliest first, because what fails first takes the others down.
 */
function rootCausesFirst(problems) {
    const newest = new Map();
    for (const problem of problems) {
        const known = newest.get(`${problem.kind} ${problem.node}`);
        if (known === undefined || problem.failedAt > known.failedAt)
            newest.set(`${problem.kind} ${problem.node}`, problem);
    }
    return [...newest.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.failedAt - b.failedAt);
}

;// CONCATENATED MODULE: ./src/plan/plan.ts



/**
 * Decides about every extract; pure. The rules are the table of docs/decisions.md, first row that applies.
 * Rows 1 and 2 (left out, unresolved) are decided where exposures meet Tableau and are passed on.
 */
function plan(input) {
    const coming = new Set();
    const rows = [];
    const all = new Map([...input.others, ...input.extracts].map((extract) => [extract.key, extract]));
    const planning = { ...input, find: (key) => all.get(key) };
    for (const extract of inOrder(input.extracts, input.requests)) {
        const row = rowOf(planning, extract, coming);
        if (row.decision.decision !== 'skip')
            coming.add(extract.key);
        rows.push(row);
    }
    return { slot: input.slot, extracts: rows, ...input.exposures };
}
/**
 * Decides about one extract; also again, after a job that stood in its way has ended (then with the requests as they
 * are by then). `coming`: the published data sources that this run has still to refresh.
 */
function planExtract(input, extract, coming = new Set()) {
    // For one extract, a search costs less than an index of them all.
    const find = (key) => [input.extracts, input.others].flatMap((some) => some.find((each) => each.key === key) ?? [])[0];
    return rowOf({ ...input, find }, extract, coming);
}
function rowOf(input, extract, coming) {
    const theCase = caseOf(input, extract, coming);
    const decision = decide(theCase);
    return {
        extract,
        decision,
        lastRefreshedAt: theCase.success?.requestedAt ?? null,
        dueAt: dueAt(theCase, decision),
        known: known(theCase),
    };
}
function known({ arrivals, lastUse, windows, requests }) {
    const landings = arrivals.flatMap(({ name, at }) => (at === null ? [] : [{ name, at }]));
    return {
        newest: landings.sort((a, b) => b.at - a.at)[0] ?? null,
        window: lastUse === null || windows === null
            ? null
            : { start: lastUse.window, end: windows.endOf(lastUse.window) },
        latecomer: (0,state_requests/* latecomerOf */.iq)(requests),
    };
}
/** Rows 3 to 6: nothing passes them. */
const ALWAYS = [noExtract, otherEnvironment, inFlight, upstreamFailed, neverLanded];
/** Rows 7 to 10: `force` passes them. */
const UNLESS_FORCED = [upToDate, waitingForUpstream, buildAfter, failing];
function decide(theCase) {
    const never = firstThatApplies(ALWAYS, theCase);
    if (never !== null)
        return never;
    const notNow = firstThatApplies(UNLESS_FORCED, theCase);
    return notNow === null || theCase.policy.force ? refresh(theCase, notNow) : notNow;
}
function firstThatApplies(rows, theCase) {
    for (const row of rows) {
        const verdict = row(theCase);
        if (verdict !== null)
            return verdict;
    }
    return null;
}
/** Row 3. Where nobody knows (null), a refused refresh will tell. */
function noExtract({ extract }) {
    return extract.lineage.hasExtract === false ? { decision: 'skip', reason: 'no-extract' } : null;
}
/** Row 3. */
function otherEnvironment({ extract: { otherEnvironment: pairs } }) {
    return pairs.length === 0 ? null : { decision: 'skip', reason: 'other-environment', pairs };
}
/** Row 4. */
function inFlight({ requests }) {
    const open = (0,state_requests/* openRequest */.Gh)(requests);
    if (open === null)
        return null;
    return { decision: 'wait', reason: 'in-flight', job: open.job, requestedAt: open.requestedAt };
}
/** Row 5. */
function upstreamFailed({ settings, problems }) {
    if (problems.length === 0 || settings.onUpstreamFailure === 'refresh')
        return null;
    return { decision: 'skip', reason: 'upstream-failed', problems };
}
/** Row 6. */
function neverLanded({ arrivals, upstream }) {
    if (arrivals.some((arrival) => isNew(arrival, null)))
        return null;
    return { decision: 'skip', reason: 'never-landed', upstream: upstream.map(({ name }) => name) };
}
/** Row 7. */
function upToDate({ arrivals, success }) {
    if (success === null || arrivals.some((arrival) => isNew(arrival, success)))
        return null;
    const landedAt = Math.max(...arrivals.flatMap(({ at }) => at ?? []));
    return { decision: 'skip', reason: 'up-to-date', landedAt };
}
/** Row 8. */
function waitingForUpstream({ settings, upstream, success }) {
    if (settings.updatesOn === 'any')
        return null;
    const waitingFor = upstream.filter((arrival) => !isNew(arrival, success)).map(({ name }) => name);
    return waitingFor.length === 0 ? null : { decision: 'skip', reason: 'waiting-for-upstream', waitingFor };
}
/** Row 9. */
function buildAfter(theCase) {
    if (heldBy(theCase) === null || failing(theCase) !== null)
        return null;
    return { decision: 'skip', reason: 'build-after' };
}
/** Row 10. A success since then (a manual one uses no window) shows that it was mended: then row 9 speaks. */
function failing(theCase) {
    const streak = (0,state_requests/* failingStreak */.rX)(theCase.requests);
    if (streak === null || (heldBy(theCase)?.failure ?? null) === null)
        return null;
    return { decision: 'skip', reason: 'failing', ...streak };
}
/** Row 11. */
function refresh(theCase, passedOver) {
    const { extract, policy, settings, success, fullRefreshAt, coming } = theCase;
    const rewritten = fullRefreshAt !== null && fullRefreshAt > (success?.requestedAt ?? -Infinity);
    return {
        decision: 'refresh',
        // Said of every forced refresh, also of one that was due: it explains why it uses no window and is a full one.
        reason: policy.force ? 'forced' : success === null ? 'first-refresh' : 'new-data',
        window: windowToUse(theCase),
        incremental: settings.incremental && !policy.force && !rewritten,
        landed: landedSince(theCase),
        after: dataSourcesOf(extract).filter((key) => coming.has(key)),
        passedOver,
    };
}
function windowToUse({ policy, windows, lastUse, slot }) {
    if (policy.manual || policy.force || windows === null)
        return null;
    return windows.next(lastUse?.window ?? null, slot);
}
function landedSince({ arrivals, success, slot }) {
    return arrivals
        .filter((arrival) => isNew(arrival, success))
        .map(({ name, at, coming }) => ({ name, at: coming || at === null ? slot : at }))
        .sort((a, b) => b.at - a.at);
}
function dueAt(theCase, decision) {
    const planned = decision.decision === 'refresh' ? decision.window : null;
    const start = planned ?? heldBy(theCase)?.window;
    return start === undefined ? null : (theCase.windows?.endOf(start) ?? null);
}

// EXTERNAL MODULE: ./node_modules/cron-parser/dist/index.js
var dist = __webpack_require__(8628);
;// CONCATENATED MODULE: ./src/plan/slot.ts

/**
 * The instant a run stands for: the newest instant of its cron at or before its start, so that GitHub's late
 * starts (half an hour is usual, facts/peers.md §6) do not move anything. Without a cron, the start itself.
 * `cron` is GitHub's `schedule`: five POSIX fields, UTC. One that cannot be read counts as none.
 */
function slotOf({ cron, start }) {
    // `prev` means strictly before, hence one millisecond later.
    return slot_instantOf(cron, start + 1, (instants) => instants.prev()) ?? start;
}
/** When the next run of this cron is due after `slot`; null without a cron. */
function nextSlotOf({ cron, slot }) {
    return slot_instantOf(cron, slot, (instants) => instants.next());
}
function slot_instantOf(cron, currentDate, take) {
    // The library also reads fewer and more fields, where it would guess; GitHub knows five only.
    if (cron?.trim().split(/\s+/).length !== 5)
        return null;
    try {
        return take(dist.CronExpressionParser.parse(cron, { currentDate: new Date(currentDate), tz: 'UTC' })).getTime();
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./src/tableau/errors.ts
var tableau_errors = __webpack_require__(4247);
// EXTERNAL MODULE: ./src/http.ts
var http = __webpack_require__(6803);
;// CONCATENATED MODULE: ./src/tableau/failures.ts


const NO_EXTRACT = {
    class: 'no-extract',
    remedy: 'Nothing here can be refreshed: it has a live connection, or its data comes from a published data source, which is what has to be refreshed.',
};
const NOT_SEEN = {
    class: 'permission',
    remedy: 'It was deleted or moved, or the signed-in Tableau user may not see it: check both in Tableau.',
};
const NO_PERMISSION = {
    class: 'permission',
    remedy: 'Let the signed-in Tableau user refresh it: as owner, project leader or administrator, and with "Run Now" switched on for the site.',
};
const QUOTA = {
    class: 'quota',
    remedy: "The site's quota for refreshes is used up: refresh less often, or spread refreshes over the day.",
};
/** By error code, which no language changes (facts/tableau-api.md §10). */
const BY_CODE = {
    '403180': NO_EXTRACT,
    '409090': NO_EXTRACT,
    '403069': {
        class: 'no-extract',
        remedy: 'Tableau gives the same answer (403069) to two things: there is no extract of its own to refresh, or the signed-in user may not refresh it; check the connection first, then the permission.',
    },
    '404004': NOT_SEEN,
    '404005': NOT_SEEN,
    '404006': NOT_SEEN,
    '429000': QUOTA,
};
/** By Tableau's text: the notes of a failed job carry no code, and often quote the database (facts §7.2, peers.md §6). */
const BY_TEXT = [
    { ...QUOTA, pattern: /non-interactive quota|too many requests/i },
    {
        class: 'timeout',
        pattern: /query time resource limit|TableauCancelException/i,
        remedy: "The refresh ran into Tableau's time limit (2 hours on Cloud): make the extract smaller, or refresh it incrementally.",
    },
    {
        class: 'bridge',
        pattern: /REMOTE_EXTRACT_REFRESH|ALL_AGENTS_BUSY|maximum concurrency reached|\bBridge (?:client|agent|pool)\b/i,
        remedy: 'No Tableau Bridge client was free: check that the pool is connected, or let it run more refreshes at once.',
    },
    {
        class: 'credentials',
        pattern: /login failed|(?:missing|invalid|incorrect|wrong)[^.\n]{0,24}(?:password|credentials)|embedded credentials|(?:password )?authentication failed|access denied for user|(?:oauth|access|refresh) token[^.\n]{0,40}(?:expired|invalid|revoked)/i,
        remedy: "The database refused the credentials embedded in Tableau: have its owner edit the connection's user name and password there.",
    },
    { ...NO_EXTRACT, pattern: /extract (?:operation|refresh operation)[^.\n]*not allowed|0x5CE10192/i },
    {
        class: 'permission',
        pattern: /permission denied|not authorized|insufficient privileges?|lacks? (?:the )?privilege/i,
        remedy: 'The database user embedded in Tableau may not read a table of this extract, or the table is gone: grant it access, or edit the connection.',
    },
    {
        class: 'unreachable',
        pattern: /connection (?:was )?(?:refused|reset|timed out|timeout)|connect(?:ion)? timed? ?out|unknown host|(?:can(?:no|')t|could not|unable to|failed to) (?:connect|resolve|reach)|no route to host|host[^.\n]{0,40}(?:not found|not be resolved|unreachable)/i,
        remedy: 'Tableau could not reach the database: check that it is up, that its host name is right, and that its firewall lets Tableau in.',
    },
];
const failures_UNKNOWN = {
    class: 'unknown',
    remedy: "Look at the job in Tableau's own list of jobs, where an administrator sees more.",
};
/** Why a job failed, from its notes. Codes within the text come first, texts are the last resort. */
function classifyNotes(notes) {
    const code = /(?<!\d)(?:40[0-9]|429)\d{3}(?!\d)/.exec(notes)?.[0];
    return { ...(byCode(code) ?? byText(notes) ?? failures_UNKNOWN), text: notes };
}
/** Why Tableau refused or never answered a call about one extract. */
function classifyError(error) {
    if (error instanceof tableau_errors/* TableauError */.pI) {
        const text = [error.code, error.summary, error.detail].filter((part) => part !== '').join(' ');
        return { ...(byCode(error.code) ?? byStatus(error.status) ?? byText(text) ?? failures_UNKNOWN), text };
    }
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof tableau_errors/* SessionError */.Pc && error.problem === 'scope') {
        return {
            class: 'permission',
            text,
            remedy: 'Allow the connected app the scopes this action asks for, and sign in as a user who may refresh.',
        };
    }
    if (error instanceof http/* HttpError */.j || error instanceof tableau_errors/* NotTableauError */.AW) {
        return {
            class: 'unreachable',
            text,
            remedy: 'Tableau did not answer: look at its status page, or at the network between this runner and the server.',
        };
    }
    return { ...failures_UNKNOWN, text };
}
function byCode(code) {
    return code === undefined ? null : (BY_CODE[code] ?? (code.startsWith('403') ? NO_PERMISSION : null));
}
function byStatus(status) {
    if (status === 403)
        return NO_PERMISSION;
    if (status === 404)
        return NOT_SEEN;
    return status === 429 ? QUOTA : null;
}
function byText(text) {
    return BY_TEXT.find(({ pattern }) => pattern.test(text)) ?? null;
}

;// CONCATENATED MODULE: ./src/refresh/jobs-there.ts

/** By how much Tableau's clock may be behind ours. */
const CLOCK_SKEW = 5 * 60_000;
/** A request may be sent, and repeated where it was never sent, for minutes; a job made later is somebody else's. */
const MADE_WITHIN = 10 * 60_000 + CLOCK_SKEW;
/** The job that stands in our way: queued or running for this extract, whoever asked for it (409093). */
async function jobInTheWay(lineage, search) {
    const jobs = await search.tableau.jobs({ title: lineage.content.name, unfinished: true });
    return confirmed(jobs, lineage, search);
}
/**
 * The job that our own request may have made, though no answer said so; it may even have ended. Others may have refreshed
 * the extract since: the job that was made nearest to the request is the one.
 */
async function jobOfRequest(lineage, requestedAt, search) {
    const question = { title: lineage.content.name, createdSince: requestedAt - CLOCK_SKEW };
    const jobs = await search.tableau.jobs(question);
    if (jobs === 'not-allowed')
        return { kind: 'hidden' };
    const distance = ({ createdAt }) => Math.abs((createdAt ?? Infinity) - requestedAt);
    const near = jobs.filter((job) => distance(job) <= MADE_WITHIN);
    return confirmed(near.sort((a, b) => distance(a) - distance(b)), lineage, search);
}
/**
 * A job that Query Job does not know, as the list shows it (facts/tableau-api.md §7.3); null where that does not help
 * either. Of Bridge the list does not tell whether a refresh has really ended.
 */
async function listedJob({ id, requestedAt }, { content, viaBridge }, tableau) {
    if (viaBridge)
        return null;
    // The id is certain, so our clock may be as wrong as it likes.
    const listed = await tableau.jobs({ title: content.name, createdSince: requestedAt - clock/* DAY */.d_ });
    const job = listed === 'not-allowed' ? undefined : listed.find((one) => one.id === id);
    if (job === undefined || job.state === null)
        return null;
    const { state, createdAt, startedAt, endedAt: completedAt } = job;
    return { id, state, createdAt, startedAt, completedAt, notes: '', target: content };
}
/** Titles are not unique, so the target of each candidate is confirmed (facts/tableau-api.md §7.4). */
async function confirmed(listed, { content, viaBridge }, { tableau, known }) {
    if (listed === 'not-allowed')
        return { kind: 'hidden' };
    let unconfirmed = false;
    for (const { id } of listed.filter((one) => !known.has(one.id))) {
        const job = await tableau.job({ id, viaBridge });
        if (job === 'unknown-now')
            unconfirmed = true;
        else if (job.target?.luid === content.luid)
            return { kind: 'job', job };
    }
    return { kind: unconfirmed ? 'hidden' : 'none' };
}

;// CONCATENATED MODULE: ./src/refresh/job-news.ts




/** Tableau may not know a job soon after it made it (facts/tableau-api.md §7.3). */
const PATIENCE = 2 * 60_000;
/** How long one that nobody shows us is waited for: few refreshes take longer (facts/peers.md §6). */
const PATIENCE_UNSEEN = 30 * 60_000;
/** How long a Bridge job that Tableau calls taken on is waited for beyond that. */
const PATIENCE_WITH_BRIDGE = 10 * 60_000;
/** Stands for the job of a request that Tableau never named. */
function unseenJob(requestedAt) {
    return `unseen-${requestedAt}`;
}
/** Looks at a job once. One that Tableau forgot succeeded only if the extract was updated after the request. */
async function lookAtJob(job, lineage, { tableau, now }) {
    const seen = await lookFor(job, lineage, tableau);
    if (typeof seen === 'object')
        return newsOf(seen, now);
    const unknownSince = job.unknownSince ?? now;
    const since = Math.max(unknownSince, job.requestedAt);
    if (seen !== 'hidden' && now - since < PATIENCE)
        return { kind: 'running', unknownSince };
    const updatedAt = await tableau.lastUpdate(lineage.content);
    return judgeByLastUpdate(job, unknownSince, { updatedAt, canBeSeen: seen !== 'hidden', now });
}
/** `hidden`: the job may be there, but nothing that this user may ask shows it. */
async function lookFor({ id, requestedAt }, lineage, tableau) {
    if (!tableau.canQueryJobs)
        return 'hidden';
    if (id !== unseenJob(requestedAt)) {
        const job = await tableau.job({ id, viaBridge: lineage.viaBridge });
        return job === 'unknown-now' ? ((await listedJob({ id, requestedAt }, lineage, tableau)) ?? job) : job;
    }
    const sighting = await jobOfRequest(lineage, requestedAt, { tableau, known: new Set() });
    if (sighting.kind === 'job')
        return sighting.job;
    return sighting.kind === 'none' ? 'unknown-now' : 'hidden';
}
function judgeByLastUpdate({ id, requestedAt }, unknownSince, { updatedAt, canBeSeen, now, }) {
    const isOurs = !canBeSeen || id !== unseenJob(requestedAt);
    if (updatedAt !== null && updatedAt > requestedAt) {
        return { kind: 'ended', outcome: 'refreshed', failure: null, seconds: null, endedAt: updatedAt, isOurs };
    }
    if (!canBeSeen && now - requestedAt < PATIENCE_UNSEEN)
        return { kind: 'running', unknownSince };
    return { kind: 'ended', outcome: 'failed', failure: FORGOTTEN, seconds: null, endedAt: null, isOurs };
}
/** True where no other call can succeed either; after any other failure a later look may. */
function endsSession(error) {
    // A renewal that is refused, of a token that was revoked say, is a ConfigurationError.
    return error instanceof tableau_errors/* SessionError */.Pc || error instanceof errors/* ConfigurationError */.j;
}
/** By one clock, Tableau's: against ours it may be off by minutes. */
function secondsBetween(createdAt, endedAt) {
    return createdAt === null || endedAt === null ? null : Math.max(0, (endedAt - createdAt) / 1000);
}
function newsOf(seen, now) {
    const { state, createdAt, completedAt } = seen;
    const ended = {
        kind: 'ended',
        endedAt: completedAt,
        seconds: secondsBetween(createdAt, completedAt),
        isOurs: true,
    };
    switch (state) {
        case 'queued':
        case 'running':
            return isUnconfirmed(seen, now)
                ? { ...ended, outcome: 'refreshed', failure: null }
                : { kind: 'running', unknownSince: null };
        case 'succeeded':
            return { ...ended, outcome: 'refreshed', failure: null };
        case 'cancelled':
            return { ...ended, outcome: 'cancelled', failure: null };
        case 'failed':
            return { ...ended, outcome: 'failed', failure: classifyNotes(seen.notes) };
    }
}
/** A Bridge job may be over without Tableau ever confirming it (facts/tableau-api.md §7.2). */
function isUnconfirmed({ completedAt }, now) {
    return completedAt !== null && now - completedAt > PATIENCE_WITH_BRIDGE;
}
const FORGOTTEN = {
    class: 'unknown',
    text: '',
    remedy: 'Tableau no longer knows its job, and the extract was not updated since: look into its list of jobs.',
};

;// CONCATENATED MODULE: ./src/refresh/courses.ts
function coursesOf(rows, now) {
    return rows.map((row) => ({ key: row.extract.key, row, phase: firstPhase(row, now), attempts: 0 }));
}
function firstPhase({ decision }, now) {
    switch (decision.decision) {
        case 'refresh':
            return { kind: 'due', at: now, earlier: null };
        case 'wait': {
            const { job: id, requestedAt } = decision;
            return { kind: 'running', at: now, job: { id, requestedAt, unknownSince: null, by: 'earlier' } };
        }
        case 'skip':
            return { kind: 'settled', result: null };
    }
}
function isRunning(course) {
    return course.phase.kind === 'running';
}
/** A course of which is known what became of it: one that is due again has failed once already. */
function settledRow({ row, phase }) {
    switch (phase.kind) {
        case 'settled':
            return { row, result: phase.result };
        case 'due':
            return { row, result: phase.earlier };
        case 'running':
            return { row, result: null };
    }
}
const DID_NOT_REFRESH = [
    'failed',
    'cancelled',
    'timed-out',
    'blocked',
];
/** How the data sources stand that have to be refreshed before this extract. */
function wayIsClear({ row: { decision } }, courses) {
    const before = decision.decision === 'refresh' ? decision.after.flatMap((key) => courses.get(key) ?? []) : [];
    const settled = before.flatMap(({ phase }) => (phase.kind === 'settled' ? [phase] : []));
    if (settled.some(({ result }) => DID_NOT_REFRESH.includes(result?.outcome)))
        return 'blocked';
    return settled.length === before.length ? 'yes' : 'not-yet';
}

;// CONCATENATED MODULE: ./src/refresh/durations.ts
/* How long refreshes take: log-normal, as the field's are (benchmarks/polling), about a typical duration. */
/** How much refreshes of one extract differ, and how many runs that expectation weighs. */
const USUAL_SIGMA = 0.2;
const USUAL_WEIGHS = 2;
/** A run further from the others than e^±0.4 counts as one that far: it may be an accident. */
const FURTHEST = 0.4;
/** How much extracts differ from each other, and how many of them that expectation weighs. */
const USUAL_SIGMA_OF_OTHERS = 0.75;
const OTHERS_WEIGH = 3;
/** Fewer tell nothing. */
const FEWEST_OTHERS = 5;
/** Tableau's own limit of two hours; a broken clock must not spoil the expectation. */
const LONGEST = 7_200;
/** From earlier refreshes of one extract, in seconds and any order; null where there are none. Robust, as five are few. */
function durationOf(past) {
    if (past.length === 0)
        return null;
    const logs = past.map((seconds) => Math.log(Math.max(1, seconds))).sort((a, b) => a - b);
    const median = mean(logs.slice((logs.length - 1) >> 1, (logs.length >> 1) + 1));
    const distances = logs.map((log) => Math.min(FURTHEST, Math.max(-FURTHEST, log - median)));
    const squares = USUAL_WEIGHS * USUAL_SIGMA ** 2 + sum(distances.map((distance) => distance ** 2));
    const variance = squares / (USUAL_WEIGHS + logs.length);
    return {
        typical: Math.exp(median + mean(distances)),
        // The typical duration of so few runs is itself uncertain.
        sigma: Math.sqrt(variance * (1 + 1 / logs.length)),
    };
}
/** What refreshes of other extracts tell of one that has no history; grows while they end. */
class DurationOfOthers {
    #count = 0;
    #sum = 0;
    #sumOfSquares = 0;
    add(seconds) {
        const log = Math.log(Math.min(LONGEST, Math.max(1, seconds)));
        this.#count += 1;
        this.#sum += log;
        this.#sumOfSquares += log ** 2;
    }
    /** Null while too few are known. */
    get duration() {
        if (this.#count < FEWEST_OTHERS)
            return null;
        const middle = this.#sum / this.#count;
        const squares = Math.max(0, this.#sumOfSquares - this.#count * middle ** 2);
        const variance = (OTHERS_WEIGH * USUAL_SIGMA_OF_OTHERS ** 2 + squares) / (OTHERS_WEIGH + this.#count);
        return { typical: Math.exp(middle), sigma: Math.sqrt(variance) };
    }
}
/**
 * The seconds that are lost on average, of a job that still runs at `age`, if it is looked at again at `next` only:
 * the integral of what has ended meanwhile, ∫ (F(u) − F(age)) / (1 − F(age)) du.
 */
function lostBetween(age, next, duration) {
    const ended = endedBy(age, duration);
    const lost = integralOfEnded(next, duration) - integralOfEnded(age, duration) - (next - age) * ended;
    return lost / (1 - ended);
}
/** The share of refreshes that have ended at this age. */
function endedBy(age, { typical, sigma }) {
    return age <= 0 ? 0 : normal(Math.log(age / typical) / sigma);
}
/** ∫ F(u) du from 0 to `age`, by parts. */
function integralOfEnded(age, { typical, sigma }) {
    if (age <= 0)
        return 0;
    const z = Math.log(age / typical) / sigma;
    return age * normal(z) - typical * Math.exp(sigma ** 2 / 2) * normal(z - sigma);
}
/** The standard normal's distribution function (Abramowitz and Stegun 7.1.26, wrong by less than 10⁻⁶). */
function normal(z) {
    const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
    const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    const tail = (series * Math.exp((-z * z) / 2)) / 2;
    return z < 0 ? tail : 1 - tail;
}
function mean(values) {
    return sum(values) / values.length;
}
function sum(values) {
    return values.reduce((total, value) => total + value, 0);
}

;// CONCATENATED MODULE: ./src/refresh/polling.ts

/** All in seconds. */
const SHORTEST_STEP = 1;
const LONGEST_STEP = 30;
/** Before the typical duration: the most that a history which is wrong can cost. */
const LONGEST_WAIT = 180;
/**
 * A look is worth so many seconds that somebody waits for a refresh which has ended; fewer where the refresh itself takes
 * few, a fortieth of it, as these are not many looks.
 */
const PRICE_OF_A_LOOK = { least: 0.64, most: 0.71, ofTypical: 1 / 40 };
/** What other extracts tell says less of this one, so looks are dearer. */
const PRICE_WITHOUT_HISTORY = 1;
/** So many jobs may be looked at side by side at that price. Each that is more adds an eighth: the quota of calls is the site's. */
const USUAL_CROWD = 10;
const MOST_DEAR = 4;
/**
 * When to look at a job again that was requested at `requestedAt` and still runs `now`: whole milliseconds, later than `now`.
 *
 * One rule: when the seconds that are lost on average by not having looked reach the price of a look. The distribution of
 * durations comes from the extract's own history, else from other extracts; `benchmarks/polling` has the optimum beside it.
 * A job that outlives its history by 3σ is treated as if it had none.
 */
function nextPollAt({ requestedAt, now, past, others, crowd }) {
    // A clock that was set back must not make it spin.
    const age = Math.max(0, now - requestedAt);
    const dear = Math.min(MOST_DEAR, 1 + Math.max(0, crowd - USUAL_CROWD) / 8);
    const own = durationOf(past);
    const next = soonest(age / 1000, [
        [own, priceFor(own) * dear],
        [others, PRICE_WITHOUT_HISTORY * dear],
    ]);
    return now + Math.round(Math.max(next * 1000, age + SHORTEST_STEP * 1000)) - age;
}
function priceFor(duration) {
    const { least, most, ofTypical } = PRICE_OF_A_LOOK;
    return Math.min(most, Math.max(least, (duration?.typical ?? Infinity) * ofTypical));
}
/** By the first distribution that this age does not refute. */
function soonest(age, known) {
    const [first, ...rest] = known;
    if (first === undefined)
        return blindly(age);
    const [duration, price] = first;
    if (duration === null)
        return soonest(age, rest);
    const next = byDuration(age, duration, price);
    return age < duration.typical * Math.exp(3 * duration.sigma) ? next : Math.max(next, soonest(age, rest));
}
function byDuration(age, duration, price) {
    let [early, late] = [age, age + (age < duration.typical ? LONGEST_WAIT : LONGEST_STEP)];
    if (lostBetween(age, late, duration) <= price)
        return late;
    while (late - early > 0.001) {
        const middle = (early + late) / 2;
        if (lostBetween(age, middle, duration) < price)
            early = middle;
        else
            late = middle;
    }
    return late;
}
/** Every 4 s while it may be a small extract; from 20 s on every 15 s or a twelfth of its age. */
function blindly(age) {
    if (age < 8)
        return Math.max(8, age + SHORTEST_STEP);
    return age + (age < 20 ? 4 : Math.min(LONGEST_STEP, Math.max(15, age / 12)));
}

;// CONCATENATED MODULE: ./src/refresh/request.ts

/** Where Tableau limits the rate and does not say for how long. */
const WAIT_UNTOLD = 5 * 60_000;
/**
 * Requests the refresh a row was decided for; in full, once, where Tableau refuses it incrementally. An answer that
 * leaves a doubt is never met by asking again: the job is looked for first (DESIGN §6).
 */
async function requestOf(row, asking) {
    const { content } = row.extract.lineage;
    const incremental = row.decision.decision === 'refresh' && row.decision.incremental;
    let answer;
    try {
        answer = await asking.tableau.refresh(content, incremental ? 'incremental' : 'full');
        if (answer.kind === 'incremental-refused')
            answer = await asking.tableau.refresh(content, 'full');
    }
    catch (error) {
        return { kind: 'session-lost', error };
    }
    return request_newsOf(answer, row, asking);
}
async function request_newsOf(answer, row, asking) {
    switch (answer.kind) {
        case 'requested':
            return { kind: 'running', jobId: answer.jobId };
        case 'already-queued':
            return newsOfForeign(row, asking);
        case 'unclear':
            return newsOfDoubt(row, asking, answer.why);
        case 'rate-limited':
            return { kind: 'limited', wait: answer.wait ?? WAIT_UNTOLD, failure: RATE_LIMITED };
        case 'refused':
            return newsOfRefusal(answer.failure, row, asking);
        case 'unreachable':
            return { kind: 'refused', failure: answer.failure };
        case 'incremental-refused':
            return {
                kind: 'refused',
                failure: { class: 'unknown', text: '', remedy: 'Tableau refuses it also in full.' },
            };
    }
}
/** One rule for every job that is already there: follow it, then plan again. */
async function newsOfForeign(row, asking) {
    const sighting = await jobInTheWay(row.extract.lineage, asking);
    return sighting.kind === 'job' ? newsOfJobThere(sighting.job, row, asking) : { kind: 'hidden' };
}
/** A job that is queued, or started after the newest landing, serves as well as one of our own. */
function newsOfJobThere(job, row, asking) {
    const { id: jobId, startedAt } = job;
    if (isSinceWeAsked(job, asking))
        return { kind: 'running', jobId };
    if (startedAt !== null && startedAt <= newestLanding(row))
        return { kind: 'in-the-way', jobId };
    return { kind: 'adopted', jobId, requestedAt: startedAt ?? asking.requestedAt };
}
/** It is ours, or came after ours: all that we asked for is in it. Tableau's timestamps have no fraction. */
function isSinceWeAsked({ createdAt }, { requestedAt }) {
    return createdAt !== null && createdAt >= Math.floor(requestedAt / 1000) * 1000;
}
/** What landed last; a data source that this run refreshed first counts with its end. */
function newestLanding({ decision }) {
    const landed = decision.decision === 'refresh' ? decision.landed : [];
    return landed.reduce((newest, { at }) => Math.max(newest, at), -Infinity);
}
async function newsOfDoubt(row, asking, why) {
    const sighting = await jobOfRequest(row.extract.lineage, asking.requestedAt, asking);
    const failure = { class: 'unreachable', text: why, remedy: UNCLEAR };
    switch (sighting.kind) {
        case 'job':
            return newsOfJobThere(sighting.job, row, asking);
        case 'none':
            return { kind: 'refused', failure };
        case 'hidden':
            return probe(row, asking, failure);
    }
}
/**
 * Nobody shows us whether there is a job. Asked again at once, Tableau refuses a second one (409093) and so tells
 * that it has the first. Later the first may have ended, and asking would double it.
 */
async function probe({ extract }, asking, failure) {
    const unseen = { kind: 'unseen', failure };
    if (asking.clock.now() - asking.requestedAt > SURELY_NOT_OVER)
        return unseen;
    const answer = await asking.tableau.refresh(extract.lineage.content, 'full');
    return answer.kind === 'requested' ? { kind: 'running', jobId: answer.jobId } : unseen;
}
/** No refresh is over so soon after it was asked for. */
const SURELY_NOT_OVER = 2_000;
/** Tableau has been seen to refuse with 403 what it had queued all the same (facts/peers.md P5). */
async function newsOfRefusal(failure, row, asking) {
    if (failure.class !== 'permission')
        return { kind: 'refused', failure };
    const sighting = await jobOfRequest(row.extract.lineage, asking.requestedAt, asking);
    return sighting.kind === 'job' ? newsOfJobThere(sighting.job, row, asking) : { kind: 'refused', failure };
}
const RATE_LIMITED = {
    class: 'quota',
    text: '',
    remedy: "The site's hourly quota for refreshes is used up; the next run asks again.",
};
const UNCLEAR = 'Tableau gave no clear answer and may or may not have queued the refresh; the next run asks again.';

;// CONCATENATED MODULE: ./src/refresh/sweep.ts


/** From so many jobs in flight on, looks at the list cost less than looks at each. */
const WORTH_A_SWEEP = 3;
/** Looks at different jobs fall on common moments, so that they share a sweep: this far apart, or a 24th of a job's age. */
const SHORTEST_BEAT = 1_000;
const BEATS_IN_AN_AGE = 24;
/** Looks at many jobs with one call, for users who may list jobs; for all others each job is asked for by itself. */
class Sweep {
    #tableau;
    /** Not known before it was tried. */
    #list;
    constructor(tableau) {
        this.#tableau = tableau;
        this.#list = tableau.canQueryJobs ? 'untried' : 'refused';
    }
    /**
     * What the list tells of the jobs in flight: of those that are due for a look, and of those that have ended. Of one
     * that is due and missing here, only a look of its own can tell.
     */
    async look(now, inFlight) {
        if (!this.#isWorthIt(inFlight.length))
            return new Map();
        const createdSince = Math.min(...inFlight.map(({ phase }) => phase.job.requestedAt)) - CLOCK_SKEW;
        const listed = new Map((await this.#listed(createdSince)).map((job) => [job.id, job]));
        const news = inFlight.flatMap(({ phase, row }) => {
            const job = listed.get(phase.job.id);
            // The list has neither the reason of a failure, nor a word of whether Bridge has really ended.
            const told = job === undefined || row.extract.lineage.viaBridge ? null : sweep_newsOf(job);
            const matters = told?.kind === 'ended' || phase.at <= now;
            return told !== null && matters ? [[phase.job.id, told]] : [];
        });
        return new Map(news);
    }
    /** The moment from `at` on that looks at other jobs fall on too; `at` itself where each job is asked for by itself. */
    beat(at, requestedAt, inFlight) {
        if (!this.#isWorthIt(inFlight))
            return at;
        const beats = (at - requestedAt) / (BEATS_IN_AN_AGE * SHORTEST_BEAT);
        // Powers of two: each longer beat falls on a shorter one.
        const beat = SHORTEST_BEAT * 2 ** Math.max(0, Math.floor(Math.log2(beats)));
        return Math.ceil(at / beat) * beat;
    }
    /** How many of the jobs in flight are looked at one by one, as far as is known: the more, the dearer each look. */
    crowd(inFlight) {
        return this.#list === 'allowed' && this.#isWorthIt(inFlight) ? 1 : inFlight;
    }
    #isWorthIt(inFlight) {
        return this.#list !== 'refused' && inFlight >= WORTH_A_SWEEP;
    }
    async #listed(createdSince) {
        try {
            const listed = await this.#tableau.jobs({ createdSince });
            this.#list = listed === 'not-allowed' ? 'refused' : 'allowed';
            return listed === 'not-allowed' ? [] : listed;
        }
        catch (error) {
            if (endsSession(error))
                throw error;
            return [];
        }
    }
}
function sweep_newsOf({ state, createdAt, endedAt }) {
    switch (state) {
        case 'queued':
        case 'running':
            return { kind: 'running', unknownSince: null };
        case 'succeeded': {
            const seconds = secondsBetween(createdAt, endedAt);
            return { kind: 'ended', outcome: 'refreshed', failure: null, seconds, endedAt, isOurs: true };
        }
        case 'failed':
        case 'cancelled':
        case null:
            return null;
    }
}

;// CONCATENATED MODULE: ./src/refresh/timetable.ts

/** Which extract takes its next step when, in the order of the plan; it changes no course. */
class Timetable {
    courses;
    deadline;
    #options;
    /** Tableau takes no refresh before: its quota is the whole site's. */
    #limitedUntil = -Infinity;
    constructor(rows, options, now) {
        this.courses = new Map(coursesOf(rows, now).map((course) => [course.key, course]));
        this.deadline = now + options.timeout;
        this.#options = options;
    }
    get all() {
        return [...this.courses.values()];
    }
    get running() {
        return this.all.filter(isRunning);
    }
    limit(until) {
        this.#limitedUntil = Math.max(this.#limitedUntil, until);
    }
    isLimited(now) {
        return now < this.#limitedUntil;
    }
    /** Whether something can still be asked for or waited for at `at`. */
    isInTime(at) {
        return this.#options.wait && at < this.deadline;
    }
    /** Null when there is nothing left to do or to wait for, or nothing that could happen before the deadline. */
    nextStepAt() {
        const next = this.all.reduce((first, course) => Math.min(first, this.#stepAt(course)), Infinity);
        return next === Infinity || (next >= this.deadline && this.running.length === 0) ? null : next;
    }
    due(now) {
        const due = this.all.filter((course) => this.#stepAt(course) <= now);
        const waiting = due.filter(({ phase }) => phase.kind === 'due');
        const isBlocked = (course) => wayIsClear(course, this.courses) === 'blocked';
        return {
            running: due.filter(isRunning),
            starting: waiting.filter((course) => !isBlocked(course)).slice(0, this.#mayStart()),
            blocked: waiting.filter(isBlocked),
        };
    }
    /** Infinity where it waits for another course, or for nothing. */
    #stepAt(course) {
        const { phase } = course;
        if (phase.kind === 'settled')
            return Infinity;
        if (phase.kind === 'running')
            return this.#options.wait ? phase.at : Infinity;
        switch (wayIsClear(course, this.courses)) {
            case 'blocked':
                return phase.at;
            case 'not-yet':
                return Infinity;
            case 'yes':
                return this.#mayStart() > 0 ? Math.max(phase.at, this.#limitedUntil) : Infinity;
        }
    }
    /** Where nobody waits, nobody knows what still runs: then all are asked for. */
    #mayStart() {
        const { wait, maxParallel } = this.#options;
        return wait ? Math.max(0, maxParallel - this.running.length) : Infinity;
    }
}

;// CONCATENATED MODULE: ./src/refresh/refresh.ts










/** Of the seconds that the runner leaves a cancelled step (DESIGN §5, Death). */
const TIME_TO_CANCEL = 2_000;
/** Between a failure that time may heal and the second try in this run. */
const PAUSE_BEFORE_RETRY = 30_000;
/** Between two requests while a refresh that nobody shows us is in the way. */
const PAUSE_WHILE_HIDDEN = 20_000;
/**
 * Refreshes what the plan says, follows jobs that are there already, and waits for all of them. Every request
 * and outcome is in the journal before anything else happens. Never rejects.
 */
async function refreshAll(refreshing) {
    const loop = new RefreshLoop(refreshing);
    try {
        await loop.run();
        return { rows: loop.rows(), error: null };
    }
    catch (error) {
        return { rows: loop.rows(), error: (0,errors/* sentenceOf */.$)(error) };
    }
}
class RefreshLoop {
    #refreshing;
    #timetable;
    #sweep;
    #others = new DurationOfOthers();
    /** Extracts whose request is on its way. */
    #asked = new Set();
    constructor(refreshing) {
        const { rows, clock, options, tableau } = refreshing;
        this.#refreshing = refreshing;
        this.#timetable = new Timetable(rows, options, clock.now());
        this.#sweep = new Sweep(tableau);
        for (const requests of refreshing.journal.state.requests.values()) {
            for (const seconds of (0,state_requests/* pastSeconds */.aP)(requests).slice(0, 1))
                this.#others.add(seconds);
        }
    }
    /** All rows with what became of them; what still runs is left running. */
    rows() {
        return this.#timetable.all.map((course) => {
            // A job that is not ours and that nobody waits for: the plan's decision says it all.
            if (!isRunning(course) || course.phase.job.by !== 'ours')
                return settledRow(course);
            return { row: course.row, result: { ...NO_RESULT, outcome: 'requested', jobId: course.phase.job.id } };
        });
    }
    async run() {
        const { clock, signal, events, options } = this.#refreshing;
        const timetable = this.#timetable;
        for (let next = clock.now(); next !== null; next = timetable.nextStepAt()) {
            await clock.sleep(Math.max(0, Math.min(next, timetable.deadline) - clock.now()), signal);
            if (signal.aborted) {
                if (options.onCancel === 'cancel')
                    await this.#cancelRunning();
                return;
            }
            if (clock.now() >= timetable.deadline) {
                this.#timeOut();
                return;
            }
            await this.#stepAll();
            events.progress(timetable.running.map(({ key, phase }) => ({ key, since: phase.job.requestedAt })));
        }
    }
    /** The runner gives a cancelled run no time: Tableau is asked, and the next run learns what came of it. */
    async #cancelRunning() {
        const { tableau, clock, events } = this.#refreshing;
        const ours = this.#timetable.running.filter(({ phase }) => phase.job.by === 'ours');
        const asked = ours.map(async (course) => {
            const answer = await tableau.cancel(course.phase.job.id);
            if (answer === 'asked')
                this.#settle(course, { ...NO_RESULT, outcome: 'cancelled', jobId: course.phase.job.id });
            else
                events.detail(`${course.key}: job ${course.phase.job.id} could not be cancelled (${answer})`);
        });
        await Promise.race([Promise.allSettled(asked), clock.sleep(TIME_TO_CANCEL)]);
    }
    /** Where the session is lost in one of these steps, the others still note what Tableau answered them. */
    async #stepAll() {
        const now = this.#refreshing.clock.now();
        const { running, starting, blocked } = this.#timetable.due(now);
        for (const course of blocked)
            this.#block(course);
        const inFlight = this.#timetable.running;
        const seen = running.length > 0 ? await this.#sweep.look(now, inFlight) : NOTHING_SEEN;
        const looked = inFlight.filter((course) => running.includes(course) || seen.has(course.phase.job.id));
        const steps = await Promise.allSettled([
            ...looked.map((course) => this.#look(course, seen.get(course.phase.job.id) ?? null)),
            ...starting.map((course) => this.#start(course)),
        ]);
        for (const step of steps)
            if (step.status === 'rejected')
                throw step.reason;
    }
    /** What runs is left running, and what waited for it is blocked; in the order of the plan, so data sources first. */
    #timeOut() {
        if (!this.#refreshing.options.wait)
            return;
        for (const course of this.#timetable.all) {
            const { phase } = course;
            if (phase.kind === 'running')
                this.#settle(course, { ...NO_RESULT, outcome: 'timed-out', jobId: phase.job.id });
            else if (phase.kind === 'due' && phase.earlier !== null)
                course.phase = settled(phase.earlier);
            else if (phase.kind === 'due' && wayIsClear(course, this.#timetable.courses) === 'blocked')
                this.#block(course);
        }
    }
    async #start(course) {
        const { clock, tableau, events, journal } = this.#refreshing;
        const { decision } = course.row;
        // The data source it waited for may have turned out to need no refresh: then nothing new arrives.
        if (decision.decision === 'refresh' && decision.after.length > 0) {
            course.row = this.#planAgain(course);
            if (course.row.decision.decision !== 'refresh') {
                this.#begin(course);
                return;
            }
        }
        // Another start of this moment may have met the site's quota.
        if (this.#timetable.isLimited(clock.now()))
            return;
        const requestedAt = clock.now();
        const known = new Set(journal.state.requests.get(course.key)?.keys());
        events.started(course.row);
        const unanswered = { requestedAt, ...OPEN };
        this.#asked.add(course.key);
        journal.asking(course.key, unseenJob(requestedAt), { ...unanswered, window: windowOf(course.row) });
        const news = await requestOf(course.row, { tableau, clock, requestedAt, known }).catch((error) => {
            // The session was lost while an unclear answer was looked into: the next run finds out.
            this.#note(course, unseenJob(requestedAt), unanswered);
            throw error;
        });
        journal.answered(course.key);
        this.#asked.delete(course.key);
        this.#afterRequest(course, requestedAt, news);
    }
    #afterRequest(course, requestedAt, news) {
        const now = this.#refreshing.clock.now();
        switch (news.kind) {
            case 'running':
                this.#follow(course, { id: news.jobId, requestedAt, by: 'ours' });
                return;
            case 'adopted':
                this.#follow(course, { id: news.jobId, requestedAt: news.requestedAt, by: 'ours' });
                return;
            case 'unseen':
                this.#follow(course, { id: unseenJob(requestedAt), requestedAt, by: 'ours' });
                return;
            case 'in-the-way':
                this.#follow(course, { id: news.jobId, requestedAt, by: 'foreign' });
                return;
            case 'hidden':
                this.#askAgain(course, now + PAUSE_WHILE_HIDDEN, HIDDEN);
                return;
            case 'limited':
                this.#limited(course, now + news.wait, news.failure);
                return;
            case 'refused':
                this.#refused(course, requestedAt, news.failure);
                return;
            case 'session-lost':
                throw news.error;
        }
    }
    #follow(course, job) {
        if (job.by === 'ours') {
            course.attempts += 1;
            this.#note(course, job.id, { requestedAt: job.requestedAt, ...OPEN });
        }
        const canSee = this.#refreshing.tableau.canQueryJobs;
        course.phase = { kind: 'running', at: this.#nextLookAt(course, job), job: { ...job, unknownSince: null } };
        if (!canSee && job.by === 'ours')
            this.#settle(course, { ...NO_RESULT, outcome: 'requested', jobId: job.id });
    }
    /** The quota is the whole site's: where it ends too late for this run, nothing else need be asked for either. */
    #limited(course, until, failure) {
        this.#timetable.limit(until);
        const all = this.#timetable.all.filter(({ key, phase }) => phase.kind === 'due' && !this.#asked.has(key));
        for (const each of this.#timetable.isInTime(until) ? [course] : all)
            this.#askAgain(each, until, failure);
    }
    /** When Tableau may take the request; too late for this run, it is deferred to the next. */
    #askAgain(course, at, failure) {
        const { clock, journal } = this.#refreshing;
        if (this.#timetable.isInTime(at)) {
            course.phase = { kind: 'due', at, earlier: settledRow(course).result };
            return;
        }
        const before = (0,state_requests/* lastFinal */.TU)(journal.state.requests.get(course.key));
        this.#note(course, `deferred-${clock.now()}`, { requestedAt: clock.now(), ...OPEN, outcome: 'deferred' });
        // Once is the quota's normal course; twice running somebody has to know.
        const outcome = before?.outcome === 'deferred' ? 'failed' : 'deferred';
        this.#settle(course, { ...NO_RESULT, outcome, failure });
    }
    #refused(course, requestedAt, failure) {
        course.attempts += 1;
        // There is no job to remember it by, but whether its cause heals decides about the window it used.
        this.#note(course, `refused-${requestedAt}`, {
            requestedAt,
            ...OPEN,
            outcome: 'failed',
            failure: failure.class,
        });
        this.#failed(course, { ...NO_RESULT, outcome: 'failed', failure });
    }
    async #look(course, swept) {
        const { tableau, clock, events } = this.#refreshing;
        const { job } = course.phase;
        try {
            const now = clock.now();
            this.#afterLook(course, swept ?? (await lookAtJob(job, course.row.extract.lineage, { tableau, now })));
        }
        catch (error) {
            if (endsSession(error))
                throw error;
            // A dropped poll is no failed job.
            events.detail(`${course.key}: job ${job.id} could not be looked at: ${(0,errors/* sentenceOf */.$)(error)}`);
            course.phase = { ...course.phase, at: this.#nextLookAt(course, job) };
        }
    }
    #afterLook(course, news) {
        const { job } = course.phase;
        if (news.kind === 'running') {
            const at = this.#nextLookAt(course, job);
            course.phase = { kind: 'running', at, job: { ...job, unknownSince: news.unknownSince } };
            return;
        }
        const { outcome, failure, seconds } = news;
        if (outcome === 'refreshed' && seconds !== null)
            this.#others.add(seconds);
        const { id: jobId, requestedAt, by } = job;
        if (by !== 'foreign')
            this.#note(course, jobId, { requestedAt, outcome, failure: failure?.class ?? null, seconds });
        const endedAt = news.endedAt ?? this.#refreshing.clock.now();
        const result = { outcome, failure, seconds, jobId, endedAt };
        if (by !== 'ours')
            this.#followed(course, result);
        else if (outcome === 'failed')
            this.#failed(course, result);
        else
            this.#settle(course, result);
    }
    #nextLookAt({ key }, { requestedAt }) {
        const { clock, journal } = this.#refreshing;
        const past = (0,state_requests/* pastSeconds */.aP)(journal.state.requests.get(key));
        const inFlight = this.#timetable.running.length + this.#asked.size;
        const crowd = this.#sweep.crowd(inFlight);
        const others = this.#others.duration;
        const at = nextPollAt({ requestedAt, now: clock.now(), past, others, crowd });
        return this.#sweep.beat(at, requestedAt, inFlight);
    }
    /** A job that was there already has ended: now this extract is planned again. */
    #followed(course, result) {
        this.#refreshing.events.ended(course.row, result);
        course.row = this.#planAgain(course);
        this.#begin(course);
    }
    #begin(course) {
        this.#refreshing.events.decided(course.row);
        course.phase = firstPhase(course.row, this.#refreshing.clock.now());
    }
    /** A failure that time may heal is tried once more in this run. */
    #failed(course, result) {
        const again = this.#refreshing.clock.now() + PAUSE_BEFORE_RETRY;
        const mayHeal = !(0,state_requests/* isPermanent */.lE)(result.failure?.class ?? null);
        if (!mayHeal || course.attempts > 1 || again >= this.#timetable.deadline) {
            this.#settle(course, result);
            return;
        }
        this.#refreshing.events.ended(course.row, result);
        course.phase = { kind: 'due', at: again, earlier: result };
    }
    #block(course) {
        this.#settle(course, { ...NO_RESULT, outcome: 'blocked' });
    }
    #settle(course, result) {
        this.#refreshing.events.ended(course.row, result);
        course.phase = settled(result);
    }
    #planAgain(course) {
        const open = this.#timetable.all.filter(({ phase }) => phase.kind !== 'settled');
        return this.#refreshing.planAgain(course.row.extract, new Set(open.map(({ key }) => key)));
    }
    #note(course, job, facts) {
        const known = this.#refreshing.journal.state.requests.get(course.key)?.get(job);
        const window = known?.window ?? windowOf(course.row);
        this.#refreshing.journal.update({
            ...state/* EMPTY_STATE */.W,
            requests: new Map([[course.key, new Map([[job, { ...facts, window }]])]]),
        });
    }
}
function windowOf({ decision }) {
    return decision.decision === 'refresh' ? decision.window : null;
}
function settled(result) {
    return { kind: 'settled', result };
}
const NOTHING_SEEN = new Map();
const OPEN = { outcome: null, failure: null, seconds: null };
const NO_RESULT = { jobId: null, seconds: null, endedAt: null, failure: null };
const HIDDEN = {
    class: 'unknown',
    text: '',
    remedy: 'A refresh by somebody else is queued or running, and this user may not see whose; the next run asks again.',
};

;// CONCATENATED MODULE: ./src/refresh/second-refresher.ts


/** By how much an update may come after the end of our own refresh and still be its own: clocks differ. */
const OWN_UPDATE = 15 * 60_000;
/** So many failures of a schedule in a row, and Tableau suspends it (facts/tableau-api.md §10). */
const SUSPENDED_AFTER = 5;
/**
 * Sentences about extracts that somebody else refreshes too, mostly a schedule in Tableau: it costs twice, and it may
 * run just before new data lands. Tableau is asked about its schedules only where there is a sign of one.
 */
async function secondRefreshers(extracts, requests, tableau) {
    const suspects = extracts.filter((extract) => isUpdatedByOthers(extract, requests.get(extract.key)));
    if (suspects.length === 0)
        return [];
    const tasks = (await tableau.extractTasks()) ?? [];
    return suspects.map((extract) => sentenceOn(extract, tasks));
}
function isUpdatedByOthers({ lineage: { extractUpdatedAt } }, requests) {
    const [newest] = (0,state_requests/* newestFirst */.ll)(requests);
    if (newest === undefined || newest.outcome === null || extractUpdatedAt === null)
        return false;
    return extractUpdatedAt > newest.requestedAt + (newest.seconds ?? 0) * 1000 + OWN_UPDATE;
}
function sentenceOn({ lineage: { content, extractUpdatedAt } }, tasks) {
    const at = extractUpdatedAt === null ? '' : ` (${(0,clock/* toMinute */.y_)(extractUpdatedAt)})`;
    const seen = `${content.name} was refreshed by somebody else since our last refresh${at}`;
    const task = tasks.find(({ luid }) => luid === content.luid);
    if (task === undefined)
        return `${seen}: if that is another tool or a schedule, leave the refreshing to one of the two.`;
    const schedule = `Tableau's own schedule${task.frequency === null ? '' : ` (${task.frequency})`}`;
    if (task.consecutiveFailures >= SUSPENDED_AFTER) {
        return `${seen}; ${schedule} is suspended after ${task.consecutiveFailures} failures: delete it in Tableau, this action refreshes when there is new data.`;
    }
    return `${seen}, by ${schedule}: delete it in Tableau, this action refreshes when there is new data.`;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
;// CONCATENATED MODULE: ./src/tableau/json.ts


// Tableau derives its JSON from XML, so types and shapes vary (facts/tableau-api.md §1).
/** Attributes are mostly strings, sometimes numbers. */
const json_text = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).transform(String);
/** Null where the member is missing, null or empty: XML cannot tell these apart. */
const optionalText = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()])
    .nullish()
    .transform((value) => (value === undefined || value === null || value === '' ? null : String(value)));
/** `"3"` or `3`; null for anything that is not a whole number. */
const wholeNumber = optionalText.transform((value) => value !== null && /^-?\d+$/.test(value) ? Number(value) : null);
/** `true`, `"true"`, `false`, `"false"`; null for anything else. Truthiness would read `"false"` as true. */
const truth = schemas/* unknown */.L5J()
    .optional()
    .transform((value) => {
    if (value === true || value === 'true')
        return true;
    if (value === false || value === 'false')
        return false;
    return null;
});
/** Null for a missing, empty or impossible date. */
const instant = optionalText.transform(clock/* parseInstant */.nV);
/**
 * A list in any of its shapes: `{"workbook":[…]}`, `{"workbook":{…}}`, a bare array, and for no elements `{}`, `""`,
 * null or nothing at all.
 */
function listOf(name, element) {
    return schemas/* unknown */.L5J()
        .optional()
        .transform((container) => asArray(container, name))
        .pipe(schemas/* array */.YOg(element));
}
/** A plain GraphQL list, without the nulls that truncated answers leave in it. */
function nodes(element) {
    return schemas/* array */.YOg(element.nullable())
        .nullish()
        .transform((all) => (all ?? []).filter((one) => one !== null));
}
function asArray(container, name) {
    if (Array.isArray(container))
        return container;
    if (typeof container !== 'object' || container === null)
        return [];
    const inner = Object.entries(container).find(([key]) => key === name)?.[1];
    if (inner === undefined || inner === null || inner === '')
        return [];
    return Array.isArray(inner) ? inner : [inner];
}

;// CONCATENATED MODULE: ./src/tableau/answer.ts




const errorBody = schemas/* object */.Ikc({
    error: schemas/* object */.Ikc({
        code: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).transform(String),
        summary: optionalText,
        detail: optionalText,
    }),
});
/**
 * What an answer of Tableau says, or null where it has no body (204).
 * Throws a TableauError for an error in Tableau's form, a NotTableauError for anything that is not JSON.
 */
function readAnswer(response, url) {
    const { status, body } = response;
    const retryAfter = response.headers['retry-after'] ?? null;
    const refuse = (came) => new tableau_errors/* NotTableauError */.AW(placeOf(url), status, came, retryAfter);
    if (body.trim() === '' && status >= 200 && status < 300)
        return null;
    const json = (0,src_text/* parseJson */.qF)(body);
    if (status >= 300) {
        const known = errorBody.safeParse(json);
        if (!known.success)
            throw refuse(json === undefined ? nameOfBody(body) : 'unknown JSON');
        const { code, summary, detail } = known.data.error;
        throw new tableau_errors/* TableauError */.pI({ status, code, summary: summary ?? '', detail: detail ?? '', retryAfter });
    }
    if (json === undefined)
        throw refuse(nameOfBody(body));
    return json;
}
/** Throws a NotTableauError where the answer lacks what every version of Tableau sends. */
function parseAnswer(schema, answer, url) {
    const parsed = schema.safeParse(answer);
    if (parsed.success)
        return parsed.data;
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new tableau_errors/* NotTableauError */.AW(placeOf(url), 200, answer === null ? 'nothing' : `JSON of an unknown shape (${where})`);
}
/** Without query: a filter quotes names. */
function placeOf(url) {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
}
function nameOfBody(body) {
    const start = body.trimStart().slice(0, 200);
    if (start === '')
        return 'nothing';
    if (/^<(?:!doctype html|html|head|body)/i.test(start))
        return 'an HTML page';
    return start.startsWith('<') ? 'XML' : 'text';
}

;// CONCATENATED MODULE: ./src/tableau/options.ts
/** Whole exchanges, in real time. Tableau itself gives a Metadata question up to 30 s (facts/tableau-api.md §11.3). */
const TIME_LIMITS = {
    serverinfo: 20_000,
    signIn: 30_000,
    call: 60_000,
    metadata: 60_000,
    /** Short: the runner kills a cancelled job after 7.5 s. */
    signOut: 4_000,
};
/** What a repeated call needs of the options. */
function repeatingOf({ clock, random, signal, }) {
    return signal === undefined ? { clock, random } : { clock, random, signal };
}

;// CONCATENATED MODULE: ./src/tableau/repeat.ts


const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** A wait that the server asks for is honoured up to here; whoever calls decides about a longer one. */
const repeat_LONGEST_WAIT = 60_000;
/** Runs `attempt` until it succeeds, fails for good, or has used up its attempts: capped backoff, full jitter. */
async function repeatedly(attempt, rule) {
    for (let failed = 1;; failed += 1) {
        try {
            return await attempt();
        }
        catch (error) {
            if (failed >= rule.attempts || rule.signal?.aborted === true || !rule.mayPass(error))
                throw error;
            const asked = waitAskedFor(error, rule.clock.now());
            if (asked !== null && asked > repeat_LONGEST_WAIT)
                throw error;
            await rule.clock.sleep(asked ?? pauseAfter(failed, rule.random), rule.signal);
        }
    }
}
/** The pause after the n-th failure. */
function pauseAfter(failed, random) {
    return random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failed);
}
/** Failures of a reading call that are worth another try (facts/tableau-api.md §10). */
function isTransient(error) {
    if (error instanceof http/* HttpError */.j)
        return true;
    if (error instanceof tableau_errors/* TableauError */.pI)
        return isTransientStatus(error.status);
    // A page with status 200 is a proxy's or a maintenance page in front of a server that did speak Tableau before.
    return error instanceof tableau_errors/* NotTableauError */.AW && (error.status < 300 || isTransientStatus(error.status));
}
function isTransientStatus(status) {
    return status >= 500 || status === 408 || status === 429;
}
/** True when the call certainly had no effect, so that even a POST may be repeated. */
function wasNeverSent(error) {
    return error instanceof http/* HttpError */.j && error.neverSent;
}
/**
 * How long Tableau asks to wait: `Retry-After` in seconds or as a date, else the minutes or seconds in its text
 * (facts/tableau-api.md §10, §14); null where it says nothing.
 */
function waitAskedFor(error, now) {
    if (!(error instanceof tableau_errors/* TableauError */.pI) && !(error instanceof tableau_errors/* NotTableauError */.AW))
        return null;
    const header = error.retryAfter?.trim() ?? '';
    if (/^\d+$/.test(header))
        return Number(header) * 1000;
    const date = Date.parse(header);
    if (!Number.isNaN(date))
        return Math.max(0, date - now);
    return error instanceof tableau_errors/* TableauError */.pI && error.status === 429 ? waitInText(error.detail) : null;
}
const UNITS = { h: 3_600_000, st: 3_600_000, mi: 60_000, se: 1000 };
/** The text is localised; the stems of hour, minute and second cover English, German, French and Spanish. */
function waitInText(detail) {
    const match = /(\d+)\s*(h(?=e|o|r|\b)|st(?=d|u)|mi(?=n)|se(?=c|g|k))/i.exec(detail);
    const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
    return unit === undefined ? null : Number(match?.[1]) * unit;
}

// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/jwt/sign.js + 9 modules
var sign = __webpack_require__(362);
;// CONCATENATED MODULE: ./src/tableau/secrets.ts


/** Just what listing content, reading lineage, refreshing and polling need (facts/tableau-api.md §2.6). */
const SCOPES = ['tableau:content:read', 'tableau:tasks:run', 'tableau:jobs:read'];
const CANCEL_SCOPE = 'tableau:jobs:update';
/** Masks a secret in every form in which a log might show it; nothing for an empty one. */
function maskForms(mask, secret) {
    if (secret === '')
        return;
    const base64 = Buffer.from(secret, 'utf8').toString('base64');
    const json = JSON.stringify(secret).slice(1, -1);
    new Set([
        secret,
        encodeURIComponent(secret),
        json,
        base64,
        base64.replace(/=+$/, ''),
        Buffer.from(secret, 'utf8').toString('base64url'),
    ]).forEach(mask);
}
/** The long-lived secret among the credentials. */
function secretOf(credentials) {
    return credentials.kind === 'token' ? credentials.secret : credentials.secretValue;
}
/** A JWT for one sign-in by direct trust, valid for five minutes (facts/tableau-api.md §2.5). */
async function mintJwt(app, now, mayCancel) {
    const seconds = Math.floor(now / 1000);
    return new sign/* SignJWT */.P({ scp: mayCancel ? [...SCOPES, CANCEL_SCOPE] : SCOPES })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: app.secretId, iss: app.clientId })
        .setIssuer(app.clientId)
        .setSubject(app.username)
        .setAudience('tableau')
        .setJti((0,external_node_crypto_.randomUUID)())
        .setIssuedAt(seconds - 5)
        .setNotBefore(seconds - 5)
        .setExpirationTime(seconds + 300)
        .sign(new TextEncoder().encode(app.secretValue));
}

// EXTERNAL MODULE: ./src/tableau/urls.ts
var urls = __webpack_require__(3366);
;// CONCATENATED MODULE: ./src/tableau/redirects.ts


/** Enough for generic host → pod, with one step for http → https. */
const MOST_REDIRECTS = 3;
/** 303 asks for a GET, and so does not carry on a sign-in. */
function isRedirect({ status }) {
    return status === 301 || status === 302 || status === 307 || status === 308;
}
/**
 * The origin to go on with. Credentials follow a redirect only to the same host or within Tableau Cloud, only over
 * https (on loopback also over http, if that was configured), and only to the same page (DESIGN §6).
 * Throws a ConfigurationError that names both hosts.
 */
function redirectedOrigin(from, location, configured) {
    const to = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null;
    if (to === null) {
        throw new errors/* ConfigurationError */.j(`${from.host} answers with a redirect that leads nowhere: check tableau-server-url in a browser.`);
    }
    const sameHost = to.hostname === from.hostname || (0,urls/* sameServer */.AD)(to, from);
    if (!sameHost || !isSafe(to, new URL(configured)) || !isSamePage(from, to)) {
        throw new errors/* ConfigurationError */.j(`${from.host} redirects to ${to.protocol}//${to.host}, where the credentials must not go: if that is your Tableau server, set tableau-server-url to it.`);
    }
    return to.origin;
}
function isSafe(to, configured) {
    if (to.username !== '' || to.password !== '')
        return false;
    if (to.protocol === 'https:')
        return true;
    return (to.protocol === 'http:' && configured.protocol === 'http:' && isLoopback(configured) && isLoopback(to));
}
function isLoopback({ hostname }) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/** A redirect to a login page is not one to send credentials to. */
function isSamePage(from, to) {
    return from.pathname.toLowerCase() === to.pathname.toLowerCase();
}

;// CONCATENATED MODULE: ./src/tableau/sign-in-refusals.ts
/** The finer codes of a refused JWT (facts/tableau-api.md §2.5), each with what to look at. */
const JWT_REFUSALS = {
    '5': 'the site does not know the user: check tableau-username (case matters) and tableau-site',
    '16': "the user is not known, or this runner's clock is wrong: check tableau-username (case matters) and tableau-site",
    '67': 'connected apps are not switched on for this site',
    '126': 'the site does not know the connected app: check tableau-client-id and tableau-site',
    '127': 'the connected app does not know the secret: check tableau-secret-id',
    '133': "the connected app's list of allowed domains keeps this call out",
    '10083': 'the token lacks a part: check tableau-client-id and tableau-secret-id',
    '10084': 'the signature does not match: check tableau-secret-value',
    '10087': 'the site does not accept the algorithm HS256',
    '10089': 'the site does not know the connected app: check tableau-client-id and tableau-site',
    '10090': 'the connected app is disabled: enable it in the settings of the site',
};
/** One sentence about a refused sign-in: what, which input, what to do. Tableau's own text is localised and stays out. */
function explainRefusal(error, credentials, site) {
    const start = `Tableau refused the sign-in (${error.code})`;
    const siteHint = site === ''
        ? 'tableau-site (empty means the default site, which Tableau Cloud does not have)'
        : `tableau-site ("${oneLine(site)}", as it stands in the browser's address behind /site/)`;
    if (error.status === 403) {
        return `${start}: this user or this network address may not sign in; check the user's licence and the site's list of allowed addresses.`;
    }
    if (error.code === '401003') {
        return `${start}: the site does not accept this kind of sign-in; use a personal access token or a connected app that its administrator allows.`;
    }
    if (error.status === 404 || error.status === 405) {
        return `${start}: there is no such site or no such call; check ${siteHint} and tableau-server-url.`;
    }
    if (error.status !== 401)
        return `${start}: check tableau-server-url and ${siteHint}.`;
    if (credentials.kind === 'connected-app') {
        return `${start}: ${jwtRefusal(error.detail) ?? `check tableau-client-id, tableau-secret-id, tableau-secret-value, tableau-username and ${siteHint}`}.`;
    }
    return `${start}: check tableau-token-name and tableau-token-secret (a token ends after 15 days without use, and at its age limit) and ${siteHint}.`;
}
function jwtRefusal(detail) {
    const codes = detail.match(/(?<!\d)\d{1,5}(?!\d)/g) ?? [];
    return codes.map((code) => JWT_REFUSALS[code]).find((found) => found !== undefined) ?? null;
}
/** The site is an input, and an input may hold anything. */
function oneLine(text) {
    return text.replace(/\s+/g, ' ').trim().slice(0, 100);
}

;// CONCATENATED MODULE: ./src/tableau/version.ts
/** The newest version whose answers we know (facts/tableau-api.md §3). */
const NEWEST_KNOWN = { major: 3, minor: 28 };
/** Personal access tokens exist since 3.6, connected apps since 3.17 (facts/tableau-api.md §2.1). */
const MINIMUM = {
    token: { major: 3, minor: 6 },
    'connected-app': { major: 3, minor: 17 },
};
/** From here on a refresh can be incremental, and a JWT's session may query jobs (facts §6.2, §2.6). */
const INCREMENTAL_AND_JWT_JOBS = { major: 3, minor: 25 };
function parseVersion(text) {
    const match = /^(\d+)\.(\d+)$/.exec(text);
    return match === null ? null : { major: Number(match[1]), minor: Number(match[2]) };
}
function isAtLeast(version, minimum) {
    return version.major > minimum.major || (version.major === minimum.major && version.minor >= minimum.minor);
}
function older(a, b) {
    return isAtLeast(a, b) ? b : a;
}
function formatVersion({ major, minor }) {
    return `${major}.${minor}`;
}

;// CONCATENATED MODULE: ./src/tableau/sign-in.ts













const ATTEMPTS = 4;
const serverInfo = schemas/* object */.Ikc({ serverInfo: schemas/* object */.Ikc({ restApiVersion: json_text }) });
const signInAnswer = schemas/* object */.Ikc({
    credentials: schemas/* object */.Ikc({ token: json_text, site: schemas/* object */.Ikc({ id: json_text }) }),
});
/** Asks the server for its version. Throws a ConfigurationError or a SessionError, each with one sentence. */
async function findServer(options) {
    const configured = (0,urls/* serverOrigin */.s3)(options.server);
    const { origin, answer } = await settle(options, configured, {
        schema: serverInfo,
        requestAt: (at) => ({
            method: 'GET',
            url: `${at}/api/2.4/serverinfo`,
            headers: { accept: 'application/json' },
            timeLimit: TIME_LIMITS.serverinfo,
        }),
    });
    const offered = parseVersion(answer.serverInfo.restApiVersion);
    const minimum = MINIMUM[options.credentials.kind];
    if (offered === null || !isAtLeast(offered, minimum)) {
        const means = options.credentials.kind === 'token' ? 'a personal access token' : 'a connected app';
        throw new errors/* ConfigurationError */.j(`The Tableau server at ${origin} is too old to sign in with ${means}: it needs version ${formatVersion(minimum)} of the REST API and has ${offered === null ? 'an unknown one' : formatVersion(offered)}.`);
    }
    return { origin, version: older(offered, NEWEST_KNOWN) };
}
/**
 * Signs in. The session's token is masked before anybody sees it.
 * Throws a ConfigurationError for what the user can put right, else a SessionError; each with one sentence.
 */
async function signIn(server, options) {
    const path = `/api/${formatVersion(server.version)}/auth/signin`;
    const { origin, answer } = await settle(options, server.origin, {
        schema: signInAnswer,
        requestAt: async (at) => ({
            method: 'POST',
            url: `${at}${path}`,
            headers: { accept: 'application/json', 'content-type': 'application/json' },
            body: JSON.stringify({ credentials: await credentialsFor(options) }),
            timeLimit: TIME_LIMITS.signIn,
        }),
    });
    const { token, site } = answer.credentials;
    maskForms(options.mask, token);
    return { ...server, origin, token, siteId: site.id };
}
async function credentialsFor(options) {
    const site = { contentUrl: options.site };
    const { credentials } = options;
    if (credentials.kind === 'token') {
        return { personalAccessTokenName: credentials.name, personalAccessTokenSecret: credentials.secret, site };
    }
    const jwt = await mintJwt(credentials, options.clock.now(), options.mayCancel ?? false);
    maskForms(options.mask, jwt);
    return { jwt, site };
}
/** One of the two calls that may be redirected; repeating a sign-in only starts another session. */
async function settle(options, origin, step) {
    try {
        return await repeatedly(() => follow(options, origin, step), {
            ...repeatingOf(options),
            attempts: ATTEMPTS,
            mayPass: (error) => isTransient(error) && !(error instanceof tableau_errors/* NotTableauError */.AW && error.status < 300),
        });
    }
    catch (error) {
        throw explain(error, options);
    }
}
async function follow(options, start, step) {
    let origin = start;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
        const request = await step.requestAt(origin);
        const response = await options.http(request);
        if (!isRedirect(response)) {
            return { origin, answer: parseAnswer(step.schema, readAnswer(response, request.url), request.url) };
        }
        origin = redirectedOrigin(new URL(request.url), response.headers['location'], (0,urls/* serverOrigin */.s3)(options.server));
    }
    throw new errors/* ConfigurationError */.j(`${new URL(start).host} redirects again and again, last to ${new URL(origin).host}: set tableau-server-url to the host that a browser ends up at.`);
}
function explain(error, { server, site, credentials }) {
    if (error instanceof tableau_errors/* TableauError */.pI && error.status < 500 && error.status !== 429) {
        return new errors/* ConfigurationError */.j(explainRefusal(error, credentials, site));
    }
    if (error instanceof tableau_errors/* NotTableauError */.AW && error.status < 500) {
        return new errors/* ConfigurationError */.j(`No Tableau server answers at ${(0,urls/* serverOrigin */.s3)(server)}: status ${error.status} and ${error.came} came from ${error.url}; check tableau-server-url.`);
    }
    if (error instanceof http/* HttpError */.j || error instanceof tableau_errors/* NotTableauError */.AW || error instanceof tableau_errors/* TableauError */.pI) {
        const why = (0,errors/* sentenceOf */.$)(error).replace(/\.$/, '');
        return new tableau_errors/* SessionError */.Pc('unreachable', `No session with Tableau: ${why}; check tableau-server-url, Tableau's status page, and that this runner may reach the server.`);
    }
    return error;
}

;// CONCATENATED MODULE: ./src/tableau/calls.ts








const calls_ATTEMPTS = 5;
/** Two workflows that share one personal access token would end each other's sessions for ever (facts §2.4). */
const MOST_RENEWALS = 3;
/** Finds the server and signs in. Every secret is masked before its first use. */
async function openCalls(given) {
    maskForms(given.mask, secretOf(given.credentials));
    const options = { ...given, http: logged(given) };
    const session = renewable(await signIn(await findServer(options), options), options);
    const end = () => {
        session.close();
        return signOut(session.current(), options);
    };
    return { ...callsIn(session, options), signOut: end };
}
function callsIn(session, options) {
    const exchange = (token, request, timeLimit = TIME_LIMITS.call) => exchangeJson(options.http, token, { ...request, timeLimit });
    const siteUrl = ({ origin, version, siteId }, path) => `${origin}/api/${formatVersion(version)}/sites/${siteId}/${path}`;
    const reading = { ...repeatingOf(options), attempts: calls_ATTEMPTS, mayPass: isTransient };
    const changing = { ...reading, mayPass: wasNeverSent };
    return {
        options,
        version: session.current().version,
        origin: () => session.current().origin,
        get: (path, schema) => session.use(async (signedIn) => {
            const request = { method: 'GET', url: siteUrl(signedIn, path), headers: {} };
            const answer = await repeatedly(() => exchange(signedIn.token, request), reading);
            return parseAnswer(schema, answer, request.url);
        }),
        send: (method, path, xml) => session.use((signedIn) => {
            const request = {
                method,
                url: siteUrl(signedIn, path),
                ...(xml === undefined ? NOTHING : xmlBody(xml)),
            };
            return repeatedly(() => exchange(signedIn.token, request), changing);
        }),
        ask: (query) => session.use(({ origin, token }) => {
            const request = { method: 'POST', url: `${origin}/api/metadata/graphql`, ...jsonBody(query) };
            return exchange(token, request, TIME_LIMITS.metadata);
        }),
    };
}
const NOTHING = { headers: {} };
/** Refreshes are asked for in XML: the JSON form of an incremental one is unverified (facts/tableau-api.md §6.2). */
function xmlBody(body) {
    return { headers: { 'content-type': 'application/xml' }, body };
}
function jsonBody(json) {
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
}
async function exchangeJson(http, token, request) {
    const headers = { accept: 'application/json', 'x-tableau-auth': token, ...request.headers };
    return readAnswer(await http({ ...request, headers }), request.url);
}
function renewable(first, options) {
    let session = first;
    let renewals = 0;
    let closed = false;
    let renewing = null;
    async function renew() {
        if (closed || renewals >= MOST_RENEWALS)
            throw lost(options);
        renewals += 1;
        options.log(`The session with Tableau has ended; signing in again (${renewals} of ${MOST_RENEWALS}).`);
        session = await signIn(session, options);
    }
    async function use(call) {
        const used = session;
        try {
            return await call(used);
        }
        catch (error) {
            if (!isSessionRefused(error))
                throw error;
        }
        // Of many calls that meet the end of a session, the first one signs in for all.
        if (session === used) {
            renewing ??= renew().finally(() => {
                renewing = null;
            });
            await renewing;
        }
        try {
            return await call(session);
        }
        catch (error) {
            throw isSessionRefused(error) ? lost(options) : error;
        }
    }
    const close = () => {
        closed = true;
    };
    return { current: () => session, use, close };
}
function isSessionRefused(error) {
    return error instanceof tableau_errors/* TableauError */.pI && error.status === 401;
}
/** What stands behind a 401002 that a new sign-in does not cure depends on the kind of sign-in (facts §2.4, §2.6). */
function lost({ credentials }) {
    return credentials.kind === 'connected-app'
        ? new tableau_errors/* SessionError */.Pc('scope', "Tableau refuses a call right after signing in with the connected app (401002): its JWT probably lacks a scope, so check the connected app's access level, and that the server is at least 2025.1 (jobs) and 2023.3 (lineage).")
        : new tableau_errors/* SessionError */.Pc('lost', 'Tableau ended the session again and again (401002): something else signs in with the same personal access token, which allows one session only; give this workflow a token of its own, or use a concurrency group.');
}
async function signOut({ origin, version, token }, { http, log }) {
    const url = `${origin}/api/${formatVersion(version)}/auth/signout`;
    try {
        await exchangeJson(http, token, { method: 'POST', url, headers: {}, timeLimit: TIME_LIMITS.signOut });
    }
    catch (error) {
        log(`Signing out of Tableau failed: ${(0,errors/* sentenceOf */.$)(error)}`);
    }
}
/** One debug line per exchange. URLs hold identifiers and percent-encoded names, never secrets. */
function logged({ http, log, clock, signal }) {
    return async (request) => {
        const start = clock.now();
        // What tidies up after a cancelled run goes on: signing out, and cancelling its jobs (the only PUT).
        const tidiesUp = request.url.endsWith('/auth/signout') || request.method === 'PUT';
        // A sign-in that is on its way is let end: Tableau may have opened a session, which only its token can close.
        const opens = request.url.endsWith('/auth/signin') && signal?.aborted === false;
        try {
            const response = await http(signal === undefined || tidiesUp || opens ? request : { ...request, signal });
            log(`${request.method} ${request.url} → ${response.status}, ${clock.now() - start} ms`);
            return response;
        }
        catch (error) {
            log(`${request.method} ${request.url} → ${(0,errors/* sentenceOf */.$)(error)}`);
            throw error;
        }
    };
}

;// CONCATENATED MODULE: ./src/tableau/lists.ts



/** What a list is called, and what stands in it: `workbooks`, `workbook`, and the schema of one. A constant for each list. */
function pageOf(container, element, row) {
    return schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
        .transform((body) => ({ pagination: body['pagination'] ?? {}, rows: body[container] }))
        .pipe(schemas/* object */.Ikc({ pagination: schemas/* object */.Ikc({ totalAvailable: wholeNumber }), rows: listOf(element, row) }))
        .transform(({ pagination, rows }) => ({ rows, total: pagination.totalAvailable }));
}
const PAGE_SIZE = 1000;
/** All rows of a list, page by page (facts/tableau-api.md §5.1). */
async function queryAll(calls, list, query = []) {
    const rows = [];
    for (let pageNumber = 1;; pageNumber += 1) {
        const page = await queryPage(calls, list, [...query, `pageSize=${PAGE_SIZE}`, `pageNumber=${pageNumber}`]);
        if (page === null)
            return rows;
        rows.push(...page.rows);
        const total = page.total ?? (page.rows.length < PAGE_SIZE ? rows.length : Infinity);
        if (page.rows.length === 0 || rows.length >= total)
            return rows;
    }
}
/** A list that Tableau gives at once, without paging. */
async function queryWhole(calls, list) {
    return (await calls.get(list.path, list.page)).rows;
}
/** Null past the last page: content may vanish while we read (400006). */
async function queryPage(calls, list, query) {
    try {
        return await calls.get(`${list.path}?${query.join('&')}`, list.page);
    }
    catch (error) {
        if (error instanceof tableau_errors/* TableauError */.pI && error.code === '400006')
            return null;
        throw error;
    }
}
/** Values with these characters break a filter even when they are encoded (facts §5.4, peers.md P8). */
function canFilterBy(value) {
    return value !== '' && !/[,&:[\]]/.test(value);
}
function filterOf(...conditions) {
    return `filter=${conditions.join(',')}`;
}
function equal(field, value) {
    return `${field}:eq:${encodeURIComponent(value)}`;
}
/** One condition per group of values, each short enough for a URL; values must be such that `canFilterBy`. */
function within(field, values) {
    const groups = [];
    let room = 0;
    for (const value of [...new Set(values)].map(encodeURIComponent)) {
        if (room < value.length) {
            groups.push([]);
            room = LONGEST_GROUP;
        }
        groups.at(-1)?.push(value);
        room -= value.length + 1;
    }
    return groups.map((group) => group.length === 1 ? `${field}:eq:${group.join('')}` : `${field}:in:[${group.join(',')}]`);
}
const LONGEST_GROUP = 3000;

;// CONCATENATED MODULE: ./src/tableau/content-lists.ts




const attributes = schemas/* object */.Ikc({
    id: json_text,
    name: json_text,
    contentUrl: optionalText,
    webpageUrl: optionalText,
    project: schemas/* object */.Ikc({ id: optionalText, name: optionalText }).nullish(),
    owner: schemas/* object */.Ikc({ fullName: optionalText, name: optionalText }).nullish(),
    hasExtracts: truth,
    useRemoteQueryAgent: truth,
});
function content_lists_rowOf(kind) {
    return attributes.transform(({ id, project, owner, ...rest }) => ({
        ...rest,
        kind,
        luid: asLuid(id),
        project: project ?? null,
        owner: owner?.fullName ?? owner?.name ?? null,
    }));
}
/** Identifiers are compared as text, and Tableau writes them in lower case. */
function asLuid(id) {
    return id.toLowerCase();
}
function content_lists_listOf(kind) {
    const row = content_lists_rowOf(kind);
    const single = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
        .transform((body) => body[kind])
        .pipe(row);
    return { path: `${kind}s`, page: pageOf(`${kind}s`, kind, row), single };
}
const LISTS = { workbook: content_lists_listOf('workbook'), datasource: content_lists_listOf('datasource') };
/**
 * Every workbook or data source with one of these names or content URLs. Where one of the values cannot stand in a
 * filter, the whole list is read: whoever asks compares anyway.
 */
async function queryContent(calls, kind, { name, contentUrl, allFields = false }) {
    const [field, values] = contentUrl === undefined ? ['name', name ?? []] : ['contentUrl', contentUrl];
    const fields = allFields ? ['fields=_all_'] : [];
    if (!values.every(canFilterBy))
        return queryAll(calls, LISTS[kind], fields);
    const groups = within(field, values).map((condition) => queryAll(calls, LISTS[kind], [filterOf(condition), ...fields]));
    return (await Promise.all(groups)).flat();
}
/** All workbooks or data sources of the site that the user may see. */
async function queryAllContent(calls, kind) {
    return queryAll(calls, LISTS[kind]);
}
/** Null where there is none, or none that the user may see. */
async function queryByLuid(calls, kind, luid) {
    const { path, single } = LISTS[kind];
    try {
        return await calls.get(`${path}/${encodeURIComponent(luid)}`, single);
    }
    catch (error) {
        if (error instanceof tableau_errors/* TableauError */.pI && (error.status === 404 || error.status === 400))
            return null;
        throw error;
    }
}
const connections = pageOf('connections', 'connection', schemas/* object */.Ikc({ datasource: schemas/* object */.Ikc({ id: json_text, name: optionalText }).nullish() }));
/** The data sources behind a workbook's connections: embedded and published ones alike (facts §5.2). */
async function queryDatasourcesOfWorkbook(calls, luid) {
    const rows = await queryWhole(calls, { path: `workbooks/${luid}/connections`, page: connections });
    return rows.flatMap(({ datasource }) => datasource === null || datasource === undefined
        ? []
        : [{ luid: asLuid(datasource.id), name: datasource.name }]);
}

;// CONCATENATED MODULE: ./src/tableau/parallel.ts
/** Calls to one server at the same time. */
const AT_ONCE = 8;
/** Maps in parallel, a few at a time, keeping the order; the first failure fails all. */
async function inParallel(items, map) {
    const results = [];
    const queue = [...items.entries()];
    const work = async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift())
            results[next[0]] = await map(next[1]);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
    return results;
}

;// CONCATENATED MODULE: ./src/tableau/listing.ts



const pageInfo = schemas/* object */.Ikc({ hasNextPage: truth, endCursor: optionalText }).nullish();
/** A page of nodes, null where Tableau gives none. A constant for each question. */
function listing_pageOf(node) {
    return schemas/* object */.Ikc({ nodes: nodes(node), pageInfo })
        .nullish()
        .transform((page) => {
        if (page === null || page === undefined)
            return null;
        const { hasNextPage, endCursor } = page.pageInfo ?? { hasNextPage: null, endCursor: null };
        return { nodes: page.nodes, next: hasNextPage === true ? endCursor : null };
    });
}
/** A list of the Metadata API that is being read, page by page, alone or together with others. */
class Listing {
    question;
    filter;
    /** The size of the next page. */
    first;
    #found = [];
    #problems = new Set();
    #complete = true;
    #done = false;
    #after = null;
    constructor(question, filter = {}) {
        this.question = question;
        this.filter = filter;
        this.first = question.pageSize;
    }
    get isDone() {
        return this.#done;
    }
    get answers() {
        return { nodes: this.#found, complete: this.#complete, problems: [...this.#problems] };
    }
    /** Where the next page starts, and how large it is. */
    get variables() {
        return { first: this.first, ...(this.#after === null ? {} : { after: this.#after }), ...this.filter };
    }
    /** The list's part of a reply, under a name. */
    pageIn(reply, name) {
        reply.problems.forEach((problem) => this.#problems.add(problem));
        const page = parseAnswer(this.question.page, reply.data[name], reply.url);
        const state = page === null && reply.state !== 'silent' ? 'partial' : reply.state;
        const whole = state === 'whole';
        const found = page?.nodes ?? [];
        const keep = () => {
            this.#complete &&= whole;
            this.#found.push(...found.map((node) => ({ node, whole })));
            this.#after = page?.next ?? null;
            this.#done = this.#after === null;
        };
        return { state, problems: reply.problems, isEmpty: found.length === 0, keep };
    }
}
/** The name of a list's answer within a reply, by its place in the document. */
function nameOf(place) {
    return `page${place}`;
}
/**
 * One document for the next pages of all these lists. It holds nothing but constants: what was given stands in its
 * variables. Nodes are ordered, without which paging is unstable (facts/tableau-api.md §11.2).
 */
function documentOf(lists) {
    const declared = lists.flatMap(({ filter }, place) => [
        `$first${place}: Int!, $after${place}: String`,
        ...Object.entries(filter).map(([key, [value]]) => `$${key}${place}: [${typeof value === 'boolean' ? 'Boolean' : 'String'}]`),
    ]);
    const pages = lists.map(({ question, filter }, place) => {
        const conditions = Object.keys(filter).map((key) => `${key}: $${key}${place}`);
        const filtered = conditions.length === 0 ? '' : `, filter: {${conditions.join(', ')}}`;
        return `  ${nameOf(place)}: ${question.connection}(first: $first${place}, after: $after${place}, orderBy: {field: ID, direction: ASC}${filtered}) {
    nodes { ${question.fields} }
    pageInfo { hasNextPage endCursor }
  }`;
    });
    return `query Lineage(${declared.join(', ')}) {\n${pages.join('\n')}\n}`;
}
/** The variables of that document. */
function variablesOf(lists) {
    return Object.fromEntries(lists.flatMap(({ variables }, place) => Object.entries(variables).map(([key, value]) => [`${key}${place}`, value])));
}

;// CONCATENATED MODULE: ./src/tableau/metadata.ts






/** Halving a page of 200 down to one node takes eight steps; the rest are for passing trouble. */
const MOST_PARTIAL_ANSWERS = 11;
/** Gateways cut long questions off, so silence too is answered by asking for less; but a dead service stays dead. */
const MOST_SILENCES = 4;
/**
 * Reads lists to their ends: the first page of each in one call for all, since most lists have no other.
 * Throws a LineageOffError where the Metadata API is switched off or refuses the question.
 */
async function readAll(calls, lists) {
    if (lists.length > 1)
        await readTogether(calls, lists);
    await Promise.all(lists.map((list) => readOn(calls, list)));
}
/** Limits are on nodes and time of the whole call, so what comes short is left for each list to ask again by itself. */
async function readTogether(calls, lists) {
    const pages = await askPages(calls, lists);
    const short = pages.filter(({ state }) => state === 'partial' || state === 'silent');
    pages.filter((page) => !short.includes(page)).forEach(({ keep }) => keep());
    if (short.length > 0)
        await pause(calls, short[0]?.problems ?? [], 1);
}
/**
 * A partial answer is asked for again in pages of half the size, because limits are on nodes and time (facts §11.3);
 * what stays partial is told as such, never as "nothing there".
 */
async function readOn(calls, list) {
    let partialAnswers = 0;
    let silences = 0;
    while (!list.isDone) {
        const [page] = await askPages(calls, [list]);
        if (page === undefined)
            return;
        if (page.state === 'silent' && (silences += 1) >= MOST_SILENCES) {
            throw new tableau_errors/* LineageOffError */.tr('The Metadata API does not answer');
        }
        if (isWorthAnotherTry(page, list.first) && partialAnswers < MOST_PARTIAL_ANSWERS) {
            partialAnswers += 1;
            list.first = Math.ceil(list.first / 2);
            await pause(calls, page.problems, partialAnswers);
        }
        else {
            page.keep();
        }
    }
}
/** A part of one node's answer is the most that Tableau will give of it. */
function isWorthAnotherTry({ state, isEmpty }, first) {
    return state === 'silent' || (state === 'partial' && (first > 1 || isEmpty));
}
/** Too many nodes is cured by a smaller page, everything else by waiting too. */
async function pause({ options }, problems, times) {
    if (problems.length > 0 && problems.every((problem) => problem === 'NODE_LIMIT_EXCEEDED'))
        return;
    await options.clock.sleep(pauseAfter(times, options.random), options.signal);
}
const metadata_errors = schemas/* array */.YOg(schemas/* object */.Ikc({
    message: optionalText,
    extensions: schemas/* object */.Ikc({ code: optionalText, severity: optionalText, classification: schemas/* unknown */.L5J().optional() })
        .nullish(),
}))
    .nullish();
const reply = schemas/* object */.Ikc({ data: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(), errors: metadata_errors });
/** The next page of each list, in one call. */
async function askPages(calls, lists) {
    const url = `${calls.origin()}/api/metadata/graphql`;
    const given = await ask(calls, { query: documentOf(lists), variables: variablesOf(lists) });
    const answer = given === SILENT ? SILENT : replyIn(parseAnswer(reply, given, url));
    return lists.map((list, place) => list.pageIn({ ...answer, url }, nameOf(place)));
}
const SILENT = { state: 'silent', problems: [], data: {} };
/** Throws a LineageOffError for errors that asking again cannot cure. */
function replyIn({ data, errors: given }) {
    const all = (given ?? []).map((error) => ({ kind: kindOf(error), code: codeOf(error) }));
    const has = (kind) => all.some((problem) => problem.kind === kind);
    const problems = all.filter(({ code }) => !UNTOLD.has(code)).map(({ code }) => code);
    if (has('off'))
        throw new tableau_errors/* LineageOffError */.tr(`The Metadata API refuses to answer (${problems.join(', ')})`);
    if (has('refused')) {
        throw new tableau_errors/* QuestionRefusedError */.HW(`The Metadata API refuses the question (${problems.join(', ')})`);
    }
    const state = has('partial') ? 'partial' : has('stale') ? 'stale' : 'whole';
    return { state, problems, data: data ?? {} };
}
/** A server without the service answers 404; a JWT is not taken before 2023.3 (facts §11.1, §2.6). */
async function ask(calls, query) {
    try {
        return await calls.ask(query);
    }
    catch (error) {
        if (isTransient(error))
            return SILENT;
        if (error instanceof tableau_errors/* SessionError */.Pc && error.problem === 'scope') {
            throw new tableau_errors/* LineageOffError */.tr('The Metadata API does not take the session of this connected app', {
                cause: error,
            });
        }
        if ((error instanceof tableau_errors/* NotTableauError */.AW || error instanceof tableau_errors/* TableauError */.pI) && isOffStatus(error.status)) {
            throw new tableau_errors/* LineageOffError */.tr('The Metadata API is switched off', { cause: error });
        }
        throw error;
    }
}
function isOffStatus(status) {
    return status === 404 || status === 403 || status === 405;
}
const OFF = new Set(['FEATURE_DISABLED', 'ACCESS_DENIED']);
const REFUSED = new Set(['INVALID_ARGUMENT', 'FILTER_REQUIRED']);
const STALE = new Set(['BACKFILL_RUNNING', 'INHERITANCE_INCOMPLETE', 'LINKED_RESULTS_INCOMPLETE']);
/** Our pages are never larger than the largest one. What the other mode hides is told by whoever needs it (its code stays). */
const HARMLESS = new Set(['PERMISSIONS_MODE_SWITCHED', 'MAX_PAGE_SIZE_EXCEEDED']);
const UNTOLD = new Set(['MAX_PAGE_SIZE_EXCEEDED']);
function kindOf(error) {
    const code = error.extensions?.code ?? '';
    if (OFF.has(code))
        return 'off';
    if (REFUSED.has(code) || error.extensions?.classification === 'ValidationError')
        return 'refused';
    if (HARMLESS.has(code))
        return 'harmless';
    return STALE.has(code) || error.extensions?.severity === 'WARNING' ? 'stale' : 'partial';
}
/** Path and extensions of time limits may be null (facts §11.3), so such errors have no code. */
function codeOf(error) {
    const code = error.extensions?.code ?? '';
    return /^[A-Z_]+$/.test(code) ? code : 'without code';
}

;// CONCATENATED MODULE: ./src/tableau/projects.ts




const row = schemas/* object */.Ikc({ id: json_text, name: json_text, parentProjectId: optionalText })
    .transform(({ id, name, parentProjectId }) => ({ id, name, parent: parentProjectId }));
const PROJECTS = { path: 'projects', page: pageOf('projects', 'project', row) };
/** The tree of projects, as far as the user may see it. */
class Projects {
    byId;
    constructor(byId) {
        this.byId = byId;
    }
    /**
     * Names from the top, joined by `/`. Metadata knows data sources' projects by name only: such a name stands for the
     * whole path where the site has it once.
     */
    pathOf({ id, name }) {
        const known = (id ?? '') === '' ? this.onlyOneNamed(name) : id;
        return known === null || !this.byId.has(known) ? name : this.climb(known);
    }
    onlyOneNamed(name) {
        const same = [...this.byId].filter(([, project]) => project.name === name);
        return same.length === 1 ? (same[0]?.[0] ?? null) : null;
    }
    climb(id) {
        const names = [];
        const seen = new Set();
        for (let at = id; at !== null && !seen.has(at);) {
            seen.add(at);
            const project = this.byId.get(at);
            if (project !== undefined)
                names.unshift(project.name);
            at = project?.parent ?? null;
        }
        return names.join('/');
    }
}
function projectsOnce(calls) {
    let asked = null;
    return {
        ask: async () => {
            await (asked ??= queryProjects(calls));
        },
        shown: async (project) => (asked === null ? project.name : (await asked).pathOf(project)),
    };
}
/** One call for most sites. Where the user may not list projects, names stand for paths. */
async function queryProjects(calls) {
    try {
        const rows = await queryAll(calls, PROJECTS);
        return new Projects(new Map(rows.map(({ id, ...project }) => [id, project])));
    }
    catch (error) {
        if (error instanceof tableau_errors/* TableauError */.pI && error.status === 403)
            return new Projects(new Map());
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/tableau/questions.ts



// Only fields of the introspected schema (facts/metadata-schema.graphql).
const TABLE_FIELDS = `name schema fullName connectionType database { name }`;
const table = schemas/* object */.Ikc({
    name: optionalText,
    schema: optionalText,
    fullName: optionalText,
    connectionType: optionalText,
    database: schemas/* object */.Ikc({ name: optionalText }).nullish(),
})
    .transform(({ database, ...parts }) => ({ ...parts, database: database?.name ?? null }));
const withLuid = schemas/* object */.Ikc({ luid: json_text });
const extract = {
    hasExtracts: truth,
    extractLastUpdateTime: instant,
    extractLastRefreshTime: instant,
    extractLastIncrementalUpdateTime: instant,
};
const EXTRACT_FIELDS = `hasExtracts extractLastUpdateTime extractLastRefreshTime extractLastIncrementalUpdateTime`;
const source = {
    ...extract,
    containsUnsupportedCustomSql: truth,
    upstreamDatasources: nodes(withLuid),
    upstreamTables: nodes(table),
};
const SOURCE_FIELDS = `${EXTRACT_FIELDS} containsUnsupportedCustomSql
      upstreamDatasources { luid } upstreamTables { ${TABLE_FIELDS} }`;
const embedded = schemas/* object */.Ikc(source);
const content = {
    luid: json_text,
    /** Null where the user may not see it. */
    name: optionalText,
    vizportalUrlId: optionalText,
    projectName: optionalText,
    owner: schemas/* object */.Ikc({ name: optionalText, email: optionalText }).nullish(),
    /** Only where asked for. */
    description: optionalText,
    upstreamVirtualConnectionTables: nodes(schemas/* object */.Ikc({})),
};
const CONTENT_FIELDS = `luid name vizportalUrlId projectName owner { name } upstreamVirtualConnectionTables { id }`;
const view = schemas/* object */.Ikc({ __typename: json_text, name: optionalText, path: optionalText })
    .transform(({ __typename: type, ...rest }) => ({ ...rest, type }));
const workbook = schemas/* object */.Ikc({
    ...content,
    projectLuid: optionalText,
    embeddedDatasources: nodes(embedded),
    /** Only where asked for. */
    views: nodes(view),
});
const datasource = schemas/* object */.Ikc({ ...content, ...source });
const extractOnly = schemas/* object */.Ikc(extract);
const extractsOfWorkbook = schemas/* object */.Ikc({ embeddedDatasources: nodes(extractOnly) });
const readers = { downstreamWorkbooks: nodes(withLuid), downstreamDatasources: nodes(withLuid) };
const READER_FIELDS = `downstreamWorkbooks { luid } downstreamDatasources { luid }`;
const query = schemas/* object */.Ikc({
    id: json_text,
    name: optionalText,
    query: optionalText,
    connectionType: optionalText,
    database: schemas/* object */.Ikc({ name: optionalText }).nullish(),
    isUnsupportedCustomSql: truth,
    ...readers,
})
    .transform(({ database, ...rest }) => ({ ...rest, database: database?.name ?? null }));
const QUERY_FIELDS = `id name query connectionType database { name } isUnsupportedCustomSql ${READER_FIELDS}`;
const queryWithTables = query.and(schemas/* object */.Ikc({ tables: nodes(table) }));
const readTable = schemas/* intersection */.E$q(table.transform((one) => ({ table: one })), schemas/* object */.Ikc({
    ...readers,
    downstreamVirtualConnectionTables: nodes(schemas/* object */.Ikc(readers)),
    referencedByQueries: nodes(query),
}));
const customSql = schemas/* object */.Ikc({
    isUnsupportedCustomSql: truth,
    tables: nodes(table),
    downstreamWorkbooks: nodes(withLuid),
    downstreamDatasources: nodes(withLuid),
});
/** Workbooks with what their embedded data sources read. */
const WORKBOOKS = {
    connection: 'workbooksConnection',
    pageSize: 100,
    page: listing_pageOf(workbook),
    fields: `${CONTENT_FIELDS} projectLuid embeddedDatasources { ${SOURCE_FIELDS} }`,
};
/** Published data sources with what they read. */
const DATASOURCES = {
    connection: 'publishedDatasourcesConnection',
    pageSize: 100,
    page: listing_pageOf(datasource),
    fields: `${CONTENT_FIELDS} ${SOURCE_FIELDS}`,
};
/**
 * Custom SQL of the whole site: neither a workbook nor a data source leads to its own, since `upstreamTables` holds
 * database tables only, and no filter picks it by what reads it (facts/metadata-schema.graphql). The way by columns of
 * all fields costs more nodes than the list.
 */
const CUSTOM_SQL = {
    connection: 'customSQLTablesConnection',
    pageSize: 200,
    page: listing_pageOf(customSql),
    fields: `isUnsupportedCustomSql tables { ${TABLE_FIELDS} } downstreamWorkbooks { luid } downstreamDatasources { luid }`,
};
/** Workbooks and data sources as `WORKBOOKS` and `DATASOURCES` ask for them, with what people know them by. */
const FACE_FIELDS = `description owner { name email }`;
const WORKBOOK_FACES = {
    ...WORKBOOKS,
    fields: `${WORKBOOKS.fields} ${FACE_FIELDS} views { __typename name path }`,
};
const DATASOURCE_FACES = {
    ...DATASOURCES,
    fields: `${DATASOURCES.fields} ${FACE_FIELDS}`,
};
/** Tables with whoever reads them; virtual connections and custom SQL stand between. */
const READ_TABLES = {
    connection: 'databaseTablesConnection',
    pageSize: 200,
    page: listing_pageOf(readTable),
    fields: `${TABLE_FIELDS} ${READER_FIELDS}
      downstreamVirtualConnectionTables { ${READER_FIELDS} }
      referencedByQueries { ${QUERY_FIELDS} }`,
};
/** Custom SQL that Tableau could not parse: no table leads to it. */
const UNPARSED_SQL = {
    connection: 'customSQLTablesConnection',
    pageSize: 1000,
    page: listing_pageOf(query),
    fields: QUERY_FIELDS,
};
/** All custom SQL of a site, with its texts. */
const ALL_CUSTOM_SQL = {
    connection: 'customSQLTablesConnection',
    pageSize: 200,
    page: listing_pageOf(queryWithTables),
    fields: `${QUERY_FIELDS} tables { ${TABLE_FIELDS} }`,
};
/** When Tableau updated the extracts of workbooks. */
const WORKBOOK_UPDATES = {
    connection: 'workbooksConnection',
    pageSize: 1,
    page: listing_pageOf(extractsOfWorkbook),
    fields: `embeddedDatasources { ${EXTRACT_FIELDS} }`,
};
/** When Tableau updated the extracts of published data sources. */
const DATASOURCE_UPDATES = {
    connection: 'publishedDatasourcesConnection',
    pageSize: 1,
    page: listing_pageOf(extractOnly),
    fields: EXTRACT_FIELDS,
};

;// CONCATENATED MODULE: ./src/tableau/site.ts







function siteOn(calls) {
    return {
        calls,
        projects: projectsOnce(calls),
        held: new Map(),
        heldCustomSql: null,
        datasourceRows: new Map(),
        lineageOff: null,
    };
}
const FILTERS = { luid: 'luidWithin', number: 'vizportalUrlIdWithin' };
/**
 * Workbooks and data sources with their lineage, and the site's custom SQL unless that is held, in one call for all
 * that comes on one page. Throws a LineageOffError, from the second time on without a call.
 */
async function look(site, sought) {
    if (sought.length === 0)
        return { seen: [], problems: [] };
    const workbooks = listsOf(WORKBOOKS, sought, 'workbook');
    const datasources = listsOf(DATASOURCES, sought, 'datasource');
    const customSql = site.heldCustomSql === null ? new Listing(CUSTOM_SQL) : null;
    const lists = [...workbooks, ...datasources, ...(customSql === null ? [] : [customSql])];
    await unlessOff(site, () => readAll(site.calls, lists));
    if (customSql !== null)
        site.heldCustomSql = customSql.answers;
    return seenOn(workbooks, datasources);
}
/** The same with what people know them by, and without any custom SQL. */
async function lookForFaces(site, sought) {
    if (sought.length === 0)
        return { seen: [], problems: [] };
    const workbooks = listsOf(WORKBOOK_FACES, sought, 'workbook');
    const datasources = listsOf(DATASOURCE_FACES, sought, 'datasource');
    await unlessOff(site, () => readAll(site.calls, [...workbooks, ...datasources]));
    return seenOn(workbooks, datasources);
}
function seenOn(workbooks, datasources) {
    return {
        seen: [
            ...visible(workbooks).map((one) => ({
                kind: 'workbook',
                luid: asLuid(one.node.luid),
                ...one,
            })),
            ...visible(datasources).map((one) => ({
                kind: 'datasource',
                luid: asLuid(one.node.luid),
                ...one,
            })),
        ],
        problems: [...workbooks, ...datasources].flatMap(({ answers }) => answers.problems),
    };
}
/** The site's custom SQL, as the last look brought it along; what was taken is asked for anew the next time. */
async function takeCustomSql(site) {
    const held = site.heldCustomSql;
    site.heldCustomSql = null;
    if (held !== null)
        return held;
    const list = new Listing(CUSTOM_SQL);
    await unlessOff(site, () => readAll(site.calls, [list]));
    return list.answers;
}
function listsOf(question, sought, wanted) {
    return sought
        .filter(({ kind, values }) => kind === wanted && values.length > 0)
        .map(({ by, values }) => new Listing(question, { [FILTERS[by]]: values }));
}
/** What the user may not see comes without a name, if at all (facts/tableau-api.md §12.2, no. 7). */
function visible(lists) {
    return lists
        .flatMap(({ answers }) => answers.nodes)
        .flatMap(({ node, whole }) => (node.name === null ? [] : [{ node: { ...node, name: node.name }, whole }]));
}
/** Passes a question to the Metadata API on, unless that is known to be off. */
async function unlessOff(site, question) {
    if (site.lineageOff !== null)
        throw site.lineageOff;
    try {
        return await question();
    }
    catch (error) {
        if (error instanceof tableau_errors/* LineageOffError */.tr && !(error instanceof tableau_errors/* QuestionRefusedError */.HW))
            site.lineageOff = error;
        throw error;
    }
}
/** Metadata gives content of a Personal Space this project (facts/tableau-api.md §12.2, no. 6). */
const PERSONAL_SPACE = 'Personal Space';
async function contentOfSeen(site, { kind, node, luid }) {
    const id = 'projectLuid' in node ? node.projectLuid : null;
    const project = node.projectName === PERSONAL_SPACE ? null : await site.projects.shown({ id, name: node.projectName });
    return {
        kind,
        luid,
        name: node.name,
        project,
        url: linkTo(site, kind, node.vizportalUrlId),
        owner: node.owner?.name ?? null,
    };
}
function keepRows(site, rows) {
    for (const row of rows)
        if (row.kind === 'datasource')
            site.datasourceRows.set(row.luid, row);
}
async function contentOfRow(site, row) {
    const { kind, luid, name, owner } = row;
    const project = row.project === null ? null : await site.projects.shown(row.project);
    return { kind, luid, name, project, url: linkTo(site, kind, numberOf(row)), owner };
}
/** The number in `webpageUrl`: Metadata's `vizportalUrlId`. */
function numberOf({ webpageUrl }) {
    return /\/(?:workbooks|datasources)\/(\d+)/.exec(webpageUrl ?? '')?.[1] ?? null;
}
/** Built on the configured server, so that a link never leads where an answer wants it to. */
function linkTo({ calls }, kind, number) {
    if (number === null || !/^\d+$/.test(number))
        return null;
    const { server, site } = calls.options;
    const sitePath = site === '' ? '' : `site/${encodeURIComponent(site)}/`;
    return `${(0,urls/* serverOrigin */.s3)(server)}/#/${sitePath}${kind}s/${number}`;
}

;// CONCATENATED MODULE: ./src/tableau/content.ts




/** Finds what references name, in their order; those by LUID or number in one call, others of one kind in one. */
async function findContent(site, references) {
    const groups = new Map();
    for (const reference of references) {
        const group = `${reference.by} ${reference.of}`;
        groups.set(group, [...(groups.get(group) ?? []), reference]);
    }
    const found = new Map();
    const looked = lookForThem(site, [...groups.values()]);
    await Promise.all([...groups.values()].map(async (group) => {
        const finder = await finderFor(site, group, looked);
        for (const reference of group)
            found.set(reference, finder(reference));
    }));
    return references.map((reference) => found.get(reference) ?? NOT_FOUND);
}
const NOT_FOUND = { kind: 'not-found', candidates: [] };
/**
 * Everything named by LUID or number, as the Metadata API shows it: nothing where that is off. What was seen is held
 * for the description that follows.
 */
async function lookForThem(site, groups) {
    const sought = groups.flatMap((group) => {
        const [first] = group;
        return first?.by === 'luid' || first?.by === 'number'
            ? [{ kind: first.of, by: first.by, values: group.map(content_nameOf) }]
            : [];
    });
    if (sought.length === 0)
        return [];
    try {
        const { seen } = await look(site, sought);
        for (const one of seen)
            site.held.set(one.luid, one);
        return seen;
    }
    catch (error) {
        if (error instanceof tableau_errors/* LineageOffError */.tr)
            return [];
        throw error;
    }
}
/** The group shares kind and way of naming, so its first reference speaks for all. */
async function finderFor(site, group, looked) {
    const of = group[0]?.of ?? 'workbook';
    switch (group[0]?.by) {
        case 'luid':
            return byKey(await findByLuid(site, of, group.map(content_nameOf), await looked));
        case 'number':
            return byKey(await findByNumber(site, of, group.map(content_nameOf), await looked));
        case 'content-url':
            return byKey(await findByContentUrl(site, of, group.map(content_nameOf)));
        case 'path':
            return findByPath(await rowsNamed(site, of, group.map(content_nameOf)));
        case undefined:
            return () => NOT_FOUND;
    }
}
function content_nameOf(reference) {
    switch (reference.by) {
        case 'luid':
            return asLuid(reference.luid);
        case 'path':
            return reference.path;
        case 'content-url':
            return reference.contentUrl;
        case 'number':
            return reference.number;
    }
}
function byKey(contents) {
    return (reference) => {
        const content = contents.get(content_nameOf(reference));
        return content === undefined ? NOT_FOUND : { kind: 'found', content };
    };
}
/** The Metadata API takes many LUIDs at once, and tells the lineage with them; REST takes one at a time. */
async function findByLuid(site, kind, luids, looked) {
    const found = await seenBy(site, kind, looked, ({ luid }) => luid);
    const missing = [...new Set(luids)].filter((luid) => !found.has(luid));
    // Published a moment ago, content is not in the index yet (facts/tableau-api.md §11.1).
    const rows = await inParallel(missing, (luid) => queryByLuid(site.calls, kind, luid));
    await addRows(site, found, rows.filter((row) => row !== null), (row) => row.luid);
    return found;
}
async function findByNumber(site, kind, numbers, looked) {
    const found = await seenBy(site, kind, looked, ({ node }) => node.vizportalUrlId);
    if (numbers.every((number) => found.has(number)))
        return found;
    await addRows(site, found, await queryAllContent(site.calls, kind), numberOf);
    return found;
}
async function findByContentUrl(site, kind, urls) {
    const found = new Map();
    await addRows(site, found, await queryContent(site.calls, kind, { contentUrl: urls }), (row) => row.contentUrl);
    return found;
}
async function addRows(site, found, rows, keyOf) {
    keepRows(site, rows);
    for (const row of rows) {
        const key = keyOf(row);
        if (key !== null && !found.has(key))
            found.set(key, await contentOfRow(site, row));
    }
}
async function seenBy(site, kind, looked, keyOf) {
    const found = new Map();
    for (const one of looked) {
        const key = one.kind === kind ? keyOf(one) : null;
        if (key !== null)
            found.set(key, await contentOfSeen(site, one));
    }
    return found;
}
/** Names may hold slashes, so each tail of a path may be the name. Only here paths are needed, not just shown. */
async function rowsNamed(site, kind, paths) {
    const name = paths.flatMap(tailsOf);
    const [rows] = await Promise.all([queryContent(site.calls, kind, { name }), site.projects.ask()]);
    keepRows(site, rows);
    return Promise.all(rows.map((row) => contentOfRow(site, row)));
}
function tailsOf(path) {
    const steps = path.split('/');
    return steps.map((_, index) => steps.slice(index).join('/')).filter((tail) => tail !== '');
}
/** Project path and name decide; a name alone will do where the site has it once. */
function findByPath(contents) {
    return (reference) => {
        const path = content_nameOf(reference);
        const exact = contents.filter((content) => pathOf(content) === path);
        const matches = exact.length > 0 ? exact : contents.filter(({ name }) => name === path);
        const [only, ...others] = matches;
        if (only !== undefined && others.length === 0)
            return { kind: 'found', content: only };
        if (only !== undefined)
            return { kind: 'ambiguous', candidates: content_inOrder(matches) };
        const name = path.split('/').at(-1);
        return { kind: 'not-found', candidates: content_inOrder(contents.filter((content) => content.name === name)) };
    };
}
/** Project path and name, as a reference gives them. */
function pathOf({ project, name }) {
    return project === null ? name : `${project}/${name}`;
}
function content_inOrder(contents) {
    return contents.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

;// CONCATENATED MODULE: ./src/tableau/custom-sql.ts
/**
 * The tables that a text reads, by a parser of its connector's dialect; names of common table expressions are none.
 * Null where the text cannot be parsed, or names a table that only its execution tells.
 */
async function tablesInSql(text) {
    const { init, parse } = await __webpack_require__.e(/* import() */ 384).then(__webpack_require__.bind(__webpack_require__, 1384));
    await init();
    const dialect = dialectOf(text.connectionType);
    for (const query of readings(text.query)) {
        try {
            return read(parse(query, dialect), dialect, text);
        }
        catch {
            // The next reading may do; else nobody can tell.
        }
    }
    return null;
}
/** How Tableau names its connectors (facts/tableau-api.md §12.1), by how such a name begins. */
const DIALECTS = [
    [/^snowflake/, 'snowflake'],
    [/^bigquery/, 'bigquery'],
    [/^redshift/, 'redshift'],
    [/^(postgres|greenplum|vertica|denodo|cockroach|alloydb)/, 'postgresql'],
    [/^(databricks|spark)/, 'databricks'],
    [/^(sqlserver|azure|synapse|msolap|fabric)/, 'mssql'],
    [/^(mysql|mariadb|singlestore|memsql)/, 'mysql'],
    [/^oracle/, 'oracle'],
    [/^duckdb/, 'duckdb'],
    [/^clickhouse/, 'clickhouse'],
    [/^(hive|athena|awsathena|presto|trino|impala|hadoop)/, 'hive'],
    [/^teradata/, 'teradata'],
    [/^sqlite/, 'sqlite'],
];
function dialectOf(connectionType) {
    const type = (connectionType ?? '').toLowerCase();
    return DIALECTS.find(([begins]) => begins.test(type))?.[1] ?? 'generic';
}
const ENTITIES = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&apos;': "'",
    '&#39;': "'",
    '&amp;': '&',
};
const PARAMETER = /<\[?Parameters\]?\.(?:\[[^\]]*\]|[^\s<>]+)>/gi;
/** Tableau's own marks undone (facts/tableau-api.md §12.2, no. 3). A parameter stands for a number or for a text. */
function readings(query) {
    const text = query.replaceAll(/&(?:lt|gt|quot|apos|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
    const undone = (value) => text.replaceAll(PARAMETER, value).replaceAll('<<', '<').replaceAll('>>', '>');
    return [...new Set([undone('1'), undone("'1'")])];
}
/** Thrown for a text that may read more than it says. */
class Unreadable extends Error {
}
const READS_NOTHING = new Set([
    'Declare',
    'Set',
    'Use',
    'ShowVariable',
    'AlterSession',
    'Commit',
    'StartTransaction',
]);
function read(statements, dialect, { database, connectionType }) {
    const names = new Map();
    for (const statement of statements) {
        const [kind] = Object.keys(isObject(statement) ? statement : {});
        if (kind === 'Query')
            new Reader(dialect, names).visit(statement, { named: new Set(), aliases: new Set() });
        else if (kind === undefined || !READS_NOTHING.has(kind))
            throw new Unreadable();
    }
    if (names.size === 0 && statements.length === 0)
        throw new Unreadable();
    return [...names.values()].map(({ parts, of }) => ({
        name: quoted(parts.at(-1) ?? ''),
        schema: parts.at(-2) ?? null,
        database: parts.at(-3) ?? of ?? database,
        fullName: parts.map(quoted).join('.'),
        connectionType,
    }));
}
/** Double quotes are the ones within which a dot parts nothing. */
function quoted(part) {
    return `"${part.replaceAll('"', '""')}"`;
}
/** Walks the tree that the parser made: a table is whatever stands under `Table` with a name and without arguments. */
class Reader {
    dialect;
    names;
    constructor(dialect, names) {
        this.dialect = dialect;
        this.names = names;
    }
    visit(node, scope) {
        if (Array.isArray(node))
            for (const one of node)
                this.visit(one, scope);
        if (!isObject(node) || Array.isArray(node))
            return;
        if (isObject(node['with']))
            this.visitQuery(node, node['with'], scope);
        else
            this.visitMembers(node, scope);
    }
    visitMembers(node, scope) {
        const inner = Array.isArray(node['from']) ? withAliases(scope, node['from']) : scope;
        for (const [key, value] of Object.entries(node)) {
            if (key === 'Table' && isObject(value) && Array.isArray(value['name']))
                this.note(value, inner);
            this.visit(value, inner);
        }
    }
    /** A common table expression sees those before it, and itself where it is recursive. */
    visitQuery(query, clause, scope) {
        const expressions = custom_sql_asArray(clause['cte_tables']).filter(isObject);
        const nameOf = (one) => aliasOf(one) ?? '';
        const named = new Set(scope.named);
        if (clause['recursive'] === true)
            for (const one of expressions)
                named.add(nameOf(one));
        for (const one of expressions) {
            const recursive = new Set(named);
            if (isSetOperation(one['query']))
                recursive.add(nameOf(one));
            this.visit(one['query'], { ...scope, named: recursive });
            named.add(nameOf(one));
        }
        this.visitMembers({ ...query, with: null }, { ...scope, named });
    }
    note(table, scope) {
        const all = this.partsOf(table['name']);
        if (table['args'] !== undefined && table['args'] !== null) {
            // Its argument is the name of a table, which may be put together at run time.
            if (all.join('.').toLowerCase() === 'identifier')
                throw new Unreadable();
        }
        else if (all.length > 0 && !this.standsForAnother(all, scope)) {
            const parts = all.slice(all.lastIndexOf('') + 1);
            const of = parts.length < all.length ? (all[0] ?? null) : null;
            this.names.set(JSON.stringify(all), { parts, of });
        }
    }
    /** A common table expression; or in `from t, t.items` a column of an earlier table. */
    standsForAnother([first = '', ...rest], scope) {
        if (rest.length === 0)
            return scope.named.has(first.toLowerCase());
        return this.dialect === 'bigquery' && scope.aliases.has(first.toLowerCase());
    }
    /** Empty for a file. */
    partsOf(name) {
        const parts = [];
        for (const part of custom_sql_asArray(name).filter(isObject)) {
            const identifier = part['Identifier'];
            if (!isObject(identifier) || typeof identifier['value'] !== 'string')
                throw new Unreadable();
            const { value, quote_style: quote } = identifier;
            if (quote === "'" && value.includes('.'))
                return [];
            if (quote === "'")
                throw new Unreadable();
            if (quote === '`' && this.dialect === 'bigquery')
                parts.push(...value.split('.'));
            else
                parts.push(value);
        }
        return parts;
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}
function custom_sql_asArray(value) {
    return Array.isArray(value) ? value : [];
}
function isSetOperation(query) {
    return isObject(query) && isObject(query['body']) && 'SetOperation' in query['body'];
}
function aliasOf(node) {
    const alias = node['alias'];
    const name = isObject(alias) ? alias['name'] : null;
    return isObject(name) && typeof name['value'] === 'string' ? name['value'].toLowerCase() : null;
}
function withAliases(scope, from) {
    const aliases = new Set(scope.aliases);
    for (const relation of relationsIn(from)) {
        const table = relation['Table'];
        if (!isObject(table))
            continue;
        const last = custom_sql_asArray(table['name']).filter(isObject).at(-1)?.['Identifier'];
        const own = isObject(last) && typeof last['value'] === 'string' ? last['value'].split('.').at(-1) : null;
        const name = aliasOf(table) ?? own?.toLowerCase();
        if (name !== undefined)
            aliases.add(name);
    }
    return { ...scope, aliases };
}
function relationsIn(from) {
    return from.filter(isObject).flatMap(({ relation, joins }) => [
        ...(isObject(relation) ? [relation] : []),
        ...custom_sql_asArray(joins)
            .filter(isObject)
            .flatMap((join) => (isObject(join['relation']) ? [join['relation']] : [])),
    ]);
}

;// CONCATENATED MODULE: ./src/tableau/last-update.ts





/**
 * When Tableau last updated the extract, by whomever: one small call. Null where only the Metadata API would know, and
 * it is off, does not answer, or does not show this content.
 */
async function lastUpdate(site, { kind, luid }) {
    if (site.lineageOff !== null)
        return null;
    const filter = { luidWithin: [luid] };
    const workbooks = new Listing(WORKBOOK_UPDATES, filter);
    const datasources = new Listing(DATASOURCE_UPDATES, filter);
    try {
        await readAll(site.calls, [kind === 'workbook' ? workbooks : datasources]);
    }
    catch (error) {
        // A passing silence must not switch the lineage off for the rest of the session, so nobody remembers it.
        if (error instanceof tableau_errors/* LineageOffError */.tr)
            return null;
        throw error;
    }
    return extractUpdatedAt([
        ...workbooks.answers.nodes.flatMap(({ node }) => node.embeddedDatasources),
        ...datasources.answers.nodes.map(({ node }) => node),
    ]);
}
/** `extractLastUpdateTime` is also the creation of what has no extract, so only extracts count. */
function extractUpdatedAt(sources) {
    return sources
        .filter((source) => source.hasExtracts === true)
        .flatMap((one) => [
        one.extractLastUpdateTime,
        one.extractLastRefreshTime,
        one.extractLastIncrementalUpdateTime,
    ])
        .reduce(clock/* later */.NU, null);
}

;// CONCATENATED MODULE: ./src/tableau/lineage-rest.ts




/** What REST alone tells: extracts, Bridge, and which published data sources a workbook reads; never the tables. */
async function describeByRest(site, contents) {
    const workbooks = contents.filter(({ kind }) => kind === 'workbook');
    const datasources = contents.filter(({ kind }) => kind === 'datasource');
    const behind = new Map(await inParallel(workbooks, async ({ luid }) => [luid, await datasourcesBehind(site, luid)]));
    const [workbookRows, published] = await Promise.all([
        rowsOf(site, workbooks),
        publishedAmong(site, [...datasources, ...[...behind.values()].flat()]),
    ]);
    const readsOf = (luid) => [...new Set((behind.get(luid) ?? []).map((one) => one.luid))].filter((one) => published.has(one));
    const rows = [...workbookRows, ...published.values()];
    const found = new Set(rows.map(({ luid }) => luid));
    return [
        ...(await Promise.all(rows.map((row) => lineageOf(site, row, readsOf(row.luid))))),
        ...contents.filter(({ luid }) => !found.has(luid)).map(unknownLineage),
    ];
}
function unknownLineage(content) {
    return { content, hasExtract: null, tables: null, reads: [], extractUpdatedAt: null, viaBridge: false };
}
async function lineageOf(site, row, reads) {
    return {
        content: await contentOfRow(site, row),
        hasExtract: row.hasExtracts,
        tables: null,
        reads,
        extractUpdatedAt: null,
        viaBridge: row.useRemoteQueryAgent === true,
    };
}
/** `hasExtracts` of workbooks comes only with all fields of a list (facts/tableau-api.md §5.3). */
async function rowsOf(site, workbooks) {
    if (workbooks.length === 0)
        return [];
    const wanted = new Set(workbooks.map(({ luid }) => luid));
    const rows = await queryContent(site.calls, 'workbook', {
        name: workbooks.map(({ name }) => name),
        allFields: true,
    });
    return rows.filter(({ luid }) => wanted.has(luid));
}
/** A connection names embedded data sources too, whose ids lead nowhere; the list of published ones tells them apart. */
async function publishedAmong(site, candidates) {
    const wanted = new Set(candidates.map(({ luid }) => luid));
    const names = candidates.flatMap(({ name }) => (name === null ? [] : [name]));
    const nameless = candidates.filter(({ name }) => name === null);
    const [named, single] = await Promise.all([
        names.length === 0 ? [] : queryContent(site.calls, 'datasource', { name: names }),
        inParallel(nameless, ({ luid }) => queryByLuid(site.calls, 'datasource', luid)),
    ]);
    const rows = [...named, ...single.filter((row) => row !== null)];
    return new Map(rows.filter(({ luid }) => wanted.has(luid)).map((row) => [row.luid, row]));
}
/** Older servers refuse connections to a JWT (facts §2.6), and anybody may lack the permission: then none are known. */
async function datasourcesBehind(site, luid) {
    try {
        return await queryDatasourcesOfWorkbook(site.calls, luid);
    }
    catch (error) {
        if (error instanceof tableau_errors/* TableauError */.pI && (error.status === 403 || error.status === 404))
            return [];
        if (error instanceof tableau_errors/* SessionError */.Pc && error.problem === 'scope')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/tableau/lineage-tables.ts

/** The tables it reads itself, not through a published data source; or why these are not known. */
function ownTables({ seen, sources, reads, customSql }) {
    // What wraps a published data source repeats the tables of that one (facts/tableau-api.md §12.2, no. 1).
    const own = sources.filter((source) => source.upstreamDatasources.length === 0);
    const queries = customSql.nodes.filter(({ node }) => isDirect(node, seen.luid, reads));
    const tables = [
        ...own.flatMap((source) => source.upstreamTables),
        ...queries.flatMap(({ node }) => node.tables),
    ];
    const gaps = [
        ['incomplete', !seen.whole || !customSql.complete],
        ['custom-sql', own.some((source) => source.containsUnsupportedCustomSql === true)],
        [
            'custom-sql',
            queries.some(({ node }) => node.isUnsupportedCustomSql === true || node.tables.length === 0),
        ],
        ['virtual-connection', own.length > 0 && seen.node.upstreamVirtualConnectionTables.length > 0],
        ['redacted', tables.some(isRedacted)],
        ['no-tables', queries.length === 0 && own.some((source) => source.upstreamTables.length === 0)],
    ];
    const gap = gaps.find(([, applies]) => applies);
    return gap === undefined ? { tables: lineage_tables_distinct(tables), gap: null } : { tables: null, gap: gap[0] };
}
/** Tableau lists everything downstream of a query; whoever reads it through a data source in that list does so indirectly. */
function isDirect(query, luid, reads) {
    const downstream = new Set([...query.downstreamWorkbooks, ...query.downstreamDatasources].map((one) => asLuid(one.luid)));
    return downstream.has(luid) && !allReads(luid, reads).some((read) => downstream.has(read));
}
function allReads(luid, reads) {
    const found = new Set();
    const queue = [...(reads.get(luid) ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        if (found.has(next))
            continue;
        found.add(next);
        queue.push(...(reads.get(next) ?? []));
    }
    return [...found];
}
/** Users who are no administrators get tables without names (facts §12.2, no. 7). */
function isRedacted({ name, fullName }) {
    return name === null && fullName === null;
}
/** In an order of our own: Tableau's changes from answer to answer. */
function lineage_tables_distinct(tables) {
    const byText = new Map(tables.map((table) => [JSON.stringify(table), table]));
    return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, table]) => table);
}

;// CONCATENATED MODULE: ./src/tableau/lineage.ts






/**
 * What stands behind these workbooks and data sources, and behind every published data source they read: through the
 * Metadata API, else, with less to see, through REST.
 */
async function describe(site, contents) {
    if (contents.length === 0)
        return { contents: [], notices: [] };
    try {
        return await throughMetadata(site, contents);
    }
    catch (error) {
        if (!(error instanceof tableau_errors/* LineageOffError */.tr))
            throw error;
        const notice = `${error.message}, so that nobody knows which tables Tableau reads: every upstream in dbt counts for each extract.`;
        return { contents: await describeByRest(site, contents), notices: [notice] };
    }
}
async function throughMetadata(site, contents) {
    const { seen, problems } = await seeAll(site, contents, (sought) => look(site, sought));
    const customSql = await takeCustomSql(site);
    const unseen = contents.filter(({ luid }) => !seen.has(luid));
    // Of an answer that is not whole, REST may know what it lacks: what is missing for good, nobody may see.
    const short = problems.length === 0 ? [] : contents.filter(({ luid }) => lacksSource(luid, seen));
    const [described, byRest] = await Promise.all([
        describeSeen(site, [...seen.values()], customSql),
        describeByRest(site, [...unseen, ...short]),
    ]);
    const known = new Map([...byRest, ...described.lineages].map((lineage) => [lineage.content.luid, lineage]));
    const gaps = new Map(described.gaps);
    for (const { content, reads } of described.lineages) {
        if (!reads.every((luid) => known.has(luid)))
            gaps.set(content.luid, 'hidden-source');
    }
    const asked = contents.map(({ luid }) => known.get(luid)).filter((one) => one !== undefined);
    return {
        contents: [...new Set([...asked, ...known.values()])].map((lineage) => gaps.has(lineage.content.luid) ? { ...lineage, tables: null } : lineage),
        notices: noticesOf(gaps, unseen, [...problems, ...customSql.problems]),
    };
}
/** The contents, then the published data sources they read, then those that these read. */
async function seeAll(site, contents, lookFor) {
    const seen = new Map();
    const asked = new Set();
    const problems = [];
    let wanted = contents;
    while (wanted.length > 0) {
        for (const { luid } of wanted) {
            asked.add(luid);
            const held = site.held.get(luid);
            if (held !== undefined)
                seen.set(luid, held);
            site.held.delete(luid);
        }
        const missing = wanted.filter(({ luid }) => !seen.has(luid));
        const answer = await lookFor(soughtIn(missing));
        answer.seen.forEach((one) => seen.set(one.luid, one));
        problems.push(...answer.problems);
        const reads = new Set([...seen.values()].flatMap(readsOf));
        wanted = [...reads].filter((luid) => !asked.has(luid)).map((luid) => ({ kind: 'datasource', luid }));
    }
    return { seen, problems };
}
function soughtIn(missing) {
    const luidsOf = (wanted) => missing.filter(({ kind }) => kind === wanted).map(({ luid }) => luid);
    const sought = [
        { kind: 'workbook', by: 'luid', values: luidsOf('workbook') },
        { kind: 'datasource', by: 'luid', values: luidsOf('datasource') },
    ];
    return sought.filter(({ values }) => values.length > 0);
}
function sourcesOf(seen) {
    return seen.kind === 'workbook' ? seen.node.embeddedDatasources : [seen.node];
}
function readsOf(seen) {
    const luids = sourcesOf(seen).flatMap((source) => source.upstreamDatasources.map(({ luid }) => asLuid(luid)));
    return [...new Set(luids)].filter((luid) => luid !== seen.luid && luid !== '');
}
function lacksSource(luid, all) {
    const seen = all.get(luid);
    return seen !== undefined && readsOf(seen).some((read) => !all.has(read));
}
async function describeSeen(site, all, customSql) {
    const reads = new Map(all.map((seen) => [seen.luid, readsOf(seen)]));
    const rows = await datasourceRows(site, all);
    const gaps = new Map();
    const lineages = await Promise.all(all.map(async (seen) => {
        const own = ownTables({ seen, sources: sourcesOf(seen), reads, customSql });
        if (own.gap !== null)
            gaps.set(seen.luid, own.gap);
        const row = rows.get(seen.luid);
        const content = await contentOfSeen(site, seen);
        const project = row === undefined ? content.project : (await contentOfRow(site, row)).project;
        return {
            content: { ...content, project },
            hasExtract: hasExtract(sourcesOf(seen)),
            tables: own.tables,
            reads: reads.get(seen.luid) ?? [],
            extractUpdatedAt: extractUpdatedAt(sourcesOf(seen)),
            viaBridge: row?.useRemoteQueryAgent === true,
        };
    }));
    return { lineages, gaps };
}
/** Whether Bridge refreshes it, only REST tells (facts §5.2); its project's id too. One call for all not read before. */
async function datasourceRows(site, all) {
    const missing = all.filter(({ kind, luid }) => kind === 'datasource' && !site.datasourceRows.has(luid));
    if (missing.length > 0) {
        const name = missing.map(({ node }) => node.name);
        keepRows(site, await queryContent(site.calls, 'datasource', { name }));
    }
    return site.datasourceRows;
}
function hasExtract(sources) {
    if (sources.some((source) => source.hasExtracts === true))
        return true;
    return sources.some((source) => source.hasExtracts === null) ? null : false;
}
const GAPS = {
    incomplete: 'Tableau gave only a part of it',
    redacted: 'names of tables are hidden from the signed-in user; a site administrator sees them',
    'custom-sql': 'Tableau could not read its custom SQL',
    'virtual-connection': 'its tables lie behind a virtual connection',
    'no-tables': 'Tableau names no tables for it',
    'hidden-source': 'it reads a published data source that the signed-in user may not see',
};
function noticesOf(gaps, unseen, problems) {
    const notices = Object.entries(GAPS).flatMap(([gap, why]) => {
        const count = [...gaps.values()].filter((one) => one === gap).length;
        return count === 0 ? [] : [`Lineage is not known for ${count} of the workbooks and data sources: ${why}.`];
    });
    if (unseen.length > 0) {
        notices.push(`Tableau's lineage does not show ${unseen.length} of the workbooks and data sources yet: it may take minutes after publishing.`);
    }
    if (problems.includes('BACKFILL_RUNNING')) {
        notices.push('Tableau is still building its lineage (BACKFILL_RUNNING): until then every upstream in dbt counts.');
    }
    return notices;
}

;// CONCATENATED MODULE: ./src/tableau/downstream.ts








/** As many names fit one call well; a filter with some 10,000 values gave empty answers (facts/tableau-api.md §11.2). */
const NAMES_IN_A_CALL = 1000;
/**
 * Who reads tables of these names. Asked by name, so that calls grow with the names; where Tableau refuses the filter,
 * all workbooks and data sources of the site are walked. Throws a LineageOffError where there is no lineage.
 */
async function downstreamOf(site, question) {
    try {
        return await unlessOff(site, () => askByName(site, question));
    }
    catch (error) {
        if (!(error instanceof tableau_errors/* QuestionRefusedError */.HW))
            throw error;
        return walk(site, question);
    }
}
async function askByName(site, { names, mayMention }) {
    const unparsed = new Listing(UNPARSED_SQL, { isUnsupportedCustomSqlWithin: [true] });
    const asked = inGroups(names).map((group) => new Listing(READ_TABLES, { nameWithin: group }));
    await readAll(site.calls, [unparsed]);
    for (const list of asked)
        await readAll(site.calls, [list]);
    const tables = asked.flatMap(({ answers }) => answers.nodes.map(({ node }) => node));
    const queries = new Map(tables.flatMap((table) => table.referencedByQueries.map((query) => [query.id, query])));
    const incomplete = [
        ...asked.flatMap(({ answers, filter }) => gapsIn(answers, `what reads ${some(filter['nameWithin'] ?? [])}`)),
        ...gapsIn(unparsed.answers, 'custom SQL that Tableau cannot parse'),
        ...downstream_hidden(tables.filter(({ table }) => isNameless(table)).length),
    ];
    const read = await readQueries([...queries.values(), ...unparsed.answers.nodes.map(({ node }) => node)], {
        mayMention,
        tablesOf: (query) => tables.filter((one) => reads(one, query)).map(({ table }) => table),
    });
    return {
        ...read,
        tables: [...tables.map(directly), ...read.tables],
        incomplete,
        notices: [],
        kinds: kindsOf([...tables, ...tables.flatMap((one) => one.downstreamVirtualConnectionTables)], read.customSql),
    };
}
function reads(table, query) {
    return table.referencedByQueries.some(({ id }) => id === query.id);
}
/** Through virtual connections too, whose tables stand between. */
function directly(node) {
    const through = [node, ...node.downstreamVirtualConnectionTables];
    return { table: node.table, through: 'table', readers: [...new Set(through.flatMap(downstream_readersOf))] };
}
function downstream_readersOf({ downstreamWorkbooks, downstreamDatasources }) {
    return [...downstreamWorkbooks, ...downstreamDatasources]
        .map(({ luid }) => asLuid(luid))
        .filter((luid) => luid !== '');
}
function kindsOf(all, more) {
    const kinds = new Map();
    for (const { downstreamWorkbooks, downstreamDatasources } of [...all, ...more]) {
        for (const { luid } of downstreamWorkbooks)
            kinds.set(asLuid(luid), 'workbook');
        for (const { luid } of downstreamDatasources)
            kinds.set(asLuid(luid), 'datasource');
    }
    kinds.delete('');
    return kinds;
}
/**
 * Tableau's own reading of a query counts, but it drops schemas and databases (facts/tableau-api.md §12.1): the parser
 * tells them where it agrees about the names. What Tableau cannot read the parser reads alone.
 */
async function readQueries(queries, { mayMention, tablesOf }) {
    const tables = [];
    const unreadable = [];
    const customSql = [];
    for (const query of queries) {
        const readers = downstream_readersOf(query);
        const given = tablesOf(query);
        const text = { ...query, query: query.query ?? '' };
        if (readers.length === 0 || (given.length === 0 && text.query !== '' && !mayMention(text.query)))
            continue;
        const found = await tablesOfQuery(text, given);
        if (found === null)
            unreadable.push({ name: query.name ?? 'Custom SQL Query', readers });
        else
            tables.push(...found.map((table) => ({ table, through: 'custom-sql', readers })));
        customSql.push({ ...query, isUnsupportedCustomSql: found === null, tables: found ?? [] });
    }
    return { tables, unreadable, customSql };
}
async function tablesOfQuery(text, given) {
    if (given.length === 0)
        return tablesInSql(text);
    const parsed = given.some(isVague) ? ((await tablesInSql(text)) ?? []) : [];
    return given.flatMap((table) => told(table, parsed));
}
function isVague({ schema, database, fullName }) {
    return schema === null || (database === null && (fullName ?? '').split('.').length < 3);
}
/** The parser's tables of that name, which tell more; the table itself where it finds none. */
function told(table, parsed) {
    const name = (table.name ?? '').toLowerCase();
    const same = isVague(table) ? parsed.filter((one) => one.name?.toLowerCase() === `"${name}"`) : [];
    return same.length > 0 ? same : [table];
}
function isNameless({ name, fullName }) {
    return name === null && fullName === null;
}
function downstream_hidden(count) {
    if (count === 0)
        return [];
    return [
        `Tableau hides the names of ${count} tables from the signed-in user, so dashboards on them may be missing: sign in as a site administrator.`,
    ];
}
const WHY = [
    ['BACKFILL_RUNNING', 'Tableau is still building its lineage (BACKFILL_RUNNING)'],
    [
        'PERMISSIONS_MODE_SWITCHED',
        'Tableau leaves out what the signed-in user may not see (PERMISSIONS_MODE_SWITCHED)',
    ],
];
/** `what`: what was asked for, as in "… may be missing". */
function gapsIn({ complete, problems }, what) {
    const known = WHY.filter(([code]) => problems.includes(code)).map(([, why]) => `${why}: ${what} may be missing.`);
    if (known.length > 0 || complete)
        return known;
    const codes = problems.length === 0 ? '' : ` (${problems.join(', ')})`;
    return [`Tableau gave only a part of its lineage${codes}: ${what} may be missing.`];
}
const downstream_NAMES_TOLD = 5;
function some(names) {
    const plain = [...new Set(names.map((name) => String(name).toLowerCase()))].filter((name) => /^[^.[\]`]+$/.test(name));
    const shown = plain.slice(0, downstream_NAMES_TOLD).join(', ');
    return plain.length > downstream_NAMES_TOLD ? `${shown} and ${plain.length - downstream_NAMES_TOLD} more tables` : shown;
}
function inGroups(names) {
    const groups = [];
    for (let at = 0; at < names.length; at += NAMES_IN_A_CALL)
        groups.push(names.slice(at, at + NAMES_IN_A_CALL));
    return groups;
}
/** All workbooks, data sources and custom SQL of the site: the way for a Tableau that takes no filter by name. */
async function walk(site, { names, mayMention }) {
    const workbooks = new Listing(WORKBOOKS);
    const datasources = new Listing(DATASOURCES);
    const customSql = new Listing(ALL_CUSTOM_SQL);
    await unlessOff(site, () => readAll(site.calls, [workbooks, datasources, customSql]));
    const wanted = new Set(names);
    const tables = new Map();
    const note = (table, luid) => {
        if (!isNameless(table) && !wanted.has(table.name ?? '') && !wanted.has(table.fullName ?? ''))
            return;
        const key = JSON.stringify(table);
        const known = tables.get(key) ?? { table, readers: new Set() };
        tables.set(key, { table, readers: known.readers.add(luid) });
    };
    const kinds = new Map();
    for (const { node } of workbooks.answers.nodes) {
        kinds.set(asLuid(node.luid), 'workbook');
        for (const table of node.embeddedDatasources.flatMap((one) => one.upstreamTables))
            note(table, asLuid(node.luid));
    }
    for (const { node } of datasources.answers.nodes) {
        kinds.set(asLuid(node.luid), 'datasource');
        for (const table of node.upstreamTables)
            note(table, asLuid(node.luid));
    }
    const queries = customSql.answers.nodes.map(({ node }) => node);
    const read = await readQueries(queries, { mayMention, tablesOf: (query) => query.tables });
    const direct = [...tables.values()];
    return {
        ...read,
        tables: [
            ...direct.map(({ table, readers }) => ({ table, through: 'table', readers: [...readers] })),
            ...read.tables,
        ],
        incomplete: [
            ...gapsIn(workbooks.answers, 'workbooks'),
            ...gapsIn(datasources.answers, 'published data sources'),
            ...gapsIn(customSql.answers, 'custom SQL'),
            ...downstream_hidden(direct.filter(({ table }) => isNameless(table)).length),
        ],
        notices: ['Tableau takes no filter by table name, so the whole site was read, which takes more calls.'],
        kinds,
    };
}
/** What stands behind these readers and behind the published data sources they read, with the faces of all. */
async function facesOf(site, readers, { kinds, customSql }) {
    const wanted = [...readers].flatMap((luid) => {
        const kind = kinds.get(luid);
        return kind === undefined ? [] : [{ kind, luid }];
    });
    await site.projects.ask();
    const { seen, problems } = await seeAll(site, wanted, (sought) => lookForFaces(site, sought));
    const all = [...seen.values()];
    // Whoever describes these next need not ask again.
    for (const one of all)
        site.held.set(one.luid, one);
    const answers = { nodes: customSql.map((node) => ({ node, whole: true })), complete: true, problems: [] };
    const { lineages, gaps } = await describeSeen(site, all, answers);
    const unseen = wanted.filter(({ luid }) => !seen.has(luid)).length;
    const cut = [...gaps.values()].filter((gap) => gap === 'incomplete').length;
    const faces = lineages.flatMap((lineage) => {
        const one = seen.get(lineage.content.luid);
        return one === undefined ? [] : [faceOf(one, lineage)];
    });
    return {
        faces,
        incomplete: [
            ...(unseen === 0
                ? []
                : [
                    `Tableau hides ${unseen} of the workbooks and data sources on these tables from the signed-in user: sign in as a site administrator.`,
                ]),
            ...(cut === 0
                ? []
                : [
                    `Tableau gave only a part of what ${cut} of the workbooks and data sources read${codes(problems)}: some of their extracts or tables may be missing.`,
                ]),
        ],
    };
}
function codes(problems) {
    return problems.length === 0 ? '' : ` (${[...new Set(problems)].join(', ')})`;
}
function faceOf({ node }, lineage) {
    return {
        lineage,
        owner: node.owner ?? null,
        description: node.description,
        sheets: 'views' in node
            ? node.views.map(({ name, path, type }) => ({
                name: name ?? '',
                path: path ?? '',
                dashboard: type === 'Dashboard',
            }))
            : [],
    };
}

;// CONCATENATED MODULE: ./src/tableau/jobs.ts








const target = schemas/* object */.Ikc({ id: json_text }).nullish();
const jobAnswer = schemas/* object */.Ikc({
    job: schemas/* object */.Ikc({
        id: json_text,
        createdAt: instant,
        startedAt: instant,
        completedAt: instant,
        finishCode: wholeNumber,
        extractRefreshJob: schemas/* object */.Ikc({ notes: optionalText, workbook: target, datasource: target }).nullish(),
        statusNotes: listOf('statusNote', schemas/* object */.Ikc({ type: optionalText, value: optionalText, text: optionalText })),
    }),
});
/** Below 3.25 Tableau takes no JWT for jobs (facts/tableau-api.md §2.6); asking would only cost a renewal. */
function mayQueryJobs({ version, options }) {
    return options.credentials.kind === 'token' || isAtLeast(version, INCREMENTAL_AND_JWT_JOBS);
}
/**
 * One job. `unknown-now`: Tableau does not know it at the moment, which happens soon after it was made and after old
 * jobs were cleared away (facts/tableau-api.md §7.3); the list of jobs may still have it.
 */
async function queryJob(calls, { id, viaBridge }) {
    if (!mayQueryJobs(calls))
        throw lost(calls.options);
    try {
        const { job } = await calls.get(`jobs/${encodeURIComponent(id)}`, jobAnswer);
        return jobOf(job, viaBridge);
    }
    catch (error) {
        if (error instanceof tableau_errors/* TableauError */.pI && (error.code === '400031' || error.status === 404))
            return 'unknown-now';
        throw error;
    }
}
function jobOf(job, viaBridge) {
    const { workbook, datasource, notes } = job.extractRefreshJob ?? {};
    return {
        id: job.id,
        state: stateOf(job, viaBridge),
        createdAt: job.createdAt,
        startedAt: job.startedAt,
        completedAt: job.completedAt,
        notes: [notes, ...job.statusNotes.map((note) => note.text)]
            .filter((one) => (one ?? '') !== '')
            .join('\n'),
        target: workbook
            ? { kind: 'workbook', luid: asLuid(workbook.id) }
            : datasource
                ? { kind: 'datasource', luid: asLuid(datasource.id) }
                : null,
    };
}
/** Done means `completedAt`; a finishCode alone means nothing (facts/tableau-api.md §7.2). */
function stateOf({ startedAt, completedAt, finishCode, statusNotes }, viaBridge) {
    if (completedAt === null)
        return startedAt === null ? 'queued' : 'running';
    if (finishCode === 2)
        return 'cancelled';
    if (statusNotes.some(({ type }) => type === 'errorCode'))
        return 'failed';
    if (finishCode === 3)
        return 'succeeded';
    // Of a Bridge job, 0 only says that a Bridge client took it on; 3 says that the refresh ended.
    if (finishCode === 0)
        return viaBridge ? 'running' : 'succeeded';
    return 'failed';
}
const listed = schemas/* object */.Ikc({
    id: json_text,
    status: optionalText,
    title: optionalText,
    createdAt: instant,
    startedAt: instant,
    endedAt: instant,
})
    .transform(({ status, title, ...times }) => ({
    ...times,
    state: STATES[status ?? ''] ?? null,
    title: title ?? '',
}));
const STATES = {
    Pending: 'queued',
    InProgress: 'running',
    Success: 'succeeded',
    Failed: 'failed',
    Cancelled: 'cancelled',
};
const JOBS = { path: 'jobs', page: pageOf('backgroundJobs', 'backgroundJob', listed) };
/** Refresh jobs of the whole site; `not-allowed` where this user may not list jobs (facts/tableau-api.md §7.4). */
async function queryJobs(calls, question) {
    if (!mayQueryJobs(calls))
        return 'not-allowed';
    const { createdSince, title, unfinished = false } = question;
    const filter = filterOf('jobType:in:[refresh_extracts,increment_extracts]', 
    // Tableau's timestamps have no fraction.
    ...(createdSince === undefined ? [] : [`createdAt:gte:${(0,clock/* toIso */.tK)(createdSince).slice(0, 19)}Z`]), ...(title !== undefined && canFilterBy(title) ? [equal('title', title)] : []), ...(unfinished ? ['progress:lt:100'] : []));
    try {
        const rows = await queryAll(calls, JOBS, [filter]);
        return rows.filter((job) => (title === undefined || job.title === title) && !(unfinished && hasEnded(job)));
    }
    catch (error) {
        if (isNotAllowed(error))
            return 'not-allowed';
        throw error;
    }
}
function hasEnded({ state, endedAt }) {
    return endedAt !== null || state === 'succeeded' || state === 'failed' || state === 'cancelled';
}
/**
 * Asks Tableau to cancel a job; one that has ended already stays as it is. `not-allowed`: this user may not, or the
 * connected app was not asked for the scope.
 */
async function cancelJob(calls, id) {
    const { credentials, mayCancel = false } = calls.options;
    if (credentials.kind === 'connected-app' && !mayCancel)
        return 'not-allowed';
    try {
        await calls.send('PUT', `jobs/${encodeURIComponent(id)}`);
        return 'asked';
    }
    catch (error) {
        if (isNotAllowed(error))
            return 'not-allowed';
        if (error instanceof tableau_errors/* TableauError */.pI && (error.code === '400031' || error.status === 404))
            return 'unknown-now';
        throw error;
    }
}
function isNotAllowed(error) {
    return ((error instanceof tableau_errors/* TableauError */.pI && error.status === 403) ||
        (error instanceof tableau_errors/* SessionError */.Pc && error.problem === 'scope'));
}

;// CONCATENATED MODULE: ./src/tableau/refresh.ts









const PATHS = { workbook: 'workbooks', datasource: 'datasources' };
const FULL = '<tsRequest/>';
const INCREMENTAL = '<tsRequest><extractRefresh incremental="true"/></tsRequest>';
const refresh_answer = schemas/* object */.Ikc({ job: schemas/* object */.Ikc({ id: json_text }) });
/** Asks Tableau to refresh an extract (facts/tableau-api.md §6). Throws only where there is no session any more. */
async function requestRefresh(calls, { kind, luid }, mode) {
    if (mode === 'incremental' && !isAtLeast(calls.version, INCREMENTAL_AND_JWT_JOBS)) {
        return { kind: 'incremental-refused' };
    }
    const path = `${PATHS[kind]}/${encodeURIComponent(luid)}/refresh`;
    try {
        const sent = await calls.send('POST', path, mode === 'incremental' ? INCREMENTAL : FULL);
        return { kind: 'requested', jobId: parseAnswer(refresh_answer, sent, `${calls.origin()}/${path}`).job.id };
    }
    catch (error) {
        return whyNot(error, mode, calls.options.clock.now());
    }
}
function whyNot(error, mode, now) {
    if (error instanceof tableau_errors/* TableauError */.pI)
        return refusal(error, mode, now);
    if (error instanceof http/* HttpError */.j && error.neverSent)
        return { kind: 'unreachable', failure: classifyError(error) };
    if (error instanceof http/* HttpError */.j || error instanceof tableau_errors/* NotTableauError */.AW)
        return { kind: 'unclear', why: (0,errors/* sentenceOf */.$)(error) };
    throw error;
}
function refusal(error, mode, now) {
    if (error.code === '409093')
        return { kind: 'already-queued' };
    if (error.status === 429)
        return { kind: 'rate-limited', wait: waitAskedFor(error, now) };
    if (error.status >= 500 || error.status === 408)
        return { kind: 'unclear', why: error.message };
    const failure = classifyError(error);
    // No code is documented for this, and texts are localised; a full refresh then tells the real reason (facts §6.2).
    const maybeIncremental = [400, 409, 422].includes(error.status) && failure.class !== 'no-extract';
    return mode === 'incremental' && maybeIncremental
        ? { kind: 'incremental-refused' }
        : { kind: 'refused', failure };
}

;// CONCATENATED MODULE: ./src/tableau/tasks.ts





const tasks_target = schemas/* object */.Ikc({ id: json_text }).nullish();
/** Other kinds of tasks may stand in the list, and a task may lack its schedule and its target (facts §8). */
const tasks_row = schemas/* object */.Ikc({
    extractRefresh: schemas/* object */.Ikc({
        workbook: tasks_target,
        datasource: tasks_target,
        consecutiveFailedCount: wholeNumber,
        schedule: schemas/* object */.Ikc({ nextRunAt: instant, frequency: optionalText }).nullish(),
    })
        .nullish(),
});
const TASKS = { path: 'tasks/extractRefreshes', page: pageOf('tasks', 'task', tasks_row) };
/**
 * Refreshes that Tableau does by itself. Null where that cannot be known: a connected app would need a scope for it
 * that refreshing does not need, so it is not asked for.
 */
async function queryExtractTasks(calls) {
    if (calls.options.credentials.kind === 'connected-app')
        return null;
    try {
        const rows = await queryWhole(calls, TASKS);
        return rows.flatMap(({ extractRefresh }) => {
            const { workbook, datasource, schedule, consecutiveFailedCount } = extractRefresh ?? {};
            const id = workbook?.id ?? datasource?.id;
            if (id === undefined)
                return [];
            return [
                {
                    kind: workbook ? 'workbook' : 'datasource',
                    luid: asLuid(id),
                    nextRunAt: schedule?.nextRunAt ?? null,
                    frequency: schedule?.frequency ?? null,
                    consecutiveFailures: consecutiveFailedCount ?? 0,
                },
            ];
        });
    }
    catch (error) {
        if (error instanceof tableau_errors/* TableauError */.pI && error.status === 403)
            return null;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/tableau/session.ts










/**
 * Signs in, hands the session to `use`, and signs out whatever happens; failing to sign out hides nothing.
 * Throws a ConfigurationError or a SessionError, each with one sentence, where there is no session.
 */
async function withTableau(options, use) {
    const calls = await openCalls(options);
    try {
        return await use(sessionOn(calls));
    }
    finally {
        await calls.signOut();
    }
}
function sessionOn(calls) {
    const site = siteOn(calls);
    return {
        get origin() {
            return calls.origin();
        },
        version: formatVersion(calls.version),
        canRefreshIncrementally: isAtLeast(calls.version, INCREMENTAL_AND_JWT_JOBS),
        canQueryJobs: mayQueryJobs(calls),
        find: (references) => findContent(site, references),
        describe: (contents) => describe(site, contents),
        downstreamOf: (question) => downstreamOf(site, question),
        facesOf: (readers, downstream) => facesOf(site, readers, downstream),
        lastUpdate: (content) => lastUpdate(site, content),
        refresh: (content, mode) => requestRefresh(calls, content, mode),
        job: (question) => queryJob(calls, question),
        jobs: (question) => queryJobs(calls, question),
        cancel: (jobId) => cancelJob(calls, jobId),
        extractTasks: () => queryExtractTasks(calls),
    };
}

// EXTERNAL MODULE: ./src/memory.ts + 1 modules
var memory = __webpack_require__(3424);
;// CONCATENATED MODULE: ./src/refresh/settle.ts




/**
 * Looks up how earlier requests ended whose outcome is open, and notes it. One that still runs stays open: the
 * plan then says wait. So does one that cannot be looked at now.
 */
async function settleEarlier(extracts, surroundings) {
    for (const extract of extracts) {
        const { requests } = surroundings.journal.state;
        // Runs that overlapped may have left several.
        const open = (0,state_requests/* newestFirst */.ll)(requests.get(extract.key)).filter(({ outcome }) => outcome === null);
        for (const request of open)
            await settleRequest(extract, request, surroundings);
    }
}
async function settleRequest({ key, lineage }, { job: id, requestedAt, window }, { tableau, journal, clock, log }) {
    try {
        const now = clock.now();
        // Earlier runs were patient already.
        const news = await lookAtJob({ id, requestedAt, unknownSince: -Infinity }, lineage, { tableau, now });
        if (news.kind === 'running')
            return;
        const { outcome, failure, seconds, isOurs } = news;
        const facts = {
            requestedAt,
            // Somebody else's refresh uses up no window of ours.
            window: isOurs ? window : null,
            outcome,
            failure: failure?.class ?? null,
            seconds,
        };
        journal.update({ ...state/* EMPTY_STATE */.W, requests: new Map([[key, new Map([[id, facts]])]]) });
    }
    catch (error) {
        if (endsSession(error))
            throw error;
        log.detail(`${key}: earlier job ${id} could not be looked at: ${(0,errors/* sentenceOf */.$)(error)}`);
    }
}

;// CONCATENATED MODULE: ./src/steps.ts
/* What a run does once there is something to refresh: loaded only then, as it takes longer to load than all before. */























/** What landed and what failed goes into state, and to disk, before Tableau is asked anything. Returns what landed. */
function noteFacts(run, project, memory) {
    const fresh = [];
    const landed = new Set();
    const now = run.action.clock.now();
    for (const build of project.builds) {
        const known = memory.journal.state.nodes;
        const facts = new Map([...(0,dbt_facts/* factsOf */.xS)(build, known)].map(([key, fact]) => [key, (0,dbt_facts/* notAfter */.Cw)(now, fact)]));
        const news = [...facts].some(([key, fact]) => isNews(fact, known.get(key)));
        if (news)
            fresh.push(build);
        run.draft.builds.push(...buildsRead(build));
        // The build of a pull request, if there is one, says nothing of production.
        if (run.event.pullRequest === null)
            run.draft.notices.push(...artifactNotices(build, { news, now }));
        memory.journal.update({ ...state/* EMPTY_STATE */.W, nodes: facts });
        for (const [key, { landedAt }] of facts)
            if (landedAt !== undefined)
                landed.add(key);
    }
    run.draft.slot = slotOf({ cron: run.event.cron, start: startOf(run, fresh) });
    return landed;
}
function isNews(fact, known) {
    return ['landedAt', 'okAt', 'failedAt'].some((name) => (fact[name] ?? -Infinity) > (known?.[name] ?? -Infinity));
}
/** The start that the slot is reckoned from (DESIGN §2); results that an earlier run has counted are not this run's. */
function startOf({ event, draft }, fresh) {
    const now = draft.slot;
    const start = event.triggeredAt ?? (0,dbt_facts/* firstExecution */.bN)(fresh.flatMap((build) => build.runResults)) ?? now;
    return Math.min(start, now);
}
/**
 * What `select` and `exclude` leave of the exposures. After the facts are noted: a wrong expression loses none.
 * @throws ConfigurationError when `select` matches nothing.
 */
function choose(run, declared, { project, inputs }) {
    const chosen = chooseExposures(declared, project.manifest, inputs.selection);
    run.draft.declared(chosen);
    // Else they are told together with what content does not answer to.
    if (chosen.ours.length === 0)
        (0,src_run/* say */.cv)(run, 'warning', ...chosen.unmatched.values());
    return chosen;
}
/** Opens the one session of this run. @throws ConfigurationError when an input that it needs is missing. */
async function onTableau({ action, draft, log }, { tableau: { server, site, credentials }, onCancel }, use) {
    if (server === null) {
        throw new errors/* ConfigurationError */.j("tableau-server-url is empty, but there are exposures of Tableau: give the server's address.");
    }
    draft.tableau = { server, site };
    if (credentials === null) {
        throw new errors/* ConfigurationError */.j('There are no credentials for Tableau: give tableau-token-name and tableau-token-secret, or a connected app by tableau-client-id, tableau-secret-id, tableau-secret-value and tableau-username.');
    }
    const { http, clock, random, signal, runner } = action;
    const mask = (secret) => runner.setSecret(secret);
    await withTableau({
        http,
        clock,
        random,
        signal,
        mask,
        server,
        site,
        credentials,
        mayCancel: onCancel === 'cancel',
        log: (line) => log.detail(line),
    }, use);
}
/** The extracts behind the exposures; what was learnt of them is kept for runs without dbt's files. */
async function findExtracts(run, wanted, tableau) {
    const { inputs, project, chosen, memory } = wanted;
    const discovered = await discoverExposures(run, wanted, tableau);
    const port = (0,catalogue.contentPort)(tableau, wanted);
    const resolved = await resolveExposures(chosen, port, { ...project, ...inputs, discovered });
    (0,catalogue.keepCatalogue)(run, project, { ...resolved, memory });
    await giveBack(run, { ...wanted, ...discovered, resolved, tableau });
    return resolved;
}
/** The first run that discovers may start many refreshes at once: nobody should wonder why. */
function sayFirstDiscovery(run, { extracts }, requests) {
    const rows = extracts.filter(({ extract }) => extract.exposures.every(({ origin }) => origin === 'discovered'));
    if (rows.length === 0 || rows.some(({ extract }) => requests.has(extract.key)))
        return;
    const starting = rows.filter(({ decision }) => decision.decision === 'refresh').length;
    const would = run.draft.mode.kind === 'real' ? 'starts' : 'would start';
    (0,src_run/* say */.cv)(run, 'notice', `Discovery found ${rows.length} extracts that no exposure declares, and none of them was refreshed by this action before: this run ${would} ${starting} of them.`);
}
/** Plans, and tells the plan; returns what it was made from. */
function planRun(run, found) {
    const input = planInput(run, found);
    const planned = plan(input);
    sayFirstDiscovery(run, planned, input.requests);
    run.draft.planned(planned);
    run.log.planned(planned, run.draft.mode);
    return input;
}
/** All that the plan is made from; what it shows to have been overtaken goes into state first. */
function planInput(run, { inputs, project, chosen, resolved, memory }) {
    const { nodes, requests } = memory.journal.state;
    const upstream = resolved.extracts.flatMap((extract) => extract.upstream.map(({ node }) => node));
    (0,src_run/* say */.cv)(run, 'notice', ...resolved.notices);
    (0,src_run/* say */.cv)(run, 'warning', ...resolved.unmatched);
    const input = {
        exposures: {
            leftOut: [...chosen.leftOut, ...resolved.leftOut],
            unresolved: [...chosen.unresolved, ...resolved.unresolved],
        },
        extracts: resolved.extracts,
        others: resolved.others,
        nodes: nodeStatuses(upstream, project.manifest, nodes),
        requests,
        policy: { ...inputs.policy, manual: (0,github_event/* isManual */.b0)(run.event) },
        slot: run.draft.slot,
        nextSlot: nextSlotOf({ cron: run.event.cron, slot: run.draft.slot }),
    };
    memory.journal.update({ ...state/* EMPTY_STATE */.W, requests: overtaken(input) });
    return { ...input, requests: memory.journal.state.requests };
}
/** What others refresh too is told; that it cannot be found out is no reason to stop. */
async function noteOthers(run, { extracts }, tableau) {
    const requests = run.memory?.journal.state.requests ?? new Map();
    try {
        (0,src_run/* say */.cv)(run, 'warning', ...(await secondRefreshers(extracts, requests, tableau)));
    }
    catch (error) {
        if (endsSession(error))
            throw error;
        run.log.detail(`Tableau's schedules cannot be read: ${(0,errors/* sentenceOf */.$)(error)}`);
    }
}
async function refreshPlanned(run, { input, inputs, tableau, memory }) {
    const { action, draft, log } = run;
    const asks = draft.rows.some(({ row }) => row.decision.decision === 'refresh');
    if (asks && inputs.wait && !tableau.canQueryJobs)
        (0,src_run/* say */.cv)(run, 'notice', unseenJobs(tableau.version));
    const { rows, error } = await refreshAll({
        ...action,
        rows: draft.rows.map(({ row }) => row),
        tableau,
        journal: memory.journal,
        options: inputs,
        events: log,
        planAgain: (extract, coming) => planExtract({ ...input, requests: memory.journal.state.requests }, extract, coming),
    });
    draft.rows = rows;
    draft.error = error;
}
function unseenJobs(version) {
    return `Tableau's REST API ${version} shows no jobs to a connected app: refreshes are requested but not waited for, and the next run judges each by its extract's last update. Upgrade Tableau to API 3.25, or use a personal access token, to wait for them.`;
}


/***/ }),

/***/ 4247:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AW: () => (/* binding */ NotTableauError),
/* harmony export */   HW: () => (/* binding */ QuestionRefusedError),
/* harmony export */   Pc: () => (/* binding */ SessionError),
/* harmony export */   pI: () => (/* binding */ TableauError),
/* harmony export */   tr: () => (/* binding */ LineageOffError)
/* harmony export */ });
/** Tableau refused a call, and said so in its own form (facts/tableau-api.md §10). */
class TableauError extends Error {
    name = 'TableauError';
    status;
    /** Six digits, the only part that is not localised. */
    code;
    summary;
    detail;
    /** The header that says how long to wait before asking again. */
    retryAfter;
    constructor(answer) {
        const { status, code, summary, detail, retryAfter } = answer;
        const text = [summary, detail].filter((part) => part !== '').join(': ');
        super(`Tableau answered ${code} (${text.replace(/\s+/g, ' ')}).`);
        this.status = status;
        this.code = code;
        this.summary = summary;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }
}
/** Something else answered where Tableau's JSON was expected: a proxy, a maintenance page, the wrong host. */
class NotTableauError extends Error {
    url;
    status;
    came;
    retryAfter;
    name = 'NotTableauError';
    constructor(url, status, 
    /** What came instead: `an HTML page`, `nothing`. */
    came, retryAfter = null) {
        super(`${url} answered with status ${status} and ${came} instead of Tableau's JSON.`);
        this.url = url;
        this.status = status;
        this.came = came;
        this.retryAfter = retryAfter;
    }
}
/** There is no session with Tableau, or none any more; not something a wrong input explains. */
class SessionError extends Error {
    problem;
    name = 'SessionError';
    constructor(problem, message) {
        super(message);
        this.problem = problem;
    }
}
/** The Metadata API is switched off, or refuses this user. */
class LineageOffError extends Error {
    name = 'LineageOffError';
}
/** It answers, but not this question: an older release without a filter, say. Another question may do. */
class QuestionRefusedError extends LineageOffError {
    name = 'QuestionRefusedError';
}


/***/ })

};
