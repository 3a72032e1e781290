export const id = 949;
export const ids = [949,825];
export const modules = {

/***/ 949:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  contentPort: () => (/* binding */ contentPort),
  discoveredBefore: () => (/* binding */ discoveredBefore),
  keepCatalogue: () => (/* binding */ keepCatalogue),
  keptBefore: () => (/* binding */ keptBefore),
  openCatalogue: () => (/* binding */ openCatalogue)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/exposures/answers.ts
var answers = __webpack_require__(9093);
// EXTERNAL MODULE: ./src/dbt/manifest.ts
var manifest = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
// EXTERNAL MODULE: ./src/tableau/types.ts
var types = __webpack_require__(2379);
// EXTERNAL MODULE: ./src/exposures/discovered.ts
var discovered = __webpack_require__(4182);
// EXTERNAL MODULE: ./src/exposures/behind.ts
var behind = __webpack_require__(1136);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
;// CONCATENATED MODULE: ./src/exposures/catalogue-file.ts


/** Goes up with every change that an older release would misread. */
const FORMAT = 2;
/** Before 2 the tables of live data sources stood among those of extracts, and no table that was known in part. */
const OLDEST_FORMAT = 1;
/** Place of a row in one of the file's own tables. */
const index = schemas/* int */.Whr().min(0);
const nullableText = schemas/* string */.YjP().nullable();
const node = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    /** Parents among the nodes; by id where the project does not know them. */
    reads: schemas/* array */.YOg(schemas/* union */.KCZ([index, schemas/* string */.YjP()])).optional(),
    /** Database and schema, in `places`; a test has those of what it reads (dbt/manifest.ts). */
    at: index.optional(),
    /** Materialisation, in `words`. */
    as: index.optional(),
    path: schemas/* string */.YjP().optional(),
    tags: schemas/* array */.YOg(index).optional(),
    /** Where it is not what the id says. */
    name: schemas/* string */.YjP().optional(),
    /** Of what can report no failure (dbt/manifest.ts). */
    quiet: schemas/* literal */.euz(true).optional(),
    /** Where the warehouse has another name than dbt. */
    identifier: schemas/* string */.YjP().optional(),
    /** Name of the view on a latest version. */
    pointer: schemas/* string */.YjP().optional(),
});
const exposure = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    name: schemas/* string */.YjP(),
    label: schemas/* string */.YjP().optional(),
    url: schemas/* string */.YjP().optional(),
    maturity: schemas/* string */.YjP().optional(),
    owner: schemas/* string */.YjP().optional(),
    tags: schemas/* array */.YOg(index).optional(),
    path: schemas/* string */.YjP(),
    /** Nodes, metrics expanded; by id where the project does not know them. */
    reads: schemas/* array */.YOg(schemas/* union */.KCZ([index, schemas/* string */.YjP()])),
    /** `meta.active_exposure` as it stands in the YAML. */
    settings: schemas/* unknown */.L5J().optional(),
});
const reading = {
    /** In `tables`. */
    tables: schemas/* array */.YOg(index).optional(),
    /** Published data sources among the contents; by LUID where they are not told of. */
    reads: schemas/* array */.YOg(schemas/* union */.KCZ([index, schemas/* string */.YjP()])).optional(),
    /** One that this release does not know is one all the same. */
    gaps: schemas/* array */.YOg(schemas/* enum */.k5n(types/* GAPS */.G).catch('incomplete')).optional(),
};
const content = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(['workbook', 'datasource']),
    luid: schemas/* string */.YjP(),
    name: schemas/* string */.YjP(),
    project: schemas/* string */.YjP().optional(),
    /** From the path on: which server it is on, state is kept by. */
    link: schemas/* string */.YjP().optional(),
    /** Null: unknown. */
    extract: schemas/* boolean */.zMY().nullable(),
    bridge: schemas/* literal */.euz(true).optional(),
    ...reading,
    live: schemas/* object */.Ikc(reading).optional(),
});
/** An exposure that discovery has found: its content, its nodes and its extracts. */
const catalogue_file_discovered = schemas/* object */.Ikc({
    /** Among the contents. */
    content: index,
    /** Nodes; by id where the project does not know them. */
    reads: schemas/* array */.YOg(schemas/* union */.KCZ([index, schemas/* string */.YjP()])),
    /** Among the contents. */
    extracts: schemas/* array */.YOg(index),
    /** Content URL of a workbook, by which an exposure may point at it. */
    address: schemas/* string */.YjP().optional(),
    /** In `words`. */
    owner: index.optional(),
});
/** Name, schema, full name, database, connection type. */
const table = schemas/* tuple */.PVZ([nullableText, nullableText, nullableText, nullableText, nullableText]);
const catalogueFile = schemas/* object */.Ikc({
    format: schemas/* int */.Whr().min(OLDEST_FORMAT).max(FORMAT),
    adapter: nullableText.optional(),
    nodes: schemas/* array */.YOg(node),
    exposures: schemas/* array */.YOg(exposure),
    /** Names of exposures that dbt has switched off. */
    disabled: schemas/* array */.YOg(schemas/* string */.YjP()),
    contents: schemas/* array */.YOg(content),
    /** What each reference was found to be: a place among the contents, or why nothing was found. */
    found: schemas/* array */.YOg(schemas/* tuple */.PVZ([schemas/* string */.YjP(), schemas/* union */.KCZ([index, schemas/* enum */.k5n(['not-found', 'ambiguous'])])])),
    /** Earlier releases wrote none. */
    discovered: schemas/* array */.YOg(catalogue_file_discovered).default([]),
    places: schemas/* array */.YOg(schemas/* tuple */.PVZ([nullableText, nullableText])),
    words: schemas/* array */.YOg(schemas/* string */.YjP()),
    tables: schemas/* array */.YOg(table),
});
/** The name of a node as its id tells it: of a source the table's, of a test without the hash behind it. */
function nameInId(id) {
    const [type, , ...names] = id.split('.');
    return (type === 'source' ? names.slice(1).join('.') : names[0]) ?? '';
}

