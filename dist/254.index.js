export const id = 254;
export const ids = [254];
export const modules = {

/***/ 1254:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  reviewPullRequest: () => (/* binding */ reviewPullRequest)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/dbt/exposure-lines.ts


/** Larger files are not parsed: nobody writes that much YAML by hand. */
const LARGEST_FILE = 1024 * 1024;
/**
 * The line on which each exposure of a YAML file begins, from 1, by name. `file` is relative to `root`. Empty for a file
 * outside `root`, one that cannot be read, and one that is not YAML in dbt's form.
 */
async function exposureLines(root, file) {
    const path = (0,external_node_path_.resolve)(root, file);
    const within = (0,external_node_path_.relative)(root, path);
    if (within.startsWith('..') || (0,external_node_path_.isAbsolute)(within))
        return new Map();
    try {
        if ((await (0,promises_.stat)(path)).size > LARGEST_FILE)
            return new Map();
        return await linesIn(await (0,promises_.readFile)(path, 'utf8'));
    }
    catch {
        return new Map();
    }
}
async function linesIn(text) {
    const { isMap, isScalar, isSeq, LineCounter, parseDocument } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const counter = new LineCounter();
    const exposures = parseDocument(text, { lineCounter: counter, logLevel: 'silent' }).get('exposures');
    const lines = new Map();
    if (!isSeq(exposures))
        return lines;
    for (const item of exposures.items) {
        const name = isMap(item) ? item.get('name', true) : null;
        if (!isScalar(name) || name.range === null || name.range === undefined)
            continue;
        lines.set(String(name.value), counter.linePos(name.range[0]).line);
    }
    return lines;
}

// EXTERNAL MODULE: ./src/dbt/manifest.ts
var dbt_manifest = __webpack_require__(6497);
;// CONCATENATED MODULE: ./src/dbt/compare/production.ts

/**
 * A manifest with its nodes where production has them. The build of a pull request writes to a schema of its own, which
 * state and Tableau have never seen: its nodes are the same as production's by their unique ids, and only by these.
 * State's facts do not tell where production is: any environment may have noted the newest one.
 */
function asProduction(manifest, { bases, kept }) {
    const placeOf = ({ id }) => placeIn(bases, id) ?? kept.get(id) ?? null;
    const nodes = new Map();
    for (const node of manifest.nodes.values()) {
        const home = (0,dbt_manifest/* isTest */.Nu)(node.resourceType) ? ((0,dbt_manifest/* testedNode */.gJ)(node.parents, manifest.nodes) ?? node) : node;
        const place = placeOf(home);
        nodes.set(node.id, place === null ? node : moved(node, home, place));
    }
    return { ...manifest, nodes };
}
/** `home`: itself, or what a test speaks for. */
function moved(node, home, { database, schema, identifier }) {
    const place = { database, schema, identifier: identifier ?? home.identifier };
    const key = (0,dbt_manifest/* nodeKey */.u8)(node.id, place);
    return (0,dbt_manifest/* isTest */.Nu)(node.resourceType) ? { ...node, key } : { ...node, ...place, key };
}
function placeIn(bases, id) {
    const node = bases.find(({ nodes }) => nodes.has(id))?.nodes.get(id);
    if (node === undefined)
        return null;
    const text = (value) => (typeof value === 'string' ? value : null);
    return {
        database: text(node.database),
        schema: text(node.schema),
        identifier: text(node.alias) ?? text(node.identifier),
    };
}

// EXTERNAL MODULE: ./src/base/clock.ts
var clock = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
// EXTERNAL MODULE: ./src/base/http.ts + 1 modules
var http = __webpack_require__(9360);
// EXTERNAL MODULE: ./src/github/errors.ts
var github_errors = __webpack_require__(3116);
;// CONCATENATED MODULE: ./src/github/client.ts




const TIME_LIMIT = 30_000;
const TRIES = 3;
const PAUSE = 1000;
/** A pull request's check should not wait an hour for a comment. */
const LONGEST_WAIT = 60_000;
function connectGitHub(options) {
    const { repository, apiUrl, clock } = options;
    const [owner = '', repo = ''] = repository.split('/');
    let octokit = null;
    const call = async (answer, request, mayRepeat) => {
        for (let tried = 1;; tried += 1) {
            try {
                octokit ??= await openOctokit(options);
                return parse(answer, await request(octokit, AbortSignal.timeout(TIME_LIMIT)), apiUrl);
            }
            catch (thrown) {
                const error = thrown instanceof github_errors/* GitHubError */.y ? thrown : asGitHubError(thrown, apiUrl, clock.now());
                const pause = tried === TRIES ? null : pauseAfter(error, mayRepeat);
                if (pause === null || pause > LONGEST_WAIT)
                    throw error;
                await clock.sleep(pause);
            }
        }
    };
    return {
        owner,
        repo,
        read: (answer, request) => call(answer, request, true),
        change: (answer, request) => call(answer, request, false),
    };
}
async function openOctokit({ token, apiUrl }) {
    const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    return getOctokit(token, { baseUrl: apiUrl.replace(/\/$/, ''), log: SILENT });
}
const nothing = () => undefined;
/** Octokit would print deprecations to standard output. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
function parse(schema, { status, data }, apiUrl) {
    const parsed = schema.safeParse(data);
    if (parsed.success)
        return parsed.data;
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    const shape = where === '' ? 'JSON of an unknown shape' : `JSON of an unknown shape (${where})`;
    throw notGitHub(apiUrl, status, isBody(data) ? (0,http/* kindOfBody */.kU)(data) : shape);
}
/** The response in an error that Octokit threw; null if there was none. */
function refusalOf(thrown) {
    if (typeof thrown !== 'object' || thrown === null || !('response' in thrown))
        return null;
    const { response } = thrown;
    if (typeof response !== 'object' || response === null)
        return null;
    const { status, headers, data } = { ...response };
    return {
        status: typeof status === 'number' ? status : 0,
        headers: typeof headers === 'object' ? { ...headers } : {},
        data,
    };
}
function asGitHubError(thrown, apiUrl, now) {
    const refusal = refusalOf(thrown);
    if (refusal === null)
        return noResponse(thrown);
    const { status, headers, data } = refusal;
    if (isRateLimit(refusal)) {
        return new github_errors/* GitHubError */.y("GitHub's rate limit is used up", {
            problem: 'rate-limit',
            status,
            retryAfter: waitAskedFor(headers, now),
        });
    }
    const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : null;
    return typeof message === 'string'
        ? new github_errors/* GitHubError */.y(`GitHub answered ${status} (${message})`, { problem: 'refused', status })
        : notGitHub(apiUrl, status, isBody(data) ? (0,http/* kindOfBody */.kU)(data) : 'unknown JSON');
}
/** The error for a call without a response; Octokit gives it status 500. Errors before the call are not the network's. */
function noResponse(thrown) {
    const sent = typeof thrown === 'object' && thrown !== null && 'status' in thrown;
    const message = sent ? 'GitHub did not answer' : `GitHub could not be called (${(0,errors/* sentenceOf */.$N)(thrown)})`;
    return new github_errors/* GitHubError */.y(message, { problem: 'no-answer', status: 0 });
}
function notGitHub(apiUrl, status, came) {
    return new github_errors/* GitHubError */.y(`${apiUrl} answered with status ${status} and ${came} instead of GitHub's JSON`, {
        problem: 'not-github',
        status,
    });
}
/** Octokit returns a body that is not JSON as text, and one that is not text as bytes. */
function isBody(data) {
    return typeof data === 'string' || data instanceof ArrayBuffer;
}
function isRateLimit({ status, headers }) {
    if (status === 429)
        return true;
    return status === 403 && (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined);
}
function waitAskedFor(headers, now) {
    const after = Number(headers['retry-after']);
    if (after >= 0)
        return (0,clock/* limitWait */.xu)(after * 1000);
    if (headers['x-ratelimit-remaining'] !== '0')
        return null;
    return (0,clock/* limitWait */.xu)(Number(headers['x-ratelimit-reset']) * 1000 - now);
}
/** The pause before a retry; null if a retry is useless or could repeat an effect. */
function pauseAfter({ problem, status, retryAfter }, mayRepeat) {
    if (problem === 'rate-limit')
        return retryAfter;
    // HTML with status 200 is often a temporary maintenance page.
    return mayRepeat && (status < 300 || status >= 500) ? PAUSE : null;
}

