/**
 * What can be printed by the hundred: how it is found within a unit, whose right it needs, and where its data comes
 * from. The owner of each kind loads it, for many at once, through the same reads as for one.
 */
import { type PrintAsked, type PrintThing, sizeInMm } from '@xinghe/contract/prints'
import type { Action } from '@xinghe/contract/rights'
import { type RawBuilder, sql } from 'kysely'
import { noticesToPrint, objectionSlipsToPrint, objectionsToPrint } from '../notices/index.ts'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { booksToPrint, summariesOfVillages } from '../points/index.ts'
import type { Sheet, SheetData, Size } from '../print/index.ts'
import { minutesToPrint, plaquesToPrint, whysToPrint } from '../stars/index.ts'

/** A sheet with the name under which it stands among the bookmarks. */
export interface Named<K extends Sheet> {
  title: string
  data: SheetData[K]
}
/** What is set in one go. */
export interface Piece {
  /** Of the bookmarks above it: township and village. */
  place: string[]
  ids: string[]
}
interface Found {
  id: string
  township: string | null
  village: string | null
}
interface Thing<K extends Sheet> {
  sheet: K
  /** The right to read one of them. */
  right: Action
  /** `id`, and the names of township and village, of what is asked, in order. */
  find(by: Actor, asked: PrintAsked, path: string): RawBuilder<Found>
  load(tx: ReadTx, by: Actor, ids: readonly string[], asked: PrintAsked): Promise<Named<K>[]>
  /** Of sheets that are bound and printed on both sides: the size of a page. */
  leaf?: Size
  /** What is found by one id comes to several sheets: fewer ids are set in one go. */
  most?: number
  /** The people whose records they are, as `person_id` and `path`, for the trace that is left with them. */
  seen?: { what: 'PRINT' | 'STAR'; of(by: Actor, ids: readonly string[]): RawBuilder<unknown> }
}
/** Each loads its own shape; what comes out of it goes to its own template only. */
const thing = <K extends Sheet>(declared: Thing<K>): Thing<Sheet> => declared as unknown as Thing<Sheet>

const below = (alias: string, path: string) =>
  sql`${sql.ref(`${alias}.path`)} >= ${path} and ${sql.ref(`${alias}.path`)} < ${`${path}~`}`
const anyOf = (ids: readonly string[]) => sql`any(${[...ids]}::uuid[])`
const booksFound = (
  by: Actor,
  right: 'books.read' | 'why.read',
  { year, subject }: PrintAsked,
  path: string,
) =>
  sql<Found>`
    select b.id, t.short_name as township, v.short_name as village from book b
    join unit v on v.region_id = b.region_id and v.id = b.village_id
    join unit t on t.region_id = b.region_id and t.id = b.township_id
    where ${within(by, right, 'b', { person: true })} and ${below('b', path)} and b.year = ${year} and b.subject = ${subject} and b.moved_to is null
      ${right === 'why.read' ? sql`and b.version_id is not null` : sql``}
    order by b.path, b.book_no`
const peopleOf = (by: Actor, ids: readonly string[]) =>
  sql`select b.person_id, b.path from book b where b.region_id = ${by.regionId} and b.id = ${anyOf(ids)} and b.person_id is not null`
/** A notice hangs in a village or in a township. */
const noticesFound = (by: Actor, condition: RawBuilder<unknown>, path: string) =>
  sql<Found>`
    select n.id, coalesce(t.short_name, u.short_name) as township, case when t.id is not null then u.short_name end as village from notice n
    join unit u on u.region_id = n.region_id and u.id = n.unit_id
    left join unit t on t.region_id = u.region_id and t.id = u.parent_id and t.kind in ('TOWNSHIP', 'STREET')
    where ${within(by, 'notices.read', 'n')} and ${below('n', path)} and n.state <> 'WITHDRAWN' and ${condition}
    order by n.path, n.number`
