/** The only place that knows `pg`. A `Database` is the app's own pool, under a role that owns nothing. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.ts'

// Days stay days: 'YYYY-MM-DD', never a Date at midnight of the server's zone. Counts fit a JavaScript number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text))

export type Database = Kysely<DB>

export function connect(url: string, options: { max?: number } = {}): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    options: '-c search_path=xinghe -c timezone=UTC',
    application_name: 'xinghe',
  })
  // A lost idle connection is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  return { pool, db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }) }
}
