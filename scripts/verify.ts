/**
 * `npm run verify [-- --year Y] [--seal COUNTY/NUMBER/CODE]`: walks the ledger and the audit trail and repeats the
 * evaluations; says what does not add up. `--seal` is one that was written down. Also while the server runs.
 */
import { parseArgs } from 'node:util'
import { connect } from '../server/src/platform/database.ts'
import { verifyEverything } from '../server/src/verify.ts'
import { reachDatabase } from './reach-database.ts'

const { values } = parseArgs({
  options: { year: { type: 'string' }, seal: { type: 'string', multiple: true } },
})
const written = Object.fromEntries(
  (values.seal ?? []).map((text) => {
    const [, county, no, code] =
      /^(\d+)\/(\d+)\/([\dA-F]{4}(?:-[\dA-F]{4}){2})$/.exec(text.toUpperCase()) ?? []
    if (!county || !no || !code) throw new Error('A seal is written like 1/128/A3F0-91C2-7D05.')
    return [county, { no: Number(no), code }]
  }),
)
const { ownerUrl, release } = await reachDatabase()
const { db, pool } = connect(ownerUrl, { max: 2 })
try {
  const { lines, findings } = await verifyEverything(
    db,
    values.year ? Number(values.year) : undefined,
    written,
  )
  for (const line of lines) console.log(line)
  for (const { what } of findings.slice(0, 50)) console.log(`  ${what}`)
  if (findings.length > 50) console.log(`  … and ${findings.length - 50} more`)
  console.log(findings.length === 0 ? 'everything adds up' : `${findings.length} findings`)
  process.exitCode = findings.length === 0 ? 0 : 1
} finally {
  await pool.end()
  await release()
}
