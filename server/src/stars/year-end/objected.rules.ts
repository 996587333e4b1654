import type { ObjectionState } from '@xinghe/contract/notices'
import type { RatingState } from '@xinghe/contract/year-end'

/**
 * Where a rating stands under the objections to its notice; undefined without any. While one is open the result is in
 * doubt; once all are answered, one amendment is enough to make it a new result that needs its own notice.
 */
export function objectedState(states: readonly ObjectionState[]): RatingState | undefined {
  if (states.length === 0) return undefined
  if (states.every((state) => state === 'RAISED')) return 'OBJECTED'
  if (states.some((state) => state === 'RAISED' || state === 'INVESTIGATING')) return 'UNDER_INVESTIGATION'
  return states.includes('AMENDED') ? 'AMENDED' : 'UPHELD'
}
