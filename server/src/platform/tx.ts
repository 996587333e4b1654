/** One transaction per request, inside one subtree. The type says what a function may do; a pool is neither. */
import { sql, type Transaction } from 'kysely'
import { begins } from './begun.ts'
import { type Database, withConnection } from './database.ts'
import type { DB } from './schema.ts'

/** May read and write. Acts take it first and cannot open another. */
export type Tx = Transaction<DB>
/** May only read (also refused by PostgreSQL: the transaction is read only). */
export type ReadTx = Pick<
  Tx,
  'selectFrom' | 'with' | 'withRecursive' | 'getExecutor' | 'isTransaction' | 'fn'
>

/** What row-level security lets this transaction see: a region, a range of paths, one person's rows or all. */
export interface Scope {
  regionId: number
  from: string
  to: string
  personId: string | null
  /** Plan each statement for this range: a plan kept from a village would walk the whole county's rows. */
  planned?: boolean
}
/** What holds the scopes of several requests of one region, none of which is a member's own. */
export function hull(scopes: readonly Scope[]): Scope {
  const froms = scopes.map(({ from }) => from).sort()
  const tos = scopes.map(({ to }) => to).sort()
  return {
    regionId: (scopes[0] as Scope).regionId,
    from: froms[0] as string,
    to: tos.at(-1) as string,
    personId: null,
    planned: true,
  }
}
export const subtree = (path: string): { from: string; to: string } => ({ from: path, to: `${path}~` })
/** For jobs and sign-in: a whole region. */
export const wholeRegion = (regionId: number): Scope => ({ regionId, from: '', to: '~', personId: null })

/** Transactions in which some act was permitted; a write that nobody permitted does not commit. */
const permitted = new WeakSet<object>()
export const markPermitted = (tx: object): void => {
  permitted.add(tx)
}

const safe = /^[0-9a-z~-]*$/
const scopeSql = ({ regionId, from, to, personId, planned }: Scope): string => {
  if (!Number.isSafeInteger(regionId) || !safe.test(from) || !safe.test(to) || !safe.test(personId ?? ''))
    throw new Error('scope holds a character that a path cannot have')
  return `set local app.region_id = '${regionId}'; set local app.path_from = '${from}'; set local app.path_to = '${to}'; set local app.person = '${personId ?? ''}'${planned ? '; set local plan_cache_mode = force_custom_plan' : ''}`
}

/**
 * Statements of one transaction that need not wait for each other's answers: they travel at once and are done in the order
 * of the list. Never Promise.all: it would throw while others are still on their way, and what they send after that would
 * land in whatever transaction the connection has next.
 */
export async function atOnce<T extends readonly unknown[]>(
  statements: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  const settled = await Promise.allSettled(statements)
  for (const one of settled) if (one.status === 'rejected') throw one.reason
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T
}

/** Begins and enters the scope without waiting for the answer; whatever is thrown takes everything back. */
const transaction = <T>(
  db: Database,
  mode: 'read only' | 'read write',
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  withConnection(db, async (connection) => {
    // The connection keeps its order (pipeline): the first query of the work travels with these. Should they fail, no scope
    // is set, and outside a scope there is nothing to see and nothing to write.
    const begun = sql.raw(`begin ${mode}; ${scopeSql(scope)}`).execute(connection)
    begun.catch(() => {})
    begins(connection, begun)
    try {
      const result = await work(connection as Tx)
      await begun
      const committed = sql`commit`.execute(connection)
      // What only read has its answer already; whoever has the connection next comes after this.
      if (mode === 'read only') committed.catch(() => {})
      else await committed
      return result
    } catch (error) {
      // A connection that is gone took its transaction with it; what went wrong before that is what matters.
      await sql`rollback`.execute(connection).catch(() => {})
      throw error
    }
  })

/** Serialization failures and deadlocks: the act is run again from the start. */
const retryable = new Set(['40001', '40P01'])
async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (attempt >= 4 || !code || !retryable.has(code)) throw error
    }
  }
}

export const readTx = <T>(db: Database, scope: Scope, work: (tx: ReadTx) => Promise<T>): Promise<T> =>
  retrying(() => transaction(db, 'read only', scope, work))

export const writeTx = <T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> =>
  retrying(() =>
    transaction(db, 'read write', scope, async (tx) => {
      const result = await work(tx)
      if (!permitted.has(tx)) throw new Error('a write reached commit without permit()')
      return result
    }),
  )

/**
 * First thing in a transaction whose statements must all see the same instant. Its writes are run again when somebody
 * else's came between.
 */
export const oneSnapshot = (tx: ReadTx) => sql`set transaction isolation level repeatable read`.execute(tx)

/** Work of the system itself (jobs, sign-in, the ledger's own checks): permitted by where it stands. */
export const systemTx = <T>(db: Database, regionId: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
  writeTx(db, wholeRegion(regionId), (tx) => {
    markPermitted(tx)
    return work(tx)
  })