;// CONCATENATED MODULE: ./src/exposures/read-catalogue.ts






/** Reads what `writeCatalogue` wrote for content on `server`; null where it is of another release, or broken. */
function readCatalogue(text, server) {
    const { data: file } = catalogueFile.safeParse((0,src_text/* parseJson */.qF)(text));
    if (file === undefined)
        return null;
    const lineages = file.contents.map((content) => readContent(content, file, server));
    return {
        project: {
            nodes: readNodes(file),
            semantics: new Map(),
            exposures: file.exposures.map((exposure) => readExposure(exposure, file)),
            disabledExposures: file.disabled,
            adapterType: file.adapter ?? null,
        },
        answers: {
            findings: new Map(file.found.map(([reference, finding]) => [reference, readFinding(finding, lineages)])),
            lineages,
        },
        discovery: readDiscovery(file, lineages),
    };
}
function readNodes(file) {
    const nodes = new Map();
    for (const row of file.nodes) {
        const node = readNode(row, file);
        const home = (0,manifest/* isTest */.Nu)(node.resourceType) ? ((0,manifest/* testedNode */.gJ)(node.parents, nodes) ?? node) : node;
        nodes.set(node.id, { ...node, key: (0,manifest/* nodeKey */.u8)(node.id, home) });
    }
    return nodes;
}
function readNode(row, { nodes, places, words }) {
    const { id, reads = [], at = -1, as: materialized = -1, path = '', tags = [] } = row;
    const [resourceType = '', packageName = ''] = id.split('.');
    const [database, schema] = places[at] ?? [null, null];
    return {
        id: id,
        resourceType,
        packageName,
        database,
        schema,
        ...readNames(row),
        materialized: words[materialized] ?? null,
        parents: idsOf(reads, nodes),
        path,
        tags: tags.flatMap((tag) => words[tag] ?? []),
        canFail: row.quiet === undefined,
        // Only the exposures-file needs it, which needs dbt's files.
        access: null,
        // Only a build needs it, to tell a changed view.
        codeHash: null,
    };
}
function readNames(row) {
    const name = row.name ?? nameInId(row.id);
    return { name, identifier: row.identifier ?? name, latestPointer: row.pointer ?? null };
}
function readExposure(row, { nodes, words }) {
    const { id, name, label = null, url = null, maturity = null, owner = null, tags = [], path, reads } = row;
    return {
        id: id,
        name,
        label,
        type: '',
        url,
        maturity,
        owner,
        owners: owner === null ? [] : [owner],
        tags: tags.flatMap((tag) => words[tag] ?? []),
        path,
        dependsOn: idsOf(reads, nodes),
        meta: row.settings === undefined ? {} : { active_exposure: row.settings },
    };
}
function idsOf(reads, nodes) {
    return reads.flatMap((read) => (typeof read === 'string' ? read : (nodes[read]?.id ?? [])));
}
function readContent(row, file, server) {
    const { kind, name, project = null, link, extract, bridge = false, live } = row;
    return {
        content: {
            kind,
            luid: row.luid,
            name,
            project,
            url: link === undefined ? null : `${originOf(server)}${link}`,
            owner: null,
        },
        hasExtract: extract,
        ...(file.format === FORMAT ? readReading(row, file) : olderReading(row, file)),
        live: live === undefined ? types/* NO_READING */.L : readReading(live, file),
        // What it was then says nothing about who has refreshed since.
        extractUpdatedAt: null,
        viaBridge: bridge,
    };
}
function readReading({ tables = [], reads = [], gaps = [] }, file) {
    return {
        tables: tables.flatMap((place) => readTable(file.tables[place])),
        reads: reads.flatMap((read) => typeof read === 'string' ? read : (file.contents[read]?.luid ?? [])),
        gaps,
    };
}
/** Which of these tables an extract holds is not known. */
function olderReading(row, file) {
    return { ...readReading(row, file), gaps: ['incomplete'] };
}
/** The path of a reverse proxy is a part of the link. */
function originOf(server) {
    return URL.canParse(server) ? new URL(server).origin : server;
}
function readTable(row) {
    if (row === undefined)
        return [];
    const [name, schema, fullName, database, connectionType] = row;
    return [{ name, schema, fullName, database, connectionType }];
}
function readDiscovery(file, lineages) {
    const dashboards = [];
    const datasources = [];
    for (const row of file.discovered) {
        const content = lineages[row.content]?.content;
        if (content === undefined)
            continue;
        const one = readDiscovered(row, file, lineages);
        const what = {
            ...content,
            projectPath: content.project?.split('/') ?? [],
            url: content.url ?? '',
            description: null,
        };
        const sheets = row.address === undefined ? [] : [{ name: '', path: `${row.address}/`, dashboard: false }];
        if (content.kind === 'workbook')
            dashboards.push({ ...one, workbook: { ...what, sheets } });
        else
            datasources.push({ ...one, datasource: what });
    }
    return { ...discovered/* NOTHING_DISCOVERED */.Z, dashboards, datasources, lineages };
}
function readDiscovered({ reads, extracts, owner }, { nodes, words }, lineages) {
    const name = owner === undefined ? undefined : words[owner];
    return {
        owner: name === undefined ? null : { name, email: null },
        upstream: idsOf(reads, nodes).map((id) => ({ node: id, through: 'table', certain: true })),
        extracts: extracts.flatMap((place) => {
            const lineage = lineages[place];
            return lineage === undefined ? [] : [(0,behind/* extractKey */.JY)(lineage)];
        }),
    };
}
function readFinding(finding, lineages) {
    if (finding === 'ambiguous')
        return { kind: 'ambiguous', candidates: [] };
    const content = typeof finding === 'number' ? lineages[finding]?.content : undefined;
    return content === undefined ? { kind: 'not-found', candidates: [] } : { kind: 'found', content };
}

