/** Which star a cell means: '3', '第3星', '三', '第三颗星'; names are for the caller to look up. */
const digits = '一二三四五六七八九'
export function slotIn(text: string): number | undefined {
  const bare = text
    .replace(/\s+/g, '')
    .replace(/^第/, '')
    .replace(/颗?星?$/, '')
  if (/^(10|[1-9])(\.0+)?$/.test(bare)) return Number(bare)
  if (bare === '十') return 10
  const at = digits.indexOf(bare)
  return bare.length === 1 && at >= 0 ? at + 1 : undefined
}
/** '班子建设星' and '班子建设' are one name. */
export const starName = (text: string): string => text.replace(/\s+/g, '').replace(/星$/, '')

/** '2025', '2025年', '2025年度'. */
export function yearIn(text: string): number | undefined {
  const match = /^(20\d\d|19\d\d)(\.0+)?年?度?$/.exec(text.replace(/\s+/g, ''))
  return match ? Number(match[1]) : undefined
}
