/** What the program itself shows today: organisations that meet a criterion, each reason with its rows. */

import { signalsList } from '@xinghe/contract/lists/weak'
import type { AnswerOf } from '@xinghe/contract/route'
import { listSignals, suspectWeak } from '@xinghe/contract/weak'
import { useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { To } from '../app/To.tsx'
import { ActButton, DataTable, PageHead, RowCard, Section } from '../ui/index.ts'
import { Reasons, staleWeak } from './words.tsx'

type Signal = AnswerOf<typeof listSignals>['rows'][number]
const Standing = ({ row }: { row: Signal }) =>
  row.openCaseId ? (
    <To to="/weak/:id" params={{ id: row.openCaseId }}>
      已在台账
    </To>
  ) : row.dismissedOn ? (
    `${row.dismissedOn.slice(0, 4)}年曾不予列入`
  ) : (
    '未列为疑似'
  )
const columns = columnsOf(
  signalsList,
  {},
  {
    orgName: { always: true, fixed: 'start' },
    reasons: { always: true, render: (row) => <Reasons reasons={row.reasons} /> },
    openCaseId: { render: (row) => <Standing row={row} /> },
  },
)

export default function SignalsPage() {
  const answer = useAnswer(listSignals, { query: {} })
  const exports = useExport(signalsList, {})
  const [chosen, setChosen] = useState<string[]>([])
  const suspect = useAct(suspectWeak, {
    stale: staleWeak,
    done: ({ count }) => `已列为疑似 ${count} 个，待苏木镇核实`,
  })
  const known = (answer.data?.rows ?? []).filter((row) => chosen.includes(row.villageId) && row.openCaseId)
  return (
    <>
      <PageHead
        back={<To to="/weak">返回整顿台账</To>}
        title="疑似线索"
        sentence="由系统已有的数据今天算出，只是线索；是不是软弱涣散，要到现场核实，由旗委研究决定。"
        acts={
          <ActButton
            main
            why={
              chosen.length === 0
                ? '请先勾选党组织'
                : known[0]
                  ? `${known[0].orgName}已在台账中，请取消勾选`
                  : undefined
            }
            confirm={`将把 ${chosen.length} 个党组织列为疑似，交苏木镇核实。`}
            act={() => suspect.run({ body: { villageIds: chosen } }).then(() => setChosen([]))}
          >
            列为疑似
          </ActButton>
        }
      />
      <Section title="现行标准" sentence="各项数值由旗县在“参数设置”中确定">
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {(answer.data?.criteria ?? []).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Section>
      <DataTable
        name="疑似线索"
        exports={exports}
        answer={answer}
        rows={answer.data?.rows}
        rowKey={(row) => row.villageId}
        columns={columns}
        selected={chosen}
        onSelect={(keys) => setChosen(keys.map(String))}
        card={(row) => (
          <RowCard
            title={row.orgName}
            beside={<Standing row={row} />}
            lines={[
              ['苏木镇', row.townshipName],
              ['标准', <Reasons key="why" reasons={row.reasons} />],
            ]}
          />
        )}
        empty={{ title: '没有达到标准的党组织', hint: '数据看不出的情况，可在台账中人工登记。' }}
      />
    </>
  )
}
