import type { AnswerOf, SentBody } from '@xinghe/contract/route'
import { finishSignOn, getSignOn, setSignOn } from '@xinghe/contract/single-sign-on'
import { useAct } from '../app/call.ts'
import { Field, FormDrawer, Input, Switch } from '../ui/index.ts'

type Set = NonNullable<AnswerOf<typeof getSignOn>['set']>
type Body = SentBody<typeof setSignOn>

const atFirst = (): Partial<Body> => ({
  enabled: false,
  label: '统一身份登录',
  claim: 'preferred_username',
  asksFactor: true,
  address: window.location.origin,
})

export function SignOnForm({
  open,
  onClose,
  set,
}: {
  open: boolean
  onClose: () => void
  set: Set | undefined
}) {
  const save = useAct(setSignOn, { stale: [getSignOn], done: '已保存' })
  const { changed: _, ...before } = set ?? { changed: undefined }
  return (
    <FormDrawer<Body>
      open={open}
      onClose={onClose}
      title="单点登录"
      submit="保存"
      sentence="照统一身份平台管理方给的内容填写。保存后先试连，再用一个账号试登录。"
      initial={set ? (before as Partial<Body>) : atFirst()}
      onSubmit={({ clientSecret, ...body }) =>
        save.run({ body: { ...body, ...(clientSecret ? { clientSecret } : {}) } })
      }
    >
      <Field name="enabled" label="是否启用" ticked>
        <Switch checkedChildren="开" unCheckedChildren="关" />
      </Field>
      <Field name="label" label="登录页上按钮的文字" required>
        <Input maxLength={20} />
      </Field>
      <Field name="issuer" label="签发者" required help="以 https 开头，照对方给出的逐字填写">
        <Input maxLength={300} inputMode="url" placeholder="https://" />
      </Field>
      <Field name="clientId" label="客户端编号" required>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field
        name="clientSecret"
        label="客户端密钥"
        required={!set}
        missing="请填写客户端密钥"
        help={set ? '已填写，不再显示；不改请留空。换了签发者须重新填写' : '加密保存，保存后不再显示'}
      >
        <Input.Password maxLength={500} autoComplete="new-password" />
      </Field>
      <Field
        name="claim"
        label="账号名所在的属性"
        required
        help="对方用哪个属性说明是谁，它的值须与本系统的账号名一致。要选本人不能自己改的属性"
      >
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field
        name="asksFactor"
        label="登录后仍要求动态验证码"
        ticked
        help="开：与用密码登录时一样，设了的要输入，岗位要求的要先设置"
      >
        <Switch checkedChildren="开" unCheckedChildren="关" />
      </Field>
      <Field
        name="address"
        label="本系统的网址"
        required
        help={`大家打开本系统的网址，末尾不带斜杠。后面加上 ${finishSignOn.path} 就是要在对方登记的回调网址`}
      >
        <Input maxLength={200} inputMode="url" />
      </Field>
    </FormDrawer>
  )
}
