/** The rooms of `src/`, each with the rooms it may import from (docs/architecture.md). Every room may use `base`. */
const ROOMS = {
  run: ['report', 'impact', 'refresh', 'plan', 'exposures', 'state', 'dbt', 'tableau', 'github'],
  report: ['impact', 'refresh', 'plan', 'exposures', 'state', 'dbt', 'tableau', 'github'],
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
}

const arrows = Object.entries(ROOMS).map(([room, others]) => ({
  name: `imports-of-${room}`,
  comment: `src/${room} may import only from ${['base', ...others].join(', ')} (docs/architecture.md)`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, 'base', ...others].join('|')})/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-strays',
      comment: 'Every file of src lies in a room, except index.ts.',
      severity: 'error',
      from: { path: '^src/[^/]+$', pathNot: '^src/index[.]ts$' },
      to: {},
    },
    {
      name: 'not-to-simulators',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(simulators|scripts|benchmarks|__tests__)/' },
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
