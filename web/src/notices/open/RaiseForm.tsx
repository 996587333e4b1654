import { type PublicNotice, raiseObjection } from '@xinghe/contract/notices'
import { formatDay } from '@xinghe/contract/values'
import { useState } from 'react'
import { CallError, useAct } from '../../app/call.ts'
import { Button, Field, Form, Input, Section, Select } from '../../ui/index.ts'
import { Told } from './Told.tsx'

interface Values {
  seq?: number
  name: string
  contact: string
  content: string
}
/** Rules first, then four fields, then the tracking code and what happens next. */
export function RaiseForm({ notice }: { notice: PublicNotice }) {
  const [form] = Form.useForm<Values>()
  const [fault, setFault] = useState<string>()
  const [told, setTold] = useState<{ trackingCode: string; dueOn: string }>()
  const raise = useAct(raiseObjection)
  if (told)
    return (
      <Told
        {...told}
        onMore={() => {
          form.resetFields()
          setTold(undefined)
        }}
      />
    )
  if (!notice.open)
    return (
      <Section title="提出异议">
        <p>
          {notice.state === 'PUBLISHED' && notice.closedOn === null
            ? '公示期不在今天，暂不接受异议。'
            : '公示已经结束，不再接受异议。'}
          如有问题，请按上面的联系方式直接反映。
        </p>
      </Section>
    )
  const send = async (values: Values) => {
    setFault(undefined)
    try {
      setTold(await raise.run({ params: { code: notice.publicCode }, body: values }))
    } catch (error) {
      const fields = error instanceof CallError ? error.fields : []
      form.setFields(fields.map(({ path, message }) => ({ name: path as keyof Values, errors: [message] })))
      if (fields.length === 0)
        setFault(error instanceof CallError ? error.message : '没有提交成功，请稍后再试')
    }
  }
  return (
    <Section title="对公示有异议">
      <ol className="nt-rules">
        <li>{formatDay(notice.endsOn)}以前都可以提，请写明有什么问题、依据是什么。</li>
        <li>请写真实姓名和联系方式，便于核实和答复；只有调查、答复的同志能看到，不会公开。</li>
        <li>提交后给您一个查询码，{notice.answerWorkdays} 个工作日内答复，凭查询码随时可以查看。</li>
        <li>也可以按上面的联系方式，当面或书面反映。</li>
      </ol>
      <Form<Values>
        form={form}
        layout="vertical"
        size="large"
        onFinish={(values) => void send(values)}
        scrollToFirstError={{ block: 'center' }}
        validateTrigger={['onBlur', 'onSubmit']}
      >
        <Field name="seq" label="对哪一项有异议">
          <Select
            allowClear
            placeholder="不选则是对整份公示"
            showSearch={{ optionFilterProp: 'label' }}
            options={notice.lines.map(({ seq, subjectName }) => ({
              value: seq,
              label: `${seq}. ${subjectName}`,
            }))}
          />
        </Field>
        <Field name="content" label="有什么问题、依据是什么" required missing="请写明问题和依据">
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={1000} showCount />
        </Field>
        <Field name="name" label="您的真实姓名" required missing="请填写真实姓名">
          <Input maxLength={60} autoComplete="name" />
        </Field>
        <Field name="contact" label="联系电话或地址" required missing="请填写联系电话或地址，便于核实和答复">
          <Input maxLength={100} autoComplete="tel" />
        </Field>
        <p role="alert" className={fault ? 'nt-note nt-note-late' : ''}>
          {fault}
        </p>
        <Button type="primary" htmlType="submit" loading={raise.busy}>
          提交异议
        </Button>
      </Form>
    </Section>
  )
}
