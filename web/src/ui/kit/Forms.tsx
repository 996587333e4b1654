import { useState } from 'react'
import { z } from 'zod'
import { CallError } from '../../app/http.ts'
import { say } from '../../app/say.ts'
import {
  ActButton,
  Button,
  DayInput,
  Empty,
  Failed,
  Field,
  FormDrawer,
  Input,
  MoneyInput,
  NoRight,
  Offline,
  PointsInput,
  PrintButton,
  Section,
  Select,
  Upload,
} from '../index.ts'

const shape = z.object({ reason: z.string().trim().min(1, '请写明事由').max(20, '不超过20字') }).loose()

export function Forms() {
  const [open, setOpen] = useState(false)
  const refuse = () =>
    Promise.reject(
      new CallError(409, { code: 'common.changed_meanwhile', message: '别人刚刚处理过，请刷新后再办理' }),
    )
  return (
    <>
      <Section title="按钮">
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <ActButton main act={() => say.done('已提交')}>
            提交镇党委
          </ActButton>
          <ActButton
            act={() => say.done('已确认')}
            confirm="将确认 37 条积分，涉及 12 名党员。确认后计入积分手册。"
          >
            确认入账
          </ActButton>
          <ActButton
            act={() => say.done('已退回')}
            ask={{ label: '退回原因', placeholder: '说明缺什么、怎样补' }}
          >
            退回补充
          </ActButton>
          <ActButton danger act={refuse} confirm="冲正后原记录保留并划线显示。">
            冲正
          </ActButton>
          <ActButton act={() => undefined} why="本人的积分不能由本人确认，请由支部其他委员办理">
            确认积分
          </ActButton>
          <ActButton quiet act={() => undefined}>
            查看
          </ActButton>
          <PrintButton href="/api/openapi.json" />
          <Button onClick={() => setOpen(true)}>登记积分</Button>
        </div>
      </Section>
      <FormDrawer<{ reason: string }>
        open={open}
        onClose={() => setOpen(false)}
        title="登记积分"
        sentence="登记后由党支部确认，确认前可以修改。"
        shape={shape}
        submit="提交党支部"
        onSubmit={() =>
          Promise.reject(
            new CallError(422, {
              code: 'common.bad_input',
              message: '填写有误',
              fields: [{ path: 'points', message: '本规则每次最多 3 分' }],
            }),
          )
        }
      >
        <Field name="rule" label="细则" required>
          <Select options={[{ value: 'a', label: '1.2 主题党日参加率80%以上' }]} placeholder="选择细则" />
        </Field>
        <Field name="reason" label="事由" required missing="请写明事由">
          <Input.TextArea rows={2} />
        </Field>
        <Field name="points" label="分值" required>
          <PointsInput />
        </Field>
        <Field name="on" label="发生日期" required>
          <DayInput />
        </Field>
        <Field name="cost" label="费用" help="没有费用可以不填">
          <MoneyInput />
        </Field>
        <Field name="evidence" label="证明材料">
          <Upload wanted="会议记录、照片" />
        </Field>
      </FormDrawer>
      <Section title="证明材料">
        <Upload wanted="签到表、照片" />
      </Section>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))', gap: 16 }}>
        <Section>
          <Empty title="今天没有要办的事" hint="新的事项到达后会出现在这里" small />
        </Section>
        <Section>
          <Failed
            error={
              new CallError(500, {
                code: 'bug',
                message: '系统出现意外错误，已记录（编号 3f2a91c0），请联系管理员',
              })
            }
            onRetry={() => undefined}
            small
          />
        </Section>
        <Section>
          <Offline onRetry={() => undefined} small />
        </Section>
        <Section>
          <NoRight small />
        </Section>
      </div>
    </>
  )
}
