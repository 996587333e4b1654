import type { listUses as listRoute, recordUses as recordRoute, UseKind } from '@xinghe/contract/award'
import { useKinds } from '@xinghe/contract/award'
import { standingStates } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay, formatFen } from '@xinghe/contract/values'
import { levelName, type Subject, subjects } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { insertRows } from '../../platform/insert-rows.ts'
import { permitAll, within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'
import { readSettings } from '../../work/index.ts'

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
    .innerJoin(unitOn('r.village_id', endOfYear('r.year')).as('v'), (join) => join.onTrue())
    .leftJoin('book as p', (join) =>
      join.onRef('p.region_id', '=', 'u.region_id').onRef('p.id', '=', 'u.partner_book_id'),
    )
    .selectAll('u')
    .select([
      'r.subject',
      'r.year',
      'r.final_level',
      'b.name',
      'v.parent_short_name as township',
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
    .select(['r.book_id', 'r.path', 'r.state', 'r.subject', 'r.class', 'r.final_level', 'b.name'])
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
  refuseUnfit(input.kind, ratings)
  if (input.kind === 'PAIRING') await refuseWeakPartner(tx, by, input.partnerBookId, ratings)
  else if (input.partnerBookId)
    throw new Refusal('common.bad_input', undefined, [
      { path: 'partnerBookId', message: '只有结对帮带才填写帮带对象' },
    ])
  const amountOf = await amountsOf(tx, by, input)
  const uses = ratings.map((rating) => ({
    region_id: by.regionId,
    id: newId(),
    book_id: rating.book_id,
    path: rating.path,
    kind: input.kind,
    basis_doc: input.basisDoc,
    decided_on: input.decidedOn,
    amount_fen: amountOf(rating.final_level),
    note: input.note ?? null,
    partner_book_id: input.partnerBookId ?? null,
    recorded_by_name: by.name,
    recorded_at: by.now,
  }))
  await insertRows(tx, 'star_use', uses)
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

interface Usable {
  name: string
  subject: string
  class: string | null
  final_level: number | null
}
function refuseUnfit(kind: UseKind, ratings: readonly Usable[]): void {
  const plain = ratings.find((one) => one.subject !== 'ORG' || one.class !== 'I')
  if (kind === 'FIVE_GOOD' && plain) throw new Refusal('award.five_good_class_one', { name: plain.name })
  const good = ratings.find((one) => one.subject === 'ORG' && one.class === 'I')
  if (kind === 'WARNING' && good) throw new Refusal('award.warning_not_due', { name: good.name })
}

/** 依据: 强村带弱村 — the partner's own result stands and is higher than that of every village it helps. */
async function refuseWeakPartner(
  tx: Tx,
  by: Actor,
  partnerId: string | null | undefined,
  ratings: readonly Usable[],
): Promise<void> {
  if (!partnerId)
    throw new Refusal('award.partner_needed', undefined, [
      { path: 'partnerBookId', message: '请选择帮带对象' },
    ])
  const partner = await tx
    .selectFrom('rating')
    .select(['final_level', 'state'])
    .where(within(by, 'uses.record', 'rating'))
    .where('book_id', '=', partnerId)
    .executeTakeFirst()
  if (!partner) throw new Refusal('common.not_found')
  const stands = (standingStates as readonly string[]).includes(partner.state)
  const level = stands ? (partner.final_level ?? -1) : -1
  const above = ratings.find((one) => (one.final_level ?? 0) >= level)
  if (above)
    throw new Refusal('award.partner_not_stronger', { name: above.name }, [
      { path: 'partnerBookId', message: '请选择星级更高的党组织' },
    ])
}

/** Fen by level: for pay from the entered table, else one amount for all, else the county's setting. */
async function amountsOf(
  tx: Tx,
  by: Actor,
  { kind, amounts, amountFen }: InputOf<typeof recordRoute>,
): Promise<(level: number | null) => number | null> {
  if (kind !== 'PAY') return () => amountFen ?? null
  const table = new Map((amounts ?? []).map((one) => [one.level, one.amountFen as number]))
  const set = await readSettings(tx, by, ['use.pay_ten', 'use.pay_nine', 'use.pay_eight', 'use.pay_below'])
  const yuan: Record<number, number> = {
    10: set['use.pay_ten'],
    9: set['use.pay_nine'],
    8: set['use.pay_eight'],
  }
  return (level) => table.get(level ?? 0) ?? amountFen ?? (yuan[level ?? 0] ?? set['use.pay_below']) * 100
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
