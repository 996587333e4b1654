/** One sheet: what would become of it, what is wrong where, and the decision to write it. */
import { importKinds } from '@xinghe/contract/import-kinds'
import {
  checkImport,
  confirmImport,
  discardImport,
  getImport,
  type ImportDetail,
  type ImportMode,
  importGoesOn,
  importModes,
  listImports,
  mostFaultsShown,
  takeRemarks,
} from '@xinghe/contract/imports'
import { formatInstant } from '@xinghe/contract/values'
import { useState } from 'react'
import { urlOf, useAct, useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { usePathParams } from '../app/use-view.ts'
import { ErrandProgress } from '../errands/index.ts'
import {
  ActButton,
  Alert,
  Button,
  type Column,
  DataTable,
  Figure,
  Figures,
  Loaded,
  PageHead,
  Radio,
  RowCard,
  Section,
} from '../ui/index.ts'
import { ImportTag } from './words.tsx'
import './imports.css'

export default function ImportPage() {
  const { id } = usePathParams<'id'>()
  const [goesOn, setGoesOn] = useState(true)
  const answer = useAnswer(getImport, { params: { id } }, goesOn ? { every: 2 } : {})
  const now = !answer.data || importGoesOn(answer.data.state)
  if (now !== goesOn) setGoesOn(now)
  return <Loaded answer={answer}>{(one) => <Page one={one} onChange={() => void answer.refetch()} />}</Loaded>
}

function Page({ one, onChange }: { one: ImportDetail; onChange: () => void }) {
  const discard = useAct(discardImport, { stale: [getImport, listImports], done: '已放弃，上传的表格已删除' })
  const check = useAct(checkImport, { stale: [getImport, listImports] })
  const params = { id: one.id }
  const looked = one.counts && (one.state === 'CHECKED' || one.state === 'DONE')
  return (
    <>
      <PageHead
        back={<To to="/imports">返回导入表格</To>}
        title={`导入${importKinds[one.kind]}${one.year ? `（${one.year}年）` : ''}`}
        beside={<ImportTag state={one.state} />}
        sentence={`${one.fileName}，${formatInstant(one.createdAt)}上传`}
        acts={
          <>
            {one.can.includes('discard') ? (
              <ActButton
                quiet
                act={() => discard.run({ params })}
                confirm="放弃这次导入，上传的表格随即删除；已登记的内容不受影响。"
              >
                放弃
              </ActButton>
            ) : null}
            {one.can.includes('check') ? (
              <ActButton act={() => check.run({ params })}>重新检查</ActButton>
            ) : null}
            {one.remarks ? <Button href={urlOf(takeRemarks, { params })}>下载带批注的表</Button> : null}
          </>
        }
      />
      {importGoesOn(one.state) ? (
        <Section title={one.state === 'CHECKING' ? '正在检查，不写入任何内容' : '正在导入'}>
          <ErrandProgress key={one.errandId} id={one.errandId} onDone={onChange} />
        </Section>
      ) : null}
      {one.state === 'FAILED' ? (
        <Alert type="error" showIcon className="im-gap" title={one.message ?? '没有办成，请重新上传'} />
      ) : null}
      {one.state === 'DONE' ? (
        <Alert type="success" showIcon className="im-gap" title={one.message ?? '已导入'} />
      ) : null}
      {looked && one.counts ? (
        <>
          <Figures>
            <Figure label="新增" value={one.counts.create} unit="行" />
            <Figure label="更新" value={one.counts.change} unit="行" />
            <Figure label="不变" value={one.counts.same} unit="行" />
            <Figure label="有误" value={one.counts.fault} unit="行" note={`共${one.counts.rows}行`} />
          </Figures>
          {one.state === 'CHECKED' ? <Decide one={one} /> : null}
          <Faults one={one} />
          <Changes one={one} />
        </>
      ) : null}
    </>
  )
}

function Decide({ one }: { one: ImportDetail }) {
  const faults = one.counts?.fault ?? 0
  const [mode, setMode] = useState<ImportMode>('ALL')
  const confirm = useAct(confirmImport, { stale: [getImport, listImports] })
  const { create = 0, change = 0 } = one.counts ?? {}
  if (create + change === 0)
    return (
      <Alert
        type={faults > 0 ? 'warning' : 'success'}
        showIcon
        className="im-gap"
        title={
          faults > 0
            ? '没有可以导入的行。请下载带批注的表，改正后重新上传。'
            : '表中的内容都已登记，不需要再导入。'
        }
      />
    )
  return (
    <Section title="确认导入">
      <Radio.Group
        className="im-kinds"
        value={mode}
        onChange={(event) => setMode(event.target.value as ImportMode)}
        options={(['ALL', 'GOOD'] as const).map((value) => ({
          value,
          label: (
            <span className="im-kind">
              <b>{importModes[value]}</b>
              <span className="xh-quiet">
                {value === 'ALL'
                  ? '有一行有误就什么都不写入，改正后重新上传'
                  : '无误的行写入，有误的行留在带批注的表里，改正后再传一次即可'}
              </span>
            </span>
          ),
        }))}
      />
      <ActButton
        main
        why={
          mode === 'ALL' && faults > 0
            ? `还有${faults}行有误：请改正后重新上传，或选择只导入无误的行`
            : undefined
        }
        confirm={`将新增${create}行，更新${change}行${faults > 0 ? `；有误的${faults}行不导入` : ''}。`}
        act={() => confirm.run({ params: { id: one.id }, body: { mode } })}
      >
        确认导入
      </ActButton>
    </Section>
  )
}

/** Sentences are read whole: they break into lines. */
const words = (text: string | null) => <span className="im-words">{text}</span>

type Fault = ImportDetail['faults'][number]
const faultColumns: Column<Fault>[] = [
  { key: 'row', title: '行', width: 90, kind: 'number', always: true },
  { key: 'column', title: '栏目', width: 130, value: ({ column }) => column ?? '整行' },
  { key: 'cell', title: '单元格', width: 100 },
  { key: 'message', title: '哪里有误，怎样改', always: true, render: ({ message }) => words(message) },
]
function Faults({ one }: { one: ImportDetail }) {
  if (one.faults.length === 0) return null
  return (
    <Section
      title="有误的内容"
      sentence={
        one.faults.length >= mostFaultsShown
          ? `这里列出前${mostFaultsShown}处，全部的在带批注的表里。`
          : '带批注的表里，有误的单元格标成红色，意见写在最右一栏。'
      }
      flush
    >
      <DataTable
        name="导入有误的内容"
        columns={faultColumns}
        rows={one.faults}
        rowKey={(fault) => `${fault.row} ${fault.cell} ${fault.message}`}
        card={(fault) => (
          <RowCard
            title={`第${fault.row}行 ${fault.column ?? ''}`}
            beside={fault.cell}
            lines={[['意见', fault.message]]}
          />
        )}
      />
    </Section>
  )
}

type Change = ImportDetail['changes'][number]
const changeColumns: Column<Change>[] = [
  { key: 'row', title: '行', width: 90, kind: 'number', always: true },
  {
    key: 'becomes',
    title: '办理',
    width: 100,
    value: ({ becomes }) => (becomes === 'CREATE' ? '新增' : '更新'),
  },
  { key: 'note', title: '内容', always: true, render: ({ note }) => words(note) },
]
function Changes({ one }: { one: ImportDetail }) {
  if (one.changes.length === 0) return null
  return (
    <Section
      title={one.state === 'DONE' ? '更新了什么' : '会更新什么'}
      sentence="列出更新的行和需要留意的新增的行；表中空着的栏目不动原有内容。"
      flush
    >
      <DataTable
        name="导入更新的内容"
        columns={changeColumns}
        rows={one.changes}
        rowKey={(change) => String(change.row)}
        card={(change) => (
          <RowCard
            title={`第${change.row}行`}
            beside={change.becomes === 'CREATE' ? '新增' : '更新'}
            lines={[['内容', change.note]]}
          />
        )}
      />
    </Section>
  )
}
