export const id = 963;
export const ids = [963];
export const modules = {

/***/ 6497:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ codeHash),
/* harmony export */   Nu: () => (/* binding */ isTest),
/* harmony export */   VU: () => (/* binding */ holdsData),
/* harmony export */   gJ: () => (/* binding */ testedNode),
/* harmony export */   pT: () => (/* binding */ ManifestReader),
/* harmony export */   ry: () => (/* binding */ codeIn),
/* harmony export */   u8: () => (/* binding */ nodeKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9691);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3916);
/* harmony import */ var _json_pick_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7245);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9217);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9359);







const KNOWN_VERSIONS = new Set([9, 10, 11, 12, 20]);
const dependsOn = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ nodes: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalTexts */ .To })
    .nullish()
    .transform((value) => (value?.nodes ?? []));
/** One tag may stand there as a text. */
const tagList = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()), zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()])
    .nullish()
    .transform((tags) => [tags ?? []].flat())
    .catch([]);
const config = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    materialized: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    meta: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J()).nullish(),
    tags: tagList,
})
    .nullish()
    .transform((value) => ({
    materialized: value?.materialized ?? null,
    meta: value?.meta ?? null,
    tags: value?.tags ?? [],
}));
/** JSON of a text or of null, unparsed. */
const code = zod__WEBPACK_IMPORTED_MODULE_4__/* .custom */ .IeY((value) => value === undefined || Buffer.isBuffer(value)).optional();
const nodeSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    resource_type: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    package_name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    database: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    schema: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    alias: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    identifier: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    config,
    access: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    depends_on: dependsOn,
    tags: tagList,
    original_file_path: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    raw_code: code,
    compiled_code: code,
});
const ownerSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ name: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR, email: zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP())]).nullish() })
    .nullish()
    .transform((owner) => [owner?.name ?? [], owner?.email ?? []].flat());
const exposureSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    package_name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    label: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    type: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    url: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    maturity: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    owner: ownerSchema,
    tags: tagList,
    original_file_path: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    depends_on: dependsOn,
    metrics: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP())).nullish(),
    meta: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J()).nullish(),
    config,
});
const semanticSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ depends_on: dependsOn });
/** A list, of anything that may be disabled: what is no exposure has none of these. */
const disabledSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    url: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    meta: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J()).nullish(),
    config,
}))
    .catch([]);
