/** The database that the commands work on: DATABASE_URL, the embedded one as it runs now, or started for as long as we need it. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { connect } from '../server/src/platform/database.ts'
import { startPostgres } from '../server/src/platform/embedded-postgres.ts'

export const dataDir = resolve(process.env.DATA_DIR ?? join(import.meta.dirname, '..', 'data'))

/** The embedded server as it runs now, if it does. */
async function running(): Promise<string | undefined> {
  const file = join(dataDir, 'secret.json')
  if (!existsSync(file)) return undefined
  const { password, port } = JSON.parse(readFileSync(file, 'utf8')) as { password: string; port?: number }
  if (!port) return undefined
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/xinghe`
  const { db, pool } = connect(url, { max: 1 })
  const answers = await sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
  await pool.end()
  return answers ? url : undefined
}

/** `alone`: refuses while the app runs on this data folder. */
export async function reachDatabase(
  options: { alone?: boolean } = {},
): Promise<{ ownerUrl: string; release: () => Promise<void> }> {
  const there = process.env.DATABASE_URL ?? (options.alone ? undefined : await running())
  if (there) return { ownerUrl: there, release: async () => {} }
  const { ownerUrl, stop } = await startPostgres({ dataDir })
  return { ownerUrl, release: stop }
}
