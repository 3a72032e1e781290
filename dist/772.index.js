export const id = 772;
export const ids = [772];
export const modules = {

/***/ 5237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ Evidence)
/* harmony export */ });
/* harmony import */ var _dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7195);
/* harmony import */ var _dbt_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6497);
/* harmony import */ var _behind_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1136);



/** Of a data source that nobody may see. */
const NOTHING_SHOWN = { here: new Map(), groups: [], ambiguous: [], strangers: [], whole: false };
/** What Tableau's lineage shows, in nodes of the project. */
class Evidence {
    nodes;
    byLuid;
    #relations;
    #lineage;
    #shown = new Map();
    #behindViews = new Map();
    constructor({ nodes, relations, byLuid }) {
        this.nodes = nodes;
        this.byLuid = byLuid;
        this.#relations = relations;
        this.#lineage = (0,_dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__/* .lineageOf */ .bQ)({ nodes });
    }
    shown(reading) {
        const known = this.#shown.get(reading) ?? this.#look(reading);
        this.#shown.set(reading, known);
        return known;
    }
    #look({ tables, reads, gaps }) {
        const here = new Map();
        const groups = [];
        const ambiguous = [];
        const strangers = [];
        for (const table of tables) {
            const match = this.#relations.match(table);
            if (match.kind === 'ambiguous')
                ambiguous.push(match.nodes);
            if (match.kind === 'none')
                strangers.push(this.#stranger(table));
            if (match.kind !== 'match')
                continue;
            groups.push(match.nodes);
            for (const id of match.nodes)
                here.set(id, match.placed || here.get(id) === true);
        }
        const isBlank = tables.length === 0 && reads.length === 0;
        const isCut = tables.some((table) => this.#relations.isBoundary(table));
        return { here, groups, ambiguous, strangers, whole: gaps.length === 0 && !isBlank && !isCut };
    }
    #stranger(table) {
        return {
            table: table.fullName ?? table.name ?? '',
            namesakes: this.#relations.namesakes(table),
        };
    }
    chainOf(lineage) {
        const chain = {
            here: new Map(),
            ambiguous: [],
            strangers: [],
            unseen: new Set(),
        };
        for (const { reading, via } of this.#readingsOf(lineage)) {
            const { here, ambiguous, strangers, whole } = reading === null ? NOTHING_SHOWN : this.shown(reading);
            for (const [id, placed] of here) {
                const known = chain.here.get(id);
                chain.here.set(id, {
                    via: known === undefined ? via : known.via,
                    placed: known?.placed === true || placed,
                });
            }
            for (const nodes of ambiguous)
                chain.ambiguous.push({ nodes, via });
            for (const stranger of strangers)
                chain.strangers.push({ ...stranger, via });
            if (!whole)
                chain.unseen.add(via);
        }
        return chain;
    }
    /** Its own reading first, then those of the published data sources behind it, nearest first; null for a hidden one. */
    #readingsOf(lineage) {
        const all = [{ reading: lineage, via: null }];
        const open = new Map(lineage.reads.map((luid) => [luid, null]));
        for (const [luid, before] of open) {
            const read = this.byLuid.get(luid);
            if (read === lineage)
                continue;
            const via = before ?? (read === undefined || read.hasExtract === false ? null : (0,_behind_js__WEBPACK_IMPORTED_MODULE_2__/* .extractKey */ .JY)(read));
            all.push({ reading: read ?? null, via });
            for (const behind of read?.reads ?? [])
                if (!open.has(behind))
                    open.set(behind, via);
        }
        return all;
    }
    /** The nodes that are seen through a view, down to those that hold data; none for a table. */
    behindView(id) {
        const known = this.#behindViews.get(id);
        if (known !== undefined)
            return known;
        const reached = (0,_dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__/* .reach */ .gl)([id], (each) => (this.isView(each) ? this.#lineage.parents(each) : []));
        reached.delete(id);
        this.#behindViews.set(id, reached);
        return reached;
    }
    /** These, and all that is seen through them where they are views. */
    withBehind(ids) {
        return new Set([...ids].flatMap((id) => [id, ...this.behindView(id)]));
    }
    /** Also one that the warehouse keeps as a table and refreshes by itself. */
    isView(id) {
        const node = this.nodes.get(id);
        return node !== undefined && (0,_dbt_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .showsLandingsBehind */ .$H)(node);
    }
    /** These, and all that is built from them. */
    withDescendants(ids) {
        return (0,_dbt_lineage_js__WEBPACK_IMPORTED_MODULE_0__/* .reach */ .gl)(ids, this.#lineage.children);
    }
    /** What these readings show to be read, directly or through views. */
    nodesIn(readings) {
        return this.withBehind(readings.flatMap((reading) => [...this.shown(reading).here.keys()]));
    }
}


/***/ }),

/***/ 9002:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kW: () => (/* binding */ candidatesOf),
  Ms: () => (/* binding */ entryOf),
  tJ: () => (/* binding */ inert)
});

