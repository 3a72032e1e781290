export const id = 464;
export const ids = [464];
export const modules = {

/***/ 5513:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GJ: () => (/* binding */ parseArtifact),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   SS: () => (/* binding */ memberParser),
/* harmony export */   To: () => (/* binding */ optionalTexts),
/* harmony export */   mR: () => (/* binding */ optionalText),
/* harmony export */   y6: () => (/* binding */ MemberParser)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9691);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4758);
/* harmony import */ var _messages_message_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5283);



/** A text that dbt may leave out or write as null (docs/facts/dbt.md#keys-that-dbt-leaves-out). */
const optionalText = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
    .nullish()
    .transform((text) => text ?? null);
/** A list that dbt may leave out or write as null. */
const optionalTexts = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP())
    .nullish()
    .transform((texts) => texts ?? []);
/**
 * Parses the members of a mapping one by one while the artifact is read. An invalid member is an error only once the kind of
 * file is known: other files may have members of the same name.
 */
class MemberParser {
    #schema;
    #reading;
    #issue = null;
    constructor(schema, reading) {
        this.#schema = schema;
        this.#reading = reading;
    }
    finish = (value, key, bytesOf) => {
        const { isPlain, make } = this.#reading;
        if (isPlain?.(value) === true)
            return make(value, key, bytesOf);
        const parsed = this.#schema.safeParse(value);
        if (parsed.success)
            return make(parsed.data, key, bytesOf);
        this.#issue ??= `${key}: ${firstIssue(parsed.error)}`;
        return null;
    };
    /**
     * The mapping `name` as it was picked from the artifact at `path`; dbt may leave it out or write null.
     * @throws ConfigurationError when it is no mapping, or a member did not fit.
     */
    from(picked, name, path) {
        if (this.#issue !== null)
            throw unexpectedShape(path, `${name}: ${this.#issue}`);
        const members = (isObject(picked) ? picked[name] : null) ?? new Map();
        if (!isMap(members))
            throw unexpectedShape(path, `${name}: expected an object`);
        return members;
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The type holds because all members were made by `finish`. */
function isMap(value) {
    return value instanceof Map;
}
/** A parser that returns members as the schema makes them. */
function memberParser(schema) {
    return new MemberParser(schema, { make: (fit) => fit });
}
/** Parses an artifact. @throws ConfigurationError that names the file and the key that does not fit. */
function parseArtifact(schema, raw, path) {
    const parsed = schema.safeParse(raw);
    if (parsed.success)
        return parsed.data;
    throw unexpectedShape(path, firstIssue(parsed.error));
}
function unexpectedShape(path, problem) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1((0,_messages_message_js__WEBPACK_IMPORTED_MODULE_1__/* .message */ .i)('AE-FILE-SHAPE', { path, problem }));
}
function firstIssue(error) {
    const issue = error.issues[0];
    if (issue === undefined)
        return 'unknown shape';
    const place = issue.path.map(String).join('.');
    return place === '' ? issue.message : `${place}: ${issue.message}`;
}


/***/ }),

/***/ 2656:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ codeHash),
/* harmony export */   Tw: () => (/* binding */ tagList),
/* harmony export */   Wx: () => (/* binding */ NodeReader),
/* harmony export */   lS: () => (/* binding */ joinSections),
/* harmony export */   ry: () => (/* binding */ codeIn)
/* harmony export */ });
/* unused harmony exports nodeSchema, isPlainNode */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9691);
/* harmony import */ var _json_pick_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1151);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6497);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5513);





/*
 * A large project has a hundred thousand nodes, most of them tests. So each node is made with little work, and equal
 * strings and lists are kept once.
 */
/** The keys that are read of a node; the bytes of all others are skipped. */
const NODE = {
    resource_type: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    name: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    package_name: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    database: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    schema: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    alias: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    identifier: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    version: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    latest_version: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    config: { materialized: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2, tags: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2, severity: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2, latest_version_pointer: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2 },
    freshness: { error_after: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2 },
    access: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    depends_on: { nodes: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2 },
    tags: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    original_file_path: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL */ .y2,
    raw_code: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .BYTES */ .E9,
    compiled_code: _json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .BYTES */ .E9,
};
/** A list of tags, or one tag as a string; anything else counts as no tags. */
const tagList = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()), zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().transform((tag) => [tag])])
    .nullish()
    .catch([]);
