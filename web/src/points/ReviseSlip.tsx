import { reviseSlip, type SlipRow, submitSlips } from '@xinghe/contract/slips'
import { useAct } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { Checkbox, DayInput, type EvidenceFile, Field, FormDrawer, Input, Upload } from '../ui/index.ts'
import { signed, stalePoints } from './words.tsx'

interface Draft {
  factOn: string
  reason: string
  keep: string[]
  files: EvidenceFile[]
}
/** Corrects a draft or a returned slip and submits it again. Lines can be dropped, not added. */
export function ReviseSlip({ slip, open, onClose }: { slip: SlipRow; open: boolean; onClose: () => void }) {
  const me = useMe()
  const revise = useAct(reviseSlip, { stale: stalePoints })
  const submit = useAct(submitSlips, { stale: stalePoints, done: '已修改并提交' })
  const send = async ({ factOn, reason, keep, files }: Draft) => {
    const lines = slip.lines
      .filter((line) => keep.includes(line.id))
      .map(({ id, ruleCode, slot, amount, ordinal }) => ({ id, ruleCode, slot, amount, ordinal }))
    await revise.run({
      params: { id: slip.id },
      body: { factOn, reason, lines, fileIds: files.map((file) => file.id) },
    })
    await submit.run({ body: { ids: [slip.id] } })
  }
  return (
    <FormDrawer<Draft>
      open={open}
      onClose={onClose}
      title="修改申报单"
      sentence={slip.returnReason ? `退回原因：${slip.returnReason}` : '修改后提交支部确认。'}
      initial={{
        factOn: slip.factOn,
        reason: slip.reason,
        keep: slip.lines.map((line) => line.id),
        files: slip.evidence,
      }}
      submit="修改并提交"
      onSubmit={send}
    >
      <Field name="factOn" label="发生日期" required>
        <DayInput latest={me?.today ?? ''} />
      </Field>
      <Field name="reason" label="事由" required>
        <Input.TextArea rows={2} maxLength={300} />
      </Field>
      <Field name="keep" label="计分" required missing="至少保留一行" help="去掉勾选的一行不再申报">
        <Checkbox.Group
          className="pt-keep"
          options={slip.lines.map((line) => ({
            value: line.id,
            label: `${line.bookName} · ${line.star} ${signed(line.amount)} 分`,
          }))}
        />
      </Field>
      <Field name="files" label="佐证">
        <Upload />
      </Field>
    </FormDrawer>
  )
}
