import type { Sheet } from '@xinghe/contract/declarations'
import { Field, FormDrawer, Input } from '../../ui/index.ts'

interface Values {
  reason: string
  note?: string
}
export interface ReturnDrawerProps {
  open: boolean
  onClose: () => void
  sheet: Sheet
  /** Books whose lines were ticked. */
  marked: readonly string[]
  onReturn: (body: { reason: string; marks: { bookId: string; note: string }[] }) => Promise<unknown>
}
/** Why the sheet goes back, and a note at the lines that were ticked. */
export function ReturnDrawer({ open, onClose, sheet, marked, onReturn }: ReturnDrawerProps) {
  const names = sheet.lines.filter((line) => marked.includes(line.bookId)).map((line) => line.name)
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title="退回修改"
      submit="退回嘎查村"
      sentence={
        sheet.state === 'SUBMITTED'
          ? '退回后嘎查村可以修改并重新提交，已填内容不会丢失。'
          : '已确认的报星退回后，手册中的自选星随之取消，待重新确认；已经记了积分的不能退回。'
      }
      onSubmit={({ reason, note }) =>
        onReturn({ reason, marks: note ? marked.map((bookId) => ({ bookId, note })) : [] })
      }
    >
      <Field name="reason" label="退回原因" required missing="请写明退回原因">
        <Input.TextArea rows={4} maxLength={300} placeholder="写明哪里要改、怎样改" />
      </Field>
      {names.length > 0 ? (
        <Field name="note" label={`注明在 ${names.join('、')} 名下`}>
          <Input maxLength={100} placeholder="如：目标星级偏低" />
        </Field>
      ) : null}
    </FormDrawer>
  )
}