const text = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullish();
/** A number or a text. */
const version = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig()]).nullish();
/** The pointer to a latest version, since dbt 1.12; anything else counts as no pointer. */
const latestVersionPointer = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ enabled: zod__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY().nullish(), alias: text }).nullish().catch(null);
const nodeSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    resource_type: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    package_name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    database: text,
    schema: text,
    alias: text,
    identifier: text,
    version,
    latest_version: version,
    config: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        materialized: text,
        tags: tagList,
        severity: text.catch(null),
        latest_version_pointer: latestVersionPointer,
    })
        .nullish(),
    freshness: zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J().optional(),
    access: text,
    depends_on: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ nodes: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()).nullish() }).nullish(),
    tags: tagList,
    original_file_path: text,
});
/** dbt v2 writes no resource type for unit tests. */
const unitTestSchema = nodeSchema.extend({ resource_type: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().default('unit_test') });
const isText = (value) => typeof value === 'string';
const isAbsent = (value) => value === undefined || value === null;
const isOptionalText = (value) => isText(value) || isAbsent(value);
const isOptionalList = (value) => isAbsent(value) || (Array.isArray(value) && value.every(isText));
const isVersion = (value) => isOptionalText(value) || Number.isFinite(value);
const TEXTS = ['resource_type', 'name', 'package_name'];
const OPTIONAL_TEXTS = ['database', 'schema', 'alias', 'identifier', 'access', 'original_file_path'];
const VERSIONS = ['version', 'latest_version'];
/** Accepts nearly every node in a fraction of the schema's time. The schema decides about the others, and says what is wrong. */
function isPlainNode(value) {
    if (!(0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(value))
        return false;
    const { tags, config, depends_on } = value;
    return (TEXTS.every((key) => isText(value[key])) &&
        OPTIONAL_TEXTS.every((key) => isOptionalText(value[key])) &&
        isOptionalList(tags) &&
        VERSIONS.every((key) => isVersion(value[key])) &&
        (isAbsent(config) || isPlainConfig(config)) &&
        (isAbsent(depends_on) || ((0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(depends_on) && isOptionalList(depends_on['nodes']))));
}
function isPlainConfig(config) {
    if (!(0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(config))
        return false;
    const { materialized, severity, tags, latest_version_pointer: pointer } = config;
    return (isOptionalText(materialized) &&
        isOptionalText(severity) &&
        isOptionalList(tags) &&
        (isAbsent(pointer) || isPlainPointer(pointer)));
}
function isPlainPointer(pointer) {
    if (!(0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(pointer))
        return false;
    const { enabled, alias } = pointer;
    return (isAbsent(enabled) || typeof enabled === 'boolean') && isOptionalText(alias);
}
/** Reads the nodes, sources, functions and unit tests of one manifest. */
class NodeReader {
    #shared = new SharedValues();
    #reading = {
        isPlain: isPlainNode,
        make: (raw, id, bytesOf) => {
            const node = nodeOf(raw, id, this.#shared);
            node.codeHash = codeHashOf(node, bytesOf);
            return node;
        },
    };
    #nodes = new _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .MemberParser */ .y6(nodeSchema, this.#reading);
    #unitTests = new _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .MemberParser */ .y6(unitTestSchema, this.#reading);
    get wanted() {
        const nodes = (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .every */ .Si)(NODE, this.#nodes.finish);
        const unitTests = (0,_json_pick_js__WEBPACK_IMPORTED_MODULE_1__/* .every */ .Si)(NODE, this.#unitTests.finish);
        return { nodes, sources: nodes, functions: nodes, unit_tests: unitTests };
    }
    /** @throws ConfigurationError when one does not fit. */
    sections(picked, path) {
        return {
            nodes: this.#nodes.from(picked, 'nodes', path),
            sources: this.#nodes.from(picked, 'sources', path),
            functions: this.#nodes.from(picked, 'functions', path),
            unit_tests: this.#unitTests.from(picked, 'unit_tests', path),
        };
    }
}
/** Joins the sections, and gives each test the key of the node that it tests, which may be in any section. */
function joinSections(sections) {
    const nodes = sections.nodes;
    for (const section of [sections.sources, sections.functions, sections.unit_tests])
        for (const [id, node] of section)
            nodes.set(id, node);
    for (const node of nodes.values()) {
        const tested = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isTest */ .Nu)(node.resourceType) ? (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .testedNode */ .gJ)(node.parents, nodes) : undefined;
        if (tested !== undefined)
            node.key = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeKey */ .u8)(node.id, tested);
    }
    return nodes;
}
/** Keeps equal strings and lists of many nodes once. */
class SharedValues {
    #words = new Map();
    #lists = new Map();
    word(text) {
        const known = this.#words.get(text);
        if (known !== undefined)
            return known;
        this.#words.set(text, text);
        return text;
    }
    orNull(text) {
        return typeof text === 'string' ? this.word(text) : null;
    }
    id(text) {
        return this.#only(text)[0];
    }
    ids(texts) {
        const [first] = texts;
        if (first === undefined)
            return NO_IDS;
        return texts.length === 1 ? this.#only(first) : texts.map((text) => this.id(text));
    }
    tags(...lists) {
        const all = lists.flatMap((tags) => tags ?? NO_TAGS);
        return all.length === 0 ? NO_TAGS : [...new Set(all.map((tag) => this.word(tag)))];
    }
    /** A list of one id, shared: most models have several tests that read only them. */
    #only(text) {
        const known = this.#lists.get(text);
        if (known !== undefined)
            return known;
        const list = [text];
        this.#lists.set(text, list);
        return list;
    }
}
const NO_IDS = [];
const NO_TAGS = [];
function nodeOf(raw, text, shared) {
    const resourceType = shared.word(raw.resource_type);
    // The path, table and tags of a test are never used, and no node reads it.
    const ofTest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isTest */ .Nu)(resourceType);
    const id = ofTest ? text : shared.id(text);
    const { name, config } = raw;
    const place = {
        database: shared.orNull(raw.database),
        schema: shared.orNull(raw.schema),
        identifier: ofTest ? name : identifierOf(raw),
    };
    return {
        id,
        key: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeKey */ .u8)(id, place),
        resourceType,
        name,
        packageName: shared.word(raw.package_name),
        ...place,
        latestPointer: latestPointerOf(raw),
        materialized: shared.orNull(config?.materialized),
        access: shared.orNull(raw.access),
        parents: shared.ids(raw.depends_on?.nodes ?? NO_IDS),
        path: ofTest ? '' : (raw.original_file_path ?? ''),
        tags: ofTest ? NO_TAGS : shared.tags(raw.tags, config?.tags),
        canFail: canFail(raw, resourceType),
        codeHash: null,
    };
}
function canFail({ config, freshness }, resourceType) {
    if ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isTest */ .Nu)(resourceType))
        return config?.severity?.toLowerCase() !== 'warn';
    if (resourceType === 'source')
        return hasErrorAfter(freshness);
    return !(0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isEphemeral */ .aw)({ materialized: config?.materialized ?? null });
}
/** A removed rule leaves `error_after: {count: null, period: null}`, or no key. */
function hasErrorAfter(freshness) {
    const rule = (0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(freshness) ? freshness['error_after'] : null;
    return (0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(rule) && !isAbsent(rule['count']) && !isAbsent(rule['period']);
}
/** Returns the same string as `name` if they are equal, to keep it once. */
function identifierOf({ name, alias, identifier }) {
    const text = alias ?? identifier ?? name;
    return text === name ? name : text;
}
/**
 * The second name of a latest version (docs/facts/dbt.md#names-in-the-warehouse). The manifest does not show a name that
 * the macro `generate_latest_version_pointer_alias` gives, nor a pointer that only a project flag switches on.
 */
function latestPointerOf({ name, version: own, latest_version: latest, config }) {
    const pointer = config?.latest_version_pointer;
    const isLatest = !isAbsent(own) && own === latest;
    return isLatest && pointer?.enabled === true ? (pointer.alias?.trim() ?? name) : null;
}
/** Only nodes without data land when their code changes (docs/artifacts.md#what-landed), so other code is not parsed. */
function codeHashOf(node, bytesOf) {
    if ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .isTest */ .Nu)(node.resourceType) || (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .holdsData */ .VU)(node))
        return null;
    return codeHash(codeIn(bytesOf('compiled_code')) ?? codeIn(bytesOf('raw_code')));
}
/** @param json a text or null */
function codeIn(json) {
    const code = json === undefined ? null : JSON.parse(json.toString());
    return typeof code === 'string' ? code : null;
}
function codeHash(code) {
    return code === null ? null : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', code).slice(0, 16);
}


/***/ }),

/***/ 2043:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Zj: () => (/* binding */ WANTED_OF_RESULTS),
  w1: () => (/* binding */ canLand),
  vI: () => (/* binding */ hasData),
  PH: () => (/* binding */ hasVerdicts),
  Hd: () => (/* binding */ parseRunResults),
  Vj: () => (/* binding */ verdictOf),
  Z6: () => (/* binding */ wasRebuilt)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/json/pick.ts + 3 modules
var pick = __webpack_require__(1151);
// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./src/dbt/artifacts/read-nodes.ts
var read_nodes = __webpack_require__(2656);
;// CONCATENATED MODULE: ./src/dbt/artifacts/retry.ts
const COMMANDS = new Set('build clean clone compile debug deps docs init list ls parse retry run run-operation seed show snapshot source test'.split(' '));
/** Options that may precede dbt's command and take their value as a separate word (`dbt --help` of 1.8 to 1.12). */
const TAKES_VALUE = new Set(`--defer-state --deprecated-defer --deprecated-favor-state --deprecated-state --indirect-selection --log-file-max-bytes
   --log-format --log-format-file --log-level --log-level-file --log-path --maximum-seed-size-mib --partial-parse-file-path
   --printer-width --profile --profiles-dir --project-dir --record-timing-info -r --state --target -t --target-path --threads
   --v2-parser --vars --warn-error-options`.split(/\s+/));
/**
 * Whether this command line (`dbt --quiet retry …`) is a `dbt retry`. Nothing else shows it: `args.which` has the original
 * command, and any option may have the value `retry`.
 */
function isRetry(invocationCommand) {
    const words = invocationCommand.split(/\s+/).slice(1);
    const command = words.find((word, index) => COMMANDS.has(word) && !TAKES_VALUE.has(words[index - 1] ?? ''));
    return command === 'retry';
}

// EXTERNAL MODULE: ./src/dbt/artifacts/parse.ts
var parse = __webpack_require__(5513);
;// CONCATENATED MODULE: ./src/dbt/artifacts/run-results.ts








/** The keys that are read of a run_results or sources file; the bytes of all others are skipped. */
const WANTED_OF_RESULTS = {
    metadata: pick/* ALL */.y2,
    args: pick/* ALL */.y2,
    results: (0,pick/* every */.Si)({
        unique_id: pick/* ALL */.y2,
        status: pick/* ALL */.y2,
        message: pick/* ALL */.y2,
        timing: pick/* ALL */.y2,
        compiled_code: pick/* BYTES */.E9,
        batch_results: pick/* ALL */.y2,
        max_loaded_at: pick/* ALL */.y2,
        snapshotted_at: pick/* ALL */.y2,
    }, hashCode),
};
/** Compiled code is long, and only whether it has changed matters. */
function hashCode(picked, _, bytesOf) {
    if (typeof picked !== 'object' || picked === null)
        return picked;
    return { ...picked, code_hash: (0,read_nodes/* codeHash */.Al)((0,read_nodes/* codeIn */.ry)(bytesOf('compiled_code'))) };
}
const batchList = schemas/* array */.YOg(schemas/* unknown */.L5J())
    .nullish()
    .transform((batches) => batches?.length ?? 0);
