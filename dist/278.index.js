export const id = 278;
export const ids = [278];
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

/***/ 6742:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HO: () => (/* binding */ byLuidOf),
/* harmony export */   JY: () => (/* binding */ extractKey),
/* harmony export */   N2: () => (/* binding */ refreshableContent),
/* harmony export */   Nn: () => (/* binding */ readingsIn),
/* harmony export */   _v: () => (/* binding */ extractsReadBy),
/* harmony export */   fq: () => (/* binding */ reachableLuids),
/* harmony export */   rv: () => (/* binding */ reachableContent),
/* harmony export */   y4: () => (/* binding */ mayHideSources)
/* harmony export */ });
function byLuidOf(lineages) {
    return new Map(lineages.map((lineage) => [lineage.content.luid, lineage]));
}
function extractKey({ content }) {
    return `${content.kind}:${content.luid}`;
}
/** `contents`, and the published data sources that they read in extracts or live, directly or through others; also unknown ones. */
function reachableLuids(contents, lineageOf) {
    const all = new Set(contents);
    for (const luid of all) {
        const lineage = lineageOf(luid);
        for (const read of [...(lineage?.reads ?? []), ...(lineage?.live.reads ?? [])])
            all.add(read);
    }
    return [...all];
}
/** What its extract reads, and what it reads live, if anything. */
function readingsIn(lineage) {
    const { tables, reads, gaps } = lineage.live;
    return tables.length + reads.length + gaps.length === 0 ? [lineage] : [lineage, lineage.live];
}
/** The known lineages of `contents` and of all published data sources that they read, directly or through others. */
function reachableContent(contents, byLuid) {
    const all = reachableLuids(contents, (luid) => byLuid.get(luid));
    return all.flatMap((luid) => byLuid.get(luid) ?? []);
}
/**
 * What may have to be refreshed for `contents`: every extract among them and the data sources that they read, and any of
 * them that may read a hidden data source. If that is nothing, `contents`, so that their rows say that there is no extract.
 */
function refreshableContent(contents, byLuid) {
    const all = reachableContent(contents, byLuid);
    const isNamed = ({ content }) => contents.includes(content.luid);
    const extracts = all.filter((lineage) => lineage.hasExtract !== false || (isNamed(lineage) && mayHideSources(lineage, byLuid)));
    return extracts.length > 0 ? extracts : all.filter(isNamed);
}
/** Gaps that may hide a published data source. */
const GAPS_THAT_HIDE_SOURCES = ['hidden-source', 'connections-refused', 'nothing-shown'];
/** Whether content without an extract of its own may read a published data source that the signed-in user cannot see. */
function mayHideSources(lineage, byLuid) {
    const live = reachableLuids([lineage.content.luid], (luid) => {
        const one = byLuid.get(luid);
        return one?.hasExtract === false ? one : undefined;
    });
    return live.some((luid) => {
        const one = byLuid.get(luid);
        if (one === undefined)
            return true;
        return one.hasExtract === false && GAPS_THAT_HIDE_SOURCES.some((gap) => one.gaps.includes(gap));
    });
}
/** The published data sources with an extract that its extract reads, directly or through those without one. */
function extractsReadBy(lineage, byLuid) {
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

/***/ 4023:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NV: () => (/* binding */ matchesReference),
/* harmony export */   XE: () => (/* binding */ discoveredExposures),
/* harmony export */   ZH: () => (/* binding */ joinLineages),
/* harmony export */   cr: () => (/* binding */ undeclared)
/* harmony export */ });
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1310);

/**
 * Discovery without declared content: one dashboard is one exposure, and a declared exposure takes precedence, even if it
 * is disabled or misconfigured. Content without an extract has nothing to refresh and is left out.
 */
