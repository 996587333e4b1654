/** Makes the demo world: two counties, a finished star year and a running one, all by the acts that people call. */
import { dayInShanghai, yearOf } from '../contract/src/values.ts'
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