const flag = schemas/* unknown */.L5J()
    .optional()
    .transform((value) => value === true);
const resultSchema = schemas/* object */.Ikc({
    unique_id: schemas/* string */.YjP(),
    status: schemas/* string */.YjP(),
    message: parse/* optionalText */.mR,
    timing: schemas/* array */.YOg(schemas/* object */.Ikc({ started_at: parse/* optionalText */.mR, completed_at: parse/* optionalText */.mR })).nullish(),
    code_hash: parse/* optionalText */.mR,
    batch_results: schemas/* object */.Ikc({ successful: batchList, failed: batchList }).nullish(),
});
const argsSchema = schemas/* object */.Ikc({
    which: parse/* optionalText */.mR,
    rpc_method: parse/* optionalText */.mR,
    invocation_command: parse/* optionalText */.mR,
    empty: flag,
    full_refresh: flag,
})
    .nullish()
    .transform((args) => ({
    command: args?.which ?? args?.rpc_method ?? 'unknown',
    isRetry: isRetry(args?.invocation_command ?? ''),
    empty: args?.empty ?? false,
    fullRefresh: args?.full_refresh ?? false,
}));
const runResultsSchema = schemas/* object */.Ikc({
    metadata: schemas/* object */.Ikc({
        dbt_schema_version: schemas/* string */.YjP(),
        dbt_version: schemas/* string */.YjP(),
        generated_at: schemas/* string */.YjP(),
        invocation_id: parse/* optionalText */.mR,
    }),
    args: argsSchema,
    results: schemas/* array */.YOg(resultSchema),
});
/**
 * Run results v4–v6 of Core and v2 (docs/facts/dbt.md#run-results).
 * @throws ConfigurationError when the file is something else.
 */
function parseRunResults(raw, path) {
    const file = (0,parse/* parseArtifact */.GJ)(runResultsSchema, raw, path);
    const generatedAt = (0,clock/* parseInstant */.nV)(file.metadata.generated_at);
    if (!file.metadata.dbt_schema_version.includes('/run-results/') || generatedAt === null) {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-NOT-RUN-RESULTS', { path }));
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
    const instants = (key) => (raw.timing ?? []).map((step) => (0,clock/* parseInstant */.nV)(step[key])).filter((instant) => instant !== null);
    const started = instants('started_at');
    const completed = instants('completed_at');
    return {
        id: raw.unique_id,
        status: raw.status.toLowerCase(),
        message: raw.message ?? '',
        startedAt: started.length === 0 ? null : (0,clock/* earliestOf */.Nm)(started),
        completedAt: completed.length === 0 ? generatedAt : (0,clock/* latestOf */.Te)(completed),
        codeHash: raw.code_hash,
        batches: raw.batch_results ?? null,
    };
}
const BUILD_COMMANDS = new Set(['build', 'run', 'seed', 'snapshot', 'clone']);
const VERDICT_COMMANDS = new Set([...BUILD_COMMANDS, 'test']);
/** Whether results of this command can show that data landed. */
function canLand(results) {
    return BUILD_COMMANDS.has(results.command);
}
/** Whether what this command built has rows. */
function hasData(results) {
    return canLand(results) && !results.empty;
}
/** Whether its statuses mean success or failure: `compile` and `docs generate` report success for every node. */
function hasVerdicts(results) {
    return VERDICT_COMMANDS.has(results.command);
}
/**
 * Messages for a relation that was not rebuilt: by dbt State for a reused one, by `dbt clone` for one that existed, by
 * adapters for an unchanged materialized view or dynamic table (`skip "db"."schema"."name"`).
 */
const REUSED = /^(no-op|clone|skip)\b|^no new changes|^new changes detected within|^cloned from/i;
/** Whether a model, seed or snapshot was rebuilt or cloned (docs/facts/dbt.md#proof-of-a-rebuild). */
function wasRebuilt(result, results) {
    if (!hasData(results))
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
 * What a result says about its node's health. Null if nothing: skipped by fail-fast, an ephemeral model that dbt v2
 * reports as skipped, a test that was not run.
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
/** The nodes that an exposure reads, with metrics, semantic models and saved queries replaced by what they are made of. */
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

/***/ 6497:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $H: () => (/* binding */ showsLandingsBehind),
/* harmony export */   Nu: () => (/* binding */ isTest),
/* harmony export */   TQ: () => (/* binding */ isBuilt),
/* harmony export */   VU: () => (/* binding */ holdsData),
/* harmony export */   Yj: () => (/* binding */ isOfAnotherProject),
/* harmony export */   aw: () => (/* binding */ isEphemeral),
/* harmony export */   gJ: () => (/* binding */ testedNode),
/* harmony export */   t$: () => (/* binding */ refreshesItself),
/* harmony export */   u8: () => (/* binding */ nodeKey)
/* harmony export */ });
/**
 * The node whose place identifies the environment of a test: the schema of the test's own failure table may be the same in
 * development and production, and a unit test has none. Undefined for a test of sources alone: all environments share
 * sources, so only the test's own schema may differ.
 */
function testedNode(reads, nodes) {
    const tested = [...reads].sort().map((id) => nodes.get(id));
    return tested.find((node) => node !== undefined && node.resourceType !== 'source');
}
/**
 * Refreshed by the warehouse, and by dbt only when the definition changes (docs/facts/dbt.md#tables-that-refresh-themselves).
 * `materializedview` is the older name of two adapters; an interactive table may have a target lag, like a dynamic table.
 */
const REFRESHES_ITSELF = new Set([
    'dynamic_table',
    'interactive_table',
    'materialized_view',
    'materializedview',
    'streaming_table',
]);
function refreshesItself({ materialized }) {
    return materialized !== null && REFRESHES_ITSELF.has(materialized.toLowerCase());
}
/** Views, custom materializations named `*view` and ephemeral models hold no data of their own, nor do functions. */
function holdsData(node) {
    if (node.resourceType === 'function' || isEphemeral(node))
        return false;
    return refreshesItself(node) || !/view$/i.test(node.materialized ?? '');
}
/** Whether a landing of its parents is new data in the node too, without dbt building it. */
function showsLandingsBehind(node) {
    return !holdsData(node) || refreshesItself(node);
}
function isEphemeral({ materialized }) {
    return materialized === 'ephemeral';
}
const BUILT = new Set(['model', 'seed', 'snapshot', 'function']);
/** Whether dbt builds it and other nodes can read it: not a source, test, analysis or hook. */
function isBuilt(resourceType) {
    return BUILT.has(resourceType);
}
/** Whether only another project builds it: it has no file here (docs/facts/dbt.md#nodes-of-other-projects). */
function isOfAnotherProject({ resourceType, path, packageName }, { projectName }) {
    return isBuilt(resourceType) && path === '' && packageName !== projectName;
}
function isTest(resourceType) {
    return resourceType === 'test' || resourceType === 'unit_test';
}
/** A node's key in state: its id and full relation, since one schema may hold two builds under different aliases. */
function nodeKey(id, { database, schema, identifier }) {
    return `${id}@${database ?? ''}.${schema ?? ''}.${identifier}`.toLowerCase();
}


/***/ }),

/***/ 1151:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y2: () => (/* binding */ ALL),
  E9: () => (/* binding */ BYTES),
  N3: () => (/* binding */ JsonError),
  Si: () => (/* binding */ every),
  wm: () => (/* binding */ pickJson)
});

// UNUSED EXPORTS: EveryMember

;// CONCATENATED MODULE: ./src/json/layout.ts
/*
 * The memory that scan.ts (JavaScript) and assembly/scan.ts (WebAssembly) share. Written once: AssemblyScript compiles this
 * file as well, so it holds nothing but numbers.
 */
