/** What a real year has beside the rule: old and ill members exempted, two vetoes. */
import { localDate } from '../contract/src/values.ts'
import { recordVeto } from '../server/src/points/index.ts'
import { applyExemptions, decideExemptions } from '../server/src/stars/index.ts'
import type { BookPlan } from './declarations.ts'
import { acts, at, inLanes, type Story } from './story.ts'

export async function makeExceptions(story: Story, year: number, plans: readonly BookPlan[]): Promise<void> {
  const old = Map.groupBy(
    plans.filter((plan) => plan.category === 'OLD_OR_ILL'),
    (plan) => plan.villageId,
  )
  await inLanes(story.towns, async (town) => {
    for (const village of town.villages) {
      const chosen = (old.get(village.id) ?? []).filter(() => story.random.chance(0.35))
      if (chosen.length === 0) continue
      const { ids } = await acts(story, village.clerk, at(story, `${year}-02-25`), (tx, by) =>
        applyExemptions(tx, by, {
          applications: chosen.map((plan) => ({
            bookId: plan.bookId,
            reasonKind: 'AGED',
            reason: '年满七十周岁，行动不便，经支部党员大会讨论同意不参加积分评星。',
          })),
          fileIds: [],
        }),
      )
      await acts(story, town.clerk, at(story, `${year}-03-03`), (tx, by) =>
        decideExemptions(tx, by, { ids, approve: true, note: '同意' }),
      )
      for (const plan of chosen)
        plan.aim = { lit: new Array(10).fill(false), bonus: new Array(10).fill(0), exempt: true }
    }
  })
  if (year !== story.finished) return
  for (const town of story.towns.slice(2, 4)) {
    const village = town.villages[3]
    const plan = plans.find((one) => one.villageId === village?.id && one.category === 'ORDINARY')
    if (plan)
      await acts(story, town.clerk, at(story, `${year}-10-16`), (tx, by) =>
        recordVeto(tx, by, {
          bookId: plan.bookId,
          ruleCode: '否1',
          reason: '受到党内警告处分',
          happenedOn: localDate(`${year}-10-10`),
          fileIds: [],
        }),
      )
  }
}