// EXTERNAL MODULE: ./src/dbt/lineage.ts
var lineage = __webpack_require__(7195);
// EXTERNAL MODULE: ./src/exposures/merge.ts
var merge = __webpack_require__(8686);
// EXTERNAL MODULE: ./src/exposures/matching.ts
var matching = __webpack_require__(9603);
// EXTERNAL MODULE: ./src/exposures/relations.ts
var relations = __webpack_require__(9599);
;// CONCATENATED MODULE: ./src/exposures/write-catalogue.ts







/** An address of a person: everybody who can open a pull request can read state. The lengths keep it from running long. */
const ADDRESS = /[^\s"'<>()@/:;,|]{1,64}@[^\s"'<>()@/:;,|]+\.\p{L}{2,}/gu;
/**
 * The catalogue as compact JSON: what occurs often stands in a table and is named by its place there, what goes without
 * saying is left out. The same project and the same answers give the same text.
 */
function writeCatalogue({ project, answers, discovery }) {
    const lineages = (0,merge/* joinLineages */.ZH)(answers.lineages, discovery.lineages);
    const nodes = nodesNeeded(project, lineages, discovery);
    const tables = {
        nodes: new Map(nodes.map(({ id }, index) => [id, index])),
        contents: new Map(lineages.map(({ content }, index) => [content.luid, index])),
        extracts: new Map(lineages.map((lineage, index) => [(0,behind/* extractKey */.JY)(lineage), index])),
        places: new Table(),
        words: new Table(),
        tables: new Table(),
    };
    const file = {
        format: FORMAT,
        ...(project.adapterType !== null && { adapter: project.adapterType }),
        nodes: nodes.map((node) => writeNode(node, project, tables)),
        exposures: project.exposures.map((exposure) => writeExposure(exposure, project, tables)),
        disabled: [...project.disabledExposures],
        contents: lineages.map((lineage) => writeContent(lineage, tables)),
        found: [...answers.findings].map(([reference, finding]) => [reference, writeFinding(finding, tables)]),
        discovered: [
            ...discovery.dashboards.flatMap((one) => writeDiscovered(one, one.workbook, tables)),
            ...discovery.datasources.flatMap((one) => writeDiscovered(one, one.datasource, tables)),
        ],
        places: tables.places.rows,
        words: tables.words.rows,
        tables: tables.tables.rows,
    };
    return JSON.stringify(file, (_, value) => typeof value === 'string' ? withoutAddresses(value) : value);
}
function withoutAddresses(text) {
    return text.includes('@') ? text.replace(ADDRESS, '…') : text;
}
/** Rows that are named by their place, each once. */
class Table {
    rows = [];
    #places = new Map();
    placeOf(row) {
        const key = JSON.stringify(row);
        const place = this.#places.get(key) ?? this.rows.push(row) - 1;
        this.#places.set(key, place);
        return place;
    }
}
/**
 * What exposures name and what has a name that Tableau reads, all above these, and the tests that may hold any of it back:
 * those that read nothing else (dbt/health.ts). No other node can change a plan.
 */
function nodesNeeded(project, lineages, { dashboards, datasources }) {
    const tables = lineages.flatMap(behind/* readingsIn */.Nn).flatMap((reading) => reading.tables);
    const names = new Set(tables.map((table) => (0,relations/* relationOfTable */.gB)(table)?.name));
    const read = [...project.nodes.values()]
        .filter((node) => (0,matching/* standsInWarehouse */.a)(node) && (0,relations/* relationsOf */.nS)(node, []).some(({ name }) => names.has(name)))
        .map(({ id }) => id);
    const named = project.exposures.flatMap(({ dependsOn }) => (0,lineage/* expandSemantics */.yP)(dependsOn, project));
    const shown = [...dashboards, ...datasources].flatMap(({ upstream }) => upstream.map(({ node }) => node));
    const ids = new Set((0,lineage/* ancestorsFirst */.F0)([...named, ...shown, ...read], (0,lineage/* lineageOf */.bQ)(project)));
    const tests = [...project.nodes.values()].filter(({ resourceType, parents }) => (0,manifest/* isTest */.Nu)(resourceType) && parents.length > 0 && parents.every((id) => ids.has(id)));
    return [...[...ids].flatMap((id) => project.nodes.get(id) ?? []), ...tests];
}
function writeNode(node, project, { nodes, places, words }) {
    const { id, name, identifier, materialized, parents } = node;
    const place = () => ({ at: places.placeOf([node.database, node.schema]) });
    const common = {
        id,
        ...some('reads', parents.map((parent) => nodes.get(parent) ?? parent)),
        ...(name !== nameInId(id) && { name }),
        ...(!node.canFail && { quiet: true }),
    };
    if ((0,manifest/* isTest */.Nu)(node.resourceType)) {
        return (0,manifest/* testedNode */.gJ)(parents, project.nodes) === undefined ? { ...common, ...place() } : common;
    }
    return {
        ...common,
        ...place(),
        ...(materialized !== null && { as: words.placeOf(materialized) }),
        path: node.path,
        ...some('tags', node.tags.map((tag) => words.placeOf(tag))),
        ...(identifier !== name && { identifier }),
        ...(node.latestPointer !== null && { pointer: node.latestPointer }),
    };
}
function writeExposure(exposure, project, { nodes, words }) {
    const { id, name, label, url, maturity, path, meta } = exposure;
    const owner = exposure.owners.find((one) => !one.includes('@'));
    return {
        id,
        name,
        ...(label !== null && { label }),
        ...(url !== null && { url }),
        ...(maturity !== null && { maturity }),
        ...(owner !== undefined && { owner }),
        ...some('tags', exposure.tags.map((tag) => words.placeOf(tag))),
        path,
        reads: (0,lineage/* expandSemantics */.yP)(exposure.dependsOn, project).map((read) => nodes.get(read) ?? read),
        ...(meta['active_exposure'] !== undefined && { settings: meta['active_exposure'] }),
    };
}
function writeContent(lineage, tables) {
    const { content, hasExtract, viaBridge } = lineage;
    const live = writeReading(lineage.live, tables);
    return {
        kind: content.kind,
        luid: content.luid,
        name: content.name,
        ...(content.project !== null && { project: content.project }),
        ...(content.url !== null && { link: withoutServer(content.url) }),
        extract: hasExtract,
        ...(viaBridge && { bridge: true }),
        ...writeReading(lineage, tables),
        ...(Object.keys(live).length > 0 && { live }),
    };
}
function writeReading(reading, { contents, tables }) {
    return {
        ...some('tables', reading.tables.map(({ name, schema, fullName, database, connectionType }) => tables.placeOf([name, schema, fullName, database, connectionType]))),
        ...some('reads', reading.reads.map((luid) => contents.get(luid) ?? luid)),
        ...some('gaps', reading.gaps),
    };
}
function withoutServer(url) {
    if (!URL.canParse(url))
        return url;
    const { pathname, search, hash } = new URL(url);
    return `${pathname}${search}${hash}`;
}
function writeFinding(finding, { contents }) {
    if (finding.kind !== 'found')
        return finding.kind;
    return contents.get(finding.content.luid) ?? 'not-found';
}
function writeDiscovered({ upstream, extracts, owner }, content, { nodes, contents, extracts: places, words }) {
    const place = contents.get(content.luid);
    if (place === undefined)
        return [];
    const [address] = content.sheets?.flatMap(({ path }) => path.split('/', 1)) ?? [];
    return [
        {
            content: place,
            reads: upstream.map(({ node }) => nodes.get(node) ?? node),
            extracts: extracts.flatMap((key) => places.get(key) ?? []),
            ...(address !== undefined && address !== '' && { address }),
            ...(owner?.name?.includes('@') === false && { owner: words.placeOf(owner.name) }),
        },
    ];
}
/** Nothing at all for an empty list. */
function some(name, list) {
    return list.length === 0 ? {} : { [name]: [...list] };
}

// EXTERNAL MODULE: ./src/facts.ts + 1 modules
var facts = __webpack_require__(1825);
// EXTERNAL MODULE: ./src/inputs.ts + 1 modules
var src_inputs = __webpack_require__(8206);
// EXTERNAL MODULE: ./src/memory.ts + 1 modules
var src_memory = __webpack_require__(3424);
// EXTERNAL MODULE: ./src/report/times.ts
var times = __webpack_require__(7020);
// EXTERNAL MODULE: ./src/run.ts + 21 modules
var src_run = __webpack_require__(818);
// EXTERNAL MODULE: ./src/state/serialise.ts + 1 modules
var serialise = __webpack_require__(1459);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/catalogue.ts











/** Older than this, exposures and dashboards are likely to have changed since. */
const STALE = 7 * 24 * 60 * 60 * 1000;
const NOTHING_KEPT = 'dbt-artifacts is none, but no run has kept a catalogue of exposures in state for this server, site and state-scope: run this action once after dbt build on the production branch, with the same server, site and state-scope.';
const NEEDS_STATE = 'With dbt-artifacts: none there is nothing else to plan from: run it again once state can be read, or run the action after dbt build.';
/**
 * The project as the newest run with dbt's files has kept it in state.
 * @throws ConfigurationError when none has, or when state cannot be read.
 */
async function openCatalogue(run, inputs) {
    const site = (0,src_inputs/* addressOf */.ci)(inputs);
    if (site === null) {
        throw new errors/* ConfigurationError */.j1('tableau-server-url is empty: without dbt files the action needs it to find what an earlier run has kept.');
    }
    const memory = await (0,facts.openMemory)(run, { stateScope: inputs.stateScope, site });
    const { catalogue } = memory.journal.state;
    if (catalogue === null)
        throw new errors/* ConfigurationError */.j1(whyNone(memory));
    (0,src_run/* sayAll */.jO)(run, 'warning', (0,src_memory/* problemsOf */.GW)(memory));
    const read = readCatalogue(catalogue.content, site.server);
    if (read === null) {
        throw new errors/* ConfigurationError */.j1('The catalogue in state was kept by another release of this action: run it once after dbt build.');
    }
    tellAge(run, catalogue.builtAt);
    const { project: manifest, answers, discovery } = read;
    return { manifest, builds: [], notices: [], answers, discovery };
}
/** That nothing could be read is no sign that nothing was kept. */
function whyNone({ site }) {
    const isRead = site === null || site.problem === null || !(0,serialise/* isSame */.Ft)(site.state, state/* EMPTY_STATE */.W);
    return isRead ? NOTHING_KEPT : `${site.problem} ${NEEDS_STATE}`;
}
function tellAge({ action, draft, log }, builtAt) {
    const now = action.clock.now();
    draft.catalogueOf = builtAt;
    log.line(`Planning without dbt's files, from the catalogue kept at ${(0,times.at)(builtAt, now)} (${(0,times/* ago */.KN)(builtAt, now)})`);
    if (now - builtAt < STALE)
        return;
    draft.notices.push({
        level: 'warning',
        message: `The catalogue that this run plans from was kept ${(0,times/* ago */.KN)(builtAt, now)}: exposures and dashboards may have changed since; run the action after dbt build to renew it.`,
    });
}
/**
 * Whom to ask what stands behind exposures. Where dbt's files are read it is Tableau, but not about what is not selected and
 * known already; without them nobody is asked: a refresh that Tableau refuses tells soon enough.
 */
function contentPort(tableau, { inputs, project, chosen, memory }) {
    if (project.answers !== null)
        return (0,answers/* askSparingly */.pc)(answers/* NOBODY */.oQ, project.answers, []);
    if (chosen.others.length === 0)
        return tableau;
    const known = keptBefore(memory, inputs);
    if (known === null)
        return tableau;
    return (0,answers/* askSparingly */.pc)(tableau, known.answers, chosen.ours.flatMap(({ references }) => references));
}
/** What an earlier run has kept of project and answers; null where none has, or in a form of another release. */
function keptBefore({ journal }, { tableau }) {
    const { catalogue } = journal.state;
    return catalogue === null ? null : readCatalogue(catalogue.content, tableau.server ?? '');
}
/** What earlier runs have discovered for this project; null where nothing is known of it. */
function discoveredBefore({ inputs, project, memory }) {
    const isOwn = memory.journal.state.catalogue?.project === nameOf(project);
    return isOwn ? (keptBefore(memory, inputs)?.discovery ?? null) : null;
}
function nameOf({ builds }) {
    const names = builds.map(({ manifest }) => manifest.projectName ?? '');
    return [...new Set(names)].sort().join(', ');
}
/** Keeps what a run without dbt's files has to know. */
function keepCatalogue(run, project, { answers, discovery, memory }) {
    if (project.answers !== null)
        return;
    const name = nameOf(project);
    const before = memory.journal.state.catalogue?.project;
    if (before !== undefined && before !== name)
        (0,src_run/* say */.cv)(run, 'notice', replaced(before, name));
    const content = writeCatalogue({ project: project.manifest, answers, discovery });
    const catalogue = { builtAt: run.action.clock.now(), project: name, content };
    memory.journal.update({ ...state/* EMPTY_STATE */.W, catalogue });
}
function replaced(before, name) {
    return `The catalogue for runs without dbt files was of the dbt project ${before} and is now of ${name}: give each a state-scope of its own.`;
}


/***/ }),

