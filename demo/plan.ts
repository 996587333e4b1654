import type { MemberCategory } from '../contract/src/words.ts'
import type { BookPlan } from './declarations.ts'
import { memberAim, orgAim } from './deeds.ts'
import { type Story, at, reads } from './story.ts'

/** What each book of the year aims at. In the running year the villages aim much like they ended. */
export async function planYear(story: Story, year: number): Promise<BookPlan[]> {
  const books = await reads(story, story.department, at(story, `${year}-12-31`), (tx, by) =>
    tx.selectFrom('book').select(['id', 'person_id', 'village_id', 'category']).where('region_id', '=', by.regionId).where('year', '=', year).orderBy('book_no').execute())
  const aimOf = new Map(story.towns.flatMap((town) => town.villages.map((village) => [village.id, village.aim])))
  return books.map((book): BookPlan => {
    const level = Math.min(10, Math.max(5, (aimOf.get(book.village_id) ?? 8) + (year === story.running ? story.random.between(-1, 1) : 0)))
    return {
      bookId: book.id, personId: book.person_id, villageId: book.village_id, category: book.category, electives: undefined,
      aim: book.person_id === null ? orgAim(story.random, level) : memberAim(story.random, book.category as MemberCategory),
    }
  })
}
