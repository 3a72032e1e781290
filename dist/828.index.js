export const id = 828;
export const ids = [828];
export const modules = {

/***/ 4353:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readJsonFile),
/* harmony export */   w: () => (/* binding */ NotJsonError)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4758);
/* harmony import */ var _json_pick_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1151);
/* harmony import */ var _messages_message_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5283);




/**
 * Reads the `wanted` parts of a JSON file that dbt wrote; `shown` is its name in messages.
 * @throws ConfigurationError naming the file, when it cannot be read or is not complete JSON.
 */
function readJsonFile(path, displayPath, wanted = _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2) {
    const unreadable = (error) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_3__/* .message */ .i)('AE-FILE-UNREADABLE', { path: displayPath, why: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .clauseOf */ .pQ)(error) }));
    let file;
    try {
        file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'r');
    }
    catch (error) {
        throw unreadable(error);
    }
    const next = (into) => {
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, into, 0, into.length, null);
        }
        catch (error) {
            throw unreadable(error);
        }
    };
    try {
        return (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .pickJson */ .wm)(withoutByteOrderMark(next, displayPath), wanted);
    }
    catch (error) {
        if (!(error instanceof _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .JsonError */ .N3))
            throw error;
        throw notJson(displayPath, error);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
/** The file is cut off, or is not JSON. */
class NotJsonError extends _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1 {
}
function notJson(path, { message: problem, isCutOff }) {
    return new NotJsonError((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_3__/* .message */ .i)(isCutOff ? 'AE-FILE-CUT-OFF' : 'AE-FILE-NOT-JSON', { path, problem }));
}
const UTF_8_MARK = [0xef, 0xbb, 0xbf];
const UTF_16_MARKS = [
    [0xff, 0xfe],
    [0xfe, 0xff],
];
/** Skips the byte order mark that PowerShell writes in UTF-8; rejects UTF-16. */
function withoutByteOrderMark(next, displayPath) {
    let isFirst = true;
    return (into) => {
        const length = next(into);
        if (!isFirst)
            return length;
        isFirst = false;
        const startsWith = (mark) => mark.every((byte, index) => into[index] === byte);
        if (UTF_16_MARKS.some(startsWith)) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_3__/* .message */ .i)('AE-FILE-UTF-16', { path: displayPath }));
        }
        if (!startsWith(UTF_8_MARK))
            return length;
        into.copyWithin(0, UTF_8_MARK.length, length);
        return length - UTF_8_MARK.length;
    };
}


/***/ }),

/***/ 3450:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NL: () => (/* binding */ distinctNames),
/* harmony export */   mf: () => (/* binding */ namesOfNode),
/* harmony export */   tJ: () => (/* binding */ nodeNames)
/* harmony export */ });
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9359);

/**
 * A unique name for each thing: the first of its candidates that no other thing uses. The last candidate of each must be
 * unique.
 */
function distinctNames(things) {
    const chosen = new Map([...things].map(([id, [name]]) => [id, { name, next: 1 }]));
    for (let clashes = clashing(chosen); clashes.length > 0; clashes = clashing(chosen)) {
        let longer = false;
        for (const id of clashes) {
            const next = chosen.get(id)?.next ?? 0;
            const name = things.get(id)?.[next];
            if (name === undefined)
                continue;
            chosen.set(id, { name, next: next + 1 });
            longer = true;
        }
        if (!longer)
            break;
    }
    return new Map([...chosen].map(([id, { name }]) => [id, name]));
}
function clashing(chosen) {
    const owners = new Map();
    for (const [id, { name }] of chosen) {
        const known = owners.get(name);
        if (known === undefined)
            owners.set(name, [id]);
        else
            known.push(id);
    }
    return [...owners.values()].filter((ids) => ids.length > 1).flat();
}
/** The candidate names of a node, shortest first: `orders`, `finance.orders`, its unique id. */
function namesOfNode(id, name = (0,_types_js__WEBPACK_IMPORTED_MODULE_0__/* .nodeName */ .q)(id) || id) {
    const [, packageName] = id.split('.');
    return [name, `${packageName ?? ''}.${name}`, id];
}
/** A unique name for each node: its name, or `package.name` if two projects have it. */
function nodeNames(ids) {
    return distinctNames(new Map([...ids].map((id) => [id, namesOfNode(id)])));
}


/***/ }),

/***/ 9359:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ nodeName)
/* harmony export */ });
/**
 * dbt's own name of a node, from its unique id: `fct_orders`, `shop.orders` (a source), `dim_customers.v2`. A generic
 * test's id ends with a hash, and a unit test's begins with its model: neither is part of the name.
 */
function nodeName(id) {
    const [type, , ...parts] = id.split('.');
    if (type === 'unit_test')
        return parts.slice(1).join('.');
    const isHashed = type === 'test' && parts.length > 1 && /^[0-9a-f]{10}$/.test(parts.at(-1) ?? '');
    return (isHashed ? parts.slice(0, -1) : parts).join('.');
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

/***/ 2618:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lc: () => (/* binding */ pointsAtTableau),
/* harmony export */   Vu: () => (/* binding */ pointedAt),
/* harmony export */   dj: () => (/* binding */ declaredExposures)
/* harmony export */ });
/* harmony import */ var _dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7195);
/* harmony import */ var _messages_message_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5283);
/* harmony import */ var _tableau_urls_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3366);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6937);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4643);





/** Sorts the root project's exposures into those of this run, left out and unresolved. Does not query Tableau. */
function declaredExposures(manifest, address, defaultMinutes) {
    const sorted = manifest.exposures.map((exposure) => sortExposure(exposure, { manifest, address, defaultMinutes }));
    const disabled = manifest.disabledExposures.map((exposure) => ({
        exposure,
        reason: 'switched-off',
        why: 'enabled: false in dbt',
    }));
    return {
        ours: sorted.flatMap((item) => (item.as === 'ours' ? [item.declared] : [])),
        leftOut: [...disabled, ...sorted.flatMap((item) => (item.as === 'leftOut' ? [item.leftOut] : []))],
        unresolved: sorted.flatMap((item) => (item.as === 'unresolved' ? [item.unresolved] : [])),
    };
}
/** What exposures point at, also disabled or misconfigured ones: declared content is never added by discovery. */
function pointedAt(pointers, address) {
    return pointers.flatMap(({ url, meta }) => {
        const target = url === null ? null : (0,_tableau_urls_js__WEBPACK_IMPORTED_MODULE_2__/* .targetOf */ .$)(url, address);
        const named = (0,_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .namedExtracts */ .Qv)(meta).map(referenceTo);
        return target?.kind === 'content' ? [target.reference, ...named] : named;
    });
}
/** With localhost as the server, any URL that may be Tableau's counts as Tableau's. */
const ANY_SERVER = { server: 'https://localhost', site: '' };
/** Whether a run may ever act on an exposure, as it is or after a mistake in it is corrected. */
function pointsAtTableau({ url, meta }, address) {
    if ((0,_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .namesExtracts */ .Fm)(meta))
        return true;
    return url !== null && [address, ANY_SERVER].some((one) => !isOtherTool((0,_tableau_urls_js__WEBPACK_IMPORTED_MODULE_2__/* .targetOf */ .$)(url, one)));
}
function isOtherTool(target) {
    return target.kind === 'other' && target.reason === 'tool';
}
function sortExposure(declared, { manifest, address, defaultMinutes }) {
    const parsed = (0,_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSettings */ .P$)(declared.meta, defaultMinutes);
    if ('problem' in parsed)
        return misconfigured(declared, `meta.${parsed.problem}`);
    if (!parsed.enabled) {
        return leftOut(declared, 'switched-off', 'enabled: false in meta.active_exposure');
    }
    const references = referencesOf(declared, parsed.extracts, address);
    if ('problem' in references)
        return misconfigured(declared, references.problem);
    if ('why' in references)
        return leftOut(declared, 'not-ours', references.why);
    const exposure = {
        uniqueId: declared.id,
        name: declared.name,
        label: declared.label,
        origin: 'declared',
        owner: declared.owner,
        maturity: declared.maturity,
        path: declared.path,
        upstream: (0,_dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__/* .expandSemantics */ .yP)(declared.dependsOn, manifest),
        settings: parsed.settings,
    };
    const showsMore = parsed.extracts.length > 0 && declared.url !== null;
    return { as: 'ours', declared: { exposure, references: references.all, showsMore } };
}
function leftOut(declared, reason, why) {
    return { as: 'leftOut', leftOut: { exposure: declared.name, reason, why } };
}
function misconfigured({ name, path }, problem) {
    const told = (0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)(_types_js__WEBPACK_IMPORTED_MODULE_4__/* .UNRESOLVED_MESSAGES */ .J.misconfigured, { path, problem });
    return {
        as: 'unresolved',
        unresolved: { exposure: name, reason: 'misconfigured', message: told.message, candidates: [] },
    };
}
/** Named extracts take precedence: the URL is then only a link for people. */
function referencesOf(declared, named, address) {
    if (named.length > 0)
        return { all: named.map(referenceTo) };
    if (declared.url === null)
        return { why: 'it has neither a url nor meta.active_exposure.extracts' };
    const target = (0,_tableau_urls_js__WEBPACK_IMPORTED_MODULE_2__/* .targetOf */ .$)(declared.url, address);
    if (target.kind === 'content')
        return { all: [target.reference] };
    if (target.reason !== 'page')
        return { why: target.why };
    return { problem: `${target.why}, or name the content in meta.active_exposure.extracts.` };
}
const LUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
function referenceTo({ kind, name }) {
    return LUID.test(name)
        ? { by: 'luid', of: kind, luid: name.toLowerCase() }
        : { by: 'path', of: kind, path: name };
}


/***/ }),

/***/ 2942:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lC: () => (/* binding */ DRIFT_MESSAGES),
  $p: () => (/* binding */ driftOf)
});

// UNUSED EXPORTS: DRIFT_KINDS

// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./src/dbt/names.ts
var dbt_names = __webpack_require__(3450);
// EXTERNAL MODULE: ./src/tableau/content-names.ts
var content_names = __webpack_require__(8870);
// EXTERNAL MODULE: ./src/exposures/file/entry.ts + 1 modules
var entry = __webpack_require__(9002);
// EXTERNAL MODULE: ./src/exposures/discovery/project-relations.ts
var project_relations = __webpack_require__(4206);
// EXTERNAL MODULE: ./src/exposures/discovery/merge.ts
var merge = __webpack_require__(4023);
// EXTERNAL MODULE: ./src/exposures/content-graph.ts
var content_graph = __webpack_require__(6742);
// EXTERNAL MODULE: ./src/exposures/evidence.ts
var evidence = __webpack_require__(5237);
;// CONCATENATED MODULE: ./src/exposures/discovery/content-readings.ts



/** The nodes of the project that content reads, from Tableau's lineage and from discovery. */
class ContentReadings {
    #evidence;
    /** From discovery: includes custom SQL that Tableau cannot parse and we can. */
    #discovered;
    #complete;
    constructor({ manifest, relationMap, lineages, discovery }) {
        const relations = new project_relations/* ProjectRelations */.Vf(manifest, relationMap);
        this.#evidence = new evidence/* Evidence */.o({ nodes: manifest.nodes, relations, byLuid: (0,content_graph/* byLuidOf */.HO)(lineages) });
        this.#discovered = new Map(discovery.dashboards.map(({ workbook, upstream }) => [workbook.luid, upstream.map(({ node }) => node)]));
        this.#complete = discovery.incomplete.length === 0;
    }
    of(luids) {
        const { byLuid } = this.#evidence;
        const behind = (0,content_graph/* reachableLuids */.fq)(luids, (luid) => byLuid.get(luid)).map((luid) => byLuid.get(luid));
        const known = behind.filter((lineage) => lineage !== undefined);
        const readings = known.flatMap(content_graph/* readingsIn */.Nn);
        const shown = readings.map((reading) => this.#evidence.nodesRead(reading));
        const groups = new Map(shown.flatMap((one) => one.groups.map((nodes) => [nodes.join(), nodes])));
        const nodes = this.#evidence.nodesIn(readings);
        const others = luids.flatMap((luid) => this.#discovered.get(luid) ?? []).filter((id) => !nodes.has(id));
        return {
            groups: [...groups.values(), ...[...new Set(others)].map((id) => [id])],
            nodes: new Set([...nodes, ...others]),
            complete: this.#complete &&
                known.length === behind.length &&
                shown.every((one) => one.isWhole && one.ambiguous.length + one.unknownTables.length === 0),
        };
    }
}

;// CONCATENATED MODULE: ./src/exposures/discovery/drift.ts







const DRIFT_KINDS = [
    /** The exposure points at content that does not exist, or that this user may not see. */
    'dead',
    /** The content has another name in Tableau than in the exposure. */
    'renamed',
    /** Tableau reads nodes that the exposure does not declare. */
    'not-declared',
    /** The exposure declares nodes that Tableau does not read. */
    'not-read',
    /** A dashboard reads nodes of the project, and no exposure points at it. */
    'no-exposure',
];
/** The message of each kind. */
const DRIFT_MESSAGES = {
    dead: 'AE-NOT-FOUND',
    renamed: 'AE-DRIFT-RENAMED',
    'not-declared': 'AE-DRIFT-NOT-DECLARED',
    'not-read': 'AE-DRIFT-NOT-READ',
    'no-exposure': 'AE-DRIFT-NO-EXPOSURE',
};
/** Compares declared exposures with Tableau. What an incomplete answer may hide is not reported as a difference. */
function driftOf(input) {
    const tableau = new ContentReadings(input);
    const names = (0,dbt_names/* nodeNames */.tJ)(input.manifest.nodes.keys());
    const drift = [
        ...input.exposures.flatMap((exposure) => [
            ...deadReferences(exposure),
            ...renamedContent(exposure),
            ...upstreamDrift(exposure, tableau, { ...input.manifest, names }),
        ]),
        ...withoutExposure(input, names),
    ];
    const rank = ({ kind }) => DRIFT_KINDS.indexOf(kind);
    return {
        drift: drift.sort((a, b) => rank(a) - rank(b)),
        incomplete: input.discovery.incomplete.length > 0,
    };
}
function deadReferences({ declared, dead: sentences }) {
    return sentences.map((sentence) => ({
        kind: 'dead',
        exposure: declared.name,
        content: null,
        nodes: [],
        message: sentence,
    }));
}
/**
 * Content counts as renamed if a generated entry stores another name, or if the content URL was made from the label and
 * does not match the name. A label that people chose themselves proves nothing.
 */
function renamedContent({ declared, found }) {
    const { label, meta } = declared;
    return found.flatMap(({ reference, content }) => {
        const known = rememberedName(meta, content.luid);
        const old = known ?? (isFormerName(label, reference, content) ? label : null);
        if (old === null || old === (0,entry/* safeForYaml */.OO)(content.name))
            return [];
        const words = { content: content_names/* CONTENT_NOUNS */.on[content.kind], name: content.name, old };
        const told = (0,message/* message */.i)('AE-DRIFT-RENAMED', words);
        return [{ kind: 'renamed', exposure: declared.name, content, nodes: [], message: told.message }];
    });
}
function rememberedName(meta, luid) {
    const tableau = meta['tableau'];
    if (typeof tableau !== 'object' || tableau === null)
        return null;
    const entries = new Map(Object.entries(tableau));
    const name = entries.get('name');
    return entries.get('luid') === luid && typeof name === 'string' ? name : null;
}
/** Tableau makes a content URL from the first name, without spaces, adds a number if it is taken, and never changes it. */
function isFormerName(label, reference, { name }) {
    if (label === null || reference.by !== 'content-url')
        return false;
    const first = letters(reference.contentUrl.replace(/_\d+$/, ''));
    return letters(label) === first && letters(name) !== first;
}
function letters(text) {
    return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
function upstreamDrift({ declared, upstream, found, allFound }, tableau, { nodes, names }) {
    const [first] = found;
    if (first === undefined)
        return [];
    const read = tableau.of(found.map(({ content }) => content.luid));
    const declares = new Set(upstream);
    const about = { exposure: declared.name, content: first.content };
    const missing = read.groups
        .filter((group) => !group.some((id) => declares.has(id)))
        .flatMap((group) => group.slice(0, 1));
    const mayJudge = allFound && read.complete;
    const extra = mayJudge ? upstream.filter((id) => (0,project_relations/* isTable */.bI)(id, nodes) && !read.nodes.has(id)) : [];
    return [
        ...(missing.length === 0 ? [] : [{ ...about, ...notDeclared(missing, names) }]),
        ...(extra.length === 0 ? [] : [{ ...about, ...notRead(extra, names) }]),
    ];
}
function notDeclared(nodes, names) {
    const told = (0,message/* message */.i)('AE-DRIFT-NOT-DECLARED', { nodes: namesOf(nodes, names) });
    return { kind: 'not-declared', nodes, message: told.message };
}
function notRead(nodes, names) {
    const told = (0,message/* message */.i)('AE-DRIFT-NOT-READ', { nodes: namesOf(nodes, names) });
    return { kind: 'not-read', nodes, message: told.message };
}
const NAMES_SHOWN = 8;
function namesOf(nodes, known) {
    const names = nodes.map((id) => known.get(id) ?? id).sort();
    const more = names.length - NAMES_SHOWN;
    return `${names.slice(0, NAMES_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
function withoutExposure({ exposures, pointedAt, discovery }, names) {
    const taken = new Set(exposures.flatMap(({ found }) => found.map(({ content }) => content.luid)));
    const isFree = ({ workbook }) => !taken.has(workbook.luid) &&
        !pointedAt.some((reference) => (0,merge/* matchesReference */.NV)(reference, workbook, workbook.sheets));
    return discovery.dashboards.filter(isFree).map(({ workbook, upstream }) => {
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
            },
            nodes,
            message: (0,message/* message */.i)('AE-DRIFT-NO-EXPOSURE', { nodes: namesOf(nodes, names) }).message,
        };
    });
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

/***/ 1310:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ NOTHING_DISCOVERED),
/* harmony export */   e: () => (/* binding */ discoveredPath)
/* harmony export */ });
/** Its project path and name, joined by slashes. */
function discoveredPath({ projectPath, name }) {
    return [...projectPath, name].join('/');
}
const NOTHING_DISCOVERED = {
    dashboards: [],
    datasources: [],
    notices: [],
    incomplete: [],
    lineages: [],
    search: null,
};


/***/ }),

/***/ 5237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ Evidence)
/* harmony export */ });
/* harmony import */ var _dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7195);
/* harmony import */ var _dbt_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6497);
/* harmony import */ var _content_graph_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6742);



/** For a data source that the signed-in user cannot see. */
const HIDDEN_SOURCE = {
    here: new Map(),
    groups: [],
    ambiguous: [],
    unknownTables: [],
    isWhole: false,
};
/** Translates Tableau's lineage into nodes of the project. */
class Evidence {
    nodes;
    byLuid;
    #relations;
    #lineage;
    #byReading = new Map();
    #behindViews = new Map();
    constructor({ nodes, relations, byLuid }) {
        this.nodes = nodes;
        this.byLuid = byLuid;
        this.#relations = relations;
        this.#lineage = (0,_dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__/* .lineageOf */ .bQ)({ nodes });
    }
    nodesRead(reading) {
        const known = this.#byReading.get(reading) ?? this.#match(reading);
        this.#byReading.set(reading, known);
        return known;
    }
    #match({ tables, reads, gaps }) {
        const here = new Map();
        const groups = [];
        const ambiguous = [];
        const unknownTables = [];
        for (const table of tables) {
            const match = this.#relations.match(table);
            if (match.kind === 'ambiguous')
                ambiguous.push(match.nodes);
            if (match.kind === 'none')
                unknownTables.push(this.#unknownTable(table));
            if (match.kind !== 'match')
                continue;
            groups.push(match.nodes);
            for (const id of match.nodes)
                here.set(id, match.schemaKnown || here.get(id) === true);
        }
        const isBlank = tables.length === 0 && reads.length === 0;
        const isCut = tables.some((table) => this.#relations.isBoundary(table));
        return { here, groups, ambiguous, unknownTables, isWhole: gaps.length === 0 && !isBlank && !isCut };
    }
    #unknownTable(table) {
        return {
            table: table.fullName ?? table.name ?? '',
            namesakes: this.#relations.namesakes(table),
        };
    }
    readsOf(lineage) {
        const all = {
            here: new Map(),
            ambiguous: [],
            unknownTables: [],
            incompleteVia: new Set(),
        };
        for (const { reading, via } of this.#readingsOf(lineage)) {
            const { here, ambiguous, unknownTables, isWhole } = reading === null ? HIDDEN_SOURCE : this.nodesRead(reading);
            for (const [id, schemaKnown] of here) {
                const known = all.here.get(id);
                all.here.set(id, {
                    via: known === undefined ? via : known.via,
                    schemaKnown: known?.schemaKnown === true || schemaKnown,
                });
            }
            for (const nodes of ambiguous)
                all.ambiguous.push({ nodes, via });
            for (const table of unknownTables)
                all.unknownTables.push({ ...table, via });
            if (!isWhole)
                all.incompleteVia.add(via);
        }
        return all;
    }
    /** Its own reading, then those of the published data sources that it reads, nearest first; null for a hidden one. */
    #readingsOf(lineage) {
        const all = [
            { reading: lineage, via: null },
        ];
        const open = new Map(lineage.reads.map((luid) => [luid, null]));
        for (const [luid, before] of open) {
            const read = this.byLuid.get(luid);
            if (read === lineage)
                continue;
            const via = before ?? (read === undefined || read.hasExtract === false ? null : (0,_content_graph_js__WEBPACK_IMPORTED_MODULE_2__/* .extractKey */ .JY)(read));
            all.push({ reading: read ?? null, via });
            for (const behind of read?.reads ?? [])
                if (!open.has(behind))
                    open.set(behind, via);
        }
        return all;
    }
    /** The nodes that a view reads, down to those that hold data; empty for a table. */
    nodesBehindView(id) {
        const known = this.#behindViews.get(id);
        if (known !== undefined)
            return known;
        const reached = (0,_dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__/* .reach */ .gl)([id], (each) => (this.isView(each) ? this.#lineage.parents(each) : []));
        reached.delete(id);
        this.#behindViews.set(id, reached);
        return reached;
    }
    /** `ids`, and the nodes behind those that are views. */
    withNodesBehindViews(ids) {
        return new Set([...ids].flatMap((id) => [id, ...this.nodesBehindView(id)]));
    }
    /** Whether it shows landings of the nodes that it reads: also true for tables that the warehouse refreshes itself. */
    isView(id) {
        const node = this.nodes.get(id);
        return node !== undefined && (0,_dbt_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .showsLandingsBehind */ .$H)(node);
    }
    /** `ids`, and everything downstream of them. */
    withDescendants(ids) {
        return (0,_dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__/* .reach */ .gl)(ids, this.#lineage.children);
    }
    /** The nodes that `readings` show, and those behind views. */
    nodesIn(readings) {
        return this.withNodesBehindViews(readings.flatMap((reading) => [...this.nodesRead(reading).here.keys()]));
    }
}


/***/ }),

/***/ 9002:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kW: () => (/* binding */ candidatesOf),
  Ms: () => (/* binding */ entryOf),
  OO: () => (/* binding */ safeForYaml)
});

// EXTERNAL MODULE: ./src/base/untrusted-text.ts
var untrusted_text = __webpack_require__(5563);
;// CONCATENATED MODULE: ./src/exposures/file/depends-on.ts
/**
 * How an exposure's `depends_on` names a node: `ref('fct_orders')`, `ref('shop', 'dim_customers', v=2)`,
 * `source('shop', 'orders')`. Null for what no exposure may name: a private model, which dbt rejects, or a node without data.
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
/** `source.shop.finance.goals` → `finance`: only the unique id has it. */
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


/** All discovered content, sorted by project path and name. */
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
/** Long enough for a description in dbt's docs; Tableau allows far more. */
const LONGEST_DESCRIPTION = 4000;
function entryOf({ kind, content, owner, upstream }, manifest) {
    const read = upstream.flatMap(({ node: id, certain }) => {
        const node = manifest.nodes.get(id);
        return node === undefined ? [] : [{ node, certain, name: dependencyOn(node, manifest) }];
    });
    const named = read.flatMap(({ name, certain }) => (name === null ? [] : [{ name, certain }]));
    const description = safeForYaml(content.description ?? '', LONGEST_DESCRIPTION);
    const url = webAddress(content.url);
    return {
        keys: {
            label: safeForYaml(content.name) || content.luid,
            type: kind === 'workbook' ? 'dashboard' : 'analysis',
            ...(url === null ? {} : { url }),
            ...(description === '' ? {} : { description }),
            ...(named.length === 0 ? {} : { depends_on: sortedUnique(named.map(({ name }) => name)) }),
            owner: ownerOf(owner),
        },
        tableau: {
            luid: content.luid,
            kind,
            name: safeForYaml(content.name),
            ...(content.projectPath.length === 0 ? {} : { project: safeForYaml(content.projectPath.join('/')) }),
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
    return uncertain.length === 0 ? {} : { uncertain: sortedUnique(uncertain) };
}
function sortedUnique(names) {
    return [...new Set(names)].sort();
}
/** dbt requires a name or an e-mail address. */
function ownerOf(owner) {
    const name = safeForYaml(owner?.name ?? '');
    const email = safeForYaml(owner?.email ?? '');
    if (name === '' && email === '')
        return { name: 'unknown' };
    return { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) };
}
function webAddress(url) {
    return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? safeForYaml(url) : null;
}
/**
 * Text from Tableau for a YAML file that dbt renders as Jinja, descriptions twice. A space after `{` keeps it from opening
 * an expression, however often it is rendered. Invisible characters are removed, except line breaks.
 */
function safeForYaml(text, max = 500) {
    const plain = text
        .normalize('NFC')
        .replaceAll('\r\n', '\n')
        // eslint-disable-next-line no-control-regex -- YAML allows none of them
        .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g, ' ')
        .replace(/\p{Cs}/gu, '\uFFFD')
        .trim();
    return (0,untrusted_text/* cut */.Jj)(plain, max).replace(/\{(?=[{%#])/g, '{ ');
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

/***/ 8181:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ matcher)
/* harmony export */ });
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4006);
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(picomatch__WEBPACK_IMPORTED_MODULE_0__);

const GLOB = /[*?[]/;
/**
 * Tests whether a name equals `pattern`, or matches it as a glob: `*` and `?` stop at a slash, `**` does not. Braces and
 * other extended globs have no meaning here, because names in Tableau contain brackets of every kind.
 */
function matcher(pattern, { ignoreCase = false } = {}) {
    const normalize = (text) => (ignoreCase ? text.toLowerCase() : text);
    const normalized = normalize(pattern.replace(/^\.\//, '').replace(/\/$/, ''));
    if (!GLOB.test(pattern))
        return (name) => normalize(name) === normalized;
    const matches = picomatch__WEBPACK_IMPORTED_MODULE_0___default()(normalized, { dot: true, nobrace: true, noextglob: true, nonegate: true });
    return (name) => normalize(name) === normalized || matches(normalize(name));
}


/***/ }),

/***/ 7649:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);

const NAMES_SHOWN = 3;
/** The names most similar to `word`, nearest first; empty if none is similar. */
function nearest(word, names) {
    const wanted = word.toLowerCase();
    const tolerance = Math.max(2, Math.ceil(wanted.length / 2));
    return [...new Set(names)]
        .map((name) => ({ name, far: nameDistance(wanted, name.toLowerCase()) }))
        .filter(({ far }) => far <= tolerance)
        .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
        .slice(0, NAMES_SHOWN)
        .map(({ name }) => name);
}
/** Edit distance; at most 1 if one contains the other. */
function nameDistance(wanted, name) {
    const far = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(wanted, name);
    return name.includes(wanted) || wanted.includes(name) ? Math.min(far, 1) : far;
}


/***/ }),

/***/ 6937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ namesExtracts),
/* harmony export */   P$: () => (/* binding */ parseSettings),
/* harmony export */   Qv: () => (/* binding */ namedExtracts)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9691);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6412);



/** An object that allows no other keys; the error for an unknown key suggests the nearest one. */
function strict(shape, 
/** Keys that belong in another place, and that place. */
elsewhere = {}) {
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej(shape, {
        error: (issue) => {
            if (issue.code !== 'unrecognized_keys')
                return 'must be a mapping';
            const key = issue['keys'][0] ?? '';
            return `has no key ${key}; did you mean ${elsewhere[key] ?? (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(key, Object.keys(shape))}?`;
        },
    });
}
function oneOf(values) {
    return zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(values, { error: `must be one of ${values.join(', ')}` });
}
const trueOrFalse = zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY({ error: 'must be true or false' });
/** YAML reads an unquoted 06:30 as a number. */
const AT_EXAMPLE = "must be a quoted time of day such as '06:30'";
const timeOfDay = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP({ error: AT_EXAMPLE }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: AT_EXAMPLE });
const timezone = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP({ error: 'must be a text' })
    .refine(isTimezone, { error: 'is not an IANA time zone such as Europe/Berlin' });
const MINUTES = { minute: 1, hour: 60, day: 1440 };
const buildAfterSchema = strict({
    count: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr({ error: 'must be a whole number' }).min(0, { error: 'must be 0 or more' }).optional(),
    period: oneOf(['minute', 'hour', 'day']).optional(),
    updates_on: oneOf(['any', 'all']).optional(),
    at: timeOfDay.optional(),
    timezone: timezone.optional(),
})
    .refine((window) => (window.count === undefined) === (window.period === undefined), {
    error: 'needs both count and period',
})
    .refine((window) => window.timezone === undefined || window.at !== undefined, {
    error: 'has a timezone, which has no effect without at',
})
    .refine(({ count = 0, period = 'minute' }) => count * MINUTES[period] * _base_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .MINUTE */ .pY <= _base_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST */ .zP, {
    error: 'is longer than 400 days',
});
const contentName = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1, { error: 'is empty' });
const extractSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([strict({ datasource: contentName }), strict({ workbook: contentName })], {
    error: 'must be {datasource: …} or {workbook: …}, with a project path and name or a LUID',
});
const settingsSchema = strict({
    enabled: trueOrFalse.optional(),
    build_after: buildAfterSchema.optional(),
    on_upstream_failure: oneOf(['skip', 'refresh']).optional(),
    incremental: trueOrFalse.optional(),
    extracts: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(extractSchema, { error: 'must be a list' }).min(1, { error: 'is empty' }).optional(),
}, Object.fromEntries(Object.keys(buildAfterSchema.shape).map((key) => [key, `build_after.${key}`])));
const KEY = 'active_exposure';
/** A key such as `active_exposures` or `activeExposure`. Ignoring it could refresh what its author has disabled. */
function misspeltKey(meta) {
    const letters = (key) => key.toLowerCase().replace(/[^a-z]/g, '');
    return Object.keys(meta).find((key) => key !== KEY && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(letters(key), letters(KEY)) <= 2);
}
/**
 * Reads `meta.active_exposure`. `defaultMinutes` is the window of an exposure that sets `at` but no length.
 * A wrong key or value makes only this exposure misconfigured; the problem names the key.
 */
function parseSettings(meta, defaultMinutes) {
    const misspelt = misspeltKey(meta);
    if (misspelt !== undefined)
        return { problem: `${misspelt} is not a key of this action; did you mean ${KEY}?` };
    const parsed = settingsSchema.safeParse(meta[KEY] ?? {});
    if (!parsed.success)
        return { problem: problemOf(parsed.error) };
    const { enabled, build_after: window, on_upstream_failure, incremental, extracts } = parsed.data;
    if (enabled === false)
        return { enabled: false };
    const settings = {
        buildAfter: window === undefined ? null : buildAfterOf(window, defaultMinutes),
        updatesOn: window?.updates_on ?? null,
        onUpstreamFailure: on_upstream_failure ?? null,
        incremental: incremental ?? false,
    };
    return { enabled: true, settings, extracts: (extracts ?? []).map(namedExtract) };
}
/** The named extracts, even if the exposure is disabled or another setting is wrong; empty if they cannot be parsed. */
function namedExtracts(meta) {
    const parsed = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ extracts: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(extractSchema) }).safeParse(meta[KEY]);
    return parsed.success ? parsed.data.extracts.map(namedExtract) : [];
}
/** Whether extracts are named at all, valid or not. */
function namesExtracts(meta) {
    const own = meta[KEY];
    return typeof own === 'object' && own !== null && 'extracts' in own;
}
function buildAfterOf(window, defaultMinutes) {
    const { count, period, at = null, timezone: zone = null } = window;
    if (count !== undefined && period !== undefined)
        return { minutes: count * MINUTES[period], at, timezone: zone };
    return at === null ? null : { minutes: defaultMinutes, at, timezone: zone };
}
function namedExtract(named) {
    return 'datasource' in named
        ? { kind: 'datasource', name: named.datasource }
        : { kind: 'workbook', name: named.workbook };
}
function problemOf(error) {
    const issue = error.issues[0];
    const sentence = `${[KEY, ...(issue?.path ?? [])].map(String).join('.')} ${issue?.message ?? 'is wrong'}`;
    return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
function isTimezone(name) {
    try {
        new Intl.DateTimeFormat('en', { timeZone: name });
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 4643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ UNRESOLVED_MESSAGES)
/* harmony export */ });
/** The message of each reason. */
const UNRESOLVED_MESSAGES = {
    misconfigured: 'AE-MISCONFIGURED',
    'not-found': 'AE-NOT-FOUND',
    ambiguous: 'AE-AMBIGUOUS',
};


/***/ }),

/***/ 7318:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ LONGEST_COMMENT),
/* harmony export */   v: () => (/* binding */ updateComment)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9691);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3116);


/** GitHub refuses a longer comment; the marker counts (docs/facts/github-actions.md#output-limits). */
const LONGEST_COMMENT = 65_536;
const page = zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr(),
    body: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
    user: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ login: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), type: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).nullish(),
}));
const written = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr() });
const user = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ login: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
/** 204, without a body. */
const removed = zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('');
/**
 * Creates, updates or removes the one comment with this marker, so that it says `body`. Anyone can write the marker, so
 * only comments of our own author count. @throws GitHubError
 */
async function updateComment(github, comment) {
    const { owner, repo } = github;
    const { issueNumber, marker, body } = comment;
    const [found, ...doubles] = await ownComments(github, comment);
    for (const { id } of doubles)
        await remove(github, id);
    if (body === null) {
        if (found === undefined)
            return 'none';
        await remove(github, found.id);
        return 'removed';
    }
    const text = `${marker}\n${body}`;
    if (found?.body === text)
        return 'unchanged';
    await github.change(written, (octokit, signal) => found === undefined
        ? octokit.rest.issues.createComment({
            owner,
            repo,
            issue_number: issueNumber,
            body: text,
            request: { signal },
        })
        : octokit.rest.issues.updateComment({
            owner,
            repo,
            comment_id: found.id,
            body: text,
            request: { signal },
        }));
    return found === undefined ? 'created' : 'updated';
}
async function remove({ owner, repo, change }, id) {
    try {
        await change(removed, (octokit, signal) => octokit.rest.issues.deleteComment({ owner, repo, comment_id: id, request: { signal } }));
    }
    catch (error) {
        // Already removed.
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y) || error.status !== 404)
            throw error;
    }
}
const PER_PAGE = 100;
/** 3000 comments; older ones are ignored. */
const MOST_PAGES = 30;
async function ownComments(github, { issueNumber, marker }) {
    const marked = [];
    for (let number = 1; number <= MOST_PAGES; number += 1) {
        const listed = await github.read(page, (octokit, signal) => octokit.rest.issues.listComments({
            owner: github.owner,
            repo: github.repo,
            issue_number: issueNumber,
            per_page: PER_PAGE,
            page: number,
            request: { signal },
        }));
        for (const { id, body, user: author } of listed) {
            // GitHub may change line ends.
            const text = (body ?? '').replaceAll('\r\n', '\n');
            if (text.startsWith(`${marker}\n`))
                marked.push({ id, body: text, login: author?.login ?? '', type: author?.type ?? '' });
        }
        if (listed.length < PER_PAGE)
            break;
    }
    if (marked.length === 0)
        return [];
    const me = await loginOf(github);
    return marked.filter(({ login, type }) => (me === null ? type === 'Bot' : login === me));
}
/**
 * The token's user; null for an app's token, which may not query it. Then the author is a bot: `github-actions[bot]` or
 * the repository's own app. Outsiders cannot comment as a bot.
 */
async function loginOf(github) {
    try {
        const { login } = await github.read(user, (octokit, signal) => octokit.rest.users.getAuthenticated({ request: { signal } }));
        return login;
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y && error.isForbidden)
            return null;
        throw error;
    }
}


/***/ }),

/***/ 3116:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ remedyFor),
/* harmony export */   y: () => (/* binding */ GitHubError)
/* harmony export */ });
/** Why a call to GitHub failed; its message has no full stop. */
class GitHubError extends Error {
    name = 'GitHubError';
    problem;
    status;
    retryAfter;
    constructor(message, { problem, status, retryAfter = null }) {
        super(message);
        this.problem = problem;
        this.status = status;
        this.retryAfter = retryAfter;
    }
    /** The token lacks a permission; GitHub answers 404 if it may not even see the object. */
    get isForbidden() {
        return this.problem === 'refused' && (this.status === 403 || this.status === 404);
    }
}
/** What to do about it, without a full stop; `permissions` is what the job needs for this call. */
function remedyFor(error, permissions) {
    if (error.isForbidden)
        return `Give the job permissions: ${permissions}`;
    if (error.status === 401)
        return 'Check github-token: it is invalid or has expired';
    if (error.status === 400 || error.status === 422)
        return "Read GitHub's message: GitHub will refuse the same request again; report it if it explains nothing";
    switch (error.problem) {
        case 'rate-limit':
        case 'refused':
            return 'Run this job again later';
        case 'no-answer':
        case 'not-github':
            return 'Check GITHUB_API_URL, and the network and proxy between this runner and GitHub';
    }
}


/***/ }),

/***/ 5015:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VV: () => (/* binding */ modeOf),
/* harmony export */   b0: () => (/* binding */ isManual),
/* harmony export */   j_: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9691);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6412);


const payloadSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    schedule: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().catch(undefined),
    repository: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ default_branch: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), full_name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional() })
        .optional()
        .catch(undefined),
    pull_request: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        number: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr(),
        head: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ repo: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ full_name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).nullish() }).optional(),
    })
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
/** Reads the runner's environment and the event's payload; missing members are null. */
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
        triggeredAt: (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .parseInstant */ .nV)(event.workflow_run?.created_at),
        pullRequest: pullRequestOf(name, event, environment['GITHUB_ACTOR'] ?? ''),
    };
}
/** Whether a person started this run. */
function isManual({ name }) {
    return name === 'workflow_dispatch';
}
/** `pull_request_target` runs with the secrets and the token of its base, whoever opened it. */
function pullRequestOf(name, event, actor) {
    const pull = event.pull_request;
    if (pull === undefined || !name.startsWith('pull_request'))
        return null;
    const home = event.repository?.full_name;
    const fromFork = home === undefined || pull.head?.repo?.full_name !== home;
    const untrusted = name !== 'pull_request_target' && (fromFork || actor === 'dependabot[bot]');
    return { number: pull.number, untrusted };
}
/** A run of a fork or pull request may have a branch with the name of the production branch. */
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
 * Whether this run may refresh. `auto` is real only on the production branch. A dry run there still saves
 * what landed (docs/state.md#what-is-kept); any other dry run saves nothing.
 */
function modeOf(event, inputs) {
    const production = inputs.productionBranch ?? event.defaultBranch;
    const onProduction = event.ref.kind === 'branch' && event.ref.branch === production;
    if (inputs.dryRun === true)
        return { kind: 'dry', why: 'dry-run is true', onProduction };
    const asked = inputs.dryRun === false && !event.name.startsWith('pull_request');
    if (asked || onProduction)
        return { kind: 'real', onProduction: true };
    const here = event.ref.kind === 'branch' ? `branch ${event.ref.branch}` : event.ref.what;
    const there = production === null ? 'and no production-branch is known' : `not the production branch ${production}`;
    return { kind: 'dry', why: `this is ${here}, ${there}`, onProduction: false };
}


/***/ }),

/***/ 6078:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ exposuresReachedBy)
/* harmony export */ });
/** The exposures downstream of a changed node. */
function exposuresReachedBy({ id }, { exposures }) {
    return exposures.filter(({ changedUpstream }) => changedUpstream.some((node) => node.id === id));
}


/***/ }),

/***/ 9503:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Drawing),
/* harmony export */   b: () => (/* binding */ textOf)
/* harmony export */ });
/* harmony import */ var _base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5563);

const LONGEST_LABEL = 40;
const SHAPES = {
    model: ['[', ']'],
    extract: ['[(', ')]'],
    dashboard: ['(', ')'],
};
/** Readable on GitHub's light and dark backgrounds: white on a middle tone. Worst first. */
const CLASSES = {
    failed: 'fill:#cf222e,stroke:#a40e26,color:#ffffff',
    held: 'fill:#9a6700,stroke:#7d4e00,color:#ffffff',
    open: 'fill:#0969da,stroke:#0550ae,color:#ffffff',
    refreshed: 'fill:#1a7f37,stroke:#116329,color:#ffffff',
    quiet: 'fill:#6e7781,stroke:#57606a,color:#ffffff',
};
const CLASS_NAMES = Object.keys(CLASSES);
/** Boxes and arrows of one diagram. Box ids are counted, never made from names. */
class Drawing {
    boxes = new Map();
    edges = new Set();
    /** Adds a box, or finds the one with the key `what`, and returns its id. A shared box takes the worst of its colours. */
    box(what, style) {
        const known = this.boxes.get(what);
        const box = { ...style, id: known?.id ?? `b${this.boxes.size + 1}` };
        if (known === undefined || isWorse(style.className, known.className))
            this.boxes.set(what, box);
        return box.id;
    }
    edge(from, to) {
        this.edges.add(`${from} --> ${to}`);
    }
}
function isWorse(a, b) {
    return CLASS_NAMES.indexOf(a) < CLASS_NAMES.indexOf(b);
}
/** Narrow boxes close together: a phone scales the picture to its width, and its text with it. */
const CLOSE_TOGETHER = "%%{init: {'flowchart': {'nodeSpacing': 12, 'rankSpacing': 28, 'padding': 8, 'wrappingWidth': 130, 'subGraphTitleMargin': {'top': 2, 'bottom': 10}}}}%%";
/** Transparent, for light and dark backgrounds. */
const FRAME = 'fill:none,stroke:#8c959f,stroke-dasharray:3 3';
/** The diagram as Mermaid text. A single group gets no frame. */
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
 * Escapes everything but letters, digits and spaces as Mermaid's `#code;`, so that no name can end the quotes or start
 * a directive (`%%{`), HTML or the Markdown that Mermaid reads in labels. An empty label would be a syntax error.
 */
function safeLabel(text) {
    const label = (0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, LONGEST_LABEL);
    return (label === '' ? '?' : label).replace(/[^\p{L}\p{N}\p{M} ]/gu, (character) => `#${character.codePointAt(0) ?? 32};`);
}


/***/ }),

/***/ 1685:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ FAILURE_EXPLANATIONS),
/* harmony export */   q: () => (/* binding */ FAILURE_MESSAGES)
/* harmony export */ });
/* harmony import */ var _messages_catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9676);
/* harmony import */ var _tableau_failures_classes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7040);


