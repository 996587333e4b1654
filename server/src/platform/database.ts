/** The only place that knows `pg`. A `Database` is the app's own pool, under a role that owns nothing. */
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { CopyOut } from './copy-out.ts'
import type { DB } from './schema.ts'

// Days stay days: 'YYYY-MM-DD', never a Date at midnight of the server's zone. Counts fit a JavaScript number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text))

export type Database = Kysely<DB>

/**
 * Begins a query whose best plan depends on how much lies in its range (a village, a province): PostgreSQL plans it each
 * time for the values given, instead of keeping one plan for all.
 */
export const planned = sql.raw('/* planned for its values */')
const isPlanned = (text: string) => text.startsWith('/* planned')

/** Texts that get a name: the queries of the program are some hundreds, all of fixed length. */
const named = new Map<string, string>()
const mostNamed = 500
const longestNamed = 8_000
const nameOf = (text: string): string | undefined => {
  const known = named.get(text)
  if (known || named.size >= mostNamed || text.length > longestNamed || isPlanned(text)) return known
  const name = `q${named.size}`
  named.set(text, name)
  return name
}

let seen: ((text: string) => void) | undefined
/** Shows each query as it is sent: tests look at them all. */
export const watchQueries = (watcher: (text: string) => void): void => {
  seen = watcher
}

/** A client that prepares each query once a connection: PostgreSQL then neither parses nor, mostly, plans it again. */
class PreparingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values] = args
    if (text instanceof CopyOut) {
      // Rows that stream have the connection for themselves (copy-out.ts has waited for what went before).
      const client = this as unknown as { pipeline: boolean }
      client.pipeline = false
      text.whenOver(() => {
        client.pipeline = true
      })
    }
    if (seen)
      seen(
        typeof text === 'string'
          ? text
          : text instanceof CopyOut
            ? text.query
            : String((text as { text?: unknown }).text ?? ''),
      )
    const name =
      args.length === 2 && typeof text === 'string' && Array.isArray(values) && values.length > 0
        ? nameOf(text)
        : undefined
    return super.query(...((name ? [{ name, text, values }] : args) as [string])) as never
  }
}

/** Only what a Kysely must be made of: its connections come from the one it was made for. */
const dialect = new PostgresDialect({
  pool: async () => {
    throw new Error('no pool of its own')
  },
})
const driver = dialect.createDriver()

/**
 * One connection for the time of `work`. Unlike Kysely's own, it lets a statement be sent while others are answered: the
 * connection keeps their order (see `atOnce` in tx.ts).
 */
export function withConnection<T>(db: Database, work: (connection: Database) => Promise<T>): Promise<T> {
  const executor = db.getExecutor()
  return executor.provideConnection((connection) => {
    const own = executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) })
    return work(new Kysely<DB>({ config: { dialect }, dialect, driver, executor: own }))
  })
}

export function connect(
  url: string,
  options: { max?: number; waitForDisk?: boolean; kept?: boolean } = {},
): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: options.max ?? 16,
    ...(options.kept && { idleTimeoutMillis: 0 }),
    // Whoever waits longer for a connection is told that the system is busy; his act was not begun.
    connectionTimeoutMillis: 15_000,
    // Queries of one connection that do not need each other's answers travel together.
    pipeline: true,
    // A machine that vanished is missed within a minute, and what it held is let go.
    options: `-c search_path=xinghe -c timezone=UTC -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3${options.waitForDisk === false ? ' -c synchronous_commit=off' : ''}`,
    application_name: 'xinghe',
  })
  // A lost idle connection is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  // One lost between two queries of a transaction has no query to tell: the next one fails, and says so.
  pool.on('connect', (client) => client.on('error', () => {}))
  return { pool, db: new Kysely<DB>({ dialect: new PostgresDialect({ pool, cursor: CopyOut }) }) }
}
