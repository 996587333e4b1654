/** Who did what, when and from where, for those who watch over it; the code of the last seal, to be written down. */
import { type AuditGroup, type AuditRow, auditGroups, exportAudit, listAudit } from '@xinghe/contract/audit'
import { type Post, postKeys, posts } from '@xinghe/contract/rights'
import { addDays, type LocalDate } from '@xinghe/contract/values'
import { urlOf, useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import {
  Button,
  type Column,
  DataTable,
  DayRangeInput,
  Filters,
  Flex,
  Loaded,
  PageHead,
  RowCard,
  Section,
  StateTag,
  useSheet,
} from '../ui/index.ts'
import { EntrySheet } from './EntrySheet.tsx'
import './audit.css'
import { instant, person, postOf, what } from './words.tsx'

/** 依据: what happened lately is asked every day, what happened once is asked with its days. */
const usualDays = 30
const defaults = {
  from: '',
  to: '',
  who: '',
  unit: '',
  post: '',
  group: '',
  outcome: '',
  address: '',
  trace: '',
  after: '',
}
const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

const outcome = (row: AuditRow) =>
  row.outcome === 'DONE' ? <StateTag tone="done">已办</StateTag> : <StateTag tone="late">被拒</StateTag>
const short = (row: AuditRow) => <div className="au-what">{what(row) || '—'}</div>
const columns: Column<AuditRow>[] = [
  { key: 'at', title: '时间', width: 185, always: true, value: (row) => instant(row.at) },
  { key: 'personName', title: '姓名', width: 100, always: true },
  { key: 'post', title: '岗位和单位', width: 210, value: postOf },
  { key: 'act', title: '事项', width: 130, always: true },
  { key: 'subject', title: '对象', width: 110 },
  { key: 'outcome', title: '结果', width: 90, value: (row) => row.outcome, render: outcome },
  { key: 'address', title: '来源地址', width: 120 },
  { key: 'what', title: '内容', width: 150, value: what, render: short },
  { key: 'traceId', title: '编号', width: 110, hidden: true },
  { key: 'sealNo', title: '封签', kind: 'number', width: 80, hidden: true },
]

export default function AuditPage() {
  const me = useMe()
  const [view, setView] = useView(defaults)
  const today = (me?.today ?? '') as LocalDate
  const from = view.from || (today && addDays(today, -usualDays))
  const to = view.to || today
  const filter = {
    from,
    to,
    ...(view.who && { who: view.who }),
    ...(view.unit && { unit: view.unit }),
    ...(view.post && { post: view.post as Post }),
    ...(view.group && { group: view.group as AuditGroup }),
    ...(view.outcome && { outcome: view.outcome as AuditRow['outcome'] }),
    ...(view.address && { address: view.address }),
    ...(view.trace && { trace: view.trace }),
  }
  const answer = useAnswer(
    listAudit,
    { query: { ...filter, ...(view.after && { after: view.after }) } },
    { when: Boolean(today), keep: true },
  )
  const sheet = useSheet(answer.data?.rows, (row) => row.id)
  const narrow = (patch: Partial<typeof view>) => setView({ ...patch, after: '' })
  const turn = (after: string) => {
    setView({ after }, { push: true })
    window.scrollTo({ top: 0 })
  }
  return (
    <>
      <PageHead
        title="审计日志"
        sentence="谁在什么时候、从哪里、办了什么，包括被拒绝的。只看办事经过，看不到业务内容。"
        acts={<Button href={urlOf(exportAudit, { query: filter })}>导出</Button>}
      />
      <Loaded answer={answer}>
        {({ seal, keptDays }) => (
          <p className="au-seal">
            {seal ? (
              <>
                最近封签：第{seal.no}号 <b>{seal.code}</b>，{instant(seal.at)}。
              </>
            ) : (
              '还没有封签，每分钟封一次。'
            )}
            封签以后改动、删去或添加一条记录，核验时都会查出。请定期把号数和短码抄在纸上，核验时对照。日志保留
            {keptDays}天。
          </p>
        )}
      </Loaded>
      <Filters
        view={view}
        onView={narrow}
        items={[
          { key: 'who', label: '姓名', kind: 'search', width: 120 },
          { key: 'unit', label: '单位', kind: 'search', width: 140 },
          {
            key: 'post',
            label: '岗位',
            options: postKeys.map((post) => ({ value: post, label: posts[post] })),
          },
          { key: 'group', label: '事项', options: options(auditGroups) },
          { key: 'outcome', label: '结果', options: options({ DONE: '已办', REFUSED: '被拒' }) },
          { key: 'address', label: '来源地址', kind: 'search', width: 150 },
          { key: 'trace', label: '编号', kind: 'search', width: 120 },
        ]}
      >
        <div style={{ width: 290 }}>
          <DayRangeInput
            value={today ? [from, to] : null}
            onChange={(days) => narrow({ from: days?.[0] ?? '', to: days?.[1] ?? '' })}
          />
        </div>
      </Filters>
      <Section flush>
        <DataTable
          name="审计日志"
          columns={columns}
          rows={answer.data?.rows}
          rowKey={(row) => row.id}
          answer={answer}
          paging={false}
          counted={false}
          sheet={sheet}
          card={(row) => (
            <RowCard
              title={`${row.personName} ${row.act}`}
              beside={outcome(row)}
              lines={[
                ['时间', instant(row.at)],
                ['岗位单位', postOf(row)],
                ['对象', row.subject],
                ['来源', row.address ?? '系统'],
                ...(what(row) ? ([['内容', what(row)]] as const) : []),
              ]}
            />
          )}
          empty={{ title: '没有符合条件的记录', hint: '可以放宽日期或去掉筛选。' }}
        />
      </Section>
      <Flex gap={8} justify="center">
        {view.after ? <Button onClick={() => turn('')}>回到最新</Button> : null}
        {answer.data?.next ? <Button onClick={() => turn(answer.data?.next ?? '')}>更早的记录</Button> : null}
      </Flex>
      <EntrySheet row={sheet.row} side={sheet.side} title={sheet.row && person(sheet.row)} />
    </>
  )
}