// Addresses of the state, of one 32-bit number each. What it holds are addresses too, but where another thing is said.
const AT = 0;
const END = 4;
/** Of the last key: between its quotes. */
const KEY_START = 8;
const KEY_END = 12;
/** Which of the wanted keys it is. */
const KEY_INDEX = 16;
/** What comes next of an object, and of a value. */
const MEMBER = 20;
const VALUE = 24;
/** Within a string or an object, whether the next byte is escaped; within an object, whether it is in a string. */
const ESCAPED = 28;
const IN_STRING = 32;
const DEPTH = 36;
/** Where the next byte of what is copied goes. */
const OUT = 40;
/** Of the objects that are copied, the innermost. */
const LEVEL = 44;
/** Of each object that is copied: the table of its wanted keys, and which of them it is at. */
const LEVELS = 64;
const LEVEL_SIZE = 8;
/** How deeply what `copy` is to look for may be nested. */
const MOST_LEVELS = 100;
/** The brackets that are still to be closed, a byte each. */
const BRACKETS = 1024;
const MOST_BRACKETS = 1048576;
/** The tables of wanted keys, and behind them the window on the document. */
const TABLES = 1049600;
// What a call ends with. After MORE it is to be called again with more bytes; all from NO_KEY on are mistakes at AT.
const MORE = 0;
const DONE = 1;
const FOUND = 2;
const FOUND_ESCAPED = 3;
const CLOSED = 4;
const NO_KEY = 5;
const NO_COLON = 6;
const NO_COMMA = 7;
const NO_VALUE = 8;
const WRONG_BRACKET = 9;
const TOO_DEEP = 10;
// What comes next of an object…
const FIRST = 0;
const NEXT = 1;
const KEY = 2;
/** Over the colon, of what is copied or not, it is one more. */
const BEFORE_COLON = 3;
const COPY_COLON = 5;
// … and of a value.
const START = 0;
const STRING = 1;
const NESTED = 2;
const SCALAR = 3;
/**
 * A table has a head (a bit for each length modulo 64, then how many keys) and of each key an entry: where it stands, how
 * long it is, what is wanted of its value, and from where to where this stands in the window, if that is wanted.
 */
const HEAD = 16;
const KEY_COUNT = 8;
const ENTRY = 20;
const ENTRY_KEY = 0;
const ENTRY_LENGTH = 4;
const ENTRY_WANTED = 8;
const ENTRY_FROM = 12;
const ENTRY_TO = 16;
// What is wanted of a member: all of it, its bytes, else what the table of its own members says.
const WHOLE = 0;
const UNPARSED = 1;

