import { listNotices } from '@xinghe/contract/notices'
import { formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses } from '@xinghe/contract/words'
import {
  type DeterminationState,
  determinationStates,
  getDetermination,
  getYearEndBoard,
  getYearEndSheet,
  listDifferences,
  listYearEnd,
  type RatingState,
  ratingStates,
  type SheetState,
  sheetStates,
} from '@xinghe/contract/year-end'
import { stateTags, type Tone } from '../../ui/index.ts'

const tagsOf = <S extends string>(words: Record<S, string>, tones: Record<S, Tone>) =>
  stateTags(
    Object.fromEntries(
      Object.entries(words).map(([state, word]) => [state, [tones[state as S], word]]),
    ) as unknown as Record<S, readonly [Tone, string]>,
  )

export const SheetTag = tagsOf<SheetState>(sheetStates, {
  OPEN: 'soon',
  SELF_ASSESSED: 'waiting',
  PEER_REVIEWED: 'waiting',
  RETURNED: 'late',
  ASSESSED: 'done',
  DETERMINED: 'done',
})
export const DeterminationTag = tagsOf<DeterminationState>(determinationStates, {
  PREPARING: 'waiting',
  DETERMINED: 'soon',
  PUBLIC_NOTICE: 'waiting',
  NOTICE_CLOSED: 'soon',
  FILED: 'waiting',
  RETURNED: 'late',
  CONFIRMED: 'done',
})
export const RatingTag = tagsOf<RatingState>(ratingStates, {
  ACCUMULATING: 'idle',
  SELF_ASSESSED: 'waiting',
  PEER_REVIEWED: 'waiting',
  TOWNSHIP_ASSESSED: 'waiting',
  DETERMINED: 'waiting',
  PUBLIC_NOTICE: 'waiting',
  OBJECTED: 'soon',
  UNDER_INVESTIGATION: 'soon',
  UPHELD: 'done',
  AMENDED: 'soon',
  CONFIRMED: 'done',
  AWARDED: 'done',
  IN_FORCE: 'done',
  DOWNGRADED: 'late',
  REVOKED: 'late',
  EXPIRED: 'idle',
})

export const staleYearEnd = [
  listYearEnd,
  getYearEndBoard,
  getYearEndSheet,
  getDetermination,
  listDifferences,
  listNotices,
]

interface Computed {
  level: number
  floorLevel: number
  suggested: number | null
  finalLevel: number | null
  decided: boolean
  total: number
  class: keyof typeof orgClasses | null
}
/** 两种算法都给出: each star by its own points, and whole tens of the total. */
export const bothReadings = ({ level, floorLevel, total }: Computed): string =>
  `逐星 ${level} 颗，总分 ${formatPoints(total)} 分折合 ${floorLevel} 颗`
export const levelText = (level: number | null): string => levelName(level)
export const classText = (one: keyof typeof orgClasses | null): string => (one ? orgClasses[one] : '—')
export const differs = ({ decided, finalLevel, suggested }: Computed): boolean =>
  decided && finalLevel !== suggested
