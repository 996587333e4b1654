/** Work that follows an act: a row in the same transaction, run after the commit, able to bear being run twice. */

import { Logger, type Runner, run } from 'graphile-worker'
import { sql } from 'kysely'
import type { Database } from './database.ts'
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

/** Starts the worker in this process. `crontab` lines as graphile-worker has them, times in UTC. */
export async function startWorker(options: {
  appUrl: string
  db: Database
  jobs: JobTable
  crontab: string
  now: () => Date
}): Promise<Runner> {
  // A job of a process that was killed would wait four hours for its lock to grow old. One process works here, and every
  // job bears being run twice.
  await sql`update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null`.execute(
    options.db,
  )
  const runner = await run({
    connectionString: options.appUrl,
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
  return runner
}

/** Only what somebody must act on. */
const quiet = () =>
  new Logger(() => (level, message) => {
    if (level === 'error') console.error(`job: ${message}`)
  })