const noticeSheets = async (tx: ReadTx, by: Actor, ids: readonly string[]) =>
  (await noticesToPrint(tx, by, ids)).map(({ data }) => ({ title: data.title, data }))
const platesFound = (by: Actor, kind: string, { year }: PrintAsked, path: string) =>
  sql<Found>`
    select p.id, p.township_name as township, case when p.kind = 'DOOR_PLATE' then p.unit_name end as village from plaque p
    where ${within(by, 'plaques.read', 'p')} and ${below('p', path)} and p.year = ${year} and p.kind = ${kind} and p.state not in ('CHANGED', 'TAKEN_DOWN')
    order by p.township_name, p.serial`

export const things: Record<PrintThing, Thing<Sheet>> = {
  BOOKS: thing({
    sheet: 'book',
    right: 'books.read',
    leaf: [148, 210],
    // 依据: measured in the demo county. Twenty-five books of fourteen pages take 800 MB, and no less time.
    most: 12,
    find: (by, asked, path) => booksFound(by, 'books.read', asked, path),
    async load(tx, by, ids, { fill }) {
      const books = await booksToPrint(tx, by, sql`b.id = ${anyOf(ids)}`, { blank: fill === 'BLANK' })
      return books.map(({ data }) => ({ title: data.name, data }))
    },
    seen: { what: 'PRINT', of: peopleOf },
  }),
  SUMMARIES: thing({
    sheet: 'summary',
    right: 'books.read',
    most: 5,
    // A member reads no list of the others.
    find: (by, { year }, path) => sql<Found>`
      select v.id, t.short_name as township, v.short_name as village from unit v
      join unit t on t.region_id = v.region_id and t.id = v.parent_id
      where v.region_id = ${by.regionId} and ${below('v', path)} and ${below('v', by.path)} and ${by.post !== 'MEMBER'}
        and exists (select 1 from book b where b.region_id = v.region_id and b.village_id = v.id and b.year = ${year} and b.subject = 'MEMBER')
      order by v.path`,
    load: (tx, by, ids, asked) => summarySheets(tx, by, ids, asked),
  }),
  QUARTER_NOTICES: thing({
    sheet: 'notice',
    right: 'notices.read',
    find: (by, { year, quarter }, path) =>
      noticesFound(
        by,
        sql`n.kind = 'QUARTER' and n.year = ${year} ${quarter ? sql`and n.quarter = ${quarter}` : sql``}`,
        path,
      ),
    load: noticeSheets,
  }),
  YEAR_NOTICES: thing({
    sheet: 'notice',
    right: 'notices.read',
    find: (by, { year, subject }, path) =>
      noticesFound(
        by,
        sql`n.kind in ('YEAR_END_ORG', 'YEAR_END_MEMBER', 'AMENDMENT') and n.year = ${year} and n.subject = ${subject}`,
        path,
      ),
    load: noticeSheets,
  }),
  OBJECTIONS: thing({
    sheet: 'objection',
    right: 'objections.read',
    find: (by, { year, fill }, path) =>
      fill === 'BLANK'
        ? noticesFound(by, sql`n.year = ${year} and n.state = 'PUBLISHED'`, path)
        : sql<Found>`
      select o.id, coalesce(t.short_name, u.short_name) as township, case when t.id is not null then u.short_name end as village from objection o
      join notice n on n.region_id = o.region_id and n.id = o.notice_id
      join unit u on u.region_id = n.region_id and u.id = n.unit_id
      left join unit t on t.region_id = u.region_id and t.id = u.parent_id and t.kind in ('TOWNSHIP', 'STREET')
      where ${within(by, 'objections.read', 'o')} and ${below('o', path)} and n.year = ${year}
      order by n.path, o.raised_at`,
    async load(tx, by, ids, { fill }) {
      const slips = await (fill === 'BLANK' ? objectionSlipsToPrint : objectionsToPrint)(tx, by, ids)
      return slips.map(({ data }) => ({ title: `${data.noticeNo} ${data.about ?? ''}`.trim(), data }))
    },
  }),
  MINUTES: thing({
    sheet: 'minutes',
    right: 'year_end.read',
    find: (by, { year }, path) => sql<Found>`
      select d.id, t.short_name as township, null as village from determination d
      join unit t on t.region_id = d.region_id and t.id = d.township_id
      where ${within(by, 'year_end.read', 'd')} and ${below('d', path)} and d.year = ${year} and d.met_on is not null
      order by d.path, d.subject desc`,
    // One meeting a township and subject: two in a piece, some dozens in the largest county.
    load: async (tx, by, ids) => {
      const found: Named<'minutes'>[] = []
      for (const id of ids) {
        const data = await minutesToPrint(tx, by, id)
        found.push({ title: data.title, data })
      }
      return found
    },
  }),
  WHY: thing({
    sheet: 'why',
    right: 'why.read',
    // Ten stars a book, a page or two each.
    most: 10,
    find: (by, asked, path) => booksFound(by, 'why.read', asked, path),
    load: whysToPrint,
    seen: { what: 'STAR', of: peopleOf },
  }),
  PLAQUES: thing({
    sheet: 'plaque',
    right: 'plaques.read',
    find: (by, asked, path) => platesFound(by, 'PLAQUE', asked, path),
    load: async (tx, by, ids) =>
      (await plaquesToPrint(tx, by, ids)).flatMap((plate) =>
        plate.kind === 'PLAQUE' ? { title: plate.name, data: plate.data } : [],
      ),
  }),
  DOOR_PLATES: thing({
    sheet: 'door-plate',
    right: 'plaques.read',
    find: (by, asked, path) => platesFound(by, 'DOOR_PLATE', asked, path),
    load: async (tx, by, ids) =>
      (await plaquesToPrint(tx, by, ids)).flatMap((plate) =>
        plate.kind === 'DOOR_PLATE' ? { title: plate.name, data: plate.data } : [],
      ),
  }),
}

