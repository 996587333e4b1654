/** `npm test`: checks, every test (laws, acts on PostgreSQL), then what a crash leaves, then the journeys in Chromium; with --journeys or --faults only these. Ends with 'N passed, N failed'. */
import { join } from 'node:path'
import { createVitest } from 'vitest/node'
import { buildWeb } from './build-web.ts'
import { runChecks } from './check.ts'

const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const journeysOnly = process.argv.includes('--journeys')
// One after the other: a journey that shares two cores with the rest of the tests waits too long for its pages.
const faultsOnly = process.argv.includes('--faults')
const everything = only.length === 0 && !journeysOnly && !faultsOnly
const projects = everything
  ? ['tests', 'faults', 'e2e']
  : [journeysOnly ? 'e2e' : faultsOnly ? 'faults' : 'tests']
let { passed, failed } = everything ? runChecks() : { passed: 0, failed: 0 }
if (!faultsOnly) buildWeb(console.log)
for (const project of projects) {
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
  await vitest.start(only)
  let tests = 0
  for (const file of vitest.state.getTestModules())
    for (const test of file.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') passed++
      if (state === 'failed') failed++
      if (state !== 'skipped') tests++
    }
  // A file that does not load, an error between tests, or no test at all fails too.
  failed +=
    vitest.state.getTestModules().filter((file) => file.errors().length > 0).length +
    vitest.state.getUnhandledErrors().length +
    (tests === 0 ? 1 : 0)
  await vitest.close()
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
