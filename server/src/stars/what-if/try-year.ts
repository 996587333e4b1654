/** All results of a year under other settings, by one statement and the pure evaluation. Nothing is written. */
import type { InputOf } from '@xinghe/contract/route'
import { triedKeys, type whatIf } from '@xinghe/contract/what-if'
import type { Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { starSums } from '../../points/index.ts'
import { type Plan, planOf } from '../star.rules.ts'
import { type Coloured, yearsKept } from '../year-end/years-kept.ts'
import { faultOf, type Tried, tryBook } from './what-if.rules.ts'

export type Settings = Omit<InputOf<typeof whatIf>, 'page' | 'size' | 'show' | 'q'>

type Slot = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10
type Row = Record<`s${Slot}`, number> &
  Coloured & {
    name: string
    category: string | null
    village: string
    township_id: string
    township: string
    version_id: string
    vetoed: boolean
    year_end_score: number | null
    final_level: number | null
    determination_id: string | null
    conversion: string
    light_at: number
    red_at: number
    silver_at: number
    gold_at: number
    class_one_at: number
    class_two_at: number
    year_end_weight: number
  }
export interface TriedBook extends Tried {
  bookId: string
  name: string
  category: string | null
  village: string
  township: string
  townshipId: string
  sums: number[]
}

/** What the request names, over what the book's own scheme says. */
export function planWith(own: Plan, settings: Settings): Plan {
  const named = triedKeys.flatMap((key) => (settings[key] === undefined ? [] : [[key, settings[key]]]))
  return { ...own, ...(Object.fromEntries(named) as Partial<Plan>) }
}

/** Books with a rating of the year, in tree order. Refuses settings that no scheme could have. */
export async function tryYear(tx: ReadTx, by: Actor, settings: Settings): Promise<TriedBook[]> {
  const { year, subject, townshipId } = settings
  const { rows } = await sql<Row>`
    select r.book_id, b.name, b.category, r.subject, r.year, r.person_id, r.village_id, v.short_name as village, r.township_id,
      v.parent_short_name as township, b.version_id, b.elective_a, b.elective_b, r.year_end_score, r.final_level, r.determination_id,
      o.book_id is not null or coalesce(r.review_grade = 'UNQUALIFIED', false) as vetoed,
      b.s1, b.s2, b.s3, b.s4, b.s5, b.s6, b.s7, b.s8, b.s9, b.s10,
      sv.conversion, sv.light_at, sv.colour_mode, sv.red_at, sv.silver_at, sv.gold_at, sv.class_one_at, sv.class_two_at, sv.year_end_weight
    from rating r
    join book b on b.region_id = r.region_id and b.id = r.book_id and not b.exempt
    join scheme_version sv on sv.region_id = b.region_id and sv.id = b.version_id
    join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    left join (select distinct region_id, book_id from veto where region_id = ${by.regionId} and lifted_at is null) o
      on o.region_id = b.region_id and o.book_id = b.id
    where ${within(by, 'schemes.what_if', 'r')} and r.year = ${year} and r.subject = ${subject} and r.total is not null
      ${townshipId ? sql`and r.township_id = ${townshipId}` : sql``}
    order by r.path, b.book_no, b.id`.execute(tx)
  const plans = new Map<string, { own: Plan; tried: Plan }>()
  for (const row of rows) {
    if (plans.has(row.version_id)) continue
    const own = planOf(row, row.subject as Subject)
    const tried = planWith(own, settings)
    const reason = faultOf(tried)
    if (reason) throw new Refusal('what_if.settings_broken', { reason })
    plans.set(row.version_id, { own, tried })
  }
  const byYears = settings.colourMode === 'YEARS'
  const kept = await yearsKept(tx, by, byYears ? rows.map((row) => ({ ...row, colour_mode: 'YEARS' })) : rows)
  return rows.map((row) => {
    const { own, tried } = plans.get(row.version_id) as { own: Plan; tried: Plan }
    const sums = starSums(row)
    const facts = {
      sums,
      vetoed: row.vetoed,
      yearEndScore: row.year_end_score,
      ...(kept.has(row.book_id) && { yearsKept: kept.get(row.book_id) as number[] }),
    }
    return {
      ...tryBook(own, tried, facts, row.determination_id ? { level: row.final_level } : null),
      bookId: row.book_id,
      name: row.name,
      category: row.category,
      village: row.village,
      township: row.township,
      townshipId: row.township_id,
      sums: sums.map((sum) => Math.max(0, sum)),
    }
  })
}
