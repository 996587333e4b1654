export interface Series {
  name: string
  values: readonly number[]
  colour: string
  /** One colour a category, instead. */
  colours?: readonly string[]
  line?: boolean
  /** Series of the same pile stand on each other. */
  pile?: string
}
/** What a chart shows; its table shows the same. Values are as they are read: points already divided. */
export interface ChartSpec {
  /** What the categories are: 星级, 苏木镇, 月份. */
  head: string
  categories: readonly string[]
  series: readonly Series[]
  unit: string
  /** across: names at the left, bars to the right, for long names; up: for months. */
  direction?: 'across' | 'up'
  /** Where a bar, and its number in the table, leads: an address, an act, or nowhere. */
  open?: (category: number, series: number) => string | (() => void) | undefined
  /** Adds a row of sums to the table. */
  sums?: boolean
}
