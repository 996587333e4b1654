import type { PhotographUse, listSamePhotographs as route } from '@xinghe/contract/fairness'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { readSetting } from '../../work/index.ts'
import { areaOf, inArea } from '../area.ts'
import { parts, signs } from './look.rules.ts'

type Row = { all: number; apart: number } & Record<`${'first' | 'again'}_${keyof PhotographUse}`, string>

const cuts = sql.join(
  parts.map(([start, length], index) => sql`(${index}::int, ${start}::int, ${length}::int)`),
)

/**
 * Slips of the year with a picture that an earlier slip, of this year or the last, already had; each with the earliest
 * such slip, so that a picture used on ten days makes nine rows. One gathering photographed once may support several
 * facts: slips of one day make one row a village, and are not set against each other within it, or when they tell the
 * same fact of several villages. Which pairs the parts find is said in look.rules.ts.
 */
export async function listSamePhotographs(
  tx: ReadTx,
  by: Actor,
  { unitId, year, page, size }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const area = await areaOf(tx, by, unitId)
  const bits = await readSetting(tx, by, 'fairness.look_bits')
  const { rows } = await sql<Row>`
    with picture as materialized (
      select s.id as slip_id, s.path, s.village_id, s.township_id, s.year, s.fact_on, s.entered_at, s.reason, f.id as file_id, f.look
      from slip s
      join evidence v on v.region_id = s.region_id and v.subject_kind = 'slip' and v.subject_id = s.id
      join file f on f.region_id = v.region_id and f.id = v.file_id
      where ${within(by, 'fairness.read', 's')} and ${inArea(area, 's')} and s.year in (${year}, ${year - 1})
        and s.state not in ('DRAFT', 'WITHDRAWN') and bit_count(f.look) between ${signs.least} and ${signs.most}
    ), part as (
      select p.*, c.cut, substring(p.look from c.start for c.length) as digits
      from picture p cross join (values ${cuts}) as c (cut, start, length)
    ), pair as (
      select distinct on (again.village_id, again.fact_on, again.look) again.slip_id as again, again.file_id as again_file, first.slip_id as first, first.file_id as first_file,
        bit_count(first.look # again.look)::int as apart, again.entered_at, again.path
      from part again
      join part first on first.cut = again.cut and first.digits = again.digits
        and (first.entered_at, first.slip_id) < (again.entered_at, again.slip_id)
        and bit_count(first.look # again.look) <= ${bits}
        and not (first.fact_on = again.fact_on and (first.village_id = again.village_id or first.reason = again.reason))
      where again.year = ${year}
      order by again.village_id, again.fact_on, again.look, first.entered_at, first.slip_id, again.entered_at, again.slip_id
    ), shown as (
      select pair.*, (count(*) over ())::int as all from pair order by path, entered_at, again limit ${size} offset ${(page - 1) * size}
    )
    select p.all, p.apart,
      f.slip_id as "first_slipId", p.first_file as "first_fileId", fw.short_name as "first_townshipName", fv.short_name as "first_villageName",
      f.fact_on as "first_factOn", f.entered_at as "first_enteredAt", f.reason as "first_reason",
      a.slip_id as "again_slipId", p.again_file as "again_fileId", aw.short_name as "again_townshipName", av.short_name as "again_villageName",
      a.fact_on as "again_factOn", a.entered_at as "again_enteredAt", a.reason as "again_reason"
    from shown p
    join picture f on f.slip_id = p.first and f.file_id = p.first_file
    join picture a on a.slip_id = p.again and a.file_id = p.again_file
    join unit fv on fv.region_id = ${by.regionId} and fv.id = f.village_id
    join unit fw on fw.region_id = ${by.regionId} and fw.id = f.township_id
    join unit av on av.region_id = ${by.regionId} and av.id = a.village_id
    join unit aw on aw.region_id = ${by.regionId} and aw.id = a.township_id
    order by p.path, p.entered_at, p.again`.execute(tx)
  const useOf = (row: Row, which: 'first' | 'again'): PhotographUse => ({
    slipId: row[`${which}_slipId`],
    fileId: row[`${which}_fileId`],
    townshipName: row[`${which}_townshipName`],
    villageName: row[`${which}_villageName`],
    factOn: row[`${which}_factOn`],
    enteredAt: new Date(row[`${which}_enteredAt`]).toISOString(),
    reason: row[`${which}_reason`],
  })
  return {
    rows: rows.map((row) => ({ apart: row.apart, first: useOf(row, 'first'), again: useOf(row, 'again') })),
    total: rows[0]?.all ?? 0,
  }
}
