/**
 * Writes server/src/platform/schema.ts, the types of every table, from a migrated database: of a fresh embedded
 * PostgreSQL, so that the file never depends on what a developer has lying about.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
export const typesFile = join(root, 'server/src/platform/schema.ts')

/** Generates the types of the database into `outFile`; with `verify` only compares. What was printed when it fails. */
export function generateTypes(
  ownerUrl: string,
  outFile: string,
  options: { verify?: boolean } = {},
): string | undefined {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      ...['--dialect', 'postgres', '--url', ownerUrl, '--out-file', outFile],
      ...['--default-schema', 'xinghe', '--include-pattern', 'xinghe.*'],
      // Days stay text and counts numbers, as platform/database.ts parses them.
      ...['--date-parser', 'string', '--numeric-parser', 'number'],
      ...(options.verify ? ['--verify'] : []),
    ],
    { cwd: root, encoding: 'utf8' },
  )
  return status === 0 ? undefined : `${stdout}${stderr}${error?.message ?? ''}`
}

if (process.argv[1] === import.meta.filename) {
  const { startPostgres } = await import('../server/src/platform/embedded-postgres.ts')
  const { migrate } = await import('../server/src/platform/migrate.ts')
  const dataDir = mkdtempSync(join(tmpdir(), 'xinghe-types-'))
  const postgres = await startPostgres({ dataDir, fsync: false })
  try {
    await migrate({ ownerUrl: postgres.ownerUrl, appRole: 'xinghe_app', appPassword: 'types-only' })
    const failed = generateTypes(postgres.ownerUrl, typesFile)
    console.log(failed ?? 'server/src/platform/schema.ts is written')
    if (failed) process.exitCode = 1
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
