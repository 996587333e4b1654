/** What waits below me: read and urged, not settled here. */
import { ownerOf, workList } from '@xinghe/contract/lists/work'
import { listWork, type WorkKind, type WorkRow, workKinds } from '@xinghe/contract/work'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { To } from '../app/To.tsx'
import { useView } from '../app/use-view.ts'
import { UnitPicker } from '../org/UnitPicker.tsx'
import { type Column, DataTable, Figure, Figures, Filters, PageHead, RowCard } from '../ui/index.ts'
import { HandOverDrawer, SideActs } from './HandOver.tsx'
import { Due, Title } from './matter.tsx'
import './work.css'

export default function AreaPage() {
  const [view, setView] = useView({
    id: '',
    unitId: '',
    own: '',
    kind: '',
    late: '',
    unheld: '',
    page: 1,
    size: 50,
  })
  const [handing, setHanding] = useState<WorkRow>()
  const query = {
    scope: 'area' as const,
    ...(view.id && { id: view.id }),
    ...(view.unitId && { unitId: view.unitId }),
    ...(view.unitId && view.own && { own: '1' as const }),
    ...(view.kind && { kind: view.kind as WorkKind }),
    ...(view.late && { late: view.late as '1' | '0' }),
    ...(view.unheld && { unheld: '1' as const }),
  }
  const work = useAnswer(listWork, { query: { ...query, page: view.page, size: view.size } }, { keep: true })
  const exports = useExport(workList, query)
  const kinds = work.data?.kinds ?? []
  const acts = (row: WorkRow) => (
    <span className="xh-matter-acts">
      <SideActs row={row} onHandOver={setHanding} />
    </span>
  )
  const columns: Column<WorkRow>[] = [
    ...columnsOf(workList, query, {
      dueOn: { render: (row) => <Due row={row} />, always: true },
      title: { render: (row) => <Title row={row} />, always: true },
    }),
    {
      key: 'acts',
      title: '督办',
      width: 110,
      align: 'right',
      render: acts,
      value: () => '',
      always: true,
      fixed: 'end',
    },
  ]
  return (
    <>
      <PageHead title="辖区待办" sentence="辖区内各单位正在办理的事项，超期的已逐级上报，可在此催办。" />
      {view.id ? (
        <p className="xh-alone">
          只列出所指的这一件。<To to="/work/area">看辖区全部待办</To>
        </p>
      ) : (
        <>
          <Figures>
            <Figure label="在办" value={kinds.reduce((sum, one) => sum + one.count, 0)} unit="件" />
            <Figure label="已超期" value={work.data?.overdue ?? 0} unit="件" />
            {[...kinds]
              .sort((one, other) => other.count - one.count)
              .slice(0, 4)
              .map((one) => (
                <Figure
                  key={one.kind}
                  label={workKinds[one.kind].label}
                  value={one.count}
                  unit="件"
                  note={one.overdue ? `超期 ${one.overdue} 件` : undefined}
                />
              ))}
          </Figures>
          <Filters
            view={view}
            onView={(patch) => setView({ ...patch, page: 1 })}
            items={[
              {
                key: 'kind',
                label: '事项',
                width: 180,
                options: kinds.map((one) => ({
                  value: one.kind,
                  label: `${workKinds[one.kind].label}（${one.count}）`,
                })),
              },
              ...(view.own
                ? [
                    {
                      key: 'own',
                      label: '范围',
                      all: '连同下级',
                      options: [{ value: '1', label: '只看本级' }],
                    },
                  ]
                : []),
              {
                key: 'late',
                label: '期限',
                all: '全部期限',
                options: [
                  { value: '1', label: '只看超期' },
                  { value: '0', label: '在期限内' },
                ],
              },
              {
                key: 'unheld',
                label: '承办',
                all: '有无承办人不限',
                width: 170,
                options: [{ value: '1', label: `无人承办（${work.data?.unheld ?? 0}）` }],
              },
            ]}
          >
            <UnitPicker
              value={view.unitId}
              onChange={(unitId) => setView({ unitId: unitId ?? '', own: '', page: 1 })}
              placeholder="全部单位"
            />
          </Filters>
        </>
      )}
      <DataTable
        name="辖区待办"
        exports={exports}
        answer={work}
        rows={work.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        paging={{
          page: view.page,
          size: view.size,
          total: work.data?.total ?? 0,
          onPage: (page, size) => setView({ page, size }),
        }}
        card={(row) => (
          <RowCard
            title={<Title row={row} />}
            lines={[
              ['事项', workKinds[row.kind].label],
              ['在谁手中', ownerOf(row)],
              ['期限', <Due key="due" row={row} />],
            ]}
            foot={row.can.length ? acts(row) : null}
          />
        )}
        empty={
          view.id
            ? { title: '这件事项已经办结', hint: '办结的事项不再列在待办中。' }
            : { title: '没有在办的事项', hint: '可调整上面的筛选条件。' }
        }
      />
      <HandOverDrawer row={handing} onClose={() => setHanding(undefined)} />
    </>
  )
}