function undeclared(discovery, decided) {
    const taken = new Set(decided.found.flatMap(({ contents }) => contents));
    const isNew = (content, sheets = []) => !taken.has(content.luid) &&
        !decided.pointedAt.some((reference) => matchesReference(reference, content, sheets));
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
/** Whether a reference names this content, as far as discovery knows it. Sheet paths begin with the workbook's content URL. */
function matchesReference(reference, content, sheets) {
    switch (reference.by) {
        case 'luid':
            return reference.luid.toLowerCase() === content.luid;
        case 'number':
            return content.url.endsWith(`/${reference.of}s/${reference.number}`);
        case 'path':
            return [content.name, (0,_types_js__WEBPACK_IMPORTED_MODULE_0__/* .discoveredPath */ .e)(content)].includes(reference.path);
        case 'content-url':
            return (reference.of === 'workbook' && sheets.some(({ path }) => path.split('/')[0] === reference.contentUrl));
    }
}
const DEFAULT_SETTINGS = {
    buildAfter: null,
    updatesOn: null,
    onUpstreamFailure: null,
    incremental: false,
};
function exposureOf(kind, content, { owner, upstream, extracts }) {
    const exposure = {
        uniqueId: `tableau.${kind}.${content.luid}`,
        name: (0,_types_js__WEBPACK_IMPORTED_MODULE_0__/* .discoveredPath */ .e)(content),
        label: content.name,
        origin: 'discovered',
        owner: owner?.name ?? null,
        maturity: null,
        path: '',
        upstream: upstream.map(({ node }) => node),
        settings: DEFAULT_SETTINGS,
    };
    return { exposure, contents: [content.luid], extracts };
}
/** Joins lineages by LUID. That of a declared exposure takes precedence: it was read with all custom SQL. */
function joinLineages(declared, discovered) {
    return [
        ...new Map([...discovered, ...declared].map((lineage) => [lineage.content.luid, lineage])).values(),
    ];
}


/***/ }),

