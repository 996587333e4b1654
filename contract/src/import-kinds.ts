/** What can be brought in from spreadsheets, in the order in which a county brings it in. */
export const importKinds = {
  UNITS: '单位',
  PEOPLE: '党员和干部',
  ENTRIES: '以往季度积分',
  OPENINGS: '期初积分',
  PAST_RESULTS: '往年评定结果',
} as const
export type ImportKindKey = keyof typeof importKinds
export const importKindKeys = Object.keys(importKinds) as [ImportKindKey, ...ImportKindKey[]]
