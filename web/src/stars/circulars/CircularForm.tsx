import {
  type Circular,
  circularEdit,
  draftCircular,
  editCircular,
  figuresMark,
} from '@xinghe/contract/circulars'
import type { z } from 'zod'
import { useAct } from '../../app/call.ts'
import { useMe } from '../../app/me.ts'
import { DayInput, Field, FormDrawer, Input, InputNumber, Radio, Select } from '../../ui/index.ts'
import { circularsStale as stale } from './circulars-stale.ts'
import './circulars.css'

type Typed = z.input<typeof circularEdit>

export function DraftForm({
  open,
  onClose,
  onMade,
}: {
  open: boolean
  onClose: () => void
  onMade: (id: string) => void
}) {
  const me = useMe()
  const draft = useAct(draftCircular, { stale, done: '已起草，请核对后印发' })
  const last = Number(me?.today.slice(0, 4) ?? 1) - 1
  return (
    <FormDrawer<{ year: number; subject: 'ORG' | 'MEMBER' }>
      open={open}
      onClose={onClose}
      title="起草结果通报"
      submit="起草"
      width={420}
      sentence="系统按已备案确认的结果写好正文和附件，可以修改文字。"
      initial={{ year: last, subject: 'ORG' }}
      onSubmit={async (body) => onMade((await draft.run({ body })).id)}
    >
      <Field name="year" label="评定年度" required>
        <Select options={[0, 1, 2].map((back) => ({ value: last - back, label: `${last - back}年度` }))} />
      </Field>
      <Field name="subject" label="对象" required>
        <Radio.Group
          options={[
            { value: 'ORG', label: '嘎查村党组织' },
            { value: 'MEMBER', label: '农牧民党员' },
          ]}
        />
      </Field>
    </FormDrawer>
  )
}

export function CircularForm({
  circular,
  open,
  onClose,
}: {
  circular: Circular
  open: boolean
  onClose: () => void
}) {
  const me = useMe()
  const edit = useAct(editCircular, { stale, done: '已保存' })
  return (
    <FormDrawer<Typed>
      open={open}
      onClose={onClose}
      title="修改通报"
      submit="保存"
      width={760}
      sentence={`正文一行一段；“一、”开头的排黑体，“（一）”开头的排楷体。“${figuresMark}”单独成段，由系统换成：${circular.figures}`}
      initial={circular as Typed}
      shape={circularEdit}
      onSubmit={(values) => edit.run({ params: { id: circular.id }, body: { ...(values as Typed) } })}
    >
      <div className="circular-row">
        <Field name="docWord" label="代字">
          <Input maxLength={20} placeholder="如：锡组通" />
        </Field>
        <Field name="docYear" label="年份">
          <InputNumber style={{ width: '100%' }} min={2000} max={2100} precision={0} />
        </Field>
        <Field name="docSeq" label="序号">
          <InputNumber style={{ width: '100%' }} min={1} max={9999} precision={0} placeholder="印发前填写" />
        </Field>
      </div>
      <Field name="title" label="标题" required>
        <Input maxLength={100} />
      </Field>
      <Field name="addressees" label="主送" required help="末尾的冒号由系统加上">
        <Input maxLength={200} />
      </Field>
      <Field name="body" label="正文" required>
        <Input.TextArea autoSize={{ minRows: 10, maxRows: 24 }} maxLength={8000} />
      </Field>
      {circular.waiting.length > 0 ? (
        <Field name="leftOutIds" label="暂不列入" help="结果尚未备案确认的苏木镇；选中的在正文写明另行通报">
          <Select
            mode="multiple"
            options={circular.waiting.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      ) : null}
      <div className="circular-row wide">
        <Field name="issuer" label="发文机关" required>
          <Input maxLength={28} />
        </Field>
        <Field name="issuedOn" label="成文日期" help="不填即为印发当天">
          <DayInput latest={me?.today ?? ''} />
        </Field>
      </div>
      <div className="circular-row wide">
        <Field name="office" label="印发机关" required>
          <Input maxLength={40} />
        </Field>
        <Field name="copies" label="抄送" help="末尾的句号由系统加上">
          <Input maxLength={300} />
        </Field>
      </div>
    </FormDrawer>
  )
}
