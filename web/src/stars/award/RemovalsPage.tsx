/** 摘星降星: stars taken within the year, from proposal to effect. */
import { changeOf as change, removalsList } from '@xinghe/contract/lists/award'
import {
  decideRemoval,
  listRemovals,
  publishRemoval,
  type RemovalRow,
  type RemovalState,
  removalBases,
  removalStates,
  takeEffect,
  withdrawRemoval,
} from '@xinghe/contract/removals'
import { formatDay } from '@xinghe/contract/values'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { useCan, useMe } from '../../app/me.ts'
import { useView } from '../../app/use-view.ts'
import {
  ActButton,
  DataTable,
  DateText,
  DayInput,
  Facts,
  Field,
  Files,
  Filters,
  FormDrawer,
  Input,
  PageHead,
  Radio,
  RowCard,
  SideSheet,
  StateTag,
  type Tone,
  useSheet,
} from '../../ui/index.ts'
import { RemovalForm } from './RemovalForm.tsx'
import { removalsStale as stale } from './removals-stale.ts'

const tones: Record<RemovalState, Tone> = {
  PROPOSED: 'waiting',
  WITHDRAWN: 'idle',
  REFUSED: 'idle',
  DECIDED: 'waiting',
  PUBLIC_NOTICE: 'soon',
  NOTICE_CLOSED: 'waiting',
  EFFECTIVE: 'late',
  CANCELLED: 'idle',
}
const tag = (row: RemovalRow) => <StateTag tone={tones[row.state]}>{removalStates[row.state]}</StateTag>
const columns = columnsOf(
  removalsList,
  {},
  {
    name: { always: true, fixed: 'start' },
    state: { render: tag },
  },
)
interface Decision {
  agreed: boolean
  metOn: string
  docNo: string
  decision: string
}

