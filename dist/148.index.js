export const id = 148;
export const ids = [148];
export const modules = {

/***/ 7129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readJsonFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _json_pick_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3550);



/**
 * What is wanted of a JSON file that dbt wrote; `shown` is its name in messages.
 * @throws ConfigurationError naming the file, when it cannot be read or is not whole JSON.
 */
function readJsonFile(path, shown, wanted = _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2) {
    const unreadable = (error) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j(`${shown} cannot be read (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .sentenceOf */ .$)(error)}).`);
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
        return (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .pickJson */ .wm)(unmarked(next, shown), wanted);
    }
    catch (error) {
        if (!(error instanceof _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .JsonError */ .N3))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j(`${shown} is not whole JSON (${error.message}): dbt probably ended while writing it; run the dbt command again.`);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
const UTF_8_MARK = [0xef, 0xbb, 0xbf];
const UTF_16_MARKS = [
    [0xff, 0xfe],
    [0xfe, 0xff],
];
/** Without the byte order mark that PowerShell writes, where it writes UTF-8. */
function unmarked(next, shown) {
    let isFirst = true;
    return (into) => {
        const length = next(into);
        if (!isFirst)
            return length;
        isFirst = false;
        const startsWith = (mark) => mark.every((byte, index) => into[index] === byte);
        if (UTF_16_MARKS.some(startsWith)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j(`${shown} is UTF-16, not UTF-8: PowerShell writes that with > and Out-File; keep the file that dbt wrote, or add -Encoding utf8.`);
        }
        if (!startsWith(UTF_8_MARK))
            return length;
        into.copyWithin(0, UTF_8_MARK.length, length);
        return length - UTF_8_MARK.length;
    };
}


/***/ }),

/***/ 7195:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F0: () => (/* binding */ ancestorsFirst),
/* harmony export */   bQ: () => (/* binding */ lineageOf),
/* harmony export */   gl: () => (/* binding */ reach),
/* harmony export */   yP: () => (/* binding */ expandSemantics)
/* harmony export */ });
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6497);

function lineageOf(manifest) {
    const children = new Map();
    for (const node of manifest.nodes.values()) {
        if ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .isTest */ .Nu)(node.resourceType))
            continue;
        for (const parent of node.parents) {
            const known = children.get(parent);
            if (known === undefined)
                children.set(parent, [node.id]);
            else
                known.push(node.id);
        }
    }
    return {
        parents: (id) => manifest.nodes.get(id)?.parents ?? [],
        children: (id) => children.get(id) ?? [],
    };
}
/** `start` and everything reached from it. */
function reach(start, next) {
    const reached = new Set(start);
    for (const id of reached)
        for (const neighbour of next(id))
            reached.add(neighbour);
    return reached;
}
/** The nodes an exposure reads: metrics, semantic models and saved queries stand for what they are made of. */
function expandSemantics(ids, manifest) {
    const all = reach(ids, (id) => manifest.semantics.get(id) ?? []);
    return [...all].filter((id) => !manifest.semantics.has(id));
}
/**
 * `ids` and their ancestors, every parent before its children. A cycle, which dbt does not allow, is cut.
 */
function ancestorsFirst(ids, lineage) {
    const order = [];
    const seen = new Set();
    const stack = [...ids].map((id) => ({ id, left: false }));
    for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
        if (step.left) {
            order.push(step.id);
        }
        else if (!seen.has(step.id)) {
            seen.add(step.id);
            stack.push({ id: step.id, left: true });
            for (const parent of lineage.parents(step.id))
                stack.push({ id: parent, left: false });
        }
    }
    return order;
}


/***/ }),

/***/ 5099:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ declaredExposures),
  V: () => (/* binding */ pointedAt)
});

// EXTERNAL MODULE: ./src/dbt/lineage.ts
var lineage = __webpack_require__(7195);
// EXTERNAL MODULE: ./src/tableau/urls.ts
var urls = __webpack_require__(3366);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
;// CONCATENATED MODULE: ./src/exposures/settings.ts


