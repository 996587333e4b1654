/** One's own password: by choice, or before anything else when somebody else knows it or it is too old. */
import { useNavigate } from '@tanstack/react-router'
import { changePassword, getAccount } from '@xinghe/contract/identity'
import type { AnswerOf } from '@xinghe/contract/route'
import { useAct, useAnswer } from '../app/call.ts'
import { accountPath, homePath } from '../app/paths.ts'
import { To } from '../app/To.tsx'
import { Alert, Button, Field, Form, Input, Loaded, PageHead, Section } from '../ui/index.ts'
import { usePageForm } from './use-page-form.ts'
import './account.css'

type Account = AnswerOf<typeof getAccount>
interface Values {
  current: string
  password: string
  again: string
}

const wants = ({ length, classes, days, history }: Account['rules']): string =>
  [
    `至少${length}位`,
    classes > 1 ? `含大写字母、小写字母、数字、符号中的至少${classes}类` : '',
    '不含账号，不是常见的密码',
    history > 0 ? `不同于最近${history}个旧密码` : '',
    days > 0 ? `每${days}天更换一次` : '',
  ]
    .filter(Boolean)
    .join('；')

export default function PasswordPage() {
  return <Loaded answer={useAnswer(getAccount)}>{(account) => <PasswordForm account={account} />}</Loaded>
}

function PasswordForm({ account }: { account: Account }) {
  const navigate = useNavigate()
  const { form, fault, send } = usePageForm<Values>()
  const change = useAct(changePassword, { stale: [getAccount], done: '密码已修改，其他设备上的登录已结束' })
  const must = account.pending === 'PASSWORD'
  const save = async ({ current, password }: Values) => {
    await change.run({ body: { current, password } })
    await navigate({ to: (must ? homePath : accountPath) as never })
  }
  return (
    <div className="xh-narrow">
      <PageHead
        title="修改密码"
        sentence={`${account.name}，账号 ${account.login}`}
        back={must ? null : <To to={accountPath}>返回我的账号</To>}
      />
      {must ? (
        <Alert
          type="warning"
          showIcon
          title="请先修改密码，再办理其他事项。"
          description="现在的密码别人也知道，或者已经用得太久。"
        />
      ) : null}
      <Section>
        <Form<Values> form={form} layout="vertical" onFinish={(values) => void send(() => save(values))}>
          <input type="text" name="username" autoComplete="username" value={account.login} readOnly hidden />
          <Field name="current" label="现在的密码" required missing="请填写现在的密码">
            <Input.Password autoComplete="current-password" maxLength={200} />
          </Field>
          <Field name="password" label="新密码" required missing="请填写新密码" help={wants(account.rules)}>
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Field>
          <Field
            name="again"
            label="再填一次新密码"
            required
            missing="请再填一次新密码"
            rules={[
              ({ getFieldValue }) => ({
                validator: async (_, value) => {
                  if (value && value !== getFieldValue('password')) throw new Error('两次填写的不一致')
                },
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Field>
          <p role="alert" className="xh-form-fault">
            {fault}
          </p>
          <Button type="primary" htmlType="submit" loading={change.busy} block>
            保存新密码
          </Button>
        </Form>
      </Section>
    </div>
  )
}
