/** Officials at work leave traces: members of one village find who opened their books. */
import { sql } from 'kysely'
import type { ViewKind } from '../contract/src/record-views.ts'
import { addDays } from '../contract/src/values.ts'
import { leaveView } from '../server/src/org/index.ts'
import { acts, at, type Someone, type Story } from './story.ts'

export async function makeViews(story: Story): Promise<void> {
  const [town] = story.towns
  const [village] = town?.villages ?? []
  if (!town || !village) return
  const looks = (who: Someone, daysAgo: number, what: ViewKind) =>
    acts(story, who, at(story, addDays(story.today, -daysAgo)), (tx, by) =>
      leaveView(
        tx,
        by,
        what,
        sql`select b.person_id, b.path from book b where b.region_id = ${by.regionId} and b.village_id = ${village.id} and b.year = ${story.running}`,
      ),
    )
  await looks(story.department, 40, 'EXPORT')
  await looks(town.group, 12, 'STAR')
  await looks(town.clerk, 6, 'BOOK')
  await looks(town.clerk, 6, 'PRINT')
  await looks(village.secretary, 1, 'BOOK')
}
