import { standingStates } from '@xinghe/contract/results'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import type { Rated } from './rated.ts'

export type Coloured = Pick<
  Rated,
  'book_id' | 'colour_mode' | 'subject' | 'year' | 'person_id' | 'village_id' | 'elective_a' | 'elective_b'
>
interface Before {
  subject_id: string
  year: number
  lit: string
  elective_a: string | null
  elective_b: string | null
}

/**
 * How many years running each star was won, this year counted as one. An elective is the same star only while the same
 * one was chosen. Asked only where a plan colours by years.
 */
export async function yearsKept(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  books: readonly Coloured[],
): Promise<Map<string, number[]>> {
  const coloured = books.filter((book) => book.colour_mode === 'YEARS')
  const [first] = coloured
  if (!first) return new Map()
  const subjectOf = (book: Pick<Rated, 'person_id' | 'village_id'>) => book.person_id ?? book.village_id
  const { rows } = await sql<Before>`
    select coalesce(r.person_id, r.village_id) as subject_id, r.year, r.lit, b.elective_a, b.elective_b
    from rating r join book b on b.region_id = r.region_id and b.id = r.book_id
    where r.region_id = ${by.regionId} and r.subject = ${first.subject} and r.year < ${first.year} and r.final_level is not null
      and r.state = any(${[...standingStates, 'EXPIRED']}::text[]) and coalesce(r.person_id, r.village_id) = any(${coloured.map(subjectOf)}::uuid[])
    order by r.year desc`.execute(tx)
  const before = Map.groupBy(rows, (row) => row.subject_id)
  return new Map(coloured.map((book) => [book.book_id, runs(book, before.get(subjectOf(book)) ?? [])]))
}

function runs(book: Coloured, before: readonly Before[]): number[] {
  return Array.from({ length: 10 }, (_, slot) => {
    const starOf = (row: Pick<Before, 'elective_a' | 'elective_b'>) =>
      slot === 8 ? row.elective_a : slot === 9 ? row.elective_b : null
    let years = 1
    for (const row of before) {
      if (row.year !== book.year - years || row.lit[slot] !== '1' || starOf(row) !== starOf(book)) break
      years++
    }
    return years
  })
}
