export const id = 576;
export const ids = [576];
export const modules = {

/***/ 3576:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   discover: () => (/* binding */ discover)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4758);
/* harmony import */ var _messages_message_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5283);
/* harmony import */ var _base_order_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(617);
/* harmony import */ var _tableau_client_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7393);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1310);
/* harmony import */ var _content_graph_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6742);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5237);
/* harmony import */ var _project_relations_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4206);
/* harmony import */ var _upstream_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5873);









/** Finds workbooks and published data sources that Tableau's lineage shows downstream of nodes. */
async function discover(options) {
    const { manifest, relationMap, searchFrom, tableau } = options;
    const relations = new _project_relations_js__WEBPACK_IMPORTED_MODULE_5__/* .ProjectRelations */ .Vf(manifest, relationMap);
    const names = [...searchFrom].flatMap((id) => {
        const node = manifest.nodes.get(id);
        return node === undefined ? [] : relations.spellingsOf(node);
    });
    if (names.length === 0)
        return _types_js__WEBPACK_IMPORTED_MODULE_3__/* .NOTHING_DISCOVERED */ .Z;
    try {
        const mayMention = textMatcher(names);
        const downstream = await tableau.downstreamOf({ names: [...new Set(names)], mayMention });
        return await toDiscovery(downstream, relations, options);
    }
    catch (error) {
        if (!(error instanceof _tableau_client_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .LineageOffError */ .tr))
            throw error;
        return { ..._types_js__WEBPACK_IMPORTED_MODULE_3__/* .NOTHING_DISCOVERED */ .Z, incomplete: [(0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)('AE-DISCOVERY-OFF', { why: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .clauseOf */ .pQ)(error) })] };
    }
}
/** Whether a custom SQL text may contain one of these names. Spares parsing texts that cannot; the parser decides about the others. */
function textMatcher(names) {
    const plain = new Set(names.map((name) => name.toLowerCase()).filter((name) => /^[^.[\]`]+$/.test(name)));
    const words = /[\p{L}\p{N}_$]+/gu;
    const odd = [...plain].filter((name) => !/^[\p{L}\p{N}_$]+$/u.test(name));
    return (text) => {
        const lower = text.toLowerCase();
        for (const [word] of lower.matchAll(words))
            if (plain.has(word))
                return true;
        return odd.some((name) => lower.includes(name));
    };
}
async function toDiscovery(downstream, relations, { manifest, isWanted, tableau, searchFrom }) {
    const known = new UpstreamByContent(relations);
    for (const { table, through, readers } of downstream.tables)
        known.add(table, through, readers);
    const readers = new Set([...known.readers, ...downstream.unreadable.flatMap((query) => query.readers)]);
    const { faces, incomplete } = readers.size === 0
        ? { faces: [], incomplete: [] }
        : await tableau.describeForDiscovery(readers, downstream);
    const byLuid = new Map(faces.map((face) => [face.lineage.content.luid, face]));
    const inQueries = new Set(downstream.customSql.flatMap(({ tables }) => tables.map((table) => JSON.stringify(table))));
    for (const { lineage } of faces) {
        const tables = (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_7__/* .readingsIn */ .Nn)(lineage).flatMap((reading) => reading.tables);
        const direct = tables.filter((table) => !inQueries.has(JSON.stringify(table)));
        for (const table of direct)
            known.add(table, 'table', [lineage.content.luid]);
    }
    const lineages = (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_7__/* .byLuidOf */ .HO)(faces.map(({ lineage }) => lineage));
    const evidence = new _evidence_js__WEBPACK_IMPORTED_MODULE_4__/* .Evidence */ .o({ nodes: manifest.nodes, relations, byLuid: lineages });
    const site = { byLuid, known, evidence };
    const wanted = faces.filter(({ lineage: { content } }) => content.project !== null && isWanted(content.project));
    const dashboards = wanted.flatMap((face) => dashboardOf(face, site));
    const covered = new Set(dashboards.flatMap(({ extracts }) => extracts));
    return {
        dashboards: dashboards.toSorted((a, b) => (0,_base_order_js__WEBPACK_IMPORTED_MODULE_8__/* .compare */ .U)((0,_types_js__WEBPACK_IMPORTED_MODULE_3__/* .discoveredPath */ .e)(a.workbook), (0,_types_js__WEBPACK_IMPORTED_MODULE_3__/* .discoveredPath */ .e)(b.workbook))),
        datasources: wanted
            .flatMap((face) => datasourceOf(face, site))
            .filter(({ extracts }) => !extracts.some((key) => covered.has(key)))
            .toSorted((a, b) => (0,_base_order_js__WEBPACK_IMPORTED_MODULE_8__/* .compare */ .U)((0,_types_js__WEBPACK_IMPORTED_MODULE_3__/* .discoveredPath */ .e)(a.datasource), (0,_types_js__WEBPACK_IMPORTED_MODULE_3__/* .discoveredPath */ .e)(b.datasource))),
        notices: [...downstream.notices, ...known.notices],
        incomplete: [...downstream.incomplete, ...incomplete, ...unreadable(downstream, byLuid)],
        lineages: faces.map(({ lineage }) => lineage),
        search: {
            tables: tablesOf(searchFrom, manifest),
            nearMisses: downstream.tables.flatMap((read) => nearMissesOf(read, relations)),
        },
    };
}
/** The tables nearest to dashboards first, as only the first few are shown. */
function tablesOf(searchFrom, { nodes }) {
    const tables = [...searchFrom].flatMap((id) => nodes.get(id) ?? []).filter(_project_relations_js__WEBPACK_IMPORTED_MODULE_5__/* .hasRelation */ .FJ);
    const parents = new Set([...nodes.values()].filter(_project_relations_js__WEBPACK_IMPORTED_MODULE_5__/* .hasRelation */ .FJ).flatMap((node) => node.parents));
    const isIsolated = ({ id, parents: own }) => own.length === 0 && !parents.has(id);
    // Nothing is built from an end of the graph; a node without any edge, such as a time spine, is seldom in a dashboard.
    const rank = (node) => (isIsolated(node) ? 2 : parents.has(node.id) ? 1 : 0);
    return tables.toSorted((a, b) => rank(a) - rank(b)).map(({ identifier }) => identifier);
}
function nearMissesOf({ table, readers }, relations) {
    if (readers.length === 0 || relations.match(table).kind !== 'none')
        return [];
    if (relations.isBoundary(table))
        return [{ kind: 'other-connector', connector: table.connectionType ?? 'unknown' }];
    return relations.namesakes(table).map(({ dbt, tableau }) => ({ kind: 'elsewhere', dbt, tableau }));
}
/** The nodes that each content reads, and what shows it. */
class UpstreamByContent {
    relations;
    #upstream = new Map();
    #ambiguous = new Map();
    constructor(relations) {
        this.relations = relations;
    }
    get readers() {
        return new Set(this.#upstream.keys());
    }
    get notices() {
        return [...this.#ambiguous].map(([table, relations]) => (0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)('AE-DISCOVERY-TABLE-AMBIGUOUS', { table, relations: relations.join(' or ') }));
    }
    add(table, through, readers) {
        if (readers.length === 0)
            return;
        const match = this.relations.match(table);
        if (match.kind === 'ambiguous')
            this.#ambiguous.set(table.fullName ?? table.name ?? '', match.relations);
        if (match.kind !== 'match')
            return;
        for (const luid of readers) {
            const known = this.#upstream.get(luid) ?? new Map();
            this.#upstream.set(luid, known);
            for (const node of match.nodes) {
                known.set(node, stronger(known.get(node), { node, through, certain: match.certain }));
            }
        }
    }
    of(luid) {
        return [...(this.#upstream.get(luid)?.values() ?? [])];
    }
}
/** The entry with the stronger proof that the node is read. */
function stronger(known, other) {
    const rank = ({ certain, through }) => (certain ? 2 : 0) + (through === 'table' ? 1 : 0);
    return known !== undefined && rank(known) >= rank(other) ? known : other;
}
function dashboardOf(face, site) {
    const { content } = face.lineage;
    if (content.kind !== 'workbook')
        return [];
    const upstream = upstreamOf(content.luid, site);
    if (upstream.length === 0)
        return [];
    const workbook = { ...contentOf(face), sheets: face.sheets };
    return [{ workbook, owner: face.owner, upstream, extracts: extractsBehind(face, site) }];
}
/** A data source counts only with an extract: without one, its readers query the warehouse. */
function datasourceOf(face, site) {
    const { content } = face.lineage;
    const upstream = upstreamOf(content.luid, site);
    const extracts = extractsBehind(face, site);
    if (content.kind !== 'datasource' || upstream.length === 0 || extracts.length === 0)
        return [];
    return [{ datasource: contentOf(face), owner: face.owner, upstream, extracts }];
}
function contentOf({ lineage: { content }, description }) {
    const { luid, name, project, url } = content;
    return { luid, name, projectPath: project === null ? [] : project.split('/'), url: url ?? '', description };
}
function upstreamOf(luid, { byLuid, known }) {
    const all = new Map();
    for (const each of (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_7__/* .reachableLuids */ .fq)([luid], (one) => byLuid.get(one)?.lineage)) {
        for (const one of known.of(each))
            all.set(one.node, stronger(all.get(one.node), one));
    }
    return [...all.values()].toSorted((a, b) => (0,_base_order_js__WEBPACK_IMPORTED_MODULE_8__/* .compare */ .U)(a.node, b.node));
}
/** The extracts that content reads, without those that read nothing of the project. */
function extractsBehind({ lineage: { content } }, site) {
    const { evidence } = site;
    const upstream = upstreamOf(content.luid, site).map(({ node }) => node);
    const contents = [content.luid];
    const claims = [{ exposure: { origin: 'discovered', upstream }, contents }];
    return (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_7__/* .reachableContent */ .rv)(contents, evidence.byLuid)
        .filter(({ hasExtract }) => hasExtract !== false)
        .filter((lineage) => {
        const confirmed = (0,_upstream_js__WEBPACK_IMPORTED_MODULE_6__/* .confirm */ .lJ)(lineage, claims, evidence);
        return (0,_upstream_js__WEBPACK_IMPORTED_MODULE_6__/* .upstreamOf */ .Fw)({ lineage, claims, confirmed }, evidence).length > 0;
    })
        .map(_content_graph_js__WEBPACK_IMPORTED_MODULE_7__/* .extractKey */ .JY)
        .sort();
}
const READERS_SHOWN = 3;
function unreadable({ unreadable: queries }, byLuid) {
    return queries.map(({ name, readers }) => {
        const named = readers.flatMap((luid) => byLuid.get(luid)?.lineage.content.name ?? []);
        const shown = (named.length > 0 ? named : readers).slice(0, READERS_SHOWN).join(', ');
        const more = readers.length > READERS_SHOWN ? ` and ${readers.length - READERS_SHOWN} more` : '';
        return (0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)('AE-DISCOVERY-CUSTOM-SQL', { name, readers: `${shown}${more}` });
    });
}


/***/ })

};
