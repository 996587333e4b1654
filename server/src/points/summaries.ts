/** 季度汇总一览表 and 年度汇总表: all members of a village with what each quarter brought them. */
import { takenBy } from '@xinghe/contract/taken-by'
import { formatPoints } from '@xinghe/contract/values'
import { levelName, type ReviewGrade, reviewGrades } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { categoryNames } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import type { FourQuarters, SummaryData } from '../print/index.ts'
import { evaluateBook, type RawBook, selectBooks } from './book-rows.ts'
import { headCodeOf } from './digest.ts'
import { type Ruled, resultsOfBooks, stands } from './ratings-of-books.ts'

const numerals = ['一', '二', '三', '四']
const four = [1, 2, 3, 4] as const

/** A village in a year. */
export interface VillageYear {
  village_id: string
  village_name: string
  township_name: string
  year: number
}
interface Line {
  book_id: string
  quarter: number
  plus: number
  minus: number
}

const movedWords = { TRANSFER: '已转出', MERGE: '已并册' } as const
const remarkOf = (raw: RawBook, result: Ruled | undefined): string =>
  raw.moved_kind
    ? movedWords[raw.moved_kind]
    : raw.exempt
      ? '免评'
      : result?.grade === 'UNQUALIFIED'
        ? ''
        : raw.vetoed
          ? '一票否决'
          : ''

/** Five sheets a village and year, by `<village> <year>`: four quarters and the year. Blank: the names only. */
export async function summariesOfVillages(
  tx: ReadTx,
  by: Actor,
  villages: readonly VillageYear[],
  { blank = false }: { blank?: boolean } = {},
): Promise<Map<string, SummaryData[]>> {
  if (villages.length === 0) return new Map()
  const ids = villages.map((one) => one.village_id)
  const years = [...new Set(villages.map((one) => one.year))]
  const { rows: raws } = await sql<RawBook>`${selectBooks(
    sql`${within(by, 'books.read', 'b', { person: true })} and b.subject = 'MEMBER' and b.village_id = any(${ids}::uuid[]) and b.year = any(${years}::int[])`,
  )} order by b.path, b.book_no`.execute(tx)
  const books = raws.map((raw) => raw.id)
  const { rows: lines } = await sql<Line>`
    select book_id, quarter, coalesce(sum(counted) filter (where counted > 0), 0)::int as plus, coalesce(-sum(counted) filter (where counted < 0), 0)::int as minus
    from points_entry where region_id = ${by.regionId} and book_id = any(${books}::uuid[]) group by book_id, quarter`.execute(
    tx,
  )
  const results = await resultsOfBooks(tx, by, books)
  const categories = (await categoryNames(tx, by)).MEMBER
  const found = Map.groupBy(lines, (line) => line.book_id)
  return new Map(
    villages.map((village) => {
      const members = raws.filter((raw) => raw.village_id === village.village_id && raw.year === village.year)
      return [
        `${village.village_id} ${village.year}`,
        sheetsOf(by, village, members, found, results, categories, blank),
      ]
    }),
  )
}

function sheetsOf(
  by: Actor,
  { village_name, township_name, year }: VillageYear,
  members: readonly RawBook[],
  found: ReadonlyMap<string, readonly Line[]>,
  results: ReadonlyMap<string, Ruled>,
  categories: Record<string, string>,
  blank: boolean,
): SummaryData[] {
  const lineOf = (raw: RawBook, quarter: number) =>
    found.get(raw.id)?.find((line) => line.quarter === quarter) ?? { plus: 0, minus: 0 }
  const net = (raw: RawBook, quarter: number) => lineOf(raw, quarter).plus - lineOf(raw, quarter).minus
  const upTo = (raw: RawBook, quarter: number) =>
    four.reduce((sum, one) => sum + (one <= quarter ? net(raw, one) : 0), 0)
  const sum = (of: (raw: RawBook) => number) =>
    formatPoints(members.reduce((total, raw) => total + of(raw), 0))
  const text = (value: number) => (blank ? '' : formatPoints(value))
  const common = {
    blank,
    village: village_name,
    township: township_name,
    printed: blank ? '' : takenBy(by, by.now, '打印'),
    ...(!blank && { ledgerCode: headCodeOf(members) }),
  }
  const category = (raw: RawBook) => (raw.category ? (categories[raw.category] ?? '') : '')
  const graded = (grade: ReviewGrade) =>
    String(members.filter((raw) => results.get(raw.id)?.grade === grade).length)
  const taken = members.filter((raw) => results.get(raw.id)?.grade).length
  return [
    ...four.map(
      (quarter): SummaryData => ({
        ...common,
        kind: 'QUARTER',
        title: `${year}年第${numerals[quarter - 1]}季度积分汇总一览表`,
        rows: members.map((raw) => ({
          name: raw.name,
          category: category(raw),
          plus: text(lineOf(raw, quarter).plus),
          minus: text(lineOf(raw, quarter).minus),
          quarter: text(net(raw, quarter)),
          year: text(upTo(raw, quarter)),
          ...(!blank && { remark: remarkOf(raw, undefined) }),
        })),
        sums: {
          plus: sum((raw) => lineOf(raw, quarter).plus),
          minus: sum((raw) => lineOf(raw, quarter).minus),
          quarter: sum((raw) => net(raw, quarter)),
          year: sum((raw) => upTo(raw, quarter)),
        },
      }),
    ),
    {
      ...common,
      kind: 'YEAR',
      title: `${year}年度积分汇总表`,
      rows: members.map((raw) => {
        const result = results.get(raw.id)
        const evaluated = evaluateBook(raw)
        return {
          name: raw.name,
          quarters: four.map((quarter) => text(net(raw, quarter))) as FourQuarters,
          year: text(evaluated.total),
          lit: blank || raw.version_id === null ? '' : String(evaluated.lit.replaceAll('0', '').length),
          ...(!blank && result?.grade && { grade: reviewGrades[result.grade] }),
          ...(!blank && stands(result) && { level: levelName(result.level) }),
          ...(!blank && { remark: remarkOf(raw, result) }),
        }
      }),
      sums: {
        quarters: four.map((quarter) => sum((raw) => net(raw, quarter))) as FourQuarters,
        year: sum((raw) => evaluateBook(raw).total),
      },
      ...(taken > 0 &&
        !blank && {
          statistics: {
            taken: String(taken),
            excellent: graded('EXCELLENT'),
            qualified: graded('QUALIFIED'),
            basic: graded('BASIC'),
            unqualified: graded('UNQUALIFIED'),
          },
        }),
    },
  ]
}
