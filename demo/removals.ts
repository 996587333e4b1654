/** A removal of stars that waits for the secretary of the first township, and one whose notice hangs in the second. */
import { decideRemoval, proposeRemoval, publishRemoval } from '../server/src/stars/index.ts'
import { acts, at, reads, type Story } from './story.ts'

export async function makeRemovals(story: Story): Promise<void> {
  const today = at(story, story.today)
  const members = await reads(story, story.department, today, (tx, by) =>
    tx
      .selectFrom('rating')
      .select(['book_id', 'township_id', 'final_level'])
      .where('region_id', '=', by.regionId)
      .where('year', '=', story.finished)
      .where('subject', '=', 'MEMBER')
      .where('state', '=', 'IN_FORCE')
      .where('final_level', '=', 8)
      .orderBy('book_id')
      .execute(),
  )
  const propose = async (index: number, reason: string) => {
    const town = story.towns[index]
    const member = members.find((one) => one.township_id === town?.id)
    if (!town || !member) return undefined
    const { id } = await acts(story, town.clerk, today, (tx, by) =>
      proposeRemoval(tx, by, { bookId: member.book_id, toLevel: 6, basis: 'SLIPPED', reason, fileIds: [] }),
    )
    return { id, town }
  }
  await propose(0, '连续三个月未参加支部组织生活，经提醒未改正')
  const second = await propose(1, '作出承诺的事项未兑现，群众反映属实')
  if (!second) return
  const { id, town } = second
  await acts(story, town.secretary, today, (tx, by) =>
    decideRemoval(tx, by, {
      id,
      agreed: true,
      metOn: story.today,
      docNo: `党委会纪要〔${story.running}〕12号`,
      decision: '同意降为六星级，按规定公示',
    }),
  )
  await acts(story, town.clerk, today, (tx, by) =>
    publishRemoval(tx, by, { id, contact: `${town.name}党委组织委员办公室` }),
  )
}
