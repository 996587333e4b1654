/** All villages' declarations and where they stand; a member comes straight to his own. */

import { Navigate, useNavigate } from '@tanstack/react-router'
import {
  confirmSheets,
  declarationStates,
  getDeclaration,
  listDeclarations,
  openSheets,
  type SheetHead,
} from '@xinghe/contract/declarations'
import { declarationsList, filledOf, meetingOf } from '@xinghe/contract/lists/declarations'
import { formatDay } from '@xinghe/contract/values'
import { subjects } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { useMe } from '../../app/me.ts'
import { pathTo } from '../../app/paths.ts'
import { useView } from '../../app/use-view.ts'
import {
  ActButton,
  DataTable,
  DateText,
  Figure,
  Figures,
  Filters,
  PageHead,
  RowCard,
} from '../../ui/index.ts'
import { MyDeclaration } from './MyDeclaration.tsx'
import { SheetTag } from './states.tsx'

const stale = [listDeclarations, getDeclaration]
export default function DeclarationsPage() {
  const me = useMe()
  const [{ open }] = useView({ open: '' })
  if (!me) return null
  if (open) return <Navigate to={pathTo('/stars/declarations/:id', { id: open }) as never} replace />
  return me.post.post === 'MEMBER' ? (
    <MyDeclaration year={Number(me.today.slice(0, 4))} />
  ) : (
    <Sheets thisYear={Number(me.today.slice(0, 4))} townshipId={me.post.unitId} />
  )
}

function Sheets({ thisYear, townshipId }: { thisYear: number; townshipId: string }) {
  const navigate = useNavigate()
  const [view, setView] = useView({ year: 0, subject: '', state: '' })
  const [ticked, setTicked] = useState<string[]>([])
  const year = view.year || thisYear
  const query = { year, ...(view.subject && { subject: view.subject as 'ORG' }) }
  const exports = useExport(declarationsList, {
    ...query,
    ...(view.state && { state: view.state as 'DRAFT' }),
  })
  const list = useAnswer(listDeclarations, { query }, { keep: true })
  const confirm = useAct(confirmSheets, { stale, done: ({ count }) => `已确认 ${count} 份报星表` })
  const layOut = useAct(openSheets, {
    stale,
    done: ({ count }) => (count ? `已布置 ${count} 份报星表` : '各嘎查村都已布置，没有遗漏'),
  })
  const all = list.data?.rows
  const rows = all?.filter((row) => !view.state || row.state === view.state)
  const open = ({ id }: SheetHead) =>
    void navigate({ to: pathTo('/stars/declarations/:id', { id }) as never })
  const chosen = (all ?? []).filter((row) => ticked.includes(row.id))
  const some = all?.some((row) => row.can.includes('confirm'))
  const many = new Set(all?.map((row) => row.townshipId)).size > 1
  const columns = columnsOf(declarationsList, query, {
    villageName: { always: true },
    state: { render: (row) => <SheetTag sheet={row} /> },
  }).filter(({ key }) => many || key !== 'townshipName')
  const count = (state: SheetHead['state']) => (all ?? []).filter((row) => row.state === state).length
  const dueOn = all?.[0]?.dueOn
  return (
    <>
      <PageHead
        title="定标报星"
        sentence={`嘎查村党组织和党员定目标星级、选两颗自选星，经会议通过后报苏木镇确认。${dueOn ? `${formatDay(dueOn)}前提交。` : ''}`}
        acts={
          list.data?.canOpen ? (
            <ActButton
              confirm="为方案发布后新增的嘎查村和党员补开手册和报星表；已有的不变。"
              act={() => layOut.run({ body: { townshipId, year } })}
            >
              补布置报星
            </ActButton>
          ) : null
        }
      />
      {all && all.length > 2 ? (
        <Figures>
          {(['DRAFT', 'SUBMITTED', 'RETURNED', 'CONFIRMED', 'PUBLISHED'] as const).map((state) => (
            <Figure key={state} label={declarationStates[state]} value={count(state)} unit="份" />
          ))}
          <Figure
            label="逾期未报"
            value={all.filter((row) => row.late && !row.submittedAt).length}
            unit="份"
          />
        </Figures>
      ) : null}
      <Filters
        view={{ ...view, year }}
        onView={setView}
        items={[
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: [thisYear - 1, thisYear].map((value) => ({ value, label: `${value}年` })),
          },
          {
            key: 'subject',
            label: '对象',
            options: Object.entries(subjects).map(([value, label]) => ({ value, label })),
          },
          {
            key: 'state',
            label: '状态',
            options: Object.entries(declarationStates).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      <DataTable
        name={`${year}年报星`}
        exports={exports}
        answer={list}
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={open}
        paging={false}
        {...(some
          ? {
              selected: ticked,
              onSelect: setTicked,
              cannotSelect: (row: SheetHead) =>
                row.can.includes('confirm') ? undefined : '只有待确认的可以勾选',
              lead: (
                <ActButton
                  main
                  why={chosen.length === 0 ? '请先勾选待确认的报星表' : undefined}
                  confirm={`将确认 ${chosen.length} 份报星表，涉及 ${chosen.reduce((sum, row) => sum + row.filled, 0)} 册手册；确认后自选星写入手册。`}
                  act={async () => {
                    await confirm.run({ body: { ids: ticked } })
                    setTicked([])
                  }}
                >
                  确认所选{chosen.length ? ` ${chosen.length} 份` : ''}
                </ActButton>
              ),
            }
          : {})}
        card={(row) => (
          <RowCard
            title={`${row.villageName} ${subjects[row.subject]}`}
            beside={<SheetTag sheet={row} />}
            lines={[
              ['已报/应报', filledOf(row)],
              ['会议', meetingOf(row) ?? '—'],
              ['提交', <DateText key="at" value={row.submittedAt} />],
            ]}
          />
        )}
        empty={{ title: '还没有布置报星', hint: '设星方案发布后，报星表自动下发到各嘎查村' }}
      />
    </>
  )
}
