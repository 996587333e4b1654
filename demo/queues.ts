/** Doing what waits: whoever a queue names acts, as people would on a working morning. */
import type { Post } from '../contract/src/rights.ts'
import { checkSlips, confirmSlips } from '../server/src/points/index.ts'
import { acts, at, type DemoTown, reads, type Someone, type Story } from './story.ts'

const holder = (town: DemoTown, unitId: string, post: string): Someone => {
  const village = town.villages.find((one) => one.id === unitId)
  const people: Partial<Record<Post, Someone | undefined>> = {
    VILLAGE_SECRETARY: village?.secretary,
    VILLAGE_CLERK: village?.clerk,
    TOWNSHIP_CLERK: town.clerk,
    TOWNSHIP_SECRETARY: town.secretary,
    ASSESSMENT_GROUP: town.group,
  }
  const found = people[post as Post]
  if (!found) throw new Error(`nobody holds ${post} there`)
  return found
}

/** Slips that wait in the township's queues of this kind, by who must act. */
async function waiting(story: Story, town: DemoTown, day: string, kind: string) {
  const rows = await reads(story, town.clerk, at(story, day), (tx, by) =>
    tx
      .selectFrom('work_item')
      .select(['subject_id', 'unit_id', 'post'])
      .where('region_id', '=', by.regionId)
      .where('kind', '=', kind)
      .orderBy('subject_id')
      .execute(),
  )
  return [...Map.groupBy(rows, (row) => `${row.unit_id} ${row.post}`).values()].map((group) => ({
    who: holder(town, group[0]?.unit_id as string, group[0]?.post as string),
    ids: group.map((row) => row.subject_id),
  }))
}

/** Branches confirm, the township checks: every slip of the township that waits on that day. */
export async function clearQueues(story: Story, town: DemoTown, day: string): Promise<void> {
  for (const { who, ids } of await waiting(story, town, day, 'SLIP_CONFIRM'))
    await acts(story, who, at(story, day, 11), (tx, by) => confirmSlips(tx, by, { ids, strike: [] }))
  for (const { who, ids } of await waiting(story, town, day, 'SLIP_CHECK'))
    await acts(story, who, at(story, day, 15), (tx, by) =>
      checkSlips(tx, by, { ids, strike: [], mode: 'all', sampledIds: [] }),
    )
}
