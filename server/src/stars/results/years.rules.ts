export interface YearLevel {
  year: number
  level: number | null
}
export interface YearStory {
  /** Years running, this one counted, at this level. */
  running: number
  /** Against the year before; null when that year has no result. */
  change: 'UP' | 'DOWN' | 'SAME' | null
}

/** How the years of one village or member follow on each other; in any order. A missing year breaks a row. */
export function storyOfYears(years: readonly YearLevel[]): Map<number, YearStory> {
  const levels = new Map(years.map((one) => [one.year, one.level]))
  const story = new Map<number, YearStory>()
  for (const { year, level } of years.toSorted((a, b) => a.year - b.year)) {
    const before = levels.get(year - 1)
    const known = levels.has(year - 1)
    // Not rated stands below every level.
    const difference = (level ?? -1) - (before ?? -1)
    story.set(year, {
      running: known && difference === 0 ? (story.get(year - 1)?.running ?? 0) + 1 : 1,
      change: known ? (difference > 0 ? 'UP' : difference < 0 ? 'DOWN' : 'SAME') : null,
    })
  }
  return story
}
