/** Uses of results (严格用星): each with its decision document; never an automatic payment. */

import { listUses, recordUses, type UseKind, useKinds } from '@xinghe/contract/award'
import { usesList } from '@xinghe/contract/lists/award'
import { listResults, summariseResults } from '@xinghe/contract/results'
import { levelName, orgClasses, type Subject, starColours } from '@xinghe/contract/words'
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
  Field,
  Filters,
  Form,
  FormDrawer,
  Input,
  Money,
  MoneyInput,
  PageHead,
  RowCard,
  Segmented,
  Select,
} from '../../ui/index.ts'

interface Draft {
  bookIds: string[]
  kind: UseKind
  basisDoc: string
  decidedOn: string
  amountFen?: number | null
  pay?: Record<string, number | null>
  partnerBookId?: string
  note?: string
}

const payLevels = [10, 9, 8, 7]
const columns = columnsOf(usesList, {}, { name: { always: true, fixed: 'start' } })

export default function UsesPage() {
  const me = useMe()
  const can = useCan()
  const [view, setView] = useView({ year: 0, kind: '', subject: 'ORG' })
  const [open, setOpen] = useState(false)
  const year = view.year || Number(me?.today.slice(0, 4) ?? 1) - 1
  const subject = view.subject as Subject
  const query = { year, ...(view.kind && { kind: view.kind as UseKind }) }
  const uses = useAnswer(listUses, { query }, { when: me !== undefined })
  const exports = useExport(usesList, query)
  const summary = useAnswer(summariseResults, { query: { year } }, { when: me !== undefined })
  const [pick, setPick] = useState({ townshipId: '', level: 0, class: '', colour: '' })
  const results = useAnswer(
    listResults,
    {
      query: {
        year,
        subject,
        size: 500,
        ...(pick.townshipId && { townshipId: pick.townshipId }),
        ...(pick.level > 0 && { level: pick.level }),
        ...(pick.class && subject === 'ORG' && { class: pick.class as 'I' }),
        ...(pick.colour && { colour: pick.colour as 'G' }),
      },
    },
    { when: open, keep: true },
  )
  const strong = useAnswer(listResults, { query: { year, subject: 'ORG', size: 500 } }, { when: open })
  const partners = (strong.data?.rows ?? [])
    .filter((row) => row.standing)
    .map((row) => ({ value: row.bookId, label: `${row.name}（${levelName(row.finalLevel)}）` }))
  const options = (results.data?.rows ?? []).map((row) => ({
    value: row.bookId,
    label: `${row.name}（${row.villageName}，${levelName(row.finalLevel)}）`,
    disabled: !row.standing,
  }))
  const record = useAct(recordUses, { stale: [listUses], done: ({ count }) => `已登记 ${count} 项` })
  return (
    <>
      <PageHead
        title="结果使用"
        sentence="评定结果用到哪里、依据什么文件、何时决定；这里只作登记和导出，不自动发放。"
        acts={
          <ActButton
            main
            act={() => setOpen(true)}
            why={can('uses.record') ? undefined : '由旗委组织部或苏木镇党委登记'}
          >
            登记使用
          </ActButton>
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
            options: (summary.data?.years ?? [year]).map((one) => ({ value: one, label: `${one}年` })),
          },
          {
            key: 'kind',
            label: '使用方式',
            options: Object.entries(useKinds).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      <DataTable
        name={`${year}年度结果使用`}
        answer={uses}
        rows={uses.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        exports={exports}
        card={(row) => (
          <RowCard
            title={row.name}
            beside={useKinds[row.kind]}
            lines={[
              ['星级', levelName(row.level)],
              ['决定文件', row.basisDoc],
              ['决定日期', <DateText key="on" value={row.decidedOn} />],
              ['金额', <Money key="fen" value={row.amountFen} unit />],
            ]}
          />
        )}
        empty={{
          title: '还没有登记',
          hint: '评先评优、报酬待遇、选拔、后备、结对帮带、约谈提醒，都在决定之后登记。',
        }}
      />
      <FormDrawer<Draft>
        open={open}
        onClose={() => setOpen(false)}
        title="登记结果使用"
        submit="登记"
        sentence="只有经旗委组织部备案的结果可以使用；登记须有决定文件和日期。"
        initial={{ kind: 'HONOUR', ...(me && { decidedOn: me.today }) }}
        onSubmit={({ pay, ...body }) =>
          record.run({
            body: {
              ...body,
              amounts: Object.entries(pay ?? {}).flatMap(([level, amountFen]) =>
                typeof amountFen === 'number'
                  ? [{ level: Number(level), amountFen: amountFen as never }]
                  : [],
              ),
            } as never,
          })
        }
      >
        {(form) => (
          <>
            <Segmented
              value={view.subject}
              onChange={(next) => {
                form.resetFields(['bookIds'])
                setView({ subject: String(next) })
              }}
              options={[
                { value: 'ORG', label: '党组织' },
                { value: 'MEMBER', label: '党员' },
              ]}
              style={{ marginBottom: 16 }}
            />
            <Filters
              view={pick}
              onView={(patch) => setPick({ ...pick, ...patch })}
              items={[
                ...((summary.data?.byTownship.length ?? 0) > 1
                  ? [
                      {
                        key: 'townshipId',
                        label: '苏木镇',
                        options: (summary.data?.byTownship ?? []).map((one) => ({
                          value: one.townshipId,
                          label: one.name,
                        })),
                      },
                    ]
                  : []),
                {
                  key: 'level',
                  label: '星级',
                  options: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((value) => ({
                    value,
                    label: levelName(value),
                  })),
                },
                ...(subject === 'ORG'
                  ? [
                      {
                        key: 'class',
                        label: '类别',
                        options: Object.entries(orgClasses).map(([value, label]) => ({ value, label })),
                      },
                    ]
                  : []),
                {
                  key: 'colour',
                  label: '颜色',
                  options: Object.entries(starColours).map(([value, label]) => ({
                    value,
                    label: `有${label}`,
                  })),
                },
              ]}
            >
              <ActButton
                quiet
                act={() =>
                  form.setFieldValue(
                    'bookIds',
                    options.filter((one) => !one.disabled).map((one) => one.value),
                  )
                }
              >
                全选所列 {options.filter((one) => !one.disabled).length} 个
              </ActButton>
            </Filters>
            <Field name="bookIds" label="对象" required missing="请选择对象">
              <Select
                mode="multiple"
                maxTagCount={6}
                options={options}
                optionFilterProp="label"
                loading={results.isPending}
                placeholder="可多选，按名称查找"
              />
            </Field>
            <Field name="kind" label="使用方式" required>
              <Select options={Object.entries(useKinds).map(([value, label]) => ({ value, label }))} />
            </Field>
            <Field name="basisDoc" label="决定文件" required missing="请填写文件名称和文号">
              <Input placeholder="如：关于表彰先进基层党组织的决定" />
            </Field>
            <Field name="decidedOn" label="决定日期" required>
              <DayInput latest={me?.today ?? ''} />
            </Field>
            <Form.Item noStyle shouldUpdate={(before: Draft, now: Draft) => before.kind !== now.kind}>
              {() =>
                form.getFieldValue('kind') === 'PAY' ? (
                  <>
                    <p className="xh-quiet">
                      各星级金额留空的，按系统设置中“用星”一组的标准计算；只登记，不发放。
                    </p>
                    {payLevels.map((level) => (
                      <Field key={level} name={['pay', String(level)]} label={`${levelName(level)}（元）`}>
                        <MoneyInput />
                      </Field>
                    ))}
                  </>
                ) : form.getFieldValue('kind') === 'PAIRING' ? (
                  <Field
                    name="partnerBookId"
                    label="帮带对象（强村）"
                    required
                    missing="请选择帮带对象"
                    help="星级须高于被帮带的党组织"
                  >
                    <Select showSearch={{ optionFilterProp: 'label' }} options={partners} />
                  </Field>
                ) : form.getFieldValue('kind') === 'HONOUR' || form.getFieldValue('kind') === 'FIVE_GOOD' ? (
                  <Field name="amountFen" label="奖金（元）" help="仅登记，不发放；没有奖金的留空">
                    <MoneyInput />
                  </Field>
                ) : null
              }
            </Form.Item>
            <Field name="note" label="备注">
              <Input.TextArea maxLength={300} />
            </Field>
          </>
        )}
      </FormDrawer>
    </>
  )
}
