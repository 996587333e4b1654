/** 入账: a typed sheet becomes slips, or goes to the year-end assessment; whole or not at all, and once. */
import { next } from '@xinghe/contract/lifecycle'
import type { ReadScore } from '@xinghe/contract/paper-lines'
import { paperLifecycle, type postPaperSheet as route } from '@xinghe/contract/papers'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatPoints } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import { readSetting } from '../platform/settings.ts'
import type { Tx } from '../platform/tx.ts'
import { enterSlips, starSums } from '../points/index.ts'
import { assess } from '../stars/index.ts'
import { demandSound, type LoadedPaper, paperFor, sheetOf } from './load.ts'
import { slipsFrom } from './paper.rules.ts'
import { lineOf, typistsWith } from './save-keying.ts'

type Posted = AnswerIn<typeof route>

export async function postPaperSheet(
  tx: Tx,
  by: Actor,
  { id, fileIds }: InputOf<typeof route>,
): Promise<Posted> {
  const sheet = await paperFor(tx, by, id, ['post'])
  if (sheet.state === 'KEYED' && (await readSetting(tx, by, 'papers.double_entry')))
    throw new Refusal('papers.second_needed')
  if (!sheet.final) throw new Refusal('common.act_not_open')
  const paper = await sheetOf(tx, by, sheet)
  const read = demandSound(paper, sheet.final, by.today)
  const { yearEndSheetId = null, ...posted } =
    sheet.kind === 'SCORE'
      ? await postScores(tx, by, sheet, read.scores)
      : await postLines(tx, by, sheet, read.lines, fileIds)
  await tx
    .updateTable('paper_sheet')
    .set({
      state: next(paperLifecycle, sheet.state, 'post') as string,
      posted_at: by.now,
      posted_by_name: by.name,
      year_end_sheet_id: yearEndSheetId,
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(
    tx,
    by,
    'papers.posted',
    lineOf(sheet, sheet.kind === 'SCORE' ? `${posted.lines}处增减分` : `${posted.slips}张申报单`),
  )
  return posted
}

async function postLines(
  tx: Tx,
  by: Actor,
  sheet: LoadedPaper,
  lines: Parameters<typeof slipsFrom>[0],
  fileIds: readonly string[],
): Promise<Posted & { yearEndSheetId?: string }> {
  const slips = slipsFrom(lines)
  if (slips.length === 0) throw new Refusal('papers.nothing_to_post')
  permit(tx, by, 'slips.enter', sheet.path)
  await refuseOtherVersion(tx, by, sheet, [...new Set(lines.flatMap((line) => line.bookIds))])
  const { ids, late } = await enterSlips(
    tx,
    by,
    { slips: slips.map((slip) => ({ ...slip, fileIds: [...fileIds] })) as never, submit: true },
    { id: sheet.id, code: sheet.code, ...typistsWith(sheet, by) },
  )
  return {
    slips: ids.length,
    lines: slips.reduce((sum, slip) => sum + slip.lines.length, 0),
    late,
  }
}

/** The rules on the paper are those of its version; under another the same code may mean something else. */
async function refuseOtherVersion(
  tx: Tx,
  by: Actor,
  sheet: LoadedPaper,
  bookIds: readonly string[],
): Promise<void> {
  const moved = await tx
    .selectFrom('book')
    .select('name')
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${bookIds}::uuid[])`)
    .where('version_id', 'is distinct from', sheet.version_id)
    .limit(1)
    .executeTakeFirst()
  if (moved) throw new Refusal('papers.other_version', { name: moved.name })
}

async function postScores(
  tx: Tx,
  by: Actor,
  sheet: LoadedPaper,
  scores: readonly ReadScore[],
): Promise<Posted & { yearEndSheetId: string }> {
  const yearEnd = await tx
    .selectFrom('year_end_sheet as s')
    .innerJoin('unit as v', (join) =>
      join.onRef('v.region_id', '=', 's.region_id').onRef('v.id', '=', 's.village_id'),
    )
    .select(['s.id', 's.state', 'v.short_name'])
    .where('s.region_id', '=', by.regionId)
    .where('s.village_id', '=', sheet.village_id)
    .where('s.subject', '=', sheet.subject)
    .where('s.year', '=', sheet.year)
    .executeTakeFirst()
  if (!yearEnd || !['PEER_REVIEWED', 'ASSESSED'].includes(yearEnd.state))
    throw new Refusal('papers.year_end_not_open', {
      village: yearEnd?.short_name ?? (sheet.printed[0]?.name as string),
    })
  const books = await tx
    .selectFrom('book')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${scores.map((score) => score.bookId)}::uuid[])`)
    .execute()
  const bookOf = new Map(books.map((book) => [book.id, book]))
  const moved = scores.filter((score) => score.slot > 0 && score.points !== score.printed)
  for (const score of moved) {
    const book = bookOf.get(score.bookId)
    const now = book ? (starSums(book)[score.slot - 1] ?? 0) : 0
    if (now !== score.printed)
      throw new Refusal('papers.points_moved', {
        name: book?.name ?? score.name,
        star: score.star,
        printed: formatPoints(score.printed),
        now: formatPoints(now),
      })
  }
  await assess(tx, by, {
    sheets: [
      {
        sheetId: yearEnd.id,
        note: `据考核打分表${sheet.code}录入`,
        changes: moved.map((score) => ({
          bookId: score.bookId,
          slot: score.slot,
          delta: score.points - score.printed,
          reason: score.reason,
        })),
        scores: scores
          .filter((score) => score.slot === 0)
          .map((score) => ({ bookId: score.bookId, yearEndScore: score.points })),
      },
    ],
  })
  return { slips: 0, lines: moved.length, late: 0, yearEndSheetId: yearEnd.id }
}
