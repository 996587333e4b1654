import { investigateObjection } from '@xinghe/contract/notices'
import { useAct } from '../app/call.ts'
import { type EvidenceFile, Field, FormDrawer, Input, Upload } from '../ui/index.ts'
import type { Objection } from './ObjectionPage.tsx'
import { staleNotices } from './words.tsx'

interface FormProps {
  objection: Objection
  open: boolean
  onClose: () => void
}
interface Values {
  finding: string
  files?: EvidenceFile[]
}
/** What the investigation found, with what proves it. The matter then goes to the secretary for the answer. */
export function FindingForm({ objection: { id, finding }, open, onClose }: FormProps) {
  const investigate = useAct(investigateObjection, {
    stale: staleNotices,
    done: '已登记，转苏木镇党委书记答复',
  })
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title="登记调查情况"
      sentence="写明向谁了解、查了什么、事实怎样。登记后转苏木镇党委书记答复；答复之前可以补充。"
      initial={{ finding: finding ?? '' }}
      onSubmit={({ finding: text, files = [] }) =>
        investigate.run({
          params: { id },
          body: { finding: text, fileIds: files.map((file) => file.id) },
        })
      }
      submit="登记"
    >
      <Field name="finding" label="调查情况" required missing="请写明调查情况">
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 16 }} maxLength={2000} showCount />
      </Field>
      <Field name="files" label="证明材料">
        <Upload wanted="谈话记录、照片、签到表等" max={20} />
      </Field>
    </FormDrawer>
  )
}
