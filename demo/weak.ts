/** Weak and lax organisations: three listed last year with their ends, and this year one in every state. */
import { addDays, type LocalDate, localDate, yearOf } from '../contract/src/values.ts'
import {
  acceptWeak,
  againWeak,
  applyWeak,
  approvePlan,
  closeWeak,
  dismissWeak,
  enterWeak,
  listByCommittee,
  planWeak,
  reportWeak,
  suspectWeak,
  verifyWeak,
} from '../server/src/weak/index.ts'
import { addMonths } from '../server/src/weak/weak.rules.ts'
import { acts, at, type DemoTown, type DemoVillage, inLanes, type Someone, type Story } from './story.ts'

type Step =
  | ['verify' | 'dismiss' | 'list' | 'approve' | 'report' | 'apply' | 'close', LocalDate]
  | ['plan' | 'again', LocalDate, LocalDate]
  | ['accept', LocalDate, number, number]
interface Tale {
  village: [town: number, village: number]
  reason: string
  on: LocalDate
  steps: Step[]
}

function tales(today: LocalDate): Tale[] {
  const last = (monthDay: string) => localDate(`${yearOf(today) - 1}-${monthDay}`)
  const ago = (days: number) => addDays(today, -days)
  const monthly = (first: LocalDate, count: number): Step[] =>
    Array.from({ length: count }, (_, at) => ['report', addMonths(first, at)])
  /** As far as `days` before today, `count` months told of on the way. */
  const begun = (days: number, until: LocalDate): Step[] => [
    ['verify', ago(days + 40)],
    ['list', ago(days + 25)],
    ['plan', ago(days + 12), until],
    ['approve', ago(days)],
  ]
  return [
    {
      village: [0, 4],
      reason: '党组织书记空缺四个月，三会一课没有正常开展',
      on: last('02-10'),
      steps: [
        ['verify', last('02-18')],
        ['list', last('03-05')],
        ['plan', last('03-12'), last('09-30')],
        ['approve', last('03-16')],
        ...monthly(last('03-20'), 6),
        ['apply', last('08-28')],
        ['accept', last('09-10'), 84, 1],
        ['close', addDays(localDate(`${yearOf(today)}-09-10`), 2)],
      ],
    },
    {
      village: [1, 3],
      reason: '班子不团结，村务公开不及时，群众意见大',
      on: last('03-03'),
      steps: [
        ['verify', last('03-10')],
        ['list', last('03-25')],
        ['plan', last('04-02'), last('10-31')],
        ['approve', last('04-08')],
        ...monthly(last('04-15'), 5),
        ['apply', last('08-30')],
        ['accept', last('09-12'), 66, 9],
        ['again', last('09-16'), last('12-31')],
        ...monthly(last('09-20'), 3),
        ['apply', last('11-25')],
        ['accept', last('12-10'), 78, 2],
      ],
    },
    {
      village: [2, 2],
      reason: '两年未发展党员，支部活动长期不开展',
      on: last('04-06'),
      steps: [['dismiss', last('04-20')]],
    },
    {
      village: [3, 1],
      reason: '宗族势力干扰村务，矛盾多发',
      on: ago(190),
      steps: [...begun(120, ago(-45)), ...monthly(ago(118), 4)],
    },
    {
      village: [4, 2],
      reason: '书记不胜任现职，集体经济多年空白',
      on: ago(170),
      steps: [...begun(75, ago(-30)), ...monthly(ago(74), 3), ['apply', ago(4)]],
    },
    {
      village: [5, 1],
      reason: '群众满意度低于百分之六十',
      on: ago(180),
      steps: [...begun(80, ago(-20)), ...monthly(ago(79), 3), ['apply', ago(12)], ['accept', ago(3), 62, 9]],
    },
    {
      village: [0, 2],
      reason: '党组织书记空缺三个月',
      on: ago(50),
      steps: [
        ['verify', ago(30)],
        ['list', ago(6)],
      ],
    },
    {
      village: [1, 1],
      reason: '三会一课制度不落实',
      on: ago(60),
      steps: [
        ['verify', ago(40)],
        ['list', ago(20)],
        ['plan', ago(3), ago(-170)],
      ],
    },
    { village: [2, 1], reason: '越级上访多次发生', on: ago(20), steps: [['verify', ago(5)]] },
  ]
}

