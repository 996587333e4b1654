/**
 * `npm test`: checks, every test (laws, acts on PostgreSQL), then what a crash leaves, the journeys in Chromium, and the core
 * once more on the system's PostgreSQL 15; with --journeys, --faults or --own-postgres only these. Ends with 'N passed, N failed'.
 */
import { join } from 'node:path'
import { createVitest } from 'vitest/node'
import { buildWeb } from './build-web.ts'
import { runChecks } from './check.ts'
import { startOwnPostgres } from './own-postgres.ts'

const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const journeysOnly = process.argv.includes('--journeys')
// One after the other: a journey that shares two cores with the rest of the tests waits too long for its pages.
const faultsOnly = process.argv.includes('--faults')
const ownOnly = process.argv.includes('--own-postgres')
const everything = only.length === 0 && !journeysOnly && !faultsOnly && !ownOnly
const projects = everything
  ? ['tests', 'faults', 'e2e']
  : ownOnly
    ? []
    : [journeysOnly ? 'e2e' : faultsOnly ? 'faults' : 'tests']
/** What a server of one's own must bear, the oldest that we promise: the schema, acts to the end, walls, sums, backups. */
const core = [
  'server/test/schema',
  'server/test/transactions',
  'server/test/isolation',
  'server/test/backups',
  'server/src/points/ledger',
  'server/src/stars/evaluate-in-sql',
  'server/src/work/work',
]
/** Said again at the end: what stands a thousand lines above is not found. */
const fallen: string[] = []
let { passed, failed } = everything ? await runChecks() : { passed: 0, failed: 0 }
if (!faultsOnly && !ownOnly) buildWeb(console.log)
for (const project of projects) await run(project, only)
if (everything || ownOnly) {
  const own = await startOwnPostgres()
  if ('skipped' in own) console.log(`\nthe core on PostgreSQL 15: skipped, ${own.skipped}`)
  else {
    console.log(`\nthe core on PostgreSQL ${own.major}`)
    process.env.TEST_DATABASE_URL = own.url
    await run('tests', core).finally(own.stop)
  }
}
for (const one of fallen) console.log(`\nfailed: ${one}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

async function run(project: string, files: string[]): Promise<void> {
  const vitest = await createVitest(
    'test',
    {
      root: join(import.meta.dirname, '..'),
      watch: false,
      project: [project],
      run: true,
      reporters: ['default'],
    },
    {},
  )
  await vitest.start(files)
  let tests = 0
  for (const file of vitest.state.getTestModules())
    for (const test of file.children.allTests()) {
      const { state, errors } = test.result()
      if (state === 'passed') passed++
      if (state === 'failed') {
        failed++
        fallen.push(
          `${file.relativeModuleId}: ${test.fullName}\n${errors?.[0]?.stack ?? errors?.[0]?.message ?? ''}`.slice(
            0,
            2_000,
          ),
        )
      }
      if (state !== 'skipped') tests++
    }
  // A file that does not load, an error between tests, or no test at all fails too.
  failed +=
    vitest.state.getTestModules().filter((file) => file.errors().length > 0).length +
    vitest.state.getUnhandledErrors().length +
    (tests === 0 ? 1 : 0)
  await vitest.close()
}
