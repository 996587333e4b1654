import type { beginPreview as route } from '@xinghe/contract/previews'
import type { InputOf } from '@xinghe/contract/route'
import { dayInShanghai } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { beginErrand, type ErrandContext } from '../../errands/index.ts'
import { getRoot } from '../../org/index.ts'
import { type Actor, scopeOf, systemActor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { JobTable } from '../../platform/jobs.ts'
import { permit } from '../../platform/permit.ts'
import { oneSnapshot, systemTx, type Tx, writeTx } from '../../platform/tx.ts'
import { readSetting } from '../../work/index.ts'
import { evaluateYear } from './evaluate-year.ts'
import { storePreview } from './store-preview.ts'

/** Only who sees the whole county can say what all its books come to. */
async function permitPreview(tx: Tx, by: Actor): Promise<{ id: string; path: string }> {
  const root = await getRoot(tx, by)
  permit(tx, by, 'year_end.confirm', root.path)
  return root
}

export async function beginPreview(
  tx: Tx,
  by: Actor,
  { year }: InputOf<typeof route>,
): Promise<{ errandId: string }> {
  await permitPreview(tx, by)
  return beginErrand(tx, by, { kind: 'year_end.preview', title: `${year}年度预评`, input: { year } })
}

/** Reads, evaluates and stores in one snapshot, which is the instant that it stands on. Returns how many books. */
export async function previewYear(
  tx: Tx,
  by: Pick<Actor, 'regionId' | 'now'>,
  year: number,
  progress?: (done: number, total: number, step: string) => Promise<void>,
): Promise<number> {
  const ranked = (await readSetting(tx, by, 'people.ranking'))
    ? (['ORG', 'MEMBER'] as const)
    : (['ORG'] as const)
  const found = await evaluateYear(tx, { regionId: by.regionId, year, ranked })
  const total = found.of.ids.size
  await storePreview(tx, { year, asOf: by.now }, found, async (done) => progress?.(done, total, '正在保存'))
  await progress?.(total, total, '正在保存')
  return total
}

const audited = (tx: Tx, by: Actor, root: { id: string; path: string }, note: string) =>
  audit(tx, by, 'year_end.previewed', { path: root.path, subjectKind: 'unit', subjectId: root.id, note })
const note = (year: number, books: number) => `${year}年度，共${books}册`

export async function runPreview({
  db,
  by,
  input: { year },
  progress,
}: ErrandContext<{ year: number }>): Promise<string> {
  const books = await writeTx(db, scopeOf(by), async (tx) => {
    await oneSnapshot(tx)
    const root = await permitPreview(tx, by)
    const count = await previewYear(tx, by, year, progress)
    await audited(tx, by, root, note(year, count))
    return count
  })
  return `已预评${books}册`
}

/** Nightly where the county wants it, once a day: the newest year that has books. */
export const jobs: JobTable = {
  async preview_nightly({ db, now }) {
    const regions = await db.selectFrom('region').select('id').orderBy('id').execute()
    for (const { id } of regions)
      await systemTx(db, id, async (tx) => {
        await oneSnapshot(tx)
        if (!(await readSetting(tx, { regionId: id }, 'year_end.preview_nightly'))) return
        const root = await getRoot(tx, { regionId: id })
        const by = systemActor(id, root, now)
        const { rows } = await sql<{ year: number; as_of: Date | null }>`
          select b.year, (select max(p.as_of) from rating_preview p where p.region_id = ${id} and p.year = b.year) as as_of
          from (select max(year) as year from book where region_id = ${id}) b where b.year is not null`.execute(
          tx,
        )
        for (const { year, as_of } of rows)
          if (!as_of || dayInShanghai(as_of) < by.today)
            await audited(tx, by, root, note(year, await previewYear(tx, by, year)))
      })
  },
}
/** Half past one in Shanghai, after new versions have come into force. */
export const crontab = '30 17 * * * preview_nightly ?fill=1d'