/** The message of each failure class. State keeps only the class, so later runs show the same texts as the run that failed. */
const FAILURE_MESSAGES = {
    credentials: 'AE-FAILED-CREDENTIALS',
    permission: 'AE-FAILED-PERMISSION',
    'no-extract': 'AE-FAILED-NO-EXTRACT',
    quota: 'AE-FAILED-QUOTA',
    timeout: 'AE-FAILED-TIMEOUT',
    bridge: 'AE-FAILED-BRIDGE',
    unreachable: 'AE-FAILED-UNREACHABLE',
    'no-answer': 'AE-FAILED-NO-ANSWER',
    unknown: 'AE-FAILED-UNKNOWN',
};
/** What each failure class means, and what to do about it. */
const FAILURE_EXPLANATIONS = Object.fromEntries(_tableau_failures_classes_js__WEBPACK_IMPORTED_MODULE_1__/* .FAILURE_CLASSES */ .C.map((name) => {
    const { sentence, remedy } = _messages_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .CATALOGUE */ .y[FAILURE_MESSAGES[name]];
    return [name, { what: sentence, remedy }];
}));


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   EX: () => (/* binding */ small),
/* harmony export */   FY: () => (/* binding */ paragraph),
/* harmony export */   GS: () => (/* binding */ textWithCommands),
/* harmony export */   GY: () => (/* binding */ serialise),
/* harmony export */   Hk: () => (/* binding */ safeText),
/* harmony export */   IJ: () => (/* binding */ linkOf),
/* harmony export */   R_: () => (/* binding */ heading),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   XL: () => (/* binding */ compactText),
/* harmony export */   e5: () => (/* binding */ bullets),
/* harmony export */   eu: () => (/* binding */ literal),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   ko: () => (/* binding */ strong),
/* harmony export */   mo: () => (/* binding */ breakable),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   qL: () => (/* binding */ lineBreak),
/* harmony export */   ti: () => (/* binding */ inlineCode),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zD: () => (/* binding */ compactLiteral)
/* harmony export */ });
/* harmony import */ var mdast_util_gfm__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5618);
/* harmony import */ var mdast_util_to_markdown__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9059);
/* harmony import */ var _base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5563);



/**
 * Text from outside as Markdown, at most `max` code points. mdast escapes Markdown and HTML; a zero-width space after
 * the first character stops what GitHub finds in the rendered text: mentions, references, bare links and emoji names.
 * A commit hash may still become a link into this repository.
 */
function safeText(text, max) {
    return { type: 'text', value: withoutGitHubSyntax((0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, max)) };
}
/** dbt's commands, as our own remedies write them. */
const DBT_COMMAND = /\b(dbt (?:test --select [^,;]+|(?:source freshness|build|run)\b))/u;
/** Like `safeText`, with dbt's commands as code. */
function textWithCommands(text, max) {
    return (0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, max)
        .split(DBT_COMMAND)
        .map((piece, index) => (index % 2 === 1 ? inlineCode(piece) : literal(withoutGitHubSyntax(piece))));
}
/** Longer words than this may break, so that a narrow column need not scroll. */
const LONGEST_WORD = 14;
/** Like `safeText`, but a long name may break after its underscores, dots, hyphens and slashes, and is still copied whole. */
function breakable(text, max) {
    const pieces = withoutGitHubSyntax((0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, max)).split(' ').map(breakPoints).join(' ').split(BREAK);
    return pieces.flatMap((piece, index) => (index === 0 ? [literal(piece)] : [wordBreak, literal(piece)]));
}
/** Stands for a break until the text is cut there; `oneLine` lets no control character through. */
const BREAK = '\u0000';
function breakPoints(word) {
    return word.length <= LONGEST_WORD ? word : word.replace(/[_./-](?=[\p{L}\p{N}])/gu, `$&${BREAK}`);
}
/** Like `safeText`, but short text does not wrap in a narrow column. */
function compactText(text, max) {
    const value = withoutGitHubSyntax((0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text, max));
    return literal(value.length > SHORT ? value : withoutBreaks(value));
}
const SHORT = 28;
/** Like `literal`, but does not wrap. */
function compactLiteral(text) {
    return literal(withoutBreaks(text));
}
function withoutBreaks(text) {
    return text.replaceAll(' ', '\u00A0');
}
const ZERO_WIDTH_SPACE = '\u200B';
function withoutGitHubSyntax(text) {
    return text
        .replaceAll('@', `@${ZERO_WIDTH_SPACE}`)
        .replace(/#(?=\d)/g, `#${ZERO_WIDTH_SPACE}`)
        .replace(/\b(GH)-(?=\d)/gi, `$1${ZERO_WIDTH_SPACE}-`)
        .replaceAll('://', `:${ZERO_WIDTH_SPACE}//`)
        .replace(/(www)\./gi, `$1${ZERO_WIDTH_SPACE}.`)
        .replace(/:(?=[\w+-]+(:|$))/g, `:${ZERO_WIDTH_SPACE}`);
}
/** Our own text, with its spaces kept as they are. Never for text from outside. */
function literal(text) {
    return { type: 'text', value: text };
}
function phrasing(phrases) {
    return phrases.map((phrase) => (typeof phrase === 'string' ? safeText(phrase) : phrase));
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
/** Longer than any address of Tableau content. */
const LONGEST_LINK = 1000;
/** The content's URL if it is safe to follow: https on the configured server, or http on this machine; else null. */
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
/** `url` must come from `linkOf`. */
function link(url, ...phrases) {
    return { type: 'link', url, children: phrasing(phrases) };
}
function inlineCode(text) {
    return { type: 'inlineCode', value: (0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text) };
}
/** A line break within a table cell; Markdown has none. */
const lineBreak = { type: 'html', value: '<br>' };
/** Where a long word may break. */
const wordBreak = { type: 'html', value: '<wbr>' };
function small(...phrases) {
    return [{ type: 'html', value: '<sub>' }, ...phrasing(phrases), { type: 'html', value: '</sub>' }];
}
/** mdast makes the fence longer than any run of backticks in the code, so nothing can close it early. */
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
/** Blocks in a closed `<details>`. The title is HTML, so its type allows only our own text. */
function folded(title, blocks) {
    return [
        { type: 'html', value: `<details>\n<summary>${title}</summary>` },
        ...blocks,
        { type: 'html', value: '</details>' },
    ];
}
function serialise(children) {
    const root = { type: 'root', children: [...children] };
    return (0,mdast_util_to_markdown__WEBPACK_IMPORTED_MODULE_1__/* .toMarkdown */ .l)(root, {
        bullet: '-',
        // Columns padded to the longest cell would multiply the size of a summary that has a limit.
        extensions: [(0,mdast_util_gfm__WEBPACK_IMPORTED_MODULE_2__/* .gfmToMarkdown */ .H)({ tablePipeAlign: false }), DOLLARS_ARE_TEXT],
    });
}
/** GitHub renders `$…$` as mathematics; mdast does not escape it. */
const DOLLARS_ARE_TEXT = { unsafe: [{ character: '$', inConstruct: 'phrasing' }] };


/***/ }),

/***/ 2822:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZC: () => (/* binding */ nameIn),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   hH: () => (/* binding */ isDiscovered)
/* harmony export */ });
/* harmony import */ var _dbt_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3450);
/* harmony import */ var _dbt_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9359);
/* harmony import */ var _tableau_content_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8870);



/** @param nodes further nodes that the report mentions */
function namesOf(rows, nodes = []) {
    const ofNodes = new Map([...nodes].map((id) => [id, (0,_dbt_names_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOfNode */ .mf)(id)]));
    const ofExtracts = new Map();
    const ofExposures = new Map();
    for (const row of rows) {
        const { key, lineage, upstream, exposures } = row.extract;
        const { name, project } = lineage.content;
        ofExtracts.set(key, [name, ...(project === null ? [] : [(0,_tableau_content_names_js__WEBPACK_IMPORTED_MODULE_0__/* .contentPath */ .nX)(lineage.content)]), key]);
        for (const { node } of upstream)
            ofNodes.set(node, (0,_dbt_names_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOfNode */ .mf)(node));
        for (const { uniqueId, name: own } of exposures)
            ofExposures.set(uniqueId, (0,_dbt_names_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOfNode */ .mf)(uniqueId, own));
        if (row.known.lateNode !== null)
            ofNodes.set(row.known.lateNode.node, (0,_dbt_names_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOfNode */ .mf)(row.known.lateNode.node));
        for (const { node } of problemsOf(row))
            ofNodes.set(node, (0,_dbt_names_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOfNode */ .mf)(node));
    }
    // Those that only other extracts read: not in a row of their own.
    const dataSources = rows.flatMap((row) => [...row.dataSources]);
    return new Map([
        ...dataSources.map(([key, { name }]) => [key, name]),
        ...(0,_dbt_names_js__WEBPACK_IMPORTED_MODULE_1__/* .distinctNames */ .NL)(ofExposures),
        ...(0,_dbt_names_js__WEBPACK_IMPORTED_MODULE_1__/* .distinctNames */ .NL)(ofNodes),
        ...(0,_dbt_names_js__WEBPACK_IMPORTED_MODULE_1__/* .distinctNames */ .NL)(ofExtracts),
    ]);
}
function problemsOf({ decision }) {
    return decision.reason === 'upstream-failed' ? decision.problems : [];
}
/** No declared exposure shows it. */
function isDiscovered({ exposures }) {
    return exposures.length > 0 && exposures.every(({ origin }) => origin === 'discovered');
}
function nameIn(id, names) {
    // The key of an extract without a name has no parts, and is shown as it is.
    return names.get(id) ?? ((0,_dbt_types_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeName */ .q)(id) || id);
}


/***/ }),

/***/ 5414:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ commentMarkdown),
  J: () => (/* binding */ impactBlocks)
});

// EXTERNAL MODULE: ./src/base/untrusted-text.ts
var untrusted_text = __webpack_require__(5563);
// EXTERNAL MODULE: ./src/github/comment.ts
var comment = __webpack_require__(7318);
// EXTERNAL MODULE: ./src/report/summary/cells.ts
var cells = __webpack_require__(2792);
// EXTERNAL MODULE: ./src/report/summary/size-budget.ts
var size_budget = __webpack_require__(6360);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/reason-text.ts
var reason_text = __webpack_require__(6930);
// EXTERNAL MODULE: ./src/report/times.ts
var times = __webpack_require__(7020);
// EXTERNAL MODULE: ./src/report/diagram/mermaid.ts
var diagram_mermaid = __webpack_require__(9503);
// EXTERNAL MODULE: ./src/report/pull-request/impact-text.ts
var impact_text = __webpack_require__(6898);
// EXTERNAL MODULE: ./src/impact/impact.ts
var impact_impact = __webpack_require__(6078);
;// CONCATENATED MODULE: ./src/report/pull-request/order.ts

/** dbt's values of `maturity`, the most important first. */
const MATURITIES = ['high', 'medium', 'low'];
/** By maturity, then those whose extracts serve the most exposures. */
function mostImportantFirst(exposures) {
    return [...exposures].sort((a, b) => rankOf(a) - rankOf(b) || dependentsOf(b) - dependentsOf(a));
}
function rankOf({ maturity }) {
    const rank = MATURITIES.indexOf(maturity);
    return rank === -1 ? MATURITIES.length : rank;
}
function dependentsOf({ extracts }) {
    return new Set(extracts.flatMap(({ extract }) => extract.exposures.map(({ uniqueId }) => uniqueId))).size;
}
/** The changed nodes that reach an exposure, those that reach the most first; and the others. */
function widestFirst(impact) {
    const all = impact.changed.map((node) => ({ node, reach: (0,impact_impact/* exposuresReachedBy */.w)(node, impact).length }));
    return {
        reaching: all.filter(({ reach }) => reach > 0).sort((a, b) => b.reach - a.reach),
        others: all.filter(({ reach }) => reach === 0).map(({ node }) => node),
    };
}

;// CONCATENATED MODULE: ./src/report/pull-request/diagram.ts



/** More are not readable on a phone; the table has them all. */
const MAX_BOXES = 18;
const MAX_CHARACTERS = 12_000;
const MAX_EXPOSURES = 8;
const MAX_CAUSES = 6;
/** Changed nodes → extracts → the most important exposures, up to a readable size; null if there is nothing to draw. */
function impactDiagram(impact) {
    const exposures = mostImportantFirst(impact.exposures);
    const { names } = (0,impact_text/* impactWordingContext */.Ip)(impact);
    for (let drawn = Math.min(exposures.length, MAX_EXPOSURES); drawn > 0; drawn -= 1) {
        const drawing = new diagram_mermaid/* Drawing */.H();
        for (const exposure of exposures.slice(0, drawn))
            draw(drawing, exposure, names);
        const mermaid = (0,diagram_mermaid/* textOf */.b)(drawing);
        if (drawing.edges.size === 0)
            return null;
        if (drawing.boxes.size <= MAX_BOXES && mermaid.length <= MAX_CHARACTERS)
            return { mermaid, leftOut: exposures.length - drawn };
    }
    return null;
}
function draw(drawing, exposure, names) {
    const { id, extracts, changedUpstream } = exposure;
    const boxes = extracts.map((row) => drawing.box(`extract ${row.extract.key}`, extractLook(row)));
    const workbook = boxes[extracts.findIndex((row) => isNamesake(row, exposure))];
    const page = workbook ?? drawing.box(`exposure ${id}`, exposureLook(exposure));
    for (const box of boxes)
        if (box !== page)
            drawing.edge(box, page);
    const targets = boxes.length > 0 ? boxes : [page];
    for (const node of changedUpstream.slice(0, MAX_CAUSES))
        for (const target of targets)
            drawing.edge(drawing.box(`node ${node.id}`, nodeLook(node, names)), target);
    const more = changedUpstream.length - MAX_CAUSES;
    if (more <= 0)
        return;
    const style = { label: `… ${more} more`, shape: 'model', className: 'quiet' };
    for (const target of targets)
        drawing.edge(drawing.box(`more of ${id}`, style), target);
}
/** A workbook with the name of the dashboard stands for it. */
function isNamesake({ extract: { lineage } }, { label }) {
    const { kind, name } = lineage.content;
    return kind === 'workbook' && name.toLowerCase() === label.toLowerCase();
}
function exposureLook({ label, changed }) {
    return { label, shape: 'dashboard', className: changed ? 'refreshed' : 'quiet' };
}
function nodeLook(node, names) {
    return { label: (0,impact_text/* changedText */.m8)(node, names), shape: 'model', className: 'refreshed' };
}
function extractLook(row) {
    const { kind } = (0,impact_text/* afterMerge */.X0)(row);
    const className = kind === 'next-build' ? 'open' : kind === 'held' ? 'held' : 'quiet';
    return { label: row.extract.lineage.content.name, shape: 'extract', className };
}
const IMPACT_LEGEND = 'green: changed · blue: refreshes with the next build · amber: held back · grey: waits, or only reads';

;// CONCATENATED MODULE: ./src/report/pull-request/comment.ts