/***/ 9093:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JW: () => (/* binding */ findAll),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   dM: () => (/* binding */ distinct),
/* harmony export */   oQ: () => (/* binding */ NOBODY),
/* harmony export */   pc: () => (/* binding */ askSparingly)
/* harmony export */ });
/* harmony import */ var _behind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1136);

/** For a run that asks Tableau nothing about content: what is not known is not found. */
const NOBODY = {
    find: (references) => Promise.resolve(references.map(() => ({ kind: 'not-found', candidates: [] }))),
    describe: () => Promise.resolve({ contents: [], notices: [] }),
    tellProjectPaths: () => Promise.resolve(),
};
/** One text for each thing that a reference may name. */
function nameOf(reference) {
    return Object.values(reference).join(' ');
}
/** What is found of these; each is asked about once. */
async function findAll(all, port) {
    const references = distinct(all, nameOf);
    const findings = await port.find(references);
    return new Map(references.flatMap((reference, index) => {
        const finding = findings[index];
        return finding === undefined ? [] : [[nameOf(reference), finding]];
    }));
}
function distinct(things, nameOfThing) {
    return [...new Map(things.map((thing) => [nameOfThing(thing), thing])).values()];
}
/** Asks about `wanted`, and about what is not known; all else is taken from what an earlier run has kept. */
function askSparingly(tableau, known, wanted) {
    const mustAsk = new Set(wanted.map(nameOf));
    const byLuid = (0,_behind_js__WEBPACK_IMPORTED_MODULE_0__/* .byLuidOf */ .HO)(known.lineages);
    const asked = new Set();
    const isKnown = (content) => !asked.has(content.luid) && byLuid.has(content.luid);
    return {
        tellProjectPaths: () => tableau.tellProjectPaths(),
        find: async (references) => {
            const open = references.filter((one) => mustAsk.has(nameOf(one)) || !known.findings.has(nameOf(one)));
            const answers = open.length === 0 ? [] : await tableau.find(open);
            const fresh = new Map(open.map((one, index) => [nameOf(one), answers[index]]));
            for (const finding of answers)
                if (finding.kind === 'found')
                    asked.add(finding.content.luid);
            return references.map((one) => fresh.get(nameOf(one)) ?? known.findings.get(nameOf(one)) ?? NOT_FOUND);
        },
        describe: async (contents) => {
            const open = contents.filter((content) => !isKnown(content));
            const fresh = open.length === 0 ? { contents: [], notices: [] } : await tableau.describe(open);
            const kept = (0,_behind_js__WEBPACK_IMPORTED_MODULE_0__/* .withAllItReads */ .k2)(contents.filter(isKnown).map(({ luid }) => luid), byLuid);
            // What Tableau has just told comes last, and so it counts.
            const all = (0,_behind_js__WEBPACK_IMPORTED_MODULE_0__/* .byLuidOf */ .HO)([...kept, ...fresh.contents]);
            return { contents: [...all.values()], notices: fresh.notices };
        },
    };
}
const NOT_FOUND = { kind: 'not-found', candidates: [] };


