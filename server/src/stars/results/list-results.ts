import { type listResults as route, standingStates } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { OrgClass, Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { starSums, starsOfBooks } from '../../points/index.ts'
import { readSetting } from '../../work/index.ts'
import { levelsOf } from './list-years.ts'
import { resultRows } from './rows.ts'
import { storyOfYears } from './years.rules.ts'

interface Row {
  key: string
  book_id: string
  book_no: string
  name: string
  village: string
  township: string
  category: string | null
  state: string
  total: number | null
  lit: string | null
  colours: string | null
  suggested_level: number | null
  final_level: number | null
  level_reason: string | null
  class: OrgClass | null
  veto_id: string | null
  light_at: number | null
  count: number
  s1: number
  s2: number
  s3: number
  s4: number
  s5: number
  s6: number
  s7: number
  s8: number
  s9: number
  s10: number
}

/** Results in order of level, then points, then tree order. Persons are in tree order unless the county ranks them (减负). */
export async function listResults(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const ranked = input.subject === 'ORG' || (await readSetting(tx, by, 'people.ranking'))
  const order = ranked
    ? sql`r.final_level desc nulls last, r.total desc nulls last, r.path, b.id`
    : sql`r.path, b.book_no, b.id`
  const { rows } = await sql<Row>`
    select r.book_id, coalesce(r.person_id, r.village_id) as key, b.book_no, b.name, v.short_name as village, v.parent_short_name as township, b.category, r.state, r.total, r.lit,
      r.colours, r.suggested_level, r.final_level, r.level_reason, r.class, r.veto_id, sv.light_at,
      b.s1, b.s2, b.s3, b.s4, b.s5, b.s6, b.s7, b.s8, b.s9, b.s10, count(*) over () as count
    from (select r.region_id, r.book_id ${resultRows(by, input)}) as found
    join rating r on r.region_id = found.region_id and r.book_id = found.book_id
    join book b on b.region_id = r.region_id and b.id = r.book_id
    join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    left join scheme_version sv on sv.region_id = r.region_id and sv.id = r.version_id
    where r.region_id = ${by.regionId}
    order by ${order} limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  const stars = await starsOfBooks(
    tx,
    by.regionId,
    rows.map((row) => row.book_id),
  )
  const levels = await levelsOf(
    tx,
    by,
    input.subject as Subject,
    rows.map((row) => row.key),
  )
  const storyOf = (row: Row) =>
    storyOfYears([
      ...(levels.get(row.key) ?? []).filter((one) => one.year < input.year),
      { year: input.year, level: row.final_level },
    ]).get(input.year)
  return {
    total: Number(rows[0]?.count ?? 0),
    rows: rows.map((row) => ({
      bookId: row.book_id,
      bookNo: row.book_no,
      name: row.name,
      villageName: row.village,
      townshipName: row.township,
      category: row.category,
      state: row.state,
      standing: (standingStates as readonly string[]).includes(row.state),
      total: row.total,
      lit: row.lit,
      colours: row.colours,
      suggestedLevel: row.suggested_level,
      finalLevel: row.final_level,
      levelReason: row.level_reason,
      class: row.class,
      vetoed: row.veto_id !== null,
      lightAt: row.light_at,
      starNames: (stars.get(row.book_id) ?? []).map((star) => star.name),
      points: starSums(row),
      running: storyOf(row)?.running ?? 1,
      change: storyOf(row)?.change ?? null,
    })),
  }
}
