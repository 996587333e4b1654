import { type SchemeState, schemeStates } from '@xinghe/contract/schemes'
import { stateTags, type Tone } from '../../ui/index.ts'

const tones: Record<SchemeState, Tone> = {
  DRAFT: 'idle',
  SUBMITTED: 'waiting',
  RETURNED: 'late',
  APPROVED: 'soon',
  PUBLISHED: 'done',
  LOCKED: 'done',
  ARCHIVED: 'idle',
}
export const SchemeTag = stateTags(
  Object.fromEntries(
    Object.entries(schemeStates).map(([state, word]) => [state, [tones[state as SchemeState], word]]),
  ) as unknown as Record<SchemeState, readonly [Tone, string]>,
)