/** Of everything else in a manifest the bytes are passed over. */
const NODE = {
    resource_type: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    name: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    package_name: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    database: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    schema: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    alias: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    identifier: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    config: { materialized: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2, tags: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2 },
    access: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    depends_on: { nodes: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2 },
    tags: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    original_file_path: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    raw_code: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .BYTES */ .E9,
    compiled_code: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .BYTES */ .E9,
};
const EXPOSURE = {
    name: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    package_name: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    label: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    type: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    url: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    maturity: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    owner: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    tags: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    original_file_path: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    depends_on: { nodes: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2 },
    metrics: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    meta: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
    config: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
};
const DISABLED = { url: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2, meta: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2, config: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2 };
const SEMANTIC = { depends_on: { nodes: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2 } };
/** Reads one manifest v9–v12 or v20: `wanted` is what it picks of the file, `manifestOf` makes a manifest of that. */
class ManifestReader {
    #nodes = new _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .Members */ .Oe(nodeSchema.transform(toRawNode));
    #unitTests = new _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .Members */ .Oe(nodeSchema.extend({ resource_type: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().default('unit_test') }).transform(toRawNode));
    #exposures = new _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .Members */ .Oe(exposureSchema);
    #semantics = new _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .Members */ .Oe(semanticSchema);
    #disabled = new _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .Members */ .Oe(disabledSchema);
    get wanted() {
        const nodes = (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .every */ .Si)(NODE, this.#nodes.finish);
        const semantics = (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .every */ .Si)(SEMANTIC, this.#semantics.finish);
        return {
            metadata: _json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .ALL */ .y2,
            nodes,
            sources: nodes,
            functions: nodes,
            unit_tests: (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .every */ .Si)(NODE, this.#unitTests.finish),
            exposures: (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .every */ .Si)(EXPOSURE, this.#exposures.finish),
            metrics: semantics,
            semantic_models: semantics,
            saved_queries: semantics,
            disabled: (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .every */ .Si)((0,_json_pick_js__WEBPACK_IMPORTED_MODULE_2__/* .every */ .Si)(DISABLED), this.#disabled.finish),
        };
    }
    /** @throws ConfigurationError when it is not a manifest, or one of dbt before 1.5. */
    manifestOf(picked, path) {
        return toManifest((0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parseArtifact */ .GJ)(this.schema(), picked, path), path);
    }
    schema() {
        return zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
            metadata: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
                dbt_schema_version: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
                dbt_version: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
                generated_at: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
                invocation_id: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
                project_name: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
                project_id: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
                adapter_type: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
            }),
            nodes: this.#nodes.map,
            sources: this.#nodes.map,
            functions: this.#nodes.map,
            unit_tests: this.#unitTests.map,
            exposures: this.#exposures.map,
            metrics: this.#semantics.map,
            semantic_models: this.#semantics.map,
            saved_queries: this.#semantics.map,
            disabled: this.#disabled.map,
        });
    }
}
/** Only of what holds no data a new code is news (DESIGN §2): most code need not even be parsed. */
function toRawNode({ raw_code, compiled_code, ...node }) {
    const kind = { resourceType: node.resource_type, materialized: node.config.materialized };
    const code = holdsData(kind) || isTest(node.resource_type) ? null : (codeIn(compiled_code) ?? codeIn(raw_code));
    return { ...node, codeHash: codeHash(code) };
}
/** @param json a text or null */
function codeIn(json) {
    const code = json === undefined ? null : JSON.parse(json.toString());
    return typeof code === 'string' ? code : null;
}
function toManifest(manifest, path) {
    checkVersion(manifest.metadata.dbt_schema_version, path);
    const project = manifest.metadata.project_name ?? projectById(manifest);
    const metrics = metricsByName(manifest);
    const inProject = (name) => project === null || name === project;
    const exposures = [...manifest.exposures].filter(([, { package_name }]) => inProject(package_name));
    const disabled = [...manifest.disabled].filter(([id]) => id.startsWith('exposure.') && inProject(id.split('.')[1] ?? ''));
    return {
        path,
        dbtVersion: manifest.metadata.dbt_version,
        adapterType: manifest.metadata.adapter_type,
        projectName: project,
        invocationId: manifest.metadata.invocation_id,
        generatedAt: (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInstant */ .nV)(manifest.metadata.generated_at),
        nodes: nodesOf(manifest),
        semantics: semanticsOf(manifest),
        exposures: exposures.map(([id, exposure]) => toExposure(id, exposure, metrics)),
        disabledExposures: disabled.map(([id]) => (0,_types_js__WEBPACK_IMPORTED_MODULE_5__/* .nodeName */ .q)(id)),
        pointers: [
            ...exposures.map(([, exposure]) => pointerOf(exposure)),
            ...disabled.flatMap(([id, all]) => all.map((one) => pointerOf({ ...one, name: (0,_types_js__WEBPACK_IMPORTED_MODULE_5__/* .nodeName */ .q)(id) }))),
        ],
    };
}
function pointerOf({ name, url, meta, config: own }) {
    return { name, url, meta: { ...meta, ...own.meta } };
}
function checkVersion(schemaVersion, path) {
    const version = Number(/\/manifest\/v(\d+)(?:\.json|\/)/.exec(schemaVersion)?.[1]);
    if (Number.isNaN(version)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ConfigurationError */ .j(`${path} is not a dbt manifest (dbt_schema_version is ${schemaVersion}).`);
    }
    if (version < Math.min(...KNOWN_VERSIONS)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ConfigurationError */ .j(`${path} was written by dbt before 1.5 (manifest v${version}): use a newer dbt.`);
    }
}
/** Manifests before v10 name no project, but carry the MD5 of its name. */
function projectById(manifest) {
    const packages = new Set([...manifest.nodes.values()].map((node) => node.package_name));
    const md5 = (text) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('md5', text);
    return [...packages].find((name) => md5(name) === manifest.metadata.project_id) ?? null;
}
function nodesOf(manifest) {
    const raw = new Map([...manifest.nodes, ...manifest.sources, ...manifest.functions, ...manifest.unit_tests]);
    const nodes = new Map();
    for (const [text, node] of raw) {
        const id = text;
        const home = isTest(node.resource_type) ? (testedNode(node.depends_on, raw) ?? node) : node;
        nodes.set(id, {
            id,
            key: nodeKey(id, home.database, home.schema),
            resourceType: node.resource_type,
            name: node.name,
            packageName: node.package_name,
            database: node.database,
            schema: node.schema,
            identifier: node.alias ?? node.identifier ?? node.name,
            materialized: node.config.materialized,
            access: node.access,
            parents: node.depends_on,
            path: node.original_file_path ?? '',
            tags: [...new Set([...node.tags, ...node.config.tags])],
            codeHash: node.codeHash,
        });
    }
    return nodes;
}
/**
 * A test speaks for the environment of what it reads: the schema of its own failure table may be the same
 * in development and production, and a unit test has none at all.
 */
function testedNode(reads, nodes) {
    const tested = [...reads].sort().map((id) => nodes.get(id));
    return tested.find((node) => node !== undefined);
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
        type: raw.type ?? '',
        url: raw.url,
        maturity: raw.maturity,
        owner: raw.owner[0] ?? null,
        owners: raw.owner,
        tags: [...new Set([...raw.tags, ...raw.config.tags])],
        path: raw.original_file_path ?? '',
        dependsOn: [...new Set([...raw.depends_on, ...namedMetrics(raw.metrics ?? [], metrics)])],
        meta: { ...raw.meta, ...raw.config.meta },
    };
}
/** By the name that stands last in their ids. */
function metricsByName({ metrics }) {
    const byName = new Map();
    for (const id of metrics.keys()) {
        const name = id.split('.').at(-1) ?? '';
        byName.set(name, [...(byName.get(name) ?? []), id]);
    }
    return byName;
}
/** v2 names an exposure's metrics without listing them in `depends_on` (docs/fixtures.md). */
function namedMetrics(names, metrics) {
    return names.flatMap((parts) => metrics.get(parts.at(-1) ?? '') ?? []);
}
/** Views and ephemeral models hold no data of their own, nor do functions. */
function holdsData({ resourceType, materialized, }) {
    return resourceType !== 'function' && materialized !== 'view' && materialized !== 'ephemeral';
}
function isTest(resourceType) {
    return resourceType === 'test' || resourceType === 'unit_test';
}
function nodeKey(id, database, schema) {
    return `${id}@${database ?? ''}.${schema ?? ''}`.toLowerCase();
}
function codeHash(code) {
    return code === null ? null : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', code).slice(0, 16);
}


