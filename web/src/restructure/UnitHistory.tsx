/** 沿革: what made a unit what it is, what it was called, and whose years are read here. */
import { changeSentence, getUnitHistory } from '@xinghe/contract/restructure'
import { formatDay } from '@xinghe/contract/values'
import { useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { Section } from '../ui/index.ts'

const day = (on: string) => formatDay(on as never)

export function UnitHistory({ unitId, onChoose }: { unitId: string; onChoose: (id: string) => void }) {
  const { data } = useAnswer(getUnitHistory, { params: { id: unitId } })
  if (!data || data.past.length + data.changes.length + data.closed.length === 0) return null
  return (
    <Section title="沿革">
      <ul className="xh-posts">
        {data.changes.map((one) => (
          <li key={one.id}>
            <span>{changeSentence(one)}</span>
            <small>
              {day(one.onDay)}，{one.docNo}
            </small>
          </li>
        ))}
        {data.past.map((one) => (
          <li key={one.lastOn}>
            <span>
              {one.parentName ? `${one.parentName} ` : ''}
              {one.name}
              {one.partyOrgName ? `（${one.partyOrgName}）` : ''}
            </span>
            <small>
              {day(one.firstOn)}至{day(one.lastOn)}
            </small>
          </li>
        ))}
        {data.closed.map((one) => (
          <li key={one.id}>
            <To to="/org/units" view={{ unit: one.id }} onClick={() => onChoose(one.id)}>
              {one.name}
            </To>
            <small>{day(one.lastOn)}止，以往年度由本单位查看</small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