/** Exposures in the table; the plan-file has them all. */
const comment_MAX_EXPOSURES = 60;
const MAX_CHANGES = 8;
const NAMES_IN_TITLE = 3;
/** The part of the summary about the pull request. */
function impactBlocks(impact, tableau, budget) {
    if (impact === null)
        return [];
    return [(0,markdown/* heading */.R_)(3, (0,markdown/* literal */.eu)('What this pull request reaches')), ...bodyBlocks(impact, tableau, budget)];
}
/** The comment, short enough for GitHub together with a first line of `taken` characters. */
function commentMarkdown(impact, tableau, taken) {
    for (const budget of size_budget/* SIZE_BUDGETS */.Z) {
        const text = (0,markdown/* serialise */.GY)([title(impact, budget), ...bodyBlocks(impact, tableau, budget), footer()]);
        if (text.length + taken <= comment/* LONGEST_COMMENT */.l)
            return text;
    }
    return (0,markdown/* serialise */.GY)([(0,markdown/* heading */.R_)(3, (0,markdown/* literal */.eu)(`📊 Active Exposures: ${(0,impact_text/* impactHeadline */.jo)(impact)}`)), footer()]);
}
/** `📊 Active Exposures: reaches Weekly KPIs, Customer 360 and 3 more`. */
function title({ exposures }, budget) {
    if (exposures.length === 0)
        return (0,markdown/* heading */.R_)(3, (0,markdown/* literal */.eu)('✅ Active Exposures: reaches no dashboard'));
    const names = mostImportantFirst(exposures).map(({ label }) => (0,untrusted_text/* oneLine */.TN)(label, (0,cells/* nameWidth */.YU)(budget)) || 'unnamed');
    return (0,markdown/* heading */.R_)(3, (0,markdown/* literal */.eu)('📊 Active Exposures: reaches '), (0,markdown/* safeText */.Hk)((0,reason_text/* list */.p_)(names, NAMES_IN_TITLE), 300));
}
function footer() {
    return (0,markdown/* paragraph */.FY)(...(0,markdown/* small */.EX)((0,markdown/* literal */.eu)('Dry run: nothing was refreshed · times in UTC')));
}
function bodyBlocks(impact, tableau, budget) {
    const shown = mostImportantFirst(impact.exposures).slice(0, Math.min(budget.rows, comment_MAX_EXPOSURES));
    const left = impact.exposures.length - shown.length;
    const context = (0,impact_text/* impactWordingContext */.Ip)(impact);
    const cells = { impact, tableau, budget, context };
    return [
        (0,markdown/* paragraph */.FY)((0,markdown/* strong */.ko)((0,markdown/* literal */.eu)((0,impact_text/* impactHeadline */.jo)(impact)))),
        ...changeBlocks(impact, context, budget),
        ...(shown.length === 0 ? [] : [(0,markdown/* table */.tp)(columns(cells), shown)]),
        ...(left === 0 ? [] : [(0,markdown/* paragraph */.FY)((0,markdown/* literal */.eu)(`… and ${(0,reason_text/* plural */.LS)(left, 'more exposure')}.`))]),
        ...(budget.diagram ? diagramBlocks(impact) : []),
        ...impact.caveats
            .slice(0, budget.notes)
            .map((caveat) => (0,markdown/* quote */.hD)((0,markdown/* paragraph */.FY)((0,markdown/* literal */.eu)('ℹ️ '), (0,markdown/* safeText */.Hk)(caveat, budget.text)))),
    ];
}
/** What changed on each node that reaches something, those that reach the most first; the others are named together. */
function changeBlocks(impact, { names }, budget) {
    const { reaching, others } = widestFirst(impact);
    const shown = reaching.slice(0, MAX_CHANGES);
    const items = shown.map(({ node, reach }) => [
        (0,markdown/* safeText */.Hk)((0,impact_text/* changeText */.k0)(node, names), budget.text),
        (0,markdown/* literal */.eu)(` → ${(0,reason_text/* plural */.LS)(reach, 'exposure')}`),
    ]);
    const left = reaching.length - shown.length;
    const more = left === 0 ? [] : [[(0,markdown/* literal */.eu)(`… and ${(0,reason_text/* plural */.LS)(left, 'more changed node')}`)]];
    const quiet = (0,reason_text/* listPhrases */.Hz)(others.map((node) => (0,impact_text/* changeText */.k0)(node, names)), MAX_CHANGES);
    return [
        ...(items.length === 0 ? [] : [(0,markdown/* bullets */.e5)([...items, ...more])]),
        ...(quiet === ''
            ? []
            : [
                (0,markdown/* paragraph */.FY)((0,markdown/* literal */.eu)(reaching.length === 0 ? 'Changed: ' : 'Changed, and no exposure reads it: '), (0,markdown/* safeText */.Hk)(quiet, budget.text), (0,markdown/* literal */.eu)('.')),
            ]),
    ];
}
function diagramBlocks(impact) {
    const diagram = impactDiagram(impact);
    if (diagram === null)
        return [];
    const { leftOut } = diagram;
    const verb = leftOut === 1 ? 'is' : 'are';
    const left = leftOut === 0 ? '' : ` · ${(0,reason_text/* plural */.LS)(leftOut, 'more exposure')} ${verb} not drawn`;
    return [
        (0,markdown/* codeBlock */.DV)(diagram.mermaid.split('\n'), 'mermaid'),
        (0,markdown/* paragraph */.FY)(...(0,markdown/* small */.EX)((0,markdown/* literal */.eu)(`${IMPACT_LEGEND}${left}`))),
    ];
}
/** Two columns, so that a phone shows both without scrolling. */
function columns(cells) {
    return [
        { title: 'Exposure', cell: (exposure) => exposureCell(exposure, cells) },
        { title: 'After merge', cell: (exposure) => afterCell(exposure, cells) },
    ];
}
function exposureCell(exposure, { budget, context: { names } }) {
    const { label, file, line, owner, maturity, changed, changedUpstream } = exposure;
    const facts = [owner, maturity === null ? null : `maturity ${maturity}`].filter((fact) => fact !== null);
    const through = [...(changed ? ['itself'] : []), ...changedUpstream.map((node) => (0,impact_text/* changeText */.k0)(node, names))];
    const place = line === null ? file : `${file}:${line}`;
    return [
        (0,markdown/* strong */.ko)(...(0,markdown/* breakable */.mo)((0,untrusted_text/* oneLine */.TN)(label, (0,cells/* nameWidth */.YU)(budget)) || 'unnamed')),
        ...(facts.length === 0 ? [] : [markdown/* lineBreak */.qL, ...(0,markdown/* small */.EX)((0,markdown/* safeText */.Hk)(facts.join(' · '), budget.text))]),
        ...(through.length === 0
            ? []
            : [markdown/* lineBreak */.qL, ...(0,markdown/* small */.EX)((0,markdown/* literal */.eu)('changed: '), ...(0,markdown/* breakable */.mo)((0,reason_text/* listPhrases */.Hz)(through, 3), budget.text))]),
        ...(file === '' ? [] : [markdown/* lineBreak */.qL, ...(0,markdown/* small */.EX)((0,markdown/* inlineCode */.ti)((0,untrusted_text/* oneLine */.TN)(place, budget.text)))]),
    ];
}
function afterCell(exposure, cells) {
    const { extracts, noExtractReason } = exposure;
    const { impact, budget } = cells;
    if (extracts.length > 0)
        return extracts.flatMap((row, index) => [
            ...(index === 0 ? [] : [markdown/* lineBreak */.qL]),
            ...extractPhrases(row, cells),
        ]);
    if (noExtractReason !== null)
        return [(0,markdown/* safeText */.Hk)(`not refreshed: ${noExtractReason}`, budget.text)];
    return [
        (0,markdown/* literal */.eu)(impact.tableauQueried ? 'none of its extracts reads what changed' : 'not known without Tableau'),
    ];
}
/** The extract, what the merge does to it, and how old its data is. */
function extractPhrases(row, { tableau, budget, context }) {
    const { extract, lastRefreshedAt } = row;
    const last = lastRefreshedAt === null
        ? 'never refreshed by this action'
        : `last refreshed ${(0,times/* shortly */.s4)(lastRefreshedAt, context.now)}`;
    return [
        ...(0,cells/* contentName */.T1)(extract.lineage.content, tableau, budget),
        (0,markdown/* literal */.eu)(' '),
        (0,markdown/* safeText */.Hk)((0,impact_text/* afterMergeText */._m)(row, context), budget.text),
        markdown/* lineBreak */.qL,
        ...(0,markdown/* small */.EX)((0,markdown/* safeText */.Hk)((0,cells/* placeText */.Z9)(extract), budget.text), (0,markdown/* literal */.eu)(` · ${last}`)),
    ];
}


/***/ }),

/***/ 6898:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ip: () => (/* binding */ impactWordingContext),
/* harmony export */   RO: () => (/* binding */ rowsOf),
/* harmony export */   X0: () => (/* binding */ afterMerge),
/* harmony export */   _m: () => (/* binding */ afterMergeText),
/* harmony export */   jo: () => (/* binding */ impactHeadline),
/* harmony export */   k0: () => (/* binding */ changeText),
/* harmony export */   m8: () => (/* binding */ changedText)
/* harmony export */ });
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6412);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2822);
/* harmony import */ var _times_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7020);
/* harmony import */ var _reason_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6930);




function afterMerge({ decision, dueAt, extract }) {
    if (decision.kind !== 'skip')
        return { kind: 'next-build' };
    switch (decision.reason) {
        case 'build-after':
            return whenDue(dueAt);
        case 'waiting-for-upstream':
            return { kind: 'waits-for', upstream: decision.waitingFor };
        case 'no-extract':
            return { kind: extract.unrelated === null ? 'live' : 'unrelated' };
        case 'up-to-date':
            return afterDataSources(decision.pendingDataSources);
        case 'upstream-failed':
        case 'failing':
        case 'never-landed':
        case 'other-environment':
        case 'not-visible':
            return { kind: 'held' };
        default:
            return decision;
    }
}
function whenDue(dueAt) {
    return dueAt === null ? { kind: 'next-build' } : { kind: 'waits', until: dueAt, behind: [] };
}
/** New data arrives with the refresh of the published data sources that the extract reads. */
function afterDataSources(behind) {
    const until = (0,_reason_text_js__WEBPACK_IMPORTED_MODULE_3__/* .dueOf */ .IH)(behind);
    if (until !== null)
        return { kind: 'waits', until, behind };
    return behind.length === 0
        ? { kind: 'as-it-is' }
        : { kind: 'waits-for', upstream: behind.map(({ key }) => key) };
}
/** The text of the cell "After merge". */
function afterMergeText(row, context) {
    const after = afterMerge(row);
    switch (after.kind) {
        case 'next-build':
            return 'refreshes with the next build';
        case 'waits':
            return after.behind.length === 0
                ? `waits until ${(0,_times_js__WEBPACK_IMPORTED_MODULE_2__.at)(after.until, context.now)}`
                : `waits for ${(0,_reason_text_js__WEBPACK_IMPORTED_MODULE_3__/* .awaitedText */ .J5)(after.behind, context)}`;
        case 'waits-for':
            return `waits for ${(0,_reason_text_js__WEBPACK_IMPORTED_MODULE_3__/* .list */ .p_)(after.upstream.map((id) => (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .nameIn */ .ZC)(id, context.names)))}`;
        case 'live':
            return 'a live connection: shows the change at once';
        case 'unrelated':
            return 'stays as it is: its extract reads no table of this dbt project';
        case 'as-it-is':
            return 'stays as it is: no data changes';
        case 'held':
            return `held back: ${(0,_reason_text_js__WEBPACK_IMPORTED_MODULE_3__/* .decisionText */ .Gk)(row, context)}`;
        default:
            return after;
    }
}
/** The extracts of an impact, each once. */
function rowsOf({ exposures }) {
    return [
        ...new Map(exposures.flatMap(({ extracts }) => extracts.map((row) => [row.extract.key, row]))).values(),
    ];
}
/** `After merge: 3 extracts refresh with the next build, 2 wait until 06:00 UTC`; holds only constants and numbers. */
function impactHeadline(impact) {
    const { exposures, tableauQueried, changed } = impact;
    if (exposures.length === 0)
        return changed.length === 0
            ? 'No model, seed, snapshot or source has changed'
            : `${(0,_reason_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(changed.length, 'node')} changed, and no exposure reads ${changed.length === 1 ? 'it' : 'them'}`;
    const rows = rowsOf(impact);
    if (!tableauQueried || rows.length === 0)
        return `${(0,_reason_text_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(exposures.length, 'exposure')} reached`;
    const kinds = rows.map(afterMerge);
    const number = (kind) => kinds.filter((after) => after.kind === kind).length;
    const parts = [
        countedVerb(number('next-build'), 'refreshes with the next build', 'refresh with the next build'),
        ...waiting(kinds.flatMap((after) => (after.kind === 'waits' ? [after.until] : [])), impact.now),
        countedVerb(number('waits-for'), 'waits for other new data', 'wait for other new data'),
        countedVerb(number('held'), 'is held back', 'are held back'),
        countedVerb(number('live'), 'is live', 'are live'),
        countedVerb(number('as-it-is'), 'stays as it is', 'stay as they are'),
    ].filter((part) => part !== '');
    const [first = '', ...others] = parts;
    const noun = /^1 /.test(first) ? 'extract' : 'extracts';
    return `After merge: ${[first.replace(/^(\d+) /, `$1 ${noun} `), ...others].join(', ')}`;
}
function countedVerb(number, one, many) {
    return number === 0 ? '' : `${number} ${number === 1 ? one : many}`;
}
/** With the instant if all wait for the same one; the cells show each. */
function waiting(instants, now) {
    if (instants.length === 0)
        return [];
    const first = (0,_times_js__WEBPACK_IMPORTED_MODULE_2__.at)((0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .earliestOf */ .Nm)(instants), now);
    if (new Set(instants).size > 1)
        return [`${instants.length} wait, the first until ${first}`];
    return [countedVerb(instants.length, `waits until ${first}`, `wait until ${first}`)];
}
/** `fct_orders`, `stg_orders (removed)`. */
function changedText({ id, how }, names) {
    const name = names.get(id) ?? id;
    return how === 'changed' ? name : `${name} (${how})`;
}
/** `fct_orders (code, contract)`: the node with what changed on it by dbt's rules. */
function changeText(node, names) {
    const name = names.get(node.id) ?? node.id;
    const what = node.how === 'changed' ? node.parts.map((part) => PARTS[part]) : [node.how];
    return what.length === 0 ? name : `${name} (${what.join(', ')})`;
}
/** The parts of `state:modified` in the words of dbt's YAML. */
const PARTS = {
    body: 'code',
    config: 'config',
    relation: 'database, schema or alias',
    description: 'description',
    contract: 'contract columns',
    macros: 'macros',
    dependencies: 'depends_on',
    properties: 'properties',
};
function impactWordingContext(impact) {
    const changed = impact.changed.map(({ id }) => id);
    return { now: impact.now, names: (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOf */ .eZ)(rowsOf(impact), changed) };
}


/***/ }),

/***/ 6930:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   Gk: () => (/* binding */ decisionText),
/* harmony export */   Hz: () => (/* binding */ listPhrases),
/* harmony export */   IH: () => (/* binding */ dueOf),
/* harmony export */   J5: () => (/* binding */ awaitedText),
/* harmony export */   Je: () => (/* binding */ quotedIfComma),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   c8: () => (/* binding */ notWaitedForText),
/* harmony export */   kj: () => (/* binding */ landingTrigger),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   rl: () => (/* binding */ causeOf),
/* harmony export */   t6: () => (/* binding */ NAMES_SHOWN)
/* harmony export */ });
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6412);
/* harmony import */ var _base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5563);
/* harmony import */ var _failure_explanations_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1685);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2822);
/* harmony import */ var _times_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7020);





/** Names listed in a sentence before "and N more". */
const NAMES_SHOWN = 3;
/** Why a row has its status, in one line and without a remedy: by its outcome, else by its decision. */
function reasonOf({ row, result }, context) {
    if (result === null)
        return notWaitedForText(row, context) ?? decisionText(row, context);
    switch (result.outcome) {
        case 'refreshed':
            return row.decision.kind === 'refresh'
                ? decisionText(row, context)
                : 'a refresh that was already running has finished';
        case 'failed':
            return failureText(result);
        case 'cancelled':
            return cancelledText(result);
        case 'timed-out':
            return `${timedOutText(result)} at the end of the timeout; the next run looks it up`;
        case 'blocked':
            return blockedText(row, context);
        case 'deferred':
            return `${deferredText(result)}; the next run tries again`;
        case 'requested':
            return `requested, not waited for: ${decisionText(row, context)}`;
        default:
            return result.outcome;
    }
}
/** Why a refresh was not started, if it waits for data sources whose refreshes this run only requested; else null. */
function notWaitedForText({ decision }, context) {
    const before = decision.kind === 'refresh' ? decision.after : [];
    const requested = before.filter((key) => context.requested?.has(key));
    if (requested.length === 0)
        return null;
    const [nouns, whose] = requested.length === 1 ? ['data source', 'refresh'] : ['data sources', 'refreshes'];
    const names = listNames(requested, context);
    return `it waits for the ${nouns} ${names}, whose ${whose} this run requested and did not wait for; the next run refreshes it`;
}
/**
 * The reason without anything that differs from row to row, so that rows with one cause can share a sentence: no instant
 * of the row's own. Fits after "because".
 */
function causeOf(reportRow, context) {
    const { row, result } = reportRow;
    if (result === null && row.decision.kind === 'skip')
        return skipCause(row.decision, row, context);
    if (result?.outcome === 'requested')
        return decisionText(row, context);
    // The status says already that it was cancelled.
    return result?.outcome === 'cancelled' ? cancelCause(result) : reasonOf(reportRow, context);
}
function skipCause(decision, row, context) {
    switch (decision.reason) {
        case 'build-after':
            return 'not due yet';
        case 'up-to-date':
            return decision.pendingDataSources.length === 0
                ? 'nothing new since the last refresh'
                : `nothing new yet; waits for ${awaitedText(decision.pendingDataSources, context)}`;
        case 'failing':
            return _failure_explanations_js__WEBPACK_IMPORTED_MODULE_1__/* .FAILURE_EXPLANATIONS */ .E[decision.failure].what;
        case 'upstream-failed':
            return problemText(decision.problems, context, 'without instant');
        case 'other-environment':
            return placesText(decision.pairs);
        case 'no-extract':
        case 'not-visible':
        case 'never-landed':
        case 'waiting-for-upstream':
            return decisionText(row, context);
        default:
            return decision;
    }
}
/** The reason of an extract of another environment that reads no table of that environment that is known. */
const SHOWN_BY_OTHERS = 'other extracts of this run read another database or schema than this build writes';
/** `dbt builds in shop.dev, Tableau reads shop.prod`: without the tables, which differ from extract to extract. */
function placesText(pairs) {
    const places = pairs.map((pair) => `dbt builds in ${placeOf(pair.dbt)}, Tableau reads ${placeOf(pair.tableau)}`);
    const [first = SHOWN_BY_OTHERS, ...others] = new Set(places);
    return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}
/** The relation without its last part, which may be quoted. */
function placeOf(relation) {
    return (0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(relation.replace(/\.(?:"(?:[^"]|"")*"|[^."]+)$/, ''));
}
/** The plan's decision in words. */
function decisionText(row, context) {
    const { decision } = row;
    switch (decision.kind) {
        case 'refresh':
            return refreshText(decision, row, context);
        case 'wait':
            return `the refresh requested at ${(0,_times_js__WEBPACK_IMPORTED_MODULE_3__.at)(decision.requestedAt, context.now)} is still running`;
        case 'skip':
            return skipText(decision, row, context);
        default:
            return decision;
    }
}
function refreshText(decision, row, context) {
    const data = decision.landed.length === 0 ? '' : `new data in ${listNames(idsOf(decision.landed), context)}`;
    switch (decision.reason) {
        case 'new-data':
            return data === '' ? 'new data' : data;
        case 'first-refresh':
            return data === '' ? 'first refresh' : `first refresh: ${data}`;
        case 'forced':
            if (decision.overriddenSkip !== null)
                return `forced; otherwise skipped: ${skipText(decision.overriddenSkip, row, context)}`;
            return data === '' ? 'forced' : `forced: ${data}`;
        default:
            return decision.reason;
    }
}
function skipText(decision, row, context) {
    const { now } = context;
    switch (decision.reason) {
        case 'no-extract':
            return noExtractText(row);
        case 'not-visible':
            return notVisibleText(decision.landed, context);
        case 'other-environment':
            return otherEnvironmentText(decision.pairs);
        case 'upstream-failed':
            return problemText(decision.problems, context);
        case 'never-landed':
            return neverLandedText(decision.upstream, row, context);
        case 'up-to-date':
            return upToDateText(decision, context);
        case 'waiting-for-upstream':
            return `waiting for new data in ${listNames(decision.waitingFor, context)} too (updates_on: all)`;
        case 'build-after':
            return buildAfterText(row, now);
        case 'failing':
            return failingText(decision, row, now);
        default:
            return decision;
    }
}
function noExtractText({ extract: { lineage, unrelated } }) {
    return unrelated === null || lineage.hasExtract === false
        ? 'live connection, or no extract of its own: nothing to refresh'
        : `its extract reads no table of this dbt project, only ${list(unrelated)}`;
}
function notVisibleText(landed, context) {
    const data = landed.length === 0 ? '' : `, so new data in ${listNames(idsOf(landed), context)} may be missing`;
    return `it has no extract of its own, and some published data sources behind it are not visible to the signed-in user${data}`;
}
function upToDateText({ landedAt, pendingDataSources }, context) {
    const newest = `nothing new since its last refresh (newest data ${(0,_times_js__WEBPACK_IMPORTED_MODULE_3__.at)(landedAt, context.now)})`;
    return pendingDataSources.length === 0
        ? newest
        : `${newest}; waits for ${awaitedText(pendingDataSources, context)}`;
}
/** `Sales, 12:00 UTC`: the data sources whose refresh will bring new data, and when the first one is due. */
function awaitedText(pendingDataSources, context) {
    const keys = pendingDataSources.map(({ key }) => key);
    const names = listNames(keys, context);
    const due = dueOf(pendingDataSources);
    return due === null ? names : `${names}, ${(0,_times_js__WEBPACK_IMPORTED_MODULE_3__.at)(due, context.now)}`;
}
/** When the first of these is due; null if none has a time. */
function dueOf(pendingDataSources) {
    const due = pendingDataSources.flatMap(({ dueAt }) => dueAt ?? []);
    return due.length === 0 ? null : (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .earliestOf */ .Nm)(due);
}
/** What makes a landing of the extract's upstream known: a dbt build, or, for what dbt does not build, something else. */
function landingTrigger({ decision, extract, }) {
    const { upstream } = extract;
    if (upstream.length === 0)
        return 'nothing';
    if (upstream.every(({ node }) => node.startsWith('source.')))
        return 'sources';
    const arrivals = decision.reason === 'never-landed' ? decision.upstream : [];
    const vias = new Set(upstream.map(({ via }) => via));
    return arrivals.length > 0 && arrivals.every((id) => vias.has(id)) ? 'data sources' : 'builds';
}
function neverLandedText(upstream, row, context) {
    const names = listNames(upstream, context);
    const news = landingTrigger(row);
    switch (news) {
        case 'nothing':
            return 'depends_on of its exposure is empty, so no new data can be known';
        case 'sources':
            return `no new data known in ${names} yet`;
        case 'data sources':
            return `no refresh of ${names} by this action is known yet`;
        case 'builds':
            return `no build of ${names} is known yet`;
        default:
            return news;
    }
}
function failingText({ since, orEarlier, failure }, { dueAt }, now) {
    const begin = `failing since ${(0,_times_js__WEBPACK_IMPORTED_MODULE_3__.at)(since, now)}${orEarlier ? ' or earlier' : ''}`;
    const next = dueAt === null ? '' : `; not tried again before ${(0,_times_js__WEBPACK_IMPORTED_MODULE_3__.at)(dueAt, now)}`;
    return `${begin}: ${_failure_explanations_js__WEBPACK_IMPORTED_MODULE_1__/* .FAILURE_EXPLANATIONS */ .E[failure].what}${next}`;
}
function otherEnvironmentText(pairs) {
    const [first] = pairs;
    if (first === undefined)
        return SHOWN_BY_OTHERS;
    const more = pairs.length === 1 ? '' : ` (and ${pairs.length - 1} more)`;
    return `dbt builds ${(0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(first.dbt)}, Tableau reads ${(0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(first.tableau)}${more}`;
}
function buildAfterText({ lastRefreshedAt, dueAt }, now) {
    const last = lastRefreshedAt === null ? 'its window is used up' : `refreshed ${(0,_times_js__WEBPACK_IMPORTED_MODULE_3__/* .ago */ .KN)(lastRefreshedAt, now)}`;
    return dueAt === null ? last : `${last}; not before ${(0,_times_js__WEBPACK_IMPORTED_MODULE_3__.at)(dueAt, now)}`;
}
function problemText(problems, context, detail = 'with instant') {
    const [first] = problems;
    if (first === undefined)
        return 'an upstream node is unhealthy';
    const when = detail === 'with instant' ? ` at ${(0,_times_js__WEBPACK_IMPORTED_MODULE_3__.at)(first.failedAt, context.now)}` : '';
    const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
    return `${problemSentence(first, context)}${when}${more}`;
}
function problemSentence({ node, kind }, { names }) {
    const shown = (0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)((0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .nameIn */ .ZC)(node, names));
    switch (kind) {
        case 'node':
            return `${shown} failed`;
        case 'test':
            return `test ${shown} failed`;
        case 'unit-test':
            return `unit test ${shown} failed`;
        case 'freshness':
            return `source ${shown} was stale`;
        default:
            return kind;
    }
}
function blockedText({ extract, decision }, { names }) {
    const keys = decision.kind === 'refresh' && decision.after.length > 0 ? decision.after : extract.reads;
    const known = keys.map((key) => names.get(key)).filter((name) => name !== undefined);
    if (known.length === 0)
        return 'a data source that it reads could not be refreshed in this run';
    const which = known.length === 1 ? 'which' : 'one of which';
    return `it reads ${list(known)}, ${which} could not be refreshed in this run`;
}
function failureText({ failure }) {
    return _failure_explanations_js__WEBPACK_IMPORTED_MODULE_1__/* .FAILURE_EXPLANATIONS */ .E[failure?.class ?? 'unknown'].what;
}
/** Without a failure the job was still running; with one, its status could not be read. */
function timedOutText({ failure }) {
    return failure === null
        ? 'it was still running in Tableau'
        : `its job could not be read (${_failure_explanations_js__WEBPACK_IMPORTED_MODULE_1__/* .FAILURE_EXPLANATIONS */ .E[failure.class].what})`;
}
/** Unknown means that a person may have cancelled it; otherwise the job's notes gave the cause. */
function cancelledText({ failure }) {
    return isKnown(failure) ? `${CANCELLED}: ${_failure_explanations_js__WEBPACK_IMPORTED_MODULE_1__/* .FAILURE_EXPLANATIONS */ .E[failure.class].what}` : CANCELLED;
}
function cancelCause({ failure }) {
    return isKnown(failure) ? _failure_explanations_js__WEBPACK_IMPORTED_MODULE_1__/* .FAILURE_EXPLANATIONS */ .E[failure.class].what : CANCELLED;
}
const CANCELLED = 'the job was cancelled in Tableau';
function isKnown(failure) {
    return failure !== null && failure.class !== 'unknown';
}
function deferredText({ failure }) {
    return failure?.class === 'quota'
        ? _failure_explanations_js__WEBPACK_IMPORTED_MODULE_1__/* .FAILURE_EXPLANATIONS */ .E.quota.what
        : 'another refresh of it, not by this action, was running until this run ended';
}
function idsOf(landings) {
    return landings.map(({ id }) => id);
}
function listNames(ids, { names }) {
    return list(ids.map((id) => (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .nameIn */ .ZC)(id, names)));
}
/** `a`, `a, b`, `a, b, c and 4 more`; each name passed through `oneLine`, and in quotes if it has a comma. */
function list(names, max = NAMES_SHOWN) {
    return listPhrases(names.map(quotedIfComma), max);
}
/** A name as `list` shows it. */
function quotedIfComma(name) {
    const shown = (0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(name, 80);
    return shown.includes(',') ? `"${shown}"` : shown;
}
/** A name of 80 code points in quotes. */
const LONGEST_LISTED = 82;
/** Like `list`, of what may have commas of its own. */
function listPhrases(phrases, max = NAMES_SHOWN) {
    const shown = phrases.slice(0, max).map((phrase) => (0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(phrase, LONGEST_LISTED));
    const rest = phrases.length - shown.length;
    return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
/** `1 extract`, `2 extracts`. */
function plural(count, word) {
    return `${count} ${word}${count === 1 ? '' : 's'}`;
}


/***/ }),

/***/ 2792:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B6: () => (/* binding */ LONGEST_NAME),
/* harmony export */   T1: () => (/* binding */ contentName),
/* harmony export */   Uz: () => (/* binding */ cappedTable),
/* harmony export */   YU: () => (/* binding */ nameWidth),
/* harmony export */   Z9: () => (/* binding */ placeText)
/* harmony export */ });
/* harmony import */ var _tableau_content_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8870);
/* harmony import */ var _base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5563);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4285);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2822);
/* Table cells shared by the summary and the comment on a pull request. */




const LONGEST_NAME = 100;
/** Code points of a name in a table cell. */
function nameWidth({ text }) {
    return Math.min(text, LONGEST_NAME);
}
/** The content's name, with a link if `linkOf` allows it. */
function contentName(content, tableau, budget) {
    const name = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .breakable */ .mo)((0,_base_untrusted_text_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(content.name, nameWidth(budget)) || 'unnamed');
    const url = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .linkOf */ .IJ)(content, tableau);
    return url === null ? name : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(url, ...name)];
}
/** `workbook in Finance`, `discovered data source in Finance/Board`. */
function placeText(extract) {
    const { kind, project } = extract.lineage.content;
    const noun = `${(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiscovered */ .hH)(extract) ? 'discovered ' : ''}${_tableau_content_names_js__WEBPACK_IMPORTED_MODULE_0__/* .CONTENT_NOUNS */ .on[kind]}`;
    return project === null ? noun : `${noun} in ${project}`;
}
/** A table of at most `most` rows, and a line about the others. */
function cappedTable(columns, rows, most, rest) {
    const shown = rows.slice(0, most);
    const left = rows.length - shown.length;
    return [
        ...(shown.length === 0 ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(columns, shown)]),
        ...(left === 0 ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .paragraph */ .FY)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu)(rest(left)))]),
    ];
}


/***/ }),

/***/ 6360:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ WHOLE),
/* harmony export */   Z: () => (/* binding */ SIZE_BUDGETS)
/* harmony export */ });
/** For a file, which has no limit of its own; single texts stay readable. */
const WHOLE = { rows: Infinity, notes: Infinity, text: 4000, lines: 200, diagram: true };
/** Tried in this order until the result is small enough; the last one fits for any input. */
const SIZE_BUDGETS = [
    { rows: 300, notes: 30, text: 400, lines: 20, diagram: true },
    { rows: 200, notes: 20, text: 200, lines: 8, diagram: true },
    { rows: 100, notes: 10, text: 100, lines: 3, diagram: false },
    { rows: 10, notes: 3, text: 60, lines: 1, diagram: false },
];


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
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6412);

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
    const date = (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .toIso */ .tK)(instant).slice(0, 10);
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
/** For table cells, in UTC: `today 06:02`, `23 Nov 06:02`, `23 Nov 2025`. */
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
/** `06:02`, or `06:02:11` with seconds; in UTC. */
function clockTime(instant, precision = 'minutes') {
    return utc(instant).time.slice(0, precision === 'minutes' ? 5 : 8);
}
function daysAhead(instant, now) {
    return Math.floor(instant / (DAY * 1000)) - Math.floor(now / (DAY * 1000));
}
/** Parsed from `toUTCString()` (`Tue, 24 Nov 2026 06:02:11 GMT`), whose form ECMAScript fixes. A library would be slow to load. */
function utc(instant) {
    const [weekday = '', day = '', month = '', year = '', time = ''] = (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .dateOf */ .Q$)(instant)
        .toUTCString()
        .split(/,? /);
    return { weekday, day, month, year, time };
}


/***/ }),

/***/ 7775:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ci: () => (/* binding */ addressOf),
  r5: () => (/* binding */ isSwitchedOff),
  u: () => (/* binding */ readFirstInputs),
  Ko: () => (/* binding */ readInputs),
  Ku: () => (/* binding */ runOptions)
});

// UNUSED EXPORTS: INPUT_NAMES

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/exposures/select/matcher.ts
var matcher = __webpack_require__(8181);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./src/exposures/select/syntax.ts

/** Selector methods. `workbook` and `datasource` need content from Tableau; the others need only dbt's project. */
const METHODS = ['exposure', 'tag', 'owner', 'path', 'package', 'source', 'workbook', 'datasource'];
function isContentTerm(term) {
    return isContentMethod(term.method);
}
function isDbtTerm(term) {
    return !isContentTerm(term);
}
/**
 * Parses `select` or `exclude` as dbt does: spaces or line breaks separate parts, commas separate selectors in a part.
 * Names in Tableau may hold both, so double quotes protect them.
 */
function parseSelectors(text) {
    if ((text.split('"').length - 1) % 2 === 1)
        return { problem: 'has a double quote that is never closed' };
    const parts = [];
    for (const [written] of text.matchAll(/(?:"[^"]*"|[^\s"])+/g)) {
        const terms = [];
        for (const selector of splitAtCommas(written)) {
            const term = parseTerm(selector);
            if ('problem' in term)
                return { problem: `has "${written}": ${term.problem}` };
            terms.push(term);
        }
        parts.push({ text: written, dbt: terms.filter(isDbtTerm), content: terms.filter(isContentTerm) });
    }
    return { parts };
}
/** `a,"b,c"` → `a`, `"b,c"`. */
function splitAtCommas(part) {
    const quoted = [];
    const masked = part.replace(/"[^"]*"/g, (text) => `"${quoted.push(text) - 1}"`);
    return masked
        .split(',')
        .map((selector) => selector.replace(/"(\d+)"/g, (_, index) => quoted[Number(index)] ?? ''));
}
/** A leading `+` is allowed, as in dbt, and has no effect: no exposure is upstream of anything. */
const SHAPE = /^(?:\d*\+)?(?:([a-z_]+):)?(.*?)(?:\+(\d*))?$/s;
function parseTerm(text) {
    if (text === '')
        return { problem: 'commas join selectors without blanks, as in tag:finance,owner:Ana' };
    if (text.startsWith('@'))
        return { problem: `write ${text.slice(1)}+ for everything downstream of it` };
    const [, method = 'name', written = '', steps] = SHAPE.exec(text) ?? [];
    const value = written.replaceAll('"', '');
    if (value === '')
        return { problem: 'a name is missing' };
    if (isContentMethod(method))
        return { text, value, method };
    if (isDbtMethod(method))
        return { text, value, method, below: stepsDown(steps) };
    return { problem: `there is no ${method}: (did you mean ${(0,mod/* closest */.kp)(method, [...METHODS])}:?)` };
}
/** `model+` is everything downstream, `model+1` one step; null without a plus. */
function stepsDown(written) {
    if (written === undefined)
        return null;
    return written === '' ? Infinity : Number(written);
}
function isContentMethod(method) {
    return method === 'workbook' || method === 'datasource';
}
function isDbtMethod(method) {
    return method === 'name' || METHODS.includes(method);
}

// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./src/tableau/server-address.ts
var server_address = __webpack_require__(8026);
;// CONCATENATED MODULE: ./src/run/inputs.ts








/** The configured server and site; null when no server was given. */
function addressOf({ tableau: { server, site } }) {
    return server === null ? null : { server, site };
}
/** Default length of a window in minutes, as on the dbt platform (docs/facts/dbt.md#orchestrated-exposures). */
const DEFAULT_BUILD_AFTER = '1440';
const inputs_text = schemas/* string */.YjP().default('');
/** An issue with a message of its own. All others only say what is expected. */
function issueWith(explanation) {
    return { code: 'custom', message: explanation.message, params: { explanation } };
}
function oneOf(values) {
    return schemas/* enum */.k5n(values, { error: `one of ${values.join(', ')}` });
}
/** The spellings of YAML 1.2, as `core.getBooleanInput` takes them. */
const flag = schemas/* enum */.k5n(['true', 'True', 'TRUE', 'false', 'False', 'FALSE'], { error: 'true or false' })
    .transform((value) => value.toLowerCase() === 'true');
function wholeNumber(smallest, largest, meaning = '') {
    const error = `a whole number from ${smallest} to ${largest}${meaning}`;
    return schemas/* string */.YjP()
        .regex(/^\d+$/, { error })
        .transform(Number)
        .pipe(schemas/* int */.Whr({ error }).min(smallest, { error }).max(largest, { error }));
}
const windowMinutes = wholeNumber(0, clock/* LONGEST */.zP / clock/* MINUTE */.pY, ' minutes (400 days)');
/** GitHub ends a job on a self-hosted runner after 5 days, on its own after 6 hours. */
const LONGEST_JOB = 5 * clock/* DAY */.d_;
const MOST_IN_PARALLEL = 1000;
const lines = schemas/* string */.YjP().transform((value) => value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''));
/** By its name, or by the whole ref that an event shows. */
const branch = schemas/* string */.YjP().transform((value) => value.replace(/^refs\/heads\//, ''));
const artifacts = lines.transform((all, context) => {
    if (!all.includes('none'))
        return all;
    if (all.length > 1)
        context.addIssue(issueWith((0,message/* message */.i)('AE-ARTIFACTS-NONE')));
    return 'none';
});
const selectors = (input) => schemas/* string */.YjP().transform((value, context) => {
    const parsed = parseSelectors(value);
    if ('parts' in parsed)
        return parsed.parts;
    context.addIssue(issueWith((0,message/* message */.i)('AE-SELECTOR-INVALID', { input, problem: parsed.problem })));
    return core/* NEVER */.tm;
});
const place = String.raw `("(?:[^"]|"")+"|[^=.\s"]+)(?:\.("(?:[^"]|"")+"|[^=.\s"]+))?`;
const mappingLine = new RegExp(String.raw `^${place}\s*=\s*${place}$`);
const relationMap = lines.transform((all, context) => all.map((line) => {
    const parts = mappingLine.exec(line.toLowerCase())?.map(unquoted) ?? [];
    const [, database, schema, otherDatabase, otherSchema] = parts;
    if (database === undefined || otherDatabase === undefined) {
        context.addIssue(issueWith((0,message/* message */.i)('AE-RELATION-MAP', { line })));
    }
    return {
        dbt: { database: database ?? null, schema: schema ?? null },
        tableau: { database: otherDatabase ?? null, schema: otherSchema ?? null },
    };
}));
function unquoted(name) {
    return name?.startsWith('"') === true ? name.slice(1, -1).replaceAll('""', '"') : name;
}
/** `true`, or globs over paths of projects; those behind `!` take away. */
const discover = lines.transform((all) => {
    const [only = ''] = all;
    if (all.length === 1 && /^(true|false)$/i.test(only))
        return only.toLowerCase() === 'true' ? () => true : null;
    const matchers = (texts) => texts.map((text) => (0,matcher/* matcher */.j)(text, { ignoreCase: true }));
    const out = matchers(all.filter((line) => line.startsWith('!')).map((line) => line.slice(1)));
    const given = matchers(all.filter((line) => !line.startsWith('!')));
    return (project) => (given.length === 0 || given.some((matches) => matches(project))) &&
        !out.some((matches) => matches(project));
});
const failOn = schemas/* string */.YjP()
    .transform((value) => value.split(/[\s,]+/).filter((word) => word !== ''))
    .pipe(schemas/* array */.YOg(oneOf(['failure', 'unresolved', 'drift', 'never'])))
    .refine((words) => words.length === 1 || !words.includes('never'), issueWith((0,message/* message */.i)('AE-FAIL-ON-NEVER')))
    .transform((words) => words.filter((word) => word !== 'never'));
/** Every input of action.yml, by its name. An empty one counts as not given. */
const inputsSchema = schemas/* object */.Ikc({
    'tableau-server-url': schemas/* string */.YjP().optional(),
    'tableau-site': inputs_text,
    'tableau-token-name': inputs_text,
    'tableau-token-secret': inputs_text,
    'tableau-client-id': inputs_text,
    'tableau-secret-id': inputs_text,
    'tableau-secret-value': inputs_text,
    'tableau-username': inputs_text,
    'dbt-artifacts': artifacts.prefault('target'),
    'relation-map': relationMap.prefault(''),
    discover: discover.prefault('false'),
    select: selectors('select').prefault(''),
    exclude: selectors('exclude').prefault(''),
    'exposures-file': schemas/* string */.YjP()
        .regex(/\.ya?ml$/i, { error: 'a path that ends in .yml or .yaml' })
        .optional(),
    'build-after': windowMinutes.prefault(DEFAULT_BUILD_AFTER),
    'build-after-tolerance': windowMinutes.optional(),
    'updates-on': oneOf(['any', 'all']).prefault('any'),
    force: flag.prefault('false'),
    'on-upstream-failure': oneOf(['skip', 'refresh']).prefault('skip'),
    'production-branch': branch.optional(),
    'dry-run': schemas/* union */.KCZ([schemas/* literal */.euz('auto'), flag], { error: 'auto, true or false' }).prefault('auto'),
    wait: flag.prefault('true'),
    timeout: wholeNumber(1, LONGEST_JOB / clock/* MINUTE */.pY, ' minutes (5 days)').prefault('60'),
    'max-parallel': wholeNumber(1, MOST_IN_PARALLEL).prefault('10'),
    'on-cancel': oneOf(['leave', 'cancel']).prefault('leave'),
    'fail-on': failOn.prefault('failure'),
    'state-scope': inputs_text,
    'base-manifest': lines.prefault(''),
    comment: oneOf(['auto', 'always', 'never']).prefault('auto'),
    'github-token': inputs_text,
});
const INPUT_NAMES = Object.keys(inputsSchema.shape);
/** What somebody wanted of this run beyond the usual, for the report. */
function runOptions({ policy, selection }, event) {
    const textOf = (parts) => parts.map(({ text: part }) => part).join(' ');
    return {
        manual: (0,github_event/* isManual */.b0)(event),
        force: policy.force,
        select: textOf(selection.select),
        exclude: textOf(selection.exclude),
    };
}
/**
 * Reads the inputs that noting facts needs. What is wrong with the others is left to `readInputs`.
 * @throws ConfigurationError for a wrong `dbt-artifacts`, `state-scope` or `production-branch`.
 */
function readFirstInputs(read) {
    const raw = givenInputs(read);
    const parsed = firstInputsSchema.safeParse(Object.fromEntries(raw));
    if (!parsed.success)
        throw problemOf(parsed.error, raw);
    const { 'dbt-artifacts': dbtArtifacts, 'state-scope': stateScope } = parsed.data;
    const { 'dry-run': dryRun, discover } = inputsSchema.shape;
    return {
        dbtArtifacts,
        stateScope,
        productionBranch: parsed.data['production-branch'] ?? null,
        dryRun: dryRun.safeParse(raw.get('dry-run')).data ?? 'auto',
        site: siteIn(raw),
        discovers: discover.safeParse(raw.get('discover')).data !== null,
        writesExposures: raw.has('exposures-file'),
    };
}
const firstInputsSchema = inputsSchema.pick({
    'dbt-artifacts': true,
    'state-scope': true,
    'production-branch': true,
});
/** Null where the inputs name no server and site that there can be. */
function siteIn(raw) {
    const given = raw.get('tableau-server-url');
    if (given === undefined)
        return null;
    try {
        return { server: (0,server_address/* serverAddress */.aD)(given), site: (0,server_address/* siteContentUrl */.yO)(raw.get('tableau-site') ?? '', given) };
    }
    catch (error) {
        if (error instanceof errors/* ConfigurationError */.j1)
            return null;
        throw error;
    }
}
/** All inputs that are given. */
function givenInputs(read) {
    const given = INPUT_NAMES.map((name) => [name, read(name).trim()]);
    return new Map(given.filter(([, value]) => value !== ''));
}
/**
 * Reads and checks all inputs; `read` gives an input of action.yml by its name, empty when not given. A run that
 * `lacksSecrets` has no credentials whatever half of them it was given.
 * @throws ConfigurationError that names the input and the remedy.
 */
function readInputs(read, environment, lacksSecrets = false) {
    const raw = givenInputs(read);
    const fromEnvironment = environment['DBT_ACTIVE_EXPOSURES_BUILD_AFTER']?.trim() ?? '';
    const buildAfterName = raw.has('build-after') ? 'build-after' : 'DBT_ACTIVE_EXPOSURES_BUILD_AFTER';
    if (!raw.has('build-after') && fromEnvironment !== '')
        raw.set('build-after', fromEnvironment);
    const parsed = inputsSchema.safeParse(Object.fromEntries(raw));
    if (parsed.success)
        return consistent(toInputs(parsed.data, lacksSecrets));
    throw problemOf(parsed.error, raw, buildAfterName);
}
function problemOf(error, raw, buildAfterName = 'build-after') {
    const issue = error.issues[0];
    const name = String(issue?.path[0]);
    const shown = name === 'build-after' ? buildAfterName : name;
    const params = issue?.code === 'custom' ? issue.params : undefined;
    const expected = issue?.message ?? 'another value';
    return new errors/* ConfigurationError */.j1(params?.explanation ??
        (0,message/* message */.i)('AE-INPUT-INVALID', { input: shown, expected, given: raw.get(name) ?? '' }));
}
function consistent(inputs) {
    if (inputs.exposuresFile !== null && inputs.discover === null) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-EXPOSURES-FILE-NEEDS-DISCOVER'));
    }
    if (inputs.exposuresFile !== null && inputs.dbtArtifacts === 'none') {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-EXPOSURES-FILE-NEEDS-ARTIFACTS'));
    }
    return inputs;
}
function toInputs(raw, lacksSecrets) {
    const server = raw['tableau-server-url'] ?? null;
    return {
        tableau: {
            server: server === null ? null : (0,server_address/* serverAddress */.aD)(server),
            site: (0,server_address/* siteContentUrl */.yO)(raw['tableau-site'], server),
            credentials: lacksSecrets ? null : credentialsOf(raw),
        },
        dbtArtifacts: raw['dbt-artifacts'],
        relationMap: raw['relation-map'],
        discover: raw.discover,
        selection: { select: raw.select, exclude: raw.exclude },
        exposuresFile: raw['exposures-file'] ?? null,
        policy: {
            buildAfter: { minutes: raw['build-after'], at: null, timezone: null },
            toleranceMinutes: raw['build-after-tolerance'] ?? null,
            updatesOn: raw['updates-on'],
            onUpstreamFailure: raw['on-upstream-failure'],
            force: raw.force,
        },
        productionBranch: raw['production-branch'] ?? null,
        dryRun: raw['dry-run'],
        wait: raw.wait,
        timeout: raw.timeout * clock/* MINUTE */.pY,
        maxParallel: raw['max-parallel'],
        onCancel: raw['on-cancel'],
        failOn: raw['fail-on'],
        stateScope: raw['state-scope'],
        baseManifest: raw['base-manifest'],
        comment: raw.comment,
        githubToken: raw['github-token'],
    };
}
const TOKEN = ['tableau-token-name', 'tableau-token-secret'];
const CONNECTED_APP = [
    'tableau-client-id',
    'tableau-secret-id',
    'tableau-secret-value',
    'tableau-username',
];
/** One whole way to sign in, or none; half a way or two of them are mistakes. */
function credentialsOf(raw) {
    const some = (names) => names.some((name) => raw[name] !== '');
    if (some(TOKEN) && some(CONNECTED_APP)) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-TWO-SIGN-INS', { token: TOKEN.join(', '), app: CONNECTED_APP.join(', ') }));
    }
    if (some(TOKEN)) {
        requireAll(raw, TOKEN);
        return { kind: 'token', name: raw['tableau-token-name'], secret: raw['tableau-token-secret'] };
    }
    if (!some(CONNECTED_APP))
        return null;
    requireAll(raw, CONNECTED_APP);
    return {
        kind: 'connected-app',
        clientId: raw['tableau-client-id'],
        secretId: raw['tableau-secret-id'],
        secretValue: raw['tableau-secret-value'],
        username: raw['tableau-username'],
    };
}
function requireAll(raw, names) {
    const missing = names.filter((name) => raw[name] === '');
    if (missing.length > 0) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-INPUT-EMPTY', { inputs: missing.join(', ') }));
    }
}
/**
 * `DBT_ACTIVE_EXPOSURES` as dbt users set it: anything but `1` or `true` switches the action off.
 * Unset or empty means on.
 */
function isSwitchedOff(environment) {
    const value = environment['DBT_ACTIVE_EXPOSURES']?.trim().toLowerCase() ?? '';
    return !['', '1', 'true'].includes(value);
}


/***/ }),

/***/ 5828:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./src/dbt/manifest.ts
var manifest = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/dbt/artifacts/run-results.ts + 1 modules
var run_results = __webpack_require__(2043);
;// CONCATENATED MODULE: ./src/dbt/build-summary.ts


function buildSummaries({ manifest, runResults }) {
    return runResults.map((results) => ({
        command: `dbt ${results.isRetry ? 'retry' : results.command}`,
        dbtVersion: results.dbtVersion,
        finishedAt: results.generatedAt,
        landed: results.results.filter((result) => landed(result, results, manifest.nodes)).length,
        failed: results.results.filter((result) => failed(result, results, manifest.nodes)).length,
    }));
}
function landed(result, results, nodes) {
    const node = nodes.get(result.id);
    return node !== undefined && !(0,manifest/* isTest */.Nu)(node.resourceType) && (0,manifest/* holdsData */.VU)(node) && (0,run_results/* wasRebuilt */.Z6)(result, results);
}
function failed(result, results, nodes) {
    const node = nodes.get(result.id);
    if (node === undefined || !(0,run_results/* hasVerdicts */.PH)(results))
        return false;
    const about = { isTest: (0,manifest/* isTest */.Nu)(node.resourceType), ephemeral: (0,manifest/* isEphemeral */.aw)(node) };
    return result.status !== 'skipped' && (0,run_results/* verdictOf */.Vj)(result, about) === 'failed';
}

// EXTERNAL MODULE: ./src/exposures/declared.ts
var exposures_declared = __webpack_require__(2618);
// EXTERNAL MODULE: ./src/tableau/urls.ts
var urls = __webpack_require__(3366);
// EXTERNAL MODULE: ./src/exposures/settings.ts
var exposures_settings = __webpack_require__(6937);
;// CONCATENATED MODULE: ./src/exposures/other-sites.ts


function countBySite(exposures, address) {
    const sitesPointedAt = exposures.filter(isEnabled).map((exposure) => siteOf(exposure, address));
    const sites = new Map();
    for (const direction of sitesPointedAt) {
        if (typeof direction === 'string')
            continue;
        const key = JSON.stringify([direction.host, direction.site.toLowerCase()]);
        sites.set(key, { ...direction, exposures: (sites.get(key)?.exposures ?? 0) + 1 });
    }
    return {
        all: sitesPointedAt.length,
        here: sitesPointedAt.filter((direction) => direction === 'here').length,
        elsewhere: [...sites.values()].sort((a, b) => b.exposures - a.exposures),
    };
}
function isEnabled({ meta }) {
    const settings = (0,exposures_settings/* parseSettings */.P$)(meta, 0);
    return !('enabled' in settings) || settings.enabled;
}
function siteOf({ url, meta }, address) {
    const target = url === null ? null : (0,urls/* targetOf */.$)(url, address);
    if (target?.kind === 'content')
        return 'here';
    switch (target?.reason) {
        case 'server':
        case 'site':
            return { host: target.host, site: target.site };
        case 'page':
            return 'here';
        case 'tool':
        case undefined:
            return (0,exposures_settings/* namesExtracts */.Fm)(meta) ? 'here' : 'other-tool';
    }
}

// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./src/exposures/select/nearest.ts
var nearest = __webpack_require__(7649);
// EXTERNAL MODULE: ./src/tableau/server-address.ts
var server_address = __webpack_require__(8026);
// EXTERNAL MODULE: ./src/base/untrusted-text.ts
var untrusted_text = __webpack_require__(5563);
;// CONCATENATED MODULE: ./src/report/other-sites.ts




const SITES_SHOWN = 3;
const LONGEST_NAME = 80;
/** A message about exposures that point at another server or site than this run's; null if none does. */
function otherSiteMessage({ all, here, elsewhere }, address) {
    const [first] = elsewhere;
    if (first === undefined)
        return null;
    const site = thisSite(address, first);
    const count = countOf(elsewhere);
    if (here > 0)
        return (0,message/* message */.i)('AE-OTHER-SITES', { count, all, places: list(elsewhere), site });
    const noun = count === all ? 'exposure' : 'Tableau exposure';
    const exposures = count === 1 ? `The only ${noun} points` : `All ${count} ${noun}s point`;
    const places = elsewhere.length === 1 ? `at ${siteOn(first)}` : `at other sites (${list(elsewhere)})`;
    const remedy = remedyFor(elsewhere, first, address);
    return (0,message/* message */.i)('AE-SITE-MISMATCH', { exposures, places, site, remedy });
}
function countOf(sites) {
    return sites.reduce((sum, { exposures }) => sum + exposures, 0);
}
function list(sites) {
    const shown = sites.slice(0, SITES_SHOWN).map((one) => `${one.exposures} at ${siteOn(one)}`);
    const rest = countOf(sites.slice(SITES_SHOWN));
    return [...shown, ...(rest === 0 ? [] : [`${rest} at other sites`])].join(', ');
}
function siteOn({ host, site }) {
    return `${siteName(site, urlOf(host))} on ${(0,untrusted_text/* oneLine */.TN)(host, LONGEST_NAME)}`;
}
/** This run's site; with its host only if the exposures have another one. */
function thisSite({ server, site }, { host }) {
    const url = new URL(server);
    return url.host === host ? siteName(site, url) : siteOn({ host: url.host, site });
}
function siteName(site, server) {
    if (site !== '')
        return `site ${(0,untrusted_text/* oneLine */.TN)(site, LONGEST_NAME)}`;
    return (0,server_address/* isTableauCloud */.aR)(server) ? 'no site' : 'the default site';
}
function urlOf(host) {
    return new URL(`https://${host}`);
}
/** What to correct, guessed from the names. The third parameter is the site with the most exposures. */
function remedyFor(elsewhere, { host, site }, address) {
    const server = new URL(address.server);
    if (!(0,server_address/* sameServer */.AD)(server, urlOf(host)))
        return serverRemedy(server, urlOf(host));
    const shown = (0,untrusted_text/* oneLine */.TN)(site, LONGEST_NAME);
    const given = (0,untrusted_text/* oneLine */.TN)(address.site, LONGEST_NAME);
    if (site === '')
        return (0,server_address/* isTableauCloud */.aR)(server) ? NO_SITE_IN_URLS : DEFAULT_SITE_IN_URLS;
    if (address.site === '')
        return noSiteRemedy(shown, server);
    if (folded(site) === folded(address.site))
        return `Set tableau-site to the content URL ${shown}, the text after /site/ in addresses; ${given} looks like the display name of the site.`;
    const [meant] = (0,nearest/* nearest */.p)(address.site, elsewhere.map((each) => each.site));
    return meant === undefined
        ? 'Correct tableau-site, or the url of these exposures.'
        : `Check tableau-site: did you mean ${(0,untrusted_text/* oneLine */.TN)(meant, LONGEST_NAME)}?`;
}
const NO_SITE_IN_URLS = 'Copy the addresses of the exposures again from a browser: on Tableau Cloud each address names its site.';
const DEFAULT_SITE_IN_URLS = 'Leave tableau-site empty for the default site, or copy the addresses of the exposures again from a browser.';
function noSiteRemedy(site, server) {
    const cause = (0,server_address/* isTableauCloud */.aR)(server)
        ? 'it is empty, and Tableau Cloud has no default site'
        : 'an empty value and Default mean the default site';
    return `Set tableau-site to ${site} (${cause}); if it comes from a secret or variable, check that this job may read it.`;
}
function serverRemedy(server, other) {
    if (isShortNameOf(server.hostname, other.hostname))
        return `Set tableau-server-url to the host as the exposures have it; ${server.hostname} is its short name.`;
    if (isShortNameOf(other.hostname, server.hostname))
        return `Give the exposures the whole host name; ${other.hostname} is its short name.`;
    return (0,nearest/* nearest */.p)(server.host, [other.host]).length > 0
        ? `Check tableau-server-url: did you mean ${(0,untrusted_text/* oneLine */.TN)(other.host, LONGEST_NAME)}?`
        : 'Correct tableau-server-url, or the url of these exposures.';
}
function isShortNameOf(name, hostname) {
    return !name.includes('.') && hostname.startsWith(`${name}.`);
}
/** Letters and digits only, in lower case: a site's display name and its content URL often differ in nothing else. */
function folded(name) {
    return name
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, '');
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/exposures/types.ts
var types = __webpack_require__(4643);
// EXTERNAL MODULE: ./src/report/failure-explanations.ts
var failure_explanations = __webpack_require__(1685);
// EXTERNAL MODULE: ./src/report/reason-text.ts
var reason_text = __webpack_require__(6930);
;// CONCATENATED MODULE: ./src/report/message-ids.ts


/** The message of each reason; `failing` and `never-landed` have several. */
const BY_REASON = {
    'new-data': 'AE-NEW-DATA',
    'first-refresh': 'AE-FIRST-REFRESH',
    forced: 'AE-FORCED',
    'in-flight': 'AE-IN-FLIGHT',
    'no-extract': 'AE-NO-EXTRACT',
    'not-visible': 'AE-NOT-VISIBLE',
    'other-environment': 'AE-OTHER-ENVIRONMENT',
    'upstream-failed': 'AE-UPSTREAM-FAILED',
    'up-to-date': 'AE-UP-TO-DATE',
    'waiting-for-upstream': 'AE-WAITING-FOR-UPSTREAM',
    'build-after': 'AE-BUILD-AFTER',
};
const NEVER_LANDED = {
    nothing: 'AE-NO-UPSTREAM',
    sources: 'AE-SOURCE-NOT-MEASURED',
    'data sources': 'AE-DATA-SOURCE-NOT-REFRESHED',
    builds: 'AE-NEVER-BUILT',
};
/** The entry of the catalogue that a row's message belongs to: of its outcome if that explains more, else of its decision. */
function messageIdOf(row) {
    const { outcome, failure } = row.result ?? { outcome: null, failure: null };
    switch (outcome) {
        case 'failed':
            return failure_explanations/* FAILURE_MESSAGES */.q[failure?.class ?? 'unknown'];
        case 'cancelled':
            return 'AE-CANCELLED';
        case 'timed-out':
            return 'AE-TIMED-OUT';
        case 'blocked':
            return 'AE-BLOCKED';
        case 'deferred':
            return 'AE-DEFERRED';
        case 'requested':
            return 'AE-REQUESTED';
        case 'refreshed':
        case null:
            return decisionMessage(row);
        default:
            return outcome;
    }
}
function decisionMessage({ row }) {
    const { decision } = row;
    if (decision.kind === 'skip')
        return skipMessage(decision, row);
    return BY_REASON[decision.reason];
}
/** The entry with the remedy of a skip. */
function skipMessage(decision, row) {
    if (decision.reason === 'failing')
        return failure_explanations/* FAILURE_MESSAGES */.q[decision.failure];
    return decision.reason === 'never-landed' ? NEVER_LANDED[(0,reason_text/* landingTrigger */.kj)(row)] : BY_REASON[decision.reason];
}

// EXTERNAL MODULE: ./src/impact/impact.ts
var impact_impact = __webpack_require__(6078);
// EXTERNAL MODULE: ./src/report/pull-request/impact-text.ts
var impact_text = __webpack_require__(6898);
;// CONCATENATED MODULE: ./src/report/pull-request/annotations.ts




/**
 * Notices for the changed files of a pull request: one for the first line of each file, those that reach the most
 * exposures first; then one for the line of each changed exposure.
 */
function impactNotices(impact) {
    const { names } = (0,impact_text/* impactWordingContext */.Ip)(impact);
    const files = new Map();
    for (const node of impact.changed) {
        const reached = (0,impact_impact/* exposuresReachedBy */.w)(node, impact);
        if (node.file === null || reached.length === 0 || onlyByMacro(node))
            continue;
        const known = files.get(node.file);
        if (known !== undefined && known.reach >= reached.length)
            continue;
        files.set(node.file, {
            ...fromNode(node, reached, names),
            file: node.file,
            line: 1,
            reach: reached.length,
        });
    }
    const nodes = [...files.values()].sort((a, b) => b.reach - a.reach);
    return [
        ...nodes,
        ...impact.exposures.filter(({ changed }) => changed).map((each) => fromExposure(each, impact)),
    ];
}
/** Whether the node changed only because a macro did: its own file is unchanged. */
function onlyByMacro({ parts }) {
    return parts.length > 0 && parts.every((part) => part === 'macros');
}
function fromNode(node, reached, names) {
    const exposures = (0,reason_text/* list */.p_)(reached.map(({ label }) => label), 5);
    return {
        ...(0,message/* message */.i)('AE-PULL-REQUEST-REACHES', { change: (0,impact_text/* changeText */.k0)(node, names), exposures }),
        title: `Reaches ${(0,reason_text/* plural */.LS)(reached.length, 'exposure')}`,
    };
}
function fromExposure(exposure, impact) {
    const { file, line, label, extracts, noExtractReason } = exposure;
    const context = (0,impact_text/* impactWordingContext */.Ip)(impact);
    const shown = extracts.map((row) => `${(0,reason_text/* quotedIfComma */.Je)(row.extract.lineage.content.name)} ${(0,impact_text/* afterMergeText */._m)(row, context)}`);
    const after = shown.length > 0 ? (0,reason_text/* listPhrases */.Hz)(shown, 3) : (noExtractReason ?? 'no extract is known');
    return {
        ...(0,message/* message */.i)('AE-EXPOSURE-CHANGED', { exposure: label, after }),
        title: 'Exposure changed',
        ...(file === '' ? {} : { file, line: line ?? 1 }),
    };
}

// EXTERNAL MODULE: ./src/report/names.ts
var report_names = __webpack_require__(2822);
;// CONCATENATED MODULE: ./src/report/report.ts

/** Whether a notice makes the step fail although the run finished. */
function hasErrors({ notices }) {
    return notices.some(({ level }) => level === 'error');
}
function wordingContext({ run, rows, impact }) {
    const changed = impact?.changed.map(({ id }) => id);
    const requested = rows.filter(({ result }) => result?.outcome === 'requested');
    return {
        requested: new Set(requested.map(({ row }) => row.extract.key)),
        now: run.endedAt,
        names: (0,report_names/* namesOf */.eZ)(rows.map(({ row }) => row), changed),
    };
}

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
/** By the outcome if there is one, else by the decision. */
function statusOf({ row, result }, mode) {
    if (result !== null)
        return result.outcome;
    switch (row.decision.kind) {
        case 'refresh':
            return mode.kind === 'dry' ? 'would-refresh' : 'not-started';
        case 'wait':
            return 'waiting';
        case 'skip':
            return isHeld(row.decision.reason) && row.known.warnedBefore !== true ? 'held' : 'skipped';
    }
}
/** Order of rows held back: new problems come before missing settings. */
const HELD_REASONS = ['upstream-failed', 'failing', 'other-environment', 'not-visible', 'never-landed'];
/** For sorting: 0 is worst. */
function rankOf(row, mode) {
    const status = statusOf(row, mode);
    const cause = status === 'held' ? HELD_REASONS.indexOf(row.row.decision.reason) : 0;
    return STATUS[status].rank * HELD_REASONS.length + cause;
}
function isHeld(reason) {
    switch (reason) {
        case 'upstream-failed':
        case 'failing':
        case 'never-landed':
        case 'other-environment':
        case 'not-visible':
            return true;
        case 'no-extract':
        case 'up-to-date':
        case 'waiting-for-upstream':
        case 'build-after':
            return false;
    }
}

;// CONCATENATED MODULE: ./src/report/ranking.ts

function counts(report) {
    const groups = report.rows.map((row) => STATUS[statusOf(row, report.mode)].group);
    const count = (group) => groups.filter((each) => each === group).length;
    return { refreshed: count('refreshed'), skipped: count('skipped'), failed: count('failed') };
}
/** Rows that need a person come first, then open ones, then successes; equal rows keep the plan's order. */
function worstFirst(report) {
    return [...report.rows].sort((a, b) => rankOf(a, report.mode) - rankOf(b, report.mode));
}
/** How long the refresh took; null if that is not known, or if it was cancelled before it began. */
function secondsOf({ outcome, seconds }) {
    return outcome === 'cancelled' && seconds === 0 ? null : seconds;
}
/** When the newest successful refresh was requested, this run's included. The next run reads the same instant from state. */
function lastRefreshOf({ row, result }) {
    if (result?.outcome !== 'refreshed' || result.endedAt === null)
        return row.lastRefreshedAt;
    return Math.round(result.endedAt - (result.seconds ?? 0) * 1000);
}

// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/exposures/discovery/drift.ts + 1 modules
var drift = __webpack_require__(2942);
// EXTERNAL MODULE: ./src/state/request-id.ts
var request_id = __webpack_require__(840);
// EXTERNAL MODULE: ./src/report/markdown.ts
var report_markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/dbt/types.ts
var dbt_types = __webpack_require__(9359);
// EXTERNAL MODULE: ./src/messages/catalogue.ts + 8 modules
var catalogue = __webpack_require__(9676);
;// CONCATENATED MODULE: ./src/report/remedies.ts
/* What to do about a row that failed or is held back. */










