import type { Fairness, listSamePhotographs } from '@xinghe/contract/fairness'
import type { AnswerOf } from '@xinghe/contract/route'

export type PhotographPair = AnswerOf<typeof listSamePhotographs>['rows'][number]
/** What the rows behind are asked for. */
export type Hint =
  | { of: 'slips'; unitId: string; name: string; which: 'refused' | 'returned' }
  | { of: 'rule'; row: Fairness['rules'][number] }
  | { of: 'burst'; row: Fairness['bursts'][number]; days: number }
  | { of: 'star'; row: Fairness['stars'][number] }
  | { of: 'photographs'; pair: PhotographPair }

export interface PartProps {
  found: Fairness
  onHint: (hint: Hint) => void
}
export const quarterName = (quarter: number) => `${['一', '二', '三', '四'][quarter - 1]}季度`
/** How a place is called here. */
export const placeWord = ({ area }: Fairness) => (area.townships ? '苏木镇' : '嘎查村')