;// CONCATENATED MODULE: ./src/json/scan-wasm.ts
// Made of assembly/scan.ts and layout.ts by npm run assembly.
const SCAN = 'AGFzbQEAAAABEQRgAAF/YAF/AX9gAABgAX8AAwsKAAEAAgAAAAEAAwUDAQAAB1IJBHNraXAAAAZtZW1iZXIAAQRjb3B5AAgFYmVnaW4ACQljb3B5V2hvbGUAAgtiZWdpbk1lbWJlcgADBXZhbHVlAAQEcGVlawAGBm1lbW9yeQIACrgeCtgEAgR/AXtBGCgCACIARQRAQQQoAgAhAUEAKAIAIQADQCAAIAFJBH8gAC0AACICQQpGIAJBIEZyIAJBDUZyIAJBCUZyBUEACwRAIABBAWohAAwBCwtBACAANgIAIAAgAU8EQEEADwtBGEEAKAIAIgAtAAAiAUEiRgR/QQAgAEEBajYCAEEcQQA2AgBBAQUgAUHbAEYgAUH7AEZyBH9BHEEANgIAQSBBADYCAEEkQQA2AgBBAgUgAUEKRiABQSBGciABQQ1GciABQQlGciABQSxGciABQTpGciABQSJGciABQSByIgBB+wBGciAAQf0ARnIEQEEIDwtBAwsLIgA2AgALIABBAUYEf0EEKAIAIQFBACgCAEEcKAIAaiEAQRxBADYCAAJ/A0AgACABSQRAAkAgAP0ABAAiBP0MIiIiIiIiIiIiIiIiIiIiIv0jIAT9DFxcXFxcXFxcXFxcXFxcXFz9I/1Q/WQiAkUEQCAAQRBqIQAMAwsgASAAIAJoaiIATQ0AIAAtAABBIkYEQEEAIABBAWo2AgBBAQwECyAAQQFqIAFGBEBBHEEBNgIACyAAQQJqIQAMAgsLC0EAIAE2AgBBAAsFIABBAkYEfxAFBUEEKAIAIQJBACgCACEAA0AgACACSQR/IAAtAAAiAUEgciEDIAFBCkYgAUEgRnIgAUENRnIgAUEJRnIgAUEsRnIgAUE6RnIgAUEiRnIgA0H7AEZyIANB/QBGcgVBAQtFBEAgAEEBaiEADAELC0EAIAA2AgAgACACSQsLIgBBAUYEQEEYQQA2AgALIAAL9AIBA38DQAJAAkACQAJAQRQoAgAOBAAAAQIDC0EEKAIAIQJBACgCACEBA0AgASACSQR/IAEtAAAiA0EKRiADQSBGciADQQ1GciADQQlGcgVBAAsEQCABQQFqIQEMAQsLQQAgATYCACABIAJPBEBBAA8LQQAoAgAiAS0AACICQf0ARgRAQQAgAUEBajYCAEEEDwtBFCgCAEEBRgRAIAJBLEcEQEEHDwtBACABQQFqNgIAC0EUQQI2AgAMAwsgABAHIgFBAUcEQCABDwsMAgsCf0EEKAIAIQJBACgCACEBA0AgASACSQR/IAEtAAAiA0EKRiADQSBGciADQQ1GciADQQlGcgVBAAsEQCABQQFqIQEMAQsLQQAgATYCAEEAIAEgAk8NABpBBkEAKAIAIgEtAABBOkcNABpBACABQQFqNgIAQRRBFCgCAEEBajYCAEF/CyIBQX9HBEAgAQ8LDAELEAAiAUEBRgRAQRRBATYCAAwBCwsgAQtOAQV/QQAoAgAhARAAQSgoAgAhAkEAKAIAIAFrIQMDQCAAIANJBEAgACACaiAAIAFq/QAEAP0LBAAgAEEQaiEADAELC0EoIAIgA2o2AgALvAEBBH9BLCgCACIBQRAoAgA2AgRBFEEFNgIAIAEoAgBBEGogASgCBEEUbGooAghBAUYEQA8LQSgoAgAiAUEBay0AAEH7AEcEQCABQSw6AABBKCABQQFqNgIAC0EoKAIAIQNBDCgCAEEBakEIKAIAQQFrIgJrIQEDQCAAIAFJBEAgACADaiAAIAJq/QAEAP0LBAAgAEEQaiEADAELC0EoIAEgA2o2AgBBKCgCACIAQTo6AABBKCAAQQFqNgIAC4MCAQN/QRQoAgBBA0YEfwJ/QQQoAgAhAUEAKAIAIQADQCAAIAFJBH8gAC0AACICQQpGIAJBIEZyIAJBDUZyIAJBCUZyBUEACwRAIABBAWohAAwBCwtBACAANgIAQQAgACABTw0AGkEGQQAoAgAiAC0AAEE6Rw0AGkEAIABBAWo2AgBBFEEUKAIAQQFqNgIAQX8LBUF/CyIAQX9GBH9BBCgCACEBQQAoAgAhAANAIAAgAUkEfyAALQAAIgJBCkYgAkEgRnIgAkENRnIgAkEJRnIFQQALBEAgAEEBaiEADAELC0EAIAA2AgAgACABSQR/QQAoAgAtAAAFQX8LBUF+QX8gABsLC60IAwZ+BHsHf0EEKAIAIQ1BACgCACEPQRw1AgAhAUJ/QgBBICgCABshAEEkKAIAIQ4DQCANIA9LBEBBwAAgDSAPayIKIApBwABPGyIQQcAARgR+Qn8FQgEgEK2GQgF9CyIDIA/9AAQAIgb9DCIiIiIiIiIiIiIiIiIiIiL9I/1krSAP/QAEECIH/QwiIiIiIiIiIiIiIiIiIiIi/SP9ZK1CEIaEIA/9AAQgIgj9DCIiIiIiIiIiIiIiIiIiIiL9I/1krUIghoQgD/0ABDAiCf0MIiIiIiIiIiIiIiIiIiIiIv0j/WStQjCGhIMhBCADIAb9DFxcXFxcXFxcXFxcXFxcXFz9I/1krSAH/QxcXFxcXFxcXFxcXFxcXFxc/SP9ZK1CEIaEIAj9DFxcXFxcXFxcXFxcXFxcXFz9I/1krUIghoQgCf0MXFxcXFxcXFxcXFxcXFxcXP0j/WStQjCGhIMiAiABhEIAUgRAIAQgAiABQn+FgyICQgGGIAGEIgEgAkKq1arVqtWq1ap/gyABQn+FgyACfCIBQgGGQtWq1arVqtWq1QCFgyIFQn+FgyEEIAEgAlStIAUgEK2IQgGDIBBBwABGGyEBCyAAIQIgBEIAUgRAIAQgBEIBhoUiACAAQgKGhSIAIABCBIaFIgAgAEIIhoUiACAAQhCGhSIAIABCIIaFIAKFIgJCwAAgEK19hkI/hyEACyACQn+FIgJCAFIEQCAG/QwgICAgICAgICAgICAgICAg/VAiBv0Me3t7e3t7e3t7e3t7e3t7e/0j/WStIAf9DCAgICAgICAgICAgICAgICD9UCIH/Qx7e3t7e3t7e3t7e3t7e3t7/SP9ZK1CEIaEIAj9DCAgICAgICAgICAgICAgICD9UCII/Qx7e3t7e3t7e3t7e3t7e3t7/SP9ZK1CIIaEIAn9DCAgICAgICAgICAgICAgICD9UCIJ/Qx7e3t7e3t7e3t7e3t7e3t7/SP9ZK1CMIaEIAKDIAODIgQgBv0MfX19fX19fX19fX19fX19ff0j/WStIAf9DH19fX19fX19fX19fX19fX39I/1krUIQhoQgCP0MfX19fX19fX19fX19fX19ff0j/WStQiCGhCAJ/Qx9fX19fX19fX19fX19fX19/SP9ZK1CMIaEIAKDIAODhCECA0AgAkIAUgRAIAJ6pyIMIA9qIgotAAAhCyAEIAytiEIBg6cEQCAOQYCAwABGBEBBACAKNgIAQQoPCyAOQYAIaiALQQJqOgAAIA5BAWohDgUgDkEBayIOQYAIai0AACALRwRAQQAgDCAPajYCAEEJDwsgDkUEQEEAIAwgD2pBAWo2AgBBAQ8LCyACIAJCAX2DIQIMAQsLCyAPIBBqIQ8MAQsLQRwgAT4CAEEgIABCAYM+AgBBJCAONgIAQQAgDTYCAEEAC2IBA39BBCgCACECQQAoAgAhAANAIAAgAkkEfyAALQAAIgFBCkYgAUEgRnIgAUENRnIgAUEJRnIFQQALBEAgAEEBaiEADAELC0EAIAA2AgAgACACSQR/QQAoAgAtAAAFQX8LC/UDAgZ/AXtBBCgCACECQQAoAgAhAQNAIAEgAkkEfyABLQAAIgNBCkYgA0EgRnIgA0ENRnIgA0EJRnIFQQALBEAgAUEBaiEBDAELC0EAIAE2AgAgASACTwRAQQAPC0EAKAIAQQFqIgJBAWstAABBIkcEQEEFDwtBBCgCACEDIAIhAQNAIAEgA08EQEEADwsgAf0ABAAiB/0MIiIiIiIiIiIiIiIiIiIiIv0jIAf9DFxcXFxcXFxcXFxcXFxcXFz9I/1Q/WQiBWhBECAFGyEGQQEgBCAH/QwgICAgICAgICAgICAgICAg/Sb9ZEEBIAZ0QQFrcRshBCADIAEgBmoiAU0EQEEADwsgBUUNACABLQAAQSJHBEBBASEEIAFBAmohAQwBCwtBCCACNgIAQQwgATYCAEEAIAFBAWo2AgBBFEEDNgIAIAQEQEEDDwtBAkEBIAAEfwJ/QQAgACkDAEIBIAEgAmsiA0E/ca2Gg1ANABogACgCCCEFQQAhBANAIAQgBUkEQCADIABBEGogBEEUbGoiASgCBEYEQCABKAIAIQYgAyEBA0AgAQR/IAEgBmpBAWstAAAgASACakEBay0AAEYFQQALBEAgAUEBayEBDAELCyABRQRAQRAgBDYCAEEBDAQLCyAEQQFqIQQMAQsLQQALBUEBCxsL7AQBBn8DQEEUKAIAIgBBBUkEQAJAQSwoAgAiASgCABABIgBBAkYEQBADQX8hAAwBCyAAQQRHDQBBKCgCACIAQf0AOgAAQSggAEEBajYCAEEsIAFBCGs2AgBBFEEBNgIAQQFBfyABQcAARhshAAsFIABBBUYEfwJ/QQQoAgAhAkEAKAIAIQADQCAAIAJJBH8gAC0AACIBQQpGIAFBIEZyIAFBDUZyIAFBCUZyBUEACwRAIABBAWohAAwBCwtBACAANgIAQQAgACACTw0AGkEGQQAoAgAiAC0AAEE6Rw0AGkEAIABBAWo2AgBBFEEUKAIAQQFqNgIAQX8LBUEsKAIAIgMoAgBBEGogAygCBEEUbGoiBCgCCCECAkBBGCgCAEUEQEEEKAIAIQVBACgCACEAA0AgACAFSQR/IAAtAAAiAUEKRiABQSBGciABQQ1GciABQQlGcgVBAAsEQCAAQQFqIQAMAQsLQQAgADYCAEEAIQEgACAFTw0BQQAoAgAhACACQQFLBH8gAC0AAEH7AEYFQQALBEBBACAAQQFqNgIAQSgoAgAiAEH7ADoAAEEoIABBAWo2AgBBLCADQQhqNgIAIAMgAjYCCEEUQQA2AgAgAigCCCEBQQAhAANAIAAgAUkEQCACQRBqIABBFGxqQQA2AhAgAEEBaiEADAELC0F/IQEMAgsLIAJBAUYEQEEAKAIAIQEQACIAQQFGBEAgBCABNgIMIARBACgCADYCEAUgAEUEQEEAIAE2AgBBGEEANgIACwsFEAIhAAsgACIBQQFHDQBBFEEBNgIAQX8hAQsgAQshAAsgAEF/Rg0ACyAAC10BAn9BKCgCACICQfsAOgAAQSggAkEBajYCAEEsQcAANgIAQcAAIAA2AgBBFEEANgIAIAAoAgghAgNAIAEgAkkEQCAAQRBqIAFBFGxqQQA2AhAgAUEBaiEBDAELCws=';

;// CONCATENATED MODULE: ./src/json/scan.ts