/***/ }),

/***/ 1136:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DU: () => (/* binding */ extractsRead),
/* harmony export */   HO: () => (/* binding */ byLuidOf),
/* harmony export */   JY: () => (/* binding */ extractKey),
/* harmony export */   Nn: () => (/* binding */ readingsIn),
/* harmony export */   g1: () => (/* binding */ refreshable),
/* harmony export */   ir: () => (/* binding */ readThrough),
/* harmony export */   k2: () => (/* binding */ withAllItReads),
/* harmony export */   y4: () => (/* binding */ mayHideSources)
/* harmony export */ });
function byLuidOf(lineages) {
    return new Map(lineages.map((lineage) => [lineage.content.luid, lineage]));
}
function extractKey({ content }) {
    return `${content.kind}:${content.luid}`;
}
/** These, and the published data sources that they read or show live, directly or through others; known or not. */
function readThrough(contents, lineageOf) {
    const all = new Set(contents);
    for (const luid of all) {
        const lineage = lineageOf(luid);
        for (const read of [...(lineage?.reads ?? []), ...(lineage?.live.reads ?? [])])
            all.add(read);
    }
    return [...all];
}
/** What its extract holds, and what it shows live beside it if it does. */
function readingsIn(lineage) {
    const { tables, reads, gaps } = lineage.live;
    return tables.length + reads.length + gaps.length === 0 ? [lineage] : [lineage, lineage.live];
}
/** This content and every published data source behind it, as far as it is known. */
function withAllItReads(contents, byLuid) {
    const all = readThrough(contents, (luid) => byLuid.get(luid));
    return all.flatMap((luid) => byLuid.get(luid) ?? []);
}
/**
 * What may have to be refreshed for these contents: every extract behind them, and they themselves where a published data
 * source may be hidden behind them. Else they themselves, so that their rows can say that there is no extract.
 */