/** Reason and remedy: the row's message in outputs and annotations. */
function messageOf(row, context) {
    return withRemedy((0,reason_text/* reasonOf */.A3)(row, context), row, context);
}
/** Cause and remedy: one message for all rows with this cause. */
function sharedMessageOf(row, context) {
    return withRemedy((0,reason_text/* causeOf */.rl)(row, context), row, context);
}
function withRemedy(sentence, row, context) {
    const remedy = remedyOf(row, context);
    return remedy === null ? sentence : `${sentence}. ${remedy}`;
}
/** What to do about a row, in one sentence; null if there is nothing to do. */
function remedyOf({ row, result }, context) {
    if (result !== null)
        return result.failure === null ? null : failure_explanations/* FAILURE_EXPLANATIONS */.E[result.failure.class].remedy;
    return row.decision.kind === 'skip' ? skipRemedy(row.decision, row, context) : null;
}
function skipRemedy(decision, row, context) {
    if (decision.reason === 'upstream-failed')
        return upstreamRemedy(decision.problems, context);
    return catalogue/* CATALOGUE */.y[skipMessage(decision, row)].remedy;
}
function upstreamRemedy(problems, context) {
    const kinds = [...new Set(problems.map(({ kind }) => kind))];
    const cures = kinds.map((kind) => remedyForKind(kind, problems, context));
    if (cures.length === 0)
        return catalogue/* CATALOGUE */.y['AE-UPSTREAM-FAILED'].remedy;
    const sentence = `${cures.join('; ')}; the refresh then follows by itself.`;
    return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}
/** How to clear the problems of one kind; a build is not always enough (docs/artifacts.md, healthy). */
function remedyForKind(kind, problems, { names }) {
    const own = problems.filter((problem) => problem.kind === kind);
    const shown = [...new Set(own.map((problem) => (0,report_names/* nameIn */.ZC)(problem.node, names)))];
    switch (kind) {
        case 'node':
            return `fix ${(0,reason_text/* list */.p_)(shown)} and build again`;
        case 'test':
            return `fix the data and run ${testCommand(own)}, or a dbt build with its tests`;
        case 'unit-test':
            return `fix the code behind ${(0,reason_text/* list */.p_)(shown)} and build its model again`;
        case 'freshness':
            return `load new data into ${(0,reason_text/* list */.p_)(shown)} and run dbt source freshness`;
        default:
            return kind;
    }
}
function testCommand(tests) {
    const names = [...new Set(tests.map(({ node }) => (0,untrusted_text/* oneLine */.TN)((0,dbt_types/* nodeName */.q)(node))))];
    const more = names.length > reason_text/* NAMES_SHOWN */.t6 ? ' …' : '';
    return `dbt test --select ${names.slice(0, reason_text/* NAMES_SHOWN */.t6).join(' ')}${more}`;
}
/** Worst first; rows with the same remedy and the same message from Tableau share one entry, with the icon of the worst. */
function remediesOf(report) {
    const context = wordingContext(report);
    const remedies = new Map();
    for (const row of worstFirst(report)) {
        const sentence = remedyOf(row, context);
        if (sentence === null || statusOf(row, report.mode) === 'skipped')
            continue;
        const { icon } = STATUS[statusOf(row, report.mode)];
        const tableauText = row.result?.failure?.text ?? '';
        const name = row.row.extract.lineage.content.name;
        const key = JSON.stringify([sentence, tableauText]);
        const known = remedies.get(key);
        const names = [...(known?.names ?? []), name];
        remedies.set(key, { icon: known?.icon ?? icon, names, sentence, tableauText });
    }
    return [...remedies.values()];
}

;// CONCATENATED MODULE: ./src/report/outputs/rows.ts












/** Longer than any real name in Tableau or dbt; a hostile one must not push out other rows. */
const rows_LONGEST_NAME = 1000;
/** All rows for the outputs: failures first, then unresolved exposures, then the others, worst first. */
function toRows(report) {
    const context = wordingContext(report);
    const rows = worstFirst(report);
    const failed = rows.filter((row) => STATUS[statusOf(row, report.mode)].group === 'failed');
    return [
        ...failed.map((row) => toRow(row, report, context)),
        ...report.unresolved.map(unresolvedRow),
        ...rows.slice(failed.length).map((row) => toRow(row, report, context)),
    ];
}
function toRow(reportRow, report, context) {
    const { row, result } = reportRow;
    const { content } = row.extract.lineage;
    const { decision } = row;
    const request = result?.request ?? (decision.kind === 'wait' ? decision.request : null);
    return {
        extract: toContent(content, report),
        exposures: row.extract.exposures.map(({ uniqueId: id, name }) => (0,untrusted_text/* cut */.Jj)(context.names.get(id) ?? name, rows_LONGEST_NAME)),
        decision: decision.kind,
        reason: decision.reason,
        messageId: messageIdOf(reportRow),
        outcome: result?.outcome ?? null,
        message: messageOf(reportRow, context),
        lastRefreshedAt: isoOrNull(lastRefreshOf(reportRow)),
        dueAt: isoOrNull(row.dueAt),
        seconds: result?.seconds ?? null,
        jobId: request === null ? null : (0,request_id/* requestKey */.l)(request),
    };
}
function unresolvedRow(unresolved) {
    return {
        extract: null,
        exposures: [(0,untrusted_text/* cut */.Jj)(unresolved.exposure, rows_LONGEST_NAME)],
        decision: 'unresolved',
        reason: unresolved.reason,
        messageId: types/* UNRESOLVED_MESSAGES */.J[unresolved.reason],
        outcome: null,
        message: unresolvedText(unresolved),
        lastRefreshedAt: null,
        dueAt: null,
        seconds: null,
        jobId: null,
    };
}
function toDriftRows(report) {
    return (report.drift?.drift ?? []).map(({ kind, exposure, content, nodes, message }) => ({
        kind,
        messageId: drift/* DRIFT_MESSAGES */.lC[kind],
        exposure: exposure === null ? null : (0,untrusted_text/* cut */.Jj)(exposure, rows_LONGEST_NAME),
        content: content === null ? null : toContent(content, report),
        nodes,
        message: (0,untrusted_text/* oneLine */.TN)(message, 1000),
    }));
}
function toContent(content, { tableau }) {
    const { kind, luid, name, project } = content;
    return {
        kind,
        luid,
        name: (0,untrusted_text/* cut */.Jj)(name, rows_LONGEST_NAME),
        project: project === null ? null : (0,untrusted_text/* cut */.Jj)(project, rows_LONGEST_NAME),
        url: (0,report_markdown/* linkOf */.IJ)(content, tableau),
    };
}
/** The message of an unresolved exposure with its candidates. */
function unresolvedText({ message, candidates }) {
    const sentence = (0,untrusted_text/* oneLine */.TN)(message, 500);
    return candidates.length === 0 ? sentence : `${sentence} Candidates: ${(0,reason_text/* list */.p_)(candidates, 5)}.`;
}
function isoOrNull(instant) {
    return instant === null ? null : (0,clock/* toIso */.tK)(instant);
}

;// CONCATENATED MODULE: ./src/report/outputs/annotations.ts












/** GitHub shows ten of each level per step and cuts messages at 4096 characters (docs/facts/github-actions.md#output-limits). */
const SHOWN_PER_LEVEL = 10;
const LONGEST_MESSAGE = 2000;
const LONGEST_TITLE = 120;
const NAMES_SHOWN = 8;
/** The annotations of a report: at most 10 of each level, the worst first. */
function annotationsOf(report) {
    const all = [
        ...(report.error === null ? [] : [annotation('Active Exposures stopped', report.error)]),
        ...report.notices.map(fromNotice),
        ...(report.impact === null ? [] : impactNotices(report.impact).map(fromNotice)),
        ...fromRows(report),
        ...report.unresolved.map((each) => annotation(`Unresolved: ${each.exposure}`, {
            id: types/* UNRESOLVED_MESSAGES */.J[each.reason],
            level: 'warning',
            message: unresolvedText(each),
        })),
    ];
    return ['error', 'warning', 'notice'].flatMap((level) => capped(all.filter((each) => each.level === level)));
}
function annotate(report, port) {
    for (const { level, message, ...properties } of annotationsOf(report))
        port[level](message, properties);
}
/** Failures are errors; rows held back for a reason that somebody should fix are warnings, or notices after the first run. Rows with the same cause and remedy share one annotation. */
function fromRows(report) {
    const context = wordingContext(report);
    const shown = report.impact === null ? null : new Set((0,impact_text/* rowsOf */.RO)(report.impact).map(({ extract }) => extract.key));
    const causes = new Map();
    for (const row of worstFirst(report)) {
        const status = statusOf(row, report.mode);
        const { word } = STATUS[status];
        const level = levelOf(row, status);
        if (level === null || isExplained(row, report))
            continue;
        // Reviewers need not see what the pull request does not reach.
        if (shown?.has(row.row.extract.key) === false)
            continue;
        const text = messageOf(row, context);
        const shared = sharedMessageOf(row, context);
        const key = JSON.stringify([word, shared]);
        const { content } = row.row.extract.lineage;
        const known = causes.get(key);
        const contents = [...(known?.contents ?? []), content];
        const isSame = known === undefined || known.message === text;
        causes.set(key, { id: messageIdOf(row), level, word, message: isSame ? text : shared, contents });
    }
    return [...causes.values()].map(fromCause);
}
/** Notices that say why no build of this run is known to have landed anything. */
const WITHOUT_LANDINGS = new Set([
    'AE-NO-RUN-RESULTS',
    'AE-RESULTS-OVERWRITTEN',
    'AE-RESULTS-OF-TEST',
    'AE-RESULTS-EMPTY',
]);
/** Whether a row that waits for its first build needs no annotation: a notice has the cause, or the run only writes the exposures-file. */
function isExplained(reportRow, { builds, notices, exposuresFile }) {
    if (reportRow.row.decision.reason !== 'never-landed' || builds.some(({ landed }) => landed > 0))
        return false;
    if (exposuresFile !== null && builds.length === 0)
        return true;
    // A source needs a measurement, whatever dbt has built.
    return (messageIdOf(reportRow) !== 'AE-SOURCE-NOT-MEASURED' && notices.some(({ id }) => WITHOUT_LANDINGS.has(id)));
}
function levelOf({ row }, status) {
    if (STATUS[status].group === 'failed')
        return 'error';
    if (status === 'held')
        return 'warning';
    return row.decision.reason === 'never-landed' ? 'notice' : null;
}
/** The log shows messages without titles, so the message names the extracts too. */
function fromCause({ id, level, word, message, contents }) {
    const [first] = contents;
    const kind = first?.kind === 'datasource' ? 'Data source' : 'Workbook';
    const names = contents.map(({ name }) => name);
    const title = names.length === 1 ? `${kind} ${word}: ${names.join()}` : `${names.length} extracts ${word}`;
    return annotation(title, { id, level, message: `${(0,reason_text/* list */.p_)(names, NAMES_SHOWN)}: ${message}` });
}
function fromNotice({ title, file, line, ...told }) {
    return {
        ...annotation(title ?? 'Active Exposures', told),
        ...(file === undefined ? {} : { file: (0,untrusted_text/* oneLine */.TN)(file, 1000) }),
        ...(line === undefined ? {} : { startLine: line }),
    };
}
/** The message ends in its id, also where it is cut. */
function annotation(title, { id, level, message: text }) {
    return {
        level,
        title: (0,untrusted_text/* oneLine */.TN)(title, LONGEST_TITLE),
        message: (0,message/* withId */.o)({ id, message: (0,untrusted_text/* oneLine */.TN)(text, LONGEST_MESSAGE) }),
    };
}
function capped(annotations) {
    const [first] = annotations;
    if (first === undefined || annotations.length <= SHOWN_PER_LEVEL)
        return [...annotations];
    const shown = annotations.slice(0, SHOWN_PER_LEVEL - 1);
    const rest = annotations.length - shown.length;
    const more = { ...(0,message/* message */.i)('AE-MORE', { count: rest }), level: first.level };
    return [...shown, annotation('Active Exposures', more)];
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/report/summary/headline.ts



/** `❌ Active Exposures: 3 refreshed · 2 skipped · 1 failed`; holds only constants and numbers. */
function headlineOf(report) {
    if (report.mode.kind === 'off')
        return '⏸️ Active Exposures: switched off';
    const title = report.mode.kind === 'dry' ? 'Active Exposures, dry run' : 'Active Exposures';
    return `${iconOf(report)} ${title}: ${countsText(report)}`;
}
/** The counts in words, without those that are zero; the refreshed count is always there. */
function countsText(report) {
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
        : `${endOf(report)}${refreshed} refreshed`;
    const held = statuses.filter((status) => status === 'held').length;
    const parts = [
        [failed, 'failed'],
        [held, STATUS.held.word],
        [skipped - held, 'skipped'],
        ...[...open].map(([word, count]) => [count, word]),
        [report.unresolved.length, 'unresolved'],
        [report.misdirected, 'of another site'],
    ];
    return [done, ...parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)].join(' · ');
}
function endOf({ cancelled, error }) {
    if (cancelled)
        return 'cancelled, ';
    return error === null ? '' : 'stopped, ';
}
function iconOf(report) {
    const statuses = report.rows.map((row) => statusOf(row, report.mode));
    if (report.error !== null || report.cancelled || hasErrors(report) || counts(report).failed > 0)
        return '❌';
    if (statuses.includes('held') || report.unresolved.length + report.misdirected > 0)
        return '⚠️';
    if (statuses.some((status) => STATUS[status].group === 'open'))
        return '⏳';
    return report.mode.kind === 'dry' ? '🔵' : '✅';
}

// EXTERNAL MODULE: ./src/report/pull-request/comment.ts + 2 modules
var comment = __webpack_require__(5414);
;// CONCATENATED MODULE: ./src/report/summary/groups.ts




/** The rows by status and cause, the worst first. */
function groupsOf(report) {
    const context = wordingContext(report);
    const groups = new Map();
    for (const row of worstFirst(report)) {
        const status = statusOf(row, report.mode);
        const cause = (0,reason_text/* causeOf */.rl)(row, context);
        const key = JSON.stringify([status, cause]);
        const known = groups.get(key);
        if (known === undefined)
            groups.set(key, { status, cause, rows: [row] });
        else
            known.rows.push(row);
    }
    return [...groups.values()];
}
/** Whether nobody has to look at rows of this status. */
function isFine(status) {
    return status === 'requested' || status === 'skipped' || STATUS[status].group === 'refreshed';
}
/** Whether there are rows, and none of them was, will or should have been refreshed. */
function isQuiet(groups) {
    return groups.length > 0 && groups.every(({ status }) => status === 'skipped');
}
function rowsIn(groups) {
    return groups.flatMap(({ rows }) => rows);
}
/** `3 refreshed, 1 skipped`: the title of the fold around rows that are fine; null without any. */
function foldTitle(groups) {
    const of = (status) => rowsIn(groups.filter((group) => group.status === status)).length;
    const counts = ['refreshed', 'requested', 'skipped'].flatMap((status) => {
        const count = of(status);
        return count === 0 ? [] : [`${count} ${status}`];
    });
    const [first, second, third] = counts;
    if (first === undefined)
        return null;
    if (second === undefined)
        return first;
    return third === undefined ? `${first}, ${second}` : `${first}, ${second}, ${third}`;
}

// EXTERNAL MODULE: ./src/report/summary/cells.ts
var cells = __webpack_require__(2792);
// EXTERNAL MODULE: ./src/report/diagram/mermaid.ts
var diagram_mermaid = __webpack_require__(9503);
;// CONCATENATED MODULE: ./src/report/diagram/colour.ts

/** The Mermaid class, and so the colour, of a status in the lineage diagram. */
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

;// CONCATENATED MODULE: ./src/report/diagram/lineage.ts






/** More boxes are not readable, least of all on a phone: then a list says more. */
const MAX_BOXES = 24;
/** Long labels in other scripts multiply when escaped; GitHub's Mermaid takes 50,000 (docs/facts/github-actions.md#output-limits). */
const MAX_CHARACTERS = 20_000;
/** How many neighbours of each extract are drawn. */
const MAX_NEIGHBOURS = 4;
/**
 * Models → extracts → dashboards as Mermaid text, coloured by status and framed by Tableau project; null if there is nothing
 * to draw, or too much. Content without an extract is left out.
 */
function lineageDiagram(report) {
    const rows = worstFirst(report).filter(({ row }) => row.decision.reason !== 'no-extract');
    if (rows.length === 0 || rows.length > MAX_BOXES)
        return null;
    const drawing = draw(rows, report, (0,report_names/* namesOf */.eZ)(rows.map(({ row }) => row)));
    const mermaid = (0,diagram_mermaid/* textOf */.b)(drawing);
    return drawing.boxes.size > MAX_BOXES || mermaid.length > MAX_CHARACTERS ? null : mermaid;
}
function draw(rows, { mode }, names) {
    const drawing = new diagram_mermaid/* Drawing */.H();
    const extracts = new Map();
    for (const reportRow of rows) {
        const { key, lineage } = reportRow.row.extract;
        const { name, project: group } = lineage.content;
        const status = statusOf(reportRow, mode);
        const label = `${STATUS[status].icon} ${name}`;
        extracts.set(key, drawing.box(`extract ${key}`, { label, shape: 'extract', className: classOf(status), group }));
    }
    const workbooks = new Set(rows.flatMap(({ row: { extract } }) => namesakes(extract)));
    for (const reportRow of rows) {
        const className = classOf(statusOf(reportRow, mode));
        drawUpstream(drawing, reportRow.row, { extracts, workbooks, className, names });
        drawExposures(drawing, reportRow.row, { extracts, workbooks, className, names });
    }
    return drawing;
}
function drawUpstream(drawing, row, { extracts, names }) {
    const { key, upstream, reads } = row.extract;
    const to = extracts.get(key) ?? '';
    const direct = upstream.filter(({ via }) => via === null || !extracts.has(via));
    const problems = problemsOf(row, names);
    const landed = landedIn(row);
    const models = problems.length > 0 ? problems : direct.map(({ node }) => modelBox(node, landed.has(node), names));
    const shown = shownCount(models.length);
    for (const { boxKey, style } of models.slice(0, shown))
        drawing.edge(drawing.box(boxKey, style), to);
    const more = models.length - shown;
    if (more > 0)
        drawing.edge(drawing.box(`upstream of ${key}`, moreBox(more)), to);
    for (const id of reads.map((read) => extracts.get(read)))
        if (id !== undefined)
            drawing.edge(id, to);
}
function modelBox(node, hasLanded, names) {
    const label = names.get(node) ?? node;
    const className = hasLanded ? 'refreshed' : 'quiet';
    return { boxKey: `node ${node}`, style: { label, shape: 'model', className } };
}
/** The failed tests and nodes that hold the extract back; they are drawn instead of the models directly upstream. */
function problemsOf({ decision }, names) {
    if (decision.reason !== 'upstream-failed')
        return [];
    return decision.problems.map(({ node, kind }) => {
        const label = `❌ ${kind === 'test' || kind === 'unit-test' ? 'test ' : ''}${(0,report_names/* nameIn */.ZC)(node, names)}`;
        return { boxKey: `node ${node}`, style: { label, shape: 'model', className: 'failed' } };
    });
}
function landedIn({ decision }) {
    return new Set(decision.kind === 'refresh' ? decision.landed.map(({ id }) => id) : []);
}
function drawExposures(drawing, { extract }, { extracts, workbooks, className }) {
    const from = extracts.get(extract.key) ?? '';
    const group = extract.lineage.content.project;
    const exposures = extract.exposures.filter(({ uniqueId }) => !workbooks.has(uniqueId));
    const shown = shownCount(exposures.length);
    for (const { uniqueId, label, name } of exposures.slice(0, shown)) {
        const style = { label: label ?? name, shape: 'dashboard', className, group };
        drawing.edge(from, drawing.box(`exposure ${uniqueId}`, style));
    }
    const more = exposures.length - shown;
    if (more > 0)
        drawing.edge(from, drawing.box(`exposures of ${extract.key}`, { ...moreBox(more), group }));
}
/** The dashboards with the name of their workbook: one box is enough. */
function namesakes({ exposures, lineage: { content } }) {
    const own = content.name.toLowerCase();
    return exposures
        .filter(({ label, name }) => content.kind === 'workbook' && (label ?? name).toLowerCase() === own)
        .map(({ uniqueId }) => uniqueId);
}
/** A box that says "1 more" takes as much space as the one that it stands for. */
function shownCount(count) {
    return count === MAX_NEIGHBOURS + 1 ? count : MAX_NEIGHBOURS;
}
function moreBox(count) {
    return { label: `… ${count} more`, shape: 'model', className: 'quiet' };
}

;// CONCATENATED MODULE: ./src/report/summary/lineage-section.ts








const READERS_SHOWN = 10;
/** A picture of the extracts that somebody may want to look at, if it is small enough to read. */
function lineagePicture(report, budget) {
    const rows = report.rows.filter((row) => !isFine(statusOf(row, report.mode)));
    const mermaid = budget.diagram && report.impact === null ? lineageDiagram({ ...report, rows }) : null;
    if (mermaid === null)
        return [];
    return [
        (0,report_markdown/* heading */.R_)(3, (0,report_markdown/* literal */.eu)('Lineage')),
        (0,report_markdown/* codeBlock */.DV)(mermaid.split('\n'), 'mermaid'),
        (0,report_markdown/* paragraph */.FY)(...(0,report_markdown/* small */.EX)((0,report_markdown/* literal */.eu)(LEGEND))),
    ];
}
const LEGEND = 'red: failed · amber: held back · blue: open · green: new data · grey: nothing new';
/** The whole lineage as a list: what each extract reads directly, by dbt node or published data source. */
function lineageList(report, budget) {
    const { names } = wordingContext(report);
    const readers = readersOf(report);
    const dataSources = new Set(report.rows.flatMap(({ row }) => row.extract.reads));
    const width = (0,cells/* nameWidth */.YU)(budget);
    if (readers.size === 0)
        return [];
    const shown = [...readers].slice(0, budget.notes);
    const left = readers.size - shown.length;
    return (0,report_markdown/* folded */.TM)('Lineage', [
        (0,report_markdown/* bullets */.e5)(shown.map(([id, rows]) => [
            (0,report_markdown/* literal */.eu)(dataSources.has(id) ? 'data source ' : ''),
            (0,report_markdown/* strong */.ko)((0,report_markdown/* safeText */.Hk)((0,report_names/* nameIn */.ZC)(id, names), width)),
            (0,report_markdown/* literal */.eu)(' → '),
            ...readersText(rows, report, budget),
        ])),
        ...(left === 0 ? [] : [(0,report_markdown/* paragraph */.FY)((0,report_markdown/* literal */.eu)(`… and ${left} more.`))]),
    ]);
}
/** Those that most extracts read first. */
function readersOf(report) {
    const readers = new Map();
    for (const row of worstFirst(report)) {
        const { upstream, reads } = row.row.extract;
        const direct = upstream.flatMap(({ node, via }) => (via === null ? [node] : []));
        for (const id of [...direct, ...reads])
            readers.set(id, [...(readers.get(id) ?? []), row]);
    }
    return new Map([...readers].sort(([, a], [, b]) => b.length - a.length));
}
function readersText(rows, { mode }, budget) {
    const shown = rows.slice(0, READERS_SHOWN);
    const left = rows.length - shown.length;
    return [
        ...shown.flatMap((row, index) => [
            (0,report_markdown/* literal */.eu)(`${index === 0 ? '' : ', '}${STATUS[statusOf(row, mode)].icon} `),
            (0,report_markdown/* safeText */.Hk)(row.row.extract.lineage.content.name, (0,cells/* nameWidth */.YU)(budget)),
        ]),
        (0,report_markdown/* literal */.eu)(left === 0 ? '' : ` and ${left} more`),
    ];
}

// EXTERNAL MODULE: ./src/report/summary/size-budget.ts
var size_budget = __webpack_require__(6360);
// EXTERNAL MODULE: ./src/report/times.ts
var report_times = __webpack_require__(7020);
;// CONCATENATED MODULE: ./src/report/summary/about-run.ts




/** The line below the headline: when the run was, and after which build. */
function contextLine(report) {
    const { run, builds } = report;
    const times = new Set([(0,report_times/* clockTime */.qo)(run.startedAt), (0,report_times/* clockTime */.qo)(run.endedAt)]);
    const when = `${(0,report_times/* day */.vd)(run.startedAt)}, ${[...times].join('–')}`;
    const [first] = builds;
    if (first === undefined)
        return (0,report_markdown/* paragraph */.FY)(...(0,report_markdown/* small */.EX)((0,report_markdown/* literal */.eu)(`${when} UTC · ${withoutBuild(report)}`)));
    const landed = builds.reduce((sum, build) => sum + build.landed, 0);
    const failed = builds.reduce((sum, build) => sum + build.failed, 0);
    const more = builds.length === 1 ? '' : ` and ${builds.length - 1} more`;
    const result = ` (${landed} landed${failed === 0 ? '' : `, ${failed} failed`}) · times in UTC`;
    return (0,report_markdown/* paragraph */.FY)(...(0,report_markdown/* small */.EX)((0,report_markdown/* literal */.eu)(`${when} · after `), (0,report_markdown/* inlineCode */.ti)(first.command), (0,report_markdown/* literal */.eu)(`${more}${result}`)));
}
function withoutBuild({ mode, catalogueOf, run }) {
    if (mode.kind === 'off')
        return 'switched off';
    if (catalogueOf === null)
        return 'no dbt results were read';
    return `planned without dbt artifacts, from the catalogue saved ${(0,report_times/* ago */.KN)(catalogueOf, run.endedAt)} (${(0,report_times.at)(catalogueOf, run.endedAt)})`;
}
/** Who started the run and with which options; null for an ordinary run. */
function optionsLine({ actor, options }, budget) {
    const { manual, force, select, exclude } = options;
    const phrases = [
        ...(manual || force ? [[(0,report_markdown/* literal */.eu)('Started by '), (0,report_markdown/* strong */.ko)((0,report_markdown/* safeText */.Hk)(actor ?? 'somebody', 80))]] : []),
        ...selectorPhrase('select', select, budget),
        ...selectorPhrase('exclude', exclude, budget),
        ...(force
            ? [[(0,report_markdown/* literal */.eu)('force: only an unhealthy upstream, or no data at all, holds an extract back')]]
            : []),
        ...(manual || force ? [[(0,report_markdown/* literal */.eu)('uses no window')]] : []),
    ];
    return phrases.length === 0
        ? null
        : phrases.flatMap((phrase, index) => [(0,report_markdown/* literal */.eu)(index === 0 ? '' : ' · '), ...phrase]);
}
function selectorPhrase(input, text, budget) {
    return text === '' ? [] : [[(0,report_markdown/* literal */.eu)(`${input}: `), (0,report_markdown/* inlineCode */.ti)((0,untrusted_text/* oneLine */.TN)(text, budget.text))]];
}
/** The section "About this run": what started it, what it read, and which exposures it left out. */
function aboutBlocks(report, budget) {
    const { builds, leftOut } = report;
    const items = [
        runItem(report),
        ...tableauItem(report),
        ...builds.slice(0, budget.notes).map((build) => buildItem(build, report.run.endedAt)),
        ...leftOutItem(leftOut, 'switched-off', 'switched off', budget),
        ...leftOutItem(leftOut, 'not-selected', 'not selected', budget),
        ...leftOutItem(leftOut, 'not-ours', 'not of this Tableau site', budget),
    ];
    return (0,report_markdown/* folded */.TM)('About this run', [(0,report_markdown/* bullets */.e5)(items)]);
}
function runItem({ run, mode }) {
    const { event, actor, startedAt, endedAt } = run;
    const by = actor === null ? [] : [(0,report_markdown/* literal */.eu)(', by '), (0,report_markdown/* safeText */.Hk)(actor, 80)];
    const since = mode.kind === 'off' ? '' : slotText(run);
    const took = `, took ${(0,report_times/* duration */.p0)((endedAt - startedAt) / 1000)}`;
    return [(0,report_markdown/* literal */.eu)('Started by '), (0,report_markdown/* inlineCode */.ti)(event), ...by, (0,report_markdown/* literal */.eu)(`${since}${took}`)];
}
/** A scheduled run that stopped before its cron was looked at has the slot of its start. */
function slotText({ event, slot, startedAt, endedAt }) {
    if (event !== 'schedule')
        return `, windows counted from ${(0,report_times.at)(slot, endedAt)}`;
    return slot === startedAt ? '' : `, scheduled for ${(0,report_times.at)(slot, endedAt)}`;
}
function tableauItem({ tableau }) {
    if (tableau === null)
        return [];
    const site = tableau.site === '' ? (0,report_markdown/* literal */.eu)('default site') : (0,report_markdown/* safeText */.Hk)(`site ${tableau.site}`);
    return [[(0,report_markdown/* literal */.eu)('Tableau: '), site, (0,report_markdown/* literal */.eu)(' on '), (0,report_markdown/* inlineCode */.ti)(tableau.server)]];
}
function buildItem({ command, dbtVersion, finishedAt, landed, failed }, now) {
    const result = `, finished ${(0,report_times.at)(finishedAt, now)}: ${landed} landed, ${failed} failed`;
    return [(0,report_markdown/* inlineCode */.ti)(command), (0,report_markdown/* literal */.eu)(' with dbt '), (0,report_markdown/* safeText */.Hk)(dbtVersion, 40), (0,report_markdown/* literal */.eu)(result)];
}
function leftOutItem(leftOut, reason, title, budget) {
    const exposures = leftOut.filter((each) => each.reason === reason);
    if (exposures.length === 0)
        return [];
    const shown = exposures.slice(0, budget.notes).map(({ exposure, why }) => `${exposure} (${why})`);
    return [
        [(0,report_markdown/* literal */.eu)(`Left out, ${title}: ${exposures.length}. `), (0,report_markdown/* safeText */.Hk)((0,reason_text/* listPhrases */.Hz)(shown, 5), budget.text)],
    ];
}

// EXTERNAL MODULE: ./src/state/request-history.ts
var request_history = __webpack_require__(1501);
;// CONCATENATED MODULE: ./src/report/docs-link.ts
const DOCS = 'https://github.com/active-exposures/active-exposures/blob/main/docs';
/** The address of a page of our own documentation. */
function docsPage(page) {
    return `${DOCS}/${page}`;
}

;// CONCATENATED MODULE: ./src/report/summary/not-before.ts





/** When a window, or the spacing of attempts, allows the next refresh; null if that is not what it waits for. */
function notBefore(reportRow, mode, now) {
    const { dueAt } = reportRow.row;
    return dueAt !== null && dueAt > now && waitsForInstant(reportRow, mode) ? dueAt : null;
}
function waitsForInstant(reportRow, mode) {
    const { reason } = reportRow.row.decision;
    const { group } = STATUS[statusOf(reportRow, mode)];
    switch (group) {
        case 'refreshed':
            return true;
        case 'failed':
            return !mustBeFixed(reportRow);
        case 'skipped':
            return reason === 'build-after' || reason === 'failing';
        case 'open':
        case 'would-refresh':
            return false;
        default:
            return group;
    }
}
function mustBeFixed({ result }) {
    return (0,request_history/* isPermanent */.lE)(result?.failure?.class ?? null);
}
/** The text of the cell "Not before": an instant, or what has to happen first. */
function notBeforeText(reportRow, mode, now) {
    const due = notBefore(reportRow, mode, now);
    if (due !== null)
        return (0,report_times/* shortly */.s4)(due, now);
    const { group } = STATUS[statusOf(reportRow, mode)];
    switch (group) {
        case 'failed':
            return mustBeFixed(reportRow) ? 'once fixed' : 'the next run';
        case 'open':
            return 'the next run';
        case 'would-refresh':
            return 'a real run';
        case 'refreshed':
            return 'with new data';
        case 'skipped':
            return reportRow.row.decision.kind === 'skip' ? eventOf(reportRow.row.decision.reason) : '–';
        default:
            return group;
    }
}
function eventOf(reason) {
    switch (reason) {
        case 'build-after':
            return 'the next run';
        case 'up-to-date':
        case 'never-landed':
            return 'with new data';
        case 'waiting-for-upstream':
            return 'once all have new data';
        case 'failing':
        case 'upstream-failed':
            return 'once fixed';
        case 'other-environment':
            return 'once mapped';
        case 'not-visible':
            return 'once visible';
        case 'no-extract':
            return '–';
        default:
            return reason;
    }
}
/** What "not before" means; for the first place of a summary that shows such an instant. */
function notBeforeNote(rows, { mode, run }) {
    if (rows.every((row) => notBefore(row, mode, run.endedAt) === null))
        return [];
    return [
        (0,report_markdown/* paragraph */.FY)(...(0,report_markdown/* small */.EX)((0,report_markdown/* literal */.eu)('Not before: the first run after that time refreshes it. The action does not start itself; '), (0,report_markdown/* link */.nf)(docsPage('manual-refresh.md#a-drain'), (0,report_markdown/* literal */.eu)('a drain')), (0,report_markdown/* literal */.eu)(' is a scheduled run between builds.'))),
    ];
}

