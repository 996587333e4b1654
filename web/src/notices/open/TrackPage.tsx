/** Where one types the tracking code. */
import { useNavigate } from '@tanstack/react-router'
import { regionOfCode } from '@xinghe/contract/public-code'
import { pathTo } from '../../app/paths.ts'
import { Button, Field, Form, Input, Section } from '../../ui/index.ts'
import '../notices.css'

export default function TrackPage() {
  const navigate = useNavigate()
  const go = ({ code }: { code: string }) =>
    void navigate({ to: pathTo('/o/:code', { code: code.trim().toUpperCase() }) as never })
  return (
    <div className="nt-open">
      <h1>查询异议办理情况</h1>
      <p className="nt-gap">
        提出异议时给您的查询码，例如 <span className="xh-num">1-7KX3M9QA2B</span>。字母大小写都可以。
      </p>
      <Section>
        <Form layout="vertical" size="large" onFinish={go}>
          <Field
            name="code"
            label="查询码"
            required
            missing="请填写查询码"
            rules={[
              {
                validator: (_: unknown, code: string) =>
                  !code || regionOfCode({ code }) !== undefined
                    ? Promise.resolve()
                    : Promise.reject(new Error('查询码不对，请核对：开头是数字和横线，例如 1-7KX3M9QA2B')),
              },
            ]}
          >
            <Input maxLength={20} autoCapitalize="characters" autoComplete="off" />
          </Field>
          <Button type="primary" htmlType="submit">
            查询
          </Button>
        </Form>
      </Section>
    </div>
  )
}
