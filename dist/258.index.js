export const id = 258;
export const ids = [258,848];
export const modules = {

/***/ 7713:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ distinctBy)
/* harmony export */ });
/** One of each, told apart by `key`: of equal ones the last, at the place of the first. */
function distinctBy(things, key) {
    return [...new Map(things.map((thing) => [key(thing), thing])).values()];
}


/***/ }),

/***/ 3394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Db: () => (/* binding */ referenceKey),
/* harmony export */   JW: () => (/* binding */ findAll),
/* harmony export */   Tc: () => (/* binding */ withKnownAnswers),
/* harmony export */   p2: () => (/* binding */ NOT_FOUND),
/* harmony export */   tp: () => (/* binding */ NO_TABLEAU)
/* harmony export */ });
/* harmony import */ var _base_distinct_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7713);
/* harmony import */ var _content_graph_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6742);


/** Finds nothing: for a run that does not query Tableau about content. */
const NO_TABLEAU = {
    find: (references) => Promise.resolve(references.map(() => ({ kind: 'not-found', candidates: [] }))),
    describe: () => Promise.resolve({ contents: [], notices: [] }),
    loadProjectPaths: () => Promise.resolve(),
};
/** One text for each thing that a reference may name. */
function referenceKey(reference) {
    return Object.values(reference).join(' ');
}
/** Looks all references up, each once. */
async function findAll(all, port) {
    const references = (0,_base_distinct_js__WEBPACK_IMPORTED_MODULE_0__/* .distinctBy */ .e)(all, referenceKey);
    const findings = await port.find(references);
    return new Map(references.flatMap((reference, index) => {
        const finding = findings[index];
        return finding === undefined ? [] : [[referenceKey(reference), finding]];
    }));
}
/** A port that takes known answers from an earlier run, and asks `tableau` for `alwaysAsk` and for what is not known. */
function withKnownAnswers(tableau, known, alwaysAsk) {
    const mustAsk = new Set(alwaysAsk.map(referenceKey));
    const byLuid = (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .byLuidOf */ .HO)(known.lineages);
    const asked = new Set();
    const isKnown = (content) => !asked.has(content.luid) && byLuid.has(content.luid);
    return {
        loadProjectPaths: () => tableau.loadProjectPaths(),
        find: async (references) => {
            const open = references.filter((one) => mustAsk.has(referenceKey(one)) || !known.findings.has(referenceKey(one)));
            const answers = open.length === 0 ? [] : await tableau.find(open);
            const fresh = new Map(open.map((one, index) => [referenceKey(one), answers[index]]));
            for (const finding of answers)
                if (finding.kind === 'found')
                    asked.add(finding.content.luid);
            return references.map((one) => fresh.get(referenceKey(one)) ?? known.findings.get(referenceKey(one)) ?? NOT_FOUND);
        },
        describe: async (contents) => {
            const open = contents.filter((content) => !isKnown(content));
            const fresh = open.length === 0 ? { contents: [], notices: [] } : await tableau.describe(open);
            const kept = (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .reachableContent */ .rv)(contents.filter(isKnown).map(({ luid }) => luid), byLuid);
            // Fresh answers come last, so they win.
            const all = (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .byLuidOf */ .HO)([...kept, ...fresh.contents]);
            return { contents: [...all.values()], notices: fresh.notices };
        },
    };
}
const NOT_FOUND = { kind: 'not-found', candidates: [] };


/***/ }),

/***/ 5873:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ allDeclared),
/* harmony export */   Fw: () => (/* binding */ upstreamOf),
/* harmony export */   Qk: () => (/* binding */ notRead),
/* harmony export */   _g: () => (/* binding */ elsewhereIn),
/* harmony export */   lJ: () => (/* binding */ confirm)
/* harmony export */ });
/* unused harmony export declaredBy */
/* harmony import */ var _content_graph_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6742);
/* harmony import */ var _discovery_project_relations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4206);


/** The nodes that Tableau shows an extract to read, for the exposures that claim it. */
function confirm(lineage, claims, evidence) {
    const declared = declaredBy(claims);
    const reads = evidence.readsOf(lineage);
    const nodes = confirmedNodes(reads, declared, evidence);
    const unclear = reads.ambiguous.filter(({ nodes: some }) => !some.some((id) => declared.has(id)));
    const sorted = reads.unknownTables.map((table) => ({
        ...table,
        namesakes: namesakesOf(table, evidence.withNodesBehindViews([...declared, ...nodes.keys()]), evidence),
    }));
    const foreign = sorted.filter(({ namesakes }) => namesakes.length === 0);
    const unseen = new Set([...reads.incompleteVia, ...[...foreign, ...unclear].map(({ via }) => via)]);
    const [unseenVia = null, ...others] = unseen;
    return {
        nodes,
        elsewhere: sorted.flatMap(({ namesakes }) => namesakes).filter(({ node }) => !nodes.has(node)),
        completeness: reads.incompleteVia.size > 0 ? 'part' : unseen.size > 0 ? 'tables' : 'all',
        unseenVia: others.length === 0 ? unseenVia : null,
        foreignTables: [...new Set(foreign.map(({ table }) => table))],
    };
}
/** Of several nodes that match a table, and of nodes behind views, only the declared ones count. */
function confirmedNodes({ here, ambiguous }, declared, evidence) {
    const nodes = new Map(here);
    const add = (ids, via) => {
        for (const id of ids)
            if (declared.has(id) && !nodes.has(id))
                nodes.set(id, { via, schemaKnown: false });
    };
    for (const { nodes: some, via } of ambiguous)
        add(some, via);
    for (const [id, { via }] of nodes)
        add(evidence.nodesBehindView(id), via);
    return nodes;
}
/** The namesakes among `wanted`, or views on those: an exposure may name a view and mean its table, or the reverse. */
function namesakesOf({ namesakes }, wanted, evidence) {
    return namesakes.filter(({ node }) => [node, ...evidence.nodesBehindView(node)].some((id) => wanted.has(id)));
}
function declaredBy(claims) {
    return new Set(claims.flatMap(({ exposure }) => exposure.upstream));
}
/**
 * The confirmed nodes. If the extract reads anything unknown, also the declared nodes that no other content of the
 * exposure is shown to read. If that leaves none, all declared nodes, unless all tables are known.
 */
function upstreamOf(extract, evidence) {
    const { claims, confirmed } = extract;
    const declared = declaredBy(claims);
    const known = [...confirmed.nodes].map(([node, { via }]) => ({ node, via, declared: declared.has(node) }));
    if (confirmed.completeness === 'all')
        return known;
    const more = [...readByNothingElse(extract, evidence)].filter((node) => !confirmed.nodes.has(node));
    const upstream = [...known, ...throughUnseen(more, confirmed)];
    if (upstream.length > 0 || confirmed.completeness !== 'part')
        return upstream;
    return allDeclared({ confirmed, claims: claims.filter(({ exposure }) => exposure.origin === 'declared') });
}
/** All nodes that its exposures declare, whatever is confirmed. */
function allDeclared({ claims, confirmed }) {
    return throughUnseen(declaredBy(claims), confirmed);
}
function throughUnseen(ids, { unseenVia }) {
    return [...ids].map((node) => ({ node, via: unseenVia, declared: true }));
}
/** The declared nodes that no other content of the exposure is shown to read. */
function readByNothingElse({ lineage, claims, confirmed }, evidence) {
    const elsewhere = confirmed.completeness === 'part' ? new Set() : elsewhereIn(confirmed, evidence);
    return new Set(claims.flatMap(({ exposure, contents }) => {
        const others = (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .reachableContent */ .rv)(contents, evidence.byLuid).filter((one) => one !== lineage);
        const read = evidence.nodesIn([...others.flatMap(_content_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .readingsIn */ .Nn), lineage.live]);
        return exposure.upstream.filter((id) => !read.has(id) && !elsewhere.has(id));
    }));
}
/** The nodes that are read elsewhere, and those behind views. */
function elsewhereIn({ elsewhere }, evidence) {
    return evidence.withNodesBehindViews(elsewhere.map(({ node }) => node));
}
/** The nodes in an exposure's depends_on that none of its content reads; empty unless all that the content reads is known. */
function notRead({ exposure, contents }, evidence) {
    const { byLuid } = evidence;
    const all = (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .reachableContent */ .rv)(contents, byLuid);
    const isHiding = (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .reachableLuids */ .fq)(contents, (luid) => byLuid.get(luid)).length > all.length;
    const readings = all.flatMap(_content_graph_js__WEBPACK_IMPORTED_MODULE_1__/* .readingsIn */ .Nn);
    const read = evidence.nodesIn(readings);
    const wanted = evidence.withNodesBehindViews([...exposure.upstream, ...read]);
    const shown = readings.map((reading) => evidence.nodesRead(reading));
    const elsewhere = shown
        .flatMap(({ unknownTables }) => unknownTables)
        .map((table) => namesakesOf(table, wanted, evidence));
    const isKnown = shown.every(({ isWhole, ambiguous }) => isWhole && ambiguous.length === 0) &&
        elsewhere.every((namesakes) => namesakes.length > 0);
    if (isHiding || !isKnown || all.every(({ hasExtract }) => hasExtract === false))
        return [];
    const away = elsewhereIn({ elsewhere: elsewhere.flat() }, evidence);
    return exposure.upstream.filter((id) => (0,_discovery_project_relations_js__WEBPACK_IMPORTED_MODULE_0__/* .isTable */ .bI)(id, evidence.nodes) && !read.has(id) && !away.has(id));
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

/***/ 1848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  catalogueAge: () => (/* binding */ catalogueAge),
  jn: () => (/* binding */ contentPort),
  t7: () => (/* binding */ isCatalogueOf),
  VA: () => (/* binding */ keepCatalogue),
  S$: () => (/* binding */ keptCatalogue),
  keptProject: () => (/* binding */ keptProject)
});

// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
;// CONCATENATED MODULE: ./src/base/once.ts
/** Computes a value when it is first needed, and only then. */
function once(compute) {
    let computed = null;
    return () => (computed ??= { value: compute() }).value;
}

// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/base/json.ts
var json = __webpack_require__(3659);
// EXTERNAL MODULE: ./src/dbt/lineage.ts
var lineage = __webpack_require__(7195);
// EXTERNAL MODULE: ./src/dbt/manifest.ts
var manifest = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/tableau/types.ts
var types = __webpack_require__(2379);
// EXTERNAL MODULE: ./src/exposures/content-graph.ts
var content_graph = __webpack_require__(6742);
// EXTERNAL MODULE: ./src/exposures/discovery/merge.ts
var merge = __webpack_require__(4023);
// EXTERNAL MODULE: ./src/exposures/discovery/project-relations.ts
var project_relations = __webpack_require__(4206);
// EXTERNAL MODULE: ./src/exposures/discovery/types.ts
var discovery_types = __webpack_require__(1310);
// EXTERNAL MODULE: ./src/exposures/relations.ts
var relations = __webpack_require__(9599);
// EXTERNAL MODULE: ./src/exposures/tableau-answers.ts
var tableau_answers = __webpack_require__(3394);
;// CONCATENATED MODULE: ./src/exposures/catalogue.ts











/** Goes up with every change of the schema: a catalogue of any other format is renewed by the next run with dbt's files. */
const FORMAT = 3;
/**
 * The catalogue as JSON, without any person's address: everybody who can open a pull request can read state. The same
 * project and the same answers give the same text.
 */
function writeCatalogue({ project, answers, discovery }) {
    const lineages = (0,merge/* joinLineages */.ZH)(answers.lineages, discovery.lineages);
    const byLuid = (0,content_graph/* byLuidOf */.HO)(lineages);
    const file = catalogue(withoutServer).parse({
        format: FORMAT,
        project: {
            ...project,
            nodes: nodesNeeded(project, lineages, discovery),
            exposures: project.exposures.map((exposure) => ({
                ...exposure,
                dependsOn: (0,lineage/* expandSemantics */.yP)(exposure.dependsOn, project),
            })),
        },
        findings: [...answers.findings].map(([reference, finding]) => [
            reference,
            finding.kind === 'found' && !byLuid.has(finding.content.luid) ? tableau_answers/* NOT_FOUND */.p2 : finding,
        ]),
        lineages,
        dashboards: discovery.dashboards.filter(({ workbook }) => byLuid.has(workbook.luid)),
        datasources: discovery.datasources.filter(({ datasource }) => byLuid.has(datasource.luid)),
    });
    return JSON.stringify(file, (_, value) => typeof value === 'string' ? withoutAddresses(value) : value);
}
/** Reads what `writeCatalogue` wrote for content on `server`; null where it is of another release, or broken. */
function readCatalogue(text, server) {
    const { data: file } = catalogue(onServer(server)).safeParse((0,json/* parseJson */.q)(text));
    if (file === undefined)
        return null;
    const { project, findings, lineages, dashboards, datasources } = file;
    return {
        project: { ...project, nodes: withKeys(project.nodes), semantics: new Map() },
        answers: { findings: new Map(findings), lineages },
        discovery: { ...discovery_types/* NOTHING_DISCOVERED */.Z, dashboards, datasources, lineages },
    };
}
/** A key has the form of an address, so it is worked out anew; what a test reads comes before it. */
function withKeys(all) {
    const nodes = new Map();
    for (const one of all) {
        const home = (0,manifest/* isTest */.Nu)(one.resourceType) ? ((0,manifest/* testedNode */.gJ)(one.parents, nodes) ?? one) : one;
        nodes.set(one.id, { ...one, key: (0,manifest/* nodeKey */.u8)(one.id, home) });
    }
    return nodes;
}
const nullableText = schemas/* string */.YjP().nullable();
const uniqueId = schemas/* custom */.IeY(isText);
const luid = schemas/* custom */.IeY(isText);
/** What no plan asks for: left out of the file, and null when read. */
const notKept = schemas/* unknown */.L5J().transform(() => null);
const noCandidates = schemas/* unknown */.L5J().transform(() => []);
function isText(value) {
    return typeof value === 'string';
}
const node = schemas/* object */.Ikc({
    id: uniqueId,
    resourceType: schemas/* string */.YjP(),
    name: schemas/* string */.YjP(),
    packageName: schemas/* string */.YjP(),
    database: nullableText,
    schema: nullableText,
    identifier: schemas/* string */.YjP(),
    latestPointer: nullableText,
    materialized: nullableText,
    // Only the exposures-file needs it, which needs dbt's files.
    access: notKept,
    parents: schemas/* array */.YOg(uniqueId),
    path: schemas/* string */.YjP(),
    tags: schemas/* array */.YOg(schemas/* string */.YjP()),
    canFail: schemas/* boolean */.zMY(),
    // Only a build needs it, to tell a changed view.
    codeHash: notKept,
});
const exposure = schemas/* object */.Ikc({
    id: uniqueId,
    name: schemas/* string */.YjP(),
    label: nullableText,
    url: nullableText,
    maturity: nullableText,
    owners: schemas/* array */.YOg(schemas/* string */.YjP()),
    tags: schemas/* array */.YOg(schemas/* string */.YjP()),
    path: schemas/* string */.YjP(),
    dependsOn: schemas/* array */.YOg(uniqueId),
    meta: schemas/* object */.Ikc({ active_exposure: schemas/* unknown */.L5J().optional() }),
})
    .transform(({ owners, ...rest }) => {
    const owner = owners.find((one) => !one.includes('@')) ?? null;
    return { ...rest, owner, owners: owner === null ? [] : [owner] };
});
const table = schemas/* object */.Ikc({
    name: nullableText,
    schema: nullableText,
    fullName: nullableText,
    database: nullableText,
    connectionType: nullableText,
});
const reading = {
    tables: schemas/* array */.YOg(table),
    reads: schemas/* array */.YOg(luid),
    // One that this release does not know is one all the same.
    gaps: schemas/* array */.YOg(schemas/* enum */.k5n(types/* GAPS */.G).catch('incomplete')),
};
/** By the content URL before the `/` an exposure may point at a workbook: one sheet tells it. */
const sheets = schemas/* array */.YOg(schemas/* object */.Ikc({ path: schemas/* string */.YjP() })).transform((all) => {
    const address = all.map(({ path }) => path.split('/', 1).join()).find((part) => part !== '');
    return address === undefined ? [] : [{ path: `${address}/` }];
});
const discovered = {
    owner: schemas/* object */.Ikc({ name: nullableText, email: notKept })
        .nullable()
        .transform((owner) => (owner?.name?.includes('@') === false ? owner : null)),
    upstream: schemas/* array */.YOg(schemas/* object */.Ikc({ node: uniqueId, through: schemas/* enum */.k5n(['table', 'custom-sql']), certain: schemas/* boolean */.zMY() })),
    extracts: schemas/* array */.YOg(schemas/* custom */.IeY(isText)),
};
/** Keeps what a plan needs, both when it is written and when it is read. `link` is what becomes of a link in Tableau. */
function catalogue(link) {
    const url = schemas/* string */.YjP().transform(link);
    const content = schemas/* object */.Ikc({
        kind: schemas/* enum */.k5n(['workbook', 'datasource']),
        luid,
        name: schemas/* string */.YjP(),
        project: nullableText,
        url: url.nullable(),
    });
    const finding = schemas/* discriminatedUnion */.gMt('kind', [
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('found'), content }),
        schemas/* object */.Ikc({ kind: schemas/* enum */.k5n(['not-found', 'ambiguous']), candidates: noCandidates }),
    ]);
    const lineage = schemas/* object */.Ikc({
        content,
        hasExtract: schemas/* boolean */.zMY().nullable(),
        ...reading,
        live: schemas/* object */.Ikc(reading),
        // What it was then says nothing about who has refreshed since.
        extractUpdatedAt: notKept,
        viaBridge: schemas/* boolean */.zMY(),
    });
    const described = { luid, name: schemas/* string */.YjP(), projectPath: schemas/* array */.YOg(schemas/* string */.YjP()), url, description: notKept };
    return schemas/* object */.Ikc({
        format: schemas/* literal */.euz(FORMAT),
        project: schemas/* object */.Ikc({
            nodes: schemas/* array */.YOg(node),
            exposures: schemas/* array */.YOg(exposure),
            disabledExposures: schemas/* array */.YOg(schemas/* string */.YjP()),
            adapterType: nullableText,
        }),
        findings: schemas/* array */.YOg(schemas/* tuple */.PVZ([schemas/* string */.YjP(), finding])),
        lineages: schemas/* array */.YOg(lineage),
        dashboards: schemas/* array */.YOg(schemas/* object */.Ikc({ workbook: schemas/* object */.Ikc({ ...described, sheets }), ...discovered })),
        datasources: schemas/* array */.YOg(schemas/* object */.Ikc({ datasource: schemas/* object */.Ikc(described), ...discovered })),
    });
}
/** State is kept by server, so a link needs none. */
function withoutServer(url) {
    if (!URL.canParse(url))
        return url;
    const { pathname, search, hash } = new URL(url);
    return `${pathname}${search}${hash}`;
}
/** The path of a reverse proxy is a part of the link. */
function onServer(server) {
    const origin = URL.canParse(server) ? new URL(server).origin : server;
    return (link) => (link.startsWith('/') ? `${origin}${link}` : link);
}
/** The lengths keep it from running long. */
const ADDRESS = /[^\s"'<>()@/:;,|]{1,64}@[^\s"'<>()@/:;,|]+\.\p{L}{2,}/gu;
function withoutAddresses(text) {
    return text.includes('@') ? text.replace(ADDRESS, '…') : text;
}
/**
 * What exposures name and what has a name that Tableau reads, all above these, and the tests that may hold any of it back:
 * those that read nothing else (dbt/health.ts). No other node can change a plan.
 */
function nodesNeeded(project, lineages, { dashboards, datasources }) {
    const tables = lineages.flatMap(content_graph/* readingsIn */.Nn).flatMap((one) => one.tables);
    const names = new Set(tables.map((one) => (0,relations/* relationOfTable */.gB)(one)?.name));
    const read = [...project.nodes.values()]
        .filter((one) => (0,project_relations/* hasRelation */.FJ)(one) && (0,relations/* relationsOf */.nS)(one, []).some(({ name }) => names.has(name)))
        .map(({ id }) => id);
    const named = project.exposures.flatMap(({ dependsOn }) => (0,lineage/* expandSemantics */.yP)(dependsOn, project));
    const shown = [...dashboards, ...datasources].flatMap(({ upstream }) => upstream.map((one) => one.node));
    const ids = new Set((0,lineage/* ancestorsFirst */.F0)([...named, ...shown, ...read], (0,lineage/* lineageOf */.bQ)(project)));
    const tests = [...project.nodes.values()].filter(({ resourceType, parents }) => (0,manifest/* isTest */.Nu)(resourceType) && parents.length > 0 && parents.every((id) => ids.has(id)));
    return [...[...ids].flatMap((id) => project.nodes.get(id) ?? []), ...tests];
}

// EXTERNAL MODULE: ./src/report/times.ts
var times = __webpack_require__(7020);
// EXTERNAL MODULE: ./src/state/state-file.ts
var state_file = __webpack_require__(8255);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
// EXTERNAL MODULE: ./src/run/saved-state.ts + 1 modules
var saved_state = __webpack_require__(679);
;// CONCATENATED MODULE: ./src/run/catalogue.ts









/** After a week, exposures and dashboards have probably changed. */
const STALE = 7 * 24 * 60 * 60 * 1000;
/**
 * The project as the newest run with dbt files saved it in state.
 * @throws ConfigurationError when no run saved one, or when state cannot be read.
 */
function keptProject(state, site) {
    if (site === null || state === null) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-CATALOGUE-NEEDS-SERVER'));
    }
    const { catalogue } = state.journal.state;
    if (catalogue === null)
        throw new errors/* ConfigurationError */.j1(whyNone(state));
    const read = readCatalogue(catalogue.content, site.server);
    if (read === null) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-CATALOGUE-OF-OTHER-RELEASE'));
    }
    const { project: manifest, answers, discovery } = read;
    return {
        project: { manifest, builds: [], notices: [], answers, discovery },
        builtAt: catalogue.builtAt,
        notices: (0,saved_state.problemsOf)(state),
    };
}
/** Tells a missing catalogue from a state that could not be read. */
function whyNone({ site }) {
    const isRead = site === null || site.problem === null || !(0,state_file/* isSame */.Ft)(site.state, state/* EMPTY_STATE */.Wk);
    return isRead
        ? (0,message/* message */.i)('AE-CATALOGUE-MISSING')
        : (0,message/* message */.i)('AE-CATALOGUE-UNREADABLE', { problem: site.problem.message });
}
/** The age of the catalogue: a log line, and a warning when it is stale. */
function catalogueAge(builtAt, now) {
    const age = (0,times/* ago */.KN)(builtAt, now);
    return {
        line: `Planning without dbt's files, from the catalogue saved at ${(0,times.at)(builtAt, now)} (${age})`,
        warnings: now - builtAt < STALE ? [] : [(0,message/* message */.i)('AE-CATALOGUE-STALE', { age })],
    };
}
/**
 * Where the content of exposures is looked up. With dbt files: in Tableau, except for exposures that are not selected and
 * that the catalogue already knows. Without dbt files: only in the catalogue; a wrong entry shows when Tableau refuses the refresh.
 */
function contentPort(tableau, { project, chosen, kept }) {
    if (project.answers !== null)
        return (0,tableau_answers/* withKnownAnswers */.Tc)(tableau_answers/* NO_TABLEAU */.tp, project.answers, []);
    if (chosen.others.length === 0)
        return tableau;
    const known = kept();
    if (known === null)
        return tableau;
    return (0,tableau_answers/* withKnownAnswers */.Tc)(tableau, known.answers, chosen.ours.flatMap(({ references }) => references));
}
function keptCatalogue({ state: { catalogue } }, site) {
    return once(() => (catalogue === null ? null : readCatalogue(catalogue.content, site?.server ?? '')));
}
/** Whether the catalogue in state is of this project. */
function isCatalogueOf(project, { state: { catalogue } }) {
    return catalogue?.project === projectNames(project);
}
function projectNames({ builds }) {
    const names = builds.map(({ manifest }) => manifest.projectName ?? '');
    return [...new Set(names)].sort().join(', ');
}
/** Saves what a run without dbt files needs. Returns a notice if this replaces the catalogue of another project. */
function keepCatalogue({ project, answers, discovery, journal, now }) {
    const name = projectNames(project);
    const before = journal.state.catalogue?.project;
    const content = writeCatalogue({ project: project.manifest, answers, discovery });
    journal.update({ ...state/* EMPTY_STATE */.Wk, catalogue: { builtAt: now, project: name, content } });
    if (before === undefined || before === name)
        return [];
    return [(0,message/* message */.i)('AE-CATALOGUE-REPLACED', { before, project: name })];
}


/***/ }),

/***/ 4258:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planAndRefresh: () => (/* binding */ planAndRefresh)
});

// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/base/distinct.ts
var distinct = __webpack_require__(7713);
// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./src/exposures/types.ts
var types = __webpack_require__(4643);
// EXTERNAL MODULE: ./src/tableau/content-names.ts
var content_names = __webpack_require__(8870);
// EXTERNAL MODULE: ./src/exposures/tableau-answers.ts
var tableau_answers = __webpack_require__(3394);
// EXTERNAL MODULE: ./src/exposures/discovery/types.ts
var discovery_types = __webpack_require__(1310);
// EXTERNAL MODULE: ./src/exposures/content-graph.ts
var content_graph = __webpack_require__(6742);
// EXTERNAL MODULE: ./src/exposures/evidence.ts
var exposures_evidence = __webpack_require__(5237);
// EXTERNAL MODULE: ./src/exposures/discovery/project-relations.ts
var project_relations = __webpack_require__(4206);
// EXTERNAL MODULE: ./src/exposures/upstream.ts
var exposures_upstream = __webpack_require__(5873);
;// CONCATENATED MODULE: ./src/exposures/other-environment.ts


/**
 * What all extracts of a run show about the environment that dbt built. A table in a schema of its own, such as a calendar,
 * may be shared by all environments, so reading it proves nothing. A node proves this environment if it, or something that
 * it is built from, is in a schema whose nodes other extracts read elsewhere.
 */
