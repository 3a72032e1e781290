import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { acme, startTableau, TableauSimulator } from '../../simulators/tableau/index.js'
import { tabcmdChecks, type Check } from './tabcmd.js'

/*
 * Proof that the Tableau simulator is faithful: Tableau's own Python client and tabcmd, unmodified from PyPI, sign in, list,
 * refresh and wait against it. Usage: npx tsx scripts/proof/main.ts
 */

/** tabcmd pins its own, older client: hence one environment each. */
const PACKAGES = { client: ['tableauserverclient==0.42'], tabcmd: ['tabcmd==2.0.21'] }

const folder = await mkdtemp(join(tmpdir(), 'tableau-proof-'))
const simulator = new TableauSimulator({ sites: [acme({ seconds: 2 })] })
const tableau = await startTableau(simulator)
try {
  const python = await environment('client')
  const checks = [
    ...(await pythonChecks(python)),
    ...(await tabcmdChecks(await environment('tabcmd'), simulator, tableau.url)),
  ]
  for (const { name, holds, seen } of checks) {
    console.log(`${holds ? 'ok     ' : 'FAILED '} ${name}${holds ? '' : `\n${seen ?? ''}`}`)
  }
  const failed = checks.filter(({ holds }) => !holds).length
  console.log(`${checks.length - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  await tableau.close()
  await rm(folder, { recursive: true, force: true })
}

/** Creates a virtual environment; returns the folder of its programs. */
async function environment(name: keyof typeof PACKAGES): Promise<string> {
  const home = join(folder, name)
  await run('python3', ['-m', 'venv', home])
  await run(join(home, 'bin', 'pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    ...PACKAGES[name],
  ])
  return join(home, 'bin')
}

async function pythonChecks(bin: string): Promise<Check[]> {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'tsc_proof.py')
  const output = await run(join(bin, 'python'), [script, tableau.url]).catch(outputOf)
  const checks = output.split('\n').flatMap((line): Check[] => {
    const match = /^(ok|FAILED)\s+(.*)$/.exec(line)
    return match === null
      ? []
      : [{ name: `tableauserverclient: ${match[2] ?? ''}`, holds: match[1] === 'ok' }]
  })
  const finished = /^\d+ passed, \d+ failed$/m.test(output)
  return [
    ...checks,
    { name: 'tableauserverclient: the script came to its end', holds: finished, seen: output },
  ]
}

class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed'
  constructor(
    program: string,
    readonly output: string,
  ) {
    super(`${program} failed:\n${output}`)
  }
}

/** What a failed program printed. */
function outputOf(error: unknown): string {
  if (error instanceof ProgramFailed) return error.output
  throw error
}

function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new ProgramFailed(program, stdout + stderr))
    })
  })
}
