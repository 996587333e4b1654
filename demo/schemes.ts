/** Chapter two: each township sets its two schemes, the organisation department approves, and the books are opened. */
import type { Subject } from '../contract/src/words.ts'
import { approveScheme, createScheme, publishScheme, submitScheme } from '../server/src/stars/index.ts'
import { acts, at, inLanes, type Story } from './story.ts'

export async function makeSchemes(story: Story, year: number): Promise<void> {
  await inLanes(story.towns, async (town) => {
    for (const subject of ['ORG', 'MEMBER'] as const satisfies readonly Subject[]) {
      const { id } = await acts(story, town.clerk, at(story, `${year - 1}-12-10`), (tx, by) =>
        createScheme(tx, by, {
          townshipId: town.id,
          subject,
          year,
          villageType: null,
          from: { kind: 'EXAMPLE', villageType: town.plan.type },
        }),
      )
      await acts(story, town.clerk, at(story, `${year - 1}-12-12`), (tx, by) => submitScheme(tx, by, { id }))
      await acts(story, story.department, at(story, `${year - 1}-12-18`), (tx, by) =>
        approveScheme(tx, by, { id, note: '同意' }),
      )
      await acts(story, town.secretary, at(story, `${year}-01-04`), (tx, by) => publishScheme(tx, by, { id }))
    }
  })
}
