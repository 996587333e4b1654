import {
  type DeclarationState,
  declarationStates,
  type ExemptionState,
  exemptionStates,
  type SheetHead,
} from '@xinghe/contract/declarations'
import { StateTag, stateTags, type Tone } from '../../ui/index.ts'

const tones: Record<DeclarationState, Tone> = {
  DRAFT: 'idle',
  SUBMITTED: 'waiting',
  RETURNED: 'late',
  CONFIRMED: 'done',
  PUBLISHED: 'done',
}
/** The state, and whether it is late. */
export function SheetTag({ sheet }: { sheet: Pick<SheetHead, 'state' | 'late' | 'closed'> }) {
  const waits = sheet.state === 'DRAFT' || sheet.state === 'RETURNED'
  return (
    <span className="xh-tags">
      <StateTag tone={tones[sheet.state]}>{declarationStates[sheet.state]}</StateTag>
      {sheet.closed ? (
        <StateTag tone="late">已截止</StateTag>
      ) : sheet.late ? (
        <StateTag tone={waits ? 'late' : 'soon'}>逾期</StateTag>
      ) : null}
    </span>
  )
}
const exemptionTones: Record<ExemptionState, Tone> = {
  APPLIED: 'waiting',
  APPROVED: 'done',
  REFUSED: 'late',
  WITHDRAWN: 'idle',
}
export const ExemptionTag = stateTags(
  Object.fromEntries(
    Object.entries(exemptionStates).map(([state, word]) => [
      state,
      [exemptionTones[state as ExemptionState], word],
    ]),
  ) as unknown as Record<ExemptionState, readonly [Tone, string]>,
)
