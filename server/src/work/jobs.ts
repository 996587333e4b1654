import { getRoot } from '../org/index.ts'
import { systemActor } from '../platform/actor.ts'
import type { JobTable } from '../platform/jobs.ts'
import { readTx, systemTx, wholeRegion } from '../platform/tx.ts'
import { escalate } from './escalate.ts'
import { releaseLeft } from './posts/release-matters.ts'

/** Jobs of this capability, by name. Each bears being run twice: a matter rises once a step, a flag is set once. */
export const jobs: JobTable = {
  async work_nightly({ db, now }) {
    const regions = await db.selectFrom('region').select('id').orderBy('id').execute()
    // One transaction a county: a county that fails does not hold the others up.
    for (const { id } of regions) {
      const root = await readTx(db, wholeRegion(id), (tx) => getRoot(tx, { regionId: id }))
      const system = systemActor(id, root, now)
      await systemTx(db, id, async (tx) => {
        await releaseLeft(tx, system)
        await escalate(tx, system)
      })
    }
  },
}

/** Ten past midnight in Shanghai; missed nights (the machine was off) are made up within a day. */
export const crontab = '10 16 * * * work_nightly ?fill=1d'