class RunEnvironment {
    evidence;
    /** Nodes that are read only elsewhere, and where. */
    #elsewhere;
    /** Schemas with a node that proves this environment. */
    #provenSchemas;
    constructor(all, evidence) {
        this.evidence = evidence;
        const ofThisBuild = new Set(all.flatMap(nodesOfThisBuild));
        const pairs = all.flatMap(({ elsewhere }) => elsewhere);
        const nodes = pairs.flatMap((pair) => [...(0,exposures_upstream/* elsewhereIn */._g)({ elsewhere: [pair] }, evidence)].map((id) => [id, pair]));
        this.#elsewhere = new Map(nodes.filter(([id]) => !isSource(id) && !ofThisBuild.has(id)));
        const proves = this.#elsewhere.size === 0 ? () => false : this.#proofOfThisEnvironment();
        this.#provenSchemas = new Set([...ofThisBuild].filter(proves).flatMap((id) => this.#schemaOf(id)));
    }
    #proofOfThisEnvironment() {
        const { evidence } = this;
        const schemas = new Set([...this.#elsewhere.keys()].flatMap((id) => this.#schemaOf(id)));
        const sharesSchema = (id) => this.#schemaOf(id).some((schema) => schemas.has(schema));
        const inSharedSchemas = [...evidence.nodes.keys()].filter(sharesSchema);
        const below = evidence.withDescendants(inSharedSchemas);
        // A view whose tables are all read elsewhere proves nothing.
        const belowOthers = evidence.withDescendants(inSharedSchemas.filter((id) => !this.#elsewhere.has(id)));
        return (id) => sharesSchema(id) || (evidence.isView(id) ? belowOthers : below).has(id);
    }
    /** Something is read elsewhere, and nothing proves this environment. */
    get isOtherEnvironment() {
        return this.#elsewhere.size > 0 && this.#provenSchemas.size === 0;
    }
    get pairs() {
        return distinctPairs([...this.#elsewhere.values()]);
    }
    isProven(id) {
        return this.#schemaOf(id).some((schema) => this.#provenSchemas.has(schema));
    }
    /** Counts a view as read elsewhere if all tables behind it are read only elsewhere. */
    withoutViewsElsewhere(confirmed) {
        const viewsElsewhere = [...confirmed.nodes.keys()].filter((id) => this.#isViewOnElsewhere(id));
        if (viewsElsewhere.length === 0)
            return confirmed;
        const dropped = new Set(viewsElsewhere.flatMap((id) => [id, ...this.evidence.nodesBehindView(id)]));
        const pairs = [...dropped].flatMap((id) => this.#elsewhere.get(id) ?? []);
        return {
            ...confirmed,
            nodes: new Map([...confirmed.nodes].filter(([id, { schemaKnown }]) => !dropped.has(id) || (schemaKnown && !viewsElsewhere.includes(id)))),
            elsewhere: [...confirmed.elsewhere, ...pairs],
        };
    }
    #isViewOnElsewhere(id) {
        const tables = [...this.evidence.nodesBehindView(id)].filter((each) => !isSource(each) && !this.evidence.isView(each));
        return tables.length > 0 && !this.isProven(id) && tables.every((each) => this.#elsewhere.has(each));
    }
    /** Empty for a source: all environments share sources. */
    #schemaOf(id) {
        const node = this.evidence.nodes.get(id);
        return node === undefined || isSource(id)
            ? []
            : [`${node.database ?? ''}.${node.schema ?? ''}`.toLowerCase()];
    }
}
/**
 * The pairs of names that show that this extract reads another environment than dbt built; empty if it may be the same.
 * If everything that it reads is known, that alone decides: no upstream is left that only this environment has. Otherwise
 * all extracts of the run decide, so that a development build does not refresh production's content only because Tableau
 * cannot parse its custom SQL.
 */
function otherEnvironment(own, upstream, run) {
    const ofThisBuild = nodesOfThisBuild(own);
    if (ofThisBuild.some((id) => run.isProven(id)))
        return [];
    const isShared = ({ node }) => isSource(node) || ofThisBuild.includes(node);
    const pairs = distinctPairs(own.elsewhere);
    if (own.completeness !== 'part' && pairs.length > 0 && upstream.every(isShared))
        return pairs;
    if (own.completeness === 'all' && pairs.length === 0 && ofThisBuild.length > 0)
        return [];
    if (!run.isOtherEnvironment)
        return [];
    return pairs.length > 0 ? pairs : run.pairs;
}
/** The nodes that it certainly reads where this build wrote them. */
function nodesOfThisBuild({ nodes }) {
    return [...nodes].flatMap(([id, { schemaKnown }]) => (schemaKnown && !isSource(id) ? [id] : []));
}
function isSource(id) {
    return id.startsWith('source.');
}
/** Each pair once: two data sources may read the same table. */
function distinctPairs(namesakes) {
    const pairs = namesakes.map(({ dbt, tableau }) => ({ dbt, tableau }));
    return (0,distinct/* distinctBy */.e)(pairs, (pair) => JSON.stringify(pair));
}

;// CONCATENATED MODULE: ./src/exposures/extracts.ts





/**
 * The extracts of these exposures, each once, with the exposures that it serves and its own upstream. A workbook stands
 * for its own extract and those of the published data sources that it reads. Content without any extract is kept, so
 * that its row can say so.
 */
function findExtracts(found, { manifest, lineages, relationMap }) {
    const relations = new project_relations/* ProjectRelations */.Vf(manifest, relationMap);
    const evidence = new exposures_evidence/* Evidence */.o({ nodes: manifest.nodes, relations, byLuid: (0,content_graph/* byLuidOf */.HO)(lineages) });
    const served = servedBy(found, evidence).map(([lineage, claims]) => ({
        lineage,
        claims,
        confirmed: (0,exposures_upstream/* confirm */.lJ)(lineage, claims, evidence),
    }));
    const run = new RunEnvironment(served.map(({ confirmed }) => confirmed), evidence);
    return {
        extracts: served.map((one) => extractToPlan({ ...one, confirmed: run.withoutViewsElsewhere(one.confirmed) }, run, evidence)),
        notRead: found
            .filter(({ exposure, showsMore = false }) => exposure.origin === 'declared' && !showsMore)
            .map((claim) => ({ exposure: claim.exposure, nodes: (0,exposures_upstream/* notRead */.Qk)(claim, evidence) }))
            .filter(({ nodes }) => nodes.length > 0),
    };
}
function servedBy(found, { byLuid }) {
    const served = new Map();
    for (const claim of found) {
        const behind = (0,content_graph/* refreshableContent */.N2)(claim.contents, byLuid);
        for (const lineage of behind.filter((one) => claim.extracts?.includes((0,content_graph/* extractKey */.JY)(one)) !== false)) {
            const known = served.get(lineage);
            if (known === undefined)
                served.set(lineage, [claim]);
            else
                known.push(claim);
        }
    }
    return [...served];
}
function extractToPlan(served, run, evidence) {
    const { lineage, claims, confirmed } = served;
    const upstream = (0,exposures_upstream/* upstreamOf */.Fw)(served, evidence);
    const pairs = otherEnvironment(confirmed, upstream, run);
    const { elsewhere, foreignTables, completeness } = confirmed;
    const isUnrelated = upstream.length === 0 && elsewhere.length === 0 && foreignTables.length > 0 && completeness !== 'part';
    return {
        key: (0,content_graph/* extractKey */.JY)(lineage),
        lineage,
        exposures: claims.map(({ exposure }) => exposure).sort((a, b) => a.name.localeCompare(b.name)),
        // Only for display: an extract of another environment is never refreshed.
        upstream: pairs.length > 0 ? (0,exposures_upstream/* allDeclared */.E)(served) : upstream,
        reads: (0,content_graph/* extractsReadBy */._v)(lineage, evidence.byLuid),
        elsewhere: distinctPairs(elsewhere),
        otherEnvironment: pairs,
        unrelated: isUnrelated ? foreignTables : null,
        mayHideSources: (0,content_graph/* mayHideSources */.y4)(lineage, evidence.byLuid),
    };
}

// EXTERNAL MODULE: ./src/exposures/discovery/merge.ts
var merge = __webpack_require__(4023);
// EXTERNAL MODULE: ./src/dbt/lineage.ts
var dbt_lineage = __webpack_require__(7195);
// EXTERNAL MODULE: ./src/dbt/manifest.ts
var dbt_manifest = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/dbt/types.ts
var dbt_types = __webpack_require__(9359);
// EXTERNAL MODULE: ./src/exposures/select/matcher.ts
var matcher = __webpack_require__(8181);
// EXTERNAL MODULE: ./src/exposures/select/nearest.ts
var nearest = __webpack_require__(7649);
;// CONCATENATED MODULE: ./src/exposures/select/by-dbt.ts






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
/** The same methods for nodes, to select the exposures downstream of them. */
const OF_NODE = {
    name: (node) => node.resourceType === 'source' ? [] : namesInPackage(node.id, [(0,dbt_types/* nodeName */.q)(node.id), node.name]),
    exposure: nothing,
    tag: ({ tags }) => tags,
    owner: nothing,
    path: ({ path }) => foldersOf(path),
    package: ({ packageName }) => [packageName],
    source: sourceNames,
};
/** All exposures that a selector can match. */
function allExposures({ exposures, disabledExposures }) {
    return [...exposures.map(({ id }) => id), ...disabledExposures];
}
/** The exposures that a selector matches: directly, or downstream of the nodes that it matches (`model+`). */
function exposuresMatching(term, graph) {
    const matches = (0,matcher/* matcher */.j)(term.value, { ignoreCase: term.method === 'owner' });
    const named = graph.exposures.filter((exposure) => OF_EXPOSURE[term.method](exposure).some(matches));
    const off = isByName(term) ? graph.disabledExposures.filter((name) => matches(name)) : [];
    return new Set([...named.map(({ id }) => id), ...off, ...exposuresBelow(term, graph)]);
}
function exposuresBelow(term, graph) {
    // In dbt, `model+1` ends one step below the model; from a node to its exposure is one step.
    if (term.below === null || term.below < 1)
        return [];
    const { children } = (0,dbt_lineage/* lineageOf */.bQ)(graph);
    const reached = new Set(nodesMatching(term, graph).map(({ id }) => id));
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
function nodesMatching({ method, value }, { nodes }) {
    const matches = (0,matcher/* matcher */.j)(value);
    return dataNodes(nodes).filter((node) => OF_NODE[method](node).some(matches));
}
function dataNodes(nodes) {
    return [...nodes.values()].filter(({ resourceType }) => !(0,dbt_manifest/* isTest */.Nu)(resourceType));
}
/** Why a selector matches no exposure, with the nearest names. */
function whyNoMatch(input, term, graph) {
    const nodes = nodesMatching(term, graph);
    const [node] = nodes;
    if (node !== undefined && term.below === null) {
        return (0,message/* message */.i)('AE-SELECTOR-NEEDS-PLUS', { input, selector: term.text, type: node.resourceType });
    }
    if (node !== undefined) {
        return (0,message/* message */.i)('AE-SELECTOR-NO-EXPOSURE', { input, selector: term.text, node: (0,dbt_types/* nodeName */.q)(node.id) });
    }
    const below = term.below === null ? [] : dataNodes(graph.nodes);
    if (!isByName(term)) {
        const names = [
            ...graph.exposures.flatMap(OF_EXPOSURE[term.method]),
            ...below.flatMap(OF_NODE[term.method]),
        ];
        return noMatch(input, term, names);
    }
    const nodeNames = term.method === 'name' ? below.map(({ id }) => (0,dbt_types/* nodeName */.q)(id)) : [];
    return noMatch(input, term, [
        ...graph.exposures.map(({ name }) => name),
        ...graph.disabledExposures,
        ...nodeNames,
    ]);
}
/** A warning about a name that matches nothing, with the nearest of `names`. */
function noMatch(input, { text, value }, names) {
    const near = (0,nearest/* nearest */.p)(value, names);
    return near.length === 0
        ? (0,message/* message */.i)('AE-SELECTOR-UNKNOWN', { input, selector: text })
        : (0,message/* message */.i)('AE-SELECTOR-MISSPELT', { input, selector: text, names: near.join(', ') });
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
/** The path of a file, and of each folder above it. */
function foldersOf(path) {
    const parts = path.split('/');
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

;// CONCATENATED MODULE: ./src/exposures/select/select.ts



/** The selection of an exposure if neither input is given. */
const EVERYTHING = { select: [{ text: '', dbt: [], content: [] }], exclude: [] };
/**
 * Applies the dbt selectors of `select` and `exclude`. Does not query Tableau.
 * @throws ConfigurationError when `select` matches nothing, with the nearest names.
 */
function chooseExposures(declared, graph, selection) {
    const select = selection.select.map((part) => matchPart('select', part, graph));
    const exclude = selection.exclude.map((part) => matchPart('exclude', part, graph));
    const unmatched = new Map([...problemsOf(select), ...problemsOf(exclude)]);
    assertSelectMatches(unmatched, selection);
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
/** @throws ConfigurationError if no part of `select` matches anything. If only some do not, the caller warns. */
function assertSelectMatches(unmatched, { select }) {
    if (select.length === 0 || !select.every((part) => unmatched.has(part)))
        return;
    const problems = select.flatMap((part) => unmatched.get(part)?.message ?? []).join(' ');
    throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-NOTHING-SELECTED', { problems }));
}
/** Whether dbt selectors alone select an exposure, so that a problem with its content should be reported. */
function isSelectedByDbt({ choices }, { uniqueId }) {
    const choice = choices.get(uniqueId) ?? EVERYTHING;
    return !isLeftOut(choice) && choice.select.some(({ content }) => content.length === 0);
}
function isLeftOut({ select, exclude }) {
    return select.length === 0 || exclude.some(({ content }) => content.length === 0);
}
function matchPart(input, part, graph) {
    let exposures = new Set(allExposures(graph));
    for (const term of part.dbt) {
        const named = exposuresMatching(term, graph);
        if (named.size === 0)
            return { part, exposures: named, problem: whyNoMatch(input, term, graph) };
        exposures = new Set([...exposures].filter((id) => named.has(id)));
    }
    // Without a dbt selector, content alone decides, also that of discovered exposures.
    const isNone = exposures.size === 0 && part.dbt.length > 0;
    const problem = isNone
        ? (0,message/* message */.i)('AE-SELECTOR-CONFLICT', { input, selector: part.text, thing: 'exposure' })
        : null;
    return { part, exposures, problem };
}
function problemsOf(answers) {
    return answers.flatMap(({ part, problem }) => problem === null ? [] : [[part, problem]]);
}
function partsOf(answers, id) {
    return answers.filter(({ exposures }) => exposures.has(id)).map(({ part }) => part);
}

;// CONCATENATED MODULE: ./src/exposures/select/by-content.ts






/**
 * The content that `select` and `exclude` choose. Selecting a workbook selects the data sources that it reads; excluding
 * content excludes the data sources that only it reads.
 * @param otherContent content that this run does not plan: an `exclude` that matches only this is no mistake
 * @throws ConfigurationError when `select` matches nothing, with the nearest names.
 */
function chooseContent(found, { choices, selection, unmatched }, byLuid, otherContent = []) {
    const matches = new PartMatcher(selection, otherContent);
    const contents = new Set();
    for (const { exposure, contents: own } of found) {
        const choice = choices.get(exposure.uniqueId) ?? EVERYTHING;
        const selected = selectedContent(own, (0,content_graph/* reachableContent */.rv)(own, byLuid), { choice, matches });
        if (!isLeftOut(choice))
            for (const { content } of selected)
                contents.add(content.luid);
    }
    const all = (0,content_graph/* reachableContent */.rv)(found.flatMap(({ contents: own }) => own), byLuid);
    const known = new Map([...by_content_problemsOf(selection, matches, all), ...unmatched]);
    assertSelectMatches(known, selection);
    return { contents, unmatched: known };
}
/** Tests content against parts of a selection, and remembers which parts matched anything. */
class PartMatcher {
    #tests;
    #matched = new Set();
    constructor({ select, exclude }, beside) {
        const parts = [...select, ...exclude];
        this.#tests = new Map(parts.map((part) => [part, contentTest(part)]));
        for (const part of exclude)
            if (beside.some(contentTest(part)))
                this.#matched.add(part);
    }
    /** Whether content matches any of these parts; tests all of them, to remember each match. */
    any(parts, lineage) {
        const matched = parts.filter((part) => this.#tests.get(part)?.(lineage) === true);
        for (const part of matched)
            this.#matched.add(part);
        return matched.length > 0;
    }
    isMatched(part) {
        return this.#matched.has(part);
    }
}
function selectedContent(own, behind, { choice: { select, exclude }, matches }) {
    const [whole, open] = [select.filter(isDbtOnly), select.filter((part) => !isDbtOnly(part))];
    const kept = behind.filter((lineage) => !matches.any(exclude.filter((part) => !isDbtOnly(part)), lineage));
    const named = behind.filter((lineage) => matches.any(open, lineage)).map(({ content }) => content.luid);
    return (0,content_graph/* reachableContent */.rv)(whole.length > 0 ? own : named, (0,content_graph/* byLuidOf */.HO)(kept));
}
/** Whether a part has no selector of content. */
function isDbtOnly({ content }) {
    return content.length === 0;
}
/** Tests whether content matches all content selectors of a part. */
function contentTest({ content }) {
    const tests = content.map(termTest);
    return (lineage) => tests.every((test) => test(lineage));
}
/** Tests content by name, by project path and name, or by LUID. */
function termTest({ method, value }) {
    const matches = (0,matcher/* matcher */.j)(value, { ignoreCase: true });
    return ({ content }) => content.kind === method && [content.name, (0,content_names/* contentPath */.nX)(content), content.luid].some(matches);
}
function by_content_problemsOf(selection, matches, all) {
    return ['select', 'exclude'].flatMap((input) => selection[input]
        .filter((part) => !isDbtOnly(part) && !matches.isMatched(part))
        .map((part) => [part, by_content_whyNoMatch(input, part, all)]));
}
function by_content_whyNoMatch(input, { text, content }, all) {
    const missing = content.find((term) => !all.some(termTest(term)));
    if (missing === undefined)
        return (0,message/* message */.i)('AE-SELECTOR-CONFLICT', { input, selector: text, thing: 'content' });
    const ofKind = all.filter((lineage) => lineage.content.kind === missing.method);
    const isPath = missing.value.includes('/');
    return noMatch(input, missing, ofKind.map(({ content }) => (isPath ? (0,content_names/* contentPath */.nX)(content) : content.name)));
}

;// CONCATENATED MODULE: ./src/exposures/resolve.ts











/**
 * Looks exposures up in Tableau and finds their extracts; also for exposures that were not selected, since they may share
 * an extract with one that was.
 * @throws ConfigurationError when `select` matches nothing.
 */
async function resolveExposures(chosen, port, surroundings) {
    const declared = [...chosen.ours, ...chosen.others];
    const references = declared.flatMap((each) => each.references);
    const paths = references.length === 0 ? undefined : port.loadProjectPaths();
    const [findings] = await Promise.all([(0,tableau_answers/* findAll */.JW)(references, port), paths]);
    const lookedUp = declared.map((each) => lookUp(each, findings));
    const contents = lookedUp.flatMap(({ contents: own }) => own);
    const { contents: lineages, notices } = await port.describe((0,distinct/* distinctBy */.e)(contents, ({ luid }) => luid));
    const found = lookedUp
        .filter(({ problem }) => problem === null)
        .map(({ exposure, contents: own, showsMore }) => ({
        exposure,
        contents: own.map(({ luid }) => luid),
        showsMore,
    }));
    const discovered = surroundings.discovered ?? NO_DISCOVERY;
    const decided = { found, pointedAt: discovered.pointedAt };
    const added = (0,merge/* discoveredExposures */.XE)(discovered.planned, decided);
    const exposures = [...found, ...added];
    const known = (0,merge/* joinLineages */.ZH)(lineages, discovered.planned.lineages);
    const selected = chooseContent(exposures, withDiscovered(chosen, added), (0,content_graph/* byLuidOf */.HO)(known), discovered.known.lineages);
    const { extracts: all, notRead } = findExtracts(exposures, { ...surroundings, lineages: known });
    const isSelected = ({ lineage }) => selected.contents.has(lineage.content.luid);
    const extracts = all.filter(isSelected);
    const unresolved = lookedUp.flatMap(({ exposure, problem }) => problem !== null && isSelectedByDbt(chosen, exposure) ? [problem] : []);
    return {
        extracts,
        others: all.filter((extract) => !isSelected(extract)),
        leftOut: withoutContent(chosen, extracts, unresolved),
        unresolved,
        notices,
        notRead,
        unmatched: [...selected.unmatched.values()],
        known,
        answers: { findings, lineages },
        discovery: (0,merge/* undeclared */.cr)(discovered.known, decided),
    };
}
const NO_DISCOVERY = {
    planned: discovery_types/* NOTHING_DISCOVERED */.Z,
    known: discovery_types/* NOTHING_DISCOVERED */.Z,
    pointedAt: [],
};
/** dbt does not know discovered exposures, so only selectors of content apply to them. */
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
/** Exposures that are left out because none of their content was selected. */
function withoutContent({ ours, selection }, extracts, unresolved) {
    if (selection.select.length + selection.exclude.length === 0)
        return [];
    const served = extracts.flatMap(({ exposures }) => exposures.map(({ name }) => name));
    const reported = new Set([...served, ...unresolved.map(({ exposure }) => exposure)]);
    return ours
        .filter(({ exposure }) => !reported.has(exposure.name))
        .map(({ exposure }) => notSelected(exposure.name));
}
function lookUp({ exposure, references, showsMore }, findings) {
    const answers = answersTo(references, findings);
    const [problem = null] = answers.flatMap((answer) => problemOf(exposure.name, answer));
    const contents = answers.flatMap(({ finding }) => (finding?.kind === 'found' ? [finding.content] : []));
    return { exposure, showsMore, contents: problem === null ? contents : [], problem };
}
/** Each reference with Tableau's answer. */
function answersTo(references, findings) {
    return references.map((reference) => ({ reference, finding: findings.get((0,tableau_answers/* referenceKey */.Db)(reference)) }));
}
function problemOf(exposure, { reference, finding }) {
    if (finding?.kind === 'found')
        return [];
    const content = `${content_names/* CONTENT_NOUNS */.on[reference.of]} ${shown(reference)}`;
    const candidates = (finding?.candidates ?? []).map(shownContent);
    const reason = finding?.kind === 'ambiguous' ? 'ambiguous' : 'not-found';
    const told = (0,message/* message */.i)(types/* UNRESOLVED_MESSAGES */.J[reason], { content });
    return [{ exposure, reason, message: told.message, candidates }];
}
function shown(reference) {
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
function shownContent(content) {
    return `${(0,content_names/* contentPath */.nX)(content)} (${content.luid})`;
}

// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/state/request-history.ts
var request_history = __webpack_require__(1501);
// EXTERNAL MODULE: ./src/state/request-id.ts
var request_id = __webpack_require__(840);
// EXTERNAL MODULE: ./src/base/order.ts
var order = __webpack_require__(617);
;// CONCATENATED MODULE: ./src/plan/extract-settings.ts

/**
 * The settings of an extract. The exposure with the smallest window decides about windows: freshness that one exposure
 * asks for must not wait for another. Settings that can harm others (data of a failed upstream, incremental refreshes)
 * apply only if all exposures have them.
 */
function settingsOf(extract, policy) {
    const candidates = extract.exposures.map(({ settings }) => ({
        buildAfter: settings.buildAfter ?? policy.buildAfter,
        updatesOn: settings.updatesOn ?? policy.updatesOn,
        onUpstreamFailure: settings.onUpstreamFailure ?? policy.onUpstreamFailure,
        incremental: settings.incremental,
    }));
    const { buildAfter, updatesOn } = [...candidates].sort(bySmallestWindow)[0] ?? policy;
    const allRefresh = candidates.every((candidate) => candidate.onUpstreamFailure === 'refresh');
    return {
        buildAfter,
        updatesOn,
        onUpstreamFailure: allRefresh ? 'refresh' : 'skip',
        incremental: candidates.every((candidate) => candidate.incremental),
    };
}
/**
 * Smallest window first. Among equals `any` before `all` (it waits for less) and a time of day before none; then by time
 * and zone, so that the order is total.
 */
function bySmallestWindow(a, b) {
    return (a.buildAfter.minutes - b.buildAfter.minutes ||
        patience(a) - patience(b) ||
        (0,order/* compare */.U)(a.buildAfter.at ?? '~', b.buildAfter.at ?? '~') ||
        (0,order/* compare */.U)(a.buildAfter.timezone ?? '', b.buildAfter.timezone ?? ''));
}
function patience({ updatesOn }) {
    return updatesOn === 'any' ? 0 : 1;
}

;// CONCATENATED MODULE: ./src/plan/late-nodes.ts




/**
 * Facts for state: the newest refreshes that were overtaken. That means: one part of the upstream landed shortly before
 * the refresh and another part soon after it. Frequent builds of the whole project overtake nothing. State keeps one
 * landing per node, so only the run after the landing can see this and record it.
 */
function overtakenRefreshes(input) {
    const noted = input.extracts.flatMap((extract) => {
        const success = (0,request_history/* newestSuccess */.Sj)(input.requests.get(extract.key));
        const by = success === null ? null : firstAfter(success, extract, input);
        if (success === null || by === null)
            return [];
        const { id, ...facts } = success;
        return [[extract.key, new Map([[(0,request_id/* requestKey */.l)(id), { ...facts, overtakenBy: by }]])]];
    });
    return new Map(noted);
}
/** A quarter of the window: with most of it left, waiting would have cost little. */
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
/** Nodes read through a published data source do not count: its own refresh, which goes first, brings their data. */
function directNodes({ key, upstream }) {
    return upstream.flatMap(({ node, via }) => (via === null || via === key ? [node] : []));
}
/** In this many of the few refreshes that state keeps, it is no coincidence. */
const REGULARLY = 3;
/** The node that overtook the newest refresh and at least two others that state keeps, without manual ones. */
function lateNodeOf(requests) {
    const regular = (0,request_history/* newestFirst */.ll)(requests).filter(({ outcome, window }) => outcome === 'refreshed' && window !== null);
    const node = regular[0]?.overtakenBy?.node;
    if (node === undefined)
        return null;
    const delays = regular.flatMap(({ requestedAt, overtakenBy }) => overtakenBy?.node === node ? [overtakenBy.at - requestedAt] : []);
    if (delays.length < REGULARLY)
        return null;
    return { node, times: delays.length, of: regular.length, after: (0,clock/* latestOf */.Te)(delays) };
}

;// CONCATENATED MODULE: ./src/plan/refresh-order.ts


/**
 * The extracts in the order of their refreshes: published data sources before the workbooks that read them. Among those
 * that are ready, extracts that failed last time go last, so that they do not use up the others' time; then the least
 * recently refreshed first (never refreshed: before all), then by maturity of the exposures, then by name.
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
        // If nothing is ready, data sources read each other in a circle: start with the most urgent one.
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
/** The ranks of the readers of a data source, by its rank. */
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
/** A priority queue of ranks: the lowest comes first. */
class Queue {
    /** In descending order, so that the lowest is popped from the end. */
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
/** The published data sources that bring data to an extract, without itself. */
function dataSourcesOf(extract) {
    const keys = [...extract.reads, ...extract.upstream.flatMap(({ via }) => via ?? [])];
    return [...new Set(keys)].filter((key) => key !== extract.key);
}
function byUrgency(extracts, requests) {
    const ranked = extracts.map((extract) => {
        const history = requests.get(extract.key);
        const failed = (0,request_history/* lastFinal */.TU)(history)?.outcome === 'failed' ? 1 : 0;
        return {
            extract,
            failed,
            refreshedAt: (0,request_history/* newestSuccess */.Sj)(history)?.requestedAt ?? 0,
            maturity: maturityOf(extract),
        };
    });
    ranked.sort((a, b) => a.failed - b.failed ||
        a.refreshedAt - b.refreshedAt ||
        a.maturity - b.maturity ||
        (0,order/* compare */.U)(a.extract.lineage.content.name, b.extract.lineage.content.name) ||
        (0,order/* compare */.U)(a.extract.key, b.extract.key));
    return ranked.map(({ extract }) => extract);
}
/** dbt's maturities, highest first; an exposure without one comes last. */
const MATURITIES = ['high', 'medium', 'low'];
function maturityOf({ exposures }) {
    const rank = MATURITIES.findIndex((maturity) => exposures.some((one) => one.maturity === maturity));
    return rank === -1 ? MATURITIES.length : rank;
}

;// CONCATENATED MODULE: ./src/plan/arrivals.ts


/** What an extract waits for with `updates_on: all`: its nodes, or the published data sources that it reads them through. */
function upstreamArrivals(extract, input, dueDataSources) {
    const vias = new Set(extract.upstream.flatMap(({ via }) => via ?? []));
    const between = [...vias].filter((via) => via !== extract.key && !isLive(via, input));
    const direct = extract.upstream.filter(({ via }) => via === null || !between.includes(via));
    const declared = new Set(extract.upstream.flatMap((one) => (one.declared ? [one.node, one.via] : [])));
    return [
        ...[...new Set(direct.map(({ node }) => node))].map((node) => ({
            ...arrivalOfNode(node, input),
            declared: declared.has(node),
        })),
        ...between.map((key) => ({
            ...arrivalOfDataSource(key, input, dueDataSources),
            declared: declared.has(key),
        })),
    ];
}
/** The other published data sources that an extract reads: their landings count, but it does not wait for them. */
function readArrivals(extract, input, dueDataSources) {
    const counted = new Set(extract.upstream.map(({ via }) => via));
    return dataSourcesOf(extract)
        .filter((key) => !counted.has(key))
        .map((key) => ({ ...arrivalOfDataSource(key, input, dueDataSources), declared: false }));
}
function arrivalOfNode(node, input) {
    const at = input.nodes.get(node)?.landedAt ?? null;
    return { id: node, at, isExpected: input.expected.has(node) };
}
function arrivalOfDataSource(key, input, dueDataSources) {
    const success = (0,request_history/* newestSuccess */.Sj)(input.requests.get(key));
    const at = success === null ? null : success.requestedAt + (success.seconds ?? 0) * 1000;
    return { id: key, at, isExpected: dueDataSources.has(key) };
}
/** A data source without an extract shows new data at once. For some, only a refused refresh shows that they have none. */
function isLive(key, input) {
    const last = (0,request_history/* lastFinal */.TU)(input.requests.get(key));
    return input.find(key)?.lineage.hasExtract === false || last?.failure === 'no-extract';
}

;// CONCATENATED MODULE: ./src/plan/failing.ts


/**
 * Row 10. A permanent failure uses up its window. After three runs that failed with the same class, or with two classes in
 * turn, there is one attempt per eighth of the window. New data ends neither; a success by anyone ends both.
 */
function failingOf(history) {
    const waiting = [untilWindowEnds(history), untilNextAttempt(history)]
        .flatMap((one) => one ?? [])
        .filter(({ newest }) => !isRefreshedSince(newest, history.extract));
    const [first] = waiting;
    if (first === undefined)
        return null;
    const { since, orEarlier, failure } = first;
    return { since, orEarlier, failure, until: (0,clock/* latestOf */.Te)(waiting.map(({ until }) => until)) };
}
/** By anyone: Tableau's last update also shows refreshes by schedules and people. */
function isRefreshedSince(instant, { lineage }) {
    return lineage.extractUpdatedAt !== null && lineage.extractUpdatedAt > instant;
}
function untilWindowEnds({ requests, held }) {
    const streak = (0,request_history/* failingStreak */.rX)(requests);
    return streak === null || held === null || held.failure === null ? null : { ...streak, until: held.end };
}
function untilNextAttempt({ requests, settings, now }) {
    const streak = (0,request_history/* repeatedFailure */.TM)(requests);
    if (streak === null)
        return null;
    const until = streak.newest + spacingOf(settings);
    return now < until ? { ...streak, until } : null;
}
const HOUR = 60 * clock/* MINUTE */.pY;
/** An eighth of a week: with more, an outage of an hour could cost a day. */
const LONGEST_SPACING = 21 * HOUR;
/** Between two attempts after repeated failures: an eighth of the window, at least an hour. */
function spacingOf({ buildAfter }) {
    return Math.min(Math.max((buildAfter.minutes * clock/* MINUTE */.pY) / 8, HOUR), LONGEST_SPACING);
}

// EXTERNAL MODULE: ./node_modules/luxon/build/es6/luxon.mjs
var luxon = __webpack_require__(8714);
;// CONCATENATED MODULE: ./src/plan/daily-grid.ts


/**
 * The grid of `at` (`HH:MM`) in `timezone` (IANA name; null or unknown means UTC). Null for an `at` of another form.
 * A time that clocks skip means the first instant after the gap; one that occurs twice means the first.
 */
function dailyGrid(at, timezone) {
    const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(at) ?? [];
    if (hours === undefined || minutes === undefined)
        return null;
    const timeOfDay = (Number(hours) * 60 + Number(minutes)) * clock/* MINUTE */.pY;
    const offsetAt = offsetsOf(timezone ?? 'UTC');
    const on = (day) => instantOf(day * clock/* DAY */.d_ + timeOfDay, offsetAt);
    const dayOf = (instant) => {
        // Clocks can change at midnight, so start one day late and go back.
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
 * `nextSlot` is when the next run of this run's cron is due; null if unknown.
 */
function windowsOf(buildAfter, toleranceMinutes, nextSlot = null) {
    const length = buildAfter.minutes * clock/* MINUTE */.pY;
    if (length <= 0)
        return null;
    const grid = buildAfter.at === null ? null : dailyGrid(buildAfter.at, buildAfter.timezone);
    const { endOf, newest } = layout(length, grid);
    const tolerance = toleranceMinutes === null ? automatic(length, grid) : asGiven(length, toleranceMinutes);
    // An early run uses the window only if no run of the same cron follows soon: that one will use it.
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
 * 5 % of the window, at most 60 minutes. None with a time of day: it asks for data from then on, and such windows do not
 * drift.
 */
function automatic(length, grid) {
    return grid === null ? Math.min(length / 20, 60 * clock/* MINUTE */.pY) : 0;
}
/** At most half a window: an earlier run is nearer to the current window than to the next one. */
function asGiven(length, minutes) {
    return Math.min(Math.max(minutes, 0) * clock/* MINUTE */.pY, length / 2);
}
function layout(length, grid) {
    if (grid === null)
        return endToEnd(length);
    return length < clock/* DAY */.d_ ? partsOfDays(length, grid) : wholeDays(Math.ceil(length / clock/* DAY */.d_), grid);
}
/** Windows without a time of day: each starts at the end of the one before. */
function endToEnd(length) {
    return {
        endOf: (start) => start + length,
        newest: (last, by, first) => last === null ? first : last + length * Math.max(1, Math.floor((by - last) / length)),
    };
}
/** Windows of whole calendar days, each from `at` to `at`. Counted from the first one, so that weekly windows keep their weekday. */
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
 * Windows shorter than a day: counted from `at` each day. A day has as many as fit best. The last one is lengthened, or cut
 * to no less than half, so that it ends at the next `at`, also on days of 23 or 25 hours.
 */
function partsOfDays(length, grid) {
    const around = (instant) => {
        const day = grid.dayOf(instant);
        const [dayStart, dayEnd] = [grid.on(day), grid.on(day + 1)];
        const count = Math.max(1, Math.round((dayEnd - dayStart) / length));
        const index = Math.min(Math.floor((instant - dayStart) / length), count - 1);
        return {
            start: dayStart + index * length,
            end: index === count - 1 ? dayEnd : dayStart + (index + 1) * length,
        };
    };
    const endOf = (start) => around(start).end;
    const newest = (last, by) => last === null ? around(by).start : Math.max(endOf(last), around(by).start);
    return { endOf, newest };
}

;// CONCATENATED MODULE: ./src/plan/situation.ts






function situationOf(input, extract, dueDataSources) {
    const settings = settingsOf(extract, input.policy);
    const requests = input.requests.get(extract.key);
    const upstream = upstreamArrivals(extract, input, dueDataSources);
    const statuses = extract.upstream.flatMap(({ node }) => input.nodes.get(node) ?? []);
    const fullRefreshes = statuses.flatMap(({ fullRefreshAt }) => fullRefreshAt ?? []);
    const windows = windowsOf(settings.buildAfter, input.policy.toleranceMinutes, input.nextSlot);
    const lastUse = (0,request_history/* lastUsedWindow */.ER)(requests);
    const held = heldBy(lastUse, windows, input.slot);
    return {
        extract,
        policy: input.policy,
        slot: input.slot,
        settings,
        requests,
        success: (0,request_history/* newestSuccess */.Sj)(requests),
        windows,
        lastUse,
        held,
        failing: failingOf({ extract, requests, settings, now: input.now, held }),
        problems: rootCausesFirst([
            ...statuses.flatMap(({ problems }) => problems),
            ...jointProblems(extract, input.jointTests),
        ]),
        upstream,
        arrivals: [...upstream, ...readArrivals(extract, input, dueDataSources)],
        fullRefreshAt: fullRefreshes.length === 0 ? null : (0,clock/* latestOf */.Te)(fullRefreshes),
        dueDataSources,
    };
}
/** Whether the extract does not have this data yet. */
function isNew(arrival, success) {
    return arrival.isExpected || (arrival.at !== null && arrival.at > (success?.requestedAt ?? -Infinity));
}
function heldBy(use, windows, slot) {
    if (use === null || windows?.holds(use.window, slot) !== true)
        return null;
    return { ...use, end: windows.endOf(use.window) };
}
/** Failed tests of several nodes, all of which are upstream of this extract. */
function jointProblems({ upstream }, tests) {
    const isAnyUpstream = (nodes) => upstream.some(({ node }) => nodes.has(node));
    return tests.filter(({ downstream }) => downstream.every(isAnyUpstream)).map(({ problem }) => problem);
}
const KINDS = ['test', 'unit-test', 'freshness', 'node'];
/**
 * Each problem once. A failed node is often the consequence of a failed test or a stale source, so those come first.
 * Within one kind the earliest failure comes first, because later ones often follow from it.
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
 * Decides about every extract: the first row of docs/decisions.md#the-table that applies. Pure. Rows 1 and 2 (left out,
 * unresolved) are decided in `exposures/` and passed on.
 */
function plan(input) {
    const dueDataSources = new Set();
    const rows = [];
    const all = new Map([...input.others, ...input.extracts].map((extract) => [extract.key, extract]));
    const planning = { ...input, find: (key) => all.get(key) };
    for (const extract of inOrder(input.extracts, input.requests)) {
        const row = rowOf(planning, extract, dueDataSources);
        if (row.decision.kind !== 'skip')
            dueDataSources.add(extract.key);
        rows.push(row);
    }
    return { extracts: rows, ...input.exposures };
}
/**
 * Decides about one extract. The refresh loop calls it again after a job has ended, with the requests known by then.
 */
function planExtract(input, extract, dueDataSources = new Set()) {
    // For a single extract a search is cheaper than an index of all.
    const find = (key) => [input.extracts, input.others].flatMap((some) => some.find((each) => each.key === key) ?? [])[0];
    return rowOf({ ...input, find }, extract, dueDataSources);
}
function rowOf(input, extract, dueDataSources) {
    const situation = situationOf(input, extract, dueDataSources);
    const decision = decide(situation);
    return {
        extract,
        decision: decision.reason === 'up-to-date'
            ? { ...decision, pendingDataSources: pendingDataSources(extract, input, dueDataSources) }
            : decision,
        lastRefreshedAt: situation.success?.requestedAt ?? null,
        dueAt: dueAt(situation, decision),
        known: {
            ...known(situation),
            ...(input.warned.has(`never-landed ${extract.key}`) && { warnedBefore: true }),
        },
        dataSources: new Map(dataSourcesOf(extract).flatMap((key) => {
            const source = input.find(key);
            return source === undefined ? [] : [[key, source.lineage.content]];
        })),
    };
}
/** The data sources it reads that have new data and are held back by a window, a failure or `updates_on: all`. */
function pendingDataSources(extract, input, dueDataSources) {
    return dataSourcesOf(extract).flatMap((key) => {
        const source = input.find(key);
        if (source === undefined || dueDataSources.has(key))
            return [];
        const situation = situationOf(input, source, dueDataSources);
        const decision = decide(situation);
        const isPending = decision.kind === 'skip' && PENDING.includes(decision.reason);
        return isPending ? [{ key, dueAt: dueAt(situation, decision) }] : [];
    });
}
/** These rows apply only if there is new data: row 7 comes before them. */
const PENDING = ['waiting-for-upstream', 'build-after', 'failing'];
function known({ arrivals, lastUse, windows, requests }) {
    const landings = arrivals.flatMap(({ id, at }) => (at === null ? [] : [{ id, at }]));
    return {
        newest: landings.sort((a, b) => b.at - a.at)[0] ?? null,
        window: lastUse === null || windows === null
            ? null
            : { start: lastUse.window, end: windows.endOf(lastUse.window) },
        lateNode: lateNodeOf(requests),
    };
}
/** Rows 3 to 6: `force` does not override them. */
const ALWAYS = [noExtract, plan_otherEnvironment, inFlight, upstreamFailed, neverLanded];
/** Rows 7 to 10: `force` overrides them. */
const UNLESS_FORCED = [upToDate, waitingForUpstream, buildAfter, failing];
function decide(situation) {
    const never = firstThatApplies(ALWAYS, situation);
    if (never !== null)
        return never;
    const notNow = firstThatApplies(UNLESS_FORCED, situation);
    if (notNow !== null && !situation.policy.force)
        return notNow;
    return notVisible(situation) ?? refresh(situation, notNow);
}
function firstThatApplies(rows, situation) {
    for (const row of rows) {
        const decision = row(situation);
        if (decision !== null)
            return decision;
    }
    return null;
}
/** Row 3. If unknown (null), a refused refresh will show it. Content that may hide data sources is row 11's `not-visible`. */
function noExtract({ extract: { lineage, unrelated, mayHideSources } }) {
    const hasNone = lineage.hasExtract === false && !mayHideSources;
    return hasNone || unrelated !== null ? { kind: 'skip', reason: 'no-extract' } : null;
}
/** Row 3. */
function plan_otherEnvironment({ extract: { otherEnvironment, elsewhere } }) {
    return otherEnvironment.length === 0
        ? null
        : { kind: 'skip', reason: 'other-environment', pairs: elsewhere };
}
/** Row 4. */
function inFlight({ requests }) {
    const open = (0,request_history/* openRequest */.Gh)(requests);
    if (open === null)
        return null;
    return { kind: 'wait', reason: 'in-flight', request: open.id, requestedAt: open.requestedAt };
}
/** Row 5. */
function upstreamFailed({ settings, problems }) {
    if (problems.length === 0 || settings.onUpstreamFailure === 'refresh')
        return null;
    return { kind: 'skip', reason: 'upstream-failed', problems };
}
/** Row 6. */
function neverLanded({ arrivals, upstream }) {
    if (arrivals.some((arrival) => isNew(arrival, null)))
        return null;
    return { kind: 'skip', reason: 'never-landed', upstream: upstream.map(({ id }) => id) };
}
/** Row 7. */
function upToDate({ arrivals, success }) {
    if (success === null || arrivals.some((arrival) => isNew(arrival, success)))
        return null;
    const landedAt = (0,clock/* latestOf */.Te)(arrivals.flatMap(({ at }) => at ?? []));
    return { kind: 'skip', reason: 'up-to-date', landedAt, pendingDataSources: [] };
}
/** Row 8. `all` means the nodes of `depends_on`: a seed that only Tableau shows may never land again. */
function waitingForUpstream({ settings, upstream, success }) {
    if (settings.updatesOn === 'any')
        return null;
    const declared = upstream.filter((arrival) => arrival.declared);
    const awaited = declared.length > 0 ? declared : upstream;
    const waitingFor = awaited.filter((arrival) => !isNew(arrival, success)).map(({ id }) => id);
    return waitingFor.length === 0 ? null : { kind: 'skip', reason: 'waiting-for-upstream', waitingFor };
}
/** Row 9. A window that a failure has used up belongs to row 10, until a refresh of ours succeeds. */
function buildAfter({ held, requests }) {
    if (held === null || (held.failure !== null && (0,request_history/* failingStreak */.rX)(requests) !== null))
        return null;
    return { kind: 'skip', reason: 'build-after' };
}
/** Row 10. */
function failing({ failing: known }) {
    if (known === null)
        return null;
    const { failure, since, orEarlier } = known;
    return { kind: 'skip', reason: 'failing', failure, since, orEarlier };
}
/** Row 11, for content without an extract: only a data source that it reads could be refreshed, and we cannot see it. */
function notVisible(situation) {
    const { lineage, mayHideSources } = situation.extract;
    if (lineage.hasExtract !== false || !mayHideSources)
        return null;
    return { kind: 'skip', reason: 'not-visible', landed: landedSince(situation) };
}
/** Row 11. */
function refresh(situation, overriddenSkip) {
    const { extract, policy, settings, success, fullRefreshAt, dueDataSources } = situation;
    const rewritten = fullRefreshAt !== null && fullRefreshAt > (success?.requestedAt ?? -Infinity);
    return {
        kind: 'refresh',
        // Also if it was due anyway: `forced` explains why it uses no window and is full.
        reason: policy.force ? 'forced' : success === null ? 'first-refresh' : 'new-data',
        window: windowToUse(situation),
        incremental: settings.incremental && !policy.force && !rewritten,
        landed: landedSince(situation),
        after: dataSourcesOf(extract).filter((key) => dueDataSources.has(key)),
        overriddenSkip,
    };
}
function windowToUse({ policy, windows, lastUse, held, slot }) {
    if (policy.manual || policy.force || windows === null)
        return null;
    // A failure has used this window up, and the cause was fixed since: use the same window.
    if (held !== null)
        return held.window;
    return windows.next(lastUse?.window ?? null, slot);
}
function landedSince({ arrivals, success, slot }) {
    return arrivals
        .filter((arrival) => isNew(arrival, success))
        .map(({ id, at, isExpected }) => ({ id, at: isExpected || at === null ? slot : at }))
        .sort((a, b) => b.at - a.at);
}
function dueAt({ held, failing: known, windows }, decision) {
    const planned = decision.kind === 'refresh' ? decision.window : null;
    if (planned !== null)
        return windows?.endOf(planned) ?? null;
    return decision.reason === 'failing' ? (known?.until ?? null) : (held?.end ?? null);
}

// EXTERNAL MODULE: ./src/plan/slot.ts
var slot = __webpack_require__(9791);
;// CONCATENATED MODULE: ./src/refresh/foreign-refreshes.ts



/** An update this long after the end of our own refresh may still be its effect: clocks differ. */
const OWN_UPDATE = 15 * 60_000;
/** Tableau suspends a schedule after this many failures in a row (docs/facts/tableau.md#suspended-schedules). */
const SUSPENDED_AFTER = 5;
/**
 * Warnings about extracts that somebody else refreshes too, mostly a schedule in Tableau: it costs twice, and it may
 * run just before new data lands. Tableau's schedules are queried only if an extract shows such a refresh.
 */
async function foreignRefreshes(extracts, requests, tableau) {
    const suspects = extracts.filter((extract) => isUpdatedByOthers(extract, requests.get(extract.key)));
    if (suspects.length === 0)
        return [];
    const tasks = (await tableau.extractTasks()) ?? [];
    return suspects.map((extract) => ({
        key: `second-refresher ${extract.key}`,
        warning: warningAbout(extract, tasks),
    }));
}
function isUpdatedByOthers({ lineage: { extractUpdatedAt } }, requests) {
    const [newest] = (0,request_history/* newestFirst */.ll)(requests);
    if (newest === undefined || newest.outcome === null || extractUpdatedAt === null)
        return false;
    return extractUpdatedAt > newest.requestedAt + (newest.seconds ?? 0) * 1000 + OWN_UPDATE;
}
function warningAbout({ lineage: { content, extractUpdatedAt } }, tasks) {
    const time = extractUpdatedAt === null ? '' : ` (${(0,clock/* toMinute */.y_)(extractUpdatedAt)})`;
    const seen = { content: content.name, time };
    const task = tasks.find(({ luid }) => luid === content.luid);
    if (task === undefined)
        return (0,message/* message */.i)('AE-OTHER-REFRESHER', seen);
    const frequency = task.frequency === null ? '' : ` (${task.frequency})`;
    const failures = task.consecutiveFailures;
    return failures >= SUSPENDED_AFTER
        ? (0,message/* message */.i)('AE-OTHER-SCHEDULE-SUSPENDED', { ...seen, frequency, failures })
        : (0,message/* message */.i)('AE-OTHER-SCHEDULE', { ...seen, frequency });
}

// EXTERNAL MODULE: ./src/tableau/client/errors.ts
var client_errors = __webpack_require__(7393);
// EXTERNAL MODULE: ./src/base/http.ts + 1 modules
var http = __webpack_require__(9360);
;// CONCATENATED MODULE: ./src/tableau/failures/texts.ts
/**
 * The first that matches decides. What is certain comes before what is broad: a refused password arrives behind "Unable
 * to connect to the server", and a server that is shutting down says "Login failed". Databases answer in their own
 * language, so their codes come first, then phrases in Tableau's languages (docs/facts/tableau.md#failure-texts).
 */
const FAILURE_TEXTS = [
    {
        class: 'quota',
        about: "the site's daily capacity for refreshes is used up",
        example: 'No more non-interactive quota remaining for your site',
        patterns: [/non-interactive quota/i],
    },
    {
        class: 'no-extract',
        about: 'there is no extract of its own to refresh',
        example: "Full extract refresh operation for the workbook 'Orders' is not allowed.",
        patterns: [/extract (?:refresh )?operation\b[^\n]{0,300}\bnot allowed|0x5CE10192/i],
    },
    {
        class: 'bridge',
        about: 'no Tableau Bridge client was free or connected',
        example: 'REMOTE_EXTRACT_REFRESH_ALL_AGENTS_BUSY: Maximum concurrency reached',
        patterns: [
            /ALL_AGENTS_BUSY|maximum concurrency reached/i,
            /\bno\b[^.\n]{0,40}\bbridge (?:client|agent)/i,
            /\bbridge (?:client|agent|pool)s?\b[^.\n]{0,60}\b(?:not connected|disconnected|not running|unavailable|not available|offline|busy)\b/i,
        ],
    },
    {
        class: 'timeout',
        about: "a time limit of Tableau's or of the database's",
        example: 'The query time resource limit (7200 seconds) was exceeded',
        patterns: [
            /query time resource limit|TableauCancelException|time ?limit (?:was |has been )?exceeded/i,
            /query time-?out expired|statement time-?out|\b(?:statement|warehouse) timeout of\b/i,
            /\bORA-01013\b|\boperation timed out after\b|query[^.\n]{0,40}\b(?:timed out|exceeded[^.\n]{0,24}execution time)\b/i,
        ],
    },
    {
        class: 'unreachable',
        about: 'a firewall or network policy keeps Tableau out, or the database is starting, stopping, paused or being restored',
        example: 'Incoming request with IP/Token 203.0.113.7 is not allowed to access Snowflake.',
        patterns: [
            /\bIP[^\n]{0,60}\bis (?:not allowed to access|blocked by)\b|\bhost\b[^\n]{0,60}\bis not allowed to connect\b/i,
            /no pg_hba\.conf entry|\b(?:code|error)\W{0,3}390422\b/i,
            /script upgrade mode|shutdown is in progress|database system is (?:starting up|shutting down|in recovery)/i,
            /only (?:one )?administrators? (?:can|may) connect at this time|\bnot (?:ready to accept new|yet accepting)\b[^\n]{0,12}\bconnections/i,
            /database\b[^\n]{0,80}\b(?:is not currently available|in the middle of a restore|is being recovered)/i,
            /\b(?:database|pool|service)\b[^\n]{0,80}\b(?:is|has been) (?:paused|offline)\b|\bavailability (?:database|group|replica)/i,
            /\b(?:error|fehler|erreur|msg|number)\W{0,3}(?:976|983|17142|17187|18451|1846[01]|40197|40501|40613|42108)\b/i,
            /\bORA-0(?:1033|1034|1089|1090)\b/,
        ],
    },
    {
        class: 'unreachable',
        about: 'the service that gives out OAuth tokens did not answer',
        example: 'Failed to obtain OAuth access token: HTTP 503 Service Unavailable',
        patterns: [
            /\b(?:obtain|acquire|refresh|renew)\b[^.\n]{0,24}\btoken\b[^\n]{0,80}(?:timed? ?out|unknown ?host|connection (?:refused|reset)|\b50[0234]\b)/i,
        ],
    },
    {
        class: 'unknown',
        about: 'SQL Server does not open a database for a login: it may be moving to another server, or closed to this one',
        example: 'Cannot open database "dwh" requested by the login. The login failed.',
        patterns: [
            /cannot open database [^\n]{1,130} requested by the login|\b(?:error|fehler|erreur|msg|number)\W{0,3}4060\b/i,
        ],
    },
    {
        class: 'unknown',
        about: "quotas and limits of the database, which say nothing of Tableau's",
        example: 'Quota exceeded: Your project exceeded quota for concurrent queries.',
        patterns: [
            /quota ?exceeded|exceeded (?:[^.\n]{0,24} )?quota|resources exceeded|(?:rate|requests?)[ _]?limit[ _]?exceeded/i,
        ],
    },
    {
        class: 'permission',
        about: 'codes of databases for what a user may not do: Oracle, SQL Server, Snowflake, SQLSTATE 42501',
        example: 'ORA-01031: insufficient privileges',
        patterns: [
            /\bORA-0(?:0942|1031|1045|1720|1749)\b|\bORA-4190\d\b/,
            /(?:[[(]|\b(?:SQLSTATE|ERROR)\W{0,3})42501\b/i,
            /(?:^|[[(]|\b(?:code|error)\W{0,3})390(?:186|189|201|309|317)\b/im,
            /\b(?:error|fehler|erreur|msg)\W{0,3}(?:229|230|262|916)\b/i,
        ],
    },
    {
        class: 'credentials',
        about: 'codes of databases for a refused sign-in: Oracle, SQL Server, Snowflake, SQLSTATE 28xxx',
        example: 'ORA-28001: the password has expired',
        patterns: [
            /\bORA-0(?:1005|1017)\b|\bORA-280(?:0\d|1[0-2])\b/,
            /\b28P01\b|\[28000\]|SQLSTATE\W{0,3}28000\b/i,
            /\b(?:error|fehler|erreur|msg|number)\W{0,3}184(?:5[0-9]|70|8[678])\b/i,
            /(?:^|[[(]|\b(?:code|error)\W{0,3})390(?:10\d|114|144|195|303|318)\b/im,
        ],
    },
    {
        class: 'credentials',
        about: 'OAuth: a token that is missing, expired, revoked or not valid',
        example: 'Tableau needs an unexpired OAuth refresh token to connect to the data.',
        patterns: [
            /unexpired OAuth|invalid_(?:grant|token|client)\b|\bAADSTS(?:50|53|65|70)\d/i,
            /\b(?:OAuth|access|refresh|bearer|id|jwt|security|authentication)[ _-]?token\b[^\n]{0,60}\b(?:expired|invalid|revoked|not valid|missing|rejected)\b/i,
            /\b(?:expired|invalid|revoked|malformed|missing)\b[^.\n]{0,24}\b(?:access|refresh|OAuth|bearer|jwt|security)[ _-]?token\b/i,
            /\binvalid token\b(?!\)?:? ?(?:at|near|in|line|['"[]))|\btoken has (?:been )?(?:expired|revoked)\b|invalid jwt/i,
            /\b(?:failed|unable|could not)\b[^.\n]{0,24}\b(?:obtain|acquire|refresh|renew)[^.\n]{0,24}\btoken\b/i,
        ],
    },
    {
        class: 'credentials',
        about: 'an account or password that is locked, disabled or expired',
        example: 'Your user account has been temporarily locked due to too many failed attempts.',
        patterns: [
            /(?<!billing )\b(?:account|login|user)\b(?! session)[^.\n]{0,60}\b(?:is|was|been|temporarily) (?:currently |temporarily )?(?:locked|disabled|expired|suspended|deactivated|deleted)\b/i,
            /\buser (?:temporarily locked|access disabled)|account (?:locked|disabled|expired)\b/i,
            /\bpassword\b[^.\n]{0,40}\b(?:expired|must be changed|has to be changed|change required)\b/i,
        ],
    },
    {
        class: 'permission',
        about: 'a right on a database, schema or table that the database user lacks',
        example: 'Access Denied: Table acme:marts.orders: User does not have permission to query table acme:marts.orders',
        patterns: [
            /access denied for user\b[^\n]{0,120}\bto database\b|command denied to user/i,
            /\bpermissions?(?: '?[\w.]{1,60}'?)? (?:was |were |is |has been )?denied\b|PERMISSION_DENIED|INSUFFICIENT_PERMISSIONS/i,
            /\baccess ?denied\b(?! for user)|accessDenied|access (?:is|was|has been) denied/i,
            /\b(?:does|do|did) not have\b[^\n]{0,80}\b(?:permissions?|privileges?|access|authori[sz]ation|SELECT|USE|USAGE)\b/i,
            /\b(?:insufficient|lacks?|lacking|missing|not enough|no)\b[^.\n]{0,24}\b(?:permissions?|privileges?)\b/i,
            /\bnot authori[sz]ed\b|not granted to this user|not able to access the database|prohibited by organi[sz]ation/i,
        ],
    },
    {
        class: 'credentials',
        about: 'a user name, password or other credentials that were refused or are missing',
        example: "Unable to connect to the server. Login failed for user 'tableau'.",
        patterns: [
            /\blog(?:in|on)\b[^.\n]{0,12}\b(?:failed|denied)\b|\bfailed to log ?[io]n\b/i,
            /\b(?:missing|invalid|incorrect|wrong|bad)\b(?! (?:identifier|column))[^.\n]{0,24}\b(?:user ?name|password|credentials?)\b/i,
            /\b(?:user ?name|password|credentials?)\b[^.\n]{0,40}\b(?:not valid|not correct|invalid|incorrect|rejected|refused|missing|required)\b/i,
            /embedded credentials|access denied for user/i,
            /(?<!proxy )\bauthenticat(?:ion|e)\b[^.\n]{0,12}\b(?:failed|failure|error)\b|\b(?:failed|unable|could not|cannot)\b[^.\n]{0,12}\bauthenticate\b/i,
            /\bUNAUTHENTICATED\b|\b401 Unauthori[sz]ed\b|\b(?:http|status|response|code)\b[^.\n]{0,20}\b401\b/i,
            /must (?:re-?)?authenticate|sign in again|(?:mfa|multi-?factor)[^.\n]{0,40}\b(?:required|enrol)/i,
        ],
    },
    {
        class: 'permission',
        about: 'HTTP 403 of a database',
        example: 'HTTP Response code: 403, Error message: Unknown.',
        patterns: [/\b403 Forbidden\b|\b(?:http|status|response|code)\b[^.\n]{0,20}\b403\b/i],
    },
    {
        class: 'credentials',
        about: 'refused sign-ins in German, French, Spanish, Portuguese, Italian, Japanese, Chinese and Korean',
        example: "Fehler bei der Anmeldung für den Benutzer 'tableau'.",
        patterns: [
            /Fehler bei der Anmeldung|Anmeldung[^.\n]{0,40}fehlgeschlagen|Anmeldefehler|(?:Kennwort|Passwort)[^.\n]{0,40}(?:ungültig|falsch|abgelaufen|fehlt)|(?:ungültige[sr]?|falsche[sr]?)[^.\n]{0,40}(?:Kennwort|Passwort|Anmelde)/i,
            /Échec de (?:la connexion pour|l.ouverture de session)|mot de passe[^.\n]{0,40}(?:incorrect|invalide|non valide|expiré)/i,
            /error de inicio de sesión|contraseña[^.\n]{0,40}(?:incorrect|no válid|caducad|expirad|ha expirado)/i,
            /falha (?:de|no) log[io]n|senha[^.\n]{0,40}(?:incorret|inválid|expir)/i,
            /accesso non riuscito|password[^.\n]{0,40}(?:non valid|scadut|errat)/i,
            /ログインできません|ログインに失敗|パスワード[^。\n]{0,24}(?:無効|期限|正しく)/,
            /登录失败|登入失敗|密码[^。\n]{0,12}(?:错误|无效|过期)|用户名或密码/,
            /로그인하지 못|로그인에 실패|(?:암호|비밀번호)[^.\n]{0,24}(?:만료|올바르지|잘못)/,
        ],
    },
    {
        class: 'permission',
        about: 'missing rights in the same languages',
        example: 'Die SELECT-Berechtigung wurde für das orders-Objekt verweigert.',
        patterns: [
            /Zugriff[^.\n]{0,24}verweigert|Berechtigung[^.\n]{0,60}verweigert|keine Berechtigung|unzureichende (?:Berechtigung|Rechte)/i,
            /accès[^.\n]{0,24}refusé|(?:autorisation|permission|droit)s?[^.\n]{0,40}(?:refusée?|insuffisant)/i,
            /acceso[^.\n]{0,24}denegado|permisos?[^.\n]{0,40}(?:denegado|insuficiente)|denegó el permiso|no tiene permiso/i,
            /acesso[^.\n]{0,24}negado|permissão[^.\n]{0,40}negada|não tem permissão/i,
            /accesso[^.\n]{0,24}negato|autorizzazione[^.\n]{0,40}negata|non dispone delle autorizzazioni/i,
            /アクセスが拒否|権限が(?:ありません|拒否|不足)|拒绝访问|访问被拒绝|没有权限|权限(?:不足|被拒)|拒绝了对[^\n]{0,60}权限|액세스가 거부|권한이 (?:없|거부|부족)/,
        ],
    },
    {
        class: 'unreachable',
        about: 'no connection to the database: refused, reset, timed out, no such host',
        example: 'Unable to connect to the server "dwh.example.com". Check that the server is running.',
        patterns: [
            /\bconnection\b[^.\n]{0,24}\b(?:refused|reset|closed|lost|terminated|aborted|dropped|timed out|timeout)\b/i,
            /\bconnect(?:ion)? timed? ?out|(?:login|connection) timeout expired|communication link failure/i,
            /\b(?:can(?:no|')t|could not|unable to|failed to)\b[^.\n]{0,12}\b(?:connect|resolve|reach|open a connection)\b/i,
            /unknown host|no such host|name or service not known|name resolution|no route to host|network is unreachable/i,
            /\bhost\b[^.\n]{0,40}\b(?:not found|not be resolved|unreachable)\b|network-related or instance-specific/i,
            /\bORA-(?:12\d{3}|0311[34]|03135)\b|\bTNS:|server closed the connection|service unavailable/i,
            /Verbindung[^.\n]{0,60}(?:abgelehnt|verweigert|Zeitüberschreitung|hergestellt)|connexion refusée|impossible de se connecter|no se puede conectar|conexión rechazada/i,
            /接続できません|接続が拒否|无法连接|连接(?:被拒绝|超时)|연결할 수 없/,
        ],
    },
    {
        class: 'bridge',
        about: 'any other failure of a refresh through Tableau Bridge',
        example: 'Bridge client ETL01 reported an internal error.',
        patterns: [/REMOTE_EXTRACT_REFRESH|\bbridge (?:client|agent|pool)\b/i],
    },
];
/** The class of the first text that matches; null where none does. */
function classOfText(text) {
    return FAILURE_TEXTS.find(({ patterns }) => patterns.some((pattern) => pattern.test(text)))?.class ?? null;
}

;// CONCATENATED MODULE: ./src/tableau/failures/failures.ts



/** Classes by error code (docs/failures.md). Any other code that begins with 403 is a permission. */
const FAILURE_CODES = {
    '403069': 'no-extract',
    '403180': 'no-extract',
    '409090': 'no-extract',
    '404004': 'permission',
    '404005': 'permission',
    '404006': 'permission',
};
/** Tableau's code: at the start of a line, in brackets, or after “code” or “error”. Other numbers are counts. */
const CODE_IN_NOTES = /(?:^|[([]|(?:code|error)\W{0,2})(4\d{5})(?!\d)/im;
/** Classifies why a job failed or was cancelled, from its notes: by a code in them, else by their text. */
function classifyNotes(notes) {
    const code = CODE_IN_NOTES.exec(notes)?.[1] ?? '';
    return { class: classOfCode(code) ?? classOfText(notes) ?? 'unknown', text: notes };
}
/** Classifies why Tableau refused or did not answer a call about one extract. */
function classifyError(error) {
    if (error instanceof client_errors/* TableauError */.pI) {
        const text = [error.code, error.summary, error.detail].filter((part) => part !== '').join(' ');
        const known = classOfCode(error.code) ?? classOfStatus(error.status) ?? classOfText(text);
        return { class: known ?? 'unknown', text };
    }
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof client_errors/* SessionError */.Pc && error.problem === 'scope')
        return { class: 'permission', text };
    if (error instanceof http/* HttpError */.j$ || error instanceof client_errors/* NotTableauError */.AW)
        return { class: 'no-answer', text };
    return { class: 'unknown', text };
}
function classOfCode(code) {
    return FAILURE_CODES[code] ?? (code.startsWith('403') ? 'permission' : null);
}
function classOfStatus(status) {
    if (status === 403 || status === 404)
        return 'permission';
    return status === 429 ? 'quota' : null;
}

;// CONCATENATED MODULE: ./src/refresh/find-job.ts

/** How far Tableau's clock may be behind ours. */
const CLOCK_SKEW = 5 * 60_000;
/** Sending a request, with retries of what never left, takes minutes at most: a job created later is somebody else's. */
const CREATED_WITHIN = 10 * 60_000 + CLOCK_SKEW;
/** The queued or running job of this extract because of which Tableau refused ours (409093), whoever requested it. */
async function findConflictingJob(lineage, search) {
    const jobs = await search.tableau.jobs({ title: lineage.content.name, unfinished: true });
    return confirmed(jobs, lineage, search);
}
/**
 * The job that an unanswered request of ours may have created; it may have ended already. If others have refreshed the
 * extract since, it is the job created nearest to the request.
 */
async function findRequestedJob(lineage, requestedAt, search) {
    const question = { title: lineage.content.name, createdSince: requestedAt - CLOCK_SKEW };
    const jobs = await search.tableau.jobs(question);
    if (jobs === 'not-allowed')
        return HIDDEN;
    const distance = ({ createdAt }) => Math.abs((createdAt ?? Infinity) - requestedAt);
    const near = jobs.filter((job) => distance(job) <= CREATED_WITHIN);
    return confirmed(near.sort((a, b) => distance(a) - distance(b)), lineage, search);
}
/**
 * The list's entry of a job that Query Job does not know (docs/facts/tableau.md#jobs-that-cannot-be-queried); null
 * if the list has none. For a Bridge refresh the list cannot show whether it has ended.
 */
async function findListedJob({ id, requestedAt }, { content, viaBridge }, tableau) {
    if (viaBridge)
        return null;
    // The id decides, so allow for any clock difference.
    const listed = await tableau.jobs({ title: content.name, createdSince: requestedAt - clock/* DAY */.d_ });
    const job = listed === 'not-allowed' ? undefined : listed.find((one) => one.id === id);
    return job === undefined ? null : jobFromList(job, content);
}
/** Null for an unknown status. */
function jobFromList(listed, { luid: target }) {
    const { id, state, createdAt, startedAt, endedAt: completedAt } = listed;
    return state === null ? null : { id, state, createdAt, startedAt, completedAt, notes: '', target };
}
/** Titles are not unique, so the target of each candidate is confirmed (docs/facts/tableau.md#list-of-jobs). */
async function confirmed(listed, { content, viaBridge }, { tableau, known }) {
    if (listed === 'not-allowed')
        return HIDDEN;
    const unconfirmed = [];
    for (const one of listed.filter(({ id }) => !known.has(id))) {
        const job = await tableau.job({ id: one.id, viaBridge });
        if (job === 'unknown-now')
            unconfirmed.push(one);
        else if (job.target === content.luid)
            return { kind: 'job', job };
    }
    const [only, ...more] = unconfirmed;
    if (only === undefined)
        return { kind: 'none' };
    // For a Bridge refresh the list cannot show whether it has ended.
    return more.length > 0 || viaBridge ? HIDDEN : { kind: 'hidden', likely: jobFromList(only, content) };
}
const HIDDEN = { kind: 'hidden', likely: null };

;// CONCATENATED MODULE: ./src/refresh/job-outcome.ts





/** Tableau may not know a job soon after creating it (docs/facts/tableau.md#jobs-that-cannot-be-queried). */
const UNKNOWN_JOB_GRACE = 2 * 60_000;
/** How long to wait for a job that this user cannot see: few refreshes take longer (docs/facts/field-data.md#durations). */
const HIDDEN_JOB_GRACE = 30 * 60_000;
/** How long to wait for the end of a Bridge job after a client took it on. */
const BRIDGE_GRACE = 10 * 60_000;
/**
 * Polls a job once. A job that Tableau has forgotten succeeded only if the extract was updated after the request; if that is
 * unknown too, the list's state of the only possible job counts.
 */
async function pollJob(job, extract, context) {
    const { tableau, now } = context;
    const found = await findJob(job, extract, context);
    if (found.kind === 'job')
        return progressOf(found.job, now);
    const canBeSeen = found.kind === 'none';
    const unknownSince = job.unknownSince ?? now;
    const since = Math.max(unknownSince, job.requestedAt);
    if (canBeSeen && now - since < UNKNOWN_JOB_GRACE)
        return { kind: 'running', unknownSince };
    const updatedAt = await tableau.lastUpdate(extract.lineage.content);
    if (updatedAt === null && found.kind === 'hidden' && found.likely !== null)
        return progressOf(found.likely, now);
    return judgeByLastUpdate(job, unknownSince, { updatedAt, canBeSeen, now });
}
async function findJob({ id, requestedAt }, { key, lineage }, { tableau, requests }) {
    if (!tableau.canQueryJobs)
        return { kind: 'hidden', likely: null };
    if (id.kind === 'job') {
        const job = await tableau.job({ id: id.job, viaBridge: lineage.viaBridge });
        const seen = job === 'unknown-now' ? await findListedJob({ id: id.job, requestedAt }, lineage, tableau) : job;
        return seen === null ? { kind: 'none' } : { kind: 'job', job: seen };
    }
    return findRequestedJob(lineage, requestedAt, { tableau, known: (0,request_history/* jobsOfOthers */.l9)(key, requests) });
}
function judgeByLastUpdate({ id, requestedAt }, unknownSince, { updatedAt, canBeSeen, now, }) {
    const isOurs = !canBeSeen || id.kind === 'job';
    if (updatedAt !== null && updatedAt > requestedAt) {
        return { kind: 'ended', outcome: 'refreshed', failure: null, seconds: null, endedAt: updatedAt, isOurs };
    }
    if (!canBeSeen && now - requestedAt < HIDDEN_JOB_GRACE)
        return { kind: 'running', unknownSince };
    return { kind: 'ended', outcome: 'failed', failure: FORGOTTEN, seconds: null, endedAt: null, isOurs };
}
/** True if no later call can succeed either. */
function endsSession(error) {
    // A refused sign-in, for example of a revoked token, is a ConfigurationError.
    return error instanceof client_errors/* SessionError */.Pc || error instanceof errors/* ConfigurationError */.j1;
}
/** Both instants are Tableau's: its clock may differ from ours by minutes. */
function secondsBetween(createdAt, endedAt) {
    return createdAt === null || endedAt === null ? null : Math.max(0, (endedAt - createdAt) / 1000);
}
function progressOf(seen, now) {
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
            return { ...ended, outcome: 'cancelled', failure: seen.notes === '' ? null : classifyNotes(seen.notes) };
        case 'failed':
            return { ...ended, outcome: 'failed', failure: classifyNotes(seen.notes) };
    }
}
/** Tableau may never confirm the end of a Bridge job (docs/facts/tableau.md#jobs). */
function isUnconfirmed({ completedAt }, now) {
    return completedAt !== null && now - completedAt > BRIDGE_GRACE;
}
const FORGOTTEN = {
    class: 'unknown',
    text: 'Tableau no longer knows its job, and the extract was not updated since.',
};

// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/refresh/tracked-extract.ts
function trackExtracts(rows, now) {
    return rows.map((row) => ({
        key: row.extract.key,
        row,
        phase: firstPhase(row, now),
        attempts: 0,
        firstResult: null,
        repeatedFailureClass: null,
    }));
}
function firstPhase({ decision }, now) {
    switch (decision.kind) {
        case 'refresh':
            return { kind: 'due', at: now };
        case 'wait': {
            const { request: id, requestedAt } = decision;
            return { kind: 'running', at: now, job: { id, requestedAt, unknownSince: null, by: 'earlier' } };
        }
        case 'skip':
            return { kind: 'settled', result: null };
    }
}
function isRunning(tracked) {
    return tracked.phase.kind === 'running';
}
/** The row with its result. An extract that is due again has failed once already. */
function settledRow({ row, phase, firstResult }) {
    switch (phase.kind) {
        case 'settled':
            return { row, result: phase.result };
        case 'due':
            return { row, result: firstResult };
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
/** Whether the data sources that must be refreshed before this extract allow it to start. */
function dependencyStatus({ row: { decision } }, extracts) {
    const before = decision.kind === 'refresh' ? decision.after.flatMap((key) => extracts.get(key) ?? []) : [];
    const settled = before.flatMap(({ phase }) => (phase.kind === 'settled' ? [phase] : []));
    if (settled.some(({ result }) => DID_NOT_REFRESH.includes(result?.outcome)))
        return 'blocked';
    return settled.length === before.length ? 'ready' : 'waiting';
}

;// CONCATENATED MODULE: ./src/refresh/polling/normal-distribution.ts
/* The standard normal distribution, accurate to eleven digits of its tail, however small the tail is. */
/** Nearer the middle the series is the more accurate one, further out the continued fraction. */
const TAIL = 3;
const TERMS = 60;
/** The share below z. */
function normal(z) {
    return z < 0 ? upperTail(-z) : 1 - upperTail(z);
}
/** The share above z times e^`exponent`: two tails that are too small for a number can be divided by each other so. */
function upperTail(z, exponent = 0) {
    const all = Math.exp(exponent);
    if (z < 0)
        return all - upperTail(-z, exponent);
    const density = Math.exp(exponent - (z * z) / 2) / Math.sqrt(2 * Math.PI);
    return z < TAIL ? all / 2 - density * series(z) : density * millsRatio(z);
}
/** (Φ(z) − ½) / φ(z) = z + z³/3 + z⁵/15 + … (Abramowitz and Stegun 26.2.11). */
function series(z) {
    let [term, total] = [z, z];
    for (let odd = 3; term > total * Number.EPSILON; odd += 2) {
        term *= (z * z) / odd;
        total += term;
    }
    return total;
}
/** (1 − Φ(z)) / φ(z) = 1/(z + 1/(z + 2/(z + 3/(z + …)))) (Abramowitz and Stegun 26.2.14). */
function millsRatio(z) {
    let denominator = z;
    for (let term = TERMS; term >= 1; term -= 1)
        denominator = z + term / denominator;
    return 1 / denominator;
}

;// CONCATENATED MODULE: ./src/refresh/polling/duration.ts
/* How long refreshes take: log-normal, as the field's are (benchmarks/polling), about a typical duration. */

/** How much refreshes of one extract differ, and how many runs that expectation weighs. */
const USUAL_SIGMA = 0.2;
const USUAL_WEIGHS = 2;
/** A run further from the others than e^±0.4 is counted at that distance: it may be an outlier. */
const FURTHEST = 0.4;
/** How much extracts differ from each other, and how many of them that expectation weighs. */
const USUAL_SIGMA_OF_OTHERS = 0.75;
const OTHERS_WEIGH = 3;
/** With fewer there is no estimate. */
const FEWEST_OTHERS = 5;
/** Tableau's own limit of two hours; a wrong clock must not distort the estimate. */
const LONGEST = 7_200;
/** From earlier refreshes of one extract, in seconds and any order; null if there are none. Robust, because there are at most a few. */
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
/** The expected duration of an extract without a history, from refreshes of other extracts as they end. */
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
    /** Null while there are too few. */
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
 * Of a job that still runs at `age`: the seconds that are lost on average if it is looked at again at `next` only,
 * ∫ (1 − S(u) / S(age)) du, where S is the share of refreshes that last longer. S(u) and S(age) are multiplied by the same
 * number, as far in the tail both are too small for one.
 */
function lossFrom(age, duration) {
    const z = standardised(age, duration);
    const exponent = Math.max(0, z) ** 2 / 2;
    const [running, before] = [upperTail(z, exponent), remaining(age, duration, exponent)];
    return (next) => next - age - (before - remaining(next, duration, exponent)) / running;
}
/** ∫ S(u) du from `age` on, by parts; times e^`exponent`. */
function remaining(age, duration, exponent) {
    const { typical, sigma } = duration;
    const z = standardised(age, duration);
    return typical * Math.exp(sigma ** 2 / 2) * upperTail(z - sigma, exponent) - age * upperTail(z, exponent);
}
function standardised(age, { typical, sigma }) {
    return Math.log(age / typical) / sigma;
}
function mean(values) {
    return sum(values) / values.length;
}
function sum(values) {
    return values.reduce((total, value) => total + value, 0);
}

;// CONCATENATED MODULE: ./src/refresh/polling/next-poll.ts

/** All in seconds. */
const SHORTEST_STEP = 1;
const LONGEST_STEP = 30;
/** Before the typical duration: limits what a wrong history can cost. */
const LONGEST_WAIT = 180;
/**
 * The cost of a poll, in seconds of waiting for a refresh that has already ended: a fortieth of the typical duration, within
 * these limits.
 */
const POLL_COST = { least: 0.64, most: 0.71, ofTypical: 1 / 40 };
/** Durations of other extracts say less about this one, so a poll costs more. */
const POLL_COST_WITHOUT_HISTORY = 1;
/** Up to this many jobs are polled individually at that cost. Each further one adds an eighth: the site has a quota of calls. */
const USUAL_POLLED = 10;
const MAX_COST_FACTOR = 4;
/**
 * When to poll a job again that was requested at `requestedAt` and still runs `now`: whole milliseconds, later than `now`.
 *
 * The rule: poll when the expected seconds lost by not polling reach the cost of a poll. The distribution of durations comes
 * from the extract's own history, else from other extracts. `benchmarks/polling` compares it with the optimum.
 * A job that outlives its history by 3σ is treated as if it had none.
 */
function nextPollAt({ requestedAt, now, past, others, polledIndividually }) {
    // The clock may have been set back: the age is never negative.
    const age = Math.max(0, now - requestedAt);
    const costFactor = Math.min(MAX_COST_FACTOR, 1 + Math.max(0, polledIndividually - USUAL_POLLED) / 8);
    const own = durationOf(past);
    const next = nextByDurations(age / 1000, [
        [own, pollCostFor(own) * costFactor],
        [others, POLL_COST_WITHOUT_HISTORY * costFactor],
    ]);
    return now + Math.round(Math.max(next * 1000, age + SHORTEST_STEP * 1000)) - age;
}
function pollCostFor(duration) {
    const { least, most, ofTypical } = POLL_COST;
    return Math.min(most, Math.max(least, (duration?.typical ?? Infinity) * ofTypical));
}
/** By the first distribution that fits this age. */
function nextByDurations(age, known) {
    const [first, ...rest] = known;
    if (first === undefined)
        return fallbackSchedule(age);
    const [duration, pollCost] = first;
    if (duration === null)
        return nextByDurations(age, rest);
    const next = nextByDuration(age, duration, pollCost);
    return age < duration.typical * Math.exp(3 * duration.sigma)
        ? next
        : Math.max(next, nextByDurations(age, rest));
}
function nextByDuration(age, duration, pollCost) {
    const lossAt = lossFrom(age, duration);
    let [early, late] = [age, latestPoll(age, duration)];
    if (lossAt(late) <= pollCost)
        return late;
    while (late - early > 0.001) {
        const middle = (early + late) / 2;
        if (lossAt(middle) < pollCost)
            early = middle;
        else
            late = middle;
    }
    return late;
}
/** A long wait ends at the latestPoll a step after the typical duration, so that who looks later looks again no earlier. */
function latestPoll(age, { typical }) {
    return Math.max(age + LONGEST_STEP, Math.min(age + LONGEST_WAIT, typical + LONGEST_STEP));
}
/** Every 4 s while it may be a small extract; from 20 s on every 15 s or a twelfth of its age. */
function fallbackSchedule(age) {
    if (age < 8)
        return Math.max(8, age + SHORTEST_STEP);
    return age + (age < 20 ? 4 : Math.min(LONGEST_STEP, Math.max(15, age / 12)));
}

;// CONCATENATED MODULE: ./src/refresh/request.ts

/** Wait if Tableau limits the rate and does not say for how long. */
const DEFAULT_RATE_LIMIT_WAIT = 5 * 60_000;
/**
 * Requests the refresh of a row; a full one if Tableau refuses an incremental one. After an unclear answer it looks for
 * the job before it repeats the request (docs/decisions.md#jobs-that-exist-already).
 */
async function sendRequest(row, context) {
    const { content } = row.extract.lineage;
    const incremental = row.decision.kind === 'refresh' && row.decision.incremental;
    let answer;
    try {
        answer = await context.tableau.refresh(content, incremental ? 'incremental' : 'full');
        if (answer.kind === 'incremental-refused')
            answer = await context.tableau.refresh(content, 'full');
    }
    catch (error) {
        return { kind: 'session-lost', error };
    }
    return resultOf(answer, row, context);
}
async function resultOf(answer, row, context) {
    switch (answer.kind) {
        case 'requested':
            return { kind: 'running', jobId: answer.jobId };
        case 'already-queued':
            return resultForQueued(row, context);
        case 'unclear':
            return resultForUnclear(row, context, answer.why);
        case 'rate-limited':
            return { kind: 'limited', wait: answer.wait ?? DEFAULT_RATE_LIMIT_WAIT, failure: answer.failure };
        case 'refused':
            return resultForRefusal(answer.failure, row, context);
        case 'unreachable':
            return { kind: 'refused', failure: answer.failure };
        case 'incremental-refused':
            return {
                kind: 'refused',
                failure: { class: 'unknown', text: 'Tableau refuses it incrementally and in full.' },
            };
    }
}
/** A job exists already: find it, so that the loop can follow it. */
async function resultForQueued(row, context) {
    const found = await findConflictingJob(row.extract.lineage, context);
    return found.kind === 'job' ? resultForExistingJob(found.job, row, context) : { kind: 'hidden' };
}
/** A job that is queued, or started after the newest landing, reads all new data and counts as ours. */
function resultForExistingJob(job, row, context) {
    const { id: jobId, startedAt } = job;
    if (isCreatedSinceRequest(job, context))
        return { kind: 'running', jobId };
    if (startedAt !== null && startedAt <= newestLanding(row))
        return { kind: 'conflicting', jobId };
    return { kind: 'adopted', jobId, requestedAt: startedAt ?? context.requestedAt };
}
/** Then it is ours, or a later one that reads the same data. Tableau's timestamps have no fraction. */
function isCreatedSinceRequest({ createdAt }, { requestedAt }) {
    return createdAt !== null && createdAt >= Math.floor(requestedAt / 1000) * 1000;
}
/** The newest landing; for a data source that this run has refreshed, the end of that refresh. */
function newestLanding({ decision }) {
    const landed = decision.kind === 'refresh' ? decision.landed : [];
    return landed.reduce((newest, { at }) => Math.max(newest, at), -Infinity);
}
async function resultForUnclear(row, context, why) {
    const found = await findRequestedJob(row.extract.lineage, context.requestedAt, context);
    const failure = { class: 'no-answer', text: `${UNCLEAR} ${why}` };
    switch (found.kind) {
        case 'job':
            return resultForExistingJob(found.job, row, context);
        case 'none':
            return { kind: 'refused', failure };
        case 'hidden':
            return probe(row, context, { kind: 'unseen', failure });
    }
}
/**
 * This user cannot see whether there is a job. A second request sent at once shows it: Tableau refuses that with 409093
 * if it has queued the first. Later the first job may have ended, and the second would repeat the refresh.
 */
async function probe({ extract }, context, otherwise) {
    if (context.clock.now() - context.requestedAt > SHORTEST_REFRESH)
        return otherwise;
    const answer = await context.tableau.refresh(extract.lineage.content, 'full');
    if (answer.kind === 'requested')
        return { kind: 'running', jobId: answer.jobId };
    const mayRun = answer.kind === 'already-queued' || answer.kind === 'unclear';
    return mayRun ? { ...otherwise, kind: 'unseen' } : otherwise;
}
/** No refresh ends this soon after its request. */
const SHORTEST_REFRESH = 2_000;
/** Tableau may answer 403 and queue the refresh nevertheless (docs/facts/tableau.md#refused-but-queued). */
async function resultForRefusal(failure, row, context) {
    const refused = { kind: 'refused', failure };
    if (failure.class !== 'permission')
        return refused;
    const found = await findRequestedJob(row.extract.lineage, context.requestedAt, context);
    switch (found.kind) {
        case 'job':
            return resultForExistingJob(found.job, row, context);
        case 'none':
            return refused;
        case 'hidden':
            return probe(row, context, refused);
    }
}
const UNCLEAR = 'Tableau gave no clear answer and may or may not have queued the refresh.';

;// CONCATENATED MODULE: ./src/refresh/settle-open-requests.ts





/**
 * Looks up the outcome of earlier open requests, records it and returns it. A request stays open while its job runs, or if
 * the job cannot be queried now: the plan then waits for it.
 */
async function settleOpenRequests(extracts, context) {
    const settled = [];
    for (const extract of extracts) {
        const { requests } = context.journal.state;
        // Overlapping runs may have left several.
        const open = (0,request_history/* newestFirst */.ll)(requests.get(extract.key)).filter(({ outcome }) => outcome === null);
        let newest = null;
        for (const request of open) {
            const end = await settleRequest(extract, request, context);
            newest ??= end;
        }
        if (newest !== null)
            settled.push({ extract, end: newest });
    }
    return settled;
}
async function settleRequest(extract, request, { tableau, journal, clock, log }) {
    const { key } = extract;
    const { requests } = journal.state;
    try {
        // The grace period of an unknown job passed in an earlier run.
        const job = { ...request, unknownSince: -Infinity };
        const news = await pollJob(job, extract, { tableau, now: clock.now(), requests });
        if (news.kind === 'running')
            return null;
        recordEnd(key, request, news, journal);
        return news;
    }
    catch (error) {
        if (endsSession(error))
            throw error;
        log.detail(`${key}: earlier job ${(0,request_id/* requestKey */.l)(request.id)} could not be looked at: ${(0,errors/* sentenceOf */.$N)(error)}`);
        return null;
    }
}
/** Records how the job of an earlier request ended. */
function recordEnd(key, { id, requestedAt, window, isRetry }, { outcome, failure, seconds, isOurs }, journal) {
    const facts = {
        requestedAt,
        // Somebody else's refresh does not use up our window.
        window: isOurs ? window : null,
        outcome,
        failure: failure?.class ?? null,
        seconds,
        ...(isRetry !== undefined && { isRetry }),
    };
    journal.update((0,state/* stateOfRequest */.cb)(key, id, facts));
}

;// CONCATENATED MODULE: ./src/refresh/site-quota.ts


/** Other rate limits end within an hour, and their answers say when. */
function isDailyQuota(failure) {
    return failure?.class === 'quota' && classOfText(failure.text) === 'quota';
}
/** An answer this soon after 24:00 still means the day before: clocks differ, and Tableau may reset the quota a little late. */
const STILL_YESTERDAY = clock/* MINUTE */.pY;
/** Tableau resets the daily quota at 24:00 UTC (docs/facts/tableau.md#daily-quota). */
function dailyLimit(saidAt, failure) {
    const back = (Math.floor((saidAt - STILL_YESTERDAY) / clock/* DAY */.d_) + 1) * clock/* DAY */.d_;
    return { until: saidAt < back ? back : back + STILL_YESTERDAY, failure, isDaily: true };
}
/**
 * The daily limit that earlier runs met on this site, by the newest request that failed, was cancelled or deferred for
 * it. Null if none is known, it has ended, or a later refresh succeeded, because the quota was raised.
 */
function rememberedLimit(requests, now) {
    const all = [...requests.values()].flatMap((jobs) => [...jobs.values()]);
    const saidAt = (0,clock/* latestOf */.Te)(all.filter(({ failure }) => failure === 'quota').map((one) => one.requestedAt));
    const succeededAt = (0,clock/* latestOf */.Te)(all.filter(({ outcome }) => outcome === 'refreshed').map((one) => one.requestedAt));
    if (saidAt === -Infinity || succeededAt > saidAt)
        return null;
    const text = `The site's daily quota was used up at ${(0,clock/* toMinute */.y_)(saidAt)}.`;
    const limit = dailyLimit(saidAt, { class: 'quota', text });
    return limit.until > now ? limit : null;
}

;// CONCATENATED MODULE: ./src/refresh/polling/job-list.ts




/** From this many running jobs on, one list call costs less than one call per job. */
const MIN_JOBS_TO_LIST = 3;
/** Poll times are rounded to a shared grid, so that one list call serves several jobs. Its step: a second, or a 24th of the job's age. */
const job_list_SHORTEST_STEP = 1_000;
const STEPS_PER_AGE = 24;
/** Polls many jobs with one list call, if this user may list jobs; otherwise each job is polled individually. */
class JobList {
    #tableau;
    /** Whether this user may list jobs shows with the first call. */
    #list;
    constructor(tableau) {
        this.#tableau = tableau;
        this.#list = tableau.canQueryJobs ? 'untried' : 'refused';
    }
    /**
     * The progress of running jobs that are due or have ended, as far as the list shows it. A due job without a result here
     * must be polled individually.
     */
    async poll(now, inFlight) {
        if (!this.#isWorthIt(inFlight.length))
            return new Map();
        const createdSince = (0,clock/* earliestOf */.Nm)(inFlight.map(({ phase }) => phase.job.requestedAt)) - CLOCK_SKEW;
        const listed = new Map((await this.#listed(createdSince)).map((job) => [job.id, job]));
        const polled = inFlight.flatMap(({ key, phase, row }) => {
            const job = listed.get((0,request_id/* requestKey */.l)(phase.job.id));
            // The list shows neither why a job failed nor whether a Bridge refresh has ended.
            const progress = job === undefined || row.extract.lineage.viaBridge ? null : job_list_progressOf(job);
            const matters = progress?.kind === 'ended' || phase.at <= now;
            return progress !== null && matters ? [[key, progress]] : [];
        });
        return new Map(polled);
    }
    /** `at` rounded up to the shared grid; `at` itself if jobs are polled individually. */
    pollTime(at, requestedAt, inFlight) {
        if (!this.#isWorthIt(inFlight))
            return at;
        // The clock may have been set back: the age is never negative.
        const steps = Math.max(0, at - requestedAt) / (STEPS_PER_AGE * job_list_SHORTEST_STEP);
        // Powers of two: each longer grid falls on the shorter ones.
        const step = job_list_SHORTEST_STEP * 2 ** Math.max(0, Math.floor(Math.log2(steps)));
        return Math.ceil(at / step) * step;
    }
    /** How many calls a poll of all running jobs takes, as far as is known. */
    polledIndividually(inFlight) {
        return this.#list === 'allowed' && this.#isWorthIt(inFlight) ? 1 : inFlight;
    }
    #isWorthIt(inFlight) {
        return this.#list !== 'refused' && inFlight >= MIN_JOBS_TO_LIST;
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
function job_list_progressOf({ state, createdAt, endedAt }) {
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

;// CONCATENATED MODULE: ./src/refresh/schedule.ts

/** Decides which extract takes its next step when, in the order of the plan. Changes no extract. */
class RefreshSchedule {
    extracts;
    deadline;
    #options;
    /** Tableau accepts no refresh on the whole site before it ends. */
    #limit = null;
    constructor(rows, options, now) {
        this.extracts = new Map(trackExtracts(rows, now).map((tracked) => [tracked.key, tracked]));
        this.deadline = now + options.timeout;
        this.#options = options;
    }
    get all() {
        return [...this.extracts.values()];
    }
    get running() {
        return this.all.filter(isRunning);
    }
    limit(limit) {
        if (limit.until > this.#limitedUntil)
            this.#limit = limit;
    }
    isLimited(now) {
        return now < this.#limitedUntil;
    }
    /** A limit that ends too late for another request in this run; null if there is none. */
    get tooLate() {
        return this.#limit === null || this.isInTime(this.#limit.until) ? null : this.#limit;
    }
    get #limitedUntil() {
        return this.#limit?.until ?? -Infinity;
    }
    /** Whether this run can still send a request at `at` and wait for it. */
    isInTime(at) {
        return this.#options.wait && at < this.deadline;
    }
    /** Null if nothing is left to do before the deadline. */
    nextStepAt() {
        const next = this.all.reduce((first, tracked) => Math.min(first, this.#stepAt(tracked)), Infinity);
        return next === Infinity || (next >= this.deadline && this.running.length === 0) ? null : next;
    }
    due(now) {
        const due = this.all.filter((tracked) => this.#stepAt(tracked) <= now);
        const waiting = due.filter(({ phase }) => phase.kind === 'due');
        const isBlocked = (tracked) => dependencyStatus(tracked, this.extracts) === 'blocked';
        return {
            running: due.filter(isRunning),
            starting: waiting.filter((tracked) => !isBlocked(tracked)).slice(0, this.#mayStart()),
            blocked: waiting.filter(isBlocked),
        };
    }
    /** Infinity if it is settled or waits for a data source. */
    #stepAt(tracked) {
        const { phase } = tracked;
        if (phase.kind === 'settled')
            return Infinity;
        if (phase.kind === 'running')
            return this.#options.wait ? phase.at : Infinity;
        switch (dependencyStatus(tracked, this.extracts)) {
            case 'blocked':
                return phase.at;
            case 'waiting':
                return Infinity;
            case 'ready':
                return this.#mayStart() > 0 ? Math.max(phase.at, this.#limitedUntil) : Infinity;
        }
    }
    /** With `wait: false` nothing is polled, so nothing is known to run: all are requested. */
    #mayStart() {
        const { wait, maxParallel } = this.#options;
        return wait ? Math.max(0, maxParallel - this.running.length) : Infinity;
    }
}

;// CONCATENATED MODULE: ./src/refresh/refresh-loop.ts














/** Part of the 7.5 seconds that the runner leaves a cancelled step (docs/architecture.md#the-post-step). */
const TIME_TO_CANCEL = 2_000;
/** Between a temporary failure and the second attempt in this run. */
const PAUSE_BEFORE_RETRY = 30_000;
/** Between two requests while Tableau refuses ours for a job that this user cannot see. */
const PAUSE_WHILE_HIDDEN = 20_000;
/**
 * Requests the planned refreshes, follows existing jobs, and waits for all of them. Each request and each outcome is
 * written to the journal before the next step. Never rejects.
 */
async function refreshAll(input) {
    const loop = new RefreshLoop(input);
    try {
        await loop.run();
        return { rows: loop.rows(), error: null };
    }
    catch (error) {
        return { rows: loop.rows(), error: (0,errors/* explanationOf */.pg)(error) };
    }
}
class RefreshLoop {
    #input;
    #schedule;
    #jobList;
    #otherDurations = new DurationOfOthers();
    /** Extracts with a request that Tableau has not answered yet. */
    #sending = new Set();
    constructor(input) {
        const { rows, clock, options, tableau } = input;
        this.#input = input;
        this.#schedule = new RefreshSchedule(rows, options, clock.now());
        this.#jobList = new JobList(tableau);
        const { requests: known } = input.journal.state;
        for (const requests of known.values()) {
            for (const seconds of (0,request_history/* pastSeconds */.aP)(requests).slice(0, 1))
                this.#otherDurations.add(seconds);
        }
        const isForced = rows.some(({ decision }) => decision.reason === 'forced');
        const limit = isForced ? null : rememberedLimit(known, clock.now());
        if (limit !== null)
            this.#schedule.limit(limit);
    }
    /** All rows with their results; running jobs stay running. */
    rows() {
        return this.#schedule.all.map((tracked) => {
            // For a job that is not ours and not waited for, the plan's decision is the whole story.
            if (!isRunning(tracked) || tracked.phase.job.by !== 'ours')
                return this.#withDueAt(settledRow(tracked));
            return {
                row: tracked.row,
                result: { ...NO_RESULT, outcome: 'requested', request: tracked.phase.job.id },
            };
        });
    }
    /** After a failure, only a new plan knows when the extract is due again: its window or row 10 may apply. */
    #withDueAt(settled) {
        const { row, result } = settled;
        if (result?.outcome !== 'failed' && result?.outcome !== 'cancelled')
            return settled;
        const { decision, dueAt } = this.#input.planAgain(row.extract, new Set());
        return { row: { ...row, dueAt: decision.kind === 'skip' ? dueAt : null }, result };
    }
    async run() {
        const { clock, signal, events, options } = this.#input;
        const schedule = this.#schedule;
        this.#deferRest();
        for (let next = clock.now(); next !== null; next = schedule.nextStepAt()) {
            await clock.sleep(Math.max(0, Math.min(next, schedule.deadline) - clock.now()), signal);
            if (signal.aborted) {
                if (options.onCancel === 'cancel')
                    await this.#cancelRunning();
                return;
            }
            if (clock.now() >= schedule.deadline) {
                this.#timeOut();
                return;
            }
            await this.#stepAll().catch((error) => {
                // The signal also ends the calls in flight, with errors that are no failures.
                if (!signal.aborted)
                    throw error;
            });
            events.progress(schedule.running.map(({ key, phase }) => ({ key, since: phase.job.requestedAt })));
        }
    }
    /** Sends the cancel calls without waiting for their effect: the runner kills a cancelled step. The next run looks up the result. */
    async #cancelRunning() {
        const { tableau, clock, events } = this.#input;
        const ours = this.#schedule.running.filter(({ phase }) => phase.job.by === 'ours');
        const asked = ours.map(async (tracked) => {
            const { id } = tracked.phase.job;
            const answer = id.kind === 'job' ? await tableau.cancel(id.job) : 'unknown-now';
            if (answer === 'asked')
                this.#settle(tracked, { ...NO_RESULT, outcome: 'cancelled', request: tracked.phase.job.id });
            else
                events.detail(`${tracked.key}: job ${(0,request_id/* requestKey */.l)(id)} could not be cancelled (${answer})`);
        });
        await Promise.race([Promise.allSettled(asked), clock.sleep(TIME_TO_CANCEL)]);
    }
    /** If one step loses the session, the others still record their answers before the error is thrown. */
    async #stepAll() {
        const now = this.#input.clock.now();
        const { running, starting, blocked } = this.#schedule.due(now);
        for (const tracked of blocked)
            this.#block(tracked);
        const inFlight = this.#schedule.running;
        const seen = running.length > 0 ? await this.#jobList.poll(now, inFlight) : NOTHING_SEEN;
        const looked = inFlight.filter((tracked) => running.includes(tracked) || seen.has(tracked.key));
        const steps = await Promise.allSettled([
            ...looked.map((tracked) => this.#poll(tracked, seen.get(tracked.key) ?? null)),
            ...starting.map((tracked) => this.#start(tracked)),
        ]);
        for (const step of steps)
            if (step.status === 'rejected')
                throw step.reason;
    }
    /** Running jobs stay running and extracts that wait for them are blocked. Plan order: data sources come first. */
    #timeOut() {
        if (!this.#input.options.wait)
            return;
        for (const tracked of this.#schedule.all) {
            const { phase } = tracked;
            if (phase.kind === 'running')
                this.#settle(tracked, {
                    ...NO_RESULT,
                    outcome: 'timed-out',
                    failure: phase.pollFailure ?? null,
                    request: phase.job.id,
                });
            else if (phase.kind === 'due' && tracked.firstResult !== null)
                this.#settle(tracked, tracked.firstResult);
            else if (phase.kind === 'due' && dependencyStatus(tracked, this.#schedule.extracts) === 'blocked')
                this.#block(tracked);
        }
    }
    async #start(tracked) {
        const { clock, tableau, events, journal } = this.#input;
        const { decision } = tracked.row;
        // The data source it waited for may not have been refreshed after all: then there is no new data.
        if (decision.kind === 'refresh' && decision.after.length > 0 && tracked.attempts === 0) {
            tracked.row = this.#planAgain(tracked);
            if (tracked.row.decision.kind !== 'refresh') {
                this.#restart(tracked);
                return;
            }
        }
        if (await this.#hasEndedLate(tracked))
            return;
        // A request sent at the same time may have hit the site's quota.
        if (this.#schedule.isLimited(clock.now()))
            return;
        const requestedAt = clock.now();
        const requests = journal.state.requests.get(tracked.key);
        const known = (0,request_history/* knownJobs */.yM)(requests);
        const unseen = { kind: 'unseen', requestedAt };
        if (tracked.attempts === 0)
            tracked.repeatedFailureClass = (0,request_history/* repeatedFailure */.TM)(requests)?.failure ?? null;
        events.started(tracked.row);
        const unanswered = { requestedAt, ...OPEN };
        this.#sending.add(tracked.key);
        journal.sending(tracked.key, unseen, { ...unanswered, window: windowOf(tracked.row) });
        const news = await sendRequest(tracked.row, { tableau, clock, requestedAt, known }).catch((error) => {
            // The session was lost while we looked for the job: the next run looks again.
            this.#record(tracked, unseen, unanswered);
            throw error;
        });
        journal.answered(tracked.key);
        this.#sending.delete(tracked.key);
        this.#afterRequest(tracked, requestedAt, news);
        journal.flush();
    }
    /** Whether a job that this user could not see, and that counted as failed, has succeeded since: then there is nothing to request. */
    async #hasEndedLate(tracked) {
        const { journal, tableau, clock } = this.#input;
        const { key, row } = tracked;
        const { requests } = journal.state;
        const late = (0,request_history/* givenUpRequest */.M5)(requests.get(key));
        if (late === null)
            return false;
        const job = { ...late, unknownSince: -Infinity };
        const news = await pollJob(job, row.extract, { tableau, now: clock.now(), requests }).catch((error) => {
            if (endsSession(error))
                throw error;
            return null;
        });
        // A quota may have deferred it meanwhile.
        if (news?.kind !== 'ended' || news.outcome !== 'refreshed' || tracked.phase.kind !== 'due')
            return false;
        recordEnd(key, late, news, journal);
        const { outcome, failure, seconds, endedAt } = news;
        const result = { outcome, failure, seconds, endedAt, request: late.id };
        if (tracked.attempts > 0)
            this.#settle(tracked, result);
        else
            this.#afterEarlierJob(tracked, result);
        return true;
    }
    #afterRequest(tracked, requestedAt, news) {
        const now = this.#input.clock.now();
        switch (news.kind) {
            case 'running':
                this.#follow(tracked, { id: { kind: 'job', job: news.jobId }, requestedAt, by: 'ours' });
                return;
            case 'adopted':
                this.#follow(tracked, {
                    id: { kind: 'job', job: news.jobId },
                    requestedAt: news.requestedAt,
                    by: 'ours',
                });
                return;
            case 'unseen':
                this.#follow(tracked, { id: { kind: 'unseen', requestedAt }, requestedAt, by: 'ours' });
                return;
            case 'conflicting':
                this.#follow(tracked, { id: { kind: 'job', job: news.jobId }, requestedAt, by: 'foreign' });
                return;
            case 'hidden':
                this.#requestLater(tracked, now + PAUSE_WHILE_HIDDEN);
                return;
            case 'limited':
                this.#afterLimit(news.failure, { until: now + news.wait, failure: news.failure, isDaily: false });
                return;
            case 'refused':
                if (isDailyQuota(news.failure))
                    this.#afterLimit(news.failure);
                else
                    this.#afterRefusal(tracked, requestedAt, news.failure);
                return;
            case 'session-lost':
                throw news.error;
        }
    }
    #follow(tracked, job) {
        if (job.by === 'ours') {
            tracked.attempts += 1;
            this.#record(tracked, job.id, { requestedAt: job.requestedAt, ...OPEN });
        }
        const canSee = this.#input.tableau.canQueryJobs;
        tracked.phase = {
            kind: 'running',
            at: this.#nextPollAt(tracked, job),
            job: { ...job, unknownSince: null },
        };
        if (!canSee && job.by === 'ours')
            this.#settle(tracked, { ...NO_RESULT, outcome: 'requested', request: job.id });
    }
    /** A quota applies to the whole site: if it ends too late for this run, all other requests are deferred too. */
    #afterLimit(failure, hourly = null) {
        const daily = isDailyQuota(failure) ? dailyLimit(this.#input.clock.now(), failure) : null;
        const limit = daily ?? hourly;
        if (limit !== null)
            this.#schedule.limit(limit);
        this.#deferRest();
    }
    /** Defers all requests that cannot be sent before the deadline because of the site's limit. */
    #deferRest() {
        const limit = this.#schedule.tooLate;
        if (limit === null)
            return;
        for (const tracked of this.#schedule.all)
            if (tracked.phase.kind === 'due' && !this.#sending.has(tracked.key))
                this.#defer(tracked, limit);
    }
    /** Sends the request again at `at`, or defers it to the next run if that is too late. */
    #requestLater(tracked, at) {
        if (this.#schedule.isInTime(at))
            tracked.phase = { kind: 'due', at };
        else
            this.#defer(tracked, { failure: refresh_loop_HIDDEN, isDaily: false });
    }
    #defer(tracked, { failure, isDaily }) {
        if (tracked.firstResult !== null) {
            this.#settle(tracked, tracked.firstResult);
            return;
        }
        const { clock, journal } = this.#input;
        const before = (0,request_history/* lastFinal */.TU)(journal.state.requests.get(tracked.key));
        const requestedAt = clock.now();
        const noted = isDaily ? failure.class : null;
        const id = { kind: 'deferred', requestedAt };
        this.#record(tracked, id, { requestedAt, ...OPEN, outcome: 'deferred', failure: noted });
        // One deferral is normal under a quota; a second in a row is reported as a failure.
        const outcome = before?.outcome === 'deferred' ? 'failed' : 'deferred';
        this.#settle(tracked, { ...NO_RESULT, outcome, failure });
    }
    #afterRefusal(tracked, requestedAt, failure) {
        tracked.attempts += 1;
        // There is no job, but the failure class decides whether the window is used up.
        const id = { kind: 'refused', requestedAt };
        this.#record(tracked, id, { requestedAt, ...OPEN, outcome: 'failed', failure: failure.class });
        this.#failed(tracked, { ...NO_RESULT, outcome: 'failed', failure });
    }
    async #poll(tracked, listed) {
        const { tableau, clock, events, journal } = this.#input;
        const { job } = tracked.phase;
        const { requests } = journal.state;
        try {
            const context = { tableau, now: clock.now(), requests };
            this.#afterPoll(tracked, listed ?? (await pollJob(job, tracked.row.extract, context)));
        }
        catch (error) {
            if (endsSession(error))
                throw error;
            // A failed poll does not mean a failed job.
            events.detail(`${tracked.key}: job ${(0,request_id/* requestKey */.l)(job.id)} could not be looked at: ${(0,errors/* sentenceOf */.$N)(error)}`);
            tracked.phase = {
                ...tracked.phase,
                at: this.#nextPollAt(tracked, job),
                pollFailure: classifyError(error),
            };
        }
    }
    #afterPoll(tracked, news) {
        const { job } = tracked.phase;
        if (news.kind === 'running') {
            const at = this.#nextPollAt(tracked, job);
            tracked.phase = { kind: 'running', at, job: { ...job, unknownSince: news.unknownSince } };
            return;
        }
        const { outcome, failure, seconds } = news;
        if (outcome === 'refreshed' && seconds !== null)
            this.#otherDurations.add(seconds);
        const { id: request, requestedAt, by } = job;
        if (by !== 'foreign')
            this.#record(tracked, request, { requestedAt, outcome, failure: failure?.class ?? null, seconds });
        const endedAt = news.endedAt ?? this.#input.clock.now();
        const result = { outcome, failure, seconds, request, endedAt };
        if (isDailyQuota(failure))
            this.#afterDailyQuota(tracked, result, failure);
        else if (by !== 'ours')
            this.#afterEarlierJob(tracked, result);
        else if (outcome === 'failed')
            this.#failed(tracked, result);
        else
            this.#settle(tracked, result);
    }
    /** Tableau cancelled the job for the daily quota: requests it again once the quota is back, if this run still waits then. */
    #afterDailyQuota(tracked, result, failure) {
        const { by } = tracked.phase.job;
        const limit = dailyLimit(tracked.phase.job.requestedAt, failure);
        this.#schedule.limit(limit);
        if (by !== 'ours')
            this.#afterEarlierJob(tracked, result);
        else if (this.#schedule.isInTime(limit.until))
            this.#tryAgain(tracked, result);
        else
            this.#settle(tracked, result);
        this.#deferRest();
    }
    #nextPollAt({ key }, { requestedAt }) {
        const { clock, journal } = this.#input;
        const past = (0,request_history/* pastSeconds */.aP)(journal.state.requests.get(key));
        const inFlight = this.#schedule.running.length + this.#sending.size;
        const polledIndividually = this.#jobList.polledIndividually(inFlight);
        const others = this.#otherDurations.duration;
        const at = nextPollAt({ requestedAt, now: clock.now(), past, others, polledIndividually });
        return this.#jobList.pollTime(at, requestedAt, inFlight);
    }
    /** A job of an earlier run or of somebody else has ended: plans the extract again. */
    #afterEarlierJob(tracked, result) {
        this.#input.events.ended(tracked.row, result);
        tracked.row = this.#planAgain(tracked);
        this.#restart(tracked);
    }
    #restart(tracked) {
        this.#input.events.decided(tracked.row);
        tracked.phase = firstPhase(tracked.row, this.#input.clock.now());
        // An earlier attempt in this run is the result to report.
        if (tracked.phase.kind === 'settled')
            tracked.phase = settled(tracked.firstResult);
        this.#deferRest();
    }
    /** Retries a temporary failure once in this run, unless the last three runs ended with the same class. */
    #failed(tracked, result) {
        const { clock } = this.#input;
        const failure = result.failure?.class ?? null;
        const mayHeal = !(0,request_history/* isPermanent */.lE)(failure) && failure !== tracked.repeatedFailureClass;
        const isInTime = clock.now() + PAUSE_BEFORE_RETRY < this.#schedule.deadline;
        if (mayHeal && tracked.attempts <= 1 && isInTime)
            this.#tryAgain(tracked, result);
        else
            this.#settle(tracked, result);
    }
    #tryAgain(tracked, result) {
        this.#input.events.retrying(tracked.row, result);
        tracked.firstResult = result;
        tracked.phase = { kind: 'due', at: this.#input.clock.now() + PAUSE_BEFORE_RETRY };
        this.#deferRest();
    }
    #block(tracked) {
        this.#settle(tracked, { ...NO_RESULT, outcome: 'blocked' });
    }
    #settle(tracked, result) {
        this.#input.events.ended(tracked.row, result);
        tracked.phase = settled(result);
    }
    #planAgain(tracked) {
        const open = this.#schedule.all.filter(({ phase }) => phase.kind !== 'settled');
        return this.#input.planAgain(tracked.row.extract, new Set(open.map(({ key }) => key)));
    }
    #record(tracked, id, facts) {
        const known = this.#input.journal.state.requests.get(tracked.key)?.get((0,request_id/* requestKey */.l)(id));
        const window = known?.window ?? windowOf(tracked.row);
        const isRetry = known === undefined ? tracked.attempts > 1 : known.isRetry === true;
        const noted = { ...facts, window, ...(isRetry && { isRetry }) };
        this.#input.journal.update((0,state/* stateOfRequest */.cb)(tracked.key, id, noted));
    }
}
function windowOf({ decision }) {
    return decision.kind === 'refresh' ? decision.window : null;
}
function settled(result) {
    return { kind: 'settled', result };
}
const NOTHING_SEEN = new Map();
const OPEN = { outcome: null, failure: null, seconds: null };
const NO_RESULT = {
    request: null,
    seconds: null,
    endedAt: null,
    failure: null,
};
const refresh_loop_HIDDEN = {
    class: 'unknown',
    text: 'A refresh by somebody else is queued or running, and this user may not see whose.',
};

// EXTERNAL MODULE: ./src/report/failure-explanations.ts
var failure_explanations = __webpack_require__(1685);
// EXTERNAL MODULE: ./src/report/reason-text.ts
var reason_text = __webpack_require__(6930);
;// CONCATENATED MODULE: ./src/run/earlier-requests.ts



/**
 * Warns about refreshes that earlier runs requested without seeing how they ended, and that failed: one warning for each
 * cause. An extract that the plan skips as failing has a warning already.
 */
function earlierFailures(settled, { extracts }) {
    const failing = new Set(extracts.filter(({ decision }) => decision.reason === 'failing').map(({ extract }) => extract.key));
    const causes = new Map();
    for (const { extract, end } of settled) {
        const cause = causeOf(end);
        if (cause === null || failing.has(extract.key))
            continue;
        causes.set(cause, [...(causes.get(cause) ?? []), extract.lineage.content.name]);
    }
    return [...causes].map(([{ what, remedy }, names]) => (0,message/* message */.i)('AE-EARLIER-REQUEST-FAILED', { extracts: (0,reason_text/* list */.p_)(names), why: what, remedy }));
}
const CANCELLED = {
    what: 'the job was cancelled in Tableau',
    remedy: 'It is requested again when it is due.',
};
function causeOf({ outcome, failure }) {
    if (outcome === 'refreshed')
        return null;
    return outcome === 'cancelled' ? CANCELLED : failure_explanations/* FAILURE_EXPLANATIONS */.E[failure?.class ?? 'unknown'];
}

// EXTERNAL MODULE: ./src/run/catalogue.ts + 2 modules
var catalogue = __webpack_require__(1848);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/run/given-once.ts



/**
 * Warnings that need nobody: one that an earlier run of this site has given is a notice, so that no run stays orange for
 * ever (docs/state.md#what-is-kept). The others are remembered.
 */
function givenOnce(warnings, journal, now) {
    const given = warnings.map(({ key, warning }) => journal.state.warned.has(key) ? { ...warning, level: 'notice' } : warning);
    remember(warnings.map(({ key }) => key), journal, now);
    return given;
}
/** Warnings of discovery are told apart by their text. */
function discoveryWarnings(said) {
    const warnings = said.filter(({ level }) => level === 'warning');
    return warnings.map((warning) => {
        const hash = (0,external_node_crypto_.createHash)('sha256').update(warning.message).digest('hex').slice(0, 16);
        return { key: `discovery ${hash}`, warning };
    });
}
/**
 * Remembers the extracts of sources that nobody measures. A model that no run has built stays a warning: its dashboard may
 * be stale. Call after planning, as the plan looks up what earlier runs have warned of.
 */
function rememberNeverLanded({ extracts }, journal, now) {
    const never = extracts.filter((row) => row.decision.reason === 'never-landed' && (0,reason_text/* landingTrigger */.kj)(row) === 'sources');
    remember(never.map(({ extract }) => `never-landed ${extract.key}`), journal, now);
}
function remember(keys, journal, now) {
    const fresh = keys.filter((key) => !journal.state.warned.has(key));
    if (fresh.length === 0)
        return;
    journal.update({ ...state/* EMPTY_STATE */.Wk, warned: new Map(fresh.map((key) => [key, now])) });
}

// EXTERNAL MODULE: ./src/exposures/declared.ts
var exposures_declared = __webpack_require__(2618);
;// CONCATENATED MODULE: ./src/exposures/discovery/carry-over.ts




/**
 * Joins what this run discovered with what earlier runs discovered. Earlier content on nodes that this run searched from
 * and did not find again is dropped, unless Tableau's answer was incomplete.
 */
function carryOver(before, now, options) {
    const isKept = keepFilter(now, options);
    const old = {
        dashboards: before.dashboards.flatMap((one) => isKept(one, one.workbook)),
        datasources: before.datasources.flatMap((one) => isKept(one, one.datasource)),
    };
    const dashboards = [...now.dashboards, ...old.dashboards].toSorted((a, b) => (0,order/* compare */.U)((0,discovery_types/* discoveredPath */.e)(a.workbook), (0,discovery_types/* discoveredPath */.e)(b.workbook)));
    const covered = new Set(dashboards.flatMap(({ extracts }) => extracts));
    const datasources = [...now.datasources, ...old.datasources]
        .filter(({ extracts }) => !extracts.some((key) => covered.has(key)))
        .toSorted((a, b) => (0,order/* compare */.U)((0,discovery_types/* discoveredPath */.e)(a.datasource), (0,discovery_types/* discoveredPath */.e)(b.datasource)));
    const kept = [
        ...old.dashboards.map(({ workbook }) => workbook.luid),
        ...old.datasources.map(({ datasource }) => datasource.luid),
    ];
    const behind = (0,content_graph/* reachableContent */.rv)(kept, (0,content_graph/* byLuidOf */.HO)(before.lineages));
    return { ...now, dashboards, datasources, lineages: (0,merge/* joinLineages */.ZH)(now.lineages, behind) };
}
/** A filter for earlier content: keeps it without nodes that no longer exist, or drops it. */
function keepFilter(now, { searched, isKnown, isWanted, isRemembered }) {
    const seen = new Set(now.lineages.map(({ content }) => content.luid));
    const hasGaps = now.incomplete.length > 0;
    return (one, content) => {
        const upstream = one.upstream.filter(({ node }) => isKnown(node));
        const isAsked = upstream.some(({ node }) => searched.has(node));
        const isKept = upstream.length > 0 &&
            !seen.has(content.luid) &&
            (hasGaps || !isAsked) &&
            isWanted(content.projectPath.join('/')) &&
            one.extracts.some(isRemembered);
        return isKept ? [{ ...one, upstream }] : [];
    };
}

// EXTERNAL MODULE: ./src/run/inputs.ts + 1 modules
var run_inputs = __webpack_require__(7775);
;// CONCATENATED MODULE: ./src/dbt/problems.ts

/**
 * The problem of the node itself; null if it is healthy. A failure does not count once its rule is gone or only warns.
 * Facts are kept, so that the last result counts again if the rule returns.
 */
function problems_problemOf(node, facts) {
    const { failedAt, okAt = -Infinity } = facts ?? {};
    if (failedAt === undefined || failedAt <= okAt || !node.canFail)
        return null;
    return { node: node.id, kind: kindOf(node), failedAt };
}
function kindOf({ resourceType }) {
    switch (resourceType) {
        case 'test':
            return 'test';
        case 'unit_test':
            return 'unit-test';
        case 'source':
            return 'freshness';
        default:
            return 'node';
    }
}
function failedTests({ nodes }, lineage, facts) {
    const failed = [];
    for (const test of nodes.values()) {
        if (!(0,dbt_manifest/* isTest */.Nu)(test.resourceType))
            continue;
        const problem = problems_problemOf(test, facts.get(test.key));
        if (problem === null)
            continue;
        const reads = [...new Set(test.parents)];
        const builtAt = (id) => lastSuccess(id, { nodes, lineage, facts });
        // A unit test checks code: a model built later was built from code that passed, or that is not tested.
        const isOutdated = reads.length > 0 && reads.every((id) => builtAt(id) > problem.failedAt);
        if (problem.kind !== 'unit-test' || !isOutdated)
            failed.push({ problem, reads });
    }
    return failed;
}
/** An ephemeral model succeeds when a node built from it does. */
function lastSuccess(id, known) {
    const node = known.nodes.get(id);
    if (node === undefined)
        return -Infinity;
    if (!(0,dbt_manifest/* isEphemeral */.aw)(node))
        return known.facts.get(node.key)?.okAt ?? -Infinity;
    const below = known.lineage.children(id).map((child) => lastSuccess(child, known));
    return below.reduce((a, b) => Math.max(a, b), -Infinity);
}

;// CONCATENATED MODULE: ./src/dbt/health.ts





/** More problems than this do not help a reader. */
const PROBLEMS_SHOWN = 10;
/**
 * The status of the given nodes and all their ancestors, from the facts in state. A node without data, or one that
 * refreshes itself, has the landings of its parents; a node has the problems of all its ancestors.
 */
function projectHealth(ids, manifest, facts) {
    const lineage = (0,dbt_lineage/* lineageOf */.bQ)(manifest);
    const downstream = memoized((id) => (0,dbt_lineage/* reach */.gl)([id], lineage.children));
    const failed = failedTests(manifest, lineage, facts);
    const heldByTests = nodesHeldByTests(failed, downstream, lineage);
    const statuses = new Map();
    for (const id of (0,dbt_lineage/* ancestorsFirst */.F0)(ids, lineage)) {
        const node = manifest.nodes.get(id);
        const parents = lineage.parents(id).map((parent) => statuses.get(parent) ?? UNKNOWN);
        statuses.set(id, node === undefined ? UNKNOWN : statusOf(node, { facts, parents, heldByTests }));
    }
    const ofSeveral = failed.filter(({ reads }) => reads.length > 1);
    return {
        statuses,
        jointTests: ofSeveral.map(({ problem, reads }) => ({ problem, downstream: reads.map(downstream) })),
    };
}
/** The statuses alone. */
function nodeStatuses(...of) {
    return projectHealth(...of).statuses;
}
/** Memoized, because many tests read the same node. */
function memoized(downstream) {
    const known = new Map();
    return (id) => {
        const set = known.get(id) ?? downstream(id);
        known.set(id, set);
        return set;
    };
}
const UNKNOWN = { landedAt: null, fullRefreshAt: null, problems: [] };
function statusOf(node, { facts, parents, heldByTests }) {
    const own = facts.get(node.key);
    const seen = (0,dbt_manifest/* showsLandingsBehind */.$H)(node) ? parents : [];
    const above = [...(heldByTests.get(node.id) ?? []), ...parents.flatMap((parent) => parent.problems)];
    const problem = problems_problemOf(node, own);
    return {
        landedAt: seen.map((parent) => parent.landedAt).reduce(clock/* later */.NU, own?.landedAt ?? null),
        fullRefreshAt: seen.map((parent) => parent.fullRefreshAt).reduce(clock/* later */.NU, own?.fullRefreshAt ?? null),
        // A failure upstream explains why this node was skipped, so its own skip is not listed.
        problems: above.length > 0 ? distinctProblems(above) : problem === null ? [] : [problem],
    };
}
function distinctProblems(problems) {
    return (0,distinct/* distinctBy */.e)(problems, ({ node }) => node).slice(0, PROBLEMS_SHOWN);
}
/**
 * The failed tests, by the topmost nodes that they hold back; nodes downstream inherit them like all problems. dbt's rule:
 * a test holds back a node only if each node that the test reads is the node itself or upstream of it, so a
 * relationships test does not block the parent table.
 */
function nodesHeldByTests(failed, downstream, lineage) {
    const held = new Map();
    for (const { problem, reads } of failed) {
        for (const id of topmostBelowAll(reads, downstream, lineage)) {
            const known = held.get(id);
            if (known === undefined)
                held.set(id, [problem]);
            else
                known.push(problem);
        }
    }
    return held;
}
/** The first nodes downstream of all `ids`; one of `ids` itself if it is downstream of the others. */
function topmostBelowAll(ids, downstream, lineage) {
    if (ids.length < 2)
        return ids;
    const [first = new Set(), ...others] = ids.map(downstream);
    const belowAll = new Set([...first].filter((id) => others.every((other) => other.has(id))));
    return [...belowAll].filter((id) => !lineage.parents(id).some((parent) => belowAll.has(parent)));
}

;// CONCATENATED MODULE: ./src/plan/nodes-to-discover.ts





/**
 * The nodes whose readers this run must know: nodes that landed in this build, with the views over them; unhealthy nodes,
 * because they hold their readers back; and the upstream of extracts that are pending from earlier runs. So the number of
 * calls depends on what has changed, not on the size of the project.
 */
function nodesToDiscover({ manifest, state, landed }) {
    const nodes = [...manifest.nodes.values()];
    const selected = new Set(nodes.filter(({ key }) => landed.has(key)).map(({ id }) => id));
    const { children } = (0,dbt_lineage/* lineageOf */.bQ)(manifest);
    for (const id of selected) {
        for (const child of children(id)) {
            const node = manifest.nodes.get(child);
            if (node !== undefined && (0,dbt_manifest/* showsLandingsBehind */.$H)(node))
                selected.add(child);
        }
    }
    const unhealthy = nodes.filter((node) => problems_problemOf(node, state.nodes.get(node.key)) !== null);
    const heldBack = unhealthy.flatMap(({ id, resourceType, parents }) => ((0,dbt_manifest/* isTest */.Nu)(resourceType) ? parents : id));
    return new Set([...selected, ...heldBack, ...pendingNodes(manifest, state)]);
}
/** The upstream of known extracts that are not up to date or have an open request. */
function pendingNodes(manifest, { nodes, requests, reads }) {
    const idOf = new Map([...manifest.nodes.values()].map(({ key, id }) => [key, id]));
    const known = [...reads].map(([key, facts]) => ({
        key,
        ids: facts.nodes.flatMap((node) => idOf.get(node) ?? []),
    }));
    const statuses = nodeStatuses(known.flatMap(({ ids }) => ids), manifest, nodes);
    return known.flatMap(({ key, ids }) => {
        const since = (0,request_history/* newestSuccess */.Sj)(requests.get(key))?.requestedAt ?? -Infinity;
        const isNew = (id) => (statuses.get(id)?.landedAt ?? -Infinity) > since;
        return (0,request_history/* openRequest */.Gh)(requests.get(key)) !== null || ids.some(isNew) ? ids : [];
    });
}

// EXTERNAL MODULE: ./src/base/untrusted-text.ts
var untrusted_text = __webpack_require__(5563);
;// CONCATENATED MODULE: ./src/report/log/discovery-line.ts


const NEAR_MISSES_SHOWN = 3;
/** `12 tables of this run (fct_orders, dim_customers, rpt_menu and 9 more)`. */
function askedText({ tables }) {
    return `${(0,reason_text/* plural */.LS)(tables.length, 'table')} of this run (${(0,reason_text/* list */.p_)(tables)})`;
}
/** What came close in a search that found nothing; null if nothing did. */
function nearMissesText({ nearMisses }, adapterType) {
    const misses = [...connectorTexts(nearMisses, adapterType), ...nearMisses.flatMap(elsewhereText)];
    if (misses.length === 0)
        return null;
    const left = misses.length - NEAR_MISSES_SHOWN;
    return `${misses.slice(0, NEAR_MISSES_SHOWN).join('; ')}${left > 0 ? ` and ${left} more` : ''}`;
}
/** `3 tables of these names are read through connector snowflake, which dbt's duckdb cannot have built`. */
function connectorTexts(nearMisses, adapterType) {
    const counts = new Map();
    for (const miss of nearMisses)
        if (miss.kind === 'other-connector')
            counts.set(miss.connector, (counts.get(miss.connector) ?? 0) + 1);
    const dbt = adapterType === null ? 'dbt' : `dbt's ${(0,untrusted_text/* oneLine */.TN)(adapterType, 40)}`;
    return [...counts].map(([connector, count]) => {
        const tables = count === 1 ? '1 table of these names is' : `${count} tables of these names are`;
        return `${tables} read through connector ${(0,untrusted_text/* oneLine */.TN)(connector, 40)}, which ${dbt} cannot have built`;
    });
}
function elsewhereText(miss) {
    return miss.kind === 'elsewhere'
        ? [`${(0,untrusted_text/* oneLine */.TN)(miss.tableau)} is read, and dbt builds ${(0,untrusted_text/* oneLine */.TN)(miss.dbt)}`]
        : [];
}

;// CONCATENATED MODULE: ./src/run/discovery.ts












/**
 * Finds the Tableau content that reads the nodes that matter in this run, and saves what it found in state. Without dbt
 * files it returns what earlier runs found; with `discover: false`, nothing.
 */
async function discoverExposures({ inputs, project, landed, journal, kept, now }, tableau) {
    const { discover: isWanted, relationMap } = inputs;
    const { manifest } = project;
    const site = (0,run_inputs/* addressOf */.ci)(inputs);
    if (project.answers !== null)
        return withoutAsking(inProjects(project.discovery, isWanted));
    if (isWanted === null)
        return withoutAsking(discovery_types/* NOTHING_DISCOVERED */.Z);
    const { discover } = await __webpack_require__.e(/* import() */ 576).then(__webpack_require__.bind(__webpack_require__, 3576));
    const before = ((0,catalogue/* isCatalogueOf */.t7)(project, journal) ? kept()?.discovery : null) ?? discovery_types/* NOTHING_DISCOVERED */.Z;
    const searchFrom = new Set(needsAllNodes(inputs, before.lineages)
        ? manifest.nodes.keys()
        : nodesToDiscover({ manifest, state: journal.state, landed }));
    const discovery = await discover({ manifest, relationMap, searchFrom, isWanted, tableau });
    journal.update({ ...state/* EMPTY_STATE */.Wk, reads: readFacts(discovery, manifest.nodes, now) });
    const known = carryOver(before, discovery, {
        searched: searchFrom,
        isWanted,
        isKnown: (node) => manifest.nodes.has(node),
        isRemembered: (extract) => journal.state.reads.has(extract),
    });
    const isNothing = known.dashboards.length + known.datasources.length === 0;
    const missed = isNothing ? unmatchedProjects(discovery.lineages, isWanted) : [];
    const pointers = project.builds.flatMap(({ manifest: { pointers: own } }) => own);
    const said = [...discovery.notices, ...discovery.incomplete];
    const isUnexplained = isNothing && missed.length === 0;
    const nothing = isUnexplained ? nothingFound(discovery, manifest.adapterType) : { line: null, notices: [] };
    return {
        discovery,
        line: nothing.line,
        planned: plansAll(inputs) ? known : discovery,
        known,
        pointedAt: (0,exposures_declared/* pointedAt */.Vu)(pointers, site),
        notices: [
            ...said.filter(({ level }) => level !== 'warning'),
            ...givenOnce(discoveryWarnings(said), journal, now),
            ...missed,
            ...nothing.notices,
        ],
    };
}
/** What was asked, for the log; near misses are a notice too, because somebody may want to mend them. */
function nothingFound({ search }, adapterType) {
    if (search === null)
        return { line: null, notices: [] };
    const tables = askedText(search);
    const misses = nearMissesText(search, adapterType);
    return {
        line: `Discovery found nothing: no content in Tableau reads the ${tables}`,
        notices: misses === null ? [] : [(0,message/* message */.i)('AE-DISCOVERY-NEAR-MISSES', { tables, misses })],
    };
}
/** Warns about globs that match no Tableau project with content of this dbt project: probably a typo. */
function unmatchedProjects(lineages, isWanted) {
    const projects = new Set(lineages.flatMap(({ content }) => content.project ?? []));
    if (projects.size === 0 || [...projects].some(isWanted))
        return [];
    return [(0,message/* message */.i)('AE-DISCOVER-MATCHES-NOTHING', { projects: (0,reason_text/* list */.p_)([...projects].sort()) })];
}
function withoutAsking(discovery) {
    return { discovery, planned: discovery, known: discovery, pointedAt: [], notices: [], line: null };
}
function inProjects({ dashboards, datasources, ...rest }, isWanted) {
    const isIn = ({ projectPath }) => isWanted?.(projectPath.join('/')) !== false;
    return {
        ...rest,
        dashboards: dashboards.filter(({ workbook }) => isIn(workbook)),
        datasources: datasources.filter(({ datasource }) => isIn(datasource)),
    };
}
/**
 * True if the run needs the readers of all nodes, not only of those that landed: to write the exposures-file, to check for
 * drift, to force a refresh, or because `select` names content that no earlier run has seen.
 */
function needsAllNodes({ exposuresFile, failOn, policy, selection: { select } }, seen) {
    const isUnseen = (part) => part.content.length > 0 && !seen.some(contentTest(part));
    return exposuresFile !== null || failOn.includes('drift') || policy.force || select.some(isUnseen);
}
/** True if the plan includes content without new data: it is forced, or selected by its name. */
function plansAll({ policy, selection: { select } }) {
    return policy.force || select.some(({ content }) => content.length > 0);
}
/** For each extract, the nodes that its dashboards read. */
function readFacts({ dashboards, datasources }, nodes, seenAt) {
    const keys = new Map();
    for (const { extracts, upstream } of [...dashboards, ...datasources]) {
        const read = upstream.flatMap(({ node }) => nodes.get(node)?.key ?? []);
        for (const extract of extracts)
            keys.set(extract, new Set([...(keys.get(extract) ?? []), ...read]));
    }
    return new Map([...keys].map(([extract, read]) => [extract, { seenAt, nodes: [...read].sort() }]));
}

// EXTERNAL MODULE: ./src/exposures/discovery/drift.ts + 1 modules
var drift = __webpack_require__(2942);
;// CONCATENATED MODULE: ./src/run/drift.ts







/** Compares the declared exposures with Tableau. */
async function checkDrift(known, tableau) {
    const { project, discovered, resolved, relationMap } = known;
    const pointing = pointingExposures(known);
    // All have been looked up already, except a URL beside named extracts.
    const port = (0,tableau_answers/* withKnownAnswers */.Tc)(tableau, { ...resolved.answers, lineages: resolved.known }, []);
    const findings = await (0,tableau_answers/* findAll */.JW)(pointing.flatMap(({ references }) => references), port);
    const exposures = pointing.map((one) => checkedExposure(one, findings));
    const contents = exposures.flatMap(({ found }) => found.map(({ content }) => content));
    const { contents: lineages } = await port.describe((0,distinct/* distinctBy */.e)(contents, ({ luid }) => luid));
    return (0,drift/* driftOf */.$p)({
        exposures,
        pointedAt: discovered.pointedAt,
        discovery: discovered.discovery,
        lineages,
        manifest: project.manifest,
        relationMap,
    });
}
/** One notice if exposures differ from Tableau; an error with `fail-on: drift`. */
function driftNotices({ drift: { length: count } }, failOn) {
    if (count === 0)
        return [];
    const differences = (0,reason_text/* plural */.LS)(count, 'point');
    return [(0,message/* message */.i)(failOn.includes('drift') ? 'AE-DRIFT-FAILS' : 'AE-DRIFT', { differences })];
}
/** The declared exposures with all their references: named extracts and the URL. */
function pointingExposures({ site, project, chosen }) {
    const byId = new Map(project.manifest.exposures.map((exposure) => [exposure.id, exposure]));
    return [...chosen.ours, ...chosen.others].flatMap(({ exposure, references }) => {
        const declared = byId.get(exposure.uniqueId);
        if (declared === undefined)
            return [];
        const all = [...references, ...(0,exposures_declared/* pointedAt */.Vu)([declared], site)];
        return [{ declared, exposure, references: (0,distinct/* distinctBy */.e)(all, tableau_answers/* referenceKey */.Db) }];
    });
}
function checkedExposure({ declared, exposure, references }, findings) {
    const answers = answersTo(references, findings);
    const problems = answers.flatMap((answer) => problemOf(exposure.name, answer));
    return {
        declared,
        upstream: exposure.upstream,
        found: answers.flatMap(({ reference, finding }) => finding?.kind === 'found' ? [{ reference, content: finding.content }] : []),
        dead: problems.filter(({ reason }) => reason === 'not-found').map(({ message }) => message),
        allFound: problems.length === 0,
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/run/workspace-file.ts





/**
 * Checks that a file may be written, by its real path, since a folder above it may be a link.
 * @throws ConfigurationError for a path out of the workspace, in git's or GitHub's folders, or that is a link.
 */
async function workspaceFile(input, given, workspace) {
    const root = await (0,promises_.realpath)(workspace);
    const wanted = (0,external_node_path_.resolve)(workspace, given);
    const folder = await realFolder((0,external_node_path_.dirname)(wanted));
    const path = (0,external_node_path_.join)(folder ?? (0,external_node_path_.dirname)(wanted), (0,external_node_path_.basename)(wanted));
    const shown = (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join('/');
    if (folder === null || isOutside((0,external_node_path_.relative)(root, path))) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-PATH-OUTSIDE', { input, path: given }));
    }
    if (isForbidden(shown)) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-PATH-FORBIDDEN', { input, path: given }));
    }
    const known = await (0,promises_.lstat)(path).catch(() => null);
    if (known !== null && !known.isFile()) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-PATH-NOT-A-FILE', { input, path: given }));
    }
    return { input, root, path, shown };
}
function isOutside(path) {
    return path === '..' || path.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(path);
}
/** The folder with links resolved, also if it does not exist yet; null for a dangling link, which may point anywhere later. */
async function realFolder(folder) {
    try {
        return await (0,promises_.realpath)(folder);
    }
    catch {
        const isThere = await (0,promises_.lstat)(folder).then(() => true, () => false);
        const above = (0,external_node_path_.dirname)(folder);
        if (isThere || above === folder)
            return null;
        const real = await realFolder(above);
        return real === null ? null : (0,external_node_path_.join)(real, (0,external_node_path_.basename)(folder));
    }
}
/** True for every spelling that some file system reads as `.git` or `.github`. */
function isForbidden(path) {
    return path.split(/[/\\]/).some((part) => FORBIDDEN.test(asFileSystemsRead(part)));
}
/** With the short names of Windows. */
const FORBIDDEN = /^(?:\.git|\.github|git~\d+|github~\d+)$/;
/** Windows drops dots and blanks at the end and takes `:` for a stream, macOS ignores what is invisible (git, path.c). */
function asFileSystemsRead(name) {
    const [withoutStream = ''] = name.replace(/\p{Cf}/gu, '').split(':', 1);
    return withoutStream.replace(/[. ]+$/, '').toLowerCase();
}
/** Null when there is none. */
async function readWorkspaceFile({ input, path, shown }) {
    try {
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        if (codeOf(error) === 'ENOENT')
            return null;
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-EXPOSURES-FILE-UNREADABLE', { input, path: shown, why: codeOf(error) }));
    }
}
/** Writes the file whole or not at all. */
async function writeWorkspaceFile(file, text) {
    const beside = (0,external_node_path_.join)((0,external_node_path_.dirname)(file.path), `.${(0,external_node_crypto_.randomUUID)()}.tmp`);
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(file.path), { recursive: true });
        // Check again: a folder may have been replaced by a link since.
        await workspaceFile(file.input, file.path, file.root);
        await (0,promises_.writeFile)(beside, text, { flag: 'wx' });
        await (0,promises_.rename)(beside, file.path);
    }
    catch (error) {
        await (0,promises_.rm)(beside, { force: true }).catch(() => undefined);
        if (error instanceof errors/* ConfigurationError */.j1)
            throw error;
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-EXPOSURES-FILE-NOT-WRITTEN', { input: file.input, path: file.shown, why: codeOf(error) }));
    }
}
function codeOf(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
}

;// CONCATENATED MODULE: ./src/run/exposures-file.ts



/**
 * Writes the exposures-file, in dry runs too, as it changes only the checkout. A problem fails the step, and holds back no
 * refresh.
 */
async function writeExposuresFile(wanted) {
    const { workspace, project, discovery, site } = wanted;
    try {
        const file = await workspaceFile('exposures-file', wanted.path, workspace);
        const text = await readWorkspaceFile(file);
        const { exposuresFile } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(553)]).then(__webpack_require__.bind(__webpack_require__, 3553));
        const made = exposuresFile({
            text,
            displayPath: file.shown,
            discovery,
            manifest: { nodes: project.manifest.nodes, projectName: projectNameOf(project) },
            exposures: project.builds.flatMap(({ manifest: { pointers } }) => pointers.map((pointer) => ({ name: pointer.name, references: (0,exposures_declared/* pointedAt */.Vu)([pointer], site) }))),
        });
        if (made.text !== text)
            await writeWorkspaceFile(file, made.text);
        return {
            path: file.shown,
            line: `Exposures of ${file.shown}: ${made.entries}, of these ${made.added} new; ${made.removed} removed`,
            notices: made.notices,
        };
    }
    catch (error) {
        if (!(error instanceof errors/* ConfigurationError */.j1))
            throw error;
        return { path: null, line: null, notices: [error.explanation] };
    }
}
/** Empty where there are several projects: then every model is named with its own. */
function projectNameOf({ builds }) {
    const [name = null, ...others] = new Set(builds.map(({ manifest }) => manifest.projectName));
    return others.length === 0 ? name : '';
}

;// CONCATENATED MODULE: ./src/exposures/upstream-notices.ts


const MAX_SHOWN = 5;
/** Notices about nodes in depends_on that do not count as upstream: one for each cause, for all exposures together. */
function upstreamNotices({ extracts, notRead }) {
    return [...notReadNotice(notRead), ...elsewhereNotice(extracts)];
}
function notReadNotice(notRead) {
    if (notRead.length === 0)
        return [];
    const sentences = notRead.map(({ exposure, nodes }) => `${exposure.name} names ${firstOf(nodes.map(dbt_types/* nodeName */.q), 'nodes')}`);
    return [(0,message/* message */.i)('AE-NOT-READ', { exposures: firstOf(sentences, 'exposures', '; ') })];
}
function elsewhereNotice(extracts) {
    const sentences = extracts
        .filter(({ lineage, otherEnvironment }) => lineage.hasExtract !== false && otherEnvironment.length === 0)
        .flatMap(({ elsewhere, lineage }) => elsewhere.map(({ dbt, tableau }) => `${lineage.content.name} reads ${tableau}, while dbt builds ${dbt}`));
    if (sentences.length === 0)
        return [];
    return [(0,message/* message */.i)('AE-READ-ELSEWHERE', { tables: firstOf(sentences, 'tables', '; ') })];
}
function firstOf(texts, things, between = ', ') {
    const rest = texts.length - MAX_SHOWN;
    const shown = texts.slice(0, rest > 1 ? MAX_SHOWN : texts.length).join(between);
    return rest > 1 ? `${shown}${between}and ${rest} more ${things}` : shown;
}

;// CONCATENATED MODULE: ./src/run/planning.ts






/** Everything that `plan` needs. Also saves in state which refreshes newer data has overtaken. */
function planInput({ manifest, chosen, resolved, expectsNoLandings, ...given }, journal) {
    const upstream = resolved.extracts.flatMap((extract) => extract.upstream.map(({ node }) => node));
    const { statuses, jointTests } = projectHealth(upstream, manifest, journal.state.nodes);
    const input = {
        exposures: {
            leftOut: [...chosen.leftOut, ...resolved.leftOut],
            unresolved: [...chosen.unresolved, ...resolved.unresolved],
        },
        extracts: resolved.extracts,
        others: resolved.others,
        nodes: statuses,
        jointTests,
        requests: journal.state.requests,
        warned: expectsNoLandings ? neverLandedWarnings(resolved, given.now) : journal.state.warned,
        ...given,
    };
    journal.update({ ...state/* EMPTY_STATE */.Wk, requests: overtakenRefreshes(input) });
    return { ...input, requests: journal.state.requests };
}
function neverLandedWarnings({ extracts }, now) {
    return new Map(extracts.map(({ key }) => [`never-landed ${key}`, now]));
}
/** What Tableau could not show, nodes that exposures name and do not read, and selectors that match nothing. */
function lineageNotices(resolved) {
    return [...resolved.notices, ...upstreamNotices(resolved), ...resolved.unmatched];
}
/** Explains why the first run with discovery may start many refreshes at once. */
function firstDiscovery({ extracts }, requests, isReal) {
    const rows = extracts.filter(({ extract }) => extract.exposures.every(({ origin }) => origin === 'discovered'));
    if (rows.length === 0 || rows.some(({ extract }) => requests.has(extract.key)))
        return [];
    const starting = rows.filter(({ decision }) => decision.kind === 'refresh').length;
    if (starting === 0)
        return [];
    return [
        (0,message/* message */.i)('AE-FIRST-DISCOVERY', {
            extracts: (0,reason_text/* plural */.LS)(rows.length, 'extract'),
            starts: isReal ? 'refreshes' : 'would refresh',
            count: starting,
        }),
    ];
}
/** The rows that read one of these nodes. */
function reading(plan, nodes) {
    const extracts = plan.extracts.filter(({ extract }) => extract.upstream.some(({ node }) => nodes.has(node)));
    return { ...plan, extracts };
}

// EXTERNAL MODULE: ./src/run/project.ts + 4 modules
var run_project = __webpack_require__(3439);
// EXTERNAL MODULE: ./src/run/saved-state.ts + 1 modules
var saved_state = __webpack_require__(679);
// EXTERNAL MODULE: ./src/base/masking.ts
var masking = __webpack_require__(3969);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/base/json.ts
var base_json = __webpack_require__(3659);
;// CONCATENATED MODULE: ./src/tableau/client/shapes.ts


// Tableau derives its JSON from XML, so types and shapes vary (docs/facts/tableau.md#json-quirks).
/** Attributes are mostly strings, sometimes numbers. */
const shapes_text = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).transform(String);
const jobId = shapes_text.transform((id) => id);
/** Null if the member is missing, null or empty: XML does not distinguish these. */
const optionalText = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()])
    .nullish()
    .transform((value) => (value === undefined || value === null || value === '' ? null : String(value)));
/** `"3"` or `3`; null for anything that is not a whole number, or is too large for one. */
const wholeNumber = optionalText.transform((value) => value !== null && /^-?\d{1,15}$/.test(value) ? Number(value) : null);
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
 * A list in any of its shapes: `{"workbook":[…]}`, `{"workbook":{…}}`, a bare array; or, if empty, `{}`, `""`, null or
 * undefined.
 */
function listOf(name, element) {
    return schemas/* unknown */.L5J()
        .optional()
        .transform((container) => asArray(container, name))
        .pipe(schemas/* array */.YOg(element));
}
/** A GraphQL list. Nulls are hidden or missing items: left out, or replaced by `hidden`. */
function nodes(element, hidden = null) {
    return schemas/* array */.YOg(element.nullable())
        .nullish()
        .transform((all) => (all ?? []).map((one) => one ?? hidden).filter((one) => one !== null));
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

;// CONCATENATED MODULE: ./src/tableau/client/response.ts





const errorBody = schemas/* object */.Ikc({
    error: schemas/* object */.Ikc({
        code: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).transform(String),
        summary: optionalText,
        detail: optionalText,
    }),
});
/**
 * Parses a response of Tableau; null if it has no body (204).
 * Throws a TableauError for an error in Tableau's form, a NotTableauError for anything that is not JSON.
 */
function readAnswer(response, url) {
    const { status, body } = response;
    const retryAfter = response.headers['retry-after'] ?? null;
    const refuse = (came) => new client_errors/* NotTableauError */.AW(parseTableauPath(url), status, came, retryAfter);
    if (body.trim() === '' && status >= 200 && status < 300)
        return null;
    const json = (0,base_json/* parseJson */.q)(body);
    if (status >= 300) {
        const known = errorBody.safeParse(json);
        if (!known.success)
            throw refuse(json === undefined ? (0,http/* kindOfBody */.kU)(body) : 'unknown JSON');
        const { code, summary, detail } = known.data.error;
        throw new client_errors/* TableauError */.pI({ status, code, summary: summary ?? '', detail: detail ?? '', retryAfter });
    }
    if (json === undefined)
        throw refuse((0,http/* kindOfBody */.kU)(body));
    return json;
}
/** Throws a NotTableauError if the response lacks what every version of Tableau sends. */
function parseAnswer(schema, answer, url) {
    const parsed = schema.safeParse(answer);
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    const shape = issue?.code === 'custom' ? issue.message : `JSON of an unknown shape${where === '' ? '' : ` (${where})`}`;
    throw new client_errors/* NotTableauError */.AW(parseTableauPath(url), 200, answer === null ? 'nothing' : shape);
}
/** Without the query, since filters contain names. */
function parseTableauPath(url) {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
}

;// CONCATENATED MODULE: ./src/tableau/client/describe-call.ts
/** Describes a call in a sentence: `reading workbooks (page 312)`. */
function describeCall({ url, body = '' }) {
    const { pathname, searchParams } = new URL(url);
    if (pathname.endsWith('/serverinfo'))
        return 'looking for the server';
    if (pathname.endsWith('/auth/signin'))
        return 'signing in';
    if (pathname.endsWith('/graphql'))
        return `asking the Metadata API for ${connectionsIn(body)}`;
    const page = searchParams.get('pageNumber');
    return `reading ${resourceOf(pathname)}${page === null || page === '1' ? '' : ` (page ${page})`}`;
}
function connectionsIn(body) {
    const names = [...body.matchAll(/: (\w+)Connection\(/g)].map(([, name = '']) => name);
    return [...new Set(names)].join(' and ');
}
/** The path below the site without ids: `workbooks`, `connections of workbooks`. */
function resourceOf(pathname) {
    const steps = /\/sites\/[^/]+\/(.*)$/.exec(pathname)?.[1]?.split('/') ?? [];
    return steps
        .filter((step) => /^[a-zA-Z]+$/.test(step))
        .toReversed()
        .join(' of ');
}

;// CONCATENATED MODULE: ./src/tableau/client/options.ts
/** For whole exchanges, in real time. Tableau itself allows a Metadata query up to 30 s (docs/facts/tableau.md#errors-and-limits). */
const TIME_LIMITS = {
    serverinfo: 20_000,
    signIn: 30_000,
    call: 60_000,
    metadata: 60_000,
    /** Short: the runner kills a cancelled job after 7.5 s. */
    signOut: 4_000,
};
/** The options that retries need. */
function retryOptions({ clock, random, signal, }) {
    return signal === undefined ? { clock, random } : { clock, random, signal };
}

;// CONCATENATED MODULE: ./src/tableau/client/retry.ts



const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** Longer waits that the server asks for are left to the caller. */
const retry_LONGEST_WAIT = 60_000;
/** Runs `attempt` until it succeeds, fails permanently or runs out of attempts; capped backoff with full jitter. */
async function withRetries(attempt, rule) {
    for (let failed = 1;; failed += 1) {
        try {
            return await attempt();
        }
        catch (error) {
            if (failed >= rule.attempts || rule.signal?.aborted === true || !rule.isRetryable(error))
                throw error;
            const asked = waitAskedFor(error, rule.clock.now());
            if (asked !== null && asked > retry_LONGEST_WAIT)
                throw error;
            const least = rule.leastPause?.(error) ?? 0;
            await rule.clock.sleep(asked ?? least + pauseAfter(failed, rule.random), rule.signal);
        }
    }
}
/** The pause after the n-th failure. */
function pauseAfter(failed, random) {
    return random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failed);
}
/** Failures after which a reading call is worth a retry (docs/facts/tableau.md#error-codes). */
function isTransient(error) {
    if (error instanceof http/* HttpError */.j$)
        return !(error instanceof http/* TooLargeError */.qB);
    if (error instanceof client_errors/* TableauError */.pI)
        return isTransientStatus(error.status);
    // HTML with status 200 comes from a proxy, or is a temporary maintenance page.
    return error instanceof client_errors/* NotTableauError */.AW && (error.status < 300 || isTransientStatus(error.status));
}
function isTransientStatus(status) {
    return status >= 500 || status === 408 || status === 429;
}
/** True if the call certainly had no effect, so that even a POST may be repeated. */
function wasNeverSent(error) {
    return error instanceof http/* HttpError */.j$ && error.neverSent;
}
/**
 * How long Tableau asks to wait: `Retry-After` in seconds or as a date, else the minutes or seconds in its text
 * (docs/facts/tableau.md#rate-limits); null if it does not say.
 */
function waitAskedFor(error, now) {
    if (!(error instanceof client_errors/* TableauError */.pI) && !(error instanceof client_errors/* NotTableauError */.AW))
        return null;
    const header = error.retryAfter?.trim() ?? '';
    if (/^\d+$/.test(header))
        return (0,clock/* limitWait */.xu)(Number(header) * 1000);
    const date = Date.parse(header);
    if (!Number.isNaN(date))
        return (0,clock/* limitWait */.xu)(date - now);
    return error instanceof client_errors/* TableauError */.pI && error.status === 429 ? waitInText(error.detail) : null;
}
const UNITS = { h: 3_600_000, st: 3_600_000, mi: 60_000, se: 1000 };
/** Tableau translates the text; these stems of hour, minute and second cover English, German, French and Spanish. */
function waitInText(detail) {
    const match = /(\d+)\s*(h(?=e|o|r|\b)|st(?=d|u)|mi(?=n)|se(?=c|g|k))/i.exec(detail);
    const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
    return unit === undefined ? null : (0,clock/* limitWait */.xu)(Number(match?.[1]) * unit);
}

// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/jwt/sign.js + 9 modules
var sign = __webpack_require__(362);
;// CONCATENATED MODULE: ./src/tableau/client/secrets.ts


/** The minimum for listing content, reading lineage, refreshing and polling (docs/facts/tableau.md#jwt-scopes). */
const SCOPES = ['tableau:content:read', 'tableau:tasks:run', 'tableau:jobs:read'];
const CANCEL_SCOPE = 'tableau:jobs:update';
/** The long-lived secret among the credentials. */
function secretOf(credentials) {
    return credentials.kind === 'token' ? credentials.secret : credentials.secretValue;
}
/** A JWT for one sign-in by direct trust, valid for five minutes (docs/facts/tableau.md#connected-app-jwt). */
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

// EXTERNAL MODULE: ./src/tableau/server-address.ts
var server_address = __webpack_require__(8026);
;// CONCATENATED MODULE: ./src/tableau/client/redirects.ts



/** Enough for generic host → pod and http → https. */
const MOST_REDIRECTS = 3;
/** Not 303, which asks for a GET and so cannot repeat a sign-in. */
function isRedirect({ status }) {
    return status === 301 || status === 302 || status === 307 || status === 308;
}
/**
 * The origin to continue at. Credentials follow a redirect only to the same host or within Tableau Cloud, only over
 * https (on loopback also over http, if that was configured), and only to the same page
 * (docs/architecture.md#security-rules).
 * Throws a ConfigurationError that names both hosts.
 */
function redirectedOrigin(from, location, configured) {
    const to = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null;
    if (to === null) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-REDIRECT-BROKEN', { host: from.host }));
    }
    const sameHost = to.hostname === from.hostname || (0,server_address/* sameServer */.AD)(to, from);
    if (!sameHost || !isSafe(to, new URL(configured)) || !isSamePage(from, to)) {
        const target = `${to.protocol}//${to.host}`;
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-REDIRECT-REFUSED', { host: from.host, target }));
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
/** Credentials must not go to a login page. */
function isSamePage(from, to) {
    return from.pathname.toLowerCase() === to.pathname.toLowerCase();
}

;// CONCATENATED MODULE: ./src/tableau/client/sign-in-refusals.ts

/** The message for each detail code of a refused JWT (docs/facts/tableau.md#connected-app-jwt). */
const JWT_REFUSALS = {
    '5': 'AE-SIGN-IN-APP-USER',
    '16': 'AE-SIGN-IN-APP-USER-OR-CLOCK',
    '67': 'AE-SIGN-IN-APPS-OFF',
    '126': 'AE-SIGN-IN-APP-UNKNOWN',
    '127': 'AE-SIGN-IN-APP-SECRET-ID',
    '133': 'AE-SIGN-IN-APP-DOMAINS',
    '10083': 'AE-SIGN-IN-APP-IDS',
    '10084': 'AE-SIGN-IN-APP-SECRET-VALUE',
    '10087': 'AE-SIGN-IN-APP-ALGORITHM',
    '10089': 'AE-SIGN-IN-APP-UNKNOWN',
    '10090': 'AE-SIGN-IN-APP-DISABLED',
};
/** Explains a refused sign-in, without Tableau's own text, which is translated. */
function explainRefusal(error, credentials, site) {
    const about = { code: error.code, site: siteInput(site) };
    if (error.status === 403)
        return (0,message/* message */.i)('AE-SIGN-IN-FORBIDDEN', about);
    if (error.code === '401003')
        return (0,message/* message */.i)('AE-SIGN-IN-METHOD', about);
    if (error.status === 404 || error.status === 405)
        return (0,message/* message */.i)('AE-SIGN-IN-SITE', about);
    if (error.status !== 401)
        return (0,message/* message */.i)('AE-SIGN-IN-REFUSED', about);
    if (credentials.kind === 'token')
        return (0,message/* message */.i)('AE-SIGN-IN-TOKEN', about);
    return (0,message/* message */.i)(jwtRefusal(error.detail) ?? 'AE-SIGN-IN-APP', about);
}
function jwtRefusal(detail) {
    const codes = detail.match(/(?<!\d)\d{1,5}(?!\d)/g) ?? [];
    return codes.map((code) => (isKnown(code) ? JWT_REFUSALS[code] : null)).find((id) => id !== null) ?? null;
}
function isKnown(code) {
    return code in JWT_REFUSALS;
}
function siteInput(site) {
    return site === ''
        ? 'tableau-site (empty means the default site, which Tableau Cloud does not have)'
        : `tableau-site ("${oneLine(site)}": use the text after /site/ in the browser's address, in the same case, not the display name)`;
}
/** The site is an input, which may contain anything. */
function oneLine(text) {
    return text.replace(/\s+/g, ' ').trim().slice(0, 100);
}

;// CONCATENATED MODULE: ./src/tableau/client/version.ts
/** The newest version that this action knows (docs/facts/tableau.md#api-versions). */
const NEWEST_KNOWN = { major: 3, minor: 28 };
/** The first versions with personal access tokens and with connected apps (docs/facts/tableau.md#sign-in). */
const MINIMUM = {
    token: { major: 3, minor: 6 },
    'connected-app': { major: 3, minor: 17 },
};
/**
 * The first version with incremental refreshes (docs/facts/tableau.md#incremental-refresh) and with job queries for
 * JWTs (docs/facts/tableau.md#jwt-scopes).
 */
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

;// CONCATENATED MODULE: ./src/tableau/client/sign-in.ts















const ATTEMPTS = 4;
/** Long enough for a burst of sign-ins to end. */
const BURST_PAUSE = 5_000;
const serverInfo = schemas/* object */.Ikc({ serverInfo: schemas/* object */.Ikc({ restApiVersion: shapes_text }) });
const signInAnswer = schemas/* object */.Ikc({
    credentials: schemas/* object */.Ikc({
        token: shapes_text.refine((token) => /^[\x21-\x7e]+$/.test(token), 'a session token with invalid characters'),
        site: schemas/* object */.Ikc({ id: shapes_text.refine((id) => /^[\w-]+$/.test(id), 'an invalid site id') }),
    }),
});
/** Asks the server for its version. Throws a ConfigurationError or a SessionError, each with one sentence. */
async function findServer(options) {
    const configured = (0,server_address/* serverAddress */.aD)(options.server);
    const { origin, answer } = await withRedirects(options, configured, {
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
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-TABLEAU-TOO-OLD', {
            server: origin,
            means,
            needed: formatVersion(minimum),
            version: offered === null ? 'an unknown one' : formatVersion(offered),
        }));
    }
    return { origin, version: older(offered, NEWEST_KNOWN) };
}
/**
 * Signs in. Masks the session's token first.
 * Throws a ConfigurationError for what the user can put right, else a SessionError; each with one sentence.
 */
async function signIn(server, options) {
    const path = `/api/${formatVersion(server.version)}/auth/signin`;
    const { origin, answer } = await withRedirects(options, server.origin, {
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
    (0,masking/* maskForms */.y)(options.mask, token);
    return { ...server, origin, token, siteId: site.id };
}
async function credentialsFor(options) {
    const site = { contentUrl: options.site };
    const { credentials } = options;
    if (credentials.kind === 'token') {
        return { personalAccessTokenName: credentials.name, personalAccessTokenSecret: credentials.secret, site };
    }
    const jwt = await mintJwt(credentials, options.clock.now(), options.mayCancel ?? false);
    (0,masking/* maskForms */.y)(options.mask, jwt);
    return { jwt, site };
}
/** Runs one of the two calls that may be redirected, with retries: repeating a sign-in only starts another session. */
async function withRedirects(options, origin, step) {
    try {
        return await withRetries(() => followRedirects(options, origin, step), {
            ...retryOptions(options),
            attempts: ATTEMPTS,
            isRetryable: (error) => isBurst(error) || (isTransient(error) && !(error instanceof client_errors/* NotTableauError */.AW && error.status < 300)),
            leastPause: (error) => (isBurst(error) ? BURST_PAUSE : 0),
        });
    }
    catch (error) {
        throw explain(error, options);
    }
}
/** Tableau's answer to many simultaneous sign-ins, as from a matrix; for wrong credentials it is 401001. */
function isBurst(error) {
    return error instanceof client_errors/* TableauError */.pI && error.code === '401002';
}
async function followRedirects(options, start, step) {
    let origin = start;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
        const request = await step.requestAt(origin);
        const response = await options.http(request);
        if (!isRedirect(response)) {
            return { origin, answer: parseAnswer(step.schema, readAnswer(response, request.url), request.url) };
        }
        const from = new URL(request.url);
        const to = redirectedOrigin(from, response.headers['location'], (0,server_address/* serverAddress */.aD)(options.server));
        // Only redirects to the same page are followed, so the path prefix stays the same.
        origin = `${to}${origin.slice(from.origin.length)}`;
    }
    throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-REDIRECT-LOOP', { host: new URL(start).host, target: new URL(origin).host }));
}
function explain(error, { server, site, credentials }) {
    if (error instanceof client_errors/* TableauError */.pI && error.status < 500 && error.status !== 429) {
        return new errors/* ConfigurationError */.j1(explainRefusal(error, credentials, site));
    }
    if (error instanceof client_errors/* NotTableauError */.AW && error.status < 500) {
        const { url, status, came } = error;
        return new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-NOT-TABLEAU', { server: (0,server_address/* serverAddress */.aD)(server), url, status, body: came }));
    }
    if (error instanceof client_errors/* NotTableauError */.AW || error instanceof client_errors/* TableauError */.pI) {
        return new client_errors/* SessionError */.Pc('unreachable', (0,message/* message */.i)('AE-SERVER-UNAVAILABLE', { why: (0,errors/* clauseOf */.pQ)(error) }));
    }
    if (error instanceof http/* HttpError */.j$) {
        return new client_errors/* SessionError */.Pc('unreachable', (0,message/* message */.i)('AE-SERVER-UNREACHABLE', { why: (0,errors/* clauseOf */.pQ)(error) }));
    }
    return error;
}

;// CONCATENATED MODULE: ./src/tableau/client/calls.ts











const calls_ATTEMPTS = 5;
/** A limit, since two workflows with one token keep ending each other's sessions (docs/facts/tableau.md#one-session-per-token). */
const MOST_RENEWALS = 3;
/** Finds the server and signs in. Every secret is masked before its first use. */
async function openCalls(given) {
    (0,masking/* maskForms */.y)(given.mask, secretOf(given.credentials));
    const options = { ...given, http: withLog(given), warn: warnOnce(given.warn) };
    const session = renewableSession(await signIn(await findServer(options), options), options);
    const end = () => {
        session.close();
        return signOut(session.current(), options);
    };
    return { ...callsIn(session, options), signOut: end };
}
function callsIn(session, options) {
    const exchange = (token, request, timeLimit = TIME_LIMITS.call) => exchangeJson(options.http, token, { ...request, timeLimit });
    const siteUrl = ({ origin, version, siteId }, path) => `${origin}/api/${formatVersion(version)}/sites/${siteId}/${path}`;
    const reading = { ...retryOptions(options), attempts: calls_ATTEMPTS, isRetryable: isTransient };
    const changing = { ...reading, isRetryable: wasNeverSent };
    return {
        options,
        unexplained: { count: 0 },
        version: session.current().version,
        origin: () => session.current().origin,
        get: (path, schema) => session.use(async (signedIn) => {
            const request = { method: 'GET', url: siteUrl(signedIn, path), headers: {} };
            const answer = await withRetries(() => exchange(signedIn.token, request), reading);
            return parseAnswer(schema, answer, request.url);
        }),
        send: (method, path, xml) => session.use((signedIn) => {
            const request = {
                method,
                url: siteUrl(signedIn, path),
                ...(xml === undefined ? NOTHING : xmlBody(xml)),
            };
            return withRetries(() => exchange(signedIn.token, request), changing);
        }),
        ask: (query) => session.use(({ origin, token }) => {
            const request = { method: 'POST', url: `${origin}/api/metadata/graphql`, ...jsonBody(query) };
            return exchange(token, request, TIME_LIMITS.metadata);
        }),
    };
}
const NOTHING = { headers: {} };
/** Refreshes are requested in XML: JSON is unverified for incremental ones (docs/facts/tableau.md#incremental-refresh). */
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
function renewableSession(first, options) {
    let session = first;
    let renewals = 0;
    let closed = false;
    let renewing = null;
    async function renew() {
        if (closed || renewals >= MOST_RENEWALS)
            throw sessionLost(options);
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
        // If several calls find the session ended, the first one signs in for all.
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
            throw isSessionRefused(error) ? sessionLost(options) : error;
        }
    }
    const close = () => {
        closed = true;
    };
    return { current: () => session, use, close };
}
function isSessionRefused(error) {
    return error instanceof client_errors/* TableauError */.pI && error.status === 401;
}
/**
 * The likely cause of a 401002 that remains after a new sign-in: a missing scope (docs/facts/tableau.md#jwt-scopes), or
 * another user of the same token (docs/facts/tableau.md#one-session-per-token).
 */
function sessionLost({ credentials }) {
    return credentials.kind === 'connected-app'
        ? new client_errors/* SessionError */.Pc('scope', (0,message/* message */.i)('AE-SESSION-SCOPE'))
        : new client_errors/* SessionError */.Pc('lost', (0,message/* message */.i)('AE-SESSION-LOST'));
}
async function signOut({ origin, version, token }, { http, log }) {
    const url = `${origin}/api/${formatVersion(version)}/auth/signout`;
    try {
        await exchangeJson(http, token, { method: 'POST', url, headers: {}, timeLimit: TIME_LIMITS.signOut });
    }
    catch (error) {
        log(`Signing out of Tableau failed: ${(0,errors/* sentenceOf */.$N)(error)}`);
    }
}
/** Lists that are read for every poll would repeat their warnings. */
function warnOnce(warn) {
    const said = new Set();
    return (problem) => {
        if (!said.has(problem.message))
            warn(problem);
        said.add(problem.message);
    };
}
/** Logs one debug line per exchange. URLs contain ids and encoded names, never secrets. */
function withLog({ http, log, clock, signal, beforeCall }) {
    return async (request) => {
        const start = clock.now();
        // The clean-up of a cancelled run continues: signing out, and cancelling its jobs (the only PUT).
        const tidiesUp = request.url.endsWith('/auth/signout') || request.method === 'PUT';
        if (!tidiesUp)
            beforeCall?.(describeCall(request));
        // Wait for a sign-in that has started: only its token can close the session that Tableau may have opened.
        const opens = request.url.endsWith('/auth/signin') && signal?.aborted === false;
        try {
            const response = await http(signal === undefined || tidiesUp || opens ? request : { ...request, signal });
            log(`${request.method} ${request.url} → ${response.status}, ${clock.now() - start} ms`);
            return response;
        }
        catch (error) {
            log(`${request.method} ${request.url} → ${(0,errors/* sentenceOf */.$N)(error)}`);
            throw error;
        }
    };
}

;// CONCATENATED MODULE: ./src/tableau/client/paging-limit.ts

/** Ten times what the largest sites are reported to hold: tens of thousands of workbooks (github.com/tableau/tableau-mcp/pull/594). */
const MOST_ROWS = 500_000;
/** The same number of rows on the smallest initial page size. */
const MOST_PAGES = 5_000;
/** A page may be empty because its rows are hidden from the user; the next one may not be. */
const MOST_EMPTY_PAGES = 10;
const SAME_PAGE = 'Tableau returns the same page again';
/** Limits how far one list is read, so that a faulty list cannot go on for ever. */
class Paging {
    #rows = 0;
    #pages = 0;
    #emptyPages = 0;
    #marks = new Set();
    /** Why reading stops although the list goes on; null to continue. `mark` is different for every page. */
    after({ rows, mark }) {
        if (mark === '')
            return 'Tableau does not say where the next page starts';
        if (this.#marks.has(mark))
            return SAME_PAGE;
        this.#marks.add(mark);
        this.#rows += rows;
        this.#pages += 1;
        this.#emptyPages = rows === 0 ? this.#emptyPages + 1 : 0;
        if (this.#emptyPages >= MOST_EMPTY_PAGES)
            return `${MOST_EMPTY_PAGES} pages in a row were empty`;
        if (this.#rows < MOST_ROWS && this.#pages < MOST_PAGES)
            return null;
        return `at most ${MOST_ROWS} rows and ${MOST_PAGES} pages are read`;
    }
}
/** The warning about a list that was not read to its end. */
function unfinishedListWarning(list, host, why) {
    return (0,message/* message */.i)('AE-LIST-UNFINISHED', { list, host, why });
}
/** The warning about a page that is larger than requested. */
function oversizedPageWarning(list, host, rows) {
    return (0,message/* message */.i)('AE-LIST-PAGE-TOO-LARGE', { list, host, rows });
}

;// CONCATENATED MODULE: ./src/tableau/rest/paging.ts




/** The schema of a list's page: `container` is `workbooks`, `element` is `workbook`, `row` reads one of them. */
function pageOf(container, element, row) {
    return (schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
        // An empty list still has its container; without it the response says nothing about the content.
        .refine((body) => container in body || 'pagination' in body, { error: `JSON without ${container}` })
        .transform((body) => ({ pagination: body['pagination'] ?? {}, rows: body[container] }))
        .pipe(schemas/* object */.Ikc({ pagination: schemas/* object */.Ikc({ totalAvailable: wholeNumber }), rows: listOf(element, row) }))
        .transform(({ pagination, rows }) => ({ rows, total: pagination.totalAvailable })));
}
const PAGE_SIZE = 1000;
/** All rows of a list, page by page (docs/facts/tableau.md#paging). */
async function queryAll(calls, list, query = []) {
    const rows = [];
    const paging = new Paging();
    const { host } = new URL(calls.origin());
    for (let pageNumber = 1;; pageNumber += 1) {
        const page = await queryPage(calls, list, [...query, `pageSize=${PAGE_SIZE}`, `pageNumber=${pageNumber}`]);
        if (page === null || page.rows.length === 0)
            return rows;
        if (page.rows.length > PAGE_SIZE)
            calls.options.warn(oversizedPageWarning(list.path, host, page.rows.length));
        const why = paging.after({ rows: page.rows.length, mark: markOf(page.rows) });
        if (why !== SAME_PAGE)
            for (const row of page.rows)
                rows.push(row);
        const total = page.total ?? (page.rows.length < PAGE_SIZE ? rows.length : Infinity);
        if (rows.length >= total)
            return rows;
        if (why !== null) {
            calls.options.warn(unfinishedListWarning(list.path, host, why));
            return rows;
        }
    }
}
/** Pages with the same first and last row are the same page. */
function markOf(rows) {
    return JSON.stringify([rows.length, rows[0], rows.at(-1)]);
}
/** A list that Tableau returns without paging. */
async function queryWhole(calls, list) {
    return (await calls.get(list.path, list.page)).rows;
}
/** Null after the last page: content may be deleted while we read (400006). */
async function queryPage(calls, list, query) {
    try {
        return await calls.get(`${list.path}?${query.join('&')}`, list.page);
    }
    catch (error) {
        if (error instanceof client_errors/* TableauError */.pI && error.code === '400006')
            return null;
        throw error;
    }
}
/** Values with these characters break a filter even if encoded (docs/facts/tableau.md#filters). */
function isFilterable(value) {
    return value !== '' && !/[,&:[\]]/.test(value);
}
function filterOf(...conditions) {
    return `filter=${conditions.join(',')}`;
}
function equal(field, value) {
    return `${field}:eq:${encodeURIComponent(value)}`;
}
/** One condition per group of values, each short enough for a URL. All values must pass `isFilterable`. */
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

;// CONCATENATED MODULE: ./src/tableau/rest/content-rows.ts




const attributes = schemas/* object */.Ikc({
    id: shapes_text,
    name: shapes_text,
    contentUrl: optionalText,
    webpageUrl: optionalText,
    project: schemas/* object */.Ikc({ id: optionalText, name: optionalText }).nullish(),
    hasExtracts: truth,
    useRemoteQueryAgent: truth,
});
function content_rows_rowOf(kind) {
    return attributes.transform(({ id, project, ...rest }) => ({
        ...rest,
        kind,
        luid: asLuid(id),
        project: project ?? null,
    }));
}
/** Identifiers are compared as text, and Tableau writes them in lower case. */
function asLuid(id) {
    return id.toLowerCase();
}
function content_rows_listOf(kind) {
    const row = content_rows_rowOf(kind);
    const single = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
        .transform((body) => body[kind])
        .pipe(row);
    return { path: `${kind}s`, page: pageOf(`${kind}s`, kind, row), single };
}
const LISTS = { workbook: content_rows_listOf('workbook'), datasource: content_rows_listOf('datasource') };
/**
 * Every workbook or data source with one of these names or content URLs. If a value cannot be used in a filter, returns
 * the whole list: callers compare anyway.
 */
async function queryContent(calls, kind, { name, contentUrl, allFields = false }) {
    const [field, values] = contentUrl === undefined ? ['name', name ?? []] : ['contentUrl', contentUrl];
    const fields = allFields ? ['fields=_all_'] : [];
    if (!values.every(isFilterable))
        return queryAll(calls, LISTS[kind], fields);
    const groups = within(field, values).map((condition) => queryAll(calls, LISTS[kind], [filterOf(condition), ...fields]));
    return (await Promise.all(groups)).flat();
}
/** All workbooks or data sources of the site that the user may see. */
async function queryAllContent(calls, kind) {
    return queryAll(calls, LISTS[kind]);
}
/** Null if it does not exist or is hidden from the user. */
async function queryByLuid(calls, kind, luid) {
    const { path, single } = LISTS[kind];
    try {
        return await calls.get(`${path}/${encodeURIComponent(luid)}`, single);
    }
    catch (error) {
        if (error instanceof client_errors/* TableauError */.pI && (error.status === 404 || error.status === 400))
            return null;
        throw error;
    }
}
const connections = pageOf('connections', 'connection', schemas/* object */.Ikc({
    type: optionalText,
    datasource: schemas/* object */.Ikc({ id: shapes_text, name: optionalText }).nullish(),
}));
/** The type of a connection to a published data source. */
const PUBLISHED = 'sqlproxy';
/** The embedded and published data sources of a workbook's connections (docs/facts/tableau.md#connections). */
async function queryDatasourcesOfWorkbook(calls, luid) {
    const rows = await queryWhole(calls, { path: `workbooks/${luid}/connections`, page: connections });
    return rows.flatMap(({ type, datasource }) => datasource === null || datasource === undefined
        ? []
        : [{ luid: asLuid(datasource.id), name: datasource.name, isPublished: type === PUBLISHED }]);
}

;// CONCATENATED MODULE: ./src/tableau/client/parallel.ts
/** Calls to one server at the same time. */
const AT_ONCE = 8;
/** Maps a few items at a time and keeps their order; the first failure rejects. */
async function inParallel(items, map) {
    const results = [];
    // All workers share one iterator, so each item is taken once.
    const queue = items.entries();
    const work = async () => {
        for (const [index, item] of queue)
            results[index] = await map(item);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
    return results;
}

;// CONCATENATED MODULE: ./src/tableau/lineage/metadata-codes.ts
/** How an error affects the part of the answer that it concerns; the worst comes last. */
const EFFECTS = [
    /** Nothing is missing. */
    'whole',
    /** Rows are not in the requested order, so a list of several pages may lack some. */
    'unsorted',
    /** Rows may be missing; those returned are complete. */
    'rows',
    /** Tableau's index is behind: anything may be missing. */
    'stale',
    /** Anything may be missing. */
    'cut',
    /** Tableau does not answer this part. */
    'refused',
    /** The Metadata API is off. */
    'off',
];
/** Whether a retry helps; the most patient one comes last. */
const WAYS = [
    'never',
    /** Only another query may work. */
    'otherwise',
    /** Once, after a pause, with a much smaller page: the reason is unknown. */
    'once',
    /** At once, with a smaller page. */
    'smaller',
    /** After a pause, with a smaller page. */
    'smaller-later',
];
const AS_ADMINISTRATOR = 'sign in as a site administrator';
const ASKS_AGAIN = 'the next run asks again';
/**
 * Generates the table of docs/metadata-codes.md. An error without a code is listed by its classification, or as `no code`.
 */
const MEANINGS = new Map([
    row('NODE_LIMIT_EXCEEDED', 'cut', 'smaller', {
        because: 'Tableau cut its answer off at its limit of nodes, even for the smallest question',
        remedy: 'on Tableau Server an administrator can raise metadata.query.limits.count',
    }),
    row('TIME_LIMIT_EXCEEDED', 'cut', 'smaller-later', {
        because: 'Tableau ran out of time for its answer, even for the smallest question',
        remedy: ASKS_AGAIN,
    }),
    row('RATE_EXCEEDED', 'cut', 'smaller-later', {
        because: 'Tableau takes no more questions about lineage for now',
        remedy: ASKS_AGAIN,
    }),
    row('NullValueInNonNullableField', 'cut', 'smaller-later', {
        because: 'Tableau left gaps in its answer',
        remedy: ASKS_AGAIN,
    }),
    row('BACKFILL_RUNNING', 'stale', 'never', {
        because: 'Tableau is still building its lineage',
        remedy: ASKS_AGAIN,
    }),
    row('INHERITANCE_INCOMPLETE', 'cut', 'never', {
        because: 'Tableau leaves out what is inherited from items that the signed-in user may not see',
        remedy: AS_ADMINISTRATOR,
    }),
    row('LINKED_RESULTS_INCOMPLETE', 'cut', 'never', {
        because: 'Tableau leaves out linked items that the signed-in user may not see',
        remedy: AS_ADMINISTRATOR,
    }),
    row('PERMISSIONS_MODE_SWITCHED', 'rows', 'never', {
        concerns: 'filtered',
        because: 'Tableau leaves out what the signed-in user may not see',
        remedy: AS_ADMINISTRATOR,
    }),
    row('USER_VISIBILITY_IS_LIMITED', 'unsorted', 'never', {
        because: 'Tableau cannot sort by what the signed-in user may not see',
        remedy: AS_ADMINISTRATOR,
    }),
    // Pages end earlier then, and the next one starts there.
    row('MAX_PAGE_SIZE_EXCEEDED', 'whole', 'never', {
        because: 'Tableau gives smaller pages than were asked for',
        remedy: null,
    }),
    row('FILTER_REQUIRED', 'refused', 'never', {
        because: 'Tableau gives some lists, such as custom SQL, to administrators only',
        remedy: AS_ADMINISTRATOR,
    }),
    row('INVALID_ARGUMENT', 'refused', 'otherwise', {
        because: 'Tableau does not accept this question',
        remedy: null,
    }),
    row('ValidationError', 'refused', 'otherwise', {
        because: 'This release of Tableau does not know this question',
        remedy: null,
    }),
    row('ACCESS_DENIED', 'off', 'never', {
        because: 'The signed-in user may not use the Metadata API',
        remedy: AS_ADMINISTRATOR,
    }),
    row('FEATURE_DISABLED', 'off', 'never', {
        because: 'The Metadata API is switched off on this server',
        remedy: 'an administrator switches it on with tsm maintenance metadata-services enable',
    }),
    row('SITE_DISABLED', 'off', 'never', {
        because: 'The Metadata API is switched off for this site',
        remedy: 'ask the administrator of the server',
    }),
    row('no code', 'cut', 'once', {
        because: 'Tableau answered with an error that it does not name',
        remedy: ASKS_AGAIN,
    }),
    row('no data', 'cut', 'once', {
        because: 'Tableau answered without the data, and without an error',
        remedy: ASKS_AGAIN,
    }),
    row('no end', 'rows', 'never', {
        because: "Tableau's list goes on without an end",
        remedy: null,
    }),
    row('too many errors', 'cut', 'once', {
        because: 'The Metadata API answered with more errors than are read',
        remedy: ASKS_AGAIN,
    }),
]);
/** For a code that is not in the table: anything may be missing. */
const UNKNOWN_CODE = {
    effect: 'cut',
    again: 'once',
    concerns: 'any',
    because: 'Tableau answered with an error that this action does not know',
    remedy: ASKS_AGAIN,
};
const NO_DATA = 'no data';
const NO_END = 'no end';
const TOO_MANY_ERRORS = 'too many errors';
const NO_CODE = 'no code';
function row(code, effect, again, rest) {
    return [code, { effect, again, concerns: 'any', ...rest }];
}
function meaningOf(code) {
    return MEANINGS.get(code) ?? UNKNOWN_CODE;
}
/** The worst effect of these codes; `whole` for none. */
function effectOf(codes) {
    const effects = codes.map((code) => meaningOf(code).effect);
    return EFFECTS.findLast((effect) => effects.includes(effect)) ?? 'whole';
}
/** The most patient retry that one of these codes calls for. */
function adviceOf(codes) {
    const ways = codes.map((code) => meaningOf(code).again);
    return WAYS.findLast((way) => ways.includes(way)) ?? 'never';
}
/** The code, safe for a sentence. Time limits may have no code; their message identifies them. */
function metadata_codes_codeOf({ message, code = null, classification = null }) {
    const name = code ?? classification ?? '';
    if (MEANINGS.has(name))
        return name;
    if (code === null && /time ?limit|time-?out|timed out/i.test(message ?? ''))
        return 'TIME_LIMIT_EXCEEDED';
    return /^\w{1,60}$/.test(name) ? name : NO_CODE;
}
/** One reason per known code and one for all unknown codes. */
function gapReasons(codes) {
    const known = codes.filter((code) => MEANINGS.has(code));
    const unknown = codes.filter((code) => !MEANINGS.has(code));
    const reasons = unknown.length === 0 ? known : [...known, namesOf(unknown)];
    return reasons.map((name) => {
        const { because, remedy } = meaningOf(name);
        return { code: name, reason: because, remedy: capitalised(remedy ?? REPORT_IT) };
    });
}
const REPORT_IT = 'report the code with your version of Tableau';
function capitalised(text) {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
/** Reason and remedy of a code as a clause. */
function clauseOf(code) {
    const { because, remedy } = meaningOf(code);
    return `${because} (${remedy === null ? code : `${code}; ${remedy}`})`;
}
const MOST_NAMED = 5;
function namesOf(codes) {
    const shown = codes.slice(0, MOST_NAMED).join(', ');
    return codes.length > MOST_NAMED ? `${shown} and ${codes.length - MOST_NAMED} more` : shown;
}

;// CONCATENATED MODULE: ./src/tableau/lineage/paged-query.ts





const pageInfo = schemas/* object */.Ikc({ hasNextPage: truth, endCursor: optionalText }).nullish();
/** Asks a connection for all that the schema of its nodes reads. */
function metadataQuery({ connection, pageSize }, node) {
    return { connection, pageSize, fields: selectionOf(node), page: paged_query_pageOf(node) };
}
/** The selection set of the fields that a schema reads; empty for a scalar. */
function selectionOf(schema) {
    if (schema instanceof schemas/* ZodObject */.bvH) {
        const fields = Object.entries(schema.shape).map(([name, type]) => [
            name,
            selectionOf(type),
        ]);
        return fields.map(([name, inner]) => (inner === '' ? name : `${name} { ${inner} }`)).join(' ');
    }
    if (schema instanceof schemas/* ZodIntersection */.JvG)
        return `${selectionOf(schema.def.left)} ${selectionOf(schema.def.right)}`;
    if (schema instanceof schemas/* ZodPipe */.utH)
        return selectionOf(schema.def.in);
    if (schema instanceof schemas/* ZodArray */.naA)
        return selectionOf(schema.def.element);
    if (schema instanceof schemas/* ZodOptional */.IiU || schema instanceof schemas/* ZodNullable */.l1C)
        return selectionOf(schema.def.innerType);
    return '';
}
/** A page of nodes; null if Tableau returns none. */
function paged_query_pageOf(node) {
    return schemas/* object */.Ikc({ nodes: nodes(node), pageInfo })
        .nullish()
        .transform((page) => {
        if (page === null || page === undefined)
            return null;
        const { hasNextPage, endCursor } = page.pageInfo ?? { hasNextPage: null, endCursor: null };
        return { nodes: page.nodes, next: hasNextPage === true ? (endCursor ?? '') : null };
    });
}
/** A query that is read page by page, alone or in one call with others. */
class PagedQuery {
    question;
    filter;
    /** The size of the next page. */
    first;
    #found = [];
    #codes = new Set();
    #paging = new Paging();
    #pages = 0;
    #stopped = null;
    #refusal = null;
    #after = null;
    constructor(question, filter = {}) {
        this.question = question;
        this.filter = filter;
        this.first = question.pageSize;
    }
    get isDone() {
        return this.#refusal !== null || (this.#pages > 0 && this.#after === null);
    }
    /** The code with which Tableau refused further pages; earlier pages stay. */
    get refusal() {
        return this.#refusal;
    }
    /** Why it was not read to the end although Tableau offers more. */
    get stopped() {
        return this.#stopped;
    }
    get answers() {
        const problems = [...this.#codes].filter((code) => this.#leavesOut(code));
        return { nodes: this.#found, complete: problems.length === 0, problems };
    }
    /** Without an order, rows can be missing or repeated only from the second page on. */
    #leavesOut(code) {
        const { effect } = meaningOf(code);
        return effect !== 'whole' && (effect !== 'unsorted' || this.#pages > 1);
    }
    /** Cursor and size of the next page, and the filter. */
    get variables() {
        return { first: this.first, ...(this.#after === null ? {} : { after: this.#after }), ...this.filter };
    }
    /** Reads this list's page from a response; null: there was none. */
    pageIn(reply) {
        if (reply === null)
            return this.#page([NO_DATA], { state: 'silent', again: 'smaller-later' }, null);
        const page = parseAnswer(this.question.page, reply.data, reply.url);
        const isExplained = page !== null || !NODES_ARE_WHOLE.has(effectOf(reply.codes));
        const codes = isExplained ? reply.codes : [...reply.codes, NO_DATA];
        return this.#page(codes, { state: stateOf(codes), again: adviceOf(codes) }, page);
    }
    #page(codes, next, page) {
        const whole = NODES_ARE_WHOLE.has(effectOf(codes));
        const found = page?.nodes ?? [];
        const keep = () => {
            this.#pages += 1;
            for (const code of codes)
                this.#codes.add(code);
            for (const node of found)
                this.#found.push({ node, whole });
            this.#goOn(found.length, page?.next ?? null);
            this.#refusal = codes.find((code) => REFUSALS.has(meaningOf(code).effect)) ?? null;
        };
        return { ...next, codes, size: found.length, keep };
    }
    #goOn(rows, after) {
        this.#stopped = after === null ? null : this.#paging.after({ rows, mark: after });
        this.#after = this.#stopped === null ? after : null;
        if (this.#stopped !== null)
            this.#codes.add(NO_END);
    }
}
const NODES_ARE_WHOLE = new Set(['whole', 'unsorted', 'rows']);
const REFUSALS = new Set(['refused', 'off']);
function stateOf(codes) {
    const effect = effectOf(codes);
    if (REFUSALS.has(effect))
        return 'refused';
    return effect === 'cut' && adviceOf(codes) !== 'never' ? 'short' : 'final';
}
/** The alias of a list in the document and in the response, by its place. */
function nameOf(place) {
    return `page${place}`;
}
/**
 * One GraphQL document for the next pages of all these lists; all values are variables. Ordered, since paging is unstable
 * otherwise (docs/facts/tableau.md#paging-and-order).
 */
function documentOf(lists) {
    const declared = lists.flatMap(({ filter }, place) => [
        `$first${place}: Int!, $after${place}: String`,
        ...Object.entries(filter).map(([key, [value]]) => `$${key}${place}: [${typeOf(key, value)}]`),
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
function typeOf(key, value) {
    if (typeof value === 'boolean')
        return 'Boolean';
    return key === 'idWithin' ? 'ID' : 'String';
}
/** The variables of that document. */
function variablesOf(lists) {
    return Object.fromEntries(lists.flatMap(({ variables }, place) => Object.entries(variables).map(([key, value]) => [`${key}${place}`, value])));
}

;// CONCATENATED MODULE: ./src/tableau/lineage/metadata-errors.ts




/** Members may be missing, null or of any shape (docs/facts/tableau.md#errors-and-limits). */
const error = schemas/* object */.Ikc({
    message: optionalText.catch(null),
    path: schemas/* array */.YOg(schemas/* unknown */.L5J()).nullish().catch(null),
    extensions: schemas/* object */.Ikc({
        code: optionalText.catch(null),
        classification: optionalText.catch(null),
        properties: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish().catch(null),
    })
        .nullish()
        .catch(null),
})
    .catch({ message: null });
/** A few per node of the largest page. Reading more takes too long. */
const MOST_ERRORS = 5000;
/** The error codes that concern each list, in the order of the lists. */
function codesByPlace(errors, lists) {
    const read = errors.slice(0, MOST_ERRORS).map((one) => {
        const { message, path, extensions } = error.parse(one);
        return { code: metadata_codes_codeOf({ message, ...extensions }), named: placesNamed({ path, extensions }, lists) };
    });
    const more = errors.length > MOST_ERRORS ? [TOO_MANY_ERRORS] : [];
    return lists.map((list, place) => {
        const concerning = read.filter(({ code, named }) => named.length > 0 ? named.includes(place) : mayConcern(code, list));
        return [...new Set([...more, ...concerning.map(({ code }) => code)])];
    });
}
/** The lists that an error names by its path or, as some warnings do, by their connection. */
function placesNamed({ path, extensions }, lists) {
    const names = [path?.[0], ...Object.keys(extensions?.properties ?? {})];
    return lists.flatMap(({ question }, place) => names.includes(nameOf(place)) || names.includes(question.connection) ? [place] : []);
}
function mayConcern(code, { filter }) {
    return meaningOf(code).concerns === 'any' || Object.keys(filter).length > 0;
}

;// CONCATENATED MODULE: ./src/tableau/lineage/run-queries.ts









/** Retries per list: halving a page of 1000 down to one node takes ten, and one is spare. */
const MOST_TRIES = {
    never: 0,
    otherwise: 0,
    once: 1,
    smaller: 11,
    'smaller-later': 11,
};
/** The page size is divided by this if there is only one retry. */
const MUCH_SMALLER = 8;
/** After so many lists that stay incomplete for an unknown reason, the session stops retrying for such reasons. */
const MOST_UNEXPLAINED = 2;
/** Gateways cut off long queries, so no answer leads to a smaller page; but a dead service stays dead. */
const MOST_SILENCES = 4;
/**
 * Reads lists to their ends. The first pages share one call, since most lists have only one page. A list that Tableau
 * refuses ends there, with its `refusal`. Throws a LineageOffError if the Metadata API is off.
 */
async function readAll(calls, lists) {
    if (lists.length > 1)
        await readFirstPages(calls, lists);
    await Promise.all(lists.map((list) => readToEnd(calls, list)));
    throwIfOff(lists.map(({ refusal }) => (refusal === null ? [] : [refusal])));
    const { host } = new URL(calls.origin());
    for (const { question, stopped } of lists)
        if (stopped !== null)
            calls.options.warn(unfinishedListWarning(displayName(question), host, stopped));
}
/**
 * Limits apply to the whole call, and one refused list may cost all of them their data: pages that a retry may improve are
 * left for `readToEnd`, which queries each list by itself.
 */
async function readFirstPages(calls, lists) {
    const pages = await askPages(calls, lists);
    throwIfOff(pages.map(({ codes }) => codes));
    const short = pages.filter((page) => page.state !== 'final' && !isRetryPointless(calls, page));
    pages.filter((page) => !short.includes(page)).forEach(({ keep }) => keep());
    if (short.some(needsPause))
        await pause(calls, 1);
}
/**
 * Retries short pages with a smaller size, because limits are on nodes and time. What stays short is reported as incomplete,
 * never as empty (docs/metadata-codes.md).
 */
async function readToEnd(calls, list) {
    const tries = new Tries(calls, list);
    while (!list.isDone) {
        const [page] = await askPages(calls, [list]);
        if (page === undefined)
            return;
        if (tries.isWorthAnother(page))
            await tries.prepareAnother(page);
        else
            tries.takeAsItIs(page);
    }
}
/** The retries of one list. */
class Tries {
    calls;
    list;
    #made = new Map();
    #silences = 0;
    constructor(calls, list) {
        this.calls = calls;
        this.list = list;
    }
    isWorthAnother(page) {
        if (page.state === 'silent' && (this.#silences += 1) >= MOST_SILENCES) {
            throw new client_errors/* LineageOffError */.tr('The Metadata API does not answer');
        }
        const isLeft = this.#madeFor(page) < MOST_TRIES[page.again];
        return isLeft && canSplitFurther(page, this.list.first) && !isRetryPointless(this.calls, page);
    }
    async prepareAnother(page) {
        const tries = this.#madeFor(page) + 1;
        this.#made.set(page.again, tries);
        this.list.first = Math.ceil(this.list.first / (page.again === 'once' ? MUCH_SMALLER : 2));
        if (needsPause(page))
            await pause(this.calls, tries);
    }
    /** If a much smaller page did not help, the next pages return to the old size. */
    takeAsItIs(page) {
        if (page.again === 'once') {
            const { first, question } = this.list;
            if (this.#madeFor(page) > 0)
                this.list.first = Math.min(first * MUCH_SMALLER, question.pageSize);
            this.calls.unexplained.count += 1;
        }
        page.keep();
    }
    #madeFor({ again }) {
        return this.#made.get(again) ?? 0;
    }
}
/** A page of one node cannot be split further. */
function canSplitFurther({ state, again, size }, first) {
    return (state === 'short' || state === 'silent') && (first > 1 || (size === 0 && again !== 'smaller'));
}
/** The reason is unknown, and retries have not helped other lists. */
function isRetryPointless({ unexplained }, { state, again }) {
    return state === 'short' && again === 'once' && unexplained.count >= MOST_UNEXPLAINED;
}
/** A smaller page is enough if there were too many nodes; other reasons also need a pause. */
function needsPause({ again }) {
    return again === 'once' || again === 'smaller-later';
}
async function pause({ options }, times) {
    await options.clock.sleep(pauseAfter(times, options.random), options.signal);
}
/** A single list may be refused; if all are, the Metadata API is off. */
function throwIfOff(codes) {
    const off = codes.map((all) => all.find((code) => meaningOf(code).effect === 'off'));
    const [first] = off;
    if (first !== undefined && !off.includes(undefined))
        throw new client_errors/* LineageOffError */.tr(clauseOf(first));
}
const reply = schemas/* object */.Ikc({
    data: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish().catch(null),
    errors: schemas/* array */.YOg(schemas/* unknown */.L5J()).nullish().catch([null]),
});
/** The name that Tableau's schema uses for the list. */
function displayName({ connection }) {
    return connection.replace(/Connection$/, '');
}
/** The next page of each list, in one call. */
async function askPages(calls, lists) {
    const url = `${calls.origin()}/api/metadata/graphql`;
    const given = await ask(calls, url, { query: documentOf(lists), variables: variablesOf(lists) });
    if (given === null)
        return lists.map((list) => list.pageIn(null));
    const { data, errors } = given;
    const codes = codesByPlace(errors ?? [], lists);
    return lists.map((list, place) => {
        const page = list.pageIn({ url, data: data?.[nameOf(place)], codes: codes[place] ?? [] });
        if (page.size > list.first)
            calls.options.warn(oversizedPageWarning(displayName(list.question), new URL(url).host, page.size));
        return page;
    });
}
/**
 * Null if the answer is missing, too large or empty, as after very long filters (docs/facts/tableau.md#long-filters). A
 * server without the service answers 404 (docs/facts/tableau.md#transport), one before 2023.3 refuses a JWT.
 */
async function ask(calls, url, query) {
    try {
        const given = await calls.ask(query);
        return given === null ? null : parseAnswer(reply, given, url);
    }
    catch (caught) {
        if (isTransient(caught) || caught instanceof http/* TooLargeError */.qB)
            return null;
        if (caught instanceof client_errors/* SessionError */.Pc && caught.problem === 'scope') {
            throw new client_errors/* LineageOffError */.tr('The Metadata API does not take the session of this connected app', {
                cause: caught,
            });
        }
        if (caught instanceof client_errors/* NotTableauError */.AW || (caught instanceof client_errors/* TableauError */.pI && isOffStatus(caught.status))) {
            throw new client_errors/* LineageOffError */.tr(whyOff(caught), { cause: caught });
        }
        throw caught;
    }
}
/** A server without the service answers 404, also as HTML; any other HTML comes from something in between. */
function whyOff(refusal) {
    if (refusal.status === 404)
        return 'The Metadata API is switched off';
    return refusal instanceof client_errors/* TableauError */.pI
        ? `The Metadata API refuses the signed-in user (${refusal.code})`
        : `The Metadata API could not be asked, because ${refusal.message.replace(/\.$/, '')}`;
}
function isOffStatus(status) {
    return status === 404 || status === 403 || status === 405;
}

;// CONCATENATED MODULE: ./src/tableau/rest/projects.ts




const projects_row = schemas/* object */.Ikc({ id: shapes_text, name: shapes_text, parentProjectId: optionalText })
    .transform(({ id, name, parentProjectId }) => ({ id, name, parent: parentProjectId }));
const PROJECTS = { path: 'projects', page: pageOf('projects', 'project', projects_row) };
/** The projects that the user may see. */
class Projects {
    byId;
    constructor(byId) {
        this.byId = byId;
    }
    /**
     * Project names from the top, joined by `/`. The Metadata API gives data sources only the name of their project; it is
     * resolved to a path if it is unique on the site.
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
const projects_UNKNOWN = new Projects(new Map());
function projectPaths(calls) {
    let asked = null;
    return {
        ask: async () => {
            await (asked ??= queryProjects(calls));
        },
        shown: async (project) => (await asked?.catch(() => projects_UNKNOWN))?.pathOf(project) ?? project.name,
    };
}
/** One call for most sites. Empty if the user may not list projects: names are shown instead of paths. */
async function queryProjects(calls) {
    try {
        const rows = await queryAll(calls, PROJECTS);
        return new Projects(new Map(rows.map(({ id, ...project }) => [id, project])));
    }
    catch (error) {
        if (error instanceof client_errors/* TableauError */.pI && error.status === 403)
            return projects_UNKNOWN;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/tableau/lineage/queries.ts



// Each schema is also the query: `metadataQuery` selects the fields that it reads. Only fields of Tableau's public schema
// (docs/facts/tableau.md#schema).
const database = schemas/* object */.Ikc({ name: optionalText }).nullish();
const table = schemas/* object */.Ikc({
    name: optionalText,
    schema: optionalText,
    fullName: optionalText,
    connectionType: optionalText,
    database,
})
    .transform(({ database: of, ...parts }) => ({ ...parts, database: of?.name ?? null }));
/** Users who are not administrators get tables like this. */
const NAMELESS = {
    name: null,
    schema: null,
    fullName: null,
    connectionType: null,
    database: null,
};
const withLuid = schemas/* object */.Ikc({ luid: shapes_text });
const extract = schemas/* object */.Ikc({
    hasExtracts: truth,
    extractLastUpdateTime: instant,
    extractLastRefreshTime: instant,
    extractLastIncrementalUpdateTime: instant,
});
const source = extract.extend({
    containsUnsupportedCustomSql: truth,
    upstreamDatasources: nodes(withLuid, { luid: '' }),
    upstreamTables: nodes(table, NAMELESS),
});
const content = schemas/* object */.Ikc({
    luid: shapes_text,
    /** Null if the user may not see it. */
    name: optionalText,
    vizportalUrlId: optionalText,
    projectName: optionalText,
    upstreamVirtualConnectionTables: nodes(schemas/* object */.Ikc({ id: shapes_text })),
});
const workbook = content.extend({ projectLuid: optionalText, embeddedDatasources: nodes(source) });
const datasource = content.extend(source.shape);
/** What a discovered exposure shows to people. */
const forPeople = schemas/* object */.Ikc({
    description: optionalText,
    owner: schemas/* object */.Ikc({ name: optionalText, email: optionalText }).nullish(),
});
const views = schemas/* object */.Ikc({ views: nodes(schemas/* object */.Ikc({ path: optionalText })) });
const extractsOfWorkbook = schemas/* object */.Ikc({ embeddedDatasources: nodes(extract) });
const readers = schemas/* object */.Ikc({ downstreamWorkbooks: nodes(withLuid), downstreamDatasources: nodes(withLuid) });
const query = readers
    .extend({
    id: shapes_text,
    name: optionalText,
    query: optionalText,
    connectionType: optionalText,
    database,
    isUnsupportedCustomSql: truth,
})
    .transform(({ database: of, ...rest }) => ({ ...rest, database: of?.name ?? null }));
const queryWithTables = query.and(schemas/* object */.Ikc({ tables: nodes(table) }));
const readTable = schemas/* intersection */.E$q(table.transform((one) => ({ table: one })), readers.extend({ downstreamVirtualConnectionTables: nodes(readers), referencedByQueries: nodes(query) }));
const customSql = readers.extend({
    id: shapes_text,
    isUnsupportedCustomSql: truth,
    tables: nodes(table, NAMELESS),
});
const WORKBOOKS_PAGE = { connection: 'workbooksConnection', pageSize: 100 };
const DATASOURCES_PAGE = { connection: 'publishedDatasourcesConnection', pageSize: 100 };
const CUSTOM_SQL_PAGE = { connection: 'customSQLTablesConnection', pageSize: 200 };
/** Workbooks with what their embedded data sources read. */
const WORKBOOKS = metadataQuery(WORKBOOKS_PAGE, workbook);
/** Published data sources with what they read. */
const DATASOURCES = metadataQuery(DATASOURCES_PAGE, datasource);
/** The same workbooks with owner, description and views. */
const WORKBOOKS_FOR_PEOPLE = metadataQuery(WORKBOOKS_PAGE, workbook.extend({ ...forPeople.shape, ...views.shape }));
/** The same data sources with owner and description. */
const DATASOURCES_FOR_PEOPLE = metadataQuery(DATASOURCES_PAGE, datasource.extend(forPeople.shape));
/**
 * Custom SQL of the whole site: neither a workbook nor a data source leads to its own, and no filter selects it by its
 * reader (docs/facts/tableau.md#custom-sql). Going through columns and fields costs more nodes than the list.
 */
const CUSTOM_SQL = metadataQuery(CUSTOM_SQL_PAGE, customSql);
/** All custom SQL of a site, with its text. */
const CUSTOM_SQL_WITH_TEXT = metadataQuery(CUSTOM_SQL_PAGE, queryWithTables);
/** Custom SQL with its text and its readers. */
const QUERIES = metadataQuery({ ...CUSTOM_SQL_PAGE, pageSize: 1000 }, query);
/** Tables with everything that reads them, also through virtual connections and custom SQL. */
const READ_TABLES = metadataQuery({ connection: 'databaseTablesConnection', pageSize: 200 }, readTable);
/** When Tableau updated the extracts of workbooks. */
const WORKBOOK_UPDATES = metadataQuery({ ...WORKBOOKS_PAGE, pageSize: 1 }, extractsOfWorkbook);
/** When Tableau updated the extracts of published data sources. */
const DATASOURCE_UPDATES = metadataQuery({ ...DATASOURCES_PAGE, pageSize: 1 }, extract);

;// CONCATENATED MODULE: ./src/tableau/lineage/site.ts








function siteOn(calls) {
    return {
        calls,
        projects: projectPaths(calls),
        prefetched: new Map(),
        prefetchedCustomSql: null,
        datasourceRows: new Map(),
        lineageOff: null,
    };
}
const FILTERS = { luid: 'luidWithin', number: 'vizportalUrlIdWithin' };
/**
 * Workbooks and data sources with their lineage; if they fit on one page, in one call. The same call prefetches the site's
 * custom SQL. Throws a LineageOffError (without a call from the second time on), or a QueryRefusedError if Tableau
 * refuses everything but the custom SQL.
 */
async function queryNodes(site, sought) {
    if (sought.length === 0)
        return { seen: [], problems: [] };
    const workbooks = listsOf(WORKBOOKS, sought, 'workbook');
    const datasources = listsOf(DATASOURCES, sought, 'datasource');
    const customSql = site.prefetchedCustomSql === null ? new PagedQuery(CUSTOM_SQL) : null;
    const lists = [...workbooks, ...datasources, ...(customSql === null ? [] : [customSql])];
    await unlessOff(site, () => readAll(site.calls, lists));
    if (customSql !== null)
        site.prefetchedCustomSql = customSql.answers;
    throwIfRefused([...workbooks, ...datasources]);
    return nodesIn(workbooks, datasources);
}
/** The same nodes with owner, description and views, without custom SQL. */
async function queryNodesForPeople(site, sought) {
    if (sought.length === 0)
        return { seen: [], problems: [] };
    const workbooks = listsOf(WORKBOOKS_FOR_PEOPLE, sought, 'workbook');
    const datasources = listsOf(DATASOURCES_FOR_PEOPLE, sought, 'datasource');
    await unlessOff(site, () => readAll(site.calls, [...workbooks, ...datasources]));
    throwIfRefused([...workbooks, ...datasources]);
    return nodesIn(workbooks, datasources);
}
/** If Tableau refuses every list, callers fall back to REST. */
function throwIfRefused(lists) {
    const refusals = lists.flatMap(({ refusal, answers }) => answers.nodes.length === 0 ? (refusal ?? []) : []);
    const [first] = refusals;
    if (first !== undefined && refusals.length === lists.length)
        throw new client_errors/* QueryRefusedError */.jn(clauseOf(first));
}
function nodesIn(workbooks, datasources) {
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
        problems: [...new Set([...workbooks, ...datasources].flatMap(({ answers }) => answers.problems))],
    };
}
/**
 * The site's custom SQL: the prefetched list, else a new call. Not complete if Tableau refuses it.
 */
async function takePrefetchedCustomSql(site) {
    const prefetched = site.prefetchedCustomSql;
    site.prefetchedCustomSql = null;
    if (prefetched !== null)
        return prefetched;
    const list = new PagedQuery(CUSTOM_SQL);
    await unlessOff(site, () => readAll(site.calls, [list]));
    return list.answers;
}
function listsOf(question, sought, wanted) {
    return sought
        .filter(({ kind, values }) => kind === wanted && values.length > 0)
        .map(({ by, values }) => new PagedQuery(question, { [FILTERS[by]]: values }));
}
/** Content that the user may not see has no name, or is missing (docs/facts/tableau.md#hidden-items). */
function visible(lists) {
    return lists
        .flatMap(({ answers }) => answers.nodes)
        .flatMap(({ node, whole }) => (node.name === null ? [] : [{ node: { ...node, name: node.name }, whole }]));
}
/** Runs a query unless the Metadata API is known to be off; remembers if it turns out to be. */
async function unlessOff(site, question) {
    if (site.lineageOff !== null)
        throw site.lineageOff;
    try {
        return await question();
    }
    catch (error) {
        if (error instanceof client_errors/* LineageOffError */.tr && !(error instanceof client_errors/* QueryRefusedError */.jn))
            site.lineageOff = error;
        throw error;
    }
}
/** The Metadata API's project name for a Personal Space (docs/facts/tableau.md#personal-space). */
const PERSONAL_SPACE = 'Personal Space';
async function contentOfNode(site, { kind, node, luid }) {
    const id = 'projectLuid' in node ? node.projectLuid : null;
    const project = node.projectName === PERSONAL_SPACE ? null : await site.projects.shown({ id, name: node.projectName });
    return {
        kind,
        luid,
        name: node.name,
        project,
        url: linkTo(site, kind, node.vizportalUrlId),
    };
}
function rememberDatasources(site, rows) {
    for (const row of rows)
        if (row.kind === 'datasource')
            site.datasourceRows.set(row.luid, row);
}
async function contentOfRow(site, row) {
    const { kind, luid, name } = row;
    const project = row.project === null ? null : await site.projects.shown(row.project);
    return { kind, luid, name, project, url: linkTo(site, kind, numberOf(row)) };
}
/** The number in `webpageUrl`, which the Metadata API calls `vizportalUrlId`. */
function numberOf({ webpageUrl }) {
    return /\/(?:workbooks|datasources)\/(\d+)/.exec(webpageUrl ?? '')?.[1] ?? null;
}
/** Built from the configured server, so that a response cannot redirect a link. */
function linkTo({ calls }, kind, number) {
    if (number === null || !/^\d+$/.test(number))
        return null;
    const { server, site } = calls.options;
    const sitePath = site === '' ? '' : `site/${encodeURIComponent(site)}/`;
    return `${(0,server_address/* serverAddress */.aD)(server)}/#/${sitePath}${kind}s/${number}`;
}

;// CONCATENATED MODULE: ./src/tableau/lineage/find-content.ts





/** The findings in the order of the references. LUIDs and numbers share one call; other references share one per kind. */
async function findContent(site, references) {
    const groups = new Map();
    for (const reference of references) {
        const group = `${reference.by} ${reference.of}`;
        groups.set(group, [...(groups.get(group) ?? []), reference]);
    }
    const found = new Map();
    const looked = queryByLuidOrNumber(site, [...groups.values()]);
    await Promise.all([...groups.values()].map(async (group) => {
        const finder = await finderFor(site, group, looked);
        for (const reference of group)
            found.set(reference, finder(reference));
    }));
    return references.map((reference) => found.get(reference) ?? NOT_FOUND);
}
const NOT_FOUND = { kind: 'not-found', candidates: [] };
/**
 * The nodes of all references by LUID or number; none if the Metadata API is off. Prefetched for the next description.
 */
async function queryByLuidOrNumber(site, groups) {
    const sought = groups.flatMap((group) => {
        const [first] = group;
        return first?.by === 'luid' || first?.by === 'number'
            ? [{ kind: first.of, by: first.by, values: group.map(find_content_nameOf) }]
            : [];
    });
    if (sought.length === 0)
        return [];
    try {
        const { seen } = await queryNodes(site, sought);
        for (const one of seen)
            site.prefetched.set(one.luid, one);
        return seen;
    }
    catch (error) {
        if (error instanceof client_errors/* LineageOffError */.tr)
            return [];
        throw error;
    }
}
/** All references of a group have the same kind and the same `by`. */
async function finderFor(site, group, looked) {
    const of = group[0]?.of ?? 'workbook';
    switch (group[0]?.by) {
        case 'luid':
            return byKey(await findByLuid(site, of, group.map(find_content_nameOf), await looked));
        case 'number':
            return byKey(await findByNumber(site, of, group.map(find_content_nameOf), await looked));
        case 'content-url':
            return byKey(await findByContentUrl(site, of, group.map(find_content_nameOf)));
        case 'path':
            return findByPath(await rowsNamed(site, of, group.map(find_content_nameOf)));
        case undefined:
            return () => NOT_FOUND;
    }
}
function find_content_nameOf(reference) {
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
        const content = contents.get(find_content_nameOf(reference));
        return content === undefined ? NOT_FOUND : { kind: 'found', content };
    };
}
/** The Metadata API takes many LUIDs in one call and returns their lineage too; REST takes one at a time. */
async function findByLuid(site, kind, luids, looked) {
    const found = await contentsBy(site, kind, looked, ({ luid }) => luid);
    const missing = [...new Set(luids)].filter((luid) => !found.has(luid));
    // The index does not yet hold content published a moment ago (docs/facts/tableau.md#delay-of-the-index).
    const rows = await inParallel(missing, (luid) => queryByLuid(site.calls, kind, luid));
    await addRows(site, found, rows.filter((row) => row !== null), (row) => row.luid);
    return found;
}
async function findByNumber(site, kind, numbers, looked) {
    const found = await contentsBy(site, kind, looked, ({ node }) => node.vizportalUrlId);
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
    rememberDatasources(site, rows);
    for (const row of rows) {
        const key = keyOf(row);
        if (key !== null && !found.has(key))
            found.set(key, await contentOfRow(site, row));
    }
}
async function contentsBy(site, kind, looked, keyOf) {
    const found = new Map();
    for (const one of looked) {
        const key = one.kind === kind ? keyOf(one) : null;
        if (key !== null)
            found.set(key, await contentOfNode(site, one));
    }
    return found;
}
/** Names may contain slashes, so each tail of a path may be the name. Project paths decide here, so they are loaded. */
async function rowsNamed(site, kind, paths) {
    const name = paths.flatMap(tailsOf);
    const [rows] = await Promise.all([queryContent(site.calls, kind, { name }), site.projects.ask()]);
    rememberDatasources(site, rows);
    return Promise.all(rows.map((row) => contentOfRow(site, row)));
}
function tailsOf(path) {
    const steps = path.split('/');
    return steps.map((_, index) => steps.slice(index).join('/')).filter((tail) => tail !== '');
}
/** Matches project path and name; a name alone matches if it is unique on the site. */
function findByPath(rows) {
    // A list that changes while it is read may return a row twice.
    const contents = new Map(rows.map((content) => [content.luid, content])).values();
    const [byPath, byName] = [new Map(), new Map()];
    for (const content of contents) {
        addTo(byPath, (0,content_names/* contentPath */.nX)(content), content);
        addTo(byName, content.name, content);
    }
    return (reference) => {
        const path = find_content_nameOf(reference);
        const matches = byPath.get(path) ?? byName.get(path) ?? [];
        const [only, ...others] = matches;
        if (only !== undefined && others.length === 0)
            return { kind: 'found', content: only };
        if (only !== undefined)
            return { kind: 'ambiguous', candidates: find_content_inOrder(matches) };
        return { kind: 'not-found', candidates: find_content_inOrder(byName.get(path.split('/').at(-1) ?? '') ?? []) };
    };
}
function addTo(groups, name, one) {
    const group = groups.get(name);
    if (group === undefined)
        groups.set(name, [one]);
    else
        group.push(one);
}
function find_content_inOrder(contents) {
    return contents.toSorted((a, b) => ((0,content_names/* contentPath */.nX)(a) < (0,content_names/* contentPath */.nX)(b) ? -1 : 1));
}

;// CONCATENATED MODULE: ./src/tableau/lineage/custom-sql.ts
/**
 * The tables that a query reads, without its common table expressions, from a parser of its connector's SQL dialect.
 * Null if it cannot be parsed, or builds the name of a table at run time.
 */
async function tablesInSql(text) {
    const { init, parse } = await __webpack_require__.e(/* import() */ 384).then(__webpack_require__.bind(__webpack_require__, 1384));
    await init();
    const dialect = dialectOf(text.connectionType);
    for (const query of candidateQueries(text.query)) {
        try {
            return read(parse(query, dialect), dialect, text);
        }
        catch {
            // Try the next candidate.
        }
    }
    return null;
}
/** SQL dialects by the beginning of the connector's name (docs/facts/tableau.md#connectors). */
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
/** The query without Tableau's escapes (docs/facts/tableau.md#custom-sql-marks), with each parameter as a number and as a text. */
function candidateQueries(query) {
    const text = query.replaceAll(/&(?:lt|gt|quot|apos|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
    const withParameter = (value) => text.replaceAll(PARAMETER, value).replaceAll('<<', '<').replaceAll('>>', '>');
    return [...new Set([withParameter('1'), withParameter("'1'")])];
}
/** Thrown if a query may read tables that its text does not name. */
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
/** Quoted, so that a dot in the name is not read as a separator. */
function quoted(part) {
    return `"${part.replaceAll('"', '""')}"`;
}
/** Walks the parser's tree: a table is a `Table` member with a name and without arguments. */
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
            // `identifier(…)` takes a table name that may be built at run time.
            if (all.join('.').toLowerCase() === 'identifier')
                throw new Unreadable();
        }
        else if (all.length > 0 && !this.isAliasOrExpression(all, scope)) {
            const parts = all.slice(all.lastIndexOf('') + 1);
            const of = parts.length < all.length ? (all[0] ?? null) : null;
            this.names.set(JSON.stringify(all), { parts, of });
        }
    }
    /** A common table expression, or in `from t, t.items` a column of an earlier table. */
    isAliasOrExpression([first = '', ...rest], scope) {
        if (rest.length === 0)
            return scope.named.has(first.toLowerCase());
        return this.dialect === 'bigquery' && scope.aliases.has(first.toLowerCase());
    }
    /** Empty if the name is a file path. */
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
            const names = quote === '`' && this.dialect === 'bigquery' ? value.split('.') : [value];
            for (const one of names)
                parts.push(one);
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

;// CONCATENATED MODULE: ./src/tableau/lineage/query-tables.ts






function query_tables_readersOf({ downstreamWorkbooks, downstreamDatasources }) {
    return [...downstreamWorkbooks, ...downstreamDatasources]
        .map(({ luid }) => asLuid(luid))
        .filter((luid) => luid !== '');
}
/** Safe in one filter; some 10,000 values gave empty answers (docs/facts/tableau.md#long-filters). */
const VALUES_PER_QUERY = 1000;
function inBatches(values) {
    const groups = [];
    for (let at = 0; at < values.length; at += VALUES_PER_QUERY)
        groups.push(values.slice(at, at + VALUES_PER_QUERY));
    return groups;
}
/**
 * The tables that a query reads. Tableau's own list counts, but it drops schemas and databases
 * (docs/facts/tableau.md#table-names): our parser adds them if the table names agree. If Tableau lists none, the parser
 * decides; null if it cannot parse the query.
 */
async function tablesOfQuery(text, given) {
    if (given.length === 0)
        return tablesInSql(text);
    const parsed = given.some(lacksSchemaOrDatabase) ? ((await tablesInSql(text)) ?? []) : [];
    return given.flatMap((table) => withParsedNames(table, parsed));
}
/**
 * The same custom SQL; queries that these workbooks and data sources read get the full table names of their text. Fetches
 * only those texts, since the texts of a whole site may be large. Without a text, Tableau's own list of tables stays.
 */
async function withTablesInFull(site, customSql, luids) {
    const vague = customSql.nodes
        .map(({ node }) => node)
        .filter((query) => query_tables_readersOf(query).some((luid) => luids.has(luid)))
        .filter(({ tables }) => tables.length === 0 || tables.some(lacksSchemaOrDatabase));
    if (vague.length === 0)
        return customSql;
    const lists = inBatches(vague.map(({ id }) => id)).map((ids) => new PagedQuery(QUERIES, { idWithin: ids }));
    await unlessOff(site, () => readAll(site.calls, lists));
    const texts = new Map(lists.flatMap(({ answers }) => answers.nodes).map(({ node }) => [node.id, node]));
    const inFull = async (node) => {
        const text = texts.get(node.id);
        if (text === undefined)
            return node;
        const tables = await tablesOfQuery({ ...text, query: text.query ?? '' }, node.tables);
        return tables === null ? node : { ...node, isUnsupportedCustomSql: false, tables };
    };
    const nodes = customSql.nodes.map(async ({ node, whole }) => ({ node: await inFull(node), whole }));
    return { ...customSql, nodes: await Promise.all(nodes) };
}
function lacksSchemaOrDatabase({ schema, database, fullName }) {
    return schema === null || (database === null && (fullName ?? '').split('.').length < 3);
}
/** The parser's tables of that name, which have fuller names; the table itself if there are none. */
function withParsedNames(table, parsed) {
    const name = (table.name ?? '').toLowerCase();
    const same = lacksSchemaOrDatabase(table)
        ? parsed.filter((one) => one.name?.toLowerCase() === `"${name}"`)
        : [];
    return same.length > 0 ? same.map((one) => ({ ...one, name: table.name })) : [table];
}

;// CONCATENATED MODULE: ./src/tableau/lineage/downstream.ts









/**
 * The readers of tables with these names. Filters by name, so the number of calls depends on the names; if Tableau refuses
 * the filter, reads the whole site. Throws a LineageOffError if the Metadata API is off.
 */
async function downstreamOf(site, question) {
    try {
        return await unlessOff(site, () => askByName(site, question));
    }
    catch (error) {
        if (!(error instanceof client_errors/* QueryRefusedError */.jn))
            throw error;
        return readWholeSite(site, question);
    }
}
async function askByName(site, { names, mayMention }) {
    // No table leads to custom SQL that Tableau could not parse.
    const unparsed = new PagedQuery(QUERIES, { isUnsupportedCustomSqlWithin: [true] });
    const asked = inBatches(names).map((group) => new PagedQuery(READ_TABLES, { nameWithin: group }));
    for (const list of [unparsed, ...asked]) {
        await readAll(site.calls, [list]);
        throwIfFilterRefused(list);
    }
    const tables = asked.flatMap(({ answers }) => answers.nodes.map(({ node }) => node));
    const queries = new Map(tables.flatMap((table) => table.referencedByQueries.map((query) => [query.id, query])));
    const incomplete = [
        ...asked.flatMap(({ answers, filter }) => missing(answers, `what reads ${firstNames(filter['nameWithin'] ?? [])}`)),
        ...missing(unparsed.answers, 'custom SQL that Tableau cannot parse'),
        ...hiddenTables(tables.filter(({ table }) => isNameless(table)).length),
    ];
    const read = await readQueries([...queries.values(), ...unparsed.answers.nodes.map(({ node }) => node)], {
        mayMention,
        tablesOf: (query) => tables.filter((one) => reads(one, query)).map(({ table }) => table),
    });
    return {
        ...read,
        tables: [...tables.map(asReadTable), ...read.tables],
        incomplete,
        notices: [],
        kinds: kindsOf([...tables, ...tables.flatMap((one) => one.downstreamVirtualConnectionTables)], read.customSql),
    };
}
/** Without the filter the lists contain the same, so the caller reads the whole site instead. */
function throwIfFilterRefused({ refusal }) {
    if (refusal !== null && meaningOf(refusal).again === 'otherwise')
        throw new client_errors/* QueryRefusedError */.jn(clauseOf(refusal));
}
function reads(table, query) {
    return table.referencedByQueries.some(({ id }) => id === query.id);
}
/** Includes what reads it through tables of virtual connections. */
function asReadTable(node) {
    const through = [node, ...node.downstreamVirtualConnectionTables];
    return { table: node.table, through: 'table', readers: [...new Set(through.flatMap(query_tables_readersOf))] };
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
async function readQueries(queries, { mayMention, tablesOf }) {
    const tables = [];
    const unreadable = [];
    const customSql = [];
    for (const query of queries) {
        const readers = query_tables_readersOf(query);
        const given = tablesOf(query);
        const text = { ...query, query: query.query ?? '' };
        if (readers.length === 0 || (given.length === 0 && text.query !== '' && !mayMention(text.query)))
            continue;
        const found = await tablesOfQuery(text, given);
        if (found === null)
            unreadable.push({ name: query.name ?? 'Custom SQL Query', readers });
        else
            for (const table of found)
                tables.push({ table, through: 'custom-sql', readers });
        customSql.push({ ...query, isUnsupportedCustomSql: found === null, tables: found ?? [] });
    }
    return { tables, unreadable, customSql };
}
function isNameless({ name, fullName }) {
    return name === null && fullName === null;
}
function hiddenTables(count) {
    if (count === 0)
        return [];
    return [(0,message/* message */.i)('AE-DISCOVERY-TABLES-HIDDEN', { tables: count === 1 ? '1 table' : `${count} tables` })];
}
/** `what` completes "… may be missing". */
function missing({ problems }, what) {
    return gapReasons(problems).map((reason) => (0,message/* message */.i)('AE-DISCOVERY-CUT', { ...reason, what }));
}
const NAMES_TOLD = 5;
function firstNames(names) {
    const plain = [...new Set(names.map((name) => String(name).toLowerCase()))].filter((name) => /^[^.[\]`]+$/.test(name));
    const shown = plain.slice(0, NAMES_TOLD).join(', ');
    return plain.length > NAMES_TOLD ? `${shown} and ${plain.length - NAMES_TOLD} more tables` : shown;
}
/** Reads all workbooks, data sources and custom SQL, for a Tableau that does not accept a filter by table name. */
async function readWholeSite(site, { names, mayMention }) {
    const workbooks = new PagedQuery(WORKBOOKS);
    const datasources = new PagedQuery(DATASOURCES);
    const customSql = new PagedQuery(CUSTOM_SQL_WITH_TEXT);
    await unlessOff(site, () => readAll(site.calls, [workbooks, datasources, customSql]));
    throwIfRefused([workbooks, datasources, customSql]);
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
            ...missing(workbooks.answers, 'workbooks'),
            ...missing(datasources.answers, 'published data sources'),
            ...missing(customSql.answers, 'custom SQL'),
            ...hiddenTables(direct.filter(({ table }) => isNameless(table)).length),
        ],
        notices: [(0,message/* message */.i)('AE-DISCOVERY-WHOLE-SITE')],
        kinds,
    };
}

;// CONCATENATED MODULE: ./src/tableau/lineage/last-update.ts





/**
 * When Tableau last updated the extract, whoever requested it: one small call. Null if the Metadata API is off, does not
 * answer, or does not show this content.
 */
async function lastUpdate(site, { kind, luid }) {
    if (site.lineageOff !== null)
        return null;
    const filter = { luidWithin: [luid] };
    const workbooks = new PagedQuery(WORKBOOK_UPDATES, filter);
    const datasources = new PagedQuery(DATASOURCE_UPDATES, filter);
    try {
        await readAll(site.calls, [kind === 'workbook' ? workbooks : datasources]);
    }
    catch (error) {
        // Not remembered in `site.lineageOff`: a temporary failure must not switch lineage off for the whole session.
        if (error instanceof client_errors/* LineageOffError */.tr)
            return null;
        throw error;
    }
    return extractUpdatedAt([
        ...workbooks.answers.nodes.flatMap(({ node }) => node.embeddedDatasources),
        ...datasources.answers.nodes.map(({ node }) => node),
    ]);
}
/** Without an extract `extractLastUpdateTime` is the creation time, so only extracts count. */
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

// EXTERNAL MODULE: ./src/tableau/types.ts
var tableau_types = __webpack_require__(2379);
;// CONCATENATED MODULE: ./src/tableau/lineage/describe-by-rest.ts





/**
 * The lineage as far as REST knows it: extracts, Bridge, and the published data sources of a workbook, but no tables, and not
 * which of its data sources have an extract. Each lineage has the gap `why`.
 */
async function describeByRest(site, contents, why) {
    if (contents.length === 0)
        return [];
    const workbooks = contents.filter(({ kind }) => kind === 'workbook');
    const datasources = contents.filter(({ kind }) => kind === 'datasource');
    const behind = new Map(await inParallel(workbooks, async ({ luid }) => [luid, await datasourcesBehind(site, luid)]));
    const [workbookRows, published] = await Promise.all([
        rowsOf(site, workbooks),
        publishedAmong(site, [...datasources, ...[...behind.values()].flatMap((known) => known ?? [])]),
    ]);
    const readingOf = (luid) => {
        const reading = behind.has(luid) ? connectionsRead(behind.get(luid) ?? null, published) : tableau_types/* NO_READING */.L;
        return { ...reading, gaps: [why, ...reading.gaps] };
    };
    const rows = [...workbookRows, ...published.values()];
    const found = new Set(rows.map(({ luid }) => luid));
    return [
        ...(await Promise.all(rows.map((row) => lineageOf(site, row, readingOf(row.luid))))),
        ...contents
            .filter(({ luid }) => !found.has(luid))
            .map((content) => unknownLineage(content, readingOf(content.luid))),
    ];
}
/** What a workbook's connections show; `behind` is null if Tableau refuses to list them. */
function connectionsRead(behind, published) {
    if (behind === null)
        return { ...tableau_types/* NO_READING */.L, gaps: ['connections-refused'] };
    const isHidden = behind.some(({ luid, isPublished }) => isPublished && !published.has(luid));
    return {
        tables: [],
        reads: [...new Set(behind.map(({ luid }) => luid))].filter((luid) => published.has(luid)),
        gaps: isHidden ? ['hidden-source'] : [],
    };
}
function unknownLineage(content, reading) {
    return {
        content,
        hasExtract: null,
        ...reading,
        live: tableau_types/* NO_READING */.L,
        extractUpdatedAt: null,
        viaBridge: false,
    };
}
async function lineageOf(site, row, reading) {
    return {
        ...unknownLineage(await contentOfRow(site, row), reading),
        hasExtract: row.hasExtracts,
        viaBridge: row.useRemoteQueryAgent === true,
    };
}
/** `hasExtracts` of workbooks comes only with all fields of a list (docs/facts/tableau.md#fields). */
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
/** Connections name embedded data sources too, whose ids cannot be queried; the list of published ones tells them apart. */
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
/** Null without the permission, or if an older server refuses connections to a JWT (docs/facts/tableau.md#jwt-scopes). */
async function datasourcesBehind(site, luid) {
    try {
        return await queryDatasourcesOfWorkbook(site.calls, luid);
    }
    catch (error) {
        if (error instanceof client_errors/* TableauError */.pI && (error.status === 403 || error.status === 404))
            return null;
        if (error instanceof client_errors/* SessionError */.Pc && error.problem === 'scope')
            return null;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/tableau/lineage/own-tables.ts


/** The embedded data sources of a workbook; a published data source itself. */
function sourcesOf(seen) {
    return seen.kind === 'workbook' ? seen.node.embeddedDatasources : [seen.node];
}
/** Every published data source that the content reads, in an extract or live. */
function readsOf(seen) {
    return publishedOf(sourcesOf(seen), seen.luid);
}
function publishedOf(sources, reader) {
    const luids = sources.flatMap((source) => source.upstreamDatasources.map(({ luid }) => asLuid(luid)));
    return [...new Set(luids)].filter((luid) => luid !== reader && luid !== '');
}
/**
 * Only embedded data sources with an extract count for the extract. Tableau does not say which of them contains custom SQL:
 * if there are extracts, it counts as theirs.
 */
function readingsOf(content, evidence) {
    const sources = sourcesOf(content);
    const extracts = sources.filter(({ hasExtracts }) => hasExtracts !== false);
    const own = extracts.length > 0 ? extracts : sources;
    const beside = sources.filter((source) => !own.includes(source));
    const site = new ContentReader(content, evidence);
    return {
        own: site.readingOf(own, site.queries),
        live: beside.length === 0 ? tableau_types/* NO_READING */.L : site.readingOf(beside, []),
    };
}
class ContentReader {
    content;
    evidence;
    /** Custom SQL that the content reads itself, not through a published data source. */
    queries;
    /** Data sources that show nothing, unless there is enough custom SQL to explain them all. */
    #blank;
    constructor(content, evidence) {
        this.content = content;
        this.evidence = evidence;
        const behind = this.#behind(readsOf(content));
        this.queries = evidence.customSql.nodes
            .map(({ node }) => node)
            .filter((query) => isDirect(query, content.luid, behind));
        const blank = sourcesOf(content).filter(isBlank);
        const explained = this.queries.filter((query) => query.isUnsupportedCustomSql !== true);
        this.#blank = new Set(blank.length > explained.length ? blank : []);
    }
    readingOf(sources, queries) {
        const tables = [
            ...sources.flatMap((source) => this.#ownTables(source)),
            ...queries.flatMap((query) => query.tables),
        ];
        return {
            tables: own_tables_distinct(tables.filter((table) => !isRedacted(table))),
            reads: publishedOf(sources, this.content.luid),
            gaps: [...this.#gapsOfAnswer(), ...this.#gapsOf(sources, queries, tables)],
        };
    }
    #gapsOfAnswer() {
        return [
            ...(this.content.whole ? [] : ['incomplete']),
            ...(this.evidence.customSql.complete ? [] : ['incomplete-custom-sql']),
        ];
    }
    #gapsOf(sources, queries, tables) {
        const isUnread = (query) => query.isUnsupportedCustomSql === true || query.tables.length === 0;
        const virtual = this.#readsVirtualTables();
        const gaps = [
            ['custom-sql', sources.some((source) => this.#holdsUnsupportedSql(source)) || queries.some(isUnread)],
            ['virtual-connection', virtual],
            ['redacted', tables.some(isRedacted)],
            ['hidden-source', sources.some(readsHidden)],
            ['nothing-shown', !virtual && sources.some((source) => this.#blank.has(source))],
        ];
        return gaps.flatMap(([gap, applies]) => (applies ? [gap] : []));
    }
    /**
     * A data source repeats the tables of the published ones that it reads (docs/simulators.md). The others are its own: a table
     * joined to it, or the other half of a blend.
     */
    #ownTables(source) {
        const behind = this.#behind(publishedOf([source], this.content.luid));
        const theirs = new Set(behind.flatMap((luid) => this.#sourcesAt(luid)).flatMap((one) => one.upstreamTables.map(textOf)));
        return source.upstreamTables.filter((table) => !theirs.has(textOf(table)));
    }
    #holdsUnsupportedSql(source) {
        if (source.containsUnsupportedCustomSql !== true)
            return false;
        const behind = this.#behind(publishedOf([source], this.content.luid));
        return !behind
            .flatMap((luid) => this.#sourcesAt(luid))
            .some((one) => one.containsUnsupportedCustomSql === true);
    }
    #readsVirtualTables() {
        const { content, evidence } = this;
        const theirs = new Set(this.#behind(readsOf(content)).flatMap((luid) => (evidence.seen.get(luid)?.node.upstreamVirtualConnectionTables ?? []).map(({ id }) => id)));
        return content.node.upstreamVirtualConnectionTables.some(({ id }) => !theirs.has(id));
    }
    /** These published data sources, and those that they read. */
    #behind(luids) {
        const all = new Set(luids);
        for (const luid of all) {
            const seen = this.evidence.seen.get(luid);
            for (const read of seen === undefined ? [] : readsOf(seen))
                all.add(read);
        }
        all.delete(this.content.luid);
        return [...all];
    }
    #sourcesAt(luid) {
        const seen = this.evidence.seen.get(luid);
        return seen === undefined ? [] : sourcesOf(seen);
    }
}
/** Tableau does not show the LUID of a hidden published data source. */
function readsHidden({ upstreamDatasources }) {
    return upstreamDatasources.some(({ luid }) => luid === '');
}
/** Unsupported custom SQL has a gap of its own. */
function isBlank({ upstreamTables, upstreamDatasources, containsUnsupportedCustomSql }) {
    return (upstreamTables.length === 0 && upstreamDatasources.length === 0 && containsUnsupportedCustomSql !== true);
}
/** Tableau lists everything downstream of a query, so content that reads another one in that list may be there only because of it. */
function isDirect(query, luid, behind) {
    const downstream = new Set([...query.downstreamWorkbooks, ...query.downstreamDatasources].map((one) => asLuid(one.luid)));
    return downstream.has(luid) && !behind.some((read) => downstream.has(read));
}
/** Users who are not administrators get tables without names (docs/facts/tableau.md#hidden-items). */
function isRedacted({ name, fullName }) {
    return name === null && fullName === null;
}
function textOf(table) {
    return JSON.stringify(table);
}
/** Sorted, since Tableau's order changes from answer to answer. */
function own_tables_distinct(tables) {
    const byText = new Map(tables.map((table) => [textOf(table), table]));
    return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, table]) => table);
}

;// CONCATENATED MODULE: ./src/tableau/lineage/describe.ts











/**
 * The lineage of these workbooks and data sources, and of every published data source they read: from the Metadata API, or
 * with less detail from REST if that is off.
 */
async function describe(site, contents) {
    if (contents.length === 0)
        return { contents: [], notices: [] };
    try {
        return await throughMetadata(site, contents);
    }
    catch (error) {
        if (!(error instanceof client_errors/* LineageOffError */.tr))
            throw error;
        const notice = (0,message/* message */.i)('AE-LINEAGE-OFF', { why: error.message });
        const described = await describeByRest(site, contents, 'lineage-off');
        return { contents: described, notices: [notice, ...noticesOf(described)] };
    }
}
async function throughMetadata(site, contents) {
    const { seen, problems } = await queryNodesAndSources(site, contents, (sought) => queryNodes(site, sought));
    const customSql = await withTablesInFull(site, await takePrefetchedCustomSql(site), seen);
    const unseen = contents.filter(({ luid }) => !seen.has(luid));
    // REST may know what an incomplete answer lacks. What both lack is hidden from the user.
    const short = problems.length === 0 ? [] : contents.filter(({ luid }) => lacksSource(luid, seen));
    const isLimited = customSql.problems.length > 0;
    const doubtful = contents.filter((content) => !short.includes(content) &&
        (mayLackExtracts(content, seen) || mayLackSources(content, seen, isLimited)));
    const [described, notIndexed, byRest] = await Promise.all([
        describeNodes(site, [...seen.values()], customSql),
        describeByRest(site, unseen, 'not-indexed'),
        describeByRest(site, [...short, ...doubtful], 'incomplete'),
    ]);
    const known = joined(described, [...notIndexed, ...byRest]);
    const asked = contents.map(({ luid }) => known.get(luid)).filter((one) => one !== undefined);
    const all = [...new Set([...asked, ...known.values()])].map((one) => withHiddenSources(one, known));
    return {
        contents: all,
        notices: noticesOf(all, [...problems, ...customSql.problems]),
    };
}
/** Content described by both keeps the Metadata API's lineage; REST adds what is missing there. */
function joined(described, byRest) {
    const known = new Map(byRest.map((lineage) => [lineage.content.luid, lineage]));
    for (const lineage of described) {
        const rest = known.get(lineage.content.luid);
        known.set(lineage.content.luid, rest === undefined ? lineage : completed(lineage, rest));
    }
    return known;
}
function completed(lineage, rest) {
    const { hasExtract, reads, gaps, live } = lineage;
    const more = rest.reads.filter((luid) => !live.reads.includes(luid));
    return {
        ...lineage,
        hasExtract: hasExtract ?? rest.hasExtract,
        reads: union(reads, more),
        gaps: union(gaps, rest.gaps.filter((gap) => gap !== 'incomplete')),
    };
}
/** Adds the gap `hidden-source` if content reads anything that is not in `known`, all content shown to the user. */
function withHiddenSources(lineage, known) {
    const shown = (reading) => reading.reads.every((luid) => known.has(luid))
        ? reading
        : { ...reading, gaps: union(reading.gaps, ['hidden-source']) };
    return { ...shown(lineage), live: shown(lineage.live) };
}
function union(some, more) {
    return [...new Set([...some, ...more])];
}
/** The nodes of these contents, of the published data sources they read, and so on. */
async function queryNodesAndSources(site, contents, lookFor) {
    const seen = new Map();
    const asked = new Set();
    const problems = new Set();
    let wanted = contents;
    while (wanted.length > 0) {
        for (const { luid } of wanted) {
            asked.add(luid);
            const prefetched = site.prefetched.get(luid);
            if (prefetched !== undefined)
                seen.set(luid, prefetched);
            site.prefetched.delete(luid);
        }
        const missing = wanted.filter(({ luid }) => !seen.has(luid));
        const answer = await lookFor(filtersFor(missing));
        answer.seen.forEach((one) => seen.set(one.luid, one));
        for (const problem of answer.problems)
            problems.add(problem);
        const reads = new Set([...seen.values()].flatMap(readsOf));
        wanted = [...reads].filter((luid) => !asked.has(luid)).map((luid) => ({ kind: 'datasource', luid }));
    }
    return { seen, problems: [...problems] };
}
function filtersFor(missing) {
    const luidsOf = (wanted) => missing.filter(({ kind }) => kind === wanted).map(({ luid }) => luid);
    const sought = [
        { kind: 'workbook', by: 'luid', values: luidsOf('workbook') },
        { kind: 'datasource', by: 'luid', values: luidsOf('datasource') },
    ];
    return sought.filter(({ values }) => values.length > 0);
}
function lacksSource(luid, all) {
    const seen = all.get(luid);
    return seen !== undefined && readsOf(seen).some((read) => !all.has(read));
}
/** A workbook that was shown in part may have an extract in the other part. */
function mayLackExtracts({ luid }, all) {
    const seen = all.get(luid);
    return seen !== undefined && mayLackParts(seen) && hasExtract(seen) !== true;
}
/** Every workbook has a data source, so one without any was not shown in full. */
function mayLackParts(seen) {
    return seen.kind === 'workbook' && (!seen.whole || sourcesOf(seen).length === 0);
}
/**
 * A published data source that the user may not see can be missing without an error; its workbook then looks like one with
 * a live connection (docs/facts/tableau.md#hidden-items). Checked only if something else is hidden from the user too.
 */
function mayLackSources({ luid }, all, isLimited) {
    const seen = all.get(luid);
    if (seen?.kind !== 'workbook' || hasExtract(seen) === true)
        return false;
    const alone = sourcesOf(seen).filter(({ upstreamDatasources }) => upstreamDatasources.length === 0);
    return alone.some(({ upstreamTables }) => isLimited || upstreamTables.some(isRedacted));
}
async function describeNodes(site, all, customSql) {
    const evidence = { seen: new Map(all.map((seen) => [seen.luid, seen])), customSql };
    const rows = await datasourceRows(site, all);
    return Promise.all(all.map(async (seen) => {
        const { own, live } = readingsOf(seen, evidence);
        const row = rows.get(seen.luid);
        const content = await contentOfNode(site, seen);
        const project = row === undefined ? content.project : (await contentOfRow(site, row)).project;
        return {
            content: { ...content, project },
            hasExtract: hasExtract(seen),
            ...own,
            live,
            extractUpdatedAt: extractUpdatedAt(sourcesOf(seen)),
            viaBridge: row?.useRemoteQueryAgent === true,
        };
    }));
}
/** Only REST returns the project's id and Bridge (docs/facts/tableau.md#bridge-data-sources). One call for all that are unknown. */
async function datasourceRows(site, all) {
    const missing = all.filter(({ kind, luid }) => kind === 'datasource' && !site.datasourceRows.has(luid));
    if (missing.length > 0) {
        const name = missing.map(({ node }) => node.name);
        rememberDatasources(site, await queryContent(site.calls, 'datasource', { name }));
    }
    return site.datasourceRows;
}
/** Null if unknown: a workbook shown in part may have an extract that is not shown. */
function hasExtract(seen) {
    const withParsedNames = sourcesOf(seen).map((source) => source.hasExtracts);
    if (withParsedNames.includes(true))
        return true;
    return withParsedNames.includes(null) || mayLackParts(seen) ? null : false;
}
/** Null: one notice for the whole answer says it. */
const MESSAGES = {
    'lineage-off': null,
    'not-indexed': 'AE-LINEAGE-NOT-INDEXED',
    incomplete: 'AE-LINEAGE-PARTIAL',
    'incomplete-custom-sql': null,
    redacted: 'AE-LINEAGE-REDACTED',
    'custom-sql': 'AE-LINEAGE-CUSTOM-SQL',
    'virtual-connection': 'AE-LINEAGE-VIRTUAL-CONNECTION',
    'nothing-shown': 'AE-LINEAGE-NOTHING-SHOWN',
    'hidden-source': 'AE-LINEAGE-HIDDEN-SOURCE',
    'connections-refused': 'AE-LINEAGE-CONNECTIONS-REFUSED',
};
/** One notice per gap, and one per error code that may have cut an answer. */
function noticesOf(lineages, problems = []) {
    const gaps = lineages.map(({ gaps: own, live }) => new Set([...own, ...live.gaps]));
    const isCut = gaps.some((some) => CUT.some((gap) => some.has(gap)));
    const notices = tableau_types/* GAPS */.G.flatMap((gap) => {
        const id = MESSAGES[gap];
        const count = gaps.filter((some) => some.has(gap)).length;
        if (count === 0 || id === null)
            return [];
        return [(0,message/* message */.i)(id, { contents: `${(0,content_names/* contentCount */.vP)(count)} ${count === 1 ? 'is' : 'are'}` })];
    });
    const cuts = isCut ? gapReasons([...new Set(problems)]) : [];
    return [...notices, ...cuts.map((cut) => (0,message/* message */.i)('AE-LINEAGE-CUT', cut))];
}
const CUT = ['not-indexed', 'incomplete', 'incomplete-custom-sql'];

;// CONCATENATED MODULE: ./src/tableau/lineage/describe-for-discovery.ts





/** The lineage and details of these readers and of the published data sources they read. */
async function describeForDiscovery(site, readers, { kinds, customSql }) {
    const wanted = [...readers].flatMap((luid) => {
        const kind = kinds.get(luid);
        return kind === undefined ? [] : [{ kind, luid }];
    });
    await site.projects.ask();
    const { seen, problems } = await queryNodesAndSources(site, wanted, (sought) => queryNodesForPeople(site, sought));
    const all = [...seen.values()];
    // So that `describe` needs no further call for them.
    for (const one of all)
        site.prefetched.set(one.luid, one);
    const answers = { nodes: customSql.map((node) => ({ node, whole: true })), complete: true, problems: [] };
    const lineages = (await describeNodes(site, all, answers)).map((lineage) => withHiddenSources(lineage, seen));
    const unseen = wanted.filter(({ luid }) => !seen.has(luid)).length;
    const withGap = (gap) => lineages.filter(({ gaps, live }) => [...gaps, ...live.gaps].includes(gap)).length;
    const cut = withGap('incomplete');
    const hiding = withGap('hidden-source');
    const codes = problems.length === 0 ? '' : ` (${namesOf(problems)})`;
    const faces = lineages.flatMap((lineage) => {
        const one = seen.get(lineage.content.luid);
        return one === undefined ? [] : [discoverableContent(one, lineage)];
    });
    return {
        faces,
        incomplete: [
            ...(unseen === 0 ? [] : [(0,message/* message */.i)('AE-DISCOVERY-CONTENT-HIDDEN', { contents: (0,content_names/* contentCount */.vP)(unseen) })]),
            ...(cut === 0 ? [] : [(0,message/* message */.i)('AE-DISCOVERY-CONTENT-PARTIAL', { contents: (0,content_names/* contentCount */.vP)(cut), codes })]),
            ...(hiding === 0 ? [] : [(0,message/* message */.i)('AE-DISCOVERY-SOURCE-HIDDEN', { contents: (0,content_names/* contentCount */.vP)(hiding) })]),
        ],
    };
}
function discoverableContent({ node }, lineage) {
    return {
        lineage,
        owner: node.owner ?? null,
        description: node.description ?? null,
        sheets: 'views' in node ? (node.views ?? []).map(({ path }) => ({ path: path ?? '' })) : [],
    };
}

;// CONCATENATED MODULE: ./src/tableau/rest/jobs.ts








const target = schemas/* object */.Ikc({ id: shapes_text }).nullish();
const jobAnswer = schemas/* object */.Ikc({
    job: schemas/* object */.Ikc({
        id: jobId,
        createdAt: instant,
        startedAt: instant,
        completedAt: instant,
        finishCode: wholeNumber,
        extractRefreshJob: schemas/* object */.Ikc({ notes: optionalText, workbook: target, datasource: target }).nullish(),
        statusNotes: listOf('statusNote', schemas/* object */.Ikc({ type: optionalText, value: optionalText, text: optionalText })),
    }),
});
/** Below 3.25 Tableau takes no JWT for jobs (docs/facts/tableau.md#jwt-scopes); a query would only cost a session renewal. */
function mayQueryJobs({ version, options }) {
    return options.credentials.kind === 'token' || isAtLeast(version, INCREMENTAL_AND_JWT_JOBS);
}
/**
 * One job. `unknown-now`: Tableau does not find it at the moment, as soon after its creation or after a clean-up
 * (docs/facts/tableau.md#jobs-that-cannot-be-queried); the list of jobs may still have it.
 */
async function queryJob(calls, { id, viaBridge }) {
    if (!mayQueryJobs(calls))
        throw sessionLost(calls.options);
    try {
        const { job } = await calls.get(`jobs/${encodeURIComponent(id)}`, jobAnswer);
        return jobOf(job, viaBridge);
    }
    catch (error) {
        if (error instanceof client_errors/* TableauError */.pI && (error.code === '400031' || error.status === 404))
            return 'unknown-now';
        throw error;
    }
}
function jobOf(job, viaBridge) {
    const { workbook, datasource, notes } = job.extractRefreshJob ?? {};
    const refreshed = workbook ?? datasource;
    return {
        id: job.id,
        state: jobs_stateOf(job, viaBridge),
        createdAt: job.createdAt,
        startedAt: job.startedAt,
        completedAt: job.completedAt,
        notes: [notes, ...job.statusNotes.map(textOfNote)].filter((one) => (one ?? '') !== '').join('\n'),
        target: refreshed ? asLuid(refreshed.id) : null,
    };
}
/** Includes Tableau's error code, which is the same in every language. */
function textOfNote({ type, value, text: words }) {
    const isCode = type === 'errorCode' && /^\d{6}$/.test(value ?? '');
    return isCode ? `${value ?? ''} ${words ?? ''}`.trim() : words;
}
/** A job has ended if it has `completedAt`; finishCode alone means nothing (docs/facts/tableau.md#jobs). */
function jobs_stateOf({ startedAt, completedAt, finishCode, statusNotes }, viaBridge) {
    if (completedAt === null)
        return startedAt === null ? 'queued' : 'running';
    if (finishCode === 2)
        return 'cancelled';
    if (statusNotes.some(({ type }) => type === 'errorCode'))
        return 'failed';
    if (finishCode === 3)
        return 'succeeded';
    // For Bridge, 0 only means that a Bridge client accepted the job; 3 means that the refresh has ended.
    if (finishCode === 0)
        return viaBridge ? 'running' : 'succeeded';
    return 'failed';
}
const listed = schemas/* object */.Ikc({
    id: jobId,
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
/** Refresh jobs of the whole site; `not-allowed` if this user may not list jobs (docs/facts/tableau.md#list-of-jobs). */
async function queryJobs(calls, question) {
    if (!mayQueryJobs(calls))
        return 'not-allowed';
    const { createdSince, title, unfinished = false } = question;
    const filter = filterOf('jobType:in:[refresh_extracts,increment_extracts]', 
    // Tableau's timestamps have no fraction.
    ...(createdSince === undefined ? [] : [`createdAt:gte:${(0,clock/* toIso */.tK)(createdSince).slice(0, 19)}Z`]), ...(title !== undefined && isFilterable(title) ? [equal('title', title)] : []), ...(unfinished ? ['progress:lt:100'] : []));
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
 * Asks Tableau to cancel a job (docs/facts/tableau.md#cancelling-a-job); a finished one stays as it is.
 * `not-allowed`: this user may not cancel jobs, or the connected app's session lacks the scope.
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
        if (error instanceof client_errors/* TableauError */.pI && (error.code === '400031' || error.status === 404))
            return 'unknown-now';
        throw error;
    }
}
function isNotAllowed(error) {
    return ((error instanceof client_errors/* TableauError */.pI && error.status === 403) ||
        (error instanceof client_errors/* SessionError */.Pc && error.problem === 'scope'));
}

;// CONCATENATED MODULE: ./src/tableau/rest/request-refresh.ts









const PATHS = { workbook: 'workbooks', datasource: 'datasources' };
const FULL = '<tsRequest/>';
const INCREMENTAL = '<tsRequest><extractRefresh incremental="true"/></tsRequest>';
const answer = schemas/* object */.Ikc({ job: schemas/* object */.Ikc({ id: jobId }) });
/** Asks Tableau to refresh an extract (docs/facts/tableau.md#requesting-a-refresh). Throws only if the session is lost. */
async function requestRefresh(calls, { kind, luid }, mode) {
    if (mode === 'incremental' && !isAtLeast(calls.version, INCREMENTAL_AND_JWT_JOBS)) {
        return { kind: 'incremental-refused' };
    }
    const path = `${PATHS[kind]}/${encodeURIComponent(luid)}/refresh`;
    try {
        const sent = await calls.send('POST', path, mode === 'incremental' ? INCREMENTAL : FULL);
        return { kind: 'requested', jobId: parseAnswer(answer, sent, `${calls.origin()}/${path}`).job.id };
    }
    catch (error) {
        return answerTo(error, mode, calls.options.clock.now());
    }
}
function answerTo(error, mode, now) {
    if (error instanceof client_errors/* TableauError */.pI)
        return refusal(error, mode, now);
    if (error instanceof http/* HttpError */.j$ && error.neverSent)
        return { kind: 'unreachable', failure: classifyError(error) };
    if (error instanceof http/* HttpError */.j$ || error instanceof client_errors/* NotTableauError */.AW)
        return { kind: 'unclear', why: (0,errors/* sentenceOf */.$N)(error) };
    throw error;
}
function refusal(error, mode, now) {
    if (error.code === '409093')
        return { kind: 'already-queued' };
    if (error.status === 429)
        return { kind: 'rate-limited', wait: waitAskedFor(error, now), failure: classifyError(error) };
    if (error.status >= 500 || error.status === 408)
        return { kind: 'unclear', why: error.message };
    const failure = classifyError(error);
    // No code is documented for this and texts are localised (docs/facts/tableau.md#incremental-refresh). If the reason was
    // another one, the full refresh that follows shows it.
    const maybeIncremental = [400, 409, 422].includes(error.status) && failure.class !== 'no-extract';
    return mode === 'incremental' && maybeIncremental
        ? { kind: 'incremental-refused' }
        : { kind: 'refused', failure };
}

;// CONCATENATED MODULE: ./src/tableau/rest/schedules.ts





const schedules_target = schemas/* object */.Ikc({ id: shapes_text }).nullish();
/** The list may hold other kinds of tasks, and a task may lack schedule and target (docs/facts/tableau.md#extract-tasks). */
const schedules_row = schemas/* object */.Ikc({
    extractRefresh: schemas/* object */.Ikc({
        workbook: schedules_target,
        datasource: schedules_target,
        consecutiveFailedCount: wholeNumber,
        schedule: schemas/* object */.Ikc({ frequency: optionalText }).nullish(),
    })
        .nullish(),
});
const TASKS = { path: 'tasks/extractRefreshes', page: pageOf('tasks', 'task', schedules_row) };
/**
 * Refreshes on Tableau's own schedules. Null if the user may not list them, and for connected apps, which would need a
 * further scope for it.
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
                    luid: asLuid(id),
                    frequency: schedule?.frequency ?? null,
                    consecutiveFailures: consecutiveFailedCount ?? 0,
                },
            ];
        });
    }
    catch (error) {
        if (error instanceof client_errors/* TableauError */.pI && error.status === 403)
            return null;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/tableau/session.ts











/**
 * Signs in, calls `use` with the session, and always signs out; a failed sign-out hides neither result nor error.
 * Throws a ConfigurationError or a SessionError, each with one sentence, if the sign-in fails.
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
        version: formatVersion(calls.version),
        canQueryJobs: mayQueryJobs(calls),
        loadProjectPaths: () => site.projects.ask().catch(() => undefined),
        find: (references) => findContent(site, references),
        describe: (contents) => describe(site, contents),
        downstreamOf: (question) => downstreamOf(site, question),
        describeForDiscovery: (readers, downstream) => describeForDiscovery(site, readers, downstream),
        lastUpdate: (content) => lastUpdate(site, content),
        refresh: (content, mode) => requestRefresh(calls, content, mode),
        job: (question) => queryJob(calls, question),
        jobs: (question) => queryJobs(calls, question),
        cancel: (jobId) => cancelJob(calls, jobId),
        extractTasks: () => queryExtractTasks(calls),
    };
}

;// CONCATENATED MODULE: ./src/run/tableau-session.ts





/**
 * Opens the one session of a run, and signs out at its end.
 * @throws ConfigurationError when an input that it needs is missing.
 */
async function withSession({ http, clock, random, signal, runner }, { tableau: { server, site, credentials }, onCancel }, hooks, use) {
    if (server === null) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-SERVER-MISSING'));
    }
    if (credentials === null) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-CREDENTIALS-MISSING'));
    }
    const mask = (secret) => runner.setSecret(secret);
    const mayCancel = onCancel === 'cancel';
    return withTableau({ http, clock, random, signal, mask, server, site, credentials, mayCancel, ...hooks }, use).catch((error) => {
        throw explained(error);
    });
}
/** Explains refused calls, and errors of the network and of servers between this runner and Tableau. */
function explained(error) {
    const why = (0,errors/* clauseOf */.pQ)(error);
    if (error instanceof client_errors/* TableauError */.pI && error.status < 500)
        return new client_errors/* SessionError */.Pc('refused', (0,message/* message */.i)('AE-TABLEAU-REFUSED', { why }));
    const isOnTheWay = error instanceof client_errors/* TableauError */.pI || error instanceof http/* HttpError */.j$ || error instanceof client_errors/* NotTableauError */.AW;
    return isOnTheWay ? new client_errors/* SessionError */.Pc('unreachable', (0,message/* message */.i)('AE-TABLEAU-UNREACHABLE', { why })) : error;
}

;// CONCATENATED MODULE: ./src/run/plan-and-refresh.ts






















/**
 * The second half of `main`, for builds and pull requests alike: extracts, settle, plan, refresh. A file of its own, so that
 * a run with nothing to refresh need not load it. Returns null if `select` and `exclude` leave no exposure.
 */
async function planAndRefresh(run, known) {
    const { action, draft, log, preparation } = run;
    const { inputs, project, declared } = known;
    const chosen = chooseExposures(declared, project.manifest, inputs.selection);
    draft.declared(chosen);
    if ((0,run_project/* isWithoutExposures */.x)(chosen, inputs, project)) {
        draft.note(chosen.unmatched.values());
        return null;
    }
    draft.tableau = (0,run_inputs/* addressOf */.ci)(inputs);
    preparation.set(inputs.timeout);
    const hooks = {
        beforeCall: preparation.check,
        log: (line) => log.detail(line),
        warn: (problem) => draft.say(problem),
    };
    return withSession(action, inputs, hooks, async (tableau) => {
        const { journal } = known.state;
        const resolved = await plan_and_refresh_findExtracts(run, known, chosen, tableau);
        const settled = await settleOpenRequests(resolved.extracts, {
            tableau,
            journal,
            clock: action.clock,
            log,
        });
        await reportForeignRefreshes(run, resolved, journal, tableau);
        const { input, planned } = planExtracts(run, known, chosen, resolved);
        if (draft.mode.kind === 'real')
            draft.note(earlierFailures(settled, planned));
        if (draft.mode.kind === 'real')
            await refreshExtracts(run, { planned, input, inputs, journal, tableau });
        return planned;
    });
}
/** Finds the extracts of the exposures; saves the catalogue, writes the exposures-file and checks for drift. */
async function plan_and_refresh_findExtracts({ action, draft, log, workspace }, { inputs, project, landed, state: { journal } }, chosen, tableau) {
    const site = (0,run_inputs/* addressOf */.ci)(inputs);
    const { relationMap } = inputs;
    const now = action.clock.now();
    const kept = (0,catalogue/* keptCatalogue */.S$)(journal, site);
    const discovered = await discoverExposures({ inputs, project, landed, journal, kept, now }, tableau);
    draft.note(discovered.notices);
    if (discovered.line !== null)
        log.line(discovered.line);
    const port = (0,catalogue/* contentPort */.jn)(tableau, { project, chosen, kept });
    const resolved = await resolveExposures(chosen, port, {
        manifest: project.manifest,
        relationMap,
        discovered,
    });
    // The rest needs dbt files.
    if (project.answers !== null)
        return resolved;
    const { answers, discovery } = resolved;
    draft.note((0,catalogue/* keepCatalogue */.VA)({ project, answers, discovery, journal, now }));
    if (inputs.exposuresFile !== null) {
        const found = { project, discovery: discovered.discovery, site };
        const written = await writeExposuresFile({ path: inputs.exposuresFile, workspace, ...found });
        draft.exposuresFile = written.path;
        draft.note(written.notices);
        if (written.line !== null)
            log.line(written.line);
    }
    if (inputs.discover !== null || inputs.failOn.includes('drift')) {
        draft.drift = await checkDrift({ project, chosen, resolved, discovered, site, relationMap }, tableau);
        draft.note(driftNotices(draft.drift, inputs.failOn));
    }
    return resolved;
}
/** Warns about extracts that somebody else refreshes too. A failure to find out does not stop the run. */
async function reportForeignRefreshes({ action, draft, log }, { extracts }, journal, tableau) {
    try {
        const found = await foreignRefreshes(extracts, journal.state.requests, tableau);
        draft.note(givenOnce(found, journal, action.clock.now()));
    }
    catch (error) {
        if (endsSession(error))
            throw error;
        log.detail(`Tableau's schedules cannot be read: ${(0,errors/* sentenceOf */.$N)(error)}`);
    }
}
function planExtracts({ action, draft, event, log }, { inputs, project, state, reached }, chosen, resolved) {
    const unknown = inputs.dbtArtifacts === 'none' ? null : (0,saved_state/* missingState */.U)(state, draft.mode);
    if (unknown !== null)
        draft.say(unknown);
    draft.note(lineageNotices(resolved));
    const now = action.clock.now();
    const { builds } = project;
    // For an exposures-file, dbt parse is enough.
    const expectsNoLandings = inputs.exposuresFile !== null && builds.every(({ runResults }) => runResults.length === 0);
    const input = planInput({
        expectsNoLandings,
        manifest: project.manifest,
        chosen,
        resolved,
        policy: { ...inputs.policy, manual: (0,github_event/* isManual */.b0)(event) },
        expected: reached ?? new Set(),
        slot: reached === null ? draft.slot : now,
        now,
        nextSlot: (0,slot/* nextSlotOf */.L)({ cron: event.cron, slot: draft.slot }),
    }, state.journal);
    const planned = plan(input);
    if (!expectsNoLandings)
        rememberNeverLanded(planned, state.journal, now);
    draft.note(firstDiscovery(planned, input.requests, draft.mode.kind === 'real'));
    // Without state, rows that the pull request does not reach would tell a reviewer nothing.
    const isKnown = reached === null || state.dbt.state.nodes.size > 0;
    const shown = isKnown ? planned : reading(planned, reached);
    draft.planned(shown);
    log.planned(shown, draft.mode);
    return { input, planned };
}
async function refreshExtracts({ action: { clock, signal }, draft, log, preparation }, { planned, input, inputs, journal, tableau }) {
    const starts = planned.extracts.some(({ decision }) => decision.kind === 'refresh');
    if (starts && inputs.wait && !tableau.canQueryJobs)
        draft.say((0,message/* message */.i)('AE-JOBS-NOT-VISIBLE', { version: tableau.version }));
    preparation.lift();
    const { rows, error } = await refreshAll({
        rows: planned.extracts,
        tableau,
        journal,
        clock,
        signal,
        options: inputs,
        events: log,
        planAgain: (extract, coming) => planExtract({ ...input, now: clock.now(), requests: journal.state.requests }, extract, coming),
    });
    draft.rows = rows;
    draft.error = error;
}


/***/ }),

/***/ 2379:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ GAPS),
/* harmony export */   L: () => (/* binding */ NO_READING)
/* harmony export */ });
/** Why content may read more than Tableau shows. */
const GAPS = [
    /** The Metadata API is off: only REST answers. */
    'lineage-off',
    /** Tableau's lineage does not show the content yet. */
    'not-indexed',
    /** The answer about the content was cut off … */
    'incomplete',
    /** … or the site's list of custom SQL was. */
    'incomplete-custom-sql',
    /** Tables without a name, which only administrators see. */
    'redacted',
    'custom-sql',
    'virtual-connection',
    /** A data source that shows neither tables nor a published data source. */
    'nothing-shown',
    /** A published data source that the signed-in user may not see. */
    'hidden-source',
    /** REST refuses to list the workbook's connections. */
    'connections-refused',
];
const NO_READING = { tables: [], reads: [], gaps: [] };


/***/ })

};
