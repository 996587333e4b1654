/** An empty installation: whoever has the code from the server's window founds the county here, once. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  countyKinds,
  type Founder,
  foundCounty,
  founderKeys,
  founders,
  getSetup,
} from '@xinghe/contract/founding'
import { posts } from '@xinghe/contract/rights'
import type { AnswerOf, SentBody } from '@xinghe/contract/route'
import { useEffect, useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import { savePaper } from '../app/paper.ts'
import { signInPath } from '../app/paths.ts'
import { usePageForm } from '../identity/index.ts'
import {
  ActButton,
  Alert,
  Button,
  Empty,
  Field,
  Form,
  Input,
  Loaded,
  PageHead,
  Radio,
  Section,
} from '../ui/index.ts'
import './setup.css'

type Values = SentBody<typeof foundCounty>
type Founded = AnswerOf<typeof foundCounty>

const duties: Record<Founder, string> = {
  department: '建好后由此人登录，导入单位和人员，办理组织部的业务',
  systemAdmin: '管账号和备份，看不到业务数据',
  securityAdmin: '任免三员，管登录安全',
  auditor: '查看审计日志',
}

export default function FoundPage() {
  const setup = useAnswer(getSetup)
  // What was made stays on the screen, whatever the server says of an empty place meanwhile.
  const [founded, setFounded] = useState<Founded>()
  if (founded) return <Accounts founded={founded} />
  return (
    <Loaded answer={setup}>
      {({ empty }) =>
        empty ? (
          <FoundForm onFounded={setFounded} />
        ) : (
          <Empty
            title="这里已经建有旗县"
            hint="请登录后办理；新的单位和人员由组织部在启用向导中导入。"
            act={<Button href={signInPath}>去登录</Button>}
          />
        )
      }
    </Loaded>
  )
}

function FoundForm({ onFounded }: { onFounded: (founded: Founded) => void }) {
  const { form, fault, send } = usePageForm<Values>()
  const found = useAct(foundCounty)
  const kind = Form.useWatch('kind', form) ?? 'BANNER'
  return (
    <div className="xh-found">
      <PageHead
        title="建立旗县"
        sentence="这里还没有数据。填写本旗县的名称和首任四位人员，系统为他们开通账号；随后由组织部导入单位和党员。"
      />
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'BANNER', openAt: window.location.origin }}
        validateTrigger={['onBlur', 'onSubmit']}
        scrollToFirstError={{ block: 'center' }}
        onFinish={(values) => void send(async () => onFounded(await found.run({ body: values })))}
      >
        <Section title="旗县">
          <Field name="kind" label="类型" required>
            <Radio.Group options={Object.entries(countyKinds).map(([value, label]) => ({ value, label }))} />
          </Field>
          <div className="xh-found-pair">
            <Field name="name" label="名称" required missing="请填写名称" help="文件、公示和牌匾上用的全称">
              <Input maxLength={30} placeholder={`如：青原${countyKinds[kind]}`} />
            </Field>
            <Field name="shortName" label="简称" required missing="请填写简称">
              <Input maxLength={12} placeholder="如：青原" />
            </Field>
          </div>
          <div className="xh-found-pair">
            <Field
              name="countyCode"
              label="行政区划代码"
              required
              missing="请填写行政区划代码"
              help="身份证号前6位所用的代码"
            >
              <Input maxLength={6} inputMode="numeric" placeholder="6位数字" />
            </Field>
            <Field
              name="openAt"
              label="打开系统的网址"
              required
              missing="请填写网址"
              help="印在账号条上。别的电脑从哪个网址打开，就填哪个"
            >
              <Input maxLength={200} />
            </Field>
          </div>
        </Section>
        <Section
          title="首任人员"
          sentence="四个岗位由四个人分别担任，三员不办业务。各人的职责登录后可在“权限一览”中查看。"
        >
          <div className="xh-found-pair">
            {founderKeys.map((key) => (
              <Field
                key={key}
                name={key}
                label={posts[founders[key]]}
                required
                missing="请填写姓名"
                help={duties[key]}
              >
                <Input maxLength={30} placeholder="姓名" autoComplete="off" />
              </Field>
            ))}
          </div>
        </Section>
        <Section title="设置码">
          <Field
            name="setupCode"
            label="设置码"
            required
            missing="请填写设置码"
            help="在服务器上启动系统的窗口中，“set-up code”后面的8个字符。它证明建立旗县的人就在服务器旁"
          >
            <Input className="xh-code" maxLength={40} autoComplete="off" placeholder="如：K7QM-2HXD" />
          </Field>
          <p role="alert" className="xh-fault">
            {fault}
          </p>
          <Button type="primary" htmlType="submit" size="large" loading={found.busy} block>
            建立旗县并开通账号
          </Button>
        </Section>
      </Form>
    </div>
  )
}

/** The passwords stand here once. */
function Accounts({ founded }: { founded: Founded }) {
  const { accounts, slips, yearsUnknown } = founded
  const client = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
  return (
    <div className="xh-found">
      <PageHead
        title="旗县已建立"
        sentence="四个账号已经开通。请下载账号条打印，裁开后当面交给各人。组织部干部登录后，从“设置”中的“启用向导”开始导入单位和党员。"
      />
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 16 }}
        title="密码只在这一页显示，离开后不能再看到。"
        description="系统不保存密码原文。账号条遗失时，由系统管理员重置；四个人都不能登录时，在服务器上运行 npm run account 重置。"
      />
      <Section
        title="首任账号"
        extra={
          slips ? (
            <Button type="primary" onClick={() => savePaper(slips)}>
              下载账号条（PDF）
            </Button>
          ) : undefined
        }
      >
        {slips ? null : (
          <Alert
            type="info"
            showIcon
            style={{ marginBottom: 16 }}
            title="姓名中有本机字体没有的字，账号条没有印成，请把下面的账号和密码抄录下来。"
          />
        )}
        <ul className="xh-first-accounts">
          {accounts.map((one) => (
            <li key={one.login}>
              <div>
                <b>{one.name}</b>
                <small>{posts[one.post]}</small>
              </div>
              <dl>
                <dt>账号</dt>
                <dd>{one.login}</dd>
                <dt>一次性密码</dt>
                <dd className="xh-code">{one.password}</dd>
              </dl>
            </li>
          ))}
        </ul>
      </Section>
      {yearsUnknown.length > 0 ? (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={`${yearsUnknown.map((year) => `${year}年`).join('、')}的放假安排尚未发布，发布后请在工作日历中录入。`}
        />
      ) : null}
      <ActButton
        main
        size="large"
        confirm="离开后密码不能再看到。请确认账号条已经下载或打印，或密码已经抄录。"
        act={async () => {
          client.clear()
          await navigate({ to: signInPath as never, replace: true })
        }}
      >
        已经保存，去登录
      </ActButton>
    </div>
  )
}