/** An object without other keys; a wrong one is answered with the nearest that exists. */
function strict(shape) {
    return schemas/* strictObject */.rej(shape, {
        error: (issue) => {
            if (issue.code !== 'unrecognized_keys')
                return 'has to be a mapping';
            const key = issue['keys'][0] ?? '';
            return `has no key ${key}; did you mean ${(0,mod/* closest */.kp)(key, Object.keys(shape))}?`;
        },
    });
}
function oneOf(values) {
    return schemas/* enum */.k5n(values, { error: `has to be one of ${values.join(', ')}` });
}
const trueOrFalse = schemas/* boolean */.zMY({ error: 'has to be true or false' });
/** YAML reads an unquoted 06:30 as a number. */
const AT_EXAMPLE = "has to be a quoted time of day such as '06:30'";
const timeOfDay = schemas/* string */.YjP({ error: AT_EXAMPLE }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: AT_EXAMPLE });
const timezone = schemas/* string */.YjP({ error: 'has to be a text' })
    .refine(isTimezone, { error: 'is not an IANA time zone such as Europe/Berlin' });
const buildAfterSchema = strict({
    count: schemas/* int */.Whr({ error: 'has to be a whole number' }).min(0, { error: 'has to be 0 or more' }).optional(),
    period: oneOf(['minute', 'hour', 'day']).optional(),
    updates_on: oneOf(['any', 'all']).optional(),
    at: timeOfDay.optional(),
    timezone: timezone.optional(),
})
    .refine((window) => (window.count === undefined) === (window.period === undefined), {
    error: 'needs both count and period',
})
    .refine((window) => window.timezone === undefined || window.at !== undefined, {
    error: 'has a timezone, which means nothing without at',
});
const contentName = schemas/* string */.YjP().min(1, { error: 'is empty' });
const extractSchema = schemas/* union */.KCZ([strict({ datasource: contentName }), strict({ workbook: contentName })], {
    error: 'has to be {datasource: …} or {workbook: …}, with a project path and name or a LUID',
});
const settingsSchema = strict({
    enabled: trueOrFalse.optional(),
    build_after: buildAfterSchema.optional(),
    on_upstream_failure: oneOf(['skip', 'refresh']).optional(),
    incremental: trueOrFalse.optional(),
    extracts: schemas/* array */.YOg(extractSchema, { error: 'has to be a list' }).min(1, { error: 'is empty' }).optional(),
});
const MINUTES = { minute: 1, hour: 60, day: 1440 };
/**
 * Reads `meta.active_exposure`. `defaultMinutes` is the window of an exposure that sets `at` but no length.
 * A wrong key or value is a problem of this exposure alone, told in words that name the key.
 */
