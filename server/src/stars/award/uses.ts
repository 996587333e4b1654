import type {
  exportUses as exportRoute,
  listUses as listRoute,
  recordUses as recordRoute,
  UseKind,
} from '@xinghe/contract/award'
import { useKinds } from '@xinghe/contract/award'
import type { Download } from '@xinghe/contract/download'
import { standingStates } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay, formatFen } from '@xinghe/contract/values'
import { levelName, type Subject, subjects } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { permitAll, within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'
import { workbook } from '../../platform/workbook.ts'

/** Uses of results: an honour, a pay list, a reserve list … each with its decision. Never a payment by itself. */
export async function listUses(
  tx: ReadTx,
  by: Actor,
  { year, kind, townshipId }: InputOf<typeof listRoute>,
): Promise<AnswerIn<typeof listRoute>> {
  const rows = await tx
    .selectFrom('star_use as u')
    .innerJoin('rating as r', (join) =>
      join.onRef('r.region_id', '=', 'u.region_id').onRef('r.book_id', '=', 'u.book_id'),
    )
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'u.region_id').onRef('b.id', '=', 'u.book_id'),
    )
    .innerJoin('unit as t', (join) =>
      join.onRef('t.region_id', '=', 'r.region_id').onRef('t.id', '=', 'r.township_id'),
    )
    .leftJoin('book as p', (join) =>
      join.onRef('p.region_id', '=', 'u.region_id').onRef('p.id', '=', 'u.partner_book_id'),
    )
    .selectAll('u')
    .select([
      'r.subject',
      'r.year',
      'r.final_level',
      'b.name',
      't.short_name as township',
      'p.name as partner',
    ])
    .where(within(by, 'uses.read', 'u'))
    .$if(year !== undefined, (query) => query.where('r.year', '=', year as number))
    .$if(kind !== undefined, (query) => query.where('u.kind', '=', kind as string))
    .$if(townshipId !== undefined, (query) => query.where('r.township_id', '=', townshipId as string))
    .orderBy('u.decided_on', 'desc')
    .orderBy('b.book_no')
    .limit(5000)
    .execute()
  return {
    rows: rows.map((row) => ({
      id: row.id,
      bookId: row.book_id,
      subject: row.subject as Subject,
      name: row.name,
      townshipName: row.township,
      year: row.year,
      level: row.final_level,
      kind: row.kind as UseKind,
      basisDoc: row.basis_doc,
      decidedOn: row.decided_on,
      amountFen: row.amount_fen,
      partnerName: row.partner,
      note: row.note,
      recordedBy: row.recorded_by_name,
    })),
    amountFen: rows.reduce((sum, row) => sum + (row.amount_fen ?? 0), 0),
  }
}

export async function recordUses(
  tx: Tx,
  by: Actor,
  input: InputOf<typeof recordRoute>,
): Promise<{ count: number }> {
  const ratings = await tx
    .selectFrom('rating as r')
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'r.region_id').onRef('b.id', '=', 'r.book_id'),
    )
    .select(['r.book_id', 'r.path', 'r.state', 'b.name'])
    .where('r.region_id', '=', by.regionId)
    .where('r.book_id', '=', sql<string>`any(${input.bookIds}::uuid[])`)
    .forUpdate('r')
    .execute()
  permitAll(
    tx,
    by,
    'uses.record',
    ratings.map((rating) => rating.path),
  )
  if (ratings.length < new Set(input.bookIds).size) throw new Refusal('common.not_found')
  // A result that is only proposed may not be used: it could still change on an objection.
  const early = ratings.find((rating) => !(standingStates as readonly string[]).includes(rating.state))
  if (early) throw new Refusal('award.no_use_without_result', { name: early.name })
  if (input.kind === 'PAIRING' && !input.partnerBookId)
    throw new Refusal('award.partner_needed', undefined, [
      { path: 'partnerBookId', message: '请选择帮带对象' },
    ])
  const uses = ratings.map((rating) => ({
    region_id: by.regionId,
    id: newId(),
    book_id: rating.book_id,
    path: rating.path,
    kind: input.kind,
    basis_doc: input.basisDoc,
    decided_on: input.decidedOn,
    amount_fen: input.amountFen ?? null,
    note: input.note ?? null,
    partner_book_id: input.partnerBookId ?? null,
    recorded_by_name: by.name,
    recorded_at: by.now,
  }))
  await tx.insertInto('star_use').values(uses).execute()
  await audit(
    tx,
    by,
    'award.use_recorded',
    uses.map((use) => ({
      path: use.path,
      subjectKind: 'rating',
      subjectId: use.book_id,
      note: `${useKinds[input.kind]} ${input.basisDoc}`,
    })),
  )
  return { count: uses.length }
}

export async function exportUses(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof exportRoute>,
): Promise<Download> {
  const { rows } = await listUses(tx, by, input)
  return workbook(
    `星级结果使用台账`,
    `填报单位：${by.unitName}    填报人：${by.name}    填报时间：${formatDay(by.today)}`,
    [usesSheet(rows)],
  )
}

export const usesSheet = (rows: AnswerIn<typeof listRoute>['rows']) => ({
  name: '结果使用',
  title: '星级评定结果使用台账',
  columns: [
    { title: '序号', width: 6, kind: 'number' as const },
    { title: '苏木镇', width: 16 },
    { title: '对象', width: 28 },
    { title: '类型', width: 8 },
    { title: '年度', width: 8 },
    { title: '星级', width: 10 },
    { title: '使用方式', width: 12 },
    { title: '决定文件', width: 30 },
    { title: '决定日期', width: 16 },
    { title: '金额（元）', width: 12, kind: 'number' as const, sum: true },
    { title: '帮带对象', width: 24 },
    { title: '备注', width: 24 },
  ],
  rows: rows.map((row, at) => [
    at + 1,
    row.townshipName,
    row.name,
    subjects[row.subject],
    `${row.year}`,
    levelName(row.level),
    useKinds[row.kind],
    row.basisDoc,
    formatDay(row.decidedOn),
    row.amountFen == null ? null : Number(formatFen(row.amountFen)),
    row.partnerName,
    row.note ?? null,
  ]),
})
