/** From somebody's spreadsheet to the register: choose what, take the template, hand the sheet in. */
import { useNavigate } from '@tanstack/react-router'
import { maxFileBytes } from '@xinghe/contract/files'
import { type ImportKindKey, importKinds } from '@xinghe/contract/import-kinds'
import {
  beginImport,
  type ImportRow,
  importErrors,
  importStates,
  listImportKinds,
  listImports,
  takeTemplate,
} from '@xinghe/contract/imports'
import type { AnswerOf } from '@xinghe/contract/route'
import { formatInstant } from '@xinghe/contract/values'
import { useRef, useState } from 'react'
import { call, urlOf, useAnswer } from '../app/call.ts'
import { pathTo } from '../app/paths.ts'
import {
  ActButton,
  Button,
  type Column,
  DataTable,
  Loaded,
  PageHead,
  Radio,
  RowCard,
  Section,
  Select,
} from '../ui/index.ts'
import { cameOf, ImportTag } from './words.tsx'
import './imports.css'

const columns: Column<ImportRow>[] = [
  {
    key: 'kind',
    title: '内容',
    always: true,
    width: 150,
    value: (row) => `${importKinds[row.kind]}${row.year ? `（${row.year}年）` : ''}`,
  },
  { key: 'fileName', title: '表格' },
  {
    key: 'state',
    title: '状态',
    width: 160,
    value: (row) => importStates[row.state],
    render: (row) => <ImportTag state={row.state} />,
  },
  {
    key: 'came',
    title: '结果',
    value: cameOf,
    render: (row) => <span className="im-came">{cameOf(row)}</span>,
  },
  { key: 'createdAt', title: '上传时间', width: 180, value: (row) => formatInstant(row.createdAt) },
]

export default function ImportsPage() {
  const navigate = useNavigate()
  const kinds = useAnswer(listImportKinds)
  const earlier = useAnswer(listImports, {}, { every: 5 })
  const open = (id: string) => navigate({ to: pathTo('/imports/:id', { id }) })
  return (
    <>
      <PageHead
        title="导入表格"
        sentence="把手头的Excel表格导入系统。上传后先检查，列出会新增、更新什么和哪里有误；确认之前不写入任何内容，同一张表可以重复导入。"
      />
      <Loaded answer={kinds}>{(list) => <Steps kinds={list} onBegun={open} />}</Loaded>
      <Section title="以往的导入" sentence="上传的表格加密保存，办完即删，最长保存7天。" flush>
        <DataTable
          name="以往的导入"
          columns={columns}
          answer={earlier}
          rows={earlier.data?.rows ?? []}
          rowKey={(row) => row.id}
          onOpen={(row) => open(row.id)}
          card={(row) => (
            <RowCard
              title={importKinds[row.kind]}
              beside={<ImportTag state={row.state} />}
              lines={[
                ['表格', row.fileName],
                ['结果', cameOf(row)],
                ['上传时间', formatInstant(row.createdAt)],
              ]}
            />
          )}
          empty={{ title: '还没有导入过表格', hint: '上传表格后，检查和导入的结果会列在这里。' }}
        />
      </Section>
    </>
  )
}

type Kind = AnswerOf<typeof listImportKinds>[number]
const thisYear = new Date().getFullYear()
const years = Array.from({ length: 12 }, (_, n) => thisYear + 1 - n)
/** What can be said of a file before it is sent. */
const faultOf = ({ name, size }: File): string | undefined =>
  !/\.xlsx?$/i.test(name)
    ? importErrors['imports.wrong_type'].zh
    : size > maxFileBytes
      ? '文件超过20兆，请拆成几张表后再上传'
      : undefined

function Steps({ kinds, onBegun }: { kinds: Kind[]; onBegun: (id: string) => void }) {
  const [key, setKey] = useState<ImportKindKey | undefined>(kinds[0]?.key)
  const [year, setYear] = useState(thisYear)
  const [file, setFile] = useState<File>()
  const chooser = useRef<HTMLInputElement>(null)
  const kind = kinds.find((one) => one.key === key)
  if (!kind) return null
  const query = { kind: kind.key, ...(kind.needsYear && { year }) }
  const fault = file && faultOf(file)
  const send = async () => {
    if (!file) return
    const body = new FormData()
    body.append('file', file)
    const { id } = await call(beginImport, { query, body: body as never })
    onBegun(id)
  }
  return (
    <div className="im-steps">
      <Section title="1. 选择内容">
        <Radio.Group
          className="im-kinds"
          value={kind.key}
          onChange={(event) => setKey(event.target.value as ImportKindKey)}
          options={kinds.map((one) => ({
            value: one.key,
            label: (
              <span className="im-kind">
                <b>{one.name}</b>
                <span className="xh-quiet">{one.sentence}</span>
              </span>
            ),
          }))}
        />
        {kind.needsYear ? (
          <div className="im-year">
            <span>年度</span>
            <Select
              aria-label="年度"
              value={year}
              onChange={setYear}
              options={years.map((one) => ({ value: one, label: `${one}年` }))}
            />
          </div>
        ) : null}
      </Section>
      <Section title="2. 准备表格">
        <p>
          已有的表格可以直接上传：系统按标题认栏目，认得常见的叫法，认得多种日期写法；“无”“—”当作空着。也可以下载模板，照着填写，模板的第三张表是填写说明。
        </p>
        <Button href={urlOf(takeTemplate, { query } as never)}>下载模板（{kind.name}）</Button>
      </Section>
      <Section title="3. 上传并检查">
        <p>接受Excel表格（.xlsx、.xls），一张表最多10万行、20兆。</p>
        <input
          ref={chooser}
          type="file"
          accept=".xlsx,.xls"
          hidden
          aria-label="选择表格"
          onChange={(event) => {
            setFile(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <div className="im-send">
          <Button onClick={() => chooser.current?.click()}>{file ? '换一张表' : '选择表格'}</Button>
          {file ? <span className={fault ? 'im-fault' : ''}>{fault ?? file.name}</span> : null}
        </div>
        <ActButton main act={send} why={file ? fault : '请先选择表格'}>
          上传并检查
        </ActButton>
      </Section>
    </div>
  )
}
