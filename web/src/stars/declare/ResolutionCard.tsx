/** The meeting that decided the declarations: its day, who was entitled, who came. */
import { hasQuorum, type Sheet, resolution as shape } from '@xinghe/contract/declarations'
import { useState } from 'react'
import {
  ActButton,
  DateText,
  DayInput,
  Facts,
  Field,
  FormDrawer,
  Input,
  InputNumber,
  Section,
  StateTag,
} from '../../ui/index.ts'

interface Values {
  on: string
  entitled: number
  attended: number
  text: string
}
export interface ResolutionCardProps {
  sheet: Sheet
  today: string
  editable: boolean
  onSave: (resolution: Values) => Promise<unknown>
}
export function ResolutionCard({ sheet, today, editable, onSave }: ResolutionCardProps) {
  const [open, setOpen] = useState(false)
  const held = sheet.resolution
  const members = sheet.subject === 'MEMBER' ? sheet.lines.length : undefined
  return (
    <Section
      title="会议决议"
      sentence={
        sheet.subject === 'ORG'
          ? '由村党组织会议讨论通过，实到超过应到的半数。'
          : '由党员大会讨论通过，实到超过应到的半数。'
      }
      extra={editable ? <ActButton act={() => setOpen(true)}>{held ? '修改' : '登记决议'}</ActButton> : null}
    >
      {held ? (
        <Facts
          columns={3}
          items={[
            { label: '会议日期', value: <DateText value={held.on} /> },
            { label: '应到 / 实到', value: `${held.entitled} 人 / ${held.attended} 人` },
            {
              label: '有效',
              value: hasQuorum(held) ? (
                <StateTag tone="done">超过半数</StateTag>
              ) : (
                <StateTag tone="late">没有超过半数</StateTag>
              ),
            },
            ...(held.text ? [{ label: '决议', value: held.text, wide: true }] : []),
          ]}
        />
      ) : (
        <span className="xh-quiet">还没有登记。</span>
      )}
      <FormDrawer<Values>
        open={open}
        onClose={() => setOpen(false)}
        title="登记会议决议"
        submit="保存"
        shape={shape}
        initial={held ?? { on: today, ...(members ? { entitled: members } : {}), text: '' }}
        onSubmit={onSave}
      >
        <Field name="on" label="会议日期" required>
          <DayInput latest={today} />
        </Field>
        <Field name="entitled" label="应到人数" required>
          <InputNumber min={1} max={2000} precision={0} suffix="人" style={{ width: 160 }} />
        </Field>
        <Field name="attended" label="实到人数" required help="实到须超过应到的半数">
          <InputNumber min={0} max={2000} precision={0} suffix="人" style={{ width: 160 }} />
        </Field>
        <Field name="text" label="决议内容">
          <Input.TextArea
            rows={4}
            maxLength={1000}
            placeholder="如：经讨论，一致通过本年度目标星级和自选星"
          />
        </Field>
      </FormDrawer>
    </Section>
  )
}