/** Of these villages the sheet of one quarter, or all four and the year. */
export async function summarySheets(
  tx: ReadTx,
  by: Actor,
  villageIds: readonly string[],
  { year, quarter, fill }: Pick<PrintAsked, 'year' | 'quarter' | 'fill'>,
): Promise<Named<'summary'>[]> {
  const { rows: villages } = await sql<{
    village_id: string
    village_name: string
    township_name: string
    year: number
  }>`
    select v.id as village_id, coalesce(v.party_org_name, v.name) as village_name, t.short_name as township_name, ${year}::int as year from unit v
    join unit t on t.region_id = v.region_id and t.id = v.parent_id
    where v.region_id = ${by.regionId} and ${below('v', by.path)} and v.id = ${anyOf(villageIds)} order by v.path`.execute(
    tx,
  )
  const found = await summariesOfVillages(tx, by, villages, { blank: fill === 'BLANK' })
  return villages.flatMap((village) =>
    (found.get(`${village.village_id} ${year}`) ?? [])
      .filter((_, index) => quarter === undefined || index === quarter - 1)
      .map((data) => ({ title: data.title, data })),
  )
}

/** 依据: measured. More pages in one go are no faster and hold more memory. */
const mostInOne = 25

/** What is asked, piece by piece in the order of the tree. */
export async function piecesOf(tx: ReadTx, by: Actor, asked: PrintAsked, path: string): Promise<Piece[]> {
  const { find, most = mostInOne } = things[asked.what]
  const { rows } = await find(by, asked, path).execute(tx)
  const pieces: Piece[] = []
  for (const { id, township, village } of rows) {
    const place = [township, village].filter((name) => name !== null)
    const last = pieces.at(-1)
    if (last && last.ids.length < most && last.place.join() === place.join()) last.ids.push(id)
    else pieces.push({ place, ids: [id] })
  }
  return pieces
}
export const sizeOf = ({ size }: PrintAsked): Size | undefined => size && sizeInMm(size)
