/** The two meetings of a township: where each stands and what comes next. */

import { formatDay } from '@xinghe/contract/values'
import { subjects } from '@xinghe/contract/words'
import type { DeterminationHead } from '@xinghe/contract/year-end'
import { To } from '../../app/To.tsx'
import { DeterminationTag } from './words.tsx'

export function nextOf(one: DeterminationHead): string {
  if (one.state === 'PREPARING')
    return one.assessed < one.sheets
      ? `已核定 ${one.assessed}/${one.sheets} 个嘎查村，全部核定后开会评定`
      : (one.blocked.determine ?? '已全部核定，可以开会评定')
  if (one.state === 'DETERMINED')
    return `${one.metOn ? formatDay(one.metOn) : ''}会议已评定 ${one.rated} 项，待公示`
  if (one.state === 'PUBLIC_NOTICE')
    return one.amendments > 0
      ? `${one.amendments} 项更正结果待再次公示`
      : one.openObjections > 0
        ? `${one.openObjections} 件异议待答复`
        : '公示中，没有未答复的异议'
  if (one.state === 'NOTICE_CLOSED') return '公示期满，待上报旗委组织部'
  if (one.state === 'FILED') return '已上报，待旗委组织部确认'
  if (one.state === 'RETURNED') return `旗委组织部退回：${one.returnReason ?? ''}`
  return '旗委组织部已确认'
}

export function DeterminationCards({ heads }: { heads: (DeterminationHead | null)[] }) {
  return (
    <div className="ye-meetings">
      {heads.map((one) =>
        one ? (
          <To key={one.id} to="/stars/determination/:id" params={{ id: one.id }} className="ye-meeting">
            <span className="ye-meeting-head">
              <b>{subjects[one.subject]}综合评定</b>
              <DeterminationTag state={one.state} />
            </span>
            <span className="xh-quiet">{nextOf(one)}</span>
            {one.differences > 0 ? <span>与测算不一致 {one.differences} 项</span> : null}
          </To>
        ) : null,
      )}
    </div>
  )
}
