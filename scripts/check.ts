/** `npm run check`: format and lint, types, borders, dead code, dependencies. One line each; not zero when any fails. */
import { spawnSync } from 'node:child_process'
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

/** Runs every check and prints what fails. */
export function runChecks(): { passed: number; failed: number } {
  let failed = 0
  for (const [name, command, args] of checks) {
    const began = Date.now()
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    if (status !== 0) {
      failed++
      console.log(`${stdout}${stderr}`.slice(0, 12_000))
    }
  }
  return { passed: checks.length - failed, failed }
}

if (process.argv[1] === import.meta.filename) process.exitCode = runChecks().failed === 0 ? 0 : 1
