/** Small pieces that the screens of the rectification share. */
import {
  getWeak,
  listSignals,
  listWeak,
  type WeakReason,
  type WeakState,
  weakCriteria,
  weakStates,
} from '@xinghe/contract/weak'
import { listWork } from '@xinghe/contract/work'
import { To } from '../app/To.tsx'
import { StateTag, type Tone } from '../ui/index.ts'

export const staleWeak = [listWeak, getWeak, listSignals, listWork]

const tones: Record<WeakState, Tone> = {
  SUSPECTED: 'soon',
  VERIFIED: 'soon',
  DISMISSED: 'idle',
  LISTED: 'late',
  PLANNED: 'waiting',
  IN_PROGRESS: 'waiting',
  APPLIED: 'waiting',
  FAILED: 'late',
  REMOVED: 'done',
  CLOSED: 'done',
}
export const WeakTag = ({ state }: { state: WeakState }) => (
  <StateTag tone={tones[state]}>{weakStates[state]}</StateTag>
)

/** A reason in words, and the way to the rows behind it. */
export function Reason({ reason }: { reason: WeakReason }) {
  const { refKind, refId, criterion, text } = reason
  const words = `${weakCriteria[criterion]}：${text}`
  if (refKind === 'book' && refId)
    return (
      <To to="/points/books/:id" params={{ id: refId }}>
        {words}
      </To>
    )
  if (refKind === 'objection' && refId)
    return (
      <To to="/objections/:id" params={{ id: refId }}>
        {words}
      </To>
    )
  if (refKind === 'work_item' && refId)
    return (
      <To to="/work/area" view={{ id: refId }}>
        {words}
      </To>
    )
  return <>{words}</>
}
export const Reasons = ({ reasons }: { reasons: readonly WeakReason[] }) => (
  <ul style={{ margin: 0, paddingInlineStart: 18 }}>
    {reasons.map((reason) => (
      <li key={`${reason.refId}${reason.text}`}>
        <Reason reason={reason} />
      </li>
    ))}
  </ul>
)
export const monthWord = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