/***/ }),

/***/ 9217:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GJ: () => (/* binding */ parseArtifact),
/* harmony export */   Oe: () => (/* binding */ Members),
/* harmony export */   To: () => (/* binding */ optionalTexts),
/* harmony export */   mR: () => (/* binding */ optionalText)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9691);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);


/** A text that dbt may leave out or write as null (facts/dbt-artifacts.md §6.2). */
const optionalText = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .nullish()
    .transform((text) => text ?? null);
/** A list that dbt may leave out or write as null. */
const optionalTexts = zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())
    .nullish()
    .transform((texts) => texts ?? []);
/**
 * Members of an artifact that are parsed one by one while it is read. What does not fit is told once the kind of the file is
 * known: other files may have members of the same name.
 */
class Members {
    #schema;
    #issue = null;
    constructor(schema) {
        this.#schema = schema;
    }
    finish = (value, key) => {
        const parsed = this.#schema.safeParse(value);
        if (parsed.success)
            return parsed.data;
        this.#issue ??= `${key}: ${firstIssue(parsed.error)}`;
        return null;
    };
    /** A mapping that dbt may leave out or write as null, as it was picked. */
    get map() {
        return zod__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .IeY((value) => value === null || value instanceof Map, 'expected an object')
            .nullish()
            .transform((members, context) => {
            if (this.#issue !== null)
                context.addIssue({ code: 'custom', message: this.#issue });
            return members ?? new Map();
        });
    }
}
/** Parses an artifact; what does not fit is one sentence that names file and place. */
function parseArtifact(schema, raw, path) {
    const parsed = schema.safeParse(raw);
    if (parsed.success)
        return parsed.data;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j(`${path} is not what dbt writes there (${firstIssue(parsed.error)}): check dbt-artifacts, or build again.`);
}
function firstIssue(error) {
    const issue = error.issues[0];
    if (issue === undefined)
        return 'unknown shape';
    const place = issue.path.map(String).join('.');
    return place === '' ? issue.message : `${place}: ${issue.message}`;
}


/***/ }),

/***/ 5424:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hd: () => (/* binding */ parseRunResults),
/* harmony export */   PH: () => (/* binding */ hasVerdicts),
/* harmony export */   Vj: () => (/* binding */ verdictOf),
/* harmony export */   Z6: () => (/* binding */ wasRebuilt),
/* harmony export */   Zj: () => (/* binding */ WANTED_OF_RESULTS),
/* harmony export */   w1: () => (/* binding */ canLand)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9691);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3916);
/* harmony import */ var _json_pick_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7245);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6497);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9217);






/** Of everything else in a run_results or sources file the bytes are passed over. */
const WANTED_OF_RESULTS = {
    metadata: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    args: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    results: (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .every */ .Si)({
        unique_id: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
        status: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
        message: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
        timing: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
        compiled_code: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .BYTES */ .E9,
        batch_results: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
        max_loaded_at: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
        snapshotted_at: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    }, hashCode),
};
/** Compiled code is long, and only whether it has changed matters. */
function hashCode(picked) {
    if (typeof picked !== 'object' || picked === null)
        return picked;
    const { compiled_code, ...result } = picked;
    return { ...result, code_hash: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .codeHash */ .Al)((0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .codeIn */ .ry)(compiled_code)) };
}
const batchList = zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J())
    .nullish()
    .transform((batches) => batches?.length ?? 0);
const flag = zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J()
    .optional()
    .transform((value) => value === true);
const resultSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    unique_id: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    status: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    message: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    timing: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ started_at: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR, completed_at: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR })).nullish(),
    code_hash: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    batch_results: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ successful: batchList, failed: batchList }).nullish(),
});
const argsSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    which: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    rpc_method: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    invocation_command: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    empty: flag,
    full_refresh: flag,
})
    .nullish()
    .transform((args) => ({
    command: args?.which ?? args?.rpc_method ?? 'unknown',
    isRetry: /^dbt retry\b/.test(args?.invocation_command ?? ''),
    empty: args?.empty ?? false,
    fullRefresh: args?.full_refresh ?? false,
}));
const runResultsSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    metadata: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        dbt_schema_version: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
        dbt_version: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
        generated_at: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
        invocation_id: _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalText */ .mR,
    }),
    args: argsSchema,
    results: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(resultSchema),
});
/**
 * Run results v4–v6 of Core and v2 (facts/dbt-artifacts.md §7).
 * @throws ConfigurationError when it is something else.
 */