const MISTAKES = [
    'a key is expected',
    '":" is expected',
    '"," or "}" is expected',
    'a value is expected',
    'another bracket is expected',
    'it is nested too deeply',
];
const PAGE = 65_536;
/** As much as the processor's nearer memory holds. */
const WINDOW = 256 * 1024;
/** What is looked at at once may reach behind the end. */
const BEHIND = 64;
/** For one document. */
class Scanner {
    /** All memory; the window on the document is a part of it. */
    bytes = Buffer.alloc(0);
    /** The same memory. */
    #words = new Uint32Array(0);
    #exports;
    #tablesEnd = TABLES;
    #window = TABLES;
    #windowLength = WINDOW;
    /** Bytes of the document before the window. */
    #before = 0;
    constructor() {
        const module = new WebAssembly.Module(Buffer.from(SCAN, 'base64'));
        this.#exports = new WebAssembly.Instance(module).exports;
        this.#reserve(TABLES);
    }
    /** The number at an address of the layout. */
    get(address) {
        return this.#words[address / 4];
    }
    set(address, value) {
        this.#words[address / 4] = value;
    }
    /** Makes a table of keys and what is wanted of each. */
    tableOf(entries) {
        const table = align(this.#tablesEnd);
        let end = table + HEAD + ENTRY * entries.length;
        this.#tablesEnd = end + entries.reduce((length, { key }) => length + key.length, 0);
        this.#reserve(this.#tablesEnd);
        // Two words of a bit for each length.
        let [short, long] = [0, 0];
        let entry = table + HEAD;
        for (const { key, wanted } of entries) {
            this.bytes.set(key, end);
            this.set(entry + ENTRY_KEY, end);
            this.set(entry + ENTRY_LENGTH, key.length);
            this.set(entry + ENTRY_WANTED, wanted);
            this.set(entry + ENTRY_TO, 0);
            if (key.length % 64 < 32)
                short |= 1 << (key.length % 32);
            else
                long |= 1 << (key.length % 32);
            entry += ENTRY;
            end += key.length;
        }
        this.set(table, short);
        this.set(table + 4, long);
        this.set(table + KEY_COUNT, entries.length);
        return table;
    }
    /** Before the first byte of a document: the window lies behind the tables, and behind it what is copied. */
    open() {
        this.#window = align(this.#tablesEnd);
        this.#windowLength = WINDOW;
        this.#before = 0;
        this.#reserve(this.#copied + WINDOW);
        this.#words.fill(0, 0, BRACKETS / 4);
        this.set(AT, this.#window);
        this.set(END, this.#window);
    }
    get #copied() {
        return this.#window + this.#windowLength;
    }
    /** To behind the value before which AT stands. */
    skip() {
        return this.#exports.skip();
    }
    /**
     * To behind the next key of `table`, 0 for any; FOUND_ESCAPED where it is written so that only who parses it can tell
     * whether it is one. CLOSED behind the object's end.
     */
    member(table) {
        return this.#exports.member(table);
    }
    /** From behind a key to its value, of which it is the first byte; -1 for more bytes, -2 where no colon is. */
    value() {
        return this.#exports.value();
    }
    /** Over whitespace, to the byte that it returns; -1 for more bytes. */
    peek() {
        return this.#exports.peek();
    }
    /** Begins to copy what `copy` or `copyWhole` are called for. */
    clear() {
        this.set(OUT, this.#copied);
        this.set(LEVEL, 0);
    }
    /** AT stands behind the brace of an object, of which members are wanted as `table` says. */
    begin(table) {
        this.#exports.begin(table);
    }
    /** The last key, that `copy` could not tell, is that of entry `index`. */
    beginMember(index) {
        this.set(KEY_INDEX, index);
        this.#exports.beginMember();
    }
    /** To behind the object's end; FOUND_ESCAPED as `member`. */
    copy() {
        return this.#exports.copy();
    }
    copyWhole() {
        return this.#exports.copyWhole();
    }
    copied() {
        return this.bytes.toString('utf8', this.#copied, this.get(OUT));
    }
    /** The bytes of entry `index`, if they are UNPARSED and stand in the window; until it moves. */
    unparsed(table, index) {
        const entry = entryAddress(table, index);
        const end = this.get(entry + ENTRY_TO);
        return end === 0 ? undefined : this.bytes.subarray(this.get(entry + ENTRY_FROM), end);
    }
    /** Nothing of this table stands in the window any more. */
    forget(table, index) {
        this.set(entryAddress(table, index) + ENTRY_TO, 0);
    }
    /** The table that `copy` is at. */
    tableNow() {
        return this.get(this.get(LEVEL));
    }
    /** The wanted members that are being copied, from the outside: table and index of each. */
    *membersNow() {
        const last = this.get(LEVEL);
        for (let level = LEVELS; level <= last; level += LEVEL_SIZE) {
            const isIn = level < last || this.get(MEMBER) >= COPY_COLON;
            if (isIn)
                yield [this.get(level), this.get(level + 4)];
        }
    }
    /** AT stands behind the brace of an object. */
    enter() {
        this.set(MEMBER, FIRST);
    }
    /** AT stands behind a member of an object. */
    leaveMember() {
        this.set(MEMBER, NEXT);
    }
    /** A number, true, false or null may end where the document does. */
    endScalar() {
        const isScalar = this.get(VALUE) === SCALAR;
        this.set(VALUE, START);
        return isScalar;
    }
    /** Gives up the bytes before AT for those that follow; false at the end of the document. */
    refill(next) {
        const [at, end] = [this.get(AT), this.get(END)];
        const kept = end - at;
        if (kept + WINDOW > this.#windowLength)
            this.#widen(kept + WINDOW);
        this.bytes.copyWithin(this.#window, at, end);
        this.#before += at - this.#window;
        const from = this.#window + kept;
        const length = next(this.bytes.subarray(from, from + WINDOW));
        this.set(AT, this.#window);
        this.set(END, from + length);
        this.#reserve(Math.max(this.get(OUT), this.#copied) + this.#windowLength);
        return length > 0;
    }
    /** For a key that is longer than the window: what was copied moves. */
    #widen(length) {
        const copied = this.#copied;
        const more = length - this.#windowLength;
        const out = Math.max(this.get(OUT), copied);
        this.#reserve(out + more + length);
        this.bytes.copyWithin(copied + more, copied, out);
        this.set(OUT, out + more);
        this.#windowLength = length;
    }
    /** Where in the document an address is. */
    offsetOf(address) {
        return this.#before + address - this.#window;
    }
    /** Also for bytes behind them. Old views end here. */
    #reserve(bytes) {
        const { memory } = this.#exports;
        const missing = bytes + BEHIND - memory.buffer.byteLength;
        if (missing > 0)
            memory.grow(Math.ceil(missing / PAGE));
        if (this.bytes.buffer === memory.buffer)
            return;
        this.bytes = Buffer.from(memory.buffer);
        this.#words = new Uint32Array(memory.buffer);
    }
}
function entryAddress(table, index) {
    return table + HEAD + ENTRY * index;
}
function align(address) {
    return Math.ceil(address / 64) * 64;
}
function mistake(status) {
    return MISTAKES[status - NO_KEY] ?? 'it is wrong';
}

;// CONCATENATED MODULE: ./src/json/pick.ts
/*
 * Reads from a JSON document of any size only what is wanted of it. The bytes of all else are passed over without being
 * built; the bytes of what is wanted are handed to JSON.parse, so strings, numbers and repeated keys are right by
 * construction. What is passed over is checked for closed strings and balanced brackets, and for no more.
 */


/** The value as JSON.parse makes it. */
const ALL = Symbol('all');
/** The value's JSON, unparsed: for what is long and seldom needed. Only for members of what `finish` is given. */
const BYTES = Symbol('bytes');
/**
 * Of an object a Map, of an array an array of what `finish` makes of each member or element: one is parsed and finished
 * before the next is read. Any other kind of value is taken as it is.
 */
class EveryMember {
    of;
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
    /** The end came too early; what was there may be the beginning of JSON. */
    isCutOff;
    /** Keys and indices of what is around that place, from the outside, as far as it was wanted. */
    path;
    constructor(problem, offset, path, isCutOff = false) {
        super(`${problem} at byte ${offset}${path.length === 0 ? '' : `, in ${path.join(' › ')}`}`);
        this.name = 'JsonError';
        this.offset = offset;
        this.isCutOff = isCutOff;
        this.path = path;
    }
}
/**
 * Picks from one JSON document in UTF-8.
 * @throws JsonError where it is cut off or no JSON, and whatever `finish` or `next` throw.
 */
function pickJson(next, wanted) {
    const scanner = new Scanner();
    const plans = new Plans(scanner);
    const plan = plans.make(wanted);
    scanner.open();
    const picker = new Picker({ scanner, plans, next });
    const value = picker.pick(plan);
    picker.end();
    return value;
}
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const END_OF_DOCUMENT = -1;
/** Instead of a byte. */
const NO_BYTES = -1;
const EVERYTHING = { kind: 'all' };
/** Instead of a table. */
const ANY_KEY = 0;
/** Makes plans, and knows the one that a table was made for. */
class Plans {
    #scanner;
    #byTable = new Map();
    constructor(scanner) {
        this.#scanner = scanner;
    }
    make(wanted, isFinished = false, depth = 0) {
        if (wanted === ALL)
            return EVERYTHING;
        if (wanted === BYTES)
            throw new TypeError('BYTES are for members of what is finished');
        if (wanted instanceof EveryMember) {
            return { kind: 'every', of: this.make(wanted.of, true), finish: wanted.finish };
        }
        if (depth >= MOST_LEVELS)
            throw new TypeError('What is wanted is nested too deeply');
        const members = Object.entries(wanted).map(([key, of]) => {
            return { key, plan: isFinished && of === BYTES ? { kind: 'bytes' } : this.make(of, false, depth + 1) };
        });
        const table = this.#scanner.tableOf(members.map(({ key, plan }) => ({ key: Buffer.from(key), wanted: entryOf(plan) })));
        const finishes = members.some(({ plan }) => mustFinish(plan));
        const hasBytes = members.some(({ plan }) => plan.kind === 'bytes');
        if (finishes && hasBytes)
            throw new TypeError('BYTES cannot stand beside what is finished by itself');
        const plan = { kind: 'members', members, table, finishes, hasBytes };
        this.#byTable.set(table, plan);
        return plan;
    }
    of(table) {
        return this.#byTable.get(table);
    }
}
function entryOf(plan) {
    return plan.kind === 'members' ? plan.table : plan.kind === 'bytes' ? UNPARSED : WHOLE;
}
/** Whether it holds a member that is finished by itself, so that it cannot be parsed as a whole. */
function mustFinish(plan) {
    return plan.kind === 'every' || (plan.kind === 'members' && plan.finishes);
}
class Picker {
    #scanner;
    #next;
    #plans;
    /** Of the object that was picked last, if any of its members are to stay bytes. */
    #withBytes = null;
    /** Those of them that stand in no window any more. */
    #moved = new Map();
    #keyIsPlain = true;
    #path = [];
    constructor({ scanner, plans, next }) {
        this.#scanner = scanner;
        this.#plans = plans;
        this.#next = next;
    }
    pick(plan) {
        return this.#pick(plan, this.#peek());
    }
    /** `byte`: the first of the value. */
    #pick(plan, byte) {
        if (byte === OPEN_OBJECT && plan.kind === 'every')
            return this.#pickEveryMember(plan);
        if (byte === OPEN_ARRAY && plan.kind === 'every')
            return this.#pickEveryElement(plan);
        if (byte === OPEN_OBJECT && plan.kind === 'members' && plan.finishes)
            return this.#pickMembers(plan);
        const start = this.#offset();
        this.#scanner.clear();
        this.#withBytes = null;
        if (byte === OPEN_OBJECT && plan.kind === 'members')
            this.#copyMembers(plan);
        else
            this.#copyWhole();
        const json = this.#scanner.copied();
        this.#scanner.clear();
        try {
            return JSON.parse(json);
        }
        catch {
            throw this.#error('This is no JSON', start);
        }
    }
    end() {
        if (this.#peek() !== END_OF_DOCUMENT)
            throw this.#error('Something follows the end of the document');
    }
    #bytesOf = (name) => {
        const plan = this.#withBytes;
        if (plan === null)
            return undefined;
        return this.#scanner.unparsed(plan.table, indexOf(plan.members, name)) ?? this.#moved.get(name);
    };
    /** Keeps what is to stay bytes, as the window moves on. */
    #moveBytes({ members, table }) {
        members.forEach(({ key }, index) => {
            const bytes = this.#scanner.unparsed(table, index);
            if (bytes === undefined)
                return;
            this.#moved.set(key, Buffer.from(bytes));
            this.#scanner.forget(table, index);
        });
    }
    #pickEveryElement({ of, finish }) {
        const elements = [];
        this.#step();
        if (this.#peek() === CLOSE_ARRAY) {
            this.#step();
            return elements;
        }
        for (;;) {
            const index = String(elements.length);
            this.#path.push(index);
            elements.push(finish(this.pick(of), index, this.#bytesOf));
            this.#path.pop();
            const byte = this.#peek();
            if (byte !== COMMA && byte !== CLOSE_ARRAY)
                throw this.#unexpected('"," or "]" is expected');
            this.#step();
            if (byte === CLOSE_ARRAY)
                return elements;
        }
    }
    #pickEveryMember({ of, finish }) {
        const members = new Map();
        this.#enter();
        while (this.#toKey(ANY_KEY) !== CLOSED) {
            const key = this.#keyText();
            this.#path.push(key);
            const value = this.#pick(of, this.#toValue());
            members.set(key, finish(value, key, this.#bytesOf));
            this.#leaveMember();
        }
        return members;
    }
    #pickMembers(plan) {
        const members = new Map();
        this.#enter();
        for (let member = this.#toMember(plan); member !== null; member = this.#toMember(plan)) {
            members.set(member.key, this.#pick(member.plan, this.#toValue()));
            this.#leaveMember();
        }
        return Object.fromEntries(members);
    }
    #copyMembers(plan) {
        if (plan.hasBytes) {
            this.#withBytes = plan;
            if (this.#moved.size > 0)
                this.#moved.clear();
        }
        this.#step();
        this.#scanner.begin(plan.table);
        for (;;) {
            const status = this.#scanner.copy();
            if (status === DONE)
                return;
            if (status === MORE)
                this.#refill();
            else if (status === FOUND_ESCAPED)
                this.#copyEscaped();
            else
                throw this.#unexpected(mistake(status));
        }
    }
    #copyEscaped() {
        this.#keyIsPlain = false;
        const { members } = this.#plans.of(this.#scanner.tableNow());
        const index = indexOf(members, this.#keyText());
        if (index >= 0)
            this.#scanner.beginMember(index);
    }
    #enter() {
        this.#step();
        this.#scanner.enter();
    }
    #leaveMember() {
        this.#path.pop();
        this.#scanner.leaveMember();
    }
    /** To the next member that is wanted, behind its key; null behind the object's end. */
    #toMember({ members, table }) {
        for (;;) {
            const status = this.#toKey(table);
            if (status === CLOSED)
                return null;
            const index = status === FOUND ? this.#scanner.get(KEY_INDEX) : indexOf(members, this.#keyText());
            const member = members[index];
            if (member === undefined)
                continue;
            this.#path.push(member.key);
            return member;
        }
    }
    /** FOUND, FOUND_ESCAPED or CLOSED. */
    #toKey(table) {
        for (;;) {
            const status = this.#scanner.member(table);
            if (status === MORE)
                this.#refill();
            else if (status === CLOSED || status === FOUND || status === FOUND_ESCAPED) {
                this.#keyIsPlain = status === FOUND;
                return status;
            }
            else
                throw this.#unexpected(mistake(status));
        }
    }
    #keyText() {
        const start = this.#scanner.get(KEY_START);
        const end = this.#scanner.get(KEY_END);
        const { bytes } = this.#scanner;
        if (this.#keyIsPlain)
            return bytes.toString('utf8', start, end);
        try {
            return JSON.parse(bytes.toString('utf8', start - 1, end + 1));
        }
        catch {
            throw this.#error('This is no JSON', this.#scanner.offsetOf(start - 1));
        }
    }
    /** From behind a key to its value; the first byte of it. */
    #toValue() {
        for (;;) {
            const byte = this.#scanner.value();
            if (byte >= 0)
                return byte;
            if (byte !== NO_BYTES)
                throw this.#unexpected('":" is expected');
            this.#refill();
        }
    }
    #copyWhole() {
        for (;;) {
            const status = this.#scanner.copyWhole();
            if (status === DONE)
                return;
            if (status !== MORE)
                throw this.#unexpected(mistake(status));
            if (this.#tryRefill())
                continue;
            if (this.#scanner.endScalar())
                return;
            throw this.#cutOff();
        }
    }
    /** Over whitespace; the byte behind it, or END_OF_DOCUMENT. */
    #peek() {
        for (;;) {
            const byte = this.#scanner.peek();
            if (byte !== NO_BYTES)
                return byte;
            if (!this.#tryRefill())
                return END_OF_DOCUMENT;
        }
    }
    #step() {
        this.#scanner.set(AT, this.#at + 1);
    }
    get #at() {
        return this.#scanner.get(AT);
    }
    #refill() {
        if (!this.#tryRefill())
            throw this.#cutOff();
    }
    #tryRefill() {
        if (this.#withBytes !== null)
            this.#moveBytes(this.#withBytes);
        return this.#scanner.refill(this.#next);
    }
    #offset() {
        return this.#scanner.offsetOf(this.#at);
    }
    #unexpected(mistake) {
        return this.#at >= this.#scanner.get(END) ? this.#cutOff() : this.#error(`This is no JSON: ${mistake}`);
    }
    #cutOff() {
        return this.#error('The document is cut off', this.#scanner.offsetOf(this.#scanner.get(END)), true);
    }
    *#copyPath() {
        for (const [table, index] of this.#scanner.membersNow()) {
            yield this.#plans.of(table).members[index]?.key ?? '';
        }
    }
    #error(problem, offset = this.#offset(), isCutOff = false) {
        return new JsonError(problem, offset, [...this.#path, ...this.#copyPath()], isCutOff);
    }
}
function indexOf(members, name) {
    return members.findIndex(({ key }) => key === name);
}


