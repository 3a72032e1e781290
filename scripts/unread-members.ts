import { join, relative } from 'node:path'
import ts from 'typescript'

/*
 * Lists the members of exported interfaces and object types of src/ that no file of src/ reads; knip does not look into
 * types. A member is read by `a.b`, `a['b']` or `const { b } = a`, also after its object was passed on as another type
 * that has a member of that name. Usage: tsx scripts/unread-members.ts
 */

const ROOT = join(import.meta.dirname, '..')
const SOURCES = join(ROOT, 'src/')

/** The type checker's view of the program, and what was found while walking it. */
class Reads {
  readonly #read = new Set<ts.Declaration>()
  /** For a member, the members of other types whose values become its own: if it is read, they are read. */
  readonly #sources = new Map<ts.Declaration, Set<ts.Declaration>>()
  readonly #related = new Map<ts.Type, Set<ts.Type>>()

  constructor(private readonly checker: ts.TypeChecker) {}

  visit(node: ts.Node): void {
    if (ts.isPropertyAccessExpression(node) && !isWritten(node)) this.#markSymbol(node.name)
    else if (ts.isElementAccessExpression(node) && !isWritten(node)) this.#markElement(node)
    else if (ts.isObjectBindingPattern(node)) this.#markBindings(node)
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#passArguments(node)
    else if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
      this.#pass(this.checker.getTypeAtLocation(node.expression), this.checker.getTypeAtLocation(node.type))
    if (ts.isExpression(node)) this.#passToContext(node)
    ts.forEachChild(node, (child) => this.visit(child))
  }

  /** The declarations of all members that are read, directly or through another type. */
  all(): ReadonlySet<ts.Declaration> {
    for (const declaration of this.#read)
      for (const source of this.#sources.get(declaration) ?? []) this.#read.add(source)
    return this.#read
  }

  #mark(symbol: ts.Symbol | undefined): void {
    for (const declaration of symbol?.declarations ?? []) this.#read.add(declaration)
  }

  #markSymbol(node: ts.Node): void {
    this.#mark(this.checker.getSymbolAtLocation(node))
  }

  #markElement({ expression, argumentExpression }: ts.ElementAccessExpression): void {
    const type = this.checker.getTypeAtLocation(expression)
    for (const key of unionOf(this.checker.getTypeAtLocation(argumentExpression)))
      if (key.isStringLiteral()) this.#mark(this.checker.getPropertyOfType(type, key.value))
  }

  #markBindings(pattern: ts.ObjectBindingPattern): void {
    const type = this.checker.getTypeAtLocation(pattern)
    for (const { propertyName, name, dotDotDotToken } of pattern.elements) {
      const key = propertyName ?? name
      if (dotDotDotToken === undefined && ts.isIdentifier(key))
        this.#mark(this.checker.getPropertyOfType(type, key.text))
    }
  }

  #passToContext(node: ts.Expression): void {
    const target = this.checker.getContextualType(node)
    if (target !== undefined) this.#pass(this.checker.getTypeAtLocation(node), target)
  }

  /** Compares with the declared parameters, because those of the resolved signature have lost the constraints of type parameters. */
  #passArguments(call: ts.CallExpression | ts.NewExpression): void {
    const declaration = this.checker.getResolvedSignature(call)?.declaration
    if (declaration === undefined || ts.isJSDocSignature(declaration)) return
    for (const [place, argument] of (call.arguments ?? []).entries()) {
      const parameter = declaration.parameters[place] ?? declaration.parameters.at(-1)
      if (parameter === undefined) return
      const type = this.checker.getTypeAtLocation(argument)
      const target = this.checker.getTypeAtLocation(parameter)
      if (isOpaque(target)) this.#markAll(type, new Set())
      else this.#pass(type, target)
    }
  }

  /** Functions with parameters of type `unknown`, such as `JSON.stringify`, may read all members. */
  #markAll(type: ts.Type, seen: Set<ts.Type>): void {
    for (const one of unionOf(type)) {
      if (seen.has(one) || !isObject(one)) continue
      seen.add(one)
      for (const argument of this.#argumentsOf(one)) this.#markAll(argument, seen)
      for (const member of one.getProperties().filter(isOurs)) {
        this.#mark(member)
        this.#markAll(this.checker.getTypeOfSymbol(member), seen)
      }
    }
  }

  #pass(source: ts.Type, target: ts.Type): void {
    for (const to of unionOf(this.checker.getBaseConstraintOfType(target) ?? target))
      for (const from of unionOf(this.checker.getBaseConstraintOfType(source) ?? source))
        if (from !== to && isObject(from) && isObject(to)) this.#relate(from, to)
  }

  #relate(source: ts.Type, target: ts.Type): void {
    const targets = this.#related.get(source) ?? new Set()
    if (targets.has(target)) return
    this.#related.set(source, targets.add(target))
    const sourceArguments = this.#argumentsOf(source)
    for (const [place, to] of this.#argumentsOf(target).entries()) {
      const from = sourceArguments[place]
      if (from !== undefined) this.#pass(from, to)
    }
    this.#relateMembers(source, target)
    this.#relateSignatures(source, target)
  }

  #relateMembers(source: ts.Type, target: ts.Type): void {
    const isIndexed = target.getStringIndexType() !== undefined
    for (const from of source.getProperties()) {
      const to = isIterator(from) ? target.getProperties().find(isIterator) : target.getProperty(from.name)
      if (to !== undefined) this.#relateMember(from, to)
      else if (isIndexed) this.#mark(from)
    }
  }

  #relateMember(from: ts.Symbol, to: ts.Symbol): void {
    if (!isOurs(from) && !isOurs(to) && !isIterator(from)) return
    if (!isOurs(to)) this.#mark(from)
    for (const declaration of to.declarations ?? []) {
      const sources = this.#sources.get(declaration) ?? new Set()
      for (const one of from.declarations ?? []) sources.add(one)
      this.#sources.set(declaration, sources)
    }
    this.#pass(this.checker.getTypeOfSymbol(from), this.checker.getTypeOfSymbol(to))
  }

  #relateSignatures(source: ts.Type, target: ts.Type): void {
    const [from] = source.getCallSignatures()
    const [to] = target.getCallSignatures()
    if (from === undefined || to === undefined) return
    this.#pass(from.getReturnType(), to.getReturnType())
    for (const [place, parameter] of from.parameters.entries()) {
      const given = to.parameters[place]
      if (given === undefined) continue
      const type = this.checker.getTypeOfSymbol(given)
      const declared = this.checker.getNonNullableType(this.checker.getTypeOfSymbol(parameter))
      if ((declared.flags & ts.TypeFlags.NonPrimitive) !== 0) this.#markAll(type, new Set())
      else this.#pass(type, declared)
    }
  }

  #argumentsOf(type: ts.Type): readonly ts.Type[] {
    const isReference = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0
    return isReference ? this.checker.getTypeArguments(type as ts.TypeReference) : []
  }
}

function unionOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type]
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0
}

function isOpaque(type: ts.Type): boolean {
  const isAny = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) !== 0
  return (
    isAny ||
    ((type.flags & ts.TypeFlags.Object) !== 0 &&
      type.getProperties().length === 0 &&
      type.getCallSignatures().length === 0)
  )
}

function isOurs(member: ts.Symbol): boolean {
  return (member.declarations ?? []).some((one) => one.getSourceFile().fileName.startsWith(SOURCES))
}

/** The iterator, whose type has the elements of maps and sets. */
function isIterator({ name }: ts.Symbol): boolean {
  return name.startsWith('__@iterator')
}

function isWritten(node: ts.Expression): boolean {
  const { parent } = node
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  )
}

interface Member {
  /** `Type.member`. */
  readonly name: string
  readonly node: ts.TypeElement
}

function membersIn(statement: ts.Statement): readonly Member[] {
  if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) return []
  if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return []
  const members: Member[] = []
  const collect = (node: ts.Node): void => {
    // In `Extract<Decision, { kind: 'skip' }>` the members only select a type.
    if (ts.isTypeReferenceNode(node) && /^(Extract|Exclude)$/.test(node.typeName.getText())) return
    if (ts.isPropertySignature(node) || ts.isMethodSignature(node))
      members.push({ name: `${statement.name.text}.${node.name.getText()}`, node })
    ts.forEachChild(node, collect)
  }
  collect(statement)
  return members
}

function openProgram(): ts.Program {
  const path = join(ROOT, 'tsconfig.json')
  const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as { config: unknown }
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
  return ts.createProgram(fileNames, options)
}

/** Read outside src/. */
const READ_ELSEWHERE = new Map([
  ['FailureText.about', 'scripts/docs.ts makes docs/failures.md of it'],
  ['FailureText.example', 'scripts/docs.ts makes docs/failures.md of it'],
  ['Diagram.drawn', 'its tests check that the counts add up'],
])

const program = openProgram()
const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(SOURCES))
const reads = new Reads(program.getTypeChecker())
for (const file of files) reads.visit(file)
const read = reads.all()
const unread = files.flatMap((file) =>
  file.statements
    .flatMap(membersIn)
    .filter(({ name, node }) => !read.has(node) && !READ_ELSEWHERE.has(name))
    .map(({ name, node }) => {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart())
      return `${relative(ROOT, file.fileName)}:${line + 1}: no file of src/ reads ${name}`
    }),
)
for (const one of unread) console.error(one)
process.exitCode = unread.length === 0 ? 0 : 1
