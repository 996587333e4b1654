/** One queue: what waits for me, the earliest due day first, each row with its one main act. */

import { useNavigate } from '@tanstack/react-router'
import { getTownshipOverview } from '@xinghe/contract/overview'
import type { Step } from '@xinghe/contract/words'
import { listWork, type WorkKind, type WorkRow, workKinds } from '@xinghe/contract/work'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { useCan, useMe } from '../app/me.ts'
import { To } from '../app/To.tsx'
import { useView } from '../app/use-view.ts'
import {
  Alert,
  type Column,
  DataTable,
  DateText,
  Filters,
  PageHead,
  RowCard,
  Section,
  StateTag,
  StepRibbon,
  usePhone,
} from '../ui/index.ts'
import { HandOverDrawer, SideActs } from './HandOver.tsx'
import { linkOf } from './links.ts'
import { Due, MainAct, Title } from './matter.tsx'
import { stepPages } from './step-pages.ts'
import './work.css'

export default function WorkbenchPage() {
  const me = useMe()
  const can = useCan()
  const phone = usePhone()
  const navigate = useNavigate()
  const [view, setView] = useView({ kind: '', late: '', page: 1, size: 50 })
  const [handing, setHanding] = useState<WorkRow>()
  const query = {
    page: view.page,
    size: view.size,
    ...(view.kind && { kind: view.kind as WorkKind }),
    ...(view.late && { late: '1' as const }),
  }
  const work = useAnswer(listWork, { query }, { keep: true })
  const area = useAnswer(getTownshipOverview, { query: {} }, { when: can('area.read') })
  const kinds = work.data?.kinds ?? []
  const waiting = kinds.reduce((sum, one) => sum + one.count, 0)
  const open = (row: WorkRow) => {
    const to = linkOf(row)
    if (to) void navigate({ href: to } as never)
  }
  const acts = (row: WorkRow) => (
    <span className="xh-matter-acts">
      <SideActs row={row} onHandOver={setHanding} />
      {row.handover?.toMe ? null : <MainAct row={row} />}
    </span>
  )
  const columns: Column<WorkRow>[] = [
    { key: 'dueOn', title: '期限', width: 230, render: (row) => <Due row={row} />, always: true },
    { key: 'kind', title: '事项', width: 140, value: (row) => workKinds[row.kind].label },
    { key: 'title', title: '内容', render: (row) => <Title row={row} />, always: true },
    { key: 'placeName', title: '所在单位', width: 140 },
    { key: 'since', title: '到达', kind: 'day', width: 130 },
    {
      key: 'acts',
      title: '办理',
      width: 180,
      align: 'right',
      render: acts,
      value: () => '',
      always: true,
      fixed: 'end',
    },
  ]
  return (
    <>
      <PageHead
        title="工作台"
        sentence={waiting === 0 ? '目前没有等您办理的事项。' : `有 ${waiting} 件事等您办理，按期限先后排列。`}
        acts={
          me?.post.post === 'MEMBER' ? (
            <To to="/org/people/:id" params={{ id: me.person.id }}>
              我的信息
            </To>
          ) : null
        }
        beside={work.data?.overdue ? <StateTag tone="late">{work.data.overdue} 件已超期</StateTag> : null}
      />
      {work.data?.yearsNotEntered.length ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={
            <>
              {work.data.yearsNotEntered.join('、')}年的放假安排尚未录入，期限暂按周一至周五计算。
              {can('calendar.edit') ? <To to="/settings/calendar">去录入</To> : '请提醒组织部录入。'}
            </>
          }
        />
      ) : null}
      {area.data ? (
        <Section
          title={`${me?.post.unitName ?? ''} ${area.data.year}年五道程序`}
          extra={
            area.data.rows.length > 0 ? (
              <To to="/reports/overview">查看各{area.data.rows[0]?.villages === 1 ? '嘎查村' : '苏木镇'}</To>
            ) : null
          }
        >
          <StepRibbon
            size={phone ? 'cell' : 'head'}
            steps={area.data.total.steps.map((one) => ({ ...one, note: one.note ?? undefined }))}
            onStep={(step: Step) => void navigate({ href: stepPages(step) } as never)}
          />
        </Section>
      ) : null}
      <Deadlines rows={work.data?.rows ?? []} />
      {kinds.length > 1 || view.kind || view.late ? (
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
            { key: 'late', label: '期限', all: '全部期限', options: [{ value: '1', label: '只看超期' }] },
          ]}
        />
      ) : null}
      <DataTable
        name="待办"
        answer={work}
        rows={work.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={open}
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
              ['单位', row.placeName],
              ['期限', <Due key="due" row={row} />],
            ]}
            foot={acts(row)}
          />
        )}
        empty={{ title: '都办完了', hint: '新的事项到达时会出现在这里。' }}
      />
      <HandOverDrawer row={handing} onClose={() => setHanding(undefined)} />
    </>
  )
}

/** The next due days, with how much each asks. */
function Deadlines({ rows }: { rows: readonly WorkRow[] }) {
  const days = new Map<string, WorkRow[]>()
  for (const row of rows) if (row.dueOn) days.set(row.dueOn, [...(days.get(row.dueOn) ?? []), row])
  if (rows.length < 8 || days.size < 2) return null
  return (
    <Section title="近期期限">
      <ul className="xh-deadlines">
        {[...days].slice(0, 6).map(([day, due]) => (
          <li key={day}>
            <DateText value={day} />
            <span>
              {due.length} 件
              {due[0] && due[0].light !== 'GREEN' ? (
                <>
                  {' '}
                  ·{' '}
                  <StateTag tone={due[0].light === 'RED' ? 'late' : 'soon'}>
                    {due[0].light === 'RED' ? '已超期' : '将到期'}
                  </StateTag>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
