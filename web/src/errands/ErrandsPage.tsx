/** Everything long that I asked for: imports, exports, prints in one file. */
import { DownloadOutlined } from '@ant-design/icons'
import { type Errand, errandStates, goesOn, listErrands, takeErrandFile } from '@xinghe/contract/errands'
import { formatDay, formatInstant } from '@xinghe/contract/values'
import { useEffect, useState } from 'react'
import { urlOf, useAnswer } from '../app/call.ts'
import {
  Button,
  type Column,
  DataTable,
  Flex,
  PageHead,
  Progress,
  RowCard,
  SideSheet,
  StateTag,
  useSheet,
} from '../ui/index.ts'
import { ErrandView, errandTones, percentOf } from './ErrandProgress.tsx'

const stateOf = (row: Errand) => <StateTag tone={errandTones[row.state]}>{errandStates[row.state]}</StateTag>
const come = (row: Errand) =>
  goesOn(row.state) ? (
    <div>
      <Progress percent={percentOf(row)} size="small" />
      <div className="xh-quiet">
        {row.step ?? '排队等候'}
        {row.total ? `（${row.done}/${row.total}）` : ''}
      </div>
    </div>
  ) : row.file ? (
    <Flex gap={8} align="center" wrap>
      <Button
        size="small"
        icon={<DownloadOutlined />}
        href={urlOf(takeErrandFile, { params: { id: row.id } })}
      >
        下载
      </Button>
      <span className="xh-quiet">
        {[row.message, sizeOf(row.file.size), `保存到${formatDay(row.file.until.slice(0, 10))}`]
          .filter(Boolean)
          .join('，')}
      </span>
    </Flex>
  ) : (
    row.message
  )
/** '1.2 MB' as an office says it. */
const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))}千字节` : `${(bytes / 1_000_000).toFixed(1)}兆`
const columns: Column<Errand>[] = [
  { key: 'title', title: '事项', width: 320, always: true },
  { key: 'state', title: '状态', value: (row) => errandStates[row.state], render: stateOf, width: 130 },
  { key: 'message', title: '结果', width: 380, value: (row) => row.message, render: come },
  { key: 'createdAt', title: '交办时间', value: (row) => formatInstant(row.createdAt), width: 190 },
]

export default function ErrandsPage() {
  const [on, setOn] = useState(true)
  const answer = useAnswer(listErrands, {}, { every: on ? 2 : 30 })
  const going = answer.data?.rows.some((row) => goesOn(row.state)) ?? true
  useEffect(() => setOn(going), [going])
  const sheet = useSheet(answer.data?.rows, (row) => row.id)
  return (
    <>
      <PageHead
        title="后台办理"
        sentence="导入、导出、批量打印等耗时的事在后台办理，可以离开页面；做好的文件保存7天。"
      />
      <DataTable
        name="后台办理"
        columns={columns}
        answer={answer}
        rows={answer.data?.rows ?? []}
        rowKey={(row) => row.id}
        paging={false}
        sheet={sheet}
        card={(row) => (
          <RowCard
            title={row.title}
            beside={stateOf(row)}
            lines={[
              ['交办时间', formatInstant(row.createdAt)],
              ['结果', come(row)],
            ]}
          />
        )}
        empty={{ title: '没有后台办理的事项', hint: '导入表格、导出大名单、批量打印时会出现在这里。' }}
      />
      <SideSheet {...sheet.side} title={sheet.row?.title ?? ''}>
        {sheet.row ? <ErrandView errand={sheet.row} /> : null}
      </SideSheet>
    </>
  )
}
