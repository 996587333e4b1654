import { getRoot } from '../org/index.ts'
import { systemActor } from '../platform/actor.ts'
import type { JobTable } from '../platform/jobs.ts'
import { readTx, systemTx, wholeRegion } from '../platform/tx.ts'
import { queueDueQuarters } from './quarter-queue.ts'

export const jobs: JobTable = {
  /** Quarters that ended come to the townships' clerks to be closed. */
  async quarters_nightly({ db, now }) {
    const regions = await db.selectFrom('region').select('id').orderBy('id').execute()
    for (const { id } of regions) {
      const root = await readTx(db, wholeRegion(id), (tx) => getRoot(tx, { regionId: id }))
      await systemTx(db, id, (tx) => queueDueQuarters(tx, systemActor(id, root, now)))
    }
  },
}

/** A quarter past midnight in Shanghai. */
export const crontab = '15 16 * * * quarters_nightly ?fill=1d'
