import { posts } from '@xinghe/contract/rights'
import { getSlip } from '@xinghe/contract/slips'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { Loaded, type SheetStep, SideSheet } from '../ui/index.ts'
import { ReviseSlip } from './ReviseSlip.tsx'
import { SlipActs } from './SlipActs.tsx'
import { SlipEvidence, SlipFacts, SlipLines } from './SlipView.tsx'
import { namesOf, SlipTag } from './words.tsx'

export interface SlipSheetProps {
  id: string | undefined
  onClose: () => void
  step?: SheetStep | undefined
}
/** One slip beside the list, with what was done to it and what is open to me. */
export function SlipSheet({ id, onClose, step }: SlipSheetProps) {
  const answer = useAnswer(getSlip, { params: { id: id ?? '' } }, { when: Boolean(id) })
  const [struck, setStruck] = useState<Record<string, string>>({})
  const [revising, setRevising] = useState(false)
  const slip = answer.data
  const judging = slip?.can.includes('confirm') || slip?.can.includes('check')
  const strike = (lineId: string, reason: string | undefined) =>
    setStruck(({ [lineId]: _, ...others }) => (reason ? { ...others, [lineId]: reason } : others))
  return (
    <>
      <SideSheet
        open={Boolean(id)}
        onClose={onClose}
        step={step}
        title={slip ? namesOf(slip) : '积分申报单'}
        sentence={slip ? <SlipTag state={slip.state} /> : undefined}
        acts={
          slip ? (
            <SlipActs slip={slip} struck={struck} onDone={onClose} onRevise={() => setRevising(true)} />
          ) : undefined
        }
        timeline={slip?.timeline.map((step) => ({
          at: step.at,
          what: step.act,
          who: `${step.name}${step.post ? `（${posts[step.post]}）` : ''}`,
          why: step.note,
        }))}
      >
        <Loaded answer={answer}>
          {(one) => (
            <>
              <SlipFacts slip={one} />
              <h3 className="pt-h3">计分</h3>
              <SlipLines slip={one} striking={judging ? { struck, onStrike: strike } : undefined} />
              <h3 className="pt-h3">佐证</h3>
              <SlipEvidence slip={one} />
            </>
          )}
        </Loaded>
      </SideSheet>
      {slip ? <ReviseSlip slip={slip} open={revising} onClose={() => setRevising(false)} /> : null}
    </>
  )
}