export default function RemovalsPage() {
  const me = useMe()
  const can = useCan()
  const [view, setView] = useView({ year: 0, state: '' })
  const [form, setForm] = useState<'propose' | 'decide' | 'publish'>()
  const year = view.year || Number(me?.today.slice(0, 4) ?? 1) - 1
  const query = { year, ...(view.state && { state: view.state as RemovalState }) }
  const exports = useExport(removalsList, query)
  const list = useAnswer(listRemovals, { query }, { when: me !== undefined, keep: true })
  const side = useSheet(list.data?.rows, (row) => row.id)
  const row = side.row
  const params = { id: row?.id ?? '' }
  const withdraw = useAct(withdrawRemoval, { stale, done: '已撤回' })
  const decide = useAct(decideRemoval, { stale, done: '已登记党委决定' })
  const publish = useAct(publishRemoval, { stale, done: '已发布公示' })
  const effect = useAct(takeEffect, { stale, done: '已生效，新的星级和牌匾已安排' })
  const has = (act: RemovalRow['can'][number]) => row?.can.includes(act)
  const close = () => setForm(undefined)
  return (
    <>
      <PageHead
        title="摘星降星"
        sentence="年度内出现问题的，经苏木镇党委研究、公示无异议后降低星级，更换牌匾。"
        acts={
          <ActButton
            main
            act={() => setForm('propose')}
            why={can('removals.propose') ? undefined : '由苏木镇党委或旗委组织部提出'}
          >
            提出摘星降星
          </ActButton>
        }
      />
      <Filters
        view={{ ...view, year }}
        onView={setView}
        items={[
          {
            key: 'year',
            label: '评定年度',
            kind: 'pick',
            options: [0, 1, 2]
              .map((back) => Number(me?.today.slice(0, 4) ?? 1) - back)
              .reverse()
              .map((value) => ({ value, label: `${value}年` })),
          },
          {
            key: 'state',
            label: '进展',
            options: Object.entries(removalStates).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      <DataTable
        name={`${year}年度摘星降星`}
        exports={exports}
        answer={list}
        rows={list.data?.rows}
        rowKey={(one) => one.id}
        columns={columns}
        sheet={side}
        card={(one) => (
          <RowCard
            title={one.name}
            beside={tag(one)}
            lines={[
              ['星级', change(one)],
              ['情形', removalBases[one.basis]],
              ['提出', <DateText key="on" value={one.proposedOn} />],
            ]}
          />
        )}
        empty={{
          title: `${year}年度没有摘星降星`,
          hint: '出现否决情形、弄虚作假等问题时，由苏木镇或组织部提出。',
        }}
      />
      <SideSheet
        {...side.side}
        title={row?.name ?? ''}
        sentence={row ? `${row.townshipName}${row.villageName} · ${row.year}年度` : undefined}
        acts={
          row ? (
            <>
              {has('withdraw') ? (
                <ActButton
                  ask={{ label: '撤回的原因', max: 300 }}
                  act={(reason) => withdraw.run({ params, body: { reason } })}
                >
                  撤回建议
                </ActButton>
              ) : null}
              {has('decide') ? (
                <ActButton main act={() => setForm('decide')}>
                  登记党委决定
                </ActButton>
              ) : null}
              {has('publish') ? (
                <ActButton main act={() => setForm('publish')}>
                  发布公示
                </ActButton>
              ) : null}
              {has('take_effect') ? (
                <ActButton
                  main
                  danger
                  confirm={`${row.name}将由${change(row).replace(' → ', '降为')}，已有牌匾的同时订制新牌。`}
                  act={() => effect.run({ params })}
                >
                  公示期满，生效
                </ActButton>
              ) : null}
            </>
          ) : null
        }
        timeline={row ? story(row) : undefined}
      >
        {row ? (
          <>
            <Facts
              items={[
                { label: '进展', value: tag(row) },
                { label: '星级', value: change(row) },
                { label: '情形', value: removalBases[row.basis] },
                {
                  label: '公示',
                  value: row.noticeNumber
                    ? `${row.noticeNumber}${row.noticeEndsOn ? `，至${formatDay(row.noticeEndsOn)}` : ''}`
                    : '尚未公示',
                },
                { label: '理由', value: row.reason, wide: true },
              ]}
            />
            {row.files.length > 0 ? <Files files={row.files} /> : <p className="xh-quiet">没有附佐证材料</p>}
          </>
        ) : null}
      </SideSheet>
      <RemovalForm year={year} open={form === 'propose'} onClose={close} />
      <FormDrawer<Decision>
        open={form === 'decide'}
        onClose={close}
        title="登记党委决定"
        submit="登记"
        sentence={row ? `${row.name}：${change(row)}` : undefined}
        initial={{ agreed: true, ...(me && { metOn: me.today }) }}
        onSubmit={(body) => decide.run({ params, body: body as never })}
      >
        <Field name="agreed" label="决定" required>
          <Radio.Group
            options={[
              { value: true, label: '同意，进入公示' },
              { value: false, label: '不同意' },
            ]}
          />
        </Field>
        <Field name="metOn" label="会议日期" required>
          <DayInput earliest={row?.proposedOn ?? ''} latest={me?.today ?? ''} />
        </Field>
        <Field name="docNo" label="会议纪要文号" required>
          <Input maxLength={100} placeholder="如：党委会纪要〔2026〕12号" />
        </Field>
        <Field name="decision" label="决定内容" required>
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </FormDrawer>
      <FormDrawer<{ contact: string }>
        open={form === 'publish'}
        onClose={close}
        title="发布公示"
        submit="发布"
        sentence="公示满规定的工作日，期间接受实名异议；公示只写情形，不写细节。"
        initial={{ contact: `${row?.townshipName ?? ''}党委组织委员办公室` }}
        onSubmit={(body) => publish.run({ params, body })}
      >
        <Field name="contact" label="联系方式" required>
          <Input maxLength={120} />
        </Field>
      </FormDrawer>
    </>
  )
}

const story = (row: RemovalRow) => [
  { at: row.proposedOn, who: row.proposedBy, what: '提出', why: row.reason },
  ...(row.metOn
    ? [
        {
          at: row.metOn,
          who: `${row.townshipName}党委`,
          what: row.state === 'REFUSED' ? '研究不同意' : '研究同意',
          why: `${row.docNo}：${row.decision}`,
        },
      ]
    : []),
  ...(row.effectiveOn
    ? [{ at: row.effectiveOn, who: '', what: '生效', why: change(row), tone: 'late' as const }]
    : []),
]
