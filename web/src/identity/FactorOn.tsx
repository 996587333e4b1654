import { getAccount, renewRecoveryCodes, turnFactorOff } from '@xinghe/contract/identity'
import type { AnswerOf } from '@xinghe/contract/route'
import { useAct } from '../app/call.ts'
import { Button, DateText, Facts, Field, Form, Input, Section } from '../ui/index.ts'
import { usePageForm } from './use-page-form.ts'

interface Proof {
  password: string
  code: string
}

/** What may be done with a second factor in force: each needs the password and a code. */
export function FactorOn({
  factor,
  onCodes,
}: {
  factor: AnswerOf<typeof getAccount>['factor']
  onCodes: (codes: string[]) => void
}) {
  const renew = useAct(renewRecoveryCodes, { stale: [getAccount], done: '新的恢复码已生成，旧的作废' })
  const off = useAct(turnFactorOff, { stale: [getAccount], done: '动态验证码已停用' })
  const { form, fault, send } = usePageForm<Proof>()
  const run = (act: (body: Proof) => Promise<unknown>) =>
    void form.validateFields().then(
      (body) => send(() => act(body)),
      () => undefined,
    )
  return (
    <Section title="已启用">
      <Facts
        items={[
          { label: '启用于', value: <DateText value={factor.since ?? ''} /> },
          { label: '未用的恢复码', value: `${factor.codesLeft}个` },
        ]}
      />
      <Form form={form} layout="vertical">
        <Field name="password" label="登录密码" required missing="请填写密码">
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Field>
        <Field name="code" label="验证码或恢复码" required missing="请填写验证码">
          <Input autoComplete="one-time-code" maxLength={20} />
        </Field>
        <p role="alert" className="xh-form-fault">
          {fault}
        </p>
        <div className="xh-account-acts">
          <Button
            loading={renew.busy}
            onClick={() => run(async (body) => onCodes((await renew.run({ body })).codes))}
          >
            重新生成恢复码
          </Button>
          <Button
            danger
            disabled={factor.demanded}
            loading={off.busy}
            onClick={() => run((body) => off.run({ body }))}
          >
            停用
          </Button>
        </div>
        {factor.demanded ? <p className="xh-quiet">您的岗位登录须用动态验证码，在任期间不能停用。</p> : null}
      </Form>
    </Section>
  )
}
