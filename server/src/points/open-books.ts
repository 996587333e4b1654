/** 一村一册、一人一册: the books of a township and year, and the scheme version each is kept under. */

import { quarterOf, yearOf } from '@xinghe/contract/values'
import { villageTypeKeys } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import type { Tx } from '../platform/tx.ts'
import { bookNumber } from './book-number.ts'
import { openQuarters } from './open-quarters.ts'

export interface BooksOf {
  townshipId: string
  year: number
}

/** Village organisations and members of the township that have no book of this year yet. */
async function unbooked(tx: Tx, by: Actor, { townshipId, year }: BooksOf) {
  const villages = await sql<{
    id: string
    path: string
    seq: number
    township_seq: number
    name: string
    has: boolean
    last: number
  }>`
    select v.id, v.path, v.seq, t.seq as township_seq, coalesce(v.party_org_name, v.name || '党组织') as name,
      exists (select 1 from book b where b.region_id = v.region_id and b.year = ${year} and b.village_id = v.id and b.subject = 'ORG') as has,
      (select coalesce(max(right(b.book_no, 3)::int), 0) from book b where b.region_id = v.region_id and b.year = ${year}
        and b.village_id = v.id and b.subject = 'MEMBER') as last
    from unit v join unit t on t.region_id = v.region_id and t.id = v.parent_id
    where v.region_id = ${by.regionId} and v.parent_id = ${townshipId} and v.last_on is null and v.kind in ('VILLAGE', 'COMMUNITY')
    order by v.seq`.execute(tx)
  const members = await sql<{
    person_id: string
    unit_id: string
    path: string
    category: string
    name: string
  }>`
    select m.person_id, m.unit_id, m.path, m.category, p.name
    from membership m
    join unit v on v.region_id = m.region_id and v.id = m.unit_id and v.parent_id = ${townshipId}
    join person p on p.region_id = m.region_id and p.id = m.person_id
    where m.region_id = ${by.regionId} and m.last_on is null
      and m.person_id not in (select b.person_id from book b where b.region_id = ${by.regionId} and b.year = ${year} and b.subject = 'MEMBER')
    order by v.seq, p.name_sort, p.id`.execute(tx)
  return { villages: villages.rows, members: members.rows }
}

/**
 * Opens the books that are missing, numbered 'year-township-village-member' (member 000 is the organisation), and puts
 * every book of the year under the scheme version in force. The caller has permitted the act. Returns how many were opened.
 */
export async function openBooks(tx: Tx, by: Actor, books: BooksOf): Promise<number> {
  const { townshipId, year } = books
  const { villages, members } = await unbooked(tx, by, books)
  const villageOf = new Map(villages.map((village) => [village.id, { ...village }]))
  const shared = { region_id: by.regionId, year, township_id: townshipId, opened_on: by.today }
  const number = (village: { township_seq: number; seq: number }, member: number) =>
    bookNumber(year, village.township_seq, village.seq, member)
  const rows = [
    ...villages
      .filter((village) => !village.has)
      .map((village) => ({
        ...shared,
        id: newId(),
        subject: 'ORG',
        village_id: village.id,
        person_id: null,
        path: village.path,
        book_no: number(village, 0),
        name: village.name,
        category: null,
      })),
    ...members.flatMap((member) => {
      const village = villageOf.get(member.unit_id)
      if (!village) return []
      village.last += 1
      return [
        {
          ...shared,
          id: newId(),
          subject: 'MEMBER',
          village_id: village.id,
          person_id: member.person_id,
          path: member.path,
          book_no: number(village, village.last),
          name: member.name,
          category: member.category,
        },
      ]
    }),
  ]
  await insertRows(tx, 'book', rows, (conflict) => conflict.doNothing())
  await putUnderVersion(tx, by, books)
  await openQuarters(tx, by, books)
  return rows.length
}

/**
 * Each book of the township and year goes under the newest published version that is in force today: one for its
 * village's type before one for all. A version of a later quarter waits for its quarter.
 */
export async function putUnderVersion(tx: Tx, by: Actor, { townshipId, year }: BooksOf): Promise<void> {
  const quarter = year < yearOf(by.today) ? 4 : year > yearOf(by.today) ? 1 : quarterOf(by.today)
  const versions = await tx
    .selectFrom('scheme_version as v')
    .innerJoin('scheme as s', (join) =>
      join.onRef('s.region_id', '=', 'v.region_id').onRef('s.id', '=', 'v.scheme_id'),
    )
    .select(['v.id', 's.subject', 'v.village_type', 'v.lights_at'])
    .where('s.region_id', '=', by.regionId)
    .where('s.township_id', '=', townshipId)
    .where('s.year', '=', year)
    .where('v.region_id', '=', by.regionId)
    .where('v.state', 'in', ['PUBLISHED', 'LOCKED'])
    .where('v.effective_quarter', '<=', quarter)
    .orderBy('v.version', 'desc')
    .orderBy('v.published_at', 'desc')
    .execute()
  const places = (['ORG', 'MEMBER'] as const).flatMap((subject) =>
    [...villageTypeKeys, null].flatMap((type) => {
      const of = versions.filter((version) => version.subject === subject)
      const chosen =
        of.find((version) => version.village_type === type) ??
        of.find((version) => version.village_type === null)
      return chosen ? [{ subject, type: type ?? '', id: chosen.id, lightsAt: chosen.lights_at }] : []
    }),
  )
  if (places.length === 0) return
  await sql`
    update book set version_id = n.id, lights_at = n.lights_at
    from unnest(${places.map((place) => place.subject)}::text[], ${places.map((place) => place.type)}::text[], ${places.map((place) => place.id)}::uuid[],
      ${places.map((place) => place.lightsAt)}::int[]) as n (subject, type, id, lights_at),
      unit v
    where book.region_id = ${by.regionId} and book.year = ${year} and book.township_id = ${townshipId}
      and v.region_id = book.region_id and v.id = book.village_id
      and n.subject = book.subject and n.type = coalesce(v.village_type, '')
      and book.version_id is distinct from n.id`.execute(tx)
}