;// CONCATENATED MODULE: ./src/report/summary/outcome.ts
/* The first line of the summary: what happened, by names and causes. */








const CAUSES_SHOWN = 2;
const LONGEST_CAUSE = 200;
/** `Held back: 7 extracts, because test x failed. Refreshed: 3.`; empty if there is nothing to tell. */
function outcomePhrases(groups, report) {
    const { unresolved } = report;
    const context = wordingContext(report);
    if (isQuiet(groups) && unresolved.length === 0)
        return [(0,report_markdown/* strong */.ko)((0,report_markdown/* literal */.eu)('Nothing to refresh:')), (0,report_markdown/* literal */.eu)(` ${skippedText(groups, report)}.`)];
    const bad = [...new Set(groups.map(({ status }) => status))].filter((status) => !isFine(status));
    const sentences = [
        ...bad.map((status) => badSentence(status, ofStatus(groups, status), context)),
        ...unresolvedSentence(unresolved),
        ...countSentence('Refreshed', groups, 'refreshed'),
        ...countSentence('Requested', groups, 'requested', '; the next run looks up how they ended'),
        ...skippedSentence(groups, report),
    ];
    return sentences.flatMap((sentence, index) => (index === 0 ? sentence : [(0,report_markdown/* literal */.eu)(' '), ...sentence]));
}
function ofStatus(groups, wanted) {
    return groups.filter(({ status }) => status === wanted);
}
function badSentence(status, groups, context) {
    const label = (0,report_markdown/* strong */.ko)((0,report_markdown/* literal */.eu)(`${capitalised(STATUS[status].word)}:`));
    const rows = rowsIn(groups);
    if (!rows.every(({ row }) => hasCause(status, row, context)))
        return [label, (0,report_markdown/* literal */.eu)(' '), subject(rows), (0,report_markdown/* literal */.eu)('.')];
    const shown = groups.slice(0, CAUSES_SHOWN);
    const rest = rowsIn(groups.slice(CAUSES_SHOWN)).length;
    return [
        label,
        ...shown.flatMap(({ rows: own, cause }, index) => [
            (0,report_markdown/* literal */.eu)(index === 0 ? ' ' : '; '),
            subject(own),
            (0,report_markdown/* literal */.eu)(', because '),
            (0,report_markdown/* safeText */.Hk)(cause, LONGEST_CAUSE),
        ]),
        (0,report_markdown/* literal */.eu)(rest === 0 ? '.' : `; ${rest} more for other reasons.`),
    ];
}
/** The reason of the others is why they are to be refreshed, not why they are open. */
function hasCause(status, row, context) {
    if (status === 'not-started')
        return (0,reason_text/* notWaitedForText */.c8)(row, context) !== null;
    return status !== 'would-refresh' && status !== 'waiting';
}
function subject(rows) {
    const names = rows.map(({ row }) => row.extract.lineage.content.name);
    return rows.length > reason_text/* NAMES_SHOWN */.t6 ? (0,report_markdown/* literal */.eu)(`${rows.length} extracts`) : (0,report_markdown/* safeText */.Hk)((0,reason_text/* list */.p_)(names));
}
function unresolvedSentence(unresolved) {
    if (unresolved.length === 0)
        return [];
    const names = unresolved.map(({ exposure }) => exposure);
    return [[(0,report_markdown/* strong */.ko)((0,report_markdown/* literal */.eu)('Unresolved:')), (0,report_markdown/* literal */.eu)(' '), (0,report_markdown/* safeText */.Hk)((0,reason_text/* list */.p_)(names)), (0,report_markdown/* literal */.eu)('.')]];
}
function countSentence(label, groups, status, then = '') {
    const count = rowsIn(ofStatus(groups, status)).length;
    return count === 0 ? [] : [[(0,report_markdown/* strong */.ko)((0,report_markdown/* literal */.eu)(`${label}:`)), (0,report_markdown/* literal */.eu)(` ${count}${then}.`)]];
}
function skippedSentence(groups, report) {
    const skipped = skippedText(groups, report);
    return skipped === '' ? [] : [[(0,report_markdown/* strong */.ko)((0,report_markdown/* literal */.eu)('Skipped:')), (0,report_markdown/* literal */.eu)(` ${skipped}.`)]];
}
/** `1 without an extract to refresh, 8 not due yet: the first not before 10:00 UTC`. */
function skippedText(groups, { mode, run }) {
    const rows = rowsIn(ofStatus(groups, 'skipped'));
    const counts = new Map();
    for (const { row } of rows) {
        const word = SKIPPED_WORDS[row.decision.reason] ?? 'for other reasons';
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const others = [...counts].filter(([word]) => word !== NOT_DUE);
    const notDue = [...counts].filter(([word]) => word === NOT_DUE);
    const due = rows.flatMap((row) => notBefore(row, mode, run.endedAt) ?? []);
    const text = [...others, ...notDue].map(([word, count]) => `${count} ${word}`).join(', ');
    return due.length === 0 ? text : `${text}: ${firstOf(due, run.endedAt)}`;
}
function firstOf(due, now) {
    return `${due.length === 1 ? '' : 'the first '}not before ${(0,report_times.at)((0,clock/* earliestOf */.Nm)(due), now)}`;
}
const NOT_DUE = 'not due yet';
const SKIPPED_WORDS = {
    'build-after': NOT_DUE,
    'up-to-date': 'without new data',
    'waiting-for-upstream': 'waiting for other new data',
    'no-extract': 'without an extract to refresh',
    'never-landed': 'without known data',
};
function capitalised(word) {
    return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

;// CONCATENATED MODULE: ./src/report/summary/state-section.ts









/** Extracts shown here; the cache has the whole state. */
const MAX_ROWS = 100;
/** The section "What is remembered": what state holds of each extract, and hints about nodes that land too late for a window. */
function stateSection(report, budget) {
    if (report.rows.length === 0)
        return [];
    const byName = [...report.rows].sort((a, b) => (extractName(a) < extractName(b) ? -1 : 1));
    const hints = hintsOf(report.rows);
    const { names } = wordingContext(report);
    return (0,report_markdown/* folded */.TM)(hints.length === 0 ? 'What is remembered' : 'What is remembered and what comes too late', [
        ...hintBlocks(hints, names, budget),
        ...(0,cells/* cappedTable */.Uz)(columns(report, names, budget), byName, Math.min(MAX_ROWS, budget.rows), (left) => `… and ${left} more.`),
    ]);
}
function extractName({ row }) {
    return row.extract.lineage.content.name;
}
function columns({ run, mode }, names, budget) {
    const now = run.endedAt;
    const width = (0,cells/* nameWidth */.YU)(budget);
    return [
        { title: 'Extract', cell: (row) => [(0,report_markdown/* compactText */.XL)(extractName(row), width)] },
        {
            title: 'Last refreshed',
            cell: (row) => [(0,report_markdown/* compactLiteral */.zD)(lastRefreshText(lastRefreshOf(row), now))],
        },
        { title: 'Newest landing', cell: ({ row }) => newestLanding(row, { now, names }, width) },
        { title: 'Window used', cell: (row) => windowUsed(row, now) },
        { title: 'Not before', cell: (row) => [(0,report_markdown/* compactLiteral */.zD)(notBeforeText(row, mode, now))] },
    ];
}
function lastRefreshText(instant, now) {
    return instant === null ? 'never' : (0,report_times/* shortly */.s4)(instant, now);
}
function newestLanding({ known: { newest } }, { now, names }, width) {
    if (newest === null)
        return [(0,report_markdown/* literal */.eu)('not known')];
    return [
        (0,report_markdown/* compactLiteral */.zD)((0,report_times/* shortly */.s4)(newest.at, now)),
        report_markdown/* lineBreak */.qL,
        ...(0,report_markdown/* small */.EX)((0,report_markdown/* compactText */.XL)((0,report_names/* nameIn */.ZC)(newest.id, names), width)),
    ];
}
/** The window that this run's refresh used, else the last one in state. */
function windowUsed({ row, result }, now) {
    const { decision, dueAt, known } = row;
    const planned = decision.kind === 'refresh' && result?.outcome === 'refreshed' ? decision.window : null;
    const used = planned !== null && dueAt !== null ? { start: planned, end: dueAt } : known.window;
    if (used === null)
        return [(0,report_markdown/* literal */.eu)('none')];
    return [
        (0,report_markdown/* compactLiteral */.zD)((0,report_times/* shortly */.s4)(used.start, now)),
        report_markdown/* lineBreak */.qL,
        ...(0,report_markdown/* small */.EX)((0,report_markdown/* compactLiteral */.zD)(`to ${(0,report_times/* shortly */.s4)(used.end, now)}`)),
    ];
}
/** One hint for each node that lands late, with the extracts that miss it. */
function hintsOf(rows) {
    const hints = new Map();
    for (const row of rows) {
        const { lateNode } = row.row.known;
        if (lateNode === null)
            continue;
        const known = hints.get(lateNode.node);
        hints.set(lateNode.node, {
            lateNode: known !== undefined && known.lateNode.after >= lateNode.after ? known.lateNode : lateNode,
            rows: [...(known?.rows ?? []), row],
        });
    }
    return [...hints.values()].sort((a, b) => b.rows.length - a.rows.length);
}
function hintBlocks(hints, names, budget) {
    const shown = hints.slice(0, budget.notes);
    const left = hints.length - shown.length;
    return [
        ...(shown.length === 0 ? [] : [(0,report_markdown/* bullets */.e5)(shown.map((hint) => hintText(hint, names, budget)))]),
        ...(left === 0 ? [] : [(0,report_markdown/* paragraph */.FY)((0,report_markdown/* literal */.eu)(`… and ${left} more hints.`))]),
    ];
}
function hintText({ lateNode: { node, times, of, after }, rows }, names, budget) {
    const exposures = rows.flatMap(({ row }) => row.extract.exposures.map(({ name }) => name));
    const seen = `${times} of the last ${of} refreshes, by up to ${(0,report_times/* duration */.p0)(after / 1000)}`;
    return [
        (0,report_markdown/* literal */.eu)('💡 '),
        (0,report_markdown/* inlineCode */.ti)((0,untrusted_text/* oneLine */.TN)(names.get(node) ?? node, cells/* LONGEST_NAME */.B6)),
        (0,report_markdown/* literal */.eu)(' landed too late for '),
        (0,report_markdown/* strong */.ko)((0,report_markdown/* safeText */.Hk)((0,reason_text/* list */.p_)(rows.map(extractName), 3), budget.text)),
        (0,report_markdown/* literal */.eu)(`: after ${seen}, and then waits for the next window. In `),
        (0,report_markdown/* inlineCode */.ti)('build_after'),
        (0,report_markdown/* literal */.eu)(' of '),
        (0,report_markdown/* safeText */.Hk)((0,reason_text/* list */.p_)([...new Set(exposures)], 5), budget.text),
        (0,report_markdown/* literal */.eu)(' set '),
        (0,report_markdown/* inlineCode */.ti)('at'),
        (0,report_markdown/* literal */.eu)(' to a time after the run that it follows now and before the run that builds this node; '),
        (0,report_markdown/* inlineCode */.ti)('updates_on: all'),
        (0,report_markdown/* literal */.eu)(' then waits for both.'),
    ];
}

// EXTERNAL MODULE: ./src/tableau/content-names.ts
var content_names = __webpack_require__(8870);
;// CONCATENATED MODULE: ./src/report/summary/drift-section.ts



/** More dashboards without an exposure than this are folded, so that the other differences stay visible. */
const MAX_UNFOLDED = 10;
const WORD = {
    dead: 'leads nowhere',
    renamed: 'renamed',
    'not-declared': 'not declared',
    'not-read': 'not read',
    'no-exposure': 'no exposure',
};
/** The section "Drift"; empty if the run did not check, or found no difference. */
function driftSection(report, budget) {
    const { drift: check } = report;
    if (check === null || check.drift.length === 0)
        return [];
    const without = check.drift.filter(({ kind }) => kind === 'no-exposure');
    const fold = without.length > MAX_UNFOLDED;
    const main = fold ? check.drift.filter(({ kind }) => kind !== 'no-exposure') : check.drift;
    const tableOf = (drift) => (0,cells/* cappedTable */.Uz)(drift_section_columns(report, budget), drift, budget.rows, (left) => `… and ${left} more, in the output drift.`);
    return [
        (0,report_markdown/* heading */.R_)(3, (0,report_markdown/* literal */.eu)('Drift')),
        ...tableOf(main),
        ...(fold ? (0,report_markdown/* folded */.TM)(`${without.length} dashboards without an exposure`, tableOf(without)) : []),
        ...(check.incomplete ? [(0,report_markdown/* paragraph */.FY)(...(0,report_markdown/* small */.EX)((0,report_markdown/* literal */.eu)(INCOMPLETE)))] : []),
    ];
}
const INCOMPLETE = "Tableau's answer was incomplete: what exposures declare and Tableau does not read was not looked for, and dashboards without an exposure may be missing here.";
function drift_section_columns(report, budget) {
    return [
        { title: 'Drift', cell: ({ kind }) => [(0,report_markdown/* literal */.eu)(WORD[kind])] },
        {
            title: 'Exposure',
            cell: ({ exposure }) => (exposure === null ? [(0,report_markdown/* literal */.eu)('–')] : [(0,report_markdown/* inlineCode */.ti)(exposure)]),
        },
        { title: 'In Tableau', cell: (each) => contentCell(each, report, budget) },
        { title: 'What to do', cell: ({ message }) => [(0,report_markdown/* safeText */.Hk)(message, budget.text)] },
    ];
}
function contentCell({ content }, { tableau }, budget) {
    if (content === null)
        return [(0,report_markdown/* literal */.eu)('–')];
    const name = (0,report_markdown/* safeText */.Hk)((0,content_names/* contentPath */.nX)(content), (0,cells/* nameWidth */.YU)(budget));
    const url = (0,report_markdown/* linkOf */.IJ)(content, tableau);
    return [url === null ? name : (0,report_markdown/* link */.nf)(url, name)];
}

;// CONCATENATED MODULE: ./src/report/summary/table.ts








/** Extracts in one cell; the output `plan-file` has them all. */
const MAX_IN_CELL = 50;
/** A row for each status and cause. Two columns, so that a phone shows status, reason and extract without scrolling. */
function groupTable(groups, report, budget) {
    const shown = fitting(groups, budget.rows);
    const left = rowsIn(groups).length - shown.reduce((sum, { most }) => sum + most, 0);
    const columns = [
        { title: 'Status', cell: ({ group }) => statusCell(group, budget) },
        { title: 'Extract', cell: ({ group, most }) => extractsCell(group, most, report, budget) },
    ];
    return [
        ...(shown.length === 0 ? [] : [(0,report_markdown/* table */.tp)(columns, shown)]),
        ...(left === 0 ? [] : [(0,report_markdown/* paragraph */.FY)((0,report_markdown/* literal */.eu)(`… and ${left} more; the plan-file output has them all.`))]),
    ];
}
/** The first groups, with at most this many rows together. */
function fitting(groups, most) {
    const shown = [];
    let left = most;
    for (const group of groups) {
        if (left <= 0)
            break;
        const rows = Math.min(group.rows.length, left, MAX_IN_CELL);
        shown.push({ group, most: rows });
        left -= rows;
    }
    return shown;
}
function statusCell({ status, cause, rows }, budget) {
    const { icon, word } = STATUS[status];
    const count = rows.length === 1 ? '' : `${rows.length} `;
    return [
        (0,report_markdown/* literal */.eu)(`${icon} `),
        (0,report_markdown/* strong */.ko)((0,report_markdown/* literal */.eu)(`${count}${word}`)),
        report_markdown/* lineBreak */.qL,
        ...(0,report_markdown/* breakable */.mo)(cause, budget.text),
    ];
}
function extractsCell({ rows }, most, report, budget) {
    const left = rows.length - most;
    const lines = rows.slice(0, most).map((row) => extractLine(row, report, budget));
    return [
        ...lines.flatMap((line, index) => (index === 0 ? line : [report_markdown/* lineBreak */.qL, ...line])),
        ...(left === 0 ? [] : [report_markdown/* lineBreak */.qL, (0,report_markdown/* literal */.eu)(`… and ${left} more`)]),
    ];
}
/** The extract's name, with a link if `linkOf` allows it; small: kind, project, what it serves, and its times. */
function extractLine(reportRow, report, budget) {
    const { extract } = reportRow.row;
    const times = timesOf(reportRow, report).map((each) => ` · ${each}`);
    return [
        (0,report_markdown/* strong */.ko)(...(0,cells/* contentName */.T1)(extract.lineage.content, report.tableau, budget)),
        (0,report_markdown/* literal */.eu)(' '),
        ...(0,report_markdown/* small */.EX)((0,report_markdown/* safeText */.Hk)(`${(0,cells/* placeText */.Z9)(extract)}${servesText(extract)}`, budget.text), (0,report_markdown/* literal */.eu)(times.join(''))),
    ];
}
/** The exposures it serves; nothing if all have the extract's own name. */
function servesText({ exposures, lineage }) {
    const names = exposures.map(({ label, name }) => label ?? name);
    const own = lineage.content.name.toLowerCase();
    return names.every((name) => name.toLowerCase() === own) ? '' : ` · for ${(0,reason_text/* list */.p_)(names)}`;
}
function timesOf(reportRow, { mode, run }) {
    const now = run.endedAt;
    const seconds = reportRow.result === null ? null : secondsOf(reportRow.result);
    const due = notBefore(reportRow, mode, now);
    const last = lastRefreshOf(reportRow);
    return [
        ...(seconds === null ? [] : [`took ${(0,report_times/* duration */.p0)(seconds)}`]),
        ...(tellsLast(reportRow) ? [lastText(last, now)] : []),
        ...(due === null ? [] : [`not before ${(0,report_times/* shortly */.s4)(due, now)}`]),
    ];
}
/** Not where this run has refreshed it, or nothing ever will. */
function tellsLast({ row, result }) {
    return result?.outcome !== 'refreshed' && row.decision.reason !== 'no-extract';
}
function lastText(last, now) {
    return last === null ? 'never refreshed by this action' : `last refreshed ${(0,report_times/* shortly */.s4)(last, now)}`;
}

;// CONCATENATED MODULE: ./src/report/summary/summary.ts
















/** GitHub rejects a larger summary as a whole (docs/facts/github-actions.md#output-limits). */
const LARGEST_SUMMARY = 1_048_576;
/** The report as GitHub-flavoured Markdown of at most `largest` bytes, for any report. */
function summaryMarkdown(report, largest = LARGEST_SUMMARY) {
    for (const budget of size_budget/* SIZE_BUDGETS */.Z) {
        const markdown = (0,report_markdown/* serialise */.GY)(blocksOf(report, budget));
        if (Buffer.byteLength(markdown) <= largest)
            return markdown;
    }
    return (0,report_markdown/* serialise */.GY)([(0,report_markdown/* heading */.R_)(2, (0,report_markdown/* literal */.eu)(headlineOf(report)))]);
}
/** The report with all its rows and notices, for a file. */
function wholeSummary(report) {
    return (0,report_markdown/* serialise */.GY)(blocksOf(report, size_budget/* WHOLE */.E));
}
function blocksOf(report, budget) {
    const groups = groupsOf(report);
    const title = (0,report_markdown/* heading */.R_)(2, (0,report_markdown/* literal */.eu)(headlineOf(report)));
    const first = outcomeBlocks(groups, report);
    const extracts = report.rows.length;
    if (needsNobody(groups, report)) {
        const noun = extracts === 1 ? 'extract' : 'extracts';
        const details = [
            contextLine(report),
            ...introBlocks(report, budget),
            ...fineBlocks(groups, report, budget),
        ];
        return [
            title,
            ...first,
            ...(0,report_markdown/* folded */.TM)(`Details: ${extracts} ${noun}`, [...details, ...detailBlocks(report, budget)]),
        ];
    }
    const picture = lineagePicture(report, budget);
    return [
        title,
        ...errorBlocks(report),
        ...first,
        contextLine(report),
        ...introBlocks(report, budget),
        ...(0,comment/* impactBlocks */.J)(report.impact, report.tableau, budget),
        ...noticeBlocks(report.notices, ['error', 'warning'], budget),
        ...remedyBlocks(report, budget),
        ...findingBlocks(groups, report, budget),
        ...picture,
        ...detailBlocks(report, budget, picture.length === 0),
    ];
}
/** An hourly run with nothing to do: heading, outcome, and one closed fold. */
function needsNobody(groups, report) {
    const { error, cancelled, mode, impact, unresolved, misdirected, notices, drift, run } = report;
    return (isQuiet(groups) &&
        error === null &&
        !cancelled &&
        mode.kind === 'real' &&
        impact === null &&
        unresolved.length + misdirected + (drift?.drift.length ?? 0) === 0 &&
        notices.every(({ level }) => level === 'notice') &&
        !run.options.manual &&
        !run.options.force);
}
/** What somebody should look at; then, folded, what is as intended. */
function findingBlocks(groups, report, budget) {
    const open = groups.filter(({ status }) => !isFine(status));
    const fine = groups.filter(({ status }) => isFine(status));
    const title = foldTitle(fine);
    const note = notBeforeNote(rowsIn(open), report);
    return [
        ...groupTable(open, report, budget),
        ...note,
        ...unresolvedBlocks(report, budget),
        ...driftSection(report, budget),
        ...(title === null ? [] : (0,report_markdown/* folded */.TM)(title, fineBlocks(fine, report, budget, note.length === 0))),
    ];
}
function fineBlocks(groups, report, budget, explains = true) {
    const note = explains ? notBeforeNote(rowsIn(groups), report) : [];
    return [...groupTable(groups, report, budget), ...note];
}
/** What a reader may want to look up. The lineage is a list where no picture shows it. */
function detailBlocks(report, budget, listsLineage = true) {
    return [
        ...noticeBlocks(report.notices, ['notice'], budget),
        ...(listsLineage ? lineageList(report, budget) : []),
        ...stateSection(report, budget),
        ...aboutBlocks(report, budget),
    ];
}
function errorBlocks({ error }) {
    return error === null ? [] : [(0,report_markdown/* quote */.hD)((0,report_markdown/* paragraph */.FY)((0,report_markdown/* literal */.eu)('❌ '), (0,report_markdown/* strong */.ko)((0,report_markdown/* safeText */.Hk)(error.message, 1000))))];
}
/** The first line: what happened, or why there are no rows. */
function outcomeBlocks(groups, report) {
    const outcome = outcomePhrases(groups, report);
    if (outcome.length > 0)
        return [(0,report_markdown/* paragraph */.FY)(...outcome)];
    const why = whyNoRows(report);
    return why === null ? [] : [(0,report_markdown/* paragraph */.FY)((0,report_markdown/* strong */.ko)((0,report_markdown/* literal */.eu)('Nothing was refreshed:')), (0,report_markdown/* literal */.eu)(` ${why}`))];
}
/** Who started the run, that it is a dry run. */
function introBlocks(report, budget) {
    const { mode, run } = report;
    const blocks = [];
    const asked = optionsLine(run, budget);
    if (asked !== null)
        blocks.push((0,report_markdown/* paragraph */.FY)(...asked));
    if (mode.kind === 'dry') {
        blocks.push((0,report_markdown/* paragraph */.FY)((0,report_markdown/* strong */.ko)((0,report_markdown/* literal */.eu)('Dry run, nothing was refreshed:')), (0,report_markdown/* literal */.eu)(' '), (0,report_markdown/* safeText */.Hk)(mode.why, budget.text)));
    }
    return blocks;
}
/** Why there are no rows, unless another block says so. Says something about Tableau only if it was queried. */
function whyNoRows(report) {
    const { rows, error, cancelled, impact, mode } = report;
    const isSaid = error !== null || cancelled || impact !== null || mode.kind === 'off';
    return rows.length > 0 || isSaid ? null : missingRowsText(report);
}
function missingRowsText({ misdirected, tableau, leftOut }) {
    if (misdirected > 0)
        return 'none of the exposures is of this Tableau site.';
    if (tableau !== null)
        return 'no exposure of this run has a Tableau extract.';
    return leftOut.some(({ reason }) => reason !== 'not-ours')
        ? 'select, exclude or their own settings leave out all exposures of this site (see About this run).'
        : 'this project has no exposure of this site.';
}
const NOTICE_ICON = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
/** The notices of these levels, level by level. */
function noticeBlocks(notices, levels, budget) {
    const sorted = levels.flatMap((wanted) => notices.filter(({ level }) => level === wanted));
    const shown = sorted.slice(0, budget.notes).map(({ level, message, file, line }) => {
        const place = file === undefined ? [] : [(0,report_markdown/* literal */.eu)(' '), (0,report_markdown/* inlineCode */.ti)(line === undefined ? file : `${file}:${line}`)];
        return (0,report_markdown/* quote */.hD)((0,report_markdown/* paragraph */.FY)((0,report_markdown/* literal */.eu)(`${NOTICE_ICON[level]} `), (0,report_markdown/* safeText */.Hk)(message, budget.text), ...place));
    });
    return [...shown, ...andMore(sorted.length - shown.length, 'in the log')];
}
/** The section "What to do": each remedy once, with Tableau's message. */
function remedyBlocks(report, budget) {
    const remedies = remediesOf(report);
    if (remedies.length === 0)
        return [];
    const shown = remedies.slice(0, budget.notes);
    return [
        (0,report_markdown/* heading */.R_)(3, (0,report_markdown/* literal */.eu)('What to do')),
        ...shown.flatMap(({ icon, names, sentence, tableauText }) => {
            const lines = (0,untrusted_text/* harmlessLines */.vL)(tableauText, budget.lines, budget.text);
            return [
                (0,report_markdown/* paragraph */.FY)((0,report_markdown/* literal */.eu)(`${icon} `), ...extractsPhrases(names, budget), (0,report_markdown/* literal */.eu)(': '), ...(0,report_markdown/* textWithCommands */.GS)(sentence, budget.text)),
                ...(lines.length === 0 ? [] : [(0,report_markdown/* codeBlock */.DV)(lines)]),
            ];
        }),
        ...andMore(remedies.length - shown.length, 'in the output rows'),
    ];
}
/** `Menu, Orders`, or the number first if there are many: `7 extracts (Menu, Orders and 5 more)`. */
function extractsPhrases(names, budget) {
    if (names.length <= reason_text/* NAMES_SHOWN */.t6)
        return [(0,report_markdown/* strong */.ko)((0,report_markdown/* safeText */.Hk)((0,reason_text/* list */.p_)(names), budget.text))];
    const some = (0,report_markdown/* safeText */.Hk)((0,reason_text/* list */.p_)(names, reason_text/* NAMES_SHOWN */.t6 - 1), budget.text);
    return [(0,report_markdown/* strong */.ko)((0,report_markdown/* literal */.eu)(`${names.length} extracts`)), (0,report_markdown/* literal */.eu)(' ('), some, (0,report_markdown/* literal */.eu)(')')];
}
function unresolvedBlocks({ unresolved }, budget) {
    if (unresolved.length === 0)
        return [];
    const shown = unresolved.slice(0, budget.notes);
    return [
        (0,report_markdown/* heading */.R_)(3, (0,report_markdown/* literal */.eu)('Unresolved exposures')),
        (0,report_markdown/* bullets */.e5)(shown.map((each) => [
            (0,report_markdown/* strong */.ko)((0,report_markdown/* safeText */.Hk)(each.exposure, 120)),
            (0,report_markdown/* literal */.eu)(': '),
            (0,report_markdown/* safeText */.Hk)(unresolvedText(each), budget.text),
        ])),
        ...andMore(unresolved.length - shown.length, 'in the output rows'),
    ];
}
function andMore(count, where) {
    return count === 0 ? [] : [(0,report_markdown/* paragraph */.FY)((0,report_markdown/* literal */.eu)(`… and ${count} more, ${where}.`))];
}

;// CONCATENATED MODULE: ./src/report/outputs/outputs.ts







/** A later step may pass `rows` in an environment variable, which on Linux holds at most 128 KiB. */
const LARGEST_ROWS = 100_000;
function outputsOf(report, files) {
    const { refreshed, skipped, failed } = counts(report);
    const all = toRows(report);
    const fitting = firstThatFit(all.map((row) => JSON.stringify(row)));
    return {
        refreshed: String(refreshed),
        skipped: String(skipped),
        failed: String(failed),
        rows: `[${fitting.join(',')}]`,
        'rows-truncated': String(fitting.length < all.length),
        'plan-file': files.plan ?? '',
        'summary-file': files.summary ?? '',
        'exposures-file': report.exposuresFile ?? '',
        drift: `[${firstThatFit(toDriftRows(report).map((row) => JSON.stringify(row))).join(',')}]`,
    };
}
/** Writes all rows, one per line, in the form of docs/rows.schema.json; see `writeNewFile`. */
function writePlanFile(folder, report) {
    return writeNewFile(folder, ['plan', 'json'], planJson(toRows(report)));
}
/** Writes the job summary without GitHub's limit of size; see `writeNewFile`. */
function writeSummaryFile(folder, report) {
    return writeNewFile(folder, ['summary', 'md'], `${wholeSummary(report)}\n`);
}
/** Returns the path of a new file in `folder`. If the write fails, it deletes the incomplete file and throws. */
async function writeNewFile(folder, [name, type], text) {
    const path = (0,external_node_path_.join)(folder, `active-exposures-${name}-${(0,external_node_crypto_.randomUUID)()}.${type}`);
    await (0,promises_.mkdir)(folder, { recursive: true });
    try {
        await (0,promises_.writeFile)(path, text);
        return path;
    }
    catch (error) {
        await (0,promises_.rm)(path, { force: true });
        throw error;
    }
}
function planJson(rows) {
    return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}
/** The first rows that fit; a row that is too large by itself is skipped. */
function firstThatFit(rows) {
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

// EXTERNAL MODULE: ./src/run/ports.ts
var ports = __webpack_require__(3221);
// EXTERNAL MODULE: ./src/base/stray-errors.ts
var stray_errors = __webpack_require__(6802);
;// CONCATENATED MODULE: ./src/report/log/lines.ts








/** The width that dbt pads its lines to with dots (dbt-core, ui.printer_width). */
const WIDTH = 80;
const lines_LONGEST_NAME = 120;
const ANSI = {
    green: '\u001B[32m',
    yellow: '\u001B[33m',
    red: '\u001B[31m',
};
/** `text` must hold only constants and output of `oneLine`, so that no name brings escape sequences of its own. */
function coloured(text, colour) {
    return colour === null ? text : `${ANSI[colour]}${text}\u001B[0m`;
}
/** `1 of 4 START refresh workbook Finance/Weekly KPIs ......... [RUN]`, as wide as dbt's lines. */
function dotted(message, bracket) {
    const prefix = `${message} `;
    const dots = prefix.length > WIDTH ? `${(0,untrusted_text/* cut */.Jj)(message, WIDTH - 3)}...` : prefix.padEnd(WIDTH, '.');
    return `${dots} [${coloured(bracket.word, bracket.colour)}${bracket.rest}]`;
}
/** `workbook Finance/Weekly KPIs`, `discovered workbook Finance/Menu`. */
function titleOf({ extract }) {
    const { content } = extract.lineage;
    const origin = (0,report_names/* isDiscovered */.hH)(extract) ? 'discovered ' : '';
    return `${origin}${content_names/* CONTENT_NOUNS */.on[content.kind]} ${(0,untrusted_text/* oneLine */.TN)((0,content_names/* contentPath */.nX)(content), lines_LONGEST_NAME)}`;
}
/** The line for an outcome, in dbt's words (`OK`, `ERROR`) and a few of our own. */
function endLine(row, result) {
    const { outcome } = result;
    const { verb, word, colour } = ENDINGS[outcome];
    const seconds = secondsOf(result);
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
/**
 * The failures in the form of dbt's log: the extract, the reason, Tableau's message shortened, what to do. Extracts for
 * which all this is the same share one block.
 */
function failureBlocks(rows, context) {
    const blocks = new Map();
    for (const row of rows) {
        const title = coloured(`Failure in refresh ${titleOf(row.row)}`, 'red');
        const lines = failureLines(row, context);
        const key = lines.join('\n');
        const known = blocks.get(key);
        if (known === undefined)
            blocks.set(key, { titles: [title], lines });
        else
            known.titles.push(title);
    }
    return [...blocks.values()].map(({ titles, lines }) => [...titles, ...lines]);
}
function failureLines(row, context) {
    const remedy = remedyOf(row, context);
    const text = (0,untrusted_text/* harmlessLines */.vL)(row.result?.failure?.text ?? '', 10);
    return [
        `  ${(0,reason_text/* reasonOf */.A3)(row, context)}`,
        ...text.map((line) => `  ${line}`),
        ...(remedy === null ? [] : [`  > ${remedy}`]),
    ];
}
/**
 * dbt's line before the failures. Exposures that were not found count as warnings, as all warnings do, and so does each
 * cause that holds extracts back.
 */
function completedLine(report) {
    const { rows, mode, unresolved, misdirected, notices } = report;
    const statuses = rows.map((row) => statusOf(row, mode));
    const failed = statuses.filter((status) => STATUS[status].group === 'failed').length;
    const errors = failed + notices.filter(({ level }) => level === 'error').length;
    const held = rows.filter((_, index) => statuses[index] === 'held');
    const causes = new Set(held.map((row) => sharedMessageOf(row, wordingContext(report)))).size;
    const warned = notices.filter(({ level }) => level === 'warning').length;
    const warnings = causes + unresolved.length + Math.max(warned, misdirected > 0 ? 1 : 0);
    if (errors > 0)
        return coloured(`Completed with ${(0,reason_text/* plural */.LS)(errors, 'error')} and ${(0,reason_text/* plural */.LS)(warnings, 'warning')}:`, 'red');
    if (warnings > 0)
        return coloured(`Completed with ${(0,reason_text/* plural */.LS)(warnings, 'warning')}`, 'yellow');
    return coloured('Completed successfully', 'green');
}
/** What the run did, in dbt's words: `Finished refreshing 3 extracts`; null if it had nothing to do. */
function finishedText(report) {
    if (report.mode.kind === 'dry')
        return 'Finished the dry run';
    const statuses = report.rows.map((row) => statusOf(row, report.mode));
    if (statuses.every((status) => STATUS[status].group === 'skipped'))
        return null;
    const { refreshed, failed } = counts(report);
    const requested = statuses.filter((status) => status === 'requested').length;
    return refreshed + failed === 0 && requested > 0
        ? `Finished requesting the refresh of ${(0,reason_text/* plural */.LS)(requested, 'extract')}`
        : `Finished refreshing ${(0,reason_text/* plural */.LS)(refreshed, 'extract')}`;
}
/** `Done. REFRESHED=1 SKIP=2 ERROR=1 TOTAL=4`; open statuses only if their count is not zero. */
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

;// CONCATENATED MODULE: ./src/report/log/verdict.ts



/**
 * The last line of the log, where the counts do not say it: that the step fails and why, or that nothing was done. Null if
 * there is nothing to add. May hold untrusted text.
 */
function verdictOf(report, failsOnFailure) {
    const { mode, error, cancelled, rows, misdirected } = report;
    const { failed } = counts(report);
    const failures = `${(0,reason_text/* plural */.LS)(failed, 'extract')} failed`;
    if (mode.kind === 'off')
        return 'Switched off by DBT_ACTIVE_EXPOSURES: nothing was read, refreshed or remembered.';
    if (cancelled)
        return 'This step fails, because the run was cancelled.';
    // Without rows the error is the last line already.
    if (error !== null)
        return rows.length === 0 ? null : 'This step fails, because the run stopped early.';
    if (failed > 0 && failsOnFailure)
        return `This step fails, because ${failures} (fail-on: failure).`;
    if (hasErrors(report))
        return `This step fails. ${firstError(report)}`;
    if (failed > 0)
        return `This step succeeds although ${failures}: fail-on does not name failure.`;
    if (misdirected > 0)
        return 'Nothing was refreshed: none of the exposures is of this Tableau site.';
    return null;
}
function firstError({ notices }) {
    return notices.find(({ level }) => level === 'error')?.message ?? '';
}

;// CONCATENATED MODULE: ./src/report/log/log.ts










/** Progress is logged at most this often. */
const PROGRESS_EVERY = 15_000;
function createRunLog(output, clock) {
    return new DbtStyleLog(output, clock);
}
class DbtStyleLog {
    #output;
    #clock;
    /** Position in the plan, from 1. */
    #places = new Map();
    #names = new Map();
    #mode = { kind: 'real' };
    #progressLoggedAt = -Infinity;
    constructor(output, clock) {
        this.#output = output;
        this.#clock = clock;
    }
    line(text) {
        this.#write((0,untrusted_text/* oneLine */.TN)(text, 1000));
    }
    detail(text) {
        this.#output.debug((0,untrusted_text/* oneLine */.TN)(text, 4000));
    }
    planned({ extracts, unresolved, leftOut }, mode) {
        this.#places = new Map(extracts.map(({ extract }, index) => [extract.key, index + 1]));
        this.#names = (0,report_names/* namesOf */.eZ)(extracts);
        this.#mode = mode;
        const exposures = new Set(extracts.flatMap(({ extract }) => extract.exposures.map(({ uniqueId }) => uniqueId)));
        const others = [
            ...(unresolved.length === 0 ? [] : [`${unresolved.length} unresolved`]),
            ...(leftOut.length === 0 ? [] : [`${leftOut.length} left out`]),
        ];
        this.#write([
            `Found ${(0,reason_text/* plural */.LS)(extracts.length, 'extract')} of ${(0,reason_text/* plural */.LS)(exposures.size, 'exposure')}`,
            ...others,
        ].join(', '));
        if (mode.kind === 'dry')
            this.line(`Dry run, nothing is refreshed: ${mode.why}`);
        this.#write('');
        for (const each of unresolved) {
            this.#write(`${coloured('Unresolved', 'yellow')} exposure ${(0,untrusted_text/* oneLine */.TN)(each.exposure)}: ${unresolvedText(each)}`);
        }
        this.#allDecided(extracts);
    }
    /** The reason once for neighbouring lines that have the same one. */
    #allDecided(rows) {
        let known = null;
        for (const row of rows) {
            if (!this.#decision(row))
                continue;
            const reason = (0,reason_text/* decisionText */.Gk)(row, this.context());
            if (reason !== known)
                this.#write(`  ${reason}`);
            known = reason;
        }
    }
    decided(row) {
        if (this.#decision(row))
            this.#write(`  ${(0,reason_text/* decisionText */.Gk)(row, this.context())}`);
    }
    /** Logs the row's line, without its reason; false if its refresh will log one. */
    #decision(row) {
        this.detail(`${titleOf(row)}: ${JSON.stringify(row.decision)}`);
        const { kind, reason } = row.decision;
        switch (kind) {
            case 'skip':
                this.#row(row, `SKIP ${titleOf(row)}`, { word: 'SKIP', colour: 'yellow', rest: ` ${reason}` });
                break;
            case 'wait':
                this.#row(row, `WAIT for ${titleOf(row)}`, { word: 'WAIT', colour: 'yellow', rest: ` ${reason}` });
                break;
            case 'refresh':
                if (this.#mode.kind === 'real')
                    return false;
                this.#row(row, `WOULD refresh ${titleOf(row)}`, { word: 'DRY', colour: null, rest: ` ${reason}` });
        }
        return true;
    }
    started(row) {
        this.#row(row, `START refresh ${titleOf(row)}`, { word: 'RUN', colour: null, rest: '' });
        this.#write(`  ${(0,reason_text/* decisionText */.Gk)(row, this.context())}`);
    }
    ended(row, result) {
        const { message, bracket } = endLine(row, result);
        this.#row(row, message, bracket);
        if (result.request !== null)
            this.detail(`${titleOf(row)}: job ${(0,request_id/* requestKey */.l)(result.request)}`);
    }
    retrying(row, result) {
        const time = result.seconds === null ? '' : ` after ${result.seconds.toFixed(1)}s`;
        this.#row(row, `RETRY refresh of ${titleOf(row)}`, { word: 'RETRY', colour: 'yellow', rest: time });
        this.#write(`  ${(0,reason_text/* reasonOf */.A3)({ row, result }, this.context())}; this run tries it again`);
    }
    progress(running) {
        const now = this.#clock.now();
        if (running.length === 0 || now - this.#progressLoggedAt < PROGRESS_EVERY)
            return;
        this.#progressLoggedAt = now;
        const shown = running.map(({ key, since }) => `${(0,reason_text/* quotedIfComma */.Je)(this.#names.get(key) ?? key)} (${(0,report_times/* duration */.p0)((now - since) / 1000)})`);
        this.#write(`${running.length} running: ${(0,reason_text/* listPhrases */.Hz)(shown)}`);
    }
    done(report, failsOnFailure) {
        if (report.mode.kind !== 'off')
            this.#ending(report);
        const verdict = verdictOf(report, failsOnFailure);
        if (verdict !== null)
            this.line(verdict);
    }
    #ending(report) {
        this.#write('');
        if (report.error !== null) {
            this.#write(coloured('Encountered an error:', 'red'));
            this.line(report.error.message);
        }
        else {
            this.#finished(report);
        }
        const context = wordingContext(report);
        const failed = report.rows.filter((row) => STATUS[statusOf(row, report.mode)].group === 'failed');
        for (const lines of failureBlocks(failed, context))
            for (const line of ['', ...lines])
                this.#write(line);
        if (report.error !== null && report.rows.length === 0)
            return;
        this.#write('');
        this.#write(doneLine(report));
    }
    #finished(report) {
        const seconds = (report.run.endedAt - report.run.startedAt) / 1000;
        const took = `${(0,report_times/* duration */.p0)(seconds)} (${seconds.toFixed(2)}s)`;
        if (report.cancelled) {
            this.#write(coloured(`Cancelled after ${took}.`, 'red'));
            return;
        }
        const done = finishedText(report);
        this.#write(done === null ? 'Nothing to refresh.' : `${done} in ${took}.`);
        this.#write('');
        this.#write(completedLine(report));
    }
    /** Logs a line with the row's number in the plan. */
    #row(row, message, bracket) {
        const place = this.#places.get(row.extract.key) ?? this.#places.size;
        this.#write(dotted(`${place} of ${this.#places.size} ${message}`, bracket));
    }
    /** `text` must hold only constants and output of `oneLine`. */
    #write(text) {
        this.#output.info(`${(0,report_times/* clockTime */.qo)(this.#clock.now(), 'seconds')}  ${text}`.trimEnd());
    }
    context() {
        return { now: this.#clock.now(), names: this.#names };
    }
}

// EXTERNAL MODULE: ./src/tableau/client/errors.ts
var client_errors = __webpack_require__(7393);
;// CONCATENATED MODULE: ./src/run/preparation-limit.ts



/** Reading a large site takes minutes, even when `timeout` allows little time for the refreshes. */
const LEAST = 15 * clock/* MINUTE */.pY;
/** A call takes less. More between two checks is a clock that was set forward, and counts as this. */
const LONGEST_STEP = 10 * clock/* MINUTE */.pY;
/** A time limit for everything before the refreshes, so that endless answers cannot hold up the job. */
class PreparationLimit {
    #clock;
    #checkedAt;
    #spent = 0;
    #limit = Infinity;
    constructor(clock) {
        this.#clock = clock;
        this.#checkedAt = clock.now();
    }
    /** `timeout`: the input of that name. */
    set(timeout) {
        this.#limit = Math.max(timeout, LEAST);
    }
    /** Called before each call to Tableau, with what it does ("reading workbooks"). @throws SessionError when time is up. */
    check = (doing) => {
        const now = this.#clock.now();
        this.#spent += Math.min(Math.max(now - this.#checkedAt, 0), LONGEST_STEP);
        this.#checkedAt = now;
        if (this.#spent < this.#limit)
            return;
        throw new client_errors/* SessionError */.Pc('out-of-time', (0,message/* message */.i)('AE-OUT-OF-TIME', { minutes: this.#limit / clock/* MINUTE */.pY, doing }));
    };
    /** Called when the refreshes begin, which have their own limit. */
    lift() {
        this.#limit = Infinity;
    }
}

;// CONCATENATED MODULE: ./src/run/report-draft.ts
/** The report so far: `main` adds to it step by step, so that there is one however the run ends. */
class ReportDraft {
    run;
    mode = { kind: 'real', onProduction: true };
    slot;
    tableau = null;
    options = { manual: false, force: false, select: '', exclude: '' };
    catalogueOf = null;
    error = null;
    isSwitchedOff = false;
    cancelled = false;
    misdirected = 0;
    impact = null;
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
    note(notices) {
        for (const notice of notices)
            this.notices.push(notice);
    }
    say(notice) {
        this.notices.push(notice);
    }
    /** Until there is a plan: what the project declares. */
    declared({ leftOut, unresolved }) {
        this.leftOut = leftOut;
        this.unresolved = unresolved;
    }
    /** Until there are outcomes: the plan. */
    planned(plan) {
        this.rows = plan.extracts.map((row) => ({ row, result: null }));
        this.unresolved = plan.unresolved;
        this.leftOut = plan.leftOut;
    }
    finish(endedAt) {
        const { tableau, catalogueOf, builds, rows, unresolved, leftOut, misdirected } = this;
        const { notices, drift, exposuresFile, error, cancelled, impact } = this;
        return {
            mode: this.isSwitchedOff ? { kind: 'off' } : this.mode,
            run: { ...this.run, options: this.options, slot: this.slot, endedAt },
            tableau,
            catalogueOf,
            builds,
            rows,
            unresolved,
            leftOut,
            misdirected,
            notices,
            drift,
            exposuresFile,
            error,
            cancelled,
            impact,
        };
    }
}

;// CONCATENATED MODULE: ./src/run/run.ts








async function begin(action) {
    const { environment, clock, runner } = action;
    const { payload, problem } = await readPayload(environment['GITHUB_EVENT_PATH']);
    const event = (0,github_event/* readEvent */.j_)(environment, payload);
    const draft = new ReportDraft({ event: event.name, actor: event.actor, startedAt: clock.now() });
    const log = createRunLog(runner, clock);
    if (problem !== null)
        draft.say(problem);
    hearStrayErrors({ action, log }, (told) => draft.say(told));
    return {
        action,
        event,
        workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
        draft,
        log,
        preparation: new PreparationLimit(clock),
        failOn: [],
        state: null,
    };
}
/** From now on, errors that no step of the run throws are reported so. */
function hearStrayErrors({ action: { strayErrors }, log }, report) {
    strayErrors.tellTo((0,stray_errors/* reportOnce */.S)((stack) => log.detail(stack), report));
}
async function readPayload(path) {
    try {
        return { payload: path === undefined ? null : JSON.parse(await (0,promises_.readFile)(path, 'utf8')), problem: null };
    }
    catch (error) {
        return { payload: null, problem: (0,message/* message */.i)('AE-EVENT-UNREADABLE', { why: (0,errors/* clauseOf */.pQ)(error) }) };
    }
}

;// CONCATENATED MODULE: ./src/run/conclude.ts











/**
 * Waits for the steps to end, saves the state and writes the report, whether they succeeded or failed. A cancelled run has
 * no time to save and leaves that to the post step. Never rejects.
 * @returns the exit code.
 */
async function conclude(run, steps) {
    const { action, draft } = run;
    const { signal } = action;
    try {
        await Promise.race([steps, graceAfterSignal(action)]);
    }
    catch (error) {
        run.log.detail((0,errors/* stackOf */.US)(error));
        draft.error = (0,errors/* explanationOf */.pg)(error);
    }
    reportUnresolved(run);
    if (!signal.aborted)
        await Promise.race([save(run), graceAfterSignal(action)]);
    if (signal.aborted)
        reportCancelled(run);
    const report = draft.finish(action.clock.now());
    hearStrayErrors(run, (problem) => action.runner.warning((0,message/* withId */.o)(problem)));
    await publish(run, report);
    return conclude_failed(report, run.failOn) || signal.aborted ? 1 : 0;
}
/** Each unresolved exposure is a warning; `fail-on: unresolved` adds the error that fails the step. */
function reportUnresolved(run) {
    const { unresolved, misdirected, error } = run.draft;
    if (error !== null || !run.failOn.includes('unresolved'))
        return;
    if (misdirected > 0)
        run.draft.say((0,message/* message */.i)('AE-SITE-MISMATCH-FAILS'));
    if (unresolved.length === 0)
        return;
    const exposures = (0,reason_text/* list */.p_)(unresolved.map(({ exposure }) => exposure));
    run.draft.say((0,message/* message */.i)('AE-UNRESOLVED-FAILS', { exposures }));
}
async function save(run) {
    if (run.state === null)
        return;
    const { problems, keepsLandings } = await saved(run, run.state);
    const { error, misdirected, builds } = run.draft;
    run.draft.note(problems);
    const isCutShort = error !== null || misdirected > 0;
    if (isCutShort && builds.length > 0 && keepsLandings)
        run.draft.say((0,message/* message */.i)('AE-LANDINGS-SAVED'));
}
/** A failed save must not prevent the report. */
async function saved({ log }, state) {
    try {
        return await state.save();
    }
    catch (error) {
        log.detail((0,errors/* stackOf */.US)(error));
        return { problems: [(0,message/* message */.i)('AE-STATE-SAVE-FAILED', { why: (0,errors/* clauseOf */.pQ)(error) })], keepsLandings: false };
    }
}
/** A cancelled step has 7.5 seconds (docs/facts/github-actions.md#cancelled-steps), and the report needs some of them. */
const GRACE = 5_000;
function reportCancelled(run) {
    const { draft } = run;
    draft.cancelled = true;
    draft.say((0,message/* message */.i)(draft.rows.length === 0 ? 'AE-RUN-CANCELLED-EARLY' : 'AE-RUN-CANCELLED'));
}
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
    const { runner, environment, signal } = run.action;
    const folder = (0,ports/* temporaryFolder */.y)(environment);
    await attempt(run, 'annotations', () => annotate(report, runner));
    await attempt(run, 'log', () => run.log.done(report, run.failOn.includes('failure')));
    const plan = await attempt(run, 'plan file', () => writePlanFile(folder, report));
    await attempt(run, 'summary', () => writeSummary(environment['GITHUB_STEP_SUMMARY'], report));
    // A cancelled step has no time for a file of any size.
    const summary = signal.aborted
        ? null
        : await attempt(run, 'summary file', () => writeSummaryFile(folder, report));
    await attempt(run, 'outputs', () => setOutputs(run, outputsOf(report, { plan, summary })));
}
async function writeSummary(path, report) {
    if (path !== undefined && path !== '')
        await (0,promises_.appendFile)(path, `${summaryMarkdown(report)}\n`);
}
function setOutputs({ action: { runner } }, outputs) {
    const missing = [];
    let why = '';
    for (const [name, value] of Object.entries({ ...outputs })) {
        try {
            runner.setOutput(name, value);
        }
        catch (error) {
            missing.push(name);
            why = (0,errors/* clauseOf */.pQ)(error);
        }
    }
    if (missing.length > 0)
        runner.warning((0,message/* withId */.o)((0,message/* message */.i)('AE-OUTPUTS-NOT-WRITTEN', { outputs: missing.join(', '), why })));
}
/** Each output is written even if another one fails; returns null for one that fails. */
async function attempt(run, what, tell) {
    try {
        return await tell();
    }
    catch (error) {
        run.log.detail((0,errors/* stackOf */.US)(error));
        run.action.runner.warning((0,message/* withId */.o)((0,message/* message */.i)('AE-NOT-WRITTEN', { what, why: (0,errors/* clauseOf */.pQ)(error) })));
        return null;
    }
}
function conclude_failed(report, failOn) {
    return (report.error !== null || hasErrors(report) || (failOn.includes('failure') && counts(report).failed > 0));
}

// EXTERNAL MODULE: ./src/run/inputs.ts + 1 modules
var run_inputs = __webpack_require__(7775);
// EXTERNAL MODULE: ./src/run/project.ts + 4 modules
var run_project = __webpack_require__(3439);
;// CONCATENATED MODULE: ./src/run/main.ts










/** One run of the action, from its inputs to its report. Never rejects; returns the exit code. */
async function main(action) {
    const run = await begin(action);
    return conclude(run, refreshExposures(run));
}
async function refreshExposures(run) {
    const { action, draft, event, workspace } = run;
    const { environment, runner } = action;
    if ((0,run_inputs/* isSwitchedOff */.r5)(environment)) {
        draft.isSwitchedOff = true;
        draft.say((0,message/* message */.i)('AE-SWITCHED-OFF'));
        return;
    }
    const input = (name) => runner.getInput(name);
    const first = (0,run_inputs/* readFirstInputs */.u)(input);
    draft.mode = (0,github_event/* modeOf */.VV)(event, first);
    const built = first.dbtArtifacts === 'none' ? null : await (0,run_project/* readProject */.W)(first.dbtArtifacts, workspace);
    draft.builds = built?.builds.flatMap(buildSummaries) ?? [];
    draft.note(built?.notices ?? []);
    const landed = await noteBuild(run, first, built);
    const inputs = (0,run_inputs/* readInputs */.Ko)(input, environment, event.pullRequest?.untrusted);
    run.failOn = inputs.failOn;
    draft.options = (0,run_inputs/* runOptions */.Ku)(inputs, event);
    const project = built ?? (await openCatalogue(run, inputs));
    const declared = (0,exposures_declared/* declaredExposures */.dj)(project.manifest, (0,run_inputs/* addressOf */.ci)(inputs), inputs.policy.buildAfter.minutes);
    draft.declared(declared);
    reportOtherSites(run, project, inputs);
    if (event.pullRequest !== null) {
        const { reviewPullRequest } = await Promise.all(/* import() */[__webpack_require__.e(628), __webpack_require__.e(643), __webpack_require__.e(679), __webpack_require__.e(258), __webpack_require__.e(254)]).then(__webpack_require__.bind(__webpack_require__, 1254));
        return reviewPullRequest(run, event.pullRequest, { inputs, project, declared, landed });
    }
    if (run.state === null || (0,run_project/* isWithoutExposures */.x)(declared, inputs, project))
        return;
    const { planAndRefresh } = await Promise.all(/* import() */[__webpack_require__.e(628), __webpack_require__.e(643), __webpack_require__.e(679), __webpack_require__.e(258)]).then(__webpack_require__.bind(__webpack_require__, 4258));
    await planAndRefresh(run, { inputs, project, declared, landed, state: run.state, reached: null });
}
/**
 * Facts first: what dbt built is in state, and on disk, before anything else in this run can go wrong. A project without
 * Tableau exposures needs no state, and loads none. Returns the nodes that landed since a run of this site last looked.
 */
async function noteBuild(run, first, built) {
    const { action, draft, event } = run;
    const needsState = built === null
        ? first.site !== null
        : first.discovers || built.manifest.exposures.some((one) => (0,exposures_declared/* pointsAtTableau */.Lc)(one, first.site));
    if (!needsState)
        return new Set();
    const { openState, problemsOf } = await __webpack_require__.e(/* import() */ 679).then(__webpack_require__.bind(__webpack_require__, 679));
    run.state = await openState(action, draft.mode, first);
    if (built === null)
        return new Set();
    draft.note(problemsOf(run.state));
    const { noteFacts, slotOfRun } = await Promise.all(/* import() */[__webpack_require__.e(628), __webpack_require__.e(151)]).then(__webpack_require__.bind(__webpack_require__, 3151));
    const now = action.clock.now();
    const { landed, fresh, notices: said } = noteFacts(built.builds, run.state.journal, { now, ...first });
    draft.slot = slotOfRun(event, fresh, draft.slot);
    // The build of a pull request says nothing of production.
    if (event.pullRequest === null)
        draft.note(said);
    return landed;
}
/** The project as the newest run with dbt files saved it. */
async function openCatalogue({ action, draft, log, state }, inputs) {
    const { catalogueAge, keptProject } = await Promise.all(/* import() */[__webpack_require__.e(679), __webpack_require__.e(848)]).then(__webpack_require__.bind(__webpack_require__, 1848));
    const { project, builtAt, notices: problems } = keptProject(state, (0,run_inputs/* addressOf */.ci)(inputs));
    draft.note(problems);
    draft.catalogueOf = builtAt;
    const age = catalogueAge(builtAt, action.clock.now());
    log.line(age.line);
    draft.note(age.warnings);
    return project;
}
/** Exposures of another server or site are normal in a matrix over sites, and probably a mistake if there are no others. */
function reportOtherSites({ draft, log }, { manifest }, inputs) {
    const address = (0,run_inputs/* addressOf */.ci)(inputs);
    if (address === null)
        return;
    const directions = countBySite(manifest.exposures, address);
    const found = otherSiteMessage(directions, address);
    if (found === null)
        return;
    log.line(found.message);
    draft.say(found);
    if (directions.here > 0)
        return;
    draft.misdirected = directions.elsewhere.reduce((sum, { exposures }) => sum + exposures, 0);
}


/***/ }),

/***/ 3221:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ temporaryFolder)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);

