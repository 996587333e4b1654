/** Objections of my area: what waits for an answer first. */

import { Navigate, useNavigate } from '@tanstack/react-router'
import { objectionsList } from '@xinghe/contract/lists/notices'
import { listObjections, type ObjectionState, objectionStates } from '@xinghe/contract/notices'
import { useAnswer } from '../app/call.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { useMe } from '../app/me.ts'
import { pathTo } from '../app/paths.ts'
import { useView } from '../app/use-view.ts'
import { PrintBatch } from '../prints/index.ts'
import { DataTable, Filters, PageHead, RowCard } from '../ui/index.ts'
import { Due, ObjectionTag } from './words.tsx'
import './notices.css'

export default function ObjectionsPage() {
  const [{ open }] = useView({ open: '' })
  return open ? <Navigate to={pathTo('/objections/:id', { id: open }) as never} replace /> : <Objections />
}

function Objections() {
  const navigate = useNavigate()
  const thisYear = Number(useMe()?.today.slice(0, 4) ?? 0)
  const [view, setView] = useView({ state: '', year: 0, page: 1, size: 50 })
  const query = {
    ...(view.state && { state: view.state as ObjectionState }),
    ...(view.year && { year: view.year }),
  }
  const exports = useExport(objectionsList, query)
  const answer = useAnswer(
    listObjections,
    { query: { ...query, page: view.page, size: view.size } },
    { keep: true },
  )
  const columns = columnsOf(objectionsList, query, {
    dueOn: { always: true, render: (row) => <Due row={row} /> },
    state: { render: (row) => <ObjectionTag state={row.state} /> },
    content: { always: true, render: (row) => <span className="nt-one">{row.content}</span> },
  })
  return (
    <>
      <PageHead
        title="异议"
        sentence="公示期内群众以真实姓名提出的异议，先调查，再答复；反映人的姓名和联系方式只给调查、答复的同志看。"
        acts={<PrintBatch things={['OBJECTIONS']} year={view.year || thisYear} />}
      />
      <Filters
        view={view}
        onView={setView}
        items={[
          {
            key: 'state',
            label: '状态',
            options: Object.entries(objectionStates).map(([value, label]) => ({ value, label })),
          },
          {
            key: 'year',
            label: '年度',
            options: [0, 1, 2, 3].map((back) => ({
              value: thisYear - back,
              label: `${thisYear - back}年`,
            })),
          },
        ]}
      />
      <DataTable
        name="异议"
        exports={exports}
        answer={answer}
        rows={answer.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={({ id }) => void navigate({ to: pathTo('/objections/:id', { id }) as never })}
        paging={{
          page: view.page,
          size: view.size,
          total: answer.data?.total ?? 0,
          onPage: (page, size) => setView({ page, size }),
        }}
        card={(row) => (
          <RowCard
            title={row.about ?? '整份公示'}
            beside={<ObjectionTag state={row.state} />}
            lines={[
              [
                '内容',
                <span key="content" className="nt-one">
                  {row.content}
                </span>,
              ],
              ['公示', row.noticeTitle],
              ['期限', <Due key="due" row={row} />],
            ]}
          />
        )}
        empty={{ title: '没有异议', hint: '群众从公示的二维码或公开页面提出异议后，会出现在这里。' }}
      />
    </>
  )
}
