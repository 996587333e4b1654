/**
 * `npm run audit -- prune [--before YYYY-MM-DD]`: moves what is older than it is kept into files beside the data, and out
 * of the database. `npm run audit -- check FILE`: makes the seals of such a file again. Also while the server runs.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { zDay } from '../contract/src/values.ts'
import { checkKept, pruneAudit, sealsOf } from '../server/src/audit/index.ts'
import { connect } from '../server/src/platform/database.ts'
import { readTx, wholeRegion } from '../server/src/platform/tx.ts'
import { dataDir, reachDatabase } from './reach-database.ts'

const { values, positionals } = parseArgs({ options: { before: { type: 'string' } }, allowPositionals: true })
const [what, file] = positionals
const { ownerUrl, release } = await reachDatabase()
const { db, pool } = connect(ownerUrl, { max: 2 })

async function prune(): Promise<void> {
  const before = values.before === undefined ? undefined : zDay.parse(values.before)
  for (const { id, name } of await db.selectFrom('region').selectAll().orderBy('id').execute()) {
    const moved = await pruneAudit(db, id, { folder: join(dataDir, 'audit'), now: new Date(), before })
    console.log(
      moved
        ? `${name}: ${moved.entries} entries up to seal ${moved.upto} are now in ${moved.path}; keep a copy elsewhere`
        : `${name}: nothing is old enough`,
    )
  }
}
async function check(path: string): Promise<void> {
  const regionId = Number(/audit-(\d+)-/.exec(path)?.[1] ?? Number.NaN)
  if (!Number.isInteger(regionId))
    throw new Error('The name of such a file begins with audit- and the county.')
  const seals = await readTx(db, wholeRegion(regionId), (tx) => sealsOf(tx, regionId))
  const { entries, from, upto, findings } = await checkKept(resolve(path), seals)
  for (const finding of findings.slice(0, 50)) console.log(`  ${finding.what}`)
  console.log(
    `${entries} entries of seals ${from} to ${upto}: ${findings.length === 0 ? 'all as they were sealed' : `${findings.length} findings`}`,
  )
  process.exitCode = findings.length === 0 ? 0 : 1
}

try {
  if (what === 'prune') await prune()
  else if (what === 'check' && file) await check(file)
  else throw new Error('npm run audit -- prune [--before YYYY-MM-DD]  or  npm run audit -- check FILE')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
} finally {
  await pool.end()
  await release()
}
