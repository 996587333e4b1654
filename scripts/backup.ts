/** `npm run backup [-- FOLDER]`: the database and the files into one checked file. Also while the server runs. `-- --check FILE` only reads one. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkBackup, makeBackup, passphraseGiven } from '../server/src/backups/index.ts'
import { keyFile } from '../server/src/platform/key-file.ts'
import { version } from '../server/src/platform/version.ts'
import { drawProgress, sizeInWords } from './progress.ts'
import { dataDir, reachDatabase } from './reach-database.ts'

const { values, positionals } = parseArgs({ options: { check: { type: 'string' } }, allowPositionals: true })
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => stop.abort(new Error('Stopped. No backup was made.')))

async function make(): Promise<void> {
  const folder = resolve(positionals[0] ?? process.env.BACKUP_DIR ?? join(dataDir, 'backups'))
  const { ownerUrl, release } = await reachDatabase()
  try {
    const made = await makeBackup({
      ownerUrl,
      filesDir: join(dataDir, 'files'),
      folder,
      version,
      now: new Date(),
      passphrase: passphraseGiven(),
      progress: drawProgress({ rows: 'rows', files: 'files', check: 'reading it back' }),
      signal: stop.signal,
    })
    console.log(`\n${made.path}`)
    console.log(
      `  ${made.rows} rows and ${made.files} files in ${sizeInWords(made.size)}, read back and whole`,
    )
    console.log(
      `  ${made.sealed ? 'encrypted' : 'not encrypted: keep it like a paper file of the same content'}`,
    )
    console.log(`  SHA-256 ${made.digest}`)
    if (made.manifest.keys.length > 0)
      console.log(
        `  personal data in it opens only with ${keyFile(dataDir)} (keys ${made.manifest.keys.join(', ')}): keep a copy of that file apart from the backups`,
      )
    if (made.missing > 0)
      console.log(`  WARNING: ${made.missing} files are named in the database and not in the folder`)
  } finally {
    await release()
  }
}

try {
  if (values.check) {
    const { madeAt, schema, version: by } = await checkBackup(resolve(values.check), passphraseGiven())
    console.log(`whole: made ${madeAt} by version ${by}, schema ${schema}`)
  } else await make()
} catch (error) {
  const reason = stop.signal.aborted ? stop.signal.reason : error
  console.error(`\n${reason instanceof Error ? reason.message : reason}`)
  process.exitCode = 1
}
