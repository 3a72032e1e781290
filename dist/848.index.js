export const id = 848;
export const ids = [848];
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