// EXTERNAL MODULE: ./src/github/comment.ts
var comment = __webpack_require__(7318);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 15 modules
var schemas = __webpack_require__(9691);
// EXTERNAL MODULE: ./src/json/pick.ts + 3 modules
var pick = __webpack_require__(1151);
// EXTERNAL MODULE: ./src/dbt/artifacts/json-file.ts
var json_file = __webpack_require__(4353);
// EXTERNAL MODULE: ./src/dbt/artifacts/parse.ts
var artifacts_parse = __webpack_require__(5513);
// EXTERNAL MODULE: ./src/dbt/artifacts/read-nodes.ts
var read_nodes = __webpack_require__(2656);
// EXTERNAL MODULE: ./src/dbt/lineage.ts
var lineage = __webpack_require__(7195);
;// CONCATENATED MODULE: ./src/dbt/compare/compared-manifest.ts






/*
 * The fields by which two manifests are compared (docs/facts/dbt.md#what-core-calls-modified). A run needs far fewer
 * otherwise, so they are read only here and only for pull requests. Code and columns are long and kept as hashes.
 */
const anything = schemas/* unknown */.L5J().optional();
const config = schemas/* object */.Ikc({
    materialized: artifacts_parse/* optionalText */.mR,
    persist_docs: schemas/* object */.Ikc({ relation: schemas/* unknown */.L5J(), columns: schemas/* unknown */.L5J() }).partial().nullish(),
})
    .loose()
    .nullish()
    .transform((value) => value ?? { materialized: null });
const mapping = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
    .nullish()
    .transform((value) => value ?? {});
const comparedNode = schemas/* object */.Ikc({
    resource_type: artifacts_parse/* optionalText */.mR,
    name: schemas/* string */.YjP(),
    package_name: artifacts_parse/* optionalText */.mR,
    original_file_path: artifacts_parse/* optionalText */.mR,
    patch_path: artifacts_parse/* optionalText */.mR,
    fqn: artifacts_parse/* optionalTexts */.To,
    depends_on: schemas/* object */.Ikc({ nodes: artifacts_parse/* optionalTexts */.To, macros: artifacts_parse/* optionalTexts */.To })
        .nullish()
        .transform((value) => value ?? { nodes: [], macros: [] }),
    checksum: anything,
    config,
    unrendered_config: mapping,
    description: anything,
    columns: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ description: anything })).nullish(),
    database: anything,
    schema: anything,
    alias: anything,
    identifier: anything,
    unrendered_database: anything,
    unrendered_schema: anything,
    contract: schemas/* object */.Ikc({ enforced: schemas/* boolean */.zMY(), checksum: anything }).partial().nullish(),
    latest_version: anything,
    access: anything,
    deprecation_date: anything,
    quoting: anything,
    freshness: anything,
    loaded_at_field: anything,
    external: anything,
    test_metadata: anything,
    type: anything,
    owner: anything,
    maturity: anything,
    url: anything,
    label: anything,
    model: anything,
    defaults: anything,
    entities: anything,
    dimensions: anything,
    measures: anything,
    primary_entity: anything,
    group: anything,
    query_params: anything,
    exports: schemas/* array */.YOg(schemas/* object */.Ikc({ name: anything, unrendered_config: mapping }).loose()).nullish(),
    tags: anything,
    arguments: anything,
    returns: anything,
    metrics: schemas/* array */.YOg(schemas/* unknown */.L5J()).nullish(),
});
const macro = schemas/* object */.Ikc({
    macro_sql: schemas/* string */.YjP(),
    original_file_path: artifacts_parse/* optionalText */.mR,
    patch_path: artifacts_parse/* optionalText */.mR,
    package_name: artifacts_parse/* optionalText */.mR,
    depends_on: schemas/* object */.Ikc({ macros: artifacts_parse/* optionalTexts */.To })
        .nullish()
        .transform((value) => value?.macros ?? []),
});
const headSchema = schemas/* object */.Ikc({ metadata: schemas/* object */.Ikc({ dbt_version: schemas/* string */.YjP(), project_name: artifacts_parse/* optionalText */.mR }) });
/**
 * Reads a manifest to be compared; `shown` is its name in messages.
 * @throws ConfigurationError when it cannot be read, or is no manifest.
 */
