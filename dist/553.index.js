export const id = 553;
export const ids = [553];
export const modules = {

/***/ 3553:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  exposuresFile: () => (/* binding */ exposuresFile)
});

// EXTERNAL MODULE: ./src/messages/message.ts
var message = __webpack_require__(5283);
// EXTERNAL MODULE: ./src/exposures/discovery/merge.ts
var merge = __webpack_require__(4023);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./src/base/errors.ts
var errors = __webpack_require__(4758);
;// CONCATENATED MODULE: ./src/exposures/file/document.ts




/** dbt reads YAML 1.1, so text that looks like one of its dates or booleans is quoted. Long lines are not wrapped. */
const WRITING = { lineWidth: 0 };
const READING = { compat: 'yaml-1.1' };
const NEW_FILE = `# Tableau content that no other exposure of this project declares, written by Active Exposures.
# The next run writes it anew: a key that you change or delete stays as you left it, keys that you add stay too.
version: 2

exposures: []
`;
/** The exposures-file as a YAML document that keeps comments and order. */
class ExposuresDocument {
    #document;
    #exposures;
    #text;
    #before;
    /**
     * @param displayPath the file's name in messages
     * @throws ConfigurationError if `text` is not YAML in dbt's form
     */
    constructor(text, displayPath) {
        this.#text = text ?? '';
        this.#document = (0,dist.parseDocument)(text ?? NEW_FILE, READING);
        const [error] = this.#document.errors;
        if (error !== undefined) {
            const line = error.linePos?.[0].line;
            throw unusable(displayPath, `is not valid YAML${line === undefined ? '' : ` (line ${line})`}`);
        }
        this.#before = this.toString();
        this.#exposures = exposuresOf(this.#document, displayPath);
    }
    /** The generated entries by LUID; of two with the same LUID the first. */
    get entriesByLuid() {
        const ours = new Map();
        for (const item of this.#exposures.items) {
            const luid = (0,dist.isMap)(item) ? luidOf(item) : null;
            if ((0,dist.isMap)(item) && luid !== null && !ours.has(luid))
                ours.set(luid, item);
        }
        return ours;
    }
    get names() {
        return this.#exposures.items.flatMap((item) => ((0,dist.isMap)(item) ? [exposureName(item)] : []));
    }
    remove(item) {
        this.#exposures.items = this.#exposures.items.filter((each) => each !== item);
    }
    /** Adds a generated entry before the first one with a later name. The order of other entries stays. */
    add(name, entry) {
        const item = this.#document.createNode({
            name,
            ...entry.keys,
            config: { meta: metaOf(entry) },
        });
        setFlow(item, ['config', 'meta', 'tableau', GENERATED]);
        const later = this.#exposures.items.findIndex((each) => (0,dist.isMap)(each) && luidOf(each) !== null && exposureName(each) > name);
        this.#exposures.items.splice(later === -1 ? this.#exposures.items.length : later, 0, item);
        this.#exposures.flow = false;
        for (const [index, each] of this.#exposures.items.entries()) {
            if ((0,dist.isMap)(each) && luidOf(each) !== null && index > 0)
                each.spaceBefore = true;
        }
        if ((0,dist.isMap)(item) && this.#exposures.items[0] === item)
            item.spaceBefore = false;
    }
    /** Updates the keys that are as the last run wrote them. Keys that were changed, added or deleted by hand stay. */
    update(item, entry) {
        const written = writtenFingerprints(item);
        const next = new Map();
        for (const key of KEYS) {
            const value = entry.keys[key];
            const own = fingerprint(plainOf(item.get(key, true), this.#document));
            const known = written.get(key);
            const wanted = fingerprint(value);
            if (own === wanted) {
                if (wanted !== null)
                    next.set(key, wanted);
            }
            else if (own === (known ?? null)) {
                this.#set(item, key, value);
                if (wanted !== null)
                    next.set(key, wanted);
            }
            else if (known !== undefined) {
                next.set(key, known);
            }
        }
        const meta = { ...entry.tableau, [GENERATED]: Object.fromEntries(next) };
        this.#setTableau(item, meta);
    }
    toString() {
        return this.#document.toString(WRITING);
    }
    /** The text to write; the given text, with its formatting, if nothing has changed. */
    get text() {
        const after = this.toString();
        return after === this.#before && this.#text !== '' ? this.#text : after;
    }
    #set(item, key, value) {
        if (value === undefined) {
            item.delete(key);
            return;
        }
        const list = item.get(key, true);
        if ((0,dist.isSeq)(list) && Array.isArray(value)) {
            const known = [...list.items];
            list.items = value.map((each) => known.find((node) => (0,dist.isScalar)(node) && node.value === each) ?? this.#document.createNode(each));
        }
        else {
            item.set(key, typeof value === 'string' ? value : this.#document.createNode(value));
        }
    }
    /** Keys that people add beside ours stay. */
    #setTableau(item, meta) {
        const path = tableauPath(item);
        const known = item.getIn(path, true);
        if (!(0,dist.isMap)(known)) {
            item.setIn(path, this.#document.createNode(meta));
        }
        else {
            for (const key of ['name', 'project', 'uncertain', GENERATED]) {
                if (fingerprint(plainOf(known.get(key, true), this.#document)) === fingerprint(meta[key]))
                    continue;
                this.#set(known, key, meta[key]);
            }
        }
        setFlow(item, [...path, GENERATED]);
    }
}
const KEYS = [
    'label',
    'type',
    'url',
    'description',
    'depends_on',
    'owner',
];
/** The key that holds fingerprints of the values written last, to detect changes by hand. */
const GENERATED = 'generated';
function metaOf({ keys, tableau, extracts }) {
    const written = KEYS.flatMap((key) => {
        const print = fingerprint(keys[key]);
        return print === null ? [] : [[key, print]];
    });
    return {
        ...(extracts.length === 0 ? {} : { active_exposure: { extracts } }),
        tableau: { ...tableau, [GENERATED]: Object.fromEntries(written) },
    };
}
function exposuresOf(document, displayPath) {
    if (document.contents === null)
        document.set('exposures', null);
    if (!(0,dist.isMap)(document.contents))
        throw unusable(displayPath, 'is not a mapping with the key exposures');
    const list = document.contents.get('exposures', true);
    if ((0,dist.isSeq)(list))
        return list;
    if (list !== undefined && !((0,dist.isScalar)(list) && list.value === null)) {
        throw unusable(displayPath, 'has exposures that are not a list');
    }
    const empty = new dist/* YAMLSeq */.Rw();
    document.contents.set('exposures', empty);
    return empty;
}
function unusable(path, problem) {
    return new errors/* ConfigurationError */.j1((0,message/* message */.i)('AE-EXPOSURES-FILE-INVALID', { path, problem }));
}
/** Path of the key `tableau`: in `config.meta`, or in `meta` if somebody has moved it there. */
function tableauPath(item) {
    const legacy = ['meta', 'tableau'];
    return (0,dist.isMap)(item.getIn(legacy, true)) ? legacy : ['config', 'meta', 'tableau'];
}
function luidOf(item) {
    const luid = item.getIn([...tableauPath(item), 'luid']);
    return typeof luid === 'string' ? luid.toLowerCase() : null;
}
function exposureName(item) {
    return String(item.get('name'));
}
function writtenFingerprints(item) {
    const record = item.getIn([...tableauPath(item), GENERATED], true);
    if (!(0,dist.isMap)(record))
        return new Map();
    return new Map(record.items.map(({ key, value }) => [textOfScalar(key), textOfScalar(value)]));
}
function textOfScalar(node) {
    return (0,dist.isScalar)(node) ? String(node.value) : String(node);
}
function setFlow(item, path) {
    const node = item.getIn(path, true);
    if ((0,dist.isMap)(node))
        node.flow = true;
}
function plainOf(node, document) {
    if (!(0,dist/* isNode */.Ll)(node))
        return node;
    const plain = node.toJS(document);
    return plain;
}
/** Null for a missing value. Short, since nothing depends on its security; the letter keeps YAML from reading a number. */
function fingerprint(value) {
    if (value === undefined || value === null)
        return null;
    return `x${(0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8)}`;
}

// EXTERNAL MODULE: ./src/exposures/file/entry.ts + 1 modules
var file_entry = __webpack_require__(9002);
;// CONCATENATED MODULE: ./src/exposures/file/names.ts
const LONGEST_NAME = 80;
/**
 * Names for new exposures, by LUID: the content's name in characters that dbt allows. If several would have the same name,
 * or it is taken, its project is added; if that is not enough, part of its LUID. Does not depend on the order of `all`.
 */
function exposureNames(all, taken) {
    const forms = [
        ({ name }) => slug(name),
        ({ name, projectPath }) => slug([projectPath.at(-1) ?? '', name].join(' ')),
        ({ name, projectPath }) => slug([...projectPath, name].join(' ')),
        ({ name, luid }) => `${slug(name)}_${luid.replace(/[^0-9a-z]/gi, '').slice(0, 12)}`,
    ];
    const names = new Map();
    const used = new Set([...taken].map((name) => name.toLowerCase()));
    for (const form of forms) {
        const open = all.filter(({ luid }) => !names.has(luid));
        const wishes = open.map((each) => ({ luid: each.luid, name: form(each) }));
        const often = new Map();
        for (const { name } of wishes)
            often.set(name, (often.get(name) ?? 0) + 1);
        for (const { luid, name } of wishes) {
            if (used.has(name) || often.get(name) !== 1)
                continue;
            names.set(luid, name);
        }
        for (const name of names.values())
            used.add(name);
    }
    for (const { luid } of all)
        if (!names.has(luid))
            names.set(luid, `tableau_${luid.replaceAll('-', '_')}`);
    return names;
}
/** Letters, digits and underscores, which every dbt version allows; never begins with a digit, never empty. */
function slug(text) {
    const plain = text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replaceAll('ß', 'ss')
        .replace(/[^0-9A-Za-z]+/g, '_')
        .slice(0, LONGEST_NAME)
        .replace(/^_+|_+$/g, '')
        .toLowerCase();
    return /^[a-z]/.test(plain) ? plain : `tableau_${plain}`.replace(/_$/, '');
}

;// CONCATENATED MODULE: ./src/exposures/file/exposures-file.ts





/**
 * Updates the exposures-file with discovered content. Entries are identified by LUID and keep their names and changes by
 * hand. Content that another exposure of the project declares is not added. Entries whose content Tableau no longer shows
 * are removed, unless its answer was incomplete or empty.
 * @throws ConfigurationError if the present text is not YAML in dbt's form.
 */
function exposuresFile(input) {
    const { discovery, manifest, displayPath } = input;
    const document = new ExposuresDocument(input.text, displayPath);
    const ours = document.entriesByLuid;
    const written = new Set([...ours.values()].map(exposureName));
    const elsewhere = input.exposures.filter(({ name }) => !written.has(name));
    const candidates = (0,file_entry/* candidatesOf */.kW)(discovery).filter((candidate) => !isDeclared(candidate, elsewhere));
    const gone = removalsFrom(ours.keys(), candidates, discovery);
    for (const luid of gone.luids) {
        const item = ours.get(luid);
        if (item !== undefined)
            document.remove(item);
    }
    const fresh = candidates.filter(({ content }) => !ours.has(content.luid));
    const names = exposureNames(fresh.map(({ content }) => content), new Set([...elsewhere.map(({ name }) => name), ...document.names]));
    const privateModels = new Set();
    for (const candidate of candidates) {
        const entry = (0,file_entry/* entryOf */.Ms)(candidate, manifest);
        const { luid } = candidate.content;
        const known = ours.get(luid);
        if (known === undefined)
            document.add(names.get(luid) ?? luid, entry);
        else
            document.update(known, entry);
        for (const name of entry.privateModels)
            privateModels.add(name);
    }
    return {
        text: document.text,
        entries: document.entriesByLuid.size,
        added: fresh.length,
        removed: gone.luids.length,
        notices: [...gone.notices(displayPath), ...privateNotice(privateModels, displayPath)],
    };
}
function isDeclared({ content, sheets }, exposures) {
    return exposures.some(({ references }) => references.some((reference) => (0,merge/* matchesReference */.NV)(reference, content, sheets)));
}
/** Entries without content. An incomplete or empty answer removes nothing. */
function removalsFrom(luids, candidates, { incomplete, dashboards, datasources }) {
    const shownLuids = new Set(candidates.map(({ content }) => content.luid));
    const missing = [...luids].filter((luid) => !shownLuids.has(luid));
    const nothing = dashboards.length === 0 && datasources.length === 0;
    if (missing.length === 0)
        return { luids: [], notices: () => [] };
    if (incomplete.length === 0 && !nothing)
        return { luids: missing, notices: () => [] };
    const why = nothing ? 'showed no content at all' : 'gave an incomplete answer';
    const exposures = missing.length === 1 ? '1 exposure' : `${missing.length} exposures`;
    return {
        luids: [],
        notices: (path) => [(0,message/* message */.i)('AE-EXPOSURES-FILE-KEEPS', { path, exposures, why })],
    };
}
function privateNotice(names, path) {
    return names.size === 0
        ? []
        : [(0,message/* message */.i)('AE-PRIVATE-MODELS', { path, models: [...names].sort().join(', ') })];
}


/***/ })

};
