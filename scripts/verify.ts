/** `npm run verify [-- --year Y]`: walks the ledger and repeats the evaluations; says what does not add up. Also while the server runs. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { connect } from '../server/src/platform/database.ts'
import { startPostgres } from '../server/src/platform/embedded-postgres.ts'
import { verifyEverything } from '../server/src/verify.ts'

const { values } = parseArgs({ options: { year: { type: 'string' } } })
const dataDir = resolve(process.env.DATA_DIR ?? join(import.meta.dirname, '..', 'data'))

/** The embedded server as it runs now, if it does. */
async function running(): Promise<string | undefined> {
  const file = join(dataDir, 'secret.json')
  if (!existsSync(file)) return undefined
  const { password, port } = JSON.parse(readFileSync(file, 'utf8')) as { password: string; port: number }
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/xinghe`
  const { db, pool } = connect(url, { max: 1 })
  const answers = await sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
  await pool.end()
  return answers ? url : undefined
}

const there = process.env.DATABASE_URL ?? (await running())
const started = there ? undefined : await startPostgres({ dataDir })
const { db, pool } = connect(there ?? (started?.ownerUrl as string), { max: 2 })
try {
  const { lines, findings } = await verifyEverything(db, values.year ? Number(values.year) : undefined)
  for (const line of lines) console.log(line)
  for (const { bookNo, what } of findings.slice(0, 50)) console.log(`  book ${bookNo}: ${what}`)
  if (findings.length > 50) console.log(`  … and ${findings.length - 50} more`)
  console.log(findings.length === 0 ? 'everything adds up' : `${findings.length} findings`)
  process.exitCode = findings.length === 0 ? 0 : 1
} finally {
  await pool.end()
  await started?.stop()
}
