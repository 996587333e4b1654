/** 免评: members who cannot take part, applied for by the village, decided by the township. */

import {
  applyExemptions,
  decideExemptions,
  type Exemption,
  exemptionReasons,
  exemptionStates,
  listExemptible,
  listExemptions,
  withdrawExemption,
} from '@xinghe/contract/declarations'
import { exemptionsList } from '@xinghe/contract/lists/declarations'
import { formatDay, yearOf } from '@xinghe/contract/values'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { memberCategories } from '../../app/categories.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { useMe } from '../../app/me.ts'
import { useView } from '../../app/use-view.ts'
import {
  ActButton,
  DataTable,
  DateText,
  Facts,
  Field,
  Files,
  Filters,
  FormDrawer,
  Input,
  PageHead,
  Radio,
  RowCard,
  Select,
  SideSheet,
  Upload,
  useSheet,
} from '../../ui/index.ts'
import { ExemptionTag } from './states.tsx'

const stale = [listExemptions, listExemptible]
interface Values {
  bookId: string
  reasonKind: Exemption['reasonKind']
  reason: string
  files?: { id: string }[]
}

export default function ExemptionsPage() {
  const me = useMe()
  const thisYear = me ? yearOf(me.today as never) : 0
  const [view, setView] = useView({ year: 0, state: '' })
  const [applying, setApplying] = useState(false)
  const year = view.year || thisYear
  const query = { year, ...(view.state && { state: view.state as 'APPLIED' }) }
  const exports = useExport(exemptionsList, query)
  const list = useAnswer(listExemptions, { query }, { when: me !== undefined, keep: true })
  const people = useAnswer(listExemptible, { query: { year } }, { when: applying })
  const side = useSheet(list.data?.rows, (row) => row.id)
  const apply = useAct(applyExemptions, { stale, done: '已提交苏木镇审批' })
  const decide = useAct(decideExemptions, { stale, done: '已办理' })
  const withdraw = useAct(withdrawExemption, { stale, done: '已撤回' })
  const row = side.row
  const many = new Set(list.data?.rows.map((one) => one.townshipName)).size > 1
  const columns = columnsOf(exemptionsList, query, {
    personName: { always: true },
    state: { render: (one) => <ExemptionTag state={one.state} /> },
  }).filter(({ key }) => many || key !== 'townshipName')
  const age = (bornOn: string | null) =>
    bornOn && me ? `，${yearOf(me.today as never) - Number(bornOn.slice(0, 4))} 岁` : ''
  return (
    <>
      <PageHead
        title="免评审批"
        sentence="年老、长期患病等不能参加评星的党员，由支部会议同意后申请，苏木镇审批；免评期间手册保留，不评星。"
        acts={
          list.data?.canApply ? (
            <ActButton main act={() => setApplying(true)}>
              申请免评
            </ActButton>
          ) : null
        }
      />
      <Filters
        view={{ ...view, year }}
        onView={setView}
        items={[
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: [thisYear - 1, thisYear].map((value) => ({ value, label: `${value}年` })),
          },
          {
            key: 'state',
            label: '状态',
            options: Object.entries(exemptionStates).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      <DataTable
        name={`${year}年免评`}
        exports={exports}
        answer={list}
        rows={list.data?.rows}
        rowKey={(one) => one.id}
        columns={columns}
        sheet={side}
        card={(one) => (
          <RowCard
            title={`${one.personName} · ${one.villageName}`}
            beside={<ExemptionTag state={one.state} />}
            lines={[
              ['事由', exemptionReasons[one.reasonKind]],
              ['说明', one.reason],
              ['申请', <DateText key="on" value={one.appliedOn} />],
            ]}
          />
        )}
        empty={{
          title: `${year}年没有免评申请`,
          hint: '年老体弱党员可以只评五颗共性星，确实不能参加的再申请免评',
        }}
      />
      <SideSheet
        {...side.side}
        title={row ? `${row.personName}免评申请` : ''}
        sentence={row ? `${row.townshipName}${row.villageName} · ${row.year}年` : undefined}
        acts={
          row ? (
            <>
              {row.can.includes('withdraw') ? (
                <ActButton
                  confirm="撤回后可以重新申请。"
                  act={() => withdraw.run({ params: { id: row.id } })}
                >
                  撤回申请
                </ActButton>
              ) : null}
              {row.can.includes('refuse') ? (
                <ActButton
                  danger
                  ask={{ label: '不批准的原因', max: 300 }}
                  act={(note) => decide.run({ body: { ids: [row.id], approve: false, note } })}
                >
                  不批准
                </ActButton>
              ) : null}
              {row.can.includes('approve') ? (
                <ActButton
                  main
                  ask={{ label: '审批意见', optional: true, max: 300 }}
                  confirm={`批准后${row.personName}${row.year}年不参加评星。`}
                  act={(note) => decide.run({ body: { ids: [row.id], approve: true, note } })}
                >
                  批准免评
                </ActButton>
              ) : null}
            </>
          ) : null
        }
        timeline={
          row
            ? [
                { at: row.appliedOn, who: row.appliedByName, what: '提出申请', why: row.reason },
                ...(row.decidedOn
                  ? [
                      {
                        at: row.decidedOn,
                        who: row.decidedByName,
                        what: row.state === 'APPROVED' ? '批准' : '不批准',
                        why: row.decisionNote,
                        tone: row.state === 'APPROVED' ? ('done' as const) : ('late' as const),
                      },
                    ]
                  : []),
              ]
            : undefined
        }
      >
        {row ? (
          <>
            <Facts
              items={[
                { label: '状态', value: <ExemptionTag state={row.state} /> },
                { label: '手册编号', value: row.bookNo },
                { label: '事由', value: exemptionReasons[row.reasonKind] },
                { label: '申请日期', value: formatDay(row.appliedOn) },
                { label: '说明', value: row.reason, wide: true },
              ]}
            />
            {row.evidence.length > 0 ? (
              <Files files={row.evidence} />
            ) : (
              <p className="xh-quiet">没有附佐证材料</p>
            )}
          </>
        ) : null}
      </SideSheet>
      <FormDrawer<Values>
        open={applying}
        onClose={() => setApplying(false)}
        title="申请免评"
        submit="提交苏木镇审批"
        initial={{ reasonKind: 'AGED' }}
        onSubmit={({ bookId, reasonKind, reason, files = [] }) =>
          apply.run({
            body: { applications: [{ bookId, reasonKind, reason }], fileIds: files.map((file) => file.id) },
          })
        }
      >
        <Field name="bookId" label="党员" required missing="请选择党员">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={people.isPending}
            placeholder="按年龄排列，可输入姓名查找"
            options={(people.data ?? []).map((one) => ({
              value: one.bookId,
              label: `${one.name}（${memberCategories[one.category]}${age(one.bornOn)}）`,
            }))}
          />
        </Field>
        <Field name="reasonKind" label="事由" required>
          <Radio.Group
            options={Object.entries(exemptionReasons).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <Field name="reason" label="说明" required help="写明具体情况和支部会议意见">
          <Input.TextArea rows={4} maxLength={300} placeholder="如：长期卧床，经支部会议研究，同意申请免评" />
        </Field>
        <Field name="files" label="佐证">
          <Upload wanted="诊断证明、支部会议记录" />
        </Field>
      </FormDrawer>
    </>
  )
}
