import { answerObjection } from '@xinghe/contract/notices'
import { getBook } from '@xinghe/contract/points'
import { formatPoints } from '@xinghe/contract/values'
import { levelName } from '@xinghe/contract/words'
import { useAct, useAnswer } from '../app/call.ts'
import { Button, Field, Form, FormDrawer, Input, PointsInput, Radio, Select } from '../ui/index.ts'
import type { Objection } from './ObjectionPage.tsx'
import { staleNotices } from './words.tsx'

interface Change {
  slot: number
  delta: number
  reason: string
}
interface Values {
  outcome: 'UPHELD' | 'AMENDED'
  answer: string
  amendment?: { reason: string; changes?: Change[]; finalLevel?: number | null }
}

/** Upheld, or amended with what changes; the objector reads the answer by his tracking code. */
export function AnswerForm({
  objection,
  open,
  onClose,
}: {
  objection: Objection
  open: boolean
  onClose: () => void
}) {
  const answer = useAct(answerObjection, { stale: staleNotices, done: '已答复' })
  const yearEnd = objection.kind !== 'QUARTER'
  const amendable = !yearEnd || objection.bookId !== null
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title="答复异议"
      sentence="写清查了什么、事实怎样、结论是什么、为什么。答复后反映人凭查询码可以看到，不能再改；不要写个人信息。"
      initial={{ outcome: 'UPHELD', answer: '' }}
      width={640}
      submit="答复"
      onSubmit={({ outcome, answer: text, amendment }) =>
        answer.run({
          params: { id: objection.id },
          body: {
            outcome,
            answer: text,
            ...(outcome === 'AMENDED' && yearEnd && amendment
              ? { amendment: { ...amendment, changes: amendment.changes ?? [] } }
              : {}),
          },
        })
      }
    >
      {(form) => (
        <>
          <Field name="outcome" label="结论" required>
            <Radio.Group
              options={[
                { value: 'UPHELD', label: '维持原结果' },
                {
                  value: 'AMENDED',
                  label: amendable ? '予以更正' : '予以更正（须针对具体对象）',
                  disabled: !amendable,
                },
              ]}
            />
          </Field>
          <Field name="answer" label="答复内容" required missing="请填写答复内容">
            <Input.TextArea autoSize={{ minRows: 5, maxRows: 14 }} maxLength={1000} showCount />
          </Field>
          <Form.Item noStyle dependencies={['outcome']}>
            {() =>
              form.getFieldValue('outcome') !== 'AMENDED' ? null : yearEnd ? (
                <Amendment objection={objection} />
              ) : (
                <p className="nt-note">季度积分的更正在积分手册中冲正、补记；这里只登记答复。</p>
              )
            }
          </Form.Item>
        </>
      )}
    </FormDrawer>
  )
}

/** What changes: points of stars, and the level where the meeting decides another than computed. */
function Amendment({ objection }: { objection: Objection }) {
  const book = useAnswer(
    getBook,
    { params: { id: objection.bookId ?? '' } },
    { when: objection.bookId !== null },
  )
  const stars = (book.data?.stars ?? []).map(({ slot, name, points }) => ({
    value: slot,
    label: `${name}（现 ${formatPoints(points)} 分）`,
  }))
  return (
    <section className="nt-amend">
      <h3>更正内容</h3>
      <p className="xh-quiet">更正后的结果要再次公示，期满无异议才算定下。积分更正记入账册，写明原因。</p>
      <Form.List name={['amendment', 'changes']}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ name, key }) => (
              <div key={key} className="nt-change">
                <Field name={[name, 'slot']} label="哪颗星" required missing="请选择">
                  <Select options={stars} loading={book.isPending} placeholder="选择星" />
                </Field>
                <Field name={[name, 'delta']} label="加减分" required missing="请填写" help="减分填负数">
                  <PointsInput min={-10000} max={10000} />
                </Field>
                <Field name={[name, 'reason']} label="原因" required missing="请写明原因">
                  <Input maxLength={200} />
                </Field>
                <Button type="link" onClick={() => remove(name)}>
                  移除
                </Button>
              </div>
            ))}
            <Button className="nt-gap" disabled={fields.length >= 10} onClick={() => add({})}>
              增加一项积分更正
            </Button>
          </>
        )}
      </Form.List>
      <Field
        name={['amendment', 'finalLevel']}
        label="更正后的星级"
        help="不选则按更正后的积分计算；与计算结果不同的，须在理由中写明。"
      >
        <Select
          allowClear
          placeholder="按积分计算"
          options={Array.from({ length: 11 }, (_, at) => ({
            value: 10 - at,
            label: levelName(10 - at),
          }))}
        />
      </Field>
      <Field name={['amendment', 'reason']} label="更正理由" required missing="请写明更正理由">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={300} showCount />
      </Field>
    </section>
  )
}
