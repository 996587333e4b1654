/** Work that follows an act: a row in the same transaction, run after the commit, able to bear being run twice. */

import { randomInt } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type WorkerPool } from 'graphile-worker'
import { sql } from 'kysely'
import { connect, type Database } from './database.ts'
import { timed } from './metrics.ts'

export interface JobContext {
  db: Database
  now: Date
}
export type JobHandler = (context: JobContext, payload: Record<string, unknown>) => Promise<void>
export type JobTable = Record<string, JobHandler>

let current: Runner | undefined
/** Whether this process takes jobs. */
export const workerLives = (): boolean => current !== undefined

/** Names the advisory locks of living workers, beside a number of each. */
const life = 5320535
/** 依据: own choice. A job of a killed process waits no longer than this before another takes it. */
const beatEvery = 5000

/**
 * Several processes may work on one database. Each holds a lock for as long as its session lives; PostgreSQL lets it go
 * with the process, however that ends. What a worker without such a lock had taken is given free: every job bears being
 * run twice. Without it a job of a killed process would wait four hours for its own lock to grow old.
 */
async function live(appUrl: string): Promise<{ name: string; end: () => Promise<void> }> {
  const number = randomInt(1, 2 ** 31)
  // Of its own, and kept: the lock lies in its session. When that is lost the next beat takes the lock again.
  const { db, pool } = connect(appUrl, { max: 1, kept: true })
  const beat = async () => {
    await sql`select pg_try_advisory_lock(${life}::int, ${number}::int) where not exists (
      select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and classid = ${life}::int::oid and objid = ${number}::int::oid)`.execute(
      db,
    )
    await sql`
      select graphile_worker.force_unlock_workers(array_agg(worker)) from (
        select locked_by as worker from graphile_worker._private_jobs where locked_by is not null
        union select locked_by from graphile_worker._private_job_queues where locked_by is not null) taken
      where not exists (
        select from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
        where l.locktype = 'advisory' and l.granted and l.classid = ${life}::int::oid and worker = 'xinghe-' || l.objid)
      having count(*) > 0`.execute(db)
  }
  await beat()
  // A database that is away for a while comes back; the next beat tells.
  const timer = setInterval(() => void beat().catch(() => {}), beatEvery)
  timer.unref()
  return {
    name: `xinghe-${number}`,
    async end() {
      clearInterval(timer)
      await pool.end()
    },
  }
}

/** Starts the worker in this process. `crontab` lines as graphile-worker has them, times in UTC; each runs once, however many processes there are. */
export async function startWorker(options: {
  appUrl: string
  db: Database
  jobs: JobTable
  crontab: string
  now: () => Date
}): Promise<{ stop: () => Promise<void> }> {
  const { name, end } = await live(options.appUrl)
  // What is taken is taken under the name that the lock stands for.
  const events = new EventEmitter().on('pool:create', ({ workerPool }: { workerPool: WorkerPool }) => {
    workerPool.id = name
  })
  const runner = await run({
    connectionString: options.appUrl,
    events,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    crontab: options.crontab,
    logger: quiet(),
    taskList: Object.fromEntries(
      Object.entries(options.jobs).map(([name, handler]) => [
        name,
        async (payload: unknown) =>
          timed(name, () =>
            handler({ db: options.db, now: options.now() }, (payload ?? {}) as Record<string, unknown>),
          ),
      ]),
    ),
  })
  current = runner
  const ended = () => {
    if (current === runner) current = undefined
  }
  runner.promise.then(ended, ended)
  return {
    async stop() {
      await runner.stop()
      await end()
    },
  }
}

/** Only what somebody must act on. */
const quiet = () =>
  new Logger(() => (level, message) => {
    if (level === 'error') console.error(`job: ${message}`)
  })