// EXTERNAL MODULE: ./src/base/untrusted-text.ts
var untrusted_text = __webpack_require__(5563);
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
    return (0,untrusted_text/* cut */.Jj)(plain, max).replace(/\{(?=[{%#])/g, '{ ');
}


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
/* harmony import */ var _behind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1136);
/* harmony import */ var _discovery_project_relations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4206);


/** What Tableau confirms of the nodes that these exposures name, and of all others. */
function confirm(lineage, claims, evidence) {
    const declared = declaredBy(claims);
    const chain = evidence.chainOf(lineage);
    const nodes = confirmedNodes(chain, declared, evidence);
    const unclear = chain.ambiguous.filter(({ nodes: some }) => !some.some((id) => declared.has(id)));
    const sorted = chain.strangers.map((stranger) => ({
        ...stranger,
        namesakes: namesakesOf(stranger, evidence.withBehind([...declared, ...nodes.keys()]), evidence),
    }));
    const foreign = sorted.filter(({ namesakes }) => namesakes.length === 0);
    const unseen = new Set([...chain.unseen, ...[...foreign, ...unclear].map(({ via }) => via)]);
    const [unseenVia = null, ...others] = unseen;
    return {
        nodes,
        elsewhere: sorted.flatMap(({ namesakes }) => namesakes).filter(({ node }) => !nodes.has(node)),
        knows: chain.unseen.size > 0 ? 'part' : unseen.size > 0 ? 'tables' : 'all',
        unseenVia: others.length === 0 ? unseenVia : null,
        foreign: [...new Set(foreign.map(({ table }) => table))],
    };
}
/** Of a name that fits several nodes, those that the exposures name; behind a view too, only those. */
function confirmedNodes({ here, ambiguous }, declared, evidence) {
    const nodes = new Map(here);
    const add = (ids, via) => {
        for (const id of ids)
            if (declared.has(id) && !nodes.has(id))
                nodes.set(id, { via, placed: false });
    };
    for (const { nodes: some, via } of ambiguous)
        add(some, via);
    for (const [id, { via }] of nodes)
        add(evidence.behindView(id), via);
    return nodes;
}
/** Those that are among these nodes, or views on any of them: who names a view may mean the table that it shows, or the other way round. */
function namesakesOf({ namesakes }, wanted, evidence) {
    return namesakes.filter(({ node }) => [node, ...evidence.behindView(node)].some((id) => wanted.has(id)));
}
function declaredBy(claims) {
    return new Set(claims.flatMap(({ exposure }) => exposure.upstream));
}
/**
 * The confirmed nodes; where the extract reads anything unknown, also the nodes that its exposures name and that nothing else
 * of an exposure's content is shown to read. If that leaves none: all that is declared, unless every table is known by name.
 */
function upstreamOf(question, evidence) {
    const { claims, confirmed } = question;
    const declared = declaredBy(claims);
    const known = [...confirmed.nodes].map(([node, { via }]) => ({ node, via, declared: declared.has(node) }));
    if (confirmed.knows === 'all')
        return known;
    const more = [...unexplained(question, evidence)].filter((node) => !confirmed.nodes.has(node));
    const upstream = [...known, ...throughUnseen(more, confirmed)];
    if (upstream.length > 0 || confirmed.knows !== 'part')
        return upstream;
    return allDeclared({ confirmed, claims: claims.filter(({ exposure }) => exposure.origin === 'declared') });
}
/** All that its exposures name, whatever is confirmed. */
function allDeclared({ claims, confirmed }) {
    return throughUnseen(declaredBy(claims), confirmed);
}
function throughUnseen(ids, { unseenVia }) {
    return [...ids].map((node) => ({ node, via: unseenVia, declared: true }));
}
/** What the exposures name and nothing else is shown to read. */
function unexplained({ lineage, claims, confirmed }, evidence) {
    const elsewhere = confirmed.knows === 'part' ? new Set() : elsewhereIn(confirmed, evidence);
    return new Set(claims.flatMap(({ exposure, contents }) => {
        const others = (0,_behind_js__WEBPACK_IMPORTED_MODULE_1__/* .withAllItReads */ .k2)(contents, evidence.byLuid).filter((one) => one !== lineage);
        const read = evidence.nodesIn([...others.flatMap(_behind_js__WEBPACK_IMPORTED_MODULE_1__/* .readingsIn */ .Nn), lineage.live]);
        return exposure.upstream.filter((id) => !read.has(id) && !elsewhere.has(id));
    }));
}
/** The nodes that are read elsewhere, directly or through views. */
function elsewhereIn({ elsewhere }, evidence) {
    return evidence.withBehind(elsewhere.map(({ node }) => node));
}
/** What an exposure names although no content of it reads it; empty where not all that its content reads is known. */
function notRead({ exposure, contents }, evidence) {
    const { byLuid } = evidence;
    const all = (0,_behind_js__WEBPACK_IMPORTED_MODULE_1__/* .withAllItReads */ .k2)(contents, byLuid);
    const isHiding = (0,_behind_js__WEBPACK_IMPORTED_MODULE_1__/* .readThrough */ .ir)(contents, (luid) => byLuid.get(luid)).length > all.length;
    const readings = all.flatMap(_behind_js__WEBPACK_IMPORTED_MODULE_1__/* .readingsIn */ .Nn);
    const read = evidence.nodesIn(readings);
    const wanted = evidence.withBehind([...exposure.upstream, ...read]);
    const shown = readings.map((reading) => evidence.shown(reading));
    const elsewhere = shown
        .flatMap(({ strangers }) => strangers)
        .map((stranger) => namesakesOf(stranger, wanted, evidence));
    const isKnown = shown.every(({ whole, ambiguous }) => whole && ambiguous.length === 0) &&
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
 * The instant a run stands for: the newest instant of its cron at or before its start, so that GitHub's late starts
 * move nothing (docs/facts/field-data.md#late-schedules). Without a cron, the start itself.
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
    // The library also reads fewer and more fields, where it would guess; GitHub knows five only.
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

/***/ 9772:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planAndRefresh: () => (/* binding */ planAndRefresh)
});

// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/base/notice.ts
var notice = __webpack_require__(4445);
// EXTERNAL MODULE: ./src/exposures/tableau-answers.ts
var tableau_answers = __webpack_require__(3394);
// EXTERNAL MODULE: ./src/exposures/discovery/types.ts
var types = __webpack_require__(1310);
// EXTERNAL MODULE: ./src/exposures/behind.ts
var exposures_behind = __webpack_require__(1136);
// EXTERNAL MODULE: ./src/exposures/evidence.ts
var exposures_evidence = __webpack_require__(5237);
// EXTERNAL MODULE: ./src/exposures/discovery/project-relations.ts
var project_relations = __webpack_require__(4206);
// EXTERNAL MODULE: ./src/exposures/upstream.ts
var exposures_upstream = __webpack_require__(5873);
;// CONCATENATED MODULE: ./src/exposures/other-environment.ts

/**
 * What all extracts of a run tell of the environment that dbt built. A table in a schema of its own, such as a calendar, may
 * be the same in all environments, so that reading it proves nothing. A node vouches for this environment where it, or
 * something it is built from, stands in a schema whose nodes are read elsewhere by others.
 */
class RunEnvironment {
    evidence;
    /** By node that is read only elsewhere: where. */
    #elsewhere;
    /** Schemas with a node that vouches. */
    #vouched;
    constructor(all, evidence) {
        this.evidence = evidence;
        const placed = new Set(all.flatMap(placedNodes));
        const pairs = all.flatMap(({ elsewhere }) => elsewhere);
        const nodes = pairs.flatMap((pair) => [...(0,exposures_upstream/* elsewhereIn */._g)({ elsewhere: [pair] }, evidence)].map((id) => [id, pair]));
        this.#elsewhere = new Map(nodes.filter(([id]) => !isSource(id) && !placed.has(id)));
        const vouches = this.#elsewhere.size === 0 ? () => false : this.#vouching();
        this.#vouched = new Set([...placed].filter(vouches).flatMap((id) => this.#schemaOf(id)));
    }
    #vouching() {
        const { evidence } = this;
        const schemas = new Set([...this.#elsewhere.keys()].flatMap((id) => this.#schemaOf(id)));
        const isDoubtful = (id) => this.#schemaOf(id).some((schema) => schemas.has(schema));
        const doubtful = [...evidence.nodes.keys()].filter(isDoubtful);
        const below = evidence.withDescendants(doubtful);
        // Of a view that only shows what is read elsewhere nothing is known.
        const belowOthers = evidence.withDescendants(doubtful.filter((id) => !this.#elsewhere.has(id)));
        return (id) => isDoubtful(id) || (evidence.isView(id) ? belowOthers : below).has(id);
    }
    /** Nothing is read where dbt built it, and something elsewhere. */
    get isOther() {
        return this.#elsewhere.size > 0 && this.#vouched.size === 0;
    }
    get pairs() {
        return distinct([...this.#elsewhere.values()]);
    }
    vouches(id) {
        return this.#schemaOf(id).some((schema) => this.#vouched.has(schema));
    }
    /** A view is judged by the tables behind it: where all of these are read only elsewhere, so is the view. */
    judged(confirmed) {
        const away = [...confirmed.nodes.keys()].filter((id) => this.#isViewOnElsewhere(id));
        if (away.length === 0)
            return confirmed;
        const gone = new Set(away.flatMap((id) => [id, ...this.evidence.behindView(id)]));
        const pairs = [...gone].flatMap((id) => this.#elsewhere.get(id) ?? []);
        return {
            ...confirmed,
            nodes: new Map([...confirmed.nodes].filter(([id, { placed }]) => !gone.has(id) || (placed && !away.includes(id)))),
            elsewhere: [...confirmed.elsewhere, ...pairs],
        };
    }
    #isViewOnElsewhere(id) {
        const tables = [...this.evidence.behindView(id)].filter((each) => !isSource(each) && !this.evidence.isView(each));
        return tables.length > 0 && !this.vouches(id) && tables.every((each) => this.#elsewhere.has(each));
    }
    /** None for a source: all environments share those. */
    #schemaOf(id) {
        const node = this.evidence.nodes.get(id);
        return node === undefined || isSource(id)
            ? []
            : [`${node.database ?? ''}.${node.schema ?? ''}`.toLowerCase()];
    }
}
/**
 * The pairs of names that show that this extract reads another environment than dbt built; none where it may be the same.
 * Where all is known, its own reading decides: nothing is left of its upstream that only this environment has. Else all
 * extracts together decide, since a development build must not refresh what production shows only because Tableau cannot
 * read custom SQL.
 */
function otherEnvironment(own, upstream, run) {
    const placed = placedNodes(own);
    if (placed.some((id) => run.vouches(id)))
        return [];
    const isShared = ({ node }) => isSource(node) || placed.includes(node);
    const pairs = distinct(own.elsewhere);
    if (own.knows !== 'part' && pairs.length > 0 && upstream.every(isShared))
        return pairs;
    if (own.knows === 'all' && pairs.length === 0 && placed.length > 0)
        return [];
    if (!run.isOther)
        return [];
    return pairs.length > 0 ? pairs : run.pairs;
}
/** What it reads for sure where this build wrote it. */
function placedNodes({ nodes }) {
    return [...nodes].flatMap(([id, { placed }]) => (placed && !isSource(id) ? [id] : []));
}
function isSource(id) {
    return id.startsWith('source.');
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
function lookBehind(found, { manifest, lineages, relationMap }) {
    const relations = new project_relations/* ProjectRelations */.Vf(manifest, relationMap);
    const evidence = new exposures_evidence/* Evidence */.o({ nodes: manifest.nodes, relations, byLuid: (0,exposures_behind/* byLuidOf */.HO)(lineages) });
    const served = servedBy(found, evidence).map(([lineage, claims]) => ({
        lineage,
        claims,
        confirmed: (0,exposures_upstream/* confirm */.lJ)(lineage, claims, evidence),
    }));
    const run = new RunEnvironment(served.map(({ confirmed }) => confirmed), evidence);
    return {
        extracts: served.map((one) => extractToPlan({ ...one, confirmed: run.judged(one.confirmed) }, run, evidence)),
        notRead: found
            .filter(({ exposure, showsMore = false }) => exposure.origin === 'declared' && !showsMore)
            .map((claim) => ({ exposure: claim.exposure, nodes: (0,exposures_upstream/* notRead */.Qk)(claim, evidence) }))
            .filter(({ nodes }) => nodes.length > 0),
    };
}
function servedBy(found, { byLuid }) {
    const served = new Map();
    for (const claim of found) {
        const behind = (0,exposures_behind/* refreshable */.g1)(claim.contents, byLuid);
        for (const lineage of behind.filter((one) => claim.extracts?.includes((0,exposures_behind/* extractKey */.JY)(one)) !== false)) {
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
    const { elsewhere, foreign, knows } = confirmed;
    const isUnrelated = upstream.length === 0 && elsewhere.length === 0 && foreign.length > 0 && knows !== 'part';
    return {
        key: (0,exposures_behind/* extractKey */.JY)(lineage),
        lineage,
        exposures: claims.map(({ exposure }) => exposure).sort((a, b) => a.name.localeCompare(b.name)),
        // Of another environment they are only shown.
        upstream: pairs.length > 0 ? (0,exposures_upstream/* allDeclared */.E)(served) : upstream,
        reads: (0,exposures_behind/* extractsRead */.DU)(lineage, evidence.byLuid),
        elsewhere: distinct(elsewhere),
        otherEnvironment: pairs,
        unrelated: isUnrelated ? foreign : null,
        mayHideSources: (0,exposures_behind/* mayHideSources */.y4)(lineage, evidence.byLuid),
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
/** By the same methods nodes are found, for what hangs on them. */
const OF_NODE = {
    name: (node) => node.resourceType === 'source' ? [] : namesInPackage(node.id, [(0,dbt_types/* nodeName */.q)(node.id), node.name]),
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
    const matches = (0,matcher/* matcher */.j)(term.value, { ignoreCase: term.method === 'owner' });
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
    const matches = (0,matcher/* matcher */.j)(value);
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
        return `matches nothing: no exposure hangs on ${(0,dbt_types/* nodeName */.q)(node.id)}.`;
    const below = term.below === null ? [] : dataNodes(graph.nodes);
    if (!isByName(term)) {
        const names = [
            ...graph.exposures.flatMap(OF_EXPOSURE[term.method]),
            ...below.flatMap(OF_NODE[term.method]),
        ];
        return nothingLike(term.value, names);
    }
    const nodeNames = term.method === 'name' ? below.map(({ id }) => (0,dbt_types/* nodeName */.q)(id)) : [];
    return nothingLike(term.value, [
        ...graph.exposures.map(({ name }) => name),
        ...graph.disabledExposures,
        ...nodeNames,
    ]);
}
/** The end of a sentence about a name that nothing has. */
function nothingLike(value, names) {
    const near = (0,nearest/* nearest */.p)(value, names);
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

;// CONCATENATED MODULE: ./src/exposures/select/select.ts


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
    throw new errors/* ConfigurationError */.j1(select.flatMap((part) => unmatched.get(part) ?? []).join(' '));
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
    // Without a selector that dbt's project answers to, content alone decides: also that of exposures that are discovered.
    const isNone = exposures.size === 0 && part.dbt.length > 0;
    const problem = isNone ? 'matches nothing: no exposure answers to all of its selectors.' : null;
    return { part, exposures, problem };
}
function problemsOf(input, answers) {
    return answers.flatMap(({ part, problem }) => problem === null ? [] : [[part, `${input}: ${part.text} ${problem}`]]);
}
function partsOf(answers, id) {
    return answers.filter(({ exposures }) => exposures.has(id)).map(({ part }) => part);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/tableau/client/errors.ts
var client_errors = __webpack_require__(7393);
// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
;// CONCATENATED MODULE: ./src/tableau/client/shapes.ts


// Tableau derives its JSON from XML, so types and shapes vary (docs/facts/tableau.md#json-quirks).
/** Attributes are mostly strings, sometimes numbers. */
const shapes_text = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).transform(String);
/** Null where the member is missing, null or empty: XML cannot tell these apart. */
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
 * A list in any of its shapes: `{"workbook":[…]}`, `{"workbook":{…}}`, a bare array, and for no elements `{}`, `""`,
 * null or nothing at all.
 */
function listOf(name, element) {
    return schemas/* unknown */.L5J()
        .optional()
        .transform((container) => asArray(container, name))
        .pipe(schemas/* array */.YOg(element));
}
/** A plain GraphQL list. A null stands for an item that is hidden or was cut off: left out, unless something is to stand for it. */
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

;// CONCATENATED MODULE: ./src/tableau/client/paging-limit.ts
/** Ten times what the largest sites are reported to hold: tens of thousands of workbooks (github.com/tableau/tableau-mcp/pull/594). */
const MOST_ROWS = 500_000;
/** As many rows on the smallest pages that are asked for at first. */
const MOST_PAGES = 5_000;
/** Rows that are hidden from a user may leave a page empty, and the next one not. */
const MOST_EMPTY_PAGES = 10;
const SAME_PAGE = 'it gives the same page again';
/** Follows one list from page to page, so that none is read for ever. */
class Paging {
    #rows = 0;
    #pages = 0;
    #emptyPages = 0;
    #marks = new Set();
    /** Why the list is read no further although it goes on; null while it may be. `mark`: what no two pages share. */
    after({ rows, mark }) {
        if (mark === '')
            return 'it does not tell where the next page starts';
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
        return `no more than ${MOST_ROWS} rows or ${MOST_PAGES} pages are read`;
    }
}
/** Tells of a list that was not read to its end. */
function endless(list, host, why) {
    return `Tableau's list of ${list} goes on, but it was read no further, because ${why}: what else it holds is not known to this run, so check what answers at ${host}.`;
}
/** Tells of a page that is larger than was asked for. */
function oversized(list, host, rows) {
    return `Tableau's list of ${list} came with ${rows} rows on one page, more than were asked for; all of them were read, but check what answers at ${host}.`;
}

;// CONCATENATED MODULE: ./src/tableau/rest/paging.ts




/** What a list is called, and what stands in it: `workbooks`, `workbook`, and the schema of one. A constant for each list. */
function pageOf(container, element, row) {
    return (schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
        // Of an empty list Tableau still says that it is one: anything else knows nothing of what there is.
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
            calls.options.warn(oversized(list.path, host, page.rows.length));
        const why = paging.after({ rows: page.rows.length, mark: markOf(page.rows) });
        if (why !== SAME_PAGE)
            for (const row of page.rows)
                rows.push(row);
        const total = page.total ?? (page.rows.length < PAGE_SIZE ? rows.length : Infinity);
        if (rows.length >= total)
            return rows;
        if (why !== null) {
            calls.options.warn(endless(list.path, host, why));
            return rows;
        }
    }
}
/** Two pages of the same first and last row are the same page. */
function markOf(rows) {
    return JSON.stringify([rows.length, rows[0], rows.at(-1)]);
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
        if (error instanceof client_errors/* TableauError */.pI && error.code === '400006')
            return null;
        throw error;
    }
}
/** Values with these characters break a filter even when they are encoded (docs/facts/tableau.md#filters). */
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

;// CONCATENATED MODULE: ./src/tableau/rest/content-rows.ts




const attributes = schemas/* object */.Ikc({
    id: shapes_text,
    name: shapes_text,
    contentUrl: optionalText,
    webpageUrl: optionalText,
    project: schemas/* object */.Ikc({ id: optionalText, name: optionalText }).nullish(),
    owner: schemas/* object */.Ikc({ fullName: optionalText, name: optionalText }).nullish(),
    hasExtracts: truth,
    useRemoteQueryAgent: truth,
});
function rowOf(kind) {
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
function content_rows_listOf(kind) {
    const row = rowOf(kind);
    const single = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
        .transform((body) => body[kind])
        .pipe(row);
    return { path: `${kind}s`, page: pageOf(`${kind}s`, kind, row), single };
}
const LISTS = { workbook: content_rows_listOf('workbook'), datasource: content_rows_listOf('datasource') };
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
/** The data sources behind a workbook's connections, embedded and published alike (docs/facts/tableau.md#connections). */
async function queryDatasourcesOfWorkbook(calls, luid) {
    const rows = await queryWhole(calls, { path: `workbooks/${luid}/connections`, page: connections });
    return rows.flatMap(({ type, datasource }) => datasource === null || datasource === undefined
        ? []
        : [{ luid: asLuid(datasource.id), name: datasource.name, isPublished: type === PUBLISHED }]);
}

;// CONCATENATED MODULE: ./src/tableau/client/parallel.ts
/** Calls to one server at the same time. */
const AT_ONCE = 8;
/** Maps in parallel, a few at a time, keeping the order; the first failure fails all. */
async function inParallel(items, map) {
    const results = [];
    // One iterator for all workers: each takes the next item that none has taken.
    const queue = items.entries();
    const work = async () => {
        for (const [index, item] of queue)
            results[index] = await map(item);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
    return results;
}

// EXTERNAL MODULE: ./src/base/http.ts + 1 modules
var http = __webpack_require__(9360);
// EXTERNAL MODULE: ./src/base/json.ts
var base_json = __webpack_require__(3659);
;// CONCATENATED MODULE: ./src/tableau/client/response.ts





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
    const refuse = (came) => new client_errors/* NotTableauError */.AW(placeOf(url), status, came, retryAfter);
    if (body.trim() === '' && status >= 200 && status < 300)
        return null;
    const json = (0,base_json/* parseJson */.q)(body);
    if (status >= 300) {
        const known = errorBody.safeParse(json);
        if (!known.success)
            throw refuse(json === undefined ? (0,http/* nameOfBody */.h5)(body) : 'unknown JSON');
        const { code, summary, detail } = known.data.error;
        throw new client_errors/* TableauError */.pI({ status, code, summary: summary ?? '', detail: detail ?? '', retryAfter });
    }
    if (json === undefined)
        throw refuse((0,http/* nameOfBody */.h5)(body));
    return json;
}
/** Throws a NotTableauError where the answer lacks what every version of Tableau sends. */
function parseAnswer(schema, answer, url) {
    const parsed = schema.safeParse(answer);
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    const shape = issue?.code === 'custom' ? issue.message : `JSON of an unknown shape${where === '' ? '' : ` (${where})`}`;
    throw new client_errors/* NotTableauError */.AW(placeOf(url), 200, answer === null ? 'nothing' : shape);
}
/** Without query: a filter quotes names. */
function placeOf(url) {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
}

;// CONCATENATED MODULE: ./src/tableau/lineage/metadata-codes.ts
/** What an error of the Metadata API says about the part of an answer that it concerns; the worst comes last. */
const EFFECTS = [
    /** Nothing is missing. */
    'whole',
    /** Rows are not in the order asked for, so that a list of several pages may lack some. */
    'unsorted',
    /** Rows may be missing; those that came are whole. */
    'rows',
    /** Tableau's index is behind: anything may be missing. */
    'stale',
    /** Anything may be missing. */
    'cut',
    /** Tableau does not answer this part. */
    'refused',
    /** There is no lineage at all. */
    'off',
];
/** Whether it helps to ask again; the most patient way comes last. */
const WAYS = [
    'never',
    /** Only another question may do. */
    'otherwise',
    /** Once, after a pause, for much less: nobody knows what would help. */
    'once',
    /** At once, for less. */
    'smaller',
    /** After a pause, for less. */
    'smaller-later',
];
const AS_ADMINISTRATOR = 'sign in as a site administrator';
const ASKS_AGAIN = 'the next run asks again';
/**
 * The one table (docs/metadata-codes.md). An error without a code stands under its classification, or under what it
 * lacks.
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
/** Where an error is not in the table, nobody knows what is missing. */
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
/** The worst that these say; `whole` where there are none. */
function effectOf(codes) {
    const effects = codes.map((code) => meaningOf(code).effect);
    return EFFECTS.findLast((effect) => effects.includes(effect)) ?? 'whole';
}
/** The most patient way that one of these hopes for. */
function againOf(codes) {
    const ways = codes.map((code) => meaningOf(code).again);
    return WAYS.findLast((way) => ways.includes(way)) ?? 'never';
}
/** A word that may stand in a sentence; time limits come without a code too, and only their text tells them. */
function codeOf({ message, code = null, classification = null }) {
    const name = code ?? classification ?? '';
    if (MEANINGS.has(name))
        return name;
    if (code === null && /time ?limit|time-?out|timed out/i.test(message ?? ''))
        return 'TIME_LIMIT_EXCEEDED';
    return /^\w{1,60}$/.test(name) ? name : NO_CODE;
}
/** One sentence for each code, and one for all that are unknown: why, what follows, what to do. */
function sentencesOf(codes, consequence) {
    const known = codes.filter((code) => MEANINGS.has(code));
    const unknown = codes.filter((code) => !MEANINGS.has(code));
    const reasons = unknown.length === 0 ? known : [...known, namesOf(unknown)];
    return reasons.map((name) => {
        const { because, remedy } = meaningOf(name);
        return `${because} (${name}): ${consequence}${remedy === null ? '' : `; ${remedy}`}.`;
    });
}
/** The same as a clause, for where the sentence goes on. */
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
/** A page of nodes, null where Tableau gives none. A constant for each question. */
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
/** A list of the Metadata API that is being read, page by page, alone or together with others. */
class Listing {
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
    /** Why Tableau gives no more of it, by its code; what came before stands. */
    get refusal() {
        return this.#refusal;
    }
    /** Why it was not read to its end, although Tableau gives more. */
    get stopped() {
        return this.#stopped;
    }
    get answers() {
        const problems = [...this.#codes].filter((code) => this.#leavesOut(code));
        return { nodes: this.#found, complete: problems.length === 0, problems };
    }
    /** Only a second page can lack rows, or repeat some, for want of an order. */
    #leavesOut(code) {
        const { effect } = meaningOf(code);
        return effect !== 'whole' && (effect !== 'unsorted' || this.#pages > 1);
    }
    /** Where the next page starts, and how large it is. */
    get variables() {
        return { first: this.first, ...(this.#after === null ? {} : { after: this.#after }), ...this.filter };
    }
    /** The list's part of a reply; null where none came. */
    pageIn(reply) {
        if (reply === null)
            return this.#page([NO_DATA], { state: 'silent', again: 'smaller-later' }, null);
        const page = parseAnswer(this.question.page, reply.data, reply.url);
        const isExplained = page !== null || !NODES_ARE_WHOLE.has(effectOf(reply.codes));
        const codes = isExplained ? reply.codes : [...reply.codes, NO_DATA];
        return this.#page(codes, { state: stateOf(codes), again: againOf(codes) }, page);
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
    return effect === 'cut' && againOf(codes) !== 'never' ? 'short' : 'final';
}
/** The name of a list's answer within a reply, by its place in the document. */
function nameOf(place) {
    return `page${place}`;
}
/**
 * One document for the next pages of all these lists. It consists of constants; values go into its variables. Nodes are
 * ordered, as paging is unstable otherwise (docs/facts/tableau.md#paging-and-order).
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
/** Some for each node of the largest page; more are no answer, and reading them takes time. */
const MOST_ERRORS = 5000;
/** The codes that concern each list, by its place. */
function codesByPlace(errors, lists) {
    const read = errors.slice(0, MOST_ERRORS).map((one) => {
        const { message, path, extensions } = error.parse(one);
        return { code: codeOf({ message, ...extensions }), named: placesNamed({ path, extensions }, lists) };
    });
    const more = errors.length > MOST_ERRORS ? [TOO_MANY_ERRORS] : [];
    return lists.map((list, place) => {
        const concerning = read.filter(({ code, named }) => named.length > 0 ? named.includes(place) : mayConcern(code, list));
        return [...new Set([...more, ...concerning.map(({ code }) => code)])];
    });
}
/** Where an error names a list, by its path or, as some warnings do, by the connection whose filters it is about. */
function placesNamed({ path, extensions }, lists) {
    const names = [path?.[0], ...Object.keys(extensions?.properties ?? {})];
    return lists.flatMap(({ question }, place) => names.includes(nameOf(place)) || names.includes(question.connection) ? [place] : []);
}
function mayConcern(code, { filter }) {
    return meaningOf(code).concerns === 'any' || Object.keys(filter).length > 0;
}

;// CONCATENATED MODULE: ./src/tableau/client/retry.ts



const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** A wait that the server asks for is honoured up to here; whoever calls decides about a longer one. */
const LONGEST_WAIT = 60_000;
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
            if (asked !== null && asked > LONGEST_WAIT)
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
/** Failures of a reading call that are worth another try (docs/facts/tableau.md#error-codes). */
function isTransient(error) {
    if (error instanceof http/* HttpError */.j$)
        return !(error instanceof http/* TooLargeError */.qB);
    if (error instanceof client_errors/* TableauError */.pI)
        return isTransientStatus(error.status);
    // A page with status 200 is a proxy's or a maintenance page in front of a server that did speak Tableau before.
    return error instanceof client_errors/* NotTableauError */.AW && (error.status < 300 || isTransientStatus(error.status));
}
function isTransientStatus(status) {
    return status >= 500 || status === 408 || status === 429;
}
/** True when the call certainly had no effect, so that even a POST may be repeated. */
function wasNeverSent(error) {
    return error instanceof http/* HttpError */.j$ && error.neverSent;
}
/**
 * How long Tableau asks to wait: `Retry-After` in seconds or as a date, else the minutes or seconds in its text
 * (docs/facts/tableau.md#rate-limits); null where it says nothing.
 */
function waitAskedFor(error, now) {
    if (!(error instanceof client_errors/* TableauError */.pI) && !(error instanceof client_errors/* NotTableauError */.AW))
        return null;
    const header = error.retryAfter?.trim() ?? '';
    if (/^\d+$/.test(header))
        return (0,clock/* waitOf */.pE)(Number(header) * 1000);
    const date = Date.parse(header);
    if (!Number.isNaN(date))
        return (0,clock/* waitOf */.pE)(date - now);
    return error instanceof client_errors/* TableauError */.pI && error.status === 429 ? waitInText(error.detail) : null;
}
const UNITS = { h: 3_600_000, st: 3_600_000, mi: 60_000, se: 1000 };
/** The text is localised; the stems of hour, minute and second cover English, German, French and Spanish. */
function waitInText(detail) {
    const match = /(\d+)\s*(h(?=e|o|r|\b)|st(?=d|u)|mi(?=n)|se(?=c|g|k))/i.exec(detail);
    const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
    return unit === undefined ? null : (0,clock/* waitOf */.pE)(Number(match?.[1]) * unit);
}

;// CONCATENATED MODULE: ./src/tableau/lineage/run-queries.ts









/** How often a list asks again: halving a page of 1000 down to one node takes ten steps, and one is for bad luck. */
const MOST_TRIES = {
    never: 0,
    otherwise: 0,
    once: 1,
    smaller: 11,
    'smaller-later': 11,
};
/** By what a page shrinks where there is only one try. */
const MUCH_SMALLER = 8;
/** Lists that came short for an unknown reason, until trying again is given up for the rest of the session. */
const MOST_UNEXPLAINED = 2;
/** Gateways cut long questions off, so silence too is answered by asking for less; but a dead service stays dead. */
const MOST_SILENCES = 4;
/**
 * Reads lists to their ends: the first page of each in one call for all, since most lists have no other. A list that
 * Tableau refuses ends there, with its `refusal`. Throws a LineageOffError where there is no lineage at all.
 */
async function readAll(calls, lists) {
    if (lists.length > 1)
        await readTogether(calls, lists);
    await Promise.all(lists.map((list) => readOn(calls, list)));
    throwIfOff(lists.map(({ refusal }) => (refusal === null ? [] : [refusal])));
    const { host } = new URL(calls.origin());
    for (const { question, stopped } of lists)
        if (stopped !== null)
            calls.options.warn(endless(nameOfList(question), host, stopped));
}
/**
 * Limits are on nodes and time of the whole call, and one refused list may take the data of all with it: what does not
 * come as well as it can is left for each list to ask again by itself.
 */
async function readTogether(calls, lists) {
    const pages = await askPages(calls, lists);
    throwIfOff(pages.map(({ codes }) => codes));
    const short = pages.filter((page) => page.state !== 'final' && !isHopeless(calls, page));
    pages.filter((page) => !short.includes(page)).forEach(({ keep }) => keep());
    if (short.some(needsPause))
        await pause(calls, 1);
}
/**
 * What comes short is asked for again in smaller pages, because limits are on nodes and time; what stays short is told
 * as such, never as "nothing there" (docs/metadata-codes.md).
 */
async function readOn(calls, list) {
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
/** How often one list has asked again, and why. */
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
        return isLeft && mayBringMore(page, this.list.first) && !isHopeless(this.calls, page);
    }
    async prepareAnother(page) {
        const tries = this.#madeFor(page) + 1;
        this.#made.set(page.again, tries);
        this.list.first = Math.ceil(this.list.first / (page.again === 'once' ? MUCH_SMALLER : 2));
        if (needsPause(page))
            await pause(this.calls, tries);
    }
    /** Of a page that much smaller ones did not cure, the next ones need not be small. */
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
/** A part of one node's answer is the most that Tableau will give of it. */
function mayBringMore({ state, again, size }, first) {
    return (state === 'short' || state === 'silent') && (first > 1 || (size === 0 && again !== 'smaller'));
}
/** What nobody knows how to cure, and what trying has not cured for other lists. */
function isHopeless({ unexplained }, { state, again }) {
    return state === 'short' && again === 'once' && unexplained.count >= MOST_UNEXPLAINED;
}
/** Too many nodes is cured by a smaller page, everything else by waiting too. */
function needsPause({ again }) {
    return again === 'once' || again === 'smaller-later';
}
async function pause({ options }, times) {
    await options.clock.sleep(pauseAfter(times, options.random), options.signal);
}
/** One list may be refused alone; that all are says that none can be had. */
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
/** As people read it in Tableau's schema. */
function nameOfList({ connection }) {
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
            calls.options.warn(oversized(nameOfList(list.question), new URL(url).host, page.size));
        return page;
    });
}
/**
 * Null where the answer is missing, too large or empty, as to very long filters (docs/facts/tableau.md#long-filters). A
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
/** 404 is the answer of a server without the service, also as a page; any other page comes from something in between. */
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
const UNKNOWN = new Projects(new Map());
function projectsOnce(calls) {
    let asked = null;
    return {
        ask: async () => {
            await (asked ??= queryProjects(calls));
        },
        shown: async (project) => (await asked?.catch(() => UNKNOWN))?.pathOf(project) ?? project.name,
    };
}
/** One call for most sites. Where the user may not list projects, names stand for paths. */
async function queryProjects(calls) {
    try {
        const rows = await queryAll(calls, PROJECTS);
        return new Projects(new Map(rows.map(({ id, ...project }) => [id, project])));
    }
    catch (error) {
        if (error instanceof client_errors/* TableauError */.pI && error.status === 403)
            return UNKNOWN;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/tableau/lineage/queries.ts



// Only fields of Tableau's public schema (docs/facts/tableau.md#schema).
const TABLE_FIELDS = `name schema fullName connectionType database { name }`;
const table = schemas/* object */.Ikc({
    name: optionalText,
    schema: optionalText,
    fullName: optionalText,
    connectionType: optionalText,
    database: schemas/* object */.Ikc({ name: optionalText }).nullish(),
})
    .transform(({ database, ...parts }) => ({ ...parts, database: database?.name ?? null }));
/** As users who are no administrators see tables. */
const NAMELESS = {
    name: null,
    schema: null,
    fullName: null,
    connectionType: null,
    database: null,
};
const withLuid = schemas/* object */.Ikc({ luid: shapes_text });
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
    upstreamDatasources: nodes(withLuid, { luid: '' }),
    upstreamTables: nodes(table, NAMELESS),
};
const SOURCE_FIELDS = `${EXTRACT_FIELDS} containsUnsupportedCustomSql
      upstreamDatasources { luid } upstreamTables { ${TABLE_FIELDS} }`;
const embedded = schemas/* object */.Ikc(source);
const content = {
    luid: shapes_text,
    /** Null where the user may not see it. */
    name: optionalText,
    vizportalUrlId: optionalText,
    projectName: optionalText,
    owner: schemas/* object */.Ikc({ name: optionalText, email: optionalText }).nullish(),
    /** Only where asked for. */
    description: optionalText,
    upstreamVirtualConnectionTables: nodes(schemas/* object */.Ikc({ id: shapes_text })),
};
const CONTENT_FIELDS = `luid name vizportalUrlId projectName owner { name } upstreamVirtualConnectionTables { id }`;
const view = schemas/* object */.Ikc({ __typename: shapes_text, name: optionalText, path: optionalText })
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
    id: shapes_text,
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
    id: shapes_text,
    isUnsupportedCustomSql: truth,
    tables: nodes(table, NAMELESS),
    downstreamWorkbooks: nodes(withLuid),
    downstreamDatasources: nodes(withLuid),
});
/** Workbooks with what their embedded data sources read. */
const WORKBOOKS = {
    connection: 'workbooksConnection',
    pageSize: 100,
    page: paged_query_pageOf(workbook),
    fields: `${CONTENT_FIELDS} projectLuid embeddedDatasources { ${SOURCE_FIELDS} }`,
};
/** Published data sources with what they read. */
const DATASOURCES = {
    connection: 'publishedDatasourcesConnection',
    pageSize: 100,
    page: paged_query_pageOf(datasource),
    fields: `${CONTENT_FIELDS} ${SOURCE_FIELDS}`,
};
/**
 * Custom SQL of the whole site: neither a workbook nor a data source leads to its own, and no filter selects it by its
 * reader (docs/facts/tableau.md#custom-sql). The way through columns and fields costs more nodes than the list.
 */
const CUSTOM_SQL = {
    connection: 'customSQLTablesConnection',
    pageSize: 200,
    page: paged_query_pageOf(customSql),
    fields: `id isUnsupportedCustomSql tables { ${TABLE_FIELDS} } downstreamWorkbooks { luid } downstreamDatasources { luid }`,
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
    page: paged_query_pageOf(readTable),
    fields: `${TABLE_FIELDS} ${READER_FIELDS}
      downstreamVirtualConnectionTables { ${READER_FIELDS} }
      referencedByQueries { ${QUERY_FIELDS} }`,
};
/** Custom SQL with its texts, and who reads it. */
const QUERIES = {
    connection: 'customSQLTablesConnection',
    pageSize: 1000,
    page: paged_query_pageOf(query),
    fields: QUERY_FIELDS,
};
/** All custom SQL of a site, with its texts. */
const ALL_CUSTOM_SQL = {
    connection: 'customSQLTablesConnection',
    pageSize: 200,
    page: paged_query_pageOf(queryWithTables),
    fields: `${QUERY_FIELDS} tables { ${TABLE_FIELDS} }`,
};
/** When Tableau updated the extracts of workbooks. */
const WORKBOOK_UPDATES = {
    connection: 'workbooksConnection',
    pageSize: 1,
    page: paged_query_pageOf(extractsOfWorkbook),
    fields: `embeddedDatasources { ${EXTRACT_FIELDS} }`,
};
/** When Tableau updated the extracts of published data sources. */
const DATASOURCE_UPDATES = {
    connection: 'publishedDatasourcesConnection',
    pageSize: 1,
    page: paged_query_pageOf(extractOnly),
    fields: EXTRACT_FIELDS,
};

// EXTERNAL MODULE: ./src/tableau/server-address.ts
var server_address = __webpack_require__(8026);
;// CONCATENATED MODULE: ./src/tableau/lineage/site.ts








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
 * that comes on one page. Throws a LineageOffError, from the second time on without a call; and where Tableau refuses
 * all of it but the custom SQL, a QuestionRefusedError.
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
    throwIfRefused([...workbooks, ...datasources]);
    return seenOn(workbooks, datasources);
}
/** The same with what people know them by, and without any custom SQL. */
async function lookForFaces(site, sought) {
    if (sought.length === 0)
        return { seen: [], problems: [] };
    const workbooks = listsOf(WORKBOOK_FACES, sought, 'workbook');
    const datasources = listsOf(DATASOURCE_FACES, sought, 'datasource');
    await unlessOff(site, () => readAll(site.calls, [...workbooks, ...datasources]));
    throwIfRefused([...workbooks, ...datasources]);
    return seenOn(workbooks, datasources);
}
/** REST tells more than nothing at all. */
function throwIfRefused(lists) {
    const refusals = lists.flatMap(({ refusal, answers }) => answers.nodes.length === 0 ? (refusal ?? []) : []);
    const [first] = refusals;
    if (first !== undefined && refusals.length === lists.length)
        throw new client_errors/* QuestionRefusedError */.HW(clauseOf(first));
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
        problems: [...new Set([...workbooks, ...datasources].flatMap(({ answers }) => answers.problems))],
    };
}
/**
 * The site's custom SQL, as the last look brought it along; what was taken is asked for anew the next time. Not
 * complete where Tableau refuses it.
 */
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
/** What the user may not see comes without a name, if at all (docs/facts/tableau.md#hidden-items). */
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
        if (error instanceof client_errors/* LineageOffError */.tr && !(error instanceof client_errors/* QuestionRefusedError */.HW))
            site.lineageOff = error;
        throw error;
    }
}
/** What the Metadata API calls the project of a Personal Space (docs/facts/tableau.md#personal-space). */
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
    return `${(0,server_address/* serverAddress */.aD)(server)}/#/${sitePath}${kind}s/${number}`;
}

;// CONCATENATED MODULE: ./src/tableau/lineage/find-content.ts




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
            ? [{ kind: first.of, by: first.by, values: group.map(find_content_nameOf) }]
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
        if (error instanceof client_errors/* LineageOffError */.tr)
            return [];
        throw error;
    }
}
/** The group shares kind and way of naming, so its first reference speaks for all. */
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
/** The Metadata API takes many LUIDs at once, and tells the lineage with them; REST takes one at a time. */
async function findByLuid(site, kind, luids, looked) {
    const found = await seenBy(site, kind, looked, ({ luid }) => luid);
    const missing = [...new Set(luids)].filter((luid) => !found.has(luid));
    // Content published a moment ago is not in the index yet (docs/facts/tableau.md#delay-of-the-index).
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
function findByPath(rows) {
    // A list that changes while it is read may give a row twice.
    const contents = new Map(rows.map((content) => [content.luid, content])).values();
    const [byPath, byName] = [new Map(), new Map()];
    for (const content of contents) {
        addTo(byPath, pathOf(content), content);
        addTo(byName, content.name, content);
    }
    return (reference) => {
        const path = find_content_nameOf(reference);
        const matches = byPath.get(path) ?? byName.get(path) ?? [];
        const [only, ...others] = matches;
        if (only !== undefined && others.length === 0)
            return { kind: 'found', content: only };
        if (only !== undefined)
            return { kind: 'ambiguous', candidates: inOrder(matches) };
        return { kind: 'not-found', candidates: inOrder(byName.get(path.split('/').at(-1) ?? '') ?? []) };
    };
}
function addTo(groups, name, one) {
    const group = groups.get(name);
    if (group === undefined)
        groups.set(name, [one]);
    else
        group.push(one);
}
/** Project path and name, as a reference gives them. */
function pathOf({ project, name }) {
    return project === null ? name : `${project}/${name}`;
}
function inOrder(contents) {
    return contents.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

;// CONCATENATED MODULE: ./src/exposures/select/by-content.ts





/**
 * The content that `select` and `exclude` choose, now that it is known what there is. A workbook that is named stands
 * for what it reads, too; content that is excluded is left alone, with what only it reads.
 * `beside` is content that this run does not plan for: excluding it is no mistake.
 * @throws ConfigurationError when `select` matches nothing, with the nearest names.
 */
function chooseContent(found, { choices, selection, unmatched }, byLuid, beside = []) {
    const matches = new Matches(selection, beside);
    const contents = new Set();
    for (const { exposure, contents: own } of found) {
        const choice = choices.get(exposure.uniqueId) ?? EVERYTHING;
        const wanted = wantedOf(own, (0,exposures_behind/* withAllItReads */.k2)(own, byLuid), { choice, matches });
        if (!isLeftOut(choice))
            for (const { content } of wanted)
                contents.add(content.luid);
    }
    const all = (0,exposures_behind/* withAllItReads */.k2)(found.flatMap(({ contents: own }) => own), byLuid);
    const known = new Map([...by_content_problemsOf(selection, matches, all), ...unmatched]);
    refuseNothing(known, selection);
    return { contents, unmatched: known };
}
/** Which content answers to which part; a part is found out to match something as it is asked. */
class Matches {
    #tests;
    #matched = new Set();
    constructor({ select, exclude }, beside) {
        const parts = [...select, ...exclude];
        this.#tests = new Map(parts.map((part) => [part, answersToAll(part)]));
        for (const part of exclude)
            if (beside.some(answersToAll(part)))
                this.#matched.add(part);
    }
    /** Whether it answers to any of these parts; all are asked. */
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
function wantedOf(own, behind, { choice: { select, exclude }, matches }) {
    const [whole, open] = [select.filter(by_content_isWhole), select.filter((part) => !by_content_isWhole(part))];
    const kept = behind.filter((lineage) => !matches.any(exclude.filter((part) => !by_content_isWhole(part)), lineage));
    const named = behind.filter((lineage) => matches.any(open, lineage)).map(({ content }) => content.luid);
    return (0,exposures_behind/* withAllItReads */.k2)(whole.length > 0 ? own : named, (0,exposures_behind/* byLuidOf */.HO)(kept));
}
/** Whether a part asks nothing of content. */
function by_content_isWhole({ content }) {
    return content.length === 0;
}
/** Whether content answers to all that a part asks of content. */
function answersToAll({ content }) {
    const tests = content.map(answersTo);
    return (lineage) => tests.every((test) => test(lineage));
}
/** By name, by project path and name, or by LUID. */
function answersTo({ method, value }) {
    const matches = (0,matcher/* matcher */.j)(value, { ignoreCase: true });
    return ({ content }) => content.kind === method && [content.name, pathOf(content), content.luid].some(matches);
}
function by_content_problemsOf(selection, matches, all) {
    return ['select', 'exclude'].flatMap((input) => selection[input]
        .filter((part) => !by_content_isWhole(part) && !matches.isMatched(part))
        .map((part) => [part, `${input}: ${part.text} ${by_content_whyNone(part, all)}`]));
}
function by_content_whyNone({ content }, all) {
    const missing = content.find((term) => !all.some(answersTo(term)));
    if (missing === undefined)
        return 'matches nothing: no content answers to all of its selectors.';
    const ofKind = all.filter((lineage) => lineage.content.kind === missing.method);
    const isPath = missing.value.includes('/');
    return nothingLike(missing.value, ofKind.map(({ content }) => (isPath ? pathOf(content) : content.name)));
}

;// CONCATENATED MODULE: ./src/exposures/resolve.ts







/**
 * Looks exposures up and finds the extracts behind them: also those of exposures that were not selected, which may share
 * an extract with one that was.
 * @throws ConfigurationError when `select` matches nothing.
 */
async function resolveExposures(chosen, port, surroundings) {
    const declared = [...chosen.ours, ...chosen.others];
    const references = declared.flatMap((each) => each.references);
    const paths = references.length === 0 ? undefined : port.tellProjectPaths();
    const [findings] = await Promise.all([(0,tableau_answers/* findAll */.JW)(references, port), paths]);
    const looked = declared.map((each) => lookUp(each, findings));
    const contents = looked.flatMap(({ contents: own }) => own);
    const { contents: lineages, notices } = await port.describe((0,tableau_answers/* distinct */.dM)(contents, ({ luid }) => luid));
    const found = looked
        .filter(({ problem }) => problem === null)
        .map(({ exposure, contents: own, showsMore }) => ({
        exposure,
        contents: own.map(({ luid }) => luid),
        showsMore,
    }));
    const discovered = surroundings.discovered ?? NO_DISCOVERY;
    const decided = { found, pointedAt: discovered.pointedAt };
    const added = (0,merge/* discoveredExposures */.XE)(discovered.planned, decided);
    const everyone = [...found, ...added];
    const known = (0,merge/* joinLineages */.ZH)(lineages, discovered.planned.lineages);
    const selected = chooseContent(everyone, withDiscovered(chosen, added), (0,exposures_behind/* byLuidOf */.HO)(known), discovered.known.lineages);
    const { extracts: all, notRead } = lookBehind(everyone, { ...surroundings, lineages: known });
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
        notRead,
        unmatched: [...selected.unmatched.values()],
        known,
        answers: { findings, lineages },
        discovery: (0,merge/* undeclared */.cr)(discovered.known, decided),
    };
}
const NO_DISCOVERY = {
    planned: types/* NOTHING_DISCOVERED */.Z,
    known: types/* NOTHING_DISCOVERED */.Z,
    pointedAt: [],
};
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
function lookUp({ exposure, references, showsMore }, findings) {
    const answers = references.map((reference) => ({ reference, finding: findings.get((0,tableau_answers/* nameOf */.Vb)(reference)) }));
    const [problem = null] = answers.flatMap((answer) => problemOf(exposure.name, answer));
    const contents = answers.flatMap(({ finding }) => (finding?.kind === 'found' ? [finding.content] : []));
    return { exposure, showsMore, contents: problem === null ? contents : [], problem };
}
function problemOf(exposure, { reference, finding }) {
    if (finding?.kind === 'found')
        return [];
    const thing = `${reference.of === 'workbook' ? 'workbook' : 'data source'} ${shown(reference)}`;
    const candidates = (finding?.candidates ?? []).map(shownContent);
    if (finding?.kind === 'ambiguous') {
        const message = `Tableau has more than one ${thing}; name one by its LUID in meta.active_exposure.extracts.`;
        return [{ exposure, reason: 'ambiguous', message, candidates }];
    }
    const message = `Tableau has no ${thing} that this user may see; correct the exposure's url or its meta.active_exposure.extracts.`;
    return [{ exposure, reason: 'not-found', message, candidates }];
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
function shownContent({ project, name, luid }) {
    return `${project === null ? name : `${project}/${name}`} (${luid})`;
}

// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./src/state/request-history.ts
var request_history = __webpack_require__(1501);
// EXTERNAL MODULE: ./src/base/order.ts
var order = __webpack_require__(617);
;// CONCATENATED MODULE: ./src/plan/extract-settings.ts

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
        (0,order/* compare */.U)(a.buildAfter.at ?? '~', b.buildAfter.at ?? '~') ||
        (0,order/* compare */.U)(a.buildAfter.timezone ?? '', b.buildAfter.timezone ?? ''));
}
function patience({ updatesOn }) {
    return updatesOn === 'any' ? 0 : 1;
}

;// CONCATENATED MODULE: ./src/plan/latecomers.ts



/**
 * Facts for state: which newest refreshes were overtaken, that is, a part of the upstream landed soon after, while
 * another part, which had landed shortly before, did not land again. Frequent whole builds overtake nothing. State
 * knows one landing per node, so this can only be seen in the run that follows the landing, and is noted then.
 */
function overtaken(input) {
    const noted = input.extracts.flatMap((extract) => {
        const success = (0,request_history/* newestSuccess */.Sj)(input.requests.get(extract.key));
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
/** In so many of the few refreshes that state keeps it is no chance. */
const REGULARLY = 3;
/** The node that overtook the newest refresh and at least two more of those that state keeps; manual ones do not count. */
function latecomerOf(requests) {
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
 * The extracts in the order in which they are to be refreshed: published data sources before what reads them; among
 * those that may go, the ones that failed last time at the end (they must not eat the others' time), then the longest
 * overdue first (never refreshed: before all), then what the maturest exposure reads, then by name.
 */
function refresh_order_inOrder(extracts, requests) {
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
/** dbt's words, the weightiest first; an exposure without one stands behind them. */
const MATURITIES = ['high', 'medium', 'low'];
function maturityOf({ exposures }) {
    const rank = MATURITIES.findIndex((maturity) => exposures.some((one) => one.maturity === maturity));
    return rank === -1 ? MATURITIES.length : rank;
}

;// CONCATENATED MODULE: ./src/plan/arrivals.ts



/** What an extract waits for under `updates_on: all`: its nodes, or the published data sources they come through. */
function upstreamArrivals(extract, input, coming) {
    const vias = new Set(extract.upstream.flatMap(({ via }) => via ?? []));
    const between = [...vias].filter((via) => via !== extract.key && !isLive(via, input));
    const direct = extract.upstream.filter(({ via }) => via === null || !between.includes(via));
    const declared = new Set(extract.upstream.flatMap((one) => (one.declared ? [one.node, one.via] : [])));
    return [
        ...[...new Set(direct.map(({ node }) => node))].map((node) => ({
            ...arrivalOfNode(node, input),
            declared: declared.has(node),
        })),
        ...between.map((key) => ({ ...arrivalOfDataSource(key, input, coming), declared: declared.has(key) })),
    ];
}
/** The published data sources an extract reads beside its upstream: they count when they land, nobody waits for them. */
function readArrivals(extract, input, coming) {
    const counted = new Set(extract.upstream.map(({ via }) => via));
    return dataSourcesOf(extract)
        .filter((key) => !counted.has(key))
        .map((key) => ({ ...arrivalOfDataSource(key, input, coming), declared: false }));
}
function arrivalOfNode(node, input) {
    const at = input.nodes.get(node)?.landedAt ?? null;
    return { id: node, name: (0,dbt_types/* nodeName */.q)(node), at, coming: input.expected.has(node) };
}
function arrivalOfDataSource(key, input, coming) {
    const success = (0,request_history/* newestSuccess */.Sj)(input.requests.get(key));
    const name = input.find(key)?.lineage.content.name ?? key;
    const at = success === null ? null : success.requestedAt + (success.seconds ?? 0) * 1000;
    return { id: key, name, at, coming: coming.has(key) };
}
/** A data source without an extract passes everything on as it lands. Some only tell when asked for a refresh. */
function isLive(key, input) {
    const last = (0,request_history/* lastFinal */.TU)(input.requests.get(key));
    return input.find(key)?.lineage.hasExtract === false || last?.failure === 'no-extract';
}

;// CONCATENATED MODULE: ./src/plan/failing.ts


/**
 * Row 10. A failure that only a person can mend uses up its window. After three runs that failed with the same class,
 * or with two in turn, there is one attempt in an eighth of the window. New data changes neither; a success by anyone does.
 */
function failingOf(history) {
    const waiting = [forPeople(history), spaced(history)]
        .flatMap((one) => one ?? [])
        .filter(({ newest }) => !isRefreshedSince(newest, history.extract));
    const [first] = waiting;
    if (first === undefined)
        return null;
    const { since, orEarlier, failure } = first;
    return { since, orEarlier, failure, until: (0,clock/* latestOf */.Te)(waiting.map(({ until }) => until)) };
}
/** By anyone: Tableau's own last update tells of refreshes by its schedules and by people, too. */
function isRefreshedSince(instant, { lineage }) {
    return lineage.extractUpdatedAt !== null && lineage.extractUpdatedAt > instant;
}
function forPeople({ requests, held }) {
    const streak = (0,request_history/* failingStreak */.rX)(requests);
    return streak === null || held === null || held.failure === null ? null : { ...streak, until: held.end };
}
function spaced({ requests, settings, now }) {
    const streak = (0,request_history/* repeatedFailure */.TM)(requests);
    if (streak === null)
        return null;
    const until = streak.newest + spacingOf(settings);
    return now < until ? { ...streak, until } : null;
}
const HOUR = 60 * clock/* MINUTE */.pY;
/** An eighth of a week: beyond that an outage of an hour could cost a day. */
const LONGEST_SPACING = 21 * HOUR;
/** Between two attempts at what failed again and again: an eighth of the window, at least an hour. */
function spacingOf({ buildAfter }) {
    return Math.min(Math.max((buildAfter.minutes * clock/* MINUTE */.pY) / 8, HOUR), LONGEST_SPACING);
}

// EXTERNAL MODULE: ./node_modules/luxon/build/es6/luxon.mjs
var luxon = __webpack_require__(8714);
;// CONCATENATED MODULE: ./src/plan/daily-grid.ts


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

;// CONCATENATED MODULE: ./src/plan/situation.ts






function caseOf(input, extract, coming) {
    const settings = settingsOf(extract, input.policy);
    const requests = input.requests.get(extract.key);
    const upstream = upstreamArrivals(extract, input, coming);
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
        arrivals: [...upstream, ...readArrivals(extract, input, coming)],
        fullRefreshAt: fullRefreshes.length === 0 ? null : (0,clock/* latestOf */.Te)(fullRefreshes),
        coming,
    };
}
/** Whether this data is newer than what the extract holds. */
function isNew(arrival, success) {
    return arrival.coming || (arrival.at !== null && arrival.at > (success?.requestedAt ?? -Infinity));
}
function heldBy(use, windows, slot) {
    if (use === null || windows?.holds(use.window, slot) !== true)
        return null;
    return { ...use, end: windows.endOf(use.window) };
}
/** Tests that fail between nodes all of which stand upstream, though each of these may be right by itself. */
function jointProblems({ upstream }, tests) {
    const stands = (below) => upstream.some(({ node }) => below.has(node));
    return tests.filter(({ below }) => below.every(stands)).map(({ problem }) => problem);
}
const KINDS = ['test', 'unit-test', 'freshness', 'node'];
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
    for (const extract of refresh_order_inOrder(input.extracts, input.requests)) {
        const row = plan_rowOf(planning, extract, coming);
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
    return plan_rowOf({ ...input, find }, extract, coming);
}
function plan_rowOf(input, extract, coming) {
    const theCase = caseOf(input, extract, coming);
    const decision = decide(theCase);
    return {
        extract,
        decision: decision.reason === 'up-to-date' ? { ...decision, awaits: awaits(extract, input, coming) } : decision,
        lastRefreshedAt: theCase.success?.requestedAt ?? null,
        dueAt: dueAt(theCase, decision),
        known: known(theCase),
    };
}
/** The published data sources it reads that have new data, and are held back by a window, a failure or other data. */
function awaits(extract, input, coming) {
    return dataSourcesOf(extract).flatMap((key) => {
        const source = input.find(key);
        if (source === undefined || coming.has(key))
            return [];
        const theCase = caseOf(input, source, coming);
        const decision = decide(theCase);
        const isPending = decision.decision === 'skip' && PENDING.includes(decision.reason);
        const { name } = source.lineage.content;
        return isPending ? [{ id: key, name, dueAt: dueAt(theCase, decision) }] : [];
    });
}
/** Rows that apply only where there is new data (row 7 comes before them). */
const PENDING = ['waiting-for-upstream', 'build-after', 'failing'];
function known({ arrivals, lastUse, windows, requests }) {
    const landings = arrivals.flatMap(({ id, name, at }) => (at === null ? [] : [{ id, name, at }]));
    return {
        newest: landings.sort((a, b) => b.at - a.at)[0] ?? null,
        window: lastUse === null || windows === null
            ? null
            : { start: lastUse.window, end: windows.endOf(lastUse.window) },
        latecomer: latecomerOf(requests),
    };
}
/** Rows 3 to 6: nothing passes them. */
const ALWAYS = [noExtract, plan_otherEnvironment, inFlight, upstreamFailed, neverLanded];
/** Rows 7 to 10: `force` passes them. */
const UNLESS_FORCED = [upToDate, waitingForUpstream, buildAfter, failing];
function decide(theCase) {
    const never = firstThatApplies(ALWAYS, theCase);
    if (never !== null)
        return never;
    const notNow = firstThatApplies(UNLESS_FORCED, theCase);
    if (notNow !== null && !theCase.policy.force)
        return notNow;
    return notVisible(theCase) ?? refresh(theCase, notNow);
}
function firstThatApplies(rows, theCase) {
    for (const row of rows) {
        const verdict = row(theCase);
        if (verdict !== null)
            return verdict;
    }
    return null;
}
/** Row 3. Where nobody knows (null), a refused refresh will tell; what may stand hidden behind it is never denied. */
function noExtract({ extract: { lineage, unrelated, mayHideSources } }) {
    const hasNone = lineage.hasExtract === false && !mayHideSources;
    return hasNone || unrelated !== null ? { decision: 'skip', reason: 'no-extract' } : null;
}
/** Row 3. */
function plan_otherEnvironment({ extract: { otherEnvironment: pairs } }) {
    return pairs.length === 0 ? null : { decision: 'skip', reason: 'other-environment', pairs };
}
/** Row 4. */
function inFlight({ requests }) {
    const open = (0,request_history/* openRequest */.Gh)(requests);
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
    return { decision: 'skip', reason: 'never-landed', upstream: upstream.map(named) };
}
/** Row 7. */
function upToDate({ arrivals, success }) {
    if (success === null || arrivals.some((arrival) => isNew(arrival, success)))
        return null;
    const landedAt = (0,clock/* latestOf */.Te)(arrivals.flatMap(({ at }) => at ?? []));
    return { decision: 'skip', reason: 'up-to-date', landedAt, awaits: [] };
}
/** Row 8. Who says `all` speaks of what `depends_on` names: a seed that only Tableau shows may never land again. */
function waitingForUpstream({ settings, upstream, success }) {
    if (settings.updatesOn === 'any')
        return null;
    const declared = upstream.filter((arrival) => arrival.declared);
    const awaited = declared.length > 0 ? declared : upstream;
    const waitingFor = awaited.filter((arrival) => !isNew(arrival, success)).map(named);
    return waitingFor.length === 0 ? null : { decision: 'skip', reason: 'waiting-for-upstream', waitingFor };
}
/** Row 9. A window that a failure has used up is row 10's matter, until a success of ours (a manual one uses none). */
function buildAfter({ held, requests }) {
    if (held === null || (held.failure !== null && (0,request_history/* failingStreak */.rX)(requests) !== null))
        return null;
    return { decision: 'skip', reason: 'build-after' };
}
/** Row 10. */
function failing({ failing: known }) {
    if (known === null)
        return null;
    const { failure, since, orEarlier } = known;
    return { decision: 'skip', reason: 'failing', failure, since, orEarlier };
}
/** Row 11, for content without an extract of its own: it is a data source behind it that would be refreshed. */
function notVisible(theCase) {
    const { lineage, mayHideSources } = theCase.extract;
    if (lineage.hasExtract !== false || !mayHideSources)
        return null;
    return { decision: 'skip', reason: 'not-visible', landed: landedSince(theCase) };
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
function windowToUse({ policy, windows, lastUse, held, slot }) {
    if (policy.manual || policy.force || windows === null)
        return null;
    // A failure has used it up, and somebody has mended it since: it is the same window.
    if (held !== null)
        return held.window;
    return windows.next(lastUse?.window ?? null, slot);
}
function landedSince({ arrivals, success, slot }) {
    return arrivals
        .filter((arrival) => isNew(arrival, success))
        .map(({ id, name, at, coming }) => ({ id, name, at: coming || at === null ? slot : at }))
        .sort((a, b) => b.at - a.at);
}
function named({ id, name }) {
    return { id, name };
}
function dueAt({ held, failing: known, windows }, decision) {
    const planned = decision.decision === 'refresh' ? decision.window : null;
    if (planned !== null)
        return windows?.endOf(planned) ?? null;
    return decision.reason === 'failing' ? (known?.until ?? null) : (held?.end ?? null);
}

// EXTERNAL MODULE: ./src/plan/slot.ts
var slot = __webpack_require__(9791);
;// CONCATENATED MODULE: ./src/refresh/foreign-refreshes.ts


/** By how much an update may come after the end of our own refresh and still be its own: clocks differ. */
const OWN_UPDATE = 15 * 60_000;
/** Tableau suspends a schedule after this many failures in a row (docs/facts/tableau.md#suspended-schedules). */
const SUSPENDED_AFTER = 5;
/**
 * Sentences about extracts that somebody else refreshes too, mostly a schedule in Tableau: it costs twice, and it may
 * run just before new data lands. Tableau is asked about its schedules only where there is a sign of one.
 */
async function foreignRefreshes(extracts, requests, tableau) {
    const suspects = extracts.filter((extract) => isUpdatedByOthers(extract, requests.get(extract.key)));
    if (suspects.length === 0)
        return [];
    const tasks = (await tableau.extractTasks()) ?? [];
    return suspects.map((extract) => sentenceOn(extract, tasks));
}
function isUpdatedByOthers({ lineage: { extractUpdatedAt } }, requests) {
    const [newest] = (0,request_history/* newestFirst */.ll)(requests);
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



/** By error code, which no language changes (docs/failures.md). Any other that begins with 403 is a permission. */
const FAILURE_CODES = {
    '403069': 'no-extract',
    '403180': 'no-extract',
    '409090': 'no-extract',
    '404004': 'permission',
    '404005': 'permission',
    '404006': 'permission',
};
/** A code of Tableau's at the beginning of a line, in brackets, or called one: other numbers count rows and bytes. */
const CODE_IN_NOTES = /(?:^|[([]|(?:code|error)\W{0,2})(4\d{5})(?!\d)/im;
/** Why a job failed or was cancelled, from its notes. Codes within the text come first, texts are the last resort. */
function classifyNotes(notes) {
    const code = CODE_IN_NOTES.exec(notes)?.[1] ?? '';
    return { class: classOfCode(code) ?? classOfText(notes) ?? 'unknown', text: notes };
}
/** Why Tableau refused or never answered a call about one extract. */
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
 * A job that Query Job does not know, as the list shows it (docs/facts/tableau.md#jobs-that-cannot-be-queried); null
 * where the list does not help either. The list does not show whether a Bridge refresh has really ended.
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
/** Titles are not unique, so the target of each candidate is confirmed (docs/facts/tableau.md#list-of-jobs). */
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

;// CONCATENATED MODULE: ./src/refresh/job-outcome.ts




/** Tableau may not know a job soon after creating it (docs/facts/tableau.md#jobs-that-cannot-be-queried). */
const PATIENCE = 2 * 60_000;
/** How long to wait for a job that nobody shows us: few refreshes take longer (docs/facts/field-data.md#durations). */
const PATIENCE_UNSEEN = 30 * 60_000;
/** How long to wait, beyond that, for a Bridge job that a client took on. */
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
    return error instanceof client_errors/* SessionError */.Pc || error instanceof errors/* ConfigurationError */.j1;
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
            return { ...ended, outcome: 'cancelled', failure: seen.notes === '' ? null : classifyNotes(seen.notes) };
        case 'failed':
            return { ...ended, outcome: 'failed', failure: classifyNotes(seen.notes) };
    }
}
/** A Bridge job may be over without Tableau ever confirming it (docs/facts/tableau.md#jobs). */
function isUnconfirmed({ completedAt }, now) {
    return completedAt !== null && now - completedAt > PATIENCE_WITH_BRIDGE;
}
const FORGOTTEN = {
    class: 'unknown',
    text: 'Tableau no longer knows its job, and the extract was not updated since.',
};

// EXTERNAL MODULE: ./src/state/state.ts
var state = __webpack_require__(6708);
;// CONCATENATED MODULE: ./src/refresh/tracked-extract.ts
function coursesOf(rows, now) {
    return rows.map((row) => ({
        key: row.extract.key,
        row,
        phase: firstPhase(row, now),
        attempts: 0,
        earlier: null,
        failedBefore: null,
    }));
}
function firstPhase({ decision }, now) {
    switch (decision.decision) {
        case 'refresh':
            return { kind: 'due', at: now };
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
function settledRow({ row, phase, earlier }) {
    switch (phase.kind) {
        case 'settled':
            return { row, result: phase.result };
        case 'due':
            return { row, result: earlier };
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
/** Before the typical duration: the most that a history which is wrong can cost. */
const next_poll_LONGEST_WAIT = 180;
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
    const lossAt = lossFrom(age, duration);
    let [early, late] = [age, latest(age, duration)];
    if (lossAt(late) <= price)
        return late;
    while (late - early > 0.001) {
        const middle = (early + late) / 2;
        if (lossAt(middle) < price)
            early = middle;
        else
            late = middle;
    }
    return late;
}
/** A long wait ends at the latest a step after the typical duration, so that who looks later looks again no earlier. */
function latest(age, { typical }) {
    return Math.max(age + LONGEST_STEP, Math.min(age + next_poll_LONGEST_WAIT, typical + LONGEST_STEP));
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
 * Requests the refresh a row was decided for; in full, once, where Tableau refuses it incrementally. After an ambiguous
 * answer the job is looked for before anything is repeated (docs/decisions.md#jobs-that-exist-already).
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
            return { kind: 'limited', wait: answer.wait ?? WAIT_UNTOLD, failure: answer.failure };
        case 'refused':
            return newsOfRefusal(answer.failure, row, asking);
        case 'unreachable':
            return { kind: 'refused', failure: answer.failure };
        case 'incremental-refused':
            return {
                kind: 'refused',
                failure: { class: 'unknown', text: 'Tableau refuses it incrementally and in full.' },
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
    const failure = { class: 'no-answer', text: `${UNCLEAR} ${why}` };
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
/** Tableau may refuse with 403 a refresh that it queued all the same (docs/facts/tableau.md#refused-but-queued). */
async function newsOfRefusal(failure, row, asking) {
    if (failure.class !== 'permission')
        return { kind: 'refused', failure };
    const sighting = await jobOfRequest(row.extract.lineage, asking.requestedAt, asking);
    return sighting.kind === 'job' ? newsOfJobThere(sighting.job, row, asking) : { kind: 'refused', failure };
}
const UNCLEAR = 'Tableau gave no clear answer and may or may not have queued the refresh.';

;// CONCATENATED MODULE: ./src/refresh/site-quota.ts


/** Other limits of the rate are over within the hour, and their answers say when. */
function isDailyQuota(failure) {
    return failure?.class === 'quota' && classOfText(failure.text) === 'quota';
}
/** What Tableau says so soon after 24:00 is still of the day before: its clock is not ours, and it may count anew a little late. */
const STILL_YESTERDAY = clock/* MINUTE */.pY;
/** Tableau gives a day's capacity back at 24:00 UTC; asking earlier is in vain (docs/facts/tableau.md#daily-quota). */
function dailyLimit(saidAt, failure) {
    const back = (Math.floor((saidAt - STILL_YESTERDAY) / clock/* DAY */.d_) + 1) * clock/* DAY */.d_;
    return { until: saidAt < back ? back : back + STILL_YESTERDAY, failure, isDaily: true };
}
/**
 * The daily limit that earlier runs met on this site, by the newest request that failed, was cancelled or deferred for
 * it. Null where none is known, it is over, or a later refresh went well: somebody has raised the capacity.
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
        const createdSince = (0,clock/* earliestOf */.Nm)(inFlight.map(({ phase }) => phase.job.requestedAt)) - CLOCK_SKEW;
        const listed = new Map((await this.#listed(createdSince)).map((job) => [job.id, job]));
        const news = inFlight.flatMap(({ phase, row }) => {
            const job = listed.get(phase.job.id);
            // The list has neither the reason of a failure, nor a word of whether Bridge has really ended.
            const told = job === undefined || row.extract.lineage.viaBridge ? null : job_list_newsOf(job);
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
function job_list_newsOf({ state, createdAt, endedAt }) {
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

/** Which extract takes its next step when, in the order of the plan; it changes no course. */
class Timetable {
    courses;
    deadline;
    #options;
    /** Tableau takes no refresh before its end: a quota is the whole site's. */
    #limit = null;
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
    limit(limit) {
        if (limit.until > this.#limitedUntil)
            this.#limit = limit;
    }
    isLimited(now) {
        return now < this.#limitedUntil;
    }
    /** The limit that leaves this run no time for another request; null where none does. */
    get tooLate() {
        return this.#limit === null || this.isInTime(this.#limit.until) ? null : this.#limit;
    }
    get #limitedUntil() {
        return this.#limit?.until ?? -Infinity;
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

;// CONCATENATED MODULE: ./src/refresh/refresh-loop.ts












/** Part of the 7.5 seconds that the runner leaves a cancelled step (docs/architecture.md#the-post-step). */
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
        return { rows: loop.rows(), error: (0,errors/* sentenceOf */.$N)(error) };
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
        const { requests: known } = refreshing.journal.state;
        for (const requests of known.values()) {
            for (const seconds of (0,request_history/* pastSeconds */.aP)(requests).slice(0, 1))
                this.#others.add(seconds);
        }
        const isForced = rows.some(({ decision }) => decision.reason === 'forced');
        const limit = isForced ? null : rememberedLimit(known, clock.now());
        if (limit !== null)
            this.#timetable.limit(limit);
    }
    /** All rows with what became of them; what still runs is left running. */
    rows() {
        return this.#timetable.all.map((course) => {
            // A job that is not ours and that nobody waits for: the plan's decision says it all.
            if (!isRunning(course) || course.phase.job.by !== 'ours')
                return this.#told(settledRow(course));
            return { row: course.row, result: { ...NO_RESULT, outcome: 'requested', jobId: course.phase.job.id } };
        });
    }
    /** After a failure the plan says again what holds the extract back: nothing, its window, or row 10. */
    #told(settled) {
        const { row, result } = settled;
        if (result?.outcome !== 'failed' && result?.outcome !== 'cancelled')
            return settled;
        const { decision, dueAt } = this.#refreshing.planAgain(row.extract, new Set());
        return { row: { ...row, dueAt: decision.decision === 'skip' ? dueAt : null }, result };
    }
    async run() {
        const { clock, signal, events, options } = this.#refreshing;
        const timetable = this.#timetable;
        this.#deferLate();
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
                this.#settle(course, {
                    ...NO_RESULT,
                    outcome: 'timed-out',
                    failure: phase.untold ?? null,
                    jobId: phase.job.id,
                });
            else if (phase.kind === 'due' && course.earlier !== null)
                course.phase = settled(course.earlier);
            else if (phase.kind === 'due' && wayIsClear(course, this.#timetable.courses) === 'blocked')
                this.#block(course);
        }
    }
    async #start(course) {
        const { clock, tableau, events, journal } = this.#refreshing;
        const { decision } = course.row;
        // The data source it waited for may have turned out to need no refresh: then nothing new arrives.
        if (decision.decision === 'refresh' && decision.after.length > 0 && course.attempts === 0) {
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
        const requests = journal.state.requests.get(course.key);
        const known = new Set(requests?.keys());
        if (course.attempts === 0)
            course.failedBefore = (0,request_history/* repeatedFailure */.TM)(requests)?.failure ?? null;
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
                this.#askAgain(course, now + PAUSE_WHILE_HIDDEN);
                return;
            case 'limited':
                this.#limited(news.failure, { until: now + news.wait, failure: news.failure, isDaily: false });
                return;
            case 'refused':
                if (isDailyQuota(news.failure))
                    this.#limited(news.failure);
                else
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
    /** A quota is the whole site's: where it ends too late for this run, nothing else need be asked for either. */
    #limited(failure, hourly = null) {
        const daily = isDailyQuota(failure) ? dailyLimit(this.#refreshing.clock.now(), failure) : null;
        const limit = daily ?? hourly;
        if (limit !== null)
            this.#timetable.limit(limit);
        this.#deferLate();
    }
    /** What the site's limit leaves no time for is left to the next run. */
    #deferLate() {
        const limit = this.#timetable.tooLate;
        if (limit === null)
            return;
        for (const course of this.#timetable.all)
            if (course.phase.kind === 'due' && !this.#asked.has(course.key))
                this.#defer(course, limit);
    }
    /** Until nothing that nobody shows us is in the way; too late for this run, it is deferred to the next. */
    #askAgain(course, at) {
        if (this.#timetable.isInTime(at))
            course.phase = { kind: 'due', at };
        else
            this.#defer(course, { failure: HIDDEN, isDaily: false });
    }
    #defer(course, { failure, isDaily }) {
        if (course.earlier !== null) {
            this.#settle(course, course.earlier);
            return;
        }
        const { clock, journal } = this.#refreshing;
        const before = (0,request_history/* lastFinal */.TU)(journal.state.requests.get(course.key));
        const requestedAt = clock.now();
        const noted = isDaily ? failure.class : null;
        this.#note(course, `deferred-${requestedAt}`, {
            requestedAt,
            ...OPEN,
            outcome: 'deferred',
            failure: noted,
        });
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
            events.detail(`${course.key}: job ${job.id} could not be looked at: ${(0,errors/* sentenceOf */.$N)(error)}`);
            course.phase = { ...course.phase, at: this.#nextLookAt(course, job), untold: classifyError(error) };
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
        if (isDailyQuota(failure))
            this.#cutOff(course, result, failure);
        else if (by !== 'ours')
            this.#followed(course, result);
        else if (outcome === 'failed')
            this.#failed(course, result);
        else
            this.#settle(course, result);
    }
    /** Tableau has ended it for want of capacity: asked for again once that is back, if this run still waits then. */
    #cutOff(course, result, failure) {
        const { by } = course.phase.job;
        const limit = dailyLimit(course.phase.job.requestedAt, failure);
        this.#timetable.limit(limit);
        if (by !== 'ours')
            this.#followed(course, result);
        else if (this.#timetable.isInTime(limit.until))
            this.#tryAgain(course, result);
        else
            this.#settle(course, result);
        this.#deferLate();
    }
    #nextLookAt({ key }, { requestedAt }) {
        const { clock, journal } = this.#refreshing;
        const past = (0,request_history/* pastSeconds */.aP)(journal.state.requests.get(key));
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
        // It has been tried in this run, and what came of that is what there is to tell.
        if (course.phase.kind === 'settled')
            course.phase = settled(course.earlier);
        this.#deferLate();
    }
    /** A failure that time may heal is tried once more in this run, unless the last three runs ended with the same. */
    #failed(course, result) {
        const { clock } = this.#refreshing;
        const failure = result.failure?.class ?? null;
        const mayHeal = !(0,request_history/* isPermanent */.lE)(failure) && failure !== course.failedBefore;
        const isInTime = clock.now() + PAUSE_BEFORE_RETRY < this.#timetable.deadline;
        if (mayHeal && course.attempts <= 1 && isInTime)
            this.#tryAgain(course, result);
        else
            this.#settle(course, result);
    }
    #tryAgain(course, result) {
        this.#refreshing.events.ended(course.row, result);
        course.earlier = result;
        course.phase = { kind: 'due', at: this.#refreshing.clock.now() + PAUSE_BEFORE_RETRY };
        this.#deferLate();
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
        const isRetry = known === undefined ? course.attempts > 1 : known.isRetry === true;
        const noted = { ...facts, window, ...(isRetry && { isRetry }) };
        this.#refreshing.journal.update({
            ...state/* EMPTY_STATE */.W,
            requests: new Map([[course.key, new Map([[job, noted]])]]),
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
    text: 'A refresh by somebody else is queued or running, and this user may not see whose.',
};

;// CONCATENATED MODULE: ./src/refresh/settle-open-requests.ts




/**
 * Looks up how earlier requests ended whose outcome is open, and notes it. One that still runs stays open: the
 * plan then says wait. So does one that cannot be looked at now.
 */
async function settleOpenRequests(extracts, surroundings) {
    for (const extract of extracts) {
        const { requests } = surroundings.journal.state;
        // Runs that overlapped may have left several.
        const open = (0,request_history/* newestFirst */.ll)(requests.get(extract.key)).filter(({ outcome }) => outcome === null);
        for (const request of open)
            await settleRequest(extract, request, surroundings);
    }
}
async function settleRequest({ key, lineage }, { job: id, requestedAt, window, isRetry }, { tableau, journal, clock, log }) {
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
            ...(isRetry !== undefined && { isRetry }),
        };
        journal.update({ ...state/* EMPTY_STATE */.W, requests: new Map([[key, new Map([[id, facts]])]]) });
    }
    catch (error) {
        if (endsSession(error))
            throw error;
        log.detail(`${key}: earlier job ${id} could not be looked at: ${(0,errors/* sentenceOf */.$N)(error)}`);
    }
}

// EXTERNAL MODULE: ./src/run/catalogue.ts + 1 modules
var catalogue = __webpack_require__(4278);
// EXTERNAL MODULE: ./src/exposures/declared.ts
var exposures_declared = __webpack_require__(2618);
;// CONCATENATED MODULE: ./src/exposures/discovery/carry-over.ts




/**
 * What is discovered now, and what earlier runs have discovered on nodes that this one did not ask about. What it did ask
 * about and does not find is gone, unless Tableau's answer has gaps.
 */
function carryOver(before, now, carrying) {
    const isKept = keeping(now, carrying);
    const old = {
        dashboards: before.dashboards.flatMap((one) => isKept(one, one.workbook)),
        datasources: before.datasources.flatMap((one) => isKept(one, one.datasource)),
    };
    const dashboards = [...now.dashboards, ...old.dashboards].toSorted((a, b) => (0,order/* compare */.U)((0,types/* contentPath */.n)(a.workbook), (0,types/* contentPath */.n)(b.workbook)));
    const covered = new Set(dashboards.flatMap(({ extracts }) => extracts));
    const datasources = [...now.datasources, ...old.datasources]
        .filter(({ extracts }) => !extracts.some((key) => covered.has(key)))
        .toSorted((a, b) => (0,order/* compare */.U)((0,types/* contentPath */.n)(a.datasource), (0,types/* contentPath */.n)(b.datasource)));
    const kept = [
        ...old.dashboards.map(({ workbook }) => workbook.luid),
        ...old.datasources.map(({ datasource }) => datasource.luid),
    ];
    const behind = (0,exposures_behind/* withAllItReads */.k2)(kept, (0,exposures_behind/* byLuidOf */.HO)(before.lineages));
    return { ...now, dashboards, datasources, lineages: (0,merge/* joinLineages */.ZH)(now.lineages, behind) };
}
/** The exposure as it is kept, without nodes that are gone; nothing where it is not. */
function keeping(now, { asked, isKnown, isWanted, isRemembered }) {
    const seen = new Set(now.lineages.map(({ content }) => content.luid));
    const hasGaps = now.incomplete.length > 0;
    return (one, content) => {
        const upstream = one.upstream.filter(({ node }) => isKnown(node));
        const isAsked = upstream.some(({ node }) => asked.has(node));
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
 * What is wrong with the node itself; null where nothing is. A failure that nothing can report any more does not count: its rule is
 * gone or only warns now. Facts stay as they are, so that a rule that returns brings its last result back.
 */
function problems_problemOf(node, facts) {
    const { failedAt, okAt = -Infinity } = facts ?? {};
    if (failedAt === undefined || failedAt <= okAt || !node.canFail)
        return null;
    const name = (0,dbt_manifest/* isTest */.Nu)(node.resourceType) ? node.name : (0,dbt_types/* nodeName */.q)(node.id);
    return { node: node.id, name, kind: kindOf(node), failedAt };
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
        // It checks code: a model that was built later was built from code that passed, or that nobody tests.
        const isOutdated = reads.length > 0 && reads.every((id) => builtAt(id) > problem.failedAt);
        if (problem.kind !== 'unit-test' || !isOutdated)
            failed.push({ problem, reads });
    }
    return failed;
}
/** An ephemeral model succeeds where what is made of it does. */
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




/** Problems are for people: more than these say nothing new about why a dashboard waits. */
const PROBLEMS_SHOWN = 10;
/**
 * The status of the given nodes, and of all their ancestors, as state knows them.
 * What holds no data, or refreshes itself, shows the landings behind it; problems come down from all ancestors.
 */
function projectHealth(ids, manifest, facts) {
    const lineage = (0,dbt_lineage/* lineageOf */.bQ)(manifest);
    const below = remembered((id) => (0,dbt_lineage/* reach */.gl)([id], lineage.children));
    const failed = failedTests(manifest, lineage, facts);
    const heldByTests = nodesHeldByTests(failed, below, lineage);
    const statuses = new Map();
    for (const id of (0,dbt_lineage/* ancestorsFirst */.F0)(ids, lineage)) {
        const node = manifest.nodes.get(id);
        const parents = lineage.parents(id).map((parent) => statuses.get(parent) ?? health_UNKNOWN);
        statuses.set(id, node === undefined ? health_UNKNOWN : statusOf(node, { facts, parents, heldByTests }));
    }
    const ofSeveral = failed.filter(({ reads }) => reads.length > 1);
    return {
        statuses,
        jointTests: ofSeveral.map(({ problem, reads }) => ({ problem, below: reads.map(below) })),
    };
}
/** The statuses alone. */
function nodeStatuses(...of) {
    return projectHealth(...of).statuses;
}
/** Many tests read the same node. */
function remembered(below) {
    const known = new Map();
    return (id) => {
        const set = known.get(id) ?? below(id);
        known.set(id, set);
        return set;
    };
}
const health_UNKNOWN = { landedAt: null, fullRefreshAt: null, problems: [] };
function statusOf(node, { facts, parents, heldByTests }) {
    const own = facts.get(node.key);
    const seen = (0,dbt_manifest/* showsLandingsBehind */.$H)(node) ? parents : [];
    const above = [...(heldByTests.get(node.id) ?? []), ...parents.flatMap((parent) => parent.problems)];
    const problem = problems_problemOf(node, own);
    return {
        landedAt: seen.map((parent) => parent.landedAt).reduce(clock/* later */.NU, own?.landedAt ?? null),
        fullRefreshAt: seen.map((parent) => parent.fullRefreshAt).reduce(clock/* later */.NU, own?.fullRefreshAt ?? null),
        // What failed above explains why this node was skipped, so its own skip is not named beside it.
        problems: above.length > 0 ? health_distinct(above) : problem === null ? [] : [problem],
    };
}
function health_distinct(problems) {
    return [...new Map(problems.map((problem) => [problem.node, problem])).values()].slice(0, PROBLEMS_SHOWN);
}
/**
 * The failed tests by the topmost nodes that they hold back; from there they come down as all problems do. dbt's own
 * rule: a test holds back a node only if all nodes the test reads are the node or upstream of it, so a relationships
 * test does not block the parent table.
 */
function nodesHeldByTests(failed, below, lineage) {
    const held = new Map();
    for (const { problem, reads } of failed) {
        for (const id of topmostBelowAll(reads, below, lineage)) {
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
function topmostBelowAll(ids, below, lineage) {
    if (ids.length < 2)
        return ids;
    const [first = new Set(), ...others] = ids.map(below);
    const belowAll = new Set([...first].filter((id) => others.every((other) => other.has(id))));
    return [...belowAll].filter((id) => !lineage.parents(id).some((parent) => belowAll.has(parent)));
}

;// CONCATENATED MODULE: ./src/plan/nodes-to-discover.ts





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
            if (node !== undefined && (0,dbt_manifest/* showsLandingsBehind */.$H)(node))
                asked.add(child);
        }
    }
    const unhealthy = nodes.filter((node) => problems_problemOf(node, state.nodes.get(node.key)) !== null);
    const heldBack = unhealthy.flatMap(({ id, resourceType, parents }) => ((0,dbt_manifest/* isTest */.Nu)(resourceType) ? parents : id));
    return new Set([...asked, ...heldBack, ...pendingNodes(manifest, state)]);
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
        const since = (0,request_history/* newestSuccess */.Sj)(requests.get(key))?.requestedAt ?? -Infinity;
        const isNews = (id) => (statuses.get(id)?.landedAt ?? -Infinity) > since;
        return (0,request_history/* openRequest */.Gh)(requests.get(key)) !== null || ids.some(isNews) ? ids : [];
    });
}

// EXTERNAL MODULE: ./src/report/words.ts + 1 modules
var words = __webpack_require__(2398);
;// CONCATENATED MODULE: ./src/run/discovery.ts










/**
 * Finds what reads the nodes that matter in this run, says what may be missing, and remembers what was found. Nothing
 * where it is not asked for; where the run plans without dbt's files, what earlier runs have found.
 */
async function discoverExposures({ inputs, project, landed, journal, now }, tableau) {
    const { discover: isWanted, relationMap } = inputs;
    const { manifest } = project;
    const site = (0,run_inputs/* addressOf */.ci)(inputs);
    if (project.answers !== null)
        return nothingNew(discovery_within(project.discovery, isWanted));
    if (isWanted === null)
        return nothingNew(types/* NOTHING_DISCOVERED */.Z);
    const { discover } = await __webpack_require__.e(/* import() */ 576).then(__webpack_require__.bind(__webpack_require__, 3576));
    const before = (0,catalogue/* discoveredBefore */.Up)({ project, journal, site }) ?? types/* NOTHING_DISCOVERED */.Z;
    const asked = new Set(needsAll(inputs, before.lineages)
        ? manifest.nodes.keys()
        : askedNodes({ manifest, state: journal.state, landed }));
    const discovery = await discover({ manifest, relationMap, asked, isWanted, tableau });
    journal.update({ ...state/* EMPTY_STATE */.W, reads: readFacts(discovery, manifest.nodes, now) });
    const known = carryOver(before, discovery, {
        asked,
        isWanted,
        isKnown: (node) => manifest.nodes.has(node),
        isRemembered: (extract) => journal.state.reads.has(extract),
    });
    const isNothing = known.dashboards.length + known.datasources.length === 0;
    const missed = isNothing ? onlyElsewhere(discovery.lineages, isWanted) : [];
    const pointers = project.builds.flatMap(({ manifest: { pointers: own } }) => own);
    return {
        discovery,
        planned: speaksOfAll(inputs) ? known : discovery,
        known,
        pointedAt: (0,exposures_declared/* pointedAt */.Vu)(pointers, site),
        notices: [...discovery.notices, ...(0,notice/* warnings */.A)([...discovery.incomplete, ...missed])],
    };
}
/** Globs that match none of the projects where there is something are a mistake, more likely than a wish. */
function onlyElsewhere(lineages, isWanted) {
    const projects = new Set(lineages.flatMap(({ content }) => content.project ?? []));
    if (projects.size === 0 || [...projects].some(isWanted))
        return [];
    return [
        `discover matches none of the Tableau projects in which something reads this dbt project (${(0,words/* list */.p_)([...projects].sort())}): give true, or globs of projects, such as Finance/**.`,
    ];
}
function nothingNew(discovery) {
    return { discovery, planned: discovery, known: discovery, pointedAt: [], notices: [] };
}
function discovery_within({ dashboards, datasources, ...rest }, isWanted) {
    const isIn = ({ projectPath }) => isWanted?.(projectPath.join('/')) !== false;
    return {
        ...rest,
        dashboards: dashboards.filter(({ workbook }) => isIn(workbook)),
        datasources: datasources.filter(({ datasource }) => isIn(datasource)),
    };
}
/**
 * A file of all dashboards, a verdict on all, or a refresh of all cannot go by what landed in this build; nor can a
 * selector that names what no earlier run has seen.
 */
function needsAll({ exposuresFile, failOn, policy, selection: { select } }, seen) {
    const isUnseen = (part) => part.content.length > 0 && !seen.some(answersToAll(part));
    return exposuresFile !== null || failOn.includes('drift') || policy.force || select.some(isUnseen);
}
/** Where content is named, or everything is forced, also that is planned for which no news of this run concerns. */
function speaksOfAll({ policy, selection: { select } }) {
    return policy.force || select.some(({ content }) => content.length > 0);
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

// EXTERNAL MODULE: ./src/dbt/names.ts
var dbt_names = __webpack_require__(3450);
// EXTERNAL MODULE: ./src/exposures/file/entry.ts + 1 modules
var entry = __webpack_require__(9002);
;// CONCATENATED MODULE: ./src/exposures/discovery/reads.ts



/** What Tableau's lineage says that content reads, in the project's nodes. */
class Readings {
    #evidence;
    /** Also what discovery read out of custom SQL that Tableau itself could not read. */
    #discovered;
    #complete;
    constructor({ manifest, relationMap, lineages, discovery }) {
        const relations = new project_relations/* ProjectRelations */.Vf(manifest, relationMap);
        this.#evidence = new exposures_evidence/* Evidence */.o({ nodes: manifest.nodes, relations, byLuid: (0,exposures_behind/* byLuidOf */.HO)(lineages) });
        this.#discovered = new Map(discovery.dashboards.map(({ workbook, upstream }) => [workbook.luid, upstream.map(({ node }) => node)]));
        this.#complete = discovery.incomplete.length === 0;
    }
    of(luids) {
        const { byLuid } = this.#evidence;
        const behind = (0,exposures_behind/* readThrough */.ir)(luids, (luid) => byLuid.get(luid)).map((luid) => byLuid.get(luid));
        const known = behind.filter((lineage) => lineage !== undefined);
        const readings = known.flatMap(exposures_behind/* readingsIn */.Nn);
        const shown = readings.map((reading) => this.#evidence.shown(reading));
        const groups = new Map(shown.flatMap((one) => one.groups.map((nodes) => [nodes.join(), nodes])));
        const nodes = this.#evidence.nodesIn(readings);
        const others = luids.flatMap((luid) => this.#discovered.get(luid) ?? []).filter((id) => !nodes.has(id));
        return {
            groups: [...groups.values(), ...[...new Set(others)].map((id) => [id])],
            nodes: new Set([...nodes, ...others]),
            complete: this.#complete &&
                known.length === behind.length &&
                shown.every((one) => one.whole && one.ambiguous.length + one.strangers.length === 0),
        };
    }
}

;// CONCATENATED MODULE: ./src/exposures/discovery/drift.ts





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
    const names = (0,dbt_names/* nodeNames */.tJ)(input.manifest.nodes.keys());
    const drift = [
        ...input.exposures.flatMap((exposure) => [
            ...dead(exposure),
            ...renamed(exposure),
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
function upstreamDrift({ declared, upstream, found, isWhole }, tableau, { nodes, names }) {
    const [first] = found;
    if (first === undefined)
        return [];
    const read = tableau.of(found.map(({ content }) => content.luid));
    const declares = new Set(upstream);
    const about = { exposure: declared.name, content: first.content };
    const missing = read.groups
        .filter((group) => !group.some((id) => declares.has(id)))
        .flatMap((group) => group.slice(0, 1));
    const mayJudge = isWhole && read.complete;
    const extra = mayJudge ? upstream.filter((id) => (0,project_relations/* isTable */.bI)(id, nodes) && !read.nodes.has(id)) : [];
    return [
        ...(missing.length === 0 ? [] : [{ ...about, ...notDeclared(missing, names) }]),
        ...(extra.length === 0 ? [] : [{ ...about, ...notRead(extra, names) }]),
    ];
}
function notDeclared(nodes, names) {
    const message = `Tableau reads ${drift_namesOf(nodes, names)}, which the exposure's depends_on does not name: add ${nodes.length === 1 ? 'it' : 'them'}.`;
    return { kind: 'not-declared', nodes, message };
}
function notRead(nodes, names) {
    const message = `The exposure's depends_on names ${drift_namesOf(nodes, names)}, which Tableau does not read: remove ${nodes.length === 1 ? 'it' : 'them'}.`;
    return { kind: 'not-read', nodes, message };
}
const NAMES_TOLD = 8;
function drift_namesOf(nodes, known) {
    const names = nodes.map((id) => known.get(id) ?? id).sort();
    const more = names.length - NAMES_TOLD;
    return `${names.slice(0, NAMES_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
function withoutExposure({ exposures, pointedAt, discovery }, names) {
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
            message: `The dashboard reads ${drift_namesOf(nodes, names)}, but no exposure points at it: declare one, or let exposures-file write it.`,
        };
    });
}

;// CONCATENATED MODULE: ./src/run/drift.ts




/** Compares the declared exposures with Tableau. */
async function checkDrift(known, tableau) {
    const { project, discovered, resolved, relationMap } = known;
    const pointing = pointingExposures(known);
    // Only a URL beside named extracts was not looked up yet.
    const port = (0,tableau_answers/* askSparingly */.pc)(tableau, { ...resolved.answers, lineages: resolved.known }, []);
    const findings = await (0,tableau_answers/* findAll */.JW)(pointing.flatMap(({ references }) => references), port);
    const exposures = pointing.map((one) => checkedExposure(one, findings));
    const contents = exposures.flatMap(({ found }) => found.map(({ content }) => content));
    const { contents: lineages } = await port.describe((0,tableau_answers/* distinct */.dM)(contents, ({ luid }) => luid));
    return driftOf({
        exposures,
        pointedAt: discovered.pointedAt,
        discovery: discovered.discovery,
        lineages,
        manifest: project.manifest,
        relationMap,
    });
}
/** The exposures differ from Tableau; an error where `fail-on` names drift. */
function driftNotices({ drift: { length: count } }, failOn) {
    if (count === 0)
        return [];
    const message = count === 1
        ? 'An exposure differs from Tableau: the summary says how, under Drift.'
        : `Exposures differ from Tableau in ${count} points: the summary lists them under Drift.`;
    return [{ level: failOn.includes('drift') ? 'error' : 'notice', message }];
}
/** With a URL also where extracts are named beside it. */
function pointingExposures({ site, project, chosen }) {
    const byId = new Map(project.manifest.exposures.map((exposure) => [exposure.id, exposure]));
    return [...chosen.ours, ...chosen.others].flatMap(({ exposure, references }) => {
        const declared = byId.get(exposure.uniqueId);
        if (declared === undefined)
            return [];
        const all = [...references, ...(0,exposures_declared/* pointedAt */.Vu)([declared], site)];
        return [{ declared, exposure, references: (0,tableau_answers/* distinct */.dM)(all, tableau_answers/* nameOf */.Vb) }];
    });
}
function checkedExposure({ declared, exposure, references }, findings) {
    const answers = references.map((reference) => ({ reference, finding: findings.get((0,tableau_answers/* nameOf */.Vb)(reference)) }));
    const problems = answers.flatMap((answer) => problemOf(exposure.name, answer));
    return {
        declared,
        upstream: exposure.upstream,
        found: answers.flatMap(({ reference, finding }) => finding?.kind === 'found' ? [{ reference, content: finding.content }] : []),
        dead: problems.filter(({ reason }) => reason === 'not-found').map(({ message }) => message),
        isWhole: problems.length === 0,
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/run/workspace-file.ts




/**
 * Where a file may be written: judged by its real path, since a folder above it may be a link.
 * @throws ConfigurationError for a path out of the workspace, in git's or GitHub's folders, or that is a link.
 */
async function workspaceFile(input, given, workspace) {
    const root = await (0,promises_.realpath)(workspace);
    const wanted = (0,external_node_path_.resolve)(workspace, given);
    const folder = await realFolder((0,external_node_path_.dirname)(wanted));
    const path = (0,external_node_path_.join)(folder ?? (0,external_node_path_.dirname)(wanted), (0,external_node_path_.basename)(wanted));
    const shown = (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join('/');
    if (folder === null || isOutside((0,external_node_path_.relative)(root, path))) {
        throw new errors/* ConfigurationError */.j1(`${input} ${given} leads out of the workspace: give a path within the repository.`);
    }
    if (isForbidden(shown)) {
        throw new errors/* ConfigurationError */.j1(`${input} ${given} lies in a folder of git's or GitHub's: give a path in dbt's models folder.`);
    }
    const known = await (0,promises_.lstat)(path).catch(() => null);
    if (known !== null && !known.isFile()) {
        throw new errors/* ConfigurationError */.j1(`${input} ${given} is a link or a folder: give the path of the YAML file itself.`);
    }
    return { input, root, path, shown };
}
function isOutside(path) {
    return path === '..' || path.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(path);
}
/** The folder without links, as far as there is one; null where a link leads nowhere, and so anywhere later. */
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
/** Every spelling that some file system takes for `.git` or `.github`, wherever the repository is checked out. */
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
        if (workspace_file_codeOf(error) === 'ENOENT')
            return null;
        throw new errors/* ConfigurationError */.j1(`The ${input} ${shown} cannot be read (${workspace_file_codeOf(error)}): check its permissions.`);
    }
}
/** Writes the file whole or not at all. */
async function writeWorkspaceFile(file, text) {
    const beside = (0,external_node_path_.join)((0,external_node_path_.dirname)(file.path), `.${(0,external_node_crypto_.randomUUID)()}.tmp`);
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(file.path), { recursive: true });
        // Looked at once more: what was no folder a moment ago may be a link now.
        await workspaceFile(file.input, file.path, file.root);
        await (0,promises_.writeFile)(beside, text, { flag: 'wx' });
        await (0,promises_.rename)(beside, file.path);
    }
    catch (error) {
        await (0,promises_.rm)(beside, { force: true }).catch(() => undefined);
        if (error instanceof errors/* ConfigurationError */.j1)
            throw error;
        throw new errors/* ConfigurationError */.j1(`The ${file.input} ${file.shown} cannot be written (${workspace_file_codeOf(error)}): check that its folder may be written to.`);
    }
}
function workspace_file_codeOf(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
}

;// CONCATENATED MODULE: ./src/run/exposures-file.ts




/**
 * Writes the exposures-file, in dry runs too: it changes nothing but the checkout. What is wrong with it makes the step
 * fail, but holds no refresh back.
 */
async function writeExposuresFile(wanted) {
    const { workspace, project, discovery, site } = wanted;
    try {
        const file = await workspaceFile('exposures-file', wanted.path, workspace);
        const text = await readWorkspaceFile(file);
        const { exposuresFile } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(553)]).then(__webpack_require__.bind(__webpack_require__, 3553));
        const made = exposuresFile({
            text,
            shown: file.shown,
            discovery,
            manifest: { nodes: project.manifest.nodes, projectName: projectNameOf(project) },
            exposures: project.builds.flatMap(({ manifest: { pointers } }) => pointers.map((pointer) => ({ name: pointer.name, references: (0,exposures_declared/* pointedAt */.Vu)([pointer], site) }))),
        });
        if (made.text !== text)
            await writeWorkspaceFile(file, made.text);
        return {
            path: file.shown,
            line: `Exposures of ${file.shown}: ${made.entries}, of these ${made.added} new; ${made.removed} removed`,
            notices: (0,notice/* warnings */.A)(made.notices),
        };
    }
    catch (error) {
        if (!(error instanceof errors/* ConfigurationError */.j1))
            throw error;
        return { path: null, line: null, notices: [{ level: 'error', message: (0,errors/* sentenceOf */.$N)(error) }] };
    }
}
/** Empty where there are several projects: then every model is named with its own. */
function projectNameOf({ builds }) {
    const [name = null, ...others] = new Set(builds.map(({ manifest }) => manifest.projectName));
    return others.length === 0 ? name : '';
}

;// CONCATENATED MODULE: ./src/exposures/upstream-notices.ts

const TOLD = 5;
/** What counts for nothing although an exposure names it, each kind in one sentence however many exposures there are. */
function upstreamNotices({ extracts, notRead }) {
    return [...notReadNotice(notRead), ...elsewhereNotice(extracts)];
}
function notReadNotice(notRead) {
    if (notRead.length === 0)
        return [];
    const told = notRead.map(({ exposure, nodes }) => `${exposure.name} names ${some(nodes.map(dbt_types/* nodeName */.q), 'nodes')}`);
    const message = `Tableau shows all that these exposures read, and it is not everything in their depends_on: ${some(told, 'exposures', '; ')}. What nothing reads neither refreshes nor holds back: take it out of depends_on.`;
    return [{ level: 'notice', message }];
}
function elsewhereNotice(extracts) {
    const told = extracts
        .filter(({ lineage, otherEnvironment }) => lineage.hasExtract !== false && otherEnvironment.length === 0)
        .flatMap(({ elsewhere, lineage }) => elsewhere.map(({ dbt, tableau }) => `${lineage.content.name} reads ${tableau}, while dbt builds ${dbt}`));
    if (told.length === 0)
        return [];
    const message = `Some nodes count for nothing in this run, because Tableau reads them only in another database or schema: ${some(told, 'tables', '; ')}. Set relation-map where both are the same.`;
    return [{ level: 'warning', message }];
}
function some(texts, things, between = ', ') {
    const rest = texts.length - TOLD;
    const shown = texts.slice(0, rest > 1 ? TOLD : texts.length).join(between);
    return rest > 1 ? `${shown}${between}and ${rest} more ${things}` : shown;
}

;// CONCATENATED MODULE: ./src/run/planning.ts





/** All that the plan is made from. Which refreshes newer data has overtaken goes into state first. */
function planInput({ manifest, chosen, resolved, ...given }, journal) {
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
        ...given,
    };
    journal.update({ ...state/* EMPTY_STATE */.W, requests: overtaken(input) });
    return { ...input, requests: journal.state.requests };
}
/** What Tableau could not show, and what exposures name in vain. */
function lineageNotices(resolved) {
    return [...(0,notice/* notices */.o)(resolved.notices), ...upstreamNotices(resolved), ...(0,notice/* warnings */.A)(resolved.unmatched)];
}
/** The first run that discovers may start many refreshes at once: nobody should wonder why. */
function firstDiscovery({ extracts }, requests, isReal) {
    const rows = extracts.filter(({ extract }) => extract.exposures.every(({ origin }) => origin === 'discovered'));
    if (rows.length === 0 || rows.some(({ extract }) => requests.has(extract.key)))
        return [];
    const starting = rows.filter(({ decision }) => decision.decision === 'refresh').length;
    const would = isReal ? 'starts' : 'would start';
    return [
        `Discovery found ${rows.length} extracts that no exposure declares, and none of them was refreshed by this action before: this run ${would} ${starting} of them.`,
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
;// CONCATENATED MODULE: ./src/tableau/client/describe-call.ts
/** What a call does, for people: `reading workbooks (page 312)`. */
function doing({ url, body = '' }) {
    const { pathname, searchParams } = new URL(url);
    if (pathname.endsWith('/serverinfo'))
        return 'looking for the server';
    if (pathname.endsWith('/auth/signin'))
        return 'signing in';
    if (pathname.endsWith('/graphql'))
        return `asking the Metadata API for ${connectionsIn(body)}`;
    const page = searchParams.get('pageNumber');
    return `reading ${describe_call_nameOf(pathname)}${page === null || page === '1' ? '' : ` (page ${page})`}`;
}
function connectionsIn(body) {
    const names = [...body.matchAll(/: (\w+)Connection\(/g)].map(([, name = '']) => name);
    return [...new Set(names)].join(' and ');
}
/** Below the site, without identifiers: `workbooks`, `connections of workbooks`. */
function describe_call_nameOf(pathname) {
    const steps = /\/sites\/[^/]+\/(.*)$/.exec(pathname)?.[1]?.split('/') ?? [];
    return steps
        .filter((step) => /^[a-zA-Z]+$/.test(step))
        .toReversed()
        .join(' of ');
}

;// CONCATENATED MODULE: ./src/tableau/client/options.ts
/** Whole exchanges, in real time. Tableau itself allows a Metadata query up to 30 s (docs/facts/tableau.md#errors-and-limits). */
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

// EXTERNAL MODULE: ./node_modules/jose/dist/webapi/jwt/sign.js + 9 modules
var sign = __webpack_require__(362);
;// CONCATENATED MODULE: ./src/tableau/client/secrets.ts


/** Just what listing content, reading lineage, refreshing and polling need (docs/facts/tableau.md#jwt-scopes). */
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

;// CONCATENATED MODULE: ./src/tableau/client/redirects.ts


/** Enough for generic host → pod, with one step for http → https. */
const MOST_REDIRECTS = 3;
/** 303 asks for a GET, and so does not carry on a sign-in. */
function isRedirect({ status }) {
    return status === 301 || status === 302 || status === 307 || status === 308;
}
/**
 * The origin to go on with. Credentials follow a redirect only to the same host or within Tableau Cloud, only over
 * https (on loopback also over http, if that was configured), and only to the same page
 * (docs/architecture.md#security-rules).
 * Throws a ConfigurationError that names both hosts.
 */
function redirectedOrigin(from, location, configured) {
    const to = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null;
    if (to === null) {
        throw new errors/* ConfigurationError */.j1(`${from.host} answers with a redirect that leads nowhere: check tableau-server-url in a browser.`);
    }
    const sameHost = to.hostname === from.hostname || (0,server_address/* sameServer */.AD)(to, from);
    if (!sameHost || !isSafe(to, new URL(configured)) || !isSamePage(from, to)) {
        throw new errors/* ConfigurationError */.j1(`${from.host} redirects to ${to.protocol}//${to.host}, where the credentials must not go: if that is your Tableau server, set tableau-server-url to it.`);
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

;// CONCATENATED MODULE: ./src/tableau/client/sign-in-refusals.ts
/** The finer codes of a refused JWT (docs/facts/tableau.md#connected-app-jwt), each with what to check. */
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
        : `tableau-site ("${oneLine(site)}": give what stands behind /site/ in the browser's address, in the same case, not its display name)`;
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

;// CONCATENATED MODULE: ./src/tableau/client/version.ts
/** The newest version whose answers we know (docs/facts/tableau.md#api-versions). */
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
/** Long enough for a burst of sign-ins to be over. */
const BURST_PAUSE = 5_000;
const serverInfo = schemas/* object */.Ikc({ serverInfo: schemas/* object */.Ikc({ restApiVersion: shapes_text }) });
const signInAnswer = schemas/* object */.Ikc({
    credentials: schemas/* object */.Ikc({
        token: shapes_text.refine((token) => /^[\x21-\x7e]+$/.test(token), 'a session token that no header can carry'),
        site: schemas/* object */.Ikc({ id: shapes_text.refine((id) => /^[\w-]+$/.test(id), 'a site id that is none') }),
    }),
});
/** Asks the server for its version. Throws a ConfigurationError or a SessionError, each with one sentence. */
async function findServer(options) {
    const configured = (0,server_address/* serverAddress */.aD)(options.server);
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
        throw new errors/* ConfigurationError */.j1(`The Tableau server at ${origin} is too old to sign in with ${means}: it needs version ${formatVersion(minimum)} of the REST API and has ${offered === null ? 'an unknown one' : formatVersion(offered)}.`);
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
/** One of the two calls that may be redirected; repeating a sign-in only starts another session. */
async function settle(options, origin, step) {
    try {
        return await repeatedly(() => follow(options, origin, step), {
            ...repeatingOf(options),
            attempts: ATTEMPTS,
            mayPass: (error) => isBurst(error) || (isTransient(error) && !(error instanceof client_errors/* NotTableauError */.AW && error.status < 300)),
            leastPause: (error) => (isBurst(error) ? BURST_PAUSE : 0),
        });
    }
    catch (error) {
        throw explain(error, options);
    }
}
/** Many sign-ins at once, as of a matrix, may be answered so; of wrong credentials Tableau says 401001. */
function isBurst(error) {
    return error instanceof client_errors/* TableauError */.pI && error.code === '401002';
}
async function follow(options, start, step) {
    let origin = start;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
        const request = await step.requestAt(origin);
        const response = await options.http(request);
        if (!isRedirect(response)) {
            return { origin, answer: parseAnswer(step.schema, readAnswer(response, request.url), request.url) };
        }
        const from = new URL(request.url);
        const to = redirectedOrigin(from, response.headers['location'], (0,server_address/* serverAddress */.aD)(options.server));
        // Only the same page is gone on with, and so the same path before it.
        origin = `${to}${origin.slice(from.origin.length)}`;
    }
    throw new errors/* ConfigurationError */.j1(`${new URL(start).host} redirects again and again, last to ${new URL(origin).host}: set tableau-server-url to the host that a browser ends up at.`);
}
function explain(error, { server, site, credentials }) {
    if (error instanceof client_errors/* TableauError */.pI && error.status < 500 && error.status !== 429) {
        return new errors/* ConfigurationError */.j1(explainRefusal(error, credentials, site));
    }
    if (error instanceof client_errors/* NotTableauError */.AW && error.status < 500) {
        return new errors/* ConfigurationError */.j1(`No Tableau server answers at ${(0,server_address/* serverAddress */.aD)(server)}: status ${error.status} and ${error.came} came from ${error.url}; check tableau-server-url.`);
    }
    if (error instanceof http/* HttpError */.j$ || error instanceof client_errors/* NotTableauError */.AW || error instanceof client_errors/* TableauError */.pI) {
        const why = (0,errors/* sentenceOf */.$N)(error).replace(/\.$/, '');
        return new client_errors/* SessionError */.Pc('unreachable', `No session with Tableau: ${why}; check tableau-server-url, Tableau's status page, and that this runner may reach the server.`);
    }
    return error;
}

;// CONCATENATED MODULE: ./src/tableau/client/calls.ts










const calls_ATTEMPTS = 5;
/** Two workflows with one token would end each other's sessions for ever (docs/facts/tableau.md#one-session-per-token). */
const MOST_RENEWALS = 3;
/** Finds the server and signs in. Every secret is masked before its first use. */
async function openCalls(given) {
    (0,masking/* maskForms */.y)(given.mask, secretOf(given.credentials));
    const options = { ...given, http: logged(given), warn: once(given.warn) };
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
        unexplained: { count: 0 },
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
    return error instanceof client_errors/* TableauError */.pI && error.status === 401;
}
/**
 * The likely cause of a 401002 that a new sign-in does not cure: a missing scope (docs/facts/tableau.md#jwt-scopes), or
 * another user of the same token (docs/facts/tableau.md#one-session-per-token).
 */
function lost({ credentials }) {
    return credentials.kind === 'connected-app'
        ? new client_errors/* SessionError */.Pc('scope', "Tableau refuses a call right after signing in with the connected app (401002): its JWT probably lacks a scope, so check the connected app's access level, and that the server is at least 2025.1 (jobs) and 2023.3 (lineage).")
        : new client_errors/* SessionError */.Pc('lost', 'Tableau ended the session again and again (401002): something else signs in with the same personal access token, which allows one session only; give this workflow a token of its own, or use a concurrency group.');
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
/** A list that is read for every poll would say the same each time. */
function once(warn) {
    const said = new Set();
    return (sentence) => {
        if (!said.has(sentence))
            warn(sentence);
        said.add(sentence);
    };
}
/** One debug line per exchange. URLs hold identifiers and percent-encoded names, never secrets. */
function logged({ http, log, clock, signal, beforeCall }) {
    return async (request) => {
        const start = clock.now();
        // What tidies up after a cancelled run goes on: signing out, and cancelling its jobs (the only PUT).
        const tidiesUp = request.url.endsWith('/auth/signout') || request.method === 'PUT';
        if (!tidiesUp)
            beforeCall?.(doing(request));
        // A sign-in that is on its way is let end: Tableau may have opened a session, which only its token can close.
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

;// CONCATENATED MODULE: ./src/tableau/lineage/custom-sql.ts
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
/** The dialects by how the name of a Tableau connector begins (docs/facts/tableau.md#connectors). */
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
/** The query without Tableau's marks (docs/facts/tableau.md#custom-sql-marks). A parameter may be a number or a text. */
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
/** So many values are safe in one filter; some 10,000 gave empty answers (docs/facts/tableau.md#long-filters). */
const VALUES_IN_A_CALL = 1000;
function inGroups(values) {
    const groups = [];
    for (let at = 0; at < values.length; at += VALUES_IN_A_CALL)
        groups.push(values.slice(at, at + VALUES_IN_A_CALL));
    return groups;
}
/**
 * Tableau's own reading of a query counts, but it drops schemas and databases (docs/facts/tableau.md#table-names). Our
 * parser adds them where both agree about the names, and reads alone what Tableau cannot; null where neither can.
 */
async function tablesOfQuery(text, given) {
    if (given.length === 0)
        return tablesInSql(text);
    const parsed = given.some(isVague) ? ((await tablesInSql(text)) ?? []) : [];
    return given.flatMap((table) => told(table, parsed));
}
/**
 * The same custom SQL; what these workbooks and data sources read of it names its tables as its text does. Only such texts
 * are asked for: those of a whole site may be large. Where Tableau gives none, its own reading stands.
 */
async function withTablesInFull(site, customSql, luids) {
    const vague = customSql.nodes
        .map(({ node }) => node)
        .filter((query) => query_tables_readersOf(query).some((luid) => luids.has(luid)))
        .filter(({ tables }) => tables.length === 0 || tables.some(isVague));
    if (vague.length === 0)
        return customSql;
    const lists = inGroups(vague.map(({ id }) => id)).map((ids) => new Listing(QUERIES, { idWithin: ids }));
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
function isVague({ schema, database, fullName }) {
    return schema === null || (database === null && (fullName ?? '').split('.').length < 3);
}
/** The parser's tables of that name, whose full name tells more; the table itself where it finds none. */
function told(table, parsed) {
    const name = (table.name ?? '').toLowerCase();
    const same = isVague(table) ? parsed.filter((one) => one.name?.toLowerCase() === `"${name}"`) : [];
    return same.length > 0 ? same.map((one) => ({ ...one, name: table.name })) : [table];
}

;// CONCATENATED MODULE: ./src/tableau/lineage/downstream.ts








/**
 * Who reads tables of these names. Asked by name, so that calls grow with the names; where Tableau refuses the filter,
 * all workbooks and data sources of the site are walked. Throws a LineageOffError where there is no lineage.
 */
async function downstreamOf(site, question) {
    try {
        return await unlessOff(site, () => askByName(site, question));
    }
    catch (error) {
        if (!(error instanceof client_errors/* QuestionRefusedError */.HW))
            throw error;
        return walk(site, question);
    }
}
async function askByName(site, { names, mayMention }) {
    // Custom SQL that Tableau could not parse: no table leads to it.
    const unparsed = new Listing(QUERIES, { isUnsupportedCustomSqlWithin: [true] });
    const asked = inGroups(names).map((group) => new Listing(READ_TABLES, { nameWithin: group }));
    for (const list of [unparsed, ...asked]) {
        await readAll(site.calls, [list]);
        throwIfOtherwise(list);
    }
    const tables = asked.flatMap(({ answers }) => answers.nodes.map(({ node }) => node));
    const queries = new Map(tables.flatMap((table) => table.referencedByQueries.map((query) => [query.id, query])));
    const incomplete = [
        ...asked.flatMap(({ answers, filter }) => gapsIn(answers, `what reads ${downstream_some(filter['nameWithin'] ?? [])}`)),
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
/** A filter that Tableau does not take is no reason to give up: the lists without it tell the same. */
function throwIfOtherwise({ refusal }) {
    if (refusal !== null && meaningOf(refusal).again === 'otherwise')
        throw new client_errors/* QuestionRefusedError */.HW(clauseOf(refusal));
}
function reads(table, query) {
    return table.referencedByQueries.some(({ id }) => id === query.id);
}
/** Through virtual connections too, whose tables stand between. */
function directly(node) {
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
function downstream_hidden(count) {
    if (count === 0)
        return [];
    return [
        `Tableau hides the names of ${count} tables from the signed-in user, so dashboards on them may be missing: sign in as a site administrator.`,
    ];
}
/** `what`: what was asked for, as in "… may be missing". */
function gapsIn({ problems }, what) {
    return sentencesOf(problems, `${what} may be missing`);
}
const downstream_NAMES_TOLD = 5;
function downstream_some(names) {
    const plain = [...new Set(names.map((name) => String(name).toLowerCase()))].filter((name) => /^[^.[\]`]+$/.test(name));
    const shown = plain.slice(0, downstream_NAMES_TOLD).join(', ');
    return plain.length > downstream_NAMES_TOLD ? `${shown} and ${plain.length - downstream_NAMES_TOLD} more tables` : shown;
}
/** All workbooks, data sources and custom SQL of the site: the way for a Tableau that takes no filter by name. */
async function walk(site, { names, mayMention }) {
    const workbooks = new Listing(WORKBOOKS);
    const datasources = new Listing(DATASOURCES);
    const customSql = new Listing(ALL_CUSTOM_SQL);
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
            ...gapsIn(workbooks.answers, 'workbooks'),
            ...gapsIn(datasources.answers, 'published data sources'),
            ...gapsIn(customSql.answers, 'custom SQL'),
            ...downstream_hidden(direct.filter(({ table }) => isNameless(table)).length),
        ],
        notices: ['Tableau takes no filter by table name, so the whole site was read, which takes more calls.'],
        kinds,
    };
}

;// CONCATENATED MODULE: ./src/tableau/lineage/last-update.ts





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
        if (error instanceof client_errors/* LineageOffError */.tr)
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

// EXTERNAL MODULE: ./src/tableau/types.ts
var tableau_types = __webpack_require__(2379);
;// CONCATENATED MODULE: ./src/tableau/lineage/describe-by-rest.ts





/**
 * What REST alone tells: extracts, Bridge, and which published data sources a workbook reads; never the tables, nor which
 * of its data sources have an extract. `why` REST had to be asked is a gap of each.
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
/** What a workbook's connections show; null where they are refused. */
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
/** Null without the permission, or where an older server refuses connections to a JWT (docs/facts/tableau.md#jwt-scopes). */
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


/** The data sources of a workbook; of a published data source itself. */
function sourcesOf(seen) {
    return seen.kind === 'workbook' ? seen.node.embeddedDatasources : [seen.node];
}
/** Every published data source that content shows, in an extract or live. */
function readsOf(seen) {
    return publishedOf(sourcesOf(seen), seen.luid);
}
function publishedOf(sources, reader) {
    const luids = sources.flatMap((source) => source.upstreamDatasources.map(({ luid }) => asLuid(luid)));
    return [...new Set(luids)].filter((luid) => luid !== reader && luid !== '');
}
/**
 * Only embedded data sources with an extract count for the extract. To which of them custom SQL belongs Tableau does not
 * tell: where there are extracts, it counts as theirs.
 */
function readingsOf(content, evidence) {
    const sources = sourcesOf(content);
    const extracts = sources.filter(({ hasExtracts }) => hasExtracts !== false);
    const own = extracts.length > 0 ? extracts : sources;
    const beside = sources.filter((source) => !own.includes(source));
    const site = new SiteEvidence(content, evidence);
    return {
        own: site.readingOf(own, site.queries),
        live: beside.length === 0 ? tableau_types/* NO_READING */.L : site.readingOf(beside, []),
    };
}
class SiteEvidence {
    content;
    evidence;
    /** Custom SQL that the content reads itself, not through a published data source. */
    queries;
    /** Data sources of the content that show nothing; custom SQL may explain as many as there are queries. */
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
     * A data source repeats the tables of the published ones that it reads (docs/simulators.md); what these do not have is its
     * own: a table joined to it, or the other half of a blend.
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
/** Of such a published data source not even the LUID is shown. */
function readsHidden({ upstreamDatasources }) {
    return upstreamDatasources.some(({ luid }) => luid === '');
}
/** Unsupported custom SQL is a reason by itself. */
function isBlank({ upstreamTables, upstreamDatasources, containsUnsupportedCustomSql }) {
    return (upstreamTables.length === 0 && upstreamDatasources.length === 0 && containsUnsupportedCustomSql !== true);
}
/** Tableau lists everything downstream of a query; whoever reads it through a data source in that list does so indirectly. */
function isDirect(query, luid, behind) {
    const downstream = new Set([...query.downstreamWorkbooks, ...query.downstreamDatasources].map((one) => asLuid(one.luid)));
    return downstream.has(luid) && !behind.some((read) => downstream.has(read));
}
/** Users who are no administrators get tables without names (docs/facts/tableau.md#hidden-items). */
function isRedacted({ name, fullName }) {
    return name === null && fullName === null;
}
function textOf(table) {
    return JSON.stringify(table);
}
/** In an order of our own: Tableau's changes from answer to answer. */
function own_tables_distinct(tables) {
    const byText = new Map(tables.map((table) => [textOf(table), table]));
    return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, table]) => table);
}

;// CONCATENATED MODULE: ./src/tableau/lineage/describe.ts









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
        if (!(error instanceof client_errors/* LineageOffError */.tr))
            throw error;
        const notice = `${error.message}, so that nobody knows which tables Tableau reads: every upstream in dbt counts for each extract.`;
        const described = await describeByRest(site, contents, 'lineage-off');
        return { contents: described, notices: [notice, ...noticesOf(described)] };
    }
}
async function throughMetadata(site, contents) {
    const { seen, problems } = await seeAll(site, contents, (sought) => look(site, sought));
    const customSql = await withTablesInFull(site, await takeCustomSql(site), seen);
    const unseen = contents.filter(({ luid }) => !seen.has(luid));
    // Of an answer that is not whole, REST may know what it lacks: what is missing for good, nobody may see.
    const short = problems.length === 0 ? [] : contents.filter(({ luid }) => lacksSource(luid, seen));
    const isLimited = customSql.problems.length > 0;
    const doubtful = contents.filter((content) => !short.includes(content) &&
        (mayLackExtracts(content, seen) || mayLackSources(content, seen, isLimited)));
    const [described, notIndexed, byRest] = await Promise.all([
        describeSeen(site, [...seen.values()], customSql),
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
/** What both describe is as Metadata shows it; REST adds what was cut off there. */
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
/** `known`: all content that the signed-in user was shown. */
function withHiddenSources(lineage, known) {
    const shown = (reading) => reading.reads.every((luid) => known.has(luid))
        ? reading
        : { ...reading, gaps: union(reading.gaps, ['hidden-source']) };
    return { ...shown(lineage), live: shown(lineage.live) };
}
function union(some, more) {
    return [...new Set([...some, ...more])];
}
/** The contents, then the published data sources they read, then those that these read. */
async function seeAll(site, contents, lookFor) {
    const seen = new Map();
    const asked = new Set();
    const problems = new Set();
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
        for (const problem of answer.problems)
            problems.add(problem);
        const reads = new Set([...seen.values()].flatMap(readsOf));
        wanted = [...reads].filter((luid) => !asked.has(luid)).map((luid) => ({ kind: 'datasource', luid }));
    }
    return { seen, problems: [...problems] };
}
function soughtIn(missing) {
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
/** A workbook of which only a part was shown may have an extract in the other part. */
function mayLackExtracts({ luid }, all) {
    const seen = all.get(luid);
    return seen !== undefined && mayLackParts(seen) && hasExtract(seen) !== true;
}
/** Every workbook has a data source: one that shows none was not shown whole. */
function mayLackParts(seen) {
    return seen.kind === 'workbook' && (!seen.whole || sourcesOf(seen).length === 0);
}
/**
 * A published data source that the user may not see can be missing without any error, so that its workbook looks like one
 * with a live connection (docs/facts/tableau.md#hidden-items). Only a user from whom something else is hidden need be asked about.
 */
function mayLackSources({ luid }, all, isLimited) {
    const seen = all.get(luid);
    if (seen?.kind !== 'workbook' || hasExtract(seen) === true)
        return false;
    const alone = sourcesOf(seen).filter(({ upstreamDatasources }) => upstreamDatasources.length === 0);
    return alone.some(({ upstreamTables }) => isLimited || upstreamTables.some(isRedacted));
}
async function describeSeen(site, all, customSql) {
    const evidence = { seen: new Map(all.map((seen) => [seen.luid, seen])), customSql };
    const rows = await datasourceRows(site, all);
    return Promise.all(all.map(async (seen) => {
        const { own, live } = readingsOf(seen, evidence);
        const row = rows.get(seen.luid);
        const content = await contentOfSeen(site, seen);
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
/** Only REST shows the project's id and Bridge (docs/facts/tableau.md#bridge-data-sources). One call for all unknown ones. */
async function datasourceRows(site, all) {
    const missing = all.filter(({ kind, luid }) => kind === 'datasource' && !site.datasourceRows.has(luid));
    if (missing.length > 0) {
        const name = missing.map(({ node }) => node.name);
        keepRows(site, await queryContent(site.calls, 'datasource', { name }));
    }
    return site.datasourceRows;
}
/** Of a workbook that was shown in part only, that none has an extract is not known. */
function hasExtract(seen) {
    const told = sourcesOf(seen).map((source) => source.hasExtracts);
    if (told.includes(true))
        return true;
    return told.includes(null) || mayLackParts(seen) ? null : false;
}
const ADMINISTRATOR = 'a site administrator, or a user who may view and connect to it, sees it';
/** Null: said once for the whole answer. */
const WHY = {
    'lineage-off': null,
    'not-indexed': "Tableau's lineage does not show them yet, which may take minutes after publishing",
    incomplete: 'Tableau gave only a part of it',
    'incomplete-custom-sql': null,
    redacted: 'names of tables are hidden from the signed-in user; a site administrator sees them',
    'custom-sql': 'Tableau could not read its custom SQL',
    'virtual-connection': 'its tables lie behind a virtual connection',
    'nothing-shown': `Tableau names neither tables nor a published data source for it. If it reads a published one that is hidden from the signed-in user, ${ADMINISTRATOR}`,
    'hidden-source': `it reads a published data source that the signed-in user may not see; ${ADMINISTRATOR}`,
    'connections-refused': `Tableau does not show the signed-in user its connections, so that a published data source behind it cannot be seen; ${ADMINISTRATOR}`,
};
const MAY_LACK = 'what extracts read may be missing, and there depends_on counts';
/** One sentence for each reason, and for each code that may have cut an answer. */
function noticesOf(lineages, problems = []) {
    const gaps = lineages.map(({ gaps: own, live }) => new Set([...own, ...live.gaps]));
    const isCut = gaps.some((some) => CUT.some((gap) => some.has(gap)));
    const sentences = tableau_types/* GAPS */.G.flatMap((gap) => {
        const why = WHY[gap];
        const count = gaps.filter((some) => some.has(gap)).length;
        if (count === 0 || why === null)
            return [];
        return [`Lineage is not wholly known for ${count} of the workbooks and data sources: ${why}.`];
    });
    return isCut ? [...sentences, ...sentencesOf([...new Set(problems)], MAY_LACK)] : sentences;
}
const CUT = ['not-indexed', 'incomplete', 'incomplete-custom-sql'];

;// CONCATENATED MODULE: ./src/tableau/lineage/faces.ts



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
    const lineages = (await describeSeen(site, all, answers)).map((lineage) => withHiddenSources(lineage, seen));
    const unseen = wanted.filter(({ luid }) => !seen.has(luid)).length;
    const withGap = (gap) => lineages.filter(({ gaps, live }) => [...gaps, ...live.gaps].includes(gap)).length;
    const cut = withGap('incomplete');
    const hiding = withGap('hidden-source');
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
                    `Tableau gave only a part of what ${cut} of the workbooks and data sources read${problems.length === 0 ? '' : ` (${namesOf(problems)})`}: some of their extracts or tables may be missing.`,
                ]),
            ...(hiding === 0
                ? []
                : [
                    `${hiding} of the workbooks and data sources read a published data source that the signed-in user may not see, so that its extract is not refreshed: sign in as a site administrator, or as a user who may view and connect to it.`,
                ]),
        ],
    };
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

;// CONCATENATED MODULE: ./src/tableau/rest/jobs.ts








const target = schemas/* object */.Ikc({ id: shapes_text }).nullish();
const jobAnswer = schemas/* object */.Ikc({
    job: schemas/* object */.Ikc({
        id: shapes_text,
        createdAt: instant,
        startedAt: instant,
        completedAt: instant,
        finishCode: wholeNumber,
        extractRefreshJob: schemas/* object */.Ikc({ notes: optionalText, workbook: target, datasource: target }).nullish(),
        statusNotes: listOf('statusNote', schemas/* object */.Ikc({ type: optionalText, value: optionalText, text: optionalText })),
    }),
});
/** Below 3.25 Tableau takes no JWT for jobs (docs/facts/tableau.md#jwt-scopes); asking would only cost a renewal. */
function mayQueryJobs({ version, options }) {
    return options.credentials.kind === 'token' || isAtLeast(version, INCREMENTAL_AND_JWT_JOBS);
}
/**
 * One job. `unknown-now`: Tableau does not know it at the moment, as happens soon after it was made and after a
 * clean-up (docs/facts/tableau.md#jobs-that-cannot-be-queried); the list of jobs may still have it.
 */
async function queryJob(calls, { id, viaBridge }) {
    if (!mayQueryJobs(calls))
        throw lost(calls.options);
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
    return {
        id: job.id,
        state: jobs_stateOf(job, viaBridge),
        createdAt: job.createdAt,
        startedAt: job.startedAt,
        completedAt: job.completedAt,
        notes: [notes, ...job.statusNotes.map(textOfNote)].filter((one) => (one ?? '') !== '').join('\n'),
        target: workbook
            ? { kind: 'workbook', luid: asLuid(workbook.id) }
            : datasource
                ? { kind: 'datasource', luid: asLuid(datasource.id) }
                : null,
    };
}
/** With its error code, where it is one of Tableau's: no language changes it. */
function textOfNote({ type, value, text: words }) {
    const isCode = type === 'errorCode' && /^\d{6}$/.test(value ?? '');
    return isCode ? `${value ?? ''} ${words ?? ''}`.trim() : words;
}
/** Done means `completedAt`; a finishCode alone means nothing (docs/facts/tableau.md#jobs). */
function jobs_stateOf({ startedAt, completedAt, finishCode, statusNotes }, viaBridge) {
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
    id: shapes_text,
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
/** Refresh jobs of the whole site; `not-allowed` where this user may not list jobs (docs/facts/tableau.md#list-of-jobs). */
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
 * Asks Tableau to cancel a job (docs/facts/tableau.md#cancelling-a-job); one that has ended stays as it is.
 * `not-allowed`: this user may not, or the connected app was not asked for the scope.
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
const request_refresh_answer = schemas/* object */.Ikc({ job: schemas/* object */.Ikc({ id: shapes_text }) });
/** Asks Tableau to refresh an extract (docs/facts/tableau.md#requesting-a-refresh). Throws only when the session is lost. */
async function requestRefresh(calls, { kind, luid }, mode) {
    if (mode === 'incremental' && !isAtLeast(calls.version, INCREMENTAL_AND_JWT_JOBS)) {
        return { kind: 'incremental-refused' };
    }
    const path = `${PATHS[kind]}/${encodeURIComponent(luid)}/refresh`;
    try {
        const sent = await calls.send('POST', path, mode === 'incremental' ? INCREMENTAL : FULL);
        return { kind: 'requested', jobId: parseAnswer(request_refresh_answer, sent, `${calls.origin()}/${path}`).job.id };
    }
    catch (error) {
        return whyNot(error, mode, calls.options.clock.now());
    }
}
function whyNot(error, mode, now) {
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
        schedule: schemas/* object */.Ikc({ nextRunAt: instant, frequency: optionalText }).nullish(),
    })
        .nullish(),
});
const TASKS = { path: 'tasks/extractRefreshes', page: pageOf('tasks', 'task', schedules_row) };
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
        if (error instanceof client_errors/* TableauError */.pI && error.status === 403)
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
        tellProjectPaths: () => site.projects.ask().catch(() => undefined),
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

;// CONCATENATED MODULE: ./src/run/tableau-session.ts




/**
 * Opens the one session of a run, and signs out at its end.
 * @throws ConfigurationError when an input that it needs is missing.
 */
async function withSession({ http, clock, random, signal, runner }, { tableau: { server, site, credentials }, onCancel }, hooks, use) {
    if (server === null) {
        throw new errors/* ConfigurationError */.j1("tableau-server-url is empty, but there are exposures of Tableau: give the server's address.");
    }
    if (credentials === null) {
        throw new errors/* ConfigurationError */.j1('There are no credentials for Tableau: give tableau-token-name and tableau-token-secret, or a connected app by tableau-client-id, tableau-secret-id, tableau-secret-value and tableau-username.');
    }
    const mask = (secret) => runner.setSecret(secret);
    const mayCancel = onCancel === 'cancel';
    return withTableau({ http, clock, random, signal, mask, server, site, credentials, mayCancel, ...hooks }, use).catch((error) => {
        throw withRemedy(error);
    });
}
/** What came between this run and Tableau while it read knows no more than what it met. */
function withRemedy(error) {
    const isServers = error instanceof client_errors/* TableauError */.pI && error.status >= 500;
    if (!isServers && !(error instanceof http/* HttpError */.j$) && !(error instanceof client_errors/* NotTableauError */.AW))
        return error;
    const met = (0,errors/* sentenceOf */.$N)(error).replace(/\.$/, '');
    const sentence = `${met}; check Tableau's status page, and what stands between this runner and Tableau: a proxy, gateway or firewall.`;
    return new client_errors/* SessionError */.Pc('unreachable', sentence);
}
/** What a run must know that will wait for refreshes whose jobs it may not see. */
function unseenJobs(version) {
    return `Tableau's REST API ${version} shows no jobs to a connected app: refreshes are requested but not waited for, and the next run judges each by its extract's last update. Upgrade Tableau to API 3.25, or use a personal access token, to wait for them.`;
}

;// CONCATENATED MODULE: ./src/run/plan-and-refresh.ts




















/**
 * The second half of `main`, of builds and of pull requests alike: extracts, settle, plan, refresh. Loaded only where there
 * is something to refresh. Returns null where `select` and `exclude` leave no exposure.
 */
async function planAndRefresh(run, known) {
    const { action, draft, log, preparation } = run;
    const { inputs, project, declared } = known;
    const chosen = chooseExposures(declared, project.manifest, inputs.selection);
    draft.declared(chosen);
    if ((0,run_project/* isWithoutExposures */.x)(chosen, inputs, project)) {
        draft.note((0,notice/* warnings */.A)(chosen.unmatched.values()));
        return null;
    }
    draft.tableau = (0,run_inputs/* addressOf */.ci)(inputs);
    preparation.set(inputs.timeout);
    const hooks = {
        beforeCall: preparation.check,
        log: (line) => log.detail(line),
        warn: (sentence) => draft.say('warning', sentence),
    };
    return withSession(action, inputs, hooks, async (tableau) => {
        const { journal } = known.state;
        const resolved = await findExtracts(run, known, chosen, tableau);
        await settleOpenRequests(resolved.extracts, { tableau, journal, clock: action.clock, log });
        await reportForeignRefreshes(run, resolved, journal, tableau);
        const { input, planned } = planExtracts(run, known, chosen, resolved);
        if (draft.mode.kind === 'real')
            await refreshExtracts(run, { planned, input, inputs, journal, tableau });
        return planned;
    });
}
/** The extracts behind the exposures. What Tableau showed is kept for runs without dbt's files, and compared with dbt's. */
async function findExtracts({ action, draft, log, workspace }, { inputs, project, landed, state: { journal } }, chosen, tableau) {
    const site = (0,run_inputs/* addressOf */.ci)(inputs);
    const { relationMap } = inputs;
    const now = action.clock.now();
    const discovered = await discoverExposures({ inputs, project, landed, journal, now }, tableau);
    draft.note(discovered.notices);
    const port = (0,catalogue/* contentPort */.jn)(tableau, { project, chosen, journal, site });
    const resolved = await resolveExposures(chosen, port, {
        manifest: project.manifest,
        relationMap,
        discovered,
    });
    // Without dbt's files there is nothing to keep, and nothing to compare with.
    if (project.answers !== null)
        return resolved;
    const { answers, discovery } = resolved;
    draft.note((0,notice/* notices */.o)((0,catalogue/* keepCatalogue */.VA)({ project, answers, discovery, journal, now })));
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
/** Others may refresh the same extracts; that this cannot be found out is no reason to stop. */
async function reportForeignRefreshes({ draft, log }, { extracts }, { state: { requests } }, tableau) {
    try {
        draft.note((0,notice/* warnings */.A)(await foreignRefreshes(extracts, requests, tableau)));
    }
    catch (error) {
        if (endsSession(error))
            throw error;
        log.detail(`Tableau's schedules cannot be read: ${(0,errors/* sentenceOf */.$N)(error)}`);
    }
}
function planExtracts({ action, draft, event, log }, { inputs, project, state, reached }, chosen, resolved) {
    const unknown = inputs.dbtArtifacts === 'none' ? null : (0,saved_state/* whatIsUnknown */.ZP)(state, draft.mode);
    if (unknown !== null)
        draft.say('notice', unknown);
    draft.note(lineageNotices(resolved));
    const now = action.clock.now();
    const input = planInput({
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
    draft.note((0,notice/* notices */.o)(firstDiscovery(planned, input.requests, draft.mode.kind === 'real')));
    // Without state nothing is known of what a pull request does not reach: no news for a reviewer.
    const isKnown = reached === null || state.dbt.state.nodes.size > 0;
    const shown = isKnown ? planned : reading(planned, reached);
    draft.planned(shown);
    log.planned(shown, draft.mode);
    return { input, planned };
}
async function refreshExtracts({ action: { clock, signal }, draft, log, preparation }, { planned, input, inputs, journal, tableau }) {
    const starts = planned.extracts.some(({ decision }) => decision.decision === 'refresh');
    if (starts && inputs.wait && !tableau.canQueryJobs)
        draft.say('notice', unseenJobs(tableau.version));
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


/***/ })

};
