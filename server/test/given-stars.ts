/** The star year up to the point a test starts from, made by the acts themselves. */
import type { Subject } from '@xinghe/contract/words'
import {
  approveScheme,
  confirmSheets,
  createScheme,
  publishScheme,
  saveSheets,
  submitScheme,
  submitSheets,
} from '../src/stars/index.ts'
import { act, type GivenRegion, type GivenTownship } from './given.ts'
import type { World } from './world.ts'

/** A scheme from the built-in example, handed in and approved but not published; its version id. */
export async function givenApproved(
  world: World,
  region: GivenRegion,
  township: GivenTownship,
  subject: Subject,
  year = 2026,
): Promise<string> {
  const id = await act(world, township.clerk, async (tx, by) => {
    const made = await createScheme(tx, by, {
      townshipId: township.id,
      subject,
      year,
      from: { kind: 'EXAMPLE', villageType: 'PASTORAL' },
    })
    await submitScheme(tx, by, made)
    return made.id
  })
  await act(world, region.department, (tx, by) => approveScheme(tx, by, { id }))
  return id
}
/** Published: the books are open and the declaration sheets laid out. */
export async function givenPublished(
  world: World,
  region: GivenRegion,
  township: GivenTownship,
  subject: Subject,
  year = 2026,
): Promise<string> {
  const id = await givenApproved(world, region, township, subject, year)
  await act(world, township.secretary, (tx, by) => publishScheme(tx, by, { id }))
  return id
}

export interface GivenSheet {
  id: string
  subject: Subject
  villageId: string
  books: { id: string; name: string; personId: string | null; category: string | null }[]
}
/** The sheets of the township and year with the books that must declare. */
export async function givenSheets(world: World, township: GivenTownship, year = 2026): Promise<GivenSheet[]> {
  const rows = (await world.owner(
    `select s.id, s.subject, s.village_id, b.id as book_id, b.name, b.person_id, b.category from declaration_sheet s
     join book b on b.region_id = s.region_id and b.village_id = s.village_id and b.year = s.year and b.subject = s.subject
     where s.township_id = $1 and s.year = $2 and not b.exempt and b.category is distinct from 'OLD_OR_ILL' order by s.path, s.subject desc, b.book_no`,
    [township.id, year],
  )) as {
    id: string
    subject: Subject
    village_id: string
    book_id: string
    name: string
    person_id: string | null
    category: string | null
  }[]
  const sheets = new Map<string, GivenSheet>()
  for (const row of rows) {
    const sheet = sheets.get(row.id) ?? {
      id: row.id,
      subject: row.subject,
      villageId: row.village_id,
      books: [],
    }
    sheet.books.push({ id: row.book_id, name: row.name, personId: row.person_id, category: row.category })
    sheets.set(row.id, sheet)
  }
  return [...sheets.values()]
}
export const aLine = (bookId: string) => ({
  bookId,
  targetLevel: 8,
  electiveA: '自1',
  electiveB: '自2',
  targets: [],
})
export const aResolution = { on: '2026-03-01' as never, entitled: 5, attended: 4, text: '一致同意' }

/** Both schemes published and every sheet of the township confirmed: books have ten stars. */
export async function givenDeclared(
  world: World,
  region: GivenRegion,
  township: GivenTownship,
  year = 2026,
): Promise<void> {
  await givenPublished(world, region, township, 'ORG', year)
  await givenPublished(world, region, township, 'MEMBER', year)
  await givenConfirmed(world, township, year)
}
/** Every sheet of the township filled in, handed in and confirmed. */
export async function givenConfirmed(world: World, township: GivenTownship, year = 2026): Promise<void> {
  const sheets = await givenSheets(world, township, year)
  for (const village of township.villages) {
    const own = sheets.filter((sheet) => sheet.villageId === village.id)
    await act(world, village.secretary, async (tx, by) => {
      await saveSheets(tx, by, {
        sheets: own.map((sheet) => ({
          sheetId: sheet.id,
          lines: sheet.books.map((book) => aLine(book.id)),
          resolution: { ...aResolution, on: by.today },
        })),
      })
      await submitSheets(tx, by, { ids: own.map((sheet) => sheet.id) })
    })
  }
  await act(world, township.clerk, (tx, by) =>
    confirmSheets(tx, by, { ids: sheets.map((sheet) => sheet.id) }),
  )
}
