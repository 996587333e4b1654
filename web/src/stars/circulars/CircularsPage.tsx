/** 结果通报: drafts and issued circulars, each as PDF and as a Word file. */
import { FileWordOutlined } from '@ant-design/icons'
import {
  type CircularRow,
  type CircularState,
  circularStates,
  getCircular,
  issueCircular,
  listCirculars,
  printCircular,
  withdrawCircular,
  wordCircular,
} from '@xinghe/contract/circulars'
import { circularsList } from '@xinghe/contract/lists/circulars'
import { useState } from 'react'
import { urlOf, useAct, useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { useMe } from '../../app/me.ts'
import { useView } from '../../app/use-view.ts'
import {
  ActButton,
  Alert,
  Button,
  DataTable,
  Facts,
  Filters,
  Loaded,
  PageHead,
  PrintButton,
  RowCard,
  SideSheet,
  Space,
  StateTag,
  useSheet,
} from '../../ui/index.ts'
import { CircularForm, DraftForm } from './CircularForm.tsx'
import { circularsStale as stale } from './circulars-stale.ts'

const tones = { DRAFT: 'waiting', ISSUED: 'done', WITHDRAWN: 'idle' } as const
const tag = (row: CircularRow) => <StateTag tone={tones[row.state]}>{circularStates[row.state]}</StateTag>

export default function CircularsPage() {
  const me = useMe()
  const [view, setView] = useView({ year: 0, state: '' })
  const [form, setForm] = useState<'draft' | 'edit'>()
  const thisYear = Number(me?.today.slice(0, 4) ?? 1)
  const query = {
    ...(view.year && { year: view.year }),
    ...(view.state && { state: view.state as CircularState }),
  }
  const list = useAnswer(listCirculars, { query }, { keep: true })
  const exports = useExport(circularsList, query)
  const columns = columnsOf(circularsList, query, {
    title: { always: true, fixed: 'start' },
    state: { render: tag },
  })
  const side = useSheet(list.data?.rows, (row) => row.id)
  const row = side.row
  const params = { id: row?.id ?? '' }
  const one = useAnswer(getCircular, { params }, { when: row !== undefined })
  const issue = useAct(issueCircular, { stale, done: '已印发，编号、正文和附件不再变动' })
  const withdraw = useAct(withdrawCircular, { stale, done: '已撤销草稿' })
  const has = (act: 'edit' | 'issue' | 'withdraw') => one.data?.can.includes(act)
  return (
    <>
      <PageHead
        title="结果通报"
        sentence="把经备案确认的评定结果写成通报，按党政机关公文格式排版；数字和附件由系统写入。"
        acts={
          <ActButton main act={() => setForm('draft')}>
            起草通报
          </ActButton>
        }
      />
      <Filters
        view={view}
        onView={setView}
        items={[
          {
            key: 'year',
            label: '评定年度',
            options: [1, 2, 3].map((back) => ({ value: thisYear - back, label: `${thisYear - back}年` })),
          },
          {
            key: 'state',
            label: '状态',
            options: Object.entries(circularStates).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      <DataTable
        name="结果通报"
        exports={exports}
        answer={list}
        rows={list.data?.rows}
        rowKey={(circular) => circular.id}
        columns={columns}
        sheet={side}
        card={(circular) => (
          <RowCard
            title={circular.title}
            beside={tag(circular)}
            lines={[
              ['文号', circular.number ?? '未编号'],
              ['机关', circular.issuer],
            ]}
          />
        )}
        empty={{
          title: '还没有结果通报',
          hint: '评定结果经旗县组织部备案确认后，在这里起草。',
        }}
      />
      <SideSheet
        {...side.side}
        title={row?.title ?? ''}
        sentence={row?.number ?? '未编发文字号'}
        acts={
          one.data ? (
            <>
              {has('withdraw') ? (
                <ActButton
                  ask={{ label: '撤销的原因', max: 300 }}
                  act={(reason) => withdraw.run({ params, body: { reason } })}
                >
                  撤销草稿
                </ActButton>
              ) : null}
              {has('edit') ? <ActButton act={() => setForm('edit')}>修改</ActButton> : null}
              {has('issue') ? (
                <ActButton
                  main
                  confirm={`印发后，发文字号、正文和附件的${one.data.count}行结果不再变动。`}
                  act={() => issue.run({ params, body: {} })}
                >
                  印发
                </ActButton>
              ) : null}
            </>
          ) : null
        }
      >
        <Loaded answer={one}>
          {(circular) => (
            <>
              <Space style={{ marginBottom: 16 }}>
                <PrintButton href={urlOf(printCircular, { params })}>
                  {circular.state === 'ISSUED' ? '打印' : '预览PDF'}
                </PrintButton>
                <Button href={urlOf(wordCircular, { params })} icon={<FileWordOutlined />}>
                  下载Word
                </Button>
              </Space>
              {circular.waiting.length > 0 ? (
                <Alert
                  type="warning"
                  showIcon
                  style={{ marginBottom: 16 }}
                  title={`${circular.waiting.map(({ name }) => name).join('、')}的结果尚未备案确认，没有列入附件。`}
                  description="等确认后再印发；需要先印发的，在“修改”中选为暂不列入，正文会写明另行通报。"
                />
              ) : null}
              <Facts
                items={[
                  { label: '状态', value: tag(circular) },
                  { label: '发文机关', value: circular.issuer },
                  { label: '附件', value: `${circular.count}行` },
                  {
                    label: circular.issuedBy ? '印发人' : '起草人',
                    value: circular.issuedBy ?? circular.madeBy,
                  },
                  { label: '主送', value: circular.addressees, wide: true },
                  { label: '评定结果', value: circular.figures, wide: true },
                  { label: '正文', value: <div className="circular-text">{circular.body}</div>, wide: true },
                  { label: '抄送', value: circular.copies ?? '无', wide: true },
                ]}
              />
            </>
          )}
        </Loaded>
      </SideSheet>
      <DraftForm
        open={form === 'draft'}
        onClose={() => setForm(undefined)}
        onMade={(id) => setView({ open: id } as never)}
      />
      {one.data ? (
        <CircularForm circular={one.data} open={form === 'edit'} onClose={() => setForm(undefined)} />
      ) : null}
    </>
  )
}