function parseSettings(meta, defaultMinutes) {
    const parsed = settingsSchema.safeParse(meta['active_exposure'] ?? {});
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
/** The extracts that are named, whatever else is wrong or switched off; unreadable ones are none. */
function namedExtracts(meta) {
    const parsed = schemas/* object */.Ikc({ extracts: schemas/* array */.YOg(extractSchema) }).safeParse(meta['active_exposure']);
    return parsed.success ? parsed.data.extracts.map(namedExtract) : [];
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
    const sentence = `${['active_exposure', ...(issue?.path ?? [])].map(String).join('.')} ${issue?.message ?? 'is wrong'}`;
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

;// CONCATENATED MODULE: ./src/exposures/declared.ts



/**
 * The root project's exposures, sorted into those that are ours to act on and those that are not.
 * Nothing is asked of Tableau yet.
 */
function declaredExposures(manifest, address, defaultMinutes) {
    const sorted = manifest.exposures.map((exposure) => sortExposure(exposure, { manifest, address, defaultMinutes }));
    const disabled = manifest.disabledExposures.map((exposure) => ({
        exposure,
        reason: 'not-selected',
        why: 'switched off in dbt (enabled: false)',
    }));
    return {
        ours: sorted.flatMap((item) => (item.as === 'ours' ? [item.declared] : [])),
        leftOut: [...disabled, ...sorted.flatMap((item) => (item.as === 'leftOut' ? [item.leftOut] : []))],
        unresolved: sorted.flatMap((item) => (item.as === 'unresolved' ? [item.unresolved] : [])),
    };
}
/** What exposures point at, also those that are off or wrong: people have decided about it, so it is not discovered anew. */
function pointedAt(pointers, address) {
    return pointers.flatMap(({ url, meta }) => {
        const target = url === null ? null : (0,urls/* targetOf */.$r)(url, address ?? ownAddress(url));
        const named = namedExtracts(meta).map(referenceTo);
        return target?.kind === 'content' ? [target.reference, ...named] : named;
    });
}
function sortExposure(declared, { manifest, address, defaultMinutes }) {
    const parsed = parseSettings(declared.meta, defaultMinutes);
    if ('problem' in parsed) {
        const message = `${declared.path}: meta.${parsed.problem}`;
        return {
            as: 'unresolved',
            unresolved: { exposure: declared.name, reason: 'misconfigured', message, candidates: [] },
        };
    }
    if (!parsed.enabled) {
        return leftOut(declared, 'not-selected', 'switched off in meta.active_exposure (enabled: false)');
    }
    const references = referencesOf(declared, parsed.extracts, address);
    if ('why' in references)
        return leftOut(declared, 'not-ours', references.why);
    const exposure = {
        uniqueId: declared.id,
        name: declared.name,
        label: declared.label,
        origin: 'declared',
        url: declared.url,
        owner: declared.owner,
        maturity: declared.maturity,
        path: declared.path,
        upstream: (0,lineage/* expandSemantics */.yP)(declared.dependsOn, manifest),
        settings: parsed.settings,
    };
    return { as: 'ours', declared: { exposure, references: references.all } };
}
function leftOut(declared, reason, why) {
    return { as: 'leftOut', leftOut: { exposure: declared.name, reason, why } };
}
/** Extracts that are named come first: the URL is then only where people look. */
function referencesOf(declared, named, address) {
    if (named.length > 0)
        return { all: named.map(referenceTo) };
    if (declared.url === null)
        return { why: 'it has neither a url nor meta.active_exposure.extracts' };
    const target = (0,urls/* targetOf */.$r)(declared.url, address ?? ownAddress(declared.url));
    if (target.kind === 'content')
        return { all: [target.reference] };
    // Without a configured server any page of a Tableau counts: then the server is what is missing.
    return address === null && target.reason === 'site' ? { all: [] } : { why: target.why };
}
function ownAddress(url) {
    return { server: URL.canParse(url) ? new URL(url).origin : 'https://localhost', site: '' };
}
const LUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
function referenceTo({ kind, name }) {
    return LUID.test(name)
        ? { by: 'luid', of: kind, luid: name.toLowerCase() }
        : { by: 'path', of: kind, path: name };
}


/***/ }),

/***/ 2148:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./src/exposures/declared.ts + 1 modules
var exposures_declared = __webpack_require__(5099);
// EXTERNAL MODULE: ./src/inputs.ts + 1 modules
var src_inputs = __webpack_require__(8206);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(3382);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/dbt/json-file.ts
var json_file = __webpack_require__(7129);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/json/pick.ts + 2 modules
var pick = __webpack_require__(3550);
// EXTERNAL MODULE: ./src/dbt/parse.ts
var parse = __webpack_require__(9217);
// EXTERNAL MODULE: ./src/dbt/read-nodes.ts
var read_nodes = __webpack_require__(2296);
// EXTERNAL MODULE: ./src/dbt/types.ts
var types = __webpack_require__(9359);
;// CONCATENATED MODULE: ./src/dbt/read-manifest.ts








const KNOWN_VERSIONS = new Set([9, 10, 11, 12, 20]);
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
    type: parse/* optionalText */.mR,
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
/** A list, of anything that may be disabled: what is no exposure has none of these. */
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
/** Of everything else in a manifest the bytes are passed over. */
const EXPOSURE = {
    name: pick/* ALL */.y2,
    package_name: pick/* ALL */.y2,
    label: pick/* ALL */.y2,
    type: pick/* ALL */.y2,
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
/** Reads one manifest v9–v12 or v20: `wanted` is what it picks of the file, `manifestOf` makes a manifest of that. */
class ManifestReader {
    #nodes = new read_nodes/* NodeReader */.Wx();
    #exposures = (0,parse/* membersOf */.lS)(exposureSchema);
    #semantics = (0,parse/* membersOf */.lS)(semanticSchema);
    #disabled = (0,parse/* membersOf */.lS)(disabledSchema);
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
        dbtVersion: manifest.metadata.dbt_version,
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
        throw new errors/* ConfigurationError */.j(`${path} is not a dbt manifest (dbt_schema_version is ${schemaVersion}).`);
    }
    if (version < Math.min(...KNOWN_VERSIONS)) {
        throw new errors/* ConfigurationError */.j(`${path} was written by dbt before 1.5 (manifest v${version}): use a newer dbt.`);
    }
}
/** Manifests before v10 name no project, but carry the MD5 of its name. */
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
        type: raw.type ?? '',
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

