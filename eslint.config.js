import js from '@eslint/js'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

/** The house's arrows (docs/architecture.md): each room may import only from the rooms listed. */
const MAY_IMPORT = {
  json: ['json'],
  dbt: ['dbt', 'json'],
  tableau: ['tableau'],
  exposures: ['exposures', 'dbt', 'tableau'],
  plan: ['plan', 'dbt', 'exposures', 'state'],
  state: ['state', 'dbt', 'tableau'],
  refresh: ['refresh', 'plan', 'state', 'tableau', 'exposures'],
  github: ['github'],
  report: ['report', 'plan', 'refresh', 'state', 'exposures', 'github', 'dbt', 'tableau'],
}

const SHARED = ['./errors.ts', './clock.ts', './http.ts', './masking.ts', './notice.ts', './text.ts']

const arrows = Object.entries(MAY_IMPORT).map(([room, rooms]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [...SHARED, ...rooms.map((name) => `./${name}`)],
  message: `src/${room} may import only from ${rooms.join(', ')} and the shared files (docs/architecture.md)`,
}))

export default tseslint.config(
  { ignores: ['assembly/', 'dist/', 'build/', 'coverage/', 'examples/', '__tests__/fixtures/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.test.json' })],
    },
    languageOptions: { parserOptions: { project: './tsconfig.test.json' } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: arrows }],
      'import-x/no-cycle': 'error',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      complexity: ['error', 12],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(push|unshift|splice|max|min)$/] > SpreadElement',
          message:
            'An answer may hold more than the stack does: add one by one, or use earliestOf and latestOf (clock.ts).',
        },
        {
          selector: "CallExpression[callee.name='say'] > SpreadElement",
          message: 'There may be more messages than the stack holds: use sayAll (run.ts).',
        },
      ],
    },
  },
  {
    files: ['src/dbt/**', 'src/tableau/**', 'src/plan/**', 'src/state/state.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@actions/*'], message: 'This room knows nothing of GitHub Actions.' }] },
      ],
    },
  },
  {
    files: ['__tests__/**', 'simulators/**', 'scripts/**', 'benchmarks/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
)
