/** All notices of my area and of the units above it, what runs first. */
import { Navigate, useNavigate } from '@tanstack/react-router'
import {
  listNotices,
  type NoticeHead,
  type NoticeKind,
  type NoticeState,
  noticeKinds,
  noticeStates,
} from '@xinghe/contract/notices'
import { useAnswer } from '../app/call.ts'
import { useCan, useMe } from '../app/me.ts'
import { pathTo } from '../app/paths.ts'
import { To } from '../app/To.tsx'
import { useView } from '../app/use-view.ts'
import { useUnits } from '../org/units.ts'
import { PrintBatch } from '../prints/index.ts'
import { type Column, DataTable, Filters, PageHead, RowCard, StateTag } from '../ui/index.ts'
import { Countdown, NoticeTag } from './words.tsx'

const optionsOf = (table: Record<string, string>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }))

export default function NoticesPage() {
  const [{ open }] = useView({ open: '' })
  return open ? <Navigate to={pathTo('/notices/:id', { id: open }) as never} replace /> : <Notices />
}

function Notices() {
  const me = useMe()
  const can = useCan()
  const navigate = useNavigate()
  const [view, setView] = useView({ year: 0, kind: '', state: '', unitId: '', q: '', page: 1, size: 50 })
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const answer = useAnswer(
    listNotices,
    {
      query: {
        page: view.page,
        size: view.size,
        ...(view.year && { year: view.year }),
        ...(view.kind && { kind: view.kind as NoticeKind }),
        ...(view.state && { state: view.state as NoticeState }),
        ...(view.unitId && { unitId: view.unitId }),
        ...(view.q && { q: view.q }),
      },
    },
    { keep: true },
  )
  const columns: Column<NoticeHead>[] = [
    { key: 'title', title: '标题', always: true, width: 400 },
    { key: 'unitName', title: '单位', width: 120 },
    {
      key: 'state',
      title: '状态',
      width: 100,
      render: (row) => <NoticeTag state={row.state} />,
      value: (row) => noticeStates[row.state],
    },
    {
      key: 'daysLeft',
      title: '公示期剩余',
      width: 140,
      render: (row) => <Countdown head={row} />,
      value: (row) => row.daysLeft,
    },
    { key: 'endsOn', title: '期满', kind: 'day', width: 120 },
    {
      key: 'objections',
      title: '异议',
      width: 130,
      render: (row) => <Objections row={row} />,
      value: (row) => row.objections,
    },
    { key: 'number', title: '编号', width: 160 },
    { key: 'kind', title: '种类', width: 140, value: (row) => noticeKinds[row.kind], hidden: true },
    { key: 'startsOn', title: '开始', kind: 'day', width: 130, hidden: true },
    { key: 'publishedBy', title: '发布人', width: 110, hidden: true },
  ]
  return (
    <>
      <PageHead
        title="公示"
        sentence="季度积分和年终评定结果在定下之前都要公示；期满并且异议都已答复，才能结束。"
        acts={
          <>
            <To to="/n" view={{ region: String(me?.region.id ?? '') }}>
              看公开页面
            </To>
            <PrintBatch
              things={[
                'QUARTER_NOTICES',
                'YEAR_NOTICES',
                ...(can('objections.read') ? ['OBJECTIONS' as const] : []),
              ]}
              year={view.year || thisYear}
              townshipId={view.unitId}
            />
          </>
        }
      />
      <Filters
        view={view}
        onView={setView}
        items={[
          { key: 'q', label: '标题、编号或单位', kind: 'search', width: 220 },
          { key: 'state', label: '状态', options: optionsOf(noticeStates) },
          { key: 'kind', label: '种类', options: optionsOf(noticeKinds) },
          {
            key: 'year',
            label: '年度',
            options: [0, 1, 2, 3].map((back) => ({
              value: thisYear - back,
              label: `${thisYear - back}年`,
            })),
          },
        ]}
      >
        {can('org.read') ? (
          <TownshipFilter value={view.unitId} onChange={(unitId) => setView({ unitId, page: 1 })} />
        ) : null}
      </Filters>
      <DataTable
        name="公示"
        answer={answer}
        rows={answer.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={({ id }) => void navigate({ to: pathTo('/notices/:id', { id }) as never })}
        paging={{
          page: view.page,
          size: view.size,
          total: answer.data?.total ?? 0,
          onPage: (page, size) => setView({ page, size }),
        }}
        card={(row) => (
          <RowCard
            title={row.title}
            beside={<NoticeTag state={row.state} />}
            lines={[
              ['单位', row.unitName],
              ['剩余', <Countdown key="left" head={row} />],
              ['异议', <Objections key="objections" row={row} />],
              ['编号', row.number],
            ]}
          />
        )}
        empty={{ title: '没有公示', hint: '季度结账或年终评定后，公示从相应页面发布。' }}
      />
    </>
  )
}

function Objections({ row }: { row: NoticeHead }) {
  if (row.objections === 0) return <span className="xh-quiet">无</span>
  return row.openObjections > 0 ? (
    <StateTag tone="soon">{row.openObjections} 件未答复</StateTag>
  ) : (
    <span>{row.objections} 件，都已答复</span>
  )
}

/** Only where there is more than one township to choose from. */
function TownshipFilter({ value, onChange }: { value: string; onChange: (unitId: string) => void }) {
  const { units } = useUnits()
  const townships = units.filter(({ kind }) => kind === 'TOWNSHIP' || kind === 'STREET')
  if (townships.length < 2) return null
  return (
    <Filters
      view={{ unitId: value }}
      onView={({ unitId = '' }) => onChange(unitId)}
      items={[
        {
          key: 'unitId',
          label: '苏木镇',
          options: townships.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]}
    />
  )
}
