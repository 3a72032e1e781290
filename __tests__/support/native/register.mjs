import { fileURLToPath, URL } from 'node:url'
import { register } from 'tsx/esm/api'

/* `node --import` this: Node then loads TypeScript, and globals.ts for `@jest/globals`. Jest's workers do as jest does. */

register({ tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) })