function refreshable(contents, byLuid) {
    const all = withAllItReads(contents, byLuid);
    const isNamed = ({ content }) => contents.includes(content.luid);
    const extracts = all.filter((lineage) => lineage.hasExtract !== false || (isNamed(lineage) && mayHideSources(lineage, byLuid)));
    return extracts.length > 0 ? extracts : all.filter(isNamed);
}
/** Gaps in which a published data source may stand that nobody was shown. */
const HIDING = ['hidden-source', 'connections-refused', 'nothing-shown'];
/** Whether content without an extract of its own may show a published data source that the signed-in user cannot see. */
function mayHideSources(lineage, byLuid) {
    const live = readThrough([lineage.content.luid], (luid) => {
        const one = byLuid.get(luid);
        return one?.hasExtract === false ? one : undefined;
    });
    return live.some((luid) => {
        const one = byLuid.get(luid);
        if (one === undefined)
            return true;
        return one.hasExtract === false && HIDING.some((gap) => one.gaps.includes(gap));
    });
}
/** The published data sources with an extract that its extract reads; one without is looked through. */
function extractsRead(lineage, byLuid) {
    const keys = new Set();
    const open = new Set(lineage.reads);
    for (const luid of open) {
        const read = byLuid.get(luid);
        if (read === undefined || luid === lineage.content.luid)
            continue;
        if (read.hasExtract === false)
            for (const behind of read.reads)
                open.add(behind);
        else
            keys.add(extractKey(read));
    }
    return [...keys].sort();
}


/***/ }),

