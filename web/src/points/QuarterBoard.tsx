import type { listQuarters, QuarterCell } from '@xinghe/contract/quarters'
import type { AnswerOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { To } from '../app/To.tsx'
import { Checkbox, Empty } from '../ui/index.ts'
import { QuarterTag } from './words.tsx'

export type Village = AnswerOf<typeof listQuarters>['villages'][number]
export interface QuarterBoardProps {
  villages: readonly Village[]
  /** The quarter that is being worked on. */
  quarter: number
  ticked?: readonly string[]
  onTick?: (ids: readonly string[]) => void
}
const names = ['一季度', '二季度', '三季度', '四季度']

/** Villages × quarters; on the phone each village is a card. */
export function QuarterBoard({ villages, quarter, ticked = [], onTick }: QuarterBoardProps) {
  if (villages.length === 0)
    return (
      <div className="pt-panel">
        <Empty title="本年度还没有积分手册" hint="设星方案发布后，手册和四个季度自动建立。" />
      </div>
    )
  const all = villages.map((village) => village.villageId)
  return (
    <div className="pt-panel pt-board-wrap">
      <table className="pt-board">
        <thead>
          <tr>
            <th scope="col">
              {onTick ? (
                <Checkbox
                  checked={ticked.length === all.length}
                  indeterminate={ticked.length > 0 && ticked.length < all.length}
                  onChange={({ target }) => onTick(target.checked ? all : [])}
                >
                  嘎查村
                </Checkbox>
              ) : (
                '嘎查村'
              )}
            </th>
            {names.map((name, at) => (
              <th key={name} scope="col" data-now={at + 1 === quarter || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {villages.map((village) => (
            <tr key={village.villageId}>
              <th scope="row">
                {onTick ? (
                  <Checkbox
                    checked={ticked.includes(village.villageId)}
                    onChange={({ target }) =>
                      onTick(
                        target.checked
                          ? [...ticked, village.villageId]
                          : ticked.filter((id) => id !== village.villageId),
                      )
                    }
                  >
                    {village.villageName}
                  </Checkbox>
                ) : (
                  village.villageName
                )}
              </th>
              {village.quarters.map((cell) => (
                <td
                  key={cell.id}
                  data-now={cell.quarter === quarter || undefined}
                  data-name={names[cell.quarter - 1]}
                >
                  <Cell cell={cell} village={village} now={cell.quarter === quarter} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell, village, now }: { cell: QuarterCell; village: Village; now: boolean }) {
  const day = cell.state === 'SEALED' ? cell.sealedOn : cell.closedOn
  return (
    <>
      <QuarterTag state={cell.state} />
      <small>
        {cell.entries > 0 ? `入账 ${cell.entries} 笔` : '尚无入账'}
        {day ? ` · ${formatDay(day)}` : ''}
      </small>
      {cell.waiting > 0 ? (
        <small className="pt-block">
          <To to="/points/slips" view={{ quarter: cell.quarter, search: '' }}>
            {cell.waiting} 张未办结
          </To>
        </small>
      ) : cell.blocked ? (
        <small className={now ? 'pt-block' : ''}>{cell.blocked}</small>
      ) : null}
      {cell.headCode ? <small>校验码 {cell.headCode}</small> : null}
      {cell.unlockReason ? <small className="pt-block">解锁：{cell.unlockReason}</small> : null}
      <span className="xh-hidden">{village.villageName}</span>
    </>
  )
}
