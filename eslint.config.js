import js from '@eslint/js'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['src/json/assembly/', 'dist/', 'build/', 'coverage/', 'examples/', '__tests__/fixtures/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.test.json' } },
    rules: {
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
            'An answer may hold more than the stack does: add one by one, or use earliestOf and latestOf (base/clock.ts).',
        },
        {
          selector: "CallExpression[callee.name='say'] > SpreadElement",
          message: 'There may be more messages than the stack holds: use sayAll (run/run.ts).',
        },
      ],
    },
  },
  {
    files: ['src/dbt/**', 'src/tableau/**', 'src/plan/**', 'src/state/state.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@actions/*'], message: 'This folder must not depend on GitHub Actions.' }] },
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
