/** One rule of two versions: old left, new right; on the phone old above new. */
import { type Change, type RuleDiff, ruleInWords } from '@xinghe/contract/scheme-diff'
import type { SchemeRule } from '@xinghe/contract/schemes'
import { StateTag, type Tone } from '../../ui/index.ts'

const words: Record<Exclude<Change, 'SAME'>, readonly [Tone, string]> = {
  ADDED: ['done', '新增'],
  REMOVED: ['late', '删去'],
  CHANGED: ['soon', '修改'],
}
export const ChangeTag = ({ change }: { change: Change }) =>
  change === 'SAME' ? null : <StateTag tone={words[change][0]}>{words[change][1]}</StateTag>

function Side({
  rule,
  changed,
  old,
}: {
  rule: SchemeRule | null
  changed: ReadonlySet<string>
  old: boolean
}) {
  if (!rule) return <div className="xh-beside-none">{old ? '原方案没有此条' : '新方案没有此条'}</div>
  const Mark = old ? 'del' : 'ins'
  const fields = ruleInWords(rule)
  const shown = (label: string) => {
    const text = fields.find((field) => field.label === label)?.text ?? ''
    return changed.has(label) ? <Mark>{text || '（空）'}</Mark> : text
  }
  const rest = fields.filter(
    ({ label }) => !['编号', '内容'].includes(label) && (rule.kind !== 'VETO' || changed.has(label)),
  )
  return (
    <div className="xh-beside-side">
      <small className="xh-beside-which">{old ? '原' : '新'}</small>
      <p>
        {shown('编号')} {shown('内容')}
      </p>
      <ul>
        {rest.map(({ label }) => (
          <li key={label}>
            {label} {shown(label)}
          </li>
        ))}
      </ul>
    </div>
  )
}

export function RuleBeside({ diff }: { diff: RuleDiff }) {
  const changed = new Set(diff.fields.map((field) => field.label))
  return (
    <article className="xh-beside">
      <div className="xh-beside-tag">
        <ChangeTag change={diff.change} />
      </div>
      <Side rule={diff.from} changed={changed} old />
      <Side rule={diff.to} changed={changed} old={false} />
    </article>
  )
}
