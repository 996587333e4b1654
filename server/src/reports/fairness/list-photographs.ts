import type { PhotographUse, listSamePhotographs as route } from '@xinghe/contract/fairness'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import { unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { readSetting } from '../../work/index.ts'
import { areaOf, inArea } from '../area.ts'
import { signs } from './look.rules.ts'
import { usedAgain } from './used-again.rules.ts'

interface Row {
  slipId: string
  fileId: string
  look: string
  villageId: string
  factOn: string
  reason: string
  path: string
  year: number
  enteredAt: Date
  villageName: string
  townshipName: string
}
const useOf = ({
  slipId,
  fileId,
  townshipName,
  villageName,
  factOn,
  enteredAt,
  reason,
}: Row): PhotographUse => ({
  slipId,
  fileId,
  townshipName,
  villageName,
  factOn,
  enteredAt: enteredAt.toISOString(),
  reason,
})

/**
 * Slips of the year with a picture that an earlier slip, of this year or the last, already had. The pictures are read
 * once and compared outside the database (used-again.rules.ts), which has no index that finds what is nearly the same.
 */
export async function listSamePhotographs(
  tx: ReadTx,
  by: Actor,
  { unitId, year, page, size }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const area = await areaOf(tx, by, unitId)
  const bits = await readSetting(tx, by, 'fairness.look_bits')
  const { rows } = await sql<Row>`
    select s.id as "slipId", f.id as "fileId", f.look::text as look, s.village_id as "villageId", s.fact_on as "factOn", s.reason,
      s.path, s.year, s.entered_at as "enteredAt", v.short_name as "villageName", v.parent_short_name as "townshipName"
    from slip s
    join evidence e on e.region_id = s.region_id and e.subject_kind = 'slip' and e.subject_id = s.id
    join file f on f.region_id = e.region_id and f.id = e.file_id
    join ${unitOn('s.village_id', sql.ref('s.fact_on'))} v on true
    where ${within(by, 'fairness.read', 's')} and ${inArea(area, 's')} and s.year in (${year}, ${year - 1})
      and s.state not in ('DRAFT', 'WITHDRAWN') and bit_count(f.look) between ${signs.least} and ${signs.most}
    order by s.entered_at, s.id, f.id`.execute(tx)
  const hints = usedAgain(rows, bits)
    .filter(({ again }) => again.year === year)
    .sort((a, b) => (a.again.path < b.again.path ? -1 : a.again.path > b.again.path ? 1 : 0))
  return {
    rows: hints
      .slice((page - 1) * size, page * size)
      .map(({ apart, first, again }) => ({ apart, first: useOf(first), again: useOf(again) })),
    total: hints.length,
  }
}
