import { proposeRemoval, type RemovalBasis, removalBases } from '@xinghe/contract/removals'
import { listResults } from '@xinghe/contract/results'
import { levelName, type Subject } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { Field, FormDrawer, Input, Segmented, Select, Upload } from '../../ui/index.ts'
import { removalsStale } from './removals-stale.ts'

interface Draft {
  bookId: string
  toLevel: number
  basis: RemovalBasis
  reason: string
  files?: { id: string }[]
}
const levels = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]

/** 提出摘星降星: whom, to which level, why, with evidence. */
export function RemovalForm({ year, open, onClose }: { year: number; open: boolean; onClose: () => void }) {
  const [subject, setSubject] = useState<Subject>('ORG')
  const results = useAnswer(listResults, { query: { year, subject, size: 500 } }, { when: open })
  const propose = useAct(proposeRemoval, { stale: removalsStale, done: '已提交苏木镇党委研究' })
  const rows = (results.data?.rows ?? []).filter((row) => row.standing && (row.finalLevel ?? 0) > 0)
  return (
    <FormDrawer<Draft>
      open={open}
      onClose={onClose}
      title="提出摘星降星"
      submit="提交党委研究"
      sentence="党委研究同意后须公示，期满无异议才生效；生效前原星级不变。"
      initial={{ basis: 'SLIPPED' }}
      onSubmit={({ files = [], ...body }) =>
        propose.run({ body: { ...body, fileIds: files.map((file) => file.id) } })
      }
    >
      {(form) => (
        <>
          <Segmented
            value={subject}
            onChange={(next) => {
              form.resetFields(['bookId'])
              setSubject(next as Subject)
            }}
            options={[
              { value: 'ORG', label: '党组织' },
              { value: 'MEMBER', label: '党员' },
            ]}
            style={{ marginBottom: 16 }}
          />
          <Field name="bookId" label="对象" required missing="请选择对象">
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              loading={results.isPending}
              placeholder="按名称查找"
              options={rows.map((row) => ({
                value: row.bookId,
                label: `${row.name}（${row.villageName}，${levelName(row.finalLevel)}）`,
              }))}
            />
          </Field>
          <Field name="toLevel" label="降为" required missing="请选择降后的星级" help="0 为摘去全部星级">
            <Select
              options={levels.map((value) => ({
                value,
                label: value === 0 ? '摘星（无星级）' : levelName(value),
              }))}
            />
          </Field>
          <Field name="basis" label="情形" required>
            <Select options={Object.entries(removalBases).map(([value, label]) => ({ value, label }))} />
          </Field>
          <Field name="reason" label="理由" required help="写明何时何事、由谁查实；公示只写情形，不写细节">
            <Input.TextArea rows={4} maxLength={500} />
          </Field>
          <Field name="files" label="佐证">
            <Upload wanted="通报、处分决定、调查材料" />
          </Field>
        </>
      )}
    </FormDrawer>
  )
}