/***/ 9603:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ ProjectRelations),
/* harmony export */   a: () => (/* binding */ standsInWarehouse)
/* harmony export */ });
/* harmony import */ var _dbt_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6497);
/* harmony import */ var _relations_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9599);


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
            for (const relation of (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .relationsOf */ .nS)(node, mappings)) {
                const known = this.#byName.get(relation.name);
                if (known === undefined)
                    this.#byName.set(relation.name, [{ node, relation }]);
                else
                    known.push({ node, relation });
            }
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
        const told = (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .relationOfTable */ .gB)(table);
        if (told === null || this.isBoundary(table))
            return NONE;
        const same = (this.#byName.get(told.name) ?? []).filter(({ relation }) => (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .compareRelations */ .Xx)(relation, told, table.connectionType) === 'same');
        const relations = [...new Set(same.map(({ relation }) => (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .showRelation */ .O4)(relation)))];
        const [first] = same;
        if (first === undefined)
            return NONE;
        const nodes = same.map(({ node }) => node.id);
        if (relations.length > 1)
            return { kind: 'ambiguous', nodes, relations };
        return {
            kind: 'match',
            nodes,
            certain: (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .isWhole */ .wP)(first.relation, told, table.connectionType),
            placed: told.schema !== null || told.database === first.relation.schema,
        };
    }
    /** Nodes of this name that dbt built elsewhere. */
    namesakes(table) {
        const told = (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .relationOfTable */ .gB)(table);
        if (told === null || this.isBoundary(table))
            return [];
        return (this.#byName.get(told.name) ?? [])
            .filter(({ relation }) => (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .compareRelations */ .Xx)(relation, told, table.connectionType) === 'elsewhere')
            .map(({ node, relation }) => ({
            node: node.id,
            dbt: (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .showRelation */ .O4)(relation),
            tableau: (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .showRelation */ .O4)(told),
        }));
    }
    /** A file, or a table of another kind of database than dbt's: what stands behind it is not known. */
    isBoundary({ connectionType }) {
        return !(0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .mayShare */ .Xb)(this.#adapterType, connectionType);
    }
    /** Every way in which Tableau may write the name of the node's table (facts/tableau-api.md §12.1). */
    spellingsOf(node) {
        if (!standsInWarehouse(node))
            return [];
        const given = node.latestPointer === null ? [node.identifier] : [node.identifier, node.latestPointer];
        const all = (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .relationsOf */ .nS)(node, this.mappings).flatMap(spellings);
        return [...new Set([...given, ...all])];
    }
}
function spellings({ database, schema, name }) {
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
    return [name, ...dotted].flatMap((text) => [text, text.toUpperCase()]);
}
/** Ephemeral models, tests and functions are no tables. */
function standsInWarehouse(node) {
    return !(0,_dbt_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .isTest */ .Nu)(node.resourceType) && node.resourceType !== 'function' && node.materialized !== 'ephemeral';
}


/***/ }),

/***/ 8686:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DL: () => (/* binding */ isReferredBy),
/* harmony export */   XE: () => (/* binding */ discoveredExposures),
/* harmony export */   ZH: () => (/* binding */ joinLineages),
/* harmony export */   cr: () => (/* binding */ undeclared)
/* harmony export */ });
/* harmony import */ var _discovered_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4182);

/**
 * Discovery without what people have decided about: one dashboard is one exposure, and a declared one wins with all it
 * says, also where it is switched off or wrong. What has no extract has nothing to refresh and is left out.
 */
function undeclared(discovery, decided) {
    const taken = new Set(decided.found.flatMap(({ contents }) => contents));
    const isNew = (content, sheets = []) => !taken.has(content.luid) &&
        !decided.pointedAt.some((reference) => isReferredBy(reference, content, sheets));
    return {
        ...discovery,
        dashboards: discovery.dashboards.filter(({ workbook, extracts }) => extracts.length > 0 && isNew(workbook, workbook.sheets)),
        datasources: discovery.datasources.filter(({ datasource }) => isNew(datasource)),
    };
}
/** What discovery adds to the declared exposures. */
function discoveredExposures(discovery, decided) {
    const { dashboards, datasources } = undeclared(discovery, decided);
    return [
        ...dashboards.map((one) => exposureOf('workbook', one.workbook, one)),
        ...datasources.map((one) => exposureOf('datasource', one.datasource, one)),
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
            return [content.name, (0,_discovered_js__WEBPACK_IMPORTED_MODULE_0__/* .contentPath */ .n)(content)].includes(reference.path);
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
        name: (0,_discovered_js__WEBPACK_IMPORTED_MODULE_0__/* .contentPath */ .n)(content),
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

/***/ 9599:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O4: () => (/* binding */ showRelation),
/* harmony export */   Xb: () => (/* binding */ mayShare),
/* harmony export */   Xx: () => (/* binding */ compareRelations),
/* harmony export */   gB: () => (/* binding */ relationOfTable),
/* harmony export */   nS: () => (/* binding */ relationsOf),
/* harmony export */   wP: () => (/* binding */ isWhole)
/* harmony export */ });
/* unused harmony exports relationOf, splitName */
/** Connectors with two tiers only: what dbt calls the schema, Tableau may call the database. */
const TWO_TIERS = /^(clickhouse|athena|hive|mysql|teradata|spark)/;
/** With two tiers or three: a catalog that Tableau tells counts, as dev and prod often differ in nothing else. */
const MAYBE_TWO_TIERS = /^databricks/;
/** Their `database.name` is a project's friendly name, which says nothing about its id. */
const FRIENDLY_DATABASE = /^bigquery/;
/** Where dbt built a node, in the names under which Tableau knows the place. */
function relationOf(node, mappings) {
    const relation = {
        database: plain(node.database),
        schema: plain(node.schema),
        name: node.identifier.toLowerCase(),
    };
    const mapping = mappingFor(relation, mappings);
    if (mapping === undefined)
        return relation;
    const { database, schema } = mapping.tableau;
    if (relation.database === null)
        return { ...relation, schema: schema ?? database };
    return { ...relation, database, schema: schema ?? relation.schema };
}
/** Every name under which the warehouse has a node: its own, and that of the view on a latest version. */
function relationsOf(node, mappings) {
    const own = relationOf(node, mappings);
    const { latestPointer } = node;
    return latestPointer === null ? [own] : [own, { ...own, name: latestPointer.toLowerCase() }];
}
/** A line that names the schema comes before one for the whole database. Where dbt has two tiers, its schema is the database. */
function mappingFor({ database, schema }, mappings) {
    const top = database ?? schema;
    const own = mappings.filter(({ dbt }) => dbt.database === top);
    const exact = own.find(({ dbt }) => database !== null && dbt.schema === schema);
    return exact ?? own.find(({ dbt }) => dbt.schema === null);
}
/** Null for a table whose name Tableau does not tell. */
function relationOfTable(table) {
    const parts = table.fullName === null ? [] : splitName(table.fullName);
    const own = table.name === null ? [] : splitName(table.name);
    const longest = parts.length >= own.length ? parts : own;
    const name = longest.at(-1);
    if (name === undefined)
        return null;
    const friendly = FRIENDLY_DATABASE.test(table.connectionType ?? '');
    return {
        database: longest.at(-3) ?? (friendly ? null : plain(table.database)),
        schema: longest.at(-2) ?? plain(table.schema),
        name,
    };
}
/**
 * How a table of Tableau compares with a relation of dbt: the same; another that has its name but lies
 * elsewhere; or another altogether. What either side does not tell cannot differ.
 */
