/** `npm run verify [-- --year Y]`: walks the ledger and repeats the evaluations; says what does not add up. Also while the server runs. */
import { parseArgs } from 'node:util'
import { connect } from '../server/src/platform/database.ts'
import { verifyEverything } from '../server/src/verify.ts'
import { reachDatabase } from './reach-database.ts'

const { values } = parseArgs({ options: { year: { type: 'string' } } })
const { ownerUrl, release } = await reachDatabase()
const { db, pool } = connect(ownerUrl, { max: 2 })
try {
  const { lines, findings } = await verifyEverything(db, values.year ? Number(values.year) : undefined)
  for (const line of lines) console.log(line)
  for (const { what } of findings.slice(0, 50)) console.log(`  ${what}`)
  if (findings.length > 50) console.log(`  … and ${findings.length - 50} more`)
  console.log(findings.length === 0 ? 'everything adds up' : `${findings.length} findings`)
  process.exitCode = findings.length === 0 ? 0 : 1
} finally {
  await pool.end()
  await release()
}
