/** `npm run restore -- FILE`: into an empty DATA_DIR (or DATABASE_URL), then everything is verified. */
import { resolve } from 'node:path'
import { passphraseGiven, restoreBackup } from '../server/src/backups/index.ts'
import { connect } from '../server/src/platform/database.ts'
import { verifyEverything } from '../server/src/verify.ts'
import { drawProgress } from './progress.ts'
import { dataDir, reachDatabase } from './reach-database.ts'

async function restore(file: string): Promise<void> {
  const { ownerUrl, release } = await reachDatabase({ alone: true })
  try {
    const { madeAt, tables, files } = await restoreBackup({
      path: resolve(file),
      ownerUrl,
      dataDir,
      passphrase: passphraseGiven(),
      progress: drawProgress({ check: 'reading the backup', rows: 'rows', files: 'files' }),
    })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`\nrestored: ${rows} rows and ${files.count} files, as they were at ${madeAt}`)
    console.log('verifying')
    const { db, pool } = connect(ownerUrl, { max: 2 })
    const { lines, findings } = await verifyEverything(db).finally(() => pool.end())
    for (const line of lines) console.log(`  ${line}`)
    for (const { what } of findings.slice(0, 50)) console.log(`  ${what}`)
    console.log(
      findings.length === 0 ? 'everything adds up: `npm start` may run' : `${findings.length} findings`,
    )
    process.exitCode = findings.length === 0 ? 0 : 1
  } finally {
    await release()
  }
}

const [file] = process.argv.slice(2)
try {
  if (!file) throw new Error('Say which file: npm run restore -- FILE')
  await restore(file)
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  if (process.env.DEBUG) console.error(error)
  process.exitCode = 1
}
