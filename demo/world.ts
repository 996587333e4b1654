/** Makes the demo world: two counties, a finished star year and a running one, all by the acts that people call. */
import { dayInShanghai, yearOf } from '../contract/src/values.ts'
import type { DemoAccount } from '../server/src/identity/index.ts'
import { demoPassword } from '../server/src/identity/index.ts'
import type { Database } from '../server/src/platform/database.ts'
import { makeAwards } from './awards.ts'
import { makeDeclarations } from './declarations.ts'
import { makeDistrict } from './district.ts'
import { makeExceptions } from './exceptions.ts'
import { type AddRegionRow, makeOrganisation } from './organisation.ts'
import { leavePapers } from './papers.ts'
import { takePhotographs } from './photographs.ts'
import { planYear } from './plan.ts'
import { deedsOfYear, makeQuarters } from './quarters.ts'
import { seeded } from './random.ts'
import { makeRemovals } from './removals.ts'
import { makeSchemes } from './schemes.ts'
import type { Story } from './story.ts'
import { leaveWorkForToday } from './today.ts'
import { leaveTrail } from './trail.ts'
import { makeViews } from './views.ts'
import { makeWeak } from './weak.ts'
import { makeYearEnd, type Turns } from './year-end.ts'

/** From March on the year before is finished; earlier, its results are still on their way. */
export function demoYears(now: Date): { finished: number; running: number } {
  const today = dayInShanghai(now)
  const finished = Number(today.slice(5, 7)) >= 4 ? yearOf(today) - 1 : yearOf(today) - 2
  return { finished, running: finished + 1 }
}

/** One village whose result is amended on objection, and one whose level the committee lowers by one. */
const turnsOf = (story: Story): Turns => ({
  amendedVillage: story.towns[1]?.villages.find((village) => village.aim === 8)?.id as string,
  loweredVillage: story.towns[4]?.villages.find((village) => village.aim === 9)?.id as string,
})

export async function makeDemoWorld(options: {
  db: Database
  now: Date
  addRegionRow: AddRegionRow
  analyze: () => Promise<void>
  progress: Story['progress']
}): Promise<void> {
  const { db, now, addRegionRow, analyze, progress } = options
  const base = {
    db,
    now,
    today: dayInShanghai(now),
    random: seeded(532),
    progress,
    analyze,
    ...demoYears(now),
  }
  progress(0, 'organisation')
  const story = await makeOrganisation(base, addRegionRow)
  await makeDistrict(base, addRegionRow)
  const turns = turnsOf(story)
  await makeYear(story, story.finished, 0.03, 0.45, turns)
  let towns = 0
  await makeYearEnd(story, story.finished, turns, () =>
    progress(0.48 + (++towns / 7) * 0.08, `${story.finished}: year end`),
  )
  progress(0.56, `${story.finished}: plaques and uses`)
  await makeAwards(story, story.finished)
  await makeYear(story, story.running, 0.58, 0.38, turns)
  progress(0.97, 'work for today')
  await leaveWorkForToday(story)
  await leavePapers(story)
  await makeRemovals(story)
  await makeWeak(story)
  await makeViews(story)
  await leaveTrail(story)
  // Without figures of the running year the first reports on it would be planned as if it were empty.
  await analyze()
  progress(1, 'done')
}

async function makeYear(
  story: Story,
  year: number,
  from: number,
  share: number,
  turns: Turns,
): Promise<void> {
  story.progress(from, `${year}: schemes and declarations`)
  await makeSchemes(story, year)
  const plans = await planYear(story, year, turns)
  await makeDeclarations(story, year, plans)
  await makeExceptions(story, year, plans)
  const photographs = await takePhotographs(story, year)
  const deeds = deedsOfYear(story, plans)
  let quarters = 0
  await makeQuarters(story, year, deeds, photographs, () =>
    story.progress(from + Math.min(1, ++quarters / 28) * share, `${year}: points`),
  )
}

/** One account for each role; shown on the sign-in page in demo mode only. */
export const demoAccounts: readonly DemoAccount[] = [
  { role: '旗委组织部干部', login: 'zuzhibu', password: demoPassword, where: '星原旗' },
  { role: '苏木镇党委书记', login: 'shuji1', password: demoPassword, where: '查干淖尔苏木' },
  { role: '苏木镇组织委员', login: 'weiyuan1', password: demoPassword, where: '查干淖尔苏木' },
  { role: '苏木镇考核组', login: 'kaohe1', password: demoPassword, where: '查干淖尔苏木' },
  { role: '嘎查村党组织书记', login: 'c1-shuji', password: demoPassword, where: '查干淖尔苏木' },
  { role: '嘎查村党务工作者', login: 'c1-wenshu', password: demoPassword, where: '查干淖尔苏木' },
  { role: '党员中心户', login: 'c1-dy3', password: demoPassword, where: '查干淖尔苏木' },
  { role: '无职党员', login: 'c1-dy6', password: demoPassword, where: '查干淖尔苏木' },
  { role: '督查员（只读）', login: 'ducha', password: demoPassword, where: '星原旗' },
  { role: '系统管理员', login: 'guanliyuan', password: demoPassword, where: '星原旗' },
  { role: '安全保密管理员', login: 'anquan', password: demoPassword, where: '星原旗' },
  { role: '安全审计员', login: 'shenji', password: demoPassword, where: '星原旗' },
  { role: '区委组织部干部', login: 'qu-zuzhibu', password: demoPassword, where: '河湾区' },
  { role: '街道党工委书记', login: 'jiedao1', password: demoPassword, where: '河湾区新华街道' },
]
