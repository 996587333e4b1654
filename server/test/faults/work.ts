/** A worker in a process of its own, to be killed: its job writes a row, then hangs when HANG is set. */
import { sql } from 'kysely'
import { connect } from '../../src/platform/database.ts'
import { startWorker } from '../../src/platform/jobs.ts'
import { systemTx } from '../../src/platform/tx.ts'

const { APP_URL = '', HANG } = process.env
const { db } = connect(APP_URL)
await startWorker({
  appUrl: APP_URL,
  db,
  crontab: '',
  now: () => new Date(),
  jobs: {
    probe: ({ db: pool }, { note }) =>
      systemTx(pool, 1, async (tx) => {
        await sql`insert into setting values (1, ${String(note)}, '1', '测试', now()) on conflict (region_id, key) do update set value = '2'`.execute(
          tx,
        )
        console.log('written')
        if (HANG) await new Promise((done) => setTimeout(done, 60_000))
      }),
  },
})
