import type { MemberCategory } from '../contract/src/words.ts'
import type { BookPlan } from './declarations.ts'
import { memberAim, orgAim } from './deeds.ts'
import { at, reads, type Story } from './story.ts'
import type { Turns } from './year-end.ts'

/** What each book of the year aims at. In the running year the villages aim much like they ended. */
export async function planYear(story: Story, year: number, turns: Turns): Promise<BookPlan[]> {
  const books = await reads(story, story.department, at(story, `${year}-12-31`), (tx, by) =>
    tx
      .selectFrom('book')
      .select(['id', 'person_id', 'village_id', 'category'])
      .where('region_id', '=', by.regionId)
      .where('year', '=', year)
      .orderBy('book_no')
      .execute(),
  )
  const aimOf = new Map(
    story.towns.flatMap((town) => town.villages.map((village) => [village.id, village.aim])),
  )
  return books.map((book): BookPlan => {
    const aim = aimOf.get(book.village_id) ?? 8
    // The village that the committee lowers did one star better than it was given.
    const level =
      year === story.running
        ? aim + story.random.between(-1, 1)
        : book.village_id === turns.loweredVillage
          ? aim + 1
          : aim
    return {
      bookId: book.id,
      personId: book.person_id,
      villageId: book.village_id,
      category: book.category,
      electives: undefined,
      aim:
        book.person_id === null
          ? orgAim(story.random, Math.min(10, Math.max(5, level)))
          : memberAim(story.random, book.category as MemberCategory, year !== story.running),
    }
  })
}
