/** A slip as it was handed in: the fact, each line with its rule and points, the evidence. */

import { posts } from '@xinghe/contract/rights'
import type { SlipLine, SlipRow } from '@xinghe/contract/slips'
import { formatPoints } from '@xinghe/contract/values'
import { checkers } from '@xinghe/contract/words'
import { To } from '../app/To.tsx'
import { ActButton, DateText, Facts, Files } from '../ui/index.ts'
import { signed } from './words.tsx'
import './points.css'

export interface Striking {
  /** Reason by line. */
  struck: Readonly<Record<string, string>>
  onStrike: (lineId: string, reason: string | undefined) => void
}

export function SlipLines({ slip, striking }: { slip: SlipRow; striking?: Striking | undefined }) {
  const points = (line: SlipLine) => {
    const off = line.struck || striking?.struck[line.id]
    return (
      <span className={off ? 'pt-line-points pt-off' : 'pt-line-points'}>
        {signed(line.amount)} 分
        {line.counted !== null && line.counted !== line.amount ? (
          <small>计入 {formatPoints(line.counted)} 分</small>
        ) : null}
      </span>
    )
  }
  return (
    <ul className="pt-lines">
      {slip.lines.map((line) => {
        const reason = line.struck?.reason ?? striking?.struck[line.id]
        return (
          <li key={line.id} data-struck={reason ? true : undefined}>
            <div>
              <To to="/points/books/:id" params={{ id: line.bookId }}>
                {line.bookName}
              </To>
              <small>
                {line.star}
                {line.ordinal > 1 ? ` · 当天第${line.ordinal}次` : ''}
              </small>
              {reason ? (
                <em>
                  划去：{reason}
                  {line.struck ? `（${line.struck.by}）` : ''}
                </em>
              ) : null}
            </div>
            {points(line)}
            {striking && !line.struck ? (
              striking.struck[line.id] ? (
                <ActButton quiet size="small" act={() => striking.onStrike(line.id, undefined)}>
                  恢复
                </ActButton>
              ) : (
                <ActButton
                  quiet
                  size="small"
                  why={slip.lines.length === 1 ? '只有一行，整张不认定的请用“不予认定”' : undefined}
                  confirm={`${line.bookName}的这一行将不予计分，其余各行照常。`}
                  ask={{ label: '划去的原因', placeholder: '例如：当天请假，未参加' }}
                  act={(why) => striking.onStrike(line.id, why)}
                >
                  划去
                </ActButton>
              )
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

/** One rule on the whole slip is said once, above the lines. */
export function SlipRule({ slip }: { slip: SlipRow }) {
  const rules = [...new Map(slip.lines.map((line) => [line.ruleCode, line])).values()]
  return (
    <ul className="pt-rules">
      {rules.map((line) => (
        <li key={line.ruleCode}>
          <b>{line.ruleCode}</b> {line.ruleText}
        </li>
      ))}
    </ul>
  )
}

export function SlipFacts({ slip }: { slip: SlipRow }) {
  return (
    <Facts
      items={[
        { label: '事由', value: slip.reason, wide: true },
        { label: '发生日期', value: <DateText value={slip.factOn} /> },
        {
          label: '计入',
          value: `${slip.year}年第${slip.quarter}季度${slip.late ? '（补记）' : ''}`,
        },
        { label: '细则', value: <SlipRule slip={slip} />, wide: true },
        ...(slip.paper
          ? [
              {
                label: '纸质表',
                value: (
                  <To to="/papers/:id" params={{ id: slip.paper.id }}>
                    纸质登记页 {slip.paper.code}
                  </To>
                ),
              },
            ]
          : []),
        { label: '嘎查村', value: `${slip.townshipName} · ${slip.villageName}` },
        { label: '核查方式', value: checkers[slip.checker] },
        {
          label: '登记',
          value: (
            <>
              {slip.enteredBy}，<DateText value={slip.enteredAt} time />
            </>
          ),
        },
        {
          label: '确认',
          value: slip.confirmedBy ? (
            <>
              {slip.confirmedBy}，<DateText value={slip.confirmedAt} time />
            </>
          ) : (
            `待${posts[slip.confirmer]}确认`
          ),
        },
        ...(slip.checkedBy
          ? [
              {
                label: '核查',
                value: (
                  <>
                    {slip.checkedBy}，<DateText value={slip.checkedAt} time />
                  </>
                ),
              },
            ]
          : []),
        ...(slip.returnReason && (slip.state === 'RETURNED' || slip.state === 'REJECTED')
          ? [
              {
                label: slip.state === 'RETURNED' ? '退回原因' : '不予认定的原因',
                value: slip.returnReason,
                wide: true,
              },
            ]
          : []),
      ]}
    />
  )
}

export const SlipEvidence = ({ slip }: { slip: SlipRow }) =>
  slip.evidence.length > 0 ? (
    <Files files={slip.evidence} />
  ) : (
    <p className="xh-quiet">没有附佐证。细则未要求的，可以不附。</p>
  )