/***/ }),

/***/ 1501:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ lastUsedWindow),
/* harmony export */   Gh: () => (/* binding */ openRequest),
/* harmony export */   M5: () => (/* binding */ givenUpRequest),
/* harmony export */   Sj: () => (/* binding */ newestSuccess),
/* harmony export */   TM: () => (/* binding */ repeatedFailure),
/* harmony export */   TU: () => (/* binding */ lastFinal),
/* harmony export */   aP: () => (/* binding */ pastSeconds),
/* harmony export */   gX: () => (/* binding */ KEPT_REQUESTS),
/* harmony export */   l9: () => (/* binding */ jobsOfOthers),
/* harmony export */   lE: () => (/* binding */ isPermanent),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   rX: () => (/* binding */ failingStreak),
/* harmony export */   yM: () => (/* binding */ knownJobs)
/* harmony export */ });
/* unused harmony exports failureOf, usesUpWindow */
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6412);
/* harmony import */ var _request_id_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(840);


/** State keeps this many of the newest requests of an extract. */
const KEPT_REQUESTS = 5;
/** True for failures that only a person can fix (row 10 of docs/decisions.md#the-table). */
function isPermanent(failure) {
    return failure === 'credentials' || failure === 'permission' || failure === 'no-extract';
}
/** The class of a failure, or of a cancellation with a known cause; null for any other outcome. */
function failureOf({ outcome, failure }) {
    if (outcome === 'failed')
        return failure ?? 'unknown';
    return outcome === 'cancelled' ? failure : null;
}
/** True if this request has used up its window: by a success or a permanent failure. */
function usesUpWindow(request) {
    return request.window !== null && (request.outcome === 'refreshed' || isPermanent(failureOf(request)));
}
/** Newest first; the key decides between requests of one instant, so that the order is total. */
function newestFirst(requests) {
    return [...(requests ?? [])]
        .sort(([keyA, a], [keyB, b]) => b.requestedAt - a.requestedAt || (keyA < keyB ? 1 : -1))
        .map(([key, facts]) => ({ id: (0,_request_id_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRequestKey */ .G)(key), ...facts }));
}
/** The jobs of these requests. */
function knownJobs(requests) {
    return new Set(newestFirst(requests).flatMap(({ id }) => (id.kind === 'job' ? [id.job] : [])));
}
/** The jobs of all extracts but this one. */
function jobsOfOthers(key, requests) {
    return new Set([...requests].flatMap(([other, theirs]) => (other === key ? [] : [...knownJobs(theirs)])));
}
function newestSuccess(requests) {
    return newestFirst(requests).find(({ outcome }) => outcome === 'refreshed') ?? null;
}
/** The newest window that was used up. If both a success and a failure used it, returns the success. */
function lastUsedWindow(requests) {
    const rank = ({ failure }) => (failure === null ? 1 : 0);
    const uses = newestFirst(requests).flatMap((request) => useOf(request) ?? []);
    return uses.sort((a, b) => b.window - a.window || rank(b) - rank(a))[0] ?? null;
}
function useOf(request) {
    const { window } = request;
    return window !== null && usesUpWindow(request) ? { ...request, window } : null;
}
/** The newest request without an outcome. */
function openRequest(requests) {
    return newestFirst(requests).find(({ outcome }) => outcome === null) ?? null;
}
/** The newest request, if nobody saw its job and it counts as failed: the job may go on all the same. */
function givenUpRequest(requests) {
    const [newest] = newestFirst(requests);
    return newest?.id.kind === 'unseen' && newest.outcome === 'failed' ? newest : null;
}
function lastFinal(requests) {
    return newestFirst(requests).find(({ outcome }) => outcome !== null) ?? null;
}
/** The permanent failures since the last success; null if there are none. */
function failingStreak(requests) {
    const after = sinceSuccess(requests);
    return streakOf(after.filter((request) => isPermanent(failureOf(request))), after);
}
/**
 * Repeated failures: the last three runs failed, the first and the third of them with the same class. So two classes in turn count
 * as one streak (a database that sometimes refuses and sometimes hangs); a new class starts a new one. A run counts once, with its
 * last attempt.
 */