async function tell(story: Story, town: DemoTown, village: DemoVillage, tale: Tale): Promise<void> {
  const { department } = story
  const { id } = await acts(story, town.clerk, at(story, tale.on), (tx, by) =>
    enterWeak(tx, by, { villageId: village.id, reason: tale.reason }),
  )
  const does = (who: Someone, day: LocalDate, work: Parameters<typeof acts>[3]) =>
    acts(story, who, at(story, day), work)
  for (const step of tale.steps) {
    const [what, day] = step
    // The story goes as far as it could have gone by now.
    if (day > story.today) return
    if (what === 'verify')
      await does(town.clerk, day, (tx, by) =>
        verifyWeak(tx, by, { id, on: day, verification: '实地走访、查阅记录、与党员群众谈话，情况属实。' }),
      )
    else if (what === 'dismiss')
      await does(town.clerk, day, (tx, by) =>
        dismissWeak(tx, by, { id, on: day, reason: '经核实，支部活动已恢复正常，并已确定两名发展对象' }),
      )
    else if (what === 'list')
      await does(department, day, (tx, by) =>
        listByCommittee(tx, by, { id, on: day, decisionDoc: `旗委常委会会议纪要（${day.slice(0, 7)}）` }),
      )
    else if (what === 'plan')
      await does(town.clerk, day, (tx, by) =>
        planWeak(tx, by, {
          id,
          countyLeader: '旗委常委 白音仓',
          firstSecretary: '斯琴',
          pairedUnit: '旗农牧局',
          measures:
            '配齐配强党组织书记；按月召开支部党员大会；每季度公开党务村务；逐户走访，解决群众反映的问题。',
          deadline: step[2],
        }),
      )
    else if (what === 'approve') await does(department, day, (tx, by) => approvePlan(tx, by, { id }))
    else if (what === 'report')
      await does(village.secretary, day, (tx, by) =>
        reportWeak(tx, by, {
          id,
          month: day.slice(0, 7),
          text: '召开支部党员大会和主题党日，走访农牧户，公开本月村务，办结群众反映的问题。',
        }),
      )
    else if (what === 'apply')
      await does(town.clerk, day, (tx, by) =>
        applyWeak(tx, by, { id, on: day, application: '方案所列问题已整改，申请验收。' }),
      )
    else if (what === 'accept')
      await does(department, day, (tx, by) =>
        acceptWeak(tx, by, {
          id,
          on: day,
          score: step[2],
          representatives: 15,
          satisfied: 15 - step[3] - 2,
          basically: 2,
          dissatisfied: step[3],
          note: '听取汇报、代表测评、个别谈话、实地查看。',
        }),
      )
    else if (what === 'again')
      await does(department, day, (tx, by) =>
        againWeak(tx, by, { id, deadline: step[2], reason: '群众满意度仍低，限期再整顿。' }),
      )
    else await does(department, day, (tx, by) => closeWeak(tx, by, { id }))
  }
}

export async function makeWeak(story: Story): Promise<void> {
  await inLanes(tales(story.today), async (tale) => {
    const town = story.towns[tale.village[0]]
    const village = town?.villages[tale.village[1]]
    if (town && village) await tell(story, town, village, tale)
  })
  // What the ratings themselves show: the lowest village of the last town waits to be verified.
  const lowest = story.towns.at(-1)?.villages.find((village) => village.aim <= 5)
  if (lowest)
    await acts(story, story.department, at(story, addDays(story.today, -2)), (tx, by) =>
      suspectWeak(tx, by, { villageIds: [lowest.id] }),
    )
}
