import { beginFactor, confirmFactor, getAccount } from '@xinghe/contract/identity'
import type { AnswerOf } from '@xinghe/contract/route'
import { useState } from 'react'
import { useAct } from '../app/call.ts'
import { Button, Field, Form, Input, Section } from '../ui/index.ts'
import { usePageForm } from './use-page-form.ts'

/** Password, then the picture for the phone, then its first code. */
export function FactorSetUp({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const [begun, setBegun] = useState<AnswerOf<typeof beginFactor>>()
  const begin = useAct(beginFactor)
  const confirm = useAct(confirmFactor, { stale: [getAccount], done: '动态验证码已启用' })
  const { form, fault, send } = usePageForm<{ password: string; code: string }>()
  if (!begun)
    return (
      <Section title="第一步：确认是本人">
        <Form
          form={form}
          layout="vertical"
          onFinish={(body) => void send(async () => setBegun(await begin.run({ body })))}
        >
          <Field name="password" label="登录密码" required missing="请填写密码">
            <Input.Password autoComplete="current-password" maxLength={200} />
          </Field>
          <p role="alert" className="xh-form-fault">
            {fault}
          </p>
          <Button type="primary" htmlType="submit" loading={begin.busy} block>
            下一步
          </Button>
        </Form>
      </Section>
    )
  return (
    <Section title="第二步：用手机扫码">
      <p>在手机上打开身份验证器应用，扫描下图；不能扫描时，手工输入密钥。</p>
      <img
        className="xh-factor-qr"
        alt="供身份验证器扫描的二维码"
        src={`data:image/svg+xml,${encodeURIComponent(begun.qr)}`}
      />
      <p className="xh-factor-secret">{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ code }) => void send(async () => onCodes((await confirm.run({ body: { code } })).codes))}
      >
        <Field name="code" label="手机上显示的六位数字" required missing="请填写验证码">
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Field>
        <p role="alert" className="xh-form-fault">
          {fault}
        </p>
        <Button type="primary" htmlType="submit" loading={confirm.busy} block>
          启用
        </Button>
      </Form>
    </Section>
  )
}