function parseRunResults(raw, path) {
    const file = (0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parseArtifact */ .GJ)(runResultsSchema, raw, path);
    const generatedAt = (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .parseInstant */ .nV)(file.metadata.generated_at);
    if (!file.metadata.dbt_schema_version.includes('/run-results/') || generatedAt === null) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ConfigurationError */ .j(`${path} is not a dbt run_results file.`);
    }
    return {
        ...file.args,
        path,
        dbtVersion: file.metadata.dbt_version,
        invocationId: file.metadata.invocation_id,
        generatedAt,
        results: file.results.map((result) => toResult(result, generatedAt)),
    };
}
function toResult(raw, generatedAt) {
    const instants = (key) => (raw.timing ?? []).map((step) => (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .parseInstant */ .nV)(step[key])).filter((instant) => instant !== null);
    const started = instants('started_at');
    const completed = instants('completed_at');
    return {
        id: raw.unique_id,
        status: raw.status.toLowerCase(),
        message: raw.message ?? '',
        startedAt: started.length === 0 ? null : Math.min(...started),
        completedAt: completed.length === 0 ? generatedAt : Math.max(...completed),
        codeHash: raw.code_hash,
        batches: raw.batch_results ?? null,
    };
}
const BUILDING = new Set(['build', 'run', 'seed', 'snapshot', 'clone']);
const JUDGING = new Set([...BUILDING, 'test']);
/** Whether results of this command can show that data landed. */
function canLand(results) {
    return BUILDING.has(results.command);
}
/** Whether its statuses say anything of success or failure: `compile` and `docs generate` call all a success. */
function hasVerdicts(results) {
    return JUDGING.has(results.command);
}
/** Messages of dbt State for a reused relation, and of `dbt clone` for one that was there already. */
const REUSED = /^(no-op|clone)\b|^no new changes|^new changes detected within|^cloned from/i;
/** Whether a model, seed or snapshot was really rebuilt or cloned (facts/dbt-artifacts.md §9). */
function wasRebuilt(result, results) {
    if (!canLand(results) || results.empty)
        return false;
    if (result.status === 'partial success')
        return true;
    if (result.status === 'warn')
        return true;
    if (result.status !== 'success' || REUSED.test(result.message))
        return false;
    const noBatchToRun = result.batches?.successful === 0 && result.batches.failed === 0;
    return !noBatchToRun;
}
const VERDICTS_OF_STATUS = {
    success: 'ok',
    pass: 'ok',
    warn: 'ok',
    reused: 'ok',
    'no-op': 'ok',
    error: 'failed',
    fail: 'failed',
    'partial success': 'failed',
    'runtime error': 'failed',
};
/**
 * What a result says of its node's health; null where it says nothing: skipped by fail-fast, an ephemeral
 * model that v2 calls skipped, a test that was not run.
 */
function verdictOf(result, node) {
    if (result.status === 'skipped') {
        return node.isTest || node.ephemeral || /fail_fast/i.test(result.message) ? null : 'failed';
    }
    if ((result.batches?.failed ?? 0) > 0)
        return 'failed';
    return VERDICTS_OF_STATUS[result.status] ?? null;
}


/***/ }),

/***/ 9359:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ nodeName)
/* harmony export */ });
/** The name people know a node by: the last parts of its unique id (`fct_orders`, `shop.orders`, `dim_customers.v2`). */
function nodeName(id) {
    return id.split('.').slice(2).join('.');
}


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ sentenceOf),
/* harmony export */   j: () => (/* binding */ ConfigurationError)
/* harmony export */ });
/**
 * Something the user can put right: a wrong input, a missing file, a refused sign-in.
 * Its message is one sentence that says what is wrong, with which thing, and what to do next.
 */
class ConfigurationError extends Error {
    name = 'ConfigurationError';
}
/** The sentence to show for anything that was thrown; the stack belongs into the debug log only. */
function sentenceOf(error) {
    if (error instanceof Error)
        return error.message;
    return String(error);
}


/***/ }),

/***/ 7245:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ BYTES),
/* harmony export */   N3: () => (/* binding */ JsonError),
/* harmony export */   Si: () => (/* binding */ every),
/* harmony export */   wm: () => (/* binding */ pickJson),
/* harmony export */   y2: () => (/* binding */ ALL)
/* harmony export */ });
/* unused harmony export EveryMember */
/*
 * Reads from a JSON document of any size only what is wanted of it. The bytes of all else are passed over without being
 * built; the bytes of what is wanted are handed to JSON.parse, so strings, numbers and repeated keys are right by
 * construction. What is passed over is checked for closed strings and balanced brackets, and for no more.
 */
/** The value as JSON.parse makes it. */
const ALL = Symbol('all');
/**
 * The value's JSON as a Buffer, unparsed: for what is long and seldom needed. Only for members of what `finish` is given,
 * and only until it returns.
 */
const BYTES = Symbol('bytes');
/**
 * Of an object a Map, of an array an array of what `finish` makes of each member or element: one is parsed and finished
 * before the next is read. Any other kind of value is taken as it is.
 */
