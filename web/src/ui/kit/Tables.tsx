import { useState } from 'react'
import { useView } from '../../app/use-view.ts'
import {
  ActButton,
  type Column,
  DataTable,
  Facts,
  Filters,
  litCount,
  RowCard,
  SideSheet,
  StarBand,
  stateTags,
  useSheet,
} from '../index.ts'
import { past, rows, type VillageRow } from './samples.ts'

const states = { done: ['done', '已确认'], waiting: ['waiting', '待确认'], late: ['late', '已退回'] } as const
const Tag = stateTags(states)
const columns: Column<VillageRow>[] = [
  { key: 'village', title: '嘎查村', always: true },
  { key: 'township', title: '苏木镇', sort: true },
  {
    key: 'stars',
    title: '十星',
    value: (row) => litCount(row.stars),
    render: (row) => <StarBand stars={row.stars} count />,
    sort: true,
  },
  { key: 'points', title: '总积分', kind: 'points', sort: true, sum: '—', help: '十颗星的有效积分之和' },
  { key: 'members', title: '党员数', kind: 'number', sum: true, sort: true },
  { key: 'cost', title: '牌匾费用（元）', kind: 'money', sum: true },
  { key: 'on', title: '确认日期', kind: 'day' },
  {
    key: 'state',
    title: '状态',
    value: ({ state }) => states[state][1],
    render: (row) => <Tag state={row.state} />,
  },
]

export function Tables() {
  const [view, setView] = useView({ township: '', state: '', text: '' })
  const [ticked, setTicked] = useState<string[]>([])
  const seen = rows.filter(
    (row) =>
      (!view.township || row.township === view.township) &&
      (!view.state || row.state === view.state) &&
      row.village.includes(view.text),
  )
  const sheet = useSheet(seen, (row) => row.id)
  return (
    <>
      <Filters
        view={view}
        onView={setView}
        items={[
          {
            key: 'township',
            label: '苏木镇',
            options: [...new Set(rows.map((row) => row.township))].map((name) => ({
              value: name,
              label: name,
            })),
          },
          {
            key: 'state',
            label: '状态',
            kind: 'pick',
            options: [
              { value: '', label: '全部' },
              { value: 'done', label: '已确认' },
              { value: 'waiting', label: '待确认' },
              { value: 'late', label: '已退回' },
            ],
          },
          { key: 'text', label: '搜嘎查村', kind: 'search' },
        ]}
      />
      <DataTable
        name="界面部件表"
        exports={() => undefined}
        columns={columns}
        rows={seen}
        rowKey={(row) => row.id}
        sheet={sheet}
        selected={ticked}
        onSelect={setTicked}
        cannotSelect={(row) => (row.state === 'done' ? '已确认，不必再办' : undefined)}
        lead={
          <ActButton
            act={() => undefined}
            why={ticked.length ? '' : '请先勾选要确认的嘎查村'}
            confirm={`将确认 ${ticked.length} 个嘎查村的结果`}
          >
            确认所选 {ticked.length || ''}
          </ActButton>
        }
        card={(row) => (
          <RowCard
            title={row.village}
            beside={<Tag state={row.state} />}
            lines={[
              ['苏木镇', row.township],
              ['十星', <StarBand key="band" stars={row.stars} count />],
            ]}
          />
        )}
      />
      <SideSheet
        {...sheet.side}
        title={sheet.row?.village}
        sentence={sheet.row?.township}
        timeline={past}
        acts={
          <>
            <ActButton act={() => undefined} ask={{ label: '退回原因', placeholder: '说明缺什么、怎样补' }}>
              退回补充
            </ActButton>
            <ActButton main act={() => undefined}>
              确认
            </ActButton>
          </>
        }
      >
        {sheet.row ? (
          <Facts
            items={[
              { label: '十星', value: <StarBand stars={sheet.row.stars} size="head" /> },
              { label: '党员数', value: sheet.row.members },
            ]}
          />
        ) : null}
      </SideSheet>
    </>
  )
}
