/** The rules of one star, or those of none: a table to type in, or to read; on the phone each rule is a card. */
import { DeleteOutlined } from '@ant-design/icons'
import type { SchemeRule } from '@xinghe/contract/schemes'
import { formatPoints } from '@xinghe/contract/values'
import { checkers, type RuleKind, ruleKinds, rulePeriods } from '@xinghe/contract/words'
import type { ReactNode } from 'react'
import { Button, Checkbox, Input, PointsInput, Select } from '../../ui/index.ts'

export interface RuleTableProps {
  rules: readonly SchemeRule[]
  /** Rules of a star may be base, bonus or deduction; loose ones have one kind. */
  kinds: readonly RuleKind[]
  faults: ReadonlySet<string>
  /** Left out: only read. */
  onChange?: ((code: string, change: Partial<SchemeRule>) => void) | undefined
  onDrop?: ((code: string) => void) | undefined
}
const words = <T extends string>(table: Record<T, string>) =>
  Object.entries<string>(table).map(([value, label]) => ({ value: value as T, label }))
const limit = (value: number | null) => (value === null ? '不限' : formatPoints(value))

export function RuleTable({ rules, kinds, faults, onChange, onDrop }: RuleTableProps) {
  const veto = kinds.includes('VETO')
  const change = (rule: SchemeRule, part: Partial<SchemeRule>) => onChange?.(rule.code, part)
  const cell = (label: string, className: string, children: ReactNode) => (
    <td data-label={label} className={className}>
      {children}
    </td>
  )
  return (
    <table className={onChange ? 'xh-rules xh-rules-typed' : 'xh-rules'}>
      <thead>
        <tr>
          <th>编号</th>
          <th>{veto ? '情形' : '评分细则'}</th>
          {kinds.length > 1 ? <th>种类</th> : null}
          {veto ? null : (
            <>
              <th>分值</th>
              <th>年度上限</th>
              <th>周期</th>
              <th>每期上限</th>
            </>
          )}
          <th>佐证</th>
          {veto ? null : <th>核查</th>}
          {onDrop ? <th aria-label="删除" /> : null}
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.code} className={faults.has(rule.code) ? 'xh-rule-fault' : ''}>
            {cell('编号', 'xh-rule-code', rule.code)}
            {cell(
              veto ? '情形' : '评分细则',
              'xh-rule-content',
              onChange ? (
                <Input.TextArea
                  autoSize
                  aria-label={`细则 ${rule.code} 内容`}
                  value={rule.content}
                  maxLength={300}
                  placeholder="写明怎样算做到，怎样计分"
                  onChange={({ target }) => change(rule, { content: target.value })}
                />
              ) : (
                rule.content
              ),
            )}
            {kinds.length > 1
              ? cell(
                  '种类',
                  'xh-rule-kind',
                  onChange ? (
                    <Select
                      aria-label={`细则 ${rule.code} 种类`}
                      value={rule.kind}
                      options={kinds.map((value) => ({ value, label: ruleKinds[value] }))}
                      onChange={(kind) => change(rule, { kind })}
                    />
                  ) : (
                    ruleKinds[rule.kind]
                  ),
                )
              : null}
            {veto ? null : (
              <>
                {cell(
                  '分值',
                  'xh-rule-points',
                  onChange ? (
                    <PointsInput
                      aria-label={`细则 ${rule.code} 分值`}
                      min={0}
                      max={10000}
                      step={25}
                      value={rule.amount}
                      onChange={(amount) => change(rule, { amount: amount ?? 0 })}
                    />
                  ) : (
                    `${rule.kind === 'DEDUCT' ? '−' : ''}${formatPoints(rule.amount)}`
                  ),
                )}
                {cell(
                  '年度上限',
                  'xh-rule-points',
                  onChange ? (
                    <PointsInput
                      aria-label={`细则 ${rule.code} 年度上限`}
                      min={0}
                      max={10000}
                      value={rule.cap}
                      onChange={(cap) => change(rule, { cap })}
                    />
                  ) : (
                    limit(rule.cap)
                  ),
                )}
                {cell(
                  '周期',
                  'xh-rule-period',
                  onChange ? (
                    <Select
                      aria-label={`细则 ${rule.code} 周期`}
                      value={rule.period}
                      options={words(rulePeriods)}
                      onChange={(period) => change(rule, { period })}
                    />
                  ) : (
                    rulePeriods[rule.period]
                  ),
                )}
                {cell(
                  '每期上限',
                  'xh-rule-points',
                  onChange ? (
                    <PointsInput
                      aria-label={`细则 ${rule.code} 每期上限`}
                      min={0}
                      max={10000}
                      step={25}
                      value={rule.periodCap}
                      onChange={(periodCap) => change(rule, { periodCap })}
                    />
                  ) : (
                    limit(rule.periodCap)
                  ),
                )}
              </>
            )}
            {cell(
              '佐证',
              'xh-rule-evidence',
              onChange ? (
                <>
                  <Input
                    aria-label={`细则 ${rule.code} 佐证材料`}
                    value={rule.evidenceNote}
                    maxLength={100}
                    placeholder="如：签到表"
                    onChange={({ target }) => change(rule, { evidenceNote: target.value })}
                  />
                  {veto ? null : (
                    <Checkbox
                      checked={rule.evidenceNeeded}
                      onChange={({ target }) => change(rule, { evidenceNeeded: target.checked })}
                    >
                      必须附上
                    </Checkbox>
                  )}
                </>
              ) : (
                <>
                  {rule.evidenceNote || '—'}
                  {rule.evidenceNeeded && !veto ? <small className="xh-quiet"> 必须附上</small> : null}
                </>
              ),
            )}
            {veto
              ? null
              : cell(
                  '核查',
                  'xh-rule-checker',
                  onChange ? (
                    <Select
                      aria-label={`细则 ${rule.code} 核查`}
                      value={rule.checker}
                      options={words(checkers)}
                      popupMatchSelectWidth={false}
                      onChange={(checker) => change(rule, { checker })}
                    />
                  ) : (
                    checkers[rule.checker]
                  ),
                )}
            {onDrop ? (
              <td className="xh-rule-drop">
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`删除细则 ${rule.code}`}
                  onClick={() => onDrop(rule.code)}
                />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
