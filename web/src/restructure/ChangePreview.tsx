/** Before anything is done: what goes along, what stands in the way. */
import {
  blockerLine,
  type Change,
  type FigureKey,
  figureWords,
  previewChange,
} from '@xinghe/contract/restructure'
import { useAnswer } from '../app/call.ts'
import { Alert, Facts, Spin } from '../ui/index.ts'

export function ChangePreview({ change }: { change: Change | undefined }) {
  const answer = useAnswer(
    previewChange,
    { body: { change: change as Change } },
    { when: change !== undefined },
  )
  if (!change) return <p className="xh-quiet">选好单位后，这里列出将一并转移的内容和需要先办结的事项。</p>
  if (answer.error) return <Alert type="error" showIcon title={answer.error.message} />
  if (!answer.data) return <Spin />
  const { figures, blockers, notes } = answer.data
  const shown = (Object.keys(figureWords) as FigureKey[]).filter((key) => figures[key] > 0)
  return (
    <div className="xh-change-preview">
      {blockers.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title="以下事项办结后才能办理"
          description={
            <ul>
              {blockers.map((one) => (
                <li key={`${one.kind} ${one.unitName}`}>{blockerLine(one)}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      {shown.length > 0 ? (
        <Facts
          columns={2}
          items={shown.map((key) => ({
            label: figureWords[key][0],
            value: `${figures[key]} ${figureWords[key][1]}`,
          }))}
        />
      ) : null}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  )
}
