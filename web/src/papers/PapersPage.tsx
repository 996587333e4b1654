/** 纸质表录入: enter or scan a code; sheets of my area by state. */
import { useNavigate } from '@tanstack/react-router'
import { paperName, paperOf, paperPeriod, papersList, typists } from '@xinghe/contract/lists/papers'
import { type PaperKind, paperKinds } from '@xinghe/contract/paper-lines'
import {
  findPaperSheet,
  listPaperSheets,
  type PaperRow,
  type PaperState,
  paperStates,
  reprintPaperSheets,
  voidPaperSheets,
} from '@xinghe/contract/papers'
import { useRef, useState } from 'react'
import { CallError, call, useAct, useAnswer } from '../app/call.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { useCan, useMe } from '../app/me.ts'
import { pathTo } from '../app/paths.ts'
import { say } from '../app/say.ts'
import { useView } from '../app/use-view.ts'
import { ErrandProgress } from '../errands/index.ts'
import { ActButton, DataTable, DateText, Filters, Input, PageHead, RowCard, Section } from '../ui/index.ts'
import { PrintSheets } from './PrintSheets.tsx'
import { PaperTag, stalePapers } from './words.tsx'
import './papers.css'

/** A scanner types the code and presses Enter; a hand may leave out the county's number. */
function CodeEntry({ onFound }: { onFound: (id: string) => void }) {
  const [code, setCode] = useState('')
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const find = async () => {
    if (code.trim() === '' || busy) return
    setBusy(true)
    setFault(undefined)
    try {
      onFound((await call(findPaperSheet, { query: { code } })).id)
    } catch (error) {
      setFault(
        error instanceof CallError
          ? error.code === 'common.not_found'
            ? '没有这个编号的表，或不在您的管辖范围内'
            : error.message
          : '没有查到，请再试一次',
      )
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="pa-code"
      onSubmit={(event) => {
        event.preventDefault()
        void find()
      }}
    >
      <label htmlFor="pa-code">纸质表编号</label>
      <Input
        id="pa-code"
        size="large"
        autoFocus
        autoComplete="off"
        placeholder="扫描二维码，或照纸面右上角输入"
        status={fault ? 'error' : ''}
        aria-describedby={fault ? 'pa-code-fault' : undefined}
        value={code}
        maxLength={40}
        onChange={(event) => {
          setCode(event.target.value)
          setFault(undefined)
        }}
      />
      <ActButton main size="large" busy={busy} act={find}>
        打开
      </ActButton>
      {fault ? (
        <p id="pa-code-fault" role="alert">
          {fault}
        </p>
      ) : null}
    </form>
  )
}

export default function PapersPage() {
  const navigate = useNavigate()
  const me = useMe()
  const can = useCan()
  const [view, setView] = useView({
    year: 0,
    quarter: 0,
    kind: '',
    state: '',
    search: '',
    page: 1,
    size: 50,
  })
  const [printing, setPrinting] = useState(false)
  const [errandId, setErrandId] = useState<string>()
  const [ticked, setTicked] = useState<string[]>([])
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const query = {
    ...(view.year && { year: view.year }),
    ...(view.quarter && { quarter: view.quarter }),
    ...(view.kind && { kind: view.kind as PaperKind }),
    ...(view.state && { state: view.state as PaperState }),
    ...(view.search && { search: view.search }),
  }
  const answer = useAnswer(
    listPaperSheets,
    { query: { ...query, page: view.page, size: view.size } },
    { keep: true },
  )
  const exports = useExport(papersList, query)
  const columns = columnsOf(papersList, query, {
    code: { always: true, fixed: 'start' },
    whose: { always: true },
    state: { always: true, render: (row) => <PaperTag state={row.state} /> },
  })
  const away = useAct(voidPaperSheets, {
    stale: stalePapers,
    done: ({ done }) => `已作废 ${done} 张`,
  })
  const again = useAct(reprintPaperSheets)
  const counts = new Map(answer.data?.byState.map((one) => [one.state, one.count]))
  const open = (id: string) => void navigate({ to: pathTo('/papers/:id', { id }) as never })
  const top = useRef<HTMLDivElement>(null)
  const mayPrint = can('papers.key') || can('year_end.assess')
  return (
    <>
      <PageHead
        title="纸质表录入"
        sentence={`打印带编号的登记页和打分表，手工填写后照纸面录入。${
          answer.data?.doubleEntry ? '本旗县由两人分别录入，核对一致后入账。' : ''
        }`}
        acts={mayPrint ? <ActButton act={() => setPrinting(true)}>打印纸质表</ActButton> : null}
      />
      <div ref={top}>
        <Section>
          <CodeEntry onFound={open} />
        </Section>
        {errandId ? (
          <Section title="打印进度">
            <ErrandProgress id={errandId} />
          </Section>
        ) : null}
      </div>
      <Filters
        view={view}
        onView={(patch) => setView({ ...patch, page: 1 })}
        items={[
          {
            key: 'state',
            label: '状态',
            kind: 'pick',
            options: [
              { value: '', label: '全部' },
              ...Object.entries(paperStates).map(([value, label]) => ({
                value,
                label: counts.get(value as PaperState)
                  ? `${label} ${counts.get(value as PaperState)}`
                  : label,
              })),
            ],
          },
          {
            key: 'kind',
            label: '表',
            all: '全部表',
            options: Object.entries(paperKinds).map(([value, label]) => ({ value, label })),
          },
          {
            key: 'year',
            label: '年度',
            options: [thisYear, thisYear - 1].map((one) => ({ value: one, label: `${one}年` })),
          },
          {
            key: 'quarter',
            label: '季度',
            options: [1, 2, 3, 4].map((one) => ({ value: one, label: `第${one}季度` })),
          },
          { key: 'search', label: '编号、姓名或嘎查村', kind: 'search' },
        ]}
      />
      <DataTable
        name="纸质表"
        answer={answer}
        rows={answer.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => open(row.id)}
        {...(mayPrint
          ? {
              selected: ticked,
              onSelect: setTicked,
              cannotSelect: (row: PaperRow) =>
                row.can.includes('void') ? undefined : '已入账、已作废的不再办理',
              lead:
                ticked.length > 0 ? (
                  <>
                    <ActButton
                      size="small"
                      act={async () => {
                        setErrandId((await again.run({ body: { ids: ticked } })).errandId)
                        setTicked([])
                        top.current?.scrollIntoView({ block: 'start' })
                      }}
                    >
                      再次打印
                    </ActButton>
                    <ActButton
                      size="small"
                      danger
                      confirm={`将作废 ${ticked.length} 张表，作废后这些编号不能再录入。`}
                      ask={{ label: '作废的原因', placeholder: '例如：纸面遗失' }}
                      act={async (reason) => {
                        await away.run({ body: { ids: ticked, reason } })
                        setTicked([])
                      }}
                    >
                      作废
                    </ActButton>
                  </>
                ) : null,
            }
          : {})}
        exports={exports}
        paging={{
          page: view.page,
          size: view.size,
          total: answer.data?.total ?? 0,
          onPage: (page: number, size: number) => setView({ page, size }),
        }}
        card={(row) => (
          <RowCard
            title={`${paperOf(row)} ${row.code}`}
            beside={<PaperTag state={row.state} />}
            lines={[
              ['表', `${paperPeriod(row)}${paperName(row)}`],
              ...(row.keyers.length > 0 ? [['录入', typists(row)] as const] : []),
              ['打印', <DateText key="at" value={row.printedAt} />],
            ]}
          />
        )}
        empty={{ title: '没有纸质表', hint: '打印后的每一张表都在这里，按编号录入。' }}
      />
      <PrintSheets
        open={printing}
        onClose={() => setPrinting(false)}
        onPrinted={(id) => {
          setErrandId(id)
          if (id) say.done('已生成编号，正在排版')
        }}
      />
    </>
  )
}
