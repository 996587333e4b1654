/** `npm test`: checks, then every test (laws, acts on PostgreSQL); with --journeys those in Chromium. Ends with 'N passed, N failed'. */
import { join } from 'node:path'
import { createVitest } from 'vitest/node'
import { buildWeb } from './build-web.ts'
import { runChecks } from './check.ts'

// The journeys through the screens need minutes and a machine of their own: `npm run test:journeys`.
const project = process.argv.includes('--journeys') ? ['e2e'] : ['tests']
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
let { passed, failed } = only.length === 0 && project[0] === 'tests' ? runChecks() : { passed: 0, failed: 0 }
buildWeb(console.log)
const vitest = await createVitest(
  'test',
  {
    root: join(import.meta.dirname, '..'),
    watch: false,
    project,
    run: true,
    reporters: [process.env.CI ? 'default' : 'default'],
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
// A file that does not load, or an error between tests, fails too.
failed +=
  vitest.state.getTestModules().filter((file) => file.errors().length > 0).length +
  vitest.state.getUnhandledErrors().length
await vitest.close()
if (tests === 0) failed++
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
