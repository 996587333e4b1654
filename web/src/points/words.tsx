/** Small pieces that the screens of points share. */

import { type BookRow, getBook, getMyBook, listBooks } from '@xinghe/contract/points'
import { listQuarters, quarterStates } from '@xinghe/contract/quarters'
import { getEntrySheet, getSlip, listSlips, slipStates } from '@xinghe/contract/slips'
import { formatPoints } from '@xinghe/contract/values'
import { type RulePeriod, rulePeriods } from '@xinghe/contract/words'
import { listWork } from '@xinghe/contract/work'
import type { StarFact } from '../ui/index.ts'
import { stateTags } from '../ui/index.ts'

/** What any act on points makes stale. */
export const stalePoints = [
  listSlips,
  getSlip,
  getBook,
  getMyBook,
  listBooks,
  listQuarters,
  getEntrySheet,
  listWork,
]

export const SlipTag = stateTags({
  DRAFT: ['idle', slipStates.DRAFT],
  SUBMITTED: ['waiting', slipStates.SUBMITTED],
  CONFIRMED: ['waiting', slipStates.CONFIRMED],
  EFFECTIVE: ['done', slipStates.EFFECTIVE],
  RETURNED: ['late', slipStates.RETURNED],
  REJECTED: ['late', slipStates.REJECTED],
  WITHDRAWN: ['idle', slipStates.WITHDRAWN],
})
export const QuarterTag = stateTags({
  OPEN: ['idle', quarterStates.OPEN],
  CLOSED: ['waiting', quarterStates.CLOSED],
  PUBLIC: ['soon', quarterStates.PUBLIC],
  SEALED: ['done', quarterStates.SEALED],
  ENDED: ['idle', quarterStates.ENDED],
})

export const signed = (points: number): string =>
  `${points > 0 ? '+' : points < 0 ? '−' : ''}${formatPoints(Math.abs(points))}`

/** '每次 +1 分，每季度最多 1 分，全年最多 4 分' */
export function limitsOf(rule: {
  amount: number
  cap: number | null
  period: RulePeriod
  periodCap: number | null
}): string {
  const parts = [`每次 ${signed(rule.amount)} 分`]
  if (rule.periodCap !== null && rule.period !== 'EACH')
    parts.push(`${rulePeriods[rule.period]}最多 ${formatPoints(rule.periodCap)} 分`)
  if (rule.cap !== null) parts.push(`全年最多 ${formatPoints(rule.cap)} 分`)
  return parts.join('，')
}

/** Ten facts in slot order for the band. */
export const factsOf = (book: Pick<BookRow, 'stars' | 'lightAt'>): StarFact[] =>
  Array.from({ length: 10 }, (_, at) => {
    const star = book.stars.find(({ slot }) => slot === at + 1)
    return star
      ? { name: star.name, points: star.points, lightAt: book.lightAt }
      : { name: at > 7 ? '尚未选报自选星' : '本类别不设此星' }
  })

export { namesOf, sumOf } from '@xinghe/contract/lists/points'
