/** AB 岗: one of the posts given, who stands in, from which day to which. */
import { posts } from '@xinghe/contract/rights'
import type { AnswerOf, SentBody } from '@xinghe/contract/route'
import { type listSubstitutions, longestSubstitution, nameSubstitute } from '@xinghe/contract/substitutions'
import { useAct } from '../../app/call.ts'
import { useMe } from '../../app/me.ts'
import { DayInput, Field, Form, FormDrawer, Input, Select } from '../../ui/index.ts'
import { ColleagueSelect } from './ColleagueSelect.tsx'
import { substitutesStale } from './stale.ts'

type Seats = AnswerOf<typeof listSubstitutions>['posts']

export interface SubstituteFormProps {
  seats: Seats
  open: boolean
  onClose: () => void
}
export function SubstituteForm({ seats, open, onClose }: SubstituteFormProps) {
  const today = useMe()?.today ?? ''
  const name = useAct(nameSubstitute, { stale: substitutesStale, done: '已安排代办' })
  return (
    <FormDrawer<SentBody<typeof nameSubstitute>>
      open={open}
      onClose={onClose}
      title="请人代办"
      submit="安排"
      sentence={`代办期间，代办人可以这个岗位办理事项，办理经过记明“代”；原任职人仍可办理。到期自动结束，最长${longestSubstitution}天。`}
      initial={{ ...(seats[0] && { holdingId: seats[0].holdingId }), firstOn: today }}
      onSubmit={(body) => name.run({ body })}
    >
      {(form) => (
        <>
          <Field name="holdingId" label="岗位" required missing="请选择岗位">
            <Select
              options={seats.map((seat) => ({
                value: seat.holdingId,
                label: `${seat.unitName} · ${posts[seat.post]}`,
              }))}
              onChange={() => form.resetFields(['personId'])}
            />
          </Field>
          <Colleague />
          <Field name="firstOn" label="第一天" required>
            <DayInput earliest={today} />
          </Field>
          <Field name="lastOn" label="最后一天" required missing="请选择最后一天">
            <DayInput earliest={today} />
          </Field>
          <Field name="reason" label="原因" required missing="请写明原因">
            <Input.TextArea
              maxLength={200}
              showCount
              autoSize={{ minRows: 2 }}
              placeholder="如：外出学习一周"
            />
          </Field>
        </>
      )}
    </FormDrawer>
  )
}

/** Who could stand in follows from the post that is chosen. */
function Colleague() {
  const holdingId = Form.useWatch('holdingId') as string | undefined
  return (
    <Field name="personId" label="代办人" required missing="请选择代办人">
      <ColleagueSelect holdingId={holdingId} />
    </Field>
  )
}
