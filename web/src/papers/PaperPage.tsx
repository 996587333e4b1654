/** One paper sheet: typed, compared, posted, or what came of it. */
import { paperName, paperOf, paperPeriod } from '@xinghe/contract/lists/papers'
import { sumOf } from '@xinghe/contract/paper-lines'
import {
  dropKeying,
  getPaperPdf,
  getPaperSheet,
  type PaperSheetAnswer,
  postPaperSheet,
  voidPaperSheets,
} from '@xinghe/contract/papers'
import { type SlipRow, slipStates } from '@xinghe/contract/slips'
import { formatPoints } from '@xinghe/contract/values'
import { useState } from 'react'
import { urlOf, useAct, useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { usePathParams } from '../app/use-view.ts'
import {
  ActButton,
  Alert,
  type Column,
  DataTable,
  type EvidenceFile,
  Facts,
  Loaded,
  PageHead,
  PrintButton,
  RowCard,
  Section,
  Timeline,
  Upload,
} from '../ui/index.ts'
import { Differences } from './Differences.tsx'
import { Keying } from './Keying.tsx'
import { mapOf, SheetTable } from './SheetTable.tsx'
import { PaperTag, stalePapers } from './words.tsx'
import './papers.css'

export default function PaperPage() {
  const { id } = usePathParams<'id'>()
  const answer = useAnswer(getPaperSheet, { params: { id } })
  return <Loaded answer={answer}>{(sheet) => <Paper key={sheet.id} sheet={sheet} />}</Loaded>
}

function Paper({ sheet }: { sheet: PaperSheetAnswer }) {
  const [again, setAgain] = useState(false)
  const away = useAct(voidPaperSheets, { stale: stalePapers, done: '已作废' })
  const drop = useAct(dropKeying, { stale: stalePapers, done: '已放弃未完的录入' })
  const typing = sheet.can.includes('key')
  const first =
    typing && (sheet.state === 'PRINTED' || again || (sheet.doubleEntry && sheet.state === 'KEYED'))
  const unfinished = sheet.keyers.filter((keyer) => !keyer.done)
  return (
    <>
      <PageHead
        back={<To to="/papers">返回纸质表录入</To>}
        title={`${paperOf(sheet)} ${paperName(sheet)}`}
        beside={<PaperTag state={sheet.state} />}
        sentence={
          <>
            编号 <b className="pa-number">{sheet.code}</b>　{paperPeriod(sheet)}　{sheet.townshipName}{' '}
            {sheet.villageName}
          </>
        }
        acts={
          <>
            {sheet.can.includes('void') && unfinished.length > 0 && !sheet.can.includes('key') ? (
              <ActButton
                confirm={`${unfinished.map((one) => one.name).join('、')}没有录完的内容将清除，由他人重新录入。`}
                ask={{ label: '原因', placeholder: '例如：原录入人已调离' }}
                act={(reason) => drop.run({ params: { id: sheet.id }, body: { reason } })}
              >
                换人录入
              </ActButton>
            ) : null}
            {sheet.can.includes('void') ? (
              <ActButton
                confirm="作废后这个编号不能再录入；已录入的内容留存备查。"
                ask={{ label: '作废的原因', placeholder: '例如：纸面污损，已重新打印' }}
                act={(reason) => away.run({ body: { ids: [sheet.id], reason } })}
              >
                作废
              </ActButton>
            ) : null}
            {sheet.state === 'VOID' ? null : (
              <PrintButton href={urlOf(getPaperPdf, { params: { id: sheet.id } })} />
            )}
          </>
        }
      />
      {sheet.cannot ? <Alert type="info" title={sheet.cannot} showIcon className="pa-alert" /> : null}
      {sheet.voided ? (
        <Section title="已作废">
          <Facts
            items={[
              { label: '原因', value: sheet.voided.reason, wide: true },
              { label: '作废人', value: sheet.voided.by },
            ]}
          />
        </Section>
      ) : null}
      {first ? <Keying sheet={sheet} onDone={() => setAgain(false)} /> : null}
      {sheet.state === 'DIFFERENT' ? <Differences sheet={sheet} /> : null}
      {!first && (sheet.state === 'KEYED' || sheet.state === 'COMPARED') ? (
        <Review sheet={sheet} onAgain={typing && !sheet.doubleEntry ? () => setAgain(true) : undefined} />
      ) : null}
      {sheet.state === 'POSTED' ? <CameOfIt sheet={sheet} /> : null}
      {!first && sheet.state === 'PRINTED' ? (
        <Section>
          <p className="xh-quiet">这张表还没有录入。</p>
        </Section>
      ) : null}
      <Section title="办理经过">
        <Timeline
          items={[...sheet.timeline].reverse().map((one) => ({
            at: one.at,
            what: one.action,
            who: one.post ? `${one.name}（${one.post}）` : one.name,
            why: one.note,
            tone: 'idle',
          }))}
        />
      </Section>
    </>
  )
}

/** What will be posted, once more whole; with the photograph of the paper where a rule asks for proof. */
function Review({ sheet, onAgain }: { sheet: PaperSheetAnswer; onAgain: (() => void) | undefined }) {
  const [files, setFiles] = useState<EvidenceFile[]>([])
  const post = useAct(postPaperSheet, {
    stale: stalePapers,
    done: ({ slips, lines }) => (slips > 0 ? `已登记 ${slips} 张申报单，共 ${lines} 行` : '已入账'),
  })
  const { final } = sheet
  if (!final) return null
  const proof = final.lines.some((line) =>
    sheet.rules.some(
      (rule) => rule.evidenceNeeded && rule.code === (line.cells.rule ?? '').split('/')[0]?.trim(),
    ),
  )
  const open = sheet.can.includes('post')
  return (
    <Section
      title={sheet.state === 'COMPARED' ? '核对一致，待入账' : '录入完毕，待入账'}
      sentence={
        sheet.kind === 'SCORE'
          ? '入账后，与账面不同的分记入考核组核定；未填的星按账面认定。'
          : '入账后每件事成为一张申报单，仍由录入人以外的支部委员确认，照常核查。'
      }
      flush
    >
      <SheetTable
        sheet={sheet}
        lines={mapOf(final.lines)}
        marked={new Set(sheet.settled.map(({ no, key }) => `${no} ${key}`))}
      />
      <div className="pa-foot">
        <span>
          纸面合计 <b>{final.total}</b> 分，逐行相加 <b>{formatPoints(sumOf(sheet, final.lines))}</b> 分
        </span>
        <span className="pa-grow" />
        {onAgain ? <ActButton act={onAgain}>修改</ActButton> : null}
        {open ? (
          <ActButton
            main
            why={proof && files.length === 0 ? '有细则要求佐证，请先附上纸面照片' : undefined}
            confirm={
              sheet.kind === 'SCORE'
                ? '将把核定得分记入年终评定，入账后不能在这里改动。'
                : `将登记 ${final.lines.filter((line) => !line.cells.skip).length} 行积分，入账后改动须按申报单的退回、冲正办理。`
            }
            act={() =>
              post.run({ params: { id: sheet.id }, body: { fileIds: files.map((file) => file.id) } })
            }
          >
            入账
          </ActButton>
        ) : null}
      </div>
      {open && sheet.kind !== 'SCORE' ? (
        <div className="pa-proof">
          <p className={proof ? '' : 'xh-quiet'}>
            {proof
              ? '有细则要求佐证：请附纸面或材料的照片，作为本表各申报单的佐证。'
              : '可附纸面照片，作为本表各申报单的佐证。'}
          </p>
          <Upload value={files} onChange={setFiles} wanted="纸面照片" />
        </div>
      ) : null}
    </Section>
  )
}

const slipColumns: Column<SlipRow>[] = [
  { key: 'factOn', title: '发生日期', kind: 'day', width: 130 },
  {
    key: 'names',
    title: '对象',
    width: 200,
    value: (row) => row.lines.map((line) => line.bookName).join('、'),
    always: true,
  },
  { key: 'reason', title: '事由', width: 240 },
  {
    key: 'sum',
    title: '分值',
    kind: 'points',
    width: 90,
    value: (row) => row.lines.reduce((sum, line) => sum + (line.struck ? 0 : line.amount), 0),
    sum: true,
  },
  { key: 'state', title: '状态', width: 130, value: (row) => slipStates[row.state] },
]
function CameOfIt({ sheet }: { sheet: PaperSheetAnswer }) {
  const open = (row: SlipRow) => {
    window.location.href = `/points/slips?open=${row.id}`
  }
  return (
    <>
      {sheet.kind === 'SCORE' ? (
        <Section title="已记入年终评定">
          {sheet.yearEndSheetId ? (
            <To to="/stars/year-end/:id" params={{ id: sheet.yearEndSheetId }}>
              查看本村的年终考评表
            </To>
          ) : null}
        </Section>
      ) : (
        <Section title={`登记的申报单（${sheet.slips.length}张）`} flush>
          <DataTable
            rows={sheet.slips}
            rowKey={(row) => row.id}
            columns={slipColumns}
            paging={false}
            sticky={false}
            onOpen={open}
            card={(row) => (
              <RowCard
                title={row.lines.map((line) => line.bookName).join('、')}
                beside={slipStates[row.state]}
                lines={[['事由', row.reason]]}
              />
            )}
          />
        </Section>
      )}
      {sheet.final ? (
        <Section
          title="录入的内容"
          sentence={sheet.settled.length > 0 ? '对照纸面确定的格已标出。' : undefined}
          flush
        >
          <SheetTable
            sheet={sheet}
            lines={mapOf(sheet.final.lines)}
            marked={new Set(sheet.settled.map(({ no, key }) => `${no} ${key}`))}
          />
          <div className="pa-foot">
            <span>
              纸面合计 <b>{sheet.final.total}</b> 分
            </span>
          </div>
        </Section>
      ) : null}
    </>
  )
}