function repeatedFailure(requests) {
    const after = sinceSuccess(requests);
    const runs = runsOf(after.filter(({ outcome }) => outcome === 'failed' || outcome === 'cancelled'));
    const failures = runs.map(([last]) => (last === undefined ? null : failureOf(last)));
    const [newest = null, between = null, before = null] = failures;
    if (newest === null || between === null || before !== newest)
        return null;
    const other = failures.findIndex((failure) => failure !== newest && failure !== between);
    return streakOf((other === -1 ? runs : runs.slice(0, other)).flat(), after);
}
function sinceSuccess(requests) {
    const success = newestSuccess(requests)?.requestedAt ?? -Infinity;
    return newestFirst(requests).filter(({ requestedAt }) => requestedAt > success);
}
/** Attempts grouped by run, newest first. State may have dropped the first attempt of the oldest run. */
function runsOf(attempts) {
    const runs = [];
    let isWhole = true;
    for (const one of attempts) {
        if (isWhole)
            runs.push([one]);
        else
            runs.at(-1)?.push(one);
        isWhole = one.isRetry !== true;
    }
    return runs;
}
function streakOf(failures, after) {
    const [newest, oldest] = [failures.at(0), failures.at(-1)];
    const failure = newest === undefined ? null : failureOf(newest);
    if (newest === undefined || oldest === undefined || failure === null)
        return null;
    const orEarlier = after.length >= KEPT_REQUESTS;
    return { since: oldest.requestedAt, orEarlier, failure, newest: newest.requestedAt };
}
/** How long the known successes took, in seconds, newest first. */
function pastSeconds(requests) {
    return newestFirst(requests).flatMap(({ outcome, seconds }) => outcome === 'refreshed' && seconds !== null ? [seconds] : []);
}


/***/ }),

/***/ 840:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ parseRequestKey),
/* harmony export */   l: () => (/* binding */ requestKey)
/* harmony export */ });
function requestKey(id) {
    const key = id.kind === 'job' ? id.job : `${id.kind}-${id.requestedAt}`;
    return key;
}
/** Any text is a key: what does not look like a request without a job is Tableau's id of one. */
function parseRequestKey(key) {
    const [, kind, requestedAt] = /^(unseen|refused|deferred)-(0|[1-9]\d{0,14})$/.exec(key) ?? [];
    return kind === undefined
        ? { kind: 'job', job: key }
        : { kind: kind, requestedAt: Number(requestedAt) };
}


/***/ }),

/***/ 7040:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ FAILURE_CLASSES)
/* harmony export */ });
const FAILURE_CLASSES = [
    'credentials',
    'permission',
    'no-extract',
    'quota',
    'timeout',
    'bridge',
    'unreachable',
    'no-answer',
    'unknown',
];


/***/ })

};
