/** Adds up what the statements grouped. Pure, so that every figure of the charts can be checked by hand. */

import type { OrgClass, StarKind } from '@xinghe/contract/words'
import type { YearEntries, YearResults } from '@xinghe/contract/year-charts'

export interface Place {
  unitId: string
  name: string
  path: string
}
/** Ratings of one year, place, level and class. */
export interface ResultGroup {
  year: number
  place: string
  level: number | null
  class: OrgClass | null
  count: number
  up: number
  down: number
  gold: number
  silver: number
  red: number
  withGold: number
  withSilver: number
  withRed: number
}
export interface StarGroup {
  year: number
  name: string
  kind: StarKind
  /** Where it stands among the ten: the order of the chart. */
  slot: number
  rated: number
  won: number
}
/** Entries of one year, month and place, by whether their rule asks for evidence. */
export interface EntryGroup {
  year: number
  month: number
  place: string
  needed: boolean
  /** Hundredths, net of reversals. */
  points: number
  /** From slips, reversed ones too. */
  slips: number
  opening: number
}
/** Of the year's entries from slips: reversed, and standing with evidence. */
export interface StruckGroup {
  place: string
  needed: boolean
  gone: number
  held: number
}

const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + of(one), 0)
const levelsDown = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, null]

type Figures = Pick<YearResults, 'rated' | 'levels' | 'classes' | 'colours' | 'changed'>
/** Levels nobody has, in neither year, are left out; classes are always all three, and none for members. */
export function resultFigures(
  groups: readonly ResultGroup[],
  places: readonly Place[],
  year: number,
  subject: 'ORG' | 'MEMBER',
  /** The area's own groups, where those of its places were kept apart. */
  whole: readonly Omit<ResultGroup, 'place'>[] = groups,
): Figures {
  const now = whole.filter((group) => group.year === year)
  const before = whole.filter((group) => group.year === year - 1)
  type Group = Omit<ResultGroup, 'place'>
  const pair = (test: (group: Group) => boolean, of = (group: Group) => group.count) => ({
    count: sum(now.filter(test), of),
    last: sum(before.filter(test), of),
  })
  const all = () => true
  return {
    rated: pair(all),
    levels: levelsDown
      .map((level) => ({ level, ...pair((group) => group.level === level) }))
      .filter(({ count, last }) => count + last > 0),
    classes:
      subject === 'ORG'
        ? (['I', 'II', 'III'] as const).map((one) => ({
            class: one,
            ...pair((group) => group.class === one),
          }))
        : [],
    colours: [
      { colour: 'G', ...pair(all, ({ gold }) => gold), subjects: sum(now, ({ withGold }) => withGold) },
      {
        colour: 'S',
        ...pair(all, ({ silver }) => silver),
        subjects: sum(now, ({ withSilver }) => withSilver),
      },
      { colour: 'R', ...pair(all, ({ red }) => red), subjects: sum(now, ({ withRed }) => withRed) },
    ],
    changed: places.map(({ unitId, name, path }) => {
      const here = groups.filter((group) => group.year === year && group.place === path)
      return {
        unitId,
        name,
        rated: sum(here, ({ count }) => count),
        up: sum(here, ({ up }) => up),
        down: sum(here, ({ down }) => down),
      }
    }),
  }
}

const kindOrder = ['COMMON', 'DUTY', 'ELECTIVE']
/** One row a name: the same star of several townships is one, in the order of the ten. */
export function starFigures(groups: readonly StarGroup[], year: number): YearResults['stars'] {
  const names = [...new Set(groups.map(({ kind, name }) => `${kind} ${name}`))]
  return names
    .map((key) => {
      const own = groups.filter(({ kind, name }) => `${kind} ${name}` === key)
      const of = (wanted: number, what: 'rated' | 'won') =>
        sum(
          own.filter((group) => group.year === wanted),
          (group) => group[what],
        )
      const { name, kind } = own[0] as StarGroup
      return {
        name,
        kind,
        slot: Math.min(...own.map((group) => group.slot)),
        rated: of(year, 'rated'),
        won: of(year, 'won'),
        lastRated: of(year - 1, 'rated'),
        lastWon: of(year - 1, 'won'),
      }
    })
    .sort(
      (one, other) =>
        kindOrder.indexOf(one.kind) - kindOrder.indexOf(other.kind) ||
        one.slot - other.slot ||
        (one.name < other.name ? -1 : 1),
    )
    .map(({ slot: _, ...star }) => star)
}

export const monthFigures = (
  groups: readonly Omit<EntryGroup, 'place'>[],
  year: number,
): YearEntries['months'] =>
  Array.from({ length: 12 }, (_, at) => {
    const of = (wanted: number) => groups.filter((group) => group.year === wanted && group.month === at + 1)
    return {
      month: at + 1,
      entries: sum(of(year), ({ slips, opening }) => slips + opening),
      points: sum(of(year), ({ points }) => points),
      lastEntries: sum(of(year - 1), ({ slips, opening }) => slips + opening),
      lastPoints: sum(of(year - 1), ({ points }) => points),
    }
  })

/** Standing entries from slips, and those of them without evidence. */
export const evidenceFigures = (
  groups: readonly EntryGroup[],
  struck: readonly StruckGroup[],
  places: readonly Place[],
  year: number,
): YearEntries['evidence'] =>
  places.map(({ unitId, name, path }) => {
    const of = (test: (group: { needed: boolean }) => boolean) => {
      const entries = groups.filter((group) => group.year === year && group.place === path && test(group))
      const known = struck.filter((group) => group.place === path && test(group))
      const standing = sum(entries, ({ slips }) => slips) - sum(known, ({ gone }) => gone)
      return { standing, without: standing - sum(known, ({ held }) => held) }
    }
    const { standing, without } = of(() => true)
    return { unitId, name, entries: standing, without, needed: of(({ needed }) => needed).without }
  })