/** Where files of this run may lie that later steps of the job still read. */
function temporaryFolder({ RUNNER_TEMP = '' }) {
    return RUNNER_TEMP === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)() : RUNNER_TEMP;
}


/***/ }),

/***/ 3439:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ isWithoutExposures),
  W: () => (/* binding */ readProject)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(3382);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./src/dbt/artifacts/json-file.ts
var json_file = __webpack_require__(4353);
// EXTERNAL MODULE: ./src/dbt/lineage.ts
var lineage = __webpack_require__(7195);
// EXTERNAL MODULE: ./src/dbt/manifest.ts
var dbt_manifest = __webpack_require__(6497);
;// CONCATENATED MODULE: ./src/dbt/artifacts/join-manifests.ts



/** Exposures listed in a sentence before "and N more". */
const EXPOSURES_SHOWN = 3;
function oldestFirst(manifests) {
    return [...manifests].sort((a, b) => (a.generatedAt ?? 0) - (b.generatedAt ?? 0));
}
/** Replaces each node of another project by the one in that project's own manifest, if that is among these. */
function withNodesOfOwners(manifests) {
    if (manifests.length < 2)
        return manifests;
    const newestFirst = oldestFirst(manifests).reverse();
    const ownersNode = ({ id }) => {
        const known = newestFirst.flatMap((manifest) => {
            const node = manifest.nodes.get(id);
            return node === undefined || (0,dbt_manifest/* isOfAnotherProject */.Yj)(node, manifest) ? [] : [node];
        });
        return known[0];
    };
    return manifests.map((manifest) => {
        const others = [...manifest.nodes.values()].filter((node) => (0,dbt_manifest/* isOfAnotherProject */.Yj)(node, manifest));
        const owned = others.flatMap((node) => ownersNode(node) ?? []);
        if (owned.length === 0)
            return manifest;
        return {
            ...manifest,
            nodes: new Map([...manifest.nodes, ...owned.map((node) => [node.id, node])]),
        };
    });
}
/**
 * Joins manifests into one. If two have the same node, the newer one counts. If they have it in different places, as builds
 * of one project for two tenants do, everything downstream of it in the older one is left out: one id cannot be two tables.
 */
