import { selfAssess, type YearEndSheet } from '@xinghe/contract/year-end'
import { useAct } from '../../app/call.ts'
import { useMe } from '../../app/me.ts'
import { DayInput, Field, FormDrawer, Input } from '../../ui/index.ts'
import { staleYearEnd } from './words.tsx'

interface Values {
  on: string
  text: string
}
export function SelfDrawer({
  sheet,
  open,
  onClose,
}: {
  sheet: YearEndSheet
  open: boolean
  onClose: () => void
}) {
  const me = useMe()
  const send = useAct(selfAssess, { stale: staleYearEnd, done: '自评已提交，下一步召开测评会' })
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title="年终自评"
      sentence="对照星级标准写一年做了什么、没做到什么。提交后召开党员大会测评，测评前可以修改。"
      submit="提交自评"
      initial={{ on: sheet.selfOn ?? me?.today ?? '', text: sheet.selfText ?? '' }}
      onSubmit={({ on, text }) => send.run({ body: { sheets: [{ sheetId: sheet.sheetId, on, text }] } })}
    >
      <Field name="on" label="自评日期" required>
        <DayInput latest={me?.today ?? ''} />
      </Field>
      <Field
        name="text"
        label="自评内容"
        required
        missing="请填写自评内容"
        help="逐颗星说明，写事实，不写空话。"
      >
        <Input.TextArea autoSize={{ minRows: 10, maxRows: 24 }} maxLength={2000} showCount />
      </Field>
    </FormDrawer>
  )
}