// EXTERNAL MODULE: ./src/dbt/run-results.ts
var run_results = __webpack_require__(5424);
;// CONCATENATED MODULE: ./src/dbt/sources.ts



const sourcesSchema = schemas/* object */.Ikc({
    metadata: schemas/* object */.Ikc({ generated_at: schemas/* string */.YjP() }),
    results: schemas/* array */.YOg(schemas/* object */.Ikc({
        unique_id: schemas/* string */.YjP(),
        status: schemas/* string */.YjP(),
        max_loaded_at: parse/* optionalText */.mR,
        snapshotted_at: parse/* optionalText */.mR,
    })),
});
/** Sources v3; v2 writes its statuses with a capital (facts/dbt-artifacts.md §8). */
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

;// CONCATENATED MODULE: ./src/dbt/artifacts.ts









const ARTIFACT_NAMES = ['manifest.json', 'run_results.json', 'sources.json'];
/**
 * Reads the artifacts that `patterns` name: folders (their three artifacts, not deeper), files, or globs.
 * @throws ConfigurationError when there is no manifest, or a file is not what dbt writes.
 */
async function readDbtProject(patterns, root) {
    const files = [];
    for (const path of await findFiles(patterns, root)) {
        const file = readArtifact(path, (0,external_node_path_.relative)(root, path) || path);
        if (file !== null)
            files.push(file);
    }
    const manifests = files.flatMap((file) => (file.kind === 'manifest' ? [file.manifest] : []));
    const first = manifests[0];
    if (first === undefined) {
        throw new errors/* ConfigurationError */.j(`There is no manifest.json in ${patterns.join(', ')}: run dbt build before this step, point dbt-artifacts at dbt's target folder, or set it to none to plan from what an earlier run has kept.`);
    }
    const home = (file) => manifestOf(file, manifests) ?? first;
    const builds = manifests.map((manifest) => ({
        manifest,
        runResults: files.flatMap((file) => file.kind === 'run-results' && home(file.results) === manifest ? [file.results] : []),
        sources: files.flatMap((file) => file.kind === 'sources' && home(file.sources) === manifest ? [file.sources] : []),
    }));
    return { builds, manifest: joinManifests(manifests) };
}
async function findFiles(patterns, root) {
    const found = new Set();
    for (const pattern of patterns) {
        for (const path of await expand(pattern, root)) {
            for (const file of await artifactsAt(path))
                found.add(file);
        }
    }
    return [...found];
}
/** A path that exists is taken as it is, whatever characters it holds; all else is a glob. */
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
    return matches.sort();
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
        return (await (0,promises_.stat)(path)).isDirectory() ? 'folder' : 'file';
    }
    catch {
        return 'nothing';
    }
}
const anyArtifact = schemas/* object */.Ikc({ metadata: schemas/* object */.Ikc({ dbt_schema_version: schemas/* string */.YjP() }) });
/** Null for JSON of another kind, such as the catalog.json that a glob may bring along. */
function readArtifact(path, shown) {
    const manifest = new ManifestReader();
    const picked = (0,json_file/* readJsonFile */.J)(path, shown, { ...run_results/* WANTED_OF_RESULTS */.Zj, ...manifest.wanted });
    const parsed = anyArtifact.safeParse(picked);
    const schema = parsed.success ? parsed.data.metadata.dbt_schema_version : '';
    if (schema.includes('/manifest/'))
        return { kind: 'manifest', manifest: manifest.manifestOf(picked, shown) };
    if (schema.includes('/run-results/'))
        return { kind: 'run-results', results: (0,run_results/* parseRunResults */.Hd)(picked, shown) };
    if (schema.includes('/sources/'))
        return { kind: 'sources', sources: parseSources(picked, shown) };
    if (!ARTIFACT_NAMES.includes((0,external_node_path_.basename)(path)))
        return null;
    throw new errors/* ConfigurationError */.j(`${shown} was not written by dbt: it has no dbt_schema_version.`);
}
/** The manifest of the same dbt command, else the one in the same folder, else the newest. */
function manifestOf(file, manifests) {
    const same = manifests.find((manifest) => manifest.invocationId !== null && manifest.invocationId === file.invocationId);
    const beside = manifests.find((manifest) => (0,external_node_path_.dirname)(manifest.path) === (0,external_node_path_.dirname)(file.path));
    return same ?? beside ?? oldestFirst(manifests).at(-1);
}
function oldestFirst(manifests) {
    return [...manifests].sort((a, b) => (a.generatedAt ?? 0) - (b.generatedAt ?? 0));
}
/** Where two manifests know the same node, the newer one tells how it is. */
function joinManifests(manifests) {
    return oldestFirst(manifests).reduce((older, newer) => ({
        ...newer,
        nodes: new Map([...older.nodes, ...newer.nodes]),
        semantics: new Map([...older.semantics, ...newer.semantics]),
        exposures: [
            ...new Map([...older.exposures, ...newer.exposures].map((exposure) => [exposure.id, exposure])).values(),
        ],
        disabledExposures: [...new Set([...older.disabledExposures, ...newer.disabledExposures])],
        pointers: [...older.pointers, ...newer.pointers],
    }));
}

