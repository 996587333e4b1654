/** `npm run check`: format and lint, types, borders, dead code, dependencies. One line each; not zero when any fails. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const checks: readonly [string, string, readonly string[]][] = [
  ['format and lint', bin('biome'), ['check', '--error-on-warnings', '--max-diagnostics=40', '.']],
  ['types (contract, server, scripts, tests)', bin('tsc'), ['-p', '.']],
  ['types (web)', bin('tsc'), ['-p', 'web']],
  [
    'borders',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.cjs', 'contract/src', 'server/src', 'web/src', 'demo', 'scripts'],
  ],
  ['dead code', bin('knip'), ['--no-progress']],
  ['dependencies', process.execPath, [join(import.meta.dirname, 'review-dependencies.ts')]],
]

async function check([name, command, args]: (typeof checks)[number]): Promise<boolean> {
  const began = Date.now()
  const { status, output } = await new Promise<{ status: number | null; output: string }>((over) => {
    const program = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [program.stdout, program.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text))
    program.on('error', (error) => over({ status: 1, output: error.message }))
    program.on('close', (status) => over({ status, output }))
  })
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  if (status !== 0) console.log(output.slice(0, 12_000))
  return status === 0
}

/** Runs every check, two at a time, and prints what fails. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  const waiting = [...checks]
  let passed = 0
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (await check(next)) passed++
  }
  await Promise.all([lane(), lane()])
  return { passed, failed: checks.length - passed }
}

if (process.argv[1] === import.meta.filename) process.exitCode = (await runChecks()).failed === 0 ? 0 : 1
