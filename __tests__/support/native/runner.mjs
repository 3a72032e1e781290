import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import circus from 'jest-circus/runner'

const require = createRequire(import.meta.url)

/**
 * Jest's own runner of a test file, except that Node loads the file. Jest would give each file a vm context and load all that it imports
 * again; here a worker loads a module once, and code runs several times faster. Files of a worker share their globals and modules.
 */
export default function runTestFile(...[globalConfig, config, environment, runtime, ...rest]) {
  const native = Object.assign(Object.create(runtime), {
    requireInternalModule: loadAnew,
    setGlobalsForRuntime: (globals) => Object.assign(globalThis, globals),
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (file) => import(pathToFileURL(file).href),
  })
  // Jest's own knows the source maps only of what jest has loaded.
  Error.prepareStackTrace = undefined
  return circus.default(globalConfig, config, environment, native, ...rest)
}

/** jest-circus keeps the tests of the last file in module and global state. */
function loadAnew(path) {
  Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'))
  Reflect.deleteProperty(require.cache, path)
  return require(path)
}
