/** 往年录入: a year before the program. Levels as they were made public; no stars and no points behind them. */
import { pastResultsList, publicWord } from '@xinghe/contract/lists/results'
import {
  dropPastResult,
  listPastResults,
  listResults,
  listYears,
  type PastRow,
  summariseResults,
} from '@xinghe/contract/results'
import { levelName, orgClasses, type Subject } from '@xinghe/contract/words'
import { useAct, useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { ActButton, type Column, DataTable, Filters, RowCard, Section } from '../../ui/index.ts'

interface PastResultsProps {
  year: number
  subject: Subject
  view: { townshipId: string; q: string; page: number; size: number }
  onView: (patch: { q?: string; page: number; size?: number }) => void
}
export function PastResults({ year, subject, view, onView }: PastResultsProps) {
  const query = {
    year,
    subject,
    ...(view.townshipId && { townshipId: view.townshipId }),
    ...(view.q && { q: view.q }),
  }
  const list = useAnswer(
    listPastResults,
    { query: { ...query, page: view.page, size: view.size } },
    { keep: true },
  )
  const drop = useAct(dropPastResult, {
    stale: [listPastResults, listYears, listResults, summariseResults],
    done: '已删去，可以重新导入',
  })
  const dropOf = (row: PastRow) =>
    row.canDrop ? (
      <ActButton
        danger
        size="small"
        confirm={`删去“${row.name}”${year}年度的录入结果，历年升降随之重新计算。操作和原因留有记录。`}
        ask={{ label: '删去的原因', placeholder: '例如：录错了村' }}
        act={(reason) => drop.run({ params: { id: row.id }, body: { reason } })}
      >
        删去
      </ActButton>
    ) : null
  const exports = useExport(pastResultsList, query)
  const columns: Column<PastRow>[] = [
    ...columnsOf(pastResultsList, query, { name: { always: true, fixed: 'start' } }),
    ...(list.data?.rows.some((row) => row.canDrop)
      ? [{ key: 'acts', title: '操作', width: 90, always: true, render: dropOf }]
      : []),
  ]
  return (
    <>
      <Filters
        view={{ q: view.q }}
        onView={(patch) => onView({ ...patch, page: 1 })}
        items={[{ key: 'q', label: subject === 'ORG' ? '党组织或嘎查村' : '姓名或嘎查村', kind: 'search' }]}
      />
      <Section
        title={`${year}年度（往年录入）`}
        sentence="系统启用以前公布的星级，以公布的文件为准，没有十星和积分明细。"
        flush
      >
        <DataTable
          name={`${year}年度往年结果`}
          answer={list}
          rows={list.data?.rows}
          rowKey={(row) => row.id}
          columns={columns}
          exports={exports}
          paging={{
            page: view.page,
            size: view.size,
            total: list.data?.total ?? 0,
            onPage: (page, size) => onView({ page, size }),
          }}
          card={(row) => (
            <RowCard
              title={row.name}
              beside={levelName(row.level)}
              lines={[
                ['所在', `${row.townshipName}${subject === 'MEMBER' ? row.villageName : ''}`],
                ...(row.class ? [['类别', orgClasses[row.class]] as [string, string]] : []),
                ['公布依据', publicWord(row)],
              ]}
              foot={dropOf(row)}
            />
          )}
          empty={{ title: '没有符合条件的结果', hint: '换一个年度或放宽筛选条件再看。' }}
        />
      </Section>
    </>
  )
}
