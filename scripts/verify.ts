/** `npm run verify [-- --year Y]`: walks the ledger and repeats the evaluations; says what does not add up. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '../server/src/platform/database.ts'
import { startPostgres } from '../server/src/platform/embedded-postgres.ts'
import { verifyEverything } from '../server/src/verify.ts'

const { values } = parseArgs({ options: { year: { type: 'string' } } })
const dataDir = resolve(process.env.DATA_DIR ?? join(import.meta.dirname, '..', 'data'))
const embedded = process.env.DATABASE_URL ? undefined : await startPostgres({ dataDir })
const { db, pool } = connect(process.env.DATABASE_URL ?? (embedded?.ownerUrl as string), { max: 2 })
try {
  const { lines, findings } = await verifyEverything(db, values.year ? Number(values.year) : undefined)
  for (const line of lines) console.log(line)
  for (const { bookNo, what } of findings.slice(0, 50)) console.log(`  book ${bookNo}: ${what}`)
  if (findings.length > 50) console.log(`  … and ${findings.length - 50} more`)
  console.log(findings.length === 0 ? 'everything adds up' : `${findings.length} findings`)
  process.exitCode = findings.length === 0 ? 0 : 1
} finally {
  await pool.end()
  // A server that was running before stays running; one that we started is stopped.
  if (embedded && !embedded.adopted) await embedded.stop()
}