function readComparedManifest(path, shown) {
    const macros = (0,artifacts_parse/* memberParser */.SS)(macro);
    const sections = SECTIONS.map(([section, kind, wanted]) => ({ section, wanted, members: nodesOf(kind) }));
    const picked = (0,json_file/* readJsonFile */.J)(path, shown, {
        metadata: pick/* ALL */.y2,
        macros: (0,pick/* every */.Si)(compared_manifest_all(macro), macros.finish),
        ...Object.fromEntries(sections.map(({ section, wanted, members }) => [section, (0,pick/* every */.Si)(wanted, members.finish)])),
    });
    const { metadata } = (0,artifacts_parse/* parseArtifact */.GJ)(headSchema, picked, shown);
    const known = macros.from(picked, 'macros', shown);
    const nodes = sections.map(({ section, members }) => members.from(picked, section, shown));
    return {
        dbtVersion: metadata.dbt_version,
        projectName: metadata.project_name,
        nodes: new Map(nodes.flatMap((all) => [...all])),
        macros: known,
    };
}
function nodesOf(kind) {
    return new artifacts_parse/* MemberParser */.y6(comparedNode, {
        make: (fit, id, bytesOf) => toCompared(fit, { id: id, kind, bytesOf }),
    });
}
function toCompared({ columns, ...node }, { id, kind, bytesOf }) {
    const raw = (0,read_nodes/* codeIn */.ry)(bytesOf('raw_code'));
    const hash = (0,read_nodes/* codeHash */.Al)(raw);
    const hashOfTrimmed = (0,read_nodes/* codeHash */.Al)(raw?.trim() ?? null);
    return {
        ...node,
        id,
        kind: node.resource_type ?? kind,
        code: hash === null || hashOfTrimmed === null ? null : { hash, hashOfTrimmed },
        columnsHash: hashOfDescriptions(columns ?? {}),
    };
}
/** In whatever order. */
function hashOfDescriptions(columns) {
    const descriptions = Object.entries(columns).map(([name, { description }]) => [name, description ?? '']);
    if (descriptions.length === 0)
        return '';
    return (0,read_nodes/* codeHash */.Al)(JSON.stringify(descriptions.sort(([a], [b]) => (a < b ? -1 : 1)))) ?? '';
}
/** Of each member all that its schema knows; the rest, such as compiled code, is passed over. */
function compared_manifest_all({ shape }) {
    return Object.fromEntries(Object.keys(shape).map((key) => [key, pick/* ALL */.y2]));
}
const WHOLE = { ...compared_manifest_all(comparedNode), raw_code: pick/* BYTES */.E9 };
/** Of most nodes the configuration as dbt has worked it out is long, and compared nowhere. */
const NODE = { ...WHOLE, config: { materialized: pick/* ALL */.y2, persist_docs: pick/* ALL */.y2 } };
const SECTIONS = [
    ['nodes', 'model', NODE],
    ['sources', 'source', NODE],
    ['exposures', 'exposure', NODE],
    ['metrics', 'metric', NODE],
    ['semantic_models', 'semantic_model', WHOLE],
    ['saved_queries', 'saved_query', WHOLE],
    ['unit_tests', 'unit_test', NODE],
    ['functions', 'function', NODE],
];
/** What depends on each node: models, tests, exposures, metrics and all else that has a unique id. */
function compared_manifest_childrenIn({ nodes }) {
    const children = new Map();
    for (const node of nodes.values()) {
        for (const parent of parentsOf(node)) {
            const known = children.get(parent);
            if (known === undefined)
                children.set(parent, [node.id]);
            else
                known.push(node.id);
        }
    }
    return (id) => children.get(id) ?? [];
}
/** v2 names an exposure's metrics without listing them in `depends_on` (docs/fixtures.md). */
function parentsOf({ kind, package_name, depends_on, metrics }) {
    if (kind !== 'exposure')
        return depends_on.nodes;
    const named = (metrics ?? []).flatMap((parts) => (Array.isArray(parts) ? [String(parts.at(-1))] : []));
    return [...new Set([...depends_on.nodes, ...named.map((name) => `metric.${package_name ?? ''}.${name}`)])];
}
/** Whether these macros, or any that they call, are among `wanted`. */
function reachesAny(macros, wanted, { macros: known }) {
    if (wanted.size === 0 || macros.length === 0)
        return false;
    return [...(0,lineage/* reach */.gl)(macros, (id) => known.get(id)?.depends_on ?? [])].some((id) => wanted.has(id));
}

;// CONCATENATED MODULE: ./src/dbt/compare/changed-files.ts


/** Any of these may change any node; which, only two manifests can tell. */
const ABOUT_ALL = /^(dbt_project|packages|dependencies|package-lock|profiles|selectors|vars)\.ya?ml$|^\.env$/;
const OF_DBT = /\.(sql|py|ya?ml|csv)$/;
/**
 * What changed, by the files of a pull request: nodes whose own file, or whose YAML file, is among them, and nodes that
 * call a macro from one of them. `folder` is where the dbt project lies below the repository's root, `` for the root.
 */