function compareRelations(dbt, table, connectionType) {
    if (dbt.name !== table.name)
        return 'other';
    const type = connectionType ?? '';
    const { schema, database } = table;
    if (hasTwoTiers(dbt, type))
        return isIn(dbt.schema, [schema, database]) ? 'same' : 'elsewhere';
    if (agree(dbt.schema, schema) && agree(dbt.database, database))
        return 'same';
    const oneTold = schema === null || schema === database;
    if (oneTold && MAYBE_TWO_TIERS.test(type) && database === dbt.schema)
        return 'same';
    return 'elsewhere';
}
/** Schema and database are the same tier then, and either may be told. */
function isIn(place, told) {
    return told.includes(place) || told.every((one) => one === null);
}
function hasTwoTiers({ database }, connectionType) {
    return database === null || TWO_TIERS.test(connectionType);
}
function agree(a, b) {
    return a === null || b === null || a === b;
}
function plain(text) {
    return text === null || text === '' ? null : text.toLowerCase();
}
/**
 * `[DB.SCHEMA].[T]`, `"db"."schema"."t"`, `` `p-1.d.t` ``, `db.schema.t` → the parts in lower case.
 * Brackets may hold several parts, quotes of the other kinds hold one, except BigQuery's back quotes.
 */
function splitName(name) {
    const parts = [];
    const token = /\[([^\]]*)\]|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|`([^`]*)`|([^.[\]"`]+)/g;
    for (const [, bracketed, quoted, singleQuoted, backQuoted, bare] of name.matchAll(token)) {
        const dotted = bracketed ?? backQuoted ?? bare;
        if (dotted !== undefined)
            for (const part of dotted.split('.'))
                parts.push(part);
        else if (quoted !== undefined)
            parts.push(quoted.replaceAll('""', '"'));
        else if (singleQuoted !== undefined)
            parts.push(singleQuoted.replaceAll("''", "'"));
    }
    return parts.map((part) => part.trim().toLowerCase()).filter((part) => part !== '');
}
/** The databases that a connector of Tableau and an adapter of dbt may both speak to, by how their names begin. */
const WAREHOUSES = [
    /^snowflake/,
    /^bigquery/,
    /^(redshift|postgres|greenplum|cockroach|alloydb|materialize)/,
    /^(databricks|spark|hive)/,
    /^(sqlserver|azure|synapse|fabric|mssql)/,
    /^(mysql|mariadb|singlestore|memsql)/,
    /^oracle/,
    /^duckdb/,
    /^clickhouse/,
    /^(athena|awsathena|trino|presto|starburst)/,
    /^teradata/,
    /^vertica/,
];
/** Files and services: no dbt project builds there (facts/tableau-api.md §12.1). */
const NO_WAREHOUSE = /^(hyper|dataengine|excel|text|webdata|web-data|google-(sheets|drive|analytics)|msaccess|ogr|pdf|json|salesforce|sharepoint|onedrive|box|dropbox|stat)/;
/** False where a table of this connector cannot be one that this adapter built. Generic connectors may speak to anything. */
function mayShare(adapterType, connectionType) {
    const connector = (connectionType ?? '').toLowerCase();
    if (NO_WAREHOUSE.test(connector))
        return false;
    const theirs = WAREHOUSES.find((names) => names.test(connector));
    const ours = WAREHOUSES.find((names) => names.test((adapterType ?? '').toLowerCase()));
    return theirs === undefined || ours === undefined || theirs === ours;
}
/** Every tier that the warehouse has is told, so that the match rests on the whole name. */
function isWhole(dbt, { database, schema }, connectionType) {
    if (dbt.schema !== null && schema === dbt.schema && database === dbt.database)
        return true;
    return (hasTwoTiers(dbt, connectionType ?? '') && dbt.schema !== null && [schema, database].includes(dbt.schema));
}
function showRelation(relation) {
    return [relation.database, relation.schema, relation.name].filter((part) => part !== null).join('.');
}


/***/ }),

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


/***/ }),

/***/ 2379:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ GAPS),
/* harmony export */   L: () => (/* binding */ NO_READING)
/* harmony export */ });
/** Why content may read more than Tableau shows. */
const GAPS = [
    /** There is no lineage to ask: only REST answers. */
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
