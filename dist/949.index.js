export const id = 949;
export const ids = [949];
export const modules = {

/***/ 949:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  contentPort: () => (/* binding */ contentPort),
  keepCatalogue: () => (/* binding */ keepCatalogue),
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
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
;// CONCATENATED MODULE: ./src/exposures/catalogue-file.ts

/** Goes up with every change that an older release would misread. */
const FORMAT = 1;
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
    /** Where the warehouse has another name than dbt. */
    identifier: schemas/* string */.YjP().optional(),
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
    /** In `tables`; left out where the lineage is off or incomplete. */
    tables: schemas/* array */.YOg(index).optional(),
    /** Published data sources among the contents; by LUID where they are not told of. */
    reads: schemas/* array */.YOg(schemas/* union */.KCZ([index, schemas/* string */.YjP()])).optional(),
});
/** Name, schema, full name, database, connection type. */
const table = schemas/* tuple */.PVZ([nullableText, nullableText, nullableText, nullableText, nullableText]);
const catalogueFile = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(FORMAT),
    nodes: schemas/* array */.YOg(node),
    exposures: schemas/* array */.YOg(exposure),
    /** Names of exposures that dbt has switched off. */
    disabled: schemas/* array */.YOg(schemas/* string */.YjP()),
    contents: schemas/* array */.YOg(content),
    /** What each reference was found to be: a place among the contents, or why nothing was found. */
    found: schemas/* array */.YOg(schemas/* tuple */.PVZ([schemas/* string */.YjP(), schemas/* union */.KCZ([index, schemas/* enum */.k5n(['not-found', 'ambiguous'])])])),
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
        },
        answers: {
            findings: new Map(file.found.map(([reference, finding]) => [reference, readFinding(finding, lineages)])),
            lineages,
        },
    };
}
function readNodes(file) {
    const nodes = new Map();
    for (const row of file.nodes) {
        const node = readNode(row, file);
        const home = (0,manifest/* isTest */.Nu)(node.resourceType) ? ((0,manifest/* testedNode */.gJ)(node.parents, nodes) ?? node) : node;
        nodes.set(node.id, { ...node, key: (0,manifest/* nodeKey */.u8)(node.id, home.database, home.schema) });
    }
    return nodes;
}
function readNode(row, { nodes, places, words }) {
    const { id, reads = [], at, as: materialized, path = '', tags = [] } = row;
    const [resourceType = '', packageName = ''] = id.split('.');
    const [database, schema] = (at === undefined ? undefined : places[at]) ?? [null, null];
    const name = row.name ?? nameInId(id);
    return {
        id: id,
        resourceType,
        name,
        packageName,
        database,
        schema,
        identifier: row.identifier ?? name,
        materialized: (materialized === undefined ? undefined : words[materialized]) ?? null,
        parents: idsOf(reads, nodes),
        path,
        tags: tags.flatMap((tag) => words[tag] ?? []),
        // Only the exposures-file needs it, which needs dbt's files.
        access: null,
        // Only a build needs it, to tell a changed view.
        codeHash: null,
    };
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
function readContent(row, { contents, tables }, server) {
    const { kind, name, project = null, link, extract, bridge = false, reads = [] } = row;
    return {
        content: {
            kind,
            luid: row.luid,
            name,
            project,
            url: link === undefined ? null : `${server}${link}`,
            owner: null,
        },
        hasExtract: extract,
        tables: row.tables?.flatMap((place) => readTable(tables[place])) ?? null,
        reads: reads.flatMap((read) => typeof read === 'string' ? read : (contents[read]?.luid ?? [])),
        // What it was then says nothing about who has refreshed since.
        extractUpdatedAt: null,
        viaBridge: bridge,
    };
}
function readTable(row) {
    if (row === undefined)
        return [];
    const [name, schema, fullName, database, connectionType] = row;
    return [{ name, schema, fullName, database, connectionType }];
}
function readFinding(finding, lineages) {
    if (finding === 'ambiguous')
        return { kind: 'ambiguous', candidates: [] };
    const content = typeof finding === 'number' ? lineages[finding]?.content : undefined;
    return content === undefined ? { kind: 'not-found', candidates: [] } : { kind: 'found', content };
}

// EXTERNAL MODULE: ./src/dbt/lineage.ts
var lineage = __webpack_require__(7195);
;// CONCATENATED MODULE: ./src/exposures/write-catalogue.ts



/** An address of a person: everybody who can open a pull request can read state. The lengths keep it from running long. */
const ADDRESS = /[^\s"'<>()@/:;,|]{1,64}@[^\s"'<>()@/:;,|]+\.\p{L}{2,}/gu;
/**
 * The catalogue as compact JSON: what occurs often stands in a table and is named by its place there, what goes without
 * saying is left out. The same project and the same answers give the same text.
 */
function writeCatalogue({ project, answers: { findings, lineages } }) {
    const nodes = nodesNeeded(project);
    const tables = {
        nodes: new Map(nodes.map(({ id }, index) => [id, index])),
        contents: new Map(lineages.map(({ content }, index) => [content.luid, index])),
        places: new Table(),
        words: new Table(),
        tables: new Table(),
    };
    const file = {
        format: FORMAT,
        nodes: nodes.map((node) => writeNode(node, project, tables)),
        exposures: project.exposures.map((exposure) => writeExposure(exposure, project, tables)),
        disabled: [...project.disabledExposures],
        contents: lineages.map((lineage) => writeContent(lineage, tables)),
        found: [...findings].map(([reference, finding]) => [reference, writeFinding(finding, tables)]),
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
 * What exposures read and all above it, and the tests that may hold any of it back: those that read nothing else
 * (dbt/health.ts). No other node can change a plan.
 */
function nodesNeeded(project) {
    const read = project.exposures.flatMap(({ dependsOn }) => (0,lineage/* expandSemantics */.yP)(dependsOn, project));
    const ids = new Set((0,lineage/* ancestorsFirst */.F0)(read, (0,lineage/* lineageOf */.bQ)(project)));
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
function writeContent(lineage, { contents, tables }) {
    const { content, hasExtract, viaBridge } = lineage;
    const rows = lineage.tables?.map(({ name, schema, fullName, database, connectionType }) => tables.placeOf([name, schema, fullName, database, connectionType]));
    return {
        kind: content.kind,
        luid: content.luid,
        name: content.name,
        ...(content.project !== null && { project: content.project }),
        ...(content.url !== null && { link: withoutServer(content.url) }),
        extract: hasExtract,
        ...(viaBridge && { bridge: true }),
        ...(rows !== undefined && { tables: rows }),
        ...some('reads', lineage.reads.map((luid) => contents.get(luid) ?? luid)),
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
/** Nothing at all for an empty list. */
function some(name, list) {
    return list.length === 0 ? {} : { [name]: [...list] };
}

// EXTERNAL MODULE: ./src/memory.ts + 1 modules
var memory = __webpack_require__(3424);
// EXTERNAL MODULE: ./src/report/times.ts
var times = __webpack_require__(7020);
// EXTERNAL MODULE: ./src/run.ts + 18 modules
var src_run = __webpack_require__(5212);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/catalogue.ts








/** Older than this, exposures and dashboards are likely to have changed since. */
const STALE = 7 * 24 * 60 * 60 * 1000;
const NOTHING_KEPT = 'dbt-artifacts is none, but no run has kept a catalogue of exposures in state for this server, site and state-scope: run this action once after dbt build on the production branch, with the same server, site and state-scope.';
/**
 * The project as the newest run with dbt's files has kept it in state.
 * @throws ConfigurationError when none has.
 */
async function openCatalogue(run, inputs) {
    const { server } = inputs.tableau;
    if (server === null) {
        throw new errors/* ConfigurationError */.j('tableau-server-url is empty: without dbt files the action needs it to find what an earlier run has kept.');
    }
    const { catalogue } = (await (0,memory/* openMemory */.u)(run, inputs)).journal.state;
    if (catalogue === null)
        throw new errors/* ConfigurationError */.j(NOTHING_KEPT);
    const read = readCatalogue(catalogue.content, server);
    if (read === null) {
        throw new errors/* ConfigurationError */.j('The catalogue in state was kept by another release of this action: run it once after dbt build.');
    }
    tellAge(run, catalogue.builtAt);
    return { manifest: read.project, builds: [], answers: read.answers };
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
    const { catalogue } = memory.journal.state;
    const known = catalogue === null ? null : readCatalogue(catalogue.content, inputs.tableau.server ?? '');
    if (known === null)
        return tableau;
    return (0,answers/* askSparingly */.pc)(tableau, known.answers, chosen.ours.flatMap(({ references }) => references));
}
/** Keeps what a run without dbt's files has to know. */
function keepCatalogue(run, project, { answers, memory }) {
    if (project.answers !== null)
        return;
    const names = project.builds.map(({ manifest }) => manifest.projectName ?? '');
    const name = [...new Set(names)].sort().join(', ');
    const before = memory.journal.state.catalogue?.project;
    if (before !== undefined && before !== name)
        (0,src_run/* say */.cv)(run, 'notice', replaced(before, name));
    const content = writeCatalogue({ project: project.manifest, answers });
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
/* harmony import */ var _extracts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2593);

/** For a run that asks Tableau nothing about content: what is not known is not found. */
const NOBODY = {
    find: (references) => Promise.resolve(references.map(() => ({ kind: 'not-found', candidates: [] }))),
    describe: () => Promise.resolve({ contents: [], notices: [] }),
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
    const byLuid = (0,_extracts_js__WEBPACK_IMPORTED_MODULE_0__/* .byLuidOf */ .HO)(known.lineages);
    const asked = new Set();
    const isKnown = (content) => !asked.has(content.luid) && byLuid.has(content.luid);
    return {
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
            const kept = (0,_extracts_js__WEBPACK_IMPORTED_MODULE_0__/* .withAllItReads */ .k2)(contents.filter(isKnown).map(({ luid }) => luid), byLuid);
            // What Tableau has just told comes last, and so it counts.
            const all = (0,_extracts_js__WEBPACK_IMPORTED_MODULE_0__/* .byLuidOf */ .HO)([...kept, ...fresh.contents]);
            return { contents: [...all.values()], notices: fresh.notices };
        },
    };
}
const NOT_FOUND = { kind: 'not-found', candidates: [] };


/***/ }),

/***/ 2593:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  HO: () => (/* binding */ byLuidOf),
  JY: () => (/* binding */ extractKey),
  C7: () => (/* binding */ extractsOf),
  ir: () => (/* binding */ readThrough),
  k2: () => (/* binding */ withAllItReads)
});

// EXTERNAL MODULE: ./src/exposures/relations.ts
var relations = __webpack_require__(9599);
;// CONCATENATED MODULE: ./src/exposures/other-environment.ts
function environmentOf(comparisons) {
    const here = new Set(comparisons.flatMap(({ certain }) => builtByDbt(certain)));
    const there = comparisons.filter(({ complete }) => complete).flatMap(({ elsewhere }) => elsewhere);
    const elsewhere = there.filter(({ node }) => !here.has(node));
    return {
        elsewhere: new Map(elsewhere.map(({ node, dbt, tableau }) => [node, { dbt, tableau }])),
        isOther: here.size === 0 && elsewhere.length > 0,
    };
}
/**
 * The pairs of names that show that this extract reads another environment than dbt built; none where it may be the
 * same. Its own lineage speaks first. Where that knows the names only in part, or only sources, which all environments
 * share, the other extracts speak: a development build must not refresh what production shows, only because Tableau
 * cannot read custom SQL.
 */
function otherEnvironment(own, ids, environment) {
    if (builtByDbt(own.certain).length > 0)
        return [];
    const inPart = builtByDbt(own.upstream.keys());
    const elsewhere = own.elsewhere.filter(({ node }) => !own.upstream.has(node));
    if (own.complete && inPart.length === 0 && elsewhere.length > 0)
        return distinct(elsewhere);
    const built = own.upstream.size === 0 ? builtByDbt(ids) : inPart;
    if (built.length > 0)
        return elsewherePairs(built, environment);
    return own.upstream.size > 0 && environment.isOther ? distinct([...environment.elsewhere.values()]) : [];
}
/** Where all of these nodes are read elsewhere, as what and where; else none. */
function elsewherePairs(nodes, { elsewhere }) {
    const pairs = nodes.flatMap((node) => elsewhere.get(node) ?? []);
    return pairs.length === nodes.length ? distinct(pairs) : [];
}
function builtByDbt(ids) {
    return [...ids].filter((id) => !id.startsWith('source.'));
}
/** Two data sources may read the same table. */
function distinct(pairs) {
    return [
        ...new Map(pairs.map(({ dbt, tableau }) => [JSON.stringify([dbt, tableau]), { dbt, tableau }])).values(),
    ];
}

;// CONCATENATED MODULE: ./src/exposures/extracts.ts


/**
 * The extracts behind these exposures, each once, with the exposures it serves and its own upstream. A
 * workbook stands for its own extracts and for those of the published data sources it reads; content without
 * any extract is kept, so that its row can say so.
 */
function extractsOf(found, surroundings) {
    const byLuid = byLuidOf(surroundings.lineages);
    const served = new Map();
    for (const { exposure, contents, extracts } of found) {
        const behind = refreshable(contents, byLuid);
        for (const lineage of behind.filter((one) => extracts?.includes(extractKey(one)) !== false)) {
            const known = served.get(lineage);
            if (known === undefined)
                served.set(lineage, [exposure]);
            else
                known.push(exposure);
        }
    }
    const compared = [...served].map(([lineage, exposures]) => compare(lineage, exposures, { ...surroundings, byLuid }));
    const environment = environmentOf(compared.map(({ confirmed }) => confirmed));
    return compared.map(({ lineage, exposures, ids, confirmed }) => ({
        key: extractKey(lineage),
        lineage,
        exposures: [...exposures].sort((a, b) => a.name.localeCompare(b.name)),
        upstream: upstreamOf(ids, lineage, { confirmed, byLuid }),
        reads: extractsRead(lineage, byLuid),
        otherEnvironment: otherEnvironment(confirmed, ids, environment),
    }));
}
function extractKey({ content }) {
    return `${content.kind}:${content.luid}`;
}
function byLuidOf(lineages) {
    return new Map(lineages.map((lineage) => [lineage.content.luid, lineage]));
}
function refreshable(contents, byLuid) {
    const all = withAllItReads(contents, byLuid);
    const extracts = all.filter((lineage) => lineage.hasExtract !== false);
    return extracts.length > 0 ? extracts : all.filter((lineage) => contents.includes(lineage.content.luid));
}
/** This content and every published data source behind it, as far as it is known. */
function withAllItReads(contents, byLuid) {
    const all = readThrough(contents, (luid) => byLuid.get(luid));
    return all.flatMap((luid) => byLuid.get(luid) ?? []);
}
/** These, and the published data sources that they read, directly or through others; known or not. */
function readThrough(contents, lineageOf) {
    const all = new Set(contents);
    for (const luid of all)
        for (const read of lineageOf(luid)?.reads ?? [])
            all.add(read);
    return [...all];
}
function compare(lineage, exposures, { manifest, relationMap, byLuid }) {
    const ids = [...new Set(exposures.flatMap((exposure) => exposure.upstream))];
    const nodes = ids.flatMap((id) => manifest.nodes.get(id) ?? []);
    return { lineage, exposures, ids, confirmed: extracts_confirm(lineage, { nodes, relationMap, byLuid }) };
}
function extracts_confirm(lineage, question, above = []) {
    const direct = confirmTables(lineage, question);
    const upstream = new Map(direct.upstream);
    const elsewhere = [...direct.elsewhere];
    const certain = new Set(direct.certain);
    let complete = direct.complete;
    for (const luid of lineage.reads.filter((read) => !above.includes(read))) {
        const read = question.byLuid.get(luid);
        const behind = read === undefined ? UNKNOWN : extracts_confirm(read, question, [...above, lineage.content.luid]);
        complete &&= behind.complete;
        elsewhere.push(...behind.elsewhere);
        for (const id of behind.certain)
            certain.add(id);
        for (const [id, via] of behind.upstream) {
            const through = read !== undefined && read.hasExtract !== false ? extractKey(read) : via;
            if (!upstream.has(id))
                upstream.set(id, through);
        }
    }
    return { complete, upstream, certain, elsewhere };
}
const UNKNOWN = { complete: false, upstream: new Map(), certain: new Set(), elsewhere: [] };
function confirmTables({ tables }, { nodes, relationMap }) {
    if (tables === null)
        return UNKNOWN;
    const upstream = new Map();
    const certain = new Set();
    const elsewhere = [];
    const named = tables.flatMap((table) => {
        const relation = (0,relations/* relationOfTable */.gB)(table);
        return relation === null ? [] : [{ relation, connectionType: table.connectionType }];
    });
    for (const node of nodes) {
        const built = (0,relations/* relationOf */.Ke)(node, relationMap);
        for (const { relation, connectionType } of named) {
            const compared = (0,relations/* compareRelations */.Xx)(built, relation, connectionType);
            if (compared === 'same')
                upstream.set(node.id, null);
            // Custom SQL often shows a table's name alone, which fits in every environment.
            if (compared === 'same' && (relation.schema !== null || relation.database === built.schema))
                certain.add(node.id);
            if (compared === 'elsewhere')
                elsewhere.push({ node: node.id, dbt: (0,relations/* showRelation */.O4)(built), tableau: (0,relations/* showRelation */.O4)(relation) });
        }
    }
    return { complete: named.length === tables.length, upstream, certain, elsewhere };
}
/**
 * The confirmed nodes; all of them where the lineage is off, incomplete or knows none of these names. What
 * comes through one data source alone can land only when that was refreshed.
 */
function upstreamOf(ids, lineage, { confirmed, byLuid }) {
    if (confirmed.complete && confirmed.upstream.size > 0) {
        return [...confirmed.upstream].map(([node, via]) => ({ node, via }));
    }
    const onlyThrough = onlySource(lineage, byLuid);
    return ids.map((node) => ({ node, via: confirmed.upstream.get(node) ?? onlyThrough }));
}
/** The one data source with an extract that everything comes through; null where there may be another way. */
function onlySource({ tables, reads }, byLuid) {
    const [only, ...others] = reads;
    if (tables?.length !== 0 || only === undefined || others.length > 0)
        return null;
    const read = byLuid.get(only);
    return read === undefined || read.hasExtract === false ? null : extractKey(read);
}
/** The published data sources with an extract that it reads; one without is looked through. */
function extractsRead(lineage, byLuid) {
    const keys = new Set();
    const seen = new Set([lineage.content.luid]);
    const open = [...lineage.reads];
    for (let luid = open.pop(); luid !== undefined; luid = open.pop()) {
        const read = byLuid.get(luid);
        if (read === undefined || seen.has(luid))
            continue;
        seen.add(luid);
        if (read.hasExtract === false)
            open.push(...read.reads);
        else
            keys.add(extractKey(read));
    }
    return [...keys].sort();
}


/***/ }),

/***/ 9599:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ke: () => (/* binding */ relationOf),
/* harmony export */   O4: () => (/* binding */ showRelation),
/* harmony export */   Xb: () => (/* binding */ mayShare),
/* harmony export */   Xx: () => (/* binding */ compareRelations),
/* harmony export */   gB: () => (/* binding */ relationOfTable),
/* harmony export */   wP: () => (/* binding */ isWhole)
/* harmony export */ });
/* unused harmony export splitName */
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
            parts.push(...dotted.split('.'));
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


/***/ })

};
