/** AB 岗 of one person: who stands in for him, for whom he stands in, now, soon and before. */
import { posts } from '@xinghe/contract/rights'
import { endSubstitution, listSubstitutions, type SubstitutionRow } from '@xinghe/contract/substitutions'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { useCan, useMe } from '../../app/me.ts'
import {
  ActButton,
  type Column,
  DataTable,
  DateText,
  RowCard,
  Section,
  StateTag,
  type Tone,
} from '../../ui/index.ts'
import { SubstituteForm } from './SubstituteForm.tsx'
import { substitutesStale } from './stale.ts'

const states: Record<SubstitutionRow['state'], [Tone, string]> = {
  NOW: ['done', '代办中'],
  COMING: ['waiting', '未开始'],
  OVER: ['idle', '已结束'],
}
const stateOf = ({ state }: SubstitutionRow) => (
  <StateTag tone={states[state][0]}>{states[state][1]}</StateTag>
)
const seatOf = (one: SubstitutionRow) => `${one.unitName} · ${posts[one.post]}`
const span = (one: SubstitutionRow) => (
  <>
    <DateText value={one.firstOn} /> 至 <DateText value={one.lastOn} />
  </>
)

/** @param personId left out: my own */
export function Substitutes({ personId }: { personId?: string }) {
  const me = useMe()
  const can = useCan()
  const [naming, setNaming] = useState(false)
  const found = useAnswer(listSubstitutions, { query: personId ? { personId } : {} })
  const end = useAct(endSubstitution, { stale: substitutesStale, done: '代办已结束' })
  const own = personId === undefined || personId === me?.person.id
  const seats = found.data?.posts ?? []
  // Whoever has no post and stood in for nobody has nothing to read here.
  if (seats.length === 0 && (found.data?.rows.length ?? 0) === 0) return null
  const endOf = (one: SubstitutionRow) =>
    one.can.includes('end') ? (
      <ActButton
        size="small"
        quiet
        confirm={`${one.personName}不再代${one.holderName}办理，指名给他的待办退回岗位。`}
        act={() => end.run({ params: { id: one.id } })}
      >
        结束
      </ActButton>
    ) : null
  const columns: Column<SubstitutionRow>[] = [
    { key: 'state', title: '状态', width: 100, value: (one) => states[one.state][1], render: stateOf },
    { key: 'post', title: '岗位', width: 240, value: seatOf },
    { key: 'holderName', title: '任职人', width: 110 },
    { key: 'personName', title: '代办人', width: 110 },
    { key: 'firstOn', title: '起止', width: 270, render: span, value: (one) => one.firstOn },
    { key: 'reason', title: '原因' },
    { key: 'act', title: '', width: 80, render: endOf, value: () => '' },
  ]
  const why = !can('substitutes.name')
    ? '请联系组织部安排'
    : seats.length === 0
      ? own
        ? '您现在没有可请人代办的岗位'
        : '由任职人本人或组织部安排'
      : undefined
  return (
    <Section
      title="代办（AB岗）"
      sentence={own ? '外出、休假时，请同单位的同志在这些天里代为办理。' : undefined}
      flush
      extra={
        <ActButton why={why} act={() => setNaming(true)}>
          请人代办
        </ActButton>
      }
    >
      <DataTable
        rows={found.data?.rows}
        answer={found}
        rowKey={(one) => one.id}
        columns={columns}
        paging={false}
        sticky={false}
        card={(one) => (
          <RowCard
            title={`${one.personName}代${one.holderName}`}
            lines={[
              ['状态', stateOf(one)],
              ['岗位', seatOf(one)],
              ['起止', span(one)],
              ['原因', one.reason],
            ]}
            foot={endOf(one)}
          />
        )}
        empty={{ title: '没有代办记录' }}
      />
      <SubstituteForm seats={seats} open={naming} onClose={() => setNaming(false)} />
    </Section>
  )
}
