import {
  adjustName,
  type BookEntry,
  entryKindNames,
  entrySources,
  entryStatuses,
} from '@xinghe/contract/points'
import { reverseEntries } from '@xinghe/contract/slips'
import { useAct } from '../app/call.ts'
import { ActButton, Button, DateText, Facts, Files, SideSheet, StateTag } from '../ui/index.ts'
import { signed, stalePoints } from './words.tsx'

export interface EntrySheetProps {
  entry: BookEntry | undefined
  onClose: () => void
  onSlip: (slipId: string) => void
}
/** One line of the book with everything behind it; the township can take it back with a reason. */
export function EntrySheet({ entry, onClose, onSlip }: EntrySheetProps) {
  const reverse = useAct(reverseEntries, { stale: stalePoints, done: '已冲正，原记录保留并划红' })
  return (
    <SideSheet
      open={entry !== undefined}
      onClose={onClose}
      title={entry?.reason ?? ''}
      sentence={
        entry ? (
          <StateTag tone={entry.status === 'STANDING' ? 'done' : 'late'}>
            {entryStatuses[entry.status]}
          </StateTag>
        ) : undefined
      }
      acts={
        entry ? (
          <>
            {entry.slipId ? <Button onClick={() => onSlip(entry.slipId as string)}>查看申报单</Button> : null}
            {entry.canReverse ? (
              <ActButton
                danger
                confirm="冲正后这笔积分不再计算，原记录划红保留，并写明原因；受上限影响的其他积分会重新计入。同一件事可以重新登记。"
                ask={{ label: '冲正的原因', placeholder: '例如：与 3 月 5 日的记录重复' }}
                act={async (reason) => {
                  await reverse.run({ body: { entryIds: [entry.id], reason } })
                  onClose()
                }}
              >
                冲正
              </ActButton>
            ) : null}
          </>
        ) : undefined
      }
    >
      {entry ? (
        <>
          <Facts
            items={[
              { label: '发生日期', value: <DateText value={entry.factOn} /> },
              { label: '计入季度', value: `第${entry.quarter}季度${entry.late ? '（补记）' : ''}` },
              { label: '星', value: entry.star },
              {
                label: '种类',
                value: entry.kind === 'ADJUST' ? adjustName(entry.ruleCode) : entryKindNames[entry.kind],
              },
              { label: '来源', value: entrySources[entry.source] },
              { label: '申报', value: `${signed(entry.claimed)} 分` },
              {
                label: '计入',
                value:
                  entry.counted === entry.claimed
                    ? `${signed(entry.counted)} 分`
                    : `${signed(entry.counted)} 分（已到上限）`,
              },
              { label: '细则', value: `${entry.ruleCode} ${entry.ruleText}`, wide: true },
              { label: '登记人', value: entry.enteredBy },
              ...(entry.source === 'SLIP_LINE'
                ? [
                    { label: '支部确认', value: entry.confirmedBy },
                    { label: '苏木镇核查', value: entry.checkedBy ?? '本细则由党支部确认即可' },
                  ]
                : entry.source === 'IMPORTED'
                  ? [{ label: '手册上的审核人', value: entry.confirmedBy }]
                  : [{ label: '核查', value: entry.checkedBy }]),
              { label: '入账时间', value: <DateText value={entry.postedAt} time /> },
              ...(entry.reversed
                ? [
                    {
                      label: '冲正',
                      wide: true,
                      value: (
                        <>
                          <DateText value={entry.reversed.at} time />，{entry.reversed.by}：
                          {entry.reversed.reason}
                        </>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          <h3 className="pt-h3">佐证</h3>
          {entry.evidence.length > 0 ? (
            <Files files={entry.evidence} />
          ) : (
            <p className="xh-quiet">没有附佐证。</p>
          )}
        </>
      ) : null}
    </SideSheet>
  )
}
