/** 打印纸质表: each sheet is a row with its code before it is paper. */

import { paperCodeOf } from '@xinghe/contract/paper-code'
import type { PrintedRow } from '@xinghe/contract/paper-lines'
import { paperKinds } from '@xinghe/contract/paper-lines'
import {
  mostSheets,
  type printPaperSheets as printRoute,
  type reprintPaperSheets as reprintRoute,
  usualLines,
} from '@xinghe/contract/papers'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import { beginErrand } from '../errands/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId, shortCode } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permitAll, within } from '../platform/permit.ts'
import { Refusal, refuseField } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { starSums, starsOfBooks } from '../points/index.ts'
import { actionOf, weighing } from './load.ts'

type Asked = InputOf<typeof printRoute>
type PrintBook = Awaited<ReturnType<typeof booksFor>>[number]

/** The rated books that the sheets are about, in the order of place and number; 404 when one that was named is not there. */
async function booksFor(tx: Tx, by: Actor, asked: Asked) {
  const { kind, subject, year, villageIds, bookIds } = asked
  const villages = await tx
    .selectFrom('unit')
    .select('path')
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${villageIds}::uuid[])`)
    .execute()
  const named = await tx
    .selectFrom('book')
    .select('path')
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${bookIds}::uuid[])`)
    .execute()
  if (villages.length < new Set(villageIds).size || named.length < new Set(bookIds).size)
    throw new Refusal('common.not_found')
  const paths = [...villages, ...named].map((row) => row.path)
  permitAll(tx, by, actionOf(kind), paths.length > 0 ? paths : [by.path])
  let query = tx
    .selectFrom('book as b')
    .selectAll('b')
    .where(within(by, actionOf(kind), 'b'))
    .where('b.year', '=', year)
    .where('b.subject', '=', subject)
    .where('b.exempt', '=', false)
    .where('b.moved_to', 'is', null)
    .where('b.version_id', 'is not', null)
    .orderBy('b.path')
    .orderBy('b.book_no')
  if (bookIds.length > 0) query = query.where('b.id', '=', sql<string>`any(${bookIds}::uuid[])`)
  if (villageIds.length > 0) query = query.where('b.village_id', '=', sql<string>`any(${villageIds}::uuid[])`)
  return query.execute()
}

/** One sheet a book, or one a village: then of those under the version that most of them are under. */
function sheetsFrom(kind: Asked['kind'], books: readonly PrintBook[]): PrintBook[][] {
  if (kind === 'RECORD') return books.map((book) => [book])
  return [...Map.groupBy(books, (book) => book.village_id).values()].map((own) => {
    const versions = [...Map.groupBy(own, (book) => book.version_id).values()]
    return versions.reduce((most, one) => (one.length > most.length ? one : most))
  })
}

export async function printPaperSheets(
  tx: Tx,
  by: Actor,
  asked: Asked,
): Promise<AnswerIn<typeof printRoute>> {
  const { kind, subject, year } = asked
  const scored = kind === 'SCORE'
  if (!scored && asked.quarter === null) throw refuseField('quarter', '请选择季度')
  if (kind === 'VILLAGE_RECORD' && subject === 'ORG')
    throw refuseField('subject', '村季度登记表只用于党员；党组织请打印积分登记页')
  const books = await booksFor(tx, by, asked)
  const groups = sheetsFrom(kind, books)
  if (groups.length === 0) throw new Refusal('papers.no_books')
  if (groups.length > mostSheets)
    throw new Refusal('papers.too_many_sheets', { most: mostSheets, count: groups.length })
  const stars = await starsOfBooks(
    tx,
    by.regionId,
    books.map((book) => book.id),
  )
  const weighs = scored
    ? await weighing(tx, by, [...new Set(books.map((book) => book.version_id as string))])
    : new Set<string>()
  const rowOf = (book: PrintBook, no: number): PrintedRow => ({
    no,
    bookId: book.id,
    name: book.name,
    bookNo: book.book_no,
    slot: null,
    stars: (stars.get(book.id) ?? []).map(({ slot, code, name }) => ({
      slot,
      code,
      name,
      points: scored ? (starSums(book)[slot - 1] ?? 0) : 0,
    })),
  })
  /** Of an organisation's score sheet: a row a star, and the year-end score where the plan counts one. */
  const starRows = (book: PrintBook): PrintedRow[] => {
    const whole = rowOf(book, 0)
    const rows = whole.stars.map((star, at) => ({
      ...whole,
      no: at + 1,
      name: star.name,
      slot: star.slot,
      stars: [star],
    }))
    return weighs.has(book.version_id as string)
      ? [...rows, { ...whole, no: rows.length + 1, name: '年终得分', slot: 0, stars: [] }]
      : rows
  }
  const sheets = groups.map((group) => {
    const [first] = group as [PrintBook]
    const printed =
      scored && subject === 'ORG' ? starRows(first) : group.map((book, at) => rowOf(book, at + 1))
    return {
      region_id: by.regionId,
      id: newId(),
      path: first.path,
      code: paperCodeOf(by.regionId, shortCode(7)),
      kind,
      subject,
      township_id: first.township_id,
      village_id: first.village_id,
      book_id: kind === 'RECORD' ? first.id : null,
      version_id: first.version_id as string,
      year,
      quarter: scored ? null : asked.quarter,
      lines: kind === 'SCORE' ? printed.length : (asked.lines ?? usualLines[kind]),
      printed: printed as never,
      state: 'PRINTED',
      printed_at: by.now,
      printed_by: by.personId,
      printed_by_name: by.name,
      keyed_by: [],
      settled: [] as never,
    }
  })
  await insertRows(tx, 'paper_sheet', sheets)
  await audit(
    tx,
    by,
    'papers.printed',
    sheets.map((sheet) => ({
      path: sheet.path,
      subjectKind: 'paper_sheet',
      subjectId: sheet.id,
      note: `${paperKinds[kind]} ${sheet.code}`,
    })),
  )
  const ids = sheets.map((sheet) => sheet.id)
  return { ids, errandId: ids.length === 1 ? null : await printLater(tx, by, kind, year, ids) }
}

const printLater = async (
  tx: Tx,
  by: Actor,
  kind: Asked['kind'],
  year: number,
  ids: readonly string[],
): Promise<string> =>
  (
    await beginErrand(tx, by, {
      kind: 'papers.print',
      title: `打印${paperKinds[kind]}（${by.unitName}，${year}年度，${ids.length}张）`,
      input: { ids },
    })
  ).errandId

/** Lost files, not lost paper: the same sheets under the same codes. */
export async function reprintPaperSheets(
  tx: Tx,
  by: Actor,
  { ids }: InputOf<typeof reprintRoute>,
): Promise<AnswerIn<typeof reprintRoute>> {
  const wanted = [...new Set(ids)]
  const sheets = await tx
    .selectFrom('paper_sheet')
    .select(['id', 'path', 'kind', 'year', 'state', 'code'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${wanted}::uuid[])`)
    .execute()
  const [first] = sheets
  if (!first || sheets.length < wanted.length) throw new Refusal('common.not_found')
  for (const sheet of sheets) permitAll(tx, by, actionOf(sheet.kind), [sheet.path])
  if (sheets.some((sheet) => sheet.state === 'VOID')) throw new Refusal('common.act_not_open')
  return { errandId: await printLater(tx, by, first.kind as Asked['kind'], first.year, wanted) }
}
