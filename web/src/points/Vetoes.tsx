import { type Book, liftVeto, recordVeto } from '@xinghe/contract/points'
import { formatDay } from '@xinghe/contract/values'
import { useAct } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import {
  ActButton,
  DayInput,
  type EvidenceFile,
  Field,
  Files,
  FormDrawer,
  Input,
  Select,
  Upload,
} from '../ui/index.ts'
import { stalePoints } from './words.tsx'

/** 一票否决 of this book, standing and lifted. */
export function Vetoes({ book }: { book: Book }) {
  const lift = useAct(liftVeto, { stale: stalePoints, done: '已解除一票否决' })
  if (book.vetoes.length === 0) return null
  return (
    <ul className="pt-vetoes">
      {book.vetoes.map((veto) => (
        <li key={veto.id} data-lifted={veto.lifted ? true : undefined}>
          <div>
            <b>一票否决：{veto.rule}</b>
            <p>
              {formatDay(veto.happenedOn)}，{veto.reason}（{veto.recordedBy}登记）
            </p>
            {veto.lifted ? <p className="xh-quiet">已解除：{veto.lifted.reason}</p> : <p>本年度不予评星。</p>}
            <Files files={veto.evidence} />
          </div>
          {!veto.lifted && book.can.includes('veto') ? (
            <ActButton
              ask={{ label: '解除的原因', placeholder: '例如：处分决定已撤销' }}
              confirm="解除后恢复按积分评星，登记的记录保留。"
              act={(reason) => lift.run({ params: { id: veto.id }, body: { reason } })}
            >
              解除
            </ActButton>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

interface Draft {
  ruleCode: string
  happenedOn: string
  reason: string
  files?: EvidenceFile[]
}
export function VetoForm({ book, open, onClose }: { book: Book; open: boolean; onClose: () => void }) {
  const me = useMe()
  const record = useAct(recordVeto, { stale: stalePoints, done: '已登记一票否决' })
  return (
    <FormDrawer<Draft>
      open={open}
      onClose={onClose}
      title="登记一票否决"
      sentence={`登记后，${book.name}${book.year}年度不予评星，直到解除。请附处理决定等依据。`}
      submit="登记"
      onSubmit={({ files = [], ...values }) =>
        record.run({ body: { bookId: book.id, ...values, fileIds: files.map((file) => file.id) } })
      }
    >
      <Field name="ruleCode" label="否决事项" required missing="请选择否决事项">
        <Select
          placeholder="选择方案中的一票否决事项"
          options={book.vetoRules.map(({ code, content }) => ({ value: code, label: content }))}
        />
      </Field>
      <Field name="happenedOn" label="发生日期" required missing="请选择日期">
        <DayInput earliest={`${book.year}-01-01`} latest={me?.today ?? ''} />
      </Field>
      <Field name="reason" label="情况和依据" required missing="请写明情况和依据">
        <Input.TextArea rows={4} maxLength={500} showCount />
      </Field>
      <Field name="files" label="佐证">
        <Upload wanted="处分决定、通报等" />
      </Field>
    </FormDrawer>
  )
}