class EveryMember {
    of;
    /** `key`: that of the member, or the index of the element. */
    finish;
    constructor(of, finish) {
        this.of = of;
        this.finish = finish;
    }
}
function every(of, finish = (value) => value) {
    return new EveryMember(of, finish);
}
/** A document that is cut off or is no JSON. */
class JsonError extends SyntaxError {
    /** Where it was noticed, in bytes from the beginning. */
    offset;
    /** Keys and indices of what is around that place, from the outside, as far as it was wanted. */
    path;
    constructor(problem, offset, path) {
        super(`${problem} at byte ${offset}${path.length === 0 ? '' : `, in ${path.join(' › ')}`}`);
        this.name = 'JsonError';
        this.offset = offset;
        this.path = path;
    }
}
/**
 * Picks from one JSON document in UTF-8.
 * @throws JsonError where it is cut off or no JSON, and whatever `finish` or `next` throw.
 */
function pickJson(next, wanted) {
    const picker = new Picker(next);
    const value = picker.pick(planOf(wanted));
    picker.end();
    return value;
}
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const END_OF_DOCUMENT = -1;
/** Most strings are so short that a call of the native search would cost more. */
const SHORT = 32;
const SPACES = [0x20, 0x09, 0x0a, 0x0d];
const IS_SPACE = tableOf(SPACES);
/** Everything that may follow a number, true, false or null, or stands where there should be one. */
const ENDS_SCALAR = tableOf([
    ...SPACES,
    COMMA,
    COLON,
    QUOTE,
    OPEN_ARRAY,
    CLOSE_ARRAY,
    OPEN_OBJECT,
    CLOSE_OBJECT,
]);
const IS_STRUCTURE = tableOf([QUOTE, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT]);
function tableOf(bytes) {
    const table = new Uint8Array(256);
    for (const byte of bytes)
        table[byte] = 1;
    return table;
}
const NO_MEMBERS = [];
const EVERYTHING = { kind: 'all' };
function planOf(wanted, isFinished = false) {
    if (wanted === ALL)
        return EVERYTHING;
    if (wanted === BYTES)
        throw new TypeError('BYTES are for members of what is finished');
    if (wanted instanceof EveryMember) {
        return { kind: 'every', of: planOf(wanted.of, true), finish: wanted.finish };
    }
    const byLength = [];
    for (const [key, of] of Object.entries(wanted)) {
        const bytes = Buffer.from(key);
        const plan = isFinished && of === BYTES ? { kind: 'bytes' } : planOf(of);
        while (byLength.length <= bytes.length)
            byLength.push([]);
        byLength[bytes.length]?.push({ key, bytes, prefix: Buffer.from(`${JSON.stringify(key)}:`), plan });
    }
    return { kind: 'members', byLength, finishes: byLength.flat().some(({ plan }) => mustFinish(plan)) };
}
/** Whether it holds a member that is finished by itself, so that it cannot be parsed as a whole. */
function mustFinish(plan) {
    return plan.kind === 'every' || (plan.kind === 'members' && plan.finishes);
}
class Picker {
    #next;
    #view = Buffer.alloc(0);
    #at = 0;
    /** Bytes of the document before the view. */
    #before = 0;
    /** From where on the view is wanted; -1 while nothing is. */
    #wantedFrom = -1;
    /** What was wanted so far, as JSON, and what is to stay bytes. */
    #picked = new Bytes();
    #unparsed = new Bytes();
    #copyTo = this.#picked;
    #unparsedMembers = [];
    /** Where the key of the innermost member stands in the view. */
    #keyStart = 0;
    #keyEnd = 0;
    #keyHasEscapes = false;
    #path = [];
    constructor(next) {
        this.#next = next;
    }
    pick(plan) {
        const byte = this.#peek();
        if (byte === OPEN_OBJECT && plan.kind === 'every')
            return this.#pickEveryMember(plan);
        if (byte === OPEN_ARRAY && plan.kind === 'every')
            return this.#pickEveryElement(plan);
        if (byte === OPEN_OBJECT && plan.kind === 'members' && plan.finishes)
            return this.#pickMembers(plan);
        const start = this.#before + this.#at;
        this.#picked.clear();
        this.#unparsed.clear();
        this.#unparsedMembers = [];
        this.#copy(plan);
        const value = this.#parsed(start);
        return this.#unparsedMembers.length === 0 ? value : this.#withBytes(value);
    }
    #parsed(start) {
        try {
            return JSON.parse(this.#picked.toString());
        }
        catch {
            throw this.#error('This is no JSON', start);
        }
    }
    #withBytes(value) {
        for (const { key, start, end } of this.#unparsedMembers)
            value[key] = this.#unparsed.slice(start, end);
        return value;
    }
    end() {
        if (this.#peek() !== END_OF_DOCUMENT)
            throw this.#error('Something follows the end of the document');
    }
    #pickEveryElement({ of, finish }) {
        const elements = [];
        this.#at += 1;
        if (this.#peek() === CLOSE_ARRAY) {
            this.#at += 1;
            return elements;
        }
        for (;;) {
            const index = String(elements.length);
            this.#path.push(index);
            elements.push(finish(this.pick(of), index));
            this.#path.pop();
            const byte = this.#peek();
            if (byte !== COMMA && byte !== CLOSE_ARRAY)
                throw this.#unexpected('"," or "]"');
            this.#at += 1;
            if (byte === CLOSE_ARRAY)
                return elements;
        }
    }
    #pickEveryMember({ of, finish }) {
        const members = new Map();
        for (let more = this.#enter(); more; more = this.#goOn()) {
            const key = this.#keyText();
            this.#path.push(key);
            this.#colon();
            members.set(key, finish(this.pick(of), key));
            this.#path.pop();
        }
        return members;
    }
    #pickMembers(plan) {
        const members = new Map();
        for (let more = this.#enter(); more; more = this.#goOn()) {
            const member = this.#toWanted(plan);
            if (member === null)
                break;
            members.set(member.key, this.pick(member.plan));
            this.#path.pop();
        }
        return Object.fromEntries(members);
    }
    /** From the end of a key to the value of the next member that is wanted; null at the end of the object. */
    #toWanted(plan) {
        do {
            const member = this.#memberOf(plan);
            if (member !== undefined)
                this.#path.push(member.key);
            this.#colon();
            if (member !== undefined)
                return member;
            this.#skip();
        } while (this.#goOn());
        return null;
    }
    /** Copies what is wanted of the value. */
    #copy(plan) {
        const byte = this.#peek();
        if (plan.kind === 'members' && byte === OPEN_OBJECT)
            this.#copyMembers(plan);
        else
            this.#copyWhole();
    }
    #copyWhole() {
        this.#wantedFrom = this.#at;
        this.#skip();
        this.#copyTo.append(this.#view, this.#wantedFrom, this.#at);
        this.#wantedFrom = -1;
    }
    #setAside(key) {
        const start = this.#unparsed.length;
        this.#peek();
        this.#copyTo = this.#unparsed;
        this.#copyWhole();
        this.#copyTo = this.#picked;
        this.#unparsedMembers.push({ key, start, end: this.#unparsed.length });
    }
    #copyMembers(plan) {
        this.#picked.push(OPEN_OBJECT);
        let isFirst = true;
        for (let more = this.#enter(); more; more = this.#goOn()) {
            const member = this.#toWanted(plan);
            if (member === null)
                break;
            if (member.plan.kind === 'bytes')
                this.#setAside(member.key);
            else {
                if (!isFirst)
                    this.#picked.push(COMMA);
                isFirst = false;
                this.#picked.append(member.prefix, 0, member.prefix.length);
                this.#copy(member.plan);
            }
            this.#path.pop();
        }
        this.#picked.push(CLOSE_OBJECT);
    }
    /** Into an object, to the end of its first key; false where it has none. */
    #enter() {
        this.#at += 1;
        if (this.#peek() === CLOSE_OBJECT) {
            this.#at += 1;
            return false;
        }
        this.#readKey();
        return true;
    }
    /** From the end of a member to the end of the next key; false at the end of the object. */
    #goOn() {
        const byte = this.#peek();
        if (byte !== COMMA && byte !== CLOSE_OBJECT)
            throw this.#unexpected('"," or "}"');
        this.#at += 1;
        if (byte === CLOSE_OBJECT)
            return false;
        this.#readKey();
        return true;
    }
    #readKey() {
        if (this.#peek() !== QUOTE)
            throw this.#unexpected('a key');
        this.#keyHasEscapes = false;
        let at = this.#at + 1;
        for (;;) {
            const view = this.#view;
            while (at < view.length && view[at] !== QUOTE) {
                const isEscape = view[at] === BACKSLASH;
                if (isEscape)
                    this.#keyHasEscapes = true;
                at += isEscape ? 2 : 1;
            }
            if (at < view.length)
                break;
            at -= this.#extend();
        }
        this.#keyStart = this.#at + 1;
        this.#keyEnd = at;
        this.#at = at + 1;
    }
    #colon() {
        if (this.#peek() !== COLON)
            throw this.#unexpected('":"');
        this.#at += 1;
    }
    #memberOf({ byLength }) {
        const view = this.#view;
        const start = this.#keyStart;
        const length = this.#keyEnd - start;
        const candidates = byLength[length] ?? NO_MEMBERS;
        for (const member of candidates) {
            const { bytes } = member;
            let at = length - 1;
            while (at >= 0 && bytes[at] === view[start + at])
                at -= 1;
            if (at < 0)
                return member;
        }
        if (!this.#keyHasEscapes)
            return undefined;
        const text = this.#keyText();
        return byLength.flat().find(({ key }) => key === text);
    }
    #keyText() {
        const json = this.#view.toString('utf8', this.#keyStart - 1, this.#keyEnd + 1);
        try {
            return JSON.parse(json);
        }
        catch {
            throw this.#error('This is no JSON', this.#before + this.#keyStart - 1);
        }
    }
    /** Over one value of any kind. */
    #skip() {
        switch (this.#peek()) {
            case QUOTE:
                this.#at += 1;
                this.#skipString();
                return;
            case OPEN_OBJECT:
            case OPEN_ARRAY:
                this.#skipNested();
                return;
            default:
                this.#skipScalar();
        }
    }
    /** Over an array or object; the one place where most bytes of a document pass. */
    #skipNested() {
        const closing = [];
        let view = this.#view;
        let at = this.#at;
        do {
            while (at < view.length && IS_STRUCTURE[view[at]] === 0)
                at += 1;
            if (at < view.length) {
                const byte = view[at];
                at += 1;
                if (byte === QUOTE) {
                    const end = endOfString(view, at);
                    if (end > 0) {
                        at = end;
                        continue;
                    }
                    this.#at = at;
                    this.#skipString();
                }
                else {
                    if (byte === OPEN_OBJECT)
                        closing.push(CLOSE_OBJECT);
                    else if (byte === OPEN_ARRAY)
                        closing.push(CLOSE_ARRAY);
                    else if (byte !== closing.pop())
                        this.#wrongBracket(at - 1);
                    continue;
                }
            }
            else {
                this.#at = at;
                this.#refill();
            }
            view = this.#view;
            at = this.#at;
        } while (closing.length > 0);
        this.#at = at;
    }
    #wrongBracket(at) {
        this.#at = at;
        throw this.#unexpected('another bracket');
    }
    /** From behind the opening quote to behind the closing one. */
    #skipString() {
        for (;;) {
            const end = endOfString(this.#view, this.#at);
            if (end > 0) {
                this.#at = end;
                return;
            }
            // The view may end amid an escape.
            const isEscaped = endsInEscape(this.#view, this.#at);
            this.#at = this.#view.length;
            this.#refill();
            if (isEscaped)
                this.#at += 1;
        }
    }
    #skipScalar() {
        const start = this.#before + this.#at;
        for (;;) {
            const view = this.#view;
            let at = this.#at;
            while (at < view.length && ENDS_SCALAR[view[at]] === 0)
                at += 1;
            this.#at = at;
            if (at < view.length || !this.#tryRefill())
                break;
        }
        if (this.#before + this.#at === start)
            throw this.#unexpected('a value');
    }
    /** Over whitespace; the byte behind it, or END_OF_DOCUMENT. */
    #peek() {
        for (;;) {
            const view = this.#view;
            let at = this.#at;
            while (at < view.length && IS_SPACE[view[at]] === 1)
                at += 1;
            this.#at = at;
            if (at < view.length)
                return view[at];
            if (!this.#tryRefill())
                return END_OF_DOCUMENT;
        }
    }
    #refill() {
        if (!this.#tryRefill())
            throw this.#error('The document is cut off');
    }
    /** Gives up the view, which has been read to its end, for the bytes that follow. */
    #tryRefill() {
        if (this.#wantedFrom >= 0) {
            this.#copyTo.append(this.#view, this.#wantedFrom, this.#view.length);
            this.#wantedFrom = 0;
        }
        this.#before += this.#view.length;
        this.#at = 0;
        const more = this.#take();
        this.#view = more ?? Buffer.alloc(0);
        return more !== null;
    }
    /** Keeps the view from `#at` on and adds the bytes that follow; returns by how much what is kept has moved. */
    #extend() {
        const kept = Buffer.from(this.#view.subarray(this.#at));
        const more = this.#take();
        if (more === null) {
            this.#at = this.#view.length;
            throw this.#error('The document is cut off');
        }
        const moved = this.#at;
        this.#before += moved;
        this.#at = 0;
        this.#view = Buffer.concat([kept, more]);
        return moved;
    }
    #take() {
        for (;;) {
            const bytes = this.#next();
            if (bytes === null)
                return null;
            if (bytes.length > 0)
                return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        }
    }
    #unexpected(expected) {
        const isEnd = this.#at >= this.#view.length;
        return this.#error(isEnd ? 'The document is cut off' : `This is no JSON: ${expected} is expected`);
    }
    #error(problem, offset = this.#before + this.#at) {
        return new JsonError(problem, offset, [...this.#path]);
    }
}
/** Behind the closing quote of a string that is read from `from` on; 0 where it does not end in these bytes. */
function endOfString(bytes, from) {
    let at = from;
    for (;;) {
        const near = Math.min(bytes.length, at + SHORT);
        while (at < near) {
            const byte = bytes[at];
            if (byte === QUOTE)
                return at + 1;
            at += byte === BACKSLASH ? 2 : 1;
        }
        if (at >= bytes.length)
            return 0;
        const quote = bytes.indexOf(QUOTE, at);
        if (quote < 0)
            return 0;
        let escapes = quote;
        while (escapes > at && bytes[escapes - 1] === BACKSLASH)
            escapes -= 1;
        if ((quote - escapes) % 2 === 0)
            return quote + 1;
        at = quote + 1;
    }
}
/** Whether the bytes from `from` on, which begin outside an escape and hold no closing quote, end within one. */
function endsInEscape(bytes, from) {
    let escapes = bytes.length;
    while (escapes > from && bytes[escapes - 1] === BACKSLASH)
        escapes -= 1;
    return (bytes.length - escapes) % 2 === 1;
}
/** Bytes one behind the other; keeps its memory. */
class Bytes {
    #bytes = Buffer.allocUnsafe(64 * 1024);
    #length = 0;
    get length() {
        return this.#length;
    }
    slice(start, end) {
        return this.#bytes.subarray(start, end);
    }
    clear() {
        this.#length = 0;
    }
    push(byte) {
        this.#reserve(1);
        this.#bytes[this.#length] = byte;
        this.#length += 1;
    }
    append(from, start, end) {
        const length = end - start;
        this.#reserve(length);
        if (length > SHORT)
            from.copy(this.#bytes, this.#length, start, end);
        else
            for (let at = 0; at < length; at += 1)
                this.#bytes[this.#length + at] = from[start + at];
        this.#length += length;
    }
    toString() {
        return this.#bytes.toString('utf8', 0, this.#length);
    }
    #reserve(more) {
        if (this.#length + more <= this.#bytes.length)
            return;
        const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#length + more));
        this.#bytes.copy(larger, 0, 0, this.#length);
        this.#bytes = larger;
    }
}


/***/ }),

