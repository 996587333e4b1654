import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { changeWords, judgeOpenings, type OpeningOf, setOpenings } from '../../points/index.ts'
import type { CellFault, ImportKind, RowPlan } from '../kind.ts'
import { yearOfSheet } from './entries.ts'
import { booksOfRows, isFault, numberOf, textOf, whoseColumns } from './whose.ts'

const slots = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const
const numerals = '一二三四五六七八九十'
const other = ['', '', '', '', '', '', '', '', '自选星一', '自选星二']

/** Names of the stars with a fixed place in the area's schemes of the year, where a name means one place only. */
async function namesOfSlots(tx: ReadTx, by: Actor, year: number): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ name: string; slot: number }>`
    select r.name, min(r.slot) as slot from scheme_star r
    join scheme_version v on v.region_id = r.region_id and v.id = r.version_id and v.state in ('PUBLISHED', 'LOCKED')
    join scheme s on s.region_id = v.region_id and s.id = v.scheme_id and s.year = ${year}
    where ${within(by, 'imports.make', 'r')} and r.name <> ''
    group by r.name having count(distinct coalesce(r.slot, 0)) = 1 and min(r.slot) is not null order by 1`.execute(
    tx,
  )
  const names = new Map<number, string[]>()
  for (const { name, slot } of rows)
    names.set(slot, [
      ...(names.get(slot) ?? []),
      ...(name.endsWith('星') ? [name, name.slice(0, -1)] : [name, `${name}星`]),
    ])
  return names
}

/** 期初积分: what each star stood at when the county began here in the middle of a year. */
export const openings: ImportKind<OpeningOf> = {
  name: '期初积分',
  sentence:
    '年中启用时，把各积分册每颗星截至某日的积分作为起点。须先有已发布的设星方案；自选星须先报星。期初积分不占细则的上限，和同一时段的逐笔积分只能导入一种。',
  action: 'imports.make',
  needsYear: true,
  columns: async (tx, by, options) => {
    const names = await namesOfSlots(tx, by, yearOfSheet(options))
    return [
      ...whoseColumns,
      {
        key: 'day',
        title: '截至日期',
        synonyms: ['截止日期', '期初日期', '截至', '日期'],
        form: 'day' as const,
        required: true,
        help: '积分算到哪一天为止（含当天）；计入这一天所在的季度。',
        example: '2026-06-30',
      },
      ...slots.map((slot) => ({
        key: `s${slot}`,
        title: `第${slot}星`,
        synonyms: [
          `第${numerals[slot - 1]}星`,
          `第${slot}颗星`,
          `第${numerals[slot - 1]}颗星`,
          `${slot}星`,
          ...(other[slot - 1] ? [other[slot - 1] as string] : []),
          ...(names.get(slot) ?? []),
        ],
        form: 'points' as const,
        help: '这颗星的积分；空着表示不导入这颗星，0 表示从零起。',
        example: slot <= 8 ? '6' : '',
      })),
    ]
  },
  plan: async (tx, by, rows, memory, options) => {
    const whose = await booksOfRows(tx, by, rows, memory, yearOfSheet(options))
    const seen = (memory.get('openings seen') ?? new Map()) as Map<string, number>
    memory.set('openings seen', seen)
    const read = rows.map((row, index): OpeningOf | CellFault => {
      const at = whose[index] as (typeof whose)[number]
      if (isFault(at)) return at
      const before = seen.get(at.bookId)
      if (before !== undefined && before !== row.row)
        return { key: null, message: `与第${before}行是同一本积分册，请只留一行` }
      seen.set(at.bookId, row.row)
      return {
        bookId: at.bookId,
        on: textOf(row, 'day') ?? '',
        stars: slots.map((slot) => numberOf(row, `s${slot}`)),
      }
    })
    const judged = await judgeOpenings(
      tx,
      by,
      read.filter((one): one is OpeningOf => !isFault(one)),
      { hold: false },
    )
    let next = 0
    return rows.map(({ row }, index): RowPlan<OpeningOf> => {
      const one = read[index] as OpeningOf | CellFault
      if (isFault(one)) return { row, becomes: 'FAULT', faults: [one] }
      const judgement = judged[next++] as (typeof judged)[number]
      if (judgement.is === 'THERE') return { row, becomes: 'SAME' }
      if (judgement.is === 'REFUSED')
        return {
          row,
          becomes: 'FAULT',
          faults: judgement.refusals.map(({ slot, refusal: { code, zh } }) => ({
            key: slot === null ? (/quarter|day|year/.test(code) ? 'day' : null) : `s${slot}`,
            message: zh,
          })),
        }
      if (judgement.is === 'NEW') return { row, becomes: 'CREATE', planned: one }
      const note = judgement.changes.map((change) => changeWords(change, one.on)).join('，')
      return { row, becomes: 'CHANGE', planned: one, note }
    })
  },
  write: async (tx, by, plans) => {
    await setOpenings(tx, by, plans)
  },
}