;// CONCATENATED MODULE: ./src/project.ts

/** @throws ConfigurationError when there is no manifest, or nothing was kept. */
async function openProject(run, inputs) {
    if (inputs.dbtArtifacts === 'none')
        return (await Promise.all(/* import() */[__webpack_require__.e(424), __webpack_require__.e(949)]).then(__webpack_require__.bind(__webpack_require__, 949))).openCatalogue(run, inputs);
    return { ...(await readDbtProject(inputs.dbtArtifacts, run.workspace)), answers: null };
}

// EXTERNAL MODULE: ./src/run.ts + 18 modules
var src_run = __webpack_require__(5212);
;// CONCATENATED MODULE: ./src/main.ts




/** One run of the action, from its inputs to its report. Never rejects; returns the exit code. */
async function main(action) {
    const run = await (0,src_run/* begin */.qN)(action);
    return (0,src_run/* conclude */.Ep)(run, refreshExposures(run));
}
async function refreshExposures(run) {
    const { action, draft, event } = run;
    if ((0,src_inputs/* isSwitchedOff */.r5)(action.environment)) {
        (0,src_run/* say */.cv)(run, 'notice', src_inputs/* SWITCHED_OFF */.IQ);
        return;
    }
    const inputs = (0,src_run/* takeInputs */.LY)(run);
    const project = await openProject(run, inputs);
    const declared = (0,exposures_declared/* declaredExposures */.d)(project.manifest, (0,src_inputs/* addressOf */.ci)(inputs), inputs.policy.buildAfter.minutes);
    draft.declared(declared);
    if (event.pullRequest !== null)
        return (await Promise.all(/* import() */[__webpack_require__.e(446), __webpack_require__.e(424), __webpack_require__.e(949), __webpack_require__.e(857), __webpack_require__.e(193)]).then(__webpack_require__.bind(__webpack_require__, 2193))).previewPullRequest(run, { inputs, project, declared });
    if (declared.ours.length === 0 && inputs.discover === null)
        return;
    const steps = await Promise.all(/* import() */[__webpack_require__.e(446), __webpack_require__.e(424), __webpack_require__.e(949), __webpack_require__.e(857)]).then(__webpack_require__.bind(__webpack_require__, 3857));
    const memory = await steps.openMemory(run, inputs);
    const landed = steps.noteFacts(run, project, memory);
    const chosen = steps.choose(run, declared, { project, inputs });
    if (chosen.ours.length === 0 && inputs.discover === null)
        return;
    await steps.onTableau(run, inputs, async (tableau) => {
        const resolved = await steps.findExtracts(run, { inputs, project, chosen, landed, memory }, tableau);
        await steps.settleEarlier(resolved.extracts, { ...action, ...memory, ...run, tableau });
        await steps.noteOthers(run, resolved, tableau);
        const input = steps.planRun(run, { inputs, project, chosen, resolved, memory });
        if (draft.mode.kind === 'real')
            await steps.refreshPlanned(run, { input, inputs, tableau, memory });
    });
}


/***/ })

};
