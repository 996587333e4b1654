/** When the last good backup was made, what is kept, and one more now. The files stay on the server. */
import { askForBackup, listBackups, setBackupPlan } from '@xinghe/contract/backups'
import type { AnswerOf } from '@xinghe/contract/route'
import { useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import {
  ActButton,
  type Column,
  DataTable,
  DateText,
  Facts,
  Field,
  FormDrawer,
  InputNumber,
  Loaded,
  PageHead,
  Progress,
  RowCard,
  Section,
  StateTag,
} from '../ui/index.ts'

type Answer = AnswerOf<typeof listBackups>
type Backup = Answer['backups'][number]
type Plan = Answer['plan']

const passphraseWords = {
  NONE: '没有设置口令，新的备份不加密',
  READY: '新的备份加密',
  UNREADABLE: '读不到口令文件，暂不备份；请把口令文件放回原处',
}
const lights = {
  GREEN: { tone: 'done', word: '正常' },
  YELLOW: { tone: 'waiting', word: '上一次没有备份成功' },
  RED: { tone: 'late', word: '超过两天没有好的备份' },
} as const
const steps = { rows: '正在写数据', files: '正在写附件', check: '正在读回检查' } as const

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
const clock = (iso: string): string =>
  new Date(iso).toLocaleTimeString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
const when = (iso: string) => (
  <>
    <DateText value={iso} /> {clock(iso)}
  </>
)
const checkOf = (row: Backup) =>
  row.good ? (
    <StateTag tone="done">已读回，完好</StateTag>
  ) : (
    <StateTag tone="late">{row.digest ? '大小不符，已损坏' : '未经检查'}</StateTag>
  )

const columns: Column<Backup>[] = [
  { key: 'madeAt', title: '备份时间', render: (row) => when(row.madeAt), width: 170, always: true },
  { key: 'check', title: '检查', value: (row) => (row.good ? '完好' : '损坏'), render: checkOf, width: 150 },
  { key: 'size', title: '大小', kind: 'number', render: (row) => sizeOf(row.size), width: 100 },
  { key: 'rows', title: '数据行', kind: 'number', width: 110 },
  { key: 'files', title: '附件', kind: 'number', width: 90 },
  { key: 'sealed', title: '加密', value: (row) => (row.sealed ? '已加密' : '未加密'), width: 90 },
  { key: 'name', title: '文件名' },
  { key: 'digest', title: '数字指纹', value: (row) => row.digest.slice(0, 16), width: 160, hidden: true },
]

export default function BackupsPage() {
  const answer = useAnswer(listBackups, {}, { every: 3 })
  const ask = useAct(askForBackup, { stale: [listBackups], done: '已开始备份' })
  const set = useAct(setBackupPlan, { stale: [listBackups], done: '已保存' })
  const [editing, setEditing] = useState(false)
  const data = answer.data
  return (
    <>
      <PageHead
        title="数据备份"
        sentence="全部数据和附件合成一个文件，写完再读一遍。备份文件只留在服务器上，请每周抄一份到别处。"
        acts={
          <>
            <ActButton act={() => setEditing(true)}>修改时间和份数</ActButton>
            <ActButton
              main
              why={data?.running ? '正在备份，请等这一次做完' : undefined}
              act={() => ask.run({ body: {} })}
            >
              立即备份
            </ActButton>
          </>
        }
      />
      <Loaded answer={answer}>
        {({ light, lastGoodAt, running, failed, passphrase, plan, backups }) => (
          <>
            <Section title="现况">
              <Facts
                items={[
                  {
                    label: '状态',
                    value: <StateTag tone={lights[light].tone}>{lights[light].word}</StateTag>,
                  },
                  { label: '最近一次完好的备份', value: lastGoodAt ? when(lastGoodAt) : '还没有' },
                  { label: '每天', value: `${plan.hour}点以后自动备份，留最近${plan.keep}份` },
                  { label: '加密', value: passphraseWords[passphrase] },
                  {
                    label: '密钥文件',
                    value:
                      '不在备份里。请把数据文件夹中的密钥文件另抄一份，与备份分开保管；没有它，身份证号、电话和银行账号无法恢复',
                  },
                ]}
              />
              {failed ? (
                <p role="alert">
                  {when(failed.at)}：{failed.message}
                </p>
              ) : null}
              {running ? (
                <div role="status">
                  {steps[running.what]}
                  <Progress percent={Math.round(running.share * 100)} />
                </div>
              ) : null}
            </Section>
            <Section title="留存的备份" flush>
              <DataTable
                name="数据备份"
                columns={columns}
                rows={backups}
                rowKey={(row) => row.name}
                paging={false}
                card={(row) => (
                  <RowCard
                    title={when(row.madeAt)}
                    beside={checkOf(row)}
                    lines={[
                      ['大小', `${sizeOf(row.size)}，${row.sealed ? '已加密' : '未加密'}`],
                      ['内容', `${row.rows} 行数据，${row.files} 个附件`],
                    ]}
                  />
                )}
                empty={{ title: '还没有备份', hint: '今夜会自动做第一次，也可以现在就做。' }}
              />
            </Section>
          </>
        )}
      </Loaded>
      <FormDrawer
        open={editing}
        onClose={() => setEditing(false)}
        title="修改时间和份数"
        submit="保存"
        width={420}
        sentence="夜里关机的电脑，第二天开机后补做。"
        initial={(data?.plan ?? { hour: 2, keep: 14 }) as Plan}
        onSubmit={(plan: Plan) => set.run({ body: plan })}
      >
        <Field name="hour" label="每天几点" required>
          <InputNumber style={{ width: '100%' }} precision={0} min={0} max={23} />
        </Field>
        <Field name="keep" label="留最近几份" required>
          <InputNumber style={{ width: '100%' }} precision={0} min={2} max={90} />
        </Field>
      </FormDrawer>
    </>
  )
}
