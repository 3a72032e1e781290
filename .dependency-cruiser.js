/** The folders of `src/`, each with the folders it may import from (docs/architecture.md#source-folders). All may use `base` and `messages`. */
const FOLDERS = {
  run: [
    'quality',
    'site',
    'report',
    'impact',
    'refresh',
    'plan',
    'exposures',
    'state',
    'dbt',
    'tableau',
    'github',
  ],
  report: ['impact', 'refresh', 'plan', 'exposures', 'state', 'dbt', 'tableau', 'github'],
  site: ['report', 'plan', 'exposures', 'state', 'dbt', 'tableau'],
  quality: ['site', 'report', 'refresh', 'plan', 'exposures', 'state', 'tableau'],
  impact: ['plan', 'exposures', 'dbt', 'github'],
  refresh: ['plan', 'exposures', 'state', 'tableau'],
  plan: ['exposures', 'state', 'dbt'],
  exposures: ['dbt', 'tableau'],
  state: ['dbt', 'tableau'],
  dbt: ['json'],
  tableau: [],
  github: [],
  json: [],
  base: [],
  messages: [],
}

/** `messages` comes last: it imports nothing. */
function allowed(folder, others) {
  return folder === 'messages' ? [folder] : [folder, 'base', 'messages', ...others]
}

const arrows = Object.entries(FOLDERS).map(([folder, others]) => ({
  name: `imports-of-${folder}`,
  comment: `src/${folder} may import only from ${allowed(folder, others).join(', ')} (docs/architecture.md)`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${allowed(folder, others).join('|')})/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-strays',
      comment: 'Only the two entry points are at the root of src.',
      severity: 'error',
      from: { path: '^src/[^/]+$', pathNot: '^src/(index|post)[.]ts$' },
      to: {},
    },
    {
      name: 'not-to-simulators',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(simulators|scripts|benchmarks|__tests__)/' },
    },
    {
      name: 'oracle-of-other-descent',
      comment:
        'The oracle shares no rule with the program: only types come from src (docs/simulation.md#promises).',
      severity: 'error',
      from: {
        path: '^simulators/world/',
        pathNot: '^simulators/world/(world|worker|disk|cache-client)[.]ts$',
      },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    ...arrows,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.test.json' },
    // Types and lazy imports count too.
    tsPreCompilationDeps: true,
  },
}