function joinManifests(manifests) {
    const [only, ...others] = manifests;
    if (only !== undefined && others.length === 0)
        return { manifest: only, notices: [] };
    const ordered = oldestFirst(manifests);
    const newest = new Map();
    for (const { nodes } of ordered)
        for (const [id, node] of nodes)
            newest.set(id, node);
    const parts = ordered.map((manifest) => partOf(manifest, newest));
    return {
        manifest: parts.map(({ kept }) => kept).reduce(join),
        notices: parts.flatMap((part) => leftOutNotice(part, ordered)),
    };
}
function join(older, newer) {
    return {
        ...newer,
        adapterType: older.adapterType === newer.adapterType ? newer.adapterType : null,
        nodes: new Map([...older.nodes, ...newer.nodes]),
        semantics: new Map([...older.semantics, ...newer.semantics]),
        exposures: [
            ...new Map([...older.exposures, ...newer.exposures].map((exposure) => [exposure.id, exposure])).values(),
        ],
        disabledExposures: [...new Set([...older.disabledExposures, ...newer.disabledExposures])],
        pointers: [...older.pointers, ...newer.pointers],
    };
}
function partOf(manifest, newest) {
    const moved = [...manifest.nodes.values()].flatMap((node) => {
        const newer = newest.get(node.id);
        const isMoved = newer !== undefined && newer.key !== node.key && !(0,dbt_manifest/* isTest */.Nu)(node.resourceType);
        return isMoved ? [[node, newer]] : [];
    });
    const [example = null] = moved;
    if (example === null)
        return { kept: manifest, leftOut: [], example };
    const ids = moved.map(([{ id }]) => id);
    const gone = (0,lineage/* reach */.gl)(ids, (0,lineage/* lineageOf */.bQ)(manifest).children);
    const isGone = (id) => gone.has(id);
    const leftOut = manifest.exposures.filter(({ dependsOn }) => (0,lineage/* expandSemantics */.yP)(dependsOn, manifest).some(isGone));
    const nodes = [...manifest.nodes].filter(([id, node]) => !isGone(id) && !((0,dbt_manifest/* isTest */.Nu)(node.resourceType) && node.parents.some(isGone)));
    const exposures = manifest.exposures.filter((exposure) => !leftOut.includes(exposure));
    return { kept: { ...manifest, nodes: new Map(nodes), exposures }, leftOut, example };
}
function leftOutNotice({ kept, leftOut, example }, all) {
    if (example === null || leftOut.length === 0)
        return [];
    const [here, there] = example;
    const newer = all.findLast(({ nodes }) => nodes.get(there.id)?.key === there.key);
    const names = leftOut.slice(0, EXPOSURES_SHOWN).map(({ name }) => name);
    const more = leftOut.length - names.length;
    return [
        (0,message/* message */.i)('AE-TWO-TARGETS', {
            older: kept.path,
            newer: newer?.path ?? 'a newer manifest',
            node: here.id,
            place: placeOf(here),
            otherPlace: placeOf(there),
            exposures: `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
        }),
    ];
}
function placeOf({ database, schema, identifier }) {
    return [database, schema, identifier].filter((part) => part !== null).join('.');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/json/pick.ts + 3 modules
var pick = __webpack_require__(1151);
// EXTERNAL MODULE: ./src/dbt/artifacts/parse.ts
var parse = __webpack_require__(5513);
// EXTERNAL MODULE: ./src/dbt/artifacts/read-nodes.ts
var read_nodes = __webpack_require__(2656);
// EXTERNAL MODULE: ./src/dbt/types.ts
var types = __webpack_require__(9359);
;// CONCATENATED MODULE: ./src/dbt/artifacts/read-manifest.ts









const OLDEST_VERSION = 9;
const dependsOn = schemas/* object */.Ikc({ nodes: parse/* optionalTexts */.To })
    .nullish()
    .transform((value) => (value?.nodes ?? []));
const config = schemas/* object */.Ikc({
    materialized: parse/* optionalText */.mR,
    meta: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(),
    tags: read_nodes/* tagList */.Tw,
})
    .nullish()
    .transform((value) => ({
    materialized: value?.materialized ?? null,
    meta: value?.meta ?? null,
    tags: value?.tags ?? [],
}));
const ownerSchema = schemas/* object */.Ikc({ name: parse/* optionalText */.mR, email: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]).nullish() })
    .nullish()
    .transform((owner) => [owner?.name ?? [], owner?.email ?? []].flat());
const exposureSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    package_name: schemas/* string */.YjP(),
    label: parse/* optionalText */.mR,
    url: parse/* optionalText */.mR,
    maturity: parse/* optionalText */.mR,
    owner: ownerSchema,
    tags: read_nodes/* tagList */.Tw,
    original_file_path: parse/* optionalText */.mR,
    depends_on: dependsOn,
    metrics: schemas/* array */.YOg(schemas/* array */.YOg(schemas/* string */.YjP())).nullish(),
    meta: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(),
    config,
});
const semanticSchema = schemas/* object */.Ikc({ depends_on: dependsOn });
/** Anything that can be disabled; only exposures have these keys. */
const disabledSchema = schemas/* array */.YOg(schemas/* object */.Ikc({
    url: parse/* optionalText */.mR,
    meta: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(),
    config,
}))
    .catch([]);
const headSchema = schemas/* object */.Ikc({
    metadata: schemas/* object */.Ikc({
        dbt_schema_version: schemas/* string */.YjP(),
        dbt_version: schemas/* string */.YjP(),
        generated_at: parse/* optionalText */.mR,
        invocation_id: parse/* optionalText */.mR,
        project_name: parse/* optionalText */.mR,
        project_id: parse/* optionalText */.mR,
        adapter_type: parse/* optionalText */.mR,
    }),
});
/** The keys that are read of an exposure; the bytes of all others are skipped. */
const EXPOSURE = {
    name: pick/* ALL */.y2,
    package_name: pick/* ALL */.y2,
    label: pick/* ALL */.y2,
    url: pick/* ALL */.y2,
    maturity: pick/* ALL */.y2,
    owner: pick/* ALL */.y2,
    tags: pick/* ALL */.y2,
    original_file_path: pick/* ALL */.y2,
    depends_on: { nodes: pick/* ALL */.y2 },
    metrics: pick/* ALL */.y2,
    meta: pick/* ALL */.y2,
    config: pick/* ALL */.y2,
};
const DISABLED = { url: pick/* ALL */.y2, meta: pick/* ALL */.y2, config: pick/* ALL */.y2 };
const SEMANTIC = { depends_on: { nodes: pick/* ALL */.y2 } };
/**
 * Reads one manifest v9–v12 or v20 (docs/facts/dbt.md#versions-of-the-artifacts): `wanted` says what to read of the file,
 * `manifestOf` makes a manifest of the result.
 */
class ManifestReader {
    #nodes = new read_nodes/* NodeReader */.Wx();
    #exposures = (0,parse/* memberParser */.SS)(exposureSchema);
    #semantics = (0,parse/* memberParser */.SS)(semanticSchema);
    #disabled = (0,parse/* memberParser */.SS)(disabledSchema);
    get wanted() {
        const semantics = (0,pick/* every */.Si)(SEMANTIC, this.#semantics.finish);
        return {
            metadata: pick/* ALL */.y2,
            ...this.#nodes.wanted,
            exposures: (0,pick/* every */.Si)(EXPOSURE, this.#exposures.finish),
            metrics: semantics,
            semantic_models: semantics,
            saved_queries: semantics,
            disabled: (0,pick/* every */.Si)((0,pick/* every */.Si)(DISABLED), this.#disabled.finish),
        };
    }
    /** @throws ConfigurationError when it is not a manifest, or one of dbt before 1.5. */
    manifestOf(picked, path) {
        const { metadata } = (0,parse/* parseArtifact */.GJ)(headSchema, picked, path);
        const semantics = (name) => this.#semantics.from(picked, name, path);
        const sections = {
            metadata,
            ...this.#nodes.sections(picked, path),
            exposures: this.#exposures.from(picked, 'exposures', path),
            metrics: semantics('metrics'),
            semantic_models: semantics('semantic_models'),
            saved_queries: semantics('saved_queries'),
            disabled: this.#disabled.from(picked, 'disabled', path),
        };
        return toManifest(sections, path);
    }
}
function toManifest(manifest, path) {
    checkVersion(manifest.metadata.dbt_schema_version, path);
    const nodes = (0,read_nodes/* joinSections */.lS)(manifest);
    const project = manifest.metadata.project_name ?? projectById(manifest.metadata.project_id, nodes);
    const metrics = metricsByName(manifest);
    const inProject = (name) => project === null || name === project;
    const exposures = [...manifest.exposures].filter(([, { package_name }]) => inProject(package_name));
    const disabled = [...manifest.disabled].filter(([id]) => id.startsWith('exposure.') && inProject(id.split('.')[1] ?? ''));
    return {
        path,
        adapterType: manifest.metadata.adapter_type,
        projectName: project,
        invocationId: manifest.metadata.invocation_id,
        generatedAt: (0,clock/* parseInstant */.nV)(manifest.metadata.generated_at),
        nodes,
        semantics: semanticsOf(manifest),
        exposures: exposures.map(([id, exposure]) => toExposure(id, exposure, metrics)),
        disabledExposures: disabled.map(([id]) => (0,types/* nodeName */.q)(id)),
        pointers: [
            ...exposures.map(([, exposure]) => pointerOf(exposure)),
            ...disabled.flatMap(([id, all]) => all.map((one) => pointerOf({ ...one, name: (0,types/* nodeName */.q)(id) }))),
        ],
    };
}
function pointerOf({ name, url, meta, config: own }) {
    return { name, url, meta: { ...meta, ...own.meta } };
}
function checkVersion(schemaVersion, path) {
    const version = Number(/\/manifest\/v(\d+)(?:\.json|\/)/.exec(schemaVersion)?.[1]);
    if (Number.isNaN(version)) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-NOT-A-MANIFEST', { path, version: schemaVersion }));
    }
    if (version < OLDEST_VERSION) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-DBT-TOO-OLD', { path, version }));
    }
}
/** Manifests before v10 have only the MD5 of the project's name. */
function projectById(id, nodes) {
    const packages = new Set([...nodes.values()].map(({ packageName }) => packageName));
    return [...packages].find((name) => (0,external_node_crypto_.hash)('md5', name) === id) ?? null;
}
function semanticsOf(manifest) {
    const all = [...manifest.metrics, ...manifest.semantic_models, ...manifest.saved_queries];
    return new Map(all.map(([id, semantic]) => [id, semantic.depends_on]));
}
function toExposure(id, raw, metrics) {
    return {
        id,
        name: raw.name,
        label: raw.label,
        url: raw.url,
        maturity: raw.maturity,
        owner: raw.owner[0] ?? null,
        owners: raw.owner,
        tags: [...new Set([...(raw.tags ?? []), ...raw.config.tags])],
        path: raw.original_file_path ?? '',
        dependsOn: [...new Set([...raw.depends_on, ...namedMetrics(raw.metrics ?? [], metrics)])],
        meta: { ...raw.meta, ...raw.config.meta },
    };
}
/** Metrics by the last part of their ids. */
function metricsByName({ metrics }) {
    const byName = new Map();
    for (const id of metrics.keys()) {
        const name = id.split('.').at(-1) ?? '';
        byName.set(name, [...(byName.get(name) ?? []), id]);
    }
    return byName;
}
/** dbt v2 lists an exposure's metrics by name, not in `depends_on` (docs/fixtures.md). */
function namedMetrics(names, metrics) {
    return names.flatMap((parts) => metrics.get(parts.at(-1) ?? '') ?? []);
}

// EXTERNAL MODULE: ./src/dbt/artifacts/run-results.ts + 1 modules
var run_results = __webpack_require__(2043);
;// CONCATENATED MODULE: ./src/dbt/artifacts/sources.ts



const sourcesSchema = schemas/* object */.Ikc({
    metadata: schemas/* object */.Ikc({ generated_at: schemas/* string */.YjP() }),
    results: schemas/* array */.YOg(schemas/* object */.Ikc({
        unique_id: schemas/* string */.YjP(),
        status: schemas/* string */.YjP(),
        max_loaded_at: parse/* optionalText */.mR,
        snapshotted_at: parse/* optionalText */.mR,
    })),
});
/** Sources v3; dbt v2 capitalises the statuses (docs/facts/dbt.md#source-freshness). */
function parseSources(raw, path) {
    const file = (0,parse/* parseArtifact */.GJ)(sourcesSchema, raw, path);
    const generatedAt = (0,clock/* parseInstant */.nV)(file.metadata.generated_at) ?? 0;
    return {
        path,
        generatedAt,
        sources: file.results.map((result) => ({
            id: result.unique_id,
            maxLoadedAt: (0,clock/* parseInstant */.nV)(result.max_loaded_at),
            checkedAt: (0,clock/* parseInstant */.nV)(result.snapshotted_at) ?? generatedAt,
            failed: ['error', 'runtime error'].includes(result.status.toLowerCase()),
        })),
    };
}

;// CONCATENATED MODULE: ./src/dbt/artifacts/artifacts.ts











const ARTIFACT_NAMES = ['manifest.json', 'run_results.json', 'sources.json'];
/**
 * Reads the artifacts at `patterns`: folders (their three artifacts, not deeper), files, or globs.
 * @throws ConfigurationError when there is no manifest, or a file is not what dbt writes.
 */
async function readDbtProject(patterns, root) {
    const files = [];
    for (const path of await findFiles(patterns, root)) {
        const file = artifactIn(path, (0,external_node_path_.relative)(root, path) || path);
        if (file !== null)
            files.push(file);
    }
    const manifests = withNodesOfOwners(files.flatMap((file) => (file.kind === 'manifest' ? [file.manifest] : [])));
    const first = manifests[0];
    if (first === undefined) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-NO-MANIFEST', { paths: patterns.join(', ') }));
    }
    const manifestFor = (file) => manifestOf(file, manifests) ?? first;
    const builds = manifests.map((manifest) => ({
        manifest,
        runResults: files.flatMap((file) => file.kind === 'run-results' && manifestFor(file.results) === manifest ? [file.results] : []),
        sources: files.flatMap((file) => file.kind === 'sources' && manifestFor(file.sources) === manifest ? [file.sources] : []),
    }));
    return { builds, ...joinManifests(manifests) };
}
async function findFiles(patterns, root) {
    const found = new Map();
    for (const pattern of patterns) {
        for (const path of await expand(pattern, root)) {
            for (const file of await artifactsAt(path)) {
                const real = await (0,promises_.realpath)(file);
                if (!found.has(real))
                    found.set(real, file);
            }
        }
    }
    return [...found.values()];
}
/** A path that exists is used as it is, whatever characters it holds; anything else is a glob of folders and JSON files. */
async function expand(pattern, root) {
    const path = (0,external_node_path_.resolve)(root, pattern);
    if ((await kindOf(path)) !== 'nothing')
        return [path];
    const matches = await (0,dist/* glob */.TI)(pattern, {
        cwd: root,
        absolute: true,
        onlyFiles: false,
        expandDirectories: false,
    });
    return matches.filter((match) => /(?:\/|\.json)$/i.test(match)).sort();
}
async function artifactsAt(path) {
    if ((await kindOf(path)) === 'file')
        return [path];
    const files = ARTIFACT_NAMES.map((name) => (0,external_node_path_.join)(path, name));
    const kinds = await Promise.all(files.map(kindOf));
    return files.filter((_, index) => kinds[index] === 'file');
}
async function kindOf(path) {
    try {
        const found = await (0,promises_.stat)(path);
        if (found.isDirectory())
            return 'folder';
        // Reading a pipe or a device may block, or never end.
        return found.isFile() ? 'file' : 'nothing';
    }
    catch {
        return 'nothing';
    }
}
const anyArtifact = schemas/* object */.Ikc({ metadata: schemas/* object */.Ikc({ dbt_schema_version: schemas/* string */.YjP() }) });
/** A renamed copy of an artifact still has the word of its kind in its name. */
const ARTIFACT_WORD = /manifest|run[-_]?results|sources/i;
/** Null for a file that is not JSON, unless its name says that it should be an artifact. */
function artifactIn(path, displayPath) {
    try {
        return readArtifact(path, displayPath);
    }
    catch (error) {
        if (error instanceof json_file/* NotJsonError */.w && !ARTIFACT_WORD.test((0,external_node_path_.basename)(path)))
            return null;
        throw error;
    }
}
/** Null for another JSON file, such as a catalog.json or tsconfig.json that a glob matches too. */
function readArtifact(path, displayPath) {
    const manifest = new ManifestReader();
    const picked = (0,json_file/* readJsonFile */.J)(path, displayPath, { ...run_results/* WANTED_OF_RESULTS */.Zj, ...manifest.wanted });
    const parsed = anyArtifact.safeParse(picked);
    const schema = parsed.success ? parsed.data.metadata.dbt_schema_version : '';
    if (schema.includes('/manifest/'))
        return { kind: 'manifest', manifest: manifest.manifestOf(picked, displayPath) };
    if (schema.includes('/run-results/'))
        return { kind: 'run-results', results: (0,run_results/* parseRunResults */.Hd)(picked, displayPath) };
    if (schema.includes('/sources/'))
        return { kind: 'sources', sources: parseSources(picked, displayPath) };
    if (!ARTIFACT_NAMES.includes((0,external_node_path_.basename)(path)))
        return null;
    throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-FILE-NOT-DBT', { path: displayPath }));
}
/** The manifest of the same dbt command, else the one in the same folder, else the newest. */
function manifestOf(file, manifests) {
    const isSame = ({ invocationId }) => invocationId !== null && invocationId === file.invocationId;
    const isBeside = ({ path }) => (0,external_node_path_.dirname)(path) === (0,external_node_path_.dirname)(file.path);
    const copies = manifests.filter(isSame);
    return copies.find(isBeside) ?? copies[0] ?? manifests.find(isBeside) ?? oldestFirst(manifests).at(-1);
}

// EXTERNAL MODULE: ./src/exposures/discovery/types.ts
var discovery_types = __webpack_require__(1310);
;// CONCATENATED MODULE: ./src/run/project.ts


/** True if there is nothing to refresh: no exposure of this site, none discovered before, and discovery is off. */
function isWithoutExposures({ ours }, { discover }, { discovery: { dashboards, datasources } }) {
    return ours.length + dashboards.length + datasources.length === 0 && discover === null;
}
/** @throws ConfigurationError when there is no manifest, or one of dbt's files cannot be read. */
async function readProject(paths, workspace) {
    return { ...(await readDbtProject(paths, workspace)), answers: null, discovery: discovery_types/* NOTHING_DISCOVERED */.Z };
}


/***/ }),

/***/ 7393:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AW: () => (/* binding */ NotTableauError),
/* harmony export */   Pc: () => (/* binding */ SessionError),
/* harmony export */   jn: () => (/* binding */ QueryRefusedError),
/* harmony export */   pI: () => (/* binding */ TableauError),
/* harmony export */   tr: () => (/* binding */ LineageOffError)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4758);

/** Tableau refused a call in its own format (docs/facts/tableau.md#error-codes). */
class TableauError extends Error {
    name = 'TableauError';
    status;
    /** Six digits; the only part that Tableau does not translate. */
    code;
    summary;
    detail;
    /** The `Retry-After` header. */
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
/** The response is not Tableau's JSON: it comes from a proxy, a maintenance page or the wrong host. */
class NotTableauError extends Error {
    url;
    status;
    came;
    retryAfter;
    name = 'NotTableauError';
    constructor(url, status, 
    /** What the response was instead: `an HTML page`, `nothing`. */
    came, retryAfter = null) {
        super(`${url} answered with status ${status} and ${came} instead of Tableau's JSON.`);
        this.url = url;
        this.status = status;
        this.came = came;
        this.retryAfter = retryAfter;
    }
}
/** There is no session with Tableau, or it was lost; not caused by a wrong input. */
class SessionError extends _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ExplainedError */ .hM {
    problem;
    name = 'SessionError';
    constructor(problem, explanation) {
        super(explanation);
        this.problem = problem;
    }
}
/** The Metadata API is switched off, or refuses this user. */
class LineageOffError extends Error {
    name = 'LineageOffError';
}
/** The Metadata API refuses this query, for example in a release without the filter. Another query, or REST, may work. */
class QueryRefusedError extends LineageOffError {
    name = 'QueryRefusedError';
}


/***/ }),

/***/ 8870:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nX: () => (/* binding */ contentPath),
/* harmony export */   on: () => (/* binding */ CONTENT_NOUNS),
/* harmony export */   vP: () => (/* binding */ contentCount)
/* harmony export */ });
const CONTENT_NOUNS = {
    datasource: 'data source',
    workbook: 'workbook',
};
/** `Finance/Weekly KPIs`: the project path, if it is known, and the name. */
function contentPath({ project, name }) {
    return project === null ? name : `${project}/${name}`;
}
/** `1 workbook or data source`, `2 workbooks and data sources`. */
function contentCount(count) {
    return count === 1 ? '1 workbook or data source' : `${count} workbooks and data sources`;
}


/***/ }),

/***/ 9925:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ unwrapped)
/* harmony export */ });
/** Invisible characters in copied text: zero-width spaces, byte order marks, direction marks. */
const INVISIBLE = /\p{Cf}/gu;
/** The address inside `[text](…)`, `<…>`, `<…|text>` (Slack) or quotes. */
function unwrapped(text) {
    const trimmed = text.replace(INVISIBLE, '').trim();
    const link = trimmed.startsWith('[') && trimmed.endsWith(')') ? trimmed.indexOf('](') : -1;
    const [inner = ''] = link < 0
        ? [trimmed]
        : trimmed
            .slice(link + 2, -1)
            .trim()
            .split(/\s/, 1);
    const [bare = ''] = inner.startsWith('<') ? inner.slice(1).split(/[>|]/, 1) : [inner];
    return bare
        .replace(/^["'`]/, '')
        .replace(/["'`]$/, '')
        .trim();
}


/***/ }),

/***/ 8026:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ sameServer),
/* harmony export */   Dy: () => (/* binding */ webAddress),
/* harmony export */   aD: () => (/* binding */ serverAddress),
/* harmony export */   aR: () => (/* binding */ isTableauCloud),
/* harmony export */   x$: () => (/* binding */ siteNamed),
/* harmony export */   yO: () => (/* binding */ siteContentUrl)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4758);
/* harmony import */ var _messages_message_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5283);
/* harmony import */ var _pasted_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9925);
/* harmony import */ var _url_parts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4184);




/** A text with any other character is not a content URL (REST API, *Create Site*). */
const CONTENT_URL = /^[\w-]+$/;
/**
 * Normalises the server input: `https://` and whatever a browser's address bar shows after the server are optional. A path
 * prefix is kept, as Tableau's clients do: a reverse proxy may serve the REST API there.
 * Throws a ConfigurationError for anything else.
 */
function serverAddress(input) {
    const url = parsedServer(input);
    return isTableauCloud(url) ? url.origin : `${url.origin}${encodedPath((0,_url_parts_js__WEBPACK_IMPORTED_MODULE_2__/* .parseTableauPath */ .J)(url).prefix)}`;
}
function encodedPath(path) {
    return new URL(`https://localhost${encodeURI(path).replaceAll('#', '%23')}`).pathname.replace(/\/+$/, '');
}
function parsedServer(input) {
    const url = webAddress((0,_pasted_text_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapped */ .D)(input));
    if (url === null) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)('AE-SERVER-INVALID'));
    }
    if (url.username !== '' || url.password !== '') {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)('AE-SERVER-CREDENTIALS'));
    }
    return url;
}
/** A name, an IPv4 or an IPv6 address; not the `http` of a mistyped `http:/host`. */
const HOST = /^(?!https?$)[\w.-]+$|^\[[\da-f:.]+\]$/i;
/** The address of a web page, with or without its scheme; null for anything else. */
function webAddress(text) {
    const trimmed = text.trim();
    const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
        ? trimmed
        : `https://${trimmed.replace(/^(?:https?:)?[/\\]*/i, '')}`;
    const url = URL.canParse(absolute) ? new URL(absolute) : null;
    return url !== null && /^https?:$/.test(url.protocol) && HOST.test(url.hostname) ? url : null;
}
/**
 * The content URL of the site: from `tableau-site`, which may be a whole address, else from `tableau-server-url`, else the
 * default site. Throws a ConfigurationError if it cannot be a content URL.
 */
function siteContentUrl(tableauSite, tableauServerUrl) {
    const server = tableauServerUrl === null ? null : parsedServer(tableauServerUrl);
    const text = (0,_pasted_text_js__WEBPACK_IMPORTED_MODULE_3__/* .unwrapped */ .D)(tableauSite);
    if (text === '')
        return siteNamed((server === null ? null : (0,_url_parts_js__WEBPACK_IMPORTED_MODULE_2__/* .parseTableauPath */ .J)(server).site) ?? '', server);
    const site = /[/#]/.test(text) ? siteInAddress(text, server) : text;
    if (site !== '' && !CONTENT_URL.test(site))
        throw invalidSiteError(text);
    return siteNamed(site, server);
}
/** Reads a whole address, or the part after the host. */
function siteInAddress(text, server) {
    const bare = /^\/*([^/#]*)\/*$/.exec(text)?.[1];
    if (bare !== undefined)
        return bare;
    const isPath = /^[/#!]*(?:t|site)\//i.test(text);
    const url = isPath ? new URL(`https://localhost/${text.replace(/^\/+/, '')}`) : webAddress(text);
    if (url === null)
        throw invalidSiteError(text);
    const { site } = (0,_url_parts_js__WEBPACK_IMPORTED_MODULE_2__/* .parseTableauPath */ .J)(url);
    const isElsewhere = !isPath && server !== null && !sameServer(url, server);
    if (site === null && (isElsewhere || isTableauCloud(url)))
        throw invalidSiteError(text);
    if (isElsewhere) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)('AE-SITE-ON-OTHER-SERVER', { host: url.host, server: server.host }));
    }
    return site ?? '';
}
/**
 * `Default` is the name of a Tableau Server's default site, whose content URL is empty; tabcmd reads it this way too
 * (tableau/tabcmd, session.py). Tableau Cloud has no default site.
 */
function siteNamed(site, server) {
    const isCloud = server !== null && isTableauCloud(server);
    return site.toLowerCase() === 'default' && !isCloud ? '' : site;
}
function invalidSiteError(given) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)('AE-SITE-INVALID', { given }));
}
/**
 * True if both hosts are the same server. All pods of Tableau Cloud are one server: a site's contentUrl is unique across
 * them, sites move between pods, and `online.tableau.com` redirects to the right pod.
 */
function sameServer(a, b) {
    return a.host === b.host || (isTableauCloud(a) && isTableauCloud(b));
}
function isTableauCloud({ hostname }) {
    return hostname === 'online.tableau.com' || hostname.endsWith('.online.tableau.com');
}


/***/ }),

/***/ 4184:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ parseTableauPath)
/* harmony export */ });
/** The first steps of Tableau's own paths. `#` begins a page of its web application. */
const FIRST_WORDS = '#|t|site|views|authoring|workbooks|datasources|redirect_to_view|trusted|vizql|vizportal|api|auth|signin|wg';
const PREFIX = new RegExp(`^((?:/[^/]+)*?)(?=/(?:${FIRST_WORDS})(?:/|$)|/?$)`, 'i');
const ADDRESS = /^(?<hash>\/#)?(?:\/trusted\/[^/]*)?(?:\/vizql)?(?:\/(?:t|site)\/(?<site>[^/]*))?(?:\/(?<page>views|authoring|w|workbooks|datasources|redirect_to_view)(?:\/(?<first>[^/]+))?(?:\/|$))?/i;
function parseTableauPath(url) {
    const path = pathOf(url);
    const prefix = PREFIX.exec(path)?.[1] ?? '';
    const { hash, site, page, first } = ADDRESS.exec(path.slice(prefix.length))?.groups ?? {};
    const reference = referenceOn(page, first);
    const isRedirect = page?.toLowerCase() === 'redirect_to_view';
    const namesPage = isRedirect || reference !== null;
    const namesSite = site !== undefined;
    const isTableaus = hash === undefined ? namesPage && (namesSite || prefix === '') : namesPage || namesSite;
    return { prefix, site: site ?? null, reference, isRedirect, isTableaus };
}
/** Path and hash together, decoded, without queries. Double slashes are kept only after /t and /site, where the default site's name is empty. */
function pathOf({ pathname, hash }) {
    const behind = hash === '' ? '' : `/#/${hash.replace(/^#!?\/*/, '')}`;
    const [path = ''] = decode(`${pathname}${behind}`).split('?', 1);
    return path.replace(/(?<!\/(?:t|site))\/{2,}/gi, '/');
}
function referenceOn(page, first) {
    if (first === undefined)
        return null;
    switch (page?.toLowerCase()) {
        case 'workbooks':
            return numberOrUrl('workbook', first);
        case 'datasources':
            return numberOrUrl('datasource', first);
        case 'redirect_to_view':
        case undefined:
            return null;
        default:
            return { by: 'content-url', of: 'workbook', contentUrl: first };
    }
}
/** A browser shows the `vizportalUrlId`, a number; tabcmd uses the content URL, or a file name made from it. */
function numberOrUrl(of, step) {
    return /^\d+$/.test(step)
        ? { by: 'number', of, number: step }
        : { by: 'content-url', of, contentUrl: step.replace(/\.[a-z]+$/i, '') };
}
/** Returns text that is not valid percent-encoded UTF-8 unchanged. */
function decode(text) {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
        try {
            return decodeURIComponent(encoded);
        }
        catch {
            return encoded;
        }
    });
}


/***/ }),

/***/ 3366:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ targetOf)
/* harmony export */ });
/* harmony import */ var _pasted_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9925);
/* harmony import */ var _url_parts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4184);
/* harmony import */ var _server_address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8026);



/**
 * Reads every form of a pasted Tableau URL (docs/facts/tableau.md#pasted-addresses); never throws. Without a configured
 * server, only a URL that is certainly Tableau's counts.
 */
function targetOf(text, address) {
    const url = pastedUrl(text, address);
    if (url === null)
        return { kind: 'other', reason: 'tool', why: 'the URL is not a web address' };
    const place = (0,_url_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .parseTableauPath */ .J)(url);
    const isTableaus = place.isTableaus || (0,_server_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isTableauCloud */ .aR)(url);
    if (address === null)
        return isTableaus ? targetOn(place) : tool(url);
    const server = new URL(address.server);
    const isHere = sameHost(url, server) && samePrefix(place, (0,_url_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .parseTableauPath */ .J)(server));
    if (!isHere)
        return isTableaus ? elsewhere('server', url, place) : tool(url);
    if (!isTableaus && place.prefix !== '' && place.reference === null)
        return tool(url);
    return isOnSite(place, url, address) ? targetOn(place) : elsewhere('site', url, place);
}
function tool({ host }) {
    return { kind: 'other', reason: 'tool', why: `the URL is on ${host}` };
}
function elsewhere(reason, url, { site }) {
    const { host } = url;
    const named = (0,_server_address_js__WEBPACK_IMPORTED_MODULE_1__/* .siteNamed */ .x$)(site ?? '', url);
    if (reason === 'server')
        return { kind: 'other', reason, why: `the URL is on another server, ${host}`, host, site: named };
    return { kind: 'other', reason, why: whyOtherSite(named, url), host, site: named };
}
function whyOtherSite(site, url) {
    if (site !== '')
        return `the URL is on another site, ${site}`;
    return (0,_server_address_js__WEBPACK_IMPORTED_MODULE_1__/* .isTableauCloud */ .aR)(url) ? 'the URL names no site' : 'the URL is on the default site';
}
function targetOn({ reference, isRedirect }) {
    if (reference !== null)
        return { kind: 'content', reference };
    const why = isRedirect
        ? 'the URL is a redirect (redirect_to_view), whose target Tableau shows only to a browser: open it and use the address it leads to'
        : 'the URL names neither a view nor a workbook nor a data source: use the address that a browser shows for the dashboard';
    return { kind: 'other', reason: 'page', why };
}
/** A page without site and content may belong to any site. */
function isOnSite({ site, reference }, url, address) {
    if (site === null && reference === null)
        return true;
    return (0,_server_address_js__WEBPACK_IMPORTED_MODULE_1__/* .siteNamed */ .x$)(site ?? '', url).toLowerCase() === address.site.toLowerCase();
}
/** Ignores the scheme: people mix up http and https. */
function sameHost(a, b) {
    return (0,_server_address_js__WEBPACK_IMPORTED_MODULE_1__/* .sameServer */ .AD)(a, b) || (a.hostname === b.hostname && a.port === '' && b.port === '');
}
/** Inside a network the prefix of a reverse proxy may be missing; different prefixes are different servers. */
function samePrefix({ prefix: a }, { prefix: b }) {
    return a === '' || b === '' || a.toLowerCase() === b.toLowerCase();
}
/** The rest of a longer URL is a query, which is not needed. */
const LONGEST = 8192;
/** A Tableau path without a host, as tabcmd accepts it. */
const PATH_ALONE = /^[/#!]*(?:t|site|views|authoring|workbooks|datasources|redirect_to_view)\//i;
function pastedUrl(text, address) {
    const pasted = (0,_pasted_text_js__WEBPACK_IMPORTED_MODULE_2__/* .unwrapped */ .D)(text.slice(0, LONGEST));
    if (!PATH_ALONE.test(pasted))
        return (0,_server_address_js__WEBPACK_IMPORTED_MODULE_1__/* .webAddress */ .Dy)(pasted);
    return address === null ? null : new URL(`${new URL(address.server).origin}/${pasted.replace(/^\/+/, '')}`);
}


/***/ })

};
