/** A worker in a process of its own, to be killed: its jobs write rows with its number; `probe` then hangs when HANG is set. */
import { sql } from 'kysely'
import { connect } from '../../src/platform/database.ts'
import { startWorker } from '../../src/platform/jobs.ts'
import { systemTx, type Tx } from '../../src/platform/tx.ts'

const { APP_URL = '', HANG, CRONTAB = '' } = process.env
const { db } = connect(APP_URL)
const write = (tx: Tx, key: string) =>
  sql`insert into setting values (1, ${key}, '1', ${String(process.pid)}, now()) on conflict (region_id, key) do update set value = '2'`.execute(
    tx,
  )
await startWorker({
  appUrl: APP_URL,
  db,
  crontab: CRONTAB,
  now: () => new Date(),
  jobs: {
    probe: ({ db: pool }, { note }) =>
      systemTx(pool, 1, async (tx) => {
        await write(tx, String(note))
        console.log('written')
        if (HANG) await new Promise((done) => setTimeout(done, 600_000))
      }),
    count: async ({ db: pool }, { note }) => {
      await new Promise((done) => setTimeout(done, 10))
      await systemTx(pool, 1, (tx) => write(tx, String(note)))
    },
    tick: ({ db: pool }, { _cron }) =>
      systemTx(pool, 1, (tx) => write(tx, `tick ${(_cron as { ts: string }).ts} ${process.pid}`)).then(
        () => {},
      ),
  },
})
console.log('works')
