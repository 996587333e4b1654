/** Records the meeting; says live whether it can decide, and what its decision will do. */

import { levelName, subjects } from '@xinghe/contract/words'
import {
  type DeterminationDetail,
  determine,
  majorityReached,
  quorumReached,
} from '@xinghe/contract/year-end'
import { useAct } from '../../app/call.ts'
import { useMe } from '../../app/me.ts'
import { DayInput, Field, Form, FormDrawer, Input, InputNumber, StateTag } from '../../ui/index.ts'
import { changesOf, finalOf, type Levels } from './LevelTable.tsx'
import { staleYearEnd } from './words.tsx'

interface Values {
  metOn: string
  place: string
  chair: string
  entitled: number
  present: number
  votesFor: number
  votesAgainst: number
  votesAbstained: number
  minutes: string
}
interface MeetingDrawerProps {
  found: DeterminationDetail
  levels: Levels
  open: boolean
  onClose: () => void
  onHeld: () => void
}
export function MeetingDrawer({ found, levels, open, onClose, onHeld }: MeetingDrawerProps) {
  const me = useMe()
  const send = useAct(determine, {
    stale: staleYearEnd,
    done: ({ count, differences }) =>
      `已评定 ${count} 项${differences > 0 ? `，${differences} 项列入差异报告` : ''}，下一步发布公示`,
  })
  const { townshipId, subject, year } = found
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title="综合评定会议"
      sentence={effectOf(found, levels)}
      submit="评定"
      width={640}
      initial={{ metOn: me?.today ?? '', ...(found.state === 'PREPARING' ? {} : (found.meeting ?? {})) }}
      onSubmit={async (values) => {
        await send.run({ body: { ...values, townshipId, subject, year, changes: changesOf(levels) } })
        onHeld()
      }}
    >
      {(form) => (
        <>
          <Field name="metOn" label="会议日期" required>
            <DayInput latest={me?.today ?? ''} />
          </Field>
          <Field name="place" label="地点" required>
            <Input maxLength={100} />
          </Field>
          <Field name="chair" label="主持人" required>
            <Input maxLength={30} />
          </Field>
          <div className="ye-three">
            <Count name="entitled" label="应到委员" unit="人" />
            <Count name="present" label="实到委员" unit="人" />
          </div>
          <div className="ye-three">
            <Count name="votesFor" label="赞成" />
            <Count name="votesAgainst" label="反对" />
            <Count name="votesAbstained" label="弃权" />
          </div>
          <Form.Item noStyle shouldUpdate>
            {() => <Check values={form.getFieldsValue(true) as Partial<Values>} />}
          </Form.Item>
          <Field
            name="minutes"
            label="会议记录"
            required
            missing="请填写会议记录"
            help="听取了什么、怎样审议、决定了什么；另定星级的写明讨论经过。每段一行。"
          >
            <Input.TextArea autoSize={{ minRows: 6, maxRows: 18 }} maxLength={5000} showCount />
          </Field>
        </>
      )}
    </FormDrawer>
  )
}
const Count = ({ name, label, unit = '票' }: { name: string; label: string; unit?: string }) => (
  <Field name={name} label={label} required missing="请填写">
    <InputNumber min={0} max={5000} precision={0} suffix={unit} />
  </Field>
)

function effectOf({ rows, subject }: DeterminationDetail, levels: Levels): string {
  const finals = rows.map((row) => finalOf(row, levels, true))
  const counts = [...new Set(finals)]
    .sort((one, other) => (other ?? -1) - (one ?? -1))
    .map((level) => `${levelName(level)} ${finals.filter((one) => one === level).length} 个`)
  const differences = rows.filter(
    (row) => !row.notRated && finalOf(row, levels, true) !== row.suggested,
  ).length
  return `将评定 ${rows.length} 个${subjects[subject]}：${counts.join('，')}。${differences > 0 ? `其中 ${differences} 项与测算不一致，报旗委组织部。` : '全部与测算一致。'}评定后发布公示。`
}

function Check({
  values: { entitled, present, votesFor, votesAgainst = 0, votesAbstained = 0 },
}: {
  values: Partial<Values>
}) {
  if (!entitled || present === undefined || present === null) return null
  const quorum = present <= entitled && quorumReached({ entitled, present })
  const counted = votesFor !== undefined && votesFor !== null
  const sum = (votesFor ?? 0) + (votesAgainst ?? 0) + (votesAbstained ?? 0)
  const passed = counted && majorityReached({ present, votesFor })
  return (
    <div className="ye-check" aria-live="polite">
      <StateTag tone={quorum ? 'done' : 'late'}>
        {quorum
          ? `实到 ${present}/${entitled}，达到半数，会议有效`
          : `实到 ${present}/${entitled}，不足半数，不能作出评定`}
      </StateTag>
      {counted ? (
        <StateTag tone={sum === present ? 'done' : 'late'}>
          {sum === present ? `票数合计 ${sum}，与实到一致` : `票数合计 ${sum}，应等于实到 ${present}`}
        </StateTag>
      ) : null}
      {counted ? (
        <StateTag tone={passed ? 'done' : 'late'}>
          {passed ? `赞成 ${votesFor} 票，超过实到半数，通过` : `赞成 ${votesFor} 票，没有超过实到半数`}
        </StateTag>
      ) : null}
    </div>
  )
}
