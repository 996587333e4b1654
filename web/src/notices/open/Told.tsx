import { formatDay } from '@xinghe/contract/values'
import { useState } from 'react'
import { To } from '../../app/To.tsx'
import { Button, Flex, Section } from '../../ui/index.ts'

export interface ToldProps {
  trackingCode: string
  dueOn: string
  onMore: () => void
}
/** After an objection was taken: the code to keep, and what happens next. */
export function Told({ trackingCode, dueOn, onMore }: ToldProps) {
  const [copied, setCopied] = useState(false)
  return (
    <Section title="异议已收到">
      <div role="status">
        <p>这是您的查询码，请抄下或截图保存，只在这里显示一次：</p>
        <strong className="nt-code">{trackingCode}</strong>
      </div>
      <ol className="nt-rules">
        <li>苏木镇派人调查核实，可能按您留的联系方式找您了解情况。</li>
        <li>{formatDay(dueOn)}以前答复您：维持原结果，或者予以更正。</li>
        <li>予以更正的，更正后的结果再次公示。</li>
      </ol>
      <Flex gap={12} wrap align="center">
        {'clipboard' in navigator ? (
          <Button
            type="primary"
            onClick={() => void navigator.clipboard.writeText(trackingCode).then(() => setCopied(true))}
          >
            {copied ? '已复制' : '复制查询码'}
          </Button>
        ) : null}
        <Button onClick={onMore}>再提一件</Button>
        <To to="/o/:code" params={{ code: trackingCode }}>
          查看办理情况
        </To>
      </Flex>
    </Section>
  )
}
