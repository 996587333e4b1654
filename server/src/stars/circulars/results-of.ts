/** What a circular tells: the results that stand in its area, and the townships whose results do not yet. */
import { standingStates } from '@xinghe/contract/results'
import type { OrgClass, Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { readSetting } from '../../work/index.ts'
import type { CircularRecord } from './load.ts'
import { type AnnexRow, figuresOf, subjectName } from './text.ts'

export interface Told {
  rows: AnnexRow[]
  figures: string
  /** Names of the townships that were left out, as the text tells them. */
  leftOut: string[]
}
interface Area {
  path: string
  year: number
  subject: string
}
interface Row extends AnnexRow {
  township_id: string
  standing: boolean
  over: boolean
  confirmed_on: string | null
}

/** In the order of the list of results: organisations by level and points, persons by village unless the county ranks them. */
async function resultsIn(tx: ReadTx, by: Actor, { path, year, subject }: Area): Promise<Row[]> {
  const ranked = subject === 'ORG' || (await readSetting(tx, by, 'people.ranking'))
  const order = ranked
    ? sql`r.final_level desc nulls last, r.total desc nulls last, b.path, b.id`
    : sql`b.path, b.book_no, b.id`
  // 依据: no result without its notice: only what the department confirmed is told. What was taken away is told no more.
  const { rows } = await sql<Row>`
    select b.township_id, t.short_name as township, v.short_name as village, b.name, r.total, r.final_level as level, r.class,
      coalesce(r.state = any(${[...standingStates]}::text[]), false) as standing,
      coalesce(r.state = any(${['EXPIRED', 'REVOKED']}::text[]), false) as over,
      to_char(r.confirmed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as confirmed_on
    from book b
    join unit v on v.region_id = b.region_id and v.id = b.village_id
    join unit t on t.region_id = b.region_id and t.id = b.township_id
    left join rating r on r.region_id = b.region_id and r.book_id = b.id
    where b.region_id = ${by.regionId} and b.path >= ${path} and b.path < ${`${path}~`}
      and b.year = ${year} and b.subject = ${subject} and not b.exempt and b.moved_to is null
    order by ${order}`.execute(tx)
  return rows
}

export interface Results extends Told {
  waiting: { id: string; name: string }[]
  /** Of the last confirmation among the rows. */
  confirmedOn: string | null
}
/** As of now. A township is told whole or not at all. */
export async function resultsNow(
  tx: ReadTx,
  by: Actor,
  area: Area,
  leftOutIds: readonly string[],
): Promise<Results> {
  const all = await resultsIn(tx, by, area)
  const waiting = [
    ...new Map(all.filter((row) => !row.standing && !row.over).map((row) => [row.township_id, row.township])),
  ].map(([id, name]) => ({ id, name }))
  const open = new Set(waiting.map(({ id }) => id))
  const told = all.filter((row) => row.standing && !open.has(row.township_id))
  const rows = told.map(
    (row): AnnexRow => ({
      township: row.township,
      village: row.village,
      name: row.name,
      total: row.total,
      level: row.level,
      class: row.class as OrgClass | null,
    }),
  )
  const leftOut = waiting.filter(({ id }) => leftOutIds.includes(id)).map(({ name }) => name)
  const days = told.map((row) => row.confirmed_on ?? '')
  return {
    rows,
    figures: figuresOf({ year: area.year, subject: area.subject as Subject }, rows, leftOut),
    leftOut,
    waiting,
    confirmedOn: days.toSorted().at(-1) || null,
  }
}

export const refuseNothing = (area: Area, results: { rows: unknown[] }): void => {
  if (results.rows.length === 0)
    throw new Refusal('circulars.nothing_confirmed', {
      year: area.year,
      subject: subjectName(area.subject as Subject),
    })
}

export const leftOutOf = (circular: { left_out: unknown }): string[] => circular.left_out as string[]
/** A draft tells what stands now; what was issued tells what stood then. */
export async function toldBy(tx: ReadTx, by: Actor, circular: CircularRecord): Promise<Results> {
  if (circular.frozen === null) return resultsNow(tx, by, circular, leftOutOf(circular))
  return { ...(circular.frozen as unknown as Told), waiting: [], confirmedOn: null }
}