/***/ 4206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FJ: () => (/* binding */ hasRelation),
/* harmony export */   Vf: () => (/* binding */ ProjectRelations),
/* harmony export */   bI: () => (/* binding */ isTable)
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
            if (!hasRelation(node))
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
     * Matches a table by every part of its name that Tableau gives. It must fit one relation only; a match by less than the
     * full name is not certain.
     */
    match(table) {
        const given = (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .relationOfTable */ .gB)(table);
        if (given === null || this.isBoundary(table))
            return NONE;
        const same = (this.#byName.get(given.name) ?? []).filter(({ relation }) => (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .compareRelations */ .Xx)(relation, given, table.connectionType) === 'same');
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
            certain: (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .isFullNameMatch */ .cL)(first.relation, given, table.connectionType),
            schemaKnown: given.schema !== null || given.database === first.relation.schema,
        };
    }
    /** Nodes of this name that dbt built in another place. */
    namesakes(table) {
        const given = (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .relationOfTable */ .gB)(table);
        if (given === null || this.isBoundary(table))
            return [];
        return (this.#byName.get(given.name) ?? [])
            .filter(({ relation }) => (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .compareRelations */ .Xx)(relation, given, table.connectionType) === 'elsewhere')
            .map(({ node, relation }) => ({
            node: node.id,
            dbt: (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .showRelation */ .O4)(relation),
            tableau: (0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .showRelation */ .O4)(given),
        }));
    }
    /** A file, or a table in another kind of database than dbt's: where its data comes from is not known. */
    isBoundary({ connectionType }) {
        return !(0,_relations_js__WEBPACK_IMPORTED_MODULE_1__/* .mayShare */ .Xb)(this.#adapterType, connectionType);
    }
    /** All forms in which Tableau may write the name of the node's table (docs/facts/tableau.md#table-names). */
    spellingsOf(node) {
        if (!hasRelation(node))
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
/** Whether the warehouse has a table or view for a node: not for ephemeral models, tests and functions. */
function hasRelation(node) {
    return !(0,_dbt_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .isTest */ .Nu)(node.resourceType) && node.resourceType !== 'function' && node.materialized !== 'ephemeral';
}
/** Whether Tableau can show that the node is read. */
function isTable(id, nodes) {
    const node = nodes.get(id);
    return node !== undefined && hasRelation(node);
}


/***/ }),

/***/ 9599:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O4: () => (/* binding */ showRelation),
/* harmony export */   Xb: () => (/* binding */ mayShare),
/* harmony export */   Xx: () => (/* binding */ compareRelations),
/* harmony export */   cL: () => (/* binding */ isFullNameMatch),
/* harmony export */   gB: () => (/* binding */ relationOfTable),
/* harmony export */   nS: () => (/* binding */ relationsOf)
/* harmony export */ });
/* unused harmony exports relationOf, splitName */
/** Connectors whose names have two parts: what dbt calls the schema, Tableau may call the database. */
const TWO_TIERS = /^(clickhouse|athena|hive|mysql|teradata|spark)/;
/** Connectors with two or three parts. A catalog in Tableau's answer counts: dev and prod often differ in nothing else. */
const MAYBE_TWO_TIERS = /^databricks/;
/** Connectors whose `database.name` is the project's display name, not its id. */
const FRIENDLY_DATABASE = /^bigquery/;
/** The relation of a node, in Tableau's names (after `relation-map`). */
function relationOf(node, mappings) {
    const relation = {
        database: lowerOrNull(node.database),
        schema: lowerOrNull(node.schema),
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
/** All relations of a node: its own, and the view that points to its latest version. */
function relationsOf(node, mappings) {
    const own = relationOf(node, mappings);
    const { latestPointer } = node;
    return latestPointer === null ? [own] : [own, { ...own, name: latestPointer.toLowerCase() }];
}
/** A line for the schema takes precedence over one for the whole database. In a two-part name, dbt's schema is the database. */
function mappingFor({ database, schema }, mappings) {
    const top = database ?? schema;
    const own = mappings.filter(({ dbt }) => dbt.database === top);
    const exact = own.find(({ dbt }) => database !== null && dbt.schema === schema);
    return exact ?? own.find(({ dbt }) => dbt.schema === null);
}
/** The relation of a table in Tableau; null if Tableau gives no name. */
function relationOfTable(table) {
    const parts = table.fullName === null ? [] : splitName(table.fullName);
    const own = table.name === null ? [] : splitName(table.name);
    const longest = parts.length >= own.length ? parts : own;
    const name = longest.at(-1);
    if (name === undefined)
        return null;
    const friendly = FRIENDLY_DATABASE.test(table.connectionType ?? '');
    return {
        database: longest.at(-3) ?? (friendly ? null : lowerOrNull(table.database)),
        schema: longest.at(-2) ?? lowerOrNull(table.schema),
        name,
    };
}
/**
 * Compares a table of Tableau with a relation of dbt: the same; one of the same name in another database or schema; or
 * another one. A part that one side does not know cannot differ.
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
    const onlyDatabaseGiven = schema === null || schema === database;
    if (onlyDatabaseGiven && MAYBE_TWO_TIERS.test(type) && database === dbt.schema)
        return 'same';
    return 'elsewhere';
}
/** In two-part names schema and database mean the same, and Tableau may give either. */
function isIn(place, given) {
    return given.includes(place) || given.every((one) => one === null);
}
function hasTwoTiers({ database }, connectionType) {
    return database === null || TWO_TIERS.test(connectionType);
}
function agree(a, b) {
    return a === null || b === null || a === b;
}
function lowerOrNull(text) {
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
/** One line per kind of warehouse: how the names of Tableau's connectors and dbt's adapters for it begin. */
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
/** Files and services: no dbt project builds there (docs/facts/tableau.md#connectors). */
const NO_WAREHOUSE = /^(hyper|dataengine|excel|text|webdata|web-data|google-(sheets|drive|analytics)|msaccess|ogr|pdf|json|salesforce|sharepoint|onedrive|box|dropbox|stat)/;
/** False if a table of this connector cannot be one that this adapter built. Generic connectors may reach any warehouse. */
function mayShare(adapterType, connectionType) {
    const connector = (connectionType ?? '').toLowerCase();
    if (NO_WAREHOUSE.test(connector))
        return false;
    const theirs = WAREHOUSES.find((names) => names.test(connector));
    const ours = WAREHOUSES.find((names) => names.test((adapterType ?? '').toLowerCase()));
    return theirs === undefined || ours === undefined || theirs === ours;
}
/** Whether the names agree in every part that the warehouse has. */
function isFullNameMatch(dbt, { database, schema }, connectionType) {
    if (dbt.schema !== null && schema === dbt.schema && database === dbt.database)
        return true;
    return (hasTwoTiers(dbt, connectionType ?? '') && dbt.schema !== null && [schema, database].includes(dbt.schema));
}
/** The name as `relation-map` accepts it. */
function showRelation({ database, schema, name }) {
    return [database, schema, name].flatMap((part) => (part === null ? [] : quotedIfOdd(part))).join('.');
}
function quotedIfOdd(part) {
    return /[.\s="]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part;
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

/***/ 4278:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  catalogueAge: () => (/* binding */ catalogueAge),
  jn: () => (/* binding */ contentPort),
  Up: () => (/* binding */ discoveredBefore),
  VA: () => (/* binding */ keepCatalogue),
  KZ: () => (/* binding */ keptBefore),
  keptProject: () => (/* binding */ keptProject)
});

// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/base/notice.ts
var notice = __webpack_require__(4445);
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
// EXTERNAL MODULE: ./src/state/state-file.ts + 1 modules
var state_file = __webpack_require__(8058);
// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
// EXTERNAL MODULE: ./src/run/saved-state.ts + 1 modules
var saved_state = __webpack_require__(679);
;// CONCATENATED MODULE: ./src/run/catalogue.ts








/** After a week, exposures and dashboards have probably changed. */
const STALE = 7 * 24 * 60 * 60 * 1000;
const NOTHING_KEPT = `dbt-artifacts is none, but no run has kept a catalogue of exposures in state for this server, site and state-scope: run this action once after dbt build on the production branch, with the same server, site and state-scope. ${saved_state/* OTHER_COMPRESSION */._E}`;
const NEEDS_STATE = 'With dbt-artifacts: none there is nothing else to plan from: run it again once state can be read, or run the action after dbt build.';
/**
 * The project as the newest run with dbt files saved it in state.
 * @throws ConfigurationError when no run saved one, or when state cannot be read.
 */
function keptProject(state, site) {
    if (site === null || state === null) {
        throw new errors/* ConfigurationError */.j1('tableau-server-url is empty: without dbt files the action needs it to find what an earlier run has kept.');
    }
    const { catalogue } = state.journal.state;
    if (catalogue === null)
        throw new errors/* ConfigurationError */.j1(whyNone(state));
    const read = readCatalogue(catalogue.content, site.server);
    if (read === null) {
        throw new errors/* ConfigurationError */.j1('The catalogue in state was kept by another release of this action: run it once after dbt build.');
    }
    const { project: manifest, answers, discovery } = read;
    return {
        project: { manifest, builds: [], notices: [], answers, discovery },
        builtAt: catalogue.builtAt,
        notices: (0,notice/* warnings */.A)((0,saved_state.problemsOf)(state)),
    };
}
/** Tells a missing catalogue from a state that could not be read. */
function whyNone({ site }) {
    const isRead = site === null || site.problem === null || !(0,state_file/* isSame */.Ft)(site.state, state/* EMPTY_STATE */.Wk);
    return isRead ? NOTHING_KEPT : `${site.problem} ${NEEDS_STATE}`;
}
/** The age of the catalogue: a log line, and a warning when it is stale. */
function catalogueAge(builtAt, now) {
    const age = (0,times/* ago */.KN)(builtAt, now);
    return {
        line: `Planning without dbt's files, from the catalogue kept at ${(0,times.at)(builtAt, now)} (${age})`,
        warnings: now - builtAt < STALE
            ? []
            : [
                `The catalogue that this run plans from was kept ${age}: exposures and dashboards may have changed since; run the action after dbt build to renew it.`,
            ],
    };
}
/**
 * Where the content of exposures is looked up. With dbt files: in Tableau, except for exposures that are not selected and
 * that the catalogue already knows. Without dbt files: only in the catalogue; a wrong entry shows when Tableau refuses the refresh.
 */
function contentPort(tableau, { project, chosen, journal, site }) {
    if (project.answers !== null)
        return (0,tableau_answers/* withKnownAnswers */.Tc)(tableau_answers/* NO_TABLEAU */.tp, project.answers, []);
    if (chosen.others.length === 0)
        return tableau;
    const known = keptBefore(journal, site);
    if (known === null)
        return tableau;
    return (0,tableau_answers/* withKnownAnswers */.Tc)(tableau, known.answers, chosen.ours.flatMap(({ references }) => references));
}
/** The catalogue of an earlier run; null if there is none, or if another release wrote it. */
function keptBefore({ state: { catalogue } }, site) {
    return catalogue === null ? null : readCatalogue(catalogue.content, site?.server ?? '');
}
/** What earlier runs discovered for this project; null if nothing is known. */
function discoveredBefore({ project, journal, site }) {
    const isOwn = journal.state.catalogue?.project === projectNames(project);
    return isOwn ? (keptBefore(journal, site)?.discovery ?? null) : null;
}
function projectNames({ builds }) {
    const names = builds.map(({ manifest }) => manifest.projectName ?? '');
    return [...new Set(names)].sort().join(', ');
}
/** Saves what a run without dbt files needs. Returns a sentence if this replaces the catalogue of another project. */
function keepCatalogue({ project, answers, discovery, journal, now }) {
    const name = projectNames(project);
    const before = journal.state.catalogue?.project;
    const content = writeCatalogue({ project: project.manifest, answers, discovery });
    journal.update({ ...state/* EMPTY_STATE */.Wk, catalogue: { builtAt: now, project: name, content } });
    if (before === undefined || before === name)
        return [];
    return [
        `The catalogue for runs without dbt files was of the dbt project ${before} and is now of ${name}: give each a state-scope of its own.`,
    ];
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