function changedByFiles(manifest, files, folder) {
    const changed = new Set(files.changed.flatMap((path) => withinProject(path, folder)));
    const gone = files.gone.flatMap((path) => withinProject(path, folder)).filter((path) => OF_DBT.test(path));
    const macros = macrosIn(manifest, changed);
    const used = new Set([...manifest.macros.values()].flatMap((macro) => filesOf(macro)));
    const changes = [];
    let wholeYaml = false;
    for (const node of manifest.nodes.values()) {
        if (node.package_name !== manifest.projectName && manifest.projectName !== null)
            continue;
        const own = filesOf(node);
        for (const file of own)
            used.add(file);
        const hits = own.filter((file) => changed.has(file));
        wholeYaml ||= hits.some((file) => /\.ya?ml$/.test(file));
        const byMacro = hits.length === 0 && reachesAny(node.depends_on.macros, macros, manifest);
        if (hits.length > 0 || byMacro)
            changes.push({ id: node.id, how: 'changed', parts: byMacro ? ['macros'] : [] });
    }
    const unmapped = [...changed].filter((file) => ABOUT_ALL.test(file) || (OF_DBT.test(file) && !used.has(file)));
    return { changes, unmapped: unmapped.map((file) => external_node_path_.posix.join(folder, file)), gone, wholeYaml };
}
function withinProject(path, folder) {
    if (folder === '')
        return [path];
    return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
}
/** Its own file, and the YAML file that describes it (`acme://models/_marts.yml`; v2 leaves the project out). */
function filesOf({ original_file_path, patch_path }) {
    const patch = patch_path?.replace(/^[^/]*:\/\//, '') ?? null;
    const all = [original_file_path, patch].filter((path) => path !== null && path !== '');
    return [...new Set(all)].map((path) => path.replaceAll('\\', '/'));
}
function macrosIn({ macros, projectName }, files) {
    return new Set([...macros]
        .filter(([, macro]) => macro.package_name === projectName && filesOf(macro).some((file) => files.has(file)))
        .map(([id]) => id));
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./src/dbt/compare/rules.ts

/** For which parts a node is modified; empty where it is not. */
function modifiedParts([before, now], engine, macros) {
    const differing = RULES.filter(([engines, kinds, , same]) => engines.includes(engine) && kinds(now.kind) && !same(before, now, macros));
    return [...new Set(differing.map(([, , part]) => part))];
}
const only = (...kinds) => (kind) => kinds.includes(kind);
const allBut = (...kinds) => (kind) => !kinds.includes(kind);
/** Models, seeds, snapshots, functions and whatever else has no rules of its own. */
const NODES = allBut('test', 'unit_test', 'source', 'exposure', 'metric', 'semantic_model', 'saved_query');
const ALL_KINDS = () => true;
const fields = (...names) => (before, now) => names.every((name) => (0,external_node_util_.isDeepStrictEqual)(before[name] ?? null, now[name] ?? null));
const sameBody = (before, now) => now.kind === 'seed' ? fields('checksum')(before, now) : before.code?.hash === now.code?.hash;
/** A parser may leave space around it, or not. */
const sameTrimmedBody = (before, now) => before.code?.hashOfTrimmed === now.code?.hashOfTrimmed;
const rules_config = (counts) => ({ unrendered_config: before }, { unrendered_config: now }) => [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter(counts)
    .every((key) => key in before && key in now && (0,external_node_util_.isDeepStrictEqual)(before[key], now[key]));
/** These belong to the relation, or to nobody's business (dbt-common, `CompareBehavior.Exclude`). */
const nodeConfig = rules_config(allBut('alias', 'schema', 'database', 'tags', 'group'));
const testConfig = rules_config(only('severity', 'where', 'limit', 'fail_calc', 'warn_if', 'error_if', 'store_failures', 'store_failures_as', 'sql_header'));
const wholeConfig = rules_config(() => true);
/** v2 may leave a seed's out. */
const sameMaterialization = ({ config: { materialized: was } }, { config: { materialized: is } }) => was === null || is === null || was === is;
/** Descriptions count only where they are written into the warehouse. */
const samePersistedDescription = (before, now) => {
    const persisted = now.config.persist_docs ?? {};
    if (persisted.relation === true && (before.description ?? '') !== (now.description ?? ''))
        return false;
    return persisted.columns !== true || before.columnsHash === now.columnsHash;
};
/** As configured, not as rendered: another target or `generate_schema_name` is no change. */
const sameConfiguredRelation = (before, now) => ['database', 'schema', 'alias'].every((key) => (0,external_node_util_.isDeepStrictEqual)(before.unrendered_config[key] ?? null, now.unrendered_config[key] ?? null));
const sameExports = (before, now) => (0,external_node_util_.isDeepStrictEqual)(exportsOf(before), exportsOf(now));
function exportsOf({ exports }) {
    return (exports ?? []).map(({ name, unrendered_config: { export_as, schema, alias } }) => ({
        name,
        export_as,
        schema,
        alias,
    }));
}
/** An enforced contract, or one that was: its checksum is over columns and constraints. */
const sameContract = (before, now) => {
    const [was, is] = [before.contract?.enforced === true, now.contract?.enforced === true];
    return was === is && (!is || (0,external_node_util_.isDeepStrictEqual)(before.contract?.checksum, now.contract?.checksum));
};
const sameDependencies = (before, now) => (0,external_node_util_.isDeepStrictEqual)(new Set(before.depends_on.nodes), new Set(now.depends_on.nodes));
/** A generic test is its config; its code is the same call for all. */
const ofSingularTest = (same) => (before, now, macros) => (now.test_metadata ?? null) !== null || same(before, now, macros);
const BEFORE_1_12 = ['core'];
const CORE = ['core', 'core-1.12'];
const V2 = ['v2'];
const CORE_AND_V2 = [...CORE, ...V2];
const SINCE_1_12 = ['core-1.12', 'v2'];
const DIFFERENT = ['different'];
const SOURCE = ['fqn', 'quoting', 'freshness', 'loaded_at_field', 'external'];
const EXPOSURE = ['fqn', 'type', 'owner', 'maturity', 'url', 'description', 'label'];
const SEMANTIC_MODEL = [
    'model',
    'description',
    'defaults',
    'entities',
    'dimensions',
    'measures',
    'config',
    'primary_entity',
    'group',
];
const SAVED_QUERY = ['description', 'label', 'config', 'group', 'query_params', 'tags'];
/**
 * What dbt itself compares (docs/facts/dbt.md#what-core-calls-modified and its next section), held against dbt by
 * scripts/proof/modified. Where a file lies and which version is the latest is no change to v2, unlike Core.
 */
const RULES = [
    [CORE_AND_V2, NODES, 'body', sameBody],
    [CORE_AND_V2, only('test'), 'body', ofSingularTest(sameBody)],
    [CORE_AND_V2, only('unit_test'), 'body', fields('checksum')],
    [DIFFERENT, ALL_KINDS, 'body', sameTrimmedBody],
    [DIFFERENT, only('seed'), 'body', fields('checksum')],
    [CORE, NODES, 'config', nodeConfig],
    [CORE, only('test'), 'config', testConfig],
    [CORE, only('source', 'exposure'), 'config', wholeConfig],
    [CORE, only('metric'), 'config', rules_config(allBut('group'))],
    [V2, ALL_KINDS, 'config', nodeConfig],
    [DIFFERENT, ALL_KINDS, 'config', sameMaterialization],
    [CORE, NODES, 'description', samePersistedDescription],
    [CORE, only('test'), 'description', ofSingularTest(samePersistedDescription)],
    [V2, ALL_KINDS, 'description', samePersistedDescription],
    [CORE, NODES, 'relation', sameConfiguredRelation],
    [BEFORE_1_12, only('source'), 'relation', fields('database', 'schema', 'identifier')],
    [SINCE_1_12, only('source'), 'relation', fields('unrendered_database', 'unrendered_schema', 'identifier')],
    [CORE, only('saved_query'), 'relation', sameExports],
    [V2, allBut('source'), 'relation', sameConfiguredRelation],
    [DIFFERENT, ALL_KINDS, 'relation', sameConfiguredRelation],
    [CORE, only('model'), 'contract', sameContract],
    [V2, ALL_KINDS, 'contract', sameContract],
    [CORE, NODES, 'properties', fields('fqn')],
    [CORE, only('test'), 'properties', fields('fqn')],
    [CORE, only('model'), 'properties', fields('latest_version', 'access', 'deprecation_date')],
    [CORE, only('function'), 'properties', fields('arguments', 'returns')],
    [CORE_AND_V2, only('source'), 'properties', fields(...SOURCE)],
    [CORE_AND_V2, only('exposure'), 'properties', fields(...EXPOSURE)],
    [CORE_AND_V2, only('metric'), 'properties', fields('type', 'description', 'label')],
    [CORE, only('semantic_model'), 'properties', fields(...SEMANTIC_MODEL)],
    [CORE, only('saved_query'), 'properties', fields(...SAVED_QUERY)],
    [DIFFERENT, only('exposure'), 'properties', fields('url')],
    [CORE_AND_V2, only('exposure'), 'dependencies', sameDependencies],
    [DIFFERENT, ALL_KINDS, 'dependencies', sameDependencies],
    [CORE, ALL_KINDS, 'macros', (_, now, { sameInCore }) => sameInCore(now)],
    [V2, ALL_KINDS, 'macros', (_, now, { sameInV2 }) => sameInV2(now)],
];

;// CONCATENATED MODULE: ./src/dbt/compare/modified.ts



/**
 * What differs between the production manifest and this one: `state:modified` of the engine that wrote both, and what
 * was removed. Manifests of two engines or minor versions differ in hundreds of ways that mean nothing, so only code,
 * dependencies, relation and materialization are compared (docs/facts/dbt.md#manifests-of-two-engines).
 */
function modifiedSince(base, current) {
    const engine = engineOf(base, current);
    const macros = macroRules(base, current);
    const changes = [];
    for (const node of current.nodes.values()) {
        const before = base.nodes.get(node.id);
        if (before === undefined)
            changes.push({ id: node.id, how: 'new', parts: [] });
        else {
            const parts = modifiedParts([before, node], engine, macros);
            if (parts.length > 0)
                changes.push({ id: node.id, how: 'changed', parts });
        }
    }
    for (const id of base.nodes.keys()) {
        if (!current.nodes.has(id))
            changes.push({ id, how: 'removed', parts: [] });
    }
    return { changes, rules: engine === 'different' ? 'fallback' : 'state:modified' };
}
function engineOf(base, current) {
    const [before, now] = [minorOf(base), minorOf(current)];
    if (before.join('.') !== now.join('.'))
        return 'different';
    const [major, minor] = now;
    if (major >= 2)
        return 'v2';
    return minor >= 12 ? 'core-1.12' : 'core';
}
/** 1.10, 2.0; the dated versions of Fusion are v2's. */
function minorOf({ dbtVersion }) {
    const [major = NaN, minor = NaN] = dbtVersion.split('.').map(Number);
    return major > 2 ? [2, 0] : [major, minor];
}
/** Core calls a node of these kinds new, not modified (docs/facts/dbt.md#what-core-calls-modified). */
const NEW_IS_NO_CHANGE = new Set(['source', 'exposure', 'metric', 'semantic_model', 'saved_query']);
/** What `dbt ls --select state:modified+` lists: for the comparison with dbt itself. */
function stateModifiedPlus(base, current) {
    const isV2 = engineOf(current, current) === 'v2';
    const selected = modifiedSince(base, current).changes.filter(({ id, how }) => {
        const kind = current.nodes.get(id)?.kind ?? '';
        return how === 'changed' || (how === 'new' && (isV2 || !NEW_IS_NO_CHANGE.has(kind)));
    });
    const ids = selected.map(({ id }) => id);
    return [...reach(ids, childrenIn(current))].filter((id) => !id.startsWith('operation.')).sort();
}
/**
 * All that hangs on the changes, themselves included: what is removed is followed in the production manifest, as the new
 * one knows nothing of it.
 */
function reachedBy(changes, current, base) {
    const ids = (wanted) => changes.filter(wanted).map(({ id }) => id);
    const removed = ids(({ how }) => how === 'removed');
    const orphans = base === null ? [] : [...(0,lineage/* reach */.gl)(removed, compared_manifest_childrenIn(base))];
    const start = [...ids(({ how }) => how !== 'removed'), ...orphans];
    return (0,lineage/* reach */.gl)(start, compared_manifest_childrenIn(current));
}
/** Macros that are new, gone or of other text change, for Core, whatever calls them, also through others. */
function macroRules(base, current) {
    const all = new Set([...base.macros.keys(), ...current.macros.keys()]);
    const changed = new Set([...all].filter((id) => base.macros.get(id)?.macro_sql !== current.macros.get(id)?.macro_sql));
    return {
        sameInCore: (node) => !reachesAny(node.depends_on.macros, changed, current),
        // A macro that is new or gone does not count, nor does space around one.
        sameInV2: (node) => node.depends_on.macros.every((id) => {
            const [before, now] = [base.macros.get(id), current.macros.get(id)];
            return before === undefined || now === undefined || before.macro_sql.trim() === now.macro_sql.trim();
        }),
    };
}

;// CONCATENATED MODULE: ./src/github/changed-files.ts

const PER_PAGE = 100;
const MOST_FILES = 3000;
const page = schemas/* array */.YOg(schemas/* object */.Ikc({ filename: schemas/* string */.YjP(), status: schemas/* string */.YjP(), previous_filename: schemas/* string */.YjP().nullish() }));
/** The files of a pull request. @throws GitHubError */
async function changedFiles(github, pullNumber) {
    const files = [];
    for (let number = 1; number <= MOST_FILES / PER_PAGE; number += 1) {
        const listed = await github.read(page, (octokit, signal) => octokit.rest.pulls.listFiles({
            owner: github.owner,
            repo: github.repo,
            pull_number: pullNumber,
            per_page: PER_PAGE,
            page: number,
            request: { signal },
        }));
        for (const file of listed) {
            files.push({
                path: file.filename,
                status: statusOf(file.status),
                previousPath: file.previous_filename ?? null,
            });
        }
        if (listed.length < PER_PAGE)
            return { files, complete: true };
    }
    return { files, complete: false };
}
function statusOf(status) {
    return status === 'added' || status === 'removed' || status === 'renamed' ? status : 'changed';
}

// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
;// CONCATENATED MODULE: ./src/impact/changes.ts
/* What a pull request changes: compared with production's manifest if given, else by its changed files. */









/**
 * What the pull request changes.
 * @throws ConfigurationError when a manifest is missing or cannot be read.
 */
async function changesOf(input) {
    const { workspace, manifests, baseManifest } = input;
    if (manifests.length === 0)
        return (0,message/* message */.i)('AE-REACH-NEEDS-ARTIFACTS');
    const current = await Promise.all(manifests.map(async (path) => ({
        manifest: readComparedManifest((0,external_node_path_.resolve)(workspace, path), path),
        folder: await projectFolder(workspace, path),
    })));
    return baseManifest.length > 0
        ? byBaseManifest(current, await readBases(workspace, baseManifest))
        : byFiles(input, current);
}
async function readBases(root, paths) {
    return Promise.all(paths.map(async (path) => {
        const full = (0,external_node_path_.resolve)(root, path);
        const isFolder = await (0,promises_.stat)(full).then((found) => found.isDirectory(), missingBaseManifest(path));
        return readComparedManifest(isFolder ? (0,external_node_path_.join)(full, 'manifest.json') : full, `base-manifest ${path}`);
    }));
}
function missingBaseManifest(path) {
    return () => {
        throw new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-BASE-MANIFEST-MISSING', { path }));
    };
}
function byBaseManifest(current, bases) {
    const caveats = new Set();
    const projects = current.flatMap(({ manifest, folder }) => {
        const name = manifest.projectName;
        const base = bases.find((each) => each.projectName === name) ?? (bases.length === 1 ? bases[0] : undefined);
        if (base === undefined || (base.projectName !== null && base.projectName !== name)) {
            const project = name ?? 'without a name';
            caveats.add((0,message/* message */.i)('AE-BASE-MANIFEST-OF-OTHER-PROJECT', { project }).message);
            return [];
        }
        const { changes, rules } = modifiedSince(base, manifest);
        if (rules === 'fallback') {
            const versions = { base: base.dbtVersion, version: manifest.dbtVersion };
            caveats.add((0,message/* message */.i)('AE-BASE-MANIFEST-OF-OTHER-DBT', versions).message);
        }
        return [{ current: manifest, base, folder, changes }];
    });
    return { projects, caveats: [...caveats] };
}
async function byFiles(input, current) {
    const listed = await listFiles(input);
    if ('level' in listed)
        return listed;
    const changed = listed.files.filter(({ status }) => status !== 'removed').map(({ path }) => path);
    const gone = listed.files.flatMap(({ path, status, previousPath }) => status === 'removed' ? [path] : (previousPath ?? []));
    const mapped = current.map(({ manifest, folder }) => ({
        current: manifest,
        base: null,
        folder,
        ...changedByFiles(manifest, { changed, gone }, folder),
    }));
    return { projects: mapped, caveats: caveatsOf(mapped, listed) };
}
async function listFiles({ github, pullNumber }) {
    if (github === null)
        return (0,message/* message */.i)('AE-REACH-NEEDS-TOKEN');
    try {
        return await changedFiles(github, pullNumber);
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y))
            throw error;
        const remedy = (0,github_errors/* remedyFor */.w)(error, 'pull-requests: read');
        return (0,message/* message */.i)('AE-CHANGED-FILES-UNREADABLE', { why: error.message, remedy });
    }
}
function caveatsOf(mapped, { complete }) {
    const unmapped = [...new Set(mapped.flatMap((each) => each.unmapped))];
    const gone = new Set(mapped.flatMap((each) => each.gone)).size;
    const goneFiles = `${gone} removed or renamed ${gone === 1 ? 'file' : 'files'}`;
    const named = `${unmapped.slice(0, 5).join(', ')}${unmapped.length > 5 ? ` and ${unmapped.length - 5} more` : ''}`;
    const found = [
        ...(complete ? [] : [(0,message/* message */.i)('AE-CHANGED-FILES-INCOMPLETE')]),
        ...(unmapped.length === 0 ? [] : [(0,message/* message */.i)('AE-CHANGED-FILES-UNMAPPED', { files: named })]),
        ...(gone === 0 ? [] : [(0,message/* message */.i)('AE-CHANGED-FILES-GONE', { files: goneFiles })]),
        ...(mapped.some(({ wholeYaml }) => wholeYaml) ? [(0,message/* message */.i)('AE-CHANGED-FILES-YAML')] : []),
    ];
    return found.map(({ message: caveat }) => caveat);
}
/** The folder of the manifest's dbt project, relative to the workspace; empty for the workspace itself, or if none is found. */
async function projectFolder(workspace, manifestPath) {
    let folder = (0,external_node_path_.dirname)((0,external_node_path_.resolve)(workspace, manifestPath));
    while (!(0,external_node_path_.relative)(workspace, folder).startsWith('..')) {
        if (await exists((0,external_node_path_.join)(folder, 'dbt_project.yml')))
            return (0,external_node_path_.relative)(workspace, folder).split(external_node_path_.sep).join(external_node_path_.posix.sep);
        if (folder === (0,external_node_path_.resolve)(workspace))
            break;
        folder = (0,external_node_path_.dirname)(folder);
    }
    return '';
}
async function exists(path) {
    return (0,promises_.stat)(path).then(() => true, () => false);
}

;// CONCATENATED MODULE: ./src/impact/reach.ts





/** The changed nodes and everything downstream of them, in all projects. */
function nodesReached(projects) {
    return new Set(projects.flatMap(({ changes, current, base }) => [...reachedBy(changes, current, base)]));
}
function impactOf(input) {
    const { projects, exposures, rows, caveats, now } = input;
    const reached = nodesReached(projects);
    const all = [...exposures.map(declared), ...discovered(rows ?? [])];
    return {
        changed: projects.flatMap(changedNodes),
        exposures: all
            .filter(({ reads }) => reads.some((id) => reached.has(id)))
            .map((exposure) => reachedExposure(exposure, { ...input, reached })),
        tableauQueried: rows !== null,
        caveats,
        now,
    };
}
function declared(exposure) {
    return { ...exposure, reads: [exposure.id] };
}
function discovered(rows) {
    const all = rows.flatMap(({ extract }) => extract.exposures.filter(({ origin }) => origin === 'discovered'));
    const each = new Map(all.map((exposure) => [exposure.uniqueId, exposure]));
    return [...each.values()].map((exposure) => ({
        ...exposure,
        id: exposure.uniqueId,
        reads: exposure.upstream,
    }));
}
/** Kinds that are not listed as changed: nothing is downstream of them, or, like exposures, they are listed separately. */
const NOT_REPORTED = /^(test|unit_test|exposure|operation|analysis|doc)\./;
function changedNodes(project) {
    return project.changes
        .filter(({ id }) => !NOT_REPORTED.test(id))
        .map((change) => ({
        ...change,
        file: fileOf(project.current.nodes.get(change.id), project),
    }));
}
function fileOf(node, { folder, current }) {
    const [file] = node === undefined || node.package_name !== current.projectName ? [] : filesOf(node);
    return file === undefined ? null : external_node_path_.posix.join(folder, file);
}
function reachedExposure(exposure, context) {
    const { projects, leftOut, unresolved } = context;
    const { id, name, label, owner, maturity, path, reads } = exposure;
    const home = projects.find(({ current }) => current.nodes.has(id));
    const changed = home?.changes.some((change) => change.id === id) ?? false;
    const extracts = extractsOf(exposure, changed, context);
    const why = leftOut.find((each) => each.exposure === name)?.why ??
        unresolved.find((each) => each.exposure === name)?.message;
    return {
        id,
        name,
        label: label ?? name,
        owner,
        maturity,
        file: home === undefined || path === '' ? '' : external_node_path_.posix.join(home.folder, path),
        line: null,
        changed,
        changedUpstream: projects.flatMap((project) => changedAncestors(reads, project)),
        extracts,
        noExtractReason: extracts.length > 0 ? null : (why ?? null),
    };
}
/** Its extracts that read a reached node, directly or through a data source; all its extracts if the exposure itself changed. */
function extractsOf({ id }, changed, { rows, reached }) {
    const all = rows ?? [];
    const reachedKeys = new Set(all
        .filter(({ extract }) => extract.upstream.some(({ node }) => reached.has(node)))
        .map(({ extract }) => extract.key));
    return all.filter(({ extract }) => extract.exposures.some(({ uniqueId }) => uniqueId === id) &&
        (changed || reachedKeys.has(extract.key) || extract.reads.some((key) => reachedKeys.has(key))));
}
/** The changed nodes upstream of an exposure, nearest first. Only production's manifest has the removed ones. */
function changedAncestors(reads, project) {
    const above = (manifest) => [
        ...(0,lineage/* reach */.gl)(reads, (id) => {
            const node = manifest.nodes.get(id);
            return node === undefined ? [] : parentsOf(node);
        }),
    ];
    const order = [...above(project.current), ...(project.base === null ? [] : above(project.base))];
    const known = new Map(changedNodes(project).map((node) => [node.id, node]));
    return [...new Set(order)].flatMap((id) => known.get(id) ?? []);
}

// EXTERNAL MODULE: ./src/report/pull-request/comment.ts + 2 modules
var pull_request_comment = __webpack_require__(5414);
// EXTERNAL MODULE: ./src/report/pull-request/impact-text.ts
var impact_text = __webpack_require__(6898);
// EXTERNAL MODULE: ./src/run/catalogue.ts + 2 modules
var catalogue = __webpack_require__(1848);
// EXTERNAL MODULE: ./src/run/inputs.ts + 1 modules
var run_inputs = __webpack_require__(7775);
// EXTERNAL MODULE: ./src/run/plan-and-refresh.ts + 79 modules
var plan_and_refresh = __webpack_require__(4258);
// EXTERNAL MODULE: ./src/run/project.ts + 4 modules
var run_project = __webpack_require__(3439);
;// CONCATENATED MODULE: ./src/run/pull-request.ts















/**
 * Reports which exposures a pull request reaches and what happens to them after the merge: the steps of a build, with
 * production's nodes and without refreshes. Writes only to GitHub.
 */
async function reviewPullRequest(run, pull, known) {
    const { action, draft, log, workspace } = run;
    const { inputs, project } = known;
    const github = connect(action, inputs);
    const found = await changesOf({
        workspace,
        manifests: project.builds.map(({ manifest }) => manifest.path),
        baseManifest: inputs.baseManifest,
        pullNumber: pull.number,
        github,
    });
    const changes = 'level' in found ? null : found;
    if ('level' in found)
        draft.say(found);
    // Reported even if Tableau then fails.
    if (changes !== null)
        draft.impact = await impactWith(run, known, changes, null);
    const planned = await planAfterMerge(run, pull, known, changes);
    if (changes === null)
        return;
    draft.impact = await impactWith(run, known, changes, planned);
    log.line((0,impact_text/* impactHeadline */.jo)(draft.impact));
    await run_pull_request_comment(run, pull, draft.impact, { inputs, github });
}
function connect({ environment, clock, runner }, { githubToken }) {
    const repository = environment['GITHUB_REPOSITORY'] ?? '';
    if (githubToken === '' || repository === '')
        return null;
    runner.setSecret(githubToken);
    const apiUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com';
    return connectGitHub({ token: githubToken, repository, apiUrl, clock });
}
/**
 * The plan of the build after the merge: the nodes that the change reaches have landed, all others are as production's state
 * knows them. Null without access to Tableau.
 */
async function planAfterMerge(run, pull, { inputs, project, declared, landed }, changes) {
    const { state } = run;
    if (state === null || (0,run_project/* isWithoutExposures */.x)(declared, inputs, project))
        return null;
    if (inputs.tableau.credentials === null) {
        run.draft.say((0,message/* message */.i)(pull.untrusted ? 'AE-PULL-REQUEST-WITHOUT-SECRETS' : 'AE-PULL-REQUEST-WITHOUT-CREDENTIALS'));
        return null;
    }
    return (0,plan_and_refresh.planAndRefresh)(run, {
        inputs,
        project: inProduction(project, changes, state, inputs),
        declared,
        landed,
        state,
        reached: changes === null ? null : nodesReached(changes.projects),
    });
}
/** Takes production's databases and schemas from the base manifests, or else from the catalogue. */
function inProduction(project, changes, { journal }, inputs) {
    const bases = (changes?.projects ?? []).flatMap(({ base }) => base ?? []);
    const kept = (0,catalogue/* keptCatalogue */.S$)(journal, (0,run_inputs/* addressOf */.ci)(inputs))()?.project.nodes ?? new Map();
    return { ...project, manifest: asProduction(project.manifest, { bases, kept }) };
}
async function impactWith({ action, workspace }, { project, declared }, { projects, caveats }, planned) {
    const { leftOut, unresolved } = planned ?? declared;
    const impact = impactOf({
        projects,
        caveats,
        exposures: project.manifest.exposures,
        leftOut,
        unresolved,
        rows: planned?.extracts ?? null,
        now: action.clock.now(),
    });
    return withLines(impact, workspace);
}
/** Adds the line of each reached exposure in its YAML file. */
async function withLines(impact, workspace) {
    const files = [...new Set(impact.exposures.map(({ file }) => file))];
    const lines = new Map(await Promise.all(files.map(async (file) => [file, await exposureLines(workspace, file)])));
    const exposures = impact.exposures.map((exposure) => ({
        ...exposure,
        line: lines.get(exposure.file)?.get(exposure.name) ?? null,
    }));
    return { ...impact, exposures };
}
/** Creates, updates or deletes the comment. A failure is a notice and does not fail the step. */
async function run_pull_request_comment({ draft, log }, pull, impact, { inputs, github }) {
    if (inputs.comment === 'never' || github === null)
        return;
    if (pull.untrusted) {
        if (impact.exposures.length > 0)
            draft.say((0,message/* message */.i)('AE-COMMENT-READ-ONLY'));
        return;
    }
    const marker = markerOf(inputs);
    const wanted = impact.exposures.length > 0 || inputs.comment === 'always';
    const body = wanted ? (0,pull_request_comment/* commentMarkdown */.r)(impact, draft.tableau, marker.length + 1) : null;
    try {
        const outcome = await (0,comment/* updateComment */.v)(github, { issueNumber: pull.number, marker, body });
        log.line(`Comment on pull request ${pull.number}: ${outcome}`);
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y))
            throw error;
        const remedy = (0,github_errors/* remedyFor */.w)(error, 'pull-requests: write');
        draft.say((0,message/* message */.i)('AE-COMMENT-FAILED', { why: error.message, remedy }));
    }
}
/** One comment per project and environment, so that two jobs of a pull request do not overwrite each other. */
function markerOf({ tableau, stateScope, dbtArtifacts }) {
    const about = JSON.stringify([tableau.server, tableau.site, stateScope, dbtArtifacts]);
    return `<!-- active-exposures ${(0,external_node_crypto_.createHash)('sha256').update(about).digest('hex').slice(0, 16)} -->`;
}


/***/ })

};
