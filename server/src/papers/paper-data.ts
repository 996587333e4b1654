/** What the printer gets of each sheet, in their order. */

import type { PaperKind } from '@xinghe/contract/paper-lines'
import { columnsOf, type PrintedRow, paperKinds } from '@xinghe/contract/paper-lines'
import { takenBy } from '@xinghe/contract/taken-by'
import { formatPoints } from '@xinghe/contract/values'
import type { Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import type { PaperSheetData } from '../print/index.ts'
import { rulesOfVersions, rulesOn, weighing } from './load.ts'

const signed = (value: number) => (value > 0 ? `+${formatPoints(value)}` : formatPoints(value))

export async function paperData(
  tx: ReadTx,
  by: Actor,
  ids: readonly string[],
): Promise<{ data: PaperSheetData; name: string }[]> {
  const sheets = await tx
    .selectFrom('paper_sheet as p')
    .innerJoin('unit as v', (join) =>
      join.onRef('v.region_id', '=', 'p.region_id').onRef('v.id', '=', 'p.village_id'),
    )
    .innerJoin('unit as t', (join) =>
      join.onRef('t.region_id', '=', 'p.region_id').onRef('t.id', '=', 'p.township_id'),
    )
    .leftJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'p.region_id').onRef('b.id', '=', 'p.book_id'),
    )
    .selectAll('p')
    .select(['v.short_name as village', 't.short_name as township', 'b.name as book', 'b.book_no'])
    .where(within(by, 'papers.read', 'p'))
    .where('p.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('p.path')
    .orderBy('b.book_no')
    .orderBy('p.code')
    .execute()
  const versions = [...new Set(sheets.map((sheet) => sheet.version_id))]
  const rules = await rulesOfVersions(tx, by, versions)
  const weigh = await weighing(tx, by, versions)
  return sheets.map((sheet) => {
    const kind = sheet.kind as PaperKind
    const rows = sheet.printed as unknown as PrintedRow[]
    const columns = columnsOf({
      kind,
      subject: sheet.subject as Subject,
      weighs: kind === 'SCORE' && weigh.has(sheet.version_id),
    }).filter((column) => column.kind !== 'skip')
    const own = kind === 'SCORE' ? [] : rulesOn(rules.get(sheet.version_id) ?? [], rows)
    const period = sheet.quarter === null ? `${sheet.year}年度` : `${sheet.year}年第${sheet.quarter}季度`
    return {
      name: `${period}${paperKinds[kind]}-${sheet.book ?? sheet.village}-${sheet.code}.pdf`,
      data: {
        kind,
        layout: kind === 'SCORE' ? (sheet.subject === 'ORG' ? 'score-org' : 'score-member') : 'record',
        title: kind === 'SCORE' && sheet.subject === 'ORG' ? '党组织年终考核打分表' : paperKinds[kind],
        code: sheet.code,
        subject: sheet.book ?? sheet.village,
        place: sheet.book === null ? sheet.township : `${sheet.township} ${sheet.village}`,
        ...(sheet.book_no && { bookNo: sheet.book_no }),
        period,
        columns: columns.map(({ title, kind, mm }) => ({ title, kind, mm })),
        lines: sheet.lines,
        rows: rows.map((row) => ({
          no: String(row.no),
          name: row.name,
          bookNo: row.bookNo,
          stars: row.stars.map((star) => ({
            slot: star.slot,
            name: star.name,
            points: formatPoints(star.points),
          })),
        })),
        rules: [...Map.groupBy(own, (rule) => rule.star ?? '').entries()].map(([star, list]) => ({
          star: star || '可记入任何一颗星（编号后写星的序号）',
          rules: list.map((rule) => ({
            code: rule.code,
            text: rule.content,
            points: signed(rule.amount),
          })),
        })),
        // The number of each star, for rules that may go to any.
        slots:
          kind === 'RECORD'
            ? (rows[0]?.stars ?? []).map((star) => ({ slot: String(star.slot), name: star.name }))
            : [],
        printed: takenBy(by, by.now, '打印'),
      },
    }
  })
}
