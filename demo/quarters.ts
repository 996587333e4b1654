/** Chapter four: a quarter. Clerks enter, secretaries confirm, the township checks, closes, publishes and seals. */
import { exampleScheme } from '../contract/src/example-schemes.ts'
import type { NewSlip } from '../contract/src/slips.ts'
import { addDays, localDate, quarterOf } from '../contract/src/values.ts'
import type { MemberCategory, Subject } from '../contract/src/words.ts'
import { closeQuarters, enterSlips, publishQuarters, sealQuarters } from '../server/src/points/index.ts'
import type { BookPlan } from './declarations.ts'
import { type Deed, deedsOf, starsFor } from './deeds.ts'
import { photographQuarter } from './photographs.ts'
import { clearQueues } from './queues.ts'
import { acts, at, type DemoTown, inLanes, type Story } from './story.ts'

export interface BookDeeds {
  plan: BookPlan
  deeds: Deed[]
}

/** The year's deeds of every book, worked out once. */
export function deedsOfYear(story: Story, plans: readonly BookPlan[]): BookDeeds[] {
  const places = new Map(
    story.towns.flatMap((town) => town.villages.map((village, index) => [village.id, { town, index }])),
  )
  return plans.map((plan) => {
    const place = places.get(plan.villageId)
    if (!place) throw new Error('a book of no village')
    const subject: Subject = plan.personId === null ? 'ORG' : 'MEMBER'
    const document = exampleScheme(subject, place.town.plan.type)
    return {
      plan,
      deeds: deedsOf(
        document,
        starsFor(document, plan.category as MemberCategory | null, plan.electives),
        plan.aim,
        story.random,
        place.index,
      ),
    }
  })
}

/** Deeds of a village in a span of days as slips: one fact, everybody it concerns. */
export function slipsOf(year: number, books: readonly BookDeeds[], from: string, to: string): NewSlip[] {
  const slips = new Map<string, NewSlip & { lines: NewSlip['lines'] }>()
  for (const { plan, deeds } of books)
    for (const deed of deeds) {
      const factOn = `${year}-${deed.on}`
      if (factOn < from || factOn > to) continue
      const key = `${plan.personId === null} ${factOn} ${deed.reason}`
      let slip = slips.get(key)
      if (!slip) slips.set(key, (slip = { factOn, reason: deed.reason, lines: [], fileIds: [] }))
      slip.lines.push({ bookId: plan.bookId, ruleCode: deed.ruleCode, slot: deed.slot, ordinal: 1 })
    }
  return [...slips.values()]
}

/** 依据: the fairness view must have cases to show: a township that gives a bonus to all, one that checks right before the close. */
const oddities = { generous: 6, bursting: 4 }
const bonusForEverybody = (year: number, books: readonly BookDeeds[]): NewSlip => ({
  factOn: `${year}-06-18`,
  reason: '参加防汛抢险',
  lines: books
    .filter(({ plan }) => plan.personId !== null && !plan.aim.exempt)
    .map(({ plan }, index) => ({ bookId: plan.bookId, ruleCode: '加4', slot: (index % 5) + 1, ordinal: 1 })),
  fileIds: [],
})

const quarterStart = (year: number, quarter: number) =>
  `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`
const quarterLast = (year: number, quarter: number) =>
  `${year}-${['03-31', '06-30', '09-30', '12-31'][quarter - 1]}`

/** Enters, confirms and checks a quarter of a township; closes it and goes as far with its notice as the day allows. */
async function makeQuarter(
  story: Story,
  town: DemoTown,
  year: number,
  quarter: number,
  deeds: Map<string, BookDeeds[]>,
  photographs: ReadonlyMap<string, string>,
  entered: () => Promise<void> = async () => {},
): Promise<void> {
  const last = quarterLast(year, quarter)
  const over = last < story.today
  const enteredAt = at(story, over ? last : addDays(story.today, -6), 9)
  const until = over ? last : addDays(story.today, -6)
  for (const [index, village] of town.villages.entries()) {
    const books = deeds.get(village.id) ?? []
    const slips = [
      ...slipsOf(year, books, quarterStart(year, quarter), until),
      ...(year < story.running && quarter === 2 && town === story.towns[oddities.generous]
        ? [bonusForEverybody(year, books)]
        : []),
    ]
    // One gathering, one photograph: it supports what was done on that day.
    const photograph = quarter === photographQuarter(index) ? photographs.get(village.id) : undefined
    const day = slips[Math.floor(slips.length / 2)]?.factOn
    const withEvidence = slips.map((slip) => ({
      ...slip,
      fileIds: photograph && slip.factOn === day ? [photograph] : [],
    }))
    if (slips.length > 0)
      await acts(story, village.clerk, enteredAt, (tx, by) =>
        enterSlips(tx, by, { slips: withEvidence as never, submit: true }),
      )
  }
  await entered()
  const rest = quarter === 2 && town === story.towns[oddities.bursting] ? 5 : 2
  await clearQueues(story, town, addDays(localDate(over ? last : addDays(story.today, -6)), rest))
  if (!over) return
  const chosen = { villageIds: town.villages.map((village) => village.id), year, quarter }
  const closed = addDays(localDate(last), 6)
  if (closed > story.today) return
  await acts(story, town.clerk, at(story, closed), (tx, by) =>
    closeQuarters(tx, by, { ...chosen, carry: false }),
  )
  const published = addDays(closed, 2)
  if (published > story.today) return
  await acts(story, town.clerk, at(story, published), (tx, by) => publishQuarters(tx, by, chosen))
  const sealed = addDays(published, 20)
  if (sealed <= story.today)
    await acts(story, town.clerk, at(story, sealed), (tx, by) => sealQuarters(tx, by, chosen))
}

/** All quarters of a year up to today, township by township. `step` is called after each. */
export async function makeQuarters(
  story: Story,
  year: number,
  books: readonly BookDeeds[],
  photographs: ReadonlyMap<string, string>,
  step: () => void,
): Promise<void> {
  const deeds = Map.groupBy(books, (book) => book.plan.villageId)
  const lastQuarter = year < story.running ? 4 : quarterOf(story.today)
  const quartersOf = async (town: DemoTown, from: number) => {
    for (let quarter = from; quarter <= lastQuarter; quarter++) {
      await makeQuarter(story, town, year, quarter, deeds, photographs)
      step()
    }
  }
  // The first township's first quarter goes alone: full queues and books tell the planner how the rest will look.
  const [first] = story.towns
  if (!first) return
  await makeQuarter(story, first, year, 1, deeds, photographs, story.analyze)
  if (year === story.finished) await story.analyze()
  step()
  await inLanes(story.towns, (town) => quartersOf(town, town === first ? 2 : 1))
}
