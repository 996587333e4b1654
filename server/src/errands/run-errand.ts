/** Runs one errand: as the person who asked for it, in the post in which he asked, if he still holds it. */
import { errandFileDays } from '@xinghe/contract/errands'
import type { Post } from '@xinghe/contract/rights'
import { dayInShanghai } from '@xinghe/contract/values'
import { actorIn, postsOn } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { JobTable } from '../platform/jobs.ts'
import { Refusal } from '../platform/refusal.ts'
import { readTx, systemTx, wholeRegion } from '../platform/tx.ts'
import { dropErrandFile, writeErrandFile } from './errand-files.ts'

export interface ErrandContext<Input = unknown> {
  /** Acts open their own transactions: `writeTx(db, scopeOf(by), …)`. */
  db: Database
  by: Actor
  id: string
  input: Input
  /**
   * Tells how far it is; asked for often, written now and then. Throws `ErrandCancelled` when the person has had enough:
   * inside a transaction that takes everything back.
   */
  progress(done: number, total: number | null, step?: string): Promise<void>
  /** Keeps the one file that the person takes afterwards. */
  keepFile(name: string, mime: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>
}
/** Bears being run twice (the machine may be switched off in between). Returns what came of it, in words. */
export type ErrandRun<Input = never> = (context: ErrandContext<Input>) => Promise<string | undefined>
/** By kind; the kind begins with the capability's name: 'imports.check'. */
export type ErrandTable = Record<string, ErrandRun>

export class ErrandCancelled extends Error {}

/** 依据: own choice. The screen asks every second. */
const toldEvery = 500

const told = (db: Database, regionId: number, id: string, set: Record<string, unknown>) =>
  systemTx(db, regionId, (tx) =>
    tx
      .updateTable('errand')
      .set(set)
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .returning('cancel_asked')
      .executeTakeFirst(),
  )

const find = (db: Database, regionId: number, id: string) =>
  readTx(db, wholeRegion(regionId), (tx) =>
    tx
      .selectFrom('errand as e')
      .innerJoin('person as p', (join) =>
        join.onRef('p.region_id', '=', 'e.region_id').onRef('p.id', '=', 'e.person_id'),
      )
      .selectAll('e')
      .select('p.name')
      .where('e.region_id', '=', regionId)
      .where('e.id', '=', id)
      .executeTakeFirst(),
  )
type Row = NonNullable<Awaited<ReturnType<typeof find>>>

async function actorFor(db: Database, row: Row, now: Date): Promise<Actor> {
  const posts = await readTx(db, wholeRegion(row.region_id), (tx) =>
    postsOn(tx, row.region_id, row.person_id, dayInShanghai(now)),
  )
  const held = posts.find((one) => one.id === row.acting && one.post === (row.post as Post))
  if (!held || held.path !== row.path) throw new Refusal('errands.post_ended')
  return actorIn(
    row.region_id,
    { id: row.person_id, name: row.name },
    held,
    posts,
    now,
    row.id.slice(0, 8),
    'job',
  )
}

/** Why nothing came of it, in words; what is no refusal is a bug and is written to the log under its number. */
function reasonOf(error: unknown): string {
  if (error instanceof Refusal)
    return [error.zh, ...(error.fields ?? []).map((field) => field.message)].join('；')
  const number = newId().slice(-8)
  console.error(`errand ${number}:`, error)
  return `系统出现意外错误，没有办成，已记录（编号 ${number}），请联系管理员`
}

export async function runErrand(
  db: Database,
  kinds: ErrandTable,
  { regionId, id }: { regionId: number; id: string },
  clock: () => Date,
): Promise<void> {
  const row = await find(db, regionId, id)
  if (!row || (row.state !== 'WAITING' && row.state !== 'RUNNING')) return
  let last = 0
  try {
    if (row.cancel_asked) throw new ErrandCancelled()
    const run = kinds[row.kind] as ErrandRun<unknown> | undefined
    if (!run) throw new Error(`no such errand: ${row.kind}`)
    const by = await actorFor(db, row, clock())
    await told(db, regionId, id, { state: 'RUNNING', done: 0 })
    const message = await run({
      db,
      by,
      id,
      input: row.input,
      async progress(done, total, step) {
        const now = Date.now()
        if (now - last < toldEvery && done !== total) return
        last = now
        const after = await told(db, regionId, id, { done, total, step: step ?? null })
        if (after?.cancel_asked) throw new ErrandCancelled()
      },
      async keepFile(name, mime, bytes) {
        const size = await writeErrandFile(regionId, id, bytes)
        await told(db, regionId, id, { file_name: name, file_mime: mime, file_size: size })
      },
    })
    await told(db, regionId, id, {
      state: 'DONE',
      step: null,
      message: message ?? null,
      finished_at: clock(),
    })
  } catch (error) {
    await dropErrandFile(regionId, id)
    const ended =
      error instanceof ErrandCancelled
        ? { state: 'CANCELLED', message: '已按您的要求停下，没有保存任何内容' }
        : { state: 'FAILED', message: reasonOf(error) }
    await told(db, regionId, id, { ...ended, step: null, file_name: null, finished_at: clock() })
  }
  await dropOldFiles(db, regionId, clock())
}

async function dropOldFiles(db: Database, regionId: number, now: Date): Promise<void> {
  const before = new Date(now.getTime() - errandFileDays * 24 * 3600_000)
  const old = await systemTx(db, regionId, (tx) =>
    tx
      .updateTable('errand')
      .set({ file_name: null })
      .where('region_id', '=', regionId)
      .where('file_name', 'is not', null)
      .where('finished_at', '<', before)
      .returning('id')
      .execute(),
  )
  for (const { id } of old) await dropErrandFile(regionId, id)
}

/** The job that runs them, for the kinds of all capabilities. */
export const errandJobs = (kinds: ErrandTable, clock: () => Date): JobTable => ({
  async errand_run({ db }, payload) {
    await runErrand(db, kinds, payload as { regionId: number; id: string }, clock)
  },
})
