/** The board of a township: villages by steps, the organisation's computed level beside the final one. */

import { useNavigate } from '@tanstack/react-router'
import { boardList } from '@xinghe/contract/lists/year-end'
import type { AnswerOf } from '@xinghe/contract/route'
import { subjects } from '@xinghe/contract/words'
import { type BoardRow, getYearEndBoard, type listYearEnd, openYearEnd } from '@xinghe/contract/year-end'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { pathTo } from '../../app/paths.ts'
import { To } from '../../app/To.tsx'
import { ActButton, DataTable, Empty, Light, RowCard, StarBand } from '../../ui/index.ts'
import { WhySheet } from '../results/index.ts'
import { AssessReady } from './AssessReady.tsx'
import { DeterminationCards } from './DeterminationCards.tsx'
import { bothReadings, differs, levelText, SheetTag, staleYearEnd } from './words.tsx'
import './year-end.css'

type Township = AnswerOf<typeof listYearEnd>['townships'][number]
type Cell = BoardRow['org']

export function Board({ township, year }: { township: Township; year: number }) {
  const answer = useAnswer(getYearEndBoard, { params: { townshipId: township.townshipId }, query: { year } })
  const asked = { townshipId: township.townshipId, year }
  const exports = useExport(boardList, asked as never)
  const navigate = useNavigate()
  const [why, setWhy] = useState<{ bookId: string; slot: number }>()
  const open = useAct(openYearEnd, {
    stale: staleYearEnd,
    done: ({ sheets, ratings }) =>
      sheets + ratings > 0 ? `已启动：${sheets} 份评定表，${ratings} 册参评` : '没有遗漏的嘎查村和手册',
  })
  const board = answer.data
  const rows = board?.rows
  const begun = board?.org ?? board?.member
  const start = (main: boolean) => (
    <ActButton
      main={main}
      confirm={`将为${township.name} ${township.villages} 个嘎查村布置${year}年度党组织和党员的年终自评；免评的不参评。已有的不变。`}
      act={() => open.run({ body: { townshipId: township.townshipId, year } })}
    >
      {main ? `启动${year}年度年终评定` : '补布置'}
    </ActButton>
  )
  if (board && !begun)
    return (
      <Empty
        title={`${township.name}还没有启动${year}年度年终评定`}
        hint={township.canOpen ? '启动后，各嘎查村收到自评任务。' : '由苏木镇党委书记或组织委员启动。'}
        act={township.canOpen ? start(true) : undefined}
      />
    )
  const sheet = (cell: Cell) =>
    cell ? (
      <To to="/stars/year-end/:id" params={{ id: cell.sheetId }} onClick={() => {}}>
        <SheetTag state={cell.state} />
      </To>
    ) : (
      <span className="xh-quiet">无方案</span>
    )
  const band = ({ result }: BoardRow) =>
    result ? (
      <StarBand
        lit={result.lit}
        colours={result.colours}
        onWhy={(index) => setWhy({ bookId: result.bookId, slot: index + 1 })}
      />
    ) : (
      <span className="xh-quiet">—</span>
    )
  const suggested = ({ result }: BoardRow) =>
    result ? <span title={bothReadings(result)}>{levelText(result.suggested)}</span> : null
  const final = ({ result }: BoardRow) =>
    !result?.decided ? (
      <span className="xh-quiet">未评定</span>
    ) : (
      <b className={differs(result) ? 'ye-differs' : ''}>{levelText(result.finalLevel)}</b>
    )
  const columns = columnsOf(boardList, asked as never, {
    villageName: { always: true },
    org: { render: (row) => sheet(row.org) },
    member: { render: (row) => sheet(row.member) },
    light: {
      render: ({ org }) => (org?.light ? <Light state={org.light} /> : <span className="xh-quiet">—</span>),
    },
    band: { render: band },
    level: { help: '每颗星各自积满才点亮，点亮几颗就是几星。' },
    floorLevel: { help: '总积分每满10分折合一星，最多十星，供会议参考。' },
    suggested: { render: suggested },
    final: { render: final },
    rated: { align: 'right' },
  })
  const go = (row: BoardRow) => {
    const cell = row.org ?? row.member
    if (cell) void navigate({ to: pathTo('/stars/year-end/:id', { id: cell.sheetId }) as never })
  }
  return (
    <>
      {board ? <DeterminationCards heads={[board.org, board.member]} /> : null}
      <DataTable
        name={`${township.name}${year}年终评定`}
        answer={answer}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.villageId}
        onOpen={go}
        paging={false}
        exports={exports}
        lead={
          board?.ready || township.canOpen ? (
            <>
              {board?.ready ? <AssessReady ready={board.ready} /> : null}
              {township.canOpen ? start(false) : null}
            </>
          ) : undefined
        }
        card={(row) => (
          <RowCard
            title={row.villageName}
            beside={row.result?.decided ? final(row) : suggested(row)}
            lines={[
              [subjects.ORG, sheet(row.org)],
              [subjects.MEMBER, sheet(row.member)],
              ['十星', band(row)],
              ['测算', row.result ? bothReadings(row.result) : '—'],
              ...(row.org?.light && row.org.light !== 'GREEN'
                ? [['时限', <Light key="light" state={row.org.light} due={row.org.dueOn} />] as const]
                : []),
            ]}
          />
        )}
      />
      <WhySheet star={why} onClose={() => setWhy(undefined)} />
    </>
  )
}