/***/ 455:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ lastUsedWindow),
/* harmony export */   Gh: () => (/* binding */ openRequest),
/* harmony export */   Sj: () => (/* binding */ newestSuccess),
/* harmony export */   TU: () => (/* binding */ lastFinal),
/* harmony export */   aP: () => (/* binding */ pastSeconds),
/* harmony export */   iq: () => (/* binding */ latecomerOf),
/* harmony export */   lE: () => (/* binding */ isPermanent),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   rX: () => (/* binding */ failingStreak)
/* harmony export */ });
/* unused harmony export usesUpWindow */
/** True for failures that time does not heal: somebody has to act first (DESIGN §4, row 10). */
function isPermanent(failure) {
    return failure === 'credentials' || failure === 'permission' || failure === 'no-extract';
}
/** True when this request has used up its window: by success, or by a failure that time does not heal. */
function usesUpWindow({ window, outcome, failure }) {
    if (window === null)
        return false;
    return outcome === 'refreshed' || (outcome === 'failed' && isPermanent(failure));
}
/** By the instant of the request, newest first; the job id decides between equals, so that the order is total. */
function newestFirst(requests) {
    return [...(requests ?? [])]
        .map(([job, facts]) => ({ job, ...facts }))
        .sort((a, b) => b.requestedAt - a.requestedAt || (a.job < b.job ? 1 : -1));
}
function newestSuccess(requests) {
    return newestFirst(requests).find(({ outcome }) => outcome === 'refreshed') ?? null;
}
/** The newest window that was used up. Where both a success and a failure used it, the success speaks for it. */
function lastUsedWindow(requests) {
    const rank = ({ failure }) => (failure === null ? 1 : 0);
    const uses = newestFirst(requests).flatMap((request) => useOf(request) ?? []);
    return uses.sort((a, b) => b.window - a.window || rank(b) - rank(a))[0] ?? null;
}
function useOf(request) {
    const { window } = request;
    return window !== null && usesUpWindow(request) ? { ...request, window } : null;
}
/** The newest request whose outcome nobody has noted yet. */
function openRequest(requests) {
    return newestFirst(requests).find(({ outcome }) => outcome === null) ?? null;
}
function lastFinal(requests) {
    return newestFirst(requests).find(({ outcome }) => outcome !== null) ?? null;
}
/**
 * The failures that time does not heal, since the last success; null when there are none.
 * State keeps few requests, so `since` may be later than the true beginning.
 */
