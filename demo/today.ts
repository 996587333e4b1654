/** Chapter seven: what waits today, so that every role finds something to do. */
import { exampleScheme } from '../contract/src/example-schemes.ts'
import { addDays } from '../contract/src/values.ts'
import { setCategory } from '../server/src/org/index.ts'
import { confirmSlips, enterSlips, returnSlips } from '../server/src/points/index.ts'
import { createScheme, returnScheme, saveScheme, submitScheme } from '../server/src/stars/index.ts'
import { nextYears } from './next-year.ts'
import { acts, at, type DemoTown, reads, type Someone, type Story } from './story.ts'

interface Occasion {
  ruleCode: string
  subject: 'ORG' | 'MEMBER'
  reason: string
  days: number
  count: number
}
/** Recent deeds of a village that somebody has entered and nobody has finished. */
const occasions: readonly Occasion[] = [
  { ruleCode: '1.1', subject: 'MEMBER', reason: '参加支部党课学习', days: 4, count: 12 },
  { ruleCode: '5.3', subject: 'MEMBER', reason: '入户宣传防火政策', days: 3, count: 6 },
  { ruleCode: '加5', subject: 'MEMBER', reason: '为受灾牧户捐草料', days: 5, count: 4 },
  { ruleCode: '3.1', subject: 'ORG', reason: '组织主题党日活动', days: 3, count: 1 },
]

async function enter(
  story: Story,
  town: DemoTown,
  villageIndex: number,
  who: Someone,
  chosen: readonly Occasion[],
): Promise<string[]> {
  const village = town.villages[villageIndex]
  if (!village) return []
  const books = await reads(story, town.clerk, story.now, (tx, by) =>
    tx
      .selectFrom('book')
      .select(['id', 'subject', 'person_id'])
      .where('region_id', '=', by.regionId)
      .where('village_id', '=', village.id)
      .where('year', '=', story.running)
      .where('exempt', '=', false)
      .orderBy('book_no')
      .execute(),
  )
  const officers = new Set([village.secretary.id, village.clerk.id])
  const slips = chosen.map((one) => ({
    factOn: addDays(story.today, -one.days),
    reason: one.reason,
    fileIds: [],
    lines: books
      .filter((book) => book.subject === one.subject && !officers.has(book.person_id ?? ''))
      .slice(0, one.count)
      .map((book) => ({
        bookId: book.id,
        ruleCode: one.ruleCode,
        slot: one.ruleCode.startsWith('加') ? 3 : undefined,
        ordinal: 1,
      })),
  }))
  const { ids } = await acts(story, who, at(story, addDays(story.today, -2)), (tx, by) =>
    enterSlips(tx, by, { slips: slips as never, submit: true }),
  )
  return ids
}

export async function leaveWorkForToday(story: Story): Promise<void> {
  const [first, second] = story.towns
  if (!first || !second) return
  // The county calls one kind of its villages by its own word.
  await acts(story, story.department, story.now, (tx, by) =>
    setCategory(tx, by, { kind: 'VILLAGE', code: 'SUBURBAN', name: '城镇近郊', off: false }),
  )
  for (const town of story.towns) {
    await enter(story, town, 0, town.villages[0]?.clerk as Someone, occasions.slice(0, 2))
    const confirmed = await enter(story, town, 1, town.villages[1]?.clerk as Someone, occasions.slice(2))
    if (confirmed.length > 0)
      await acts(
        story,
        town.villages[1]?.secretary as Someone,
        at(story, addDays(story.today, -1)),
        (tx, by) => confirmSlips(tx, by, { ids: confirmed, strike: [] }),
      )
  }
  // One came back: the village's clerk must add to it.
  const returned = await enter(story, first, 0, first.villages[0]?.clerk as Someone, [
    { ruleCode: '2.3', subject: 'MEMBER', reason: '参加棚圈修缮', days: 6, count: 2 },
  ])
  await acts(story, first.villages[0]?.secretary as Someone, at(story, addDays(story.today, -1)), (tx, by) =>
    returnSlips(tx, by, { ids: returned, reason: '请补充参加人员的签到表照片。' }),
  )
  // Next year's schemes are on their way: one waits for the department, one was returned.
  const draft = (town: DemoTown, subject: 'ORG' | 'MEMBER') =>
    acts(story, town.clerk, at(story, addDays(story.today, -5)), async (tx, by) => {
      const { id } = await createScheme(tx, by, {
        townshipId: town.id,
        subject,
        year: story.running + 1,
        villageType: null,
        from: { kind: 'EXAMPLE', villageType: town.plan.type },
      })
      await saveScheme(tx, by, { id, document: nextYears(exampleScheme(subject, town.plan.type)) })
      await submitScheme(tx, by, { id })
      return id
    })
  await draft(first, 'ORG')
  const back = await draft(second, 'ORG')
  await acts(story, story.department, at(story, addDays(story.today, -2)), (tx, by) =>
    returnScheme(tx, by, { id: back, reason: '第7颗星的考核办法请写明由谁核查、查什么材料。' }),
  )
}