function failingStreak(requests) {
    const success = newestSuccess(requests)?.requestedAt ?? -Infinity;
    const failures = newestFirst(requests).filter(({ outcome, failure, requestedAt }) => outcome === 'failed' && isPermanent(failure) && requestedAt > success);
    const [newest, oldest] = [failures.at(0)?.failure, failures.at(-1)];
    return oldest === undefined || newest === undefined || newest === null
        ? null
        : { since: oldest.requestedAt, failure: newest };
}
/** How long the known successes took, in seconds, newest first. */
function pastSeconds(requests) {
    return newestFirst(requests).flatMap(({ outcome, seconds }) => outcome === 'refreshed' && seconds !== null ? [seconds] : []);
}
/** In so many of the few refreshes that state keeps it is no chance. */
const REGULARLY = 3;
/** The node that overtook the newest refresh and at least two more of those that state keeps; manual ones do not count. */
function latecomerOf(requests) {
    const regular = newestFirst(requests).filter(({ outcome, window }) => outcome === 'refreshed' && window !== null);
    const node = regular[0]?.overtakenBy?.node;
    if (node === undefined)
        return null;
    const delays = regular.flatMap(({ requestedAt, overtakenBy }) => overtakenBy?.node === node ? [overtakenBy.at - requestedAt] : []);
    if (delays.length < REGULARLY)
        return null;
    return { node, times: delays.length, of: regular.length, after: Math.max(...delays) };
}


/***/ }),

/***/ 8992:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   UD: () => (/* binding */ compare),
/* harmony export */   qF: () => (/* binding */ parseJson),
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
/** Texts by code unit: the same on every machine, unlike `localeCompare`. */
function compare(a, b) {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
}
/** Undefined for text that is no JSON. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ })

};
